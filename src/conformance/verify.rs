//! `POST /credentials/verify` and `/presentations/verify`.

use serde_json::{Map, Value};

use super::{
    Profile, credential,
    fault::Fault,
    presentation,
    proof::{self, Expected},
    status,
    values::period,
};

/// Verifies a credential: the model, its issuer's proof, its days, its status.
pub(super) fn credential(profile: &Profile, credential: &Map<String, Value>) -> Result<(), Fault> {
    credential::check(credential)?;
    let now = profile.clock.now();
    let expected = Expected { purpose: "assertionMethod", domain: None, challenge: None };
    let signers = proof::verify(credential, expected, now)?;
    let issuer = credential::issuer(credential)?;
    if !signers.iter().all(|signer| signer == issuer) {
        return Err(Fault::proof("another than the issuer signed it"));
    }
    proof::in_force(period(credential, ("validFrom", "validUntil"))?, now)?;
    status::require_unlisted(profile, credential)
}

/// Verifies a presentation: the model, its holder's proof, and everything in it.
pub(super) fn presentation(
    profile: &Profile,
    presentation: &Map<String, Value>,
    options: &Map<String, Value>,
) -> Result<(), Fault> {
    let credentials = presentation::check(presentation)?;
    let expected = Expected {
        purpose: "authentication",
        domain: text(options, "domain")?,
        challenge: text(options, "challenge")?,
    };
    let signers = proof::verify(presentation, expected, profile.clock.now())?;
    if let Some(holder) = presentation::holder(presentation)?
        && !signers.iter().any(|signer| signer == holder)
    {
        return Err(Fault::proof("another than the holder presents it"));
    }
    credentials.into_iter().try_for_each(|inner| credential(profile, inner))
}

fn text<'options>(
    options: &'options Map<String, Value>,
    member: &str,
) -> Result<Option<&'options str>, Fault> {
    match options.get(member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Fault::malformed(format!("`options.{member}` is no string"))),
    }
}
