//! Measures on certificates at the desk: those that wait, one of them with all
//! that is known, and the forms to propose and to end one.

mod ending;
mod proposal;

use askama::Template;
use rocket::http::Status;
use rocket::{Route, get, routes};

use super::certificate::{PaperView, certificate_view, path, sentence};
use super::people::Names;
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::acts::{measures, scope};
use crate::dates::Day;
use crate::domain::certificate::Certificate;
use crate::domain::ids::ProposalId;
use crate::domain::measure::{Measure, MeasureProposal, MeasureRefusal};
use crate::domain::staff::Role;
use crate::language::Language;
use crate::language::desk::measures::MeasureTexts;
use crate::language::desk::papers::PaperTexts;
use crate::storage::{ReadTransaction, StorageError, folded_number};
use crate::web::{Answer, Failure, Form, Frame};

use ending::MeasureEnd;
pub(super) use proposal::MeasureForm;

pub(super) fn routes() -> Vec<Route> {
    routes![page, proposal::page, proposal::send, ending::page, ending::end]
}

#[derive(Template)]
#[template(path = "desk/measure.html")]
struct MeasurePage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static MeasureTexts,
    papers: &'static PaperTexts,
    paper: PaperView,
    back: String,
    view: MeasureView,
    /// What this officer can do with it: addresses, labels, looks.
    ways: Vec<(String, &'static str, &'static str)>,
    /// What they cannot do yet, or never, and why.
    why_not: Vec<String>,
}

/// A measure as pages show it.
pub(super) struct MeasureView {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) title: &'static str,
    /// Who is waited for, or how it ended.
    pub(super) state: String,
    pub(super) is_open: bool,
    pub(super) by_label: &'static str,
    pub(super) by: String,
    pub(super) at: String,
    pub(super) facts: Vec<(&'static str, String)>,
    /// What the holder wrote, and when.
    pub(super) answer: Option<(String, String)>,
    /// Who ended it and when, and why.
    pub(super) ending: Option<(String, String)>,
}

/// A proposal with its certificate, as one look found them.
struct Case {
    proposal: MeasureProposal,
    certificate: Certificate,
    view: MeasureView,
    today: Day,
}

/// A proposed measure.
#[get("/desk/certificates/<number>/measures/<id>")]
async fn page(number: &str, id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    let Case { proposal, certificate, view, today } = case(&desk, (number, id)).await?;
    let language = desk.frame.language;
    let mut ways = Vec::new();
    let mut why_not = Vec::new();
    for end in MeasureEnd::ALL {
        match end.refusal((&proposal, &certificate), &desk.officer, today) {
            _ if !end.is_for(&proposal, &desk.officer) => {}
            None => {
                ways.push((
                    format!("{}/{}", view.href, end.noun()),
                    end.label(language.measures()),
                    end.look(),
                ));
            }
            Some(MeasureRefusal::Ended | MeasureRefusal::Lapsed(_)) => {}
            Some(refusal) => why_not.push(language.measure_refusal(&refusal)),
        }
    }
    why_not.dedup();
    if !desk.officer.is(Role::Leader) && view.is_open {
        why_not.push(language.measures().no_acts.to_owned());
    }
    Answer::page(&MeasurePage {
        menu: desk.menu(),
        texts: language.measures(),
        papers: language.papers(),
        paper: certificate_view(language, &certificate, today),
        back: path(&certificate.paper.number),
        view,
        ways,
        why_not,
        frame: desk.frame,
    })
}

/// What the page of a form is answered with: whether somebody came between,
/// something typed is wrong, or it is only shown.
fn status(form: &Form) -> Status {
    match form.error("act") {
        Some(_) => Status::Conflict,
        None if form.is_refused() => Status::UnprocessableEntity,
        None => Status::Ok,
    }
}

