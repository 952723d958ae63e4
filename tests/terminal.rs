//! The terminal is restored however the program ends: the layer below the browser, in a pseudo-terminal.
//!
//! The ignored tests are the programs that the other tests run: a test binary can run itself.

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
fn scenario(name: &str) -> Opening {
    let path = std::env::current_exe().unwrap();
    program(path.to_str().unwrap()).args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
}

/// Draws one line of text.
fn draw_line(terminal: &mut Terminal, text: &str) -> io::Result<()> {
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
    let _ = terminal.draw(|_| panic!("panicked while drawing"));
}

#[test]
fn a_panic_restores_the_terminal_and_shows_its_message() {
    let mut session = scenario("panics_while_drawing").open();
    let status = session.wait_for_end();
    assert!(!status.success());
    session.assert_modes_off();
    assert!(session.screen().contains("panicked while drawing"), "{}", session.screen());
}

#[test]
#[ignore = "a program for another test"]
fn panics_in_another_thread() {
    let (sender, messages) = channel();
    watch::signals(&sender).unwrap();
    let mut terminal = Terminal::take(true).unwrap();
    draw_line(&mut terminal, "here").unwrap();
    let sender_of_thread = sender.clone();
    let spawned = watch::spawn("another", &sender_of_thread, |_| panic!("panicked in a thread"));
    spawned.unwrap();
    assert!(matches!(messages.recv().unwrap(), Message::Panicked));
    drop(sender);
}

#[test]
fn a_panic_of_another_thread_reaches_the_loop() {
    let mut session = scenario("panics_in_another_thread").open();
    assert!(session.wait_for_end().success(), "{}", session.screen());
    session.assert_modes_off();
    assert!(session.screen().contains("panicked in a thread"), "{}", session.screen());
}

#[test]
#[ignore = "a program for another test"]
fn counts_keys() {
    let mut terminal = Terminal::take(false).unwrap();
    let (sender, messages) = channel();
    watch::signals(&sender).unwrap();
    watch::terminal(&sender, &watch::InputReader::default()).unwrap();
    draw_line(&mut terminal, "ready").unwrap();
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
    draw_line(&mut terminal, "counted").unwrap();
    thread::park();
}

#[test]
fn no_key_of_a_burst_is_lost_or_late() {
    let mut session = scenario("counts_keys").open();
    session.wait_for("ready").send(&b"j".repeat(2500)).send(&"\u{1b}[A".repeat(2500).into_bytes()).wait_for("counted");
}

#[test]
#[ignore = "a program for another test"]
fn draws_the_same_twice() {
    let mut terminal = Terminal::take(false).unwrap();
    for text in ["one", "one", "two", "two"] {
        draw_line(&mut terminal, text).unwrap();
    }
}

#[test]
fn a_frame_that_looks_like_the_one_before_is_not_written() {
    let mut session = scenario("draws_the_same_twice").open();
    session.wait_for_end();
    assert_eq!(session.frames(), 2, "{:?}", session.output());
}

/// The whole event loop, drawing one line: the size of the screen, the context of the keys, and the notice.
#[test]
#[ignore = "a program for another test"]
fn browses() {
    // SIGQUIT would leave a core dump.
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
    let mut session = scenario("browses").open();
    session.wait_for("120 x 34, list");
    session
}

/// The loop as a job of a shell with job control, which prints that the job has stopped and continues it when it reads
/// a line. `job` is what the shell runs, with BROWSER for the loop.
fn open_in_shell(job: &str) -> Session {
    let program_path = std::env::current_exe().unwrap();
    let browser = format!("'{}' --exact browses --ignored --nocapture", program_path.to_str().unwrap());
    let job = job.replace("BROWSER", &browser);
    let script = format!("set -m; {job}; echo \"[stopped]\"; read line; fg; echo \"[ended: $?]\"");
    let mut session = program("/bin/sh").args(["-c", &script]).open();
    session.wait_for("120 x 34, list");
    session
}

