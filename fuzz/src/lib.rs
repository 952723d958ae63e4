//! Properties that must hold for any input, and that the fuzzer tries to violate.
//!
//! Each function takes arbitrary bytes, and panics if a promise of `docs/robustness.md` is not kept. The targets in
//! `fuzz_targets/` call them with the inputs of the fuzzer, `tests/fuzz.rs` with seeds and random changes of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use summits_chronology::chronology::{Chronology, EventDate, TimeWindow};
use summits_chronology::diagnostics::Report;
use summits_chronology::loader::{self, Loaded, Location};
use summits_chronology::text;
use summits_tui::built_in::BUILT_IN;
use summits_tui::config::{self, Sources, UserFile};
use summits_tui::export::text::Paper;
use summits_tui::export::{self, Format, toml};
use summits_tui::query::{Index, Query, complete};
use tempfile::TempDir;

/// The files of a small chronology, the one that `summits-tui new` writes and a table: name, mark, text. An input
/// replaces the first file whose mark it contains, or the first one.
pub const FILES: [(&str, &str, &str); 7] = [
    ("events/all.toml", "[[event", include_str!("../../src/commands/new/events/all.toml")),
    ("documents/all.toml", "[[document", include_str!("../../src/commands/new/documents/all.toml")),
    ("chronology.toml", "[[country", include_str!("../../src/commands/new/chronology.toml")),
    ("people.toml", "[[person", include_str!("../../src/commands/new/people.toml")),
    ("places.toml", "[[place", include_str!("../../src/commands/new/places.toml")),
    ("publishers.toml", "[[publisher", include_str!("../../src/commands/new/publishers.toml")),
    ("events/table.csv", "row-", include_str!("../seeds/loader/table.csv")),
];

/// The largest input that is checked. Larger ones find nothing more and slow the search down.
pub const LARGEST: usize = 16 << 10;

static CHRONOLOGY: LazyLock<Chronology> = LazyLock::new(|| match loader::load(&BUILT_IN) {
    Ok(loaded) => loaded.chronology,
    Err(report) => panic!("{report}"),
});

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CHRONOLOGY));

/// The directory in which this thread writes its inputs.
struct Directory(TempDir);

impl Directory {
    fn new() -> Self {
        // Short-lived files need no disk.
        let memory = Path::new("/dev/shm");
        let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        Self(made.unwrap_or_else(|error| panic!("no directory to work in: {error}")))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, contents: &[u8]) {
        let path = self.path(name);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, contents));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

thread_local! {
    static CHRONOLOGY_DIRECTORY: Directory = {
        let scratch = Directory::new();
        FILES.iter().for_each(|(name, _, text)| scratch.write(name, text.as_bytes()));
        scratch
    };
    static DIRECTORY: Directory = Directory::new();
}

/// A chronology with this file either loads, can be exported cleanly in every format, and loads again from its TOML
/// export; or it gives a clean report with a position in the file.
pub fn loader(contents: &[u8]) {
    if contents.len() > LARGEST {
        return;
    }
    let contains = |mark: &str| contents.windows(mark.len()).any(|part| part == mark.as_bytes());
    let (name, _, text) = FILES.iter().find(|(_, mark, _)| contains(mark)).unwrap_or(&FILES[0]);
    CHRONOLOGY_DIRECTORY.with(|scratch| {
        scratch.write(name, contents);
        let loaded = loader::load(&Location::Directory(scratch.path("")));
        scratch.write(name, text.as_bytes());
        match loaded {
            Ok(loaded) => check_loaded(&loaded),
            Err(report) => {
                assert!(report.errors() > 0, "rejected without a reason");
                check_report(&report, contents);
            },
        }
    });
}

fn check_loaded(loaded: &Loaded) {
    let Loaded { chronology, warnings } = loaded;
    check_report(warnings, &[]);
    let events = || chronology.events().entries().map(|(event, _)| event);
    for format in [Format::Text, Format::Markdown, Format::Json, Format::Csv, Format::Html, Format::Ics, Format::Ris] {
        let mut written = Vec::new();
        let paper = Paper { columns: 40, ..Paper::PLAIN };
        if let Err(error) = export::write(format, chronology, events(), paper, &mut written) {
            panic!("{format:?} cannot be written: {error}");
        }
        check_printed(&written);
    }
    let directory = toml::directory(chronology, events());
    let again = DIRECTORY.with(|scratch| {
        for file in &directory.files {
            check_printed(file.text.as_bytes());
            scratch.write(&file.path, file.text.as_bytes());
        }
        let again = loader::load(&Location::Directory(scratch.path("")));
        directory.files.iter().for_each(|file| drop(fs::remove_file(scratch.path(&file.path))));
        again
    });
    match again {
        Ok(again) => assert_eq!(again.chronology.events().len(), chronology.events().len(), "an event was lost"),
        Err(report) => panic!("the TOML export does not load: {report}"),
    }
}

/// Checks that the positions of a report exist, and that its lines are clean and not too long.
fn check_report(report: &Report, contents: &[u8]) {
    let lines = contents.iter().filter(|byte| **byte == b'\n').count() + 1;
    for problem in &report.diagnostics {
        assert!(!problem.file.is_empty(), "a diagnostic without a file: {problem:?}");
        assert_eq!(
            problem.line == 0,
            problem.column == 0,
            "a line without a column, or a column without a line: {problem:?}"
        );
        // The other files have a few hundred lines at most.
        assert!(problem.line <= lines.max(1000), "a line that does not exist: {problem:?}");
    }
    let shown = report.render(false);
    check_printed(shown.as_bytes());
    assert!(shown.lines().all(|line| line.len() <= 4000), "a line as long as the file: {shown}");
    assert!(shown.len() <= 2_000_000, "a report of {} bytes", shown.len());
}

