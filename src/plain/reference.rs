//! `docs/plain.md`, the user documentation of the browser without a screen.

use std::fmt::Write;

use super::verb::VERBS;

const INTRODUCTION: &str = "\
# Without a screen

`summits-tui --plain [QUERY]` is the browser for a screen reader, a braille display, or a terminal that can only print
lines. On a terminal that says so itself (`TERM=dumb`) it starts by default. It reads and writes lines: it never moves
the cursor, draws nothing, and writes no escape sequence unless you give `--color always`. A paragraph is a line,
however long; nothing is cut.

What you type is a query, in the same [language](query.md) as on the screen and the command line, or a verb. The first word
decides: if it is a verb, in full or in a short form, the line is that verb. Start a line with / to force a query: `/next`
searches for the word. A number alone goes to the event with that number, or to that year if there are fewer events.

- `country:JP+RU kind:summit` finds these events, and prints their number and the first few.
- `+ year:2003` narrows the query: only events that match this too.
- `- topic:energy` excludes something.

A query that is not valid or matches nothing changes nothing: the answer says what is wrong and where, and you stay where you
are. Long answers come in parts: an empty line continues, and each part ends with how much is left.

Marks and notes are the same as on the screen, and are saved at once. If the files of the chronology change, a line says so
once, and `reload` loads them. The end of the input ends the program, as `quit` does, so you can pipe in a file of lines.

With `--plain`, `list`, `show`, `count`, `check` and `export --format text` print the same kind of lines.

## The verbs

";

/// The page, from the table of verbs.
#[must_use]
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    for info in VERBS {
        let names: Vec<String> = info.names.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "- {}{}.", names.join(" "), info.about());
    }
    page
}
