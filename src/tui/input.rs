//! Input to actions: keys by the keymap in force, the mouse by the hit map.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use summits_chronology::chronology::TimeWindow;

use super::message::Notice;
use super::view::HitMap;
use crate::keymap::{Action, Chord, Context, Keymap};

/// How many lines a notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Translates input into actions. It remembers where a drag over the density strip began.
#[derive(Debug, Default)]
pub struct Translator {
    drag: Option<Drag>,
}

/// A drag over the density strip. Its periods are those of the strip that it began on: zoomed in, the strip moves with the
/// selection, which the drag itself changes.
#[derive(Debug)]
struct Drag {
    from: TimeWindow,
    on: HitMap,
}

impl Translator {
    /// The action that an input chooses in a context, on a screen that shows `map`; `None` where it chooses nothing.
    ///
    /// # Errors
    ///
    /// The key is not bound in this context; the notice says so.
    pub fn action(
        &mut self,
        event: &Event,
        context: Context,
        keymap: &Keymap,
        map: &HitMap,
    ) -> Result<Option<Action>, Notice> {
        match event {
            Event::Key(key) => match Chord::from_event(key) {
                Some(chord) => keymap.action(context, chord).map(Some).ok_or_else(|| not_bound(chord, context, keymap)),
                None => Ok(None),
            },
            // Pasted text is text. Where none can be typed, it must not act as keys.
            Event::Paste(text) => Ok(context.takes_text().then(|| Action::Paste(text.clone()))),
            Event::Mouse(mouse) => Ok(self.mouse(mouse, map)),
            _ => Ok(None),
        }
    }

    fn mouse(&mut self, mouse: &MouseEvent, map: &HitMap) -> Option<Action> {
        let at = Position::new(mouse.column, mouse.row);
        // With shift most terminals select text themselves; those that pass it on should not act either.
        if mouse.modifiers.contains(KeyModifiers::SHIFT) {
            return None;
        }
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                self.drag = map.time_at(at).map(|from| Drag { from, on: map.clone() });
                map.clicked(at)
            },
            MouseEventKind::Drag(MouseButton::Left) => {
                let drag = self.drag.as_ref()?;
                Some(Action::DragTime(hull(drag.from, drag.on.time_at(at)?)))
            },
            MouseEventKind::Up(MouseButton::Left) => {
                self.drag = None;
                None
            },
            MouseEventKind::ScrollDown => Some(Action::Scroll(map.scrolled(at)?, NOTCH)),
            MouseEventKind::ScrollUp => Some(Action::Scroll(map.scrolled(at)?, -NOTCH)),
            _ => None,
        }
    }
}

/// The notice about a key that is not bound.
fn not_bound(chord: Chord, context: Context, keymap: &Keymap) -> Notice {
    let help = keymap.chord(context, &Action::Help);
    let hint = help.map_or_else(String::new, |help| format!(" ({help} for keys)"));
    Notice::Failed(format!("{chord} is not bound here{hint}"))
}

