//! What happened to a dossier, for its applicant and for officers: the same
//! steps, to each in the words that are theirs.

use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::deed::Deed;
use crate::domain::dossier::{Hand, Running, Stage};
use crate::domain::entry::Entry;
use crate::domain::ids::AccountId;
use crate::domain::timeline::Step;
use crate::language::Language;

/// One thing that happened, the latest first in a list of them.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) at: String,
    pub(super) what: String,
    /// Who did it; may be empty.
    pub(super) who: String,
    /// By how much it was late; empty when it was not.
    pub(super) late: String,
    /// More about it, a paragraph each.
    pub(super) details: Vec<String>,
    /// Where to read on.
    pub(super) link: Option<(String, &'static str)>,
}

/// Who reads.
pub(super) enum Reader<'a> {
    /// The applicant, of a dossier with the office of this name.
    Applicant(&'a str),
    /// An officer, to whom everybody has a name.
    Officer(&'a dyn Fn(AccountId) -> String),
}

/// Where a dossier is, and by which days.
pub(super) type Place<'a> = (&'a Stage, &'a Calendar);

/// What happened to a dossier, the latest first.
pub(super) fn events(
    language: Language,
    steps: &[Step],
    (stage, calendar): Place<'_>,
    reader: &Reader<'_>,
) -> Vec<Event> {
    let running = stage.running();
    let last_term = steps.iter().rposition(|step| term_set(&step.deed).is_some());
    let shown = steps.iter().enumerate().rev().filter(|(_, step)| reader.is_told(&step.deed));
    let event = |(nth, step): (usize, &Step)| {
        let running = running.filter(|_| Some(nth) == last_term);
        Event {
            who: reader.who(language, step),
            late: step.late_by(calendar).map(|days| language.late_by(days)).unwrap_or_default(),
            details: details(language, step, running, calendar, reader),
            link: link(language, &step.deed, reader),
            ..Event::new(language, step.at, what(language, step))
        }
    };
    shown.map(event).collect()
}

impl Reader<'_> {
    /// Whether the reader is told of such a step: who has it in the office is
    /// the office's own.
    fn is_told(&self, deed: &Deed) -> bool {
        match self {
            Self::Applicant(_) => {
                !matches!(deed, Deed::TakeUp { .. } | Deed::TakeOver { .. } | Deed::Reassign { .. })
            }
            Self::Officer(_) => !matches!(deed, Deed::Begin { .. }),
        }
    }

    /// Who took the step.
    fn who(&self, language: Language, step: &Step) -> String {
        match (self, step.by) {
            (Self::Applicant(office), _) => language.hand(step.hand(), office),
            (Self::Officer(_), _) if step.hand() == Hand::Applicant => {
                language.queue().the_applicant.to_owned()
            }
            (Self::Officer(name), Some(by)) => name(by),
            (Self::Officer(_), None) => String::new(),
        }
    }

    fn is_officer(&self) -> bool {
        matches!(self, Self::Officer(_))
    }
}

fn what(language: Language, step: &Step) -> String {
    let name = language.step_taken(step.deed.kind());
    match &step.deed {
        Deed::Receive { number, .. } => format!("{name} ({} {number})", language.filing().number),
        Deed::Approve { certificate } => format!("{name}: {certificate}"),
        Deed::RequestSupplement { .. } | Deed::Supplement { .. } => {
            format!("{name}{}", language.round(step.round))
        }
        _ => name.to_owned(),
    }
}

/// More about a step. What the office says to itself, its officers read.
fn details(
    language: Language,
    step: &Step,
    running: Option<Running>,
    calendar: &Calendar,
    reader: &Reader<'_>,
) -> Vec<String> {
    let reasons = |reasons: &str| vec![format!("{}: {reasons}", language.filing().reasons)];
    let mut details = match &step.deed {
        Deed::RequestSupplement { items, .. } => items.clone(),
        Deed::Supplement { changes, .. } => language.changes(changes.as_ref()),
        Deed::Cancel { reasons: why } | Deed::Refuse { reasons: why } => reasons(why),
        Deed::OrderOnSite { reason: why, .. }
        | Deed::Reassign { reason: why, .. }
        | Deed::SendBack { reasons: why }
            if reader.is_officer() =>
        {
            reasons(why)
        }
        Deed::RecordMinutes { summary } if reader.is_officer() => vec![summary.clone()],
        Deed::Propose { outcome, reasons: why, .. } if reader.is_officer() => {
            std::iter::once(language.outcome_proposed(*outcome)).chain(reasons(why)).collect()
        }
        _ => Vec::new(),
    };
    let provisional = running.and_then(|term| term.missing_year(calendar));
    let provisional = provisional.map(|year| format!(" ({})", language.provisional(year)));
    if let Some(day) = running.map(|term| term.due).or_else(|| term_set(&step.deed)) {
        let (label, day) = (language.filing().deadline, language.day(day));
        details.push(format!("{label}: {day}{}", provisional.unwrap_or_default()));
    }
    details
}

/// The last day of the term that a step set running.
fn term_set(deed: &Deed) -> Option<Day> {
    match deed {
        Deed::Receive { due, .. }
        | Deed::RequestSupplement { due, .. }
        | Deed::Wait { due }
        | Deed::ConfirmComplete { due }
        | Deed::OrderOnSite { due, .. } => Some(*due),
        Deed::Supplement { due, .. } => *due,
        _ => None,
    }
}

/// Where the papers are that a step brought about: to everyone the same page,
/// from which an officer finds the desk's.
fn link(language: Language, deed: &Deed, reader: &Reader<'_>) -> Option<(String, &'static str)> {
    let Deed::Approve { certificate } = deed else { return None };
    let path = match reader {
        Reader::Applicant(_) => super::public::path_of(certificate),
        Reader::Officer(_) => super::desk::path_of_certificate(certificate),
    };
    Some((path, language.filing().certificate))
}

impl Event {
    fn new(language: Language, at: Instant, what: impl Into<String>) -> Self {
        Self {
            at: language.instant(at),
            what: what.into(),
            who: String::new(),
            late: String::new(),
            details: Vec::new(),
            link: None,
        }
    }

    /// What the register entered about the papers of a dossier.
    pub(super) fn of_entry(language: Language, entry: &Entry) -> Self {
        Self::new(language, entry.at, language.event(&entry.event))
    }
}
