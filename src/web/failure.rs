//! Why a page is not shown. The catchers turn it into a page or a problem.

use std::sync::Arc;

use rocket::Request;
use rocket::http::Status;
use rocket::response::{self, Responder};

use crate::acts::ActError;
use crate::acts::repeated::DoneAlready;
use crate::domain::certificate::StandingRefusal;
use crate::domain::correction::CorrectionRefusal;
use crate::domain::dossier::Refusal;
use crate::domain::evidence::UploadRefusal;
use crate::domain::measure::MeasureRefusal;
use crate::domain::notice::NoticeRefusal;
use crate::domain::printable::PaperFault;
use crate::domain::quota::Excess;
use crate::domain::report::ReportRefusal;
use crate::domain::supervision::SupervisionRefusal;
use crate::storage::StorageError;
use crate::verification::SearchError;

/// Why a page is not shown.
#[derive(Clone, Debug)]
pub enum Failure {
    /// There is no such thing, or not for this person: 404.
    NotFound,
    /// It belongs to another role: 403.
    Forbidden,
    /// The procedure says no, and why: 409.
    Refused(Refusal),
    /// A paper's standing says no, and why: 409.
    Standing(StandingRefusal),
    /// The rules of measures on a certificate say no, and why: 409.
    Measure(MeasureRefusal),
    /// What holders give notice of says no, and why: 409.
    Notice(NoticeRefusal),
    /// The rules of corrections say no, and why: 409.
    Correction(CorrectionRefusal),
    /// The rules of yearly reports say no: 409.
    Report(ReportRefusal),
    /// The rules of supervision say no, and why: 409.
    Supervision(SupervisionRefusal),
    /// What was uploaded cannot be taken, and why: 409.
    Upload(UploadRefusal),
    /// The password is one that somebody else gave: first it is changed, 403.
    PasswordFirst,
    /// The account has or does too much: 409, or 429 where waiting helps.
    Excess(Excess),
    /// It was done already: 409, or on to what came of it.
    Done(Box<DoneAlready>),
    /// Someone changed the same thing meanwhile: 409.
    Changed,
    /// Too much waits for the same: 503, to be asked again soon.
    Busy,
    /// Too many sign in at this moment: 429, to be asked again soon.
    Crowded,
    /// What speaks of today alone was asked of a day: 400.
    OfToday,
    /// Nobody is signed in: 401, on to the sign-in page.
    SignedOut,
    /// The form is to be shown in another language: nothing was done.
    ShownAgain(Arc<super::Fields>),
    /// The form's token is not of this session: 403, with a way to send again.
    StaleForm(Arc<super::Fields>),
    /// The form was shown for another office than the officer works for now: 409.
    OtherOffice {
        /// The office it was shown for.
        shown_for: String,
        /// The one they work for now.
        now: String,
    },
    /// The program or what it rests on failed: 500. The text is for the log.
    Broken(String),
}

impl Failure {
    /// The status it is answered with.
    pub fn status(&self) -> Status {
        match self {
            Self::NotFound => Status::NotFound,
            Self::OfToday => Status::BadRequest,
            Self::ShownAgain(_) => Status::UnprocessableEntity,
            Self::SignedOut => Status::Unauthorized,
            Self::Forbidden | Self::PasswordFirst | Self::StaleForm(_) => Status::Forbidden,
            Self::Busy => Status::ServiceUnavailable,
            Self::Upload(refusal) if refusal.is_for_now() => Status::ServiceUnavailable,
            Self::Crowded | Self::Excess(Excess::Acts) => Status::TooManyRequests,
            Self::Refused(_)
            | Self::Standing(_)
            | Self::Measure(_)
            | Self::Notice(_)
            | Self::Correction(_)
            | Self::Report(_)
            | Self::Supervision(_)
            | Self::Upload(_)
            | Self::Excess(_)
            | Self::Changed
            | Self::Done(_)
            | Self::OtherOffice { .. } => Status::Conflict,
            Self::Broken(_) => Status::InternalServerError,
        }
    }

    /// Leaves the failure for the catcher of this request.
    pub(super) fn leave(self, request: &Request<'_>) -> Status {
        let status = self.status();
        request.local_cache(|| Left(Some(self)));
        status
    }

    /// The failure a handler or a guard of this request left.
    pub(super) fn left(request: &Request<'_>) -> Option<Self> {
        request.local_cache(|| Left(None)).0.clone()
    }
}

struct Left(Option<Failure>);

impl From<ActError> for Failure {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refusal) => Self::Refused(refusal),
            ActError::Standing(refusal) => Self::Standing(refusal),
            ActError::Measure(refusal) => Self::Measure(refusal),
            ActError::Notice(refusal) => Self::Notice(refusal),
            ActError::Correction(refusal) => Self::Correction(refusal),
            ActError::Report(refusal) => Self::Report(refusal),
            ActError::Supervision(refusal) => Self::Supervision(refusal),
            ActError::Upload(UploadRefusal::Busy) => Self::Busy,
            ActError::Upload(refusal) => Self::Upload(refusal),
            ActError::Excess(excess) => Self::Excess(excess),
            ActError::Issuing(error) => Self::Broken(error.to_string()),
            ActError::Done(done) => Self::Done(done),
            ActError::NotFound => Self::NotFound,
            ActError::NotAllowed => Self::Forbidden,
            ActError::Storage(error) => error.into(),
        }
    }
}

impl From<crate::acts::printing::NotPrinted> for Failure {
    fn from(error: crate::acts::printing::NotPrinted) -> Self {
        use crate::acts::printing::NotPrinted;
        match error {
            NotPrinted::Busy => Self::Busy,
            NotPrinted::Act(error) => error.into(),
            // It is started anew: whoever asks again is served.
            NotPrinted::Setting(cause) if cause.fault == PaperFault::NoPress => Self::Busy,
            NotPrinted::Setting(cause) => Self::Broken(cause.to_string()),
            NotPrinted::Sealing(cause) => Self::Broken(cause.to_string()),
        }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict => Self::Changed,
            StorageError::Busy => Self::Busy,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Busy => Self::Busy,
            SearchError::Storage(error) => error.into(),
            // A page that takes what people type says so beside the field.
            SearchError::TooShort => Self::NotFound,
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Broken(format!("a template failed: {error}"))
    }
}

impl<'r> Responder<'r, 'static> for Failure {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Err(self.leave(request))
    }
}
