//! Correction of what a paper says by a slip of the pen: a name that was
//! misspelled, an address, a day of birth. Never its number, its days or how it
//! stands; what has changed since it was issued is a re-issue (Circular
//! 26/2014/TT-BKHCN, article 21).
//!
//! One of the office proposes, and a leader who is another person decides, as
//! with measures. What comes of it is the paper once more, of the next version,
//! and an entry that says what was corrected, never from what to what.

#[cfg(feature = "server")]
mod naming;

use super::certificate::{Life, PaperId};
use super::ids::{AccountId, ProposalId};
use super::issuer::IssuerCode;
use super::measure::{Ending, Outcome};
use super::personal_number::names_one;
use super::printable::Unprintable;
use super::staff::{Officer, Role, StaffNumber};
use super::typed::{self, Undrawn, undrawn, undrawn_in_name};
use super::words::words;
use crate::credential::HolderName;
use crate::dates::{Day, Instant};

/// The most letters of the evidence, and of an address.
pub const LONGEST_TEXT: usize = 2_000;

/// The most letters of an address.
const LONGEST_ADDRESS: usize = 300;

words! {
    /// What of a paper is corrected.
    CorrectionField {
        /// The holder's name.
        Name = "name",
        /// The address of an organisation's head office.
        Address = "address",
        /// The holder's day of birth.
        BirthDate = "birth_date",
    }
}

/// Which paper says it, by its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectedPaper {
    /// The certificate itself, with every card on which it stands too.
    Certificate,
    /// A card under it.
    Card(String),
}

/// A proposed correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: ProposalId,
    /// At which issuer.
    pub issuer: IssuerCode,
    /// Under which certificate.
    pub certificate: PaperId,
    /// On which paper.
    pub paper: CorrectedPaper,
    /// What is wrong with it.
    pub field: CorrectionField,
    /// What it says; a day as `2026-11-22`.
    pub wrong: String,
    /// What it should say.
    pub right: String,
    /// What shows it.
    pub evidence: String,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// Which person, whatever account they use.
    pub proposer: StaffNumber,
    /// When.
    pub proposed_at: Instant,
    /// What became of it; none while it waits.
    pub ending: Option<Ending>,
    /// Counts changes of its row.
    pub version: i64,
}

/// Why a correction is not proposed or decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionRefusal {
    /// Another correction of the certificate's papers waits.
    #[error("another correction waits")]
    Pending,
    /// Whoever proposed it does not decide it.
    #[error("who proposed it does not decide it")]
    OwnProposal,
    /// Only who proposed it takes it back.
    #[error("only who proposed it takes it back")]
    NotTheirs,
    /// The papers are not as they were when it was proposed.
    #[error("the papers have changed since")]
    Stale,
    /// Somebody changed them since the form was made.
    #[error("somebody came between")]
    Changed,
    /// It waits no more.
    #[error("it waits no more")]
    Ended,
    /// Only papers in force are corrected.
    #[error("a paper that is {0:?} is not corrected")]
    Life(Life),
    /// No such thing stands on the paper.
    #[error("this does not stand on it")]
    NotOnPaper,
    /// It says so already.
    #[error("it says so already")]
    Unchanged,
    /// It is no name that a code holds.
    #[error("not a name")]
    NotAName,
    /// It is no day on which somebody was born.
    #[error("not a day of birth")]
    NotABirthDate,
    /// What should stand there is longer than is taken: the most letters.
    #[error("longer than {0} letters")]
    RightTooLong(usize),
    /// What should stand there has a sign that no paper shows.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    RightUndrawn(Undrawn),
    /// No evidence, or no reasons, were written.
    #[error("nothing was written")]
    Empty,
    /// They are longer than is taken: the most letters.
    #[error("longer than {0} letters")]
    TooLong(usize),
    /// They name a personal identification number.
    #[error("a personal identification number is written in it")]
    PersonalNumber,
    /// They have a sign that no paper shows.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    Undrawn(Undrawn),
    /// A paper that says it right cannot be printed, so none is signed.
    #[error("a paper cannot be printed: {0:?}")]
    Unprintable(Box<Unprintable>),
}

