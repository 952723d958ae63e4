//! The parser: it looks up every part of a text and locates every error.

use std::ops::Range;

use summits_chronology::chronology::{Chronology, CountryCode};
use summits_chronology::diagnostics::suggest::similarity;
use summits_chronology::text::fold;

use super::ast::Query;
use super::country::{CountryFilter, CountryMode, Role};
use super::days::{Days, parse_window};
use super::error::{Fault, QueryError};
use super::field::{FIELDS, Field, FieldKind, Open, Several};
use super::lex::{Body, Separator, Token, Value, tokens};
use super::lexicon::{Lookup, find};
use super::term::Term;
use super::words::Word;

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// The first [`QueryError`] in the text.
    pub fn parse(text: &str, chronology: &Chronology) -> Result<Self, QueryError> {
        parse(text, None, chronology)
    }

    /// Reads a query that is being typed. In the term at `cursor`, an offset in bytes, unfinished parts are no errors:
    /// a field without a value, half a date and an unclosed quotation mark are ignored, and the beginning of several
    /// values means any of them.
    ///
    /// # Errors
    ///
    /// The first [`QueryError`] in the text that more typing at the cursor cannot correct.
    pub fn parse_lenient(text: &str, cursor: usize, chronology: &Chronology) -> Result<Self, QueryError> {
        parse(text, Some(cursor), chronology)
    }
}

fn parse(text: &str, cursor: Option<usize>, chronology: &Chronology) -> Result<Query, QueryError> {
    let mut parser = Parser { chronology, query: Query::default() };
    for token in tokens(text) {
        let typing = cursor.is_some_and(|cursor| (token.span.start..=token.span.end).contains(&cursor));
        parser.token(&token, typing)?;
    }
    Ok(parser.query.normalised())
}

struct Parser<'a> {
    chronology: &'a Chronology,
    query: Query,
}

/// A field with its values as written.
struct Written<'a> {
    field: Field,
    negated: bool,
    values: Vec<&'a Value>,
    all: bool,
    /// Whether the cursor is in it.
    typing: bool,
    span: Range<usize>,
}

impl Parser<'_> {
    fn token(&mut self, token: &Token, typing: bool) -> Result<(), QueryError> {
        match &token.body {
            Body::Word(value) => self.word(token, value, typing),
            Body::Field { name, values, separators } => {
                let field = field_named(name)?;
                let Some(written) = written(field, token, values, separators, typing)? else { return Ok(()) };
                match field.kind() {
                    FieldKind::Countries(role) => self.countries(&written, role),
                    FieldKind::Time(open) => self.time(&written, open),
                    FieldKind::Note => {
                        self.term(&written, written.values.iter().map(|value| fold(&value.text)).collect());
                        Ok(())
                    },
                    FieldKind::Names(_) | FieldKind::Values | FieldKind::Flags(_) => {
                        let values = self.all_looked_up(&written)?;
                        self.term(&written, values);
                        Ok(())
                    },
                    // The lexer reads `text:` with its value as a word.
                    FieldKind::Text => Ok(()),
                }
            },
        }
    }

    fn word(&mut self, token: &Token, value: &Value, typing: bool) -> Result<(), QueryError> {
        if value.unfinished && !typing {
            return Err(fault(&value.span, Fault::UnfinishedQuote));
        }
        let text = fold(&value.text);
        if !text.is_empty() {
            self.query.words.push(Word { negated: token.negated, text });
        } else if !typing {
            return Err(fault(&token.span, Fault::NothingToSearch));
        }
        Ok(())
    }

    /// `country:JP!+RU`, `party:JP`, `about:KP`, `only:JP+RU`.
    fn countries(&mut self, written: &Written, role: Option<Role>) -> Result<(), QueryError> {
        let mut roles = Vec::new();
        for value in &written.values {
            let (name, role) = role.map_or_else(|| marked(&value.text), |role| (&*value.text, role));
            for code in self.looked_up(written, value, name)? {
                roles.extend(CountryCode::parse(&code).map(|code| (code, role)));
            }
        }
        let mode = match (written.field, written.all || roles.len() == 1) {
            (Field::Only, _) => CountryMode::Only,
            (_, true) => CountryMode::All,
            (_, false) => CountryMode::Any,
        };
        let filter = CountryFilter { mode, roles };
        if written.negated {
            self.query.not_countries.push(filter);
        } else {
            self.query.countries.push(filter);
        }
        Ok(())
    }

    /// `date:2002..2004`, `from:2003`, `to:2003-06`, `year:2003,2005`.
    fn time(&mut self, written: &Written, open: Open) -> Result<(), QueryError> {
        let mut windows = Vec::new();
        for value in &written.values {
            match parse_window(&value.text) {
                Ok(window) => windows.push(window),
                Err(_) if written.typing => {},
                Err(wrong) => return Err(fault(&value.span, wrong)),
            }
        }
        if windows.is_empty() {
            return Ok(());
        }
        for window in &mut windows {
            match open {
                Open::Neither => {},
                Open::Beginning => window.from = None,
                Open::End => window.to = None,
            }
        }
        let days = Days::new(windows);
        let left = if written.negated {
            self.query.not_days = self.query.not_days.union(&days);
            !self.query.not_days.is_always()
        } else {
            self.query.days = self.query.days.intersection(&days);
            !self.query.days.is_empty()
        };
        if left { Ok(()) } else { Err(fault(&written.span, Fault::NoDayLeft)) }
    }

    fn term(&mut self, written: &Written, values: Vec<String>) {
        self.query.terms.push(Term::new(written.field, written.negated, written.all, values));
    }

    fn all_looked_up(&self, written: &Written) -> Result<Vec<String>, QueryError> {
        let mut values = Vec::new();
        for value in &written.values {
            values.extend(self.looked_up(written, value, &value.text)?);
        }
        Ok(values)
    }

    /// The canonical values that a written one means: one, except for a beginning that is still being typed.
    fn looked_up(&self, written: &Written, value: &Value, name: &str) -> Result<Vec<String>, QueryError> {
        let field = written.field;
        let as_written = || value.text.clone();
        match find(field, name, self.chronology) {
            Lookup::One(found) => Ok(vec![found]),
            Lookup::Several(_) if matches!(field.kind(), FieldKind::Names(_)) => Ok(vec![fold(name)]),
            Lookup::Several(candidates) if written.typing && !written.all => Ok(candidates),
            Lookup::Several(_) if written.typing => Ok(Vec::new()),
            Lookup::Several(candidates) => {
                Err(fault(&value.span, Fault::Ambiguous { field, value: as_written(), candidates }))
            },
            Lookup::None(nearest) => {
                Err(fault(&value.span, Fault::UnknownValue { field, value: as_written(), nearest }))
            },
        }
    }
}

