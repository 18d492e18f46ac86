//! The queue: what waits for this officer, everything open, everything done.

use std::collections::BTreeSet;

use askama::Template;
use rocket::get;

use super::calendar::{MissingYear, missing_years};
use super::people::{Names, holder};
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::dossier::{Act, Hand, StageName};
use crate::domain::ids::AccountId;
use crate::domain::question::Question;
use crate::domain::staff::{Officer, Role};
use crate::language::desk::queue::QueueTexts;
use crate::storage::dossiers::DossierSummary;
use crate::storage::queue::{self, QueueFilter};
use crate::storage::{Readable, accounts, calendar};
use crate::web::address::encoded;
use crate::web::deadline::Deadline;
use crate::web::{Answer, Failure, Frame};

/// Rows on one page of a list.
const ROWS: usize = 50;

/// The most a personal list holds: more than anyone works through in a day.
const MOST_OF_MINE: i64 = 500;

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    missing_years: Vec<MissingYear>,
    texts: &'static QueueTexts,
    issuer: String,
    views: Vec<ViewLink>,
    stages: Vec<StageLink>,
    question: Question,
    elsewhere: Vec<ViewLink>,
    view: &'static str,
    count: String,
    rows: Vec<Row>,
    empty: &'static str,
    previous: Option<String>,
    next: Option<String>,
}

struct ViewLink {
    href: String,
    label: &'static str,
    count: i64,
    current: bool,
}

struct StageLink {
    href: String,
    label: &'static str,
    count: i64,
    current: bool,
}

struct Row {
    href: String,
    number: Option<String>,
    title: String,
    procedure: &'static str,
    stage: &'static str,
    due: Option<Deadline>,
    applicants: bool,
    holder: String,
}

/// Which list is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Mine,
    Open,
    Done,
    Stage(StageName),
}

/// The lists of dossiers.
#[get("/desk?<view>&<stage>&<q>&<page>")]
pub(super) async fn page(
    view: Option<&str>,
    stage: Option<&str>,
    q: Option<&str>,
    page: Option<usize>,
    desk: Desk<'_>,
) -> Result<Answer, Failure> {
    let question = Question::of(q.unwrap_or_default());
    let view = View::asked(view, stage, &question);
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let everything = Question::of("");
    let mut look = Look::at(desk.site.registry).await?;
    let mut counts = queue::counts(&mut look, desk.officer.issuer, today).await?;
    counts.remove(&StageName::Draft);
    let mine = wanted(&mut look, &desk.officer, today, (View::Mine, &everything, 0)).await?.len();
    let at = page.unwrap_or(1).clamp(1, 10_000) - 1;
    let mut found = wanted(&mut look, &desk.officer, today, (view, &question, at)).await?;
    let elsewhere = elsewhere(&mut look, &desk, (view, &question)).await?;
    let more = view.is_paged() && found.len() + found.unreadable.len() > ROWS;
    if view.is_paged() {
        found.truncate(ROWS);
    }
    let calendar = calendar::read(&mut look).await?;
    let mut names = Names::default();
    names.learn(&mut look, found.iter().filter_map(|row| row.stage.appraiser()).collect()).await?;
    let texts = language.queue();
    let count_of = |keep: &dyn Fn(StageName) -> bool| {
        counts.iter().filter(|(stage, _)| keep(**stage)).map(|(_, count)| *count).sum::<i64>()
    };
    let views = [
        (View::Mine, texts.mine, i64::try_from(mine).unwrap_or(i64::MAX)),
        (View::Open, texts.open, count_of(&|stage| !stage.is_final())),
        (View::Done, texts.done, count_of(&StageName::is_final)),
    ];
    let rows = found.iter().map(|row| {
        let appraiser = row.stage.appraiser().map(|id| names.name_for(id, &desk.officer, language));
        Row::of(&desk.frame, (&calendar, today), row, appraiser)
    });
    let page_link =
        |page: usize| format!("/desk?{}&q={}&page={page}", view.query(), encoded(question.typed()));
    Answer::page(&QueuePage {
        menu: desk.menu(),
        unreadable: found.references(),
        missing_years: missing_years(&desk, &calendar),
        texts,
        issuer: desk.officer.issuer.to_string(),
        views: views
            .into_iter()
            .map(|(link, label, count)| ViewLink {
                href: format!("/desk?{}", link.query()),
                label,
                count,
                current: link == view,
            })
            .collect(),
        stages: counts
            .iter()
            .filter(|(stage, _)| !stage.is_final() && view.word() == "open")
            .map(|(stage, count)| StageLink {
                href: format!("/desk?{}", View::Stage(*stage).query()),
                label: language.stage(*stage),
                count: *count,
                current: view == View::Stage(*stage),
            })
            .collect(),
        count: language.dossier_count(found.len()),
        empty: view.empty(texts, &question),
        rows: rows.collect(),
        previous: (at > 0).then(|| page_link(at)),
        next: more.then(|| page_link(at + 2)),
        view: view.word(),
        question,
        elsewhere,
        frame: desk.frame,
    })
}

