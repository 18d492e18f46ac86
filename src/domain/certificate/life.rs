//! The life of a paper, and the one table of what can be done in it.

use crate::domain::personal_number::names_one;
use serde::{Deserialize, Serialize};

use crate::dates::Day;
use crate::domain::typed::Undrawn;

/// What can be done with a certificate or a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingAct {
    /// Suspend the certificate.
    Suspend,
    /// Lift the suspension.
    Reinstate,
    /// Revoke the certificate.
    Revoke,
    /// Return the card.
    ReturnCard,
    /// Give the certificate up.
    GiveUp,
}

/// Where a certificate or a card is in its life on some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// In force.
    Active,
    /// In force, and to be suspended from a later day.
    SuspensionAhead,
    /// Suspended.
    Suspended,
    /// Its last day has passed.
    Expired,
    /// Revoked.
    Revoked,
    /// Returned (a card).
    Returned,
    /// A newer paper was issued in its place: of its number, or by a renewal.
    Replaced,
    /// In force, but its holder gives it up from a later day.
    Leaving,
    /// Given up by its holder.
    GivenUp,
}

/// Why an act on a paper is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandingRefusal {
    /// The paper's life does not allow the act.
    #[error("a paper that is {life:?} does not allow {act:?}")]
    Life {
        /// How it stands.
        life: Life,
        /// What was asked.
        act: StandingAct,
    },
    /// A suspension begins today or later, and lies within the certificate's
    /// validity.
    #[error("the days of the suspension do not fit")]
    Days,
    /// A card cannot be returned before it was issued or in the future.
    #[error("the day of leaving does not fit")]
    LeavingDay,
    /// A certificate is not given up before it was issued or after this day.
    #[error("the day of giving up does not fit: at most {last}")]
    SurrenderDay {
        /// The last one there may be.
        last: Day,
    },
    /// A card that does not count is not printed.
    #[error("a card that does not count is not printed")]
    NotPrinted,
    /// The portrait on a card that does not count is shown to nobody.
    #[error("the portrait on a card that does not count is not shown")]
    PortraitOfNobody,
    /// Nothing was chosen to be shown.
    #[error("nothing was chosen to be shown")]
    NothingChosen,
    /// It was hidden today; what is entered for good is not turned about twice
    /// a day.
    #[error("the portrait was hidden today, and can be shown again tomorrow")]
    PortraitHiddenToday,
    /// What is to be remedied is longer than is taken: the most letters.
    #[error("what is to be remedied is longer than {0} letters")]
    TooLong(usize),
    /// Reasons, or what to remedy, must be written.
    #[error("reasons must be given")]
    NoReasons,
    /// What is written names a personal identification number, which would stand
    /// in the audit trail for good.
    #[error("a personal identification number is written in it")]
    PersonalNumber,
    /// What is written stands on a decision, which cannot show a sign of it.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    Undrawn(Undrawn),
}

impl StandingRefusal {
    /// Whether it is for what is written, and told beside its field.
    pub fn is_of_words(&self) -> bool {
        matches!(self, Self::NoReasons | Self::PersonalNumber | Self::TooLong(_) | Self::Undrawn(_))
    }
}

/// Refuses a text in which a personal number stands.
pub fn require_no_personal_number(text: &str) -> Result<(), StandingRefusal> {
    if names_one(text) { Err(StandingRefusal::PersonalNumber) } else { Ok(()) }
}

impl Life {
    /// Every point of a paper's life.
    pub const ALL: [Self; 9] = [
        Self::Active,
        Self::SuspensionAhead,
        Self::Suspended,
        Self::Expired,
        Self::Revoked,
        Self::Returned,
        Self::Replaced,
        Self::Leaving,
        Self::GivenUp,
    ];

    /// Whether a certificate is still somebody's: in force, or suspended and not
    /// over. Nobody holds two of them.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Active | Self::SuspensionAhead | Self::Suspended | Self::Leaving)
    }

    /// The one table of life and act, for certificates.
    pub fn certificate_allows(self, act: StandingAct) -> bool {
        match self {
            Self::Active => {
                matches!(act, StandingAct::Suspend | StandingAct::Revoke | StandingAct::GiveUp)
            }
            Self::SuspensionAhead | Self::Suspended => {
                matches!(act, StandingAct::Reinstate | StandingAct::Revoke | StandingAct::GiveUp)
            }
            // What was given up stays so, but nobody leaves a revocation behind.
            Self::Leaving => act == StandingAct::Revoke,
            Self::Expired | Self::Revoked | Self::Returned | Self::Replaced | Self::GivenUp => false,
        }
    }

    /// The one table of life and act, for cards. A card whose certificate is
    /// suspended can be returned: the expert may leave at any time.
    pub fn card_allows(self, act: StandingAct) -> bool {
        matches!(
            (self, act),
            (Self::Active | Self::SuspensionAhead | Self::Suspended | Self::Leaving, StandingAct::ReturnCard)
        )
    }
}

impl StandingAct {
    /// Every act.
    pub const ALL: [Self; 5] = [Self::Suspend, Self::Reinstate, Self::Revoke, Self::ReturnCard, Self::GiveUp];
}
