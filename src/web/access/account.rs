//! The account page: who I am here, my password, the office I work for.

use askama::Template;
use rocket::{get, post};

use super::mailbox::MailboxView;
use super::sign_up::password_fault;
use crate::acts::access::{self, AccessError, PasswordChange, SessionToken, SignedIn};
use crate::acts::scope::post_at;
use crate::domain::staff::Officer;
use crate::language::access::AccessTexts;
use crate::language::mailbox::MailboxTexts;
use crate::web::people::Newcomer;
use crate::web::session::CookieKind;
use crate::web::{Answer, Failure, Form, Frame, Posted, Site};

#[derive(Template)]
#[template(path = "access/account.html")]
struct AccountPage {
    frame: Frame,
    texts: &'static AccessTexts,
    mailbox_texts: &'static MailboxTexts,
    person: SignedIn,
    form: Form,
    /// Of who files: whether news reaches them.
    mailbox: Option<MailboxView>,
}

/// The account of whoever is signed in.
#[get("/account")]
pub(super) async fn page(person: SignedIn, site: Site<'_>, frame: Frame) -> Result<Answer, Failure> {
    Answer::page(&account_page(person, site, frame, Form::empty()).await?)
}

async fn account_page(
    person: SignedIn,
    site: Site<'_>,
    frame: Frame,
    form: Form,
) -> Result<AccountPage, Failure> {
    let (language, mut mailbox) = (frame.language, None);
    if person.kind.may_file() {
        mailbox = Some(MailboxView::of(site.registry, person.account, language).await?);
    }
    let (texts, mailbox_texts) = (language.access(), language.mailbox());
    Ok(AccountPage { frame, texts, mailbox_texts, person, form, mailbox })
}

#[derive(Template)]
#[template(path = "access/first_password.html")]
struct FirstPasswordPage {
    frame: Frame,
    texts: &'static AccessTexts,
    form: Form,
}

/// The page before every other, for a password that somebody else gave.
#[get("/account/password")]
pub(super) fn first_password(person: Newcomer, frame: Frame) -> Result<Answer, Failure> {
    if !person.0.must_change_password {
        return Ok(Answer::redirect("/account"));
    }
    let (texts, form) = (frame.language.access(), Form::empty());
    Answer::page(&FirstPasswordPage { frame, texts, form })
}

/// Changes the password.
#[post("/account/password", data = "<posted>")]
pub(super) async fn change_password(
    person: Newcomer,
    token: SessionToken,
    site: Site<'_>,
    frame: Frame,
    posted: Posted,
) -> Result<Answer, Failure> {
    let (Posted(fields), texts, mut form) = (posted, frame.language.access(), Form::empty());
    let Newcomer(person) = person;
    let browser = site.browser();
    let change = PasswordChange {
        current: fields.raw("password"),
        chosen: fields.raw("new_password"),
        browser: browser.as_ref(),
    };
    match access::change_password(site.registry, &person, &token, change).await {
        Ok(()) => {
            site.leave_notice(texts.password_changed);
            return Ok(Answer::redirect("/account"));
        }
        Err(AccessError::Crowded) => return Err(Failure::Crowded),
        Err(AccessError::Storage(error)) => return Err(error.into()),
        Err(AccessError::Throttled { until }) => form.refuse("password", frame.language.throttled(until)),
        Err(AccessError::Password(fault)) => form.refuse("new_password", password_fault(texts, fault)),
        Err(_) => form.refuse("password", texts.wrong_current),
    }
    if person.must_change_password {
        return Answer::refused(&FirstPasswordPage { frame, texts, form });
    }
    Answer::refused(&account_page(person, site, frame, form).await?)
}

/// Chooses the office an officer of several works for now.
#[post("/account/post", data = "<posted>")]
pub(super) fn choose_post(
    _officer: Officer,
    person: SignedIn,
    site: Site<'_>,
    frame: Frame,
    posted: Posted,
) -> Result<Answer, Failure> {
    let chosen = posted.0.text("issuer").parse().map_err(|_| Failure::NotFound)?;
    if post_at(person.posts, chosen).is_none() {
        return Err(Failure::Forbidden);
    }
    site.keep(CookieKind::Post, &chosen.to_string());
    site.leave_notice(frame.language.access().post_chosen);
    Ok(Answer::redirect("/account"))
}
