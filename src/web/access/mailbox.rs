//! The address of an account: confirming it, and what is sent there.

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};

use crate::acts::Registry;
use crate::acts::mails::{self, Asked, LinkState, MailLink};
use crate::domain::ids::AccountId;
use crate::language::Language;
use crate::language::mailbox::MailboxTexts;
use crate::web::pace::PatientPerson;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, FormFrame, Frame, Posted, Site};

/// What the account page says of the address.
pub(super) struct MailboxView {
    pub(super) sentence: &'static str,
    /// Whether the mail of confirmation can be asked for.
    pub(super) may_ask: bool,
    /// Whether reminders are sent; none where no mail is, or not to this address.
    pub(super) reminders: Option<bool>,
}

#[derive(Template)]
#[template(path = "access/mail_link.html")]
struct LinkPage {
    frame: Frame,
    texts: &'static MailboxTexts,
    title: &'static str,
    lead: &'static str,
    /// The address it is about; empty where that is not said.
    email: String,
    /// The button; empty where there is nothing to press.
    button: &'static str,
}

impl MailboxView {
    pub(super) async fn of(
        registry: &Registry,
        account: AccountId,
        language: Language,
    ) -> Result<Self, Failure> {
        let (mailbox, texts) = (mails::own(registry, account).await?, language.mailbox());
        if registry.postbox.is_none() {
            return Ok(Self { sentence: texts.none_sent, may_ask: false, reminders: None });
        }
        let sentence = match (mailbox.refused_at, mailbox.confirmed_at) {
            (Some(_), _) => texts.refused,
            (None, Some(_)) => texts.works,
            (None, None) => texts.unconfirmed,
        };
        // Nothing is sent to an address that does not work, and no reminder.
        let reminders = mailbox.works().then(|| mailbox.reminders_declined_at.is_none());
        Ok(Self { sentence, may_ask: !mailbox.works(), reminders })
    }
}

/// What the list of dossiers says while no news can be sent; none where it can,
/// or where none is sent at all.
pub(in crate::web) async fn waiting(
    registry: &Registry,
    account: AccountId,
    language: Language,
) -> Result<Option<&'static str>, Failure> {
    let mailbox = mails::own(registry, account).await?;
    let waits = mails::waits_for_confirmation(registry, &mailbox);
    let texts = language.mailbox();
    let sentence = if mailbox.refused_at.is_some() { texts.refused } else { texts.unconfirmed };
    Ok(waits.then_some(sentence))
}

/// Has the mail of confirmation sent.
#[post("/account/confirmation", data = "<_posted>")]
pub(super) async fn ask(
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
    _posted: Posted,
) -> Result<Answer, Failure> {
    let texts = frame.language.mailbox();
    site.leave_notice(match mails::ask(site.registry, applicant.account).await? {
        Asked::Ordered => texts.ordered,
        Asked::OnItsWay => texts.on_its_way,
        Asked::TooOften => texts.too_often,
        Asked::Confirmed => texts.confirmed_already,
        Asked::NoPostbox => texts.none_sent,
    });
    Ok(Answer::redirect("/account"))
}

/// Chooses whether to be reminded.
#[post("/account/reminders", data = "<posted>")]
pub(super) async fn choose(
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
    posted: Posted,
) -> Result<Answer, Failure> {
    let wanted = posted.0.text("wanted") == "yes";
    mails::choose(site.registry, applicant.account, wanted).await?;
    let texts = frame.language.mailbox();
    site.leave_notice(if wanted { texts.wanted } else { texts.declined });
    Ok(Answer::redirect("/account"))
}

/// What the link in a mail of confirmation leads to. Opening it does nothing:
/// programs that look at mails open links too.
#[get("/mail/confirmation/<link>")]
pub(super) async fn confirmation(
    link: &str,
    _person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
) -> Result<Answer, Failure> {
    let state = match link.parse::<MailLink>() {
        Ok(link) => mails::opened(site.registry, &link).await?,
        Err(_) => LinkState::Over,
    };
    show(frame.0, state)
}

/// Confirms the address.
#[post("/mail/confirmation/<link>", data = "<_posted>")]
pub(super) async fn confirm(
    link: &str,
    _person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
    _posted: Posted,
) -> Result<Answer, Failure> {
    let state = match link.parse::<MailLink>() {
        Ok(link) => mails::confirm(site.registry, &link).await?,
        Err(_) => LinkState::Over,
    };
    show(frame.0, state)
}

/// Asks whoever comes from a reminder whether they want no more.
#[get("/mail/reminders/<link>")]
pub(super) fn reminders(link: &str, _person: PatientPerson, frame: FormFrame) -> Result<Answer, Failure> {
    let texts = frame.0.language.mailbox();
    match link.parse::<MailLink>() {
        Ok(_) => Answer::page(
            &LinkPage::of(frame.0, (texts.decline_title, texts.decline_lead)).with(texts.decline),
        ),
        Err(_) => not_a_link(frame.0),
    }
}

/// Reminds them no more.
#[post("/mail/reminders/<link>", data = "<_posted>")]
pub(super) async fn decline(
    link: &str,
    _person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
    _posted: Posted,
) -> Result<Answer, Failure> {
    let texts = frame.0.language.mailbox();
    match link.parse::<MailLink>() {
        Ok(link) if mails::decline(site.registry, &link).await? => {
            Answer::page(&LinkPage::of(frame.0, (texts.declined_title, texts.declined_lead)))
        }
        _ => not_a_link(frame.0),
    }
}

fn show(frame: Frame, state: LinkState) -> Result<Answer, Failure> {
    let texts = frame.language.mailbox();
    match state {
        LinkState::Open { email, .. } => {
            let page = LinkPage::of(frame, (texts.confirm_title, texts.confirm_lead)).with(texts.confirm);
            Answer::page(&LinkPage { email, ..page })
        }
        LinkState::Confirmed => {
            Answer::page(&LinkPage::of(frame, (texts.confirmed_title, texts.confirmed_lead)))
        }
        LinkState::Over => {
            Answer::with_status(Status::NotFound, &LinkPage::of(frame, (texts.over_title, texts.over_lead)))
        }
    }
}

fn not_a_link(frame: Frame) -> Result<Answer, Failure> {
    let texts = frame.language.mailbox();
    Answer::with_status(Status::NotFound, &LinkPage::of(frame, (texts.over_title, texts.no_link_lead)))
}

impl LinkPage {
    fn of(frame: Frame, (title, lead): (&'static str, &'static str)) -> Self {
        Self { texts: frame.language.mailbox(), frame, title, lead, email: String::new(), button: "" }
    }

    fn with(self, button: &'static str) -> Self {
        Self { button, ..self }
    }
}
