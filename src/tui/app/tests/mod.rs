//! Sessions played on the state alone: actions and messages in, state and effects out.

mod annotation;
mod caching;
mod comparing;
mod completing;
mod editing;
mod exporting;
mod filtering;
mod following;
mod laws;
mod layering;
mod moving;
mod people;
mod reading;
mod reloading;
mod searching;

use std::sync::Arc;

use summits_chronology::chronology::{Chronology, Event, Ref, fixture};

use super::*;
use crate::config::Config;
use crate::keymap::{Action, Bindings, Context, Keymap, Pane};
use crate::query::{Index, Query};
use crate::tui::effect::Effect;
use crate::tui::message::{Message, Notice};

/// A session on the chronology of the fixture.
struct Story {
    app: App,
    effects: Vec<Effect>,
}

/// The browser on a screen of this size, with every event in the list.
fn open(columns: u16, rows: u16) -> Story {
    open_on(fixture::chronology(), columns, rows)
}

/// The browser on a chronology.
fn open_on(chronology: Chronology, columns: u16, rows: u16) -> Story {
    let chronology = Arc::new(chronology);
    let app = App::new(Start {
        index: Arc::new(Index::new(&chronology)),
        keymap: Keymap::new(&Bindings::default(), &chronology),
        chronology,
        layout: Config::default().layout,
        mouse: true,
        editor: false,
        directories: vec![None],
        query: Query::default(),
        notice: None,
    });
    Story { app, effects: Vec::new() }.then(Message::Resize(columns, rows))
}

/// What a person does, or what arrives meanwhile.
#[derive(Debug, Clone)]
enum Step {
    Action(Action),
    Message(Message),
}

impl From<Action> for Step {
    fn from(action: Action) -> Self {
        Self::Action(action)
    }
}

impl From<Message> for Step {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl Story {
    fn then(mut self, step: impl Into<Step>) -> Self {
        self.effects = match step.into() {
            Step::Action(action) => self.app.update(action),
            Step::Message(message) => self.app.handle(message),
        };
        self
    }

    fn then_all(self, steps: impl IntoIterator<Item = impl Into<Step>>) -> Self {
        steps.into_iter().fold(self, Self::then)
    }

    /// Types into the line that is open.
    fn typing(self, text: &str) -> Self {
        self.then_all(text.chars().map(Action::Type))
    }

    /// Opens the query, replaces it, and takes it.
    fn asking(self, text: &str) -> Self {
        self.then(Action::EditQuery).then(Action::DeleteToStart).typing(text).then(Action::Accept)
    }

    fn country(self, code: &str) -> Self {
        let country = self.app.chronology().countries.find(code).expect("a country of the fixture");
        self.then(Action::Country(country))
    }

    /// The id of the selected event begins like this.
    #[track_caller]
    fn on(self, id: &str) -> Self {
        let selected = self.app.selected().map(|event| self.app.chronology()[event].id.to_string());
        assert!(selected.as_deref().is_some_and(|selected| selected.starts_with(id)), "on {selected:?}, not on {id}");
        self
    }

    #[track_caller]
    fn asks(self, query: &str) -> Self {
        assert_eq!(self.app.query().to_string(), query);
        self
    }

    #[track_caller]
    fn shows(self, events: usize) -> Self {
        assert_eq!(self.app.selection().len(), events, "events under {:?}", self.app.query().to_string());
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        match self.app.notice() {
            Some(Notice::Done(said) | Notice::Failed(said)) => assert!(said.contains(words), "said {said:?}"),
            None => panic!("said nothing, not {words:?}"),
        }
        self
    }

    #[track_caller]
    fn does(self, effect: &Effect) -> Self {
        assert_eq!(self.effects, std::slice::from_ref(effect));
        self
    }

    #[track_caller]
    fn in_context(self, context: Context) -> Self {
        assert_eq!(self.app.context(), context);
        self
    }
}