/// The proposal of this id on the certificate of this number.
async fn case(desk: &Desk<'_>, (number, id): (&str, &str)) -> Result<Case, Failure> {
    let id: ProposalId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let proposal = scope::measure(&mut look, desk.officer.issuer, id).await?;
    if folded_number(&proposal.certificate.number) != folded_number(number) {
        return Err(Failure::NotFound);
    }
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let mut views = shown(&mut look, desk, std::slice::from_ref(&proposal)).await?;
    let view = views.pop().ok_or(Failure::NotFound)?;
    Ok(Case { proposal, certificate, view, today })
}

/// What waits at the officer's office, for a list.
pub(super) async fn waiting(look: &mut Look, desk: &Desk<'_>) -> Result<Vec<MeasureView>, StorageError> {
    let today = look.today();
    let waiting = measures::waiting(look, desk.officer.issuer, today).await?;
    shown(look, desk, &waiting).await
}

/// Everything that was proposed about a certificate, the latest first.
pub(super) async fn history(
    look: &mut Look,
    desk: &Desk<'_>,
    number: &str,
) -> Result<Vec<MeasureView>, StorageError> {
    let all = measures::of_certificate(look, number).await?;
    let mut views = shown(look, desk, &all).await?;
    views.reverse();
    Ok(views)
}

async fn shown(
    look: &mut Look,
    desk: &Desk<'_>,
    proposals: &[MeasureProposal],
) -> Result<Vec<MeasureView>, StorageError> {
    let (language, today) = (desk.frame.language, look.today());
    let reading: &mut ReadTransaction = look;
    let mut names = Names::default();
    let ended = proposals.iter().filter_map(|proposal| proposal.ending.as_ref()).map(|ending| ending.by);
    let people = proposals.iter().map(|proposal| proposal.proposed_by).chain(ended).collect();
    names.learn(reading, people).await?;
    Ok(proposals.iter().map(|proposal| MeasureView::of(language, (proposal, today), &names)).collect())
}

impl MeasureView {
    fn of(language: Language, (proposal, today): (&MeasureProposal, Day), names: &Names) -> Self {
        let texts = language.measures();
        let is_urgent = proposal.urgency.is_some();
        let is_open = proposal.is_open(today);
        let terms = (proposal.explain_by, proposal.confirm_by);
        Self {
            href: format!("{}/measures/{}", path(&proposal.certificate.number), proposal.id),
            number: proposal.certificate.number.clone(),
            title: language.measure(&proposal.measure, is_urgent),
            state: if is_open {
                language.measure_waits(terms, proposal.answer.is_some(), today)
            } else {
                language.measure_ended(proposal.state(today), proposal.confirm_by)
            },
            is_open,
            by_label: if is_urgent { texts.ordered_by } else { texts.proposed_by },
            by: names.name(proposal.proposed_by).to_owned(),
            at: language.instant(proposal.proposed_at),
            facts: facts(language, proposal),
            answer: proposal.answer.as_ref().map(|given| (given.text.clone(), language.instant(given.at))),
            ending: proposal.ending.as_ref().map(|ending| {
                let by = format!("{} · {}", names.name(ending.by), language.instant(ending.at));
                (by, ending.reasons.clone())
            }),
        }
    }
}

fn facts(language: Language, proposal: &MeasureProposal) -> Vec<(&'static str, String)> {
    let texts = language.measures();
    let mut facts = Vec::new();
    let ground = language.measure_ground(&proposal.measure);
    if !ground.is_empty() {
        facts.push((texts.ground, sentence(ground)));
    }
    if let Measure::Suspension { from, until, remedy, .. } = &proposal.measure {
        facts.push((texts.days, language.measure_days(*from, *until)));
        facts.push((texts.remedy, remedy.clone()));
    }
    let reasons = if proposal.measure == Measure::Reinstatement { texts.remedied } else { texts.reasons };
    facts.push((reasons, proposal.reasons.clone()));
    if let Some(urgency) = &proposal.urgency {
        facts.push((texts.urgency, urgency.clone()));
    }
    let terms = [(texts.explain_by, proposal.explain_by), (texts.confirm_by, proposal.confirm_by)];
    facts.extend(terms.into_iter().filter_map(|(label, day)| Some((label, language.day(day?)))));
    facts
}
