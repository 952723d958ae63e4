//! RIS: one record per document, for import into reference managers. A tag is two letters, two blanks, a hyphen and a blank;
//! lines end with carriage return and line feed; `ER` ends a record.

use std::io::{self, Write};

use summits_chronology::chronology::EventDate;

use super::record::{Form, Record};
use super::when::When;

/// Writes one record.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    line(out, "TY", kind(record))?;
    for (tag, value) in lines(record) {
        line(out, tag, &value)?;
    }
    line(out, "ER", "")
}

/// A value is one line: a break in a text becomes a blank.
fn line(out: &mut dyn Write, tag: &str, value: &str) -> io::Result<()> {
    write!(out, "{tag}  - {}\r\n", value.split(['\r', '\n']).collect::<Vec<_>>().join(" "))
}

fn kind(record: &Record) -> &'static str {
    match record.form {
        Form::OfficialPage | Form::Page => "ELEC",
        Form::News => "NEWS",
        Form::JointStatement | Form::Treaty | Form::Report => "RPRT",
        Form::Article => "JOUR",
    }
}

/// The lines between the first and the last; unknown fields are left out.
fn lines(record: &Record) -> Vec<(&'static str, String)> {
    let text = |tag, value: &str| (tag, value.to_owned());
    let mut lines = vec![text("ID", record.id)];
    lines.extend(record.author.map(|author| text("AU", author)));
    lines.push(text("TI", record.title.whole));
    lines.extend(record.container.map(|container| text("T2", container)));
    lines.push(text("PB", record.publisher));
    if let Some(date) = record.published {
        let year = When::new(date).first().map(|parts| format!("{:04}", parts.year)).unwrap_or_default();
        lines.push(("PY", year));
        lines.push(("DA", slashes(date)));
    }
    lines.extend(record.accessed.map(|date| ("Y2", slashes(date))));
    lines.push(text("UR", record.url));
    lines.push(text("LA", record.language));
    lines.extend(record.keywords().into_iter().map(|keyword| ("KW", keyword)));
    lines.extend(record.remarks().into_iter().map(|remark| ("N1", remark)));
    if let Some(occasion) = &record.occasion {
        let place = if occasion.place.is_empty() { String::new() } else { format!("{}, ", occasion.place) };
        lines.push(("N1", format!("Adopted: {place}{}", occasion.date.words_for_citation())));
    }
    lines.retain(|(_, value)| !value.is_empty());
    lines
}

/// `2003/01/10/`, `2003/01//`, `2003///`. After the last slash, in words, what the numbers cannot express.
fn slashes(date: &EventDate) -> String {
    let when = When::new(date);
    let said = matches!(when, When::Single(_)) && !date.is_qualified();
    let words = if said { String::new() } else { date.words_for_citation() };
    let Some(parts) = when.first() else { return format!("///{words}") };
    let two = |number: Option<u8>| number.map(|number| format!("{number:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/{words}", parts.year, two(parts.month), two(parts.day))
}
