//! Documents as RDF: the canonical form that `eddsa-rdfc-2022` signs, and
//! whether JSON-LD would leave something out.

use std::error::Error;

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{
    Dataset, Quad, Term,
    dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm},
};
use serde_json::{Map, Value, json};

use super::{
    contexts,
    fault::{Fault, Kind},
};

/// Undefined terms are given this meaning to find them.
const UNDEFINED: &str = "urn:undefined:";

/// Relative addresses are resolved against this to find them.
const RELATIVE: &str = "https://relative.invalid/";

/// Canonical N-Quads of a document (RDF Dataset Canonicalization 1.0).
///
/// The base is null: a relative address has no meaning that can be signed.
pub(super) fn canonical(document: &Map<String, Value>) -> Result<String, Fault> {
    let mut dataset: Dataset = quads(document, JsonLdParser::new())?.into_iter().collect();
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<_> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

/// Refuses a document in which a member has no meaning, because a processor
/// would drop it and sign the rest (Data Integrity 1.0, section 2.4.2).
pub(super) fn require_lossless(document: &Map<String, Value>) -> Result<(), Fault> {
    let mut probed = document.clone();
    if let Some(Value::Array(known)) = probed.get_mut("@context")
        && !contexts::have_vocabulary(known)
    {
        known.push(json!({"@vocab": UNDEFINED}));
    }
    let parser = JsonLdParser::new().with_base_iri(RELATIVE).map_err(|error| unreadable(&error))?;
    match quads(&probed, parser)?.iter().find_map(lost) {
        Some(lost) => Err(Fault::new(Kind::DataLoss, format!("{lost} would be lost"))),
        None => Ok(()),
    }
}

fn quads(document: &Map<String, Value>, parser: JsonLdParser) -> Result<Vec<Quad>, Fault> {
    let text = Value::Object(document.clone()).to_string();
    let quads = parser.for_slice(&text).with_load_document_callback(|url, _| bundled(url));
    quads.collect::<Result<_, _>>().map_err(|error| unreadable(&error))
}

fn bundled(url: &str) -> Result<JsonLdRemoteDocument, Box<dyn Error + Send + Sync>> {
    let text = contexts::text(url).ok_or_else(|| format!("{url} is not a known context"))?;
    Ok(JsonLdRemoteDocument { document: text.as_bytes().to_vec(), document_url: url.to_owned() })
}

fn unreadable(error: &impl Error) -> Fault {
    Fault::malformed(format!("not JSON-LD: {error}"))
}

/// What of a quad had no meaning of its own.
fn lost(quad: &Quad) -> Option<String> {
    let mut names = vec![quad.subject.to_string(), quad.predicate.to_string(), quad.graph_name.to_string()];
    match &quad.object {
        Term::Literal(literal) => names.push(literal.datatype().to_string()),
        other => names.push(other.to_string()),
    }
    names.into_iter().find_map(|name| {
        let name = name.trim_matches(['<', '>']);
        let term = name.strip_prefix(UNDEFINED).map(|term| format!("the undefined term `{term}`"));
        term.or_else(|| name.strip_prefix(RELATIVE).map(|rest| format!("the relative address `{rest}`")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::document::json::members;

    fn kind_of(document: Value) -> Option<Kind> {
        require_lossless(&members(document)).err().map(|fault| fault.kind())
    }

    fn with(context: Value, types: Value, claims: Value) -> Value {
        let mut contexts = vec![json!("https://www.w3.org/ns/credentials/v2")];
        contexts.extend(context.as_array().cloned().unwrap_or_default());
        json!({"@context": contexts, "type": types, "credentialSubject": claims})
    }

    #[test]
    fn a_member_or_type_without_meaning_is_found() {
        let types = json!(["VerifiableCredential"]);
        assert_eq!(kind_of(with(json!([]), types.clone(), json!({"name": "Đổi Mới"}))), None);
        assert_eq!(kind_of(with(json!([]), types.clone(), json!({"score": 1}))), Some(Kind::DataLoss));
        assert_eq!(
            kind_of(with(json!([]), types.clone(), json!({"name": {"of": "x"}}))),
            Some(Kind::DataLoss)
        );
        assert_eq!(kind_of(with(json!([]), types.clone(), json!({"id": "relative"}))), Some(Kind::DataLoss));
        let unmapped = json!(["VerifiableCredential", "Unmapped"]);
        assert_eq!(kind_of(with(json!([]), unmapped.clone(), json!({"name": "x"}))), Some(Kind::DataLoss));
        let examples = json!(["https://www.w3.org/ns/credentials/examples/v2"]);
        assert_eq!(kind_of(with(examples.clone(), unmapped.clone(), json!({"score": 1}))), None);
        let taken_back = json!(["https://www.w3.org/ns/credentials/examples/v2", {"@vocab": null}]);
        assert_eq!(kind_of(with(taken_back, unmapped, json!({"name": "x"}))), Some(Kind::DataLoss));
    }

    #[test]
    fn a_term_of_the_base_context_keeps_its_meaning() {
        let evil = json!([{"credentialSubject": "https://evil.example/subject"}]);
        let redefined = with(evil, json!(["VerifiableCredential"]), json!({"name": "x"}));
        assert_eq!(kind_of(redefined), Some(Kind::MalformedValue));
    }
}
