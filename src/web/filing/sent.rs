//! A form an applicant sent.

use rocket::Request;
use rocket::data::{self, Data, FromData};
use rocket::http::Status;
use rocket::outcome::Outcome;

use crate::web::people::Applicant;
use crate::web::{Failure, Fields, Posted, Typed};

/// A form an applicant sent, with who sent it.
///
/// The session is looked at after the form was read: when it ended meanwhile,
/// what was typed is offered again instead of being lost to the sign-in page.
pub(super) struct Sent {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
}

/// The same, or one that is only to be shown again in another language.
pub(super) struct Filled {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Sent {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match Posted::from_data(request, data).await {
            data::Outcome::Success(Posted(fields)) => match sender(request, &fields).await {
                Ok(applicant) => data::Outcome::Success(Self { applicant, fields }),
                Err(status) => data::Outcome::Error((status, ())),
            },
            data::Outcome::Error(error) => data::Outcome::Error(error),
            data::Outcome::Forward(forward) => data::Outcome::Forward(forward),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Filled {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match Typed::from_data(request, data).await {
            data::Outcome::Success(Typed(fields)) => match sender(request, &fields).await {
                Ok(applicant) => data::Outcome::Success(Self { applicant, fields }),
                Err(status) => data::Outcome::Error((status, ())),
            },
            data::Outcome::Error(error) => data::Outcome::Error(error),
            data::Outcome::Forward(forward) => data::Outcome::Forward(forward),
        }
    }
}

/// Who sent it; when nobody is signed in any more, what was typed is kept.
async fn sender(request: &Request<'_>, fields: &Fields) -> Result<Applicant, Status> {
    match request.guard::<Applicant>().await {
        Outcome::Success(applicant) => Ok(applicant),
        Outcome::Forward(_) => Err(Failure::StaleForm(Box::new(fields.clone())).leave(request)),
        Outcome::Error((status, ())) => Err(status),
    }
}
