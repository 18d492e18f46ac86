//! What no act leads to yet: a paper that was issued anew, and cards issued
//! under a certificate that was there.

use super::memo::Memo;
use super::memory::Papers;
use super::{Check, Step};
use crate::credential::sign::sign;
use crate::credential::status::Status;
use crate::credential::{CertificatePayload, IssuerSigningKey, Paper, Payload, TrustList, TrustedKey, link};
use crate::dates::{Day, Instant};
use crate::domain::entry::{DistrustedIssue, Entry, Event, IssuedCard, IssuedCertificate};
use crate::domain::issuer::IssuerCode;
use crate::domain::published::{Proof, Signed};
use crate::domain::validity::Effect;

const NUMBER: &str = "01/2026/GXN-BKHCN";

fn at() -> Instant {
    "2026-03-02T03:00:00Z".parse().expect("an instant")
}

fn day(nth: i64) -> Day {
    at().day().plus_days(nth)
}

fn key() -> IssuerSigningKey {
    IssuerSigningKey::from_seed("BKHCN".parse().expect("an issuer"), &[7; 32])
}

fn blank() -> Check {
    Check {
        verdict: crate::credential::Verdict::Valid,
        made: super::Steps::default(),
        on: day(10),
        is_past: false,
        as_of: None,
        register_seq: 0,
        paper: None,
        newer: None,
        foreign_host: None,
        unreadable: None,
        number: None,
        unasked: None,
    }
}

fn issue(seq: i64, version: u16, status_index: u32) -> Entry {
    let certificate = IssuedCertificate {
        number: NUMBER.to_owned(),
        version,
        holder: "Viện Thử".to_owned(),
        enterprise_code: None,
        issued_on: day(i64::from(version)),
        expires_on: day(1_000),
        status_index,
        code_sha256: String::new(),
        document_sha256: String::new(),
    };
    let event = Event::Issued {
        certificate: Some(certificate),
        under: None,
        renews: None,
        recorded: None,
        cards: Vec::new(),
    };
    Entry { seq, at: at(), issuer: IssuerCode::MINISTRY, previous: String::new(), event }
}

#[test]
fn the_code_before_a_re_issue_says_that_it_was_replaced() {
    let paper = Paper {
        issuer: "BKHCN".parse().expect("an issuer"),
        number: NUMBER.parse().expect("a number"),
        holder: "Viện Thử".parse().expect("a name"),
        version: 0,
        valid_from: day(0),
        valid_until: day(1_000),
        issued_at: at(),
        status_index: 100,
    };
    let payload = Payload::Certificate(CertificatePayload::independent(paper).expect("days that fit"));
    let token = sign(payload, &key()).expect("the issuer's key");
    let text = link::text(&"http://localhost:8000".parse().expect("an origin"), &token);
    let trusted = TrustedKey::new(key().issuer().clone(), key().public_key(), at());
    let trust = TrustList::new(vec![trusted]).expect("a key");
    let proven = Memo::default().prove(&text, &trust, 0).expect("a genuine code");

    let mut papers = Papers::default();
    let proof = |token| {
        Some(Proof { signed: Some(Signed { token, key_id: key().key_id() }), standing: Effect::InForce })
    };
    for (seq, version, index, digest) in [(1, 0, 100, token.digest()), (2, 1, 900, [1; 32])] {
        let touched = papers.enter(&issue(seq, version, index));
        // How its row stands, as what was issued after it says.
        let before = Effect::Replaced { on: day(1), by_version: 1 };
        let earlier = (version > 0).then(|| Proof {
            signed: Some(Signed { token: token.digest(), key_id: key().key_id() }),
            standing: before,
        });
        let earlier = (version > 0).then_some(earlier);
        papers.prove(&touched[0], std::iter::once(proof(digest)).chain(earlier).collect());
        let mut check = blank();
        check.with_register(&proven, &papers);
        let expected = if version == 0 { None } else { Some("replaced") };
        assert_eq!(check.verdict.reason(), expected);
        assert_eq!(check.made.register, Step::Passed, "both are in the register");
        assert_eq!(check.made.status, if version == 0 { Step::Passed } else { Step::Failed });
        let newer = check.newer.map(|newer| newer.paper().paper_version);
        assert_eq!(newer, (version > 0).then_some(1), "the newer one is named");
    }
    // Of the day before, the first paper is what counts.
    let found = papers.certificate(NUMBER).expect("reliable").expect("there");
    assert_eq!(found.stated_on(day(0)).0.paper_version, 0);
    assert_eq!(found.stated_on(day(1)).0.paper_version, 1);
    assert_eq!(papers.len(), 2, "the earlier paper keeps its place");
    let statuses = papers.statuses(IssuerCode::MINISTRY, 0, day(10)).expect("a list").expect("begun");
    assert_eq!([100, 900].map(|entry| statuses.at(entry)), [Status::Invalid, Status::Valid].map(Some));
    let mut check = Check { on: day(0), is_past: true, ..blank() };
    check.with_register(&proven, &papers);
    assert_eq!(check.verdict.reason(), None, "it was not replaced yet");
}

