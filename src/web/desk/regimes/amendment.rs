//! The form that amends a regime: it begins from what is in force, shows what
//! would change and for whom, and proposes what was seen.

use std::collections::BTreeMap;

use askama::Template;
use rocket::{get, post};

use super::super::{Desk, MenuLink};
use super::{EffectView, PATH};
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::regimes::{self, RegimeError, begun_from, fingerprint_of, may_change};
use crate::domain::bilingual::Bilingual;
use crate::domain::regime::{Amendment, AmendmentField, Regime, RegimeValue, Step};
use crate::domain::term::Unit;
use crate::language::Language;
use crate::language::desk::regimes::RegimeTexts;
use crate::web::{Answer, Failure, Fields, Form, Frame, Typed};

#[derive(Template)]
#[template(path = "desk/regime.html")]
struct AmendmentPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static RegimeTexts,
    form: Form,
    name: String,
    address: String,
    numbers: Vec<(&'static str, &'static str)>,
    terms: Vec<TermFields>,
    units: Vec<(&'static str, &'static str)>,
    preview: Option<PreviewView>,
}

/// The fields of a term: how many, and of what.
struct TermFields {
    n: String,
    unit: String,
    label: &'static str,
}

struct PreviewView {
    effect: EffectView,
    seen: String,
}

/// The form, as the regime in force says it.
#[get("/desk/regimes/<family>")]
pub(super) async fn page(family: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    let regime = in_force(&desk, family).await?;
    let form = filled(&regime);
    show(desk, &regime, form, None)
}

/// Shows what would change; proposes it, when that is what was seen.
#[post("/desk/regimes/<family>", data = "<typed>")]
pub(super) async fn propose(family: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let regime = in_force(&desk, family).await?;
    let (Typed(fields), language) = (typed, desk.frame.language);
    let mut form = Form::filled(&fields);
    let amendment = read(&fields);
    if form.is_refused() {
        return show(desk, &regime, form, None);
    }
    let (amended, effect) = match previewed(&desk, family, &amendment).await {
        Ok(previewed) => previewed,
        Err(error) => return refused(desk, &regime, form, error),
    };
    let seen = fingerprint_of(&amended);
    if fields.text("act") == "propose" {
        if fields.text("seen") == seen {
            return match regimes::propose(desk.site.registry, &desk.officer, family, &amendment).await {
                Ok(_) => {
                    desk.site.leave_notice(language.regimes().proposed);
                    Ok(Answer::redirect(PATH))
                }
                Err(error) => refused(desk, &regime, form, error),
            };
        }
        form.refuse("preview", language.regimes().changed_since);
    }
    let effect = EffectView::of(language, &amended, effect);
    show(desk, &regime, form, Some(PreviewView { effect, seen }))
}

async fn previewed(
    desk: &Desk<'_>,
    family: &str,
    amendment: &Amendment,
) -> Result<(Regime, regimes::Effect), RegimeError> {
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let amended = regimes::preview(&mut look, family, amendment, today).await?;
    let effect = regimes::effect(&mut look, &amended, today).await?;
    Ok((amended, effect))
}

async fn in_force(desk: &Desk<'_>, family: &str) -> Result<Regime, Failure> {
    if !may_change(&desk.officer) {
        return Err(ActError::NotAllowed.into());
    }
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    Ok(begun_from(&mut look, family, today).await?)
}

fn refused(desk: Desk<'_>, regime: &Regime, mut form: Form, error: RegimeError) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    match error {
        RegimeError::Faults(faults) => {
            for (field, fault) in faults {
                form.refuse(&field.name(), language.amendment_fault(fault));
            }
        }
        RegimeError::Refused(refusal) => form.refuse("citation", language.amendment_refusal(refusal)),
        RegimeError::Act(error) => return Err(error.into()),
    }
    show(desk, regime, form, None)
}

fn show(
    desk: Desk<'_>,
    regime: &Regime,
    form: Form,
    preview: Option<PreviewView>,
) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let is_refused = form.is_refused();
    let page = AmendmentPage {
        menu: desk.menu(),
        texts: language.regimes(),
        form,
        name: language.of(&regime.name_with_text()),
        address: format!("{PATH}/{}", regime.family()),
        numbers: RegimeValue::ALL
            .iter()
            .map(|value| (value.as_str(), language.regime_value(*value)))
            .collect(),
        terms: regime.all_terms().map(|term| TermFields::of(language, term.step)).collect(),
        units: Unit::ALL.iter().map(|unit| (unit.as_str(), language.unit(*unit))).collect(),
        preview,
        frame: desk.frame,
    };
    if is_refused { Answer::refused(&page) } else { Answer::page(&page) }
}

impl TermFields {
    fn of(language: Language, step: Step) -> Self {
        let n = AmendmentField::Term(step).name();
        Self { unit: unit_field(&n), n, label: language.regime_step(step) }
    }
}

/// The name of the field beside a number.
fn unit_field(n: &str) -> String {
    format!("{n}-unit")
}

fn filled(regime: &Regime) -> Form {
    let numbers = RegimeValue::ALL.iter();
    let form =
        numbers.fold(Form::empty(), |form, value| form.with(value.as_str(), value.of(regime).to_string()));
    let form = regime.all_terms().fold(form, |form, term| {
        let n = AmendmentField::Term(term.step).name();
        form.with(&unit_field(&n), term.term.unit().as_str()).with(&n, term.term.n().to_string())
    });
    form.with("reminder_days", regime.reminders_written())
}

fn read(fields: &Fields) -> Amendment {
    let number = |name: &str| fields.text(name).parse::<u32>().ok();
    let values = RegimeValue::ALL.iter().filter_map(|value| Some((*value, number(value.as_str())?)));
    let term = |step: &Step| {
        let n = AmendmentField::Term(*step).name();
        Some((*step, (number(&n)?, fields.text(&unit_field(&n)).parse::<Unit>().ok()?)))
    };
    let reminders = fields.text("reminder_days").split(',').map(|day| day.trim().parse().ok());
    Amendment {
        valid_from: fields.text("valid_from").parse().ok(),
        citation: fields.text("citation").to_owned(),
        basis: Bilingual::new(fields.text("basis_vi"), fields.text("basis_en")),
        values: values.collect(),
        terms: Step::ALL.iter().filter_map(term).collect::<BTreeMap<_, _>>(),
        reminder_days: reminders.collect(),
    }
}