#[test]
fn quitting_restores_the_terminal() {
    let mut session = open_browser();
    let status = session.press("q").wait_for_end();
    assert!(status.success());
    session.assert_modes_off();
}

#[test]
fn a_signal_restores_the_terminal_and_shows_in_the_exit_status() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let mut session = open_browser();
        let status = session.signal(signal).wait_for_end();
        session.assert_modes_off();
        assert!(status.signal().is_some(), "{signal:?}: {status:?}");
    }
}

#[test]
fn a_signal_ends_it_even_when_the_terminal_does_not_read() {
    let mut session = open_browser();
    session.while_not_reading(|session| {
        // Every redraw is some hundred bytes; the buffers of a terminal hold some thousand.
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
    watch::terminal(&sender, &watch::InputReader::default()).unwrap();
    draw_line(&mut terminal, "ready").unwrap();
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
    let mut session = scenario("ends_slowly").size(100, 100).open();
    session.wait_for("ready").while_not_reading(|session| {
        session.press("q");
        eventually("the end of raw mode", || !session.is_raw());
        session.send(b"\x03").wait_for_process();
    });
    assert!(session.wait_for_end().success(), "{}", session.screen());
    session.assert_modes_off();
}

#[test]
fn ctrl_z_stops_it_and_fg_resumes_it_at_the_current_size() {
    let mut session = open_in_shell("BROWSER");
    session.press("ctrl-z").wait_for("[stopped]").assert_modes_off();
    session.resize(60, 20).press("enter").wait_for("60 x 20, list");
    assert!(session.with_screen(vt100::Screen::alternate_screen), "{:?}", session.output());
    session.press("q").wait_for("[ended: 0]").assert_modes_off();
}

#[test]
fn ctrl_z_stops_the_whole_job() {
    // As under `cargo run`: the shell shows its prompt only when the whole job has stopped.
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
fn sigtstp_restores_the_terminal_too() {
    let mut session = open_in_shell("BROWSER");
    kill_process(child_of(session.pid()), Signal::TSTP).unwrap();
    session.wait_for("[stopped]").assert_modes_off();
    session.press("enter").wait_for("120 x 34, list").press("q").wait_for("[ended: 0]").assert_modes_off();
}

#[test]
fn after_sigstop_everything_is_drawn_again() {
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
fn a_terminal_that_hangs_up_ends_it() {
    let mut session = open_browser();
    session.hang_up("?");
    session.wait_for_process();
}

/// Starts the loop in a session without a controlling terminal, so that no SIGHUP follows a hang-up.
#[test]
#[ignore = "a program for another test"]
fn browses_without_a_controlling_terminal() {
    if std::env::var_os("SCENARIO_DETACHED").is_none() {
        let mut detached = Command::new(std::env::current_exe().unwrap());
        detached.args(["--exact", "browses_without_a_controlling_terminal", "--ignored", "--nocapture"]);
        detached.env("SCENARIO_DETACHED", "1").status().unwrap();
        return;
    }
    setsid().unwrap();
    browses();
}

#[test]
fn a_terminal_that_hangs_up_without_a_signal_ends_it_too() {
    let mut session = scenario("browses_without_a_controlling_terminal").open();
    session.wait_for("120 x 34, list");
    let browser = child_of(session.pid());
    session.hang_up("?");
    session.wait_for_process();
    eventually("the end of the browser", || process::state(browser).is_none_or(|state| state == 'Z'));
}

#[test]
fn after_many_resizes_the_last_size_counts() {
    let mut session = open_browser();
    for width in 1..=200 {
        session.resize(width, 50);
    }
    session.resize(133, 31).wait_for("133 x 31, list").press("?").wait_for("help is open");
}

#[test]
fn the_mouse_can_be_switched_off() {
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
    let mut session = scenario("draws_in_bold").env("NO_COLOR", "1").open();
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
