//! `tests/vectors/offline.json`: inputs, grounds, and the report of each.
//!
//! Every shell reads this file. What is expected is written by hand;
//! `tests/vectors/README.md` says how to write the file anew.

use std::{fs, path::PathBuf};

use serde::Serialize;
use serde_json::{Map, Value, json};

use self::reports::{
    altered, card_report, certificate_report, document_report, list_41, refused, stated_report, unable, valid,
};
use super::vouch::{self, PaperDigest, VouchedPapers};
use super::{Ground, Hosts, Snapshot, check};
use crate::{
    credential::{
        document::{
            self,
            samples::{COMPROMISED, IN_USE, PROVINCE, card_with, certificate, instant, key, origin, signed},
            statement::{self, Statement},
        },
        link::{self, Origin},
        status::{
            KnownLists, Status, StatusList,
            samples::{ENTRY, jwt_of, list},
        },
        vectors::{card_token, certificate_token, trust},
        verdict::{NotValid, Verdict},
    },
    dates::{Day, Instant},
};

/// One input, what it is judged on, and the report that must come out.
#[derive(Serialize)]
struct Case {
    name: &'static str,
    input: String,
    /// A name among `snapshots`.
    snapshot: Option<&'static str>,
    at: Instant,
    on: Option<Day>,
    hosts: Vec<&'static str>,
    /// The numbers of the lists seen before.
    seen: Map<String, Value>,
    expected: Value,
}

#[derive(Serialize)]
struct VectorFile {
    about: &'static str,
    trust: Value,
    snapshots: Map<String, Value>,
    cases: Vec<Case>,
}

mod clocks;
mod reports;

const HOST: &str = "kiemtra-chuyengia.example";
const NOON: &str = "2026-11-22T05:00:00Z";

fn snapshots() -> Map<String, Value> {
    let with = |status| {
        let mut list = list();
        list.statuses.set(ENTRY, status);
        jwt_of(&list, IN_USE)
    };
    let of_province = StatusList { issuer: "52".parse().expect("a code"), number: 7, ..list() };
    let of_province = jwt_of(&of_province, PROVINCE);
    let late = StatusList { issued_at: instant("2026-11-22T03:04:04Z"), ..list() };
    [
        ("current", vec![with(Status::Valid), of_province.clone()]),
        ("ended", vec![with(Status::Invalid), of_province.clone()]),
        ("suspended", vec![with(Status::Suspended), of_province.clone()]),
        ("of the province alone", vec![of_province.clone()]),
        ("signed with a compromised key", vec![jwt_of(&late, COMPROMISED), of_province]),
        ("empty", Vec::new()),
    ]
    .into_iter()
    .map(|(name, lists)| (name.to_owned(), Snapshot::write(&lists, &vouched_in(name)).into()))
    .collect()
}

/// In the current snapshot the issuer vouches for one paper.
fn vouched_in(snapshot: &str) -> Vec<String> {
    if snapshot != "current" {
        return Vec::new();
    }
    let vouched = VouchedPapers {
        issuer: "BKHCN".parse().expect("a code"),
        key_id: key(COMPROMISED).key_id(),
        compromised_at: instant("2026-10-01T00:00:00Z"),
        asked_at: instant("2026-11-22T03:00:00Z"),
        digests: [PaperDigest::of_document(&signed_before("2026-09-01T00:00:00Z")).expect("a document")]
            .into(),
    };
    vec![vouch::sign(&vouched, &origin(), &key(IN_USE)).expect("the issuer's key")]
}

/// The document of the card, signed with the key that is compromised now.
fn signed_before(issued_at: &str) -> String {
    signed(&card_with(|paper| paper.issued_at = instant(issued_at)), COMPROMISED)
}

fn code() -> String {
    link::text(&origin(), &card_token())
}

fn code_at(site: &str) -> String {
    let origin: Origin = site.parse().expect("an origin");
    link::text(&origin, &card_token())
}

fn document() -> String {
    signed(&card_with(|_| ()), IN_USE)
}

fn stated() -> String {
    let on = "2026-11-20".parse().expect("a day");
    let statement = Statement {
        issuer: "BKHCN".parse().expect("a code"),
        number: "01/2026/GXN-BKHCN".parse().expect("a number"),
        holder: "Công ty Đổi Mới".parse().expect("a name"),
        verdict: Verdict::NotValid(NotValid::Revoked { on }),
        on,
        asked_at: instant("2026-11-22T03:00:00Z"),
        register_position: 17,
    };
    statement::sign(&statement, &origin(), &key(IN_USE)).expect("the issuer's key")
}

/// The case at noon with the current snapshot.
fn case(name: &'static str, input: String, expected: Value) -> Case {
    let (at, seen) = (instant(NOON), Map::new());
    Case { name, input, snapshot: Some("current"), at, on: None, hosts: Vec::new(), seen, expected }
}

