//! The bytes of the cells of a frame.
//!
//! Written here and not by crossterm, because a terminal has to read every byte: a style is one sequence, only what changes
//! is in it, and the cells of a link are joined. The sixteen colours are written in their own form (`31`), since a terminal
//! with sixteen colours reads the form for 256 (`38;5;1`) as *blink*.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::hyperlink;

/// The modifiers with the numbers that switch them on.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Colours and modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    foreground: Color,
    background: Color,
    modifiers: Modifier,
}

/// The style of a terminal that has been reset.
const PLAIN: Style = Style { foreground: Color::Reset, background: Color::Reset, modifiers: Modifier::empty() };

/// Writes cells with their positions, each row from left to right. The terminal's style is plain before and afterwards.
pub(super) fn write<'a>(cells: impl IntoIterator<Item = (u16, u16, &'a Cell)>, out: &mut Vec<u8>) {
    let (mut style, mut link) = (PLAIN, "");
    // Where the cursor is, as far as that is certain.
    let mut cursor = None;
    for (x, y, cell) in cells {
        let (cell_link, words) = hyperlink::parts(cell.symbol());
        let moves = cursor != Some((x, y));
        if !link.is_empty() && (moves || cell_link != link) {
            out.extend_from_slice(hyperlink::CLOSE.as_bytes());
            link = "";
        }
        if moves {
            // Nothing can go wrong: the bytes are kept in memory.
            let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
        }
        let wanted = Style { foreground: cell.fg, background: cell.bg, modifiers: cell.modifier };
        change_style(style, wanted, out);
        style = wanted;
        if cell_link != link {
            out.extend_from_slice(cell_link.as_bytes());
            link = cell_link;
        }
        out.extend_from_slice(words.as_bytes());
        // Terminals disagree about the width of some cells, and so about where the cursor is after them.
        cursor = (!is_disputed(words)).then_some((x + 1, y));
    }
    if !link.is_empty() {
        out.extend_from_slice(hyperlink::CLOSE.as_bytes());
    }
    change_style(style, PLAIN, out);
}

/// Whether terminals may disagree about the width of a cell: a sequence of characters, such as an emoji with a selector, a
/// conjunct or a flag.
fn is_disputed(words: &str) -> bool {
    words.chars().nth(1).is_some()
}

/// Writes the sequence from one style to another; none if they are the same.
fn change_style(from: Style, to: Style, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    out.extend_from_slice(b"\x1b[");
    // What is on can only be switched off together.
    let from = if from.modifiers.difference(to.modifiers).is_empty() {
        from
    } else {
        out.extend_from_slice(b"0;");
        PLAIN
    };
    for (modifier, number) in MODIFIERS {
        if to.modifiers.difference(from.modifiers).contains(modifier) {
            let _ = write!(out, "{number};");
        }
    }
    for (from, to, base) in [(from.foreground, to.foreground, 30), (from.background, to.background, 40)] {
        if from != to {
            write_colour(to, base, out);
        }
    }
    // The last semicolon becomes the end.
    if let Some(last) = out.last_mut() {
        *last = b'm';
    }
}

/// Writes the numbers of a colour and a semicolon. `base` is 30 for the foreground, 40 for the background.
fn write_colour(colour: Color, base: u8, out: &mut Vec<u8>) {
    let number = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(dark @ 0..8) => base + dark,
        Color::Indexed(light @ 8..16) => base + 52 + light,
        Color::Indexed(index) => {
            let _ = write!(out, "{};5;{index};", base + 8);
            return;
        },
        Color::Rgb(red, green, blue) => {
            let _ = write!(out, "{};2;{red};{green};{blue};", base + 8);
            return;
        },
    };
    let _ = write!(out, "{number};");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        backend::{Backend, CrosstermBackend},
        buffer::Buffer,
        layout::Rect,
        style::Style,
    };

    use super::*;

    fn buffer(width: u16, height: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, width, height))
    }

    fn frame(from: &Buffer, to: &Buffer) -> String {
        let mut out = Vec::new();
        write(from.diff(to), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_style_is_one_sequence_of_what_changes() {
        let mut page = buffer(6, 1);
        page.set_string(0, 0, "ab", Style::new().fg(Color::Red).add_modifier(Modifier::BOLD));
        page.set_string(2, 0, "c", Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD));
        page.set_string(3, 0, "d", Style::new().bg(Color::Indexed(200)));
        page.set_string(4, 0, "e", Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(9)));
        assert_eq!(
            frame(&buffer(6, 1), &page),
            "\x1b[1;1H\x1b[1;31mab\x1b[91mc\x1b[0;48;5;200md\x1b[38;2;1;2;3;101me\x1b[39;49m"
        );
    }

    #[test]
    fn the_cells_of_a_link_are_joined_and_two_links_are_not() {
        let mut page = buffer(6, 1);
        page.set_string(0, 0, "12345", Style::new());
        for (x, width, url) in [(0, 2, "http://a"), (2, 1, "http://b"), (4, 1, "http://b")] {
            hyperlink::link(&mut page, Rect::new(x, 0, width, 1), url);
        }
        let open = |x: u16| hyperlink::parts(page[(x, 0)].symbol()).0;
        let (a, b, close) = (open(0), open(2), hyperlink::CLOSE);
        assert!(a.contains("http://a") && b.contains("http://b"));
        assert_eq!(frame(&buffer(6, 1), &page), format!("\x1b[1;1H{a}12{close}{b}3{close}4{b}5{close}"));
    }

    #[test]
    fn the_cursor_is_placed_again_after_a_cell_of_disputed_width() {
        let mut page = buffer(8, 1);
        page.set_string(0, 0, "a\u{1f1f7}\u{1f1fa}b", Style::new());
        assert_eq!(frame(&buffer(8, 1), &page), "\x1b[1;1Ha\u{1f1f7}\u{1f1fa}\x1b[1;4Hb");
    }

    fn styles() -> impl Strategy<Value = Style> {
        let colours = [Color::Reset, Color::Red, Color::DarkGray, Color::White, Color::Indexed(3), Color::Indexed(123)];
        let colour = || prop::sample::select(colours.to_vec());
        (colour(), colour(), 0..512_u16).prop_map(|(fg, bg, bits)| {
            // vt100 knows no blinking, hidden or crossed out, and bold or dim but not both.
            let known = Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
            Style::new().fg(fg).bg(bg).add_modifier(Modifier::from_bits_truncate(bits) & known)
        })
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_crossterm_would_have_written(
            texts in prop::collection::vec((0..30_u16, 0..4_u16, "[a-c東 ─]{1,6}", styles()), 1..20),
        ) {
            let mut page = buffer(36, 4);
            for (x, y, text, style) in texts {
                page.set_string(x, y, text, style);
            }
            let (mut ours, mut theirs) = (vt100::Parser::default(), vt100::Parser::default());
            let mut cells = Vec::new();
            CrosstermBackend::new(&mut cells).draw(buffer(36, 4).diff(&page).into_iter()).unwrap();
            theirs.process(&cells);
            ours.process(frame(&buffer(36, 4), &page).as_bytes());
            prop_assert_eq!(ours.screen().contents_formatted(), theirs.screen().contents_formatted());
        }
    }
}
