//! Links that the terminal itself can open (OSC 8).
//!
//! A link is stored in its cells: each contains the opening sequence, a character and the closing sequence, and the width of
//! the character. So a link can be wrapped, cut, scrolled and covered like any other text, and only cells that change are
//! written. Before a frame is sent, the cells of a link are joined, so that a link of forty characters does not contain its
//! address forty times.

use std::num::NonZeroU16;

use ratatui::{
    buffer::{Buffer, CellDiffOption, CellWidth},
    layout::Rect,
};

/// The sequence that closes a link.
pub(crate) const CLOSE: &str = "\x1b]8;;\x1b\\";

/// Makes the text in `area` a link to `url`. Does nothing if the address is not http or https.
pub fn link(buffer: &mut Buffer, area: Rect, url: &str) {
    let Some(open) = opening(url) else { return };
    let area = area.intersection(buffer.area);
    for y in area.rows().map(|row| row.y) {
        let mut x = area.x;
        while x < area.right() {
            let cell = &mut buffer[(x, y)];
            let width = cell.cell_width().max(1);
            // A wide character that is half outside the area is not part of the link.
            if x + width > area.right() {
                break;
            }
            let symbol = format!("{open}{}{CLOSE}", cell.symbol());
            cell.set_symbol(&symbol);
            if let Some(width) = NonZeroU16::new(width) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
            x += width;
        }
    }
}

/// The text of a cell, without the link around it.
pub(crate) fn words(symbol: &str) -> &str {
    parts(symbol).1
}

/// The sequence that opens the link of a cell, or nothing, and the text of the cell.
pub(crate) fn parts(symbol: &str) -> (&str, &str) {
    const END: &str = "\x1b\\";
    let linked = symbol.strip_suffix(CLOSE);
    linked.and_then(|opened| opened.split_at_checked(opened.find(END)? + END.len())).unwrap_or(("", symbol))
}

/// The sequence that opens a link; `None` if the address is not allowed.
fn opening(url: &str) -> Option<String> {
    let url = sanitise(url)?;
    // Terminals treat cells with the same id as one link, even over several lines.
    Some(format!("\x1b]8;id={:x};{url}\x1b\\", fnv(url.as_bytes())))
}

/// The address in the characters that OSC 8 allows: anything that is not printable ASCII is percent-encoded. `None` if it
/// is not http or https, or contains a control character or a blank.
#[must_use]
pub fn sanitise(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !web || rest.is_empty() || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let mut safe = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            safe.push(char::from(byte));
        } else {
            safe.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(safe)
}

/// The 64-bit FNV-1a hash: the same id for the same address, in every run.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    const URL: &str = "https://www.mofa.go.jp/région?a=1&b=2";

    fn opened() -> String {
        let open = opening(URL).unwrap();
        assert!(open.ends_with(";https://www.mofa.go.jp/r%C3%A9gion?a=1&b=2\x1b\\"), "{open:?}");
        open
    }

    fn page(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    }

    fn drawn(from: &Buffer, to: &Buffer) -> String {
        let mut frame = Vec::new();
        crate::tui::frame::write(from.diff(to), &mut frame);
        String::from_utf8(frame).unwrap()
    }

    #[test]
    fn a_link_is_opened_once_around_its_words() {
        let mut next = page("see MOFA, 2003");
        link(&mut next, Rect::new(4, 0, 4, 1), URL);
        let frame = drawn(&page(""), &next);
        assert!(frame.contains(&format!("{}MOFA{CLOSE},", opened())), "{frame:?}");
    }

    #[test]
    fn the_terminal_shows_the_words_only() {
        let mut next = page("see 外務省, 2003");
        link(&mut next, Rect::new(4, 0, 6, 1), URL);
        let mut terminal = vt100::Parser::default();
        terminal.process(drawn(&page(""), &next).as_bytes());
        assert_eq!(terminal.screen().contents().trim_end(), "see 外務省, 2003");
    }

    #[test]
    fn what_covers_a_part_of_a_link_is_drawn_over_it() {
        let mut before = page("see MOFA, 2003");
        link(&mut before, Rect::new(4, 0, 10, 1), URL);
        let mut after = before.clone();
        after.set_string(6, 0, "│x│", Style::new());
        let mut terminal = vt100::Parser::default();
        terminal.process(drawn(&page(""), &before).as_bytes());
        terminal.process(drawn(&before, &after).as_bytes());
        assert_eq!(terminal.screen().contents().trim_end(), "see MO│x│ 2003");
    }

    #[test]
    fn a_link_that_is_removed_leaves_no_link_behind() {
        let mut before = page("MOFA");
        link(&mut before, Rect::new(0, 0, 4, 1), URL);
        let frame = drawn(&before, &page("MOFA"));
        assert!(frame.contains("MOFA") && !frame.contains("\x1b]8;"), "{frame:?}");
    }

    #[test]
    fn a_cut_wide_character_is_no_part_of_the_link() {
        let mut next = page("外務");
        link(&mut next, Rect::new(0, 0, 3, 1), URL);
        let frame = drawn(&page(""), &next);
        assert!(frame.contains(&format!("{}外{CLOSE}", opened())), "{frame:?}");
        assert!(frame.ends_with(&format!("{CLOSE}\x1b[1;3H務")), "{frame:?}");
    }

    #[test]
    fn only_the_web_is_linked() {
        for url in [
            "file:///etc/passwd",
            "javascript://x",
            "http://",
            "mofa.go.jp",
            "https://a/\x1b]0;b",
            "https://a b",
            "",
            "://x",
        ] {
            let mut next = page("MOFA");
            link(&mut next, Rect::new(0, 0, 4, 1), url);
            assert_eq!(next, page("MOFA"), "{url}");
        }
    }
}
