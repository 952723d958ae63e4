//! Checks one TOML file against the list of its fields: unknown and missing fields, wrong types, invalid values.
//!
//! Everything that can be seen without the other files is reported here. The rows that are read afterwards contain what is
//! valid, and leave out the rest without a message.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{FieldSpec, Shape, TableSpec};
use super::spanned::SpanBase;
use super::values::{check_text, expected, listed};
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};

pub(super) struct Validator<'a> {
    pub base: SpanBase,
    /// Whether the file has syntax errors. Missing fields may then have been lost with them.
    pub damaged: bool,
    pub diagnostics: &'a mut Diagnostics,
}

impl Validator<'_> {
    /// Checks a table and everything in it. `header` is the span of its header.
    pub(super) fn table(&mut self, spec: &TableSpec, table: &DeTable<'_>, header: SourceSpan) {
        for (key, value) in table {
            let name = key.get_ref();
            match spec.field(name) {
                Some(field) => self.field(field, value),
                // After a damaged header its fields seem to belong to the file itself.
                None if self.damaged && header.end == 0 => {},
                None => {
                    let span = self.span(key.span());
                    self.diagnostics.push_error_with(|| unknown_field(spec, name, span));
                },
            }
        }
        if self.damaged {
            return;
        }
        let missing = spec.fields.iter().filter(|field| field.required && !table.contains_key(field.name));
        let missing: Vec<String> = missing.map(|field| format!("`{}`", field.name)).collect();
        if let [all_but_last @ .., last] = &missing[..] {
            let names = match all_but_last {
                [] => last.clone(),
                several => format!("{} and {last}", several.join(", ")),
            };
            let diagnostic = DiagnosticBuilder::error(header, format!("{} without {names}", spec.name));
            self.diagnostics.push(diagnostic.expected(format!("{names} in it")));
        }
    }

    fn field(&mut self, field: &FieldSpec, value: &Spanned<DeValue<'_>>) {
        let required = field.required;
        if let (true, Shape::List(_), DeValue::Array(array)) = (required, field.shape, value.get_ref())
            && array.is_empty()
        {
            self.diagnostics.push(
                DiagnosticBuilder::error(self.span(value.span()), format!("an empty list of {}", field.name))
                    .expected("one or more"),
            );
        }
        self.value(field.name, field.shape, value, required);
    }

    fn value(&mut self, name: &str, shape: Shape, value: &Spanned<DeValue<'_>>, required: bool) {
        let span = self.span(value.span());
        match (shape, value.get_ref()) {
            (Shape::List(item), DeValue::Array(array)) => {
                for value in array.iter() {
                    self.value(name, *item, value, true);
                }
            },
            (Shape::Tables(spec), DeValue::Array(array)) => {
                for value in array.iter() {
                    match value.get_ref() {
                        DeValue::Table(table) => self.table(spec, table, self.span(value.span())),
                        other => self.wrong_type(name, self.span(value.span()), other, "a table, {…}"),
                    }
                }
            },
            (Shape::ReferenceOrTable(_, spec), DeValue::Table(table)) => self.table(spec, table, span),
            (Shape::ByCode, DeValue::Table(table)) => {
                for (code, called) in table {
                    check_text(name, Shape::Code, code.get_ref(), true, self.span(code.span()), self.diagnostics);
                    self.value(name, Shape::Line, called, true);
                }
            },
            (Shape::Integer, DeValue::Integer(integer)) => {
                if i32::from_str_radix(integer.as_str(), integer.radix()).is_err() {
                    self.diagnostics.push(
                        DiagnosticBuilder::error(span, "the number is too large").expected("a small whole number"),
                    );
                }
            },
            (Shape::Number { least, greatest }, DeValue::Integer(_) | DeValue::Float(_)) => {
                let number = super::schema::number(value.get_ref());
                if !number.is_some_and(|number| (least..=greatest).contains(&number)) {
                    let diagnostic = DiagnosticBuilder::error(span, "the number is out of range");
                    self.diagnostics.push(diagnostic.expected(format!("a number from {least} to {greatest}")));
                }
            },
            (Shape::Integer | Shape::Number { .. } | Shape::List(_) | Shape::Tables(_) | Shape::ByCode, other) => {
                let expected = match shape {
                    Shape::Tables(spec) => format!("a list of tables, each {}", spec.name),
                    _ => expected(shape).to_owned(),
                };
                self.wrong_type(name, span, other, &expected);
            },
            (_, DeValue::String(written)) => check_text(name, shape, written, required, span, self.diagnostics),
            (Shape::Date, DeValue::Datetime(_)) => {
                self.wrong_type(name, span, value.get_ref(), "a date in \"quotation marks\"");
            },
            (_, other) => self.wrong_type(name, span, other, expected(shape)),
        }
    }

    fn wrong_type(&mut self, name: &str, span: SourceSpan, found: &DeValue<'_>, expected: &str) {
        let found = match found {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a TOML date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.diagnostics.push(DiagnosticBuilder::error(span, format!("`{name}` is {found}")).expected(expected));
    }

    fn span(&self, span: std::ops::Range<usize>) -> SourceSpan {
        self.base.span(span)
    }
}

fn unknown_field(spec: &TableSpec, name: &str, span: SourceSpan) -> DiagnosticBuilder {
    let names: Vec<&str> = spec.fields.iter().map(|field| field.name).collect();
    let near = nearest(name, names.iter().copied());
    let diagnostic = DiagnosticBuilder::error(span, format!("{} has no field `{name}`", spec.name));
    let diagnostic = if near.is_none() { diagnostic.expected(listed(&names)) } else { diagnostic };
    diagnostic.suggestion(near)
}
