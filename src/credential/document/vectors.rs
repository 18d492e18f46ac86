//! `tests/vectors/documents.json`: documents, and what each must give.
//!
//! What is expected is written by hand; `tests/vectors/README.md` says how to
//! write the file anew.

use std::{fs, path::PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    DocumentFacts,
    samples::{
        COMPROMISED, IN_USE, PROVINCE, RETIRED, STRANGER, altered, card, card_with, certificate, forged,
        independents_card, independents_certificate, instant, key, origin, proved_with, reissue, signed,
    },
    sign, verify,
};
use crate::credential::{link::Origin, vectors::trust};

/// One text and what must come out of it.
#[derive(Serialize)]
struct Case {
    name: &'static str,
    text: String,
    expected: Value,
}

#[derive(Serialize)]
struct VectorFile {
    about: &'static str,
    trust: Value,
    cases: Vec<Case>,
}

fn cases() -> Vec<Case> {
    let mut cases = genuine_cases();
    cases.extend(refused_cases());
    cases
}

fn genuine_cases() -> Vec<Case> {
    let before = card_with(|paper| paper.issued_at = instant("2026-09-30T23:59:59Z"));
    let while_in_use = card_with(|paper| paper.issued_at = instant("2025-06-01T02:00:00Z"));
    let other_site: Origin = "http://localhost:8000".parse().expect("an origin");
    let elsewhere = sign(&card(), &other_site, &key(IN_USE)).expect("the issuer's key");
    let spelled = serde_json::from_str(&signed(&card(), IN_USE))
        .and_then(|document: Value| serde_json::to_string_pretty(&document))
        .expect("JSON");
    let case = |name, facts: &DocumentFacts| genuine(name, signed(facts, IN_USE), facts, (IN_USE, &origin()));
    vec![
        case("card of an expert of an organisation", &card()),
        case("card of an independent consultant", &independents_card()),
        case("certificate of an organisation", &certificate()),
        case("second re-issue, no enterprise code, list 3", &reissue()),
        case("certificate of an independent consultant", &independents_certificate()),
        genuine("indented", spelled, &card(), (IN_USE, &origin())),
        genuine("of another site, with a port", elsewhere, &card(), (IN_USE, &other_site)),
        genuine(
            "by a key that has retired since",
            signed(&while_in_use, RETIRED),
            &while_in_use,
            (RETIRED, &origin()),
        ),
        genuine(
            "signed, as it says, before the key was compromised",
            signed(&before, COMPROMISED),
            &before,
            (COMPROMISED, &origin()),
        ),
    ]
}

fn refused_cases() -> Vec<Case> {
    let compromised = card_with(|paper| paper.issued_at = instant("2026-10-01T00:00:00Z"));
    let too_late = card_with(|paper| paper.issued_at = instant("2027-12-31T17:00:01Z"));
    vec![
        refused(
            "a letter of the name changed",
            altered(|d| d["credentialSubject"]["name"]["@value"] = json!("Nguyễn Thị Hồng Phương Thảo Vi")),
            "signature",
        ),
        refused("a day more", altered(|d| d["validUntil"] = json!("2029-11-23T16:59:59Z")), "signature"),
        refused(
            "another place in the lists",
            altered(|d| d["credentialStatus"][0]["statusListIndex"] = json!("104730")),
            "signature",
        ),
        refused(
            "created changed",
            altered(|d| d["proof"]["created"] = json!("2026-11-22T03:04:06Z")),
            "signature",
        ),
        refused("no proof", altered(|d| drop(d.as_object_mut().map(|d| d.remove("proof")))), "proof"),
        refused(
            "context of the document swapped",
            altered(|d| d["@context"][1] = json!("https://evil.example/terms")),
            "proof",
        ),
        refused(
            "another suite",
            altered(|d| d["proof"]["cryptosuite"] = json!("eddsa-rdfc-2022")),
            "algorithm",
        ),
        refused(
            "another purpose",
            proved_with(IN_USE, |proof| {
                proof.insert("proofPurpose".to_owned(), "authentication".into());
            }),
            "proof",
        ),
        refused(
            "a key at an address",
            proved_with(STRANGER, |proof| {
                proof.insert("verificationMethod".to_owned(), "https://evil.example/key".into());
            }),
            "proof",
        ),
        refused(
            "a member twice",
            signed(&card(), IN_USE).replacen("\"id\":", "\"id\":\"https://evil.example\",\"id\":", 1),
            "json",
        ),
        refused("cut short", signed(&card(), IN_USE)[..700].to_owned(), "json"),
        refused("too long", format!("{}{}", signed(&card(), IN_USE), " ".repeat(16_384)), "too_long"),
        refused(
            "a member more, rightly signed",
            forged(|d| d["credentialSubject"]["birthDate"] = json!("1990-01-01")),
            "document",
        ),
        refused(
            "ends a second later, rightly signed",
            forged(|d| d["validUntil"] = json!("2029-11-22T17:00:00Z")),
            "document",
        ),
        refused("unknown key", signed(&card(), STRANGER), "unknown_key"),
        refused("key of another issuer", proved_with(PROVINCE, |_| ()), "other_issuer"),
        refused("signed after the key's last instant", signed(&too_late, IN_USE), "key_not_in_force"),
        refused("signed when the key was compromised", signed(&compromised, COMPROMISED), "key_compromised"),
    ]
}

fn genuine(name: &'static str, text: String, facts: &DocumentFacts, (seed, origin): (u8, &Origin)) -> Case {
    Case {
        name,
        text,
        expected: json!({"key_id": key(seed).key_id(), "host": origin.host(), "facts": facts}),
    }
}

fn refused(name: &'static str, text: String, code: &str) -> Case {
    Case { name, text, expected: json!({"refused": code}) }
}

fn written() -> String {
    let trust = serde_json::from_str(&trust().to_json()).expect("a trust list is JSON");
    let about = "Master documents (DOCUMENT.md, sections 2 to 4) and what reading each gives.";
    let file = VectorFile { about, trust, cases: cases() };
    serde_json::to_string_pretty(&file).expect("texts and numbers can be written") + "\n"
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/documents.json")
}

#[test]
fn every_document_gives_what_is_expected_of_it() {
    for case in cases() {
        let outcome = match verify(&case.text, &trust()) {
            Ok(genuine) => json!({
                "key_id": genuine.genuine().key_id(),
                "host": genuine.origin().host(),
                "facts": genuine.facts(),
            }),
            Err(refused) => json!({"refused": refused.code()}),
        };
        assert_eq!(outcome, case.expected, "{}", case.name);
    }
}

#[test]
fn the_documents_file_says_what_the_code_says() {
    let found = fs::read_to_string(path()).unwrap_or_default();
    assert!(found == written(), "documents.json is out of date, see tests/vectors/README.md");
}

#[test]
#[ignore = "writes tests/vectors; see the README there"]
fn write_the_vector_files() {
    fs::write(path(), written()).expect("tests/vectors can be written to");
}
