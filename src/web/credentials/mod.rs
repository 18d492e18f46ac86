//! The register for other people's software: documents, status lists, keys,
//! terms. All of it is public, open to every site, and looks at no cookie.

mod file;
mod names;
mod papers;
mod statements;
mod statuses;

use rocket::{Route, routes};
use utoipa::OpenApi;

pub(super) use file::{FileProblem, NoFile, PublicFile, wants};
pub(super) use papers::{document_of, of_number, place_named};
pub(super) use statements::statement_of;

/// The description of these routes, for the one of the whole interface.
#[derive(OpenApi)]
#[openapi(
    paths(papers::document, statuses::list, names::issuer, names::site, names::terms, names::schema),
    components(schemas(FileProblem))
)]
pub(super) struct Files;

pub(super) fn routes() -> Vec<Route> {
    routes![papers::document, statuses::list, names::issuer, names::site, names::terms, names::schema,]
}
