//! The overview: what an office has to do, what it did, and whether in time.
//! Every number leads to the list that has as many lines.

mod chart;
mod tables;

use askama::Template;
use rocket::get;

use super::calendar::{MissingYear, missing_years};
use super::people::Names;
use super::queue::Listing;
use super::{Desk, MenuLink, supervision};
use crate::acts::look::Look;
use crate::acts::overview::{self, Overview};
use crate::acts::scope::{another_office, supervises};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::dossier::Selection;
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::{Due, List, Narrowing, Order};
use crate::domain::month::Month;
use crate::domain::question::Question;
use crate::language::desk::overview::OverviewTexts;
use crate::language::desk::queue::QueueTexts;
use crate::storage::calendar;
use crate::storage::dossiers::DossierSummary;
use crate::storage::overview::{WorkCount, by_stage};
use crate::storage::queue::{self, PageStart, QueueFilter};
use crate::web::deadline::Deadline;
use crate::web::{Answer, Failure, Frame};

use chart::Chart;
use tables::{MonthLine, OfficeTable, ShareLine, StageLine, WorkLine};

/// So many of what is late or due soon are shown at once.
const NEAREST: usize = 10;

#[derive(Template)]
#[template(path = "desk/overview.html")]
struct OverviewPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    missing_years: Vec<MissingYear>,
    texts: &'static OverviewTexts,
    lists: &'static QueueTexts,
    issuer: String,
    /// Whether another office's overview is read.
    is_supervised: bool,
    today: String,
    limits: Vec<Figure>,
    waiting: Vec<Figure>,
    /// What is late or due soon, the nearest first.
    nearest: Vec<NearLine>,
    /// Where all of it is, when more is than is shown.
    all_nearest: Option<String>,
    stages: Vec<StageLine>,
    open: (i64, String),
    people: Vec<WorkLine>,
    chart: Chart,
    months: Vec<MonthLine>,
    by_procedure: Vec<ShareLine>,
    by_officer: Vec<ShareLine>,
    /// Every office in a month, for who supervises them.
    offices: Option<OfficeTable>,
}

/// A number that leads to its list.
pub(super) struct Figure {
    href: String,
    label: String,
    count: i64,
    tone: &'static str,
}

struct NearLine {
    href: String,
    number: String,
    title: String,
    stage: &'static str,
    due: Option<Deadline>,
}

/// The overview of the officer's own office, or of one that they supervise.
#[get("/desk/overview?<issuer>&<month>")]
pub(super) async fn page(
    issuer: Option<&str>,
    month: Option<&str>,
    desk: Desk<'_>,
) -> Result<Answer, Failure> {
    let other = another_office(&desk.officer, issuer.and_then(|code| code.parse().ok()))?;
    let office = other.unwrap_or(desk.officer.issuer);
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let calendar = calendar::read(&mut look).await?;
    let sees_all = supervises(&desk.officer) && other.is_none();
    let found = overview::of_office(&mut look, office, &calendar, sees_all).await?;
    let at = At { desk: &desk, other, office, today, calendar: &calendar };
    let nearest = at.nearest(&mut look).await?;
    // What waits beside dossiers is the office's own to read.
    let waiting = if other.is_none() { Some(overview::waiting(&mut look, office).await?) } else { None };
    let offices = if sees_all {
        let month =
            month.and_then(|text| text.parse().ok()).unwrap_or(Month::of(today)).min(Month::of(today));
        let all = overview::of_all(&mut look, month, found.work.iter().chain(&found.others)).await?;
        Some(OfficeTable::of(&desk, month, Month::of(today), &all))
    } else {
        None
    };
    let mut names = Names::default();
    let people = found.work.iter().filter_map(|count| count.appraiser);
    names
        .learn(&mut look, people.chain(found.counts.iter().filter_map(|(key, _)| key.officer)).collect())
        .await?;
    look.end().await?;
    let language = desk.frame.language;
    let Overview { work, counts, months, expiring, unreadable, .. } = found;
    let months_told = MonthLine::of_all(language, other, (&months, &counts));
    let urgent =
        sum(&work, WorkCount::late) + sum(&work, WorkCount::due_today) + sum(&work, WorkCount::due_near);
    let is_more = usize::try_from(urgent).is_ok_and(|urgent| urgent > nearest.len());
    Answer::page(&OverviewPage {
        menu: desk.menu(),
        unreadable,
        missing_years: missing_years(&desk, &calendar),
        texts: language.overview(),
        lists: language.queue(),
        issuer: language.office_called(&office),
        is_supervised: other.is_some(),
        today: language.day(today),
        limits: at.limits(&work),
        waiting: at.waiting(expiring, waiting),
        nearest,
        all_nearest: is_more.then(|| Listing::of(List::Open).at(other).due(Due::Urgent).href()),
        stages: StageLine::of_all(language, other, &by_stage(&work)),
        open: (sum(&work, |count| count.count), Listing::of(List::Open).at(other).href()),
        people: WorkLine::of_all(other, &work, &names),
        chart: Chart::of(language, &months_told),
        months: months_told,
        by_procedure: ShareLine::by_procedure(language, other, &counts, today),
        by_officer: ShareLine::by_officer(other, &counts, &names, today),
        offices,
        frame: desk.frame,
    })
}

