//! Measures on how a certificate stands: suspension, reinstatement, revocation
//! (Circular 26/2014/TT-BKHCN, article 23).
//!
//! One of the office proposes, and a leader who is another person decides; until
//! then nothing changes. The holder may explain themselves before they are
//! suspended or revoked. Where harm cannot wait one leader suspends at once, and
//! the suspension ends by itself unless a second one confirms it in time.

use serde::{Deserialize, Serialize};

use super::certificate::{Certificate, PaperId, RevocationGround, StandingAct, SuspensionGround};
use super::deed::DeedKind;
use super::ids::{AccountId, DossierId, ProposalId};
use super::issuer::IssuerCode;
use super::staff::{Officer, Role, StaffNumber};
use super::typed::Undrawn;
use super::words::words;
use crate::dates::{Day, Instant};

/// The most letters of an explanation, of reasons, and of what is to be
/// remedied: some four pages.
pub const LONGEST_TEXT: usize = 10_000;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// To suspend the certificate (article 23.1).
    Suspension {
        /// On which ground.
        ground: SuspensionGround,
        /// First day; the day of the decision, when that is later.
        from: Day,
        /// Last day.
        until: Day,
        /// What the holder must remedy.
        remedy: String,
    },
    /// To lift its suspension.
    Reinstatement,
    /// To revoke it (article 23.2).
    Revocation {
        /// On which ground.
        ground: RevocationGround,
    },
}

words! {
    /// What became of a proposal.
    Outcome {
        /// A leader confirmed it.
        Confirmed = "confirmed",
        /// A leader declined it.
        Declined = "declined",
        /// Whoever proposed it took it back.
        Withdrawn = "withdrawn",
    }
}

/// A proposed measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureProposal {
    /// Its id.
    pub id: ProposalId,
    /// At which issuer.
    pub issuer: IssuerCode,
    /// On which certificate.
    pub certificate: PaperId,
    /// The version of the certificate's row that it was made for; what happened
    /// to the certificate since, whoever decides is told.
    pub certificate_version: i64,
    /// The dossier the certificate was issued on: whoever filed it explains. None
    /// of one that is recorded.
    pub dossier: Option<DossierId>,
    /// What is proposed.
    pub measure: Measure,
    /// Why; for the office and the holder.
    pub reasons: String,
    /// Why it could not wait, where one leader suspended at once.
    pub urgency: Option<String>,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// Which person, whatever account they use.
    pub proposer: StaffNumber,
    /// When; the notice to the holder is of that moment.
    pub proposed_at: Instant,
    /// The last day on which the holder explains; none of a reinstatement.
    pub explain_by: Option<Day>,
    /// The last day on which a second leader confirms what one ordered at once.
    pub confirm_by: Option<Day>,
    /// What the holder wrote.
    pub answer: Option<Answer>,
    /// What became of it; none while it waits.
    pub ending: Option<Ending>,
    /// Counts changes of its row.
    pub version: i64,
}

/// What the holder wrote, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What.
    pub text: String,
    /// When.
    pub at: Instant,
}

/// How a proposal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What became of it.
    pub outcome: Outcome,
    /// Who said so.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// Why; empty where nothing had to be said.
    pub reasons: String,
}

/// Where a proposal is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureState {
    /// It waits.
    Open,
    /// Nobody confirmed in time what one leader ordered at once.
    Lapsed,
    /// It ended.
    Ended(Outcome),
}

/// Why a measure is not proposed, answered or decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeasureRefusal {
    /// Another measure on the certificate waits.
    #[error("another measure on this certificate waits")]
    Pending,
    /// Whoever proposed it does not decide it.
    #[error("who proposed it does not decide it")]
    OwnProposal,
    /// Only who proposed it takes it back.
    #[error("only who proposed it takes it back")]
    NotTheirs,
    /// What took effect at once is not taken back: it is confirmed, lifted, or
    /// ends by itself.
    #[error("what took effect at once is not taken back")]
    InEffect,
    /// The holder may still explain themselves.
    #[error("the holder explains until the end of {0}")]
    Early(Day),
    /// As the certificate stands today, it cannot be done to it.
    #[error("the certificate stands otherwise")]
    DoesNotFit,
    /// It waits no more.
    #[error("it waits no more")]
    Ended,
    /// Nobody confirmed it in time.
    #[error("it ended unconfirmed after {0}")]
    Lapsed(Day),
    /// The holder answered already.
    #[error("it was answered already")]
    Answered,
    /// The term to explain is over.
    #[error("the term to explain ended on {0}")]
    Late(Day),
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
}

