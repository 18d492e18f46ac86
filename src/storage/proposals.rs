//! Changes of staff that wait for a second administrator, or for the person
//! they concern.

use std::collections::BTreeSet;

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::readable;
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::staff::{Change, Proposal, Proposer, Role, StaffNumber};

/// SHA-256 of a link, or of a link and its code.
pub type SecretHash = [u8; 32];

/// A confirmed proposal that the person concerned completes.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What it leads to.
    pub proposal: Proposal,
    /// SHA-256 of its link and code together.
    pub opening_hash: SecretHash,
}

/// Adds a proposal; with the hash of its link when the person completes it.
pub async fn insert(
    transaction: &mut Transaction,
    proposal: &Proposal,
    link_hash: Option<SecretHash>,
) -> Result<(), StorageError> {
    let email = match &proposal.change {
        Change::Invite { email, .. } => Some(email.as_str()),
        _ => None,
    };
    let (proposed_by, operator) = match &proposal.proposer {
        Proposer::Administrator { account, .. } => (Some(account.to_string()), None),
        Proposer::Operator { name } => (None, Some(name.as_str())),
    };
    let roles: Vec<_> = proposal.change.roles().into_iter().map(Role::as_str).collect();
    execute!(
        transaction,
        "insert into staff_proposals
             (id, issuer, act, account_id, email, staff_number, roles, proposed_by, operator,
             proposed_at, ends_at, link_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        proposal.id.to_string(),
        proposal.issuer.to_string(),
        proposal.change.as_str(),
        proposal.change.account().map(|id| id.to_string()),
        email,
        proposal.about.as_str(),
        roles.join(" "),
        proposed_by,
        operator,
        proposal.proposed_at.to_string(),
        proposal.ends_at.to_string(),
        link_hash.map(|hash| hash.to_vec()),
    )?;
    Ok(())
}

/// Everything that waits for a second administrator, oldest first.
pub async fn pending(transaction: &mut ReadTransaction, now: Instant) -> Result<Vec<Proposal>, StorageError> {
    let rows: Vec<ProposalRow> = fetch_all!(
        transaction,
        ProposalRow,
        "select p.id, p.issuer, p.act, p.account_id, p.email, p.staff_number, p.roles, p.proposed_by,
             a.staff_number as proposer_number, p.operator, p.proposed_at, p.ends_at, p.opening_hash
         from staff_proposals p
         left join accounts a on a.id = p.proposed_by
         where p.confirmed_at is null and p.withdrawn_at is null and p.ends_at > $1
         order by p.proposed_at, p.id",
        now.to_string(),
    )?;
    Ok(readable(rows.into_iter().map(Proposal::try_from))?.rows)
}

/// Confirmed invitations and resets that nobody completed yet, oldest first.
pub async fn open(transaction: &mut ReadTransaction, now: Instant) -> Result<Vec<Proposal>, StorageError> {
    let rows: Vec<ProposalRow> = fetch_all!(
        transaction,
        ProposalRow,
        "select p.id, p.issuer, p.act, p.account_id, p.email, p.staff_number, p.roles, p.proposed_by,
             a.staff_number as proposer_number, p.operator, p.proposed_at, p.ends_at, p.opening_hash
         from staff_proposals p
         left join accounts a on a.id = p.proposed_by
         where p.confirmed_at is not null and p.completed_at is null and p.withdrawn_at is null
             and p.ends_at > $1
         order by p.proposed_at, p.id",
        now.to_string(),
    )?;
    Ok(readable(rows.into_iter().map(Proposal::try_from))?.rows)
}

/// The confirmed proposal that this link leads to, while it can be completed.
pub async fn opened_by(
    transaction: &mut ReadTransaction,
    link_hash: &SecretHash,
    now: Instant,
) -> Result<Option<Opening>, StorageError> {
    let row: Option<ProposalRow> = fetch_optional!(
        transaction,
        ProposalRow,
        "select p.id, p.issuer, p.act, p.account_id, p.email, p.staff_number, p.roles, p.proposed_by,
             a.staff_number as proposer_number, p.operator, p.proposed_at, p.ends_at, p.opening_hash
         from staff_proposals p
         left join accounts a on a.id = p.proposed_by
         where p.link_hash = $1 and p.confirmed_at is not null and p.completed_at is null
             and p.withdrawn_at is null and p.ends_at > $2",
        link_hash.as_slice(),
        now.to_string(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let opening_hash = Column("staff_proposals", "opening_hash", &row.id)
        .bytes(row.opening_hash.as_deref().unwrap_or_default())?;
    Ok(Some(Opening { proposal: row.try_into()?, opening_hash }))
}

/// The hash of the link that a proposal was made with.
pub async fn link_hash(
    transaction: &mut ReadTransaction,
    id: ProposalId,
) -> Result<SecretHash, StorageError> {
    let sql = "select link_hash from staff_proposals where id = $1";
    let row: Option<(Option<Vec<u8>>,)> =
        fetch_optional!(transaction, (Option<Vec<u8>>,), sql, id.to_string())?;
    let hash = row.and_then(|(hash,)| hash).unwrap_or_default();
    Column("staff_proposals", "link_hash", &id.to_string()).bytes(&hash)
}

/// How a proposal is confirmed.
#[derive(Clone, Copy, Debug)]
pub struct Confirmation {
    /// By whom.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// For the person to complete it: the hash of link and code, and until when.
    pub opening: Option<(SecretHash, Instant)>,
}

/// Confirms a proposal that waits; complete at once unless the person has to
/// open it. [`StorageError::Conflict`] when it waits no more.
pub async fn confirm(
    transaction: &mut Transaction,
    id: ProposalId,
    confirmation: Confirmation,
) -> Result<(), StorageError> {
    let Confirmation { by, at, opening } = confirmation;
    let completed_at = opening.is_none().then(|| at.to_string());
    let touched = execute!(
        transaction,
        "update staff_proposals
         set confirmed_by = $1, confirmed_at = $2, completed_at = $3, opening_hash = $4,
             ends_at = coalesce($5, ends_at)
         where id = $6 and confirmed_at is null and withdrawn_at is null and ends_at > $7",
        by.to_string(),
        at.to_string(),
        completed_at,
        opening.map(|(hash, _)| hash.to_vec()),
        opening.map(|(_, until)| until.to_string()),
        id.to_string(),
        at.to_string(),
    )?;
    touched_one(touched)
}

/// Notes that the person completed it; [`StorageError::Conflict`] when someone
/// did already.
pub async fn complete(
    transaction: &mut Transaction,
    id: ProposalId,
    at: Instant,
) -> Result<(), StorageError> {
    let sql = "update staff_proposals set completed_at = $1
               where id = $2 and completed_at is null and withdrawn_at is null";
    touched_one(execute!(transaction, sql, at.to_string(), id.to_string())?)
}

/// Withdraws a proposal that did not come true yet.
pub async fn withdraw(
    transaction: &mut Transaction,
    id: ProposalId,
    at: Instant,
) -> Result<(), StorageError> {
    let sql = "update staff_proposals set withdrawn_at = $1
               where id = $2 and completed_at is null and withdrawn_at is null";
    touched_one(execute!(transaction, sql, at.to_string(), id.to_string())?)
}

/// Withdraws everything that waits about an account or was proposed by it.
pub async fn withdraw_of(
    transaction: &mut Transaction,
    account: AccountId,
    at: Instant,
) -> Result<(), StorageError> {
    let sql = "update staff_proposals set withdrawn_at = $1
               where (account_id = $2 or proposed_by = $2)
                   and completed_at is null and withdrawn_at is null";
    execute!(transaction, sql, at.to_string(), account.to_string())?;
    Ok(())
}

/// Whether this address is invited: nobody else may sign up with it meanwhile.
pub async fn is_invited(
    transaction: &mut ReadTransaction,
    email: &str,
    now: Instant,
) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select id from staff_proposals
         where email = $1 and completed_at is null and withdrawn_at is null and ends_at > $2
         limit 1",
        email,
        now.to_string(),
    )?;
    Ok(row.is_some())
}

struct ProposalRow {
    id: String,
    issuer: String,
    act: String,
    account_id: Option<String>,
    email: Option<String>,
    staff_number: String,
    roles: String,
    proposed_by: Option<String>,
    proposer_number: Option<String>,
    operator: Option<String>,
    proposed_at: String,
    ends_at: String,
    opening_hash: Option<Vec<u8>>,
}

row!(
    ProposalRow:
    id, issuer, act, account_id, email, staff_number, roles, proposed_by, proposer_number, operator,
    proposed_at, ends_at, opening_hash
);

impl TryFrom<ProposalRow> for Proposal {
    type Error = StorageError;

    fn try_from(row: ProposalRow) -> Result<Self, StorageError> {
        let column = |name| Column("staff_proposals", name, &row.id);
        let roles: Result<BTreeSet<_>, _> =
            row.roles.split_whitespace().map(|role| column("roles").parse(role)).collect();
        let (roles, account) = (roles?, column("account_id").parse_some(row.account_id.as_deref())?);
        let change = match (row.act.as_str(), account, row.email.clone()) {
            ("invite", None, Some(email)) => Change::Invite { email, roles },
            ("grant", Some(account), None) => Change::Grant { account, roles },
            ("take", Some(account), None) => Change::Take { account, roles },
            ("enable", Some(account), None) => Change::Enable { account },
            ("reset", Some(account), None) => Change::Reset { account },
            (act, ..) => return Err(column("act").corrupt(act)),
        };
        let proposed_by: Option<AccountId> = column("proposed_by").parse_some(row.proposed_by.as_deref())?;
        let number: Option<StaffNumber> = column("proposed_by").parse_some(row.proposer_number.as_deref())?;
        let proposer = match (proposed_by, number, row.operator.clone()) {
            (Some(account), Some(number), None) => Proposer::Administrator { account, number },
            (None, None, Some(name)) => Proposer::Operator { name },
            _ => return Err(column("proposed_by").corrupt("neither an administrator nor an operator")),
        };
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            change,
            about: column("staff_number").parse(&row.staff_number)?,
            proposer,
            proposed_at: column("proposed_at").parse(&row.proposed_at)?,
            ends_at: column("ends_at").parse(&row.ends_at)?,
        })
    }
}
