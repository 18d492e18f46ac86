//! Signed statements of how a paper stood on a day.

use super::{Check, Checks};
use crate::credential::TrustList;
use crate::credential::document::statement::{self, Statement};
use crate::dates::{Day, Instant};
use crate::domain::entry::{Entry, Event};
use crate::domain::replay::{self, Replayed};
use crate::storage::{ReadTransaction, StorageError, entries};

/// Why there is no statement.
#[derive(Debug, thiserror::Error)]
pub enum NoStatement {
    /// No paper of this number was ever issued.
    #[error("no paper of this number was ever issued")]
    Unknown,
    /// The day has not come.
    #[error("the day has not come")]
    NotYet,
    /// This server has no key of the issuer that signs now.
    #[error("this server has no signing key of the issuer")]
    NoKey,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Checks {
    /// What the register's entries say of the paper that a check found, for a
    /// day that has come (today when none is named), signed by its issuer.
    pub async fn statement(&self, check: &Check, on: Option<Day>) -> Result<String, NoStatement> {
        let found = check.paper.as_ref().ok_or(NoStatement::Unknown)?;
        let asked_at = self.registry.clock.now();
        let on = on.unwrap_or(asked_at.day());
        if on > asked_at.day() {
            return Err(NoStatement::NotYet);
        }
        let mut transaction = self.registry.storage.read().await?;
        let trust = crate::acts::keyring::trust_list(&mut transaction).await?;
        let register_position = entries::last(&mut transaction).await?;
        let number = &found.paper().number;
        let replayed = if found.is_card() {
            replay::card_on(&of_card(&mut transaction, number).await?, number, on)
        } else {
            replay::certificate_on(&entries::of_paper(&mut transaction, number).await?, number, on)
        };
        let replayed = replayed.ok_or(NoStatement::Unknown)?;
        drop(transaction);
        self.signed(replayed, &trust, (on, asked_at, register_position)).await
    }

    async fn signed(
        &self,
        replayed: Replayed,
        trust: &TrustList,
        (on, asked_at, register_position): (Day, Instant, i64),
    ) -> Result<String, NoStatement> {
        let key = self.registry.keyring.signer(trust.keys(), replayed.issuer, asked_at).await;
        let key = key.ok_or(NoStatement::NoKey)?;
        let statement = Statement {
            issuer: key.issuer().clone(),
            number: replayed.number.parse().map_err(|_| NoStatement::Unknown)?,
            holder: replayed.holder.parse().map_err(|_| NoStatement::Unknown)?,
            verdict: replayed.verdict,
            on,
            asked_at,
            register_position: register_position.unsigned_abs(),
        };
        statement::sign(&statement, &self.registry.origin, &key).map_err(|error| {
            tracing::error!(%error, "a statement was not signed");
            NoStatement::NoKey
        })
    }
}

/// The entries of a card and of the certificates it was issued under, the
/// oldest first.
async fn of_card(transaction: &mut ReadTransaction, number: &str) -> Result<Vec<Entry>, StorageError> {
    let mut all = entries::of_paper(transaction, number).await?;
    let mut under: Vec<String> = all
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::Issued { certificate, .. } => Some(certificate.number.clone()),
            _ => None,
        })
        .collect();
    under.dedup();
    for certificate in under {
        all.extend(entries::of_paper(transaction, &certificate).await?);
    }
    all.sort_by_key(|entry| entry.seq);
    all.dedup_by_key(|entry| entry.seq);
    Ok(all)
}
