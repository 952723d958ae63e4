//! The last line: a notice or, without one, hints at the most useful keys.
//!
//! A notice that is longer than the line is wrapped upwards: its end may say what matters, why something cannot be written
//! and what happens with it.
//!
//! The hints show the keys in force. A hint is shown whole or not at all; the key of the help is always the last.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use summits_chronology::text;

use super::painter::{FEW_COUNTRIES, Painter, columns, row};
use crate::config::Role;
use crate::keymap::{Action, Context};
use crate::tui::app::{App, Panel, PromptKind};
use crate::tui::message::Notice;

/// The blanks between two hints.
const GAP: &str = "   ";

/// The hints of a context: actions, and what they do in a word or two. On narrow screens the first are kept longest.
fn hints(context: Context) -> &'static [(&'static [Action], &'static str)] {
    use Action::*;
    match context {
        Context::List | Context::Global => &[
            (&[Read], "read"),
            (&[EditQuery], "query"),
            (&[Compare], "compare"),
            (&[MoveDown, MoveUp], "move"),
            (&[OpenFacets], "facets"),
            (&[SwitchPane], "pane"),
            (&[GoToDate], "date"),
            (&[CopyCitation], "cite"),
            (&[OpenDocument], "open"),
            (&[PreviousGap, NextGap], "gap"),
            (&[PreviousYear, NextYear], "year"),
            (&[PreviousOfPair, NextOfPair], "same countries"),
            (&[FollowLink], "links"),
            (&[JumpBack], "back"),
        ],
        Context::Detail => &[
            (&[Leave], "back"),
            (&[MoveDown, MoveUp], "scroll"),
            (&[PreviousLink, NextLink], "link"),
            (&[ShowEvents], "list its events"),
            (&[PreviousDocument, NextDocument], "document"),
            (&[Compare], "compare"),
            (&[FollowLink], "all links"),
            (&[CopyCitation], "cite"),
            (&[OpenDocument], "open"),
            (&[NextMatch, PreviousMatch], "match"),
            (&[PreviousOfPair, NextOfPair], "same countries"),
            (&[Read], "full screen"),
        ],
        Context::Compare => &[
            (&[Leave], "back"),
            (&[PreviousColumn, NextColumn], "column"),
            (&[MoveDown, MoveUp], "scroll"),
            (&[NextDocument], "next document"),
            (&[CopyCitation], "cite"),
            (&[OpenDocument], "open"),
            (&[NextMatch, PreviousMatch], "match"),
            (&[PreviousOfPair, NextOfPair], "same countries"),
        ],
        Context::Facets => &[
            (&[Include], "include"),
            (&[Exclude], "exclude"),
            (&[NextField], "field"),
            (&[FilterFacet], "search"),
            (&[Accept], "done"),
            (&[MoveDown, MoveUp], "move"),
        ],
        Context::Prompt => &[
            (&[Accept], "apply"),
            (&[Cancel], "cancel"),
            (&[Complete], "complete"),
            (&[HistoryOlder, HistoryNewer], "earlier lines"),
        ],
        Context::Choice => &[(&[Accept], "choose"), (&[Cancel], "close"), (&[MoveDown, MoveUp], "move")],
    }
}

/// The hints while the report of errors is open.
const DIAGNOSTICS_HINTS: &[(&[Action], &str)] = &[
    (&[Action::Leave], "last good version"),
    (&[Action::EditEvent], "edit the file"),
    (&[Action::MoveDown, Action::MoveUp], "scroll"),
];

/// The most lines of a notice.
const NOTICE_LINES: usize = 5;

/// Draws the notice or the hints. On a screen without a line for it, a notice covers the last line.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    match app.notice() {
        Some(notice) => draw_notice(painter, last_line(app), notice),
        None => hint_line(app, painter, area, app.context()),
    }
}

/// Draws a notice whose last line is `last`.
fn draw_notice(painter: &mut Painter<'_>, last: Rect, notice: &Notice) {
    let (words, role) = match notice {
        Notice::Done(words) => (words, Role::Notice),
        Notice::Failed(words) => (words, Role::Warning),
    };
    // At most half of a low screen.
    let most = NOTICE_LINES.min(usize::from(last.y) / 2).max(1);
    let style = painter.style(role);
    let lines = lines(words, usize::from(margin(last).width), most);
    let area = Rect { y: last.y.saturating_sub(columns(lines.len() - 1)), height: columns(lines.len()), ..last };
    painter.clear(area);
    for (number, words) in lines.into_iter().enumerate() {
        let Some(spot) = row(area, number) else { break };
        painter.line(margin(spot), &Line::styled(words, style));
    }
}

/// A notice in at least one line and `most` lines; the last one is cut.
fn lines(words: &str, width: usize, most: usize) -> Vec<String> {
    let wrapped = text::wrap(words, width);
    let last = wrapped.len().min(most).saturating_sub(1);
    let mut lines: Vec<String> = wrapped[..last].iter().map(|line| words[line.clone()].to_owned()).collect();
    let rest = wrapped.get(last).map_or("", |line| &words[line.start..]);
    lines.push(text::truncate(rest, width).into_owned());
    lines
}

