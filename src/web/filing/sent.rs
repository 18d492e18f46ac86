//! A form an applicant sent.

use std::collections::BTreeMap;

use rocket::Request;
use rocket::data::{self, Data, FromData};
use rocket::http::Status;
use rocket::outcome::Outcome;

use crate::web::Fields;
use crate::web::form::{Parcel, Upload};
use crate::web::people::Applicant;

/// A form an applicant sent, with who sent it. Nobody else's is read.
pub(super) struct Sent {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
    pub(super) files: BTreeMap<String, Upload>,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Sent {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let applicant = request.guard::<Applicant>().await;
        match applicant {
            // Whoever is signed in no longer gets what was typed back.
            Outcome::Success(_) | Outcome::Error((Status::Unauthorized, ())) => {}
            Outcome::Error(error) => return data::Outcome::Error(error),
            Outcome::Forward(_) => return data::Outcome::Error((Status::InternalServerError, ())),
        }
        let parcel = Parcel::from_data(request, data).await;
        match (applicant, parcel) {
            (Outcome::Success(applicant), data::Outcome::Success(Parcel { fields, files })) => {
                data::Outcome::Success(Self { applicant, fields, files })
            }
            (_, data::Outcome::Error(error)) => data::Outcome::Error(error),
            _ => data::Outcome::Error((Status::InternalServerError, ())),
        }
    }
}
