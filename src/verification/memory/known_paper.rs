//! One paper, with the certificate it belongs to.

use std::sync::Arc;

use crate::credential::verdict::Verdict;
use crate::dates::Day;
use crate::domain::published::{PublicPaper, Published};
use crate::domain::validity::Effect;

/// One paper among those of its certificate. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPaper {
    pub(super) published: Arc<Published>,
    /// The position of a card; none for the certificate itself.
    pub(super) card: Option<usize>,
}

impl KnownPaper {
    /// The paper.
    pub fn paper(&self) -> &PublicPaper {
        match self.card {
            Some(position) => &self.published.cards[position],
            None => &self.published.certificate,
        }
    }

    /// The certificate, or the one the card was issued with.
    pub fn certificate(&self) -> &PublicPaper {
        &self.published.certificate
    }

    /// The certificate with all its cards.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// Whether the paper is a card.
    pub fn is_card(&self) -> bool {
        self.card.is_some()
    }

    /// Whether it is a card whose holder agreed that whoever scans it sees
    /// their portrait and year of birth.
    pub fn shows_portrait(&self) -> bool {
        self.card.is_some_and(|position| self.published.shows_portrait(position))
    }

    /// How many cards of the certificate are valid on a day that has come; one
    /// that cannot be checked is not among them.
    pub fn valid_cards(&self, on: Day) -> usize {
        let proven = (0..self.published.cards.len()).filter(|card| self.published.is_card_proven(*card));
        proven.filter(|card| self.published.card_on(*card, on).is_valid()).count()
    }

    /// What counted of the certificate on a day that has come.
    pub fn effect_on(&self, day: Day) -> Effect {
        self.published.effect_on(day)
    }

    /// The paper of this number on a day that is over: of a certificate that
    /// was issued anew, what was issued by then.
    pub(in crate::verification) fn as_of(&self, day: Day) -> Self {
        match self.card {
            Some(_) => self.clone(),
            None => Self { published: Published::issue_on(&self.published, day), card: None },
        }
    }

    /// The verdict on a day that is over, counting what had begun by then.
    pub(in crate::verification) fn verdict_then(&self, day: Day) -> Verdict {
        match self.card {
            Some(position) => self.published.card_on(position, day),
            None => self.published.certificate_on(day).1,
        }
    }

    /// The verdict on a day, from how the paper stands now.
    pub fn verdict(&self, on: Day) -> Verdict {
        let certificate = &self.published.certificate.validity;
        match self.card {
            Some(position) => self.published.cards[position].validity.verdict_under(certificate, on),
            None => certificate.verdict(on),
        }
    }

    /// SHA-256 of the token in its QR, where its row was proved.
    pub(in crate::verification) fn token(&self) -> Option<[u8; 32]> {
        self.paper().proof.as_ref().map(|proof| proof.token)
    }

    /// What was said of the paper on a day; of a certificate that was issued
    /// anew, what was issued by then.
    pub(in crate::verification) fn stated_on(&self, day: Day) -> (&PublicPaper, Verdict) {
        if let Some(position) = self.card {
            return (self.paper(), self.published.card_on(position, day));
        }
        let (published, verdict) = self.published.certificate_on(day);
        (&published.certificate, verdict)
    }

    pub(super) fn is_proven(&self) -> bool {
        match self.card {
            Some(position) => self.published.is_card_proven(position),
            None => self.published.is_proven(),
        }
    }
}
