//! The loop: wait, update, perform, draw.
//!
//! It sleeps until something happens, takes in everything that has happened, and then draws once. Nothing is drawn
//! without a change, so a reader who only reads costs nothing. For a terminal that reads slowly no frame is drawn before
//! there is room for the beginning of it, and what happens meanwhile is taken in: so it gets the newest frame and not every
//! one in between.

use std::{io, io::Write as _, iter, mem, process::ExitCode, sync::mpsc::Receiver};

use ratatui::buffer::Buffer;
use rustix::process::{Signal, getpgid, getpgrp, getsid, kill_current_process_group};
use signal_hook::{consts::SIGHUP, low_level::emulate_default_handler};
use summits_chronology::text::clean;

use super::{
    app::{App, Start},
    clipboard,
    editor::{self, EditorError},
    effect::Effect,
    exporter::Exporter,
    files::{self, Files},
    input::Translator,
    message::{ExportProgress, Message, MessageSender, Notice},
    notebook_writer::NotebookWriter,
    stage::Stage,
    terminal::{self, Terminal},
    view::{Map, hyperlink},
    watch::{self, Reader},
};
use crate::keymap::Action;
use crate::notebook::Notebook;
use crate::query::Search;

/// How much is taken in before something is drawn, so that a flood of input cannot keep the screen from changing.
const BURST: usize = 1024;

/// How the browser ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The reader left it.
    Quit,
    /// A signal ended it; SIGHUP also stands for a terminal that has vanished.
    Signal(i32),
}

impl Exit {
    /// Ends the process as it was asked to: a signal is raised again, without our handler, so that whoever waits for the
    /// process sees what ended it. Call this last.
    #[must_use]
    pub fn code(self) -> ExitCode {
        match self {
            Self::Quit => ExitCode::SUCCESS,
            Self::Signal(signal) => {
                let _ = emulate_default_handler(signal);
                // Only reached if the system refuses. 128 and more is what a shell would report.
                ExitCode::from(u8::try_from(signal).map_or(u8::MAX, |signal| signal.saturating_add(128)))
            },
        }
    }
}

/// Runs the browser until it ends, on the stage if that was taken while the chronology was read. `files`, where there are
/// any, are read again when they change. `draw` draws the state and records what it drew where.
///
/// When this returns the terminal is as it was found. A signal that should end the process must then do so, see
/// [`Exit::code`]: a process that lives on for a second after it is ended by force.
///
/// # Errors
///
/// The terminal could not be taken, read or written, other than by having vanished.
pub fn run(
    start: Start,
    notebooks: Vec<Notebook>,
    files: Option<Files>,
    stage: Option<Box<Stage>>,
    draw: impl FnMut(&App, &mut Buffer) -> Map,
) -> io::Result<Exit> {
    let app = App::new(start);
    let stage = match stage {
        Some(stage) => *stage,
        None => Stage::take(app.mouse())?,
    };
    let Stage { terminal, sender, messages, reader, ahead } = stage;
    if let Some(files) = files {
        watch::spawn("files", &sender, move |sender| files::follow(&files, &sender))?;
    }
    let notebook_writer = NotebookWriter::start(notebooks, &sender)?;
    let mut browser = Browser {
        app,
        terminal,
        draw,
        drawn: Map::new(),
        translator: Translator::default(),
        changed: true,
        full: false,
        ended: None,
        sender,
        reader,
        notebook_writer,
        exporter: Exporter::default(),
    };
    let ended = browser.browse(ahead, &messages);
    let Browser { terminal, app, mut exporter, notebook_writer, .. } = browser;
    drop(terminal);
    // The process is about to end, and takes the chronology with it at once. A million events are not let go one by one.
    mem::forget(app);
    // The reader has left, but an export that was ordered is still written.
    if !matches!(ended, Ok(Exit::Quit)) {
        exporter.break_off();
    }
    exporter.finish();
    messages.try_iter().for_each(print_export_result);
    for words in notebook_writer.finish() {
        let _ = writeln!(io::stderr(), "{words}");
    }
    match ended {
        Err(error) if terminal::is_gone(&error) => Ok(Exit::Signal(SIGHUP)),
        ended => ended,
    }
}

/// Prints how an export ended after the reader had left the browser.
fn print_export_result(message: Message) {
    use ExportProgress::{Exists, Failed, Written};
    if let Message::Export(Written(words) | Exists(words) | Failed(words)) = message {
        let _ = writeln!(io::stderr(), "{words}");
    }
}

