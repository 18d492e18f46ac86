//! The working calendar. Everyone at a desk reads it; the Ministry's
//! administrators change it.

pub(super) mod year;

use std::collections::BTreeSet;

use askama::Template;
use rocket::{get, post};

use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::acts::calendar::{CalendarChange, change, may_change};
use crate::acts::look::Look;
use crate::dates::Day;
use crate::domain::calendar::{Calendar, CalendarDay, DayKind, YearDays};
use crate::language::Language;
use crate::language::desk::office::OfficeTexts;
use crate::storage::{StorageError, calendar};
use crate::web::{Answer, Failure, Form, Frame, Posted, Typed};

pub(super) use year::{MissingYear, missing_years};

#[derive(Template)]
#[template(path = "desk/calendar.html")]
struct CalendarPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static OfficeTexts,
    form: Form,
    year: i32,
    years: Vec<i32>,
    missing_years: Vec<MissingYear>,
    /// That nobody has entered the year shown, to who is not told above.
    unknown: Option<String>,
    /// Where the year shown is entered or corrected as a whole.
    whole_year: Option<(String, String)>,
    days: Vec<DayView>,
    changes: bool,
    kinds: [(&'static str, &'static str); 2],
}

struct DayView {
    day: Day,
    shown: String,
    weekday: &'static str,
    off: bool,
    name: String,
    basis: String,
    confirmed: bool,
}

/// The calendar of a year; `day` fills the form with what stands there.
#[get("/desk/calendar?<year>&<day>")]
pub(super) async fn page(year: Option<i32>, day: Option<&str>, desk: Desk<'_>) -> Result<Answer, Failure> {
    let day: Option<Day> = day.and_then(|day| day.parse().ok());
    show(desk, year.or(day.map(Day::year)), day, None).await
}

async fn show(
    desk: Desk<'_>,
    year: Option<i32>,
    chosen: Option<Day>,
    refused: Option<Form>,
) -> Result<Answer, Failure> {
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let texts = language.office();
    let year = year.unwrap_or(today.year());
    let mut look = Look::at(desk.site.registry).await?;
    let days = calendar::days(&mut look).await?;
    let calendar = Calendar::from_rows(&days.rows).entering(calendar::entered_years(&mut look).await?);
    let missing_years = missing_years(&desk, &calendar);
    let is_told = missing_years.iter().any(|missing| missing.href == year::address(year));
    let mut years: BTreeSet<i32> = days.iter().map(|day| day.day.year()).collect();
    years.extend([today.year(), today.year() + 1]);
    let is_refused = refused.is_some();
    let form = refused.unwrap_or_else(|| filled(days.iter().find(|day| Some(day.day) == chosen)));
    let page = CalendarPage {
        menu: desk.menu(),
        unreadable: days.references(),
        unknown: unknown(&desk, &calendar, year).filter(|_| !is_told),
        whole_year: whole_year(&desk, &calendar, year).filter(|_| !is_told),
        missing_years,
        texts,
        form,
        year,
        years: years.into_iter().collect(),
        days: days.into_iter().filter(|day| day.day.year() == year).map(|day| view(language, day)).collect(),
        changes: may_change(&desk.officer),
        kinds: [(DayKind::Off.as_str(), texts.off), (DayKind::Work.as_str(), texts.work)],
        frame: desk.frame,
    };
    if is_refused { Answer::refused(&page) } else { Answer::page(&page) }
}

fn unknown(desk: &Desk<'_>, calendar: &Calendar, year: i32) -> Option<String> {
    (!calendar.is_entered(year)).then(|| desk.frame.language.year_missing(year))
}

fn whole_year(desk: &Desk<'_>, calendar: &Calendar, year: i32) -> Option<(String, String)> {
    let language = desk.frame.language;
    let label =
        if calendar.is_entered(year) { language.correct_year(year) } else { language.enter_year(year) };
    (may_change(&desk.officer) && YearDays::takes(year)).then(|| (year::address(year), label))
}

