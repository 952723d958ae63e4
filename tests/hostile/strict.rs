//! A strict parser of the program's output: it accepts the escape sequences that the program may write, and no other.
//!
//! It follows ECMA-48 and the list below, and shares no code with the cleaning of texts in the program. Anything it
//! does not know makes a test fail.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part of it, and may fail anywhere")]

/// The private modes that the program switches on and off: cursor, mouse, alternate screen, paste, synchronised update.
const MODES: &[&str] = &["25", "1000", "1002", "1003", "1006", "1015", "1049", "2004", "2026"];

/// What a terminal was sent.
#[derive(Debug, Default)]
pub struct Written {
    /// The text between the sequences.
    pub text: String,
    /// What was copied to the clipboard, decoded.
    pub copied: Vec<String>,
    /// The addresses of links.
    pub links: Vec<String>,
}

/// Parses what was written to a terminal. The error names the first character or sequence that is not ours, and its
/// context.
pub fn on_terminal(output: &[u8]) -> Result<Written, String> {
    let output = std::str::from_utf8(output).map_err(|error| format!("not UTF-8: {error}"))?;
    let mut written = Written::default();
    let mut rest = output;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '\u{1b}' => sequence(rest, &mut written),
            // Reports and messages are lines; the terminal driver adds a carriage return before each line feed.
            '\r' | '\n' => Some(1),
            _ if is_visible(character) => {
                written.text.push(character);
                Some(character.len_utf8())
            },
            _ => None,
        };
        let Some(length) = length else {
            let at = output.len() - rest.len();
            let before: String = output[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = rest.chars().take(80).collect();
            return Err(format!("{character:?} is not ours: {before:?} then {after:?}"));
        };
        rest = &rest[length..];
    }
    Ok(written)
}

/// Checks what was written to a pipe or a file: lines, and tabs for the formats that use them.
pub fn in_pipe(output: &[u8]) -> Result<(), String> {
    let output = std::str::from_utf8(output).map_err(|error| format!("not UTF-8: {error}"))?;
    let foreign = output
        .replace("\r\n", "\n")
        .char_indices()
        .find(|(_, character)| !matches!(character, '\n' | '\t') && !is_visible(*character));
    match foreign {
        None => Ok(()),
        Some((at, character)) => {
            let around: String = output[..at.min(output.len())].chars().rev().take(60).collect();
            Err(format!("{character:?} was written after {:?}", around.chars().rev().collect::<String>()))
        },
    }
}

/// The length of the sequence at the beginning of the text, if it is one of ours.
fn sequence(text: &str, written: &mut Written) -> Option<usize> {
    if let Some(body) = text.strip_prefix("\u{1b}[") {
        let end = body.find(|c: char| !c.is_ascii_digit() && !matches!(c, ';' | '?'))?;
        let (parameters, last) = (&body[..end], body[end..].chars().next()?);
        let numbers = |text: &str| text.split(';').all(|number| number.chars().all(|c| c.is_ascii_digit()));
        let ours = match last {
            'H' => parameters.split(';').count() == 2 && numbers(parameters),
            'm' => numbers(parameters),
            'J' => parameters == "2",
            'h' | 'l' => parameters.strip_prefix('?').is_some_and(|mode| MODES.contains(&mode)),
            _ => false,
        };
        return ours.then_some(2 + end + 1);
    }
    let body = text.strip_prefix("\u{1b}]")?;
    let end = body.find("\u{1b}\\")?;
    let whole = Some(2 + end + 2);
    let body = &body[..end];
    if let Some(payload) = body.strip_prefix("52;c;") {
        written.copied.push(String::from_utf8(base64(payload)?).ok()?);
        return whole;
    }
    let link = body.strip_prefix("8;")?;
    if link == ";" {
        return whole;
    }
    let (id, address) = link.strip_prefix("id=")?.split_once(';')?;
    let web = address.starts_with("http://") || address.starts_with("https://");
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    if !(web && plain && id.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return None;
    }
    written.links.push(address.to_owned());
    whole
}

/// Whether a character is neither a control character nor invisible and does not change the direction of text. Joiners
/// count as visible: they change how their neighbours look, and the loader allows them in the scripts that need them.
pub fn is_visible(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fdd0}'..='\u{fdef}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e00ff}'
                | '\u{e01f0}'..='\u{e0fff}'
        )
        && u32::from(character) & 0xfffe != 0xfffe
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    Some(bytes)
}
