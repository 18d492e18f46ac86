//! A certificate with its cards as the register publishes them: what its
//! entries say, and whether the stored papers are what was entered.
//!
//! Entries are the source. A row can confirm what they say, never change it.

use std::sync::Arc;

use data_encoding::HEXLOWER;

use super::enterprise_code::EnterpriseCode;
use super::entry::{Entry, Event, IssuedCard, IssuedCertificate};
use super::issuer::IssuerCode;
use super::replay::{Decision, Decisions};
use super::validity::{Effect, Validity};
use crate::credential::KeyId;
use crate::credential::verdict::Verdict;
use crate::dates::{Day, Instant};

/// A certificate and the cards issued with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The certificate.
    pub certificate: PublicPaper,
    /// The organisation that holds it; none when an independent consultant does.
    pub enterprise_code: Option<EnterpriseCode>,
    /// The cards issued with it, in the order of the entry.
    pub cards: Box<[PublicPaper]>,
    decisions: Decisions,
    /// What was issued under the same number before.
    earlier: Option<Arc<Self>>,
}

/// What is public of a certificate and of a card alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPaper {
    /// Its number.
    pub number: Box<str>,
    /// The holder's name as printed.
    pub holder: Box<str>,
    /// Who issued it.
    pub issuer: IssuerCode,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub paper_version: u16,
    /// Its place in the issuer's status lists.
    pub status_index: u32,
    /// Its days, and what was decided since.
    pub validity: Validity,
    /// The register entry that issued it.
    pub entry_seq: i64,
    /// When that entry was made.
    pub entered_at: Instant,
    /// SHA-256 of the text of its QR, as it was entered.
    pub code_sha256: [u8; 32],
    /// SHA-256 of its document, as it was entered.
    pub document_sha256: [u8; 32],
    /// What was found in its row; without it nothing is said of the paper.
    pub proof: Option<Proof>,
}

/// What was found in a paper's row, where all that is signed and entered is as
/// it was signed and entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// SHA-256 of the token in its QR: no other code is this paper.
    pub token: [u8; 32],
    /// The key that signed it.
    pub key_id: KeyId,
    /// How the row says that it stands. It counts for nothing, but if the
    /// entries say otherwise someone changed the one or the other.
    pub standing: Effect,
}

impl Published {
    /// What an entry issued; none when it issued nothing.
    pub fn issued(entry: &Entry) -> Option<Self> {
        let Event::Issued { certificate, cards } = &entry.event else { return None };
        let code = certificate.enterprise_code.as_deref();
        Some(Self {
            certificate: PublicPaper::of_certificate(entry, certificate),
            enterprise_code: code.and_then(|code| code.parse().ok()),
            cards: cards.iter().map(|card| PublicPaper::of_card(entry, card)).collect(),
            decisions: Decisions::default(),
            earlier: None,
        })
    }

    /// The same, issued in place of an earlier paper of its number.
    #[must_use]
    pub fn after(self, earlier: Option<Arc<Self>>) -> Self {
        Self { earlier, ..self }
    }

    /// Counts what was decided about it.
    pub fn decide(&mut self, decision: Decision) {
        self.decisions.add(decision);
        let compromised = self.decisions.key_compromised();
        self.certificate.validity.effect = compromised.unwrap_or_else(|| self.decisions.standing());
        for card in &mut self.cards {
            let standing = || self.decisions.card_standing(&card.number);
            card.validity.effect = compromised.unwrap_or_else(standing);
        }
    }

    /// Counts what an entry issued as not good, because others had the key.
    pub fn distrust(&mut self, entry_seq: i64, since: Instant) {
        if self.certificate.entry_seq == entry_seq {
            self.decide(Decision::KeyCompromised { since });
        } else if let Some(earlier) = &mut self.earlier {
            Arc::make_mut(earlier).distrust(entry_seq, since);
        }
    }

    /// Whether the certificate's row is what was entered, and says of its
    /// standing what the entries say.
    pub fn is_proven(&self) -> bool {
        let proof = self.certificate.proof.as_ref();
        proof.is_some_and(|proof| proof.standing == self.decisions.standing())
    }

