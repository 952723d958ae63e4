//! Corrects the bytes of a frame before they are sent to the terminal.
//!
//! - Links: where a link is closed and opened again at once, both sequences are removed.
//! - Colours: crossterm writes the sixteen colours in the form for 256 (`38;5;1`). A terminal with sixteen colours reads the
//!   `5` as *blink*. Their own form (`31`) works on both.

use memchr::memmem;

/// The beginning of every link of ours.
const OPEN: &[u8] = b"\x1b]8;id=";

/// Copies a frame to `out`, corrected.
pub(super) fn tidy(frame: &[u8], out: &mut Vec<u8>) {
    let mut link: &[u8] = b"";
    let mut rest = frame;
    while let Some(at) = memchr::memchr(0x1b, rest) {
        out.extend_from_slice(&rest[..at]);
        let (sequence, after) = rest[at..].split_at(length(&rest[at..]));
        rest = after;
        if sequence.starts_with(OPEN) {
            link = sequence;
        } else if sequence.starts_with(b"\x1b]8;") && !link.is_empty() && after.starts_with(link) {
            rest = &after[link.len()..];
            continue;
        }
        match sequence.strip_prefix(b"\x1b[").and_then(|style| style.strip_suffix(b"m")) {
            Some(style) => colours(style, out),
            None => out.extend_from_slice(sequence),
        }
    }
    out.extend_from_slice(rest);
}

/// The length of the escape sequence at the beginning.
fn length(bytes: &[u8]) -> usize {
    let end = match bytes {
        [_, b'[', parameters @ ..] => {
            parameters.iter().position(|byte| (0x40..=0x7e).contains(byte)).map(|end| end + 3)
        },
        [_, b']', ..] => memmem::find(bytes, b"\x1b\\").map(|end| end + 2),
        _ => Some(2),
    };
    end.unwrap_or(bytes.len()).min(bytes.len())
}

/// Writes a style sequence with the sixteen colours in their own form.
fn colours(style: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    let mut numbers = style.split(|byte| *byte == b';').peekable();
    while let Some(number) = numbers.next() {
        let ground = match number {
            b"38" => Some(30),
            b"48" => Some(40),
            _ => None,
        };
        match ground {
            Some(ground) if numbers.next_if_eq(&&b"5"[..]).is_some() => {
                let colour = numbers.next().unwrap_or_default();
                match parse(colour) {
                    Some(dark @ 0..8) => write(out, ground + dark),
                    Some(light @ 8..16) => write(out, ground + 60 + light - 8),
                    _ => out.extend([number, b";5;", colour].concat()),
                }
            },
            _ => out.extend_from_slice(number),
        }
        if numbers.peek().is_some() {
            out.push(b';');
        }
    }
    out.push(b'm');
}

fn parse(number: &[u8]) -> Option<u8> {
    std::str::from_utf8(number).ok()?.parse().ok()
}

fn write(out: &mut Vec<u8>, number: u8) {
    out.extend_from_slice(number.to_string().as_bytes());
}

#[cfg(test)]
mod tests {
    use ratatui::{
        backend::{Backend, CrosstermBackend},
        buffer::Buffer,
        layout::Rect,
        style::{Color, Modifier, Style},
    };

    use super::*;

    fn tidied(bytes: &str) -> String {
        let mut out = Vec::new();
        tidy(bytes.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_sixteen_colours_are_written_as_such_and_others_as_they_are() {
        assert_eq!(tidied("\x1b[38;5;1mred"), "\x1b[31mred");
        assert_eq!(tidied("\x1b[38;5;15;48;5;8m"), "\x1b[97;100m");
        assert_eq!(tidied("\x1b[38;5;7;49m\x1b[1m"), "\x1b[37;49m\x1b[1m");
        assert_eq!(tidied("\x1b[38;5;16;48;5;231m"), "\x1b[38;5;16;48;5;231m");
        assert_eq!(tidied("\x1b[38;2;5;5;1m"), "\x1b[38;2;5;5;1m");
    }

    #[test]
    fn a_terminal_sees_the_colours_that_were_meant() {
        let colours = [
            Color::Black,
            Color::Red,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::White,
            Color::Indexed(200),
            Color::Rgb(5, 5, 5),
            Color::Reset,
        ];
        let mut page = Buffer::empty(Rect::new(0, 0, 9, 1));
        for (column, colour) in (0..).zip(colours) {
            page.set_string(column, 0, "x", Style::new().fg(colour).bg(colour).add_modifier(Modifier::BOLD));
        }
        let (mut cells, mut out) = (Vec::new(), Vec::new());
        CrosstermBackend::new(&mut cells).draw(Buffer::empty(page.area).diff(&page).into_iter()).unwrap();
        tidy(&cells, &mut out);
        let (mut plain, mut tidied) = (vt100::Parser::default(), vt100::Parser::default());
        plain.process(&cells);
        tidied.process(&out);
        assert_eq!(plain.screen().contents_formatted(), tidied.screen().contents_formatted());
        assert_eq!(tidied.screen().cell(0, 4).unwrap().fgcolor(), vt100::Color::Idx(9));
        assert!(!String::from_utf8(out).unwrap().contains("8;5;9"));
    }

    #[test]
    fn links_to_one_address_are_joined_and_others_are_not() {
        let (open, other, close) = ("\x1b]8;id=1;http://a\x1b\\", "\x1b]8;id=2;http://b\x1b\\", "\x1b]8;;\x1b\\");
        assert_eq!(tidied(&format!("{open}a{close}{open}b{close} c")), format!("{open}ab{close} c"));
        assert_eq!(
            tidied(&format!("{open}a{close}{other}b{close}{open}c{close}")),
            format!("{open}a{close}{other}b{close}{open}c{close}")
        );
        assert_eq!(tidied(&format!("{open}a{close}x{open}b{close}")), format!("{open}a{close}x{open}b{close}"));
    }

    #[test]
    fn an_incomplete_sequence_is_kept() {
        for odd in ["\x1b", "\x1b[", "\x1b[3", "\x1b]8;", "\x1b[m", "\x1b[38m", "\x1b[38;5m", "\x1b[38;5;m", "a\x1b"] {
            assert_eq!(tidied(odd), if odd == "\x1b[38;5m" { "\x1b[38;5;m" } else { odd });
        }
    }
}
