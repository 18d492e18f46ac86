//! The yearly report about one's own certificate: the form, with what the
//! register knows, and what was sent.

use askama::Template;
use rocket::{get, post};

use super::certificate;
use super::notices::departure;
use super::sent_form::TypedForm;
use crate::acts::ActError;
use crate::acts::reports::{self, OwnReports};
use crate::dates::Day;
use crate::domain::certificate::Holder;
use crate::domain::report::{ClientTyped, MOST_CLIENTS, QmsTyped, Report, ReportRefusal, ReportTyped};
use crate::language::Language;
use crate::language::reports::ReportTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Fields, Form, Frame, Site};

/// Rows of clients that are empty when the form is shown.
const BLANK_ROWS: usize = 2;

/// Rows that are added at once.
const MORE_ROWS: usize = 5;

#[derive(Template)]
#[template(path = "filing/report.html")]
struct ReportPage {
    frame: Frame,
    texts: &'static ReportTexts,
    trail: Vec<(String, String)>,
    title: String,
    form: Form,
    number: String,
    /// Until when it is made; empty where none is to be made.
    term: String,
    /// What an officer asks to be put right; empty where nothing is.
    put_right: String,
    /// Why none can be made; empty where one can.
    refused: String,
    is_of_organisation: bool,
    /// Name and number of each card.
    experts: Vec<(String, String)>,
    /// The rows of clients, each by its place from 1.
    rows: Vec<ClientRow>,
    /// Who may have led.
    leads: Vec<String>,
    qms_known: String,
    departures: String,
    /// Where more rows come from; none where there is no room.
    more: Option<String>,
    made: Vec<MadeReport>,
    action: String,
    back: String,
}

/// The names of the fields of a row.
struct ClientRow {
    legend: String,
    name: String,
    from: String,
    to: String,
    field: String,
    lead: String,
}

/// A report that was sent.
struct MadeReport {
    title: String,
    state: &'static str,
    at: String,
    note: String,
}

/// Where the report of a certificate is made.
pub(super) fn path(number: &str) -> String {
    format!("{}/report", certificate::path(number))
}

/// What the page of a certificate says of its reports: what was sent, each with
/// where it stands; and what can be made: where, the link, and what comes of it.
pub(super) struct ReportsTold {
    pub(super) lines: Vec<(String, String, String)>,
    pub(super) offer: Option<(String, &'static str, String)>,
}

pub(super) fn told(language: Language, own: &OwnReports, today: Day) -> ReportsTold {
    let (texts, number) = (language.reports(), &own.certificate.paper.number);
    let last = own.made.iter().rev();
    let mut lines: Vec<(String, String, String)> = Vec::new();
    for report in last {
        let title = language.report_of(report.year);
        if lines.iter().all(|(known, ..)| *known != title) {
            let outcome = report.ending.as_ref().map(|ending| ending.outcome);
            lines.push((title, language.report_state(outcome).to_owned(), path(number)));
        }
    }
    let offer = own.year.as_ref().ok().zip(own.duties).map(|(year, duties)| {
        let (last, citation) = (duties.report.value.last_day(*year), &duties.report.citation);
        let label = if own.of_year(*year).is_some() { texts.again } else { texts.make };
        let lead = if own.of_year(*year).is_some() {
            String::new()
        } else {
            language.report_term(last, citation, today)
        };
        (path(number), label, lead)
    });
    ReportsTold { lines, offer }
}

/// The form.
#[get("/filing/certificates/<number>/report")]
pub(super) async fn page(
    number: &str,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = reports::own_reports(site.registry, applicant.account, number).await?;
    let form = begun(&own.known);
    Answer::page(&report_page((frame, form), &site, (&own, 0)))
}

/// Sends it; or shows it again with more rows, where that button was pressed.
#[post("/filing/certificates/<number>/report", data = "<sent>")]
pub(super) async fn send(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: TypedForm,
) -> Result<Answer, Failure> {
    let (language, account) = (frame.language, sent.applicant.account);
    let mut form = Form::filled(&sent.fields);
    if !form.is_refused() {
        match reports::file(site.registry, account, number, &typed(&sent.fields)).await {
            Ok(()) => {
                site.leave_notice(language.reports().sent_said);
                return Ok(Answer::redirect(certificate::path(number)));
            }
            Err(ActError::Report(ReportRefusal::Faults(faults))) => {
                for (field, fault) in faults {
                    form.refuse(&field.name(), language.report_fault(fault));
                }
            }
            Err(ActError::Report(refusal)) => form.refuse("name", language.report_refusal(&refusal)),
            Err(ActError::Excess(excess)) => form.refuse("name", language.excess(excess)),
            Err(error) => return Err(error.into()),
        }
    }
    let own = reports::own_reports(site.registry, account, number).await?;
    let more = if sent.fields.text("more").is_empty() { 0 } else { MORE_ROWS };
    Answer::refused(&report_page((frame, form), &site, (&own, more)))
}

/// The form with what is known.
fn begun(known: &ReportTyped) -> Form {
    let mut form = Form::empty()
        .with("name", &known.name)
        .with("address", &known.address)
        .with("phone", &known.phone)
        .with("email", &known.email)
        .with("qms_number", &known.qms.number)
        .with("qms_edition", &known.qms.edition)
        .with("qms_body", &known.qms.body)
        .with("qms_from", &known.qms.valid_from)
        .with("qms_to", &known.qms.valid_to)
        .with("changes", &known.changes)
        .with("remarks", &known.remarks);
    for (row, client) in known.clients.iter().enumerate() {
        form = form
            .with(&format!("client-{row}"), &client.name)
            .with(&format!("from-{row}"), &client.from)
            .with(&format!("to-{row}"), &client.to)
            .with(&format!("field-{row}"), &client.field)
            .with(&format!("lead-{row}"), &client.lead);
    }
    form
}

/// What was typed.
fn typed(fields: &Fields) -> ReportTyped {
    let text = |name: &str| fields.text(name).to_owned();
    let row = |row: usize| ClientTyped {
        name: text(&format!("client-{row}")),
        from: text(&format!("from-{row}")),
        to: text(&format!("to-{row}")),
        field: text(&format!("field-{row}")),
        lead: text(&format!("lead-{row}")),
    };
    let names = fields.texts().map(|(name, _)| name);
    ReportTyped {
        name: text("name"),
        address: text("address"),
        phone: text("phone"),
        email: text("email"),
        clients: (0..rows_in(names)).map(row).collect(),
        qms: QmsTyped {
            number: text("qms_number"),
            edition: text("qms_edition"),
            body: text("qms_body"),
            valid_from: text("qms_from"),
            valid_to: text("qms_to"),
        },
        changes: text("changes"),
        remarks: text("remarks"),
    }
}

/// How many rows of clients these fields are of.
fn rows_in<'f>(names: impl Iterator<Item = &'f str>) -> usize {
    let rows = names.filter_map(|name| name.strip_prefix("client-")?.parse::<usize>().ok());
    // One more than a report takes, so that who types more is told.
    rows.map(|row| row + 1).max().unwrap_or_default().min(MOST_CLIENTS + 1)
}

