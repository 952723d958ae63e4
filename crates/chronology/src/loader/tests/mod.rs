mod counting;

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use super::fields::{
    CHRONOLOGY, DOCUMENTS_FILE, EVENTS_FILE, FieldSpec, PEOPLE_FILE, PLACES_FILE, PUBLISHERS_FILE, Shape, TableSpec,
};
use super::*;

#[test]
fn the_chronology_of_the_tests_has_nothing_wrong() {
    let checked = check(&sample::location());
    assert!(checked.is_empty(), "{checked}");
}

#[test]
fn every_event_knows_its_file_and_line() {
    let location = sample::location();
    let chronology = load(&location).unwrap().chronology;
    for (event, line) in
        chronology.events().entries().map(|(reference, event)| (event, chronology.file_line(reference)))
    {
        let line = line.unwrap();
        let text = std::fs::read_to_string(location.directory().unwrap().join(line.file)).unwrap();
        let lines: Vec<&str> = text.lines().skip(line.line as usize - 1).take(2).collect();
        assert_eq!(lines, ["[[event]]".to_owned(), format!("id = \"{}\"", event.id)], "{line:?}");
    }
}

/// Writes a value for every field of the format, and collects the texts that the chronology must contain.
#[derive(Default)]
struct Sample {
    number: u32,
    marks: Vec<String>,
}

impl Sample {
    fn mark(&mut self, mark: String) -> String {
        self.number += 1;
        self.marks.push(mark.clone());
        format!("\"{mark}\"")
    }

    fn table(&mut self, table: &TableSpec) -> String {
        let fields: Vec<String> = table
            .fields
            .iter()
            .filter_map(|field| Some(format!("{} = {}", field.name, self.field(table, field)?)))
            .collect();
        format!("{{ {} }}", fields.join(", "))
    }

    fn field(&mut self, table: &TableSpec, field: &FieldSpec) -> Option<String> {
        let fixed = match (table.name, field.name) {
            // A place cannot be both disputed and undisputed.
            ("a place", "country") => return None,
            ("a chronology", "span") => "\"2001/2013\"".to_owned(),
            ("an event", "concerns") => "[\"KP\"]".to_owned(),
            ("a link", "to") => "\"other\"".to_owned(),
            ("a difference", "positions") => {
                format!(
                    "[{}, {}]",
                    self.value("says", Shape::Tables(&fields::POSITION)).trim_matches(['[', ']']),
                    "{ document = \"it\", says = \"no\" }"
                )
            },
            ("a chronology", "country") => {
                let given = self.value("country", field.shape);
                given.replace(']', ", { code = \"KP\", name = \"North Korea\" }]")
            },
            _ => self.value(field.name, field.shape),
        };
        Some(fixed)
    }

    fn value(&mut self, name: &str, shape: Shape) -> String {
        let number = self.number;
        match shape {
            Shape::Text | Shape::Line => self.mark(format!("{name} {number}")),
            Shape::Id | Shape::Reference(_) => match shape {
                Shape::Reference(fields::RegisterKind::Countries) => "\"JP\"".to_owned(),
                _ => "\"it\"".to_owned(),
            },
            Shape::Date => self.mark(format!("2003-{:02}-{:02}", 1 + number / 28 % 12, 1 + number % 28)),
            Shape::Word(words) => {
                let word = words.list().last().copied().unwrap_or_default();
                format!("\"{word}\"")
            },
            Shape::Code if name == "code" => "\"JP\"".to_owned(),
            Shape::Code => {
                self.number += 1;
                let letter = char::from(b'A' + u8::try_from(self.number % 26).unwrap());
                self.mark(format!("Z{letter}"))
            },
            Shape::Key => "\"Q\"".to_owned(),
            Shape::Integer => "77777".to_owned(),
            Shape::Number { .. } => "12.125".to_owned(),
            Shape::Url => self.mark(format!("http://example.org/{name}{number}")),
            Shape::Licence => self.mark(format!("LICENCE-{number}")),
            Shape::Language => self.mark("zu-ZA".to_owned()),
            Shape::Sha256 => self.mark("ab".repeat(32)),
            Shape::List(item) => format!("[{}]", self.value(name, *item)),
            Shape::Tables(table) | Shape::ReferenceOrTable(_, table) => {
                let table = self.table(table);
                if matches!(shape, Shape::Tables(_)) { format!("[{table}]") } else { table }
            },
            Shape::ByCode => {
                let called = self.mark(format!("{name} {number}"));
                format!("{{ JP = {called} }}")
            },
        }
    }