fn cases() -> Vec<Case> {
    let mut cases = codes();
    cases.extend(on_other_days());
    cases.extend(clocks::cases());
    cases.extend(refusals());
    cases.extend(documents());
    cases
}

fn codes() -> Vec<Case> {
    let today = |verdict, status| card_report(verdict, "2026-11-22", status);
    let ended = json!({"verdict": "not_valid", "reason": "listed_ended", "listed_on": "2026-11-22"});
    let suspended = json!({"verdict": "not_now", "reason": "listed_suspended", "listed_on": "2026-11-22"});
    let mut alone = today(valid(), list_41());
    alone["host"] = Value::Null;
    let none = today(unable("status_unavailable"), Value::Null);
    let with = |snapshot, case: Case| Case { snapshot, ..case };
    vec![
        case("link, listed as valid", code(), today(valid(), list_41())),
        case("code alone, in lower case", card_token().to_code().to_ascii_lowercase(), alone.clone()),
        case("link with what a messenger appended", code() + "?fbclid=IwAR0", today(valid(), list_41())),
        case("link in a sentence", format!("Mã: <{}>.", code()), today(valid(), list_41())),
        with(Some("ended"), case("listed as ended", code(), today(ended, list_41()))),
        with(Some("suspended"), case("listed as suspended", code(), today(suspended, list_41()))),
        with(None, case("without a snapshot", code(), none.clone())),
        with(Some("empty"), case("with an empty snapshot", code(), none.clone())),
        with(Some("of the province alone"), case("no list of the issuer", code(), none.clone())),
        with(Some("signed with a compromised key"), case("list of a compromised key", code(), none)),
        Case {
            seen: members(&json!({"BKHCN-token-0": 41})),
            ..case("the list that was seen before", code(), today(valid(), list_41()))
        },
        Case {
            seen: members(&json!({"BKHCN-token-0": 42})),
            ..case("a newer list was seen before", code(), today(unable("status_too_old"), Value::Null))
        },
        Case {
            hosts: vec!["other.example", HOST],
            ..case("of an accepted host", code(), today(valid(), list_41()))
        },
        Case { hosts: vec![HOST], ..case("a code alone names no host", card_token().to_code(), alone) },
    ]
}

fn on_other_days() -> Vec<Case> {
    let expired = json!({"verdict": "not_valid", "reason": "expired", "on": "2029-11-22"});
    let not_yet = json!({"verdict": "not_now", "reason": "not_yet_in_force", "from": "2026-11-22"});
    let too_old = unable("status_too_old");
    let day = |text: &str| text.parse::<Day>().ok();
    vec![
        Case {
            at: instant("2026-11-23T03:04:05Z"),
            ..case("in the last second of the list", code(), card_report(valid(), "2026-11-23", list_41()))
        },
        Case {
            at: instant("2026-11-23T03:04:06Z"),
            ..case("a second later", code(), card_report(too_old.clone(), "2026-11-23", Value::Null))
        },
        Case {
            on: day("2026-11-23"),
            ..case("for tomorrow", code(), card_report(valid(), "2026-11-23", list_41()))
        },
        Case {
            on: day("2026-11-24"),
            ..case("for the day after", code(), card_report(too_old, "2026-11-24", Value::Null))
        },
        Case {
            on: day("2026-11-21"),
            ..case("before its first day", code(), card_report(not_yet, "2026-11-21", Value::Null))
        },
        Case {
            on: day("2029-11-23"),
            snapshot: None,
            ..case("expired needs no status", code(), card_report(expired, "2029-11-23", Value::Null))
        },
    ]
}

fn refusals() -> Vec<Case> {
    let other = |host| refused(unable("other_host"), "code", "other_host", Some(host));
    let changed = code().replace("KIEMTRA-CHUYENGIA.EXAMPLE/V/2K", "KIEMTRA-CHUYENGIA.EXAMPLE/V/2L");
    let cut = code()[..code().len() - 1].to_owned();
    let malformed = |reason, host| refused(unable("unreadable"), "code", reason, host);
    let hosted = |case: Case| Case { hosts: vec![HOST], ..case };
    vec![
        hosted(case(
            "look-alike host",
            code_at("https://kiemtra-chuyengla.example"),
            other("kiemtra-chuyengla.example"),
        )),
        hosted(case(
            "the host as the beginning of another",
            code_at("https://kiemtra-chuyengia.example.evil.example"),
            other("kiemtra-chuyengia.example.evil.example"),
        )),
        hosted(case(
            "the host with another port",
            code_at("https://kiemtra-chuyengia.example:8443"),
            other("kiemtra-chuyengia.example:8443"),
        )),
        case("a letter changed", changed, malformed("cbor", None)),
        case("cut short", cut, malformed("incomplete", None)),
        case(
            "two codes",
            format!("{} {}", code(), certificate_token().to_code()),
            malformed("several_codes", None),
        ),
        case("no code", "xin chào".to_owned(), malformed("not_a_link", None)),
        case("nothing", String::new(), malformed("cbor", None)),
        case(
            "a letter of the document changed",
            document().replace("Thảo Vy", "Thảo My"),
            refused(altered(), "document", "signature", None),
        ),
        case("broken JSON", "{".to_owned(), refused(unable("unreadable"), "document", "json", None)),
        case(
            "a letter of the statement changed",
            stated().replace("Đổi", "Đối"),
            refused(altered(), "statement", "signature", None),
        ),
    ]
}

