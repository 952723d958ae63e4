//! Whole sessions with the browser, in a real pseudo-terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{fs, os::unix::fs::PermissionsExt, sync::LazyLock};

use rustix::process::Signal;
use summits_chronology::{
    chronology::Chronology,
    loader::{self},
};
use summits_tui::built_in::BUILT_IN;
use summits_tui::query::{Index, Query};

use support::{
    chronology,
    pty::{Session, browser, built_in, modes_on, process},
};

static CHRONOLOGY: LazyLock<Chronology> = LazyLock::new(chronology::load);

/// The count in the header for a query.
fn count(query: &str) -> String {
    let all = CHRONOLOGY.events().len();
    let query = Query::parse(query, &CHRONOLOGY).unwrap();
    let found = Index::new(&CHRONOLOGY).select(&CHRONOLOGY, &query);
    assert_eq!(found.possible(), 0, "choose a query with one number");
    if found.definite() == all { format!("{all} events") } else { format!("{} of {all}", found.definite()) }
}

/// The position in the list while the last event is selected and all are listed.
fn last() -> String {
    let all = CHRONOLOGY.events().len();
    format!("{all}/{all}")
}

/// The browser without a query.
fn open() -> Session {
    let mut session = browser().open();
    session.wait_for(&count(""));
    session
}

#[test]
fn it_opens_on_the_first_event_and_its_detail() {
    let first = CHRONOLOGY.events().iter().next().unwrap();
    let beginning: String = first.title.chars().take(20).collect();
    open()
        .wait_for(&beginning)
        .wait_for("2001")
        .wait_until("title in list and detail", |screen| screen.contents().matches(&beginning).count() == 2);
}

#[test]
fn without_a_directory_it_opens_the_built_in_chronology() {
    let all = loader::load(&BUILT_IN).unwrap().chronology.events().len();
    let mut session = built_in().open();
    session.wait_for(&format!("{all} events")).wait_for("▌").press("q").wait_for_end();
}

#[test]
fn it_opens_on_the_query_of_the_command_line() {
    browser().args(["country:KP", "kind:summit"]).open().wait_for(&count("country:KP kind:summit"));
}

#[test]
fn the_list_narrows_while_a_query_is_typed() {
    open()
        .press("/")
        .type_("abduc")
        .wait_for(&count("abduc"))
        .type_("tion")
        .wait_for(&count("abduction"))
        .press("enter R")
        .wait_for(&count("country:RU abduction"))
        .press("ctrl-o")
        .wait_for(&count("abduction"));
}

#[test]
fn esc_in_the_prompt_restores_the_query() {
    open().press("/").type_("abduction").wait_for(&count("abduction")).press("esc").wait_for(&count(""));
}

#[test]
fn enter_opens_an_event_on_the_full_screen_and_esc_closes_it() {
    let mut session = open();
    session.press("/").type_("\"Action Plan\"").press("enter").wait_for(&count("\"Action Plan\""));
    let list = session.find("╭").unwrap();
    let width = |session: &Session| session.screen().lines().map(|line| line.matches('╭').count()).max().unwrap();
    assert_eq!((list.0, width(&session)), (0, 2));
    session.press("enter").wait_until("one pane", |screen| screen.contents().matches('╭').count() == 1);
    session.press("esc").wait_until("two panes", |screen| screen.contents().matches('╭').count() == 2);
}

#[test]
fn a_person_of_an_event_leads_to_other_events_and_back() {
    let mut session = open();
    session
        .press("/")
        .type_("\"Action Plan\" kind:summit")
        .press("enter")
        .wait_for(&count("\"Action Plan\" kind:summit"));
    session
        .press("enter right right")
        .wait_for("enter follow")
        .press("enter")
        .wait_for("╭─ Person")
        .wait_for("Offices");
    session
        .press("s")
        .wait_for("person:")
        .wait_until("two panes", |screen| screen.contents().matches('╭').count() == 2);
    session.press("ctrl-o").wait_for("╭─ Person").press("esc").wait_for("enter follow").press("esc");
    session.wait_for(&count("\"Action Plan\" kind:summit"));
}

