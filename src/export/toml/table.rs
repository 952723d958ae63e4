//! Tables of TOML, written field by field. Strings are quoted by the `toml` crate.

use ::toml::Value;
use summits_chronology::chronology::EventDate;

/// A table under construction. A field that is empty or absent is not written.
pub struct Table(String);

impl Table {
    /// A table of an array: `[[event]]`.
    pub fn of_array(name: &str) -> Self {
        Self(format!("[[{name}]]\n"))
    }

    /// The fields at the top of a file.
    pub fn top() -> Self {
        Self(String::new())
    }

    /// The table as text.
    pub fn finish(self) -> String {
        self.0
    }

    /// Adds a table after this one, with a blank line between.
    pub fn append(&mut self, table: Self) {
        self.0.push('\n');
        self.0.push_str(&table.0);
    }

    /// A text.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.raw(name, &quoted(text));
        }
    }

    /// A word that may be absent.
    pub fn word(&mut self, name: &str, word: Option<&str>) {
        self.text(name, word.unwrap_or_default());
    }

    /// A date that may be absent.
    pub fn date(&mut self, name: &str, date: Option<&EventDate>) {
        self.word(name, date.map(EventDate::literal));
    }

    /// A list of texts on one line.
    pub fn list<'a>(&mut self, name: &str, texts: impl IntoIterator<Item = &'a str>) {
        self.values(name, texts.into_iter().map(quoted));
    }

    /// A list of texts, each on a line of its own.
    pub fn lines<'a>(&mut self, name: &str, texts: impl IntoIterator<Item = &'a str>) {
        self.value_lines(name, texts.into_iter().map(quoted));
    }

    /// A list of values, written as they are, on one line.
    pub fn values(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        if !values.is_empty() {
            self.raw(name, &format!("[{}]", values.join(", ")));
        }
    }

    /// A list of values, written as they are, each on a line of its own.
    pub fn value_lines(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let lines: String = values.into_iter().map(|value| format!("    {value},\n")).collect();
        if !lines.is_empty() {
            self.raw(name, &format!("[\n{lines}]"));
        }
    }

    /// A value, written as it is.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.0.push_str(&format!("{name} = {value}\n"));
    }
}

/// A text in quotation marks.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A table on one line: `{ to = "…", as = "follows" }`. Empty fields are not written.
pub fn inline<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    let fields: Vec<String> = fields.map(|(name, text)| format!("{name} = {}", quoted(text))).collect();
    format!("{{ {} }}", fields.join(", "))
}
