//! Writes a made-up chronology of any size, for measurements.
//!
//! ```sh
//! cargo run --release --example generate -- --events 1000000 --form csv /tmp/million
//! ```
//!
//! The same seed makes the same bytes, wherever it runs. Nothing in it has happened; what it has in common with a real
//! chronology is the length of the texts, the scripts of the names, the forms of the dates, and how often things occur.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use generator::{Form, Plan};

mod generator;

/// Write a made-up chronology for measurements.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many events.
    #[arg(long, default_value_t = 1000)]
    events: usize,
    /// TOML files with everything the format has, or tables: `toml` or `csv`.
    #[arg(long, default_value = "toml", value_parser = form)]
    form: Form,
    /// Another seed makes another chronology.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many events one file has at most: a thousand in TOML, all of them in a table.
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
