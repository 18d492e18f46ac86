//! A deadline as pages show it: the day, and in words how far it is. The same
//! to who keeps it and to who waits for it.

use crate::dates::Day;
use crate::domain::calendar::{Calendar, Remaining};
use crate::domain::dossier::Running;
use crate::domain::timeline::Step;
use crate::language::Language;

/// A deadline.
#[derive(Debug)]
pub(super) struct Deadline {
    /// The day.
    pub(super) day: String,
    /// How far it is.
    pub(super) words: String,
    /// `late`, `soon` or nothing: the class, and which shape stands beside it.
    pub(super) tone: &'static str,
    /// That it may still move, and why.
    pub(super) provisional: Option<String>,
}

impl Deadline {
    pub(super) fn of(language: Language, calendar: &Calendar, today: Day, term: Running) -> Self {
        let remaining = calendar.remaining(today, term.due);
        let tone = match remaining {
            Remaining::Overdue { .. } => "late",
            near if near.is_soon() => "soon",
            Remaining::Today | Remaining::Left { .. } => "",
        };
        let provisional = term.missing_year(calendar).map(|year| language.provisional(year));
        Self { day: language.day(term.due), words: language.remaining(remaining), tone, provisional }
    }

    /// The day of the filing of what nobody has received for so many working
    /// days. No term runs yet, so that it is late by nothing; it is to be seen.
    pub(super) fn unreceived(language: Language, filed_on: Day, working_days: u32) -> Self {
        let tone = if working_days > 0 { "soon" } else { "" };
        Self {
            day: language.day(filed_on),
            words: language.unreceived(working_days),
            tone,
            provisional: None,
        }
    }

    /// The day something was done; where a step had a term, by how many
    /// working days it was late if it was.
    pub(super) fn kept(language: Language, on: Day, step: Option<&Step>, calendar: &Calendar) -> Self {
        let timed = step.filter(|step| step.due.is_some());
        let (words, tone) = match timed.map(|step| step.late_by(calendar)) {
            None => (String::new(), ""),
            Some(None) => (language.in_time().to_owned(), ""),
            Some(Some(days)) => (language.late_by(days), "late"),
        };
        Self { day: language.day(on), words, tone, provisional: None }
    }
}
