//! What holders must keep up, at the desk: what does not hold, the conditions of
//! one certificate, and the yearly reports.

mod report;
mod reports;

use std::collections::BTreeSet;

use askama::Template;
use rocket::{Route, get, routes};

use super::certificate::path;
use super::conditions::mark_of;
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::acts::watch::{self, AlertKey, AlertRow, Standing};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Life, StandingAct};
use crate::domain::eligibility::Verdict;
use crate::domain::measure::may_propose;
use crate::domain::report::Report;
use crate::domain::watch::{Condition, ConditionState, QmsSource, QmsTold, Watched};
use crate::language::Language;
use crate::language::watch::WatchTexts;
use crate::storage::{StorageError, measures, reports as made_reports};
use crate::web::address::encoded;
use crate::web::{Answer, Failure, Frame};

pub(super) fn routes() -> Vec<Route> {
    routes![page, reports::page, report::page, report::answer]
}

#[derive(Template)]
#[template(path = "desk/standing_alerts.html")]
struct AlertsPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static WatchTexts,
    issuer: String,
    views: Vec<(String, &'static str, bool)>,
    rows: Vec<AlertLine>,
    next: Option<String>,
}

struct AlertLine {
    href: String,
    number: String,
    holder: String,
    condition: &'static str,
    since: String,
    last: String,
    is_over: bool,
    next_step: String,
    /// Where a suspension is proposed, by an officer who may.
    propose: Option<String>,
}

/// A condition of a certificate.
pub(super) struct KeptView {
    pub(super) condition: &'static str,
    pub(super) citation: String,
    pub(super) mark: &'static str,
    pub(super) said: String,
    /// What it is told from: a sentence, and where to read on.
    pub(super) evidence: Vec<(String, Option<String>)>,
    /// What is to be done; empty where nothing is.
    pub(super) next_step: String,
    pub(super) propose: Option<String>,
}

/// A report as a line of a list.
pub(super) struct ReportView {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) state: String,
    pub(super) is_open: bool,
    pub(super) by: &'static str,
    pub(super) at: String,
}

