//! The vector files of `tests/vectors`, from fixed keys and invented papers.
//!
//! What each code must give is written by hand, never taken from the answer.
//! The files are compared with what stands here; `tests/vectors/README.md`
//! says how to write them anew.

use std::{fs, path::PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Affiliation, CardPayload, CertificatePayload, IssuerSigningKey, Origin, Paper, Payload, PhotoHash, Token,
    TrustList, TrustedKey, link, payload::tests::paper, sign::sign, verify::offline_verdict, verify_text,
};
use crate::dates::{Day, Instant};

mod cbor;
pub(super) mod encoding;
mod genuine;
mod keys;

/// One code, the day it is checked on, and what must come out.
#[derive(Serialize)]
struct Case {
    name: &'static str,
    text: String,
    on: Day,
    expected: Value,
}

#[derive(Serialize)]
struct VectorFile {
    about: &'static str,
    trust: Value,
    cases: Vec<Case>,
}

/// The seed of the Ministry's key in use: 32 times the byte 1.
const IN_USE: u8 = 1;
const RETIRED: u8 = 2;
const PROVINCE: u8 = 3;
const COMPROMISED: u8 = 4;
/// The seed of a key that is in no list.
const STRANGER: u8 = 9;

fn instant(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn key(seed: u8) -> IssuerSigningKey {
    let issuer = if seed == PROVINCE { "52" } else { "BKHCN" };
    IssuerSigningKey::from_seed(issuer.parse().expect("an issuer code"), &[seed; 32])
}

fn trusted(seed: u8, valid_from: &str) -> TrustedKey {
    TrustedKey::new(key(seed).issuer().clone(), key(seed).public_key(), instant(valid_from))
}

/// The trust list that all vectors are checked with.
pub(super) fn trust() -> TrustList {
    let until = Some(instant("2027-12-31T17:00:00Z"));
    let retired = Some(instant("2025-12-31T17:00:00Z"));
    let compromised = Some(instant("2026-10-01T00:00:00Z"));
    TrustList::new(vec![
        TrustedKey { signs_until: until, ..trusted(IN_USE, "2025-12-31T17:00:00Z") },
        TrustedKey { retired_at: retired, ..trusted(RETIRED, "2023-12-31T17:00:00Z") },
        trusted(PROVINCE, "2025-06-30T17:00:00Z"),
        TrustedKey { compromised_at: compromised, ..trusted(COMPROMISED, "2025-12-31T17:00:00Z") },
    ])
    .expect("four keys that fit together")
}

fn card(change: impl FnOnce(&mut Paper)) -> Payload {
    let mut paper = paper();
    change(&mut paper);
    let photo = PhotoHash::of(b"an invented photo");
    CardPayload::new(paper, Affiliation::Organisation, photo).map(Payload::Card).expect("the days fit")
}

fn certificate(change: impl FnOnce(&mut Paper)) -> Payload {
    let mut paper = paper();
    paper.number = "01/2026/GXN-BKHCN".parse().expect("a number");
    paper.holder = "Công ty Cổ phần Tư vấn và Chuyển giao Công nghệ Quản lý Ví Dụ".parse().expect("a name");
    change(&mut paper);
    let code = Some("0101234567".parse().expect("an enterprise code"));
    CertificatePayload::organisation(paper, code).map(Payload::Certificate).expect("the days fit")
}

fn signed(payload: Payload, seed: u8) -> Token {
    sign(payload, &key(seed)).expect("a paper of the key's issuer")
}

/// The card that most tests take apart.
pub(super) fn card_token() -> Token {
    signed(card(|_| ()), IN_USE)
}

/// The certificate that most tests take apart.
pub(super) fn certificate_token() -> Token {
    signed(certificate(|_| ()), IN_USE)
}

fn origin() -> Origin {
    "https://kiemtra-chuyengia.example".parse().expect("an origin")
}

fn text_of(token: &Token) -> String {
    link::text(&origin(), token)
}

fn refused(name: &'static str, text: String, code: &str) -> Case {
    let verdict = match code {
        "signature" | "other_issuer" => json!({"verdict": "not_valid", "reason": "altered"}),
        "key_compromised" => {
            json!({"verdict": "not_valid", "reason": "key_compromised", "on": "2026-10-01"})
        }
        "unknown_key" | "key_not_in_force" => {
            json!({"verdict": "could_not_check", "reason": code})
        }
        _ => json!({"verdict": "could_not_check", "reason": "unreadable"}),
    };
    Case { name, text, on: day("2026-11-22"), expected: json!({"refused": code, "verdict": verdict}) }
}

fn files() -> [(&'static str, VectorFile); 3] {
    let file = |about, cases| {
        let trust = serde_json::from_str(&trust().to_json()).expect("a trust list is JSON");
        VectorFile { about, trust, cases }
    };
    [
        ("genuine.json", file("Codes that the issuer signed, and what they say on a day.", genuine::cases())),
        ("keys.json", file("Codes signed with a key, or at a time, that does not count.", keys::cases())),
        ("encoding.json", file("Codes that are not written as the format says.", encoding::cases())),
    ]
}

fn path_of(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

fn written(file: &VectorFile) -> String {
    serde_json::to_string_pretty(file).expect("texts and numbers can be written") + "\n"
}

#[test]
fn every_vector_gives_what_is_expected_of_it() {
    for (file_name, file) in files() {
        for case in file.cases {
            let checked = verify_text(&case.text, &trust());
            let verdict = offline_verdict(&checked, case.on);
            let outcome = match checked {
                Ok(genuine) => {
                    json!({"key_id": genuine.key_id(), "payload": genuine.payload(), "verdict": verdict})
                }
                Err(refused) => json!({"refused": refused.code(), "verdict": verdict}),
            };
            assert_eq!(outcome, case.expected, "{file_name}: {}", case.name);
        }
    }
}

#[test]
fn the_vector_files_say_what_the_code_says() {
    for (name, file) in files() {
        let found = fs::read_to_string(path_of(name)).unwrap_or_default();
        assert!(found == written(&file), "{name} is out of date, see tests/vectors/README.md");
    }
}

#[test]
#[ignore = "writes tests/vectors; see the README there"]
fn write_the_vector_files() {
    for (name, file) in files() {
        fs::write(path_of(name), written(&file)).expect("tests/vectors can be written to");
    }
}
