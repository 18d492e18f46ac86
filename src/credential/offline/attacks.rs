//! What somebody might try on a person without a network.

use super::vouch::VouchedPapers;
use super::*;
use crate::credential::{
    document::{
        samples::{COMPROMISED, IN_USE, PROVINCE, card_with, instant, key, origin, signed},
        statement::Statement,
    },
    link::{self, Origin},
    status::{
        KnownLists, StatusList,
        samples::{jwt_of, list},
    },
    vectors::{card_token, trust},
};

const NOON: &str = "2026-11-22T05:00:00Z";

fn snapshot(lists: &[String]) -> Snapshot {
    Snapshot::read(&Snapshot::write(lists, &[]), &trust(), KnownLists::default()).expect("a snapshot")
}

fn good() -> Snapshot {
    snapshot(&[jwt_of(&list(), IN_USE)])
}

/// With the card's entry marked.
fn marked(status: Status) -> Snapshot {
    let mut list = list();
    assert!(list.statuses.set(104_729, status));
    snapshot(&[jwt_of(&list, IN_USE)])
}

struct Question<'a> {
    snapshot: Option<&'a Snapshot>,
    hosts: Hosts,
    at: &'a str,
    on: Option<&'a str>,
}

impl<'a> Question<'a> {
    fn with(snapshot: &'a Snapshot) -> Self {
        Self { snapshot: Some(snapshot), hosts: Hosts::any(), at: NOON, on: None }
    }

    fn check(&self, input: &str) -> Report {
        let (trust, hosts) = (trust(), &self.hosts);
        let on = self.on.map(|day| day.parse().expect("a day"));
        check(input, &Ground { trust: &trust, snapshot: self.snapshot, hosts, at: instant(self.at), on })
    }

    fn reason(&self, input: &str) -> &'static str {
        let verdict = self.check(input).verdict;
        verdict.reason().unwrap_or(verdict.code())
    }
}

fn link_at(site: &str) -> String {
    let origin: Origin = site.parse().expect("an origin");
    link::text(&origin, &card_token())
}

fn code() -> String {
    link_at("https://kiemtra-chuyengia.example")
}

fn document() -> String {
    signed(&card_with(|_| ()), IN_USE)
}

fn stated(verdict: Verdict, seed: u8) -> String {
    let statement = Statement {
        issuer: key(seed).issuer().clone(),
        number: "01/2026/GXN-BKHCN".parse().expect("a number"),
        holder: "Công ty Đổi Mới".parse().expect("a name"),
        verdict,
        on: "2026-11-20".parse().expect("a day"),
        asked_at: instant("2026-11-22T03:00:00Z"),
        register_position: 17,
    };
    statement::sign(&statement, &origin(), &key(seed)).expect("the issuer's key")
}

#[test]
fn a_paper_is_valid_with_a_current_list_and_never_without() {
    let snapshot = good();
    for input in [code(), card_token().to_code(), document()] {
        let report = Question::with(&snapshot).check(&input);
        assert_eq!(report.verdict, Verdict::Valid);
        let status = report.status.expect("it rests on a list");
        assert_eq!((status.list.as_str(), status.number), ("BKHCN-token-0", 41));
        let without = Question { snapshot: None, ..Question::with(&snapshot) };
        assert_eq!(without.reason(&input), "status_unavailable");
    }
}

#[test]
fn what_the_list_marks_is_not_valid_or_not_now() {
    for input in [code(), document()] {
        assert_eq!(Question::with(&marked(Status::Invalid)).reason(&input), "listed_ended");
        assert_eq!(Question::with(&marked(Status::Suspended)).reason(&input), "listed_suspended");
    }
}

#[test]
fn days_need_no_list_but_an_end_in_the_list_comes_first() {
    let (ended, asked) = (marked(Status::Invalid), "2029-11-23T05:00:00Z");
    assert_eq!(Question { at: asked, ..Question::with(&ended) }.reason(&code()), "expired");
    let early = Question { on: Some("2026-11-21"), ..Question::with(&ended) };
    assert_eq!(early.reason(&code()), "not_yet_in_force");
    let late = StatusList { valid_until: instant("2030-11-23T03:04:05Z"), ..list() };
    let suspended = snapshot(&[jwt_of(&late, IN_USE)]);
    assert_eq!(Question { at: asked, ..Question::with(&suspended) }.reason(&code()), "expired");
}

