//! Checking without the register: one core for every shell.
//!
//! DOCUMENT.md, sections 9 and 10, is the specification. What was scanned,
//! typed or opened goes through [`check`] together with the [`Ground`] it is
//! judged on, and comes back as a [`Report`]: the `verify` program prints it,
//! the air-gap kit and the scan page show the same one. Pure, and it builds
//! for wasm32: the day, the instant and every file are handed in.

mod clock;
mod hosts;
mod report;
mod snapshot;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "only a server signs these"))]
pub mod vouch;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod vectors;

pub use clock::{ClockBehind, ClockWitness, TOLERATED_SECONDS};
pub use hosts::{Hosts, HostsError};
pub use report::{Form, PaperKind, Report, ShownPaper, ShownStatement, ShownStatus, SignatureFacts};
pub use snapshot::{MAX_SNAPSHOT_BYTES, Snapshot, SnapshotSummary, Unusable, UnusableList};

use vouch::PaperDigest;

use super::{
    document::{self, GenuineDocument, statement},
    given,
    refusal::Refused,
    status::{ListKind, ListName, ListedStatus, Place, Status},
    trust::TrustList,
    verdict::{CouldNotCheck, NotNow, NotValid, Verdict},
    verify::{self, Genuine},
};
use crate::dates::{Day, Instant};

/// What a check is judged on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The pinned keys.
    pub trust: &'a TrustList,
    /// The status at hand; without it nothing is valid.
    pub snapshot: Option<&'a Snapshot>,
    /// The sites whose codes are accepted.
    pub hosts: &'a Hosts,
    /// Now, by the clock of the machine.
    pub at: Instant,
    /// The day asked about; today when none is named.
    pub on: Option<Day>,
}

/// Checks what was scanned, typed or pasted: a link with whatever is around it,
/// a code alone, a document or a signed statement.
///
/// Never fails: what cannot be read is a report too. JSON is told from a code
/// by its first character.
pub fn check(input: &str, ground: &Ground<'_>) -> Report {
    let text = input.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with('{') { of_json(text, ground) } else { of_code(text, ground) }
}

/// Checks all texts of one picture or file, each with its report; other
/// people's beside one of ours are left out. Empty when there are none.
pub fn check_all<'a>(texts: &'a [String], ground: &Ground<'_>) -> Vec<(&'a str, Report)> {
    let mut reports: Vec<(&str, Report)> = texts.iter().map(|text| (&**text, check(text, ground))).collect();
    let is_ours = |report: &Report| report.malformed.is_none_or(|malformed| !malformed.is_of_others());
    if reports.iter().any(|(_, report)| is_ours(report)) {
        reports.retain(|(_, report)| is_ours(report));
    }
    reports
}

impl Ground<'_> {
    /// The day the verdict speaks of.
    pub fn day(&self) -> Day {
        self.on.unwrap_or(self.at.day())
    }

    /// The instant at which a list must speak: now, or when a day that is over
    /// ended, or when one that has not come begins.
    fn instant(&self) -> Instant {
        let (day, today) = (self.day(), self.at.day());
        match day.cmp(&today) {
            std::cmp::Ordering::Less => day.ends_before().plus_seconds(-1),
            std::cmp::Ordering::Equal => self.at,
            std::cmp::Ordering::Greater => day.starts_at(),
        }
    }

    /// The same at an instant that has come, whatever the clock shows.
    fn as_of(self, behind: Option<ClockBehind>) -> Self {
        Self { at: behind.map_or(self.at, |behind| behind.signed_at), ..self }
    }

    /// Whether what is asked about depends on a clock that is wrong: it does
    /// not for a day that was over when that was signed.
    fn is_misled_by(&self, behind: &ClockBehind) -> bool {
        !behind.is_tolerated() && self.on.is_none_or(|on| on >= behind.signed_at.day())
    }

    /// Whether the issuer says that exactly this paper was in the register
    /// before the key that signed it was in other hands.
    fn vouched_for(&self, genuine: &Genuine, digest: PaperDigest) -> bool {
        self.snapshot.is_some_and(|snapshot| snapshot.vouches_for(genuine.key_id(), digest))
    }

    /// The host is judged first: a code that leads elsewhere was not printed
    /// by the issuer, whatever was copied into it.
    fn refuses_host(&self, host: &str) -> bool {
        !self.hosts.allow(host)
    }
}

fn of_code(text: &str, ground: &Ground<'_>) -> Report {
    let blank = Report::blank(Form::Code, ground.day());
    let scanned = match given::code(text) {
        Ok(scanned) => scanned,
        Err(malformed) => return blank.refused(&malformed.into()),
    };
    let blank = Report { host: scanned.host, ..blank };
    if blank.host.as_deref().is_some_and(|host| ground.refuses_host(host)) {
        return blank.of_other_host();
    }
    match verify::verify(&scanned.token, ground.trust) {
        Ok(genuine) => {
            let vouched = ground.vouched_for(&genuine, PaperDigest::of_code(&scanned.token));
            judged(blank.with_genuine(&genuine), &genuine, vouched, ground)
        }
        Err(refused) => blank.refused(&refused),
    }
}

fn of_json(text: &str, ground: &Ground<'_>) -> Report {
    let parsed = document::json::parse(text, document::MAX_DOCUMENT_BYTES);
    match parsed {
        Ok(members) if statement::is_claimed_by(&members) => of_statement(text, ground),
        Ok(_) => of_document(text, ground),
        Err(malformed) => Report::blank(Form::Document, ground.day()).refused(&malformed.into()),
    }
}

