//! A certificate with its cards as the register publishes them: what its
//! entries say, and whether the stored papers are what was entered.
//!
//! Entries are the source. A row can confirm what they say, never change it.

#[cfg(test)]
mod tests;

use std::ops::Range;

use data_encoding::HEXLOWER;

use super::correction::CorrectionField;
use super::enterprise_code::EnterpriseCode;
use super::entry::{Entry, Event, IssuedCard, IssuedCertificate};
use super::issuer::IssuerCode;
use super::replay::{Decision, Decisions};
use super::validity::{Effect, Validity};
use crate::credential::KeyId;
use crate::credential::verdict::Verdict;
use crate::dates::{Day, Instant};

/// A certificate's number with every paper that was issued of it and under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The certificate: the last paper of its number.
    pub certificate: PublicPaper,
    /// The papers that it took the place of, the oldest first.
    pub earlier: Box<[PublicPaper]>,
    /// The number of the decision by which it was issued on paper, where it is
    /// recorded and that is known.
    pub decision: Option<Box<str>>,
    /// The number of the certificate that renewed it, if one did.
    pub renewed_by: Option<Box<str>>,
    /// The organisation that holds it; none when an independent consultant does.
    pub enterprise_code: Option<EnterpriseCode>,
    /// Every card issued under it, in the order of the entries: of a card that
    /// was issued again, the earlier ones as well.
    pub cards: Box<[PublicPaper]>,
    decisions: Decisions,
}

/// Which of the papers of a certificate's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The certificate.
    Certificate,
    /// A paper that the certificate took the place of.
    Earlier(usize),
    /// A card.
    Card(usize),
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
    /// Whether it was issued on paper before there was this register, and is
    /// recorded in it: it has no code, and nobody signed it.
    pub is_recorded: bool,
    /// What was found in its row; without it nothing is said of the paper.
    pub proof: Option<Proof>,
}

/// What was found in a paper's row, where all that is signed and entered is as
/// it was signed and entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What its issuer signed; none of a paper that is recorded.
    pub signed: Option<Signed>,
    /// How the row says that it stands. It counts for nothing, but if the
    /// entries say otherwise someone changed the one or the other.
    pub standing: Effect,
}

/// What the issuer of a paper signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// SHA-256 of the token in its QR: no other code is this paper.
    pub token: [u8; 32],
    /// The key that signed it.
    pub key_id: KeyId,
}

impl Published {
    /// The certificate that an entry issued with its cards; none when it issued
    /// no certificate.
    pub fn issued(entry: &Entry) -> Option<Self> {
        let Event::Issued { certificate: Some(certificate), cards, recorded, .. } = &entry.event else {
            return None;
        };
        let decision = recorded.as_ref().and_then(|recorded| recorded.decision.as_deref());
        let code = certificate.enterprise_code.as_deref();
        Some(Self {
            certificate: PublicPaper::of_certificate(entry, certificate),
            earlier: Box::default(),
            decision: decision.map(Into::into),
            renewed_by: None,
            enterprise_code: code.and_then(|code| code.parse().ok()),
            cards: cards.iter().map(|card| PublicPaper::of_card(entry, card)).collect(),
            decisions: Decisions::default(),
        })
    }

    /// Adds what an entry issued under the number that was there: the
    /// certificate anew, cards anew, or more cards. Answers the positions of the
    /// cards.
    pub fn add(&mut self, entry: &Entry) -> Range<usize> {
        let before = self.cards.len();
        let Event::Issued { certificate, cards, .. } = &entry.event else { return before..before };
        for decision in Decision::of_issue(&entry.event) {
            // A first card ends nothing.
            let ends = match &decision {
                Decision::CardReissued { card, .. } => self.position(card).is_some(),
                _ => true,
            };
            if ends {
                self.decisions.add(entry.seq, decision);
            }
        }
        if let Some(newer) = certificate {
            let newer = PublicPaper::of_certificate(entry, newer);
            let mut earlier = std::mem::take(&mut self.earlier).into_vec();
            earlier.push(std::mem::replace(&mut self.certificate, newer));
            self.earlier = earlier.into();
        }
        let mut all = std::mem::take(&mut self.cards).into_vec();
        all.extend(cards.iter().map(|card| PublicPaper::of_card(entry, card)));
        self.cards = all.into();
        self.settle();
        before..self.cards.len()
    }

    /// Counts what an entry decided about it.
    pub fn decide(&mut self, seq: i64, decision: Decision) {
        self.decisions.add(seq, decision);
        self.settle();
    }

    /// Counts that the certificate of this number renewed it.
    pub fn renew(&mut self, seq: i64, decision: Decision, by: &str) {
        self.renewed_by = Some(by.into());
        self.decide(seq, decision);
    }

    fn settle(&mut self) {
        let decisions = &self.decisions;
        for paper in std::iter::once(&mut self.certificate).chain(&mut self.earlier) {
            let issue = paper.entry_seq;
            paper.validity.effect =
                decisions.key_compromised(issue).unwrap_or_else(|| decisions.standing(issue));
        }
        for card in &mut self.cards {
            let issue = card.entry_seq;
            let standing = || decisions.card_standing(issue, &card.number);
            card.validity.effect = decisions.key_compromised(issue).unwrap_or_else(standing);
        }
    }

    /// Counts what an entry issued as not good, because others had the key.
    pub fn distrust(&mut self, entry_seq: i64, since: Instant) {
        if self.papers().any(|paper| paper.entry_seq == entry_seq) {
            self.decide(entry_seq, Decision::KeyCompromised { issue: entry_seq, since });
        }
    }