    /// The same of the card at a position. Without its certificate nothing can
    /// be said of a card.
    pub fn is_card_proven(&self, position: usize) -> bool {
        let card = &self.cards[position];
        let proof = card.proof.as_ref();
        self.is_proven()
            && proof.is_some_and(|proof| proof.standing == self.decisions.card_standing(&card.number))
    }

    /// The papers whose rows are what was entered but for how they stand, with
    /// whether each is a card.
    pub fn disagreements(&self) -> impl Iterator<Item = (&PublicPaper, bool)> {
        let says = |paper: &PublicPaper| paper.proof.as_ref().map(|proof| proof.standing);
        let certificate = std::iter::once((&self.certificate, false))
            .filter(move |(paper, _)| says(paper).is_some_and(|said| said != self.decisions.standing()));
        let cards = self.cards.iter().filter(move |card| {
            says(card).is_some_and(|said| said != self.decisions.card_standing(&card.number))
        });
        certificate.chain(cards.map(|card| (card, true)))
    }

    /// The position of the card of this number.
    pub fn position(&self, card: &str) -> Option<usize> {
        self.cards.iter().position(|known| *known.number == *card)
    }

    /// The certificate and its cards.
    pub fn papers(&self) -> impl Iterator<Item = &PublicPaper> {
        std::iter::once(&self.certificate).chain(&self.cards)
    }

    /// The verdict on the certificate on a day, counting what had begun by
    /// then; of several issues the last one issued by that day.
    pub fn certificate_on(&self, day: Day) -> (&Self, Verdict) {
        match &self.earlier {
            Some(earlier) if self.certificate.validity.issued_on > day => earlier.certificate_on(day),
            _ => (self, self.certificate_validity(day).verdict(day)),
        }
    }

    /// The verdict on the card at a position on a day, its certificate
    /// considered, counting what had begun by then.
    pub fn card_on(&self, position: usize, day: Day) -> Verdict {
        let card = &self.cards[position];
        let effect = self.decisions.card_on(&card.number, day);
        Validity { effect, ..card.validity }.verdict_under(&self.certificate_validity(day), day)
    }

    fn certificate_validity(&self, day: Day) -> Validity {
        Validity { effect: self.decisions.certificate_on(day), ..self.certificate.validity }
    }
}

impl PublicPaper {
    fn of_certificate(entry: &Entry, issued: &IssuedCertificate) -> Self {
        Self {
            number: issued.number.as_str().into(),
            holder: issued.holder.as_str().into(),
            issuer: entry.issuer,
            paper_version: issued.version,
            status_index: issued.status_index,
            validity: in_force(issued.issued_on, issued.expires_on),
            entry_seq: entry.seq,
            entered_at: entry.at,
            code_sha256: digest(&issued.code_sha256),
            document_sha256: digest(&issued.document_sha256),
            proof: None,
        }
    }

    fn of_card(entry: &Entry, issued: &IssuedCard) -> Self {
        Self {
            number: issued.number.as_str().into(),
            holder: issued.holder.as_str().into(),
            issuer: entry.issuer,
            paper_version: issued.version,
            status_index: issued.status_index,
            validity: in_force(issued.issued_on, issued.expires_on),
            entry_seq: entry.seq,
            entered_at: entry.at,
            code_sha256: digest(&issued.code_sha256),
            document_sha256: digest(&issued.document_sha256),
            proof: None,
        }
    }
}

fn in_force(issued_on: Day, expires_on: Day) -> Validity {
    Validity { issued_on, expires_on, effect: Effect::InForce }
}

