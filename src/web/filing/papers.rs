//! Papers: taken, listed, shown, taken out again.

use rocket::{get, post};

use super::place::Place;
use super::removal::ConfirmPage;
use super::sent_form::SentForm;
use super::{address, address_of, outline, trail};
use crate::acts::filing::{self, OwnDossier};
use crate::acts::upload::Upload;
use crate::acts::{ActError, Registry};
use crate::domain::eligibility::{Rule, Subject, evaluate_under};
use crate::domain::evidence::{Evidence, Item};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::domain::readiness::Section;
use crate::language::{Language, uploads};
use crate::web::file::File;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site, form};

/// A paper in a list.
#[derive(Debug)]
pub(super) struct PaperLine {
    pub(super) id: EvidenceId,
    pub(super) name: String,
    pub(super) size: String,
    pub(super) at: String,
}

/// A portrait, with what was measured and whether it fits.
#[derive(Debug)]
pub(super) struct Portrait {
    pub(super) href: String,
    /// Whether it fits, how that is marked, and what was measured.
    pub(super) verdict: &'static str,
    pub(super) class: &'static str,
    pub(super) measured: String,
}

impl PaperLine {
    pub(super) fn new(language: Language, paper: &Evidence) -> Self {
        Self {
            id: paper.id,
            name: paper.file_name.clone(),
            size: uploads::size(paper.byte_count.unsigned_abs()),
            at: language.instant(paper.uploaded_at),
        }
    }
}

impl Portrait {
    /// The portrait of an expert, if one was uploaded.
    pub(super) fn of(language: Language, own: &OwnDossier, expert: Option<usize>) -> Option<Self> {
        let paper = own.papers.iter().find(|paper| paper.item == Item::Photo && paper.expert == expert)?;
        let evaluation = evaluate_under(&own.regime, &own.dossier.application, paper.uploaded_at.day());
        let finding = evaluation.finding(Rule::E7, Subject::Expert(expert?))?;
        let href = format!("{}/papers/{}", address(own.dossier.id), paper.id);
        let (verdict, class) = outline::verdict(language, finding.verdict);
        Some(Self { href, verdict, class, measured: outline::said(language, finding.text.clone()) })
    }
}

/// What a paper is handed in for.
pub(super) struct About {
    pub(super) item: Item,
    /// Position of the expert it is about.
    pub(super) expert: Option<usize>,
}

/// Takes an uploaded paper into the dossier.
pub(super) async fn take(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    about: About,
    upload: form::Upload,
) -> Result<Evidence, ActError> {
    let (About { item, expert }, file) = (about, upload.content?);
    filing::attach(registry, applicant, id, Upload { item, expert, file_name: upload.file_name, file }).await
}

/// A paper, for its applicant only.
#[get("/filing/dossiers/<id>/papers/<paper>")]
pub(super) async fn view(
    id: DossierId,
    paper: EvidenceId,
    applicant: Applicant,
    site: Site<'_>,
) -> Result<File, Failure> {
    let (evidence, bytes) = filing::open_paper(site.registry, applicant.account, id, paper).await?;
    Ok(File::to_show(evidence.file_name, evidence.media_type, bytes))
}

/// Asks before a paper is taken out.
#[get("/filing/dossiers/<id>/papers/<paper>/removal")]
pub(super) async fn removal_page(
    id: DossierId,
    paper: EvidenceId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    let found = own.papers.iter().find(|known| known.id == paper).ok_or(Failure::NotFound)?;
    let texts = frame.language.filing();
    Answer::page(&ConfirmPage {
        trail: trail(frame.language, &own.dossier),
        title: texts.remove_paper.to_owned(),
        about: found.file_name.clone(),
        consequence: texts.remove_paper_consequence,
        action: format!("{}/papers/{paper}/removal", address(id)),
        button: texts.remove_paper,
        look: "destructive",
        seen: String::new(),
        back_href: address_of(id, place_of(found)),
        texts,
        frame,
    })
}

/// Takes a paper out.
#[post("/filing/dossiers/<id>/papers/<paper>/removal", data = "<sent>")]
pub(super) async fn remove(
    id: DossierId,
    paper: EvidenceId,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    let removed = filing::detach(site.registry, sent.applicant.account, id, paper).await?;
    site.leave_notice(frame.language.filing().removed);
    Ok(Answer::redirect(address_of(id, place_of(&removed))))
}

/// The part of the form a paper is handed in with.
fn place_of(paper: &Evidence) -> Option<Place> {
    let section = Section::ALL.iter().copied().find(|section| section.item() == Some(paper.item))?;
    Some(Place { expert: paper.expert, ..Place::of_dossier(section) })
}
