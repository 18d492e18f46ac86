//! What the holder of a certificate must keep up for as long as it lives: the
//! five conditions of an organisation (Decision 19/2014/QĐ-TTg, article 7.2) and
//! the report of every year (Circular 26/2014/TT-BKHCN, article 22.1). Each
//! holds on a day or does not, and since when.
//!
//! It is told from what the register has and the day alone. Nothing needs to
//! have run: a page is right at the midnight on which a certificate lapses. What
//! does not hold is a ground to suspend (article 23.1.c) once the holder's time
//! to put it right is over.

mod days;
#[cfg(test)]
mod tests;

pub use days::{Span, covered};

use super::edition::{self, Reading};
use super::eligibility::Rule;
use super::ids::{DossierId, ReportId};
use super::regime::{Regime, ReportDuty};
use super::validity::Validity;
use super::words::words;
use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::Day;

words! {
    /// What is to be kept up.
    Condition {
        /// Established, with the function of consulting (O1).
        Establishment = "establishment",
        /// Its own QMS certificate is valid, to an edition that is accepted (O2).
        QmsCertificate = "qms_certificate",
        /// The clients it had when it was registered (O3).
        History = "history",
        /// Enough experts with valid cards (O4).
        Experts = "experts",
        /// Registered, and holds the certificate (O5).
        Registration = "registration",
        /// The report of every year was made.
        Report = "report",
    }
}

words! {
    /// Whether a condition holds.
    ConditionState {
        /// It does.
        Holds = "holds",
        /// It does not.
        Lost = "lost",
        /// The register does not have what it is told from: an officer sees.
        Officer = "officer",
    }
}

/// A condition on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Which.
    pub condition: Condition,
    /// Whether it holds.
    pub state: ConditionState,
    /// Since which day without a break; none of what an officer sees.
    pub since: Option<Day>,
}

/// A certificate of the organisation's own quality management system, as it was
/// told and taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QmsTold {
    /// Its number.
    pub number: String,
    /// The standard with its year, as written.
    pub edition: String,
    /// Its first day.
    pub valid_from: Day,
    /// Its last day.
    pub valid_to: Day,
    /// What told of it.
    pub by: QmsSource,
}

/// What tells of a QMS certificate: somebody at the office read each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QmsSource {
    /// A dossier on which papers were issued.
    Dossier(DossierId),
    /// A report that was received.
    Report(ReportId),
}

/// The report of a year, and the day it was made first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Of which year.
    pub year: i32,
    /// The day.
    pub on: Day,
}

/// What the register has of a certificate, as far as conditions are told from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether an organisation holds it.
    pub is_organisation: bool,
    /// The first day of the first paper of its number.
    pub held_from: Day,
    /// The days of its last paper, and what was decided.
    pub validity: Validity,
    /// The day on which a suspension was lifted last.
    pub reinstated_on: Option<Day>,
    /// The organisation's own QMS certificates.
    pub qms: Vec<QmsTold>,
    /// The days of every card issued under it.
    pub cards: Vec<Span>,
    /// The reports that were made.
    pub reported: Vec<Reported>,
}

/// What a regime asks to be kept up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// How many experts there must be at all times.
    pub experts: usize,
    /// The day from which it asks so; none of a regime as it was first.
    pub from: Option<Day>,
    /// When the report of a year is made.
    pub report: ReportDuty,
}

impl Condition {
    /// Those that the public is told of: the five of the Decision.
    pub const FIVE: [Self; 5] =
        [Self::Establishment, Self::QmsCertificate, Self::History, Self::Experts, Self::Registration];

    /// Those that end without anybody doing anything, so that office and holder
    /// are told: who suspends or revokes knows.
    pub const ALERTED: [Self; 3] = [Self::QmsCertificate, Self::Experts, Self::Report];

    /// The rule by which it was judged first; none of the yearly report.
    pub fn rule(self) -> Option<Rule> {
        match self {
            Self::Establishment => Some(Rule::O1),
            Self::QmsCertificate => Some(Rule::O2a),
            Self::History => Some(Rule::O3),
            Self::Experts => Some(Rule::O4),
            Self::Registration => Some(Rule::O5),
            Self::Report => None,
        }
    }

    /// Where it stands in the law.
    pub fn citation(self, regime: &Regime) -> String {
        match self.rule() {
            Some(rule) => regime.citation(rule).to_owned(),
            None => regime.duties().report.citation.clone(),
        }
    }
}

impl Asks {
    /// What this regime asks.
    pub fn of(regime: &Regime) -> Self {
        let experts = regime.conditions.experts_needed.value;
        Self {
            experts: usize::try_from(experts).unwrap_or(usize::MAX),
            from: regime.amended.as_ref().map(|_| regime.valid_from),
            report: regime.duties().report.value,
        }
    }
}

