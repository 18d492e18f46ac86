//! Papers handed out as files: what stands on them is gathered here, and set
//! by [`Printers`].
//!
//! **What a file says of the state of things.** A certificate can be printed at
//! any time of its life, because its holder and the office need it long after;
//! one that does not count on the day of printing says so across every page. A
//! card is only printed while it counts: a card is for carrying, and one that
//! ended has no use but to deceive. No file of either is public: anyone can
//! check a paper by its number and keep its signed document, whereas a page
//! that looks like the original, printed by anyone for the asking, would only
//! help those who hand in another's certificate. A certificate also shows the
//! year of birth of an independent consultant, a card the face.

mod archive;
pub mod batches;
mod letters;
mod papers;
mod printers;
mod rehearsal;

use consultant_papers::Pictures;
use consultant_papers::seal::SealError;

pub use letters::letter;
pub use papers::{card, certificate, sheet};
pub use printers::{Printers, Sealing, Turn};
pub use rehearsal::{rehearse, rehearse_correction};

use super::scope::{filed_dossier, is_own, of_applicant};
use super::work::Work;
use super::{ActError, Registry};
use crate::dates::Day;
use crate::documents::fault::Unset;
use crate::documents::print::Printable;
use crate::domain::certificate::{Certificate, StandingRefusal};
use crate::domain::deed::Deed;
use crate::domain::dossier::Dossier;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::staff::Officer;
use crate::storage::{ReadTransaction, StorageError, certificates, dossiers};
use consultant_qr::TooLong;

/// A paper to be printed, and what its file is called.
#[derive(Clone, Debug)]
pub struct Order {
    /// The file's name, in letters every system takes.
    pub file_name: String,
    /// Everything on it.
    pub paper: Printable,
    /// Whose electronic seal it is given. Only what someone with the authority
    /// to has approved is sealed: not a letter that waits for a signature by
    /// hand, not an officer's slip, not a sheet that is cut up.
    pub sealed_by: Option<Box<Profile>>,
}

/// For whom a paper is printed.
#[derive(Clone, Copy, Debug)]
pub enum Reader<'r> {
    /// An officer: the papers of their issuer. Portraits they see are noted.
    Officer(&'r Officer),
    /// The office itself, for a batch that was noted when it was begun.
    Office(IssuerCode),
    /// The applicant: what came of their own dossiers.
    Applicant(AccountId),
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum NotPrinted {
    /// Too many papers wait to be printed.
    #[error("the line before the printers is full")]
    Busy,
    /// There is no such paper, it is not this reader's, or it cannot be read.
    #[error(transparent)]
    Act(#[from] ActError),
    /// It could not be set.
    #[error("a paper could not be set: {0}")]
    Setting(Unset),
    /// Its issuer has a seal, and it could not be put on.
    #[error("a paper could not be sealed: {0}")]
    Sealing(#[from] SealError),
}

impl From<StorageError> for NotPrinted {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

impl From<StandingRefusal> for NotPrinted {
    fn from(refusal: StandingRefusal) -> Self {
        Self::Act(refusal.into())
    }
}

impl From<TooLong> for NotPrinted {
    fn from(error: TooLong) -> Self {
        Self::Setting(Unset::other(error.to_string()))
    }
}

impl Reader<'_> {
    /// The certificate of this number, if it is this reader's to print.
    async fn certificate(
        self,
        transaction: &mut ReadTransaction,
        registry: &Registry,
        number: &str,
    ) -> Result<(Certificate, Option<Dossier>), ActError> {
        let certificate = certificates::find(transaction, number).await?.ok_or(ActError::NotFound)?;
        let dossier = match certificate.dossier {
            Some(dossier) => dossiers::find(transaction, &registry.seal, dossier).await?,
            None => None,
        };
        let may = match self {
            Self::Officer(officer) => is_own(&certificate, officer.issuer),
            Self::Office(issuer) => is_own(&certificate, issuer),
            Self::Applicant(account) => dossier.as_ref().is_some_and(|dossier| dossier.applicant == account),
        };
        if may { Ok((certificate, dossier)) } else { Err(ActError::NotFound) }
    }

    /// The dossier of this id, if it is this reader's to see.
    async fn dossier(
        self,
        transaction: &mut ReadTransaction,
        registry: &Registry,
        id: DossierId,
    ) -> Result<Dossier, ActError> {
        let issuer = match self {
            Self::Applicant(account) => return of_applicant(transaction, registry, account, id).await,
            Self::Officer(officer) => officer.issuer,
            Self::Office(issuer) => issuer,
        };
        filed_dossier(transaction, registry, issuer, id).await
    }
}

/// The signature of who signs for an issuer on a day, for a file that will be
/// sealed: only when the issuer shows it, and has a seal here. The picture of
/// the seal comes with the seal.
async fn pictures(registry: &Registry, profile: &Profile, on: Day) -> Result<Option<Pictures>, ActError> {
    if !profile.shows_pictures || !registry.seals.has(profile.code) {
        return Ok(None);
    }
    let signatory = profile.signatory_on(on);
    let Some(picture) = signatory.and_then(|signatory| signatory.signature.as_ref()) else { return Ok(None) };
    let signature = registry.files.read(&picture.sha256).await?;
    Ok(Some(Pictures { signature: Some(signature.to_vec()), seal: None }))
}

/// Notes that an officer had cards printed: they show faces.
async fn note_cards(
    registry: &Registry,
    reader: Reader<'_>,
    certificate: &str,
    cards: Vec<String>,
) -> Result<(), StorageError> {
    let Reader::Officer(officer) = reader else { return Ok(()) };
    Work::begin(registry, officer).await?.conclude(certificate, Deed::PrintCards { cards }).await
}
