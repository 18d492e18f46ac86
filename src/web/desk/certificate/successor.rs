//! What took the place of a certificate.

use super::{path, slug};
use crate::acts::scope;
use crate::domain::certificate::{Certificate, Standing};
use crate::storage::{ReadTransaction, certificates, dossiers};
use crate::web::Failure;
use crate::web::desk::Desk;

/// The certificate that took the place of one, of whichever office.
pub(super) struct Successor {
    pub(super) number: String,
    /// At the desk where it is the office's own, else as everybody sees it.
    pub(super) href: String,
    /// Who issued it, where that is another office.
    pub(super) issuer: Option<String>,
    /// The number of its dossier.
    pub(super) dossier: String,
}

/// What took the place of a certificate, by a renewal.
pub(super) async fn successor(
    reading: &mut ReadTransaction,
    desk: &Desk<'_>,
    certificate: &Certificate,
) -> Result<Option<Successor>, Failure> {
    let Standing::Renewed(renewal) = &certificate.standing else { return Ok(None) };
    let newer = certificates::find(reading, &renewal.by).await?;
    let is_own = newer.as_ref().is_some_and(|newer| scope::is_own(newer, desk.officer.issuer));
    let dossier = match newer.as_ref().and_then(|newer| newer.dossier) {
        Some(id) => dossiers::find(reading, &desk.site.registry.seal, id).await?,
        None => None,
    };
    let receipt = dossier.as_ref().and_then(|dossier| dossier.stage.receipt());
    let language = desk.frame.language;
    let issuer = newer.filter(|_| !is_own).map(|newer| language.office_called(&newer.paper.issuer));
    Ok(Some(Successor {
        href: if is_own { path(&renewal.by) } else { format!("/c/{}", slug(&renewal.by)) },
        number: renewal.by.clone(),
        issuer,
        dossier: receipt.map(|receipt| receipt.number.clone()).unwrap_or_default(),
    }))
}
