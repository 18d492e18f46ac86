//! What holders give notice of, at the desk: what waits, and one of them with
//! the button by which it is acknowledged.

mod departure;
mod surrender;

use std::ops::ControlFlow;

use askama::Template;
use rocket::{Route, routes};

use super::certificate::{PaperView, path};
use super::people::Names;
use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::notices::{self, NoticeVersion};
use crate::domain::notice::{Departure, NoticeEnding, Surrender, may_acknowledge};
use crate::language::Language;
use crate::language::notices::NoticeTexts;
use crate::storage::{StorageError, departures, surrenders};
use crate::web::{Answer, Failure, Fields, Form, Frame};

pub(super) fn routes() -> Vec<Route> {
    routes![surrender::page, surrender::acknowledge, departure::page, departure::acknowledge]
}

/// A notice as a line of a list.
pub(super) struct NoticeView {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) state: String,
    pub(super) is_open: bool,
    /// Who acknowledged it is told on its page.
    pub(super) by: &'static str,
    pub(super) at: String,
}

#[derive(Template)]
#[template(path = "desk/notice.html")]
struct NoticePage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static NoticeTexts,
    form: Form,
    title: &'static str,
    paper: PaperView,
    back: String,
    facts: Vec<(&'static str, String)>,
    /// Why it cannot be acknowledged, or not by this officer.
    why_not: Vec<String>,
    /// What happens, a line each.
    effects: Vec<String>,
    /// Where it is acknowledged, and by which button; none where it cannot be.
    way: Option<(String, &'static str)>,
    version: i64,
}

/// The notice as the officer who acknowledges it has seen it.
fn seen(id: &str, fields: &Fields) -> Result<NoticeVersion, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    Ok(NoticeVersion { id, version: fields.text("version").parse().unwrap_or_default() })
}

/// What acknowledging a notice came to: on to its certificate, or its page again
/// with why not.
fn acknowledged(
    desk: &Desk<'_>,
    (number, fields): (&str, &Fields),
    done: Result<(), ActError>,
    said: &str,
) -> Result<ControlFlow<Answer, Form>, Failure> {
    let why = match done {
        Ok(()) => {
            desk.site.leave_notice(said);
            return Ok(ControlFlow::Break(Answer::redirect(path(number))));
        }
        Err(ActError::Notice(refusal)) => desk.frame.language.notice_refusal(&refusal),
        Err(ActError::Standing(refusal)) => desk.frame.language.standing_refusal(&refusal),
        Err(other) => return Err(other.into()),
    };
    let mut form = Form::filled(fields);
    form.refuse("acknowledge", why);
    Ok(ControlFlow::Continue(form))
}

/// What waits at the officer's office, for a list.
pub(super) async fn waiting(look: &mut Look, desk: &Desk<'_>) -> Result<Vec<NoticeView>, StorageError> {
    let (language, today) = (desk.frame.language, look.today());
    let surrenders = notices::surrenders_waiting(look, desk.officer.issuer, today).await?;
    let departures = notices::departures_waiting(look, desk.officer.issuer, today).await?;
    let surrenders = surrenders.iter().map(|notice| NoticeView::of_surrender(language, notice));
    Ok(surrenders.chain(departures.iter().map(|notice| NoticeView::of_departure(language, notice))).collect())
}

/// Everything that the holder gave notice of about a certificate, the latest
/// first.
pub(super) async fn history(
    look: &mut Look,
    desk: &Desk<'_>,
    number: &str,
) -> Result<Vec<NoticeView>, StorageError> {
    let language = desk.frame.language;
    let surrenders = surrenders::of_certificate(look, number).await?.rows;
    let departures = departures::of_certificate(look, number).await?.rows;
    let surrenders = surrenders.iter().rev().map(|notice| NoticeView::of_surrender(language, notice));
    let departures = departures.iter().rev().map(|notice| NoticeView::of_departure(language, notice));
    Ok(surrenders.chain(departures).collect())
}

impl NoticeView {
    fn of_surrender(language: Language, notice: &Surrender) -> Self {
        let number = notice.certificate.number.clone();
        Self {
            href: format!("{}/surrenders/{}", path(&number), notice.id),
            number,
            title: language.surrender_from(notice.on),
            state: language.notice_state(notice.ending.as_ref().map(|ending| ending.outcome)).to_owned(),
            is_open: notice.is_open(),
            by: "",
            at: language.instant(notice.stated_at),
        }
    }

    fn of_departure(language: Language, notice: &Departure) -> Self {
        let state = language.notice_state(notice.ending.as_ref().map(|ending| ending.outcome));
        let late = if notice.is_late() { format!(" · {}", language.notices().late) } else { String::new() };
        Self {
            href: format!("{}/departures/{}", path(&notice.certificate), notice.id),
            number: notice.certificate.clone(),
            title: language.departure_from(&notice.holder_name, notice.on),
            state: format!("{state}{late}"),
            is_open: notice.is_open(),
            by: "",
            at: language.instant(notice.stated_at),
        }
    }
}

/// Who ended a notice, and when, as a fact.
async fn ending(
    look: &mut Look,
    desk: &Desk<'_>,
    ending: Option<&NoticeEnding>,
) -> Result<Option<(&'static str, String)>, StorageError> {
    let Some(ending) = ending else { return Ok(None) };
    let mut names = Names::default();
    names.learn(look, vec![ending.by]).await?;
    let language = desk.frame.language;
    let by = format!("{} · {}", names.name(ending.by), language.instant(ending.at));
    Ok(Some((language.notices().ended_by, by)))
}

/// The page, where the officer may acknowledge with the button, else with why
/// not.
fn answered(page: NoticePage, desk: &Desk<'_>) -> Result<Answer, Failure> {
    let refused = page.form.is_refused();
    let may = may_acknowledge(&desk.officer);
    let no_acts = (!may && page.way.is_some()).then(|| page.texts.no_acts.to_owned());
    let page = NoticePage {
        way: page.way.filter(|_| may),
        why_not: page.why_not.into_iter().chain(no_acts).collect(),
        ..page
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}