#[test]
fn resizing_keeps_the_selected_event() {
    let mut session = open();
    let selected = |screen: &str| screen.lines().find_map(|line| Some(line.split_once('▌')?.1[..30].to_owned()));
    let before = selected(&session.press("j j j").wait_for("4/").screen());
    assert!(before.is_some());
    for (columns, rows) in [(160, 50), (80, 24), (40, 12), (20, 5), (1, 1), (3, 2), (250, 70)] {
        let frame = session.frames() + 1;
        session.resize(columns, rows).wait_for_frame(frame);
        if columns >= 20 {
            session.wait_until("the selected row", |screen| screen.contents().contains('▌'));
        }
    }
    session.resize(120, 34).wait_until("the same event", |screen| selected(&screen.contents()) == before);
}

#[test]
fn the_mouse_scrolls_selects_and_clicks_chips() {
    let mut session = open();
    let third = CHRONOLOGY.events().iter().nth(2).unwrap();
    let beginning: String = third.title.chars().take(20).collect();
    session.wait_for("1/").click_on(&beginning).wait_for("3/");
    let before = session.screen();
    session.wheel_down(10, 12).wait_until("another list", |screen| screen.contents() != before);
    session.wheel_up(10, 12).wait_for(&beginning);
    session.click_on("North Korea ").wait_for(&count("country:KP"));
}

#[test]
fn a_citation_is_copied_to_the_terminal_s_clipboard() {
    let mut session = open();
    session.press("y").wait_for("copied").wait_for_output("\x1b]52;c;");
    let output = session.output();
    let payload = output.split("\x1b]52;c;").nth(1).unwrap().split('\x1b').next().unwrap().trim_end_matches('\x07');
    let copied = String::from_utf8(base64(payload)).unwrap();
    let event = CHRONOLOGY.events().iter().next().unwrap();
    let document = &CHRONOLOGY.documents[event.citations[0].document];
    assert!(copied.contains(&*document.title), "{copied:?}");
    assert!(!copied.chars().any(char::is_control), "{copied:?}");
}

#[test]
fn in_tmux_a_citation_is_copied_to_the_tmux_buffer_as_well() {
    let directory = tempfile::tempdir().unwrap();
    let (tmux, copied) = (directory.path().join("tmux"), directory.path().join("copied"));
    // An old version, which does not support -w.
    let script = format!("#!/bin/sh\n[ \"$2\" = -w ] && exit 1\ncat > '{}'\n", copied.display());
    fs::write(&tmux, script).unwrap();
    fs::set_permissions(&tmux, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", directory.path().display(), std::env::var("PATH").unwrap());
    let mut session = browser().env("PATH", &path).env("TMUX", "/tmp/tmux-0/default,1,0").open();
    session.wait_for(&count("")).press("y").wait_for("copied");
    let event = CHRONOLOGY.events().iter().next().unwrap();
    let title = &*CHRONOLOGY.documents[event.citations[0].document].title;
    support::pty::eventually("the citation", || fs::read_to_string(&copied).is_ok_and(|copied| copied.contains(title)));
}

/// The row that the cursor is on, unless the cursor is hidden.
fn under_the_cursor(screen: &vt100::Screen) -> Option<String> {
    let row = usize::from(screen.cursor_position().0);
    (!screen.hide_cursor()).then(|| screen.rows(0, 120).nth(row)).flatten()
}

#[test]
fn the_terminal_cursor_is_on_the_selected_row_or_in_the_prompt() {
    let mut session = open();
    let on = |row: &'static str| {
        move |screen: &vt100::Screen| under_the_cursor(screen).is_some_and(|line| line.contains(row))
    };
    session.press("G").wait_for(&last()).wait_until("the last event", on("▌"));
    session.press("/").type_("koizumi").wait_until("the query", on("/ koizumi"));
    // Escape followed at once by a letter would be another key.
    session.press("esc").wait_for(&last()).press("f j");
    session.wait_until("a value", |screen| screen.cursor_position().1 > 40 && on("▇")(screen));
    session.press("esc").wait_until_gone("Facets").press("?").wait_for("All keys").press("down down");
    session.wait_until("a key", on("Half a page down")).press("esc").wait_until_gone("All keys");
    session.press("c").wait_until("a document", on("▌")).press("q q").wait_for_end();
}

