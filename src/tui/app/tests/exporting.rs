//! Exporting the matching events.

use super::*;
use crate::export::Format;
use crate::export::save::Existing;
use crate::tui::effect::ExportRequest;
use crate::tui::message::ExportProgress;

/// The export of the events of 2003 as Markdown, started under this name.
fn started(name: &str) -> Story {
    choosing("markdown").then(Action::DeleteToStart).typing(name).then(Action::Accept)
}

/// The line for the name is open.
fn choosing(format: &str) -> Story {
    open(120, 34).asking("year:2003").then(Action::Export).typing(format).then(Action::Accept)
}

impl Story {
    #[track_caller]
    fn line(&self) -> (&str, &Preview) {
        match self.app.panel() {
            Some(Panel::Prompt(prompt)) => (prompt.input.value(), &prompt.preview),
            panel => panic!("no line is open: {panel:?}"),
        }
    }

    #[track_caller]
    fn request(&self) -> &ExportRequest {
        match self.effects.as_slice() {
            [Effect::Export(request)] => request,
            effects => panic!("no export is started: {effects:?}"),
        }
    }
}

#[test]
fn every_format_of_the_command_line_is_offered() {
    use clap::ValueEnum;
    let story = open(120, 34).then(Action::Export).in_context(Context::Choice);
    let Some(Panel::Choice(choice)) = story.app.panel() else { panic!("nothing to choose from") };
    let labels: Vec<String> = story.app.choice_rows(choice).into_iter().map(|row| row.label).collect();
    let formats: Vec<String> = Format::value_variants().iter().map(|format| format.name()).collect();
    assert_eq!(labels, formats);
}

#[test]
fn the_selection_is_exported_under_a_name_made_from_the_query() {
    let story = choosing("markdown").in_context(Context::Prompt);
    assert_eq!(story.line(), ("year-2003.md", &Preview::Live));
    let story = story.then(Action::Accept).in_context(Context::List).says("writing year-2003.md");
    let request = story.request();
    let events: Vec<_> = story.app.selection().events().collect();
    assert!(!events.is_empty());
    assert_eq!(
        *request,
        ExportRequest { events, format: Format::Markdown, name: "year-2003.md".to_owned(), existing: Existing::Keep }
    );
    story
        .then(Message::Export(ExportProgress::Written("3 events written to /home/year-2003.md".to_owned())))
        .says("3 events written to /home/year-2003.md");
}

#[test]
fn without_a_query_the_name_is_that_of_the_chronology_and_a_directory_has_no_extension() {
    let story = open(120, 34).then(Action::Export).typing("toml").then(Action::Accept);
    let (name, _) = story.line();
    assert!(!name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-'), "{name}");
}

#[test]
fn an_export_without_a_name_is_asked_for_one() {
    let story = choosing("csv").then(Action::DeleteToStart).then(Action::Accept);
    assert_eq!(story.line(), ("", &Preview::Rejected("type a name".to_owned())));
    assert!(story.effects.is_empty());
}

#[test]
fn an_existing_file_is_replaced_only_when_that_is_chosen() {
    let exists = || Message::Export(ExportProgress::Exists("/home/notes.md exists already".to_owned()));
    let kept = started("notes.md").then(exists()).in_context(Context::Choice).then(Action::Accept);
    assert_eq!(kept.line().0, "notes.md", "the first row keeps the file");
    let left = started("notes.md").then(exists()).then(Action::Cancel).in_context(Context::List);
    assert!(left.effects.is_empty());
    let replaced = started("notes.md").then(exists()).then(Action::MoveDown).then(Action::Accept);
    assert_eq!((replaced.request().existing, replaced.request().name.as_str()), (Existing::Replace, "notes.md"));
}

#[test]
fn a_failed_export_opens_the_line_again_with_the_reason() {
    let words = "/none/notes.md cannot be written: there is no directory /none";
    let story = started("/none/notes.md").then(Message::Export(ExportProgress::Failed(words.to_owned())));
    assert_eq!(story.line(), ("/none/notes.md", &Preview::Rejected(words.to_owned())));
    // Over a line that the reader has opened meanwhile it is only said.
    let busy = started("/none/notes.md").then(Action::EditQuery);
    let busy = busy.then(Message::Export(ExportProgress::Failed(words.to_owned()))).says(words);
    assert_ne!(busy.line().0, "/none/notes.md");
}

#[test]
fn a_long_export_shows_its_progress_and_can_be_cancelled() {
    let story = started("notes.md").then(Action::MoveDown).then(Message::Export(ExportProgress::Writing(1, 3)));
    let story = story.says("notes.md: 1 of 3").then(Action::Export).then(Action::Accept).does(&Effect::CancelExport);
    story.then(Message::Export(ExportProgress::Cancelled)).says("export to notes.md cancelled").then(Action::Export);
}