/// What does not hold at the officer's office today.
#[get("/desk/standing?<condition>&<after>")]
async fn page(condition: Option<&str>, after: Option<&str>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let wanted = condition.and_then(|word| word.parse().ok());
    let wanted = wanted.filter(|wanted| Condition::ALERTED.contains(wanted));
    let after: Option<AlertKey> = after.and_then(|key| key.parse().ok());
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let office = desk.officer.issuer;
    let found = watch::alerts(&mut look, office, today, (wanted, after.as_ref())).await?;
    let waiting = proposed(&mut look, &desk, today).await?;
    look.end().await?;
    let rows = found.rows.iter().map(|row| AlertLine::of(&desk, (row, &waiting), today)).collect();
    let choices = std::iter::once((None, language.watch().all))
        .chain(Condition::ALERTED.map(|condition| (Some(condition), language.lost_in_short(condition))));
    let link =
        |(choice, label): (Option<Condition>, &'static str)| (address(choice, None), label, choice == wanted);
    Answer::page(&AlertsPage {
        menu: desk.menu(),
        unreadable: found.unreadable,
        texts: language.watch(),
        issuer: language.office_called(&office),
        views: choices.map(link).collect(),
        rows,
        next: found.next.map(|key| address(wanted, Some(&key))),
        frame: desk.frame,
    })
}

fn address(condition: Option<Condition>, after: Option<&AlertKey>) -> String {
    let condition = condition.map_or_else(String::new, |condition| format!("condition={condition}"));
    let after = after.map_or_else(String::new, |key| format!("after={}", encoded(&key.to_string())));
    let query: Vec<String> = [condition, after].into_iter().filter(|part| !part.is_empty()).collect();
    if query.is_empty() { "/desk/standing".to_owned() } else { format!("/desk/standing?{}", query.join("&")) }
}

/// The certificates at the officer's office about which a measure waits.
async fn proposed(look: &mut Look, desk: &Desk<'_>, today: Day) -> Result<BTreeSet<String>, StorageError> {
    let waiting = measures::unended(look, desk.officer.issuer).await?.rows;
    let open = waiting.into_iter().filter(|proposal| proposal.is_open(today));
    Ok(open.map(|proposal| proposal.certificate.number).collect())
}

impl AlertLine {
    fn of(desk: &Desk<'_>, (row, waiting): (&AlertRow, &BTreeSet<String>), today: Day) -> Self {
        let language = desk.frame.language;
        let paper = &row.certificate.paper;
        let case = (&row.certificate, waiting.contains(&paper.number));
        let (next_step, propose) = next_step(desk, case, (row.lost.condition, row.put_right_by), today);
        Self {
            href: path(&paper.number),
            number: paper.number.clone(),
            holder: paper.holder_name.clone(),
            condition: language.watched_condition(row.lost.condition),
            since: language.day(row.lost.since),
            last: language.day(row.put_right_by),
            is_over: row.put_right_by < today,
            next_step,
            propose,
        }
    }
}

/// What is to be done about a condition that does not hold: by whom, or where a
/// suspension is proposed once the holder's time is over.
fn next_step(
    desk: &Desk<'_>,
    (certificate, is_proposed): (&Certificate, bool),
    (condition, last): (Condition, Day),
    today: Day,
) -> (String, Option<String>) {
    let (language, life) = (desk.frame.language, certificate.life(today));
    let texts = language.watch();
    if is_proposed {
        return (texts.proposed.to_owned(), None);
    }
    if matches!(life, Life::Suspended | Life::SuspensionAhead) {
        return (texts.suspended.to_owned(), None);
    }
    let said = language.time_to_put_right(last, today);
    let may = last < today && may_propose(&desk.officer) && life.certificate_allows(StandingAct::Suspend);
    let propose = format!("{}/suspension?condition={condition}", path(&certificate.paper.number));
    (said, may.then_some(propose))
}

/// The conditions of a certificate, for its page.
pub(super) async fn kept(
    look: &mut Look,
    desk: &Desk<'_>,
    certificate: &Certificate,
) -> Result<Vec<KeptView>, StorageError> {
    let today = look.today();
    let Some(standing) = watch::of_certificate(look, certificate, today).await? else {
        return Ok(Vec::new());
    };
    let is_proposed = proposed(look, desk, today).await?.contains(&certificate.paper.number);
    let case = (certificate, is_proposed);
    Ok(standing
        .conditions
        .iter()
        .map(|watched| KeptView::of(desk, case, (&standing, watched), today))
        .collect())
}

impl KeptView {
    fn of(
        desk: &Desk<'_>,
        case: (&Certificate, bool),
        (standing, watched): (&Standing, &Watched),
        today: Day,
    ) -> Self {
        let language = desk.frame.language;
        let is_alerted = Condition::ALERTED.contains(&watched.condition);
        let lost = watched.lost_since().filter(|_| is_alerted).map(|since| standing.put_right_by(since));
        let next = lost.map(|last| next_step(desk, case, (watched.condition, last), today));
        let (next_step, propose) = next.unwrap_or_default();
        Self {
            condition: language.watched_condition(watched.condition),
            citation: language.citation(&watched.condition.citation(&standing.regime)),
            mark: match watched.state {
                ConditionState::Holds => mark_of(Verdict::Met),
                ConditionState::Lost => mark_of(Verdict::Unmet),
                ConditionState::Officer => mark_of(Verdict::Officer),
            },
            said: language.kept(watched),
            evidence: evidence(language, case.0, (standing, watched.condition), today),
            next_step,
            propose,
        }
    }
}

/// What a condition is told from.
fn evidence(
    language: Language,
    certificate: &Certificate,
    (standing, condition): (&Standing, Condition),
    today: Day,
) -> Vec<(String, Option<String>)> {
    let (texts, facts) = (language.watch(), &standing.facts);
    match condition {
        Condition::Establishment | Condition::History => {
            let dossier = certificate.dossier.iter();
            dossier.map(|id| (texts.dossier.to_owned(), Some(format!("/desk/dossiers/{id}")))).collect()
        }
        Condition::QmsCertificate => {
            facts.qms.iter().map(|told| of_qms(language, (certificate, told))).collect()
        }
        Condition::Experts => {
            let valid = facts.cards.iter().filter(|span| span.from <= today && today < span.until).count();
            let needed = standing.regime.conditions.experts_needed.value;
            let needed = usize::try_from(needed).unwrap_or(usize::MAX);
            vec![(language.experts_counted(valid, needed), Some("#cards".to_owned()))]
        }
        Condition::Registration => Vec::new(),
        Condition::Report => {
            let years = facts.reported.iter().rev().take(1);
            years
                .map(|made| {
                    let (report, day) = (language.report_of(made.year), language.day(made.on));
                    (format!("{report} · {day}"), Some("#reports".to_owned()))
                })
                .collect()
        }
    }
}

fn of_qms(language: Language, (certificate, told): (&Certificate, &QmsTold)) -> (String, Option<String>) {
    let said = language.qms_told(&told.number, &told.edition, (told.valid_from, told.valid_to));
    match told.by {
        QmsSource::Dossier(id) => (said, Some(format!("/desk/dossiers/{id}"))),
        QmsSource::Report(id) => {
            let by = language.watch().told_by_report;
            (format!("{said} ({by})"), Some(format!("{}/reports/{id}", path(&certificate.paper.number))))
        }
    }
}

/// Every report about a certificate, the latest first.
pub(super) async fn made(
    look: &mut Look,
    desk: &Desk<'_>,
    number: &str,
) -> Result<Vec<ReportView>, StorageError> {
    let all = made_reports::of_certificate(look, number).await?.rows;
    let language = desk.frame.language;
    let counts =
        |report: &Report| all.iter().all(|other| other.year != report.year || other.nth <= report.nth);
    Ok(all.iter().rev().map(|report| ReportView::of(language, report, counts(report))).collect())
}

impl ReportView {
    fn of(language: Language, report: &Report, counts: bool) -> Self {
        let outcome = report.ending.as_ref().map(|ending| ending.outcome);
        let (title, version) = (language.report_of(report.year), language.report_version(report.nth));
        Self {
            href: format!("{}/reports/{}", path(&report.certificate), report.id),
            title: if version.is_empty() { title } else { format!("{title}, {version}") },
            state: if counts { language.report_state(outcome) } else { language.reports().replaced }
                .to_owned(),
            is_open: counts && report.is_open(),
            by: "",
            at: language.instant(report.filed_at),
        }
    }
}