fn documents() -> Vec<Case> {
    let card = document_report(valid(), list_41());
    let stated_report = stated_report();
    let mut of_another_day = stated_report.clone();
    of_another_day["verdict"] = json!("could_not_check");
    of_another_day["reason"] = json!("status_of_another_day");
    of_another_day["checked_on"] = json!("2026-11-22");
    of_another_day.as_object_mut().expect("an object").shift_remove("on");
    vec![
        case("document of a card", document(), card),
        case("document of a certificate", signed(&certificate(), IN_USE), certificate_report("document")),
        case(
            "code of the certificate",
            link::text(&origin(), &certificate_token()),
            certificate_report("code"),
        ),
        Case {
            hosts: vec![HOST],
            ..case(
                "document of another host",
                document::sign(
                    &card_with(|_| ()),
                    &"https://other.example".parse().expect("an origin"),
                    &key(IN_USE),
                )
                .expect("the issuer's key"),
                refused(unable("other_host"), "document", "other_host", Some("other.example")),
            )
        },
        Case { snapshot: None, ..case("statement", stated(), stated_report) },
        Case { on: "2026-11-22".parse().ok(), ..case("statement of another day", stated(), of_another_day) },
        of_a_compromised_key(
            "signed, as it says, before the key was compromised",
            "2026-09-30T23:59:59Z",
            unable("key_compromised"),
            Value::Null,
        ),
        of_a_compromised_key(
            "the same of a paper that the issuer vouches for",
            "2026-09-01T00:00:00Z",
            valid(),
            list_41(),
        ),
    ]
}

fn of_a_compromised_key(name: &'static str, issued_at: &str, verdict: Value, status: Value) -> Case {
    let mut report = document_report(verdict, status);
    report["signed"] = json!({
        "key_id": key(COMPROMISED).key_id(), "at": issued_at, "key_compromised_at": "2026-10-01T00:00:00Z",
    });
    case(name, signed_before(issued_at), report)
}

fn members(object: &Value) -> Map<String, Value> {
    object.as_object().expect("an object").clone()
}

fn written() -> String {
    let trust = serde_json::from_str(&trust().to_json()).expect("a trust list is JSON");
    let about = "Checks without the register (DOCUMENT.md, sections 9 and 10) and the report of each.";
    let file = VectorFile { about, trust, snapshots: snapshots(), cases: cases() };
    serde_json::to_string_pretty(&file).expect("texts and numbers can be written") + "\n"
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/offline.json")
}

/// The report that the core gives.
fn outcome(case: &Case) -> Value {
    let (trust, snapshots) = (trust(), snapshots());
    let mut seen = KnownLists::default();
    for (name, number) in &case.seen {
        let number = number.as_u64().and_then(|number| number.try_into().ok());
        seen.remember(name.parse().expect("a list"), number.expect("a number"));
    }
    let text = case.snapshot.map(|name| snapshots[name].as_str().expect("a text"));
    let snapshot = text.map(|text| Snapshot::read(text, &trust, seen).expect("a snapshot"));
    let hosts = Hosts::only(case.hosts.iter().copied()).expect("hosts");
    let ground =
        Ground { trust: &trust, snapshot: snapshot.as_ref(), hosts: &hosts, at: case.at, on: case.on };
    serde_json::to_value(check(&case.input, &ground)).expect("a report is JSON")
}

#[test]
fn every_check_gives_the_report_that_is_expected() {
    let cases = cases();
    let wrong = cases.iter().map(|case| (case.name, outcome(case), &case.expected));
    let wrong: Vec<_> = wrong.filter(|(_, outcome, expected)| outcome != *expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_offline_file_says_what_the_code_says() {
    let found = fs::read_to_string(path()).unwrap_or_default();
    assert!(found == written(), "offline.json is out of date, see tests/vectors/README.md");
}

#[test]
#[ignore = "writes tests/vectors; see the README there"]
fn write_the_vector_files() {
    fs::write(path(), written()).expect("tests/vectors can be written to");
}
