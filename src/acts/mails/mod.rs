//! Notices and reminders by e-mail. The act that a mail tells of orders it in
//! its own transaction; whichever server comes to it looks up whom it is for,
//! writes it and hands it in.
//!
//! Only to an address that somebody showed to be theirs; but for the mail by
//! which they do so. Which deed is told by which mail is said in
//! [`crate::domain::deed::Deed::mail`].

mod confirm;
mod link;
mod outbox;
mod remind;
mod send;

pub use confirm::{Asked, LinkState, ask, confirm, opened, own, waits_for_confirmation};
pub use link::MailLink;
pub use outbox::{DossierMails, Outbox, of_dossier, of_office};
pub use remind::{choose, decline, keep_reminding};
pub use send::Mails;

use super::Registry;
use crate::domain::ids::MailId;
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Job;
use crate::domain::mail::{MailKind, MailOutcome};
use crate::jobs::{self, Order};
use crate::storage::mails::{self, Mail};
use crate::storage::{StorageError, Transaction};

/// Orders a mail in the transaction of what it tells of. The same is ordered
/// once.
pub(super) async fn order(
    transaction: &mut Transaction,
    registry: &Registry,
    issuer: Option<IssuerCode>,
    (kind, subject, occasion): (MailKind, &str, String),
) -> Result<(), StorageError> {
    let ordered_at = jobs::now(transaction, &registry.clock).await?;
    let id = MailId::new(registry.entropy.uuid());
    let mail = Mail { id, kind, subject: subject.to_owned(), occasion, issuer, ordered_at };
    if mails::insert(transaction, &mail).await? {
        let order = Order { job: &Job::Mail { mail: id }, issuer, due_at: None };
        jobs::enqueue(transaction, &registry.clock, order).await?;
    }
    Ok(())
}

/// Has a mail wait again that was given up.
pub(super) async fn revive(transaction: &mut Transaction, id: MailId) -> Result<(), StorageError> {
    mails::end(transaction, id, None).await
}

/// Notes that a mail was given up.
async fn give_up(transaction: &mut Transaction, registry: &Registry, id: MailId) -> Result<(), StorageError> {
    let at = jobs::now(transaction, &registry.clock).await?;
    mails::end(transaction, id, Some((MailOutcome::GivenUp, at))).await
}