struct Browser<D> {
    app: App,
    terminal: Terminal,
    draw: D,
    drawn: Map,
    translator: Translator,
    /// Whether something happened that the screen does not show yet.
    changed: bool,
    /// Whether the terminal took nothing when something was to be drawn: [`Message::Writable`] follows.
    full: bool,
    ended: Option<Exit>,
    sender: MessageSender,
    reader: Reader,
    notebook_writer: NotebookWriter,
    exporter: Exporter,
}

impl<D: FnMut(&App, &mut Buffer) -> Map> Browser<D> {
    /// Browses, beginning with what was typed `ahead`.
    fn browse(&mut self, ahead: Vec<Message>, messages: &Receiver<Message>) -> io::Result<Exit> {
        let size = self.terminal.size();
        self.tell(Message::Resize(size.width, size.height))?;
        self.show()?;
        self.warm();
        let mut ahead = ahead.into_iter();
        while let Some(first) = ahead.next().or_else(|| messages.recv().ok()) {
            for message in iter::once(first).chain(ahead.by_ref()).chain(messages.try_iter().take(BURST)) {
                self.handle(message)?;
                if let Some(exit) = self.ended {
                    return Ok(exit);
                }
            }
            self.show()?;
        }
        Ok(Exit::Quit)
    }

    /// Makes the first word that is searched for as quick as the others, now that there is something to look at. Without
    /// a thread to spare it is made when the word is searched for.
    fn warm(&self) {
        let warming = self.app.warming();
        let _ = watch::spawn("warmer", &self.sender, |_| warming());
    }

