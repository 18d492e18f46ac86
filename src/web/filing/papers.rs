//! Papers: taken, listed, shown, taken out again.

use std::io::Cursor;

use bytes::Bytes;
use rocket::http::{ContentType, Header};
use rocket::response::{self, Responder, Response};
use rocket::{Request, get, post};

use super::place::Place;
use super::removal::ConfirmPage;
use super::sent::Sent;
use super::{address, address_of, answers, encoded, outline, trail};
use crate::acts::filing::{self, OwnDossier};
use crate::acts::upload::Upload;
use crate::acts::{ActError, Registry};
use crate::domain::eligibility::{Rule, Subject, evaluate_under};
use crate::domain::evidence::{Evidence, Item, UploadRefusal};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::domain::readiness::Section;
use crate::language::Language;
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

/// A paper as it is stored.
pub(super) struct Paper {
    paper: Evidence,
    bytes: Bytes,
}

impl PaperLine {
    pub(super) fn new(language: Language, paper: &Evidence) -> Self {
        Self {
            id: paper.id,
            name: paper.file_name.clone(),
            size: answers::size(paper.byte_count),
            at: language.instant(paper.uploaded_at),
        }
    }
}

impl Portrait {
    /// The portrait of an expert, if one was uploaded.
    pub(super) fn of(language: Language, own: &OwnDossier, expert: Option<usize>) -> Option<Self> {
        let paper = own.papers.iter().find(|paper| paper.item == Item::Photo && paper.expert == expert)?;
        let evaluation = evaluate_under(own.regime, &own.dossier.application, paper.uploaded_at.day());
        let finding = evaluation.finding(Rule::E7, Subject::Expert(expert?))?;
        let href = format!("{}/papers/{}", address(own.dossier.id), paper.id);
        let (verdict, class) = outline::verdict(language, finding.verdict);
        Some(Self { href, verdict, class, measured: outline::said(language, finding.text.clone()) })
    }
}

/// Takes an uploaded paper into the dossier.
pub(super) async fn take(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    (item, expert): (Item, Option<usize>),
    file: &form::Upload,
) -> Result<Evidence, ActError> {
    if file.too_large {
        return Err(UploadRefusal::TooLarge.into());
    }
    let (file_name, bytes) = (file.file_name.clone(), Bytes::from(file.bytes.clone()));
    filing::attach(registry, applicant, id, Upload { item, expert, file_name, bytes }).await
}

/// A paper, for its applicant only.
#[get("/filing/dossiers/<id>/papers/<paper>")]
pub(super) async fn view(
    id: DossierId,
    paper: EvidenceId,
    applicant: Applicant,
    site: Site<'_>,
) -> Result<Paper, Failure> {
    let (paper, bytes) = filing::open_paper(site.registry, applicant.account, id, paper).await?;
    Ok(Paper { paper, bytes })
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
    sent: Sent,
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

impl<'r> Responder<'r, 'static> for Paper {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let Self { paper, bytes } = self;
        let kind = ContentType::parse_flexible(&paper.media_type).unwrap_or(ContentType::Binary);
        let name = encoded(&paper.file_name);
        Response::build()
            .header(kind)
            .header(Header::new("Content-Disposition", format!("inline; filename*=UTF-8''{name}")))
            // Someone else's file under our address: it runs nothing, loads
            // nothing, and belongs to no origin.
            .header(Header::new(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ))
            .header(Header::new("X-Content-Type-Options", "nosniff"))
            .sized_body(bytes.len(), Cursor::new(bytes))
            .ok()
    }
}
