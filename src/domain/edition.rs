//! Editions of ISO 9001: which one a text names, and whether a certificate to
//! it is accepted on a day (condition O2b).
//!
//! Three clocks run for each edition and are kept apart, each with where it
//! stands: the national standard (TCVN announced and cancelled), certificates
//! to it, and the state agencies that apply it. The table is
//! `data/editions.json`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::dates::Day;

use super::regime::Confidence;

static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/editions.json"))
        .expect("a test reads the editions built in")
});

/// The number by which every name of the standard is known.
const STANDARD: &str = "9001";

/// One edition of ISO 9001, with its days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The year after the colon: 2015.
    pub year: u16,
    /// The day on which ISO published it; none where it was long ago.
    pub published_on: Option<Day>,
    /// When it is the national standard (TCVN ISO 9001); none while no TCVN
    /// adopts it, or where that no longer matters.
    pub national_standard: Option<Period>,
    /// When a consultant's own certificate to it is accepted; none when at no
    /// time.
    pub certificates: Option<Period>,
    /// When state agencies may apply it; none until the Ministry says so.
    pub state_agencies: Option<Period>,
    /// Where it stands.
    pub citation: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A time in which something holds, both ends counted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day; none when it held before anything counts.
    pub from: Option<Day>,
    /// The last day; none while it is not over.
    pub to: Option<Day>,
    /// Where it stands.
    pub citation: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What can be read from the text that names an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// This one, however it is spelled.
    Edition(&'static Edition),
    /// No edition of ISO 9001: the standard or its year is missing, or there
    /// was never an edition of that year.
    None,
    /// More than one year, so that a person must see which is meant.
    Several,
}

/// What a day says of a certificate to an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Certificates to it are accepted.
    Accepted,
    /// It is published and newer than the edition adopted as TCVN: the law does
    /// not name it yet, a person judges.
    Newer,
    /// It is published on this day only, later than the one asked about.
    Unpublished(Day),
    /// It is older than the edition adopted, or its time is over.
    Over,
}

/// Every edition, the oldest first.
pub fn all() -> &'static [Edition] {
    &EDITIONS
}

/// The edition that is the national standard on a day, the newest if one
/// overlaps the other.
pub fn adopted_on(day: Day) -> Option<&'static Edition> {
    let adopted =
        |edition: &&Edition| edition.national_standard.as_ref().is_some_and(|tcvn| tcvn.covers(day));
    all().iter().rfind(adopted)
}

/// The year of the last edition to which certificates were accepted before a day
/// and are no more; none before the first one ended.
pub fn last_ended(on: Day) -> Option<u16> {
    let ended = |edition: &&Edition| {
        let last = edition.certificates.as_ref().and_then(|accepted| accepted.to);
        last.is_some_and(|last| last < on)
    };
    all().iter().rfind(ended).map(|edition| edition.year)
}

/// What people call the editions to which certificates are accepted on a day.
pub fn names_accepted(day: Day) -> Vec<String> {
    let accepted = all().iter().rev().filter(|edition| edition.acceptance(day) == Acceptance::Accepted);
    accepted.flat_map(|edition| [format!("TCVN {}", edition.name()), edition.name()]).collect()
}

/// The edition that a text names. `ISO 9001:2015`, `TCVN ISO 9001:2015/ISO
/// 9001:2015` and `iso 9001 : 2015` are the same: what counts is the number of
/// the standard and a single year, in whatever writing stands around them.
pub fn read(text: &str) -> Reading {
    let numbers = numbers(text);
    if !numbers.iter().any(|number| number == STANDARD) {
        return Reading::None;
    }
    let years: BTreeSet<u16> = numbers.iter().filter_map(|number| year(number)).collect();
    match years.len() {
        0 => Reading::None,
        1 => years
            .first()
            .and_then(|year| all().iter().find(|edition| edition.year == *year))
            .map_or(Reading::None, Reading::Edition),
        _ => Reading::Several,
    }
}

impl Edition {
    /// Its name: `ISO 9001:2015`.
    pub fn name(&self) -> String {
        format!("ISO {STANDARD}:{}", self.year)
    }

    /// What a certificate to it is worth on a day.
    pub fn acceptance(&self, on: Day) -> Acceptance {
        if self.certificates.as_ref().is_some_and(|accepted| accepted.covers(on)) {
            return Acceptance::Accepted;
        }
        match (self.published_on, adopted_on(on)) {
            (Some(day), _) if on < day => Acceptance::Unpublished(day),
            (_, Some(adopted)) if adopted.year >= self.year => Acceptance::Over,
            _ => Acceptance::Newer,
        }
    }
}

impl Period {
    fn covers(&self, on: Day) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

/// Runs of digits, in the plain digits that full-width and such stand for.
fn numbers(text: &str) -> Vec<String> {
    let plain: String = text.nfkc().collect();
    let runs = plain.split(|letter: char| !letter.is_ascii_digit());
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// The number as a year in which there can have been an edition or a
/// certificate.
fn year(number: &str) -> Option<u16> {
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    number.parse().ok().filter(|_| is_year)
}
