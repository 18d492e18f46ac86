//! The whole dossier to read and print, and filing it.

use askama::Template;
use rocket::{get, post};

use super::papers::{PaperLine, Portrait};
use super::place::Place;
use super::rows::{self, Table};
use super::sent_form::FilledForm;
use super::sheet::Sheet;
use super::tasks::{Outline, Task, TaskState, papers_of};
use super::{address, address_of, contact, failing, outline, sections, trail};
use crate::acts::ActError;
use crate::acts::filing::{self, OwnDossier};
use crate::domain::application::{Application, Procedure, ShownContact};
use crate::domain::dossier::{Act, Refusal, StageName};
use crate::domain::eligibility::{Subject, Verdict};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::readiness::Section;
use crate::domain::regime::Step;
use crate::language::filing::FilingTexts;
use crate::language::filing::questions::Choice;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

/// The field of the ways to be reached that are shown.
const SHOWN: &str = "shown";

/// The field of the commitment.
const COMMITMENT: &str = "commitment";

#[derive(Template)]
#[template(path = "filing/review.html")]
struct ReviewPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    title: &'static str,
    dossier_title: String,
    receiver: String,
    procedure: &'static str,
    number: String,
    groups: Vec<Group>,
    /// Whether the answers can still be changed.
    edit: bool,
    /// Whether it can be submitted now, apart from what blocks it.
    submit: bool,
    blocked: Vec<Task>,
    open: Vec<Task>,
    /// Conditions that would not be met.
    unmet: Vec<UnmetCondition>,
    form: Form,
    commitment: Vec<(&'static str, &'static str)>,
    /// The ways to be reached that can be shown beside the new certificate; none
    /// for who has none shown.
    shown: Vec<(&'static str, String)>,
    address: String,
}

/// A condition that would not be met, and by whom.
struct UnmetCondition {
    whose: String,
    condition: String,
    why: String,
    /// The part of the form; empty where no single part decides it.
    href: String,
}

/// The parts about one subject.
struct Group {
    title: String,
    parts: Vec<Part>,
}

/// One part, to read.
struct Part {
    title: &'static str,
    change_href: String,
    sheet: Sheet,
    table: Option<Table>,
    papers: Vec<PaperLine>,
    portrait: Option<Portrait>,
}

#[derive(Template)]
#[template(path = "filing/submitted.html")]
struct SubmittedPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    title: String,
    next: Vec<String>,
    address: String,
}

/// The whole dossier.
#[get("/filing/dossiers/<id>/review")]
pub(super) async fn page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    let unmet = unmet(&frame, &own, &site).await?;
    Answer::page(&review_page(frame, &own, prefilled(&own), unmet))
}

/// What the form begins with: the ways to be reached that are shown now, or that
/// were chosen before.
fn prefilled(own: &OwnDossier) -> Form {
    let Some(agreed) = &own.agreed else { return Form::empty() };
    let chosen = own.dossier.application.certificate.as_ref().and_then(|prior| prior.shows);
    let shown = ShownContact { phone: agreed.phone.is_some(), email: agreed.email.is_some() };
    let chosen = chosen.unwrap_or(shown);
    let words = [(chosen.phone, "phone"), (chosen.email, "email")];
    let words = words.into_iter().filter(|(is_shown, _)| *is_shown).map(|(_, word)| word.to_owned());
    Form::empty().with_all(SHOWN, words)
}

