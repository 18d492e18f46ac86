//! One act, from its beginning to its commit.
//!
//! Every act goes the same way: it begins with who acts; takes its locks; asks
//! whether it may; changes what it changes; enters in the register what the
//! public may know; and concludes with its deed, which the audit trail keeps.
//! All of it happens, or none. Nothing else in `acts` begins a transaction that
//! writes, reads the clock for an act, or writes to either chain.
//!
//! Locks are taken in one order, so that acts wait for each other and never in
//! a ring: a job, the series an act has to itself (`Work::alone`) or shares
//! (`Work::beside`), the thing it is about (`Work::dossier`), its own
//! numbers, then the register's entries (`Work::enter`), then one count of a month,
//! then the audit trail (`Work::conclude`). The calendar's head is held together by all who count a
//! deadline, after their dossier; who changes it takes the dossiers whose terms
//! run before it, and after it those whose terms began meanwhile, and the audit
//! trail.
//!
//! Work that is to be done after an act, and only if it was done, is enqueued
//! in the act's own transaction: a `Work` is given wherever storage wants a
//! [`Transaction`].

use std::fmt::Display;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;
use std::time::Instant as Stopwatch;

use tracing::{Instrument, Span, field};

use super::{ActError, Registry, Sight, conclusions, mails, repeated, scope};
use crate::dates::{Day, Instant};
use crate::domain::deed::{Deed, DeedKind, Noted, Publicity};
use crate::domain::dossier::{Act, Decision, Dossier};
use crate::domain::entry::Event;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Officer;
use crate::domain::timeline::PastDeed;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::heads::{self, Series};
use crate::storage::{StorageError, Transaction, dossiers, entries};

/// Seconds by which clocks may differ without a word in the log.
const SECONDS_APART: i64 = 2;

/// Who acts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Actor<'a> {
    /// An officer, for their issuer.
    Staff(&'a Officer),
    /// Someone who files, on a dossier of their own.
    Applicant(AccountId),
    /// Someone on their own account, whatever it is for.
    Owner(AccountId),
    /// The operator at the command line; their name comes with the register.
    CommandLine,
    /// The program by itself.
    Program,
}

/// An act that is being done. Dropped before it is concluded, nothing of it
/// happened.
pub(super) struct Work<'a> {
    registry: &'a Registry,
    actor: Actor<'a>,
    transaction: Transaction,
    /// For which issuer it is done.
    issuer: Option<IssuerCode>,
    /// The one reading of the clock, made when it is first asked for: the locks
    /// that decide who is first are held by then.
    at: OnceLock<Instant>,
    /// What is noted beside the facts of its deed: the version of its subject
    /// that whoever acts has seen, and the term that ran on it.
    beside: Noted,
    entries: usize,
    noted: Vec<DeedKind>,
    begun: Stopwatch,
    /// Says which deed, and for which issuer; never whose.
    span: Span,
}

impl<'a> Work<'a> {
    /// Begins an act.
    pub(super) async fn begin(
        registry: &'a Registry,
        actor: impl Into<Actor<'a>>,
    ) -> Result<Self, StorageError> {
        let (actor, begun) = (actor.into(), Stopwatch::now());
        let span = tracing::info_span!("act", act = field::Empty, issuer = field::Empty);
        let transaction = registry.storage.begin().instrument(span.clone()).await?;
        let issuer = match actor {
            Actor::Staff(officer) => Some(officer.issuer),
            Actor::Applicant(_) | Actor::Owner(_) | Actor::CommandLine | Actor::Program => None,
        };
        let (at, beside, entries, noted) = (OnceLock::new(), Noted::default(), 0, Vec::new());
        Ok(Self { registry, actor, transaction, issuer, at, beside, entries, noted, begun, span })
    }

    /// One act of its series at a time: what it finds, no other changes.
    pub(super) async fn alone(&mut self, series: Series) -> Result<(), StorageError> {
        heads::next(&mut self.transaction, series).await.map(drop)
    }

    /// Together with others, while nobody has the series alone.
    pub(super) async fn beside(&mut self, series: Series) -> Result<(), StorageError> {
        heads::hold(&mut self.transaction, series).await
    }

