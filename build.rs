//! Compiles what the program carries, so that its start is quick: the chronology in `data/`, and the defaults in `config.toml`.
//! An error in either fails the build; for `data/` with the same report as `summits-tui check data`.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use summits_chronology::loader::compile;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=config.toml");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("defaults.rs"), defaults(&fs::read_to_string("config.toml")?)?)?;
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

/// The settings in `config.toml` as a slice of `CompiledDefault`, which `src/config/defaults.rs` includes.
fn defaults(text: &str) -> Result<String, Box<dyn Error>> {
    let mut settings = String::from("&[\n");
    write_table(&mut settings, "", DeTable::parse(text)?.get_ref(), text)?;
    settings.push_str("]\n");
    Ok(settings)
}

fn write_table(out: &mut String, path: &str, table: &DeTable<'_>, text: &str) -> Result<(), Box<dyn Error>> {
    for (name, value) in table {
        let path = if path.is_empty() { name.get_ref().to_string() } else { format!("{path}.{}", name.get_ref()) };
        if let DeValue::Table(inner) = value.get_ref() {
            write_table(out, &path, inner, text)?;
            continue;
        }
        let line = text[..name.span().start].matches('\n').count() + 1;
        let (span, compiled) = (value.span(), compiled_value(&path, value)?);
        writeln!(out, "CompiledDefault {{ path: {path:?}, line: {line}, span: {span:?}, value: {compiled} }},")?;
    }
    Ok(())
}

/// A variant of `CompiledValue`.
fn compiled_value(path: &str, value: &Spanned<DeValue<'_>>) -> Result<String, Box<dyn Error>> {
    let texts: Vec<(&str, _)> = match value.get_ref() {
        DeValue::Boolean(flag) => return Ok(format!("CompiledValue::Flag({flag})")),
        DeValue::Integer(number) => return Ok(format!("CompiledValue::Number({})", number.as_str())),
        DeValue::String(text) => vec![(text, value.span())],
        DeValue::Array(items) => {
            items.iter().filter_map(|item| Some((item.get_ref().as_str()?, item.span()))).collect()
        },
        _ => return Err(format!("{path} in config.toml has a type that build.rs does not know").into()),
    };
    let text = texts.first().map_or("", |(text, _)| text);
    Ok(match path {
        "start.data" => "CompiledValue::Texts".to_owned(),
        "start.query" => format!("CompiledValue::Text({text:?})"),
        "theme.name" => format!("CompiledValue::Word({text:?})"),
        _ if path.starts_with("theme.") => format!("CompiledValue::Style({text:?})"),
        _ => format!("CompiledValue::Chords(&{texts:?})"),
    })
}
