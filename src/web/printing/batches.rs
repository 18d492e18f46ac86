//! Batches at the desk: beginning one, seeing how far it is, its archive.

use askama::Template;
use rocket::http::{ContentType, Header};
use rocket::request::FromParam;
use rocket::tokio::fs::File;
use rocket::{Responder, Route, State, get, post, routes};

use crate::acts::look::Look;
use crate::acts::printing::batches::{BatchContents, BatchRequest, Batches, MOST_PAPERS, NotBegun};
use crate::acts::scope;
use crate::dates::Day;
use crate::domain::certificate::Certificate;
use crate::domain::dossier::Refusal;
use crate::domain::ids::{BatchId, NotAnId};
use crate::language::Language;
use crate::language::printing::PrintingTexts;
use crate::storage::batches::Batch;
use crate::storage::certificates;
use crate::web::desk::{Desk, MenuLink};
use crate::web::file::{Use, disposition};
use crate::web::{Answer, Failure, Fields, Form, Frame, Posted};

/// Seconds after which the page of an unfinished batch reloads itself.
const RELOAD: &str = "4";

/// The most certificates looked at for a batch.
const MOST_CERTIFICATES: i64 = 2_001;

/// The most papers of a batch of which its page says why they are not there;
/// the archive says it of all.
const MOST_REASONS: usize = 100;

pub(super) fn routes() -> Vec<Route> {
    routes![list, begin, page, archive, remove]
}

#[derive(Template)]
#[template(path = "desk/batches.html")]
struct BatchesPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static PrintingTexts,
    form: Form,
    wanted: [(&'static str, &'static str); 3],
    may_begin: bool,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "desk/batch.html")]
struct BatchPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static PrintingTexts,
    row: Row,
    /// Whether the page reloads itself.
    reloads: bool,
}

/// A batch as its page and the list show it.
struct Row {
    path: String,
    begun: String,
    kept: String,
    state: Progress,
    progress: String,
    made: i64,
    all: i64,
    left_out: Option<String>,
    /// Why, a line for each of those that a page has room for.
    why: Vec<String>,
}

/// How a batch stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Waiting,
    AtWork,
    Ready,
    Failed,
    Gone,
}

