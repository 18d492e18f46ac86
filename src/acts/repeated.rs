//! The same act once more: a button pressed twice, Back and send again, two
//! tabs. Whoever did it is told what is, and not that someone came between.
//!
//! Each act's audit record keeps the version it was done to: a form that asks
//! for the same act on that version asks for what was done.

use super::ActError;
use crate::dates::Instant;
use crate::domain::deed::{DeedKind, Fact};
use crate::domain::ids::AccountId;
use crate::storage::audit::{self, AuditLine};
use crate::storage::{ReadTransaction, accounts};

/// An act that was done already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneAlready {
    /// When.
    pub at: Instant,
    /// Who did it.
    pub by: String,
    /// Whether it is the person who asks for it now.
    pub by_same: bool,
    /// The number of the certificate it brought about, or of the dossier.
    pub number: Option<String>,
    /// The certificate it was about, when that is not in the form's address.
    pub certificate: Option<String>,
}

/// An act as a form asks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish<'a> {
    /// On what: an id or a number, as the audit trail names it.
    pub(super) subject: &'a str,
    /// Which act.
    pub(super) kind: DeedKind,
    /// The version the form was made for; none where forms have none.
    pub(super) seen: Option<i64>,
    /// Who asks.
    pub(super) by: AccountId,
}

/// Why the act cannot be done now: it was done already, or `otherwise`.
pub(super) async fn refusal(
    transaction: &mut ReadTransaction,
    wish: Wish<'_>,
    otherwise: impl Into<ActError> + Send,
) -> ActError {
    match done(transaction, wish).await {
        Ok(Some(done)) => done.into(),
        Ok(None) => otherwise.into(),
        Err(error) => error,
    }
}

/// Finds the record of the act, if it was done.
pub(super) async fn done(
    transaction: &mut ReadTransaction,
    wish: Wish<'_>,
) -> Result<Option<DoneAlready>, ActError> {
    let records = audit::of_kind(transaction, wish.subject, wish.kind).await?;
    let is_it = |record: &AuditLine| wish.seen.is_none() || record.noted.seen == wish.seen;
    let Some(record) = records.into_iter().find(is_it) else { return Ok(None) };
    let by = match record.actor {
        Some(actor) => accounts::find(transaction, actor).await?.map(|account| account.name),
        None => None,
    };
    let (mut number, mut certificate) = (None, None);
    for fact in record.deed.facts() {
        match fact {
            Fact::Number(given) => number = Some(given.to_owned()),
            Fact::Certificate(given) => certificate = Some(given.to_owned()),
            _ => {}
        }
    }
    Ok(Some(DoneAlready {
        at: record.at,
        by: by.unwrap_or_default(),
        by_same: record.actor == Some(wish.by),
        number: certificate.clone().or(number),
        certificate,
    }))
}
