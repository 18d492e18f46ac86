//! Reminders: a job of each day orders those that are due, each once; and who
//! wants none says so.

use super::link::{MailLink, Purpose};
use super::send::recipient;
use super::{Mails, order};
use crate::acts::look::Look;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry};
use crate::dates::Day;
use crate::domain::deed::Deed;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Job;
use crate::domain::mail::{MailKind, last_reminded, occasion, reminder_due};
use crate::jobs::{self, Conclusion, Failed, LeasedJob, Order};
use crate::storage::mailboxes::{self, Mailbox};
use crate::storage::{
    ReadTransaction, StorageError, accounts, issuers, jobs as queue, mails, reports, watch,
};

impl Mails {
    /// Orders the reminders of a day, those included that nobody ordered on the
    /// days before.
    pub async fn remind(&self, day: Day, held: &LeasedJob) -> Result<Conclusion, Failed> {
        let registry = &self.registry;
        let mut reading = registry.storage.read().await?;
        let expiring = mails::expiring(&mut reading, day, last_reminded(day)).await?;
        let ordered = mails::reminded(&mut reading, day).await?;
        let unreported = unreported(&mut reading, day).await?;
        reading.end().await?;
        // Most were told of it on a day before: others write meanwhile.
        let mut conclusion = held.conclude().await?;
        for (number, issuer, last) in expiring {
            let Some(before) = reminder_due(day, last) else { continue };
            let occasion = occasion(last, before);
            if ordered.contains(&(number.clone(), occasion.clone())) {
                continue;
            }
            let about = (MailKind::Expiry, number.as_str(), occasion);
            order(&mut conclusion, registry, Some(issuer), about).await?;
        }
        for (number, issuer, occasion) in unreported {
            let about = (MailKind::ReportDue, number.as_str(), occasion);
            order(&mut conclusion, registry, Some(issuer), about).await?;
        }
        Ok(conclusion)
    }
}

/// The certificates whose holders are reminded on a day of the report of the
/// year: from some days before its month until the month is over, while none was
/// made; those left out that were ordered before.
async fn unreported(
    reading: &mut ReadTransaction,
    day: Day,
) -> Result<Vec<(String, IssuerCode, String)>, StorageError> {
    let mut due = Vec::new();
    for profile in issuers::all(reading).await? {
        let Some(regime) = watch::regime(reading, profile.code, day).await? else { continue };
        let (duty, year) = (regime.duties().report.value, day.year());
        if year < duty.first_year || day < duty.reminded_from(year) || day > duty.last_day(year) {
            continue;
        }
        let occasion = occasion(duty.last_day(year), i64::from(duty.reminder_days));
        let asked = reports::unreminded(reading, (profile.code, duty, year), &occasion).await?;
        due.extend(asked.into_iter().map(|number| (number, profile.code, occasion.clone())));
    }
    Ok(due)
}

/// Orders the job of today's reminders, unless somebody did; nothing where this
/// server sends no mail.
pub async fn keep_reminding(registry: &Registry) -> Result<(), StorageError> {
    if registry.postbox.is_none() {
        return Ok(());
    }
    let mut look = Look::at(registry).await?;
    let job = Job::Reminders { day: look.today() };
    let found = queue::find(&mut look, &jobs::key(&job)).await?;
    look.end().await?;
    if found.is_some() {
        return Ok(());
    }
    let mut work = Work::begin(registry, Actor::Program).await?;
    let order = Order { job: &job, issuer: None, due_at: None };
    jobs::enqueue(&mut work, &registry.clock, order).await?;
    work.commit().await
}

/// Notes whether the owner of an account wants to be reminded. Said twice it is
/// said once.
pub async fn choose(registry: &Registry, account: AccountId, wanted: bool) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    accounts::hold(&mut work, account).await?;
    let before = mailboxes::find(&mut work, account).await?;
    if before.reminders_declined_at.is_none() == wanted {
        return Ok(());
    }
    let reminders_declined_at = (!wanted).then(|| work.at());
    mailboxes::save(&mut work, account, &Mailbox { reminders_declined_at, ..before }).await?;
    work.conclude(account, Deed::ChooseReminders { wanted }).await?;
    Ok(())
}

/// Reminds whoever reads the mail with this link no more; false when it is none.
pub async fn decline(registry: &Registry, link: &MailLink) -> Result<bool, ActError> {
    let Some(id) = link.leads_to(&registry.seal, Purpose::Reminders) else { return Ok(false) };
    let mut look = Look::at(registry).await?;
    let Some(record) = mails::find(&mut look, id).await? else { return Ok(false) };
    let Some((account, _)) = recipient(&mut look, registry, &record.mail).await? else { return Ok(false) };
    look.end().await?;
    choose(registry, account, false).await?;
    Ok(true)
}
