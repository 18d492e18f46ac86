//! Corrections of papers at the desk: those that wait, one of them with what can
//! be done with it, and the form to propose one.

mod proposal;

use askama::Template;
use rocket::http::Status;
use rocket::{Route, get, post, routes};

use super::certificate::{PaperView, certificate_view, path};
use super::people::Names;
use super::{Desk, MenuLink};
use crate::acts::corrections::{self as acts, CorrectionVersion};
use crate::acts::look::Look;
use crate::acts::{ActError, scope};
use crate::domain::certificate::Certificate;
use crate::domain::correction::{Correction, CorrectionField, CorrectionRefusal};
use crate::domain::ids::ProposalId;
use crate::domain::staff::Role;
use crate::language::Language;
use crate::language::corrections::CorrectionTexts;
use crate::storage::{StorageError, corrections, folded_number};
use crate::web::printing::Rehearsals;
use crate::web::{Answer, Failure, Form, Frame, Typed};

pub(super) fn routes() -> Vec<Route> {
    routes![page, end, elsewhere, proposal::page, proposal::send]
}

/// How a correction is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CorrectionEnd {
    Confirmation,
    Refusal,
    Withdrawal,
}

#[derive(Template)]
#[template(path = "desk/correction.html")]
struct CorrectionPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static CorrectionTexts,
    form: Form,
    title: String,
    paper: PaperView,
    back: String,
    href: String,
    /// Where it is declined.
    refusal: String,
    facts: Vec<(&'static str, String)>,
    /// That the name is another one altogether.
    warning: Option<&'static str>,
    /// Why this officer does not decide it.
    why_not: Option<String>,
    decides: bool,
    withdraws: bool,
    version: i64,
}

/// A correction as a line of a list.
pub(super) struct CorrectionView {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) state: &'static str,
    pub(super) is_open: bool,
    pub(super) by: String,
    pub(super) at: String,
}

impl CorrectionEnd {
    fn named(noun: &str) -> Option<Self> {
        match noun {
            "confirmation" => Some(Self::Confirmation),
            "refusal" => Some(Self::Refusal),
            "withdrawal" => Some(Self::Withdrawal),
            _ => None,
        }
    }

    fn said(self, texts: &CorrectionTexts) -> &'static str {
        match self {
            Self::Confirmation => texts.confirmed_said,
            Self::Refusal => texts.declined_said,
            Self::Withdrawal => texts.withdrawn_said,
        }
    }
}

/// A proposed correction.
#[get("/desk/certificates/<number>/corrections/<id>")]
async fn page(number: &str, id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, (number, id), Form::empty(), Status::Ok).await
}

/// A form that came back stands at an address of its own.
#[get("/desk/certificates/<number>/corrections/<id>/<_end>")]
fn elsewhere(number: &str, id: &str, _end: &str) -> Answer {
    Answer::redirect(format!("{}/corrections/{id}", path(number)))
}