/// Checks that output contains no control characters other than line ends and tabs.
pub fn check_printed(written: &[u8]) {
    let written = match std::str::from_utf8(written) {
        Ok(written) => written,
        Err(error) => panic!("not UTF-8: {error}"),
    };
    for line in written.split('\n') {
        // CSV and iCalendar end their lines with CR LF; some formats indent or separate with tabs.
        for part in line.strip_suffix('\r').unwrap_or(line).split('\t') {
            if let Some(unclean) = text::find_unclean_line(part) {
                panic!("{} was written: {part:?}", unclean.what);
            }
        }
    }
}

/// A date is rejected with a position in the text, or has ordered bounds and clean words.
pub fn date(bytes: &[u8]) {
    let Ok(written) = std::str::from_utf8(bytes) else { return };
    let date = match EventDate::parse(written) {
        Ok(date) => date,
        Err(error) => {
            if let summits_chronology::chronology::DateError::Syntax { offset, .. } = error {
                assert!(offset <= written.len(), "{written:?} is wrong at {offset}");
            }
            assert!(!error.to_string().is_empty());
            return;
        },
    };
    assert_eq!(date.literal(), written);
    assert!(date.latest().is_none_or(|latest| latest >= date.earliest()), "{date:?} ends before it begins");
    for words in [date.words(), date.words_for_citation(), date.row_words()] {
        assert!(!words.trim().is_empty(), "{date:?} has no words");
        assert_eq!(text::find_unclean_line(&words), None, "{date:?}");
    }
    let (_, _) = date.ends();
    assert_eq!(date.sequence(&date), std::cmp::Ordering::Equal);
    let own = TimeWindow { from: Some(date.earliest()), to: date.latest() };
    assert_ne!(
        own.holds(&date),
        summits_chronology::chronology::Certainty::No,
        "{date:?} is not within its own bounds"
    );
}

/// A query is rejected with a position in its text, or prints as a text that parses to the same query. Completion at
/// any cursor position replaces a part of the text.
pub fn query(bytes: &[u8]) {
    let Ok(written) = std::str::from_utf8(bytes) else { return };
    let chronology = &*CHRONOLOGY;
    let middle = (0..=written.len() / 2).rev().find(|at| written.is_char_boundary(*at)).unwrap_or_default();
    for parsed in [Query::parse(written, chronology), Query::parse_lenient(written, middle, chronology)] {
        match parsed {
            Ok(query) => {
                let printed = query.to_string();
                assert_eq!(Query::parse(&printed, chronology).as_ref(), Ok(&query), "{printed:?}");
                let all = chronology.events().len();
                let selection = INDEX.select(chronology, &query);
                assert!(selection.definite() + selection.possible() <= all);
            },
            Err(error) => {
                assert!(written.get(error.span.clone()).is_some(), "{:?} is not a part of {written:?}", error.span);
                assert!(!error.to_string().is_empty() && !error.expected().is_empty());
            },
        }
    }
    for cursor in [0, middle, written.len()] {
        let completions = complete(written, cursor, chronology);
        assert!(written.get(completions.span.clone()).is_some(), "{:?} of {written:?}", completions.span);
    }
}

/// Loading a configuration never fails: the result is complete and prints as a file with the same settings, and the
/// report is clean.
pub fn configuration(bytes: &[u8]) {
    if bytes.len() > LARGEST {
        return;
    }
    let load = |path: PathBuf| config::load(&Sources { file: UserFile::Named(path), ..Sources::default() });
    DIRECTORY.with(|scratch| {
        scratch.write("config.toml", bytes);
        let loaded = load(scratch.path("config.toml"));
        check_report(&loaded.problems, bytes);
        let printed = config::to_toml(&loaded.config);
        check_printed(printed.as_bytes());
        scratch.write("config.toml", printed.as_bytes());
        let again = load(scratch.path("config.toml"));
        assert_eq!(again.problems.errors(), 0, "{}\n{printed}", again.problems);
        assert_eq!(config::to_toml(&again.config), printed);
    });
}

/// Cleaning removes everything unclean and is idempotent; wrapping, truncating and searching stay within the text.
pub fn text(bytes: &[u8]) {
    let written = String::from_utf8_lossy(bytes);
    let cleaned = text::clean(&written);
    assert_eq!(text::find_unclean(&cleaned), None, "{written:?}");
    assert_eq!(text::clean(&cleaned), cleaned);
    assert_eq!(text::find_unclean(&written).is_none(), cleaned == written);
    let line = text::clean_line(&written);
    assert_eq!(text::find_unclean_line(&line), None, "{written:?}");
    for columns in [1, 2, 7, 80] {
        assert!(text::width(&text::truncate(&line, columns)) <= columns, "{line:?} is not cut to {columns}");
        let mut at = 0;
        for range in text::wrap(&cleaned, columns) {
            assert!(at <= range.start && cleaned.get(range.clone()).is_some(), "{range:?} of {cleaned:?}");
            at = range.end;
        }
    }
    let folded = text::fold(&line);
    assert_eq!(text::fold(&folded), folded, "{line:?}");
    for range in text::find_folded(&line, "a") {
        assert!(line.get(range.clone()).is_some(), "{range:?} of {line:?}");
    }
}