#[test]
fn the_matching_events_are_exported_and_no_file_is_overwritten_without_asking() {
    let home = tempfile::tempdir().unwrap();
    let report = home.path().join("year-2003.md");
    let mut session =
        browser().args(["year:2003"]).env("HOME", home.path().to_str().unwrap()).directory(home.path()).open();
    session.wait_for(&count("year:2003")).press("e").wait_for("timelinejs").type_("markdown").press("enter");
    session.wait_for("year-2003.md").press("enter").wait_for("events written to");
    let written = std::fs::read_to_string(&report).unwrap();
    assert!(written.contains("Koizumi and Putin adopt"));

    // An existing file is kept, unless the other row is chosen.
    std::fs::write(&report, "mine").unwrap();
    session
        .press("e")
        .type_("markdown")
        .press("enter")
        .wait_for("year-2003.md")
        .press("ctrl-u")
        .type_("~/year-2003.md");
    session.press("enter").wait_for("exists already").press("enter").wait_for("export to ~/year-2003.md");
    assert_eq!(std::fs::read_to_string(&report).unwrap(), "mine");
    session.press("enter").wait_for("exists already").press("down enter").wait_for("events written to");
    assert_eq!(std::fs::read_to_string(&report).unwrap(), written);

    // When a file cannot be written, the prompt says why and stays open.
    session
        .press("e")
        .type_("toml")
        .press("enter ctrl-u")
        .type_("no/such")
        .press("enter")
        .wait_for("there is no directory");
    session.press("ctrl-u").type_("chronology").press("enter").wait_for("written to").press("q").wait_for_end();
    assert!(home.path().join("chronology/chronology.toml").exists());
}

#[test]
fn a_document_is_opened_in_the_web_browser() {
    let directory = tempfile::tempdir().unwrap();
    let opener = directory.path().join("xdg-open");
    let opened = directory.path().join("opened");
    fs::write(&opener, format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", opened.display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", directory.path().display(), std::env::var("PATH").unwrap());
    let mut session = browser().env("PATH", &path).open();
    session.press("tab 1").wait_for("opened http");
    let event = CHRONOLOGY.events().iter().next().unwrap();
    let url = &CHRONOLOGY.documents[event.citations[0].document].url;
    support::pty::eventually("the address", || fs::read_to_string(&opened).is_ok_and(|opened| opened == **url));
}

#[test]
fn addresses_are_terminal_hyperlinks() {
    let mut session = open();
    session.press("enter").wait_for_output(";http");
    let output = session.output();
    assert!(output.contains("\x1b]8;id="), "{output:?}");
}

#[test]
fn no_color_leaves_only_bold_and_reverse() {
    let mut session = browser().env("NO_COLOR", "1").open();
    session.wait_for(&count("")).press("K / a").wait_for(&count("country:KP a"));
    let output = session.output();
    let styles: Vec<u16> = styles(&output).collect();
    let colours: Vec<_> = styles.iter().filter(|style| matches!(style, 30..=38 | 40..=48 | 90..=107)).collect();
    assert!(colours.is_empty(), "{colours:?}");
    assert!(styles.contains(&1), "nothing is bold");
    assert!(styles.contains(&7) || styles.contains(&4), "the selection is neither reversed nor underlined");
}

