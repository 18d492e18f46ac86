//! The forms by which a measure is proposed, and by which a leader suspends at
//! once. Each says what it brings about.

use askama::Template;
use rocket::http::Status;
use rocket::request::FromParam;
use rocket::{get, post};

use crate::acts::look::Look;
use crate::acts::measures::{self, MeasureTerms, MeasureWish, UrgentOrder};
use crate::acts::{ActError, scope, watch};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, RevocationGround, StandingRefusal, SuspensionGround};
use crate::domain::measure::{Measure, MeasureRefusal, may_propose};
use crate::domain::staff::{Officer, Role};
use crate::domain::watch::Condition;
use crate::language::Language;
use crate::language::desk::measures::MeasureTexts;
use crate::language::desk::papers::PaperTexts;
use crate::storage::StorageError;
use crate::web::desk::certificate::{PaperView, certificate_view, path, sentence};
use crate::web::desk::standing::seen;
use crate::web::desk::{Desk, MenuLink};
use crate::web::{Answer, Failure, Fields, Form, Frame, Typed};

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web::desk) enum MeasureForm {
    Suspension,
    AtOnce,
    Reinstatement,
    Revocation,
}

#[derive(Template)]
#[template(path = "desk/measure_form.html")]
struct MeasureFormPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static MeasureTexts,
    papers: &'static PaperTexts,
    form: Form,
    title: &'static str,
    paper: PaperView,
    back: String,
    action: String,
    version: i64,
    effects: Vec<String>,
    ground_label: &'static str,
    grounds: Vec<(&'static str, String)>,
    suspends: bool,
    at_once: bool,
    reinstates: bool,
    button: &'static str,
    look: &'static str,
}

impl MeasureForm {
    const ALL: [Self; 4] = [Self::Suspension, Self::AtOnce, Self::Reinstatement, Self::Revocation];

    pub(in crate::web::desk) fn noun(self) -> &'static str {
        match self {
            Self::Suspension => "suspension",
            Self::AtOnce => "urgent-suspension",
            Self::Reinstatement => "reinstatement",
            Self::Revocation => "revocation",
        }
    }

    pub(in crate::web::desk) fn is_for(self, officer: &Officer) -> bool {
        if self == Self::AtOnce { officer.is(Role::Leader) } else { may_propose(officer) }
    }

    fn title(self, language: Language) -> &'static str {
        let texts = language.measures();
        match self {
            Self::Suspension => texts.propose_suspension,
            Self::AtOnce => language.choose("Đình chỉ hiệu lực khẩn cấp", "Suspend the certificate at once"),
            Self::Reinstatement => texts.propose_reinstatement,
            Self::Revocation => texts.propose_revocation,
        }
    }

    fn button(self, texts: &MeasureTexts) -> &'static str {
        match self {
            Self::Suspension => texts.propose_suspension,
            Self::AtOnce => texts.suspend_at_once,
            Self::Reinstatement => texts.propose_reinstatement,
            Self::Revocation => texts.propose_revocation,
        }
    }

    fn suspends(self) -> bool {
        matches!(self, Self::Suspension | Self::AtOnce)
    }

    fn effects(self, language: Language, terms: &MeasureTerms) -> Vec<String> {
        let texts = language.measures();
        match self {
            Self::Suspension | Self::Revocation => {
                vec![texts.nothing_yet.to_owned(), language.explanation_lead(terms.explain_by)]
            }
            Self::AtOnce => vec![texts.at_once_lead.to_owned(), language.at_once_effect(terms.confirm_by)],
            Self::Reinstatement => vec![texts.nothing_yet.to_owned()],
        }
    }

    fn grounds(self, language: Language) -> Vec<(&'static str, String)> {
        match self {
            Self::Suspension | Self::AtOnce => {
                let grounds = SuspensionGround::ALL.iter();
                grounds
                    .map(|ground| (ground.letter(), sentence(language.suspension_ground(*ground))))
                    .collect()
            }
            Self::Revocation => {
                let grounds = RevocationGround::ALL.iter();
                grounds
                    .map(|ground| (ground.letter(), sentence(language.revocation_ground(*ground))))
                    .collect()
            }
            Self::Reinstatement => Vec::new(),
        }
    }
}

