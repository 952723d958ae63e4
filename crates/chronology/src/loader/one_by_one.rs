//! Parses the tables of a TOML file one by one.
//!
//! The syntax tree of a large file does not fit into the processor's caches, so parsing it as a whole mostly waits for memory.
//! Nearly every such file is a sequence of `[[event]]` or `[[document]]` tables and nothing else. Split before each of them, it
//! is parsed into small trees that are freed at once.
//!
//! The result is the same if every part is valid: a part that ends within a text or a list has a syntax error, and a part that
//! contains only the table of its header says nothing about another. If any part is invalid, the file must be parsed as a
//! whole, which reports what is wrong and reads the rest.

use toml::de::DeTable;

use super::fields::TableSpec;
use super::schema::Fields;
use super::spanned::SpanBase;
use super::toml_file;
use super::validate::Validator;
use crate::diagnostics::Diagnostics;

/// A file that is a sequence of tables.
pub(super) struct TablesOneByOne {
    /// The line that starts each table.
    pub header: &'static str,
    /// The fields that the file may have.
    pub spec: &'static TableSpec,
    /// The index of the file among the sources.
    pub file: usize,
}

impl TablesOneByOne {
    /// Calls `take` with each table, in order. `None` if the file must be parsed as a whole; discard what was taken then.
    pub(super) fn each<'s>(&self, text: &'s str, mut take: impl FnMut(Fields<'s>)) -> Option<()> {
        if toml_file::too_many_marks(text).is_some() {
            return None;
        }
        let mut begin = 0;
        let found = memchr::memmem::find_iter(text.as_bytes(), self.header);
        let headers = found.filter(|at| *at > 0 && text.as_bytes()[at - 1] == b'\n');
        for end in headers.chain([text.len()]) {
            let base = SpanBase { file: self.file, offset: begin };
            let part = &text[begin..end];
            begin = end;
            let table = DeTable::parse(part).ok()?.into_inner();
            let has_header = part.starts_with(self.header);
            // Only comments may come before the first header.
            if !has_header && table.is_empty() && end < text.len() {
                continue;
            }
            if !has_header || table.len() != 1 || !self.is_valid(&table, base) {
                return None;
            }
            take(Fields::new(base, base.span(0..0), table));
        }
        Some(())
    }

    fn is_valid(&self, table: &DeTable<'_>, base: SpanBase) -> bool {
        let mut diagnostics = Diagnostics::default();
        Validator { base, damaged: false, diagnostics: &mut diagnostics }.table(self.spec, table, base.span(0..0));
        diagnostics.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::loader::fields::{FieldSpec, Shape};
    use crate::loader::files::FileKind;
    use crate::loader::parse::{ParsedFile, parse_whole};

    /// Lines for random files, including those that make it wrong to split before a header.
    const LINES: [&str; 20] = [
        "[[event]]",
        "[[event]]",
        "[[event]] # the same",
        "  [[event]]",
        "[[ event ]]",
        "[[event.source]]",
        "[event]",
        "[other]",
        "id = \"東京\"",
        "title = '''",
        "'''",
        "summary = \"\"\"",
        "\"\"\"",
        "topics = [",
        "]",
        "event = []",
        "event = [{ id = \"a\" }]",
        "\"event\".id = \"b\"",
        "# no more",
        "",
    ];

    /// The fields of such files. None is required, so that a few lines are enough for an event.
    const SPEC: TableSpec =
        TableSpec { name: "a file of events", about: "", fields: &[optional("event", Shape::Tables(&EVENT), "")] };
    const EVENT: TableSpec = TableSpec {
        name: "an event",
        about: "",
        fields: &[
            optional("id", Shape::Line, ""),
            optional("title", Shape::Line, ""),
            optional("summary", Shape::Text, ""),
            optional("topics", Shape::List(&Shape::Line), ""),
            optional("source", Shape::Tables(&DOCUMENT), ""),
        ],
    };
    const DOCUMENT: TableSpec =
        TableSpec { name: "a source", about: "", fields: &[optional("document", Shape::Line, "")] };

    const fn optional(name: &'static str, shape: Shape, about: &'static str) -> FieldSpec {
        FieldSpec { name, about, required: false, shape }
    }

    fn events() -> TablesOneByOne {
        TablesOneByOne { header: "[[event]]", spec: &SPEC, file: 0 }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn parsing_one_by_one_gives_the_same_rows_as_parsing_the_whole_file(lines in prop::collection::vec(prop::sample::select(&LINES), 1..9)) {
            let text = lines.join("\n");
            let mut one_by_one = Vec::new();
            if events().each(&text, |fields| one_by_one.extend(fields.events(false))).is_some() {
                let source = SourceFile::new("all.toml".to_owned(), text.clone());
                let mut diagnostics = Diagnostics::default();
                let (ParsedFile::Events(whole), damaged) = parse_whole(FileKind::Events, 0, &source, &mut diagnostics) else { panic!() };
                prop_assert!(!damaged);
                prop_assert_eq!(format!("{one_by_one:?}"), format!("{whole:?}"));
            }
        }
    }

    #[test]
    fn a_file_with_only_events_is_parsed_one_by_one() {
        let mut ids = Vec::new();
        let text = "# Events\n\n[[event]]\nid = \"a\"\n[[event.source]]\ndocument = \"d\"\n\n[[event]]\nid = \"b\"\n";
        let take = |fields: Fields<'_>| {
            let rows = fields.events(false);
            assert_eq!(rows.len(), 1);
            ids.extend(rows.into_iter().filter_map(|row| row.id).map(|id| (id.value.to_string(), id.span.start)));
        };
        assert!(events().each(text, take).is_some());
        let start = |id: &str| u32::try_from(text.find(id).unwrap()).unwrap();
        assert_eq!(ids, [("a".to_owned(), start("\"a\"")), ("b".to_owned(), start("\"b\""))]);
    }

    #[test]
    fn an_invalid_file_is_left_to_be_parsed_as_a_whole() {
        assert!(events().each("[[event]]\nid = \"a\"\ncolour = \"red\"\n", |_| ()).is_none());
        assert!(events().each("event = []\n[[event]]\nid = \"a\"\n", |_| ()).is_none());
        assert!(events().each("[[event]]\nid = \"a\"\n[[event]]\nid =\n", |_| ()).is_none());
    }
}
