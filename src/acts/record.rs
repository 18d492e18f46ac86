//! What was handed in for the papers of a certificate: the dossiers on which
//! they were issued. Whoever asks for new papers types none of it again, and
//! whoever judges sees what is another.

use super::Registry;
use crate::domain::application::{Application, Expert, Organisation, given};
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::evidence::{Evidence, Item};
use crate::domain::ids::{DossierId, EvidenceId};
use crate::domain::supplement::{Basis, Changes, PaperMark};
use crate::priority::aside_if;
use crate::storage::{ReadTransaction, StorageError, certificates, dossiers, evidence};

/// The dossiers on which papers of a certificate's number were issued, the first
/// begun first, each with its papers.
pub(super) struct Record(Vec<(Dossier, Vec<Evidence>)>);

/// An expert of one of them.
#[derive(Clone, Copy)]
pub(super) struct KnownExpert<'a> {
    /// What was written.
    pub(super) expert: &'a Expert,
    papers: &'a [Evidence],
    position: usize,
}

impl Record {
    /// Of the certificate of this number.
    pub(super) async fn of(
        reading: &mut ReadTransaction,
        registry: &Registry,
        number: &str,
    ) -> Result<Self, StorageError> {
        let mut record = Vec::new();
        for id in certificates::dossiers(reading, number).await? {
            let Ok(id) = id.parse::<DossierId>() else { continue };
            let Some(dossier) = dossiers::find(reading, &registry.seal, id).await? else { continue };
            let is_of_it =
                matches!(&dossier.stage, Stage::Issued { certificate, .. } if certificate == number);
            if is_of_it {
                let papers = evidence::of_dossier(reading, id).await?.rows;
                record.push((dossier, papers));
            }
        }
        record.sort_by_key(|(dossier, _)| (dossier.created_at, dossier.id));
        Ok(Self(record))
    }

    /// The organisation as it was told last, all of it, with its papers.
    pub(super) fn organisation(&self) -> Option<(&Organisation, &[Evidence])> {
        self.0.iter().rev().find_map(|(dossier, papers)| {
            let told = dossier.application.organisation.as_ref();
            Some((told.filter(|told| told.qms_certificate.is_some())?, papers.as_slice()))
        })
    }

    /// The person of this personal number as they were told last, all of it.
    pub(super) fn expert(&self, number: Option<&str>) -> Option<KnownExpert<'_>> {
        self.0.iter().rev().find_map(|(dossier, papers)| {
            let is_it = |expert: &Expert| {
                expert.degree.is_some()
                    && number.is_some()
                    && given(expert.personal_number.as_ref()) == number
            };
            let position = dossier.application.experts.iter().position(is_it)?;
            Some(KnownExpert { expert: &dossier.application.experts[position], papers, position })
        })
    }

    /// All of it as one application, and its papers: what a later one differs
    /// from.
    fn told(&self) -> Option<(Application, Vec<Evidence>)> {
        let is_whole = |(dossier, _): &&(Dossier, Vec<Evidence>)| {
            let experts = &dossier.application.experts;
            !dossier.application.procedure.is_about_certificate()
                || dossier.application.procedure.is_renewal() && !experts.is_empty()
        };
        let (dossier, papers) = self.0.iter().rev().find(is_whole)?;
        let (mut application, mut papers) = (dossier.application.clone(), papers.clone());
        for (later, own) in self.0.iter().filter(|(later, _)| later.created_at > dossier.created_at) {
            for (position, expert) in later.application.experts.iter().enumerate() {
                if expert.degree.is_none() {
                    continue;
                }
                let at = application.experts.len();
                let of_expert = own.iter().filter(|paper| paper.expert == Some(position));
                papers.extend(of_expert.map(|paper| Evidence { expert: Some(at), ..paper.clone() }));
                application.experts.push(expert.clone());
            }
        }
        Some((application, papers))
    }
}

impl KnownExpert<'_> {
    /// The papers of these items that were handed in about them.
    pub(super) fn papers(&self, items: &[Item]) -> impl Iterator<Item = &Evidence> {
        let position = self.position;
        self.papers.iter().filter(move |paper| paper.expert == Some(position) && items.contains(&paper.item))
    }
}

/// How a dossier differs from what was handed in for the certificate that it
/// follows; none of one that is no registration, or of a first one.
pub async fn changes(
    reading: &mut ReadTransaction,
    registry: &Registry,
    dossier: &Dossier,
    papers: &[Evidence],
) -> Result<Option<Changes>, StorageError> {
    let application = &dossier.application;
    let Some(prior) = application.certificate.as_ref().filter(|_| is_told_whole(application)) else {
        return Ok(None);
    };
    let Some((before, own)) = Record::of(reading, registry, &prior.number).await?.told() else {
        return Ok(None);
    };
    let (after, papers) = (application.clone(), papers.to_vec());
    let compare = move || between(before, &own, after, papers);
    Ok(Some(aside_if(application.is_long(), "dossier", compare).await?))
}

/// Whether it says everything anew, rather than only what is asked for.
fn is_told_whole(application: &Application) -> bool {
    application.procedure.is_renewal() || !application.procedure.is_about_certificate()
}

/// What differs: a paper that was taken over is the one there was, and by which
/// card somebody is known is nothing that they told.
fn between(
    before: Application,
    own: &[Evidence],
    mut after: Application,
    mut papers: Vec<Evidence>,
) -> Changes {
    let mut before = before;
    for expert in before.experts.iter_mut().chain(&mut after.experts) {
        expert.prior_card = None;
    }
    for paper in &mut papers {
        let is_it = |earlier: &&Evidence| (earlier.item, &earlier.sha256) == (paper.item, &paper.sha256);
        let known: Option<EvidenceId> = own.iter().find(is_it).map(|earlier| earlier.id);
        paper.id = known.unwrap_or(paper.id);
    }
    let basis = Basis { application: before, papers: own.iter().map(PaperMark::of).collect() };
    let is_renewal = after.procedure.is_renewal();
    let mut changes = Changes::between(&basis, &after, &papers);
    // What a renewal does not ask for was not taken away.
    changes.papers.retain(|change| !is_renewal || change.added + change.replaced > 0);
    changes
}
