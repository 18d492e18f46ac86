//! `POST /credentials/issue`: what is asked for, checked, signed.

use serde_json::{Map, Value};

use super::{
    Profile, credential,
    fault::Fault,
    proof::{self, Suite},
};

/// Issues a credential in the test issuer's name.
///
/// A missing `issuer` is filled in; another's name is refused. What has no
/// `credentialStatus` gets an entry in each list.
pub(super) fn issue(
    profile: &Profile,
    mut credential: Map<String, Value>,
    options: &Map<String, Value>,
) -> Result<Map<String, Value>, Fault> {
    let suite = options.get("cryptosuite").map_or(Some(Suite::Jcs), |name| Suite::named(name.as_str()?));
    let suite = suite.ok_or_else(|| Fault::malformed("`options.cryptosuite` is not one of EdDSA"))?;
    if credential.contains_key("proof") {
        return Err(Fault::malformed("the credential has a `proof` already"));
    }
    if !credential.contains_key("issuer") {
        credential.insert("issuer".to_owned(), profile.issuer.did().into());
    }
    credential::check(&credential)?;
    if credential::issuer(&credential)? != profile.issuer.did() {
        return Err(Fault::malformed(format!("only {} issues here", profile.issuer.did())));
    }
    if !credential.contains_key("credentialStatus") {
        credential.insert("credentialStatus".to_owned(), profile.new_entries()?);
    }
    proof::add(&mut credential, &profile.issuer, suite, profile.clock.now())?;
    Ok(credential)
}
