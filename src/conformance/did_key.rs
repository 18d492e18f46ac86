//! The test issuer, and keys named by themselves (`did:key`).

use ed25519_dalek::{Signer, SigningKey};

use crate::credential::{PublicKey, document::did};

/// Known to everyone, so that every run has the same issuer and nobody takes
/// what it signs for anything.
const SEED: &[u8; 32] = b"conformance profile: test issuer";

/// The issuer of this profile.
pub struct TestIssuer {
    key: SigningKey,
    multikey: String,
}

impl Default for TestIssuer {
    fn default() -> Self {
        Self::new()
    }
}

impl TestIssuer {
    /// The one test issuer.
    pub fn new() -> Self {
        let key = SigningKey::from_bytes(SEED);
        let public = PublicKey::try_from(key.verifying_key().as_bytes().as_slice());
        let multikey = did::multikey(public.expect("the key of this seed is a usable one"));
        Self { key, multikey }
    }

    /// Its DID: `did:key:z6Mk…`.
    pub fn did(&self) -> String {
        format!("did:key:{}", self.multikey)
    }

    /// The URL of its one key.
    pub fn verification_method(&self) -> String {
        format!("did:key:{0}#{0}", self.multikey)
    }

    pub(super) fn signature(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

/// Who controls the key at a `did:key` URL, and the key.
pub(super) fn resolve(verification_method: &str) -> Option<(&str, PublicKey)> {
    let (did, fragment) = verification_method.split_once('#')?;
    let multikey = did.strip_prefix("did:key:")?;
    if fragment != multikey {
        return None;
    }
    Some((did, did::parse_multikey(multikey)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_issuer_is_resolved_from_its_own_name() {
        let issuer = TestIssuer::new();
        let method = issuer.verification_method();
        let (controller, key) = resolve(&method).expect("a did:key");
        assert_eq!(controller, issuer.did());
        assert_eq!(key.as_bytes(), issuer.key.verifying_key().as_bytes());
    }

    #[test]
    fn a_key_has_one_address() {
        let did = TestIssuer::new().did();
        for wrong in [did.clone(), format!("{did}#key-1"), format!("{did}#"), format!("did:web:a.vn#{did}")] {
            assert!(resolve(&wrong).is_none(), "{wrong}");
        }
    }
}
