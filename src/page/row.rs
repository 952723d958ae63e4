//! What the row of an event says, wherever events are listed: on the screen, by `list`, line by line and in HTML.
//!
//! The faces choose columns, widths, colours and markup. This module decides the words of a row and the meaning
//! of its signs. Every part is computed on request, so a face pays only for what it shows.

use std::borrow::Cow;

use summits_chronology::chronology::{Annotation, Certainty, Chronology, Country, Event, Ref, Status};
use summits_chronology::text;

/// With more countries than this a row shows codes instead of a letter per country.
pub const MOST_LETTERS: usize = 6;

/// The sign of an event that is only a possible match: its date is too vague to tell.
pub const POSSIBLE: &str = "*";

/// The row of an event.
#[derive(Debug, Clone, Copy)]
pub struct EventRow<'a> {
    chronology: &'a Chronology,
    event: &'a Event,
    place: Ref<Event>,
    certainty: Certainty,
}

/// How a country bears on an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Involvement {
    /// It took part: a capital letter.
    Party,
    /// It was addressed or discussed: a small letter.
    Concerned,
    /// Neither: a dot.
    None,
}

/// The letter of a country in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountryLetter {
    /// Whose letter it is.
    pub country: Ref<Country>,
    /// Why the letter is as it is.
    pub involvement: Involvement,
    /// `J`, `j` or `·`.
    pub letter: char,
}

/// The evidence badge of an event, `JR≠1?`, in its three parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    whole: String,
    /// Where the differences begin, and where the doubt does.
    parts: (usize, usize),
}

impl Badge {
    fn new(whole: String) -> Self {
        let doubt = whole.trim_end_matches('?').len();
        let differences = whole[..doubt].find('≠').unwrap_or(doubt);
        Self { whole, parts: (differences, doubt) }
    }

    /// The whole badge.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.whole
    }

    /// Whose records there are: `JR`.
    #[must_use]
    pub fn support(&self) -> &str {
        &self.whole[..self.parts.0]
    }

    /// How many differences there are, `≠1`, or nothing.
    #[must_use]
    pub fn differences(&self) -> &str {
        &self.whole[self.parts.0..self.parts.1]
    }

    /// `?` where the editor's confidence is low, or nothing.
    #[must_use]
    pub fn doubt(&self) -> &str {
        &self.whole[self.parts.1..]
    }
}

impl<'a> EventRow<'a> {
    /// The row of the event at `place`, which matches as `certainty` says.
    #[must_use]
    pub fn new(chronology: &'a Chronology, place: Ref<Event>, certainty: Certainty) -> Self {
        Self { chronology, event: &chronology[place], place, certainty }
    }

    /// The chronology.
    #[must_use]
    pub fn chronology(&self) -> &'a Chronology {
        self.chronology
    }

    /// The event.
    #[must_use]
    pub fn event(&self) -> &'a Event {
        self.event
    }

    /// Which event of the chronology it is.
    #[must_use]
    pub fn place(&self) -> Ref<Event> {
        self.place
    }

    /// The date without its year: `10 Jan`.
    #[must_use]
    pub fn date(&self) -> String {
        self.event.date.row_words()
    }

    /// Whether the event is a possible match only.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.certainty == Certainty::Possibly
    }

    /// Whether the date is marked as doubtful, or leaves open whether the event matches.
    #[must_use]
    pub fn is_date_doubtful(&self) -> bool {
        self.is_possible() || self.event.date.is_qualified()
    }

    /// [`POSSIBLE`], or a blank.
    #[must_use]
    pub fn possible_sign(&self) -> &'static str {
        if self.is_possible() { POSSIBLE } else { " " }
    }

    /// A letter for each country of the chronology; with more than [`MOST_LETTERS`], for each that is involved.
    pub fn letters(&self) -> impl Iterator<Item = CountryLetter> + use<'a> {
        let (event, few) = (self.event, has_letters(self.chronology));
        let letter = move |(country, item): (Ref<Country>, &Country)| {
            let (involvement, letter) = if event.parties.contains(country) {
                (Involvement::Party, item.key)
            } else if event.concerns.contains(country) {
                (Involvement::Concerned, item.key.to_lowercase().next().unwrap_or(item.key))
            } else {
                (Involvement::None, '·')
            };
            CountryLetter { country, involvement, letter }
        };
        self.chronology
            .countries
            .entries()
            .map(letter)
            .filter(move |letter| few || letter.involvement != Involvement::None)
    }

    /// `JP RU kp`: the codes of the countries that took part, and in small letters of those concerned.
    #[must_use]
    pub fn codes(&self) -> String {
        let countries = &self.chronology.countries;
        let parties = self.event.parties.codes(countries, " ");
        let concerned = self.event.concerns.codes(countries, " ").to_lowercase();
        format!("{parties} {concerned}").trim().to_owned()
    }

    /// How well it is documented.
    #[must_use]
    pub fn badge(&self) -> Badge {
        Badge::new(self.chronology.evidence(self.event).badge(&self.chronology.countries))
    }

    /// What an event says before its title that was not held: `planned: `.
    #[must_use]
    pub fn status(&self) -> String {
        match self.event.status {
            Status::Held => String::new(),
            status => format!("{status}: "),
        }
    }

    /// The title, in one line.
    #[must_use]
    pub fn title(&self) -> Cow<'a, str> {
        text::clean_line(&self.event.title)
    }

    /// The name of its kind.
    #[must_use]
    pub fn kind(&self) -> &'a str {
        &self.chronology.kinds[self.event.kind].name
    }

    /// The chronology that records it, where several are merged.
    #[must_use]
    pub fn origin(&self) -> Option<&'a str> {
        self.chronology.shown_layer(self.place).map(|layer| &*layer.name)
    }

    /// The reader's mark and note.
    #[must_use]
    pub fn annotation(&self) -> Option<&'a Annotation> {
        self.chronology.annotation(self.place)
    }
}

/// Whether the chronology has few enough countries for a letter each.
#[must_use]
pub fn has_letters(chronology: &Chronology) -> bool {
    chronology.countries.len() <= MOST_LETTERS
}
