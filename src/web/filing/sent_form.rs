//! A form an applicant sent.

use rocket::Request;
use rocket::data::{self, Data, FromData};
use rocket::outcome::Outcome;

use crate::web::form::{Parcel, Uploads};
use crate::web::people::Applicant;
use crate::web::{Fields, Posted, Typed};

/// A form an applicant sent, with who sent it. Nobody else's is read: when
/// nobody is signed in any more, what was typed is kept by `expired`.
pub(super) struct SentForm {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
}

/// The same with its files, or one that is only to be shown again in another
/// language.
pub(super) struct FilledForm {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
    pub(super) files: Uploads,
}

/// One without files that may only be to be shown again in another language.
pub(super) struct TypedForm {
    pub(super) applicant: Applicant,
    pub(super) fields: Fields,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for SentForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match request.guard::<Applicant>().await {
            Outcome::Success(applicant) => {
                let posted = Posted::from_data(request, data).await;
                posted.map(|Posted(fields)| Self { applicant, fields })
            }
            Outcome::Error(error) => Outcome::Error(error),
            Outcome::Forward(status) => Outcome::Forward((data, status)),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for FilledForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match request.guard::<Applicant>().await {
            Outcome::Success(applicant) => {
                let parcel = Parcel::from_data(request, data).await;
                parcel.map(|Parcel { fields, files }| Self { applicant, fields, files })
            }
            Outcome::Error(error) => Outcome::Error(error),
            Outcome::Forward(status) => Outcome::Forward((data, status)),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for TypedForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match request.guard::<Applicant>().await {
            Outcome::Success(applicant) => {
                let typed = Typed::from_data(request, data).await;
                typed.map(|Typed(fields)| Self { applicant, fields })
            }
            Outcome::Error(error) => Outcome::Error(error),
            Outcome::Forward(status) => Outcome::Forward((data, status)),
        }
    }
}
