//! `docs/configuration.md`, which describes every setting.

use std::fmt::Write;

use super::defaults::BUILT_IN;

/// The page, from the comments and values of `config.toml`.
#[must_use]
pub fn reference() -> String {
    let mut page = Page { text: String::from("# Configuration\n"), comment: Vec::new(), table: false };
    for line in BUILT_IN.lines().chain([""]) {
        if let Some(comment) = line.strip_prefix('#') {
            page.comment.push(comment.strip_prefix(' ').unwrap_or(comment));
        } else if line.starts_with('[') {
            page.section(line);
        } else if let Some((name, rest)) = line.split_once(" = ") {
            page.setting(name, rest);
        } else {
            page.paragraph();
        }
    }
    page.text
}

/// The page while it is written.
struct Page {
    text: String,
    /// The lines of the comment that is not written yet.
    comment: Vec<&'static str>,
    /// Whether a table has been started.
    table: bool,
}

impl Page {
    fn section(&mut self, header: &str) {
        self.table = false;
        let _ = write!(self.text, "\n## {header}\n");
        self.paragraph();
    }

    /// A setting with a comment above it gets a heading; any other gets a row.
    fn setting(&mut self, name: &str, rest: &str) {
        let (value, help) = rest.rsplit_once(" # ").unwrap_or((rest, ""));
        let value = value.trim_end();
        if !self.comment.is_empty() {
            self.table = false;
            let _ = write!(self.text, "\n### {name}\n");
            self.paragraph();
            let _ = write!(self.text, "\nDefault: `{value}`\n");
            return;
        }
        if !self.table {
            self.table = true;
            self.text.push_str("\n| setting | default | description |\n| --- | --- | --- |\n");
        }
        let _ = writeln!(self.text, "| `{name}` | `{}` | {help} |", value.replace('|', "\\|"));
    }

    /// Writes the comment as paragraphs.
    fn paragraph(&mut self) {
        if !self.comment.is_empty() {
            self.text.push('\n');
        }
        for line in self.comment.drain(..) {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }
}
