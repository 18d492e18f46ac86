//! How papers would look with what is typed: on invented facts, marked on every
//! page, stored nowhere and signed by nobody.

use std::sync::Arc;

use consultant_papers::Pictures as Drawn;
use rocket::{Responder, post};

use super::super::Desk;
use super::drawing::{NotDrawn, SpecimenForm, draw};
use super::entry::{self, Pictures, ProfileEntry};
use super::{open, picture, show as show_page};
use crate::acts::profile::draw_picture;
use crate::acts::terms::regime_if_any;
use crate::acts::{self, ActError};
use crate::dates::Day;
use crate::documents::specimen::{Look, Specimen, SpecimenKind};
use crate::domain::issuer::Profile;
use crate::domain::regime::Regime;
use crate::web::file::File;
use crate::web::{Answer, Failure, Form, Parcel};

/// The specimen, or the form with what keeps it from being drawn.
#[derive(Responder)]
pub(super) enum Preview {
    Drawn(File),
    Refused(Answer),
}

/// Draws a specimen from the form as it stands, files included; nothing is kept.
#[post("/desk/profile/preview", data = "<parcel>")]
pub(super) async fn show(desk: Desk<'_>, mut parcel: Parcel) -> Result<Preview, Failure> {
    let (stored, _) = open(&desk).await?;
    let language = desk.frame.language;
    let mut form = Form::filled(&parcel.fields);
    let drawn = drawn(&desk, &mut parcel, &mut form).await?;
    let fields = parcel.fields;
    let ProfileEntry { profile, from } =
        entry::read(&fields, &stored, Pictures::default(), &mut form, language);
    let kind = fields.text("kind").parse().unwrap_or(SpecimenKind::Certificate);
    let wanted = if fields.text("as") == "pdf" { SpecimenForm::File } else { SpecimenForm::Picture };
    if form.is_refused() {
        return Ok(Preview::Refused(show_page(desk, &stored, form).await?.0));
    }
    let pictures = profile.shows_pictures.then_some(&drawn);
    let today = desk.site.registry.clock.today();
    let origin = &desk.site.registry.origin;
    // Who signs no longer, or not yet, is shown on the first day.
    let in_form = from.and_then(|from| profile.signatory_from(from));
    let on = in_form.filter(|signatory| !signatory.is_in_office(today)).map_or(today, |it| it.from);
    let regime = regime(&desk, &profile, on).await?;
    let look = Look { profile: &profile, regime: &regime, origin, on, pictures };
    let specimen = Specimen::of(kind, language, look).map_err(|error| Failure::Broken(error.to_string()))?;
    match (draw(specimen, wanted).await, wanted) {
        (Ok(bytes), SpecimenForm::Picture) => Ok(Preview::Drawn(picture::shown(bytes))),
        (Ok(bytes), SpecimenForm::File) => {
            Ok(Preview::Drawn(File::to_show("mau.pdf", "application/pdf", bytes)))
        }
        (Err(NotDrawn::Busy), _) => {
            form.refuse("kind", language.profile().busy);
            Ok(Preview::Refused(show_page(desk, &stored, form).await?.0))
        }
        (Err(NotDrawn::Broken(cause)), _) => Err(Failure::Broken(cause)),
    }
}

/// The regime whose texts a specimen shows: of an issuer that does not issue
/// yet, the one it will have.
async fn regime(desk: &Desk<'_>, profile: &Profile, on: Day) -> Result<Arc<Regime>, Failure> {
    let mut look = acts::look::Look::at(desk.site.registry).await?;
    let begins = profile.regimes.iter().filter_map(|period| period.from).max();
    let on = begins.map_or(on, |begins| begins.max(on));
    let found = regime_if_any(&mut look, profile, on).await?;
    found.ok_or_else(|| Failure::Broken(format!("{} has no regime", profile.code)))
}

/// The bytes of the pictures in the form: a file just chosen, or one kept.
async fn drawn(desk: &Desk<'_>, parcel: &mut Parcel, form: &mut Form) -> Result<Drawn, Failure> {
    let signature = one(desk, parcel, form, "signature").await?;
    Ok(Drawn { signature, seal: one(desk, parcel, form, "seal").await? })
}

async fn one(
    desk: &Desk<'_>,
    parcel: &mut Parcel,
    form: &mut Form,
    name: &str,
) -> Result<Option<Vec<u8>>, Failure> {
    if let Some(upload) = parcel.files.remove(name) {
        let drawn = match upload.content {
            Ok(file) => draw_picture(file).await,
            Err(refusal) => Err(refusal.into()),
        };
        return match drawn {
            Ok(drawn) => Ok(Some(drawn.bytes.to_vec())),
            Err(ActError::Upload(refusal)) => {
                form.refuse(name, desk.frame.language.upload_refusal(refusal));
                Ok(None)
            }
            Err(other) => Err(other.into()),
        };
    }
    match picture::remembered(desk, &parcel.fields, name).await? {
        Some(picture) => {
            let bytes = desk.site.registry.files.read(&picture.sha256).await?;
            Ok(Some(bytes.to_vec()))
        }
        None => Ok(None),
    }
}
