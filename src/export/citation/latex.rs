//! Escaping for LaTeX.

use std::fmt::Write as _;

/// A text with the special characters of LaTeX escaped. Other scripts are unchanged.
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

/// An address for a verbatim field. Braces would end the field, and a backslash or a blank is not valid in an address, so
/// these are percent-encoded.
pub fn address(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for sign in address.chars() {
        match sign {
            '{' | '}' | '\\' | ' ' => {
                // Writing to a String cannot fail.
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
