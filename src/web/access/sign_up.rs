//! Making the account of an applicant.

use askama::Template;
use rocket::{get, post};

use super::sign_in::enter;
use crate::acts::access::{self, AccessError, NewAccount, PasswordFault};
use crate::language::access::AccessTexts;
use crate::web::pace::PatientPerson;
use crate::web::{Answer, Failure, Form, FormFrame, Frame, Site, Typed};

#[derive(Template)]
#[template(path = "access/sign_up.html")]
struct SignUpPage {
    frame: Frame,
    texts: &'static AccessTexts,
    form: Form,
}

/// The form for a new account.
#[get("/sign-up")]
pub(super) fn page(frame: FormFrame) -> Result<Answer, Failure> {
    let (FormFrame(frame), form) = (frame, Form::empty());
    let texts = frame.language.access();
    Answer::page(&SignUpPage { frame, texts, form })
}

/// Makes the account and signs in to it.
#[post("/sign-up", data = "<typed>")]
pub(super) async fn sign_up(
    person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
    typed: Typed,
) -> Result<Answer, Failure> {
    let (FormFrame(frame), Typed(fields)) = (frame, typed);
    let texts = frame.language.access();
    let (email, password) = (fields.text("email").to_owned(), fields.raw("password").to_owned());
    let new =
        NewAccount { email: email.clone(), name: fields.text("name").to_owned(), password: password.clone() };
    let mut form = Form::filled(&fields).with("password", "");
    if form.is_refused() {
        return Answer::refused(&SignUpPage { frame, texts, form });
    }
    match access::sign_up(site.registry, new).await {
        Ok(_) => {
            // An address that guessed too much has an account now, but waits
            // like everyone else before it signs in.
            if let Ok(entered) = access::sign_in(site.registry, person.giving(email, password)).await {
                enter(site, entered);
                site.leave_notice(texts.signed_up);
            }
            return Ok(Answer::redirect("/start"));
        }
        Err(AccessError::Crowded) => return Err(Failure::Crowded),
        // Pressed twice, it is this person's account since a moment ago.
        Err(AccessError::Taken) => match access::sign_in(site.registry, person.giving(email, password)).await
        {
            Ok(entered) => {
                enter(site, entered);
                return Ok(Answer::redirect("/start"));
            }
            Err(AccessError::Storage(error)) => return Err(error.into()),
            Err(_) => refuse(&mut form, texts, &AccessError::Taken),
        },
        Err(AccessError::Storage(error)) => return Err(error.into()),
        Err(error) => refuse(&mut form, texts, &error),
    }
    Answer::refused(&SignUpPage { frame, texts, form })
}

fn refuse(form: &mut Form, texts: &AccessTexts, error: &AccessError) {
    match error {
        AccessError::Taken => form.refuse("email", texts.taken),
        AccessError::Name => form.refuse("name", texts.name_fault),
        AccessError::Password(fault) => form.refuse("password", password_fault(texts, *fault)),
        _ => form.refuse("email", texts.email_fault),
    }
}

/// What is wrong with a new password, as a sentence.
pub(super) fn password_fault(texts: &AccessTexts, fault: PasswordFault) -> &'static str {
    match fault {
        PasswordFault::TooShort => texts.too_short,
        PasswordFault::TooLong => texts.too_long,
        PasswordFault::TooEasy => texts.too_easy,
        PasswordFault::Same => texts.same_password,
    }
}
