//! The home page: one field, and a way in for each audience.

use askama::Template;
use rocket::get;
use rocket::http::RawStr;

use crate::language::home::HomeTexts;
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

/// The look-up field leads to the page of the number, whose address can be
/// kept and sent on.
#[get("/look-up?<number>")]
pub(super) fn look_up(number: &str) -> Answer {
    let number = number.trim();
    if number.is_empty() {
        return Answer::redirect("/");
    }
    Answer::redirect(format!("/c/{}", RawStr::new(number).percent_encode()))
}