    /// The paper at a position.
    pub fn paper(&self, position: Position) -> &PublicPaper {
        match position {
            Position::Certificate => &self.certificate,
            Position::Earlier(nth) => &self.earlier[nth],
            Position::Card(nth) => &self.cards[nth],
        }
    }

    /// Whether a paper's row is what was entered, and says of its standing what
    /// the entries say. Without its certificate nothing can be said of a card.
    pub fn is_proven(&self, position: Position) -> bool {
        let is_card = matches!(position, Position::Card(_));
        self.agrees(self.paper(position), is_card) == Some(true)
            && (!is_card || self.is_proven(Position::Certificate))
    }

    /// Whether the row of a paper says of its standing what the entries say;
    /// none when it is not what was entered.
    fn agrees(&self, paper: &PublicPaper, is_card: bool) -> Option<bool> {
        let said = paper.proof.as_ref()?.standing;
        let standing = if is_card {
            self.decisions.card_standing(paper.entry_seq, &paper.number)
        } else {
            self.decisions.standing(paper.entry_seq)
        };
        Some(said == standing)
    }

    /// The papers whose rows are what was entered but for how they stand, with
    /// whether each is a card.
    pub fn disagreements(&self) -> impl Iterator<Item = (&PublicPaper, bool)> {
        let certificates =
            std::iter::once(&self.certificate).chain(&self.earlier).map(|paper| (paper, false));
        let all = certificates.chain(self.cards.iter().map(|card| (card, true)));
        all.filter(|(paper, is_card)| self.agrees(paper, *is_card) == Some(false))
    }

    /// Whether the holder of the card at a position agreed that whoever scans it
    /// sees their portrait and year of birth.
    pub fn shows_portrait(&self, position: usize) -> bool {
        self.decisions.shows_portrait(&self.cards[position].number)
    }

    /// The entry by which it is shown how the consultant is reached; none while
    /// it is not.
    pub fn contact_shown_by(&self) -> Option<i64> {
        self.decisions.contact_shown_by()
    }

    /// What the paper at a position says right that one before it did not, the
    /// first corrected first. What stands on an independent consultant's
    /// certificate stands on the card as well.
    pub fn corrected(&self, position: Position) -> Vec<CorrectionField> {
        let paper = self.paper(position);
        let (number, version) = (&*paper.number, paper.paper_version);
        match position {
            Position::Card(_) if self.enterprise_code.is_none() => {
                self.decisions.corrected_with(number, version)
            }
            Position::Card(_) => self.decisions.corrected(Some(number), version),
            _ => self.decisions.corrected(None, version),
        }
    }

    /// The position of the last card of this number.
    pub fn position(&self, card: &str) -> Option<usize> {
        self.cards.iter().rposition(|known| *known.number == *card)
    }

    /// The positions of the last card of each number, in the order of issue.
    pub fn last_cards(&self) -> impl Iterator<Item = usize> {
        let all = self.cards.iter().enumerate();
        all.filter(|(nth, card)| self.position(&card.number) == Some(*nth)).map(|(nth, _)| nth)
    }

    /// The certificate, the earlier ones, and all cards.
    pub fn papers(&self) -> impl Iterator<Item = &PublicPaper> {
        std::iter::once(&self.certificate).chain(&self.earlier).chain(&self.cards)
    }

    /// The same, to keep what was found in their rows.
    pub fn papers_mut(&mut self) -> impl Iterator<Item = &mut PublicPaper> {
        std::iter::once(&mut self.certificate).chain(&mut self.earlier).chain(&mut self.cards)
    }

    /// The position of the certificate that had been issued by a day: the last
    /// one of its number, or the first when none was.
    pub fn issue_on(&self, day: Day) -> Position {
        if self.certificate.validity.issued_on <= day || self.earlier.is_empty() {
            return Position::Certificate;
        }
        let by_then = self.earlier.iter().rposition(|paper| paper.validity.issued_on <= day);
        Position::Earlier(by_then.unwrap_or_default())
    }

    /// The verdict on a paper on a day, counting what had begun by then; of a
    /// card its certificate considered.
    pub fn verdict_on(&self, position: Position, day: Day) -> Verdict {
        let paper = self.paper(position);
        let Position::Card(_) = position else { return self.certificate_validity(paper, day).verdict(day) };
        let effect = self.decisions.card_on(paper.entry_seq, &paper.number, day);
        let certificate = self.certificate_validity(self.paper(self.issue_on(day)), day);
        Validity { effect, ..paper.validity }.verdict_under(&certificate, day)
    }

    /// What counted on a day of the certificate that had been issued by then.
    pub fn effect_on(&self, day: Day) -> Effect {
        self.certificate_validity(self.paper(self.issue_on(day)), day).effect
    }

    fn certificate_validity(&self, paper: &PublicPaper, day: Day) -> Validity {
        Validity { effect: self.decisions.certificate_on(paper.entry_seq, day), ..paper.validity }
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
            is_recorded: is_recorded(entry),
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
            is_recorded: is_recorded(entry),
            proof: None,
        }
    }
}

/// Whether an entry records what was issued on paper.
fn is_recorded(entry: &Entry) -> bool {
    matches!(&entry.event, Event::Issued { recorded: Some(_), .. })
}

fn in_force(issued_on: Day, expires_on: Day) -> Validity {
    Validity { issued_on, expires_on, effect: Effect::InForce }
}

/// What is no digest is that of no paper.
fn digest(text: &str) -> [u8; 32] {
    HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
}
