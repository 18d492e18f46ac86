//! Showing that the address of an account is one's own: by a link in a mail,
//! once.

use super::link::{MailLink, Purpose};
use crate::acts::look::Look;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry};
use crate::dates::Instant;
use crate::domain::deed::Deed;
use crate::domain::ids::{AccountId, MailId};
use crate::domain::mail::{MailKind, MailOutcome};
use crate::storage::mailboxes::{self, Mailbox};
use crate::storage::mails::{self, MailRecord};
use crate::storage::{ReadTransaction, StorageError, accounts};

/// A link can be used for so long, in seconds: two days.
const LINK_SECONDS: i64 = 2 * 86_400;

/// Asked again within so many seconds, it is on its way already.
const ON_ITS_WAY_SECONDS: i64 = 5 * 60;

/// So many mails of confirmation a day and no more: the address may be somebody
/// else's, who wants none of them.
const MOST_A_DAY: usize = 5;

const DAY_SECONDS: i64 = 86_400;

/// What asking for the mail came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is sent.
    Ordered,
    /// It was asked for a moment ago.
    OnItsWay,
    /// There were many today.
    TooOften,
    /// The address is confirmed, and works.
    Confirmed,
    /// This server sends no mail.
    NoPostbox,
}

/// What a link of a mail of confirmation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// The address can be confirmed.
    Open {
        /// Whose.
        account: AccountId,
        /// The address.
        email: String,
    },
    /// It was.
    Confirmed,
    /// It was used, has lapsed, or a newer one was sent; or it never was one.
    Over,
}

/// What is known of one's own address.
pub async fn own(registry: &Registry, account: AccountId) -> Result<Mailbox, ActError> {
    let mut look = Look::at(registry).await?;
    Ok(mailboxes::find(&mut look, account).await?)
}

/// Whether notices wait for the owner to show that the address is theirs.
pub fn waits_for_confirmation(registry: &Registry, mailbox: &Mailbox) -> bool {
    registry.postbox.is_some() && !mailbox.works()
}

/// Has the mail sent by which the owner of an account shows that its address is
/// theirs.
pub async fn ask(registry: &Registry, account: AccountId) -> Result<Asked, ActError> {
    if registry.postbox.is_none() {
        return Ok(Asked::NoPostbox);
    }
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    accounts::hold(&mut work, account).await?;
    if mailboxes::find(&mut work, account).await?.works() {
        return Ok(Asked::Confirmed);
    }
    let (now, sent) = (work.at(), confirmations(&mut work, account).await?);
    let within = |seconds: i64| {
        sent.iter().filter(move |record| record.mail.ordered_at.plus_seconds(seconds) > now).count()
    };
    // One that was refused will not come.
    let waits = |record: &MailRecord| record.ending.is_none_or(|(outcome, _)| outcome == MailOutcome::Sent);
    if within(ON_ITS_WAY_SECONDS) > 0 && sent.first().is_some_and(waits) {
        return Ok(Asked::OnItsWay);
    }
    if within(DAY_SECONDS) >= MOST_A_DAY {
        return Ok(Asked::TooOften);
    }
    work.conclude(account, Deed::AskConfirmation {}).await?;
    Ok(Asked::Ordered)
}

/// What a link leads to now.
pub async fn opened(registry: &Registry, link: &MailLink) -> Result<LinkState, ActError> {
    let mut look = Look::at(registry).await?;
    let now = look.now();
    Ok(state(&mut look, registry, link, now).await?)
}

/// Notes that the address is its owner's: who has the link reads what is sent
/// there. Pressed twice it is done once.
pub async fn confirm(registry: &Registry, link: &MailLink) -> Result<LinkState, ActError> {
    let LinkState::Open { account, .. } = opened(registry, link).await? else {
        return opened(registry, link).await;
    };
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    accounts::hold(&mut work, account).await?;
    let now = work.at();
    match state(&mut work, registry, link, now).await? {
        LinkState::Open { .. } => {}
        other => return Ok(other),
    }
    let before = mailboxes::find(&mut work, account).await?;
    let confirmed = Mailbox { confirmed_at: Some(now), refused_at: None, ..before };
    mailboxes::save(&mut work, account, &confirmed).await?;
    work.conclude(account, Deed::ConfirmAddress {}).await?;
    Ok(LinkState::Confirmed)
}

async fn state(
    reading: &mut ReadTransaction,
    registry: &Registry,
    link: &MailLink,
    now: Instant,
) -> Result<LinkState, StorageError> {
    let Some(id) = link.leads_to(&registry.seal, Purpose::Confirmation) else { return Ok(LinkState::Over) };
    let Some((record, account)) = asked_for(reading, id).await? else { return Ok(LinkState::Over) };
    let mailbox = mailboxes::find(reading, account.id).await?;
    if mailbox.works() {
        return Ok(LinkState::Confirmed);
    }
    let is_newest = confirmations(reading, account.id).await?.first().is_some_and(|it| it.mail.id == id);
    let has_lapsed = record.mail.ordered_at.plus_seconds(LINK_SECONDS) <= now;
    // Once used it is used, though the address was refused since.
    let is_used = mailbox.confirmed_at.is_some_and(|at| at >= record.mail.ordered_at);
    if !is_newest || has_lapsed || is_used {
        return Ok(LinkState::Over);
    }
    Ok(LinkState::Open { account: account.id, email: account.email })
}

/// The mail of confirmation of this id, and whose it is.
async fn asked_for(
    reading: &mut ReadTransaction,
    id: MailId,
) -> Result<Option<(MailRecord, accounts::Account)>, StorageError> {
    let found = mails::find(reading, id).await?;
    let Some(record) = found.filter(|record| record.mail.kind == MailKind::Confirmation) else {
        return Ok(None);
    };
    let Ok(account) = record.mail.subject.parse() else { return Ok(None) };
    let account = accounts::find(reading, account).await?.filter(|account| account.disabled_at.is_none());
    Ok(account.map(|account| (record, account)))
}

/// The mails of confirmation of an account, the last ordered first.
async fn confirmations(
    reading: &mut ReadTransaction,
    account: AccountId,
) -> Result<Vec<MailRecord>, StorageError> {
    let all = mails::about(reading, &account.to_string()).await?.rows;
    Ok(all.into_iter().filter(|record| record.mail.kind == MailKind::Confirmation).collect())
}