    fn file(&mut self, table: &TableSpec) -> String {
        let lines: Vec<String> = table
            .fields
            .iter()
            .filter_map(|field| Some(format!("{} = {}\n", field.name, self.field(table, field)?)))
            .collect();
        lines.concat()
    }
}

#[test]
fn every_field_is_loaded() {
    let mut sample = Sample::default();
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = directory.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("chronology.toml", sample.file(&CHRONOLOGY));
    write("people.toml", sample.file(&PEOPLE_FILE));
    write("places.toml", sample.file(&PLACES_FILE));
    write("publishers.toml", sample.file(&PUBLISHERS_FILE));
    write("documents/all.toml", sample.file(&DOCUMENTS_FILE));
    write("events/all.toml", sample.file(&EVENTS_FILE));
    let other = "[[event]]\nid = \"other\"\ndate = \"2003\"\ntitle = \"x\"\nkind = \"it\"\nparties = [\"JP\"]\n[[event.source]]\ndocument = \"it\"\n";
    write("events/other.toml", other.to_owned());

    let loaded = load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    let shown = format!("{:?}", loaded.chronology);
    for mark in sample.marks {
        assert!(shown.contains(&mark), "{mark} was lost");
    }
    for value in
        ["77777", "12.125", "'Q'", "PartOf", "WhetherItHappened", "Unconfirmed", "Statement", "Low", "Scholarly"]
    {
        assert!(shown.contains(value), "{value} was lost");
    }
}

#[test]
fn a_table_needs_no_other_file_than_chronology_toml() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(
        directory.path().join("chronology.toml"),
        "\u{feff}title = \"Ships\"\r\nspan = \"2001/2013\"\r\n[[country]]\r\ncode = \"JP\"\r\nname = \"Japan\"\r\n\
         [[country]]\r\ncode = \"RU\"\r\nname = \"Jugoslavia\"\r\n[[kind]]\r\nid = \"call\"\r\nname = \"Call\"\r\n",
    )
    .unwrap();
    std::fs::create_dir(directory.path().join("events")).unwrap();
    std::fs::write(
        directory.path().join("events/all.csv"),
        "\u{feff}title,id,date,kind,parties,venue,venue_lat,venue_lon,address,outcome\r\n\
         \"A \"\"small\"\" ship\",a,2003-01-02,call,JP; RU,Nakhodka,42.8,132.9,https://www.example.org/1,\"one; two\"\r\n\
         \r\n\
         Another,b,2003-01-01,call,JP,Nakhodka,42.8,132.9,https://example.org/2,\r\n",
    )
    .unwrap();
    let loaded = load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    let chronology = loaded.chronology;
    let titles: Vec<&str> = chronology.events().iter().map(|event| &*event.title).collect();
    assert_eq!(titles, ["Another", "A \"small\" ship"]);
    let ship = chronology.events().get("a").unwrap();
    assert_eq!(ship.parties.codes(&chronology.countries, "+"), "JP+RU");
    assert_eq!(ship.outcome.iter().map(|text| &**text).collect::<Vec<_>>(), ["one", "two"]);
    let venue = &chronology.places[ship.venue.unwrap()];
    assert_eq!((&*venue.name, venue.coordinates), ("Nakhodka", Some((42.8, 132.9))));
    assert_eq!(chronology.places.len(), 1, "one place, although two rows name it");
    assert_eq!(chronology.publishers.iter().map(|publisher| &*publisher.name).collect::<Vec<_>>(), ["example.org"]);
    let keys: Vec<char> = chronology.countries.iter().map(|country| country.key).collect();
    assert_eq!(keys, ['J', 'U'], "the second J of a name gives way to its next letter");
}

