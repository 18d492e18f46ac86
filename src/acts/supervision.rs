//! Supervision: what the Ministry writes to a dossier or certificate of another
//! office, and what that office answers. Nothing of it changes the dossier or the
//! certificate.
//!
//! Who supervises reads facts. The papers that were handed in hold more of people
//! than a supervisor needs: they are open while a check of the dossier is, and
//! each look at one is noted as at the office's own desk.

use bytes::Bytes;

use super::repeated::{self, DoneAlready, Wish};
use super::work::Work;
use super::{ActError, Registry, scope, viewing};
use crate::dates::{Day, Instant};
use crate::domain::certificate::Certificate;
use crate::domain::deed::{CheckAnswerNote, CheckNote, Deed, DeedKind};
use crate::domain::dossier::Dossier;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{AccountId, CheckId, DossierId, EvidenceId};
use crate::domain::staff::Officer;
use crate::domain::supervision::{About, Check, Matter, SupervisionRefusal, Written, may_write, required};
use crate::storage::{ReadTransaction, StorageError, accounts, audit, certificates, dossiers, supervision};

/// What a check asks.
#[derive(Clone, Copy, Debug)]
pub struct CheckWish<'a> {
    /// What is to be looked into.
    pub asked: &'a str,
    /// Why.
    pub reasons: &'a str,
    /// The last day to answer.
    pub answer_by: Day,
}

/// What a supervisor looks at.
#[derive(Clone, Debug)]
pub enum Supervised {
    /// A dossier.
    Dossier(Box<Dossier>),
    /// A certificate.
    Certificate(Box<Certificate>),
}

/// A comment of the Ministry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: Option<AccountId>,
    /// What it says.
    pub text: String,
}

impl Supervised {
    /// Something of another office, by its id or number, for who supervises it.
    pub async fn find(
        reading: &mut ReadTransaction,
        registry: &Registry,
        officer: &Officer,
        (about, subject): (About, &str),
    ) -> Result<Self, ActError> {
        match about {
            About::Dossier => {
                let id: DossierId = subject.parse().map_err(|_| ActError::NotFound)?;
                let found = scope::supervised_dossier(reading, registry, officer, id).await?;
                Ok(Self::Dossier(Box::new(found)))
            }
            About::Certificate => {
                let found = scope::supervised_certificate(reading, officer, subject).await?;
                Ok(Self::Certificate(Box::new(found)))
            }
        }
    }

    /// What is commented on or checked.
    pub fn matter(&self) -> Matter {
        match self {
            Self::Dossier(dossier) => {
                Matter { about: About::Dossier, subject: dossier.id.to_string(), issuer: dossier.issuer }
            }
            Self::Certificate(certificate) => Matter {
                about: About::Certificate,
                subject: certificate.paper.number.clone(),
                issuer: certificate.paper.issuer,
            },
        }
    }
}

/// Writes a comment to something of another office. The same words of the same
/// officer twice running are one comment.
pub async fn comment(
    registry: &Registry,
    officer: &Officer,
    on: (About, &str),
    text: &str,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let matter = held(&mut work, officer, on).await?;
    let comment = required(text)?;
    let last = comments(&mut work, &matter.subject).await?.pop();
    if last.is_some_and(|last| last.by == Some(officer.account) && last.text == comment) {
        let wish =
            Wish { subject: &matter.subject, kind: DeedKind::Comment, seen: None, by: officer.account };
        return Err(repeated::refusal(&mut work, wish, ActError::NotFound).await);
    }
    Ok(work.conclude(matter.subject, Deed::Comment { comment }).await?)
}

/// Orders a check of something of another office: one at a time.
pub async fn order(
    registry: &Registry,
    officer: &Officer,
    on: (About, &str),
    wish: CheckWish<'_>,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let matter = held(&mut work, officer, on).await?;
    let (asked, reasons) = (required(wish.asked)?, required(wish.reasons)?);
    if wish.answer_by < work.today() {
        return Err(SupervisionRefusal::PastDay.into());
    }
    let all = supervision::of_matter(&mut work, matter.about, &matter.subject).await?.rows;
    if let Some(open) = all.iter().find(|check| check.is_open()) {
        let is_same = open.ordered_by == officer.account && open.asked == asked;
        let done = DoneAlready {
            at: open.ordered_at,
            by: String::new(),
            by_same: true,
            number: None,
            certificate: None,
        };
        return Err(if is_same { done.into() } else { SupervisionRefusal::Pending.into() });
    }
    let check = Check {
        id: CheckId::new(registry.entropy.uuid()),
        matter,
        asked,
        reasons,
        answer_by: wish.answer_by,
        ordered_by: officer.account,
        ordered_at: work.at(),
        answer: None,
        closing: None,
        version: 1,
    };
    supervision::insert(&mut work, &check).await?;
    let Check { id, matter, asked, reasons, answer_by, .. } = check;
    Ok(work
        .conclude(matter.subject, Deed::OrderCheck(CheckNote { check: id, asked, reasons, answer_by }))
        .await?)
}

