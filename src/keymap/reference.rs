//! The page of the documentation that lists every key.

use std::fmt::Write;

use super::{Bindings, Chord, Context, Entry, Group, REGISTRY};

/// `docs/keys.md`: every action with its keys in each context, from the registry and these bindings.
#[must_use]
pub fn reference(bindings: &Bindings) -> String {
    let mut page = String::from(INTRODUCTION);
    for context in Context::ALL {
        let _ = write!(page, "\n## {}\n\n{}\n", title(*context), about(*context));
        for group in Group::ALL {
            let actions: Vec<&Entry> =
                REGISTRY.iter().filter(|entry| entry.group == *group && entry.contexts.contains(context)).collect();
            if actions.is_empty() {
                continue;
            }
            let _ = write!(page, "\n### {}\n\n| keys | action | what it does |\n| --- | --- | --- |\n", group.title());
            for entry in actions {
                let keys = keys(bindings.chords(*context, entry.name));
                let _ = writeln!(page, "| {keys} | `{}` | {} |", entry.name, entry.help);
            }
        }
    }
    page
}

const INTRODUCTION: &str = "\
# Keys

These are the keys as they come. `config.toml` changes any of them; the help (`?`) shows those in force. A key means what
the part of the screen in use says; what that leaves free means what stands under *Everywhere*.

The countries have keys of their own, which come from the chronology: in the one built in `J`, `K` and `R`. Pressed once, a
country key asks for the events that involve the country; again, for those in which it took part; again, for all. In the
list the digits `1` to `9` name the countries in their order, in the detail pane the documents of the event.
";

fn title(context: Context) -> &'static str {
    match context {
        Context::Global => "Everywhere",
        Context::List => "The list",
        Context::Detail => "The detail pane, and an event on the full screen",
        Context::Compare => "The comparison",
        Context::Facets => "The facets",
        Context::Prompt => "A line being edited",
        Context::Choice => "A list to choose from",
    }
}

fn about(context: Context) -> &'static str {
    match context {
        Context::Global => "Except in a line of text, which keeps every key to itself.",
        Context::List => "Besides these, the country keys and the digits.",
        Context::Detail => "Besides these, the country keys, and the digits for the documents.",
        Context::Compare => "Besides these, the country keys, and the digits for the documents.",
        Context::Facets => "Besides these, the country keys.",
        Context::Prompt => "The query, or a date. Every other character is typed.",
        Context::Choice => "Help, palette, documents, links. Every other character is typed, and narrows the list.",
    }
}

/// The chords as code, in a cell of a table.
fn keys(chords: &[Chord]) -> String {
    if chords.is_empty() {
        return "–".to_owned();
    }
    let code = |chord: &Chord| match chord.to_string().as_str() {
        "|" => "`\\|`".to_owned(),
        "`" => "`` ` ``".to_owned(),
        written => format!("`{written}`"),
    };
    chords.iter().map(code).collect::<Vec<_>>().join(" ")
}
