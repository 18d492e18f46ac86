//! One yearly report at the desk, with the buttons by which it is confirmed or
//! another is asked for.

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};

use super::{ReportView, made};
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::reports::{self, ReportVersion};
use crate::acts::scope;
use crate::domain::ids::ReportId;
use crate::domain::report::{Report, ReportRefusal, may_answer};
use crate::language::Language;
use crate::language::reports::ReportTexts;
use crate::storage::folded_number;
use crate::web::desk::certificate::{PaperView, certificate_view, path};
use crate::web::desk::people::Names;
use crate::web::desk::{Desk, MenuLink};
use crate::web::{Answer, Failure, Form, Frame, Typed};

#[derive(Template)]
#[template(path = "desk/report.html")]
struct ReportPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static ReportTexts,
    form: Form,
    title: String,
    paper: PaperView,
    back: String,
    action: String,
    version: i64,
    facts: Vec<(&'static str, String)>,
    experts: Vec<(String, String)>,
    clients: Vec<ClientLine>,
    qms: Option<String>,
    qms_body: String,
    changes: Vec<(&'static str, String)>,
    /// The others of its year, the latest first.
    versions: Vec<ReportView>,
    /// Whether it waits and is the officer's to answer.
    is_answered_here: bool,
    /// Whether it waits, for another.
    waits: bool,
}

struct ClientLine {
    name: String,
    days: String,
    field: String,
    lead: String,
}

/// A report.
#[get("/desk/certificates/<number>/reports/<id>")]
pub(super) async fn page(number: &str, id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, (number, id), Form::empty()).await
}

/// Confirms it, or asks for another: the button says which.
#[post("/desk/certificates/<number>/reports/<id>", data = "<typed>")]
pub(super) async fn answer(number: &str, id: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), texts) = (typed, desk.frame.language.reports());
    let mut form = Form::filled(&fields);
    if form.is_refused() {
        return show(desk, (number, id), form).await;
    }
    let id_of: ReportId = id.parse().map_err(|_| Failure::NotFound)?;
    let seen = ReportVersion { id: id_of, version: fields.text("version").parse().unwrap_or_default() };
    let (registry, officer) = (desk.site.registry, &desk.officer);
    let (done, said) = if fields.text("answer") == "returned" {
        (reports::send_back(registry, officer, seen, fields.text("note")).await, texts.sent_back_said)
    } else {
        (reports::receive(registry, officer, seen).await, texts.received_said)
    };
    match done {
        Ok(()) => {
            desk.site.leave_notice(said);
            Ok(Answer::redirect("/desk/reports"))
        }
        Err(ActError::Report(refusal @ ReportRefusal::Ended)) => {
            form.refuse("answer", desk.frame.language.report_refusal(&refusal));
            show(desk, (number, id), form).await
        }
        Err(ActError::Report(refusal)) => {
            form.refuse("note", desk.frame.language.report_refusal(&refusal));
            show(desk, (number, id), form).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(desk: Desk<'_>, (number, id): (&str, &str), form: Form) -> Result<Answer, Failure> {
    let id: ReportId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let report = scope::report(&mut look, desk.officer.issuer, id).await?;
    if folded_number(&report.certificate) != folded_number(number) {
        return Err(Failure::NotFound);
    }
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let others = made(&mut look, &desk, &report.certificate).await?;
    let mut names = Names::default();
    names.learn(&mut look, report.ending.iter().map(|ending| ending.by).collect()).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.reports());
    let back = path(&certificate.paper.number);
    let own = format!("{back}/reports/{id}");
    let waits = others.iter().any(|view| view.href == own && view.is_open);
    let may = may_answer(&desk.officer);
    let title = language.report_of(report.year);
    let status = if form.is_refused() { Status::UnprocessableEntity } else { Status::Ok };
    let body = &report.body;
    let page = ReportPage {
        menu: desk.menu(),
        texts,
        form,
        paper: certificate_view(language, &certificate, today),
        facts: facts(language, &report, &names),
        experts: body.experts.iter().map(|expert| (expert.name.clone(), expert.card.clone())).collect(),
        clients: body
            .clients
            .iter()
            .map(|client| ClientLine {
                name: client.name.clone(),
                days: language.client_days(client.from, client.to),
                field: client.field.clone(),
                lead: client.lead.clone(),
            })
            .collect(),
        qms: body
            .qms
            .as_ref()
            .map(|qms| language.qms_told(&qms.number, &qms.edition, (qms.valid_from, qms.valid_to))),
        qms_body: body.qms.as_ref().map(|qms| qms.body.clone()).unwrap_or_default(),
        changes: [(texts.changes, body.changes.clone()), (texts.remarks, body.remarks.clone())]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        versions: others
            .into_iter()
            .filter(|view| view.href != own && view.title.starts_with(&title))
            .collect(),
        is_answered_here: waits && may,
        waits: waits && !may,
        title,
        action: own,
        version: report.version,
        back,
        frame: desk.frame,
    };
    Answer::with_status(status, &page)
}

fn facts(language: Language, report: &Report, names: &Names) -> Vec<(&'static str, String)> {
    let (texts, body) = (language.reports(), &report.body);
    let outcome = report.ending.as_ref().map(|ending| ending.outcome);
    let version = language.report_version(report.nth);
    let at = language.instant(report.filed_at);
    let mut facts = vec![
        (texts.state, language.report_state(outcome).to_owned()),
        (texts.filed_at, if version.is_empty() { at } else { format!("{at} · {version}") }),
    ];
    if let Some(ending) = &report.ending {
        facts.push((
            texts.answered_by,
            format!("{} · {}", names.name(ending.by), language.instant(ending.at)),
        ));
        if !ending.note.is_empty() {
            facts.push((texts.to_put_right, ending.note.clone()));
        }
    }
    let told = [
        (texts.name, &body.name),
        (texts.address, &body.address),
        (texts.phone, &body.phone),
        (texts.email, &body.email),
    ];
    facts.extend(
        told.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.clone())),
    );
    facts
}
