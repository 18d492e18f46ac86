//! The mails of an office, for its administrators.

use askama::Template;
use rocket::{get, post};

use super::{Desk, MenuLink, path_of_certificate};
use crate::acts::dead_letters;
use crate::acts::mails::{self, DossierMails};
use crate::domain::job::Job;
use crate::domain::mail::{About, MailOutcome};
use crate::jobs;
use crate::language::Language;
use crate::language::desk::outbox::OutboxTexts;
use crate::storage::mails::MailRecord;
use crate::web::{Answer, Failure, Frame, Posted};

#[derive(Template)]
#[template(path = "desk/outbox.html")]
struct OutboxPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static OutboxTexts,
    has_postbox: bool,
    counts: String,
    mails: Vec<MailView>,
}

/// A mail in the list.
struct MailView {
    id: String,
    title: &'static str,
    /// The page of what it is about; empty for an account, which has none here.
    href: String,
    about: String,
    ordered: String,
    state: String,
    fault: &'static str,
    may_send_again: bool,
}

/// What was sent, what waits, and what was given up.
#[get("/desk/mail")]
pub(super) async fn page(desk: Desk<'_>) -> Result<Answer, Failure> {
    let outbox = mails::of_office(desk.site.registry, &desk.officer).await?;
    let language = desk.frame.language;
    Answer::page(&OutboxPage {
        menu: desk.menu(),
        unreadable: outbox.mails.references(),
        texts: language.outbox(),
        has_postbox: outbox.has_postbox,
        counts: language.outbox_counts(outbox.waiting, outbox.given_up),
        mails: outbox.mails.iter().map(|record| MailView::of(language, record)).collect(),
        frame: desk.frame,
    })
}

/// Has one sent after all that was given up.
#[post("/desk/mail", data = "<posted>")]
pub(super) async fn send_again(desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let mail = posted.0.text("mail").parse().map_err(|_| Failure::NotFound)?;
    dead_letters::run_again(desk.site.registry, &desk.officer, &jobs::key(&Job::Mail { mail })).await?;
    desk.site.leave_notice(desk.frame.language.outbox().waits_again);
    Ok(Answer::redirect("/desk/mail"))
}

/// The mails of the page of a dossier.
pub(super) struct MailsView {
    pub(super) texts: &'static OutboxTexts,
    /// Why nothing reaches the applicant, while nothing does.
    pub(super) unreached: Option<&'static str>,
    /// Each with what became of it.
    pub(super) lines: Vec<String>,
}

impl MailsView {
    pub(super) fn of(language: Language, told: &DossierMails) -> Self {
        let texts = language.outbox();
        let unreached = told
            .mailbox
            .filter(|mailbox| !mailbox.works())
            .map(|mailbox| if mailbox.refused_at.is_some() { texts.refused } else { texts.unconfirmed });
        let line = |record: &MailRecord| {
            format!("{}: {}", language.mail_title(record.mail.kind), state(language, record))
        };
        Self { texts, unreached, lines: told.mails.iter().map(line).collect() }
    }
}

impl MailView {
    fn of(language: Language, record: &MailRecord) -> Self {
        let (mail, texts) = (&record.mail, language.outbox());
        let (href, about) = match mail.kind.about() {
            About::Account => (String::new(), texts.account.to_owned()),
            About::Dossier => (format!("/desk/dossiers/{}", mail.subject), texts.dossier.to_owned()),
            About::Certificate => (path_of_certificate(&mail.subject), mail.subject.clone()),
        };
        let is_given_up = record.ending.is_some_and(|(outcome, _)| outcome == MailOutcome::GivenUp);
        let fault = record.fault.filter(|_| is_given_up || record.ending.is_none());
        Self {
            id: mail.id.to_string(),
            title: language.mail_title(mail.kind),
            href,
            about,
            ordered: language.instant(mail.ordered_at),
            state: state(language, record),
            fault: fault.map_or("", |fault| language.job_fault(fault)),
            may_send_again: is_given_up,
        }
    }
}

/// What became of a mail, or that it waits.
pub(super) fn state(language: Language, record: &MailRecord) -> String {
    if let Some((outcome, at)) = record.ending {
        return language.mail_ended(outcome, &language.instant(at));
    }
    let next = record.due_at.map(|at| language.instant(at)).unwrap_or_default();
    language.mail_waits(record.tries, &next)
}