fn report_page(
    (frame, form): (Frame, Form),
    site: &Site<'_>,
    (own, more): (&OwnReports, usize),
) -> ReportPage {
    let (language, texts, today) = (frame.language, frame.language.reports(), site.registry.clock.today());
    let number = &own.certificate.paper.number;
    let filled = rows_in(form.texts().map(|(name, _)| name));
    let blank = if filled == 0 || !form.is_refused() { BLANK_ROWS } else { 0 };
    let rows = (filled + blank + more).min(MOST_CLIENTS);
    let year = own.year.as_ref().ok().copied();
    let put_right = year.and_then(|year| own.of_year(year)?.ending.as_ref());
    let put_right = put_right.map(|ending| ending.note.clone()).unwrap_or_default();
    let term = year.zip(own.duties).map(|(year, duties)| {
        language.report_term(duties.report.value.last_day(year), &duties.report.citation, today)
    });
    ReportPage {
        texts,
        trail: certificate::trail_below(language, number),
        title: year.map_or_else(|| texts.reports.to_owned(), |year| language.report_of(year)),
        term: term.unwrap_or_default(),
        put_right,
        refused: own.year.as_ref().err().map(|why| language.report_refusal(why)).unwrap_or_default(),
        is_of_organisation: matches!(own.certificate.holder, Holder::Organisation(_)),
        experts: own.experts.iter().map(|expert| (expert.name.clone(), expert.card.clone())).collect(),
        rows: (0..rows).map(|row| ClientRow::of(language, row)).collect(),
        leads: own.experts.iter().map(|expert| format!("{} · {}", expert.name, expert.card)).collect(),
        qms_known: own.qms.as_ref().map_or_else(String::new, |told| {
            language.qms_told(&told.number, &told.edition, (told.valid_from, told.valid_to))
        }),
        departures: departure::path(number),
        more: (rows < MOST_CLIENTS).then(|| format!("{}?again=quiet", path(number))),
        made: own.made.iter().rev().map(|report| MadeReport::of(language, (own, report))).collect(),
        action: path(number),
        back: certificate::path(number),
        number: number.clone(),
        form,
        frame,
    }
}

impl ClientRow {
    fn of(language: Language, row: usize) -> Self {
        Self {
            legend: language.client_row(row + 1),
            name: format!("client-{row}"),
            from: format!("from-{row}"),
            to: format!("to-{row}"),
            field: format!("field-{row}"),
            lead: format!("lead-{row}"),
        }
    }
}

impl MadeReport {
    fn of(language: Language, (own, report): (&OwnReports, &Report)) -> Self {
        let counts = own.of_year(report.year).is_some_and(|last| last.id == report.id);
        let outcome = report.ending.as_ref().map(|ending| ending.outcome);
        let (title, version) = (language.report_of(report.year), language.report_version(report.nth));
        Self {
            title: if version.is_empty() { title } else { format!("{title}, {version}") },
            state: if counts { language.report_state(outcome) } else { language.reports().replaced },
            at: language.instant(report.filed_at),
            note: report.ending.as_ref().map(|ending| ending.note.clone()).unwrap_or_default(),
        }
    }
}
