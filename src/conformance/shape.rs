//! What holds at any depth of a document: identifiers, types, keywords.

use serde_json::{Map, Value};

use super::{
    fault::{Fault, Kind},
    values::{one_or_more, url},
};

/// The keywords that have a place outside a context (JSON-LD 1.1, section 1.7).
const KEYWORDS: [&str; 12] = [
    "@context",
    "@direction",
    "@graph",
    "@id",
    "@included",
    "@index",
    "@json",
    "@language",
    "@list",
    "@set",
    "@type",
    "@value",
];

/// Checks every object in a document; contexts have rules of their own.
pub(super) fn check(object: &Map<String, Value>) -> Result<(), Fault> {
    for (member, value) in object {
        match member.as_str() {
            "@context" => {}
            "id" | "@id" => {
                url(value, member)?;
            }
            "type" => types(value)?,
            "@type" if !object.contains_key("@value") => types(value)?,
            other if other.starts_with('@') && !KEYWORDS.contains(&other) => {
                // A processor would pass over it in silence (section 3.7).
                return Err(Fault::new(Kind::DataLoss, format!("`{other}` is no keyword")));
            }
            _ => within(value)?,
        }
    }
    Ok(())
}

fn within(value: &Value) -> Result<(), Fault> {
    match value {
        Value::Object(object) => check(object),
        Value::Array(items) => items.iter().try_for_each(within),
        _ => Ok(()),
    }
}

/// One or more terms or URLs (VC Data Model 2.0, section 4.5).
fn types(value: &Value) -> Result<(), Fault> {
    let types = one_or_more(value);
    let named = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty() && !text.contains(' '));
    if types.is_empty() || !types.iter().all(named) {
        return Err(Fault::malformed("`type` is not one or more terms or URLs"));
    }
    Ok(())
}
