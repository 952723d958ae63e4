//! The terminal is given back as it was found: what happens below the browser, in a pseudo-terminal.
//!
//! The tests that are marked as ignored are not tests but the programs that the others run: a test binary can run itself.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{
    io,
    process::{Command, ExitCode},
    sync::{Arc, mpsc::channel},
    thread,
    time::Duration,
};

use ratatui::{
    buffer::Buffer,
    layout::Position,
    style::{Modifier, Style},
};
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, setrlimit, setsid};
use summits_tui::{
    config::Config,
    keymap::{Action, Binding, Bindings, Chord, Context, Keymap},
    notebook::Notebook,
    query::{Index, Query},
    tui::{
        self,
        app::Start,
        message::{Message, Notice},
        terminal::{self, Terminal},
        view::HitMap,
        watch,
    },
};

use support::{
    chronology,
    pty::{Opening, Session, eventually, process, program},
};

/// Runs one of the ignored tests below.
fn scene(name: &str) -> Opening {
    let path = std::env::current_exe().unwrap();
    program(path.to_str().unwrap()).args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
}

/// Draws one line of text.
fn say(terminal: &mut Terminal, text: &str) -> io::Result<()> {
    terminal.draw(|buffer| {
        buffer.set_string(0, 0, text, Style::new());
        None
    })
}

#[test]
#[ignore = "a program for another test"]
fn panics_while_drawing() {
    let mut terminal = Terminal::take(true).unwrap();
    terminal.draw(|_| Some(Position::new(3, 3))).unwrap();
    let _ = terminal.draw(|_| panic!("the roof came down"));
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_read() {
    let mut session = scene("panics_while_drawing").open();
    let status = session.wait_for_end();
    assert!(!status.success());
    session.assert_modes_off();
    assert!(session.screen().contains("the roof came down"), "{}", session.screen());
}

#[test]
#[ignore = "a program for another test"]
fn panics_beside_the_loop() {
    let (sender, messages) = channel();
    watch::signals(&sender).unwrap();
    let mut terminal = Terminal::take(true).unwrap();
    say(&mut terminal, "here").unwrap();
    let sender_of_thread = sender.clone();
    let beside = watch::spawn("beside", &sender_of_thread, |_| panic!("a wall came down"));
    beside.unwrap();
    assert!(matches!(messages.recv().unwrap(), Message::Panicked));
    drop(sender);
}

#[test]
fn a_panic_of_another_thread_reaches_the_loop() {
    let mut session = scene("panics_beside_the_loop").open();
    assert!(session.wait_for_end().success(), "{}", session.screen());
    session.assert_modes_off();
    assert!(session.screen().contains("a wall came down"), "{}", session.screen());
}

#[test]
#[ignore = "a program for another test"]
fn counts_keys() {
    let mut terminal = Terminal::take(false).unwrap();
    let (sender, messages) = channel();
    watch::signals(&sender).unwrap();
    watch::terminal(&sender).unwrap();
    say(&mut terminal, "ready").unwrap();
    let mut keys = 0;
    for message in messages {
        match message {
            Message::Input(_) => keys += 1,
            other => panic!("{other:?}"),
        }
        if keys == 5000 {
            break;
        }
    }
    say(&mut terminal, "counted").unwrap();
    thread::park();
}

#[test]
fn no_key_of_a_burst_is_lost_or_late() {
    let mut session = scene("counts_keys").open();
    session.wait_for("ready").send(&b"j".repeat(2500)).send(&"\u{1b}[A".repeat(2500).into_bytes()).wait_for("counted");
}

#[test]
#[ignore = "a program for another test"]
fn draws_the_same_twice() {
    let mut terminal = Terminal::take(false).unwrap();
    for text in ["one", "one", "two", "two"] {
        say(&mut terminal, text).unwrap();
    }
}

#[test]
fn a_frame_that_looks_like_the_one_before_is_not_written() {
    let mut session = scene("draws_the_same_twice").open();
    session.wait_for_end();
    assert_eq!(session.frames(), 2, "{:?}", session.output());
}

/// The whole loop with a picture of one line: the size of the screen, where keys go, and the message.
#[test]
#[ignore = "a program for another test"]
fn browses() {
    // A signal that leaves a core must not leave one here.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).unwrap();
    let chronology = Arc::new(chronology::load());
    let keys =
        [("q", "quit"), ("ctrl-z", "suspend"), ("x", "mouse"), ("ctrl-l", "redraw"), ("?", "help"), ("esc", "cancel")];
    let bind = |(chord, name)| {
        let entry = Action::parse(name).unwrap();
        let chords = vec![Chord::parse(chord).unwrap()];
        entry.contexts.iter().map(move |context| Binding { context: *context, entry, chords: chords.clone() })
    };
    let bindings = Bindings { actions: keys.into_iter().flat_map(bind).collect(), ..Bindings::default() };
    let start = Start {
        index: Arc::new(Index::new(&chronology)),
        keymap: Keymap::new(&bindings, &chronology),
        chronology,
        layout: Config::default().layout,
        mouse: true,
        editor: false,
        directories: vec![None],
        query: Query::default(),
        notice: None,
    };
    let exit = tui::run(start, vec![Notebook::open(None).0], None, None, |app, buffer| {
        let message = match app.notice() {
            Some(Notice::Done(message)) | Some(Notice::Failed(message)) => message.as_str(),
            None => "",
        };
        let keys = if app.context() == Context::Choice { "help is open" } else { "list" };
        let line = format!("{} x {}, {keys}, {message}", buffer.area.width, buffer.area.height);
        buffer.set_string(0, 0, line, Style::new());
        HitMap::new()
    });
    assert_eq!(exit.unwrap().code(), ExitCode::SUCCESS);
}

fn open_browser() -> Session {
    let mut session = scene("browses").open();
    session.wait_for("120 x 34, list");
    session
}

/// The loop as a job of a shell with job control, which says that the job has stopped and lets it go on when it reads a
/// line. `job` is what the shell runs, with BROWSER for the loop.
fn open_in_shell(job: &str) -> Session {
    let scene = std::env::current_exe().unwrap();
    let scene = format!("'{}' --exact browses --ignored --nocapture", scene.to_str().unwrap());
    let job = job.replace("BROWSER", &scene);
    let script = format!("set -m; {job}; echo \"[stopped]\"; read line; fg; echo \"[ended: $?]\"");
    let mut session = program("/bin/sh").args(["-c", &script]).open();
    session.wait_for("120 x 34, list");
    session
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = open_browser();
    let status = session.press("q").wait_for_end();
    assert!(status.success());
    session.assert_modes_off();
}

#[test]
fn a_signal_ends_it_as_a_signal_and_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let mut session = open_browser();
        let status = session.signal(signal).wait_for_end();
        session.assert_modes_off();
        assert!(status.signal().is_some(), "{signal:?}: {status:?}");
    }
}

