//! The queue: what waits for this officer, everything open, everything done,
//! everything received; searched, narrowed and ordered as the address says. Who
//! supervises reads the lists of every office.

pub(super) mod asked;
mod choices;
mod links;

use std::collections::BTreeMap;

use askama::Template;
use rocket::get;

use super::calendar::{MissingYear, missing_years};
use super::people::{Names, holder};
use super::search::Search;
use super::{Desk, MenuLink, supervision};
use crate::acts::look::Look;
use crate::acts::scope::another_office;
use crate::acts::timeline;
use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::dossier::{Selection, Stage, StageName};
use crate::domain::ids::DossierId;
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::{Due, List, Order};
use crate::domain::question::Question;
use crate::domain::staff::{Officer, Role};
use crate::domain::timeline::Step;
use crate::language::Language;
use crate::language::desk::queue::QueueTexts;
use crate::storage::dossiers::DossierSummary;
use crate::storage::queue::{self, QueueFilter, RowPlace};
use crate::storage::{ReadTransaction, accounts, calendar};
use crate::web::address::encoded;
use crate::web::deadline::Deadline;
use crate::web::{Answer, Failure, Frame};

pub(super) use asked::Listing;
use asked::QueueQuery;
use choices::{Choice, choices, narrowed};
use links::{ViewLink, all_of, stages, views};

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
    /// Whether another office's list is read.
    is_supervised: bool,
    /// What the office has to see to: late, today, near.
    limits: Vec<LimitLink>,
    /// Where to look for what is the number of a paper.
    among_papers: Option<(String, &'static str)>,
    views: Vec<ViewLink>,
    stages: Vec<ViewLink>,
    question: Question,
    elsewhere: Vec<ViewLink>,
    /// What the form keeps of the address: names and values.
    fixed: Vec<(&'static str, String)>,
    choices: Vec<Choice>,
    /// Whether the list is narrowed or ordered in a way of its own.
    is_narrowed: bool,
    /// Which part of the list is shown, in words.
    narrowed: Vec<String>,
    /// Where all of the list is, when a part of it is shown.
    whole: Option<String>,
    /// What the days of the rows are.
    day_label: &'static str,
    count: String,
    rows: Vec<Row>,
    empty: &'static str,
    previous: Option<String>,
    next: Option<String>,
}

/// What the office has to see to, with how it looks.
struct LimitLink {
    href: String,
    label: &'static str,
    tone: &'static str,
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

/// The lists of dossiers.
#[get("/desk?<asked..>")]
pub(super) async fn page(asked: QueueQuery<'_>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let sought = Search::of(&desk, asked.q);
    let among_papers = sought.among_papers(&desk);
    let question = sought.question;
    let listing = asked.listing(&question);
    let listing = listing.at(another_office(&desk.officer, listing.issuer)?);
    let office = listing.issuer.unwrap_or(desk.officer.issuer);
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let calendar = calendar::read(&mut look).await?;
    let at = At { office, officer: &desk.officer, today, calendar: &calendar };
    let mut counts = queue::counts(&mut look, office, today).await?;
    counts.remove(&StageName::Draft);
    let mine = at.count(&mut look, &Listing::of(List::Mine), &Question::of("")).await?;
    let limits = limits(&mut look, &at, &listing, desk.frame.language).await?;
    let selection = listing.list.selection(&desk.officer);
    let filter = at.filter(&listing, (&selection, &question));
    let start = asked.start();
    let mut found = queue::page(&mut look, &filter, start.page(), ROWS).await?;
    if found.rows.is_empty() {
        // Nothing is left beyond that place, or it never was one.
        found = queue::page(&mut look, &filter, queue::PageStart::First, ROWS).await?;
    }
    let total = match all_of(&listing, &question, mine, &counts) {
        Some(total) => total,
        None => queue::count(&mut look, &filter).await?,
    };
    let elsewhere = elsewhere(&mut look, &at, (&listing, &question), desk.frame.language).await?;
    let decisions = decisions(&mut look, &found.rows).await?;
    let appraisers = accounts::in_role(&mut look, office, Role::Appraiser).await?;
    let mut names = Names::default();
    let sought = listing.narrowing.appraiser;
    let people = found.rows.iter().filter_map(|row| row.stage.appraiser()).chain(sought);
    names.learn(&mut look, people.collect()).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.queue());
    let rows = found.rows.iter().map(|row| {
        let appraiser = row.stage.appraiser().map(|id| names.name_for(id, &desk.officer, language));
        let row = Row::of(&desk.frame, &calendar, today, row, decisions.get(&row.id), appraiser);
        if listing.issuer.is_some() { row.supervised() } else { row }
    });
    let page_link = |side: &str, place: RowPlace| {
        let (typed, place) = (encoded(question.typed()), encoded(&place.to_string()));
        format!("{}&q={typed}&{side}={place}", listing.href())
    };
    Answer::page(&QueuePage {
        menu: desk.menu(),
        unreadable: found.rows.references(),
        missing_years: missing_years(&desk, &calendar),
        texts,
        issuer: language.office_called(&office),
        is_supervised: listing.issuer.is_some(),
        limits,
        among_papers,
        views: views(texts, &listing, mine, &counts),
        stages: stages(language, &listing, &counts),
        count: language.dossier_count(total),
        empty: empty(texts, &listing, &question),
        rows: rows.collect(),
        previous: found.previous.map(|place| page_link("before", place)),
        next: found.next.map(|place| page_link("after", place)),
        fixed: listing.fixed(),
        choices: choices(language, &listing, &appraisers, &names),
        is_narrowed: listing.is_narrowed() || listing.order != Order::Due,
        narrowed: narrowed(language, &listing, &names),
        whole: (listing.is_narrowed() || !question.is_blank())
            .then(|| Listing::of(listing.list).at(listing.issuer).href()),
        day_label: if listing.list.is_done() { texts.done_on } else { texts.deadline },
        question,
        elsewhere,
        frame: desk.frame,
    })
}

/// At which office, by whom and when lists are read.
struct At<'a> {
    office: IssuerCode,
    officer: &'a Officer,
    today: Day,
    calendar: &'a Calendar,
}

