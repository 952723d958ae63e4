//! A note in the style of the Chicago manual: author, title, where it was read, date, original address, archived address in brackets,
//! day of access.

use summits_chronology::chronology::EventDate;

use super::record::{Form, Record};

/// `President of Russia, “Talks between …”, 10 January 2003, http://…`, in one line.
///
/// A title supplied by an editor is in square brackets without quotation marks; a translation follows the original in
/// brackets. There is no full stop at the end, where it could be mistaken for part of the address.
pub fn note(record: &Record) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(record.author.map(str::to_owned));
    if !record.title.whole.is_empty() {
        parts.push(title(record));
    }
    let container = match (record.form, record.author) {
        (Form::News | Form::Article, None) => record.container.map(str::to_owned),
        _ => record.container.map(|container| format!("as printed in {container}")),
    };
    if record.form.is_joint() {
        let occasion = record.occasion.as_ref().map(|occasion| occasion.place.clone());
        parts.extend(occasion.filter(|place| !place.is_empty()));
        parts.push(record.publisher.to_owned());
    }
    parts.extend(container);
    parts.extend(record.copy.map(|copy| format!("as printed in {copy}")));
    parts.extend(record.published.map(EventDate::words_for_citation));
    match (record.url, record.archived_url) {
        ("", "") => {},
        ("", archived) => parts.push(format!("[archived: {archived}]")),
        (url, "") => parts.push(url.to_owned()),
        (url, archived) => parts.push(format!("{url} [archived: {archived}]")),
    }
    parts.extend(record.accessed.map(|day| format!("accessed {}", day.words_for_citation())));
    parts.join(", ")
}

fn title(record: &Record) -> String {
    let title = &record.title;
    if title.supplied {
        return title.own.to_owned();
    }
    // Nested quotation marks are single.
    let own = title.own.replace('“', "‘").replace('”', "’");
    match title.translation {
        Some(translation) => format!("“{own}” {translation}"),
        None => format!("“{own}”"),
    }
}
