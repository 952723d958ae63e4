//! A document as a bibliographic record: what every style prints.
//!
//! A register contains the publisher, the class and the title of a document, but not its bibliographic type. This file infers
//! the type from these three and nothing else: no author, place or number is ever invented. Names are written as in the
//! register and never split, so a Korean name keeps its order.

use summits_chronology::chronology::{Chronology, Class, Document, Event, EventDate, Ref};
use summits_chronology::text;

use crate::export::words;
use crate::page::class_words;

/// The bibliographic type of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page of a ministry, a presidency or an international body.
    OfficialPage,
    /// A statement that several sides adopted together.
    JointStatement,
    /// A treaty, an agreement or the like.
    Treaty,
    /// An item of an agency, a newspaper or a broadcaster.
    News,
    /// A page of a work of reference, or scholarship on a page of its own.
    Page,
    /// An article in a journal.
    Article,
    /// A report of an institute.
    Report,
}

impl Form {
    /// Whether several sides adopted it, so that none of them is its author.
    pub fn is_joint(self) -> bool {
        matches!(self, Self::JointStatement | Self::Treaty)
    }
}

/// A title, with a translation of it where the register has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title<'a> {
    /// The whole of it as the register writes it.
    pub whole: &'a str,
    /// The title in its own language; in square brackets where an editor supplied it.
    pub own: &'a str,
    /// The translation, with its square brackets.
    pub translation: Option<&'a str>,
    /// Whether an editor supplied it.
    pub supplied: bool,
}

impl<'a> Title<'a> {
    fn new(document: &'a Document) -> Self {
        let whole = &*document.title;
        let supplied = bracketed(whole);
        let english = document.language.is_empty() || document.language.starts_with("en");
        // Brackets after an English title are part of it.
        let split = (!supplied && !english).then(|| whole.rfind(" [")).flatten();
        match split.map(|at| (&whole[..at], &whole[at + 1..])).filter(|(_, translation)| bracketed(translation)) {
            Some((own, translation)) => Self { whole, own, translation: Some(translation), supplied },
            None => Self { whole, own: whole, translation: None, supplied },
        }
    }
}

/// Whether the whole text is in one pair of square brackets.
fn bracketed(text: &str) -> bool {
    text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).is_some_and(|inside| !inside.contains(['[', ']']))
}

/// When and where a joint text was adopted.
#[derive(Debug, Clone)]
pub struct Occasion<'a> {
    /// The date of the event.
    pub date: &'a EventDate,
    /// The place, from the smaller to the larger; may be empty.
    pub place: String,
}

/// A document as it is cited.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The id of the document, which is the key of the entry.
    pub id: &'a str,
    /// Its type.
    pub form: Form,
    /// The author, if different from the container.
    pub author: Option<&'a str>,
    /// Its title.
    pub title: Title<'a>,
    /// The paper, site or series it was published in, as named in the copy that was read.
    pub container: Option<&'a str>,
    /// The site of the copy that was read, if different from the container.
    pub copy: Option<&'a str>,
    /// Who published it.
    pub publisher: &'a str,
    /// When.
    pub published: Option<&'a EventDate>,
    /// The original address; may be empty.
    pub url: &'a str,
    /// The address of an archived copy; may be empty.
    pub archived_url: &'a str,
    /// When it was read.
    pub accessed: Option<&'a EventDate>,
    /// The language, as a BCP 47 tag; may be empty.
    pub language: &'a str,
    /// What it is as evidence, in words.
    pub class: &'static str,
    /// The state whose record it is.
    pub party: Option<String>,
    /// When and where a joint text was adopted.
    pub occasion: Option<Occasion<'a>>,
}

impl<'a> Record<'a> {
    /// The record of a document.
    pub fn new(chronology: &'a Chronology, place: Ref<Document>) -> Self {
        let document = &chronology.documents[place];
        let publisher = &*chronology.publishers[document.publisher].name;
        let title = Title::new(document);
        let form = form(document.class, publisher, title.own);
        let read_in = Some(&*document.as_named).filter(|named| !named.is_empty() && *named != publisher);
        let (author, container) = match form {
            // An agency's report in a paper has both; a paper that prints its own, or names its source, has no author.
            Form::News => match read_in {
                Some(named) if !text::fold(named).contains(&text::fold(publisher)) => (Some(publisher), Some(named)),
                named => (None, Some(named.unwrap_or(publisher))),
            },
            Form::Article => (None, Some(publisher)),
            Form::JointStatement | Form::Treaty => (None, read_in),
            Form::OfficialPage | Form::Page => (Some(publisher), read_in),
            Form::Report => (Some(publisher), None),
        };
        Self {
            id: &document.id,
            form,
            author,
            title,
            container,
            copy: read_in.filter(|_| matches!(form, Form::Article | Form::Report)),
            publisher,
            published: document.published.as_ref(),
            url: &document.url,
            archived_url: &document.archived_url,
            accessed: document.accessed.as_ref(),
            language: &document.language,
            class: class_words(document),
            party: document.party.map(|code| words::country_name(chronology, &code).to_owned()),
            occasion: if form.is_joint() { occasion(chronology, place, document) } else { None },
        }
    }