    /// When it is done.
    pub(super) fn at(&self) -> Instant {
        *self.at.get_or_init(|| self.registry.clock.now())
    }

    /// The day it is done on.
    pub(super) fn today(&self) -> Day {
        self.at().day()
    }

    /// Whether an instant that was to come when it began has come: the clock
    /// is read anew.
    pub(super) fn is_overtaken_by(&self, instant: Instant) -> bool {
        self.registry.clock.now() >= instant
    }

    /// The register it is done in.
    pub(super) fn registry(&self) -> &'a Registry {
        self.registry
    }

    /// The dossier for an officer's act: at their issuer, unchanged since it
    /// was seen, in a stage that allows the act, the act one of their roles.
    pub(super) async fn dossier(&mut self, seen: Sight, act: Act) -> Result<Dossier, ActError> {
        let Actor::Staff(officer) = self.actor else { return Err(ActError::NotAllowed) };
        dossiers::hold(&mut self.transaction, seen.dossier).await?;
        let dossier = scope::at_desk(&mut self.transaction, self.registry, officer, seen, act).await?;
        dossier.require(act, self.today())?;
        self.beside.in_time_until = dossier.stage.due_on();
        Ok(dossier)
    }

    /// The applicant's own dossier; nobody else changes it meanwhile.
    pub(super) async fn own_dossier(&mut self, id: DossierId) -> Result<Dossier, ActError> {
        let Actor::Applicant(applicant) = self.actor else { return Err(ActError::NotAllowed) };
        dossiers::hold(&mut self.transaction, id).await?;
        let dossier = scope::of_applicant(&mut self.transaction, self.registry, applicant, id).await?;
        self.at_issuer(dossier.issuer);
        self.beside.in_time_until = dossier.stage.due_on();
        Ok(dossier)
    }

    /// Refuses unless the stage of the applicant's dossier allows the act; one
    /// that was done already is told.
    pub(super) async fn require(&mut self, dossier: &Dossier, act: Act) -> Result<(), ActError> {
        let Err(refusal) = dossier.stage.require(act, self.today()) else { return Ok(()) };
        let (subject, by) = (dossier.id.to_string(), dossier.applicant);
        let wish = repeated::Wish { subject: &subject, kind: act.deed(), seen: None, by };
        Err(repeated::refusal(&mut self.transaction, wish, refusal).await)
    }

    /// A decision made by this act.
    pub(super) fn decision(&self, by: &Officer, reasons: String) -> Decision {
        Decision { decided_by: by.account, decided_at: self.at(), reasons }
    }

    /// Says for which issuer it is done, where that is not who acts.
    pub(super) fn at_issuer(&mut self, issuer: impl Into<Option<IssuerCode>>) {
        self.issuer = issuer.into();
    }

    /// Says which version of its subject was seen.
    pub(super) fn saw(&mut self, version: i64) {
        self.beside.seen = Some(version);
    }

    /// Enters what happened in the register, and answers its place. An entry is
    /// never older than the one before it: a machine whose clock is behind takes
    /// that one's instant, and says so. It is not refused, for a single clock
    /// that once ran ahead would then stop the register until its time has come.
    pub(super) async fn enter(&mut self, issuer: IssuerCode, event: Event) -> Result<i64, StorageError> {
        heads::lock(&mut self.transaction, Series::Entries).await?;
        let at = self.at();
        let last = crate::storage::inspection::last_entered_at(&mut self.transaction).await?;
        let last = last.and_then(|last| last.parse().ok()).unwrap_or(at).max(at);
        let behind = last.unix() - at.unix();
        if behind > SECONDS_APART {
            tracing::error!(
                parent: &self.span,
                seconds = behind,
                "this machine's clock is behind the register's last entry: set it by NTP"
            );
        }
        self.entries += 1;
        entries::append(&mut self.transaction, last, issuer, event).await
    }

    /// Notes a deed in the audit trail.
    ///
    /// Last in an act: the chain's head stays locked until the commit, and
    /// every act takes its locks in the same order when this one is always last.
    pub(super) async fn note(&mut self, subject: impl Display, deed: Deed) -> Result<(), StorageError> {
        let record = self.record(subject, deed);
        let seq = audit::append(&mut self.transaction, &record).await?;
        self.tell(&record, seq).await
    }

    /// Orders the mail that tells of a deed, where this server sends any.
    async fn tell(&mut self, record: &AuditRecord, seq: i64) -> Result<(), StorageError> {
        let told = record.deed.mail().filter(|_| self.registry.postbox.is_some());
        let Some(kind) = told else { return Ok(()) };
        let about = (kind, record.subject.as_str(), seq.to_string());
        mails::order(&mut self.transaction, self.registry, record.issuer, about).await
    }

    /// Notes what others did: it says nothing of whoever happens to be the
    /// reason that it is written now.
    pub(super) async fn note_of_others(
        &mut self,
        subject: impl Display,
        deed: Deed,
    ) -> Result<(), StorageError> {
        let record =
            AuditRecord { actor: None, issuer: None, noted: Noted::default(), ..self.record(subject, deed) };
        audit::append_of_others(&mut self.transaction, &record).await
    }

    fn record(&mut self, subject: impl Display, deed: Deed) -> AuditRecord {
        self.noted.push(deed.kind());
        self.span.record("act", deed.kind().as_str());
        self.issuer.map(|issuer| self.span.record("issuer", field::display(issuer)));
        let actor = match self.actor {
            Actor::Staff(officer) => Some(officer.account),
            Actor::Applicant(account) | Actor::Owner(account) => Some(account),
            Actor::CommandLine | Actor::Program => None,
        };
        let (at, issuer, subject) = (self.at(), self.issuer, subject.to_string());
        AuditRecord { at, actor, issuer, subject, noted: self.beside, deed }
    }

    /// Stores the changed dossier with what was done to it, and commits.
    pub(super) async fn conclude_on(mut self, mut dossier: Dossier, deed: Deed) -> Result<Dossier, ActError> {
        dossier.saved_at = self.at();
        self.saw(dossier.version);
        dossiers::update(&mut self.transaction, &self.registry.seal, &mut dossier).await?;
        self.conclude(dossier.id, deed).await?;
        Ok(dossier)
    }

    /// The same of a decision: how the dossier was handled is kept with it.
    pub(super) async fn decide_on(mut self, dossier: Dossier, deed: Deed) -> Result<Dossier, ActError> {
        let done = PastDeed {
            at: self.at(),
            by: None,
            deed: deed.clone(),
            in_time_until: self.beside.in_time_until,
        };
        conclusions::keep(&mut self, &dossier, done).await?;
        self.conclude_on(dossier, deed).await
    }

    /// Notes what was done, and commits.
    pub(super) async fn conclude(mut self, subject: impl Display, deed: Deed) -> Result<(), StorageError> {
        let is_public = deed.kind().publicity() == Publicity::Entered;
        debug_assert_eq!(
            is_public,
            self.entries > 0,
            "what the public may know is entered, and nothing else"
        );
        self.note(subject, deed).await?;
        self.commit().await
    }

    /// Commits what is no deed of anybody's: a count, a lease, a session in
    /// use; or what was noted already.
    pub(super) async fn commit(self) -> Result<(), StorageError> {
        let Self { registry, transaction, noted, begun, span, .. } = self;
        transaction.commit().instrument(span.clone()).await?;
        if !noted.is_empty() {
            // From its beginning: with the wait for its turn to write.
            tracing::debug!(parent: &span, millis = begun.elapsed().as_secs_f64() * 1_000.0, "done");
        }
        for kind in noted {
            registry.counts.did(kind);
        }
        Ok(())
    }
}

impl Deref for Work<'_> {
    type Target = Transaction;

    fn deref(&self) -> &Transaction {
        &self.transaction
    }
}

impl DerefMut for Work<'_> {
    fn deref_mut(&mut self) -> &mut Transaction {
        &mut self.transaction
    }
}

impl<'a> From<&'a Officer> for Actor<'a> {
    fn from(officer: &'a Officer) -> Self {
        Self::Staff(officer)
    }
}
