//! Generates a chronology from a seed.
//!
//! Every event has a random sequence of its own, so that another event can compute its id without generating it.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use chrono::{Datelike, NaiveDate};

#[path = "random.rs"]
mod random;
#[path = "table.rs"]
mod table;
#[path = "toml.rs"]
mod toml;
#[path = "words.rs"]
mod words;

use random::Random;
use words::{CITIES, COUNTRIES, KINDS, TOPICS, VENUES};

/// The format of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// TOML, with registers of people, places, publishers and documents.
    Toml,
    /// Tables and `chronology.toml`.
    Csv,
}

/// What to generate.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub seed: u64,
    pub events: usize,
    pub form: Form,
    /// The maximum number of events per file; `None` for the default of the form.
    pub in_a_file: Option<usize>,
}

const FIRST_YEAR: i32 = 1910;
const LAST_YEAR: i32 = 2013;

impl Plan {
    /// Writes the chronology into a new directory, and returns its size in bytes.
    ///
    /// # Errors
    ///
    /// The directory exists, or cannot be written.
    pub fn write(&self, directory: &Path) -> io::Result<u64> {
        fs::create_dir(directory)?;
        let mut files = Files { directory, bytes: 0 };
        files.write("chronology.toml", &self.chronology())?;
        match self.form {
            Form::Toml => toml::write(self, &mut files)?,
            Form::Csv => table::write(self, &mut files)?,
        }
        Ok(files.bytes)
    }

    /// The text of `chronology.toml`.
    fn chronology(&self) -> String {
        let mut text = format!(
            "title = \"{} generated events\"\nspan = \"{FIRST_YEAR}-01-01/{LAST_YEAR}-12-31\"\n\
             about = \"Generated for benchmarks with the seed {}. The events are invented.\"\n",
            self.events, self.seed
        );
        for country in COUNTRIES {
            let words::Country { code, key, name, adjective, native, .. } = country;
            let _ = write!(
                text,
                "\n[[country]]\ncode = \"{code}\"\nname = \"{name}\"\nadjective = \"{adjective}\"\nnative = \"{native}\"\nkey = \"{key}\"\n"
            );
        }
        let kinds = KINDS.iter().map(|kind| (kind.id, kind.name));
        let levels = [("leader", "Leader"), ("minister", "Minister"), ("official", "Official"), ("other", "Other")];
        for (table, terms) in [
            ("kind", kinds.collect::<Vec<_>>()),
            ("level", levels.to_vec()),
            ("topic", TOPICS.iter().map(|(id, name, _)| (*id, *name)).collect()),
        ] {
            for (id, name) in terms {
                let _ = write!(text, "\n[[{table}]]\nid = \"{id}\"\nname = \"{name}\"\n");
            }
        }
        text
    }

    /// The ranges of events in each file.
    fn parts(&self, default_size: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
        let (events, size) = (self.events, self.in_a_file.unwrap_or(default_size).max(1));
        (0..events).step_by(size).map(move |first| first..events.min(first + size))
    }

    /// The part of an event that others refer to, and the random sequence for the rest of it.
    fn head(&self, event: usize) -> (Head, Random) {
        let mut random = Random::new(self.seed, 1, event);
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default();
        let last = NaiveDate::from_ymd_opt(LAST_YEAR, 11, 20).unwrap_or_default();
        let span = usize::try_from((last - first).num_days()).unwrap_or_default();
        // Files are only roughly in chronological order, as they are when several people write them.
        let about = event * span / self.events.max(1);
        let day = (about + random.below(61)).saturating_sub(30).min(span);
        let day = first + chrono::Duration::days(i64::try_from(day).unwrap_or_default());
        let kind = random.weighted(KINDS.iter().map(|kind| kind.weight));
        let one = random.below(COUNTRIES.len());
        let other = (one + 1 + random.below(COUNTRIES.len() - 1)) % COUNTRIES.len();
        let city = random.below(CITIES.len());
        (Head { event, day, kind, parties: [one, other], city }, random)
    }
}

/// What other events and the documents need to know about an event.
struct Head {
    event: usize,
    day: NaiveDate,
    kind: usize,
    /// Positions in the list of countries.
    parties: [usize; 2],
    city: usize,
}

impl Head {
    fn id(&self) -> String {
        let [one, other] = self.parties.map(|party| COUNTRIES[party].code.to_lowercase());
        format!("{}-{one}-{other}-{}-{}", self.day, KINDS[self.kind].id, self.event)
    }

    fn kind(&self) -> &'static words::Kind {
        &KINDS[self.kind]
    }

    /// The date, in any form of the format: four in five are single days.
    fn date(&self, random: &mut Random) -> String {
        let day = self.day;
        let (year, month) = (day.year(), day.format("%Y-%m"));
        let later = day + chrono::Duration::days(1 + i64::from(random.small(20)));
        match random.below(100) {
            0..80 => day.to_string(),
            80..83 => format!("{day}/{later}"),
            83..86 => month.to_string(),
            86 => year.to_string(),
            87 => format!("{day}?"),
            88 => format!("{day}~"),
            89 => format!("{day}%"),
            90 => format!("{month}~"),
            91 => format!("{year}?"),
            92 => format!("[{day}..{later}]"),
            93 => format!("[{day},{later}]"),
            94 => format!("{day}/.."),
            95 => format!("{day}/"),
            96 => format!("{month}-XX"),
            97 => format!("{year}-XX"),
            // The last decade would extend past the end of the chronology.
            98 if year < 2010 => format!("{}X", year / 10),
            _ => format!("{year}-2{}", 1 + random.below(3)),
        }
    }

    /// The position of a venue within its city.
    fn venue(&self, random: &mut Random) -> usize {
        random.below(VENUES.len())
    }
}

/// Writes files and counts their bytes.
struct Files<'a> {
    directory: &'a Path,
    bytes: u64,
}

impl Files<'_> {
    fn write(&mut self, name: &str, text: &str) -> io::Result<()> {
        let path = self.directory.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        self.bytes += text.len() as u64;
        fs::write(path, text)
    }
}

/// Writes a file piece by piece.
struct Pieces<'f> {
    file: io::BufWriter<fs::File>,
    bytes: &'f mut u64,
}

impl Files<'_> {
    fn open(&mut self, name: &str) -> io::Result<Pieces<'_>> {
        let path = self.directory.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        Ok(Pieces { file: io::BufWriter::new(fs::File::create(path)?), bytes: &mut self.bytes })
    }
}

impl Pieces<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        *self.bytes += piece.len() as u64;
        self.file.write_all(piece)
    }

    fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
