//! A deadline as pages show it: the day, and in words how far it is. The same
//! to who keeps it and to who waits for it.

use crate::dates::Day;
use crate::domain::calendar::{Calendar, Remaining};
use crate::domain::dossier::Running;
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
}
