//! The compact form of a chronology that a program embeds, so that it parses nothing when it starts.
//!
//! [`compile`] loads a directory and encodes it with postcard; [`Compiled`] decodes it. The events are encoded in the order of
//! time. The index of ids and everything that is derived from the events are computed again, as after loading. This is not a
//! file format: only the version that wrote it can read it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::directory;
use super::loaded::Loaded;
use super::verbatim::Quotation;
use crate::chronology::{Chronology, Event, Registers, with_texts_read, with_texts_written};
use crate::diagnostics::{Diagnostic, Report, Severity};

/// An embedded chronology, written by [`compile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compiled {
    /// Shown instead of a directory: `built-in`.
    pub name: &'static str,
    /// All texts, one after the other. They are borrowed, not copied.
    pub texts: &'static str,
    /// Everything else, encoded.
    pub bytes: &'static [u8],
}

/// The output of [`compile`], for a build script to write.
#[derive(Debug)]
pub struct CompiledFiles {
    /// For [`Compiled::texts`].
    pub texts: String,
    /// For [`Compiled::bytes`].
    pub bytes: Vec<u8>,
}

/// What every start needs. In the bytes it is followed by the excerpts, which only [`compare`](super::compare) needs.
#[derive(Serialize, Deserialize)]
struct CompiledContents<R, E> {
    registers: R,
    events: E,
    warnings: Report,
}

/// Encodes the chronology in `directory`. Reports name its files with `directory` before them.
///
/// # Errors
///
/// All errors and warnings, if there is an error.
pub fn compile(directory: &Path) -> Result<CompiledFiles, Report> {
    let loaded = directory::load(directory, &|_, _| ()).map_err(|report| report.below(directory))?;
    let Loaded { chronology, warnings } = loaded;
    let registers: &Registers = &chronology;
    let events: Vec<&Event> = chronology.events().iter().collect();
    let contents = CompiledContents { registers, events, warnings: warnings.below(directory) };
    let quotations: Vec<_> =
        directory::quotations(directory).into_iter().map(|quotation| quotation.below(directory)).collect();
    let (written, texts) = with_texts_written(|| postcard::to_allocvec(&contents));
    let bytes = written.and_then(|mut bytes| {
        bytes.extend(postcard::to_allocvec(&quotations)?);
        Ok(bytes)
    });
    let bytes = bytes.map_err(|error| codec_error(&directory.to_string_lossy(), "encoded", error))?;
    Ok(CompiledFiles { texts, bytes })
}

impl Compiled {
    /// Decodes the chronology, with the warnings from when it was compiled.
    pub(super) fn loaded(&self) -> Result<Loaded, Report> {
        self.read().map(|(loaded, _)| loaded)
    }

    /// Decodes the excerpts, with their positions in the original files.
    pub(super) fn quotations(&self) -> Result<Vec<Quotation>, Report> {
        let (_, rest) = self.read()?;
        postcard::from_bytes(rest).map_err(|error| codec_error(self.name, "decoded", error))
    }

    fn read(&self) -> Result<(Loaded, &'static [u8]), Report> {
        let read = || postcard::take_from_bytes::<CompiledContents<Registers, Vec<Event>>>(self.bytes);
        let (contents, rest) =
            with_texts_read(self.texts, read).map_err(|error| codec_error(self.name, "decoded", error))?;
        let CompiledContents { registers, events, warnings } = contents;
        Ok((Loaded { chronology: Chronology::new(registers, events), warnings }, rest))
    }
}

fn codec_error(name: &str, what: &str, error: postcard::Error) -> Report {
    let mut report = Report::new();
    report.push(Diagnostic::in_file(Severity::Error, name, format!("the chronology cannot be {what}: {error}")));
    report
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::loader::{Location, check, compare, load};

    /// Compiles a chronology with events that quote a document. The result is leaked, since a program embeds it for ever.
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
    fn a_compiled_chronology_equals_the_loaded_one() {
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
    fn a_compiled_chronology_keeps_its_excerpts_and_warnings_with_their_positions() {
        let directory = tempfile::tempdir().unwrap();
        let location = compiled(directory.path(), "a passage");
        fs::write(directory.path().join("page.txt"), "another passage").unwrap();
        let here = directory.path().join("events/all.toml").display().to_string();
        let report = compare(&location, directory.path());
        let positions: Vec<(&str, usize)> = report.diagnostics.iter().map(|one| (&*one.file, one.line)).collect();
        assert_eq!(positions, [(&*here, 10), (&*here, 20)], "{report}");
        let expected = check(&Location::Directory(directory.path().to_owned())).below(directory.path());
        assert_eq!(check(&location), expected);
        assert!(!expected.is_empty(), "the sample should have a warning");
    }

    #[test]
    fn bytes_of_another_version_are_an_error() {
        let location = Location::Compiled(Compiled { name: "built-in", texts: "", bytes: &[9, 200, 3, 1] });
        let report = load(&location).unwrap_err().to_string();
        assert!(report.contains("the chronology cannot be decoded"), "{report}");
        assert_eq!(compare(&location, &PathBuf::from("/")).errors(), 1);
    }
}
