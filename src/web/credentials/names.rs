//! What the names in a document lead to: the issuers' keys, our terms and
//! schemas.

use std::sync::Arc;

use rocket::{State, get};
use serde_json::Value;

use super::PublicFile;
use super::file::{FileProblem, NoFile};
use crate::acts::Registry;
use crate::credential::TrustList;
use crate::credential::document::{context, did};
use crate::credential::text;
use crate::domain::issuer::IssuerCode;
use crate::verification::Checks;

/// The keys of an issuer.
#[utoipa::path(
    get,
    path = "/issuers/{code}/did.json",
    tag = "files",
    params(("code" = String, Path, description = "`BKHCN`, or the two digits of a province", example = "BKHCN")),
    responses(
        (status = 200, description = "The keys as a DID document", body = serde_json::Value, content_type = "application/did+json"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 404, description = "There is none", body = FileProblem, content_type = "application/problem+json"),
        (status = 503, description = "The register cannot be read", body = FileProblem, content_type = "application/problem+json"),
    )
)]
#[get("/issuers/<code>/did.json")]
pub(super) async fn issuer(
    code: &str,
    checks: &State<Checks>,
    registry: &State<Registry>,
) -> Result<PublicFile, NoFile> {
    let known: IssuerCode = code.parse().map_err(|_| NoFile::unknown("There is no issuer of this code."))?;
    let trust = trust(checks).await?;
    Ok(did_document(&did::issuer_document(&registry.origin, &signed_code(known), &trust)))
}

/// The keys of the Ministry, under the name of the site.
#[utoipa::path(
    get,
    path = "/.well-known/did.json",
    tag = "files",
    responses(
        (status = 200, description = "The keys as a DID document", body = serde_json::Value, content_type = "application/did+json"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 503, description = "The register cannot be read", body = FileProblem, content_type = "application/problem+json"),
    )
)]
#[get("/.well-known/did.json")]
pub(super) async fn site(checks: &State<Checks>, registry: &State<Registry>) -> Result<PublicFile, NoFile> {
    let trust = trust(checks).await?;
    let ministry = signed_code(IssuerCode::MINISTRY);
    Ok(did_document(&did::site_document(&registry.origin, &ministry, &trust)))
}

/// Our terms as JSON-LD.
#[utoipa::path(
    get,
    path = "/contexts/register/v1",
    tag = "files",
    responses(
        (status = 200, description = "The terms", body = serde_json::Value, content_type = "application/ld+json"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
    )
)]
#[get("/contexts/register/v1")]
pub(super) fn terms(registry: &State<Registry>) -> PublicFile {
    PublicFile::lasting(context::CONTEXT_MEDIA_TYPE, context::context_text(&registry.origin))
}

/// The schema of a kind of document.
#[utoipa::path(
    get,
    path = "/schemas/{file}",
    tag = "files",
    params(("file" = String, Path, description = "`certificate-v1.json` or `card-v1.json`", example = "card-v1.json")),
    responses(
        (status = 200, description = "The JSON Schema", body = serde_json::Value, content_type = "application/schema+json"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 404, description = "There is none", body = FileProblem, content_type = "application/problem+json"),
    )
)]
#[get("/schemas/<file>")]
pub(super) fn schema(file: &str, registry: &State<Registry>) -> Result<PublicFile, NoFile> {
    let name = file.strip_suffix(".json");
    let text = name.and_then(|name| context::schema_text(&registry.origin, name));
    let text = text.ok_or(NoFile::unknown("There is no schema of this name."))?;
    Ok(PublicFile::lasting("application/schema+json", text))
}

async fn trust(checks: &Checks) -> Result<Arc<TrustList>, NoFile> {
    let unavailable = |_| NoFile::unavailable("The register cannot be read; try again in a minute.");
    checks.trust().await.map_err(unavailable)
}

fn signed_code(issuer: IssuerCode) -> text::IssuerCode {
    issuer.to_string().parse().expect("an issuer's code fits the format of the code")
}

fn did_document(document: &Value) -> PublicFile {
    PublicFile::current(did::MEDIA_TYPE, document.to_string())
}
