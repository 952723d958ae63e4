//! The loop: wait for messages, change the state, perform the effects, draw.
//!
//! It sleeps until a message arrives, handles all that have arrived, and then draws once. Nothing is drawn without a change,
//! so a reader who only reads costs nothing. A slow terminal gets no frame before it can be written to; messages are handled
//! meanwhile, so it gets the newest frame and skips those in between.

use std::{io, io::Write as _, iter, mem, sync::mpsc::Receiver};

use ratatui::buffer::Buffer;
use rustix::process::{Signal, getpgid, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::SIGHUP;
use summits_chronology::text::clean;

use super::{
    app::{App, Start},
    clipboard,
    editor::{self, EditorError},
    effect::Effect,
    exit::Exit,
    exporter::Exporter,
    files::{self, Files},
    hyperlink,
    input::Translator,
    message::{ExportProgress, Message, MessageSender, Notice},
    notebook_writer::NotebookWriter,
    session::Session,
    terminal::{self, Terminal},
    view::HitMap,
    watch::{self, InputReader},
};
use crate::keymap::Action;
use crate::notebook::Notebook;
use crate::query::Search;

/// The most messages that are handled before a frame is drawn, so that a flood of input cannot freeze the screen.
const BURST: usize = 1024;

/// Runs the browser until it ends, in the session that the progress screen has started, if there is one. `files` are loaded
/// again when they change. `draw` draws the state and records what it drew where.
///
/// When this returns, the terminal is as it was before. A signal that should end the process must then do so, see
/// [`Exit::code`]: a process that does not end within a second is ended by force.
///
/// # Errors
///
/// The terminal could not be taken, read or written, other than by having vanished.
pub fn run(
    start: Start,
    notebooks: Vec<Notebook>,
    files: Option<Files>,
    session: Option<Box<Session>>,
    draw: impl FnMut(&App, &mut Buffer) -> HitMap,
) -> io::Result<Exit> {
    let app = App::new(start);
    let session = match session {
        Some(session) => *session,
        None => Session::start(app.mouse())?,
    };
    let Session { terminal, sender, messages, input, is_listening, typed_ahead } = session;
    let mut browser = Browser {
        app,
        terminal,
        draw,
        drawn: HitMap::new(),
        translator: Translator::default(),
        changed: true,
        blocked: false,
        ended: None,
        sender,
        input,
        notebook_writer: NotebookWriter::new(notebooks),
        exporter: Exporter::default(),
    };
    let ended = browser
        .show_first_frame()
        .and_then(|()| browser.start_threads(is_listening, files))
        .and_then(|()| browser.browse(typed_ahead, &messages));
    let Browser { terminal, app, mut exporter, mut notebook_writer, .. } = browser;
    terminal::leave();
    // Skip dropping the chronology: the process is about to exit.
    mem::forget(app);
    // An export is still finished after the reader quits.
    if !matches!(ended, Ok(Exit::Quit)) {
        exporter.cancel();
    }
    exporter.finish();
    messages.try_iter().for_each(print_export_result);
    for words in notebook_writer.finish() {
        let _ = writeln!(io::stderr(), "{words}");
    }
    drop(terminal);
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
    drawn: HitMap,
    translator: Translator,
    /// Whether the state may differ from what the screen shows.
    changed: bool,
    /// Whether the terminal could not be written to when a frame was due: [`Message::Writable`] follows.
    blocked: bool,
    ended: Option<Exit>,
    sender: MessageSender,
    input: InputReader,
    notebook_writer: NotebookWriter,
    exporter: Exporter,
}

impl<D: FnMut(&App, &mut Buffer) -> HitMap> Browser<D> {
    /// What can wait comes after the first frame: threads, and everything that asks the terminal or the disk.
    fn show_first_frame(&mut self) -> io::Result<()> {
        let size = self.terminal.size();
        self.deliver(Message::Resize(size.width, size.height))?;
        self.show()
    }

    /// Starts the threads that send messages, but for the one that reads the terminal if that `is_listening` already.
    fn start_threads(&self, is_listening: bool, files: Option<Files>) -> io::Result<()> {
        if !is_listening {
            watch::terminal(&self.sender, &self.input)?;
        }
        if let Some(files) = files {
            watch::spawn("files", &self.sender, move |sender| files::follow(&files, &sender))?;
        }
        Ok(())
    }

    /// Browses, beginning with what was typed ahead.
    fn browse(&mut self, typed_ahead: Vec<Message>, messages: &Receiver<Message>) -> io::Result<Exit> {
        self.warm_up_index();
        let mut typed_ahead = typed_ahead.into_iter();
        while let Some(first) = typed_ahead.next().or_else(|| messages.recv().ok()) {
            for message in iter::once(first).chain(typed_ahead.by_ref()).chain(messages.try_iter().take(BURST)) {
                self.handle(message)?;
                if let Some(exit) = self.ended {
                    return Ok(exit);
                }
            }
            self.show()?;
        }
        Ok(Exit::Quit)
    }

    /// Builds the text index in the background after the first frame. If no thread can be started, the first search for a
    /// word builds it.
    fn warm_up_index(&self) {
        let warm_up = self.app.index_warm_up();
        let _ = watch::spawn("index warm-up", &self.sender, |_| warm_up());
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
                self.drawn = HitMap::new();
                self.deliver(message)?;
                self.warm_up_index();
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
                self.blocked = false;
                Ok(())
            },
            Message::Progress | Message::Loaded => Ok(()),
            Message::Resize(..)
            | Message::Notice(_)
            | Message::Note(..)
            | Message::Annotations(..)
            | Message::ReloadFailed(_)
            | Message::Found
            | Message::Export(_) => self.deliver(message),
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
    fn deliver(&mut self, message: Message) -> io::Result<()> {
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
                self.notify(Notice::Done(format!("copied: {what}")))
            },
            Effect::EditFile { path, line } => self.in_editor(|| editor::open(&path, line)).map(|_| ()),
            Effect::Search(search) => self.search(&search),
            Effect::Open(address) => self.open(&address),
            Effect::Export(order) => {
                self.exporter.start(order, self.app.shared(), &self.sender);
                Ok(())
            },
            Effect::CancelExport => {
                self.exporter.cancel();
                Ok(())
            },
            Effect::Annotate { layer, event, change } => self.notebook_writer.write(layer, event, change, &self.sender),
            Effect::EditNote { event, id, note } => {
                let written = self.in_editor(|| editor::edit(&format!("{id}.txt"), &note))?;
                written.map_or(Ok(()), |note| self.deliver(Message::Note(event, note)))
            },
        }
    }

    fn notify(&mut self, notice: Notice) -> io::Result<()> {
        self.deliver(Message::Notice(notice))
    }

    /// Continues a search in the background; if no thread can be started, at once.
    fn search(&mut self, search: &Search) -> io::Result<()> {
        let in_background = search.clone();
        let started = watch::spawn("search", &self.sender, move |sender| {
            in_background.run(|| {
                let _ = sender.send(Message::Found);
            });
        });
        if started.is_err() {
            search.run(|| {});
            self.deliver(Message::Found)?;
        }
        Ok(())
    }

    /// Opens an address in the reader's web browser, in the background: it takes a moment to find out whether that works.
    fn open(&mut self, address: &str) -> io::Result<()> {
        let Some(address) = hyperlink::sanitise(address) else {
            return self.notify(Notice::Failed(format!("not a web address: {}", clean(address))));
        };
        let started = watch::spawn("open", &self.sender, move |sender| {
            let notice = match open::that_detached(&address) {
                Ok(()) => Notice::Done(format!("opened {address}")),
                Err(error) => Notice::Failed(format!("no web browser could open {address}: {error}")),
            };
            let _ = sender.send(Message::Notice(notice));
        });
        match started {
            Ok(_thread) => Ok(()),
            Err(error) => self.notify(Notice::Failed(format!("the web browser could not be started: {error}"))),
        }
    }

    /// Gives the terminal back and stops the process group, as ctrl-z does elsewhere. [`Message::Continued`] follows when
    /// it runs again.
    fn suspend(&mut self) -> io::Result<()> {
        if !can_be_continued() {
            return self.notify(Notice::Failed("there is no shell to come back from".to_owned()));
        }
        terminal::give_back();
        kill_current_process_group(Signal::STOP)?;
        Ok(())
    }

    /// Lends the terminal to the reader's editor and answers with its result; `None` if it failed, which the reader has
    /// been notified of.
    fn in_editor<T>(&mut self, edit: impl FnOnce() -> Result<T, EditorError>) -> io::Result<Option<T>> {
        let written = self.input.lend(|| {
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

    /// Adopts the present size of the terminal.
    fn resize(&mut self) -> io::Result<()> {
        let size = terminal::size();
        if size == self.terminal.size() {
            return Ok(());
        }
        self.terminal.resize(size);
        self.deliver(Message::Resize(size.width, size.height))
    }

    /// Whether the terminal cannot be written to now. A frame drawn now would be out of date when it is read, so it waits
    /// for [`Message::Writable`]. If no thread can be started to send that, the frame is written all the same, which blocks.
    fn is_blocked(&mut self) -> bool {
        self.blocked = self.blocked || !terminal::is_writable_now() && watch::writable(&self.sender).is_ok();
        self.blocked
    }

    /// Draws, if something has changed and the terminal is ours and can be written to.
    fn show(&mut self) -> io::Result<()> {
        if !self.terminal.is_held() || !self.changed || self.is_blocked() {
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

/// Whether a shell with job control can continue us after we stop: it puts what it starts into a process group of its own.
/// In the group of the session leader we were started without one, and would be stopped for ever.
fn can_be_continued() -> bool {
    getsid(None).and_then(|leader| getpgid(Some(leader))).is_ok_and(|group| group != getpgrp())
}
