//! `docs/plain.md`: the browser without a screen, for whoever uses it.

use std::fmt::Write;

use super::verb::VERBS;

const INTRODUCTION: &str = "\
# Without a screen

`summits-tui --plain [QUERY]` is the browser for a screen reader, a braille line, or a terminal that can only print lines. On a
terminal that says so itself (`TERM=dumb`) it starts without being asked. It writes lines and reads lines: no cursor is moved,
nothing is drawn, and no escape sequence is written unless `--color always` asks for colour. A paragraph is a line, however
long; nothing is cut.

A line that is typed is a query, in the [language](query.md) of the screen and the command line, or a verb. The first word
decides: if it is a verb, in full or in a short form, the line is that verb. A stroke before a line makes it a query whatever it
says: `/next` searches for the word. A number alone goes to the event with that number, or to that year where there are fewer
events.

- `country:JP+RU kind:summit` asks for these events, and says how many there are and the first few.
- `+ year:2003` asks for less: only what matches this as well.
- `- topic:energy` takes something out.

A query that nothing matches, or that is not understood, changes nothing: what is wrong is said, with its place, and you stay
where you are. What is long is said a part at a time; an empty line goes on, and each part ends with how much is left.

Marks and notes are those of the screen, and are written at once. When the files of the chronology change, this is said once,
and `reload` reads them. The end of the input ends the program, as `quit` does; so a file of lines can be piped in.

With `list`, `show`, `count`, `check` and `export --format text`, `--plain` gives the same words as the result of the command.

## The verbs

";

/// The page.
#[must_use]
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    for info in VERBS {
        let names: Vec<String> = info.names.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "- {}{}.", names.join(" "), info.about());
    }
    page
}
