//! The pictures of a profile: taken from a form, and shown again.

use bytes::Bytes;
use rocket::get;

use super::super::Desk;
use super::entry::Pictures;
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::profile::{keep_picture, open_picture};
use crate::domain::profile::Picture;
use crate::storage::issuers;
use crate::web::file::File;
use crate::web::{Failure, Fields, Form, Parcel};

/// A picture of the issuer's.
pub(super) fn shown(png: Bytes) -> File {
    File::to_show("hinh.png", "image/png", png)
}

/// One of the issuer's pictures.
#[get("/desk/profile/pictures/<sha256>")]
pub(super) async fn view(sha256: &str, desk: Desk<'_>) -> Result<File, Failure> {
    Ok(shown(open_picture(desk.site.registry, &desk.officer, sha256).await?))
}

/// The pictures that a form asks for. A new file is stored at once, so that it
/// is not lost when something else in the form is refused.
pub(super) async fn kept(desk: &Desk<'_>, parcel: &mut Parcel, form: &mut Form) -> Result<Pictures, Failure> {
    let signature = one(desk, parcel, form, "signature").await?;
    Ok(Pictures { signature, seal: one(desk, parcel, form, "seal").await? })
}

async fn one(
    desk: &Desk<'_>,
    parcel: &mut Parcel,
    form: &mut Form,
    name: &str,
) -> Result<Option<Picture>, Failure> {
    let Some(upload) = parcel.files.remove(name) else {
        return remembered(desk, &parcel.fields, name).await;
    };
    let kept = match upload.content {
        Ok(file) => keep_picture(desk.site.registry, &desk.officer, file).await,
        Err(refusal) => Err(refusal.into()),
    };
    match kept {
        Ok(picture) => {
            *form = std::mem::take(form).with(&format!("{name}_kept"), &picture.sha256);
            Ok(Some(picture))
        }
        Err(ActError::Upload(refusal)) => {
            form.refuse(name, desk.frame.language.upload_refusal(refusal));
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}

/// The picture the form already had, unless it is to be taken out.
pub(super) async fn remembered(
    desk: &Desk<'_>,
    fields: &Fields,
    name: &str,
) -> Result<Option<Picture>, Failure> {
    let sha256 = fields.text(&format!("{name}_kept"));
    if sha256.is_empty() || fields.text(&format!("{name}_removed")) == "yes" {
        return Ok(None);
    }
    let mut look = Look::at(desk.site.registry).await?;
    Ok(issuers::picture(&mut look, desk.officer.issuer, sha256).await?)
}
