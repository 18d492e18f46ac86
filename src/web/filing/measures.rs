//! What is proposed about a holder's certificate, on the holder's own pages; and
//! explaining oneself, once.

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};

use super::sent_form::TypedForm;
use super::{address, trail};
use crate::acts::measures;
use crate::acts::{ActError, filing};
use crate::dates::Day;
use crate::domain::ids::{AccountId, DossierId, ProposalId};
use crate::domain::measure::{Measure, MeasureProposal, MeasureRefusal};
use crate::language::Language;
use crate::language::desk::measures::MeasureTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

/// The form's field.
const FIELD: &str = "explanation";

/// A measure as its holder is told of it.
pub(super) struct OwnMeasure {
    /// What is proposed, or what became of it.
    pub(super) sentence: String,
    /// What was proposed, and how it ended; of one that waits no more.
    pub(super) ended: Option<String>,
    /// Clause, days, what to remedy, reasons.
    pub(super) facts: Vec<(&'static str, String)>,
    /// What they wrote.
    pub(super) answer: Option<String>,
    /// Where they explain themselves, while they may.
    pub(super) explain: Option<String>,
}

#[derive(Template)]
#[template(path = "filing/explanation.html")]
struct ExplanationPage {
    frame: Frame,
    texts: &'static MeasureTexts,
    trail: Vec<(String, String)>,
    form: Form,
    measure: OwnMeasure,
    proposal: String,
    action: String,
    back: String,
}

/// What was proposed about the certificate issued on a dossier, the latest
/// first.
pub(super) async fn shown(
    site: &Site<'_>,
    language: Language,
    (applicant, dossier): (AccountId, DossierId),
) -> Result<Vec<OwnMeasure>, Failure> {
    let today = site.registry.clock.today();
    let all = measures::of_holder(site.registry, applicant, dossier).await?;
    Ok(all.iter().rev().map(|proposal| OwnMeasure::of(language, (dossier, proposal), today)).collect())
}

impl OwnMeasure {
    fn of(language: Language, (dossier, proposal): (DossierId, &MeasureProposal), today: Day) -> Self {
        let texts = language.measures();
        let measure = &proposal.measure;
        let is_urgent = proposal.urgency.is_some();
        let last = proposal.answer_by().unwrap_or(today);
        let is_open = proposal.is_open(today);
        let mut facts = Vec::new();
        let ground = language.measure_ground(measure);
        if !ground.is_empty() {
            facts.push((texts.ground, ground.to_owned()));
        }
        if let Measure::Suspension { from, until, remedy, .. } = measure {
            facts.push((texts.days, language.measure_days(*from, *until)));
            facts.push((texts.remedy, remedy.clone()));
        }
        if *measure != Measure::Reinstatement {
            facts.push((texts.reasons, proposal.reasons.clone()));
        }
        // What was decided stands in the letters; what was not has none.
        if !is_open {
            facts.clear();
        }
        if let Some(declined) = proposal.ending.as_ref().filter(|ending| !ending.reasons.is_empty()) {
            facts.push((texts.decision_reasons, declined.reasons.clone()));
        }
        let ended = (!is_open).then(|| {
            let state = language.measure_ended(proposal.state(today), proposal.confirm_by);
            format!("{}: {state}", language.measure(measure, is_urgent))
        });
        Self {
            sentence: if is_open && proposal.answer.is_some() {
                language.measure_answered(measure, is_urgent)
            } else {
                language.measure_told(measure, last, is_urgent)
            },
            ended,
            facts,
            answer: proposal.answer.as_ref().map(|answer| answer.text.clone()),
            explain: (proposal.may_be_answered(today).is_ok())
                .then(|| format!("{}/explanation", address(dossier))),
        }
    }
}

/// Where the holder explains themselves.
#[get("/filing/dossiers/<id>/explanation")]
pub(super) async fn page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    match explanation_page((frame, Form::empty()), &site, (&applicant, id), None).await? {
        Some(page) => Answer::page(&page),
        None => Ok(Answer::redirect(address(id))),
    }
}

/// Hands the explanation in.
#[post("/filing/dossiers/<id>/explanation", data = "<sent>")]
pub(super) async fn explain(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    sent: TypedForm,
) -> Result<Answer, Failure> {
    let (language, texts) = (frame.language, frame.language.measures());
    let mut form = Form::filled(&sent.fields);
    form.require(FIELD, &language.nothing_written(texts.explain_label));
    let mut status = Status::UnprocessableEntity;
    let proposal = sent.fields.text("proposal").parse().map_err(|_| Failure::NotFound)?;
    if !form.is_refused() {
        let text = sent.fields.text(FIELD);
        match measures::answer(site.registry, sent.applicant.account, (id, proposal), text).await {
            Ok(()) => {
                site.leave_notice(texts.explained_said);
                return Ok(Answer::redirect(address(id)));
            }
            Err(ActError::Measure(
                refusal @ (MeasureRefusal::Empty
                | MeasureRefusal::TooLong(_)
                | MeasureRefusal::PersonalNumber),
            )) => {
                form.refuse(FIELD, language.measure_refusal(&refusal));
            }
            // It is not taken any more, but it can be read and kept.
            Err(ActError::Measure(
                refusal @ (MeasureRefusal::Answered
                | MeasureRefusal::Late(_)
                | MeasureRefusal::Lapsed(_)
                | MeasureRefusal::Ended),
            )) => {
                form.refuse(FIELD, language.measure_refusal(&refusal));
                status = Status::Conflict;
            }
            Err(other) => return Err(other.into()),
        }
    }
    match explanation_page((frame, form), &site, (&sent.applicant, id), Some(proposal)).await? {
        Some(page) => Answer::with_status(status, &page),
        None => Ok(Answer::redirect(address(id))),
    }
}

/// The page, while there is something to explain; of the measure that something
/// was written to, also when it is not taken any more.
async fn explanation_page(
    (frame, form): (Frame, Form),
    site: &Site<'_>,
    (applicant, id): (&Applicant, DossierId),
    written_to: Option<ProposalId>,
) -> Result<Option<ExplanationPage>, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    let all = measures::of_holder(site.registry, applicant.account, id).await?;
    let asked = all.iter().find(|proposal| match written_to {
        Some(written_to) => proposal.id == written_to,
        None => proposal.may_be_answered(own.today).is_ok(),
    });
    let Some(asked) = asked else { return Ok(None) };
    let language = frame.language;
    Ok(Some(ExplanationPage {
        texts: language.measures(),
        trail: trail(language, &own.dossier),
        measure: OwnMeasure::of(language, (id, asked), own.today),
        proposal: asked.id.to_string(),
        action: format!("{}/explanation", address(id)),
        back: address(id),
        form,
        frame,
    }))
}
