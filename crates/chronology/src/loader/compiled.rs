//! The compact form of a chronology: what a program is built with, so that at its start nothing is parsed.
//!
//! [`compile`] loads a directory with the ordinary loader and writes what it holds with postcard; [`Compiled`] reads that
//! back. References stay as they are; ids, the order of time, and what is computed from the events are made anew by the
//! same constructor as after loading. The form is no file format: it is read by the version that wrote it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::verbatim::Quotation;
use super::{Loaded, Location, load, quotations};
use crate::chronology::{Chronology, Event, Registers, with_texts_read, with_texts_written};
use crate::diagnostics::{Diagnostic, Report, Severity};

/// A chronology inside a program: what [`compile`] wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compiled {
    /// What it is called where a directory would be named: `built-in`.
    pub name: &'static str,
    /// The texts, one behind the other. They stay where they are.
    pub texts: &'static str,
    /// Everything else.
    pub bytes: &'static [u8],
}

/// What [`compile`] makes of a directory, to be written beside the program.
#[derive(Debug)]
pub struct CompiledFiles {
    /// For [`Compiled::texts`].
    pub texts: String,
    /// For [`Compiled::bytes`].
    pub bytes: Vec<u8>,
}

/// What every start needs. In the bytes the excerpts follow, which only a check needs.
#[derive(Serialize, Deserialize)]
struct Contents<R, E> {
    registers: R,
    events: E,
    warnings: Report,
}

/// Loads the chronology in `directory` and writes it in the compact form. Reports name its files below `directory`.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn compile(directory: &Path) -> Result<CompiledFiles, Report> {
    let loaded = load(&Location::Directory(directory.to_owned())).map_err(|report| report.below(directory))?;
    let Loaded { chronology, warnings } = loaded;
    let registers: &Registers = &chronology;
    let events: Vec<&Event> = chronology.events().iter().collect();
    let contents = Contents { registers, events, warnings: warnings.below(directory) };
    let quotations: Vec<_> = quotations(directory).into_iter().map(|quotation| quotation.below(directory)).collect();
    let (written, texts) = with_texts_written(|| postcard::to_allocvec(&contents));
    let bytes = written.and_then(|mut bytes| {
        bytes.extend(postcard::to_allocvec(&quotations)?);
        Ok(bytes)
    });
    let bytes = bytes.map_err(|error| in_no_form(&directory.to_string_lossy(), "encoded", error))?;
    Ok(CompiledFiles { texts, bytes })
}

impl Compiled {
    /// The chronology, and what was to be remarked on it when it was compiled.
    pub(super) fn loaded(&self) -> Result<Loaded, Report> {
        self.read().map(|(loaded, _)| loaded)
    }

    /// Its excerpts, with their places in the files that it was made of.
    pub(super) fn quotations(&self) -> Result<Vec<Quotation>, Report> {
        let (_, rest) = self.read()?;
        postcard::from_bytes(rest).map_err(|error| in_no_form(self.name, "decoded", error))
    }

    fn read(&self) -> Result<(Loaded, &'static [u8]), Report> {
        let read = || postcard::take_from_bytes::<Contents<Registers, Vec<Event>>>(self.bytes);
        let (contents, rest) =
            with_texts_read(self.texts, read).map_err(|error| in_no_form(self.name, "decoded", error))?;
        let Contents { registers, events, warnings } = contents;
        Ok((Loaded { chronology: Chronology::new(registers, events), warnings }, rest))
    }
}

fn in_no_form(name: &str, what: &str, error: postcard::Error) -> Report {
    let mut report = Report::new();
    report.push(Diagnostic::in_file(Severity::Error, name, format!("the chronology cannot be {what}: {error}")));
    report
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::loader::{check, compare};

    /// A chronology with an event that quotes a document, compiled. A test may leak what a program holds for ever.
    fn compiled(directory: &Path, excerpt: &str) -> Location {
        let write = |name: &str, text: String| {
            let path = directory.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let head = "title = \"T\"\nspan = \"2001/2013\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\nkey = \"J\"\n";
        write("chronology.toml", format!("{head}[[kind]]\nid = \"call\"\nname = \"Call\"\nabout = \"東京\"\n"));
        write("stray.toml", String::new());
        write(
            "publishers.toml",
            "[[publisher]]\nid = \"p\"\nname = \"P\"\nclass = \"news\"\nlicence = \"CC-BY-4.0\"\n".to_owned(),
        );
        let document = "id = \"page\"\npublisher = \"p\"\ntitle = \"Page\"\nurl = \"https://example.org/a\"\n";
        write("documents/all.toml", format!("[[document]]\n{document}published = \"2003-01~\"\n"));
        let of_two = |id: &str, date: &str| {
            let event =
                format!("[[event]]\nid = \"{id}\"\ndate = \"{date}\"\ntitle = \"Разговор {id}\"\nkind = \"call\"\n");
            let source = format!("[[event.source]]\ndocument = \"page\"\nexcerpts = [\"{excerpt}\"]\n");
            format!("{event}parties = [\"JP\"]\nsummary = \"On the telephone.\"\n{source}")
        };
        write("events/all.toml", of_two("later", "2003-06") + &of_two("earlier", "[2003-01-10..2003-01-12]"));
        let files = compile(directory).unwrap_or_else(|report| panic!("{report}"));
        Location::Compiled(Compiled { name: "built-in", texts: files.texts.leak(), bytes: files.bytes.leak() })
    }

    #[test]
    fn what_is_compiled_is_what_was_loaded() {
        let directory = tempfile::tempdir().unwrap();
        let location = compiled(directory.path(), "a passage");
        let from_files = load(&Location::Directory(directory.path().to_owned())).unwrap().chronology;
        let decoded = load(&location).unwrap().chronology;
        assert!(decoded.events().iter().eq(from_files.events()));
        assert!(decoded.documents.iter().eq(&from_files.documents));
        assert!(decoded.publishers.iter().eq(&from_files.publishers));
        assert!(decoded.kinds.iter().eq(&from_files.kinds));
        assert!(decoded.countries.iter().eq(&from_files.countries));
        assert_eq!((&decoded.title, &decoded.span), (&from_files.title, &from_files.span));
        let page = decoded.documents.get("page").unwrap();
        assert_eq!((&*page.title, decoded.events().find("later").map(|event| event.position())), ("Page", Some(1)));
    }

    #[test]
    fn its_excerpts_are_compared_and_its_warnings_kept_with_their_places() {
        let directory = tempfile::tempdir().unwrap();
        let location = compiled(directory.path(), "a passage");
        fs::write(directory.path().join("page.txt"), "another passage").unwrap();
        let here = directory.path().join("events/all.toml").display().to_string();
        let report = compare(&location, directory.path());
        let places: Vec<(&str, usize)> = report.diagnostics.iter().map(|one| (&*one.file, one.line)).collect();
        assert_eq!(places, [(&*here, 10), (&*here, 20)], "{report}");
        let expected = check(&Location::Directory(directory.path().to_owned())).below(directory.path());
        assert_eq!(check(&location), expected);
        assert!(!expected.is_empty(), "the sample should deserve a warning");
    }

    #[test]
    fn bytes_of_another_version_are_an_error_and_no_panic() {
        let location = Location::Compiled(Compiled { name: "built-in", texts: "", bytes: &[9, 200, 3, 1] });
        let report = load(&location).unwrap_err().to_string();
        assert!(report.contains("the chronology cannot be decoded"), "{report}");
        assert_eq!(compare(&location, &PathBuf::from("/")).errors(), 1);
    }
}
