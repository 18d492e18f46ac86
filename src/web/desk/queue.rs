//! The queue: what waits for this officer, everything open, everything done.

use std::collections::BTreeMap;

use askama::Template;
use rocket::{FromForm, get};

use super::calendar::{MissingYear, missing_years};
use super::people::{Names, holder};
use super::search::Search;
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::acts::timeline;
use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::dossier::{Selection, Stage, StageName};
use crate::domain::ids::DossierId;
use crate::domain::question::Question;
use crate::domain::staff::Officer;
use crate::domain::timeline::Step;
use crate::language::Language;
use crate::language::desk::queue::QueueTexts;
use crate::storage::dossiers::DossierSummary;
use crate::storage::queue::{self, PageStart, QueueFilter, RowPlace};
use crate::storage::{ReadTransaction, calendar};
use crate::web::address::encoded;
use crate::web::deadline::Deadline;
use crate::web::{Answer, Failure, Frame};

/// Rows on one page of a list.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    missing_years: Vec<MissingYear>,
    texts: &'static QueueTexts,
    issuer: String,
    /// Where to look for what is the number of a paper.
    among_papers: Option<(String, &'static str)>,
    views: Vec<ViewLink>,
    stages: Vec<StageLink>,
    question: Question,
    elsewhere: Vec<ViewLink>,
    view: &'static str,
    /// What the days of the rows are.
    day_label: &'static str,
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

/// What an address asks for.
#[derive(FromForm)]
pub(super) struct QueueQuery<'r> {
    view: Option<&'r str>,
    stage: Option<&'r str>,
    q: Option<&'r str>,
    /// The place that the page before this one ended at.
    after: Option<&'r str>,
    /// The place that the page after this one begins at.
    before: Option<&'r str>,
}

/// The lists of dossiers.
#[get("/desk?<asked..>")]
pub(super) async fn page(asked: QueueQuery<'_>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let sought = Search::of(&desk, asked.q);
    let among_papers = sought.among_papers(&desk);
    let question = sought.question;
    let view = View::asked(asked.view, asked.stage, &question);
    let place = |text: Option<&str>| text.and_then(|text| text.parse::<RowPlace>().ok());
    let (after, before) = (place(asked.after), place(asked.before));
    let start = match (&after, &before) {
        (Some(place), _) => PageStart::After(place),
        (None, Some(place)) => PageStart::Before(place),
        (None, None) => PageStart::First,
    };
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let mut counts = queue::counts(&mut look, desk.officer.issuer, today).await?;
    counts.remove(&StageName::Draft);
    let mine = count(&mut look, &desk.officer, today, View::Mine, &Question::of("")).await?;
    let selection = view.selection(&desk.officer);
    let filter = filter(&desk.officer, today, &selection, &question);
    let mut found = queue::page(&mut look, &filter, start, ROWS).await?;
    if found.rows.is_empty() {
        // Nothing is left beyond that place, or it never was one.
        found = queue::page(&mut look, &filter, PageStart::First, ROWS).await?;
    }
    let total = queue::count(&mut look, &filter).await?;
    let elsewhere = elsewhere(&mut look, &desk, today, view, &question).await?;
    let calendar = calendar::read(&mut look).await?;
    let decisions = decisions(&mut look, &found.rows).await?;
    let mut names = Names::default();
    names.learn(&mut look, found.rows.iter().filter_map(|row| row.stage.appraiser()).collect()).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.queue());
    let rows = found.rows.iter().map(|row| {
        let appraiser = row.stage.appraiser().map(|id| names.name_for(id, &desk.officer, language));
        Row::of(&desk.frame, &calendar, today, row, decisions.get(&row.id), appraiser)
    });
    let page_link = |side: &str, place: RowPlace| {
        let (typed, place) = (encoded(question.typed()), encoded(&place.to_string()));
        format!("/desk?{}&q={typed}&{side}={place}", view.query())
    };
    Answer::page(&QueuePage {
        menu: desk.menu(),
        unreadable: found.rows.references(),
        missing_years: missing_years(&desk, &calendar),
        texts,
        issuer: language.office_called(&desk.officer.issuer),
        among_papers,
        views: views(texts, view, mine, &counts),
        stages: stages(&desk, view, &counts),
        count: language.dossier_count(total),
        empty: view.empty(texts, &question),
        rows: rows.collect(),
        previous: found.previous.map(|place| page_link("before", place)),
        next: found.next.map(|place| page_link("after", place)),
        view: view.word(),
        day_label: if view == View::Done { texts.done_on } else { texts.deadline },
        question,
        elsewhere,
        frame: desk.frame,
    })
}