/// Draws the hints of a context.
fn hint_line(app: &App, painter: &mut Painter<'_>, area: Rect, context: Context) {
    let area = margin(area);
    let mut x = area.x;
    for hint in fitting(app, context, usize::from(area.width)) {
        let line = Line::from(hint.spans(painter).to_vec());
        let spot = Rect { x, width: area.right().saturating_sub(x), ..area };
        let taken = painter.line(spot, &line);
        if let Some(action) = hint.action {
            painter.click(Rect { width: taken, ..spot }, action);
        }
        x = x.saturating_add(taken).saturating_add(columns(GAP.len()));
    }
}

/// The hints of a context as one line of this many columns.
pub fn hint_words<'a>(app: &App, painter: &Painter<'_>, context: Context, width: usize) -> Line<'a> {
    let mut line = Line::default();
    for hint in fitting(app, context, width) {
        if !line.spans.is_empty() {
            line.push_span(Span::raw(GAP));
        }
        line.extend(hint.spans(painter));
    }
    line
}

/// The hints that fit into this many columns.
fn fitting(app: &App, context: Context, width: usize) -> Vec<Hint> {
    let has_errors = matches!(app.panel(), Some(Panel::Diagnostics(_)));
    let help =
        hint(app, context, &[Action::Help], if width > 40 { "all keys" } else { "keys" }).filter(|_| !has_errors);
    let mut room = width.saturating_sub(help.as_ref().map_or(0, |hint| hint.width() + GAP.len()));
    let mut shown: Vec<Hint> = Vec::new();
    let mut candidates: Vec<Hint> = if has_errors { DIAGNOSTICS_HINTS } else { hints(context) }
        .iter()
        .filter_map(|(actions, words)| hint(app, context, actions, words))
        .collect();
    if context == Context::Detail && app.link().is_some() {
        let follow = hint(app, context, &[Action::Read], "follow");
        candidates.retain(|hint| hint.action != Some(Action::Read));
        candidates.splice(0..0, follow);
    }
    if context == Context::List {
        // The keys of the countries come after the first two.
        countries(app).into_iter().for_each(|hint| candidates.insert(candidates.len().min(2), hint));
    }
    for hint in candidates {
        let width = hint.width() + if shown.is_empty() { 0 } else { GAP.len() };
        if width <= room {
            room -= width;
            shown.push(hint);
        }
    }
    shown.extend(help.filter(|help| help.width() <= width));
    shown
}

/// Keys, and what they do.
struct Hint {
    keys: String,
    words: &'static str,
    /// What a click does; `None` where the keys do different things.
    action: Option<Action>,
}

impl Hint {
    fn width(&self) -> usize {
        text::width(&self.keys) + 1 + text::width(self.words)
    }

    fn spans<'a>(&self, painter: &Painter<'_>) -> [Span<'a>; 2] {
        [
            Span::styled(self.keys.clone(), painter.style(Role::HintKey)),
            Span::styled(format!(" {}", self.words), painter.style(Role::Hint)),
        ]
    }
}

/// The hint of some actions; `None` where one has no key or cannot work now.
fn hint(app: &App, context: Context, actions: &[Action], words: &'static str) -> Option<Hint> {
    if matches!(context, Context::Prompt | Context::Choice) && actions == [Action::Help] {
        return None;
    }
    // The full screen is left by the same key, so it needs no hint, unless the key follows a link.
    if app.is_reading() && actions == [Action::Read] && app.link().is_none() {
        return None;
    }
    // Whether the page contains a match or a link is not worth laying it out for a hint.
    if actions.contains(&Action::NextMatch) && app.marks().is_empty() {
        return None;
    }
    // Only a query has completions and a history.
    let of_queries = matches!(actions, [Action::Complete | Action::HistoryOlder, ..]);
    if of_queries && !matches!(app.panel(), Some(Panel::Prompt(prompt)) if prompt.kind == PromptKind::Query) {
        return None;
    }
    let mut keys = Vec::with_capacity(actions.len());
    for action in actions {
        use Action::{EditEvent, FollowLink, NextLink, NextMatch, PreviousLink, PreviousMatch};
        let checked = !matches!(action, NextMatch | PreviousMatch | NextLink | PreviousLink | FollowLink);
        let checked = checked && (app.panel().is_none() || *action == EditEvent);
        if checked && app.unavailable(action).is_some() {
            return None;
        }
        keys.push(app.keymap().chord(context, action)?.to_string());
    }
    let action = if let [only] = actions { Some(only.clone()) } else { None };
    Some(Hint { keys: keys.join(" "), words, action })
}

/// `J K R countries`.
fn countries(app: &App) -> Option<Hint> {
    let countries = &app.chronology().countries;
    if countries.len() > FEW_COUNTRIES {
        return None;
    }
    let keys: Option<Vec<String>> =
        countries.refs().map(|country| app.keymap().country_key(country).map(|chord| chord.to_string())).collect();
    Some(Hint { keys: keys?.join(" "), words: "countries", action: None })
}

/// A blank column on either side where the line is long enough.
fn margin(area: Rect) -> Rect {
    if area.width < 12 { area } else { Rect { x: area.x + 1, width: area.width - 2, ..area } }
}

/// The line of the prompt, a notice or hints: the foot, or the last line of a screen that has none.
pub fn last_line(app: &App) -> Rect {
    let screen = app.screen();
    if !screen.foot.is_empty() {
        return screen.foot;
    }
    Rect { y: screen.area.bottom().saturating_sub(1), height: 1.min(screen.area.height), ..screen.area }
}