impl<'r> FromParam<'r> for MeasureForm {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, &'r str> {
        Self::ALL.into_iter().find(|form| form.noun() == param).ok_or(param)
    }
}

/// The form; with what is to be said of a condition that is not met.
#[get("/desk/certificates/<number>/<which>?<condition>", rank = 1)]
pub(super) async fn page(
    number: &str,
    which: MeasureForm,
    condition: Option<&str>,
    desk: Desk<'_>,
) -> Result<Answer, Failure> {
    let condition = condition.and_then(|word| word.parse().ok()).filter(|_| which == MeasureForm::Suspension);
    let said = match condition {
        Some(condition) => for_condition(&desk, number, condition).await?,
        None => None,
    };
    show(desk, (number, which), (None, said)).await
}

/// Why a suspension is proposed because a condition is not met, and what is to
/// be remedied; nothing where that is no ground.
async fn for_condition(
    desk: &Desk<'_>,
    number: &str,
    condition: Condition,
) -> Result<Option<(String, String)>, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let standing = watch::of_certificate(&mut look, &certificate, today).await?;
    Ok(standing.and_then(|standing| {
        // While the holder may still put it right there is no ground.
        let watched = standing.condition(condition).filter(|it| watch::is_ground(it, &standing, today))?;
        Some(desk.frame.language.suspension_for(watched, &condition.citation(&standing.regime)))
    }))
}

