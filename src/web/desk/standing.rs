//! Acts on papers that exist. Each says what it brings about before it is
//! done; what cannot be undone asks for the number to be typed.

use askama::Template;
use rocket::{get, post};

use super::certificate::{self, PaperView, certificate_view, path};
use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::scope;
use crate::acts::standing::{self, SeenPaper, SuspensionOrder};
use crate::acts::terms::regime_if_any;
use crate::dates::Day;
use crate::domain::certificate::{Card, Certificate, RevocationGround, StandingRefusal, SuspensionGround};
use crate::domain::regime::Step;
use crate::domain::staff::Role;
use crate::language::desk::papers::PaperTexts;
use crate::storage::{folded_number, issuers};
use crate::web::{Answer, Failure, Fields, Form, Frame, Typed};

#[derive(Template)]
#[template(path = "desk/standing.html")]
struct StandingPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static PaperTexts,
    form: Form,
    /// Which act: `suspension`, `reinstatement`, `revocation` or `return`.
    act: &'static str,
    paper: PaperView,
    back: String,
    action: String,
    version: i64,
    grounds: Vec<(&'static str, String)>,
    /// What else a revocation brings about.
    bar: String,
}

/// The form for a suspension.
#[get("/desk/certificates/<number>/suspension")]
pub(super) async fn suspension_page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    suspension_form(desk, number, None).await
}

async fn suspension_form(desk: Desk<'_>, number: &str, refused: Option<Form>) -> Result<Answer, Failure> {
    let certificate = for_leader(&desk, number).await?;
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let grounds = SuspensionGround::ALL.iter();
    let grounds =
        grounds.map(|ground| (ground.letter(), sentence(language.suspension_ground(*ground)))).collect();
    let form = if let Some(form) = refused {
        form
    } else {
        let until = usual_end(&desk, today).await?;
        Form::empty().with("from", today.to_string()).with("until", until.to_string())
    };
    certificate_form(desk, &certificate, "suspension", form, grounds, String::new())
}

/// The last day of a suspension that says nothing else.
async fn usual_end(desk: &Desk<'_>, from: Day) -> Result<Day, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let (profile, _) = issuers::profile(&mut look, desk.officer.issuer).await?;
    let calendar = crate::storage::calendar::read(&mut look).await?;
    let regime = regime_if_any(&mut look, &profile, from).await?;
    let term = regime.as_ref().and_then(|regime| regime.term(Step::Suspension));
    Ok(term.map_or(from, |term| term.ends_on(from, &calendar)))
}

