//! The painter: cells, theme and hit map together, with what every view needs to draw.
//!
//! Nothing is ever drawn outside the buffer, however small the screen is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};
use summits_chronology::text;

use super::hit_map::HitMap;
use crate::config::Role;
use crate::keymap::{Action, Pane};
use crate::tui::hyperlink;
use crate::tui::theme::Theme;

/// With more countries than this, the chips have no names and the rows show codes.
pub const FEW_COUNTRIES: usize = crate::page::MOST_LETTERS;

/// What views draw with.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    pub theme: &'a Theme,
    pub hit_map: HitMap,
}

/// How a pane is framed.
#[derive(Debug, Default)]
pub struct Frame<'a> {
    pub bordered: bool,
    pub focused: bool,
    /// In the upper border, on the left.
    pub title: Line<'a>,
    /// In the lower border, on the right.
    pub position: Line<'a>,
    /// The first line shown, the number of lines shown, the number of all lines.
    pub scroll: Option<(usize, usize, usize)>,
}

impl<'a> Painter<'a> {
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme, hit_map: HitMap::new() }
    }

    pub fn into_hit_map(self) -> HitMap {
        self.hit_map
    }

    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Sets the style of ordinary text.
    pub fn ground(&mut self, area: Rect) {
        let text = self.theme.text();
        self.patch(area, text);
    }

    /// Writes a line at the left of the first row of `area`, cut at its right edge. Answers how many columns it took.
    pub fn line(&mut self, area: Rect, line: &Line<'_>) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let (end, _) = self.buffer.set_line(area.x, area.y, line, area.width);
        end.saturating_sub(area.x)
    }

    /// Writes a line at the right of the first row of `area`, if it fits. Answers how many columns it took.
    pub fn line_right(&mut self, area: Rect, line: &Line<'_>) -> u16 {
        let width = columns(line_width(line));
        if width > area.width {
            return 0;
        }
        self.line(Rect { x: area.right() - width, width, ..area }, line)
    }

    /// Writes a line over what is there, without keeping its styles.
    fn over(&mut self, area: Rect, line: &Line<'_>) {
        let area = area.intersection(self.buffer.area);
        Clear.render(area, self.buffer);
        self.ground(area);
        self.line(area, line);
    }

    /// Adds a style to what is in `area`.
    pub fn patch(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Clears `area`, for something that covers what was drawn there.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        Clear.render(area, self.buffer);
        self.ground(area);
        self.hit_map.cover(area);
    }

    /// Draws the frame of a pane. Answers the area inside.
    pub fn frame(&mut self, area: Rect, frame: Frame<'_>) -> Rect {
        let area = area.intersection(self.buffer.area);
        if !frame.bordered || area.width < 2 || area.height < 2 {
            return area;
        }
        let style = self.style(if frame.focused { Role::BorderFocused } else { Role::Border });
        let block = Block::bordered().border_set(border::ROUNDED).border_style(style);
        let inner = block.inner(area);
        block.render(area, self.buffer);
        // A corner and one more column of the border stay visible on either side.
        let top = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
        if top.width > 2 && line_width(&frame.title) > 0 {
            let title = inset(frame.title, usize::from(top.width));
            self.over(Rect { width: columns(line_width(&title)), ..top }, &title);
        }
        let bottom = Rect { y: area.bottom() - 1, ..top };
        if line_width(&frame.position) > 0 && line_width(&frame.position) + 2 <= usize::from(bottom.width) {
            let position = inset(frame.position, usize::from(bottom.width));
            let width = columns(line_width(&position));
            self.over(Rect { x: bottom.right() - width, width, ..bottom }, &position);
        }
        if let Some((first, shown, all)) = frame.scroll {
            self.scrollbar(Rect { x: area.right() - 1, width: 1, ..inner }, first, shown, all);
        }
        inner
    }

    /// A thumb in the right border, if not all lines are shown.
    fn scrollbar(&mut self, track: Rect, first: usize, shown: usize, all: usize) {
        let height = usize::from(track.height);
        if height < 3 || all <= shown || all == 0 {
            return;
        }
        let length = (height * shown / all).clamp(1, height - 1);
        let free = height - length;
        let start = if first + shown >= all { free } else { (free * first / (all - shown)).min(free - 1) };
        let style = self.style(Role::Scrollbar);
        for row in start..start + length {
            let y = track.y + columns(row);
            self.over(Rect { y, height: 1, ..track }, &Line::styled("┃", style));
        }
    }

    /// Makes what is in `area` a link of the terminal, if links are switched on.
    pub fn hyperlink(&mut self, area: Rect, address: &str) {
        if self.theme.links() {
            hyperlink::link(self.buffer, area, address);
        }
    }

    /// Records what a click does.
    pub fn click(&mut self, area: Rect, action: Action) {
        self.hit_map.click(area.intersection(self.buffer.area), action);
    }

    /// Records a pane.
    pub fn pane(&mut self, area: Rect, pane: Pane) {
        self.hit_map.pane(area.intersection(self.buffer.area), pane);
    }

    /// Puts the cursor of the terminal here, if it is on the screen; the last call wins. It is where the keys go, on the
    /// selected row or in the line that is edited, and it is visible, because screen readers, braille displays and
    /// magnifiers follow it, many of them only while it is visible.
    pub fn cursor(&mut self, x: u16, y: u16) {
        if self.buffer.area.contains(Position::new(x, y)) {
            self.hit_map.set_cursor(Position::new(x, y));
        }
    }
}

/// A line with a blank on either side, cut to this many columns.
fn inset(line: Line<'_>, columns: usize) -> Line<'_> {
    let mut inset = cut(line, columns.saturating_sub(2));
    inset.spans.insert(0, Span::raw(" "));
    inset.spans.push(Span::raw(" "));
    inset
}

/// How many columns a line takes when it is drawn. The line's own method counts ligatures, which are not drawn.
pub fn line_width(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| text::width(&span.content)).sum()
}

/// A line cut to this many columns, with `…` at the cut.
pub fn cut(line: Line<'_>, columns: usize) -> Line<'_> {
    if line_width(&line) <= columns {
        return line;
    }
    let mut room = columns;
    let mut spans = Vec::with_capacity(line.spans.len());
    for span in line.spans {
        let width = text::width(&span.content);
        // The `…` needs a column, so the last whole span must leave one.
        if width < room {
            room -= width;
            spans.push(span);
            continue;
        }
        let words = text::truncate(&format!("{}…", span.content), room).into_owned();
        spans.push(Span::styled(words, span.style));
        break;
    }
    Line { spans, ..line_style(line.style) }
}

fn line_style<'a>(style: Style) -> Line<'a> {
    Line { style, ..Line::default() }
}

/// A number of rows or columns in the type of the screen.
pub fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The row of `area` with this number, from 0.
pub fn row(area: Rect, number: usize) -> Option<Rect> {
    let y = area.y.checked_add(u16::try_from(number).ok()?)?;
    (y < area.bottom()).then_some(Rect { y, height: 1, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_drawn_as_wide_as_it_is_measured() {
        let texts = [
            "Koizumi",
            "小泉純一郎",
            "ﾄｳｷｮｳﾃﾞ",
            "لا إله",
            "क्षत्रिय",
            "❤\u{fe0f} 1\u{fe0f}\u{20e3}",
            "🇯🇵🇷🇺",
            "👍🏽",
            "e\u{301}\u{302}",
            "\u{1111}\u{1167}\u{11bc}",
        ];
        for written in texts {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            let (end, _) = buffer.set_line(0, 0, &Line::raw(written), 40);
            assert_eq!(usize::from(end), text::width(written), "{written:?}");
        }
    }
}
