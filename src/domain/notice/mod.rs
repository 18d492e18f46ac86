//! What the holder of a certificate gives its issuer notice of: that they give
//! it up, and that experts left.
//!
//! A notice changes nothing by itself. One officer of the office that issued the
//! certificate acknowledges it, and then it counts from the day it names; until
//! then its holder may take it back.

mod departure;
mod surrender;

use super::certificate::Life;
use super::ids::AccountId;
use super::personal_number::names_one;
use super::staff::{Officer, Role};
use super::typed::{self, Undrawn, undrawn};
use super::words::words;
use crate::dates::{Day, Instant};

pub use departure::{Departure, ExpertsLeft};
pub use surrender::Surrender;

/// The most letters of the reason of a notice.
pub const LONGEST_REASON: usize = 2_000;

words! {
    /// What became of a notice.
    NoticeOutcome {
        /// An officer acknowledged it.
        Acknowledged = "acknowledged",
        /// Its holder took it back.
        Withdrawn = "withdrawn",
    }
}

/// How a notice ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeEnding {
    /// What became of it.
    pub outcome: NoticeOutcome,
    /// Who said so.
    pub by: AccountId,
    /// When.
    pub at: Instant,
}

/// Why a notice is not given, taken back or acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeRefusal {
    /// Another of its kind waits.
    #[error("another notice of the same waits")]
    Pending,
    /// It waits no more.
    #[error("it waits no more")]
    Ended,
    /// The paper's life does not allow it.
    #[error("a paper that is {0:?} does not allow it")]
    Life(Life),
    /// The day is none of those there may be.
    #[error("the day lies between {from} and {until}")]
    Day {
        /// The first.
        from: Day,
        /// The last.
        until: Day,
    },
    /// A measure on the certificate waits: nobody leaves it behind.
    #[error("a measure on the certificate waits")]
    MeasureWaits,
    /// It is suspended, and the day has not come.
    #[error("it is suspended, and {0} has not come")]
    Suspended(Day),
    /// Nobody was chosen who left.
    #[error("nobody was chosen")]
    NoneChosen,
    /// It is so of one card among several.
    #[error("of card {card}: {why}")]
    OfCard {
        /// Its number.
        card: String,
        /// What.
        why: Box<NoticeRefusal>,
    },
    /// No reason was written.
    #[error("no reason was written")]
    Empty,
    /// The reason is longer than is taken: the most letters.
    #[error("longer than {0} letters")]
    TooLong(usize),
    /// A personal identification number, which would stand in the audit trail
    /// for good.
    #[error("a personal identification number is written in it")]
    PersonalNumber,
    /// A sign that no paper shows.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    Undrawn(Undrawn),
}

impl NoticeRefusal {
    /// Whether it is for what is written as the reason, and told beside it.
    pub fn is_of_reason(&self) -> bool {
        matches!(self, Self::Empty | Self::TooLong(_) | Self::PersonalNumber | Self::Undrawn(_))
    }
}

/// The reason of a notice, as it is kept.
pub fn reason(text: &str) -> Result<String, NoticeRefusal> {
    let text = typed::text(text);
    if text.is_empty() {
        return Err(NoticeRefusal::Empty);
    }
    if text.chars().count() > LONGEST_REASON {
        return Err(NoticeRefusal::TooLong(LONGEST_REASON));
    }
    if names_one(&text) {
        return Err(NoticeRefusal::PersonalNumber);
    }
    match undrawn(&text) {
        Some(found) => Err(NoticeRefusal::Undrawn(found)),
        None => Ok(text),
    }
}

/// Whether the officer acknowledges notices: intake and leaders do.
pub fn may_acknowledge(officer: &Officer) -> bool {
    officer.is(Role::Intake) || officer.is(Role::Leader)
}
