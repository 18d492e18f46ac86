//! What the model demands of a presentation (VC Data Model 2.0, section 4.13).

use serde_json::{Map, Value};

use super::{
    contexts,
    fault::Fault,
    rdf, shape,
    values::{is_a, objects, party, types},
};

/// More credentials than anyone presents at once; each costs a signature.
const MAX_CREDENTIALS: usize = 16;

/// Checks everything but the proofs, and gives the credentials inside.
pub(super) fn check(presentation: &Map<String, Value>) -> Result<Vec<&Map<String, Value>>, Fault> {
    contexts::check(presentation)?;
    if !is_a(presentation, "VerifiablePresentation") {
        return Err(Fault::malformed("`type` does not name VerifiablePresentation"));
    }
    shape::check(presentation)?;
    holder(presentation)?;
    if let Some(terms) = presentation.get("termsOfUse")
        && objects(terms, "termsOfUse")?.into_iter().any(|terms| types(terms).is_none())
    {
        return Err(Fault::malformed("`termsOfUse` has no `type`"));
    }
    rdf::require_lossless(presentation)?;
    credentials(presentation)
}

/// Who presents, when that is said.
pub(super) fn holder(presentation: &Map<String, Value>) -> Result<Option<&str>, Fault> {
    presentation.get("holder").map(|holder| party(holder, "holder")).transpose()
}

fn credentials(presentation: &Map<String, Value>) -> Result<Vec<&Map<String, Value>>, Fault> {
    let Some(value) = presentation.get("verifiableCredential") else { return Ok(Vec::new()) };
    let credentials = objects(value, "verifiableCredential")?;
    if credentials.len() > MAX_CREDENTIALS {
        return Err(Fault::malformed("too many credentials in one presentation"));
    }
    if credentials.iter().any(|credential| is_a(credential, "EnvelopedVerifiableCredential")) {
        return Err(Fault::proof("an enveloped credential cannot be checked here"));
    }
    Ok(credentials)
}
