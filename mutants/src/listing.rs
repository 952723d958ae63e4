//! The mutants, as cargo-mutants lists them.

use std::collections::HashMap;
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::work::Work;

/// The rooms whose mutants are tried.
pub const FOLDERS: [&str; 4] = ["src/chronology", "src/query", "src/loader", "src/tui/app"];
/// Why such a mutant has no site. It would not compile in the source either.
pub const LET_CHAIN: &str = "stands between conditions with `let`, where the compiler takes no other operator";

/// What kind of change a mutant is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

/// One change of the source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mutant {
    /// From 1.
    pub number: u32,
    pub file: String,
    /// Where the change begins, both counted from 1.
    pub line: usize,
    pub column: usize,
    pub genre: Genre,
    pub replacement: String,
    /// What is changed, in words, without the place.
    pub what: String,
    /// How many mutants of the file before it are described alike. With the words it names the mutant even if lines of the
    /// file have moved.
    pub before: usize,
    /// The change, for `patch`.
    pub diff: String,
}

impl Mutant {
    /// One that is described so is the same mutant, if the file is not quite another.
    pub fn key(&self) -> String {
        format!("{}: {} #{}", self.file, self.what, self.before)
    }

    /// What a person reads: place and change.
    pub fn described(&self) -> String {
        format!("{}:{}:{}: {}", self.file, self.line, self.column, self.what)
    }

    /// The folder whose mutants it is counted with.
    pub fn folder(&self) -> &'static str {
        FOLDERS.into_iter().find(|folder| self.file.starts_with(folder)).unwrap_or("elsewhere")
    }
}

/// Every mutant of the folders.
pub fn list(work: &Work) -> Result<Vec<Mutant>, String> {
    let mut command = Command::new("cargo");
    command.args(["mutants", "--no-config", "--list", "--json", "--dir"]).arg(&work.root);
    for folder in FOLDERS {
        // A module may stand beside its folder.
        command.args(["--file", &format!("{folder}/**"), "--file", &format!("{folder}.rs")]);
    }
    let output = command.output().map_err(|error| format!("cargo mutants cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo mutants --list failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    let listed: Vec<Value> = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut mutants = Vec::new();
    for (value, number) in listed.iter().zip(1..) {
        let mut mutant =
            read(value, number).ok_or_else(|| format!("cargo mutants lists what is not understood: {value}"))?;
        let count = alike.entry(mutant.key()).or_default();
        mutant.before = *count;
        *count += 1;
        mutants.push(mutant);
    }
    Ok(mutants)
}

fn read(value: &Value, number: u32) -> Option<Mutant> {
    let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let start = value.get("span")?.get("start")?;
    let place = |name: &str| usize::try_from(start.get(name)?.as_u64()?).ok();
    let (line, column) = (place("line")?, place("column")?);
    let file = text("file")?;
    let name = text("name")?;
    let what = name.strip_prefix(&format!("{file}:{line}:{column}: ")).unwrap_or(&name).to_owned();
    Some(Mutant {
        number,
        line,
        column,
        genre: serde_json::from_value(value.get("genre")?.clone()).ok()?,
        replacement: text("replacement")?,
        diff: text("diff")?,
        what,
        file,
        before: 0,
    })
}
