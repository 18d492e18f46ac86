//! A dossier opened at the desk, with everything its page speaks of.

use std::collections::{BTreeMap, BTreeSet};

use super::Desk;
use super::findings::Findings;
use super::people::Names;
use crate::acts::findings::{Appraisal, appraise};
use crate::acts::holding::held_by_applicant;
use crate::acts::letters::{self, Letter};
use crate::acts::look::Look;
use crate::acts::mails::{self, DossierMails};
use crate::acts::notes::{self, Note};
use crate::acts::record;
use crate::acts::scope;
use crate::acts::supervision::{self, Comment};
use crate::acts::terms::Terms;
use crate::acts::timeline;
use crate::dates::{Day, Instant};
use crate::domain::bilingual::Bilingual;
use crate::domain::certificate::Certificate;
use crate::domain::deed::DeedKind;
use crate::domain::dossier::{Act, Appraisers, Dossier, Hand, Stage, StageName};
use crate::domain::evidence::{Evidence, SharedFile};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::staff::Role;
use crate::domain::supervision::{About, Check};
use crate::domain::supplement::Changes;
use crate::domain::timeline::Step;
use crate::storage::supervision as stored_checks;
use crate::storage::{ReadTransaction, accounts, evidence, hands, if_readable, judgements, regimes};
use crate::web::Failure;

/// A dossier opened at the desk.
pub(super) struct OpenDossier {
    pub(super) dossier: Dossier,
    /// What would be found today.
    pub(super) appraisal: Appraisal,
    /// What the page shows: what was kept, once a decision was proposed.
    pub(super) findings: Findings,
    /// When the findings shown were kept; none when they are today's.
    pub(super) kept_at: Option<Instant>,
    pub(super) papers: Vec<Evidence>,
    /// Which of their files other applicants handed in too.
    pub(super) shared: Vec<SharedFile>,
    /// How it differs from what was handed in for the certificate it follows.
    pub(super) changes: Option<Changes>,
    /// The certificate that whoever registers holds already; not told once it is
    /// decided.
    pub(super) held: Option<Certificate>,
    /// What the office wrote to the applicant.
    pub(super) letters: Vec<Letter>,
    /// What the applicant was told by mail.
    pub(super) mails: DossierMails,
    /// What its officers left each other.
    pub(super) notes: Vec<Note>,
    /// What the Ministry wrote to it.
    pub(super) comments: Vec<Comment>,
    /// The checks of it that the Ministry ordered.
    pub(super) checks: Vec<Check>,
    /// What happened to it, step by step.
    pub(super) steps: Vec<Step>,
    pub(super) names: Names,
    /// Who appraises at the issuer now, by name.
    pub(super) appraisers: BTreeMap<AccountId, String>,
    /// Who ever appraised it: none of them decides it.
    pub(super) hands: Appraisers,
    /// By what it is judged and counted.
    pub(super) terms: Terms,
    /// The name of the regime that the findings shown were made under.
    pub(super) regime: Option<Bilingual>,
    pub(super) today: Day,
}

impl OpenDossier {
    /// The dossier of this id, if it was filed with the officer's issuer. A
    /// draft is the applicant's alone.
    pub(super) async fn find(desk: &Desk<'_>, id: &str) -> Result<Self, Failure> {
        let id: DossierId = id.parse().map_err(|_| Failure::NotFound)?;
        let mut look = Look::at(desk.site.registry).await?;
        let dossier = scope::filed_dossier(&mut look, desk.site.registry, desk.officer.issuer, id).await?;
        Self::of(desk, look, dossier).await
    }

    /// The dossier of this id at another office, for who supervises it.
    pub(super) async fn supervised(desk: &Desk<'_>, id: DossierId) -> Result<Self, Failure> {
        let mut look = Look::at(desk.site.registry).await?;
        let dossier = scope::supervised_dossier(&mut look, desk.site.registry, &desk.officer, id).await?;
        Self::of(desk, look, dossier).await
    }

