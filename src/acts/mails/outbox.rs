//! What became of mails, for an office: all of its mails for its administrators,
//! those about a dossier for whoever works on it.

use crate::acts::dead_letters::may_look_after;
use crate::acts::look::Look;
use crate::acts::{ActError, Registry, scope};
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::staff::Officer;
use crate::storage::mailboxes::{self, Mailbox};
use crate::storage::mails::{self, MailRecord};
use crate::storage::{ReadTransaction, Readable, StorageError};

/// Mails on one page.
const SHOWN: i64 = 200;

/// What an office sent, and has still to send.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// The last ordered first.
    pub mails: Readable<MailRecord>,
    /// How many wait.
    pub waiting: i64,
    /// How many were given up.
    pub given_up: i64,
    /// Whether this server sends mail.
    pub has_postbox: bool,
}

/// The mails of an administrator's office, and the register's own for one of the
/// Ministry.
pub async fn of_office(registry: &Registry, officer: &Officer) -> Result<Outbox, ActError> {
    if !may_look_after(officer) {
        return Err(ActError::NotAllowed);
    }
    let mut look = Look::at(registry).await?;
    let and_own = scope::keeps_the_country(officer);
    let mails = mails::of_issuer(&mut look, officer.issuer, and_own, SHOWN).await?;
    let (waiting, given_up) = mails::counts(&mut look, officer.issuer, and_own).await?;
    Ok(Outbox { mails, waiting, given_up, has_postbox: registry.postbox.is_some() })
}

/// What an applicant was told of a dossier and of the certificate issued on it.
#[derive(Clone, Debug, Default)]
pub struct DossierMails {
    /// The first ordered first.
    pub mails: Vec<MailRecord>,
    /// Whether the applicant is told by mail at all, and if not, why; none where
    /// this server sends none.
    pub mailbox: Option<Mailbox>,
}

/// The mails about a dossier.
pub async fn of_dossier(
    reading: &mut ReadTransaction,
    registry: &Registry,
    dossier: &Dossier,
) -> Result<DossierMails, StorageError> {
    let mut all = mails::about(reading, &dossier.id.to_string()).await?.rows;
    if let Stage::Issued { certificate, .. } = &dossier.stage {
        all.splice(0..0, mails::about(reading, certificate).await?.rows);
    }
    all.reverse();
    let mailbox = match registry.postbox {
        Some(_) => Some(mailboxes::find(reading, dossier.applicant).await?),
        None => None,
    };
    Ok(DossierMails { mails: all, mailbox })
}
