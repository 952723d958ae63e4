//! `schema`: the JSON Schema of the files of a chronology, made from the list of fields by which the loader checks them.
//!
//! One schema serves every file, so that an editor needs no rule for each: at the top it knows the fields of all files,
//! and below, each table by itself. It is of draft 7, which the editors for TOML understand.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Console, Outcome, Result, unwritten};
use crate::loader::fields::{
    CHRONOLOGY, DOCUMENTS_FILE, EVENTS_FILE, Field, PEOPLE_FILE, PLACES_FILE, PUBLISHERS_FILE, Register, Shape, Table,
};

/// The files, whose fields stand at the top.
const FILES: [&Table; 6] = [&CHRONOLOGY, &PEOPLE_FILE, &PLACES_FILE, &PUBLISHERS_FILE, &DOCUMENTS_FILE, &EVENTS_FILE];

/// Letters and digits first, then also hyphen, underscore and full stop; of any script.
const ID: &str = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$";
/// Two capital letters.
const CODE: &str = "^[A-Z]{2}$";

/// Prints the schema.
///
/// # Errors
///
/// The output cannot be written.
pub fn schema(console: &mut Console) -> Result {
    serde_json::to_writer_pretty(&mut *console.out, &document())
        .map_err(Into::into)
        .and_then(|()| writeln!(console.out))
        .map_err(unwritten)?;
    Ok(Outcome::Done)
}

fn document() -> Value {
    let mut definitions = BTreeMap::new();
    let mut properties = Map::new();
    for file in FILES {
        for field in file.fields {
            properties.insert(field.name.to_owned(), described(field, &mut definitions));
        }
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A chronology of summits-tui",
        "description": "Any of the TOML files of a chronology: chronology.toml, people.toml, places.toml, publishers.toml, \
            documents/*.toml, events/*.toml.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions,
    })
}

/// The schema of a field's value, with what the field means.
fn described(field: &Field, definitions: &mut BTreeMap<String, Value>) -> Value {
    let mut schema = of_shape(field.shape, definitions);
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), json!(field.about));
    }
    schema
}

fn of_shape(shape: Shape, definitions: &mut BTreeMap<String, Value>) -> Value {
    match shape {
        Shape::Text | Shape::Line | Shape::Language | Shape::Licence => json!({ "type": "string" }),
        Shape::Id => json!({ "type": "string", "pattern": ID }),
        Shape::Reference(Register::Countries) | Shape::Code => json!({ "type": "string", "pattern": CODE }),
        Shape::Reference(_) => json!({ "type": "string", "pattern": ID }),
        Shape::Date => json!({
            "type": "string",
            "examples": ["2003-01-10", "2003-01", "2003", "2003-01-09/2003-01-12", "[2003-01-09..2003-01-12]", "2003-01-10~"],
        }),
        Shape::Word(words) => json!({ "type": "string", "enum": words.list() }),
        Shape::Key => json!({ "type": "string", "pattern": "^[A-Z]$" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Number { least, greatest } => json!({ "type": "number", "minimum": least, "maximum": greatest }),
        Shape::Url => json!({ "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://.+)?$" }),
        Shape::Sha256 => json!({ "type": "string", "pattern": "^([0-9A-Fa-f]{64})?$" }),
        Shape::List(item) => json!({ "type": "array", "items": of_shape(*item, definitions) }),
        Shape::Tables(table) => json!({ "type": "array", "items": reference(table, definitions) }),
        Shape::ReferenceOrTable(register, table) => {
            json!({ "anyOf": [of_shape(Shape::Reference(register), definitions), reference(table, definitions)] })
        },
        Shape::ByCode => json!({
            "type": "object",
            "patternProperties": { CODE: { "type": "string" } },
            "additionalProperties": false,
        }),
    }
}

/// A reference to the definition of a table, which is made on the way.
fn reference(table: &'static Table, definitions: &mut BTreeMap<String, Value>) -> Value {
    let name = table.name.split_once(' ').map_or(table.name, |(_, name)| name).replace(' ', "-");
    if !definitions.contains_key(&name) {
        // Held for the table while its fields are described, since they may lead back to it.
        definitions.insert(name.clone(), Value::Null);
        let properties: Map<String, Value> =
            table.fields.iter().map(|field| (field.name.to_owned(), described(field, definitions))).collect();
        let required: Vec<&str> = table.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        let definition = json!({
            "type": "object",
            "description": table.about,
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        definitions.insert(name.clone(), definition);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every schema below `value`, itself included.
    fn schemas(value: &Value) -> Vec<&Value> {
        let inner: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(fields) => fields.values().collect(),
            _ => Vec::new(),
        };
        std::iter::once(value).chain(inner.into_iter().flat_map(schemas)).collect()
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        let document = document();
        let references: Vec<&str> =
            schemas(&document).into_iter().filter_map(|schema| schema["$ref"].as_str()).collect();
        assert!(references.len() > 10, "{references:?}");
        for reference in references {
            let found = document.pointer(reference.trim_start_matches('#'));
            assert!(found.is_some_and(Value::is_object), "{reference}");
        }
    }

    #[test]
    fn an_event_needs_its_id_and_knows_its_words() {
        let document = document();
        let event = &document["definitions"]["event"];
        assert!(event["required"].as_array().unwrap().contains(&json!("id")));
        assert!(event["properties"]["status"]["enum"].as_array().unwrap().contains(&json!("postponed")));
        assert_eq!(event["properties"]["source"]["items"]["$ref"], "#/definitions/source");
    }
}
