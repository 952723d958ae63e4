//! The page of the documentation that lists every key.

use std::fmt::Write;

use super::{Bindings, Chord, Context, Entry, Group, REGISTRY};

/// `docs/keys.md`: every action with its keys in each context.
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

These are the default keys. `config.toml` changes any of them; the help (`?`) shows the keys in force. A key that has no
action in the part of the screen in use has the one under *Everywhere*.

The countries have keys of their own, which come from the chronology: in the built-in one `J`, `K` and `R`. Press a country
key once for the events that involve the country, again for those in which it took part, and again for all. In the list the
digits `1` to `9` do the same for the countries in their order; in the detail pane they open the documents of the event.
";

fn title(context: Context) -> &'static str {
    match context {
        Context::Global => "Everywhere",
        Context::List => "The list",
        Context::Detail => "The detail pane, and a page on the full screen",
        Context::Compare => "The comparison",
        Context::Facets => "The facets",
        Context::Prompt => "A line being edited",
        Context::Choice => "A list to choose from",
    }
}

fn about(context: Context) -> &'static str {
    match context {
        Context::Global => "Everywhere except in a line of text that is being edited.",
        Context::List => "Also the country keys and the digits.",
        Context::Detail => "Also the country keys, and the digits for the documents.",
        Context::Compare => "Also the country keys, and the digits for the documents.",
        Context::Facets => "Also the country keys.",
        Context::Prompt => "The query, or a date. Every other character is typed.",
        Context::Choice => "Help, palette, documents, links. Every other character is typed, and searches the list.",
    }
}

/// The chords as code, for a cell of a Markdown table.
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