/// Answers a check for the office that was asked.
pub async fn answer(registry: &Registry, officer: &Officer, id: CheckId, text: &str) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let check = scope::check(&mut work, officer, id).await?;
    hold(&mut work, &check.matter).await?;
    let check = scope::asked_check(&mut work, officer, id).await?;
    if !may_write(officer) {
        return Err(ActError::NotAllowed);
    }
    let text = required(text)?;
    if let Some(given) = check.answer.as_ref().filter(|given| given.text == text) {
        return Err(done(&mut work, given, officer).await?);
    }
    check.may_be_answered()?;
    let written = Written { text, by: officer.account, at: work.at() };
    supervision::answer(&mut work, id, &written).await?;
    let deed = Deed::AnswerCheck(CheckAnswerNote { check: id, text: written.text });
    Ok(work.conclude(check.matter.subject, deed).await?)
}

/// Closes a check with what the Ministry found, answered or not, as somebody saw
/// it.
pub async fn close(
    registry: &Registry,
    officer: &Officer,
    (id, version): (CheckId, i64),
    text: &str,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let check = scope::check(&mut work, officer, id).await?;
    hold(&mut work, &check.matter).await?;
    let check = scope::check(&mut work, officer, id).await?;
    if !scope::supervises(officer) || !may_write(officer) {
        return Err(ActError::NotAllowed);
    }
    let text = required(text)?;
    if let Some(made) = check.closing.as_ref().filter(|made| made.text == text) {
        return Err(done(&mut work, made, officer).await?);
    }
    check.may_be_closed()?;
    work.saw(version);
    let written = Written { text, by: officer.account, at: work.at() };
    supervision::close(&mut work, (id, version), &written).await?;
    let deed = Deed::CloseCheck(CheckAnswerNote { check: id, text: written.text });
    Ok(work.conclude(check.matter.subject, deed).await?)
}

/// The comments on something, oldest first.
pub async fn comments(reading: &mut ReadTransaction, subject: &str) -> Result<Vec<Comment>, StorageError> {
    let lines = audit::of_kinds(reading, subject, [DeedKind::Comment]).await?.rows;
    let comment = |line: audit::AuditLine| match line.deed {
        Deed::Comment { comment } => Some(Comment { at: line.at, by: line.actor, text: comment }),
        _ => None,
    };
    Ok(lines.into_iter().filter_map(comment).collect())
}

/// An uploaded paper of another office's dossier, while a check of it is open.
/// Each look is one row of the audit trail.
pub async fn view_paper(
    registry: &Registry,
    officer: &Officer,
    id: CheckId,
    paper: EvidenceId,
) -> Result<(Evidence, Bytes), ActError> {
    let dossier = {
        let mut reading = registry.storage.read().await?;
        let check = scope::check(&mut reading, officer, id).await?;
        let matter = Some(&check.matter).filter(|matter| matter.about == About::Dossier && check.is_open());
        let dossier: Option<DossierId> = matter.and_then(|matter| matter.subject.parse().ok());
        let dossier = dossier.ok_or(ActError::NotFound)?;
        scope::supervised_dossier(&mut reading, registry, officer, dossier).await?.id
    };
    viewing::view(registry, officer, dossier, paper).await
}

/// What is to be commented on or checked; nobody else writes to it meanwhile.
async fn held(work: &mut Work<'_>, officer: &Officer, on: (About, &str)) -> Result<Matter, ActError> {
    let registry = work.registry();
    let matter = Supervised::find(work, registry, officer, on).await?.matter();
    hold(work, &matter).await?;
    if may_write(officer) { Ok(matter) } else { Err(ActError::NotAllowed) }
}

async fn hold(work: &mut Work<'_>, matter: &Matter) -> Result<(), ActError> {
    match matter.about {
        About::Dossier => {
            let id = matter.subject.parse().map_err(|_| ActError::NotFound)?;
            Ok(dossiers::hold(work, id).await?)
        }
        About::Certificate => Ok(certificates::hold(work, &matter.subject).await?),
    }
}

/// That the same was written already.
async fn done(
    reading: &mut ReadTransaction,
    written: &Written,
    officer: &Officer,
) -> Result<ActError, StorageError> {
    let by = accounts::find(reading, written.by).await?.map(|account| account.name).unwrap_or_default();
    let (at, by_same) = (written.at, written.by == officer.account);
    Ok(DoneAlready { at, by, by_same, number: None, certificate: None }.into())
}