/// The time from the earlier beginning to the later end.
fn hull(one: TimeWindow, other: TimeWindow) -> TimeWindow {
    // `None` sorts first: right for an open beginning, wrong for an open end.
    let to = match (one.to, other.to) {
        (Some(one), Some(other)) => Some(one.max(other)),
        _ => None,
    };
    TimeWindow { from: one.from.min(other.from), to }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use ratatui::layout::Rect;

    use super::*;
    use crate::keymap::{Bindings, Pane};

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2003, 1, day)
    }

    fn mouse(kind: MouseEventKind, column: u16) -> Event {
        Event::Mouse(MouseEvent { kind, column, row: 0, modifiers: KeyModifiers::NONE })
    }

    fn keymap() -> Keymap {
        Keymap::new(&Bindings::default(), &summits_chronology::chronology::fixture::chronology())
    }

    /// A strip of ten days, one per column.
    fn strip() -> HitMap {
        let mut map = HitMap::new();
        for column in 0..10_u16 {
            let on = day(u32::from(column) + 1);
            map.time(Rect::new(column, 0, 1, 1), TimeWindow { from: on, to: on });
        }
        map
    }

    #[test]
    fn a_drag_over_the_strip_filters_from_where_it_began_in_either_direction() {
        let (mut translator, keymap, map) = (Translator::default(), keymap(), strip());
        let left = MouseButton::Left;
        let mut play = |kind, column| translator.action(&mouse(kind, column), Context::List, &keymap, &map).unwrap();
        let from_to = |from, to| Some(Action::DragTime(TimeWindow { from: day(from), to: day(to) }));
        let pressed = TimeWindow { from: day(5), to: day(5) };
        assert_eq!(play(MouseEventKind::Down(left), 4), Some(Action::FilterTime(pressed)));
        assert_eq!(play(MouseEventKind::Drag(left), 6), from_to(5, 7));
        assert_eq!(play(MouseEventKind::Drag(left), 1), from_to(2, 5));
        assert_eq!(play(MouseEventKind::Up(left), 1), None);
        assert_eq!(play(MouseEventKind::Drag(left), 3), None);
    }

    #[test]
    fn a_drag_keeps_to_the_strip_that_it_began_on() {
        let (mut translator, keymap, map) = (Translator::default(), keymap(), strip());
        let left = MouseButton::Left;
        translator.action(&mouse(MouseEventKind::Down(left), 4), Context::List, &keymap, &map).unwrap();
        let dragged = mouse(MouseEventKind::Drag(left), 6);
        let action = translator.action(&dragged, Context::List, &keymap, &HitMap::new());
        assert_eq!(action, Ok(Some(Action::DragTime(TimeWindow { from: day(5), to: day(7) }))));
    }

    #[test]
    fn an_open_end_stays_open() {
        let window = hull(TimeWindow { from: day(1), to: None }, TimeWindow { from: None, to: day(3) });
        assert_eq!(window, TimeWindow::default());
    }

    #[test]
    fn pasted_text_is_never_taken_for_keys() {
        let (mut translator, keymap, map) = (Translator::default(), keymap(), HitMap::new());
        let paste = Event::Paste("q".to_owned());
        assert_eq!(translator.action(&paste, Context::List, &keymap, &map), Ok(None));
        let pasted = Action::Paste("q".to_owned());
        assert_eq!(translator.action(&paste, Context::Prompt, &keymap, &map), Ok(Some(pasted)));
    }

    #[test]
    fn the_wheel_scrolls_the_pane_that_it_is_over() {
        let (mut translator, keymap, mut map) = (Translator::default(), keymap(), HitMap::new());
        map.pane(Rect::new(0, 0, 5, 1), Pane::List);
        map.pane(Rect::new(5, 0, 5, 1), Pane::Detail);
        let mut play = |kind, column| translator.action(&mouse(kind, column), Context::List, &keymap, &map).unwrap();
        assert_eq!(play(MouseEventKind::ScrollDown, 2), Some(Action::Scroll(Pane::List, NOTCH)));
        assert_eq!(play(MouseEventKind::ScrollUp, 7), Some(Action::Scroll(Pane::Detail, -NOTCH)));
        assert_eq!(play(MouseEventKind::ScrollUp, 12), None);
    }

    #[test]
    fn a_key_that_is_not_bound_says_so_and_a_letter_in_a_line_is_text() {
        use crossterm::event::{KeyCode, KeyEvent};
        let press = |context| {
            let key = Event::Key(KeyEvent::new(KeyCode::Char('w'), KeyModifiers::NONE));
            Translator::default().action(&key, context, &keymap(), &HitMap::new())
        };
        assert_eq!(press(Context::List), Err(Notice::Failed("w is not bound here".to_owned())));
        assert_eq!(press(Context::Prompt), Ok(Some(Action::Type('w'))));
    }
}
