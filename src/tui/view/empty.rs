//! What the list shows where no event matches.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use summits_chronology::text;

use super::painter::{Painter, row};
use crate::config::Role;
use crate::keymap::{Action, Context};
use crate::tui::app::App;

/// Shows the query, how many events match without each condition, and keys that help.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let (plain, bold, muted) = (painter.style(Role::Text), painter.style(Role::Title), painter.style(Role::Muted));
    let key_style = painter.style(Role::HintKey);
    let width = usize::from(area.width).saturating_sub(2);
    let mut lines: Vec<(Line<'_>, Option<Action>)> = vec![(Line::default(), None)];
    let mut say = |words: &str, style| {
        for stretch in text::wrap(words, width) {
            lines.push((Line::styled(words[stretch].to_owned(), style), None));
        }
    };
    if app.chronology().events().is_empty() {
        say("This chronology has no events.", bold);
    } else if app.is_searching() {
        say("Searching for", bold);
        say(&app.query().to_string(), painter.style(Role::Query));
    } else {
        say("No event matches", bold);
        say(&app.query().to_string(), painter.style(Role::Query));
        for (condition, count) in app.remedies() {
            let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
            say(&format!("without {condition}: {events}"), plain);
        }
        say(" ", plain);
        for (action, words) in [
            (Action::ClearQuery, "show every event"),
            (Action::EditQuery, "edit the query"),
            (Action::JumpBack, "back to the previous query"),
        ] {
            if app.unavailable(&action).is_some() {
                continue;
            }
            if let Some(chord) = app.keymap().chord(Context::List, &action) {
                let keys = Span::styled(format!("{:<8}", chord.to_string()), key_style);
                lines.push((Line::from(vec![keys, Span::styled(words, muted)]), Some(action)));
            }
        }
    }
    let inset = u16::from(area.width > 2);
    let area = Rect { x: area.x + inset, width: area.width.saturating_sub(2 * inset), ..area };
    for (number, (line, action)) in lines.into_iter().enumerate() {
        let Some(spot) = row(area, number) else { break };
        painter.line(spot, &line);
        if let Some(action) = action {
            painter.click(spot, action);
        }
    }
}
