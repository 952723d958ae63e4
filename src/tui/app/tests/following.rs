//! Following what a page refers to: links, people, places and documents, and the way back.

use summits_chronology::chronology::Item;

use super::*;
use crate::page::Target;

fn on_the_moscow_summit() -> Story {
    open(120, 40)
        .then(Action::GoToDate)
        .typing("2003-01-10")
        .then(Action::Accept)
        .then(Action::MoveDown)
        .on("2003-01-10-koizumi")
}

impl Story {
    fn item(&self, kind: &str, id: &str) -> Item {
        let chronology = self.app.chronology();
        match kind {
            "person" => Item::Person(chronology.people.find(id).unwrap()),
            "place" => Item::Place(chronology.places.find(id).unwrap()),
            "document" => Item::Document(chronology.documents.find(id).unwrap()),
            _ => Item::Event(chronology.events().find(id).unwrap()),
        }
    }

    /// The page that is shown is that of the item with this id.
    #[track_caller]
    fn reads(self, id: &str) -> Self {
        let item = self.app.read_item().expect("something is read");
        assert_eq!(item.id(self.app.chronology()), id);
        self
    }

    /// Chooses the link that leads to the item with this id, as a reader does: one link after the other.
    #[track_caller]
    fn choosing(mut self, kind: &str, id: &str) -> Self {
        let item = self.item(kind, id);
        for _ in 0..self.app.page().map_or(0, |page| page.links.len()) {
            self = self.then(Action::NextLink);
            if self.app.chosen() == Some(Target::Item(item)) {
                return self;
            }
        }
        panic!("no link leads to {id}");
    }

    fn words(&self) -> String {
        self.app.page().map(|page| page.plain()).unwrap_or_default()
    }
}

#[test]
fn every_link_is_focused_in_turn_and_stays_visible() {
    let mut story = on_the_moscow_summit().then(Message::Resize(100, 14)).then(Action::SwitchPane);
    let links = story.app.page().unwrap().links.clone();
    let rows = story.app.page_size().unwrap().1;
    assert!(links.len() >= 8, "venue, two people, three documents, a link and neighbours");
    for (number, link) in links.iter().enumerate() {
        story = story.then(Action::NextLink);
        assert_eq!(story.app.link(), Some(number));
        let scroll = story.app.scroll();
        assert!(link.lines.start >= scroll && link.lines.end <= scroll + rows, "{link:?} from {scroll}");
    }
    assert_eq!(story.then(Action::NextLink).app.link(), Some(0), "past the end it continues at the beginning");
}

#[test]
fn without_a_focused_link_the_first_visible_one_is_focused() {
    let story = on_the_moscow_summit().then(Action::Read).then(Message::Resize(80, 12)).then(Action::Last);
    let first_line = story.app.scroll();
    let story = story.then(Action::NextLink);
    let page = story.app.page().unwrap();
    assert!(page.links[story.app.link().unwrap()].lines.start >= first_line);
    // One that is scrolled out of sight is not chosen any more, so that enter follows nothing that is not seen.
    let story = story.then(Action::First);
    assert_eq!(story.app.link(), None);
    let story = story.then(Action::Last).then(Action::PreviousLink);
    assert_eq!(story.app.link(), Some(page.links.len() - 1));
}

#[test]
fn from_the_list_the_first_link_of_the_page_is_focused() {
    let story = on_the_moscow_summit().then(Action::NextLink).in_context(Context::Detail);
    assert_eq!(story.app.link(), Some(0));
    let story = on_the_moscow_summit().then(Message::Resize(40, 12)).then(Action::NextLink).in_context(Context::Detail);
    assert!(story.app.is_reading() && story.app.link() == Some(0));
}

#[test]
fn a_link_loses_the_focus_with_the_pane_and_with_the_event() {
    let story = on_the_moscow_summit().then(Action::SwitchPane).then(Action::NextLink);
    assert_eq!(story.app.link(), Some(0));
    assert_eq!(story.then(Action::SwitchPane).app.link(), None);
    let story = on_the_moscow_summit().then(Action::Read).then(Action::NextLink).then(Action::NextOfPair);
    assert_eq!(story.app.link(), None);
}

#[test]
fn from_event_to_person_to_event_to_document_and_all_the_way_back() {
    let story = on_the_moscow_summit()
        .then(Action::Read)
        .choosing("person", "vladimir-putin")
        .then(Action::Read)
        .reads("vladimir-putin")
        .choosing("event", "2001-07-26-kim-jong-il-russia")
        .then(Action::Read)
        .on("2001-07-26")
        .reads("2001-07-26-kim-jong-il-russia")
        .choosing("document", "kcna-2001-08-04")
        .then(Action::Read)
        .reads("kcna-2001-08-04")
        .then(Action::Leave)
        .reads("2001-07-26-kim-jong-il-russia");
    // Back where it was left: the link that was followed is chosen.
    let chosen = story.item("document", "kcna-2001-08-04");
    assert_eq!(story.app.chosen(), Some(Target::Item(chosen)));
    let story = story
        .then(Action::JumpBack)
        .reads("vladimir-putin")
        .then(Action::JumpBack)
        .on("2003-01-10-koizumi")
        .reads("2003-01-10-koizumi-putin-moscow")
        .then(Action::JumpForward)
        .reads("vladimir-putin")
        .then(Action::Leave)
        .reads("2003-01-10-koizumi-putin-moscow");
    assert!(story.app.is_reading(), "escape leads back to where the page was opened, not out of it");
    assert!(!story.then(Action::Leave).app.is_reading());
}

