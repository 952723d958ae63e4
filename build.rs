//! Loads the chronology in `data/` and writes it in the compact form that the program decodes at its start. A fault in
//! `data/` fails the build with the same report as `summits-tui check data`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use summits_chronology::loader::compile;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    match compile(Path::new("data")) {
        Ok(files) => {
            fs::write(out.join("chronology.txt"), files.texts)?;
            Ok(fs::write(out.join("chronology.bin"), files.bytes)?)
        },
        Err(report) => {
            eprintln!("the chronology in data/ cannot be built in:\n\n{report}");
            std::process::exit(1);
        },
    }
}