fn of_document(text: &str, ground: &Ground<'_>) -> Report {
    let blank = Report::blank(Form::Document, ground.day());
    let document: GenuineDocument = match document::verify(text, ground.trust) {
        Ok(document) => document,
        Err(refused) => return blank.refused(&refused),
    };
    let blank = Report { host: Some(document.origin().host()), ..blank };
    if ground.refuses_host(&document.origin().host()) {
        return blank.of_other_host();
    }
    let digest = PaperDigest::of_document(text);
    let vouched = digest.is_ok_and(|digest| ground.vouched_for(document.genuine(), digest));
    judged(blank.with_document(&document), document.genuine(), vouched, ground)
}

/// A statement is a verdict already: of the day it speaks of, and no other.
fn of_statement(text: &str, ground: &Ground<'_>) -> Report {
    let blank = Report::blank(Form::Statement, ground.day());
    let genuine = match statement::verify(text, ground.trust) {
        Ok(genuine) => genuine,
        Err(refused) => return blank.refused(&refused),
    };
    let blank = Report { host: Some(genuine.host.clone()), ..blank };
    if ground.refuses_host(&genuine.host) {
        return blank.of_other_host();
    }
    let stated = &genuine.statement;
    let asked = ground.on.unwrap_or(stated.on);
    let behind = ClockBehind::of(ground.at, [(stated.asked_at, ClockWitness::Paper)]);
    let verdict = if asked != stated.on {
        Verdict::CouldNotCheck(CouldNotCheck::StatusOfAnotherDay)
    } else if behind.is_some_and(|behind| !behind.is_tolerated()) {
        Verdict::CouldNotCheck(CouldNotCheck::ClockWrong)
    } else {
        stated.verdict
    };
    Report { verdict, checked_on: asked, clock: behind, ..blank.with_statement(&genuine) }
}

/// The verdict on a genuine paper, in the order of the register's own: ended
/// for good, its days, suspended. What is not known is never taken as good.
fn judged(report: Report, genuine: &Genuine, vouched: bool, ground: &Ground<'_>) -> Report {
    if genuine.key_compromised_at().is_some() && !vouched {
        return Report { verdict: Verdict::CouldNotCheck(CouldNotCheck::KeyCompromised), ..report };
    }
    let behind = behind(genuine, ground);
    let is_misled = behind.is_some_and(|behind| ground.is_misled_by(&behind));
    // It is as late as what was signed at least; what a paper is by its own
    // days a clock that is wrong by more does not know.
    let proved = ground.as_of(behind);
    let day = if is_misled { ground.day() } else { proved.day() };
    let listed = listed(genuine, &proved);
    let verdict = match (&listed, genuine.verdict_of_days(day)) {
        (Ok(listed), _) if listed.status == Status::Invalid => {
            Verdict::NotValid(NotValid::ListedEnded { listed_on: listed.as_of.day() })
        }
        (_, Some(by_days @ Verdict::NotValid(_))) => by_days,
        (_, Some(by_days)) if !is_misled => by_days,
        (Ok(listed), _) if listed.status == Status::Suspended => {
            Verdict::NotNow(NotNow::ListedSuspended { listed_on: listed.as_of.day() })
        }
        _ if is_misled => Verdict::CouldNotCheck(CouldNotCheck::ClockWrong),
        (Ok(_), _) => Verdict::Valid,
        (Err(reason), _) => Verdict::CouldNotCheck(*reason),
    };
    let counts = verdict != Verdict::CouldNotCheck(CouldNotCheck::ClockWrong);
    let status = listed.ok().filter(|_| counts).map(|listed| shown(genuine, listed));
    Report { verdict, checked_on: day, status, clock: behind, ..report }
}

/// What shows that it is later than the clock says: the paper's own signature,
/// and that of the list it stands in.
fn behind(genuine: &Genuine, ground: &Ground<'_>) -> Option<ClockBehind> {
    let paper = genuine.payload().paper();
    // Whoever has a compromised key can write any instant.
    let signed = genuine.key_compromised_at().is_none().then(|| (genuine.issued_at(), ClockWitness::Paper));
    let listed = ground.snapshot.and_then(|snapshot| snapshot.signed_at(&paper.issuer, paper.status_index));
    ClockBehind::of(ground.at, signed.into_iter().chain(listed.map(|at| (at, ClockWitness::Status))))
}

fn listed(genuine: &Genuine, ground: &Ground<'_>) -> Result<ListedStatus, CouldNotCheck> {
    let paper = genuine.payload().paper();
    let snapshot = ground.snapshot.ok_or(CouldNotCheck::StatusUnavailable)?;
    snapshot.status(&paper.issuer, paper.status_index, ground.instant())
}

fn shown(genuine: &Genuine, listed: ListedStatus) -> ShownStatus {
    let paper = genuine.payload().paper();
    let list = Place::of(paper.status_index).list;
    let name = ListName { issuer: paper.issuer.clone(), kind: ListKind::Token, list };
    ShownStatus { list: name.to_string(), number: listed.number, as_of: listed.as_of }
}

impl Report {
    fn refused(self, refused: &Refused) -> Self {
        let malformed = match refused {
            Refused::Malformed(malformed) => Some(*malformed),
            _ => None,
        };
        Self { verdict: refused.verdict(), refused: Some(refused.code()), malformed, ..self }
    }

    /// Nothing of it is shown but the host: somebody made it to be believed.
    fn of_other_host(self) -> Self {
        let verdict = Verdict::CouldNotCheck(CouldNotCheck::OtherHost);
        Self { verdict, refused: Some("other_host"), ..self }
    }
}
