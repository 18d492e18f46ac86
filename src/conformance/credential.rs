//! What the model demands of a credential (VC Data Model 2.0, section 4).

use serde_json::{Map, Value};

use super::{
    contexts,
    fault::Fault,
    rdf, resources, shape, status,
    values::{described, is_a, objects, party, period, types, url},
};

/// Members whose objects must say of what type they are (section 4.5).
const TYPED: [&str; 7] = [
    "confidenceMethod",
    "credentialSchema",
    "credentialStatus",
    "evidence",
    "refreshService",
    "renderMethod",
    "termsOfUse",
];

/// Checks everything but the proof and what changes with time.
pub(super) fn check(credential: &Map<String, Value>) -> Result<(), Fault> {
    contexts::check(credential)?;
    if !is_a(credential, "VerifiableCredential") {
        return Err(Fault::malformed("`type` does not name VerifiableCredential"));
    }
    shape::check(credential)?;
    issuer(credential)?;
    subjects(credential)?;
    described(credential)?;
    period(credential, ("validFrom", "validUntil"))?;
    for member in TYPED {
        typed(credential, member)?;
    }
    status::check_entries(credential)?;
    status::check_list(credential)?;
    resources::check(credential)?;
    rdf::require_lossless(credential)
}

/// Who is said to have issued it (section 4.7).
pub(super) fn issuer(credential: &Map<String, Value>) -> Result<&str, Fault> {
    let value = credential.get("issuer").ok_or_else(|| Fault::malformed("no `issuer`"))?;
    if let Value::Object(object) = value {
        described(object)?;
    }
    party(value, "issuer")
}

/// At least one subject, each with a claim (section 4.8).
fn subjects(credential: &Map<String, Value>) -> Result<(), Fault> {
    let value = credential.get("credentialSubject").unwrap_or(&Value::Null);
    if objects(value, "credentialSubject")?.iter().any(|subject| subject.is_empty()) {
        return Err(Fault::malformed("a `credentialSubject` claims nothing"));
    }
    Ok(())
}

fn typed(credential: &Map<String, Value>, member: &str) -> Result<(), Fault> {
    let Some(value) = credential.get(member) else { return Ok(()) };
    for object in objects(value, member)? {
        if types(object).is_none() {
            return Err(Fault::malformed(format!("`{member}` has no `type`")));
        }
        // A schema is known by its address (section 4.11).
        if member == "credentialSchema" {
            url(object.get("id").unwrap_or(&Value::Null), "credentialSchema.id")?;
        }
    }
    Ok(())
}
