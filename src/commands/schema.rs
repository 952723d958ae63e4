//! `schema`: the JSON Schema of the files of a chronology.

use summits_chronology::loader::json_schema;

use super::console::{Console, Outcome, Result, unwritten};

/// Prints the schema.
///
/// # Errors
///
/// The output cannot be written.
pub fn schema(console: &mut Console) -> Result {
    serde_json::to_writer_pretty(&mut *console.out, &json_schema())
        .map_err(Into::into)
        .and_then(|()| writeln!(console.out))
        .map_err(unwritten)?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

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
        let document = json_schema();
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
        let document = json_schema();
        let event = &document["definitions"]["event"];
        assert!(event["required"].as_array().unwrap().contains(&json!("id")));
        assert!(event["properties"]["status"]["enum"].as_array().unwrap().contains(&json!("postponed")));
        assert_eq!(event["properties"]["source"]["items"]["$ref"], "#/definitions/source");
    }
}
