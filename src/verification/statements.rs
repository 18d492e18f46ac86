//! Signed statements of how a paper stood on a day.

use std::sync::Arc;

use tokio::task::spawn_blocking;

use super::{Check, Checks};
use crate::credential::document::statement::{self, Statement};
use crate::credential::verdict::CouldNotCheck;
use crate::dates::Day;

/// Why there is no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// The register cannot be read, or the paper cannot be relied on.
    #[error("the register cannot be read")]
    OutOfReach(CouldNotCheck),
}

impl From<CouldNotCheck> for NoStatement {
    fn from(unable: CouldNotCheck) -> Self {
        Self::OutOfReach(unable)
    }
}

impl Checks {
    /// What the register's entries say of the paper that a check found, for a
    /// day that has come (today when none is named), signed by its issuer.
    ///
    /// It is told from the same entries in memory as every verdict, so that no
    /// two answers of one register differ.
    pub async fn statement(&self, check: &Check, on: Option<Day>) -> Result<String, NoStatement> {
        let found = check.paper.as_ref().ok_or(NoStatement::Unknown)?;
        let asked_at = self.registry.clock.now();
        let on = on.unwrap_or(asked_at.day());
        if on > asked_at.day() {
            return Err(NoStatement::NotYet);
        }
        let (papers, number) = (self.able().await?, &found.paper().number);
        let found = if found.is_card() { papers.card_on(number, on) } else { papers.certificate(number) };
        let found = found?.ok_or(NoStatement::Unknown)?;
        let (paper, verdict) = found.stated_on(on);
        let keys = Arc::clone(&papers.trusted()?.list);
        let key = self.registry.keyring.signer(keys.keys(), paper.issuer, asked_at).await;
        let key = key.ok_or(NoStatement::NoKey)?;
        let statement = Statement {
            issuer: key.issuer().clone(),
            number: paper.number.parse().map_err(|_| NoStatement::Unknown)?,
            holder: paper.holder.parse().map_err(|_| NoStatement::Unknown)?,
            verdict,
            on,
            asked_at,
            register_position: papers.head.seq.unsigned_abs(),
        };
        let origin = self.registry.origin.clone();
        let signed = spawn_blocking(move || statement::sign(&statement, &origin, &key)).await;
        signed.expect("nothing panics while a statement is signed").map_err(|error| {
            tracing::error!(%error, "a statement was not signed");
            NoStatement::NoKey
        })
    }
}
