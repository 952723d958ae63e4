//! The JSON Schema of the files, from the list of [`fields`](super::fields), so that editors can complete and check them.

use serde_json::{Map, Value, json};

use super::fields::{
    CHRONOLOGY, DOCUMENTS_FILE, EVENTS_FILE, FieldSpec, PEOPLE_FILE, PLACES_FILE, PUBLISHERS_FILE, Shape, TableSpec,
};

/// The files of a chronology.
const FILES: [&TableSpec; 6] =
    [&CHRONOLOGY, &PEOPLE_FILE, &PLACES_FILE, &PUBLISHERS_FILE, &DOCUMENTS_FILE, &EVENTS_FILE];

/// The JSON Schema (draft 7, which TOML editors understand) of the TOML files of a chronology. At the top level it allows the
/// fields of all files, so that `#:schema chronology.schema.json` can be the first line of any of them.
///
/// It covers the fields, the vocabularies and the forms of values. Only `check` can tell what depends on other files, such as
/// whether an id is known.
#[must_use]
pub fn json_schema() -> Value {
    let mut definitions = Map::new();
    let mut properties = Map::new();
    for field in FILES.iter().flat_map(|file| file.fields) {
        properties.insert(field.name.to_owned(), property(field, &mut definitions));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A chronology of summits-tui",
        "description": "Any of the TOML files of a chronology.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions,
    })
}

/// The name of a table among the definitions: `an event` is `event`, `a list of events` is `list-of-events`.
fn name(table: &TableSpec) -> String {
    let words = table.name.strip_prefix("an ").or_else(|| table.name.strip_prefix("a ")).unwrap_or(table.name);
    words.replace(' ', "-")
}

fn reference(table: &TableSpec) -> Value {
    json!({ "$ref": format!("#/definitions/{}", name(table)) })
}

fn define(table: &'static TableSpec, definitions: &mut Map<String, Value>) {
    if definitions.contains_key(&name(table)) {
        return;
    }
    // Inserted before its fields, so that a table that contained itself would not recurse for ever.
    definitions.insert(name(table), Value::Null);
    let mut properties = Map::new();
    for field in table.fields {
        properties.insert(field.name.to_owned(), property(field, definitions));
    }
    let required: Vec<&str> = table.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut definition = json!({
        "description": table.about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        definition["required"] = json!(required);
    }
    definitions.insert(name(table), definition);
}

fn property(field: &FieldSpec, definitions: &mut Map<String, Value>) -> Value {
    let mut property = value(field.shape, field.required, definitions);
    property["description"] = json!(field.about);
    property
}

fn value(shape: Shape, required: bool, definitions: &mut Map<String, Value>) -> Value {
    // An optional field may be an empty text, which is the same as leaving it out.
    let text = |pattern: &str| {
        let whole = if required { format!("^{pattern}$") } else { format!("^({pattern})?$") };
        json!({ "type": "string", "pattern": whole })
    };
    match shape {
        Shape::Text | Shape::Line | Shape::Date if required => json!({ "type": "string", "minLength": 1 }),
        Shape::Text | Shape::Line | Shape::Date => json!({ "type": "string" }),
        Shape::Id | Shape::Reference(_) => text(r"[\p{L}\p{N}][\p{L}\p{N}._-]*"),
        Shape::Code => text("[A-Z]{2}"),
        Shape::Key => text("[A-Z]"),
        Shape::Url => text(r#"[Hh][Tt][Tt][Pp][Ss]?://[^\s"<>\\]+"#),
        Shape::Licence => text(r"(public-domain|all-rights-reserved|unknown|[A-Za-z0-9.+-]*[A-Z][A-Za-z0-9.+-]*)"),
        Shape::Language => text("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"),
        Shape::Sha256 => text("[0-9A-Fa-f]{64}"),
        Shape::Word(words) => {
            let mut list = words.list();
            if !required {
                list.push("");
            }
            json!({ "type": "string", "enum": list })
        },
        Shape::Integer => json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        Shape::Number { least, greatest } => json!({ "type": "number", "minimum": least, "maximum": greatest }),
        Shape::List(item) => {
            let mut list = json!({ "type": "array", "items": value(*item, true, definitions) });
            if required {
                list["minItems"] = json!(1);
            }
            list
        },
        Shape::Tables(table) => {
            define(table, definitions);
            json!({ "type": "array", "items": reference(table) })
        },
        Shape::ReferenceOrTable(register, table) => {
            define(table, definitions);
            json!({ "anyOf": [value(Shape::Reference(register), true, definitions), reference(table)] })
        },
        Shape::ByCode => {
            json!({ "type": "object", "propertyNames": { "pattern": "^[A-Z]{2}$" }, "additionalProperties": { "type": "string", "minLength": 1 } })
        },
    }
}