#[test]
fn an_old_snapshot_makes_nothing_valid() {
    let snapshot = good();
    let at = |at| Question { at, ..Question::with(&snapshot) }.reason(&code());
    assert_eq!(at("2026-11-23T03:04:05Z"), "valid");
    assert_eq!(at("2026-11-23T03:04:06Z"), "status_too_old");
    assert_eq!(at("2026-11-22T03:04:04Z"), "valid", "a clock that is slow");
    assert_eq!(at("2026-11-22T02:49:04Z"), "clock_wrong", "a clock set back");
}

#[test]
fn a_clock_set_back_revives_nothing() {
    let ended = marked(Status::Invalid);
    for at in ["2026-11-22T03:04:04Z", "2026-11-22T02:49:04Z", "2026-11-01T00:00:00Z", "1971-01-01T00:00:00Z"]
    {
        assert_eq!(Question { at, ..Question::with(&ended) }.reason(&code()), "listed_ended", "{at}");
        let suspended = marked(Status::Suspended);
        assert_eq!(Question { at, ..Question::with(&suspended) }.reason(&code()), "listed_suspended", "{at}");
    }
    // The clock goes no further back than what is proved: ten minutes before
    // midnight of its last day the paper is over, when the list is of the next.
    let last_day = signed(&card_with(|paper| paper.valid_until = paper.valid_from), IN_USE);
    let of_next_day = StatusList { issued_at: instant("2026-11-22T17:05:00Z"), ..list() };
    let over = snapshot(&[jwt_of(&of_next_day, IN_USE)]);
    let slow = Question { at: "2026-11-22T16:55:00Z", ..Question::with(&over) };
    assert_eq!(slow.reason(&last_day), "expired");
}

#[test]
fn a_wrong_clock_is_told_before_the_days_of_a_paper() {
    let snapshot = good();
    let behind = || Question { at: "2026-11-20T05:00:00Z", ..Question::with(&snapshot) };
    assert_eq!(behind().reason(&code()), "clock_wrong", "and not: it comes into force on the 22nd");
    assert_eq!(
        Question { snapshot: None, ..behind() }.reason(&code()),
        "clock_wrong",
        "by its own signature"
    );
    let report = behind().check(&code());
    let clock = report.clock.expect("it is behind");
    assert_eq!(
        (clock.shows, clock.signed_at),
        (instant("2026-11-20T05:00:00Z"), instant("2026-11-22T03:04:05Z"))
    );
    // Whoever asks for a day by name does not need the clock.
    let on = |day| Question { on: Some(day), ..behind() }.reason(&code());
    assert_eq!(on("2026-11-21"), "not_yet_in_force");
    assert_eq!(on("2026-11-22"), "clock_wrong");
}

#[test]
fn a_list_does_not_speak_of_days_before_it_was_signed() {
    let early = StatusList { valid_until: instant("2026-12-23T03:04:05Z"), ..list() };
    let snapshot = snapshot(&[jwt_of(&early, IN_USE)]);
    let asked = Question { at: "2026-12-01T05:00:00Z", ..Question::with(&snapshot) };
    let on = |day| Question { on: Some(day), hosts: Hosts::any(), ..asked }.reason(&code());
    assert_eq!(on("2026-11-22"), "valid", "it was signed during that day");
    assert_eq!(on("2026-12-01"), "valid");
    assert_eq!(on("2026-12-23"), "valid", "still current when the day begins");
    assert_eq!(on("2026-12-24"), "status_too_old");
    assert_eq!(on("2026-11-21"), "not_yet_in_force");
    let older = signed(&card_with(|paper| paper.valid_from = "2026-11-01".parse().expect("a day")), IN_USE);
    let past = Question { on: Some("2026-11-21"), ..Question::with(&snapshot) };
    assert_eq!(past.reason(&older), "status_of_another_day");
}

#[test]
fn a_genuine_code_behind_a_look_alike_host_is_refused() {
    let snapshot = good();
    let hosts = Hosts::only(["kiemtra-chuyengia.example"]).expect("a host");
    let asked = Question { hosts, ..Question::with(&snapshot) };
    assert_eq!(asked.reason(&code()), "valid");
    assert_eq!(asked.reason(&card_token().to_code()), "valid", "a code alone leads nowhere");
    for site in [
        "https://kiemtra-chuyengla.example",
        "https://kiemtra-chuyengia.example.evil.example",
        "https://kiemtra-chuyengia.example:8443",
        "https://xn--kimtra-chuyengia-abc.example",
    ] {
        let report = asked.check(&link_at(site));
        assert_eq!(report.verdict, Verdict::CouldNotCheck(CouldNotCheck::OtherHost), "{site}");
        assert!(report.paper.is_none() && report.host.is_some());
    }
    let elsewhere = document::sign(
        &card_with(|_| ()),
        &"https://other.example".parse().expect("an origin"),
        &key(IN_USE),
    );
    assert_eq!(asked.reason(&elsewhere.expect("the issuer's key")), "other_host");
}