impl At<'_> {
    fn filter<'f>(
        &'f self,
        listing: &'f Listing,
        (selection, question): (&'f Selection, &'f Question),
    ) -> QueueFilter<'f> {
        QueueFilter {
            issuer: self.office,
            today: self.today,
            list: listing.list,
            order: listing.order,
            selection,
            narrowing: &listing.narrowing,
            calendar: self.calendar,
            officer: Some(self.officer.account),
            question,
        }
    }

    /// How many dossiers stand in a list.
    async fn count(
        &self,
        reading: &mut ReadTransaction,
        listing: &Listing,
        question: &Question,
    ) -> Result<i64, Failure> {
        let selection = listing.list.selection(self.officer);
        Ok(queue::count(reading, &self.filter(listing, (&selection, question))).await?)
    }
}

/// What the office has to see to before all else; nothing where there is nothing.
async fn limits(
    reading: &mut ReadTransaction,
    at: &At<'_>,
    listing: &Listing,
    language: Language,
) -> Result<Vec<LimitLink>, Failure> {
    let mut links = Vec::new();
    for (due, tone) in [(Due::Late, "not-valid"), (Due::Today, "not-now"), (Due::Near, "not-now")] {
        let list = Listing::of(List::Open).at(listing.issuer).due(due);
        let count = at.count(reading, &list, &Question::of("")).await?;
        let current = listing.list == List::Open && listing.narrowing == list.narrowing;
        links.push(LimitLink { href: list.href(), label: language.due(due), tone, count, current });
    }
    links.retain(|link| link.count > 0);
    Ok(links)
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

/// How many dossiers the question names in the lists that are not shown.
async fn elsewhere(
    reading: &mut ReadTransaction,
    at: &At<'_>,
    (listing, question): (&Listing, &Question),
    language: Language,
) -> Result<Vec<ViewLink>, Failure> {
    if question.is_blank() {
        return Ok(Vec::new());
    }
    let texts = language.queue();
    let mut links = Vec::new();
    for (list, label) in [(List::Open, texts.open), (List::Done, texts.done)] {
        if list == listing.list && !listing.is_narrowed() {
            continue;
        }
        let other = Listing::of(list).at(listing.issuer);
        let count = at.count(reading, &other, question).await?;
        let href = format!("{}&q={}", other.href(), encoded(question.typed()));
        links.push(ViewLink { href, label, count, current: false });
    }
    links.retain(|link| link.count > 0);
    Ok(links)
}

fn empty(texts: &'static QueueTexts, listing: &Listing, question: &Question) -> &'static str {
    match listing.list {
        _ if !question.is_blank() => texts.nothing_found,
        _ if listing.is_narrowed() => texts.nothing_so,
        List::Mine => texts.empty_mine,
        List::Done | List::Received => texts.empty_done,
        List::Open | List::Stage(_) => texts.empty_open,
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

impl Row {
    /// The same row for who supervises another office.
    fn supervised(self) -> Self {
        let id = self.href.rsplit('/').next().unwrap_or_default();
        Self { href: supervision::path_of_dossier(id), ..self }
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
