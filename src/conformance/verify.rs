//! `POST /credentials/verify` and `/presentations/verify`.

use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::{
    Profile, credential,
    fault::{Fault, Kind},
    presentation,
    proof::{self, Expected},
    status,
    values::period,
};
use crate::dates::Instant;

/// Verifies a credential: the model, its issuer's proof, its days, its status.
pub(super) fn credential(profile: &Profile, credential: &Map<String, Value>) -> Result<(), Fault> {
    credential::check(credential)?;
    let now = profile.clock.now();
    let expected = Expected { purpose: "assertionMethod", domain: None, challenge: None };
    let signers = proof::verify(credential, expected, now)?;
    let issuer = credential::issuer(credential)?;
    // Others may have set their proofs beside the issuer's.
    if !signers.iter().any(|signer| signer == issuer) {
        return Err(Fault::proof("the issuer has not signed it"));
    }
    in_force(period(credential, ("validFrom", "validUntil"))?, now)?;
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

/// Refuses what is outside its days.
fn in_force(
    (from, until): (Option<OffsetDateTime>, Option<OffsetDateTime>),
    now: Instant,
) -> Result<(), Fault> {
    if from.is_some_and(|from| from.unix_timestamp() > now.unix()) {
        return Err(Fault::new(Kind::NotInForce, "`validFrom` is still to come"));
    }
    if until.is_some_and(|until| until.unix_timestamp() < now.unix()) {
        return Err(Fault::new(Kind::NotInForce, "`validUntil` is past"));
    }
    Ok(())
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
