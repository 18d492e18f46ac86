use super::*;
use crate::domain::certificate::{
    Certificate, Holder, Paper, RevocationGround, Standing, Suspension, SuspensionGround,
};
use crate::domain::ids::DossierId;

const NUMBER: &str = "01/2026/GXN-BKHCN";
const CARD: &str = "BKHCN-TV-00000017";
const GROUND: SuspensionGround = SuspensionGround::CapacityNotKept;

fn first() -> Day {
    "2026-11-22".parse().expect("a day")
}

fn entry(seq: i64, event: Event) -> Entry {
    let at = first().starts_at();
    Entry { seq, at, issuer: IssuerCode::MINISTRY, previous: "0".repeat(64), event }
}

fn issue() -> Published {
    let (holder, issued_on) = ("Tổ chức Ví dụ".to_owned(), first());
    let (expires_on, sha256) = (issued_on.plus_days(90), "0".repeat(64));
    let event = Event::Issued {
        renews: None,
        recorded: None,
        under: None,
        certificate: Some(IssuedCertificate {
            number: NUMBER.to_owned(),
            version: 0,
            holder: holder.clone(),
            enterprise_code: None,
            issued_on,
            expires_on,
            status_index: 1,
            code_sha256: sha256.clone(),
            document_sha256: sha256.clone(),
        }),
        cards: vec![IssuedCard {
            number: CARD.to_owned(),
            version: 0,
            holder,
            issued_on,
            expires_on,
            status_index: 2,
            code_sha256: sha256.clone(),
            document_sha256: sha256,
        }],
    };
    Published::issued(&entry(1, event)).expect("it issues papers")
}

fn certificate() -> Certificate {
    let paper = Paper {
        number: NUMBER.to_owned(),
        issuer: IssuerCode::MINISTRY,
        holder_name: "Tổ chức Ví dụ".to_owned(),
        paper_version: 0,
        issued_on: first(),
        issued_at: first().starts_at(),
        expires_on: first().plus_days(90),
        status_index: 1,
        key_id: String::new(),
        code: String::new(),
        key_compromised_at: None,
        entry_seq: 1,
        version: 1,
    };
    let holder = Holder::Organisation("0100000000".to_owned());
    let dossier = DossierId::new(uuid::Uuid::from_u128(1));
    Certificate { holder, dossier: Some(dossier), entrusted_to: None, standing: Standing::InForce, paper }
}

fn decide(published: &mut Published, event: &Event) {
    let (of, decision) = Decision::of(event).expect("a decision");
    assert_eq!(of, NUMBER);
    published.decide(2, decision);
}

/// Does what is to be done on the nth day, and says what it entered.
fn act(certificate: &mut Certificate, nth: i64) -> Option<Event> {
    let (today, number) = (first().plus_days(nth), NUMBER.to_owned());
    match nth {
        // The third ends by itself after two days; the fourth is confirmed.
        10 | 30 | 40 | 50 => {
            let (from, until) = (today.plus_days(if nth == 30 { 5 } else { 0 }), today.plus_days(15));
            let confirm_by = (nth >= 40).then(|| today.plus_days(2));
            let order = Suspension { ground: GROUND, from, until, remedy: "x".to_owned(), confirm_by };
            certificate.suspend(order, today).expect("suspended");
            Some(Event::Suspended { certificate: number, ground: GROUND, from, until, confirm_by })
        }
        52 => {
            let Suspension { ground, from, until, .. } =
                certificate.confirm_suspension(today).expect("confirmed").clone();
            Some(Event::Suspended { certificate: number, ground, from, until, confirm_by: None })
        }
        // The second is lifted before it begins.
        20 | 33 => {
            certificate.reinstate(today).expect("reinstated");
            Some(Event::Reinstated { certificate: number, on: today })
        }
        70 => {
            let ground = RevocationGround::FalseDossier;
            certificate.revoke(ground, "x", today).expect("revoked");
            Some(Event::Revoked { certificate: number, ground, on: today })
        }
        _ => None,
    }
}

