//! The issuer's profile, for its administrators: names, who signs, pictures,
//! with a preview on invented facts.

mod changes;
mod drawing;
mod entry;
mod picture;
mod preview;

use askama::Template;
use rocket::{Route, get, post, routes};

use self::changes::Change;
use self::entry::{Choice, ProfileEntry};
use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::profile::{self, ProfileChange, ProfileError};
use crate::domain::issuer::Profile;
use crate::domain::signing::SigningForm;
use crate::language::desk::profile::ProfileTexts;
use crate::storage::{StorageError, issuers};
use crate::web::headers::ShowsDrawings;
use crate::web::{Answer, Failure, Form, Frame, Parcel, printing};

#[derive(Template)]
#[template(path = "desk/profile.html")]
struct ProfilePage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static ProfileTexts,
    form: Form,
    issuer: String,
    signatories: Vec<SignatoryLine>,
    is_new: bool,
    signing_forms: Vec<&'static str>,
    numbers: [(&'static str, String); 4],
    kinds: [(&'static str, &'static str); 3],
    draws: bool,
    changes: Vec<Change>,
}

/// A signatory in the list.
struct SignatoryLine {
    name: String,
    title: String,
    from: String,
    until: String,
    link: String,
    in_office: bool,
    chosen: bool,
}

pub(super) fn routes() -> Vec<Route> {
    let previews = if printing::can_print() { routes![preview::show] } else { Vec::new() };
    [routes![page, save, picture::view], previews].concat()
}

/// The profile as it is; `signatory` chooses whom the form shows, by the first
/// day, or a new one.
#[get("/desk/profile?<signatory>")]
async fn page(signatory: Option<&str>, desk: Desk<'_>) -> Result<ShowsDrawings<Answer>, Failure> {
    let (stored, version) = open(&desk).await?;
    let chosen = Choice::of(signatory, &stored, desk.site.registry.clock.today());
    let form = entry::filled(&stored, chosen).with("version", version.to_string());
    show(desk, &stored, form).await
}

/// Changes the profile.
#[post("/desk/profile", data = "<parcel>")]
async fn save(desk: Desk<'_>, mut parcel: Parcel) -> Result<ShowsDrawings<Answer>, Failure> {
    let (stored, version) = open(&desk).await?;
    let texts = desk.frame.language.profile();
    let mut form = Form::filled(&parcel.fields);
    let pictures = picture::kept(&desk, &mut parcel, &mut form).await?;
    let fields = parcel.fields;
    let ProfileEntry { profile, .. } =
        entry::read(&fields, &stored, pictures, &mut form, desk.frame.language);
    form.require("reason", texts.reason_missing);
    if form.is_refused() {
        return show(desk, &stored, form).await;
    }
    let seen = fields.text("version").parse().unwrap_or_default();
    let change = ProfileChange { seen, profile, reason: fields.text("reason").to_owned() };
    match profile::change(desk.site.registry, &desk.officer, change).await {
        Ok(()) => {
            desk.site.leave_notice(texts.saved);
            return Ok(ShowsDrawings(Answer::redirect("/desk/profile")));
        }
        Err(ProfileError::Unchanged) => form.refuse("reason", texts.unchanged),
        Err(ProfileError::Faults(faults)) => entry::refuse(&mut form, desk.frame.language, &faults),
        Err(ProfileError::Act(ActError::Storage(StorageError::Conflict))) => {
            // What the other one changed stands in the history on this page: who
            // sends again has seen it.
            form.refuse("reason", texts.changed_meanwhile);
            form = form.with("version", version.to_string());
        }
        Err(ProfileError::Act(ActError::Refused(refusal))) if refusal.is_of_words() => {
            form.refuse("reason", desk.frame.language.refusal(&refusal));
        }
        Err(ProfileError::Act(error)) => return Err(error.into()),
    }
    show(desk, &stored, form).await
}

/// The profile in force, for those who may change it.
async fn open(desk: &Desk<'_>) -> Result<(Profile, i64), Failure> {
    if !profile::may_change(&desk.officer) {
        return Err(Failure::Forbidden);
    }
    let mut look = Look::at(desk.site.registry).await?;
    Ok(issuers::profile(&mut look, desk.officer.issuer).await?)
}

async fn show(desk: Desk<'_>, stored: &Profile, form: Form) -> Result<ShowsDrawings<Answer>, Failure> {
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let texts = language.profile();
    let chosen = form.value("signatory").to_owned();
    let signatories = stored.signatories.iter().map(|signatory| SignatoryLine {
        name: signatory.name.clone(),
        title: [signatory.signing.line(), Some(language.of(&signatory.signing.title))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        from: language.day(signatory.from),
        until: signatory.until.map(|day| language.day(day)).unwrap_or_default(),
        link: format!("/desk/profile?signatory={}#signatory", signatory.from),
        in_office: stored.signatory_on(today) == Some(signatory),
        chosen: signatory.from.to_string() == chosen,
    });
    let signatories: Vec<_> = signatories.collect();
    let refused = form.is_refused();
    let page = ProfilePage {
        menu: desk.menu(),
        texts,
        issuer: language.office_called(&desk.officer.issuer),
        is_new: !signatories.iter().any(|line| line.chosen),
        signatories,
        form,
        signing_forms: SigningForm::ALL.iter().map(|form| form.as_str()).collect(),
        numbers: numbers(texts, stored),
        kinds: [("certificate", texts.certificate), ("card", texts.card), ("letter", texts.letter)],
        draws: printing::can_print(),
        changes: changes::of(&desk, language).await?,
        frame: desk.frame,
    };
    let answer = if refused { Answer::refused(&page) } else { Answer::page(&page) };
    answer.map(ShowsDrawings)
}

fn numbers(texts: &ProfileTexts, stored: &Profile) -> [(&'static str, String); 4] {
    let numbering = &stored.numbering;
    [
        (texts.certificate, numbering.certificate.to_string()),
        (texts.card, numbering.card.to_string()),
        (texts.independent_card, numbering.independent_card.to_string()),
        (texts.dossier, numbering.dossier.to_string()),
    ]
}