/// Loads a table with a chronology of two countries and one kind: the titles of its events, and the diagnostics.
fn load_table(table: &[u8]) -> (Vec<String>, Vec<String>) {
    let directory = tempfile::tempdir().unwrap();
    let chronology = "title = \"T\"\nspan = \"2001/2013\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\n\
         [[country]]\ncode = \"RU\"\nname = \"Russia\"\n[[kind]]\nid = \"call\"\nname = \"Call\"\n";
    std::fs::write(directory.path().join("chronology.toml"), chronology).unwrap();
    std::fs::create_dir(directory.path().join("events")).unwrap();
    std::fs::write(directory.path().join("events/mine.csv"), table).unwrap();
    let (titles, report) = match load(&Location::Directory(directory.path().to_owned())) {
        Ok(loaded) => {
            let titles = loaded.chronology.events().iter().map(|event| event.title.to_string()).collect();
            (titles, loaded.warnings)
        },
        Err(report) => (Vec::new(), report),
    };
    let said = report.diagnostics.iter().map(|diagnostic| format!("{}: {}", diagnostic.position(), diagnostic.message));
    (titles, said.filter(|said| !said.contains("without a document")).collect())
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    for table in [
        "id,date,title,kind,parties\na,2003-01-10,\"One, two\",call,JP;RU\n",
        "\u{feff}id;date;title;kind;parties\r\na;2003-01-10;One, two;call;\"JP;RU\"\r\n",
        "id\tdate\ttitle\tkind\tparties\na\t2003-01-10\tOne, two\tcall\tJP;RU\n",
        "sep=;\nid;date;title;kind;parties\na;2003-01-10;One, two;call;\"JP;RU\"\n",
        "Parties,Kind,Title,Date,ID,,\nJP;RU,call,\"One, two\",2003-01-10,a,,\n,,,,,,\n,,,,,,\n",
    ] {
        assert_eq!(load_table(table.as_bytes()), (vec!["One, two".to_owned()], Vec::new()), "{table}");
    }
}

#[test]
fn unknown_columns_are_skipped_with_a_warning() {
    let (titles, said) = load_table(
        b"id,date,title,kind,parties,Remarks,sumary,\na,2003-01-10,One,call,JP,nice,x,\nb,2003-01-11,Two,call,JP,,,mine\n",
    );
    assert_eq!(titles, ["One", "Two"]);
    assert_eq!(
        said,
        [
            "events/mine.csv:1:28: unknown column `Remarks`; it was skipped",
            "events/mine.csv:1:36: unknown column `sumary`; it was skipped",
            "events/mine.csv:3:28: a column without a name; it was skipped",
        ]
    );
}

#[test]
fn a_table_without_column_names_or_in_another_encoding_is_one_error() {
    let (_, said) = load_table(b"a,2003-01-10,One,call,JP\nb,2003-01-11,Two,call,JP\n");
    assert_eq!(said, ["events/mine.csv:1:1: no known column in the first line"]);
    let (_, said) = load_table(b"id,title\na,One\n");
    assert!(
        said.contains(&"events/mine.csv:1:1: a table without the columns `date`, `kind` and `parties`".to_owned()),
        "{said:?}"
    );
    let (_, said) = load_table(b"id,date,title,kind,parties\na,2003-01-10,One,call,\"JP, RU\"\n");
    assert_eq!(said, ["events/mine.csv:2:24: `JP, RU` is not a single id"]);
    let (_, said) = load_table(b"id,date,title,kind,parties\na,2003,Gespr\xe4ch,call,JP\n");
    assert_eq!(said, ["events/mine.csv:2:13: not UTF-8"]);
}

/// Whether `value` satisfies `schema`. Supports the keywords that the schema uses, except `pattern`.
fn valid(schema: &Value, value: &Value, root: &Value) -> bool {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return valid(root.pointer(target.trim_start_matches('#')).expect("a definition"), value, root);
    }
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let chosen = choices.is_none_or(|choices| choices.iter().any(|choice| valid(choice, value, root)));
    let of_type = match schema.get("type").and_then(Value::as_str) {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        _ => true,
    };
    let among = schema.get("enum").and_then(Value::as_array).is_none_or(|words| words.contains(value));
    let items = match (schema.get("items"), value.as_array()) {
        (Some(schema), Some(items)) => items.iter().all(|item| valid(schema, item, root)),
        _ => true,
    };
    let none = serde_json::Map::new();
    let fields = value.as_object().unwrap_or(&none);
    let properties = schema.get("properties").and_then(Value::as_object);
    let known = properties.is_none_or(|known| {
        fields.iter().all(|(name, value)| known.get(name).is_some_and(|schema| valid(schema, value, root)))
    });
    let required = schema.get("required").and_then(Value::as_array);
    let complete = required.is_none_or(|names| names.iter().all(|name| fields.contains_key(name.as_str().unwrap())));
    chosen && of_type && among && items && known && complete
}