/// Suspends a certificate.
#[post("/desk/certificates/<number>/suspension", data = "<typed>")]
pub(super) async fn suspend(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let (Typed(fields), texts) = (typed, language.papers());
    let mut form = Form::filled(&fields);
    let ground = SuspensionGround::of_letter(fields.text("ground"));
    let days = (fields.text("from").parse::<Day>(), fields.text("until").parse::<Day>());
    if ground.is_none() {
        form.refuse("ground", texts.ground_missing);
    }
    for (field, label, day) in [("from", texts.from, &days.0), ("until", texts.until, &days.1)] {
        if day.is_err() {
            form.refuse(field, language.no_day(label));
        }
    }
    form.require("remedy", &language.nothing_written(texts.remedy));
    let (Some(ground), (Ok(from), Ok(until)), false) = (ground, days, form.is_refused()) else {
        return suspension_form(desk, number, Some(form)).await;
    };
    let order = SuspensionOrder { ground, from, until, remedy: fields.text("remedy").to_owned() };
    let seen = seen(number, &fields);
    match standing::suspend(desk.site.registry, &desk.officer, seen, order).await {
        Ok(()) => Ok(done(&desk, number, texts.suspended_said)),
        Err(ActError::Standing(refusal)) => {
            form.refuse(field_of(&refusal), desk.frame.language.standing_refusal(&refusal));
            suspension_form(desk, number, Some(form)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What lifting a suspension would do.
#[get("/desk/certificates/<number>/reinstatement")]
pub(super) async fn reinstatement_page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    reinstatement_form(desk, number, Form::empty()).await
}

async fn reinstatement_form(desk: Desk<'_>, number: &str, form: Form) -> Result<Answer, Failure> {
    let certificate = for_leader(&desk, number).await?;
    certificate_form(desk, &certificate, "reinstatement", form, Vec::new(), String::new())
}

/// Lifts a suspension.
#[post("/desk/certificates/<number>/reinstatement", data = "<typed>")]
pub(super) async fn reinstate(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), texts) = (typed, desk.frame.language.papers());
    let mut form = Form::filled(&fields);
    form.require("note", &desk.frame.language.nothing_written(texts.reinstate_note));
    if form.is_refused() {
        return reinstatement_form(desk, number, form).await;
    }
    let (seen, note) = (seen(number, &fields), fields.text("note"));
    match standing::reinstate(desk.site.registry, &desk.officer, seen, note).await {
        Ok(()) => Ok(done(&desk, number, texts.reinstated_said)),
        Err(ActError::Standing(refusal)) if refusal.is_of_words() => {
            form.refuse("note", desk.frame.language.standing_refusal(&refusal));
            reinstatement_form(desk, number, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form for a revocation.
#[get("/desk/certificates/<number>/revocation")]
pub(super) async fn revocation_page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    revocation_form(desk, number, Form::empty()).await
}

async fn revocation_form(desk: Desk<'_>, number: &str, form: Form) -> Result<Answer, Failure> {
    let certificate = for_leader(&desk, number).await?;
    let language = desk.frame.language;
    let grounds = RevocationGround::ALL.iter();
    let grounds =
        grounds.map(|ground| (ground.letter(), sentence(language.revocation_ground(*ground)))).collect();
    let bar = bar_after(&desk).await?;
    certificate_form(desk, &certificate, "revocation", form, grounds, bar)
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

/// Revokes a certificate, for good.
#[post("/desk/certificates/<number>/revocation", data = "<typed>")]
pub(super) async fn revoke(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), texts) = (typed, desk.frame.language.papers());
    let mut form = Form::filled(&fields);
    let ground = RevocationGround::of_letter(fields.text("ground"));
    if ground.is_none() {
        form.refuse("ground", texts.ground_missing);
    }
    form.require("reasons", &desk.frame.language.nothing_written(texts.reasons));
    if folded_number(fields.text("typed_number")) != folded_number(number) {
        form.refuse("typed_number", texts.number_differs);
    }
    let (Some(ground), false) = (ground, form.is_refused()) else {
        return revocation_form(desk, number, form).await;
    };
    let reasons = fields.text("reasons");
    match standing::revoke(desk.site.registry, &desk.officer, seen(number, &fields), ground, reasons).await {
        Ok(()) => Ok(done(&desk, number, texts.revoked_said)),
        Err(ActError::Standing(refusal)) if refusal.is_of_words() => {
            form.refuse("reasons", desk.frame.language.standing_refusal(&refusal));
            revocation_form(desk, number, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form for the return of a card.
#[get("/desk/cards/<number>/return")]
pub(super) async fn return_page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    return_form(desk, number, Form::empty()).await
}

async fn return_form(desk: Desk<'_>, number: &str, form: Form) -> Result<Answer, Failure> {
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let (card, certificate) = returnable(&desk, number).await?;
    let paper = certificate::card_paper(language, &card, &certificate, today)?;
    let refused = form.is_refused();
    let page = StandingPage {
        menu: desk.menu(),
        texts: language.papers(),
        form,
        act: "return",
        paper,
        back: path(&card.certificate),
        action: format!("/desk/cards/{}/return", certificate::slug(&card.paper.number)),
        version: card.paper.version,
        grounds: Vec::new(),
        bar: String::new(),
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Records that a card was returned.
#[post("/desk/cards/<number>/return", data = "<typed>")]
pub(super) async fn return_card(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), texts) = (typed, desk.frame.language.papers());
    let (card, _) = returnable(&desk, number).await?;
    let mut form = Form::filled(&fields);
    let Ok(on) = fields.text("on").parse::<Day>() else {
        form.refuse("on", desk.frame.language.no_day(texts.left_on));
        return return_form(desk, number, form).await;
    };
    if form.is_refused() {
        return return_form(desk, number, form).await;
    }
    match standing::return_card(desk.site.registry, &desk.officer, seen(number, &fields), on).await {
        Ok(()) => Ok(done(&desk, &card.certificate, texts.returned_said)),
        Err(ActError::Standing(refusal)) => {
            form.refuse("on", desk.frame.language.standing_refusal(&refusal));
            return_form(desk, number, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The certificate, for a leader.
async fn for_leader(desk: &Desk<'_>, number: &str) -> Result<Certificate, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    if desk.officer.is(Role::Leader) { Ok(certificate) } else { Err(Failure::Forbidden) }
}

/// The card and its certificate, for those who record returns.
async fn returnable(desk: &Desk<'_>, number: &str) -> Result<(Card, Certificate), Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let card = scope::card(&mut look, desk.officer.issuer, number).await?;
    let certificate = scope::certificate(&mut look, desk.officer.issuer, &card.certificate).await?;
    let records = desk.officer.is(Role::Leader) || desk.officer.is(Role::Intake);
    if records { Ok((card, certificate)) } else { Err(Failure::Forbidden) }
}

fn certificate_form(
    desk: Desk<'_>,
    certificate: &Certificate,
    act: &'static str,
    form: Form,
    grounds: Vec<(&'static str, String)>,
    bar: String,
) -> Result<Answer, Failure> {
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let back = path(&certificate.paper.number);
    let refused = form.is_refused();
    let page = StandingPage {
        menu: desk.menu(),
        texts: language.papers(),
        form,
        act,
        paper: certificate_view(language, certificate, today)?,
        action: format!("{back}/{act}"),
        back,
        version: certificate.paper.version,
        grounds,
        bar,
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

fn seen<'a>(number: &'a str, fields: &Fields) -> SeenPaper<'a> {
    SeenPaper { number, version: fields.text("version").parse().unwrap_or_default() }
}

fn done(desk: &Desk<'_>, number: &str, said: &str) -> Answer {
    desk.site.leave_notice(said);
    Answer::redirect(path(number))
}

/// The field that a refusal speaks of.
fn field_of(refusal: &StandingRefusal) -> &'static str {
    match refusal {
        StandingRefusal::NoReasons | StandingRefusal::PersonalNumber | StandingRefusal::Undrawn(_) => {
            "remedy"
        }
        StandingRefusal::Days
        | StandingRefusal::LeavingDay
        | StandingRefusal::Life { .. }
        | StandingRefusal::PortraitOfNobody
        | StandingRefusal::PortraitHiddenToday
        | StandingRefusal::NotPrinted => "from",
    }
}

/// The words of a ground with a capital, as a choice of its own.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
