//! A year of the calendar, entered at once: what the law proposes, what it
//! would move, and the confirmation.

use std::collections::BTreeMap;

use askama::Template;
use rocket::{get, post};

use super::{Desk, weekday};
use crate::acts::ActError;
use crate::acts::calendar::may_change;
use crate::acts::calendar::year::{self, Preview};
use crate::acts::look::Look;
use crate::dates::Day;
use crate::domain::calendar::proposal::proposal;
use crate::domain::calendar::{Calendar, CalendarDay, DayKind, YearDays, YearFault};
use crate::language::Language;
use crate::language::desk::office::OfficeTexts;
use crate::language::desk::year::YearTexts;
use crate::storage::{StorageError, calendar};
use crate::web::desk::MenuLink;
use crate::web::{Answer, Failure, Fields, Form, Frame, Typed};

/// Empty rows under those that are filled in: exchanged days come in pairs.
const BLANK_ROWS: usize = 6;

/// The most rows that are read: more than any year has days off.
const MOST_ROWS: usize = 60;

/// A year that somebody should enter, and where.
pub(crate) struct MissingYear {
    pub(crate) sentence: String,
    pub(crate) label: String,
    pub(crate) href: String,
}

/// The years that this officer is told to enter: none to who does not keep the
/// calendar.
pub(crate) fn missing_years(desk: &Desk<'_>, calendar: &Calendar) -> Vec<MissingYear> {
    if !may_change(&desk.officer) {
        return Vec::new();
    }
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let missing = |year| MissingYear {
        sentence: language.year_missing(year),
        label: language.enter_year(year),
        href: address(year),
    };
    calendar.years_to_enter(today).into_iter().map(missing).collect()
}

pub(super) fn address(year: i32) -> String {
    format!("/desk/calendar/years/{year}")
}

#[derive(Template)]
#[template(path = "desk/calendar_year.html")]
struct YearPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static YearTexts,
    office: &'static OfficeTexts,
    form: Form,
    heading: String,
    lead: &'static str,
    address: String,
    rows: Vec<Row>,
    kinds: [(&'static str, &'static str); 2],
    confirm: String,
    preview: Option<PreviewView>,
}

/// A row of the form: the names of its fields, and the weekday of its day.
struct Row {
    number: usize,
    day: String,
    kind: String,
    name: String,
    basis: String,
    drop: String,
    weekday: &'static str,
}

struct PreviewView {
    counts: String,
    heading: String,
    moved: Vec<MovedView>,
    uncounted: String,
    seen: String,
}

struct MovedView {
    number: String,
    issuer: String,
    before: String,
    after: String,
}

/// The days of a year to confirm or correct: those of the table, and of a year
/// that nobody has entered also those that the law gives it.
#[get("/desk/calendar/years/<year>")]
pub(in crate::web::desk) async fn page(year: i32, desk: Desk<'_>) -> Result<Answer, Failure> {
    keeps(&desk, year)?;
    let mut look = Look::at(desk.site.registry).await?;
    let rows = calendar::days(&mut look).await?.rows;
    let is_entered = calendar::entered_years(&mut look).await?.contains(&year);
    look.end().await?;
    let own = rows.into_iter().filter(|row| row.day.year() == year);
    let proposed = if is_entered { None } else { proposal(year) };
    let proposed = proposed.unwrap_or_default().into_iter();
    let days: BTreeMap<Day, CalendarDay> = proposed.chain(own).map(|row| (row.day, row)).collect();
    show(desk, year, filled(days.into_values()), None).await
}

/// Shows what the year would move; enters it, when that is what was seen.
#[post("/desk/calendar/years/<year>", data = "<typed>")]
pub(in crate::web::desk) async fn enter(year: i32, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    keeps(&desk, year)?;
    let (Typed(fields), language) = (typed, desk.frame.language);
    let mut form = Form::filled(&fields);
    let days = read(&mut form, &fields, language, year);
    let Some(days) = days.filter(|_| !form.is_refused()) else {
        return show(desk, year, form, None).await;
    };
    if fields.text("act") == "confirm" {
        match year::enter(desk.site.registry, &desk.officer, &days, fields.text("seen")).await {
            Ok(recount) => {
                let uncounted = language.deadlines_uncounted(&recount.unreadable);
                desk.site.leave_notice(&format!("{}{uncounted}", language.year_entered(year, recount.moved)));
                return Ok(Answer::redirect(format!("/desk/calendar?year={year}")));
            }
            Err(ActError::Storage(StorageError::Conflict)) => {
                form.refuse("preview", language.year().changed_since);
            }
            Err(other) => return Err(other.into()),
        }
    }
    let preview = year::preview(desk.site.registry, &desk.officer, &days).await?;
    let preview = PreviewView::of(language, &days, preview);
    show(desk, year, form, Some(preview)).await
}

fn keeps(desk: &Desk<'_>, year: i32) -> Result<(), Failure> {
    if !may_change(&desk.officer) {
        return Err(ActError::NotAllowed.into());
    }
    if YearDays::takes(year) { Ok(()) } else { Err(Failure::NotFound) }
}

