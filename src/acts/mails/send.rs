//! Sending a mail: whom it is for and what it says is looked up, it is handed
//! in, and what became of it is noted with the job that is done.

use super::give_up;
use super::link::{MailLink, Purpose};
use crate::acts::Registry;
use crate::dates::Day;
use crate::domain::bilingual::Bilingual;
use crate::domain::certificate::Standing;
use crate::domain::deed::{Deed, Fact};
use crate::domain::ids::{AccountId, DossierId, MailId};
use crate::domain::job::Fault;
use crate::domain::mail::{About, MailFacts, MailKind, MailOutcome, last_day};
use crate::jobs::{self, Conclusion, Failed, LeasedJob};
use crate::language::Language;
use crate::language::mail::MailPages;
use crate::smtp::{NotTaken, Postbox, Written};
use crate::storage::accounts::{self, Account};
use crate::storage::mailboxes;
use crate::storage::mails::{self, Mail};
use crate::storage::{
    ReadTransaction, StorageError, Transaction, audit, certificates, dossiers, issuers, reports,
};

/// Those who send mails. Cheap to clone.
#[derive(Clone)]
pub struct Mails {
    pub(super) registry: Registry,
    postbox: Postbox,
    /// The address of the site, such as `https://dangky.example.vn`.
    site: String,
    /// Its name.
    host: String,
}

/// A mail that can be sent.
struct Ready {
    account: Account,
    subject: String,
    text: String,
    declined_at: Option<String>,
}

impl Mails {
    /// Over this register, for readers who open this site; none where there is
    /// no postbox.
    pub fn new(registry: Registry, site: String, host: &str) -> Option<Self> {
        let postbox = registry.postbox.clone()?;
        let host = host.split(':').next().unwrap_or_default().to_owned();
        Some(Self { registry, postbox, site, host })
    }

    /// Sends a mail. One that was sent, or is gone, was done.
    pub async fn send(&self, id: MailId, held: &LeasedJob) -> Result<Conclusion, Failed> {
        let mut reading = self.registry.storage.read().await?;
        let found = mails::find(&mut reading, id).await?.filter(|record| record.ending.is_none());
        let Some(record) = found else { return Ok(held.conclude().await?) };
        let ready = self.ready(&mut reading, &record.mail).await?;
        reading.end().await?;
        let ready = match ready {
            Ok(ready) => ready,
            Err(outcome) => return self.ended(held, id, outcome).await,
        };
        let name = id.to_string();
        let written = Written {
            id: &name,
            host: &self.host,
            at: record.mail.ordered_at,
            to: &ready.account.email,
            subject: &ready.subject,
            text: &ready.text,
            declined_at: ready.declined_at.as_deref(),
        };
        match self.postbox.hand_in(&written).await {
            Ok(()) => self.ended(held, id, MailOutcome::Sent).await,
            Err(refused @ NotTaken::Address(_)) => {
                tracing::warn!(%refused, mail = %id, "an address works no more");
                let mut conclusion = held.conclude().await?;
                let at = jobs::now(&mut conclusion, &self.registry.clock).await?;
                mailboxes::refused(&mut conclusion, ready.account.id, at).await?;
                mails::end(&mut conclusion, id, Some((MailOutcome::AddressRefused, at))).await?;
                Ok(conclusion)
            }
            Err(later @ NotTaken::Later(_)) => Err(Failed::ThisTime(Fault::MailServer, later.to_string())),
            Err(refused @ NotTaken::Mail(_)) => {
                Err(Failed::EveryTime(Fault::MailRefused, refused.to_string()))
            }
        }
    }

    /// Notes that a mail was given up.
    pub async fn give_up(&self, transaction: &mut Transaction, id: MailId) -> Result<(), StorageError> {
        give_up(transaction, &self.registry, id).await
    }

