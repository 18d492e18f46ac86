//! The same act once more: a button pressed twice, Back and send again, two
//! tabs. Whoever did it is told what is, and not that someone came between.
//!
//! Each act's audit record keeps the version it was done to, as `seen`: a form
//! that asks for the same act on that version asks for what was done.

use serde_json::Value;

use super::ActError;
use crate::dates::Instant;
use crate::domain::ids::AccountId;
use crate::storage::{ReadTransaction, accounts, audit};

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
    /// The audit trail's word for the act.
    pub(super) act: &'a str,
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
    let records = audit::of_act(transaction, wish.subject, wish.act).await?;
    let is_it = |details: &Value| wish.seen.is_none() || details["seen"].as_i64() == wish.seen;
    let Some(record) = records.into_iter().find(|record| is_it(&record.details)) else { return Ok(None) };
    let by = match record.actor {
        Some(actor) => accounts::find(transaction, actor).await?.map(|account| account.name),
        None => None,
    };
    let text = |name: &str| record.details[name].as_str().map(str::to_owned);
    Ok(Some(DoneAlready {
        at: record.at,
        by: by.unwrap_or_default(),
        by_same: record.actor == Some(wish.by),
        number: text("certificate").or_else(|| text("number")),
        certificate: text("certificate"),
    }))
}
