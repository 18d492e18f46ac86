//! The acts of the register: one act = one transaction = one audit entry, and
//! one entry in the register when it has public effect.
//!
//! Within a transaction locks are taken in one order, so that acts wait for
//! each other and never in a ring: the approvals, the dossier, the act's own
//! numbers, then the register's entries, then the audit trail. The calendar's
//! head is held together by all who count a deadline, after their dossier; who
//! changes it takes the dossiers whose terms run before it, and after it those
//! whose terms began meanwhile, and the audit trail.

pub mod appraisal;
mod aside;
pub mod calendar;
pub mod checks;
pub mod decision;
pub mod filing;
pub mod findings;
pub mod inspection;
pub mod intake;
mod issue;
pub mod keyring;
pub mod leftovers;
pub mod letters;
pub mod log;
pub mod picture;
#[cfg(feature = "papers")]
pub mod printing;
pub mod profile;
mod quota;
pub mod repeated;
#[cfg(feature = "papers")]
pub mod seals;
pub mod staffing;
pub mod standing;
pub mod terms;
pub mod tracking;
pub mod upload;
pub mod viewing;

pub mod access;

use crate::clock::Clock;
use crate::credential::Origin;
use crate::credential::sign::SigningError;
use crate::dates::Instant;
use crate::domain::certificate::StandingRefusal;
use crate::domain::deed::Deed;
use crate::domain::dossier::{Act, Dossier, Hand, Refusal};
use crate::domain::entry::Event;
use crate::domain::evidence::UploadRefusal;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::issuing::IssuingError;
use crate::domain::quota::Excess;
use crate::domain::staff::Officer;
use crate::domain::status_index::IndexKey;
use crate::entropy::Entropy;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::files::Files;
use crate::storage::heads::{self, Series};
use crate::storage::seal::Seal;
use crate::storage::{ReadTransaction, Storage, StorageError, Transaction, accounts, dossiers, entries};
use keyring::Keyring;
use repeated::{DoneAlready, Wish};

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
    /// Where people wait whose passwords are hashed.
    pub lines: access::Lines,
    /// The issuers' signing keys at hand.
    pub keyring: Keyring,
    /// The issuers' electronic seals.
    #[cfg(feature = "papers")]
    pub seals: seals::Seals,
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
pub struct Seen {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its version then; the act is a conflict when it has changed since.
    pub version: i64,
}

/// The dossier for an officer's act: at the officer's issuer, unchanged since
/// it was seen, the act one of the officer's roles.
async fn at_desk(
    transaction: &mut Transaction,
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
    act: Act,
) -> Result<Dossier, ActError> {
    dossiers::hold(transaction, seen.dossier).await?;
    let dossier =
        dossiers::find(transaction, &registry.seal, seen.dossier).await?.ok_or(ActError::NotFound)?;
    if dossier.issuer != officer.issuer {
        return Err(ActError::NotFound);
    }
    match act.hand() {
        Hand::Officer(role) if officer.is(role) => {}
        _ => return Err(ActError::NotAllowed),
    }
    if dossier.version != seen.version {
        let (subject, by) = (dossier.id.to_string(), officer.account);
        let wish = Wish { subject: &subject, kind: act.deed(), seen: Some(seen.version), by };
        return Err(repeated::refusal(transaction, wish, StorageError::Conflict).await);
    }
    of_somebody_else(transaction, officer, &dossier).await?;
    Ok(dossier)
}

/// Refuses an officer's act on what is their own, as far as a register can know:
/// the dossier gives their address. That nothing else ties them to it is what
/// an appraiser declares by taking it up.
async fn of_somebody_else(
    transaction: &mut ReadTransaction,
    officer: &Officer,
    dossier: &Dossier,
) -> Result<(), ActError> {
    let organisation = dossier.application.organisation.as_ref();
    let Some(contact) = organisation.and_then(|organisation| organisation.email.as_deref()) else {
        return Ok(());
    };
    let account = accounts::find(transaction, officer.account).await?;
    let own = account.is_some_and(|account| account.email == contact.trim().to_lowercase());
    if own { Err(Refusal::OwnDossier.into()) } else { Ok(()) }
}

/// The applicant's own dossier for an act; nobody else changes it meanwhile.
async fn own_to_change(
    transaction: &mut Transaction,
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<Dossier, ActError> {
    dossiers::hold(transaction, id).await?;
    of_applicant(transaction, registry, applicant, id).await
}

/// The applicant's own dossier.
async fn of_applicant(
    transaction: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let dossier = dossiers::find(transaction, &registry.seal, id).await?;
    dossier.filter(|dossier| dossier.applicant == applicant).ok_or(ActError::NotFound)
}

/// Seconds by which clocks may differ without a word in the log.
const SECONDS_APART: i64 = 2;

/// Enters what happened, and answers its place. An entry is never older than
/// the one before it: a machine whose clock is behind takes that one's instant,
/// and says so. It is not refused, for a single clock that once ran ahead
/// would then stop the register until its time has come.
async fn enter(
    transaction: &mut Transaction,
    at: Instant,
    issuer: IssuerCode,
    event: Event,
) -> Result<i64, StorageError> {
    heads::lock(transaction, Series::Entries).await?;
    let last = crate::storage::inspection::last_entered_at(transaction).await?;
    let last = last.and_then(|last| last.parse().ok()).unwrap_or(at).max(at);
    let behind = last.unix() - at.unix();
    if behind > SECONDS_APART {
        tracing::error!(
            seconds = behind,
            "this machine's clock is behind the register's last entry: set it by NTP"
        );
    }
    entries::append(transaction, last, issuer, event).await
}

/// Stores the changed dossier and what was done, and commits.
async fn conclude(
    mut transaction: Transaction,
    registry: &Registry,
    dossier: &mut Dossier,
    done: Done,
) -> Result<(), ActError> {
    dossier.saved_at = done.at;
    let seen = Some(dossier.version);
    dossiers::update(&mut transaction, &registry.seal, dossier).await?;
    let record = AuditRecord {
        at: done.at,
        actor: Some(done.by),
        issuer: Some(dossier.issuer),
        subject: dossier.id.to_string(),
        seen,
        deed: done.deed,
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was done, for the audit trail.
struct Done {
    at: Instant,
    by: AccountId,
    deed: Deed,
}

/// Brings the tables and what is derived in them up to date, and fills what
/// every register starts with: the issuers and the calendar.
pub async fn prepare(storage: &Storage, clock: &Clock) -> Result<(), StorageError> {
    storage.migrate().await?;
    crate::storage::refold::catch_up(storage).await?;
    let mut transaction = storage.begin().await?;
    crate::storage::issuers::seed(&mut transaction).await?;
    crate::storage::calendar::seed(&mut transaction, clock.now()).await?;
    transaction.commit().await
}
