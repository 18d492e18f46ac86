//! A certificate with its cards as the register publishes them: what its
//! entries say, and whether the stored papers are what was entered.
//!
//! Entries are the source. A row can confirm what they say, never change it.

#[cfg(test)]
mod tests;

use std::ops::Range;
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
    /// The certificate that an entry issued with its cards; none when it issued
    /// no certificate.
    pub fn issued(entry: &Entry) -> Option<Self> {
        let Event::Issued { certificate: Some(certificate), cards, .. } = &entry.event else { return None };
        let code = certificate.enterprise_code.as_deref();
        Some(Self {
            certificate: PublicPaper::of_certificate(entry, certificate),
            enterprise_code: code.and_then(|code| code.parse().ok()),
            cards: cards.iter().map(|card| PublicPaper::of_card(entry, card)).collect(),
            decisions: Decisions::default(),
            earlier: None,
        })
    }

    /// Adds the cards that an entry issued by themselves; answers their
    /// positions.
    pub fn add_cards(&mut self, entry: &Entry) -> Range<usize> {
        let before = self.cards.len();
        if let Event::Issued { certificate: None, cards, .. } = &entry.event {
            let mut all = std::mem::take(&mut self.cards).into_vec();
            all.extend(cards.iter().map(|card| PublicPaper::of_card(entry, card)));
            self.cards = all.into();
        }
        before..self.cards.len()
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
            card.validity.effect = self.decisions.card_compromised(&card.number).unwrap_or_else(standing);
        }
    }

    /// Counts what an entry issued as not good, because others had the key.
    pub fn distrust(&mut self, entry_seq: i64, since: Instant) {
        if self.certificate.entry_seq == entry_seq {
            self.decide(Decision::KeyCompromised { since });
            return;
        }
        let own = self.cards.iter().filter(|card| card.entry_seq == entry_seq);
        let own: Vec<Box<str>> = own.map(|card| card.number.clone()).collect();
        let is_here = !own.is_empty();
        for card in own {
            self.decide(Decision::CardKeyCompromised { card, since });
        }
        if is_here {
            return;
        }
        if let Some(earlier) = &mut self.earlier {
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

    /// Whether the holder of the card at a position agreed that whoever scans it
    /// sees their portrait and year of birth.
    pub fn shows_portrait(&self, position: usize) -> bool {
        self.decisions.shows_portrait(&self.cards[position].number)
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

    /// What of this number had been issued by a day; the first paper, when none
    /// was.
    pub fn issue_on(this: &Arc<Self>, day: Day) -> Arc<Self> {
        match &this.earlier {
            Some(earlier) if this.certificate.validity.issued_on > day => Self::issue_on(earlier, day),
            _ => Arc::clone(this),
        }
    }

    /// What counted of the certificate on a day.
    pub fn effect_on(&self, day: Day) -> Effect {
        self.certificate_validity(day).effect
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