/// What is no digest is that of no paper.
fn digest(text: &str) -> [u8; 32] {
    HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
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
            certificate: IssuedCertificate {
                number: NUMBER.to_owned(),
                version: 0,
                holder: holder.clone(),
                enterprise_code: None,
                issued_on,
                expires_on,
                status_index: 1,
                code_sha256: sha256.clone(),
                document_sha256: sha256.clone(),
            },
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
        Certificate { holder, dossier, standing: Standing::InForce, paper }
    }

    fn decide(published: &mut Published, event: &Event) {
        let (of, decision) = Decision::of(event).expect("a decision");
        assert_eq!(of, NUMBER);
        published.decide(decision);
    }

    /// Does what is to be done on the nth day, and says what it entered.
    fn act(certificate: &mut Certificate, nth: i64) -> Option<Event> {
        let (today, number) = (first().plus_days(nth), NUMBER.to_owned());
        match nth {
            10 | 30 | 50 => {
                let (from, until) = (today.plus_days(if nth == 30 { 5 } else { 0 }), today.plus_days(15));
                let order = Suspension { ground: GROUND, from, until, remedy: "x".to_owned() };
                certificate.suspend(order, today).expect("suspended");
                Some(Event::Suspended { certificate: number, ground: GROUND, from, until })
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
        assert_eq!(decided, 6);
        for (day, verdict) in said {
            assert_eq!(published.certificate_on(day).1, verdict, "{day}");
        }
        let before = published.certificate_on(first().plus_days(-1)).1;
        assert_eq!(before.reason(), Some("not_yet_in_force"));
    }

    #[test]
    fn a_card_follows_its_certificate_and_ends_on_the_day_the_expert_left() {
        let (mut published, day) = (issue(), |nth| first().plus_days(nth));
        let number = NUMBER.to_owned();
        let events = [
            Event::Suspended { certificate: number.clone(), ground: GROUND, from: day(10), until: day(20) },
            Event::Reinstated { certificate: number.clone(), on: day(15) },
            Event::CardReturned { card: CARD.to_owned(), certificate: number, on: day(30) },
        ];
        for event in &events {
            decide(&mut published, event);
        }
        let reason = |nth| published.card_on(0, day(nth)).reason();
        assert_eq!(
            [9, 10, 14].map(reason),
            [None, Some("certificate_suspended"), Some("certificate_suspended")]
        );
        assert_eq!([15, 29, 30, 200].map(reason), [None, None, Some("returned"), Some("returned")]);
    }

    #[test]
    fn nothing_after_a_revocation_brings_a_certificate_back() {
        let mut published = issue();
        let (ground, on) = (RevocationGround::FalseDossier, first().plus_days(1));
        published.decide(Decision::Revoked { ground, on });
        published.decide(Decision::Reinstated { on: on.plus_days(1) });
        let verdict = published.certificate_on(on.plus_days(5)).1;
        assert_eq!(verdict.reason(), Some("revoked"));
        assert_eq!(published.certificate.validity.effect, Effect::Revoked { ground, on });
    }

    #[test]
    fn a_row_that_says_otherwise_than_the_entries_proves_nothing() {
        let mut published = issue();
        let key_id = "0011223344556677".parse().expect("a key");
        let proof = |standing| Some(Proof { token: [1; 32], key_id, standing });
        assert!(!published.is_proven(), "nothing was looked at");
        published.certificate.proof = proof(Effect::InForce);
        assert!(published.is_proven() && !published.is_card_proven(0));
        published.cards[0].proof = proof(Effect::InForce);
        assert!(published.is_card_proven(0));
        let (ground, on) = (RevocationGround::FalseDossier, first().plus_days(1));
        published.decide(Decision::Revoked { ground, on });
        assert!(!published.is_proven() && !published.is_card_proven(0), "its row says in force");
        published.certificate.proof = proof(Effect::Revoked { ground, on });
        assert!(published.is_proven() && published.is_card_proven(0));
    }

    #[test]
    fn what_others_could_have_signed_was_never_good() {
        let mut published = issue();
        published.distrust(2, first().starts_at());
        assert!(published.certificate_on(first()).1.is_valid(), "another entry's papers");
        published.distrust(1, first().starts_at());
        assert_eq!(published.certificate_on(first()).1.reason(), Some("key_compromised"));
        assert_eq!(published.card_on(0, first()).reason(), Some("key_compromised"));
    }
}
