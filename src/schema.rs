//! The JSON Schema of the models, made from the types themselves so that the two cannot drift apart.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::{NOTICE_SCHEMA, Notice, RECONCILIATION_SCHEMA, Reconciliation};

/// The JSON Schema (draft 2020-12) that every printed [`Notice`] fulfils.
///
/// ```
/// let schema = taiyaku::schema();
/// assert_eq!(schema["$id"], "urn:taiyaku:notice:1");
/// assert_eq!(schema["properties"]["schema"]["const"], "taiyaku/notice/1");
/// ```
pub fn schema() -> Value {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Notice>();
    let mut schema = schema.to_value();
    schema["$id"] = json!(format!("urn:{}", NOTICE_SCHEMA.replace('/', ":")));
    schema["title"] = json!("taiyaku notice");
    schema["properties"]["schema"] = json!({ "const": NOTICE_SCHEMA, "description": "The name and version of this model." });
    schema
}

/// The JSON Schema (draft 2020-12) that every printed [`Reconciliation`] fulfils: one form for a Japanese and an English notice, one for two notices
/// of one language.
///
/// ```
/// let schema = taiyaku::reconciliation_schema();
/// assert_eq!(schema["$id"], "urn:taiyaku:reconciliation:1");
/// assert_eq!(schema["anyOf"].as_array().map(Vec::len), Some(2));
/// ```
pub fn reconciliation_schema() -> Value {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Reconciliation>();
    let mut schema = schema.to_value();
    schema["$id"] = json!(format!("urn:{}", RECONCILIATION_SCHEMA.replace('/', ":")));
    schema["title"] = json!("taiyaku reconciliation");
    for form in schema["$defs"].as_object_mut().into_iter().flat_map(|forms| forms.values_mut()) {
        if form["properties"]["schema"].is_object() {
            form["properties"]["schema"] = json!({ "const": RECONCILIATION_SCHEMA, "description": "The name and version of this model." });
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_says_all_and_nothing_else() {
        let schema = schema();
        assert_eq!(schema["additionalProperties"], false);
        let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for field in ["schema", "source", "title", "issuer", "published", "incidents", "repeats", "diagnostics"] {
            assert!(required.contains(&field), "{field}");
        }
    }
}
