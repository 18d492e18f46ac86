//! A last look before a proposal ends: confirmed, declined or withdrawn. The
//! page says what will happen; one button there makes it happen.

use askama::Template;
use rocket::request::FromParam;
use rocket::{get, post};

use super::{Case, MeasureView, case, status};
use crate::acts::measures::{self, MeasureVersion};
use crate::acts::{ActError, look::Look, terms::regime_if_any};
use crate::dates::Day;
use crate::domain::certificate::Certificate;
use crate::domain::measure::{Measure, MeasureProposal, MeasureRefusal};
use crate::domain::staff::{Officer, Role};
use crate::language::Language;
use crate::language::desk::measures::MeasureTexts;
use crate::language::desk::papers::PaperTexts;
use crate::storage::{StorageError, folded_number, issuers};
use crate::web::desk::certificate::{PaperView, certificate_view};
use crate::web::desk::{Desk, MenuLink};
use crate::web::{Answer, Failure, Form, Frame, Typed};

/// How a proposal is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web::desk) enum MeasureEnd {
    /// A leader confirms it.
    Confirmation,
    /// A leader declines it.
    Refusal,
    /// Who proposed it takes it back.
    Withdrawal,
}

#[derive(Template)]
#[template(path = "desk/measure_end.html")]
struct MeasureEndPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static MeasureTexts,
    papers: &'static PaperTexts,
    form: Form,
    title: &'static str,
    paper: PaperView,
    view: MeasureView,
    back: String,
    action: String,
    version: i64,
    certificate: i64,
    effects: Vec<String>,
    declines: bool,
    /// What cannot be undone asks for the number to be typed.
    types_number: bool,
    button: &'static str,
    look: &'static str,
}

impl MeasureEnd {
    pub(super) const ALL: [Self; 3] = [Self::Confirmation, Self::Refusal, Self::Withdrawal];

    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Refusal => "refusal",
            Self::Withdrawal => "withdrawal",
        }
    }

    pub(super) fn label(self, texts: &MeasureTexts) -> &'static str {
        match self {
            Self::Confirmation => texts.confirm,
            Self::Refusal => texts.decline,
            Self::Withdrawal => texts.withdraw,
        }
    }

    fn title(self, texts: &MeasureTexts) -> &'static str {
        match self {
            Self::Confirmation => texts.confirm_title,
            Self::Refusal => texts.decline_title,
            Self::Withdrawal => texts.withdraw_title,
        }
    }

    fn said(self, texts: &MeasureTexts) -> &'static str {
        match self {
            Self::Confirmation => texts.confirmed_said,
            Self::Refusal => texts.declined_said,
            Self::Withdrawal => texts.withdrawn_said,
        }
    }

    pub(super) fn look(self) -> &'static str {
        if self == Self::Confirmation { "" } else { "secondary" }
    }

    /// Whether it is this officer's to do at all, whenever that may be.
    pub(super) fn is_for(self, proposal: &MeasureProposal, officer: &Officer) -> bool {
        match self {
            Self::Confirmation | Self::Refusal => officer.is(Role::Leader),
            Self::Withdrawal => proposal.is_of(officer) && proposal.urgency.is_none(),
        }
    }

    /// Why the officer cannot do it today; none when they can.
    pub(super) fn refusal(
        self,
        (proposal, certificate): (&MeasureProposal, &Certificate),
        officer: &Officer,
        today: Day,
    ) -> Option<MeasureRefusal> {
        match self {
            Self::Confirmation => {
                proposal.may_be_confirmed_by(officer, today).and_then(|()| proposal.fits(certificate, today))
            }
            Self::Refusal => proposal.may_be_declined_by(officer, today),
            Self::Withdrawal => proposal.may_be_withdrawn_by(officer, today),
        }
        .err()
    }
}

impl<'r> FromParam<'r> for MeasureEnd {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, &'r str> {
        Self::ALL.into_iter().find(|end| end.noun() == param).ok_or(param)
    }
}

/// What ending it so would do, for an officer who may; others see the proposal.
#[get("/desk/certificates/<number>/measures/<id>/<end>")]
pub(super) async fn page(number: &str, id: &str, end: MeasureEnd, desk: Desk<'_>) -> Result<Answer, Failure> {
    let case = case(&desk, (number, id)).await?;
    if !end.is_for(&case.proposal, &desk.officer) {
        return Err(Failure::Forbidden);
    }
    if end.refusal((&case.proposal, &case.certificate), &desk.officer, case.today).is_some() {
        return Ok(Answer::redirect(case.view.href));
    }
    show(desk, case, end, Form::empty()).await
}

