//! The regimes of the law by which this register judges and counts, and
//! amendments of them that wait for a second administrator.
//!
//! Only what is asked for is read: a regime that cannot be read stops whoever
//! needs it, and nobody is judged by another in its place.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::heads::{self, Series};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::regime::{Regime, RegimeProposal, built_in};

/// A regime with when it was entered.
#[derive(Clone, Debug)]
pub struct EnteredRegime {
    /// The regime.
    pub regime: Regime,
    /// When.
    pub entered_at: Instant,
}

/// A regime as its row has it.
#[derive(Clone, Debug)]
pub struct StoredRegime {
    /// The id that it had first.
    pub family: String,
    /// Which version.
    pub version: i64,
    /// Its id.
    pub id: String,
    /// Its first day.
    pub valid_from: String,
    /// The regime, JSON.
    pub regime: String,
}

row!(StoredRegime: family, version, id, valid_from, regime);

/// Enters the regimes built into the program that are not there yet. One that
/// is stays as it is: an amendment changes it, not a release.
pub async fn seed(transaction: &mut Transaction, at: Instant) -> Result<(), StorageError> {
    heads::begin(transaction, Series::Regimes).await?;
    for regime in built_in() {
        if last_version(transaction, regime.family()).await? == 0 {
            enter(transaction, regime, at).await?;
        }
    }
    Ok(())
}

/// The regime of this family that is in force on a day: of the amendments whose
/// first day has come, the one entered last; before any, as it was first.
pub async fn in_force(
    reading: &mut ReadTransaction,
    family: &str,
    on: Day,
) -> Result<Option<Regime>, StorageError> {
    let row: Option<RegimeRow> = fetch_optional!(
        reading,
        RegimeRow,
        "select family, version, id, valid_from, regime, entered_at from regimes
         where family = $1 and (version = 1 or valid_from <= $2)
         order by version desc limit 1",
        family,
        on.to_string(),
    )?;
    row.map(|row| Ok(EnteredRegime::try_from(row)?.regime)).transpose()
}

/// The same for an act that stores a deadline: nobody amends it before the act
/// ends.
pub async fn hold(transaction: &mut Transaction) -> Result<(), StorageError> {
    heads::hold(transaction, Series::Regimes).await
}

/// The regime of this id.
pub async fn named(reading: &mut ReadTransaction, id: &str) -> Result<Option<Regime>, StorageError> {
    let row: Option<RegimeRow> = fetch_optional!(
        reading,
        RegimeRow,
        "select family, version, id, valid_from, regime, entered_at from regimes where id = $1",
        id,
    )?;
    row.map(|row| Ok(EnteredRegime::try_from(row)?.regime)).transpose()
}

/// Every regime, each family from its first version on.
pub async fn all(reading: &mut ReadTransaction) -> Result<Readable<EnteredRegime>, StorageError> {
    let rows: Vec<RegimeRow> = fetch_all!(
        reading,
        RegimeRow,
        "select family, version, id, valid_from, regime, entered_at from regimes order by family, version",
    )?;
    readable(rows.into_iter().map(EnteredRegime::try_from))
}

/// Every regime as its row has it, to be compared with what made it.
pub async fn stored(reading: &mut ReadTransaction) -> Result<Vec<StoredRegime>, StorageError> {
    fetch_all!(
        reading,
        StoredRegime,
        "select family, version, id, valid_from, regime from regimes order by family, version",
    )
}

/// The last version of a family; 0 when there is none of it.
pub async fn last_version(reading: &mut ReadTransaction, family: &str) -> Result<i64, StorageError> {
    let sql = "select coalesce(max(version), 0) from regimes where family = $1";
    let (version,): (i64,) = fetch_one!(reading, (i64,), sql, family)?;
    Ok(version)
}

/// Enters a regime.
pub async fn enter(transaction: &mut Transaction, regime: &Regime, at: Instant) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into regimes (family, version, id, valid_from, regime, entered_at)
         values ($1, $2, $3, $4, $5, $6)",
        regime.family(),
        regime.version(),
        &regime.id,
        regime.valid_from.to_string(),
        written(regime),
        at.to_string(),
    )?;
    Ok(())
}

/// A regime as its row has it, JSON.
pub fn written(regime: &Regime) -> String {
    serde_json::to_string(regime).expect("a regime has text keys")
}

