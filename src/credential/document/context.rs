//! Our terms and schemas, bundled (DOCUMENT.md, section 1).
//!
//! Both are served for people who read the documents with other software; a
//! verifier of ours never asks for them.

use serde_json::{Value, json};

use super::address::base;
use crate::credential::link::Origin;

/// The terms of the standard; the first of every document's contexts.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";

/// Where the terms are served, below the site.
pub const CONTEXT_PATH: &str = "/contexts/register/v1";

/// The media type of the terms (JSON-LD 1.1).
pub const CONTEXT_MEDIA_TYPE: &str = "application/ld+json";

/// The names of the schemas, served at `/schemas/NAME.json`.
pub const SCHEMA_NAMES: [&str; 2] = ["certificate-v1", "card-v1"];

/// The address of our terms.
pub fn context_url(origin: &Origin) -> String {
    format!("{}{CONTEXT_PATH}", base(origin))
}

/// Our terms as JSON-LD, their names under this site.
pub fn context_text(origin: &Origin) -> String {
    at_home(include_str!("../../../data/contexts/register-v1.jsonld"), origin)
}

/// The address of a schema.
pub fn schema_url(origin: &Origin, name: &str) -> String {
    format!("{}/schemas/{name}.json", base(origin))
}

/// A schema (JSON Schema 2020-12) by its name.
pub fn schema_text(origin: &Origin, name: &str) -> Option<String> {
    let text = match name {
        "certificate-v1" => include_str!("../../../data/schemas/certificate-v1.json"),
        "card-v1" => include_str!("../../../data/schemas/card-v1.json"),
        _ => return None,
    };
    Some(at_home(text, origin))
}

/// The two contexts of everything we sign.
pub(in crate::credential) fn both(origin: &Origin) -> Value {
    json!([CREDENTIALS_V2, context_url(origin)])
}

/// The files do not know where they will be served.
fn at_home(text: &str, origin: &Origin) -> String {
    text.replace("{base}", &base(origin))
}