#[test]
fn a_signal_ends_it_even_when_nobody_reads_what_it_writes() {
    let mut session = open_browser();
    session.while_not_reading(|session| {
        // Every redrawing is some hundred bytes; the buffers of a terminal hold some thousand.
        for _ in 0..50 {
            session.send(&[0x0c; 64]);
            thread::sleep(Duration::from_millis(2));
        }
        session.signal(Signal::TERM);
        session.wait_for_process();
    });
    session.wait_for_end();
}

/// Leaves the screen when a key is pressed, and ends when ctrl-c is pressed after that.
#[test]
#[ignore = "a program for another test"]
fn ends_slowly() {
    let (sender, messages) = channel();
    watch::signals(&sender).unwrap();
    let mut terminal = Terminal::take(true).unwrap();
    watch::terminal(&sender).unwrap();
    say(&mut terminal, "ready").unwrap();
    assert!(matches!(messages.recv().unwrap(), Message::Input(_)));
    let full = |buffer: &mut Buffer| {
        let text = "x".repeat(usize::from(buffer.area.width));
        (0..buffer.area.height).for_each(|row| buffer.set_string(0, row, &text, Style::new()));
        None
    };
    terminal.draw(full).unwrap();
    terminal::leave();
    assert!(matches!(messages.recv().unwrap(), Message::End(_)));
    drop(terminal);
}

#[test]
fn ctrl_c_while_it_ends_does_not_discard_what_a_slow_terminal_has_not_read() {
    // A frame of eleven kilobytes: more than the system keeps at ctrl-c, and fewer than it holds.
    let mut session = scene("ends_slowly").size(100, 100).open();
    session.wait_for("ready").while_not_reading(|session| {
        session.press("q");
        eventually("the end of raw mode", || !session.is_raw());
        session.send(b"\x03").wait_for_process();
    });
    assert!(session.wait_for_end().success(), "{}", session.screen());
    session.assert_modes_off();
}

