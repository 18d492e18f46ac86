//! The contexts: which are known, and which inline ones are let in.

use serde_json::{Map, Value};

use super::{
    fault::{Fault, Kind},
    values::is_url,
};
use crate::credential::document::context::CREDENTIALS_V2;

/// A context of others, as published; see the README beside the files.
struct BundledContext {
    url: &'static str,
    text: &'static str,
    /// Whether it gives every undefined term a meaning (`@vocab`).
    vocabulary: bool,
}

const BUNDLED: [BundledContext; 3] = [
    BundledContext {
        url: CREDENTIALS_V2,
        text: include_str!("contexts/credentials-v2.jsonld"),
        vocabulary: false,
    },
    BundledContext {
        url: "https://www.w3.org/ns/credentials/examples/v2",
        text: r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#,
        vocabulary: true,
    },
    BundledContext {
        url: "https://w3id.org/security/data-integrity/v2",
        text: include_str!("contexts/data-integrity-v2.jsonld"),
        vocabulary: false,
    },
];

/// The text of a known context.
pub(super) fn text(url: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|known| known.url == url).map(|known| known.text)
}

/// Checks the contexts of a credential or presentation: a list that begins
/// with the base context (VC Data Model 2.0, section 4.3).
pub(super) fn check(document: &Map<String, Value>) -> Result<(), Fault> {
    let contexts = document.get("@context").and_then(Value::as_array);
    let contexts = contexts.ok_or_else(|| Fault::malformed("`@context` is not a list"))?;
    if contexts.first().is_none_or(|first| first != CREDENTIALS_V2) {
        return Err(Fault::malformed(format!("the first `@context` is not {CREDENTIALS_V2}")));
    }
    for context in contexts {
        match context {
            Value::String(url) if text(url).is_some() => {}
            Value::String(url) => {
                return Err(Fault::malformed(format!(
                    "`@context` {url} is not a known one, and none is fetched"
                )));
            }
            Value::Object(definitions) => definitions_are_whole(definitions)?,
            _ => return Err(Fault::malformed("an `@context` is neither a URL nor an object")),
        }
    }
    nested_ones_keep_terms(document, true)
}

/// Whether the last word of these contexts is that undefined terms mean
/// something.
pub(super) fn have_vocabulary(contexts: &[Value]) -> bool {
    let mut said = contexts.iter().filter_map(|context| match context {
        Value::String(url) => {
            BUNDLED.iter().any(|known| known.url == url && known.vocabulary).then_some(true)
        }
        Value::Object(definitions) => definitions.get("@vocab").map(Value::is_string),
        _ => None,
    });
    said.next_back().unwrap_or(false)
}

/// A term of an inline context means an IRI. One that means nothing, or
/// something that is no IRI, would take what it names out of the document.
fn definitions_are_whole(definitions: &Map<String, Value>) -> Result<(), Fault> {
    for (term, definition) in definitions {
        let whole = match definition {
            Value::String(meaning) => term == "@version" || means_something(meaning),
            Value::Object(parts) => {
                if let Some(Value::Object(inner)) = parts.get("@context") {
                    definitions_are_whole(inner)?;
                }
                parts.get("@id").is_none_or(|id| id.as_str().is_some_and(means_something))
            }
            Value::Null => term == "@vocab" || term == "@language" || term == "@base",
            Value::Bool(_) | Value::Number(_) => term.starts_with('@'),
            Value::Array(_) => false,
        };
        if !whole {
            return Err(Fault::malformed(format!("the term `{term}` of an inline `@context` means no IRI")));
        }
    }
    Ok(())
}

fn means_something(meaning: &str) -> bool {
    meaning.starts_with('@') || is_url(meaning)
}

/// A context deeper inside may add terms. One that takes all of them away
/// would take the members with them.
fn nested_ones_keep_terms(object: &Map<String, Value>, outermost: bool) -> Result<(), Fault> {
    for (member, value) in object {
        if member == "@context" {
            if !outermost && super::values::one_or_more(value).iter().any(takes_away) {
                return Err(Fault::new(Kind::DataLoss, "an inner `@context` takes terms away"));
            }
            continue;
        }
        for value in super::values::one_or_more(value) {
            if let Value::Object(inner) = value {
                nested_ones_keep_terms(inner, false)?;
            }
        }
    }
    Ok(())
}

fn takes_away(context: &Value) -> bool {
    match context {
        Value::Null => true,
        Value::Object(definitions) => {
            definitions.get("@vocab").is_some_and(Value::is_null)
                || definitions_are_whole(definitions).is_err()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn checked(contexts: Value) -> Result<(), Kind> {
        let document = json!({"@context": contexts}).as_object().cloned().unwrap_or_default();
        check(&document).map_err(|fault| fault.kind())
    }

    #[test]
    fn the_base_context_comes_first_and_the_others_are_known() {
        assert_eq!(checked(json!([CREDENTIALS_V2])), Ok(()));
        assert_eq!(checked(json!([CREDENTIALS_V2, "https://www.w3.org/ns/credentials/examples/v2"])), Ok(()));
        for wrong in [
            json!(CREDENTIALS_V2),
            json!([]),
            json!(["https://www.w3.org/ns/credentials/examples/v2", CREDENTIALS_V2]),
            json!([CREDENTIALS_V2, "https://evil.example/terms"]),
            json!([CREDENTIALS_V2, 123_192_875]),
            json!([CREDENTIALS_V2, null]),
        ] {
            assert_eq!(checked(wrong.clone()), Err(Kind::MalformedValue), "{wrong}");
        }
    }

    #[test]
    fn a_term_that_means_nothing_is_refused() {
        assert_eq!(
            checked(json!([CREDENTIALS_V2, {"Own": "https://example.org/#Own", "@protected": true}])),
            Ok(())
        );
        for wrong in [
            json!({"Own": null}),
            json!({"Own": "https ://not-a-url#Own"}),
            json!({"Own": {"@id": null}}),
            json!({"Own": {"@id": "https://example.org/", "@context": {"inner": null}}}),
            json!({"Own": ["https://example.org/"]}),
            json!({"Own": false}),
        ] {
            assert_eq!(checked(json!([CREDENTIALS_V2, wrong.clone()])), Err(Kind::MalformedValue), "{wrong}");
        }
    }

    #[test]
    fn the_last_context_decides_on_undefined_terms() {
        let examples = "https://www.w3.org/ns/credentials/examples/v2";
        assert!(have_vocabulary(&[json!(CREDENTIALS_V2), json!(examples)]));
        assert!(!have_vocabulary(&[json!(CREDENTIALS_V2)]));
        assert!(!have_vocabulary(&[json!(examples), json!({"@vocab": null})]));
        assert!(have_vocabulary(&[json!({"@vocab": null}), json!({"@vocab": "https://example.org/#"})]));
    }
}