impl Facts {
    /// Whether there is anything to keep up on a day: the certificate has not
    /// ended.
    pub fn is_watched(&self, on: Day) -> bool {
        matches!(self.validity.verdict(on), Verdict::Valid | Verdict::NotNow(NotNow::Suspended { .. }))
    }

    /// Every condition on a day: all of an organisation; of an independent
    /// consultant, that they hold the certificate and report.
    pub fn conditions(&self, asks: &Asks, on: Day) -> Vec<Watched> {
        let asked = |condition: &&Condition| {
            self.is_organisation || matches!(condition, Condition::Registration | Condition::Report)
        };
        Condition::ALL.iter().filter(asked).map(|condition| self.condition(*condition, asks, on)).collect()
    }

    /// One of them.
    pub fn condition(&self, condition: Condition, asks: &Asks, on: Day) -> Watched {
        let (holds, since) = match condition {
            // Judged when it was registered; nothing in the register ends them.
            Condition::Establishment | Condition::History => (true, None),
            Condition::Registration => self.registration(on),
            Condition::QmsCertificate if self.qms.is_empty() => return Watched::unknown(condition),
            Condition::Experts if self.cards.is_empty() => return Watched::unknown(condition),
            Condition::QmsCertificate | Condition::Experts | Condition::Report => {
                return Watched::covered(condition, &self.spans(condition, asks), asks, (self.held_from, on));
            }
        };
        Watched::of(condition, holds, since.unwrap_or(self.held_from).max(self.held_from))
    }

    fn spans(&self, condition: Condition, asks: &Asks) -> Vec<Span> {
        match condition {
            Condition::QmsCertificate => self.qms.iter().map(QmsTold::span).collect(),
            Condition::Experts => self.cards.clone(),
            _ => report_spans(&self.reported, asks.report, self.held_from),
        }
    }

    fn registration(&self, on: Day) -> (bool, Option<Day>) {
        match self.validity.verdict(on) {
            Verdict::Valid => (true, self.reinstated_on.filter(|day| *day <= on)),
            Verdict::NotNow(NotNow::Suspended { from, .. }) => (false, Some(from)),
            Verdict::NotValid(NotValid::Expired { on: last }) => (false, Some(last.plus_days(1))),
            Verdict::NotValid(
                NotValid::Revoked { on: day }
                | NotValid::GivenUp { on: day }
                | NotValid::Replaced { on: day, .. }
                | NotValid::KeyCompromised { on: day },
            ) => (false, Some(day)),
            _ => (false, None),
        }
    }
}

impl Watched {
    /// A condition that is told from how many of these days cover one; the
    /// certificate is held from a day on.
    pub fn covered(condition: Condition, spans: &[Span], asks: &Asks, (held_from, on): (Day, Day)) -> Self {
        let needed = if condition == Condition::Experts { asks.experts } else { 1 };
        let (holds, since) = covered(spans, needed, on);
        let since = since.unwrap_or(held_from).max(held_from);
        // Before it was asked, nobody fell short of it.
        let asked_from = asks.from.filter(|from| !holds && condition == Condition::Experts && *from <= on);
        Self::of(condition, holds, asked_from.map_or(since, |from| since.max(from)))
    }

    fn of(condition: Condition, holds: bool, since: Day) -> Self {
        let state = if holds { ConditionState::Holds } else { ConditionState::Lost };
        Self { condition, state, since: Some(since) }
    }

    fn unknown(condition: Condition) -> Self {
        Self { condition, state: ConditionState::Officer, since: None }
    }

    /// The day since which it does not hold, where it does not.
    pub fn lost_since(&self) -> Option<Day> {
        self.since.filter(|_| self.state == ConditionState::Lost)
    }
}

impl QmsTold {
    /// The days on which it counts.
    pub fn span(&self) -> Span {
        qms_span(&self.edition, (self.valid_from, self.valid_to))
    }
}

/// The days on which a QMS certificate of these days counts: as long as
/// certificates to its edition are accepted. What is no edition, or a newer one
/// than the national standard, an officer accepted when they read it.
pub fn qms_span(edition: &str, (from, to): (Day, Day)) -> Span {
    let accepted = match edition::read(edition) {
        Reading::Edition(edition) => edition.certificates.as_ref().and_then(|accepted| accepted.to),
        Reading::None | Reading::Several => None,
    };
    Span::through(from, accepted.map_or(to, |last| last.min(to)))
}

/// The days on which nobody owes a report: before the first is overdue, and from
/// each that was made until the next year's is.
pub fn report_spans(reported: &[Reported], duty: ReportDuty, held_from: Day) -> Vec<Span> {
    let first = Span::through(held_from, duty.last_day(duty.first_asked(held_from)));
    let made = reported.iter().map(|made| Span::through(made.on, duty.last_day(made.year + 1)));
    std::iter::once(first).chain(made).collect()
}
