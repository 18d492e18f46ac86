//! The master document: a paper as a W3C Verifiable Credential.
//!
//! `DOCUMENT.md` beside the folder is the specification. Writing goes `facts`
//! → `paper` → `proof`; reading comes back through `json` → `proof` → `paper`
//! and ends in a [`GenuineDocument`]. `did` writes the issuers' keys,
//! `context` holds the bundled terms and schemas.

pub mod address;
pub(crate) mod base58;
pub mod context;
pub mod did;
pub mod facts;
pub(crate) mod json;
mod paper;
pub mod proof;
pub mod statement;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod interop;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod vectors;

use serde_json::{Map, Value};

pub use address::{IssuerDid, KeyUrl};
pub use facts::{DocumentFacts, FactsError, IssuedUnder, IssuerName};

use super::{
    keys::IssuerSigningKey,
    link::Origin,
    refusal::{Malformed, Refused},
    sign::SigningError,
    trust::TrustList,
    verify::{Genuine, judge},
};

/// The media type of a secured document (VC Data Model 2.0, section 6.2).
pub const MEDIA_TYPE: &str = "application/vc";

/// No document is longer, so nobody can make a reader work on more.
pub const MAX_DOCUMENT_BYTES: usize = 16_384;

/// A document that the issuer's key signed.
///
/// Like a genuine code it is not yet a valid paper: that needs its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenuineDocument {
    genuine: Genuine,
    facts: DocumentFacts,
    origin: Origin,
}

/// The document of a paper without a proof (DOCUMENT.md, section 2).
pub fn unsigned(facts: &DocumentFacts, origin: &Origin) -> Map<String, Value> {
    paper::write(facts, origin)
}

/// Signs the document of a paper: canonical JSON, the file to hand out.
///
/// Deterministic, and `created` is the instant the code was signed at. Not
/// public: the door is an approved decision, in the domain.
pub(crate) fn sign(
    facts: &DocumentFacts,
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<String, SigningError> {
    let paper = facts.payload().paper();
    key.require_issuer(&paper.issuer)?;
    proof::secure(unsigned(facts, origin), origin, key, paper.issued_at)
}

/// Checks a document against pinned keys (DOCUMENT.md, section 4).
///
/// Nothing that it names is fetched; its host is only reported.
pub fn verify(text: &str, trust: &TrustList) -> Result<GenuineDocument, Refused> {
    let opened = proof::open(text, MAX_DOCUMENT_BYTES, trust)?;
    let (facts, origin) = paper::read(&opened.document, opened.created).ok_or(Malformed::Document)?;
    let key = opened.key;
    if facts.payload().paper().issuer != key.issuer {
        return Err(Refused::OtherIssuer { key_id: key.key_id });
    }
    if unsigned(&facts, &origin) != opened.document || opened.host != origin.host() {
        return Err(Malformed::Document.into());
    }
    judge(key, opened.created)?;
    Ok(GenuineDocument { genuine: Genuine::proven(facts.payload().clone(), key), facts, origin })
}

impl GenuineDocument {
    /// What was proven, as of a scanned code: payload, key, days.
    pub fn genuine(&self) -> &Genuine {
        &self.genuine
    }

    /// All that the document says.
    pub fn facts(&self) -> &DocumentFacts {
        &self.facts
    }

    /// The site it comes from. To be shown or compared, never followed.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}