impl Measure {
    /// What it does to the certificate.
    pub fn act(&self) -> StandingAct {
        match self {
            Self::Suspension { .. } => StandingAct::Suspend,
            Self::Reinstatement => StandingAct::Reinstate,
            Self::Revocation { .. } => StandingAct::Revoke,
        }
    }

    /// The deed that its confirmation is.
    pub fn deed(&self) -> DeedKind {
        match self {
            Self::Suspension { .. } => DeedKind::Suspended,
            Self::Reinstatement => DeedKind::Reinstated,
            Self::Revocation { .. } => DeedKind::Revoked,
        }
    }

    /// Whether the holder is asked before: it is against them.
    pub fn is_explained(&self) -> bool {
        !matches!(self, Self::Reinstatement)
    }
}

impl MeasureProposal {
    /// Where it is on a day.
    pub fn state(&self, today: Day) -> MeasureState {
        match (&self.ending, self.confirm_by) {
            (Some(ending), _) => MeasureState::Ended(ending.outcome),
            (None, Some(last)) if last < today => MeasureState::Lapsed,
            (None, _) => MeasureState::Open,
        }
    }

    /// Whether it waits.
    pub fn is_open(&self, today: Day) -> bool {
        self.state(today) == MeasureState::Open
    }

    /// The last day on which the holder may write: while they are asked, or
    /// while a suspension waits for a second leader.
    pub fn answer_by(&self) -> Option<Day> {
        self.explain_by.or(self.confirm_by)
    }

    /// Whether the holder may write now, or why not.
    pub fn may_be_answered(&self, today: Day) -> Result<(), MeasureRefusal> {
        self.require_open(today)?;
        if self.answer.is_some() {
            return Err(MeasureRefusal::Answered);
        }
        match self.answer_by() {
            Some(last) if today <= last => Ok(()),
            Some(last) => Err(MeasureRefusal::Late(last)),
            None => Err(MeasureRefusal::Ended),
        }
    }

    /// Whether this leader may confirm it now, or why not: another person than
    /// who proposed it, once the holder answered or their term is over.
    pub fn may_be_confirmed_by(&self, leader: &Officer, today: Day) -> Result<(), MeasureRefusal> {
        self.may_be_declined_by(leader, today)?;
        match self.explain_by {
            Some(last) if today <= last && self.answer.is_none() => Err(MeasureRefusal::Early(last)),
            _ => Ok(()),
        }
    }

    /// Whether what is proposed can be done to the certificate as it stands today.
    /// What was ordered at once has been done to it.
    pub fn fits(&self, certificate: &Certificate, today: Day) -> Result<(), MeasureRefusal> {
        let fits = certificate.life(today).certificate_allows(self.measure.act());
        if fits || self.urgency.is_some() { Ok(()) } else { Err(MeasureRefusal::DoesNotFit) }
    }

    /// The same for declining it, which spares the holder and waits for nothing.
    pub fn may_be_declined_by(&self, leader: &Officer, today: Day) -> Result<(), MeasureRefusal> {
        self.require_open(today)?;
        if self.is_of(leader) { Err(MeasureRefusal::OwnProposal) } else { Ok(()) }
    }

    /// Whether this officer may take it back, or why not.
    pub fn may_be_withdrawn_by(&self, officer: &Officer, today: Day) -> Result<(), MeasureRefusal> {
        self.require_open(today)?;
        if !self.is_of(officer) {
            return Err(MeasureRefusal::NotTheirs);
        }
        if self.urgency.is_some() { Err(MeasureRefusal::InEffect) } else { Ok(()) }
    }

    /// Whether this person proposed it, whatever account they used.
    pub fn is_of(&self, officer: &Officer) -> bool {
        self.proposed_by == officer.account || self.proposer == officer.number
    }