/// How many dossiers the question names in the lists that are not shown.
async fn elsewhere(
    transaction: &mut crate::storage::ReadTransaction,
    desk: &Desk<'_>,
    (view, question): (View, &Question),
) -> Result<Vec<ViewLink>, Failure> {
    if question.is_blank() {
        return Ok(Vec::new());
    }
    let today = desk.site.registry.clock.today();
    let counts = queue::counts_of(transaction, desk.officer.issuer, today, question).await?;
    let texts = desk.frame.language.queue();
    let lists =
        [(View::Open, texts.open), (View::Done, texts.done)].into_iter().filter(|(list, _)| *list != view);
    let links = lists.map(|(list, label)| ViewLink {
        href: format!("/desk?{}&q={}", list.query(), encoded(question.typed())),
        label,
        count: counts
            .iter()
            .filter(|(stage, _)| list.shows(**stage, &desk.officer))
            .map(|(_, count)| *count)
            .sum(),
        current: false,
    });
    Ok(links.filter(|link| link.count > 0).collect())
}

async fn wanted(
    transaction: &mut crate::storage::ReadTransaction,
    officer: &Officer,
    today: Day,
    (view, question, at): (View, &Question, usize),
) -> Result<Readable<DossierSummary>, Failure> {
    let names: Vec<StageName> =
        StageName::ALL.into_iter().filter(|stage| view.shows(*stage, officer)).collect();
    // A lapse is brought about by the clock; the row still says what it was.
    let mut stages = names.clone();
    if names.contains(&StageName::Lapsed) {
        stages.push(StageName::SupplementRequested);
    }
    let (skip, limit) = if view.is_paged() {
        (i64::try_from(at * ROWS).unwrap_or(i64::MAX), i64::try_from(ROWS + 1).unwrap_or(i64::MAX))
    } else {
        (0, MOST_OF_MINE)
    };
    let filter = QueueFilter { stages: &stages, question, skip, limit };
    let mut found = queue::list(transaction, officer.issuer, &filter).await?;
    let appraisers = accounts::in_role(transaction, officer.issuer, Role::Appraiser).await?;
    let appraisers = appraisers.into_keys().collect();
    found.retain(|row| {
        let stage = row.stage_name(today);
        names.contains(&stage) && (view != View::Mine || is_mine(officer, row, stage, &appraisers))
    });
    Ok(found)
}

/// Whether the officer has to do something with it now. Nobody has to put
/// another in an appraiser's place while the appraiser is there.
fn is_mine(
    officer: &Officer,
    row: &DossierSummary,
    stage: StageName,
    appraisers: &BTreeSet<AccountId>,
) -> bool {
    Act::ALL.into_iter().any(|act| {
        matches!(act.hand(), Hand::Officer(role) if officer.is(role))
            && stage.allows(act)
            && (!act.replaces_someone() || row.stage.is_orphaned(appraisers))
            && row.stage.is_in_hands_of(officer, act)
    })
}

impl View {
    fn asked(view: Option<&str>, stage: Option<&str>, question: &Question) -> Self {
        let stage = stage.and_then(|word| StageName::ALL.into_iter().find(|name| name.as_str() == word));
        match (stage, view) {
            (Some(stage), _) if stage != StageName::Draft => Self::Stage(stage),
            (_, Some("mine")) => Self::Mine,
            (_, Some("done")) => Self::Done,
            (_, Some("open")) => Self::Open,
            // Who searches from the first page means every open dossier.
            _ if !question.is_blank() => Self::Open,
            _ => Self::Mine,
        }
    }

    fn shows(self, stage: StageName, officer: &Officer) -> bool {
        let can = |act: &Act| matches!(act.hand(), Hand::Officer(role) if officer.is(role));
        match self {
            _ if stage == StageName::Draft => false,
            Self::Mine => Act::ALL.iter().any(|act| can(act) && stage.allows(*act)),
            Self::Open => !stage.is_final(),
            Self::Done => stage.is_final(),
            Self::Stage(wanted) => stage == wanted,
        }
    }

    fn is_paged(self) -> bool {
        matches!(self, Self::Open | Self::Done)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Open | Self::Stage(_) => "open",
            Self::Done => "done",
        }
    }

    fn query(self) -> String {
        match self {
            Self::Stage(stage) => format!("stage={}", stage.as_str()),
            other => format!("view={}", other.word()),
        }
    }

    fn empty(self, texts: &'static QueueTexts, question: &Question) -> &'static str {
        match self {
            _ if !question.is_blank() => texts.nothing_found,
            Self::Mine => texts.empty_mine,
            Self::Done => texts.empty_done,
            Self::Open | Self::Stage(_) => texts.empty_open,
        }
    }
}

impl Row {
    fn of(
        frame: &Frame,
        (calendar, today): (&Calendar, Day),
        row: &DossierSummary,
        appraiser: Option<String>,
    ) -> Self {
        let (language, stage) = (frame.language, row.stage_name(today));
        Self {
            href: format!("/desk/dossiers/{}", row.id),
            number: row.stage.receipt().map(|receipt| receipt.number.clone()),
            title: if row.title.is_empty() {
                language.queue().untitled.to_owned()
            } else {
                row.title.clone()
            },
            procedure: language.procedure(row.procedure),
            stage: language.stage(stage),
            due: row.stage.running().map(|term| Deadline::of(language, calendar, today, term)),
            applicants: stage == StageName::SupplementRequested,
            holder: holder(language, stage, appraiser),
        }
    }
}