/// Confirms it, declines it, or takes it back.
#[post("/desk/certificates/<number>/corrections/<id>/<end>", data = "<typed>")]
async fn end(
    number: &str,
    id: &str,
    end: &str,
    desk: Desk<'_>,
    rehearsals: Rehearsals,
    typed: Typed,
) -> Result<Answer, Failure> {
    let end = CorrectionEnd::named(end).ok_or(Failure::NotFound)?;
    let (Typed(fields), language) = (typed, desk.frame.language);
    let (texts, mut form) = (language.corrections(), Form::filled(&fields));
    if end == CorrectionEnd::Refusal {
        form.require("reasons", &language.nothing_written(texts.decision_reasons));
    }
    if form.is_refused() {
        return show(desk, (number, id), form, Status::UnprocessableEntity).await;
    }
    let version = fields.text("version").parse().unwrap_or_default();
    let seen = CorrectionVersion { id: id.parse().map_err(|_| Failure::NotFound)?, version };
    let (registry, officer) = (desk.site.registry, &desk.officer);
    let done = match end {
        CorrectionEnd::Confirmation => match rehearsals.of_correction(registry, officer, seen).await? {
            Ok(()) => acts::confirm(registry, officer, seen).await,
            Err(refused) => Err(refused),
        },
        CorrectionEnd::Refusal => acts::decline(registry, officer, seen, fields.text("reasons")).await,
        CorrectionEnd::Withdrawal => acts::withdraw(registry, officer, seen).await,
    };
    match done {
        Ok(()) => {
            desk.site.leave_notice(end.said(texts));
            Ok(Answer::redirect(path(number)))
        }
        Err(ActError::Correction(refusal)) => {
            let (field, status) = if refusal.is_of_words() {
                ("reasons", Status::UnprocessableEntity)
            } else {
                ("decide", Status::Conflict)
            };
            form.refuse(field, language.correction_refusal(&refusal));
            show(desk, (number, id), form, status).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(
    desk: Desk<'_>,
    (number, id): (&str, &str),
    form: Form,
    status: Status,
) -> Result<Answer, Failure> {
    let id: ProposalId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let correction = scope::correction(&mut look, desk.officer.issuer, id).await?;
    if folded_number(&correction.certificate.number) != folded_number(number) {
        return Err(Failure::NotFound);
    }
    let certificate: Certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let facts = facts(&mut look, &desk, &correction).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.corrections());
    let undecided = correction.may_be_decided_by(&desk.officer).err();
    let is_leader = desk.officer.is(Role::Leader);
    let why_not = match &undecided {
        _ if !correction.is_open() => None,
        _ if !is_leader => Some(texts.no_acts.to_owned()),
        Some(refusal @ CorrectionRefusal::OwnProposal) => Some(language.correction_refusal(refusal)),
        _ => None,
    };
    let back = path(&certificate.paper.number);
    Answer::with_status(
        status,
        &CorrectionPage {
            menu: desk.menu(),
            texts,
            form,
            title: language.correction_of(correction.field, correction.number()),
            paper: certificate_view(language, &certificate, today),
            href: format!("{back}/corrections/{id}"),
            refusal: format!("{back}/corrections/{id}/refusal"),
            back,
            facts,
            warning: (correction.is_open() && correction.names_another()).then_some(texts.another_name),
            why_not,
            decides: is_leader && undecided.is_none(),
            withdraws: correction.may_be_withdrawn_by(&desk.officer).is_ok(),
            version: correction.version,
            frame: desk.frame,
        },
    )
}

async fn facts(
    look: &mut Look,
    desk: &Desk<'_>,
    correction: &Correction,
) -> Result<Vec<(&'static str, String)>, StorageError> {
    let (language, texts) = (desk.frame.language, desk.frame.language.corrections());
    let mut names = Names::default();
    let ended = correction.ending.as_ref();
    names
        .learn(look, ended.map(|ending| ending.by).into_iter().chain([correction.proposed_by]).collect())
        .await?;
    let by = |by, at| format!("{} · {}", names.name(by), language.instant(at));
    let mut facts = vec![
        (texts.state, language.correction_state(ended.map(|ending| ending.outcome)).to_owned()),
        (texts.paper, correction.number().to_owned()),
        (texts.field, language.correction_field(correction.field).to_owned()),
        (texts.wrong, written(language, correction.field, &correction.wrong)),
        (texts.right, written(language, correction.field, &correction.right)),
        (texts.evidence, correction.evidence.clone()),
        (texts.proposed_by, by(correction.proposed_by, correction.proposed_at)),
    ];
    if let Some(ending) = ended {
        facts.push((texts.decided_by, by(ending.by, ending.at)));
        if !ending.reasons.is_empty() {
            facts.push((texts.decision_reasons, ending.reasons.clone()));
        }
    }
    Ok(facts)
}

/// What stands there, as people write it.
fn written(language: Language, field: CorrectionField, text: &str) -> String {
    match (field, text.parse()) {
        (CorrectionField::BirthDate, Ok(day)) => language.day(day),
        _ => text.to_owned(),
    }
}

/// What waits at the officer's office, for a list.
pub(super) async fn waiting(look: &mut Look, desk: &Desk<'_>) -> Result<Vec<CorrectionView>, StorageError> {
    let waiting = corrections::waiting(look, desk.officer.issuer).await?.rows;
    shown(look, desk, &waiting).await
}

/// Everything that was proposed about a certificate and its cards, the latest
/// first.
pub(super) async fn history(
    look: &mut Look,
    desk: &Desk<'_>,
    number: &str,
) -> Result<Vec<CorrectionView>, StorageError> {
    let all = corrections::of_certificate(look, number).await?.rows;
    let mut views = shown(look, desk, &all).await?;
    views.reverse();
    Ok(views)
}

async fn shown(
    look: &mut Look,
    desk: &Desk<'_>,
    all: &[Correction],
) -> Result<Vec<CorrectionView>, StorageError> {
    let language = desk.frame.language;
    let mut names = Names::default();
    names.learn(look, all.iter().map(|correction| correction.proposed_by).collect()).await?;
    let view = |correction: &Correction| CorrectionView {
        href: format!("{}/corrections/{}", path(&correction.certificate.number), correction.id),
        number: correction.certificate.number.clone(),
        title: language.correction_of(correction.field, correction.number()),
        state: language.correction_state(correction.ending.as_ref().map(|ending| ending.outcome)),
        is_open: correction.is_open(),
        by: names.name(correction.proposed_by).to_owned(),
        at: language.instant(correction.proposed_at),
    };
    Ok(all.iter().map(view).collect())
}