#[test]
fn an_opened_page_takes_the_full_screen_where_there_is_no_pane() {
    let story = on_the_moscow_summit().then(Message::Resize(40, 12)).in_context(Context::List);
    let person = story.item("person", "vladimir-putin");
    let story = story.then(Action::GoTo(person)).in_context(Context::Detail).reads("vladimir-putin");
    assert!(story.app.is_reading());
    let story = story.then(Action::Leave).in_context(Context::List).on("2003-01-10-koizumi");
    assert!(!story.app.is_reading());
    // Where there is a pane the list stays beside it.
    let story = on_the_moscow_summit().then(Action::GoTo(person)).in_context(Context::Detail);
    assert!(!story.app.is_reading());
    assert!(story.then(Message::Resize(40, 12)).app.is_reading(), "an open page stays visible");
}

#[test]
fn another_event_or_another_query_closes_an_opened_page() {
    let story = on_the_moscow_summit();
    let person = story.item("person", "vladimir-putin");
    story
        .then(Action::GoTo(person))
        .then(Action::SwitchPane)
        .reads("vladimir-putin")
        .then(Action::MoveDown)
        .reads("2003-05-30-koizumi-putin-petersburg")
        .then(Action::JumpBack)
        .reads("2003-01-10-koizumi-putin-moscow");
    on_the_moscow_summit()
        .then(Action::GoTo(person))
        .country("JP")
        .reads("2003-01-10-koizumi-putin-moscow")
        .then(Action::JumpBack)
        .asks("")
        .reads("vladimir-putin")
        .then(Action::Close)
        .reads("2003-01-10-koizumi-putin-moscow");
}

#[test]
fn the_events_of_a_page_are_listed_by_the_query_that_it_shows() {
    let story = on_the_moscow_summit();
    let moscow = story.item("place", "moscow");
    let story = story.then(Action::Read).then(Action::GoTo(moscow));
    assert!(story.words().contains("Events 2\n place:moscow\n"), "{}", story.words());
    let story = story.then(Action::ShowEvents).asks("place:moscow").shows(2).in_context(Context::List);
    // The page is where one came from.
    let story = story.then(Action::JumpBack).asks("").reads("moscow");
    assert!(story.app.is_reading());
    // The query on the page is a link as well.
    let query = Target::Events(moscow);
    let page = story.app.page().unwrap();
    let link = page.links.iter().position(|link| link.target == query).unwrap();
    story.then_all((0..=link).map(|_| Action::NextLink)).then(Action::Read).asks("place:moscow");
}

#[test]
fn the_events_of_a_person_are_listed_from_the_page_of_an_event() {
    on_the_moscow_summit()
        .then(Action::ShowEvents)
        .says("open a person")
        .then(Action::SwitchPane)
        .choosing("person", "junichiro-koizumi")
        .then(Action::ShowEvents)
        .asks("person:junichiro-koizumi")
        .on("2003-01-10-koizumi");
}

#[test]
fn the_list_of_links_contains_every_link_of_the_page_with_fitting_words() {
    let story = on_the_moscow_summit().then(Action::FollowLink);
    let Some(Panel::Choice(choice)) = story.app.panel() else { panic!("no list") };
    let rows = story.app.choice_rows(choice);
    let row = |label: &str| rows.iter().find(|row| row.label.contains(label)).unwrap().heading.clone();
    assert_eq!(row("Kim Jong Il crosses"), "follows");
    assert_eq!(row("Koizumi invites Putin"), "after");
    assert_eq!(row("Vladimir Putin"), "person");
    assert_eq!(row("Kremlin, Moscow"), "place");
    assert_eq!(row("BBC News"), "document");
    story.typing("小泉").then(Action::Accept).reads("junichiro-koizumi");
    // The other way the same link reads differently.
    let story = on_the_moscow_summit().choosing_by_list("crosses").on("2001-07-26").then(Action::FollowLink);
    let Some(Panel::Choice(choice)) = story.app.panel() else { panic!("no list") };
    assert_eq!(story.app.choice_rows(choice)[0].heading, "followed by");
}

impl Story {
    fn choosing_by_list(self, words: &str) -> Self {
        self.then(Action::FollowLink).typing(words).then(Action::Accept)
    }
}

#[test]
fn the_focused_or_open_document_is_the_one_that_is_opened_and_cited() {
    let bbc = Effect::Open("https://example.org/bbc-2003-01-10".to_owned());
    let story = on_the_moscow_summit().then(Action::SwitchPane).choosing("document", "bbc-2003-01-10");
    let story = story.then(Action::OpenDocument).does(&bbc).then(Action::CopyCitation);
    assert!(
        matches!(story.effects.as_slice(), [Effect::Copy { text, .. }] if text.contains("BBC News")),
        "{:?}",
        story.effects
    );
    let story = story.then(Action::Read).reads("bbc-2003-01-10").then(Action::OpenDocument).does(&bbc);
    assert!(story.words().contains("Citation\n “Japan and Russia seek"), "{}", story.words());
    story.then(Action::ChooseCitation).typing("ris").then(Action::Accept);
}

#[test]
fn what_works_on_an_event_says_so_on_another_page() {
    let story = on_the_moscow_summit();
    let place = story.item("place", "kunashir");
    story
        .then(Action::GoTo(place))
        .then(Action::ToggleMark)
        .says("works on an event")
        .then(Action::Compare)
        .says("works on an event")
        .then(Action::OpenDocument)
        .says("no document here")
        // The list is still about the event selected in it.
        .then(Action::SwitchPane)
        .then(Action::ToggleMark)
        .says("marked")
        .reads("kunashir");
}
