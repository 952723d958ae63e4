//! In the files of a chronology: what the loader refuses, where, and what is printed of what it lets in.

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

/// The formats that are one stream.
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

/// Writes everything that can be printed of a chronology as into a pipe, and on a narrow terminal, and checks it.
fn check_printed(chronology: &Chronology, what: &str) {
    let selection = Index::new(chronology).select(chronology, &Query::default());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    for columns in [None, Some(30)] {
        let console = &mut Console { out: &mut out, err: &mut err, columns, styled: false, plain: false };
        commands::list::list(chronology, &selection, console).unwrap();
        for event in selection.events() {
            // An id may stand in several registers; then it is told which.
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

/// A report names a place for each problem, and is clean itself.
fn check_report(report: &Report, what: &str) {
    assert!(report.errors() > 0, "{what}: refused without a reason");
    for problem in &report.diagnostics {
        assert!(problem.line > 0 && problem.column > 0, "{what}: {problem:?}");
    }
    strict::in_pipe(report.render(false).as_bytes()).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
    strict::on_terminal(report.render(true).as_bytes()).map(drop).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
}

/// Loads the sample with a text in every field that is chosen; and says how often it was put into each file.
fn with(text: &str, chosen: impl Fn(&FieldSpec) -> bool) -> (BTreeMap<&'static str, usize>, Result<Loaded, Report>) {
    let places = RefCell::new(BTreeMap::new());
    let files = files(&|table, field| {
        chosen(field).then(|| {
            *places.borrow_mut().entry(file_of(table)).or_default() += 1;
            quoted(text)
        })
    });
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), &files);
    (places.into_inner(), loader::load(&Location::Directory(directory.path().to_owned())))
}

#[test]
fn the_reader_of_these_tests_takes_nothing_hostile_for_ours() {
    // Some look like ours, and a few are judged by what stands beside them. In a pipe nothing is ours.
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
fn the_sample_is_a_chronology() {
    let (_, loaded) = with("", |_| false);
    assert_eq!(loaded.unwrap_or_else(|report| panic!("{report}")).chronology.events().len(), 2);
}

#[test]
fn hostile_text_is_refused_in_every_field_where_it_stands() {
    for Hostile { name, text, .. } in corpus().iter().filter(|hostile| !hostile.allowed) {
        let (places, loaded) = with(text, is_text);
        let report = loaded.err().unwrap_or_else(|| panic!("{name} was let in"));
        assert!(places.values().sum::<usize>() > 60, "{places:?}");
        check_report(&report, name);
        for (file, number) in places {
            let problems = report.diagnostics.iter().filter(|problem| problem.file == file);
            let found = problems.filter(|problem| problem.message.ends_with(" in the text")).count();
            assert_eq!(found, number, "{name} in {file}: {report}");
        }
    }
}

#[test]
fn honest_text_is_let_into_every_field_of_free_text_and_printed_cleanly() {
    for Hostile { name, text, .. } in corpus().iter().filter(|hostile| hostile.allowed) {
        let (_, loaded) = with(text, is_free);
        check_printed(&loaded.unwrap_or_else(|report| panic!("{name}: {report}")).chronology, name);
        // An id, a code, an address may be anything but that.
        match with(text, |field| is_text(field) && !is_free(field)).1 {
            Ok(loaded) => check_printed(&loaded.chronology, name),
            Err(report) => check_report(&report, name),
        }
    }
}

#[test]
fn in_the_names_of_fields_and_in_the_bytes_of_a_file_it_is_reported_cleanly() {
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
fn in_every_column_of_a_table_it_is_refused_or_printed_cleanly() {
    let known = ["id", "date", "title", "kind", "parties"];
    let columns: Vec<&str> = fields::columns().map(|column| column.name).collect();
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
        for column in fields::columns().filter(|column| is_text(column) && (!allowed || !is_free(column))) {
            let file = format!("events/{}.csv", column.name);
            // A blank around a value is not of it, and words of lists are parted by semicolons.
            let found = report.diagnostics.iter().any(|problem| problem.file == file);
            assert!(found || allowed, "{name} in {file}: {report}");
        }
    }
}
