//! The home page: one field, and a way in for each audience.

use askama::Template;
use rocket::{State, get};

use super::{check, pasted};
use crate::credential::given;
use crate::language::home::HomeTexts;
use crate::verification::Checks;
use crate::web::address::encoded;
use crate::web::pace::PatientChecker;
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    frame: Frame,
    texts: &'static HomeTexts,
}

/// The home page.
#[get("/")]
pub(super) fn home(frame: Frame) -> Result<Answer, Failure> {
    let texts = frame.language.home();
    Answer::page(&HomePage { frame, texts })
}

/// What people put into the field: a code, in whatever was pasted with it, is
/// checked at once; a link to a page of ours leads to that page; a number leads
/// to its page, whose address can be kept and sent on; a name leads to the
/// register.
#[get("/look-up?<number>")]
pub(super) async fn look_up(
    number: &str,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    let typed = number.trim();
    if typed.is_empty() {
        return Ok(Answer::redirect("/"));
    }
    if let Some(page) = pasted::page_of_ours(typed, &frame.host) {
        return Ok(Answer::redirect(page));
    }
    if is_code(typed) {
        return check::scan(typed, frame, checks).await;
    }
    let page = if typed.chars().any(|letter| letter.is_ascii_digit()) { "/c/" } else { "/register?q=" };
    Ok(Answer::redirect(format!("{page}{}", encoded(typed))))
}

/// A link, a code or a part of one, or letters that are longer than any number
/// or name of one word.
fn is_code(typed: &str) -> bool {
    typed.contains("://")
        || given::holds_code(typed)
        || (typed.len() > 100 && typed.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