#[test]
fn only_known_escape_sequences_are_written() {
    let mut session = open();
    session.press("G / a").wait_for("/ a").press("esc").wait_until_gone("/ a").press("f").wait_for("exclude");
    session.press("esc").wait_until_gone("exclude").press("?").wait_for("enter choose").press("esc");
    session.wait_until_gone("enter choose").press("K").wait_for(&count("country:KP")).press("y").wait_for("copied");
    session.press("ctrl-l x").wait_for(&count("")).press("enter").resize(80, 24).wait_for("Documents");
    session.press("q q").wait_for_end();
    let output = session.output();
    for sequence in sequences(&output) {
        assert!(is_ours(sequence), "{sequence:?}");
    }
    assert_eq!(modes_on(&output), Vec::<u16>::new());
}

#[test]
fn the_exit_status_shows_how_it_ended() {
    assert_eq!(open().press("q").wait_for_end().exit_code(), 0);
    assert_eq!(open().press("ctrl-c").wait_for_end().exit_code(), 0);
    let mut session = open();
    let status = session.signal(Signal::TERM).wait_for_end();
    assert!(status.signal().is_some(), "{status:?}");
    session.assert_modes_off();
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_browser_uses_no_processor_time() {
    let mut session = open();
    let pid = session.press("j enter").wait_for("Documents").pid();
    support::pty::eventually("a second without a wake-up", || {
        let before = (process::wake_ups(pid), process::ticks(pid), session.output().len());
        std::thread::sleep(std::time::Duration::from_secs(1));
        before == (process::wake_ups(pid), process::ticks(pid), session.output().len())
    });
}

/// The escape sequences of an output, and every other control character by itself.
fn sequences(output: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = output;
    while let Some(at) = rest.find(char::is_control) {
        rest = &rest[at..];
        let end = match rest.as_bytes() {
            [0x1b, b'[', ..] => 2 + rest[2..].find(|c: char| ('@'..='~').contains(&c)).unwrap() + 1,
            [0x1b, b']', ..] => {
                rest.find("\x1b\\").map(|end| end + 2).or(rest.find('\x07').map(|end| end + 1)).unwrap()
            },
            [0x1b, ..] => 2,
            _ => rest.chars().next().unwrap().len_utf8(),
        };
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found
}

/// Whether a sequence is one that the browser may write.
fn is_ours(sequence: &str) -> bool {
    const MODES: [&str; 8] = ["25", "1000", "1002", "1003", "1006", "1015", "1049", "2004"];
    let numbers = |text: &str| text.split(';').all(|number| number.chars().all(|c| c.is_ascii_digit()));
    if let Some(rest) = sequence.strip_prefix("\x1b[?") {
        let mode = &rest[..rest.len() - 1];
        return rest.ends_with(['h', 'l']) && (mode == "2026" || MODES.contains(&mode));
    }
    if let Some(rest) = sequence.strip_prefix("\x1b[") {
        return rest == "2J" || rest.ends_with(['m', 'H']) && numbers(&rest[..rest.len() - 1]);
    }
    sequence.starts_with("\x1b]8;") || sequence.starts_with("\x1b]52;c;")
}

/// The numbers of every style sequence.
fn styles(output: &str) -> impl Iterator<Item = u16> {
    let styles = sequences(output).into_iter().filter_map(|sequence| sequence.strip_prefix("\x1b[")?.strip_suffix('m'));
    styles.flat_map(|numbers| numbers.split(';')).filter_map(|number| number.parse().ok())
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<usize> = text.bytes().filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte)).collect();
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let number = group.iter().fold(0, |number, digit| number << 6 | digit) << (6 * (4 - group.len()));
        let [_, three @ ..] = u32::try_from(number).unwrap().to_be_bytes();
        bytes.extend_from_slice(&three[..group.len() - 1]);
    }
    bytes
}
