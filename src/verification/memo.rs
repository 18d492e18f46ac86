//! Remembering which codes an issuer signed.
//!
//! Reading a code and checking its signature is a pure function of its letters
//! and of the trust list: what is remembered under the hash of these letters and
//! the list's generation is what checking again would find. Only what proved
//! genuine is kept, so that made-up codes push nothing out.

use std::sync::Arc;

use moka::sync::Cache;
use sha2::{Digest, Sha256};

use crate::credential::{Genuine, Refused, TrustList, given, verify};
use crate::domain::issuer::IssuerCode;

/// Codes remembered; about 25 MB when full.
const CODES: u64 = 50_000;

/// Codes that proved genuine.
pub(super) struct Memo(Cache<Key, SharedProof>);

/// SHA-256 of host and letters, and the generation of the trust list.
type Key = ([u8; 32], u64);

/// A genuine code, and what finds its paper. Cheap to clone.
pub(super) type SharedProof = Arc<Proof>;

/// What was proved of a code.
pub(super) struct Proof {
    /// What was signed.
    pub(super) genuine: Genuine,
    /// SHA-256 of the token.
    pub(super) token: [u8; 32],
    /// Who signed.
    pub(super) issuer: IssuerCode,
    /// The host in the link.
    pub(super) host: Option<String>,
}

impl Default for Memo {
    fn default() -> Self {
        Self(Cache::new(CODES))
    }
}

impl Memo {
    /// Whether the code in the text was signed by a key of this trust list, of
    /// this generation.
    ///
    /// It is remembered by the code and its host, not by what is around them:
    /// one genuine code among ever other words pushes nothing out.
    pub(super) fn prove(
        &self,
        text: &str,
        trust: &TrustList,
        generation: u64,
    ) -> Result<SharedProof, Refused> {
        let letters = given::letters(text)?;
        let written = format!("{}/{}", letters.host.as_deref().unwrap_or_default(), letters.code);
        let key = (Sha256::digest(written).into(), generation);
        if let Some(proven) = self.0.get(&key) {
            return Ok(proven);
        }
        let proven = Arc::new(prove(letters, trust)?);
        self.0.insert(key, Arc::clone(&proven));
        Ok(proven)
    }
}

fn prove(letters: given::Letters, trust: &TrustList) -> Result<Proof, Refused> {
    let scanned = letters.read()?;
    let genuine = verify(&scanned.token, trust)?;
    // The trust list names only issuers that there are; one that is not among
    // them has no key there either.
    let issuer = genuine.payload().paper().issuer.as_str().parse();
    let issuer = issuer.map_err(|_| Refused::UnknownKey { key_id: genuine.key_id() })?;
    Ok(Proof { token: scanned.token.digest(), genuine, issuer, host: scanned.host })
}