#[test]
fn what_was_renewed_names_the_certificate_that_is_good_now() {
    const RENEWED: [&str; 2] = ["01/2029/GXN-BKHCN", "04/2031/GXN-BKHCN"];
    let mut papers = Papers::default();
    let proof =
        |standing| Some(Proof { signed: Some(Signed { token: [1; 32], key_id: key().key_id() }), standing });
    let touched = papers.enter(&issue(1, 0, 100));
    papers.prove(&touched[0], vec![proof(Effect::InForce)]);
    let mut before = NUMBER;
    for (number, seq, status_index) in [(RENEWED[0], 2, 102), (RENEWED[1], 3, 103)] {
        let mut entry = issue(seq, 0, status_index);
        let Event::Issued { certificate: Some(newer), renews, .. } = &mut entry.event else {
            panic!("it issues")
        };
        (newer.number, newer.issued_on, *renews) = (number.to_owned(), day(seq), Some(before.to_owned()));
        let touched = papers.enter(&entry);
        assert_eq!(touched.len(), 2, "the one before and the newer");
        papers.prove(&touched[0], vec![proof(Effect::Replaced { on: day(seq), by_version: 0 })]);
        papers.prove(&touched[1], vec![proof(Effect::InForce)]);
        before = number;
    }
    let first = papers.certificate(NUMBER).expect("reliable").expect("there");
    assert_eq!([1, 2].map(|nth| first.verdict(day(nth)).reason()), [None, Some("replaced")]);
    let newer = papers.newer_than(&first).expect("a newer one");
    assert_eq!(&*newer.paper().number, RENEWED[1], "not the one in between, which is over too");
    assert!(papers.newer_than(&newer).is_none());
}

const CARD: &str = "BKHCN-TV-00000017";

/// A card alone, entered under the certificate.
fn card_alone(seq: i64) -> Entry {
    let card = IssuedCard {
        number: CARD.to_owned(),
        version: 0,
        holder: "Trần Thị Mai".to_owned(),
        issued_on: day(5),
        expires_on: day(1_000),
        status_index: 7,
        code_sha256: String::new(),
        document_sha256: String::new(),
    };
    let event = Event::Issued {
        certificate: None,
        under: Some(NUMBER.to_owned()),
        renews: None,
        recorded: None,
        cards: vec![card],
    };
    Entry { event, ..issue(seq, 0, 100) }
}

#[test]
fn a_card_issued_alone_follows_the_certificate_it_was_issued_under() {
    let mut papers = Papers::default();
    let proof = || {
        Some(Proof {
            signed: Some(Signed { token: [1; 32], key_id: key().key_id() }),
            standing: Effect::InForce,
        })
    };
    papers.enter(&issue(1, 0, 100));
    let touched = papers.enter(&card_alone(2));
    papers.prove(&touched[0], vec![proof(), proof()]);
    assert_eq!(papers.len(), 2);
    let said = |papers: &Papers, of: &str| {
        let found = if of == CARD { papers.card(CARD) } else { papers.certificate(of) };
        found.expect("reliable").expect("there").verdict(day(10)).reason()
    };
    assert_eq!([said(&papers, CARD), said(&papers, NUMBER)], [None, None]);
    // Others had the key with which the card was signed, and not yet before.
    let distrusted = vec![DistrustedIssue { seq: 2, papers: vec![CARD.to_owned()] }];
    let event = Event::KeyCompromised { key_id: key().key_id().to_string(), since: at(), distrusted };
    papers.enter(&Entry { event, ..issue(3, 0, 100) });
    assert_eq!([said(&papers, CARD), said(&papers, NUMBER)], [Some("key_compromised"), None]);
}