/// Proposes it, or suspends at once.
#[post("/desk/certificates/<number>/<which>", data = "<typed>", rank = 1)]
pub(super) async fn send(
    number: &str,
    which: MeasureForm,
    desk: Desk<'_>,
    typed: Typed,
) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let mut form = Form::filled(&fields);
    let measure = read(language, which, (&fields, &mut form));
    let Some(measure) = measure.filter(|_| !form.is_refused()) else {
        return show(desk, (number, which), (Some(form), None)).await;
    };
    let said = if which == MeasureForm::AtOnce {
        language.measures().at_once_said
    } else {
        language.measures().proposed_said
    };
    match act(&desk, (number, which), &fields, measure).await {
        Ok(()) => {
            desk.site.leave_notice(said);
            Ok(Answer::redirect(path(number)))
        }
        Err(ActError::Standing(refusal)) => {
            form.refuse(field_of(&refusal, which), language.standing_refusal(&refusal));
            show(desk, (number, which), (Some(form), None)).await
        }
        Err(ActError::Measure(
            refusal @ (MeasureRefusal::Pending
            | MeasureRefusal::Empty
            | MeasureRefusal::TooLong(_)
            | MeasureRefusal::PersonalNumber
            | MeasureRefusal::Undrawn(_)),
        )) => {
            form.refuse("reasons", language.measure_refusal(&refusal));
            show(desk, (number, which), (Some(form), None)).await
        }
        Err(ActError::Storage(StorageError::Conflict)) => {
            form.refuse("act", language.changed_meanwhile());
            show(desk, (number, which), (Some(form), None)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn act(
    desk: &Desk<'_>,
    (number, which): (&str, MeasureForm),
    fields: &Fields,
    measure: Measure,
) -> Result<(), ActError> {
    let (registry, officer) = (desk.site.registry, &desk.officer);
    let (seen, reasons) = (seen(number, fields), fields.text("reasons").to_owned());
    match (which, measure) {
        (MeasureForm::AtOnce, Measure::Suspension { ground, until, remedy, .. }) => {
            let urgency = fields.text("urgency").to_owned();
            let order = UrgentOrder { ground, until, remedy, reasons, urgency };
            measures::suspend_at_once(registry, officer, seen, order).await
        }
        (_, measure) => {
            measures::propose(registry, officer, seen, MeasureWish { measure, reasons }).await.map(drop)
        }
    }
}

/// What was typed, or what is wrong with it beside each field.
fn read(language: Language, which: MeasureForm, (fields, form): (&Fields, &mut Form)) -> Option<Measure> {
    let (texts, papers) = (language.measures(), language.papers());
    let letter = fields.text("ground");
    let (suspension, revocation) = (SuspensionGround::of_letter(letter), RevocationGround::of_letter(letter));
    let has_ground = match which {
        MeasureForm::Suspension | MeasureForm::AtOnce => suspension.is_some(),
        MeasureForm::Revocation => revocation.is_some(),
        MeasureForm::Reinstatement => true,
    };
    if !has_ground {
        form.refuse("ground", papers.ground_missing);
    }
    let measure = match which {
        MeasureForm::Suspension | MeasureForm::AtOnce => {
            let until = day(language, ("until", papers.until), (fields, form));
            let from = match which {
                MeasureForm::AtOnce => until,
                _ => day(language, ("from", papers.from), (fields, form)),
            };
            form.require("remedy", &language.nothing_written(papers.remedy));
            let remedy = fields.text("remedy").to_owned();
            suspension.zip(from).zip(until).map(|((ground, from), until)| Measure::Suspension {
                ground,
                from,
                until,
                remedy,
            })
        }
        MeasureForm::Revocation => revocation.map(|ground| Measure::Revocation { ground }),
        MeasureForm::Reinstatement => Some(Measure::Reinstatement),
    };
    let label = if which == MeasureForm::Reinstatement { texts.remedied } else { texts.reasons };
    form.require("reasons", &language.nothing_written(label));
    if which == MeasureForm::AtOnce {
        form.require("urgency", &language.nothing_written(texts.urgency));
    }
    measure
}

fn day(
    language: Language,
    (field, label): (&str, &str),
    (fields, form): (&Fields, &mut Form),
) -> Option<Day> {
    let day = fields.text(field).parse().ok();
    if day.is_none() {
        form.refuse(field, language.no_day(label));
    }
    day
}

async fn show(
    desk: Desk<'_>,
    (number, which): (&str, MeasureForm),
    (refused, said): (Option<Form>, Option<(String, String)>),
) -> Result<Answer, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let certificate: Certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    if !which.is_for(&desk.officer) {
        return Err(Failure::Forbidden);
    }
    let today = look.today();
    let terms = measures::terms(&mut look, desk.officer.issuer, today).await?;
    look.end().await?;
    let language = desk.frame.language;
    let status = refused.as_ref().map_or(Status::Ok, super::status);
    let last = certificate.paper.expires_on;
    let begun = || match which {
        MeasureForm::Suspension => {
            let begun = Form::empty()
                .with("from", terms.explain_by.plus_days(1).min(last).to_string())
                .with("until", terms.suspended_until.min(last).to_string());
            match said {
                Some((reasons, remedy)) => begun
                    .with("ground", SuspensionGround::CapacityNotKept.letter())
                    .with("reasons", reasons)
                    .with("remedy", remedy),
                None => begun,
            }
        }
        MeasureForm::AtOnce => {
            Form::empty().with("until", terms.suspended_at_once_until.min(last).to_string())
        }
        MeasureForm::Reinstatement | MeasureForm::Revocation => Form::empty(),
    };
    let back = path(&certificate.paper.number);
    let page = MeasureFormPage {
        menu: desk.menu(),
        texts: language.measures(),
        papers: language.papers(),
        form: refused.unwrap_or_else(begun),
        title: which.title(language),
        paper: certificate_view(language, &certificate, today),
        action: format!("{back}/{}", which.noun()),
        back,
        version: certificate.paper.version,
        effects: which.effects(language, &terms),
        ground_label: match which {
            MeasureForm::Revocation => language.papers().revoke_ground,
            _ => language.papers().suspend_ground,
        },
        grounds: which.grounds(language),
        suspends: which.suspends(),
        at_once: which == MeasureForm::AtOnce,
        reinstates: which == MeasureForm::Reinstatement,
        button: which.button(language.measures()),
        look: if which == MeasureForm::AtOnce { "destructive" } else { "" },
        frame: desk.frame,
    };
    Answer::with_status(status, &page)
}

/// The field that a refusal speaks of.
fn field_of(refusal: &StandingRefusal, which: MeasureForm) -> &'static str {
    match refusal {
        refusal if refusal.is_of_words() => "remedy",
        StandingRefusal::Days if which == MeasureForm::AtOnce => "until",
        StandingRefusal::Days => "from",
        _ => "reasons",
    }
}
