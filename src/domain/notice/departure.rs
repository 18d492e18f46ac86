//! That an expert left: the organisation returns the card, and tells its issuer
//! within a month (Circular 26/2014/TT-BKHCN, article 22; the number is the
//! regime's). What is told late is marked, and counts from the day of leaving
//! all the same.

use super::{NoticeEnding, NoticeRefusal};
use crate::dates::{Day, Instant};
use crate::domain::certificate::{Card, Certificate, PaperId, StandingAct};
use crate::domain::ids::{AccountId, NoticeId};
use crate::domain::issuer::IssuerCode;

/// The notice that the holder of a card left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Its id.
    pub id: NoticeId,
    /// Which office issued the card.
    pub issuer: IssuerCode,
    /// Under which certificate.
    pub certificate: String,
    /// Which card.
    pub card: PaperId,
    /// Its holder's name as printed.
    pub holder_name: String,
    /// The day of leaving.
    pub on: Day,
    /// Why, in the organisation's words.
    pub reason: String,
    /// The last day to tell; none where no regime says.
    pub due: Option<Day>,
    /// Who gave notice.
    pub stated_by: AccountId,
    /// When.
    pub stated_at: Instant,
    /// What became of it; none while it waits.
    pub ending: Option<NoticeEnding>,
    /// Counts changes of its row.
    pub version: i64,
}

/// Experts of an organisation whose cards have not ended, and how many there
/// must be at all times (QĐ19 article 7.2.d).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpertsLeft {
    /// How many there are.
    pub count: usize,
    /// How many there must be.
    pub needed: u32,
}

impl Departure {
    /// Whether it waits.
    pub fn is_open(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether it was told after its last day.
    pub fn is_late(&self) -> bool {
        self.due.is_some_and(|due| due < self.stated_at.day())
    }

    /// Whether it may be acknowledged now, or why not.
    pub fn may_be_acknowledged(
        &self,
        (card, certificate): (&Card, &Certificate),
        today: Day,
    ) -> Result<(), NoticeRefusal> {
        if !self.is_open() {
            return Err(NoticeRefusal::Ended);
        }
        let (from, until) = Self::days((card, certificate), today)?;
        if self.on < from || self.on > until {
            return Err(NoticeRefusal::Day { from, until });
        }
        Ok(())
    }

    /// The days on which the holder of a card may have left, by who says so
    /// today.
    pub fn days((card, certificate): (&Card, &Certificate), today: Day) -> Result<(Day, Day), NoticeRefusal> {
        let life = card.life(certificate, today);
        if life.card_allows(StandingAct::ReturnCard) {
            Ok((card.paper.issued_on, today))
        } else {
            Err(NoticeRefusal::Life(life))
        }
    }
}

impl ExpertsLeft {
    /// Whether they are too few.
    pub fn are_too_few(self) -> bool {
        u32::try_from(self.count).is_ok_and(|count| count < self.needed)
    }
}