#[test]
fn the_entries_tell_of_every_day_what_was_said_on_it() {
    let (mut certificate, mut published, mut said) = (certificate(), issue(), Vec::new());
    let mut decided = 0;
    for nth in 0..=100 {
        if let Some(event) = act(&mut certificate, nth) {
            decide(&mut published, &event);
            decided += 1;
        }
        let day = first().plus_days(nth);
        said.push((day, certificate.verdict(day)));
        assert_eq!(published.certificate.validity, certificate.validity(), "{day}");
        assert_eq!(published.certificate.validity.verdict(day), certificate.verdict(day), "{day}");
    }
    assert_eq!(decided, 8);
    let reason = |nth: i64| published.verdict_on(Position::Certificate, first().plus_days(nth)).reason();
    assert_eq!([40, 42, 43, 49].map(reason), [Some("suspended"), Some("suspended"), None, None]);
    assert_eq!(published.effect_on(first().plus_days(43)), Effect::InForce, "nothing is left of what ended");
    for (day, verdict) in said {
        assert_eq!(published.verdict_on(Position::Certificate, day), verdict, "{day}");
    }
    let before = published.verdict_on(Position::Certificate, first().plus_days(-1));
    assert_eq!(before.reason(), Some("not_yet_in_force"));
}

#[test]
fn a_card_follows_its_certificate_and_ends_on_the_day_the_expert_left() {
    let (mut published, day) = (issue(), |nth| first().plus_days(nth));
    let number = NUMBER.to_owned();
    let events = [
        Event::Suspended {
            certificate: number.clone(),
            ground: GROUND,
            from: day(10),
            until: day(20),
            confirm_by: None,
        },
        Event::Reinstated { certificate: number.clone(), on: day(15) },
        Event::CardReturned { card: CARD.to_owned(), certificate: number, on: day(30) },
    ];
    for event in &events {
        decide(&mut published, event);
    }
    let reason = |nth| published.verdict_on(Position::Card(0), day(nth)).reason();
    assert_eq!([9, 10, 14].map(reason), [None, Some("certificate_suspended"), Some("certificate_suspended")]);
    assert_eq!([15, 29, 30, 200].map(reason), [None, None, Some("returned"), Some("returned")]);
}

#[test]
fn nothing_after_a_revocation_brings_a_certificate_back() {
    let mut published = issue();
    let (ground, on) = (RevocationGround::FalseDossier, first().plus_days(1));
    published.decide(2, Decision::Revoked { ground, on });
    published.decide(2, Decision::Reinstated { on: on.plus_days(1) });
    let verdict = published.verdict_on(Position::Certificate, on.plus_days(5));
    assert_eq!(verdict.reason(), Some("revoked"));
    assert_eq!(published.certificate.validity.effect, Effect::Revoked { ground, on });
}

#[test]
fn a_row_that_says_otherwise_than_the_entries_proves_nothing() {
    let mut published = issue();
    let key_id = "0011223344556677".parse().expect("a key");
    let proof = |standing| Some(Proof { signed: Some(Signed { token: [1; 32], key_id }), standing });
    assert!(!published.is_proven(Position::Certificate), "nothing was looked at");
    published.certificate.proof = proof(Effect::InForce);
    assert!(published.is_proven(Position::Certificate) && !published.is_proven(Position::Card(0)));
    published.cards[0].proof = proof(Effect::InForce);
    assert!(published.is_proven(Position::Card(0)));
    let (ground, on) = (RevocationGround::FalseDossier, first().plus_days(1));
    published.decide(2, Decision::Revoked { ground, on });
    assert!(
        !published.is_proven(Position::Certificate) && !published.is_proven(Position::Card(0)),
        "its row says in force"
    );
    published.certificate.proof = proof(Effect::Revoked { ground, on });
    assert!(published.is_proven(Position::Certificate) && published.is_proven(Position::Card(0)));
}

#[test]
fn what_others_could_have_signed_was_never_good() {
    let mut published = issue();
    published.distrust(2, first().starts_at());
    assert!(published.verdict_on(Position::Certificate, first()).is_valid(), "another entry's papers");
    published.distrust(1, first().starts_at());
    assert_eq!(published.verdict_on(Position::Certificate, first()).reason(), Some("key_compromised"));
    assert_eq!(published.verdict_on(Position::Card(0), first()).reason(), Some("key_compromised"));
}

/// A later entry that issues the certificate, the card or both once more.
fn again(seq: i64, nth: i64, version: u16, (certificate, card): (bool, bool)) -> Entry {
    let (issued_on, sha256) = (first().plus_days(nth), "0".repeat(64));
    let (holder, expires_on, status_index) = ("Tên mới".to_owned(), first().plus_days(90), 10);
    let issued = IssuedCertificate {
        number: NUMBER.to_owned(),
        version,
        holder: holder.clone(),
        enterprise_code: None,
        issued_on,
        expires_on,
        status_index,
        code_sha256: sha256.clone(),
        document_sha256: sha256.clone(),
    };
    let of_card = IssuedCard {
        number: CARD.to_owned(),
        version,
        holder,
        issued_on,
        expires_on,
        status_index: 11,
        code_sha256: sha256.clone(),
        document_sha256: sha256,
    };
    let under = (!certificate).then(|| NUMBER.to_owned());
    let event = Event::Issued {
        renews: None,
        recorded: None,
        certificate: certificate.then_some(issued),
        under,
        cards: card.then_some(of_card).into_iter().collect(),
    };
    entry(seq, event)
}

