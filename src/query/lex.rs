//! The lexer: a text to terms and their parts with positions, before anything is looked up.

use std::ops::Range;

/// A term as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In bytes, as are the other spans.
    pub span: Range<usize>,
    pub negated: bool,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A bare word or a phrase.
    Word(Value),
    /// A field with at least one value, and what separates the values.
    Field { name: Value, values: Vec<Value>, separators: Vec<Separator> },
}

/// A name or a value. The text is without the quotation marks, the span includes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub text: String,
    pub span: Range<usize>,
    /// Whether the closing quotation mark is missing.
    pub unfinished: bool,
}

/// What joins two values: `,` or `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Any,
    All,
}

/// The terms of a text. This never fails; errors are found when the parts are looked up.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_while(char::is_whitespace);
        if lexer.rest().is_empty() {
            return tokens;
        }
        tokens.push(lexer.token());
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Skips characters while they are `wanted`, and returns them.
    fn skip_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !wanted(character)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn token(&mut self) -> Token {
        let start = self.at;
        let negated = self.peek() == Some('-');
        if negated {
            self.at += 1;
        }
        let body = match self.field_name() {
            Some(name) if name.text.eq_ignore_ascii_case("text") => Body::Word(self.word()),
            Some(name) => {
                let (values, separators) = self.values();
                Body::Field { name, values, separators }
            },
            None => Body::Word(self.word()),
        };
        Token { span: start..self.at, negated, body }
    }

    /// The name of a field: letters up to a colon, which is skipped.
    fn field_name(&mut self) -> Option<Value> {
        let rest = self.rest();
        let length = rest.find(|character: char| !character.is_alphabetic())?;
        if length == 0 || !rest[length..].starts_with(':') {
            return None;
        }
        let span = self.at..self.at + length;
        self.at += length + 1;
        Some(Value { text: rest[..length].to_owned(), span, unfinished: false })
    }

    fn values(&mut self) -> (Vec<Value>, Vec<Separator>) {
        let mut values = vec![self.value(|character| matches!(character, ',' | '+'))];
        let mut separators = Vec::new();
        while let Some(separator) = match self.peek() {
            Some(',') => Some(Separator::Any),
            Some('+') => Some(Separator::All),
            _ => None,
        } {
            self.at += 1;
            separators.push(separator);
            values.push(self.value(|character| matches!(character, ',' | '+')));
        }
        (values, separators)
    }

    fn word(&mut self) -> Value {
        self.value(|_| false)
    }

    /// A phrase, or everything up to a blank, a quotation mark or one of the `ends`.
    fn value(&mut self, ends: impl Fn(char) -> bool) -> Value {
        match self.peek() {
            Some(opening) if is_quote(opening) => self.phrase(opening),
            _ => {
                let start = self.at;
                let text = self.skip_while(|c| !c.is_whitespace() && !is_quote(c) && !ends(c));
                Value { text: text.to_owned(), span: start..self.at, unfinished: false }
            },
        }
    }

    fn phrase(&mut self, opening: char) -> Value {
        let start = self.at;
        self.at += opening.len_utf8();
        let text = self.skip_while(|character| !closes(opening, character));
        let closing = self.peek();
        self.at += closing.map_or(0, char::len_utf8);
        Value { text: text.to_owned(), span: start..self.at, unfinished: closing.is_none() }
    }
}

/// Quotation marks that open a phrase: the plain one, and the typographic ones of pasted text.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
}

fn closes(opening: char, character: char) -> bool {
    if opening == '"' { character == '"' } else { is_quote(character) && character != '"' }
}
