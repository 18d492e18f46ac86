//! What happened to a dossier, for its applicant.

use crate::dates::Instant;
use crate::domain::calendar::Calendar;
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::entry::Entry;
use crate::language::Language;
use crate::web::public::path_of;

/// One thing that happened, the latest first in a list of them.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) at: String,
    pub(super) what: String,
    /// More about it, a paragraph each.
    pub(super) details: Vec<String>,
    /// Where to read on.
    pub(super) link: Option<(String, &'static str)>,
}

/// What happened to the dossier, the latest first.
pub(super) fn of(language: Language, dossier: &Dossier, calendar: &Calendar) -> Vec<Event> {
    let texts = language.filing();
    let due = by(language, &dossier.stage, calendar);
    let mut events = vec![Event::new(language, dossier.created_at, texts.event_begun)];
    if let Stage::Submitted { submitted_at } = dossier.stage {
        events.push(Event::new(language, submitted_at, texts.event_submitted));
    }
    if let Some(receipt) = dossier.stage.receipt() {
        events.push(Event::new(language, receipt.submitted_at, texts.event_submitted));
        let what = format!("{} ({} {})", texts.event_received, texts.number, receipt.number);
        events.push(Event::new(language, receipt.received_at, what));
    }
    if let Some(completeness) = dossier.stage.completeness() {
        let event = Event::new(language, completeness.confirmed_at, texts.event_complete);
        events.push(event.with(due.clone().into_iter().collect()));
    }
    events.extend(latest(language, &dossier.stage, due));
    events.reverse();
    events
}

/// What brought the dossier where it is.
fn latest(language: Language, stage: &Stage, due: Option<String>) -> Option<Event> {
    let texts = language.filing();
    let reasons = |reasons: &str| vec![format!("{}: {reasons}", texts.reasons)];
    Some(match stage {
        Stage::SupplementRequested { request, .. } => {
            let mut details = request.items.clone();
            details.extend(due);
            Event::new(language, request.requested_at, texts.event_supplement).with(details)
        }
        // The proposal is the office's own until it is decided.
        Stage::Proposed { proposal, .. } => Event::new(language, proposal.proposed_at, texts.event_proposed),
        Stage::Issued { decision, certificate, .. } => {
            let what = format!("{}: {certificate}", texts.event_issued);
            let link = Some((path_of(certificate), texts.certificate));
            Event { link, ..Event::new(language, decision.decided_at, what) }
        }
        Stage::Refused { decision, .. } => {
            Event::new(language, decision.decided_at, texts.event_refused).with(reasons(&decision.reasons))
        }
        Stage::Withdrawn { withdrawn_at, .. } => Event::new(language, *withdrawn_at, texts.event_withdrawn),
        Stage::Cancelled { decision, .. } => {
            Event::new(language, decision.decided_at, texts.event_cancelled).with(reasons(&decision.reasons))
        }
        _ => return None,
    })
}

/// The deadline of the term that runs, and whether it may still move.
fn by(language: Language, stage: &Stage, calendar: &Calendar) -> Option<String> {
    let term = stage.running()?;
    let provisional = term.missing_year(calendar).map(|year| format!(" ({})", language.provisional(year)));
    let (label, day) = (language.filing().deadline, language.day(term.due));
    Some(format!("{label}: {day}{}", provisional.unwrap_or_default()))
}

impl Event {
    fn new(language: Language, at: Instant, what: impl Into<String>) -> Self {
        Self { at: language.instant(at), what: what.into(), details: Vec::new(), link: None }
    }

    /// What the register entered about the papers of a dossier.
    pub(super) fn of_entry(language: Language, entry: &Entry) -> Self {
        Self::new(language, entry.at, language.event(&entry.event))
    }

    fn with(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }
}