impl Correction {
    /// Whether it waits.
    pub fn is_open(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether the papers were issued once more.
    pub fn is_done(&self) -> bool {
        self.ending.as_ref().is_some_and(|ending| ending.outcome == Outcome::Confirmed)
    }

    /// Whether this leader may decide it now, or why not: another person than
    /// who proposed it.
    pub fn may_be_decided_by(&self, leader: &Officer) -> Result<(), CorrectionRefusal> {
        if !self.is_open() {
            return Err(CorrectionRefusal::Ended);
        }
        if self.is_of(leader) { Err(CorrectionRefusal::OwnProposal) } else { Ok(()) }
    }

    /// Whether this officer may take it back, or why not.
    pub fn may_be_withdrawn_by(&self, officer: &Officer) -> Result<(), CorrectionRefusal> {
        if !self.is_open() {
            return Err(CorrectionRefusal::Ended);
        }
        if self.is_of(officer) { Ok(()) } else { Err(CorrectionRefusal::NotTheirs) }
    }

    /// Whether this person proposed it, whatever account they used.
    pub fn is_of(&self, officer: &Officer) -> bool {
        self.proposed_by == officer.account || self.proposer == officer.number
    }

    /// Whether it puts another name altogether in the place of one: rather another
    /// holder, or a new name, than a slip of the pen.
    #[cfg(feature = "server")]
    pub fn names_another(&self) -> bool {
        self.field == CorrectionField::Name && naming::is_another(&self.wrong, &self.right)
    }

    /// The number of the paper.
    pub fn number(&self) -> &str {
        match &self.paper {
            CorrectedPaper::Certificate => &self.certificate.number,
            CorrectedPaper::Card(number) => number,
        }
    }
}

impl CorrectionField {
    /// What should stand there, as it is kept, by who says so today.
    pub fn right(self, text: &str, today: Day) -> Result<String, CorrectionRefusal> {
        let text = typed::line(text);
        match self {
            Self::Name => match undrawn_in_name(&text) {
                _ if text.parse::<HolderName>().is_err() => Err(CorrectionRefusal::NotAName),
                Some(found) => Err(CorrectionRefusal::RightUndrawn(found)),
                None => Ok(text),
            },
            Self::Address if text.is_empty() => Err(CorrectionRefusal::Unchanged),
            Self::Address if text.chars().count() > LONGEST_ADDRESS => {
                Err(CorrectionRefusal::RightTooLong(LONGEST_ADDRESS))
            }
            Self::Address => match undrawn(&text) {
                Some(found) => Err(CorrectionRefusal::RightUndrawn(found)),
                None => Ok(text),
            },
            Self::BirthDate => {
                let day = typed::day(&text).ok_or(CorrectionRefusal::NotABirthDate)?;
                // Who has a paper is of age (Civil Code, article 20).
                let is_one = day < today && (18..150).contains(&today.full_years_since(day));
                if is_one { Ok(day.to_string()) } else { Err(CorrectionRefusal::NotABirthDate) }
            }
        }
    }
}

impl CorrectionRefusal {
    /// Whether it is for what should stand on the paper.
    pub fn is_of_right(&self) -> bool {
        matches!(
            self,
            Self::Unchanged
                | Self::NotAName
                | Self::NotABirthDate
                | Self::RightTooLong(_)
                | Self::RightUndrawn(_)
        )
    }

    /// Whether it is for the evidence or the reasons.
    pub fn is_of_words(&self) -> bool {
        matches!(self, Self::Empty | Self::TooLong(_) | Self::PersonalNumber | Self::Undrawn(_))
    }
}

/// Evidence, or reasons, as they are kept.
pub fn required(text: &str) -> Result<String, CorrectionRefusal> {
    let text = typed::text(text);
    if text.is_empty() {
        return Err(CorrectionRefusal::Empty);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(CorrectionRefusal::TooLong(LONGEST_TEXT));
    }
    if names_one(&text) {
        return Err(CorrectionRefusal::PersonalNumber);
    }
    match undrawn(&text) {
        Some(found) => Err(CorrectionRefusal::Undrawn(found)),
        None => Ok(text),
    }
}

/// Whether the officer proposes corrections: who works on dossiers does.
pub fn may_propose(officer: &Officer) -> bool {
    [Role::Intake, Role::Appraiser, Role::Leader].into_iter().any(|role| officer.is(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn what_should_stand_there_is_a_name_an_address_or_a_day_of_birth() {
        let today = day("2026-11-22");
        let right = |field: CorrectionField, text: &str| field.right(text, today);
        assert_eq!(right(CorrectionField::Name, " Trần  Mai ").as_deref(), Ok("Trần Mai"));
        assert_eq!(right(CorrectionField::Name, ""), Err(CorrectionRefusal::NotAName));
        assert_eq!(right(CorrectionField::BirthDate, "1985-02-29"), Err(CorrectionRefusal::NotABirthDate));
        assert_eq!(right(CorrectionField::BirthDate, "2026-11-22"), Err(CorrectionRefusal::NotABirthDate));
        assert_eq!(right(CorrectionField::BirthDate, "1985-02-28").as_deref(), Ok("1985-02-28"));
        assert_eq!(right(CorrectionField::BirthDate, "28/2/1985").as_deref(), Ok("1985-02-28"));
        assert_eq!(right(CorrectionField::BirthDate, "2015-01-01"), Err(CorrectionRefusal::NotABirthDate));
        let long = "ơ".repeat(LONGEST_ADDRESS + 1);
        let refused = Err(CorrectionRefusal::RightTooLong(LONGEST_ADDRESS));
        assert_eq!(right(CorrectionField::Address, &long), refused);
    }
}