fn fault(span: &Range<usize>, fault: Fault) -> QueryError {
    QueryError { span: span.clone(), fault }
}

fn field_named(name: &Value) -> Result<Field, QueryError> {
    const ALIKE: f64 = 0.8;
    Field::parse(&name.text).ok_or_else(|| {
        let likeness = |name: &str, other: &str| similarity(&name.to_lowercase(), other);
        let nearest = FIELDS
            .iter()
            .map(|info| (likeness(&name.text, info.name), info.field))
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, field)| field);
        fault(&name.span, Fault::UnknownField { name: name.text.clone(), nearest })
    })
}

/// Checks how values are written and joined. `None` where there is no value yet.
fn written<'a>(
    field: Field,
    token: &Token,
    values: &'a [Value],
    separators: &[Separator],
    typing: bool,
) -> Result<Option<Written<'a>>, QueryError> {
    let mut kept = Vec::with_capacity(values.len());
    for value in values {
        if value.unfinished && !typing {
            return Err(fault(&value.span, Fault::UnfinishedQuote));
        }
        if fold(&value.text).is_empty() {
            if typing {
                continue;
            }
            return Err(fault(&token.span, Fault::MissingValue { field }));
        }
        kept.push(value);
    }
    let all = separators.contains(&Separator::All);
    let any = separators.contains(&Separator::Any);
    let wrong = match field.info().several {
        Several::No => all || any,
        Several::AnyOf => all,
        Several::AllOf => any,
        Several::AnyOrAllOf => false,
    };
    if wrong {
        return Err(fault(&token.span, Fault::Joining { field }));
    }
    if all && any {
        return Err(fault(&token.span, Fault::MixedSeparators));
    }
    let written = Written { field, negated: token.negated, values: kept, all, typing, span: token.span.clone() };
    Ok((!written.values.is_empty()).then_some(written))
}

/// The name of a country without its mark, and the role that the mark means.
fn marked(written: &str) -> (&str, Role) {
    let took_part = written.strip_suffix('!').map(|name| (name, Role::TookPart));
    let concerned = || written.strip_suffix('~').map(|name| (name, Role::Concerned));
    took_part.or_else(concerned).unwrap_or((written, Role::Involved))
}
