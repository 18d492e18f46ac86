//! A form an applicant sent.

use rocket::Request;
use rocket::data::{self, Data, FromData};
use rocket::http::Status;

use crate::web::people::Applicant;
use crate::web::{Failure, Fields, Posted};

/// A form an applicant sent, with who sent it.
///
/// The session is looked at after the form was read: when it ended meanwhile,
/// what was typed is offered again instead of being lost to the sign-in page.
pub(super) struct Sent {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Sent {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let Posted(fields) = match Posted::from_data(request, data).await {
            data::Outcome::Success(posted) => posted,
            data::Outcome::Error(error) => return data::Outcome::Error(error),
            data::Outcome::Forward(forward) => return data::Outcome::Forward(forward),
        };
        match request.guard::<Applicant>().await {
            rocket::outcome::Outcome::Success(applicant) => {
                data::Outcome::Success(Self { applicant, fields })
            }
            rocket::outcome::Outcome::Error((Status::Unauthorized, ())) => {
                data::Outcome::Error((Failure::StaleForm(Box::new(fields)).leave(request), ()))
            }
            rocket::outcome::Outcome::Error(error) => data::Outcome::Error(error),
            rocket::outcome::Outcome::Forward(_) => data::Outcome::Error((Status::InternalServerError, ())),
        }
    }
}
