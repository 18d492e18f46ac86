//! Why something is refused, in the words of the standards.

use serde_json::{Value, json};

/// The kinds of errors that the standards name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The bytes are not what they should be (VC Data Model 2.0, section 7.2).
    Parsing,
    /// A member has a value that the model forbids, or is missing.
    MalformedValue,
    /// A value is outside its range.
    Range,
    /// JSON-LD would leave a member out (Data Integrity 1.0, section 2.4.2).
    DataLoss,
    /// The proof does not prove (Data Integrity 1.0, section 4.4).
    ProofVerification,
    /// The proof is for another domain.
    InvalidDomain,
    /// The proof answers another challenge.
    InvalidChallenge,
    /// The list is not one of ours, and nothing is fetched (Bitstring Status
    /// List 1.0, section 3.2).
    StatusRetrieval,
    /// The entry does not fit its list.
    StatusVerification,
    /// It is revoked, suspended, or outside its days.
    NotInForce,
    /// The lists have no entry left.
    Full,
}

/// A refusal: its kind, and what is wrong in words for a developer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Fault {
    kind: Kind,
    detail: String,
}

impl Fault {
    /// A refusal of a kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    /// A member that the model forbids or misses.
    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(Kind::MalformedValue, detail)
    }

    /// A proof that does not prove.
    pub(super) fn proof(detail: impl Into<String>) -> Self {
        Self::new(Kind::ProofVerification, detail)
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// As problem details (RFC 9457).
    pub fn problem(&self) -> Value {
        json!({"type": self.kind.uri(), "title": self.kind.title(), "detail": self.detail})
    }
}

impl Kind {
    fn uri(self) -> String {
        let model = "https://www.w3.org/TR/vc-data-model#";
        let security = "https://w3id.org/security#";
        let list = "https://www.w3.org/ns/credentials/status-list#";
        let (space, name) = match self {
            Self::Parsing => (model, "PARSING_ERROR"),
            Self::MalformedValue => (model, "MALFORMED_VALUE_ERROR"),
            Self::Range => (model, "RANGE_ERROR"),
            Self::DataLoss => (security, "DATA_LOSS_DETECTION_ERROR"),
            Self::ProofVerification => (security, "PROOF_VERIFICATION_ERROR"),
            Self::InvalidDomain => (security, "INVALID_DOMAIN_ERROR"),
            Self::InvalidChallenge => (security, "INVALID_CHALLENGE_ERROR"),
            Self::StatusRetrieval => (list, "STATUS_RETRIEVAL_ERROR"),
            Self::StatusVerification => (list, "STATUS_VERIFICATION_ERROR"),
            Self::NotInForce | Self::Full => ("about:", "blank"),
        };
        format!("{space}{name}")
    }

    fn title(self) -> &'static str {
        match self {
            Self::Parsing => "Cannot be read",
            Self::MalformedValue => "Malformed value",
            Self::Range => "Value outside its range",
            Self::DataLoss => "A member would be lost",
            Self::ProofVerification => "Proof does not verify",
            Self::InvalidDomain => "Proof for another domain",
            Self::InvalidChallenge => "Proof for another challenge",
            Self::StatusRetrieval => "Status list cannot be had",
            Self::StatusVerification => "Status cannot be verified",
            Self::NotInForce => "Not in force",
            Self::Full => "Status lists are full",
        }
    }
}