fn filled(day: Option<&CalendarDay>) -> Form {
    let Some(day) = day else { return Form::empty() };
    let form = Form::empty()
        .with("day", day.day.to_string())
        .with("kind", day.kind.as_str())
        .with("name", day.name.as_str())
        .with("basis", day.basis.as_str());
    if day.confirmed { form.with("confirmed", "yes") } else { form }
}

fn view(language: Language, day: CalendarDay) -> DayView {
    DayView {
        day: day.day,
        shown: language.day(day.day),
        weekday: language.weekday(weekday(day.day)),
        off: day.kind == DayKind::Off,
        name: day.name,
        basis: day.basis,
        confirmed: day.confirmed,
    }
}

/// 0 for Monday to 6 for Sunday.
fn weekday(day: Day) -> u8 {
    let monday = Day::new(2024, 1, 1).expect("1 January 2024 was a Monday");
    u8::try_from(day.days_since(monday).rem_euclid(7)).expect("a remainder of seven is small")
}

/// Adds a day, or changes it; every running deadline is counted anew.
#[post("/desk/calendar", data = "<typed>")]
pub(super) async fn save_day(desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), texts) = (typed, desk.frame.language.office());
    let mut form = Form::filled(&fields);
    let day = fields.text("day").parse::<Day>();
    let kind = fields.text("kind").parse::<DayKind>();
    if day.is_err() {
        form.refuse("day", desk.frame.language.no_day(texts.day));
    }
    if kind.is_err() {
        form.refuse("kind", texts.kind_missing);
    }
    form.require("name", texts.name_missing);
    form.require("reason", texts.reason_missing);
    let (Ok(day), Ok(kind), false) = (&day, kind, form.is_refused()) else {
        return show(desk, day.ok().map(Day::year), None, Some(form)).await;
    };
    let saved = CalendarChange::Save(CalendarDay {
        day: *day,
        kind,
        name: fields.text("name").to_owned(),
        basis: fields.text("basis").to_owned(),
        confirmed: fields.text("confirmed") == "yes",
    });
    changed(desk, *day, &saved, form).await
}

/// Takes a day out; every running deadline is counted anew.
#[post("/desk/calendar/removal", data = "<posted>")]
pub(super) async fn remove_day(desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.office());
    let mut form = Form::filled(&fields);
    let day = fields.text("day").parse::<Day>();
    if day.is_err() {
        form.refuse("day", desk.frame.language.no_day(texts.day));
    }
    form.require("reason", texts.reason_missing);
    let (Ok(day), false) = (&day, form.is_refused()) else {
        return show(desk, day.ok().map(Day::year), None, Some(form)).await;
    };
    changed(desk, *day, &CalendarChange::Remove(*day), form).await
}

async fn changed(desk: Desk<'_>, day: Day, what: &CalendarChange, mut form: Form) -> Result<Answer, Failure> {
    let (language, reason) = (desk.frame.language, form.value("reason").to_owned());
    match change(desk.site.registry, &desk.officer, what, &reason).await {
        Ok(recount) => {
            let uncounted = language.deadlines_uncounted(&recount.unreadable);
            desk.site.leave_notice(&format!("{}{uncounted}", language.deadlines_moved(recount.moved)));
            Ok(Answer::redirect(format!("/desk/calendar?year={}", day.year())))
        }
        Err(ActError::Storage(StorageError::Conflict)) => {
            form.refuse("day", language.errors().changed.title);
            show(desk, Some(day.year()), None, Some(form)).await
        }
        Err(ActError::Refused(refusal)) if refusal.is_of_words() => {
            form.refuse("reason", language.refusal(&refusal));
            show(desk, Some(day.year()), None, Some(form)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::weekday;

    #[test]
    fn a_weekday_is_counted_from_a_monday_also_backwards() {
        let weekday = |day: &str| weekday(day.parse().expect("a day"));
        assert_eq!(weekday("2026-11-22"), 6, "a Sunday");
        assert_eq!(weekday("2026-11-23"), 0);
        assert_eq!(weekday("2023-12-31"), 6);
    }
}
