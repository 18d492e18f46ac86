//! How long and how far a paper is good: what its verdict on a day rests on,
//! and nothing else. Small, so that the validity of every paper fits in memory.

use super::certificate::{RevocationGround, SuspensionGround};
use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::Day;

/// The days of a paper and what was decided about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub issued_on: Day,
    /// Last day, the whole of it.
    pub expires_on: Day,
    /// What was decided since.
    pub effect: Effect,
}

/// What was decided about a paper, as far as it is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    InForce,
    /// Suspended; stays so until it is reinstated or revoked.
    Suspended {
        /// On which ground.
        ground: SuspensionGround,
        /// First day.
        from: Day,
        /// Last day of the order.
        until: Day,
        /// The last day on which it counts unless a second leader confirms it.
        confirm_by: Option<Day>,
    },
    /// Revoked, for good.
    Revoked {
        /// On which ground.
        ground: RevocationGround,
        /// From which day.
        on: Day,
    },
    /// A card that was returned.
    Returned {
        /// The day of leaving.
        on: Day,
    },
    /// A newer paper took its place, for good.
    Replaced {
        /// The day the newer one was issued.
        on: Day,
        /// The version of the newer one, of the same number; 0 where a renewal
        /// brought about another.
        by_version: u16,
    },
    /// Given up by its holder, for good.
    GivenUp {
        /// From which day.
        on: Day,
    },
    /// Entered when its key was already in other hands. Goes before all that
    /// was decided, and was so from the beginning.
    KeyCompromised {
        /// The day on which the key fell into other hands.
        on: Day,
    },
}

impl Effect {
    /// What is left of it on a day: a suspension that nobody confirmed in time
    /// ended by itself.
    #[must_use]
    pub fn on(self, day: Day) -> Self {
        match self {
            Self::Suspended { confirm_by: Some(last), .. } if last < day => Self::InForce,
            other => other,
        }
    }
}

impl Validity {
    /// What is said of a certificate on a day, from how it stands now.
    pub fn verdict(&self, on: Day) -> Verdict {
        let ended = match self.effect {
            Effect::KeyCompromised { on } => Some(NotValid::KeyCompromised { on }),
            Effect::Revoked { on: day, .. } if day <= on => Some(NotValid::Revoked { on: day }),
            Effect::Returned { on: day } if day <= on => Some(NotValid::Returned { on: day }),
            Effect::GivenUp { on: day } if day <= on => Some(NotValid::GivenUp { on: day }),
            // What had run out before it was renewed ended with its last day.
            Effect::Replaced { on: day, by_version } if day <= on && day <= self.expires_on => {
                Some(NotValid::Replaced { on: day, by_version })
            }
            _ if self.expires_on < on => Some(NotValid::Expired { on: self.expires_on }),
            _ => None,
        };
        match (ended, self.effect.on(on)) {
            (Some(reason), _) => Verdict::NotValid(reason),
            _ if on < self.issued_on => Verdict::NotNow(NotNow::NotYetInForce { from: self.issued_on }),
            (_, Effect::Suspended { from, until, .. }) if from <= on => {
                Verdict::NotNow(NotNow::Suspended { from, until })
            }
            _ => Verdict::Valid,
        }
    }

    /// What is said of a card on a day, its certificate considered: a card is
    /// never better than the certificate it was issued under.
    pub fn verdict_under(&self, certificate: &Self, on: Day) -> Verdict {
        let own_end = match self.effect {
            Effect::KeyCompromised { .. } => true,
            Effect::Returned { on: day } | Effect::Replaced { on: day, .. } => day <= on,
            _ => false,
        };
        match (certificate.verdict(on), self.verdict(on)) {
            (_, own) if own_end => own,
            (Verdict::NotValid(NotValid::Revoked { on }), _) => {
                Verdict::NotValid(NotValid::CertificateRevoked { on })
            }
            (Verdict::NotValid(NotValid::GivenUp { on }), _) => {
                Verdict::NotValid(NotValid::CertificateGivenUp { on })
            }
            (certificate, Verdict::Valid) => match certificate {
                Verdict::NotNow(NotNow::Suspended { from, until }) => {
                    Verdict::NotNow(NotNow::CertificateSuspended { from, until })
                }
                other => other,
            },
            (_, own) => own,
        }
    }
}
