//! The acts of the register: one act = one transaction = one audit entry, and
//! one entry in the register when it has public effect.
//!
//! [`work`] is the way of every act, [`scope`] says whose something is, and
//! [`terms`] by what a dossier is judged and counted.

pub mod appraisal;
pub mod background;
pub mod calendar;
mod conclusions;
pub mod contacts;
pub mod corrections;
pub mod counts;
pub mod dead_letters;
pub mod decision;
pub mod escalations;
pub mod exports;
pub mod filing;
pub mod findings;
pub mod holding;
pub mod imports;
pub mod inspection;
pub mod intake;
mod issue;
pub mod keyring;
pub mod leftovers;
pub mod letters;
pub mod log;
pub mod look;
pub mod mails;
pub mod measures;
pub mod notes;
pub mod notices;
pub mod overview;
pub mod picture;
pub mod portraits;
pub mod printing;
pub mod profile;
mod quota;
pub mod record;
pub mod regimes;
pub mod repeated;
pub mod reports;
pub mod scanner;
pub mod scope;
pub mod seals;
pub mod staffing;
pub mod standing;
pub mod supervision;
pub mod terms;
pub mod timeline;
pub mod tracking;
pub mod upload;
pub mod viewing;
pub mod waiting;
pub mod watch;
pub mod work;

pub mod access;

use crate::clock::Clock;
use crate::credential::Origin;
use crate::credential::sign::SigningError;
use crate::domain::certificate::StandingRefusal;
use crate::domain::correction::CorrectionRefusal;
use crate::domain::dossier::Refusal;
use crate::domain::evidence::UploadRefusal;
use crate::domain::ids::DossierId;
use crate::domain::issuing::IssuingError;
use crate::domain::measure::MeasureRefusal;
use crate::domain::notice::NoticeRefusal;
use crate::domain::quota::Excess;
use crate::domain::report::ReportRefusal;
use crate::domain::status_index::IndexKey;
use crate::domain::supervision::SupervisionRefusal;
use crate::entropy::Entropy;
use crate::smtp::Postbox;
use crate::storage::files::Files;
use crate::storage::seal::Seal;
use crate::storage::{Storage, StorageError};
use counts::Counts;
use keyring::Keyring;
use repeated::DoneAlready;
use scanner::Scanner;

/// What every act works with.
#[derive(Clone)]
pub struct Registry {
    /// The database.
    pub storage: Storage,
    /// Tells the time.
    pub clock: Clock,
    /// Draws ids, tokens and keys.
    pub entropy: Entropy,
    /// Seals personal identification numbers.
    pub seal: Seal,
    /// Uploaded papers.
    pub files: Files,
    /// What looks for viruses in them; none where the operator named none.
    pub scanner: Option<Scanner>,
    /// How often what was done in this process.
    pub counts: Counts,
    /// Where people wait whose passwords are hashed.
    pub lines: access::Lines,
    /// The issuers' signing keys at hand.
    pub keyring: Keyring,
    /// The issuers' electronic seals.
    pub seals: seals::Seals,
    /// Where mails are handed in; none where this server sends none.
    pub postbox: Option<Postbox>,
    /// Scatters places in the status lists.
    pub index_key: IndexKey,
    /// The site that stands in every QR: `HTTPS://REGISTRY.EXAMPLE.GOV.VN`.
    pub origin: Origin,
}

/// Why an act did not happen. Nothing of it happened.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The procedure says no; the applicant or officer is told why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The paper's standing says no.
    #[error(transparent)]
    Standing(#[from] StandingRefusal),
    /// The rules of measures say no.
    #[error(transparent)]
    Measure(#[from] MeasureRefusal),
    /// What holders give notice of says no.
    #[error(transparent)]
    Notice(#[from] NoticeRefusal),
    /// The rules of corrections say no.
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// A report is not made or answered so.
    #[error(transparent)]
    Report(#[from] ReportRefusal),
    /// The rules of supervision say no.
    #[error(transparent)]
    Supervision(#[from] SupervisionRefusal),
    /// A paper could not be made from what was approved.
    #[error(transparent)]
    Issuing(IssuingError),
    /// What was uploaded cannot be taken.
    #[error(transparent)]
    Upload(#[from] UploadRefusal),
    /// The account has or does too much.
    #[error(transparent)]
    Excess(#[from] Excess),
    /// There is no such thing, or it is not this person's to see.
    #[error("there is no such thing here")]
    NotFound,
    /// The act was done already, to what the person saw.
    #[error("this was done already")]
    Done(Box<DoneAlready>),
    /// The person does not hold the role the act needs.
    #[error("this act belongs to another role")]
    NotAllowed,
    /// The database failed, or someone changed the same thing meanwhile
    /// ([`StorageError::Conflict`]).
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<DoneAlready> for ActError {
    fn from(done: DoneAlready) -> Self {
        Self::Done(Box::new(done))
    }
}

/// A key that does not answer is for the officer to know; the rest is a fault
/// of ours.
impl From<IssuingError> for ActError {
    fn from(error: IssuingError) -> Self {
        match error {
            IssuingError::Signing(SigningError::NotSigned { key_id, reason }) => {
                tracing::error!(key = %key_id, reason, "a paper was not signed");
                Refusal::NotSigned.into()
            }
            other => Self::Issuing(other),
        }
    }
}

/// A dossier as the person who acts has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its version then; the act is a conflict when it has changed since.
    pub version: i64,
}

/// Brings the tables and what is derived in them up to date, and fills what
/// every register starts with: the issuers, the calendar and the regimes.
pub async fn prepare(storage: &Storage, clock: &Clock) -> Result<(), StorageError> {
    storage.migrate().await?;
    crate::storage::refold::catch_up(storage).await?;
    crate::storage::qms::catch_up(storage).await?;
    crate::storage::conclusions::catch_up(storage).await?;
    let mut transaction = storage.begin().await?;
    let at = clock.now();
    crate::storage::issuers::seed(&mut transaction).await?;
    crate::storage::calendar::seed(&mut transaction, at).await?;
    crate::storage::regimes::seed(&mut transaction, at).await?;
    transaction.commit().await
}
