//! Supervision: the Ministry reads what every issuer does, comments on a dossier
//! or certificate of another one, and may order a check of it. It does nothing in
//! another's place: the office that is asked looks into it, answers in writing,
//! and acts itself.

use super::ids::{AccountId, CheckId};
use super::issuer::IssuerCode;
use super::staff::{Officer, Role};
use super::typed::{self, Undrawn, undrawn};
use super::words::words;
use super::{measure::LONGEST_TEXT, personal_number::names_one};
use crate::dates::{Day, Instant};

words! {
    /// What is commented on, or checked.
    About {
        /// A dossier, by its id.
        Dossier = "dossier",
        /// A certificate, by its number.
        Certificate = "certificate",
    }
}

/// Something of another issuer that the Ministry looks into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// What it is.
    pub about: About,
    /// Its id or number.
    pub subject: String,
    /// Which issuer has it.
    pub issuer: IssuerCode,
}

/// A check that the Ministry ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// Of what.
    pub matter: Matter,
    /// What is to be looked into.
    pub asked: String,
    /// Why.
    pub reasons: String,
    /// The last day to answer.
    pub answer_by: Day,
    /// Who of the Ministry ordered it.
    pub ordered_by: AccountId,
    /// When.
    pub ordered_at: Instant,
    /// What the office answered.
    pub answer: Option<Written>,
    /// What the Ministry found, once it closed the check.
    pub closing: Option<Written>,
    /// Counts changes of its row.
    pub version: i64,
}

/// Something written by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What.
    pub text: String,
    /// By whom.
    pub by: AccountId,
    /// When.
    pub at: Instant,
}

/// Where a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// The office has to answer.
    Open,
    /// Its last day to do so is over.
    Overdue,
    /// It answered; the Ministry has to close it.
    Answered,
    /// It is closed.
    Closed,
}

/// Why something of a supervision is not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SupervisionRefusal {
    /// Nothing was written.
    #[error("nothing was written")]
    Empty,
    /// More than is taken: the most letters there may be.
    #[error("longer than {0} letters")]
    TooLong(usize),
    /// A personal identification number, which would stand in the audit trail
    /// for good.
    #[error("a personal identification number is written in it")]
    PersonalNumber,
    /// A sign that no paper shows.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    Undrawn(Undrawn),
    /// An answer cannot be asked for by a day that is over.
    #[error("the last day to answer is over")]
    PastDay,
    /// Another check of the same waits.
    #[error("another check of it is open")]
    Pending,
    /// It was answered already.
    #[error("it was answered already")]
    Answered,
    /// It is closed.
    #[error("it is closed")]
    Closed,
}

impl SupervisionRefusal {
    /// Whether it is about what was written.
    pub fn is_of_words(&self) -> bool {
        matches!(self, Self::Empty | Self::TooLong(_) | Self::PersonalNumber | Self::Undrawn(_))
    }
}

impl Check {
    /// Where it is on a day.
    pub fn state(&self, today: Day) -> CheckState {
        match (&self.closing, &self.answer) {
            (Some(_), _) => CheckState::Closed,
            (None, Some(_)) => CheckState::Answered,
            (None, None) if self.answer_by < today => CheckState::Overdue,
            (None, None) => CheckState::Open,
        }
    }

    /// Whether it is not closed: while it is, the Ministry reads the papers.
    pub fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    /// Refuses unless the office may answer. Late is better than never.
    pub fn may_be_answered(&self) -> Result<(), SupervisionRefusal> {
        match (&self.closing, &self.answer) {
            (Some(_), _) => Err(SupervisionRefusal::Closed),
            (None, Some(_)) => Err(SupervisionRefusal::Answered),
            (None, None) => Ok(()),
        }
    }

    /// Refuses unless the Ministry may close it, answered or not.
    pub fn may_be_closed(&self) -> Result<(), SupervisionRefusal> {
        if self.is_open() { Ok(()) } else { Err(SupervisionRefusal::Closed) }
    }
}

/// Whether the officer is one who decides: comments, orders and closes at the
/// Ministry, answers at the office asked.
pub fn may_write(officer: &Officer) -> bool {
    officer.is(Role::Leader)
}

/// A text that somebody must write.
pub fn required(text: &str) -> Result<String, SupervisionRefusal> {
    let text = typed::text(text);
    if text.is_empty() {
        return Err(SupervisionRefusal::Empty);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(SupervisionRefusal::TooLong(LONGEST_TEXT));
    }
    if names_one(&text) {
        return Err(SupervisionRefusal::PersonalNumber);
    }
    match undrawn(&text) {
        Some(found) => Err(SupervisionRefusal::Undrawn(found)),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn check() -> Check {
        Check {
            id: CheckId::new(uuid::Uuid::from_u128(1)),
            matter: Matter {
                about: About::Certificate,
                subject: "01/2026/GXN-52".to_owned(),
                issuer: "52".parse().expect("an issuer"),
            },
            asked: "Rà soát số chuyên gia".to_owned(),
            reasons: "Có phản ánh".to_owned(),
            answer_by: day("2026-12-01"),
            ordered_by: AccountId::new(uuid::Uuid::from_u128(2)),
            ordered_at: day("2026-11-22").starts_at(),
            answer: None,
            closing: None,
            version: 1,
        }
    }

    #[test]
    fn a_check_is_answered_once_late_too_and_closed_answered_or_not() {
        let written = |text: &str| {
            let by = AccountId::new(uuid::Uuid::from_u128(3));
            Some(Written { text: text.to_owned(), by, at: day("2026-12-02").starts_at() })
        };
        let open = check();
        let last = open.answer_by;
        assert_eq!(
            (open.state(last), open.state(last.plus_days(1))),
            (CheckState::Open, CheckState::Overdue)
        );
        assert_eq!((open.may_be_answered(), open.may_be_closed()), (Ok(()), Ok(())));
        let answered = Check { answer: written("Đã rà soát"), ..open };
        assert_eq!(answered.state(last.plus_days(9)), CheckState::Answered);
        assert_eq!(answered.may_be_answered(), Err(SupervisionRefusal::Answered));
        let closed = Check { closing: written("Đạt"), ..answered };
        assert_eq!((closed.state(last), closed.is_open()), (CheckState::Closed, false));
        assert_eq!(closed.may_be_answered(), Err(SupervisionRefusal::Closed));
        assert_eq!(closed.may_be_closed(), Err(SupervisionRefusal::Closed));
    }

    #[test]
    fn nothing_written_and_a_personal_number_are_not_taken() {
        assert_eq!(required(" \n "), Err(SupervisionRefusal::Empty));
        assert_eq!(required(&"a".repeat(LONGEST_TEXT + 1)), Err(SupervisionRefusal::TooLong(LONGEST_TEXT)));
        assert_eq!(required("  Rà soát\r\n"), Ok("Rà soát".to_owned()));
    }
}
