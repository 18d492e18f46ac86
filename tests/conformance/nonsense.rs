//! Whatever stands wherever, there is an answer, and it is not "500".

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::server::{Server, credential};

/// Values that mean something somewhere, put where they do not belong.
fn misplaced() -> impl Strategy<Value = Value> {
    let values = [
        json!(null),
        json!(-1),
        json!([]),
        json!({}),
        json!([[{}]]),
        json!("@type"),
        json!("_:b0"),
        json!("https://www.w3.org/ns/credentials/v2"),
        json!({"@value": {}, "@type": []}),
        json!({"@list": [{"@list": []}]}),
        json!({"@graph": {"@list": [1]}}),
        json!({"@set": [null, 1, true]}),
        json!({"@graph": {"@id": "urn:x:y"}, "@index": 1}),
        json!({"@context": {"a": {"@id": "@nest", "@container": ["@graph", "@id"]}}, "a": {"b": 1}}),
        json!([{"@context": {"@vocab": "urn:v:", "@propagate": false, "@import": "urn:i"}, "c": [1]}]),
        json!({"@context": {"t": {"@id": "urn:t", "@type": "@json", "@protected": true}}, "t": {"z": [null]}}),
        json!({"@context": {"r": {"@reverse": "urn:r"}}, "r": [{"id": "urn:x:y"}, "text"]}),
        json!({"@included": [{"@type": "@id"}], "@nest": {"@direction": 1}}),
    ];
    prop::sample::select(values.to_vec())
}

/// Every place in a document.
fn places(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                places(value, &format!("{here}/{}", member.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                places(value, &format!("{here}/{at}"), all);
            }
        }
        _ => {}
    }
}

fn put(document: &mut Value, place: prop::sample::Index, value: Value, under: Option<&str>) {
    let mut all = Vec::new();
    places(document, "", &mut all);
    let place = document.pointer_mut(place.get::<String>(&all)).expect("a place that was just found");
    match (place, under) {
        (Value::Object(members), Some(member)) => drop(members.insert(member.to_owned(), value)),
        (place, _) => *place = value,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn nonsense_in_any_place_is_answered(
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), misplaced(), prop::option::of(prop::sample::select(vec!["proof", "name", "@context", "own"]))),
            16,
        ),
    ) {
        let server = Server::start();
        let issued = server.issue(&credential()).expect("issued");
        let presentation: Value = serde_json::from_str(include_str!("presentation.json")).expect("JSON");
        for (place, value, under) in changes {
            for (path, member, document) in [
                ("/credentials/issue", "credential", credential()),
                ("/credentials/verify", "verifiableCredential", issued.clone()),
                ("/presentations/verify", "verifiablePresentation", presentation.clone()),
            ] {
                let mut document = document;
                put(&mut document, place, value.clone(), under);
                let options = json!({"cryptosuite": "eddsa-rdfc-2022"});
                let request = json!({member: document, "options": options});
                let (status, answer) = server.post(path, &request.to_string());
                prop_assert!([200, 201, 400].contains(&status), "{status} {request}");
                // Canonical JSON leaves nothing out; RDF has no word for an empty list.
                let verified = status == 200 && path == "/credentials/verify";
                prop_assert!(!verified || document == issued, "{answer} {request}");
            }
        }
    }
}
