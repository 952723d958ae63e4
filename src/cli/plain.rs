//! Runs the browser without a screen on the standard streams, with the user's editor and the files of the chronology.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGQUIT};
use signal_hook::flag::register_conditional_default;
use summits_chronology::loader::{self, Location};

use super::definitions::Common;
use super::opening::{Browsed, configuration, directories};
use super::outcome::{End, Failure, styled};
use crate::built_in::locations;
use crate::commands::{Error, Outcome};
use crate::plain::{self, Edit, Files, Outside, Session, Start};
use crate::tui::editor;
use crate::tui::files::{Stamp, stamps};

/// Browses line by line, from the standard input to the standard output. `notice` is printed first.
pub(super) fn browse(common: Common, query: &str, notice: Option<String>) -> Result<End, Failure> {
    let color = common.color;
    let loaded = configuration(common);
    // Taken before loading, so that no change is missed.
    let read = all_stamps(&directories(&locations(&loaded.config.data)));
    let browsed = Browsed::read(&loaded.config, &loaded.problems, query, &|_, _| ())?;
    let files = files_of(browsed.locations, read);
    let mut session = Session::new(Start {
        chronology: browsed.chronology,
        query: browsed.query,
        notebooks: browsed.notebooks,
        outside: Outside { edit: edit().map_err(Error::Output)?, files },
        notices: notice.into_iter().chain(browsed.notices).collect(),
        // Colours only on request: they are noise on a braille display.
        styled: styled(color, false),
    });
    let prompt = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let ended = plain::run(&mut session, &mut io::stdin().lock(), &mut out, prompt).and_then(|()| out.flush());
    for words in session.unwritten() {
        let _ = writeln!(io::stderr(), "{words}");
    }
    ended.map_err(Error::Output)?;
    Ok(End::Command(Outcome::Done))
}

/// Opens the user's editor. While it has the terminal, ctrl-c and ctrl-\ are meant for it; otherwise they end this
/// program.
fn edit() -> io::Result<Edit> {
    let ours = Arc::new(AtomicBool::new(true));
    for signal in [SIGINT, SIGQUIT] {
        register_conditional_default(signal, Arc::clone(&ours))?;
    }
    Ok(Box::new(move |name, text| {
        if !io::stdin().is_terminal() {
            return Err("there is no terminal for an editor; note followed by a text writes a note".to_owned());
        }
        ours.store(false, Ordering::SeqCst);
        let written = editor::edit(name, text);
        ours.store(true, Ordering::SeqCst);
        written.map_err(|error| error.to_string())
    }))
}

/// Notices when files of the layers change, and reloads them; `None` if all are built in.
fn files_of(locations: Vec<Location>, read: Vec<Stamp>) -> Option<Files> {
    let directories = directories(&locations);
    if directories.is_empty() {
        return None;
    }
    let known = Rc::new(RefCell::new(read));
    let (again, folders) = (Rc::clone(&known), directories.clone());
    Some(Files {
        changed: Box::new(move || *known.borrow() != all_stamps(&directories)),
        read: Box::new(move || {
            *again.borrow_mut() = all_stamps(&folders);
            loader::load_layers(&locations).map(|loaded| loaded.chronology).map_err(|report| report.in_words())
        }),
    })
}

fn all_stamps(directories: &[PathBuf]) -> Vec<Stamp> {
    directories.iter().flat_map(|directory| stamps(directory)).collect()
}