/// Adds a proposal.
pub async fn propose(transaction: &mut Transaction, proposal: &RegimeProposal) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into regime_proposals (id, regime, proposed_by, proposed_at, ends_at)
         values ($1, $2, $3, $4, $5)",
        proposal.id.to_string(),
        written(&proposal.regime),
        proposal.proposed_by.to_string(),
        proposal.proposed_at.to_string(),
        proposal.ends_at.to_string(),
    )?;
    Ok(())
}

/// What waits for a second administrator, oldest first.
pub async fn pending(
    reading: &mut ReadTransaction,
    now: Instant,
) -> Result<Readable<RegimeProposal>, StorageError> {
    let rows: Vec<ProposalRow> = fetch_all!(
        reading,
        ProposalRow,
        "select p.id, p.regime, p.proposed_by, a.staff_number as proposer, p.proposed_at, p.ends_at
         from regime_proposals p
         join accounts a on a.id = p.proposed_by
         where p.confirmed_at is null and p.withdrawn_at is null and p.ends_at > $1
         order by p.proposed_at, p.id",
        now.to_string(),
    )?;
    readable(rows.into_iter().map(RegimeProposal::try_from))
}

/// Confirms a proposal that waits; [`StorageError::Conflict`] when it waits no
/// more.
pub async fn confirm(
    transaction: &mut Transaction,
    id: ProposalId,
    by: AccountId,
    at: Instant,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update regime_proposals set confirmed_by = $1, confirmed_at = $2
         where id = $3 and confirmed_at is null and withdrawn_at is null",
        by.to_string(),
        at.to_string(),
        id.to_string(),
    )?)
}

/// Withdraws a proposal that waits; [`StorageError::Conflict`] when it waits no
/// more.
pub async fn withdraw(
    transaction: &mut Transaction,
    id: ProposalId,
    at: Instant,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update regime_proposals set withdrawn_at = $1
         where id = $2 and confirmed_at is null and withdrawn_at is null",
        at.to_string(),
        id.to_string(),
    )?)
}

/// Withdraws everything that an account proposed and that waits.
pub async fn withdraw_of(
    transaction: &mut Transaction,
    account: AccountId,
    at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "update regime_proposals set withdrawn_at = $1
         where proposed_by = $2 and confirmed_at is null and withdrawn_at is null",
        at.to_string(),
        account.to_string(),
    )?;
    Ok(())
}

struct RegimeRow {
    family: String,
    version: i64,
    id: String,
    valid_from: String,
    regime: String,
    entered_at: String,
}

row!(RegimeRow: family, version, id, valid_from, regime, entered_at);

impl TryFrom<RegimeRow> for EnteredRegime {
    type Error = StorageError;

    fn try_from(row: RegimeRow) -> Result<Self, StorageError> {
        let key = format!("{} {}", row.family, row.version);
        let column = |name| Column("regimes", name, &key);
        let regime: Regime = column("regime").json(&row.regime)?;
        let repeats = (regime.family(), regime.version(), regime.id.as_str(), regime.valid_from.to_string())
            == (row.family.as_str(), row.version, row.id.as_str(), row.valid_from.clone());
        if !repeats {
            return Err(column("regime").corrupt("family, version, id and valid_from do not repeat it"));
        }
        Ok(Self { regime, entered_at: column("entered_at").parse(&row.entered_at)? })
    }
}

struct ProposalRow {
    id: String,
    regime: String,
    proposed_by: String,
    proposer: String,
    proposed_at: String,
    ends_at: String,
}

row!(ProposalRow: id, regime, proposed_by, proposer, proposed_at, ends_at);

impl TryFrom<ProposalRow> for RegimeProposal {
    type Error = StorageError;

    fn try_from(row: ProposalRow) -> Result<Self, StorageError> {
        let column = |name| Column("regime_proposals", name, &row.id);
        Ok(Self {
            id: column("id").parse(&row.id)?,
            regime: column("regime").json(&row.regime)?,
            proposed_by: column("proposed_by").parse(&row.proposed_by)?,
            proposer: column("proposed_by").parse(&row.proposer)?,
            proposed_at: column("proposed_at").parse(&row.proposed_at)?,
            ends_at: column("ends_at").parse(&row.ends_at)?,
        })
    }
}
