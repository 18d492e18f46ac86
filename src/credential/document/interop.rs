//! Writes `target/interop` for the foreign libraries of `tests/interop`.
//!
//! Everything they may ask for is in one file, so that they run without a
//! network; what they must accept and refuse is in theirs.

use std::{fs, path::PathBuf};

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::{
    address::IssuerDid,
    context, did,
    samples::{
        COMPROMISED, IN_USE, PROVINCE, RETIRED, STRANGER, card, card_with, certificate, independents_card,
        independents_certificate, instant, key, origin, proved_with, reissue, signed,
    },
    verify,
};
use crate::credential::{
    status::{
        ListKind, Status, StatusList, cwt, jwt,
        samples::{ENTRY, bitstring_of, cwt_of, jwt_of, list},
    },
    vectors::trust,
};

#[test]
fn the_files_for_other_libraries_are_written() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/interop");
    fs::create_dir_all(&folder).expect("target can be written to");
    let fixture = fixture();
    let documents = fixture["documents"].as_array().expect("a list");
    assert!(documents.iter().all(|text| verify(text.as_str().unwrap_or_default(), &trust()).is_ok()));
    assert!(jwt::verify(fixture["status"]["jwt"].as_str().unwrap_or_default(), &trust()).is_ok());
    assert!(cwt::verify(&cwt_of(&one_revoked(), IN_USE), &trust()).is_ok());
    let text = serde_json::to_string_pretty(&fixture).expect("JSON");
    fs::write(folder.join("fixture.json"), text).expect("target can be written to");
}

/// The card of the samples is suspended, the paper at entry 8 revoked.
fn one_revoked() -> StatusList {
    let mut list = list();
    assert!(list.statuses.set(ENTRY, Status::Suspended));
    list
}

fn fixture() -> Value {
    let while_in_use = card_with(|paper| paper.issued_at = instant("2025-06-01T02:00:00Z"));
    let before = card_with(|paper| paper.issued_at = instant("2026-09-30T23:59:59Z"));
    let documents = [card(), independents_card(), certificate(), independents_certificate()];
    let mut documents: Vec<_> = documents.iter().map(|facts| signed(facts, IN_USE)).collect();
    documents.push(signed(&while_in_use, RETIRED));
    json!({
        "now": "2026-11-22T12:00:00Z",
        "documents": documents,
        "reissue": signed(&reissue(), IN_USE),
        "of_stranger": signed(&card(), STRANGER),
        "of_compromised_key": signed(&before, COMPROMISED),
        "under_another_issuers_name": proved_with(PROVINCE, |_| ()),
        "served": served(),
        "key_id": key(IN_USE).key_id(),
        "public_key": key(IN_USE).public_key(),
        "another_public_key": key(RETIRED).public_key(),
        "status": {
            "jwt": jwt_of(&one_revoked(), IN_USE),
            "cwt": BASE64URL_NOPAD.encode(&cwt_of(&one_revoked(), IN_USE)),
            "invalid": [0, 8, 131_071],
            "suspended": [7, 70_001, ENTRY],
            "entry": ENTRY,
            "number": 41,
        },
    })
}

/// What stands at each address that a library may ask for.
fn served() -> Value {
    let (origin, trust) = (origin(), trust());
    let ministry = key(IN_USE).issuer().clone();
    let json = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let mut served = json!({});
    served[context::context_url(&origin)] = json(&context::context_text(&origin));
    for name in context::SCHEMA_NAMES {
        let schema = context::schema_text(&origin, name).expect("a schema of ours");
        served[context::schema_url(&origin, name)] = json(&schema);
    }
    for issuer in [&ministry, key(PROVINCE).issuer()] {
        let document = did::issuer_document(&origin, issuer, &trust);
        served[IssuerDid::new(&origin, issuer).to_string()] = document;
    }
    served[super::address::site_did(&origin)] = did::site_document(&origin, &ministry, &trust);
    for purpose in [ListKind::Revocation, ListKind::Suspension] {
        let text = bitstring_of(&one_revoked(), purpose, IN_USE);
        let list = json(&text);
        served[list["id"].as_str().expect("an address")] = list.clone();
    }
    served
}
