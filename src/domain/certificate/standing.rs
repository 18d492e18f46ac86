//! How a certificate and a card stand, besides the passing of their last day.

use serde::{Deserialize, Serialize};

use super::{RevocationGround, SuspensionGround};
use crate::dates::Day;
use crate::domain::validity::Effect;

/// How a certificate stands, besides the passing of its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Nothing was decided against it.
    InForce,
    /// Suspended; stays so until it is reinstated or revoked, or until nobody
    /// confirmed in time what one leader ordered alone.
    Suspended(Suspension),
    /// Revoked, for good.
    Revoked(Revocation),
    /// A newer paper of its number took its place, for good (TT26 article 21).
    Replaced(Replacement),
    /// A certificate of another number took its place, for good: its time was
    /// over (TT26 articles 17 to 19).
    Renewed(Renewal),
    /// Given up by its holder, for good; the law does not speak of it, and asks
    /// nothing of who stops.
    GivenUp {
        /// From which day.
        on: Day,
    },
}

/// The certificate that took the place of one whose time was over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// The day it was issued.
    pub on: Day,
    /// Its number.
    pub by: String,
}

/// The newer paper that took the place of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// The day it was issued.
    pub on: Day,
    /// Its version: "cấp lại lần n".
    pub by_version: u16,
}

/// A suspension (TT26 article 23.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// On which ground.
    pub ground: SuspensionGround,
    /// First day.
    pub from: Day,
    /// Last day; the certificate's expiry is not extended.
    pub until: Day,
    /// What the holder must remedy; internal.
    pub remedy: String,
    /// The last day on which it counts unless a second leader confirms it; none
    /// of one that two decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_by: Option<Day>,
}

/// A revocation (TT26 article 23.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// On which ground; public.
    pub ground: RevocationGround,
    /// From which day.
    pub on: Day,
    /// Why; internal.
    pub reasons: String,
}

/// How a card stands, besides its certificate and the passing of its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum CardStanding {
    /// The expert holds it.
    InForce,
    /// The expert left, and the organisation returned it.
    Returned {
        /// The day of leaving.
        on: Day,
    },
    /// A newer card of its number took its place, for good.
    Replaced(Replacement),
}

impl Standing {
    /// As far as it is public: without what is to be remedied, without reasons.
    pub fn effect(&self) -> Effect {
        match *self {
            Self::InForce => Effect::InForce,
            Self::Suspended(Suspension { ground, from, until, confirm_by, .. }) => {
                Effect::Suspended { ground, from, until, confirm_by }
            }
            Self::Revoked(Revocation { ground, on, .. }) => Effect::Revoked { ground, on },
            Self::Replaced(replacement) => replacement.effect(),
            Self::Renewed(Renewal { on, .. }) => Effect::Replaced { on, by_version: 0 },
            Self::GivenUp { on } => Effect::GivenUp { on },
        }
    }
}

impl Suspension {
    /// Whether it ended by itself: nobody confirmed in time what one leader
    /// ordered alone.
    pub fn has_lapsed(&self, today: Day) -> bool {
        self.confirm_by.is_some_and(|last| last < today)
    }
}

impl CardStanding {
    /// What it means for the verdict.
    pub fn effect(&self) -> Effect {
        match *self {
            Self::InForce => Effect::InForce,
            Self::Returned { on } => Effect::Returned { on },
            Self::Replaced(replacement) => replacement.effect(),
        }
    }
}

impl Replacement {
    pub(super) fn effect(self) -> Effect {
        Effect::Replaced { on: self.on, by_version: self.by_version }
    }
}