    async fn ended(&self, held: &LeasedJob, id: MailId, outcome: MailOutcome) -> Result<Conclusion, Failed> {
        let mut conclusion = held.conclude().await?;
        let at = jobs::now(&mut conclusion, &self.registry.clock).await?;
        mails::end(&mut conclusion, id, Some((outcome, at))).await?;
        Ok(conclusion)
    }

    /// The mail as it is sent, or why it is not.
    async fn ready(
        &self,
        reading: &mut ReadTransaction,
        mail: &Mail,
    ) -> Result<Result<Ready, MailOutcome>, StorageError> {
        let Some((account, dossier)) = recipient(reading, &self.registry, mail).await? else {
            return Ok(Err(MailOutcome::Overtaken));
        };
        let found = accounts::find(reading, account).await?.filter(|account| account.disabled_at.is_none());
        let Some(account) = found else { return Ok(Err(MailOutcome::Overtaken)) };
        let mailbox = mailboxes::find(reading, account.id).await?;
        if mail.kind == MailKind::Confirmation {
            return Ok(if mailbox.works() {
                Err(MailOutcome::Overtaken)
            } else {
                Ok(self.confirmation(account, mail))
            });
        }
        if mailbox.refused_at.is_some() {
            return Ok(Err(MailOutcome::AddressRefused));
        }
        if mailbox.confirmed_at.is_none() {
            return Ok(Err(MailOutcome::Unconfirmed));
        }
        if mail.kind.is_reminder() && mailbox.reminders_declined_at.is_some() {
            return Ok(Err(MailOutcome::Declined));
        }
        let Some(facts) = self.facts(reading, mail, dossier).await? else {
            return Ok(Err(MailOutcome::Overtaken));
        };
        let office = match mail.issuer {
            Some(issuer) => issuers::profile(reading, issuer).await?.0.name,
            None => Bilingual::default(),
        };
        Ok(Ok(self.notice(account, (mail, dossier), (&facts, &office))))
    }

    fn confirmation(&self, account: Account, mail: &Mail) -> Ready {
        let link = MailLink::of(&self.registry.seal, Purpose::Confirmation, mail.id);
        let facts =
            MailFacts { kind: mail.kind, number: String::new(), from: None, until: None, confirm_by: None };
        let page = format!("{}/mail/confirmation/{link}", self.site);
        let pages = MailPages { page: &page, reminders: None };
        Ready {
            subject: Language::mail_subject(&facts),
            text: Language::mail_text(&facts, &Bilingual::default(), pages),
            account,
            declined_at: None,
        }
    }

    fn notice(
        &self,
        account: Account,
        (mail, dossier): (&Mail, Option<DossierId>),
        (facts, office): (&MailFacts, &Bilingual),
    ) -> Ready {
        let page = match dossier {
            Some(_) if is_of_certificate(mail) => {
                format!("{}/filing/certificates/{}", self.site, mail.subject.replace('/', "-"))
            }
            Some(dossier) => format!("{}/filing/dossiers/{dossier}", self.site),
            None => format!("{}/filing", self.site),
        };
        let link =
            mail.kind.is_reminder().then(|| MailLink::of(&self.registry.seal, Purpose::Reminders, mail.id));
        let declined_at = link.map(|link| format!("{}/mail/reminders/{link}", self.site));
        let pages = MailPages { page: &page, reminders: declined_at.as_deref() };
        Ready {
            subject: Language::mail_subject(facts),
            text: Language::mail_text(facts, office, pages),
            account,
            declined_at,
        }
    }