    fn require_open(&self, today: Day) -> Result<(), MeasureRefusal> {
        match (self.state(today), self.confirm_by) {
            (MeasureState::Open, _) => Ok(()),
            (MeasureState::Lapsed, Some(last)) => Err(MeasureRefusal::Lapsed(last)),
            _ => Err(MeasureRefusal::Ended),
        }
    }
}

/// Whether the officer proposes measures: who works on dossiers does.
pub fn may_propose(officer: &Officer) -> bool {
    [Role::Intake, Role::Appraiser, Role::Leader].into_iter().any(|role| officer.is(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn officer(nth: u128, number: &str) -> Officer {
        Officer {
            account: AccountId::new(uuid::Uuid::from_u128(nth)),
            number: number.parse().expect("a number"),
            name: String::new(),
            issuer: IssuerCode::MINISTRY,
            roles: [Role::Leader].into(),
        }
    }

    fn proposal() -> MeasureProposal {
        let proposer = officer(1, "A1");
        MeasureProposal {
            id: ProposalId::new(uuid::Uuid::from_u128(1)),
            issuer: IssuerCode::MINISTRY,
            certificate: PaperId { number: "01/2026/GXN-BKHCN".to_owned(), version: 0 },
            certificate_version: 1,
            dossier: Some(DossierId::new(uuid::Uuid::from_u128(1))),
            measure: Measure::Revocation { ground: RevocationGround::FalseDossier },
            reasons: "Khai man".to_owned(),
            urgency: None,
            proposed_by: proposer.account,
            proposer: proposer.number,
            proposed_at: day("2026-11-22").starts_at(),
            explain_by: Some(day("2026-12-01")),
            confirm_by: None,
            answer: None,
            ending: None,
            version: 1,
        }
    }

    #[test]
    fn another_person_decides_once_the_holder_answered_or_the_term_is_over() {
        let (mut proposal, last) = (proposal(), day("2026-12-01"));
        let other = officer(2, "A2");
        assert_eq!(proposal.may_be_confirmed_by(&other, last), Err(MeasureRefusal::Early(last)));
        assert_eq!(proposal.may_be_declined_by(&other, last), Ok(()));
        assert_eq!(proposal.may_be_confirmed_by(&other, last.plus_days(1)), Ok(()));
        proposal.answer = Some(Answer { text: "Không đúng".to_owned(), at: last.starts_at() });
        assert_eq!(proposal.may_be_confirmed_by(&other, last), Ok(()));
        for own in [officer(1, "A9"), officer(9, "A1")] {
            assert_eq!(proposal.may_be_confirmed_by(&own, last), Err(MeasureRefusal::OwnProposal));
            assert_eq!(proposal.may_be_withdrawn_by(&own, last), Ok(()));
        }
        assert_eq!(proposal.may_be_withdrawn_by(&other, last), Err(MeasureRefusal::NotTheirs));
    }

    #[test]
    fn what_one_ordered_at_once_ends_by_itself_when_nobody_confirmed_it() {
        let last = day("2026-11-24");
        let urgency = Some("Đang dùng giấy giả".to_owned());
        let urgent = MeasureProposal { urgency, explain_by: None, confirm_by: Some(last), ..proposal() };
        let other = officer(2, "A2");
        assert_eq!(urgent.may_be_confirmed_by(&other, last), Ok(()));
        let after = last.plus_days(1);
        assert_eq!(urgent.may_be_confirmed_by(&other, after), Err(MeasureRefusal::Lapsed(last)));
        assert_eq!(urgent.state(after), MeasureState::Lapsed);
        assert_eq!(urgent.may_be_withdrawn_by(&officer(1, "A1"), last), Err(MeasureRefusal::InEffect));
    }

    #[test]
    fn the_holder_writes_once_and_in_time() {
        let (mut proposal, last) = (proposal(), day("2026-12-01"));
        assert_eq!(proposal.may_be_answered(last), Ok(()));
        assert_eq!(proposal.may_be_answered(last.plus_days(1)), Err(MeasureRefusal::Late(last)));
        proposal.answer = Some(Answer { text: "Không đúng".to_owned(), at: last.starts_at() });
        assert_eq!(proposal.may_be_answered(last), Err(MeasureRefusal::Answered));
    }
}