/// Files the dossier, once its applicant has committed to it.
#[post("/filing/dossiers/<id>/submission", data = "<sent>")]
pub(super) async fn submit(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    sent: FilledForm,
) -> Result<Answer, Failure> {
    let texts = frame.language.filing();
    let mut form = Form::filled(&sent.fields);
    form.require(COMMITMENT, texts.commit_missing);
    if !form.is_refused() {
        contact_chosen(&site, (sent.applicant.account, id), &form).await?;
        match filing::submit(site.registry, sent.applicant.account, id).await {
            Ok(_) => return Ok(Answer::redirect(format!("{}/submission", address(id)))),
            Err(ActError::Refused(
                refusal @ (Refusal::NotReady
                | Refusal::NotInForce { .. }
                | Refusal::TooLateToRenew { .. }
                | Refusal::ToProvince(_)
                | Refusal::HoldsOne { .. }
                | Refusal::CorrectedSince(_)
                | Refusal::PaperAskedAlready(_)),
            )) => {
                form.refuse("blocked", frame.language.refusal(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let own = filing::view(site.registry, sent.applicant.account, id).await?;
    let unmet = unmet(&frame, &own, &site).await?;
    Answer::refused(&review_page(frame, &own, form, unmet))
}

/// Keeps which ways to be reached are to be shown beside the new certificate, for
/// who has some shown beside the present one.
async fn contact_chosen(
    site: &Site<'_>,
    (applicant, id): (AccountId, DossierId),
    form: &Form,
) -> Result<(), Failure> {
    let own = filing::view(site.registry, applicant, id).await?;
    let prior = own.dossier.application.certificate.as_ref();
    let chosen = ShownContact { phone: form.has(SHOWN, "phone"), email: form.has(SHOWN, "email") };
    let is_new = own.agreed.is_some() && prior.is_some_and(|prior| prior.shows != Some(chosen));
    if is_new && own.dossier.stage.name(own.today).allows(Act::Submit) {
        let change = move |application: &mut Application| {
            if let Some(prior) = &mut application.certificate {
                prior.shows = Some(chosen);
            }
        };
        filing::edit(site.registry, applicant, id, change).await?;
    }
    Ok(())
}

/// What happens next, and by when.
#[get("/filing/dossiers/<id>/submission")]
pub(super) async fn submitted(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    match own.dossier.stage.stored_name() {
        StageName::Draft => return Ok(Answer::redirect(format!("{}/review", address(id)))),
        StageName::Submitted => {}
        _ => return Ok(Answer::redirect(address(id))),
    }
    let language = frame.language;
    let term = |step| own.regime.term(step).map(|term| language.term(term.term)).unwrap_or_default();
    let issuer = outline::said(language, own.issuer.name.clone());
    Answer::page(&SubmittedPage {
        texts: language.filing(),
        trail: trail(language, &own.dossier),
        title: outline::title(language, &own.dossier.application),
        next: language.after_submitting(
            &issuer,
            &term(Step::NotifyMissing),
            &term(own.dossier.application.procedure.decided_within()),
        ),
        address: address(id),
        frame,
    })
}

/// Every condition that the dossier would fail today, and who by, while it can
/// still be changed.
async fn unmet(frame: &Frame, own: &OwnDossier, site: &Site<'_>) -> Result<Vec<UnmetCondition>, Failure> {
    let (language, dossier) = (frame.language, &own.dossier);
    if !dossier.stage.name(own.today).allows(Act::Edit) {
        return Ok(Vec::new());
    }
    let (_, appraisal) = filing::preview(site.registry, dossier.applicant, dossier.id).await?;
    let findings = appraisal.evaluation.findings.iter().filter(|finding| finding.verdict == Verdict::Unmet);
    let unmet = findings.map(|finding| {
        let whose = match finding.subject {
            Subject::Organisation => language.filing().the_organisation.to_owned(),
            Subject::Expert(position) => {
                let expert = dossier.application.experts.get(position);
                expert.map(|expert| outline::expert(language, position, expert)).unwrap_or_default()
            }
        };
        let place = failing::place_of(finding);
        UnmetCondition {
            whose,
            condition: outline::said(language, finding.rule.title()),
            why: outline::said(language, finding.text.clone()),
            href: place.map(|place| address_of(dossier.id, Some(place))).unwrap_or_default(),
        }
    });
    Ok(unmet.collect())
}

fn review_page(frame: Frame, own: &OwnDossier, form: Form, unmet: Vec<UnmetCondition>) -> ReviewPage {
    let (language, dossier) = (frame.language, &own.dossier);
    let (texts, stage) = (language.filing(), dossier.stage.name(own.today));
    let submit = stage.allows(Act::Submit);
    let not_done = if submit { Outline::new(language, own).not_done() } else { Vec::new() };
    let (blocked, open) = split(own, not_done);
    let application = &dossier.application;
    let shown = match &own.agreed {
        Some(_) => {
            let text = |text: Option<&str>| text.map(str::to_owned);
            contact::lines(language, text(application.phone()), text(application.email()))
        }
        None => Vec::new(),
    };
    let (word, vi, en): Choice = ("yes", language.filing().commit, language.filing().commit);
    ReviewPage {
        texts,
        trail: trail(language, dossier),
        title: if submit { texts.check_answers } else { texts.whole },
        dossier_title: outline::title(language, &dossier.application),
        receiver: outline::said(language, own.issuer.name.clone()),
        procedure: language.procedure_wanted(dossier.application.procedure),
        number: dossier.stage.receipt().map(|receipt| receipt.number.clone()).unwrap_or_default(),
        groups: groups(&frame, own),
        edit: stage.allows(Act::Edit),
        submit,
        blocked,
        open,
        unmet,
        form,
        shown,
        commitment: vec![(word, language.choose(vi, en))],
        address: address(dossier.id),
        frame,
    }
}

/// What blocks filing, and what may wait.
fn split(own: &OwnDossier, not_done: Vec<Task>) -> (Vec<Task>, Vec<Task>) {
    let gaps = crate::domain::readiness::gaps(&own.dossier.application);
    let blocking: Vec<String> = gaps
        .iter()
        .filter(|gap| gap.blocks_filing)
        .map(|gap| {
            let place = Place { expert: gap.expert, ..Place::of_dossier(gap.section) };
            address_of(own.dossier.id, Some(place))
        })
        .collect();
    let blocks = |task: &Task| blocking.contains(&task.href) || task.state == TaskState::Wrong;
    not_done.into_iter().partition(blocks)
}

fn groups(frame: &Frame, own: &OwnDossier) -> Vec<Group> {
    let (language, application) = (frame.language, &own.dossier.application);
    let texts = language.filing();
    let part = |place: Place| part(frame, own, place);
    let title = match application.procedure {
        Procedure::NewOrganisation | Procedure::RenewalOrganisation => texts.organisation_parts,
        procedure if procedure.is_reissue() => language.section(Section::Reissue),
        _ => texts.dossier_parts,
    };
    let dossier = Section::in_dossier(application).into_iter();
    let parts = dossier.filter_map(|section| part(Place::of_dossier(section))).collect();
    let mut groups = vec![Group { title: title.to_owned(), parts }];
    for (position, expert) in application.experts.iter().enumerate() {
        let sections = Section::of_expert_at(application, position).iter();
        let parts: Vec<_> =
            sections.filter_map(|section| part(Place::of_expert(position, *section))).collect();
        if parts.is_empty() {
            continue;
        }
        groups.push(Group { title: outline::expert(language, position, expert), parts });
    }
    groups
}

fn part(frame: &Frame, own: &OwnDossier, place: Place) -> Option<Part> {
    let language = frame.language;
    let mut sheet = Sheet::to_read(language);
    let mut application = own.dossier.application.clone();
    sections::ask(&mut sheet, &mut application, place)?;
    sheet.leave_out_unanswered_groups();
    Some(Part {
        title: language.section(place.section),
        change_href: address_of(own.dossier.id, Some(place)),
        sheet,
        table: rows::table(language, &application, place),
        papers: papers_of(&own.papers, place).map(|paper| PaperLine::new(language, paper)).collect(),
        portrait: if place.section == Section::Photo {
            Portrait::of(language, own, place.expert)
        } else {
            None
        },
    })
}
