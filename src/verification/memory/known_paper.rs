//! One paper, with the certificate it belongs to.

use std::sync::Arc;

use crate::credential::verdict::Verdict;
use crate::dates::Day;
use crate::domain::correction::CorrectionField;
use crate::domain::published::{Position, PublicPaper, Published};
use crate::domain::validity::Effect;

/// One paper among those of its certificate. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPaper {
    pub(super) published: Arc<Published>,
    pub(super) position: Position,
}

impl KnownPaper {
    /// The paper.
    pub fn paper(&self) -> &PublicPaper {
        self.published.paper(self.position)
    }

    /// The certificate, or the one the card was issued with: the last paper of
    /// its number.
    pub fn certificate(&self) -> &PublicPaper {
        &self.published.certificate
    }

    /// The certificate with all its cards.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// The number of the certificate that renewed this one, or the one it was
    /// issued with.
    pub(super) fn renewed_by(&self) -> Option<&str> {
        self.published.renewed_by.as_deref()
    }

    /// Whether the paper is a card.
    pub fn is_card(&self) -> bool {
        matches!(self.position, Position::Card(_))
    }

    /// Whether it is a card whose holder agreed that whoever scans it sees
    /// their portrait and year of birth.
    pub fn shows_portrait(&self) -> bool {
        matches!(self.position, Position::Card(nth) if self.published.shows_portrait(nth))
    }

    /// What it says right that one before it did not, the first corrected first.
    pub fn corrected(&self) -> Vec<CorrectionField> {
        self.published.corrected(self.position)
    }

    /// How many cards of the certificate are valid on a day that has come; one
    /// that cannot be checked is not among them.
    pub fn valid_cards(&self, on: Day) -> usize {
        let all = (0..self.published.cards.len()).map(Position::Card);
        let proven = all.filter(|card| self.published.is_proven(*card));
        proven.filter(|card| self.published.verdict_on(*card, on).is_valid()).count()
    }

    /// What counted of the certificate on a day that has come.
    pub fn effect_on(&self, day: Day) -> Effect {
        self.published.effect_on(day)
    }

    /// The paper of this number on a day that is over: of a certificate that
    /// was issued anew, what was issued by then.
    pub(in crate::verification) fn as_of(&self, day: Day) -> Self {
        Self { published: Arc::clone(&self.published), position: self.position_on(day) }
    }

    fn position_on(&self, day: Day) -> Position {
        match self.position {
            Position::Certificate => self.published.issue_on(day),
            other => other,
        }
    }

    /// The verdict on a day that is over, counting what had begun by then.
    pub(in crate::verification) fn verdict_then(&self, day: Day) -> Verdict {
        self.published.verdict_on(self.position_on(day), day)
    }

    /// The verdict on a day, from how the paper stands now.
    pub fn verdict(&self, on: Day) -> Verdict {
        let own = &self.paper().validity;
        if self.is_card() {
            own.verdict_under(&self.published.certificate.validity, on)
        } else {
            own.verdict(on)
        }
    }

    /// SHA-256 of the token in its QR, where its row was proved; none of a paper
    /// that is recorded.
    pub(in crate::verification) fn token(&self) -> Option<[u8; 32]> {
        Some(self.paper().proof.as_ref()?.signed.as_ref()?.token)
    }

    /// What was said of the paper on a day; of a certificate that was issued
    /// anew, what was issued by then.
    pub(in crate::verification) fn stated_on(&self, day: Day) -> (&PublicPaper, Verdict) {
        let position = self.position_on(day);
        (self.published.paper(position), self.published.verdict_on(position, day))
    }

    pub(super) fn is_proven(&self) -> bool {
        self.published.is_proven(self.position)
    }
}
