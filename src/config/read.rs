//! Reads one file into values, and reports every error in it.

use std::collections::HashSet;

use summits_chronology::chronology::CountryCode;
use summits_chronology::diagnostics::suggest::nearest;
use summits_chronology::diagnostics::{DiagnosticBuilder, Diagnostics, SourceFile};
use summits_chronology::text;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::schema::{self, Found, Kind};
use super::value::{Given, Layer, Origin};
use super::value_of;
use crate::keymap::{Action, Context, Entry};

/// The content of one file.
#[derive(Debug)]
pub(super) struct FileLayer {
    /// The valid values.
    pub values: Layer,
    /// The errors.
    pub diagnostics: Diagnostics,
}

/// How many diagnostics are kept, so that a file of many thousand wrong lines does not hold up the browser.
const MOST_KEPT: usize = 200;

/// Reads a file. `origin` makes the origin of a value from its line.
pub(super) fn read(source: &SourceFile, origin: impl Fn(usize) -> Origin) -> FileLayer {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let layer = FileLayer { values: Layer::new(), diagnostics: Diagnostics::with_limit(MOST_KEPT) };
    let mut reader = Reader { source, origin: &origin, broken: HashSet::new(), layer };
    for error in errors {
        let span = error.span().unwrap_or_default();
        reader.broken.insert(source.line(span.start));
        reader.layer.diagnostics.push_error_with(|| DiagnosticBuilder::error(span, error.message()));
    }
    reader.table("", table.get_ref());
    reader.layer
}

struct Reader<'a> {
    source: &'a SourceFile,
    origin: &'a dyn Fn(usize) -> Origin,
    /// The lines that are not valid TOML. Values that the parser recovers from them are ignored.
    broken: HashSet<usize>,
    layer: FileLayer,
}

impl Reader<'_> {
    /// Reads the table at `path`.
    fn table(&mut self, path: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let line = self.source.line(name.span().start);
            if self.broken.contains(&line) {
                continue;
            }
            let (written, present) = (name.get_ref(), schema::present_name(name.get_ref()));
            match schema::find(path, present) {
                Found::Nothing => self.layer.diagnostics.push_error_with(|| unknown(path, name)),
                Found::Table => match value.get_ref() {
                    DeValue::Table(inner) => self.table(&schema::join(path, written), inner),
                    other => self.layer.diagnostics.push_error_with(|| {
                        let message = format!("`{written}` is a section, not {}", value_of::named(other));
                        DiagnosticBuilder::error(value.span(), message).expected(expected_section(path, name))
                    }),
                },
                Found::Setting(kind) => {
                    if written != present {
                        let message = format!("`{written}` is now called `{present}`");
                        self.layer.diagnostics.push_warning_with(|| DiagnosticBuilder::warning(name.span(), message));
                        if table.contains_key(present) {
                            continue;
                        }
                    }
                    self.setting(&schema::join(path, present), kind, value, line);
                },
            }
        }
    }

    /// Reads the value of the setting at `path`.
    fn setting(&mut self, path: &str, kind: Kind, value: &Spanned<DeValue<'_>>, line: usize) {
        match value_of::read(kind, value, &self.source.text) {
            Ok(read) => {
                let (origin, span) = ((self.origin)(line), value.span());
                let given = Given { value: read.value, origin, span, chords: read.chords };
                self.layer.values.insert(path.to_owned(), given);
            },
            Err(errors) => errors.into_iter().for_each(|error| self.layer.diagnostics.push(error)),
        }
    }
}

fn expected_section(path: &str, name: &Spanned<DeString<'_>>) -> String {
    format!("the section [{}]", schema::join(path, name.get_ref()))
}

/// An error for an unknown name.
fn unknown(table: &str, name: &Spanned<DeString<'_>>) -> DiagnosticBuilder {
    if let Err(unclean) = value_of::plain(name.span(), name.get_ref()) {
        return unclean;
    }
    let written = text::truncate(name.get_ref(), 60);
    let context = table.strip_prefix("keys.").and_then(Context::parse);
    let (what, known) = match table {
        "" => ("section", "one of the sections of config.toml"),
        "theme" | "theme.dark" | "theme.light" | "theme.none" => ("role", "a role of the theme"),
        "keys" => ("context", "one of the contexts"),
        "country" => ("country code", "two capital letters, as KP"),
        _ if context.is_some() => ("action", "an action that can be bound here"),
        _ => ("setting", "a setting of this section"),
    };
    let error = |message: String| DiagnosticBuilder::error(name.span(), message);
    let present = schema::present_name(name.get_ref());
    let action = Action::parse(present);
    let expected = |entry| {
        let what = if present == name.get_ref() { "it".to_owned() } else { format!("`{present}`") };
        format!("{what} in {}", sections(entry))
    };
    match (action, context) {
        (Some(entry), Some(context)) => {
            let message = format!("`{written}` cannot be bound in the context {}", context.name());
            return error(message).expected(expected(entry));
        },
        (Some(entry), None) if table == "keys" => {
            let message = format!("`{written}` must be in the section of a context");
            return error(message).expected(expected(entry));
        },
        _ => {},
    }
    if table == "country" {
        let capitals = CountryCode::parse(&name.get_ref().to_uppercase());
        let error = error(format!("`{written}` is not the code of a country")).expected(known);
        return error.suggestion(capitals.map(|code| code.to_string()));
    }
    let names = schema::names(table);
    let expected = if names.len() <= 8 { names.join(", ") } else { known.to_owned() };
    let error = error(format!("there is no {what} `{written}`")).expected(expected);
    error.suggestion(nearest(name.get_ref(), names))
}

/// The sections in which an action can be bound.
fn sections(entry: &Entry) -> String {
    let sections: Vec<String> = entry.contexts.iter().map(|context| format!("[keys.{}]", context.name())).collect();
    sections.join(" or ")
}