    /// What is told; none where there is nothing to tell any more.
    async fn facts(
        &self,
        reading: &mut ReadTransaction,
        mail: &Mail,
        dossier: Option<DossierId>,
    ) -> Result<Option<MailFacts>, StorageError> {
        let number = match dossier {
            Some(id) => number_of(reading, &self.registry, id).await?,
            None => String::new(),
        };
        let kind = mail.kind;
        if kind == MailKind::Expiry {
            let (certificate, last) =
                (certificates::find(reading, &mail.subject).await?, last_day(&mail.occasion));
            let stands = certificate.is_some_and(|found| {
                Some(found.paper.expires_on) == last
                    && matches!(found.standing, Standing::InForce | Standing::Suspended(_))
            });
            let facts = MailFacts { kind, number, from: None, until: last, confirm_by: None };
            return Ok(stands.then_some(facts));
        }
        if kind == MailKind::ReportDue {
            let last = last_day(&mail.occasion);
            let owes = self.owes_report(reading, mail, last).await?;
            return Ok(owes.then_some(MailFacts { kind, number, from: None, until: last, confirm_by: None }));
        }
        let Ok(seq) = mail.occasion.parse() else { return Ok(None) };
        let line = audit::find(reading, seq).await?;
        Ok(line.map(|line| {
            let (from, until) = days(&line.deed);
            let confirm_by = match &line.deed {
                Deed::Suspended { urgency, .. } => urgency.as_ref().map(|urgency| urgency.confirm_by),
                _ => None,
            };
            MailFacts { kind, number, from, until, confirm_by }
        }))
    }
}

impl Mails {
    /// Whether the report that is due on a day has not been made, and its
    /// certificate has not ended.
    async fn owes_report(
        &self,
        reading: &mut ReadTransaction,
        mail: &Mail,
        last: Option<Day>,
    ) -> Result<bool, StorageError> {
        let found = certificates::find(reading, &mail.subject).await?;
        let stands = found.is_some_and(|found| {
            last.is_some_and(|last| found.paper.expires_on >= last)
                && matches!(found.standing, Standing::InForce | Standing::Suspended(_))
        });
        let made = reports::of_certificate(reading, &mail.subject).await?.rows;
        Ok(stands && last.is_some_and(|last| made.iter().all(|report| report.year < last.year())))
    }
}

/// Whether one goes on at the page of the certificate itself. A number of other
/// letters than those of a link is found from its dossier.
fn is_of_certificate(mail: &Mail) -> bool {
    let is_plain = mail.subject.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-.".contains(&byte));
    is_plain
        && matches!(
            mail.kind,
            MailKind::ReportDue
                | MailKind::ReportReceived
                | MailKind::ReportReturned
                | MailKind::StandingAlert
                | MailKind::StandingRegained
        )
}

/// Whose the mail is, and the dossier it is about.
pub(super) async fn recipient(
    reading: &mut ReadTransaction,
    registry: &Registry,
    mail: &Mail,
) -> Result<Option<(AccountId, Option<DossierId>)>, StorageError> {
    let dossier = match mail.kind.about() {
        About::Account => return Ok(mail.subject.parse().ok().map(|account| (account, None))),
        About::Dossier => mail.subject.parse().ok(),
        About::Certificate => {
            let Some(found) = certificates::find(reading, &mail.subject).await? else { return Ok(None) };
            if let (None, Some(account)) = (found.dossier, found.entrusted_to) {
                return Ok(Some((account, None)));
            }
            found.dossier
        }
    };
    let Some(id) = dossier else { return Ok(None) };
    let found = dossiers::find(reading, &registry.seal, id).await?;
    Ok(found.map(|dossier| (dossier.applicant, Some(dossier.id))))
}

async fn number_of(
    reading: &mut ReadTransaction,
    registry: &Registry,
    id: DossierId,
) -> Result<String, StorageError> {
    let found = dossiers::find(reading, &registry.seal, id).await?;
    let number = found.and_then(|dossier| dossier.stage.receipt().map(|receipt| receipt.number.clone()));
    Ok(number.unwrap_or_default())
}

/// The first and the last day of what a deed tells.
fn days(deed: &Deed) -> (Option<Day>, Option<Day>) {
    let (mut from, mut until) = (None, None);
    for fact in deed.facts() {
        match fact {
            Fact::From(day) | Fact::On(day) => from = Some(day),
            Fact::Due(day) | Fact::Until(day) => until = Some(day),
            _ => {}
        }
    }
    (from, until)
}