#[test]
fn ctrl_z_stops_it_and_fg_brings_it_back_at_the_present_size() {
    let mut session = open_in_shell("BROWSER");
    session.press("ctrl-z").wait_for("[stopped]").assert_modes_off();
    session.resize(60, 20).press("enter").wait_for("60 x 20, list");
    assert!(session.with_screen(vt100::Screen::alternate_screen), "{:?}", session.output());
    session.press("q").wait_for("[ended: 0]").assert_modes_off();
}

#[test]
fn ctrl_z_stops_the_program_that_started_it_as_well() {
    // As under `cargo run`: the shell only comes back when the whole job has stopped.
    let mut session = open_in_shell("sh -c \"BROWSER; exit\"");
    session
        .press("ctrl-z")
        .wait_for("[stopped]")
        .press("enter")
        .wait_until_gone("[stopped]")
        .wait_for("120 x 34, list");
    session.press("q").wait_for("[ended: 0]").assert_modes_off();
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_too() {
    let mut session = open_in_shell("BROWSER");
    kill_process(child_of(session.pid()), Signal::TSTP).unwrap();
    session.wait_for("[stopped]").assert_modes_off();
    session.press("enter").wait_for("120 x 34, list").press("q").wait_for("[ended: 0]").assert_modes_off();
}

#[test]
fn after_a_stop_that_no_program_can_catch_everything_is_drawn_again() {
    let mut session = open_in_shell("BROWSER; stty sane");
    kill_process(child_of(session.pid()), Signal::STOP).unwrap();
    session.wait_for("[stopped]").press("enter").wait_until_gone("[stopped]").wait_for("120 x 34, list");
    session.press("q").wait_for("[ended: 0]").assert_modes_off();
}

#[test]
fn without_a_shell_ctrl_z_stops_nothing_and_says_why() {
    open_browser().press("ctrl-z").wait_for("there is no shell to come back from").press("?").wait_for("help is open");
}

#[test]
fn a_terminal_that_vanishes_ends_it() {
    let mut session = open_browser();
    session.vanish("?");
    session.wait_for_process();
}

/// Starts the loop where no SIGHUP will tell of the hang-up: in a session without a controlling terminal.
#[test]
#[ignore = "a program for another test"]
fn browses_without_a_controlling_terminal() {
    if std::env::var_os("SCENE_DETACHED").is_none() {
        let mut detached = Command::new(std::env::current_exe().unwrap());
        detached.args(["--exact", "browses_without_a_controlling_terminal", "--ignored", "--nocapture"]);
        detached.env("SCENE_DETACHED", "1").status().unwrap();
        return;
    }
    setsid().unwrap();
    browses();
}

#[test]
fn a_terminal_that_vanishes_without_a_signal_ends_it_too() {
    let mut session = scene("browses_without_a_controlling_terminal").open();
    session.wait_for("120 x 34, list");
    let browser = child_of(session.pid());
    session.vanish("?");
    session.wait_for_process();
    eventually("the end of the browser", || process::state(browser).is_none_or(|state| state == 'Z'));
}

#[test]
fn a_storm_of_sizes_ends_in_the_last() {
    let mut session = open_browser();
    for width in 1..=200 {
        session.resize(width, 50);
    }
    session.resize(133, 31).wait_for("133 x 31, list").press("?").wait_for("help is open");
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let mut session = open_browser();
    assert_ne!(session.with_screen(vt100::Screen::mouse_protocol_mode), vt100::MouseProtocolMode::None);
    session.press("x").wait_for("mouse off");
    assert_eq!(session.with_screen(vt100::Screen::mouse_protocol_mode), vt100::MouseProtocolMode::None);
    session.press("x").wait_for("mouse on");
    assert_ne!(session.with_screen(vt100::Screen::mouse_protocol_mode), vt100::MouseProtocolMode::None);
}

#[test]
#[ignore = "a program for another test"]
fn draws_in_bold() {
    let mut terminal = Terminal::take(false).unwrap();
    let style = Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED);
    terminal
        .draw(|buffer| {
            buffer.set_string(0, 0, "drawn", style);
            None
        })
        .unwrap();
    thread::park();
}

#[test]
fn no_color_leaves_bold_and_reverse() {
    let mut session = scene("draws_in_bold").env("NO_COLOR", "1").open();
    session.wait_for("drawn").with_screen(|screen| {
        let cell = screen.cell(0, 0).unwrap();
        assert!(cell.bold() && cell.inverse());
    });
}

fn child_of(pid: Pid) -> Pid {
    let children = process::children(pid);
    assert_eq!(children.len(), 1, "{children:?}");
    children[0]
}