#[test]
fn another_issuers_list_says_nothing_of_a_paper() {
    let of_province = StatusList { issuer: "52".parse().expect("a code"), ..list() };
    let snapshot = snapshot(&[jwt_of(&of_province, PROVINCE)]);
    assert_eq!(Question::with(&snapshot).reason(&code()), "status_unavailable");
}

#[test]
fn a_paper_of_a_compromised_key_is_not_valid_with_a_list() {
    let before = card_with(|paper| paper.issued_at = instant("2026-09-30T23:59:59Z"));
    let report = Question::with(&good()).check(&signed(&before, COMPROMISED));
    assert_eq!(report.verdict, Verdict::CouldNotCheck(CouldNotCheck::KeyCompromised));
    assert!(report.signed.is_some_and(|signed| signed.key_compromised_at.is_some()));
}

#[test]
fn a_paper_older_than_the_compromise_is_good_when_its_issuer_vouches_for_it() {
    let before = card_with(|paper| paper.issued_at = instant("2026-09-30T23:59:59Z"));
    let document = signed(&before, COMPROMISED);
    let vouched = VouchedPapers {
        issuer: "BKHCN".parse().expect("a code"),
        key_id: key(COMPROMISED).key_id(),
        compromised_at: instant("2026-10-01T00:00:00Z"),
        asked_at: instant("2026-11-22T03:00:00Z"),
        digests: [PaperDigest::of_document(&document).expect("a document")].into(),
    };
    let with = |status: Status| {
        let mut list = list();
        list.statuses.set(104_729, status);
        let text = vouch::sign(&vouched, &origin(), &key(IN_USE)).expect("the issuer's key");
        let file = Snapshot::write(&[jwt_of(&list, IN_USE)], &[text]);
        Snapshot::read(&file, &trust(), KnownLists::default()).expect("a snapshot")
    };
    let report = Question::with(&with(Status::Valid)).check(&document);
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(report.signed.is_some_and(|signed| signed.key_compromised_at.is_some()));
    assert_eq!(Question::with(&with(Status::Invalid)).reason(&document), "listed_ended");
    // What the thief signs, and dates back, the issuer does not vouch for.
    let forged = card_with(|paper| {
        paper.issued_at = instant("2026-09-30T23:59:59Z");
        paper.holder = "Kẻ Trộm".parse().expect("a name");
    });
    assert_eq!(Question::with(&with(Status::Valid)).reason(&signed(&forged, COMPROMISED)), "key_compromised");
    // One that the key signed after the compromise is refused whatever is said of it.
    let after = card_with(|paper| paper.issued_at = instant("2026-10-01T00:00:00Z"));
    assert_eq!(Question::with(&with(Status::Valid)).reason(&signed(&after, COMPROMISED)), "key_compromised");
}

#[test]
fn a_statement_speaks_of_its_day_and_no_other() {
    let snapshot = good();
    let asked = Question::with(&snapshot);
    let report = asked.check(&stated(Verdict::Valid, IN_USE));
    assert_eq!((report.verdict, report.checked_on.to_string().as_str()), (Verdict::Valid, "2026-11-20"));
    let today = Question { on: Some("2026-11-22"), ..Question::with(&snapshot) };
    assert_eq!(today.reason(&stated(Verdict::Valid, IN_USE)), "status_of_another_day");
    let before_it_was_asked = Question { at: "2026-11-21T05:00:00Z", ..Question::with(&snapshot) };
    assert_eq!(before_it_was_asked.reason(&stated(Verdict::Valid, IN_USE)), "clock_wrong");
    let changed = stated(Verdict::Valid, IN_USE).replace("Đổi", "Đối");
    assert_eq!(asked.reason(&changed), "altered");
    assert!(asked.check(&changed).paper.is_none());
}

#[test]
fn what_cannot_be_read_is_a_report_too() {
    let snapshot = good();
    for input in ["", " ", "{", "{}", "[]", "hello", "\u{0}", "HTTPS://A.VN/V/", &"{".repeat(20_000)] {
        assert_eq!(Question::with(&snapshot).reason(input), "unreadable", "{input:?}");
    }
}
