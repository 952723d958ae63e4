//! Generates a chronology of any size, for benchmarks.
//!
//! ```sh
//! cargo run --release --example generate -- --events 1000000 --form csv /tmp/million
//! ```
//!
//! The same seed gives the same bytes on every machine. The events are invented; the lengths of texts, the scripts of
//! names, the forms of dates and how often each field occurs are like those of a real chronology.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use generator::{Form, Plan};

mod generator;

/// Generate a chronology for benchmarks.
#[derive(Debug, Parser)]
struct Arguments {
    /// The number of events.
    #[arg(long, default_value_t = 1000)]
    events: usize,
    /// `toml`: TOML files that use every field of the format; `csv`: tables.
    #[arg(long, default_value = "toml", value_parser = form)]
    form: Form,
    /// The seed: another one gives another chronology.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The maximum number of events per file; by default 1000 in TOML, and all of them in one table.
    #[arg(long)]
    in_a_file: Option<usize>,
    /// A directory that does not exist yet.
    directory: PathBuf,
}

fn form(written: &str) -> Result<Form, String> {
    match written {
        "toml" => Ok(Form::Toml),
        "csv" => Ok(Form::Csv),
        _ => Err("expected `toml` or `csv`".to_owned()),
    }
}

fn main() -> ExitCode {
    let Arguments { events, form, seed, in_a_file, directory } = Arguments::parse();
    match (Plan { seed, events, form, in_a_file }.write(&directory)) {
        Ok(bytes) => {
            println!("{}: {events} events, {:.1} MB", directory.display(), bytes as f64 / 1e6);
            ExitCode::SUCCESS
        },
        Err(error) => {
            eprintln!("{}: {error}", directory.display());
            ExitCode::FAILURE
        },
    }
}