#[test]
fn a_certificate_issued_again_keeps_its_cards_and_replaces_itself() {
    let (mut published, day) = (issue(), |nth| first().plus_days(nth));
    published.add(&again(2, 20, 1, (true, false)));
    let reason = |published: &Published, position, nth| published.verdict_on(position, day(nth)).reason();
    assert_eq!(
        [19, 20].map(|nth| published.issue_on(day(nth))),
        [Position::Earlier(0), Position::Certificate]
    );
    assert_eq!(
        [0, 19, 20].map(|nth| reason(&published, Position::Earlier(0), nth)),
        [None, None, Some("replaced")]
    );
    assert_eq!(
        [19, 20].map(|nth| reason(&published, Position::Certificate, nth)),
        [Some("not_yet_in_force"), None]
    );
    assert_eq!([0, 19, 20, 90].map(|nth| reason(&published, Position::Card(0), nth)), [None; 4]);
    // What is decided now is about the newer paper, and about its cards.
    let (ground, on) = (RevocationGround::FalseDossier, day(30));
    published.decide(3, Decision::Revoked { ground, on });
    assert_eq!(reason(&published, Position::Earlier(0), 40), Some("replaced"));
    assert_eq!(reason(&published, Position::Certificate, 40), Some("revoked"));
    assert_eq!(reason(&published, Position::Card(0), 40), Some("certificate_revoked"));
    assert_eq!(published.effect_on(day(10)), Effect::InForce);
}

#[test]
fn a_certificate_that_was_renewed_ends_on_that_day_and_its_cards_with_it() {
    const NEWER: &str = "01/2027/GXN-BKHCN";
    let day = |nth| first().plus_days(nth);
    let reasons = |on: Day, asked: [i64; 2]| {
        let mut published = issue();
        let Entry { mut event, .. } = again(2, 0, 0, (true, false));
        let Event::Issued { certificate: Some(newer), renews, .. } = &mut event else { panic!("it issues") };
        (newer.number, newer.issued_on, *renews) = (NEWER.to_owned(), on, Some(NUMBER.to_owned()));
        let (of, decision) = Decision::of(&event).expect("what it does to the one before");
        assert_eq!(of, NUMBER);
        published.renew(2, decision, NEWER);
        assert_eq!(published.renewed_by.as_deref(), Some(NEWER));
        [Position::Certificate, Position::Card(0)]
            .map(|position| asked.map(|nth| published.verdict_on(position, day(nth)).reason()))
    };
    assert_eq!(reasons(day(80), [79, 80]), [[None, Some("replaced")], [None, Some("replaced")]]);
    // One that had run out by then ended with its last day.
    assert_eq!(reasons(day(95), [90, 96]), [[None, Some("expired")]; 2]);
}

#[test]
fn of_a_card_issued_again_the_last_one_counts() {
    let (mut published, day) = (issue(), |nth| first().plus_days(nth));
    assert_eq!(published.add(&again(2, 20, 1, (false, true))), 1..2);
    let reason = |nth_card, nth| published.verdict_on(Position::Card(nth_card), day(nth)).reason();
    assert_eq!([19, 20].map(|nth| reason(0, nth)), [None, Some("replaced")]);
    assert_eq!([19, 20].map(|nth| reason(1, nth)), [Some("not_yet_in_force"), None]);
    assert_eq!((published.position(CARD), published.last_cards().collect::<Vec<_>>()), (Some(1), vec![1]));
    assert_eq!(published.cards[0].validity.effect, Effect::Replaced { on: day(20), by_version: 1 });
}

#[test]
fn what_others_could_have_signed_is_of_one_issue_alone() {
    let mut published = issue();
    published.add(&again(2, 20, 1, (true, true)));
    published.distrust(1, first().starts_at());
    let reason = |position| published.verdict_on(position, first().plus_days(30)).reason();
    assert_eq!(reason(Position::Earlier(0)), Some("key_compromised"));
    assert_eq!(reason(Position::Card(0)), Some("key_compromised"));
    assert_eq!([Position::Certificate, Position::Card(1)].map(reason), [None, None]);
}
