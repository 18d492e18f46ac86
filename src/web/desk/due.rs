//! A deadline as the desk shows it: the day, and in words how far it is.

use crate::dates::Day;
use crate::domain::calendar::{Calendar, Remaining};
use crate::domain::dossier::Running;
use crate::language::Language;

/// So many working days before it, a deadline is called near.
const NEAR: u32 = 2;

/// A deadline.
pub(super) struct DueView {
    /// The day.
    pub(super) day: String,
    /// How far it is.
    pub(super) words: String,
    /// `late`, `soon` or nothing: the class, and which shape stands beside it.
    pub(super) tone: &'static str,
    /// That it may still move, and why.
    pub(super) provisional: Option<String>,
}

impl DueView {
    pub(super) fn of(language: Language, calendar: &Calendar, today: Day, term: Running) -> Self {
        let remaining = calendar.remaining(today, term.due);
        let tone = match remaining {
            Remaining::Overdue { .. } => "late",
            Remaining::Today => "soon",
            Remaining::Left { working_days } if working_days <= NEAR => "soon",
            Remaining::Left { .. } => "",
        };
        let provisional = term.missing_year(calendar).map(|year| language.provisional(year));
        Self { day: language.day(term.due), words: language.remaining(remaining), tone, provisional }
    }
}