    async fn of(desk: &Desk<'_>, mut look: Look, dossier: Dossier) -> Result<Self, Failure> {
        let (registry, id) = (desk.site.registry, dossier.id);
        let (now, today) = (look.now(), look.today());
        let appraisal = appraise(&mut look, registry, &dossier, today).await?;
        let kept = kept(&mut look, &dossier).await?;
        let (kept_at, findings) = match kept {
            Some((at, findings)) => (Some(at), findings),
            None => (None, Findings::read(appraisal.kept())?),
        };
        let notes = notes::of_dossier(&mut look, id).await?;
        let subject = id.to_string();
        let comments = supervision::comments(&mut look, &subject).await?;
        let checks = stored_checks::of_matter(&mut look, About::Dossier, &subject).await?.rows;
        let steps = timeline::of_dossier(&mut look, id, &dossier.stage).await?.rows;
        let people = findings.judges().chain(named(&dossier.stage));
        let people = people.chain(notes.iter().filter_map(|note| note.by));
        let people = people.chain(comments.iter().filter_map(|comment| comment.by));
        let officers = steps.iter().filter(|step| step.hand() != Hand::Applicant);
        let people = people.chain(officers.filter_map(|step| step.by));
        let mut names = Names::default();
        names.learn(&mut look, people.collect()).await?;
        let papers = evidence::of_dossier(&mut look, id).await?.rows;
        let held = if dossier.stage.name(today).is_final() {
            None
        } else {
            held_by_applicant(&mut look, registry, (&dossier.application, today)).await?
        };
        Ok(Self {
            held,
            changes: record::changes(&mut look, registry, &dossier, &papers).await?,
            letters: letters::of_dossier(&mut look, &dossier).await?,
            mails: mails::of_dossier(&mut look, registry, &dossier).await?,
            hands: hands::appraisers(&mut look, id).await?,
            shared: evidence::shared(&mut look, id).await?.rows,
            papers,
            appraisers: accounts::in_role(&mut look, dossier.issuer, Role::Appraiser).await?,
            terms: Terms::of(&mut look, &dossier, now).await?,
            regime: if_readable(regimes::named(&mut look, findings.regime()).await)?
                .map(|regime| regime.name_with_text()),
            dossier,
            appraisal,
            findings,
            kept_at,
            notes,
            comments,
            checks,
            steps,
            names,
            today,
        })
    }

    /// The stage today.
    pub(super) fn stage(&self) -> StageName {
        self.dossier.stage.name(self.today)
    }

    /// Whether the officer may do this now.
    pub(super) fn is_open_to(&self, desk: &Desk<'_>, act: Act) -> bool {
        (act != Act::TakeOver || self.is_orphaned())
            && self.dossier.is_open_to(&desk.officer, act, self.today)
            && self.hands.leave_open(&desk.officer, act)
    }

    /// Whether a paper came after more was asked for the last time.
    pub(super) fn is_new(&self, paper: &Evidence) -> bool {
        let asked = |step: &&Step| step.deed.kind() == DeedKind::RequestSupplement;
        self.steps.iter().rev().find(asked).is_some_and(|step| paper.uploaded_at > step.at)
    }

    /// Whether its appraiser does not appraise here any more.
    pub(super) fn is_orphaned(&self) -> bool {
        let appraisers: BTreeSet<_> = self.appraisers.keys().copied().collect();
        self.dossier.stage.is_orphaned(&appraisers)
    }

    /// Whether what the proposal rests on still holds today.
    pub(super) fn proposal_holds(&self) -> bool {
        let Stage::Proposed { proposal, .. } = &self.dossier.stage else { return true };
        self.appraisal.judged.may_be_approved()
            && self.appraisal.experts_with_cards(&self.dossier.application) == proposal.passing_experts
    }
}

/// The findings kept, in the stages that rest on them.
async fn kept(
    transaction: &mut ReadTransaction,
    dossier: &Dossier,
) -> Result<Option<(Instant, Findings)>, Failure> {
    if !matches!(dossier.stage, Stage::Proposed { .. } | Stage::Issued { .. } | Stage::Refused { .. }) {
        return Ok(None);
    }
    let kept = judgements::last_evaluation(transaction, dossier.id).await?;
    kept.map(|(at, body)| Ok((at, Findings::read(body)?))).transpose()
}

/// Everyone a stage names.
fn named(stage: &Stage) -> Vec<AccountId> {
    let mut people: Vec<_> = stage.appraiser().into_iter().collect();
    people.extend(stage.receipt().map(|receipt| receipt.received_by));
    match stage {
        Stage::SupplementRequested { request, .. } => people.push(request.requested_by),
        Stage::UnderAppraisal { sent_back, .. } => people.extend(sent_back.as_ref().map(|back| back.by)),
        Stage::Issued { decision, .. }
        | Stage::Refused { decision, .. }
        | Stage::Cancelled { decision, .. } => {
            people.push(decision.decided_by);
        }
        _ => {}
    }
    people
}
