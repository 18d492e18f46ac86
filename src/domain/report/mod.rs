//! The report that the holder of a certificate makes every November (Circular
//! 26/2014/TT-BKHCN, article 22.1): what the register knows stands in it
//! already; its holder adds whom they consulted and what changed.
//!
//! A report of the same year that comes later takes the place of the one before,
//! which stays beside it. An officer confirms that it was received, or asks for
//! another with a sentence.

mod typed;

pub use typed::{ClientTyped, QmsTyped, ReportFault, ReportField, ReportTyped};

use serde::{Deserialize, Serialize};

use super::certificate::Life;
use super::ids::{AccountId, ReportId};
use super::issuer::IssuerCode;
use super::personal_number::names_one;
use super::staff::{Officer, Role};
use super::words::words;
use crate::dates::{Day, Instant};

/// The most clients of one report.
pub const MOST_CLIENTS: usize = 200;

/// The most letters of one line of a report.
pub const LONGEST_LINE: usize = 300;

/// The most letters of what is told freely, and of what an officer writes.
pub const LONGEST_TEXT: usize = 5_000;

words! {
    /// What became of a report.
    ReportOutcome {
        /// An officer confirmed that it was received.
        Received = "received",
        /// An officer asks for another.
        Returned = "returned",
    }
}

/// The report of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Which office issued the certificate.
    pub issuer: IssuerCode,
    /// The number of the certificate.
    pub certificate: String,
    /// Of which year.
    pub year: i32,
    /// 1 for the first of its year, one more for each that took its place.
    pub nth: i64,
    /// What it says.
    pub body: ReportBody,
    /// Who made it.
    pub filed_by: AccountId,
    /// When.
    pub filed_at: Instant,
    /// What became of it; none while it waits.
    pub ending: Option<ReportEnding>,
    /// Counts changes of its row.
    pub version: i64,
}

/// How a report was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEnding {
    /// With what.
    pub outcome: ReportOutcome,
    /// By whom.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// What is to be put right; empty where nothing is.
    pub note: String,
}

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// The holder's name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Their telephone.
    pub phone: String,
    /// Their e-mail.
    pub email: String,
    /// Those who had valid cards when it was made, as the register knew.
    pub experts: Vec<ReportedExpert>,
    /// Whom they consulted since the report before.
    pub clients: Vec<ReportedClient>,
    /// The certificate of their own quality management system, where there is
    /// another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qms: Option<ReportedQms>,
    /// What else changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub changes: String,
    /// What they remark or ask.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
}

/// An expert with a valid card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedExpert {
    /// The card's number.
    pub card: String,
    /// The name on it.
    pub name: String,
}

/// A client who was consulted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedClient {
    /// Its name.
    pub name: String,
    /// The first day.
    pub from: Day,
    /// The last day; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// In which field.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Who led: the number of a card, or a name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
}

/// A new certificate of the holder's own quality management system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedQms {
    /// Its number.
    pub number: String,
    /// The standard with its year.
    pub edition: String,
    /// Who certified it, and where that can be looked up.
    pub body: String,
    /// Its first day.
    pub valid_from: Day,
    /// Its last day.
    pub valid_to: Day,
}

/// Why a report is not made, received or returned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefusal {
    /// None is to be made yet: the day from which one is.
    #[error("it is made from {0}")]
    Early(Day),
    /// The certificate has ended.
    #[error("a certificate that is {0:?} needs no report")]
    Life(Life),
    /// What is wrong in it, field by field.
    #[error("{} fields are not as they must be", .0.len())]
    Faults(Vec<(ReportField, ReportFault)>),
    /// It was answered, or another took its place.
    #[error("it waits no more")]
    Ended,
    /// What is to be put right was not written.
    #[error("nothing was written")]
    Empty,
    /// More than is taken: the most letters.
    #[error("longer than {0} letters")]
    TooLong(usize),
    /// A personal identification number, which would stand in the audit trail
    /// for good.
    #[error("a personal identification number is written in it")]
    PersonalNumber,
}

impl Report {
    /// Whether it waits for an officer.
    pub fn is_open(&self) -> bool {
        self.ending.is_none()
    }
}

/// Whether the officer confirms reports or asks for others: intake and leaders
/// do.
pub fn may_answer(officer: &Officer) -> bool {
    officer.is(Role::Intake) || officer.is(Role::Leader)
}

/// What an officer asks to be put right, as it is kept.
pub fn sentence(text: &str) -> Result<String, ReportRefusal> {
    let text = super::typed::text(text);
    if text.is_empty() {
        return Err(ReportRefusal::Empty);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(ReportRefusal::TooLong(LONGEST_TEXT));
    }
    if names_one(&text) { Err(ReportRefusal::PersonalNumber) } else { Ok(text) }
}
