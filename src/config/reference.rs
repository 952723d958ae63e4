//! The page of the documentation that describes every setting.

use std::fmt::Write;

use super::BUILT_IN;

/// `docs/configuration.md`, from the comments and values of `config.toml`.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from("# Configuration\n");
    let mut table = false;
    let mut comment: Vec<&str> = Vec::new();
    for line in BUILT_IN.lines().chain([""]) {
        if let Some(text) = line.strip_prefix('#') {
            comment.push(text.strip_prefix(' ').unwrap_or(text));
            continue;
        }
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = false;
            let _ = write!(page, "\n## [{section}]\n");
            paragraph(&mut page, &mut comment);
        } else if let Some((name, value)) = line.split_once(" = ") {
            let (value, help) = value.rsplit_once(" # ").unwrap_or((value, ""));
            if comment.is_empty() && !help.is_empty() {
                if !table {
                    page.push_str("\n| setting | as it comes | what it is for |\n| --- | --- | --- |\n");
                    table = true;
                }
                let value = value.trim_end().replace('|', "\\|");
                let _ = writeln!(page, "| `{name}` | `{value}` | {help} |");
            } else {
                table = false;
                let _ = write!(page, "\n### {name}\n");
                paragraph(&mut page, &mut comment);
                let _ = write!(page, "\nAs it comes: `{}`\n", value.trim_end());
            }
        } else {
            paragraph(&mut page, &mut comment);
        }
    }
    page
}

/// Moves a comment to the page as paragraphs; what is indented in it becomes code.
fn paragraph(page: &mut String, comment: &mut Vec<&str>) {
    if !comment.is_empty() {
        page.push('\n');
    }
    for line in comment.drain(..) {
        page.push_str(line);
        page.push('\n');
    }
}