    /// Acts on a message, or passes it to the state.
    fn handle(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Input(event) => {
                let context = self.app.context();
                match self.translator.action(&event, context, self.app.keymap(), &self.drawn) {
                    Ok(Some(action)) => self.act(action),
                    Ok(None) => Ok(()),
                    Err(notice) => self.notify(notice),
                }
            },
            Message::Reloaded(_) => {
                // What was drawn of the chronology before is no longer there to be clicked.
                self.drawn = Map::new();
                self.tell(message)?;
                self.warm();
                Ok(())
            },
            Message::SizeChanged => self.resize(),
            Message::Stop => self.suspend(),
            Message::Continued => {
                self.terminal.resume()?;
                self.changed = true;
                self.resize()
            },
            Message::End(signal) => self.end(Exit::Signal(signal)),
            Message::HungUp => self.end(Exit::Signal(SIGHUP)),
            Message::Writable => {
                self.full = false;
                Ok(())
            },
            Message::Progress | Message::Loaded => Ok(()),
            Message::Resize(..)
            | Message::Notice(_)
            | Message::Note(..)
            | Message::Annotations(..)
            | Message::ReloadFailed(_)
            | Message::Found
            | Message::Export(_) => self.tell(message),
            Message::Panicked => Err(io::Error::other("a part of the browser has failed")),
        }
    }

    fn end(&mut self, exit: Exit) -> io::Result<()> {
        self.ended = Some(exit);
        Ok(())
    }

    /// Does what the reader chose.
    fn act(&mut self, action: Action) -> io::Result<()> {
        let effects = self.app.update(action);
        self.perform_all(effects)
    }

    /// Changes the state by what arrived.
    fn tell(&mut self, message: Message) -> io::Result<()> {
        let effects = self.app.handle(message);
        self.perform_all(effects)
    }

    fn perform_all(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        self.changed = true;
        effects.into_iter().try_for_each(|effect| self.perform(effect))
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Quit => self.end(Exit::Quit),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => {
                self.terminal.redraw();
                Ok(())
            },
            Effect::Mouse(on) => self.terminal.set_mouse(on),
            Effect::Copy { text, what } => {
                let text = clean(&text).into_owned();
                self.terminal.copy(&text)?;
                clipboard::hand_to_tmux(text, &self.sender);
                self.notify(Notice::Done(format!("copied {what}")))
            },
            Effect::EditFile { path, line } => self.in_editor(|| editor::open(&path, line)).map(|_| ()),
            Effect::Search(search) => self.search(&search),
            Effect::Open(address) => self.open(&address),
            Effect::Export(order) => {
                self.exporter.start(order, self.app.shared(), &self.sender);
                Ok(())
            },
            Effect::CancelExport => {
                self.exporter.break_off();
                Ok(())
            },
            Effect::Jot { layer, event, change } => self.notebook_writer.write(layer, event, change),
            Effect::EditNote { event, id, note } => {
                let written = self.in_editor(|| editor::edit(&format!("{id}.txt"), &note))?;
                written.map_or(Ok(()), |note| self.tell(Message::Note(event, note)))
            },
        }
    }

    fn notify(&mut self, notice: Notice) -> io::Result<()> {
        self.tell(Message::Notice(notice))
    }

    /// Goes on with a search beside the loop; without a thread to spare, at once.
    fn search(&mut self, search: &Search) -> io::Result<()> {
        let beside = search.clone();
        let begun = watch::spawn("search", &self.sender, move |sender| {
            beside.run(|| {
                let _ = sender.send(Message::Found);
            });
        });
        if begun.is_err() {
            search.run(|| {});
            self.tell(Message::Found)?;
        }
        Ok(())
    }

    /// Opens an address in the reader's web browser. Whether that can be done takes a moment to find out, so it is found
    /// out beside the loop.
    fn open(&mut self, address: &str) -> io::Result<()> {
        let Some(address) = hyperlink::sanitise(address) else {
            return self.notify(Notice::Failed(format!("not an address of the web: {}", clean(address))));
        };
        let begun = watch::spawn("open", &self.sender, move |sender| {
            let notice = match open::that_detached(&address) {
                Ok(()) => Notice::Done(format!("opened {address}")),
                Err(error) => Notice::Failed(format!("no web browser could open {address}: {error}")),
            };
            let _ = sender.send(Message::Notice(notice));
        });
        match begun {
            Ok(_thread) => Ok(()),
            Err(error) => self.notify(Notice::Failed(format!("the web browser could not be started: {error}"))),
        }
    }

    /// Gives the terminal back and stops the process and those that were started with it, as ctrl-z does elsewhere. It
    /// goes on when [`Message::Continued`] arrives.
    fn suspend(&mut self) -> io::Result<()> {
        if !can_be_continued() {
            return self.notify(Notice::Failed("there is no shell to come back from".to_owned()));
        }
        terminal::give_back();
        kill_current_process_group(Signal::STOP)?;
        Ok(())
    }

    /// Gives the terminal to the reader's editor, and takes it back with what came of it. `None` where nothing did, and
    /// then the reader has been told why.
    fn in_editor<T>(&mut self, edit: impl FnOnce() -> Result<T, EditorError>) -> io::Result<Option<T>> {
        let written = self.reader.lend(|| {
            terminal::give_back();
            edit()
        });
        self.terminal.resume()?;
        self.changed = true;
        self.resize()?;
        match written {
            Ok(written) => Ok(Some(written)),
            Err(error) => self.notify(Notice::Failed(error.to_string())).map(|()| None),
        }
    }

    /// Takes in the present size of the terminal.
    fn resize(&mut self) -> io::Result<()> {
        let size = terminal::size();
        if size == self.terminal.size() {
            return Ok(());
        }
        self.terminal.resize(size);
        self.tell(Message::Resize(size.width, size.height))
    }

    /// Whether the terminal takes nothing at the moment. What is drawn now would be old before it is read, so the frame is
    /// put off until a thread tells that there is room. Without a thread to spare it is written all the same, which waits too.
    fn is_full(&mut self) -> bool {
        self.full = self.full || !terminal::has_room() && watch::room(&self.sender).is_ok();
        self.full
    }

    /// Draws, if something has changed and the terminal is ours. A frame that the terminal has no room for waits.
    fn show(&mut self) -> io::Result<()> {
        if !self.terminal.is_held() || !self.changed || self.is_full() {
            return Ok(());
        }
        self.changed = false;
        let Self { app, terminal, draw, drawn, .. } = self;
        terminal.draw(|buffer| {
            *drawn = draw(app, buffer);
            drawn.cursor()
        })
    }
}

/// Whether somebody is there to let a stopped process go on: a shell with job control puts what it starts into a process
/// group of its own. In the group of the session's leader we were started without one, and would be stopped for ever.
fn can_be_continued() -> bool {
    getsid(None).and_then(|leader| getpgid(Some(leader))).is_ok_and(|group| group != getpgrp())
}