/// Ends it.
#[post("/desk/certificates/<number>/measures/<id>/<end>", data = "<typed>")]
pub(super) async fn end(
    number: &str,
    id: &str,
    end: MeasureEnd,
    desk: Desk<'_>,
    typed: Typed,
) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let found = case(&desk, (number, id)).await?;
    let mut form = Form::filled(&fields);
    if end == MeasureEnd::Refusal {
        form.require("reasons", &language.nothing_written(language.measures().decline_reasons));
    }
    if asks_number(end, &found.proposal)
        && folded_number(fields.text("typed_number")) != folded_number(number)
    {
        form.refuse("typed_number", language.papers().number_differs);
    }
    if form.is_refused() {
        return show(desk, found, end, form).await;
    }
    let version = fields.text("version").parse().unwrap_or_default();
    let certificate = fields.text("certificate").parse().unwrap_or_default();
    let seen = MeasureVersion { id: found.proposal.id, version, certificate };
    let (registry, officer) = (desk.site.registry, &desk.officer);
    let done = match end {
        MeasureEnd::Confirmation => measures::confirm(registry, officer, seen).await,
        MeasureEnd::Refusal => measures::decline(registry, officer, seen, fields.text("reasons")).await,
        MeasureEnd::Withdrawal => measures::withdraw(registry, officer, seen).await,
    };
    match done {
        Ok(()) => {
            desk.site.leave_notice(end.said(language.measures()));
            Ok(Answer::redirect(super::path(&found.proposal.certificate.number)))
        }
        Err(ActError::Measure(
            refusal @ (MeasureRefusal::TooLong(_)
            | MeasureRefusal::PersonalNumber
            | MeasureRefusal::Undrawn(_)),
        )) if end == MeasureEnd::Refusal => {
            form.refuse("reasons", language.measure_refusal(&refusal));
            show(desk, found, end, form).await
        }
        Err(ActError::Storage(StorageError::Conflict)) => {
            // What came between is on the page; what was typed is too.
            let found = case(&desk, (number, id)).await?;
            form.refuse("act", language.changed_meanwhile());
            show(desk, found, end, form).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(desk: Desk<'_>, case: Case, end: MeasureEnd, form: Form) -> Result<Answer, Failure> {
    let Case { proposal, certificate, view, today } = case;
    let (language, status) = (desk.frame.language, status(&form));
    let bar = match (end, &proposal.measure) {
        (MeasureEnd::Confirmation, Measure::Revocation { .. }) => bar_after(&desk).await?,
        _ => String::new(),
    };
    let page = MeasureEndPage {
        menu: desk.menu(),
        texts: language.measures(),
        papers: language.papers(),
        form,
        title: end.title(language.measures()),
        paper: certificate_view(language, &certificate, today),
        action: format!("{}/{}", view.href, end.noun()),
        back: view.href.clone(),
        version: proposal.version,
        certificate: certificate.paper.version,
        effects: since(language, &proposal, &certificate)
            .into_iter()
            .chain(effects(language, (end, &proposal), bar))
            .collect(),
        declines: end == MeasureEnd::Refusal,
        types_number: asks_number(end, &proposal),
        button: button(language, (end, &proposal)),
        look: if end == MeasureEnd::Confirmation && proposal.measure != Measure::Reinstatement {
            "destructive"
        } else {
            ""
        },
        view,
        frame: desk.frame,
    };
    Answer::with_status(status, &page)
}

fn asks_number(end: MeasureEnd, proposal: &MeasureProposal) -> bool {
    end == MeasureEnd::Confirmation && matches!(proposal.measure, Measure::Revocation { .. })
}

fn button(language: Language, (end, proposal): (MeasureEnd, &MeasureProposal)) -> &'static str {
    let papers = language.papers();
    match (end, &proposal.measure) {
        (MeasureEnd::Confirmation, Measure::Suspension { .. }) => papers.suspend,
        (MeasureEnd::Confirmation, Measure::Reinstatement) => papers.reinstate,
        (MeasureEnd::Confirmation, Measure::Revocation { .. }) => papers.revoke,
        _ => end.label(language.measures()),
    }
}

/// What happens, a line each.
fn effects(language: Language, (end, proposal): (MeasureEnd, &MeasureProposal), bar: String) -> Vec<String> {
    let (texts, papers) = (language.measures(), language.papers());
    let lines = match (end, &proposal.measure) {
        (MeasureEnd::Confirmation, Measure::Suspension { .. }) if proposal.urgency.is_some() => {
            vec![texts.confirm_lead, texts.goes_on]
        }
        (MeasureEnd::Confirmation, Measure::Suspension { .. }) => {
            vec![texts.confirm_lead, papers.suspend_effect, texts.from_hint]
        }
        (MeasureEnd::Confirmation, Measure::Reinstatement) => vec![papers.reinstate_effect],
        (MeasureEnd::Confirmation, Measure::Revocation { .. }) => {
            vec![texts.confirm_lead, papers.revoke_effect, bar.as_str()]
        }
        (MeasureEnd::Refusal, _) if proposal.urgency.is_some() => vec![texts.decline_lifts],
        (MeasureEnd::Refusal, _) => vec![texts.decline_lead],
        (MeasureEnd::Withdrawal, _) => vec![texts.withdraw_lead],
    };
    let unsure = (end == MeasureEnd::Confirmation).then_some(texts.confirm_unsure);
    let lines = lines.into_iter().chain(unsure).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// What happened to the certificate since the measure was proposed.
fn since(language: Language, proposal: &MeasureProposal, certificate: &Certificate) -> Option<String> {
    let paper = &certificate.paper;
    if paper.paper_version != proposal.certificate.version {
        return Some(language.changed_since(Some(paper.paper_version)));
    }
    (paper.version != proposal.certificate_version).then(|| language.changed_since(None))
}

/// How long no new registration is possible after a revocation (TT26 23.3).
async fn bar_after(desk: &Desk<'_>) -> Result<String, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let (profile, _) = issuers::profile(&mut look, desk.officer.issuer).await?;
    let today = look.today();
    let regime = regime_if_any(&mut look, &profile, today).await?;
    let months = regime.map(|regime| regime.conditions.bar_months.value);
    Ok(months.map(|months| desk.frame.language.revocation_bar(months)).unwrap_or_default())
}
