//! The register for other people's software: documents, status lists, keys,
//! terms. All of it is public, open to every site, and looks at no cookie.

mod file;
mod names;
mod papers;
mod statuses;

use rocket::{Route, routes};

pub(super) use file::{PublicFile, wants};
pub(super) use papers::document_of;

pub(super) fn routes() -> Vec<Route> {
    routes![papers::document, statuses::list, names::issuer, names::site, names::terms, names::schema,]
}
