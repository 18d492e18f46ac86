//! The yearly reports at an office: those that wait, were received, are to be put
//! right, and those that nobody made.

use askama::Template;
use rocket::get;

use crate::acts::look::Look;
use crate::domain::report::ReportOutcome;
use crate::language::reports::ReportTexts;
use crate::storage::{certificates, reports, watch};
use crate::web::address::encoded;
use crate::web::desk::certificate::path;
use crate::web::desk::{Desk, MenuLink};
use crate::web::{Answer, Failure, Frame};

/// Rows of one page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "desk/reports.html")]
struct ReportsPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static ReportTexts,
    issuer: String,
    title: String,
    /// Until when they are made.
    term: String,
    views: Vec<(String, &'static str, bool)>,
    rows: Vec<Row>,
    next: Option<String>,
}

struct Row {
    href: String,
    number: String,
    holder: String,
    state: String,
    at: String,
}

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Waiting,
    Received,
    Returned,
    Missing,
}

/// The reports of the year that are made now, or were made last.
#[get("/desk/reports?<view>&<after>")]
pub(super) async fn page(view: Option<&str>, after: Option<&str>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let (language, office) = (desk.frame.language, desk.officer.issuer);
    let texts = language.reports();
    let view = View::ALL.into_iter().find(|choice| Some(choice.word()) == view).unwrap_or(View::Waiting);
    let after = after.unwrap_or_default();
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let regime = watch::regime(&mut look, office, today).await?;
    let (mut rows, mut unreadable, mut more) = (Vec::new(), Vec::new(), None);
    let (mut title, mut term) = (texts.reports.to_owned(), String::new());
    if let Some(duties) = regime.map(|regime| regime.duties()) {
        let duty = duties.report.value;
        let year = duty.year_on(today);
        title = language.report_of(year);
        term = language.report_term(duty.last_day(year), &duties.report.citation, today);
        let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
        if let Some(outcome) = view.outcome() {
            let found = reports::of_office(&mut look, (office, year), outcome, (after, limit)).await?;
            unreadable = found.references();
            for report in &found {
                let ended = report.ending.as_ref().map(|ending| ending.outcome);
                let late = report.filed_at.day() > duty.last_day(year);
                let late = if late { format!(" · {}", texts.late) } else { String::new() };
                let at = language.instant(report.filed_at);
                rows.push(Row {
                    href: format!("{}/reports/{}", path(&report.certificate), report.id),
                    number: report.certificate.clone(),
                    holder: report.body.name.clone(),
                    state: format!("{}{late}", language.report_state(ended)),
                    at,
                });
            }
        } else {
            let asked = (office, duty, year);
            let numbers = reports::missing(&mut look, asked, today, (after, limit)).await?;
            for number in numbers {
                let Some(found) = certificates::find(&mut look, &number).await? else { continue };
                rows.push(Row {
                    href: path(&number),
                    number,
                    holder: found.paper.holder_name,
                    state: texts.not_made.to_owned(),
                    at: String::new(),
                });
            }
        }
        if rows.len() > ROWS {
            rows.truncate(ROWS);
            more = rows.last().map(|row| format!("{}&after={}", view.address(), encoded(&row.number)));
        }
    }
    look.end().await?;
    Answer::page(&ReportsPage {
        menu: desk.menu(),
        unreadable,
        texts,
        issuer: language.office_called(&office),
        title,
        term,
        views: View::ALL.map(|choice| (choice.address(), choice.label(texts), choice == view)).into(),
        rows,
        next: more,
        frame: desk.frame,
    })
}

impl View {
    const ALL: [Self; 4] = [Self::Waiting, Self::Returned, Self::Received, Self::Missing];

    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Received => "received",
            Self::Returned => "returned",
            Self::Missing => "missing",
        }
    }

    fn label(self, texts: &ReportTexts) -> &'static str {
        match self {
            Self::Waiting => texts.waiting,
            Self::Received => texts.received,
            Self::Returned => texts.returned,
            Self::Missing => texts.missing,
        }
    }

    fn address(self) -> String {
        format!("/desk/reports?view={}", self.word())
    }

    /// The outcome of those shown, as it is stored; none of those that were not
    /// made.
    fn outcome(self) -> Option<&'static str> {
        match self {
            Self::Waiting => Some(""),
            Self::Received => Some(ReportOutcome::Received.as_str()),
            Self::Returned => Some(ReportOutcome::Returned.as_str()),
            Self::Missing => None,
        }
    }
}
