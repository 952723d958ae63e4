//! Text as LaTeX takes it.

use std::fmt::Write as _;

/// A text with the signs that mean something to LaTeX written so that they do not. Other scripts stay as they are.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '#' | '$' | '&' | '_' => escaped.extend(['\\', sign]),
            // An empty line would begin a paragraph.
            '\n' | '\r' => escaped.push(' '),
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// An address for a field that is taken as it stands. Braces would end the field, and a backslash or a blank cannot stand
/// in an address: they are written by their number.
pub fn address(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for sign in address.chars() {
        match sign {
            '{' | '}' | '\\' | ' ' => {
                // Writing to a text cannot fail.
                let _ = write!(written, "%{:02X}", u32::from(sign));
            },
            sign => written.push(sign),
        }
    }
    written
}

/// An address within a text.
pub fn address_in_text(text: &str) -> String {
    format!("\\url{{{}}}", address(text).replace('%', "\\%").replace('#', "\\#"))
}