/// The page, with the instant from which a browser asks for it again.
#[derive(Responder)]
enum BatchAnswer {
    Still(Answer),
    Reloading { page: Answer, again: Header<'static> },
}

/// The archive, to be saved under its name.
#[derive(Responder)]
struct ArchiveFile {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
}

/// The officer's batches, and the form for one by days.
#[get("/desk/batches")]
async fn list(desk: Desk<'_>, batches: &State<Batches>) -> Result<Answer, Failure> {
    show_list(desk, batches, Form::empty().with("wanted", "both")).await
}

async fn show_list(desk: Desk<'_>, batches: &Batches, form: Form) -> Result<Answer, Failure> {
    let (language, texts) = (desk.frame.language, desk.frame.language.printing());
    let own = batches.of_officer(&desk.officer).await?;
    let refused = form.is_refused();
    let page = BatchesPage {
        menu: desk.menu(),
        unreadable: own.references(),
        texts,
        form,
        wanted: [
            ("certificates", texts.wanted_certificates),
            ("cards", texts.wanted_cards),
            ("both", texts.wanted_both),
        ],
        may_begin: desk.officer.acts_on_dossiers(),
        rows: own.iter().map(|batch| Row::of(language, batches, batch)).collect(),
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Begins a batch: of the days typed, or of the certificates chosen.
#[post("/desk/batches", data = "<posted>")]
async fn begin(desk: Desk<'_>, batches: &State<Batches>, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let (language, texts) = (desk.frame.language, desk.frame.language.printing());
    let mut form = Form::filled(&fields);
    let wanted = wanted(fields.text("wanted"));
    if wanted.is_none() {
        form.refuse("wanted", texts.wanted_missing);
    }
    let certificates = if fields.text("by") == "number" {
        chosen(&desk, &fields, &mut form).await?
    } else {
        issued(&desk, &fields, &mut form).await?
    };
    let (Some(wanted), false) = (wanted, form.is_refused()) else {
        return show_list(desk, batches, form).await;
    };
    let asked = BatchRequest { certificates: &certificates, wanted, reason: fields.text("reason") };
    let sentence = match batches.begin(desk.site.registry, &desk.officer, asked).await {
        Ok(id) => return Ok(Answer::redirect(path(id))),
        Err(NotBegun::NotAllowed) => return Err(Failure::Forbidden),
        Err(NotBegun::Reason(refusal)) => {
            let sentence = match refusal {
                Refusal::NoReasons => texts.reason_missing.to_owned(),
                other => language.refusal(&other),
            };
            form.refuse("reason", sentence);
            return show_list(desk, batches, form).await;
        }
        Err(NotBegun::Nothing) => texts.nothing.to_owned(),
        Err(NotBegun::TooMany(count)) => language.batch_too_large(count, MOST_PAPERS),
        Err(NotBegun::Busy) => texts.batches_busy.to_owned(),
        Err(NotBegun::Storage(error)) => return Err(error.into()),
    };
    form.refuse("from", sentence);
    show_list(desk, batches, form).await
}

/// The certificates of the rows chosen, or of the one certificate named.
async fn chosen(desk: &Desk<'_>, fields: &Fields, form: &mut Form) -> Result<Vec<Certificate>, Failure> {
    let mut found = Vec::new();
    let mut look = Look::at(desk.site.registry).await?;
    for number in fields.all("number").iter().take(MOST_PAPERS) {
        let certificate = certificates::find(&mut look, number).await?;
        found.extend(scope::own(certificate, desk.officer.issuer));
    }
    if found.is_empty() {
        form.refuse("from", desk.frame.language.printing().none_chosen);
    }
    Ok(found)
}

/// The certificates issued between the days typed.
async fn issued(desk: &Desk<'_>, fields: &Fields, form: &mut Form) -> Result<Vec<Certificate>, Failure> {
    let texts = desk.frame.language.printing();
    let days = (fields.text("from").parse::<Day>(), fields.text("to").parse::<Day>());
    for (field, label, day) in [("from", texts.from, &days.0), ("to", texts.to, &days.1)] {
        if day.is_err() {
            form.refuse(field, desk.frame.language.no_day(label));
        }
    }
    let (Ok(from), Ok(to)) = days else { return Ok(Vec::new()) };
    if to < from {
        form.refuse("to", texts.days_reversed);
    }
    let mut look = Look::at(desk.site.registry).await?;
    let issuer = desk.officer.issuer;
    let found = certificates::issued_between(&mut look, issuer, from, to, MOST_CERTIFICATES).await?;
    Ok(found.rows)
}

fn wanted(word: &str) -> Option<BatchContents> {
    match word {
        "certificates" => Some(BatchContents::Certificates),
        "cards" => Some(BatchContents::Cards),
        "both" => Some(BatchContents::Both),
        _ => None,
    }
}

/// How far a batch is. Until it is done the page reloads itself, unless it is
/// asked not to.
#[get("/desk/batches/<id>?<still>")]
async fn page(
    id: BatchId,
    still: Option<&str>,
    desk: Desk<'_>,
    batches: &State<Batches>,
) -> Result<BatchAnswer, Failure> {
    let batch = batches.find(&desk.officer, id).await?;
    let row = Row::of(desk.frame.language, batches, &batch);
    let reloads = matches!(row.state, Progress::Waiting | Progress::AtWork) && still.is_none();
    let texts = desk.frame.language.printing();
    let page = Answer::page(&BatchPage { menu: desk.menu(), texts, row, reloads, frame: desk.frame })?;
    Ok(if reloads {
        BatchAnswer::Reloading { page, again: Header::new("Refresh", RELOAD) }
    } else {
        BatchAnswer::Still(page)
    })
}

/// The archive of a finished batch.
#[get("/desk/batches/<id>/archive.zip")]
async fn archive(id: BatchId, desk: Desk<'_>, batches: &State<Batches>) -> Result<ArchiveFile, Failure> {
    let batch = batches.find(&desk.officer, id).await?;
    let path = batches.archive(&batch).ok_or(Failure::NotFound)?;
    let file = File::open(path).await.map_err(|error| Failure::Broken(error.to_string()))?;
    let name = format!("giay-to-{}-{}.zip", batch.issuer, batch.begun_at.day());
    Ok(ArchiveFile { file, kind: ContentType::ZIP, disposition: disposition(Use::Keep, &name) })
}

/// Removes a batch and its archive.
#[post("/desk/batches/<id>/removal", data = "<_posted>")]
async fn remove(
    id: BatchId,
    desk: Desk<'_>,
    batches: &State<Batches>,
    _posted: Posted,
) -> Result<Answer, Failure> {
    batches.remove(desk.site.registry, &desk.officer, id).await?;
    desk.site.leave_notice(desk.frame.language.printing().removed);
    Ok(Answer::redirect("/desk/batches"))
}

fn path(id: BatchId) -> String {
    format!("/desk/batches/{id}")
}

impl Row {
    fn of(language: Language, batches: &Batches, batch: &Batch) -> Self {
        let state = if batch.failed_at.is_some() {
            Progress::Failed
        } else if batch.finished_at.is_some() {
            if batches.archive(batch).is_some() { Progress::Ready } else { Progress::Gone }
        } else if batch.made_count == 0 {
            Progress::Waiting
        } else {
            Progress::AtWork
        };
        Self {
            path: path(batch.id),
            begun: language.instant(batch.begun_at),
            kept: language.instant(batch.ends_at),
            state,
            progress: language.batch_progress(batch.made_count - batch.left_out_count, batch.paper_count),
            made: batch.made_count,
            all: batch.paper_count,
            why: batch.left_out.lines().take(MOST_REASONS).map(str::to_owned).collect(),
            left_out: (batch.left_out_count > 0).then(|| language.left_out(batch.left_out_count)),
        }
    }

    /// The word for the state, and the class of its tag.
    fn said(&self, texts: &PrintingTexts) -> (&'static str, &'static str) {
        match self.state {
            Progress::Waiting => (texts.waiting, "waits"),
            Progress::AtWork => (texts.at_work, "open"),
            Progress::Ready => (texts.ready, "good"),
            Progress::Failed => (texts.failed, "wrong"),
            Progress::Gone => (texts.gone, "wrong"),
        }
    }

    fn is_ready(&self) -> bool {
        self.state == Progress::Ready
    }

    /// What to do when there is no archive and none will come.
    fn advice(&self, texts: &PrintingTexts) -> Option<&'static str> {
        match self.state {
            Progress::Failed => Some(texts.failed_advice),
            Progress::Gone => Some(texts.gone_advice),
            Progress::Waiting | Progress::AtWork | Progress::Ready => None,
        }
    }
}

impl<'r> FromParam<'r> for BatchId {
    type Error = NotAnId;

    fn from_param(param: &'r str) -> Result<Self, NotAnId> {
        param.parse()
    }
}