    /// Remarks for which the styles have no field.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = self.copy.map(|copy| format!("As printed in {copy}")).into_iter().collect();
        if self.title.supplied {
            remarks.push("Title supplied by the editor".to_owned());
        }
        // The address comes last, so that nothing after it can be mistaken for part of it.
        if !self.archived_url.is_empty() {
            remarks.push(format!("Archived: {}", self.archived_url));
        }
        remarks
    }

    /// Keywords: the class, and whose record it is.
    pub fn keywords(&self) -> Vec<String> {
        let mut keywords = vec![self.class.to_owned()];
        keywords.extend(self.party.as_ref().map(|party| format!("record of {party}")));
        keywords
    }
}

/// What a document is, by its class, by how an official text is titled, and by what a scholarly publisher is called.
fn form(class: Class, publisher: &str, title: &str) -> Form {
    let has = |words: &[&str]| {
        let name = text::fold(publisher);
        let mut parts = name.split(|c: char| !c.is_alphanumeric());
        parts.any(|word| words.contains(&word))
    };
    match class {
        Class::Official if is_titled(title, TREATIES) => Form::Treaty,
        Class::Official if is_titled(title, JOINT_STATEMENTS) => Form::JointStatement,
        Class::Official => Form::OfficialPage,
        Class::StateAgency | Class::News => Form::News,
        Class::Reference => Form::Page,
        Class::Scholarly if has(&["journal", "review", "quarterly", "bulletin"]) => Form::Article,
        // What a press publishes is a book, and what the register cites of it a page where a part of it can be read.
        Class::Scholarly if has(&["press"]) => Form::Page,
        Class::Scholarly if has(&["institute", "institution", "center", "centre", "university", "academy"]) => {
            Form::Report
        },
        Class::Scholarly => Form::Page,
    }
}

/// How the title of a joint text begins and ends, folded. A title that only mentions one (“Statement by the Minister on the
/// adoption of the joint statement”) must not match.
struct Titles {
    begin: &'static [&'static str],
    end: &'static [&'static str],
}

const TREATIES: &Titles = &Titles {
    begin: &["treaty ", "agreement ", "protocol ", "convention ", "договор ", "соглашение ", "протокол "],
    end: &["条約", "協定", "議定書", "조약", "협정"],
};

const JOINT_STATEMENTS: &Titles = &Titles {
    begin: &[
        "joint statement",
        "joint declaration",
        "joint communique",
        "joint press statement",
        "joint announcement",
        "joint report",
        "press communique",
        "memorandum ",
        "совместное заявление",
        "совместная декларация",
        "совместное коммюнике",
        "меморандум ",
    ],
    end: &[" declaration", " action plan", "共同声明", "共同宣言", "平壌宣言", "공동성명", "공동선언"],
};

fn is_titled(title: &str, titles: &Titles) -> bool {
    let folded = text::fold(title);
    // `… Action Plan (Provisional Translation)`
    let core = match folded.rfind(" (") {
        Some(at) if at > 0 && folded.ends_with(')') => &folded[..at],
        _ => &*folded,
    };
    let begins = titles.begin.iter().any(|words| core.starts_with(&*text::fold(words)));
    begins || titles.end.iter().any(|words| core.ends_with(&*text::fold(words)))
}

/// The event at which a joint text was adopted: the first that cites it and lasts on the day of its publication.
fn occasion<'a>(chronology: &'a Chronology, place: Ref<Document>, document: &Document) -> Option<Occasion<'a>> {
    let day = document.published.as_ref()?;
    let lasts = |event: &Event| {
        event.date.earliest() <= day.earliest() && event.date.latest().is_some_and(|last| Some(last) >= day.latest())
    };
    let cites = |event: &Event| event.citations.iter().any(|citation| citation.document == place);
    let event = chronology.events().iter().find(|event| cites(event) && lasts(event))?;
    let place = event.venue.map(|venue| chronology.places[venue].full_name()).unwrap_or_default();
    Some(Occasion { date: &event.date, place })
}
