//! A form whose sender's session is over: what was typed is offered again, to
//! be sent once more after signing in.

use std::sync::Arc;

use rocket::http::Status;
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};
use rocket::{Request, Route, post, routes};

use super::{Answer, Failure, Posted, forgery, people};

/// Somebody was needed, and nobody is signed in.
struct Nobody;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Nobody {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        if people::is_missed(request) { Outcome::Success(Self) } else { Outcome::Forward(Status::NotFound) }
    }
}

/// Takes the form that the handler of its path did not take, for want of
/// somebody. A button alone is pressed again on its page, after signing in.
#[post("/<_..>", data = "<posted>", rank = 1000)]
fn keep(_nobody: Nobody, posted: Posted) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let is_typed =
        |(name, text): (&str, &str)| !["version", forgery::FIELD].contains(&name) && !text.is_empty();
    if fields.texts().any(is_typed) {
        Err(Failure::StaleForm(Arc::new(fields)))
    } else {
        Err(Failure::SignedOut)
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![keep]
}