async fn show(
    desk: Desk<'_>,
    year: i32,
    form: Form,
    preview: Option<PreviewView>,
) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let mut look = Look::at(desk.site.registry).await?;
    let is_entered = calendar::entered_years(&mut look).await?.contains(&year);
    look.end().await?;
    let (texts, office) = (language.year(), language.office());
    let is_refused = form.is_refused();
    let page = YearPage {
        menu: desk.menu(),
        texts,
        office,
        rows: rows(language, &form),
        heading: if is_entered { language.correct_year(year) } else { language.enter_year(year) },
        lead: if is_entered { texts.entered_lead } else { texts.proposed_lead },
        address: address(year),
        kinds: [(DayKind::Off.as_str(), office.off), (DayKind::Work.as_str(), office.work)],
        confirm: language.confirm_year(year),
        preview,
        form,
        frame: desk.frame,
    };
    if is_refused { Answer::refused(&page) } else { Answer::page(&page) }
}

fn filled(days: impl Iterator<Item = CalendarDay>) -> Form {
    days.zip(1..).fold(Form::empty(), |form, (day, number)| {
        form.with(&format!("day-{number}"), day.day.to_string())
            .with(&format!("kind-{number}"), day.kind.as_str())
            .with(&format!("name-{number}"), day.name)
            .with(&format!("basis-{number}"), day.basis)
    })
}

fn rows(language: Language, form: &Form) -> Vec<Row> {
    let is_filled = |number: &usize| {
        ["day", "name"].iter().any(|field| !form.value(&format!("{field}-{number}")).trim().is_empty())
    };
    let last = (1..=MOST_ROWS).rfind(is_filled).unwrap_or_default();
    let row = |number: usize| {
        let day = format!("day-{number}");
        let weekday = form.value(&day).trim().parse().map_or("", |day| language.weekday(weekday(day)));
        let [kind, name, basis, drop] =
            ["kind", "name", "basis", "drop"].map(|field| format!("{field}-{number}"));
        Row { number, day, kind, name, basis, drop, weekday }
    };
    (1..=(last + BLANK_ROWS).min(MOST_ROWS)).map(row).collect()
}

/// The days of the rows that are filled in; what is wrong with one is said
/// beside its field.
fn read(form: &mut Form, fields: &Fields, language: Language, year: i32) -> Option<YearDays> {
    let (mut days, mut numbers) = (Vec::new(), Vec::new());
    for number in 1..=MOST_ROWS {
        let text = |field: &str| fields.text(&format!("{field}-{number}"));
        let is_empty = text("day").is_empty() && text("name").is_empty();
        if !is_empty && text("drop") != "yes" {
            days.extend(row(form, language, number, &text));
            numbers.push(number);
        }
    }
    if days.len() < numbers.len() {
        return None;
    }
    match YearDays::new(year, fields.text("basis"), days) {
        Ok(days) => Some(days),
        Err(fault) => {
            refuse(form, language.year(), fault, &numbers);
            None
        }
    }
}

fn row<'a>(
    form: &mut Form,
    language: Language,
    number: usize,
    text: &dyn Fn(&str) -> &'a str,
) -> Option<CalendarDay> {
    let texts = language.office();
    let (day, kind) = (text("day").parse::<Day>(), text("kind").parse::<DayKind>());
    if day.is_err() {
        form.refuse(&format!("day-{number}"), language.no_day(texts.day));
    }
    if kind.is_err() {
        form.refuse(&format!("kind-{number}"), texts.kind_missing);
    }
    form.require(&format!("name-{number}"), texts.name_missing);
    let (Ok(day), Ok(kind), false) = (day, kind, text("name").is_empty()) else { return None };
    let (name, basis) = (text("name").to_owned(), text("basis").to_owned());
    Some(CalendarDay { day, kind, name, basis, confirmed: false })
}

fn refuse(form: &mut Form, texts: &YearTexts, fault: YearFault, numbers: &[usize]) {
    let of = |field: &str, position: usize| {
        format!("{field}-{}", numbers.get(position).copied().unwrap_or_default())
    };
    match fault {
        YearFault::Basis => form.refuse("basis", texts.basis_missing),
        YearFault::Empty | YearFault::Year => form.refuse("day-1", texts.empty),
        YearFault::OtherYear(position) => form.refuse(&of("day", position), texts.other_year),
        YearFault::Twice(position) => form.refuse(&of("day", position), texts.twice),
        YearFault::WorkedAnyway(position) => form.refuse(&of("kind", position), texts.worked_anyway),
        YearFault::OffAnyway(position) => form.refuse(&of("kind", position), texts.off_anyway),
    }
}

impl PreviewView {
    fn of(language: Language, days: &YearDays, preview: Preview) -> Self {
        let moved: Vec<MovedView> = preview
            .moved
            .into_iter()
            .map(|term| MovedView {
                number: term.number,
                issuer: language.office_called(&term.issuer),
                before: language.day(term.before),
                after: language.day(term.after),
            })
            .collect();
        let counts = (days.count(DayKind::Off), days.count(DayKind::Work));
        Self {
            counts: language.days_of_year(days.year(), counts.0, counts.1),
            heading: language.deadlines_to_move(moved.len()),
            moved,
            uncounted: language.deadlines_uncounted(&preview.unreadable),
            seen: preview.seen,
        }
    }
}