fn sum(work: &[WorkCount], count: impl Fn(&WorkCount) -> i64) -> i64 {
    work.iter().map(count).sum()
}

/// At which office and when it is looked at, and by whom.
struct At<'a> {
    desk: &'a Desk<'a>,
    other: Option<IssuerCode>,
    office: IssuerCode,
    today: Day,
    calendar: &'a Calendar,
}

impl At<'_> {
    /// What is late, and what is due soon.
    fn limits(&self, work: &[WorkCount]) -> Vec<Figure> {
        let language = self.desk.frame.language;
        let counts = [
            (Due::Late, sum(work, WorkCount::late), "late"),
            (Due::Today, sum(work, WorkCount::due_today), "soon"),
            (Due::Near, sum(work, WorkCount::due_near), "soon"),
            (Due::Week, sum(work, WorkCount::due_this_week), ""),
        ];
        let figure = |(due, count, tone): (Due, i64, &'static str)| Figure {
            href: Listing::of(List::Open).at(self.other).due(due).href(),
            label: language.due(due).to_owned(),
            count,
            tone: if count > 0 { tone } else { "" },
        };
        counts.into_iter().map(figure).collect()
    }

    /// What waits beside dossiers.
    fn waiting(&self, expiring: i64, waiting: Option<overview::Waiting>) -> Vec<Figure> {
        let texts = self.desk.frame.language.overview();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let ending = match self.other {
            Some(issuer) => format!("/desk/certificates?view=expiring&issuer={issuer}"),
            None => "/desk/certificates?view=expiring".to_owned(),
        };
        let figure = |href: &str, label: &str, count| Figure {
            href: href.to_owned(),
            label: label.to_owned(),
            count,
            tone: "",
        };
        let mut figures = vec![figure(&ending, texts.expiring, expiring)];
        if let Some(waiting) = waiting {
            figures.extend([
                figure("/desk/certificates#waiting", texts.measures, number(waiting.measures)),
                figure("/desk/certificates#notices", texts.notices, number(waiting.notices)),
                figure("/desk/certificates#corrections", texts.corrections, number(waiting.corrections)),
            ]);
        }
        figures
    }

    /// What is late or due soon, the nearest first.
    async fn nearest(&self, look: &mut Look) -> Result<Vec<NearLine>, Failure> {
        let language = self.desk.frame.language;
        let (selection, question) = (Selection::of_stages(|stage| !stage.is_final()), Question::of(""));
        let narrowing = Narrowing { due: Some(Due::Urgent), ..Narrowing::default() };
        let filter = QueueFilter {
            issuer: self.office,
            today: self.today,
            list: List::Open,
            order: Order::Due,
            selection: &selection,
            narrowing: &narrowing,
            calendar: self.calendar,
            officer: None,
            question: &question,
        };
        let found = queue::page(look, &filter, PageStart::First, NEAREST).await?;
        let line = |row: &DossierSummary| NearLine {
            href: if self.other.is_some() {
                supervision::path_of_dossier(&row.id.to_string())
            } else {
                format!("/desk/dossiers/{}", row.id)
            },
            number: row.stage.receipt().map(|receipt| receipt.number.clone()).unwrap_or_default(),
            title: row.title.clone(),
            stage: language.stage(row.stage_name(self.today)),
            due: row.stage.running().map(|term| Deadline::of(language, self.calendar, self.today, term)),
        };
        Ok(found.rows.iter().map(line).collect())
    }
}
