//! Jobs that were given up, for the administrators.

use askama::Template;
use rocket::{get, post};

use super::{Desk, MenuLink};
use crate::acts::dead_letters;
use crate::domain::job::Job;
use crate::language::Language;
use crate::language::desk::jobs::JobsTexts;
use crate::storage::jobs::{JobKey, JobRecord};
use crate::web::{Answer, Failure, Frame, Posted};

#[derive(Template)]
#[template(path = "desk/jobs.html")]
struct JobsPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static JobsTexts,
    jobs: Vec<JobView>,
}

/// A job that was given up.
struct JobView {
    kind: String,
    subject: String,
    name: String,
    ordered: String,
    given_up: String,
    tries: i64,
    fault: &'static str,
    /// Whether this program knows what is to be done.
    may_run: bool,
}

/// What was given up, and why.
#[get("/desk/jobs")]
pub(super) async fn page(desk: Desk<'_>) -> Result<Answer, Failure> {
    let dead = dead_letters::of_officer(desk.site.registry, &desk.officer).await?;
    let language = desk.frame.language;
    Answer::page(&JobsPage {
        menu: desk.menu(),
        unreadable: dead.references(),
        texts: language.jobs(),
        jobs: dead.iter().map(|job| JobView::of(language, job)).collect(),
        frame: desk.frame,
    })
}

/// Has one done after all.
#[post("/desk/jobs", data = "<posted>")]
pub(super) async fn run_again(desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let key = JobKey { kind: fields.text("kind").to_owned(), subject: fields.text("subject").to_owned() };
    dead_letters::run_again(desk.site.registry, &desk.officer, &key).await?;
    desk.site.leave_notice(desk.frame.language.jobs().runs_again);
    Ok(Answer::redirect("/desk/jobs"))
}

impl JobView {
    fn of(language: Language, job: &JobRecord) -> Self {
        Self {
            name: language.job_kind(&job.key.kind),
            ordered: language.instant(job.enqueued_at),
            given_up: job.dead_at.map(|at| language.instant(at)).unwrap_or_default(),
            tries: job.tries,
            fault: job.fault.map_or("", |fault| language.job_fault(fault)),
            may_run: Job::read(&job.key.kind, &job.payload).is_ok_and(|job| job.is_some()),
            kind: job.key.kind.clone(),
            subject: job.key.subject.clone(),
        }
    }
}
