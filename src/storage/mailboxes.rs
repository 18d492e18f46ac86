//! What is known of the addresses of accounts.

use super::columns::Column;
use super::database::{execute, fetch_optional};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;

/// What is known of an account's address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// When its owner showed that it is theirs.
    pub confirmed_at: Option<Instant>,
    /// Since when mail servers refuse it for good.
    pub refused_at: Option<Instant>,
    /// Since when its owner wants no reminders.
    pub reminders_declined_at: Option<Instant>,
}

impl Mailbox {
    /// Whether notices go there.
    pub fn works(&self) -> bool {
        self.confirmed_at.is_some() && self.refused_at.is_none()
    }
}

/// What is known of an account's address; nothing where nobody told.
pub async fn find(reading: &mut ReadTransaction, account: AccountId) -> Result<Mailbox, StorageError> {
    let row: Option<MailboxRow> = fetch_optional!(
        reading,
        MailboxRow,
        "select account_id, confirmed_at, refused_at, reminders_declined_at
         from mailboxes where account_id = $1",
        account.to_string(),
    )?;
    row.map_or_else(|| Ok(Mailbox::default()), Mailbox::try_from)
}

/// Keeps what is known now.
pub async fn save(
    transaction: &mut Transaction,
    account: AccountId,
    mailbox: &Mailbox,
) -> Result<(), StorageError> {
    let text = |at: Option<Instant>| at.map(|at| at.to_string());
    execute!(
        transaction,
        "insert into mailboxes (account_id, confirmed_at, refused_at, reminders_declined_at)
         values ($1, $2, $3, $4)
         on conflict (account_id) do update set confirmed_at = excluded.confirmed_at,
             refused_at = excluded.refused_at, reminders_declined_at = excluded.reminders_declined_at",
        account.to_string(),
        text(mailbox.confirmed_at),
        text(mailbox.refused_at),
        text(mailbox.reminders_declined_at),
    )?;
    Ok(())
}

/// Notes that mail servers refuse the address for good.
pub async fn refused(
    transaction: &mut Transaction,
    account: AccountId,
    at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into mailboxes (account_id, refused_at) values ($1, $2)
         on conflict (account_id) do update set refused_at = excluded.refused_at",
        account.to_string(),
        at.to_string(),
    )?;
    Ok(())
}

struct MailboxRow {
    account_id: String,
    confirmed_at: Option<String>,
    refused_at: Option<String>,
    reminders_declined_at: Option<String>,
}

row!(MailboxRow: account_id, confirmed_at, refused_at, reminders_declined_at);

impl TryFrom<MailboxRow> for Mailbox {
    type Error = StorageError;

    fn try_from(row: MailboxRow) -> Result<Self, StorageError> {
        let column = |name| Column("mailboxes", name, &row.account_id);
        Ok(Self {
            confirmed_at: column("confirmed_at").parse_some(row.confirmed_at.as_deref())?,
            refused_at: column("refused_at").parse_some(row.refused_at.as_deref())?,
            reminders_declined_at: column("reminders_declined_at")
                .parse_some(row.reminders_declined_at.as_deref())?,
        })
    }
}
