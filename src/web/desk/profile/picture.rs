//! The pictures of a profile: taken from a form, and shown again.

use std::io::Cursor;

use bytes::Bytes;
use rocket::get;
use rocket::http::{ContentType, Header};
use rocket::request::Request;
use rocket::response::{Responder, Response, Result as Responded};

use super::super::Desk;
use super::bad_picture;
use super::typed::Pictures;
use crate::acts::ActError;
use crate::acts::profile::{keep_picture, open_picture};
use crate::domain::profile::Picture;
use crate::storage::issuers;
use crate::web::form::Fields;
use crate::web::{Failure, Form};

/// A picture of the issuer's, PNG.
pub(super) struct Shown(pub(super) Bytes);

/// One of the issuer's pictures.
#[get("/desk/profile/pictures/<sha256>")]
pub(super) async fn view(sha256: &str, desk: Desk<'_>) -> Result<Shown, Failure> {
    Ok(Shown(open_picture(desk.site.registry, &desk.officer, sha256).await?))
}

/// The pictures that a form asks for. A new file is stored at once, so that it
/// is not lost when something else in the form is refused.
pub(super) async fn kept(desk: &Desk<'_>, fields: &Fields, form: &mut Form) -> Result<Pictures, Failure> {
    let signature = one(desk, fields, form, "signature").await?;
    Ok(Pictures { signature, seal: one(desk, fields, form, "seal").await? })
}

async fn one(
    desk: &Desk<'_>,
    fields: &Fields,
    form: &mut Form,
    name: &str,
) -> Result<Option<Picture>, Failure> {
    if let Some(upload) = fields.file(name) {
        if upload.too_large {
            form.refuse(name, bad_picture(desk.frame.language));
            return Ok(None);
        }
        return match keep_picture(desk.site.registry, &desk.officer, &upload.bytes).await {
            Ok(picture) => {
                *form = std::mem::take(form).with(&format!("{name}_kept"), &picture.sha256);
                Ok(Some(picture))
            }
            Err(ActError::Upload(_)) => {
                form.refuse(name, bad_picture(desk.frame.language));
                Ok(None)
            }
            Err(other) => Err(other.into()),
        };
    }
    remembered(desk, fields, name).await
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
    let mut transaction = desk.site.registry.storage.read().await?;
    Ok(issuers::picture(&mut transaction, desk.officer.issuer, sha256).await?)
}

impl<'r> Responder<'r, 'static> for Shown {
    fn respond_to(self, _: &'r Request<'_>) -> Responded<'static> {
        Response::build()
            .header(ContentType::PNG)
            // A picture cannot do anything at all.
            .header(Header::new(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; frame-ancestors 'none'",
            ))
            .sized_body(self.0.len(), Cursor::new(self.0))
            .ok()
    }
}