fn as_json(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

#[test]
fn the_schema_accepts_the_shared_chronology_and_rejects_broken_files() {
    let schema = json_schema();
    let files = files::read(sample::location().directory().unwrap(), &|_| ());
    let of_registers = files.sources.iter().map(|source| (&source.name, source.text.clone()));
    let of_events = files.events.iter().map(|file| (&file.name, file.read().unwrap()));
    for (name, text) in of_registers.chain(of_events) {
        assert!(valid(&schema, &as_json(&text), &schema), "{name}");
    }
    let broken = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    for name in ["unknown-fields/people.toml", "wrong-types/events/all.toml", "missing-fields/documents/all.toml"] {
        let text = std::fs::read_to_string(broken.join(name)).unwrap();
        assert!(!valid(&schema, &as_json(&text), &schema), "{name}");
    }
}

#[test]
fn the_reference_has_every_field_and_no_placeholder_is_left() {
    let page = reference();
    assert!(!page.contains("{{"), "a table is missing");
    let all: HashSet<&str> = EVENTS_FILE.fields.iter().chain(fields::EVENT.fields).map(|field| field.name).collect();
    for name in all.into_iter().filter(|name| *name != "event") {
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// Writes a table of many pieces: some summaries have two lines, three rows share a document, and a column has no name.
fn write_table(directory: &Path, change: impl Fn(usize, String) -> String) {
    std::fs::create_dir_all(directory.join("events")).unwrap();
    let chronology = "title = \"T\"\nspan = \"2001/2013\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\n[[kind]]\nid = \"call\"\nname = \"Call\"\n";
    std::fs::write(directory.join("chronology.toml"), chronology).unwrap();
    let row = |row: usize| {
        let summary = if row.is_multiple_of(7) { "\"A \"\"summary\"\",\nof two lines\"" } else { "" };
        let (day, report) = (1 + row % 28, row / 3);
        let line = format!("e{row},2003-01-{day:02},A 5\" pipe,call,JP,https://example.com/{report},{summary},x\n");
        change(row, line)
    };
    let table: String = (0..900).map(row).collect();
    let table = format!("id,date,title,kind,parties,address,summary,\n{table}");
    std::fs::write(directory.join("events/all.csv"), table).unwrap();
}

/// The line of a row.
fn line_of(row: usize) -> usize {
    2 + row + row.div_ceil(7)
}

#[test]
fn a_table_of_many_pieces_is_read_as_one() {
    let directory = tempfile::tempdir().unwrap();
    write_table(directory.path(), |_, row| row);
    let loaded = load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    assert_eq!((loaded.chronology.events().len(), loaded.chronology.documents.len()), (900, 300));
    assert_eq!(loaded.warnings.warnings(), 1, "{}", loaded.warnings);
    for row in 0..900 {
        let event = loaded.chronology.events().find(&format!("e{row}")).unwrap();
        assert_eq!(loaded.chronology.file_line(event).unwrap().line as usize, line_of(row), "row {row}");
        let event = &loaded.chronology[event];
        assert_eq!(&*event.summary == "A \"summary\",\nof two lines", row.is_multiple_of(7));
        let document = &loaded.chronology.documents[event.citations[0].document];
        assert_eq!(*document.url, format!("https://example.com/{}", row / 3));
    }
}

#[test]
fn a_publisher_from_an_address_gets_a_valid_and_unique_id() {
    let directory = tempfile::tempdir().unwrap();
    let hosts =
        ["exam'''ple.org", "exam-ple.org", "exam!ple.org", "..-a", "[::1]:8080", "www.example.com", "москва.рф"];
    write_table(directory.path(), |row, line| line.replace("example.com", hosts[row / 3 % hosts.len()]));
    let loaded = load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    let publishers = &loaded.chronology.publishers;
    assert_eq!(publishers.len(), hosts.len());
    for publisher in publishers {
        assert!(values::is_id(&publisher.id), "{:?} of {:?}", publisher.id, publisher.name);
        assert_eq!(publishers.get(&publisher.id).map(|found| &*found.name), Some(&*publisher.name));
    }
    assert_eq!(publishers.get("exam-ple.org-2").map(|publisher| &*publisher.name), Some("exam-ple.org"));
    assert!(publishers.get("example.com").is_some() && publishers.get("москва.рф").is_some());
}

#[test]
fn an_error_in_a_late_piece_has_the_right_position() {
    let directory = tempfile::tempdir().unwrap();
    write_table(directory.path(), |number, row| match number {
        500 => row.replace("call", "cal"),
        800 => row.replace("e800", "e3"),
        _ => row,
    });
    let report = check(&Location::Directory(directory.path().to_owned()));
    let found: Vec<(usize, usize, &str)> = report
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.line, diagnostic.column, &*diagnostic.message))
        .collect();
    assert_eq!(
        found[1..],
        [(line_of(500), 27, "unknown kind `cal`"), (line_of(800), 1, "duplicate event id `e3`")],
        "{report}"
    );
    let first = format!("first used in events/all.csv:{}:1", line_of(3));
    assert_eq!(report.diagnostics[2].note.as_deref(), Some(&*first));
    assert!(report.diagnostics[2].excerpt.starts_with("e3,2003-01-17,"), "{report}");
}

#[test]
fn a_table_that_is_not_utf8_is_an_error_with_its_line() {
    let directory = tempfile::tempdir().unwrap();
    write_table(directory.path(), |_, row| row);
    let file = directory.path().join("events/all.csv");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.extend_from_slice(b"e900,2003-01-01,caf\xe9,call,JP,,,\n");
    std::fs::write(&file, bytes).unwrap();
    let report = check(&Location::Directory(directory.path().to_owned()));
    let diagnostic = report.diagnostics.iter().find(|diagnostic| diagnostic.message == "not UTF-8").unwrap();
    assert_eq!((diagnostic.line, diagnostic.column), (line_of(900), 20));
}

#[test]
fn the_bearing_of_a_source_is_given_or_follows_from_the_dates() {
    let directory = tempfile::tempdir().unwrap();
    let document = |id: &str, published: &str| {
        let published = if published.is_empty() { String::new() } else { format!("published = \"{published}\"\n") };
        format!(
            "[[document]]\nid = \"{id}\"\npublisher = \"p\"\ntitle = \"T\"\nurl = \"https://example.org/{id}\"\n{published}"
        )
    };
    let documents =
        [("before", "2003-01-09"), ("on-the-day", "2003-01-10"), ("that-month", "2003-01"), ("undated", "")];
    let documents: String = documents.iter().map(|(id, published)| document(id, published)).collect();
    let source = |id: &str, bearing: &str| format!("[[event.source]]\ndocument = \"{id}\"\n{bearing}\n");
    let event = |id: &str| {
        format!("[[event]]\nid = \"{id}\"\ndate = \"2003-01-10\"\ntitle = \"T\"\nkind = \"call\"\nparties = [\"JP\"]\n")
    };
    let all = ["before", "on-the-day", "that-month", "undated"];
    let by_default: String = all.iter().map(|id| source(id, "")).collect();
    let given = source("before", "bearing = \"direct\"") + &source("on-the-day", "bearing = \"context\"");
    let head = "title = \"T\"\nspan = \"2001/2013\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\n[[kind]]\nid = \"call\"\nname = \"Call\"\n";
    let publisher = "[[publisher]]\nid = \"p\"\nname = \"P\"\nclass = \"news\"\nlicence = \"unknown\"\n";
    let table = "id,date,title,kind,parties,documents,address\n\
                 in-a-table,2003-01-10,T,call,JP,before;undated,https://example.org/that-month\n\
                 by-address,2003-01-10,T,call,JP,,https://example.org/before\n\
                 new,2003-01-10,T,call,JP,,https://example.org/new\n";
    for (name, text) in [
        ("chronology.toml", head),
        ("publishers.toml", publisher),
        ("documents/all.toml", &documents),
        ("events/all.toml", &format!("{}{by_default}{}{given}", event("by-default"), event("given"))),
        ("events/all.csv", table),
    ] {
        let path = directory.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let loaded = load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    let bearings = |id: &str| -> Vec<&str> {
        let event = loaded.chronology.events().get(id).unwrap();
        event.citations.iter().map(|citation| citation.bearing.as_str()).collect()
    };
    assert_eq!(bearings("by-default"), ["preview", "direct", "direct", "direct"]);
    assert_eq!(bearings("given"), ["direct", "context"]);
    assert_eq!(bearings("in-a-table"), ["preview", "direct", "direct"]);
    assert_eq!(bearings("by-address"), ["preview"]);
    assert_eq!(bearings("new"), ["direct"]);
}
