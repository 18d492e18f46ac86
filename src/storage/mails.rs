//! Notices and reminders by e-mail: which were ordered, and what became of each.

use std::collections::HashSet;

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::ids::MailId;
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Fault;
use crate::domain::mail::{MailKind, MailOutcome};

/// A mail that was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// What it tells.
    pub kind: MailKind,
    /// Whom it is about: an id or a number.
    pub subject: String,
    /// The place in the audit trail of what it tells of; of a reminder
    /// [`crate::domain::mail::occasion`].
    pub occasion: String,
    /// Whose administrators look after it; none for the register's own.
    pub issuer: Option<IssuerCode>,
    /// When it was ordered.
    pub ordered_at: Instant,
}

/// A mail as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRecord {
    /// Which mail.
    pub mail: Mail,
    /// What became of it, and when.
    pub ending: Option<(MailOutcome, Instant)>,
    /// How often it was tried, while that is known.
    pub tries: i64,
    /// When it is tried again, while it waits.
    pub due_at: Option<Instant>,
    /// What was wrong with the last try.
    pub fault: Option<Fault>,
}

impl MailRecord {
    /// The place in the audit trail of what it tells of.
    pub fn record(&self) -> Option<i64> {
        self.mail.occasion.parse().ok()
    }
}

/// The columns of a [`MailRow`].
macro_rules! columns {
    () => {
        "mails.id as id, mails.kind as kind, mails.subject as subject, occasion, mails.issuer as issuer,
             ordered_at, outcome, ended_at, tries, due_at, fault
         from mails left join jobs on jobs.kind = 'mail' and jobs.subject = mails.id"
    };
}

/// Orders a mail; whether it is the first of its kind about this.
pub async fn insert(transaction: &mut Transaction, mail: &Mail) -> Result<bool, StorageError> {
    let touched = execute!(
        transaction,
        "insert into mails (id, kind, subject, occasion, issuer, ordered_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (kind, subject, occasion) do nothing",
        mail.id.to_string(),
        mail.kind.as_str(),
        &mail.subject,
        &mail.occasion,
        mail.issuer.map(|issuer| issuer.to_string()),
        mail.ordered_at.to_string(),
    )?;
    Ok(touched == 1)
}

/// Notes what became of a mail; none has it wait again.
pub async fn end(
    transaction: &mut Transaction,
    id: MailId,
    ending: Option<(MailOutcome, Instant)>,
) -> Result<(), StorageError> {
    let (outcome, ended_at) = ending.map(|(outcome, at)| (outcome.as_str(), at.to_string())).unzip();
    execute!(
        transaction,
        "update mails set outcome = $1, ended_at = $2 where id = $3",
        outcome,
        ended_at,
        id.to_string(),
    )?;
    Ok(())
}

/// The mail of this id.
pub async fn find(reading: &mut ReadTransaction, id: MailId) -> Result<Option<MailRecord>, StorageError> {
    let row: Option<MailRow> = fetch_optional!(
        reading,
        MailRow,
        concat!("select ", columns!(), " where mails.id = $1"),
        id.to_string(),
    )?;
    row.map(MailRecord::try_from).transpose()
}

/// The mails about this, the last ordered first.
pub async fn about(
    reading: &mut ReadTransaction,
    subject: &str,
) -> Result<Readable<MailRecord>, StorageError> {
    let rows: Vec<MailRow> = fetch_all!(
        reading,
        MailRow,
        concat!("select ", columns!(), " where mails.subject = $1 order by ordered_at desc, mails.id desc"),
        subject,
    )?;
    readable(rows.into_iter().map(MailRecord::try_from))
}

/// An issuer's mails, and the register's own with `and_own`: the last ordered
/// first, at most so many.
pub async fn of_issuer(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    and_own: bool,
    limit: i64,
) -> Result<Readable<MailRecord>, StorageError> {
    let rows: Vec<MailRow> = fetch_all!(
        reading,
        MailRow,
        concat!(
            "select ",
            columns!(),
            " where mails.issuer = $1 or (mails.issuer is null and $2 = 1)
             order by ordered_at desc, mails.id desc limit $3"
        ),
        issuer.to_string(),
        i64::from(and_own),
        limit,
    )?;
    readable(rows.into_iter().map(MailRecord::try_from))
}

/// How many of them wait, and how many were given up.
pub async fn counts(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    and_own: bool,
) -> Result<(i64, i64), StorageError> {
    fetch_one!(
        reading,
        (i64, i64),
        "select count(*) - count(outcome), count(case when outcome = 'given_up' then 1 end)
         from mails where issuer = $1 or (issuer is null and $2 = 1)",
        issuer.to_string(),
        i64::from(and_own),
    )
}

/// The certificates in force or suspended whose last day is one of these, with
/// their issuer and that day.
pub async fn expiring(
    reading: &mut ReadTransaction,
    from: Day,
    to: Day,
) -> Result<Readable<(String, IssuerCode, Day)>, StorageError> {
    let rows: Vec<(String, String, String)> = fetch_all!(
        reading,
        (String, String, String),
        "select number, issuer, expires_on from certificates
         where expires_on >= $1 and expires_on <= $2 and standing_word in ('in_force', 'suspended')
         order by expires_on, number",
        from.to_string(),
        to.to_string(),
    )?;
    readable(rows.into_iter().map(|(number, issuer, last)| {
        let column = |name| Column("certificates", name, &number);
        let (issuer, last) = (column("issuer").parse(&issuer)?, column("expires_on").parse(&last)?);
        Ok((number.clone(), issuer, last))
    }))
}

/// Certificate and occasion of every reminder that was ordered about papers whose
/// last day is this one or later.
pub async fn reminded(
    reading: &mut ReadTransaction,
    from: Day,
) -> Result<HashSet<(String, String)>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        reading,
        (String, String),
        "select subject, occasion from mails where kind = $1 and occasion >= $2",
        MailKind::Expiry.as_str(),
        from.to_string(),
    )?;
    Ok(rows.into_iter().collect())
}

struct MailRow {
    id: String,
    kind: String,
    subject: String,
    occasion: String,
    issuer: Option<String>,
    ordered_at: String,
    outcome: Option<String>,
    ended_at: Option<String>,
    tries: Option<i64>,
    due_at: Option<String>,
    fault: Option<String>,
}

row!(MailRow: id, kind, subject, occasion, issuer, ordered_at, outcome, ended_at, tries, due_at, fault);

impl TryFrom<MailRow> for MailRecord {
    type Error = StorageError;

    fn try_from(row: MailRow) -> Result<Self, StorageError> {
        let column = |name| Column("mails", name, &row.id);
        let outcome: Option<MailOutcome> = column("outcome").parse_some(row.outcome.as_deref())?;
        let ended_at: Option<Instant> = column("ended_at").parse_some(row.ended_at.as_deref())?;
        Ok(Self {
            ending: outcome.zip(ended_at),
            tries: row.tries.unwrap_or_default(),
            due_at: column("due_at").parse_some(row.due_at.as_deref())?,
            fault: column("fault").parse_some(row.fault.as_deref())?,
            mail: Mail {
                kind: column("kind").parse(&row.kind)?,
                issuer: column("issuer").parse_some(row.issuer.as_deref())?,
                ordered_at: column("ordered_at").parse(&row.ordered_at)?,
                id: column("id").parse(&row.id)?,
                subject: row.subject,
                occasion: row.occasion,
            },
        })
    }
}
