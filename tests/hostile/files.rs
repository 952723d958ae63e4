//! Hostile text in the files of a chronology: what the loader rejects, at which position, and how the rest is printed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;

use summits_chronology::chronology::Chronology;
use summits_chronology::diagnostics::Report;
use summits_chronology::loader::fields::{self, FieldSpec};
use summits_chronology::loader::{self, Loaded, Location};
use summits_tui::commands::{self, Console};
use summits_tui::export::{self, Format, text::Paper};
use summits_tui::query::{Index, Query};

use crate::corpus::{Hostile, corpus};
use crate::sample::{file_of, files, is_free, is_text, quoted, write};
use crate::strict;

/// The formats that are written to one stream.
const STREAMS: [Format; 11] = [
    Format::Text,
    Format::Markdown,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Html,
    Format::Ics,
    Format::TimelineJs,
    Format::Biblatex,
    Format::Ris,
    Format::CslJson,
];

/// Checks everything that can be printed about a chronology, in a pipe and on a narrow terminal.
fn check_printed(chronology: &Chronology, what: &str) {
    let selection = Index::new(chronology).select(chronology, &Query::default());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    for columns in [None, Some(30)] {
        let console = &mut Console { out: &mut out, err: &mut err, columns, styled: false, plain: false };
        commands::list::list(chronology, &selection, console).unwrap();
        for event in selection.events() {
            // Several registers may have the same id; the error then lists them.
            if let Err(error) = commands::show::show(chronology, &chronology[event].id, true, console) {
                strict::in_pipe(error.to_string().as_bytes()).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
            }
        }
    }
    for format in STREAMS {
        export::write(format, chronology, selection.events(), Paper::PLAIN, &mut out).unwrap();
    }
    for file in export::toml::directory(chronology, selection.events()).files {
        out.extend(file.text.into_bytes());
    }
    for written in [out, err] {
        strict::in_pipe(&written).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
    }
}

/// Checks that every diagnostic has a position, and that the report is clean.
fn check_report(report: &Report, what: &str) {
    assert!(report.errors() > 0, "{what}: rejected without a reason");
    for problem in &report.diagnostics {
        assert!(problem.line > 0 && problem.column > 0, "{what}: {problem:?}");
    }
    strict::in_pipe(report.render(false).as_bytes()).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
    strict::on_terminal(report.render(true).as_bytes()).map(drop).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
}

/// Loads the sample with a text in the chosen fields. Also returns how often each file contains it.
fn with(text: &str, chosen: impl Fn(&FieldSpec) -> bool) -> (BTreeMap<&'static str, usize>, Result<Loaded, Report>) {
    let counts = RefCell::new(BTreeMap::new());
    let files = files(&|table, field| {
        chosen(field).then(|| {
            *counts.borrow_mut().entry(file_of(table)).or_default() += 1;
            quoted(text)
        })
    });
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &files);
    (counts.into_inner(), loader::load(&Location::Directory(directory.path().to_owned())))
}

#[test]
fn the_checker_of_these_tests_rejects_hostile_text() {
    // On a terminal some look like our own sequences, and a few are judged by the text around them.
    let like_ours =
        ["colour", "alternate screen off", "synchronised update", "carriage return over the line", "U+000D"];
    let judged_by_context = ["zero-width joiner", "zero-width non-joiner", "family", "rainbow flag"];
    let stacks = |name: &str| name.contains("stack") || name.contains("selectors");
    for Hostile { name, text, allowed } in corpus() {
        let context = judged_by_context.contains(&&*name) || stacks(&name);
        assert!(context || name == "U+0009" || allowed == strict::in_pipe(text.as_bytes()).is_ok(), "{name} in a pipe");
        let alike = like_ours.contains(&&*name);
        assert!(context || alike || allowed == strict::on_terminal(text.as_bytes()).is_ok(), "{name} on a terminal");
    }
}

#[test]
fn the_sample_is_valid() {
    let (_, loaded) = with("", |_| false);
    assert_eq!(loaded.unwrap_or_else(|report| panic!("{report}")).chronology.events().len(), 2);
}

#[test]
fn hostile_text_is_rejected_in_every_field() {
    for Hostile { name, text, .. } in corpus().iter().filter(|hostile| !hostile.allowed) {
        let (counts, loaded) = with(text, is_text);
        let report = loaded.err().unwrap_or_else(|| panic!("{name} was accepted"));
        assert!(counts.values().sum::<usize>() > 60, "{counts:?}");
        check_report(&report, name);
        for (file, number) in counts {
            let problems = report.diagnostics.iter().filter(|problem| problem.file == file);
            let found = problems.filter(|problem| problem.message.ends_with(" in the text")).count();
            assert_eq!(found, number, "{name} in {file}: {report}");
        }
    }
}

#[test]
fn honest_text_is_accepted_in_every_free_text_field_and_printed_cleanly() {
    for Hostile { name, text, .. } in corpus().iter().filter(|hostile| hostile.allowed) {
        let (_, loaded) = with(text, is_free);
        check_printed(&loaded.unwrap_or_else(|report| panic!("{name}: {report}")).chronology, name);
        // An id, a code or an address must have its own form, so it may be rejected.
        match with(text, |field| is_text(field) && !is_free(field)).1 {
            Ok(loaded) => check_printed(&loaded.chronology, name),
            Err(report) => check_report(&report, name),
        }
    }
}

#[test]
fn hostile_field_names_and_bytes_are_reported_cleanly() {
    for Hostile { name, text, .. } in corpus() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), &files(&|_, _| None));
        let event = format!("[[event]]\n{} = 1\n", quoted(&text));
        fs::write(directory.path().join("events/key.toml"), event).unwrap();
        fs::write(directory.path().join("events/raw.toml"), format!("[[event]]\nid = \"{text}\" {text}\n")).unwrap();
        let report = loader::check(&Location::Directory(directory.path().to_owned()));
        check_report(&report, &name);
        for file in ["events/key.toml", "events/raw.toml"] {
            assert!(report.diagnostics.iter().any(|problem| problem.file == file), "{name} in {file}: {report}");
        }
    }
}

#[test]
fn hostile_cells_of_a_table_are_reported_cleanly() {
    let known = ["id", "date", "title", "kind", "parties"];
    let columns: Vec<&str> = fields::COLUMNS.into_iter().map(|column| column.name).collect();
    for Hostile { name, text, allowed } in corpus() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), &files(&|_, _| None));
        let cell = format!("\"{}\"", text.replace('"', "\"\""));
        for (number, column) in columns.iter().enumerate() {
            let mut cells = BTreeMap::from(known.map(|known| (known, known.to_owned())));
            cells.extend([("id", format!("row-{number}")), ("date", "2003".to_owned()), ("kind", "it".to_owned())]);
            cells.extend([("parties", "JP".to_owned()), (*column, cell.clone())]);
            let line = |cells: Vec<&str>| cells.join(",");
            let table =
                [line(cells.keys().copied().collect()), line(cells.values().map(String::as_str).collect())].join("\n");
            fs::write(directory.path().join(format!("events/{column}.csv")), table).unwrap();
        }
        let report = loader::check(&Location::Directory(directory.path().to_owned()));
        check_report(&report, &name);
        for column in fields::COLUMNS.into_iter().filter(|column| is_text(column) && (!allowed || !is_free(column))) {
            let file = format!("events/{}.csv", column.name);
            // Blanks around a value are ignored, and semicolons separate the values of a list.
            let found = report.diagnostics.iter().any(|problem| problem.file == file);
            assert!(found || allowed, "{name} in {file}: {report}");
        }
    }
}