/// How those were decided that are: whether in time stands in what was done.
async fn decisions(
    reading: &mut ReadTransaction,
    rows: &[DossierSummary],
) -> Result<BTreeMap<DossierId, Step>, Failure> {
    let mut decisions = BTreeMap::new();
    for row in rows.iter().filter(|row| matches!(row.stage, Stage::Issued { .. } | Stage::Refused { .. })) {
        let steps = timeline::of_dossier(reading, row.id, &row.stage).await?.rows;
        decisions.extend(steps.into_iter().rfind(Step::is_decision).map(|step| (row.id, step)));
    }
    Ok(decisions)
}

fn filter<'a>(
    officer: &Officer,
    today: Day,
    selection: &'a Selection,
    question: &'a Question,
) -> QueueFilter<'a> {
    QueueFilter { issuer: officer.issuer, today, selection, officer: Some(officer.account), question }
}

async fn count(
    reading: &mut ReadTransaction,
    officer: &Officer,
    today: Day,
    view: View,
    question: &Question,
) -> Result<i64, Failure> {
    let selection = view.selection(officer);
    Ok(queue::count(reading, &filter(officer, today, &selection, question)).await?)
}

/// The three lists, each with how many stand in it.
fn views(texts: &QueueTexts, current: View, mine: i64, counts: &BTreeMap<StageName, i64>) -> Vec<ViewLink> {
    let count_of = |is_final: bool| {
        counts.iter().filter(|(stage, _)| stage.is_final() == is_final).map(|(_, count)| *count).sum::<i64>()
    };
    let lists = [
        (View::Mine, texts.mine, mine),
        (View::Open, texts.open, count_of(false)),
        (View::Done, texts.done, count_of(true)),
    ];
    let link = |(view, label, count): (View, &'static str, i64)| ViewLink {
        href: format!("/desk?{}", view.query()),
        label,
        count,
        current: view == current,
    };
    lists.into_iter().map(link).collect()
}

/// The stages of what is in progress, each with how many are in it.
fn stages(desk: &Desk<'_>, view: View, counts: &BTreeMap<StageName, i64>) -> Vec<StageLink> {
    let shown = counts.iter().filter(|(stage, _)| !stage.is_final() && view.word() == "open");
    let link = |(stage, count): (&StageName, &i64)| StageLink {
        href: format!("/desk?{}", View::Stage(*stage).query()),
        label: desk.frame.language.stage(*stage),
        count: *count,
        current: view == View::Stage(*stage),
    };
    shown.map(link).collect()
}

/// How many dossiers the question names in the lists that are not shown.
async fn elsewhere(
    reading: &mut ReadTransaction,
    desk: &Desk<'_>,
    today: Day,
    view: View,
    question: &Question,
) -> Result<Vec<ViewLink>, Failure> {
    if question.is_blank() {
        return Ok(Vec::new());
    }
    let texts = desk.frame.language.queue();
    let mut links = Vec::new();
    for (list, label) in [(View::Open, texts.open), (View::Done, texts.done)] {
        if list == view {
            continue;
        }
        let count = count(reading, &desk.officer, today, list, question).await?;
        let href = format!("/desk?{}&q={}", list.query(), encoded(question.typed()));
        links.push(ViewLink { href, label, count, current: false });
    }
    links.retain(|link| link.count > 0);
    Ok(links)
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

    fn selection(self, officer: &Officer) -> Selection {
        match self {
            Self::Mine => Selection::waiting_for(officer),
            Self::Open => Selection::of_stages(|stage| !stage.is_final()),
            Self::Done => Selection::of_stages(StageName::is_final),
            Self::Stage(wanted) => Selection::of_stages(|stage| stage == wanted),
        }
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
        calendar: &Calendar,
        today: Day,
        row: &DossierSummary,
        decision: Option<&Step>,
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
            due: day_of(language, calendar, today, &row.stage, decision),
            applicants: stage == StageName::SupplementRequested,
            holder: holder(language, stage, appraiser),
        }
    }
}

/// The day a row is about: its deadline; that of the filing while nobody has
/// received it; that of the decision, and whether it was in time.
fn day_of(
    language: Language,
    calendar: &Calendar,
    today: Day,
    stage: &Stage,
    decision: Option<&Step>,
) -> Option<Deadline> {
    let ended = |at: Instant| Some(Deadline::kept(language, at.day(), decision, calendar));
    match stage {
        Stage::Submitted { submitted_at } => Some(Deadline::unreceived(
            language,
            submitted_at.day(),
            calendar.working_days_between(submitted_at.day(), today),
        )),
        Stage::Issued { decision: made, .. }
        | Stage::Refused { decision: made, .. }
        | Stage::Cancelled { decision: made, .. } => ended(made.decided_at),
        Stage::Withdrawn { withdrawn_at, .. } => ended(*withdrawn_at),
        _ => stage.running().map(|term| Deadline::of(language, calendar, today, term)),
    }
}
