//! The tables of a TOML file, read one by one.
//!
//! The syntax tree of a large file is far larger than what lies near the processor, so that reading it as a whole mostly
//! waits for memory. Nearly every such file is a row of `[[event]]` or `[[document]]` tables and nothing else. Cut before
//! each of them, it is read from small trees that are let go at once.
//!
//! That comes to the same where every part is sound by itself: a part that ends within a text or a list has a syntax
//! error, so each of the others ends where a table may begin; and a part that begins with the header and has nothing
//! beside that table says nothing of another. Where any part is not sound, the file is to be read as a whole, which tells
//! what is wrong and reads what can be read.

use toml::de::DeTable;

use super::fields::Table;
use super::schema::Fields;
use super::spanned::SpanBase;
use super::toml_file;
use super::validate::Validator;
use crate::diagnostics::Diagnostics;

/// What a file of such tables holds.
pub(super) struct Tables {
    /// The line that each begins with.
    pub header: &'static str,
    /// What the file may hold.
    pub spec: &'static Table,
    /// The position of the file among the sources.
    pub file: usize,
}

impl Tables {
    /// Gives what is read from each part of `text` to `take`, in order. `None` if the file is to be read as a whole instead,
    /// and what has been taken is to be forgotten.
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
            // What stands before the first header must say nothing.
            if !has_header && table.is_empty() && end < text.len() {
                continue;
            }
            if !has_header || table.len() != 1 || !self.is_sound(&table, base) {
                return None;
            }
            take(Fields::new(base, base.span(0..0), table));
        }
        Some(())
    }

    fn is_sound(&self, table: &DeTable<'_>, base: SpanBase) -> bool {
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
    use crate::loader::fields::{Field, Shape};
    use crate::loader::location::Role;
    use crate::loader::parse::{Part, parse_whole};

    /// Lines of which files are put together: what can stand in one, and what makes a cut before a header wrong.
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

    /// What a file of these lines may hold. Nothing is required, so that a few lines are enough for an event.
    const SPEC: Table =
        Table { name: "a file of events", about: "", fields: &[optional("event", Shape::Tables(&EVENT), "")] };
    const EVENT: Table = Table {
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
    const DOCUMENT: Table = Table { name: "a source", about: "", fields: &[optional("document", Shape::Line, "")] };

    const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { name, about, required: false, shape }
    }

    fn events() -> Tables {
        Tables { header: "[[event]]", spec: &SPEC, file: 0 }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn what_is_read_one_by_one_is_what_the_whole_file_says(lines in prop::collection::vec(prop::sample::select(&LINES), 1..9)) {
            let text = lines.join("\n");
            let mut one_by_one = Vec::new();
            if events().each(&text, |fields| one_by_one.extend(fields.events(false))).is_some() {
                let source = SourceFile::new("all.toml".to_owned(), text.clone());
                let mut diagnostics = Diagnostics::default();
                let (Part::Events(whole), damaged) = parse_whole(Role::Events, 0, &source, &mut diagnostics) else { panic!() };
                prop_assert!(!damaged);
                prop_assert_eq!(format!("{one_by_one:?}"), format!("{whole:?}"));
            }
        }
    }

    #[test]
    fn a_file_of_nothing_but_events_is_read_one_by_one() {
        let mut ids = Vec::new();
        let text = "# Events\n\n[[event]]\nid = \"a\"\n[[event.source]]\ndocument = \"d\"\n\n[[event]]\nid = \"b\"\n";
        let take = |fields: Fields<'_>| {
            let rows = fields.events(false);
            assert_eq!(rows.len(), 1);
            ids.extend(rows.into_iter().filter_map(|row| row.id).map(|id| (id.value.to_string(), id.span.start)));
        };
        assert!(events().each(text, take).is_some());
        let place = |id: &str| u32::try_from(text.find(id).unwrap()).unwrap();
        assert_eq!(ids, [("a".to_owned(), place("\"a\"")), ("b".to_owned(), place("\"b\""))]);
    }

    #[test]
    fn a_file_with_a_fault_is_left_to_be_read_as_a_whole() {
        assert!(events().each("[[event]]\nid = \"a\"\ncolour = \"red\"\n", |_| ()).is_none());
        assert!(events().each("event = []\n[[event]]\nid = \"a\"\n", |_| ()).is_none());
        assert!(events().each("[[event]]\nid = \"a\"\n[[event]]\nid =\n", |_| ()).is_none());
    }
}
