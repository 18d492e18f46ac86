//! `tests/vectors/status.json`: lists in every form, and what each must give.
//!
//! What is expected is written by hand; `tests/vectors/README.md` says how to
//! write the file anew.

use std::{fs, path::PathBuf};

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    ListKind, Status, StatusList, VerifiedList, bitstring, cwt, jwt,
    samples::{bitstring_of, cwt_of, jwt_of, list},
};
use crate::credential::{
    document::samples::{COMPROMISED, IN_USE, RETIRED, STRANGER, key},
    refusal::Refused,
    vectors::trust,
};

/// A list as it is served; a CWT in base64url.
#[derive(Serialize)]
struct Case {
    name: &'static str,
    form: &'static str,
    list: String,
    expected: Value,
}

#[derive(Serialize)]
struct VectorFile {
    about: &'static str,
    trust: Value,
    cases: Vec<Case>,
}

/// The entries of the sample that are not valid.
const MARKED: [(u32, Status); 5] = [
    (0, Status::Invalid),
    (7, Status::Suspended),
    (8, Status::Invalid),
    (70_001, Status::Suspended),
    (131_071, Status::Invalid),
];

fn cases() -> Vec<Case> {
    let read = |kind| expected(kind, &list(), IN_USE);
    let mut changed = cwt_of(&list(), IN_USE);
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let late = StatusList { issued_at: list().issued_at.plus_seconds(-1), ..list() };
    let number =
        bitstring_of(&list(), ListKind::Revocation, IN_USE).replace("\"listNumber\":41", "\"listNumber\":42");
    let (ended, suspended) = (ListKind::Revocation, ListKind::Suspension);
    vec![
        bits("revocation", bitstring_of(&list(), ended, IN_USE), read(ended)),
        bits("suspension", bitstring_of(&list(), suspended, IN_USE), read(suspended)),
        token("both in a JWT", jwt_of(&list(), IN_USE), read(ListKind::Token)),
        compact("both in a CWT", &cwt_of(&list(), IN_USE), read(ListKind::Token)),
        bits("another number", number, refused("signature")),
        token("a letter of the JWT changed", letter_changed(), refused("signature")),
        compact("a bit of the CWT changed", &changed, refused("signature")),
        bits("unknown key", bitstring_of(&list(), ended, STRANGER), refused("unknown_key")),
        token("key that has retired", jwt_of(&list(), RETIRED), refused("key_not_in_force")),
        token("key that was compromised", jwt_of(&late, COMPROMISED), refused("key_compromised")),
        compact("cut short", &cwt_of(&list(), IN_USE)[..90], refused("cbor")),
        bits("a JWT where a bitstring is expected", jwt_of(&list(), IN_USE), refused("json")),
    ]
}

/// The JWT with one letter of its claims changed.
fn letter_changed() -> String {
    let text = jwt_of(&list(), IN_USE);
    let (header, rest) = text.split_once('.').expect("three parts");
    format!(
        "{header}.{}",
        if rest.starts_with('f') { rest.replacen('f', "e", 1) } else { rest.replacen('e', "f", 1) }
    )
}

fn bits(name: &'static str, list: String, expected: Value) -> Case {
    Case { name, form: "bitstring", list, expected }
}

fn token(name: &'static str, list: String, expected: Value) -> Case {
    Case { name, form: "jwt", list, expected }
}

fn compact(name: &'static str, list: &[u8], expected: Value) -> Case {
    Case { name, form: "cwt", list: BASE64URL_NOPAD.encode(list), expected }
}

fn refused(code: &str) -> Value {
    json!({"refused": code})
}

fn expected(kind: ListKind, list: &StatusList, seed: u8) -> Value {
    let marked = |of: Status| -> Vec<u32> {
        let told = kind == ListKind::Token || (of == Status::Suspended) == (kind == ListKind::Suspension);
        MARKED.iter().filter(|(_, status)| told && *status == of).map(|(entry, _)| *entry).collect()
    };
    json!({
        "key_id": key(seed).key_id(),
        "name": format!("BKHCN-{}-0", kind.as_str()),
        "number": 41,
        "issued_at": list.issued_at,
        "valid_until": list.valid_until,
        "invalid": marked(Status::Invalid),
        "suspended": marked(Status::Suspended),
    })
}

fn outcome(read: Result<VerifiedList, Refused>) -> Value {
    let read = match read {
        Ok(read) => read,
        Err(reason) => return refused(reason.code()),
    };
    let list = read.list();
    let marked = |of: Status| -> Vec<u32> {
        (0..super::LIST_LENGTH).filter(|entry| list.statuses.at(*entry) == Some(of)).collect()
    };
    json!({
        "key_id": read.key_id(),
        "name": read.name().to_string(),
        "number": list.number,
        "issued_at": list.issued_at,
        "valid_until": list.valid_until,
        "invalid": marked(Status::Invalid),
        "suspended": marked(Status::Suspended),
    })
}

fn written() -> String {
    let trust = serde_json::from_str(&trust().to_json()).expect("a trust list is JSON");
    let about = "Status lists (DOCUMENT.md, section 6) and what reading each gives; a CWT is in base64url.";
    let file = VectorFile { about, trust, cases: cases() };
    serde_json::to_string_pretty(&file).expect("texts and numbers can be written") + "\n"
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/status.json")
}

#[test]
fn every_list_gives_what_is_expected_of_it() {
    for case in cases() {
        let read = match case.form {
            "bitstring" => bitstring::verify(&case.list, &trust()),
            "jwt" => jwt::verify(&case.list, &trust()),
            _ => {
                let bytes = BASE64URL_NOPAD.decode(case.list.as_bytes()).expect("base64url");
                cwt::verify(&bytes, &trust())
            }
        };
        assert_eq!(outcome(read), case.expected, "{}", case.name);
    }
}

#[test]
fn the_status_file_says_what_the_code_says() {
    let found = fs::read_to_string(path()).unwrap_or_default();
    assert!(found == written(), "status.json is out of date, see tests/vectors/README.md");
}

#[test]
#[ignore = "writes tests/vectors; see the README there"]
fn write_the_vector_files() {
    fs::write(path(), written()).expect("tests/vectors can be written to");
}
