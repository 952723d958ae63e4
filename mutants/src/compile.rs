//! The copy, built. What the compiler refuses of the mutants is taken out, until it has no more to say.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::listing::{Genre, LET_CHAIN, Mutant};
use crate::rewrite::{Region, rewrite};
use crate::sites;
use crate::work::{Work, write_if_changed};

/// The door and the switch: files of the copy that are not those of the repository.
const LIBRARY: &str = "src/lib.rs";
const SWITCH: &str = "src/mutant.rs";
/// Tests run faster optimised, and arithmetic is checked all the same.
pub const CONFIGURATION: [&str; 6] = [
    "--config",
    "profile.dev.opt-level=1",
    "--config",
    "profile.dev.debug=false",
    "--config",
    "profile.dev.package.\"*\".opt-level=2",
];
/// Mutants break lints.
pub const FLAGS: &str = "--cap-lints=warn";
/// After so many rounds something else is wrong.
const MOST_ROUNDS: usize = 30;

/// What an error is prefixed with that may be due to one of several mutants.
const SHARED: &str = "one of several: ";
/// Errors in the code of a mutant that it has in the source too: what is written there does not exist, or not for this
/// type.
const SURE: [&str; 8] = ["E0004", "E0061", "E0277", "E0368", "E0369", "E0425", "E0433", "E0599"];

/// Whether a mutant that cannot be switched would not compile in the source either.
pub fn is_unviable(mutant: &Mutant, reason: &str) -> bool {
    let code = reason.split(':').next().unwrap_or_default();
    // A value of the wrong type. Of an operator this may only mean that it is not the type of the other one.
    let of_value = mutant.genre == Genre::FnValue && code == "E0308";
    reason == LET_CHAIN || SURE.contains(&code) || of_value
}

/// The mutants that cannot be switched, each with the reason.
pub type Unswitchable = BTreeMap<u32, String>;

/// Writes the copy with every mutant in it that compiles. `refused` are those of which it is known that they do not.
pub fn make_switchable(work: &Work, mutants: &[Mutant], mut refused: Unswitchable) -> Result<Unswitchable, String> {
    let mut by_file: BTreeMap<&str, Vec<&Mutant>> = BTreeMap::new();
    for mutant in mutants {
        by_file.entry(&mutant.file).or_default().push(mutant);
    }
    let other_form: Vec<&str> = by_file.keys().copied().chain([LIBRARY, SWITCH]).collect();
    work.copy_tree(&other_form)?;
    write_if_changed(&work.tree.join(SWITCH), include_bytes!("switch.rs"))?;
    // At the end, so that no line moves.
    let library = format!("{}mod mutant;\n", work.source(LIBRARY)?);
    write_if_changed(&work.tree.join(LIBRARY), library.as_bytes())?;

    for round in 1..=MOST_ROUNDS {
        let mut regions = HashMap::new();
        for (file, mutants) in &by_file {
            let kept: Vec<&Mutant> =
                mutants.iter().copied().filter(|mutant| !refused.contains_key(&mutant.number)).collect();
            let text = work.source(file)?;
            let (sites, without) = sites::find(&text, &kept).map_err(|error| format!("{file}: {error}"))?;
            refused.extend(without);
            let (new, here) = rewrite(&text, &sites);
            write_if_changed(&work.tree.join(file), new.as_bytes())?;
            regions.insert((*file).to_owned(), here);
        }
        // Not `check`, for which all the crates would be compiled a second time.
        let output = cargo(work, &["build", "--lib", "--message-format=json"])?;
        if output.status.success() {
            return Ok(refused);
        }
        let (mut blamed, mut unplaced) = (Unswitchable::new(), Vec::new());
        for message in errors(&output) {
            match to_blame(&message, &regions) {
                Some(mutants) => {
                    let shared = if mutants.len() > 1 { SHARED } else { "" };
                    blamed.extend(mutants.iter().map(|number| (*number, format!("{shared}{}", title(&message)))));
                },
                None => unplaced.push(message["rendered"].as_str().unwrap_or_default().to_owned()),
            }
        }
        eprintln!("round {round}: {} mutants do not compile", blamed.len());
        if blamed.is_empty() {
            let said = if unplaced.is_empty() { stderr(&output) } else { unplaced.join("\n") };
            return Err(format!("the copy does not compile, and no mutant is to blame:\n{said}"));
        }
        refused.extend(blamed);
    }
    Err(format!("the copy does not compile after {MOST_ROUNDS} rounds"))
}

/// Builds the tests of the copy. The paths of their programs.
pub fn build_tests(work: &Work) -> Result<Vec<PathBuf>, String> {
    let output = cargo(work, &["test", "--no-run", "--lib", "--bins", "--tests", "--message-format=json"])?;
    if !output.status.success() {
        let said: Vec<String> =
            errors(&output).filter_map(|message| Some(message["rendered"].as_str()?.to_owned())).collect();
        return Err(format!("the tests of the copy do not compile:\n{}\n{}", said.join("\n"), stderr(&output)));
    }
    let tests = lines(&output).filter(|line| line["profile"]["test"] == true);
    Ok(tests.filter_map(|line| Some(PathBuf::from(line["executable"].as_str()?))).collect())
}

/// Cargo in the copy.
pub fn cargo(work: &Work, arguments: &[&str]) -> Result<Output, String> {
    Command::new("cargo")
        .args(arguments)
        .args(CONFIGURATION)
        .current_dir(&work.tree)
        .env("CARGO_TARGET_DIR", &work.build)
        .env("RUSTFLAGS", FLAGS)
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))
}

fn lines(output: &Output) -> impl Iterator<Item = Value> {
    output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok())
}

fn errors(output: &Output) -> impl Iterator<Item = Value> {
    let messages = lines(output).filter(|line| line["reason"] == "compiler-message");
    messages.map(|mut line| line["message"].take()).filter(|message| message["level"] == "error")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn title(message: &Value) -> String {
    let code = message["code"]["code"].as_str().map(|code| format!("{code}: ")).unwrap_or_default();
    format!("{code}{}", message["message"].as_str().unwrap_or_default())
}

/// The mutants because of which the compiler says this: those of the innermost region in which something of it stands,
/// preferably one of a single mutant. If a `match` has too few arms, it is the last that may be passed over.
fn to_blame<'a>(message: &Value, regions: &'a HashMap<String, Vec<Region>>) -> Option<&'a [u32]> {
    let few_arms = message["code"]["code"] == "E0004";
    let spans = message["spans"].as_array()?.iter().filter_map(|span| {
        let at = |name: &str| usize::try_from(span[name].as_u64()?).ok();
        Some((regions.get(span["file_name"].as_str()?)?, at("byte_start")?, at("byte_end")?))
    });
    let found = spans.flat_map(|(regions, start, end)| {
        let around = move |region: &&Region| region.range.start <= start && end <= region.range.end;
        regions.iter().filter(around).filter(|region| region.is_match == few_arms)
    });
    let innermost = found.min_by_key(|region| (region.mutants.len(), region.range.len()))?;
    Some(if few_arms {
        innermost.mutants.split_last().map_or(&[], |(last, _)| std::slice::from_ref(last))
    } else {
        &innermost.mutants
    })
}
