//! Why a code or a document is refused, and what a person is told (FORMAT.md,
//! section 7; DOCUMENT.md, section 4).

use super::{
    KeyId,
    verdict::{CouldNotCheck, NotValid, Verdict},
};
use crate::dates::Instant;

/// The text or the bytes are not a code, document or list of this format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Over a limit of FORMAT.md, section 2, or DOCUMENT.md; nothing was decoded.
    #[error("longer than any of its kind")]
    TooLong,
    /// Neither a link to a code nor a code alone.
    #[error("neither a link to a code nor a code")]
    NotALink,
    /// Not unpadded base32, or bits after the last byte are not zero.
    #[error("not base32 as this format writes it")]
    Base32,
    /// Not one tagged `COSE_Sign1` with a claims set.
    #[error("not a tagged COSE_Sign1 with a claims set")]
    Cbor,
    /// A header demands to be understood; this format has none such.
    #[error("a critical header")]
    CriticalHeader,
    /// Another header than algorithm and key id, or a wrong one.
    #[error("headers or signature not as this format has them")]
    Header,
    /// Not `EdDSA` or `Ed25519`.
    #[error("another algorithm than Ed25519")]
    Algorithm,
    /// A claim is missing, unknown, or outside its limits.
    #[error("claims not as this format has them")]
    Claims,
    /// Understood, but not written in the one allowed way.
    #[error("not in the one deterministic encoding")]
    NotCanonical,
    /// Not one JSON object: broken, a member twice, too deep, a fraction.
    #[error("not one JSON object as this format reads it")]
    Json,
    /// Not one proof with the members, the purpose and the spelling of ours.
    #[error("proof not as this format has it")]
    Proof,
    /// A member of the document is missing, unknown, or outside its limits.
    #[error("document not as this format has it")]
    Document,
    /// The packed list is not one list of the one size.
    #[error("status list cannot be unpacked")]
    StatusList,
    /// It begins like a code, and its last letters are missing.
    #[error("the first part of a code, without the rest")]
    Incomplete,
    /// More than one code, so that no one verdict speaks of all.
    #[error("more than one code")]
    SeveralCodes,
    /// The number of a paper, which only the register can look up.
    #[error("the number of a paper, not a code")]
    Number,
    /// The number of a dossier, or the code of its slip.
    #[error("the number of a dossier, not a code")]
    DossierNumber,
    /// The code of an enterprise, which the register is searched by.
    #[error("the code of an enterprise, not a code of a paper")]
    EnterpriseCode,
    /// A picture in which no QR code was found.
    #[error("a picture without a QR code")]
    NoCode,
    /// A file that begins like a picture and cannot be unpacked.
    #[error("a picture that cannot be opened")]
    Picture,
    /// A PDF that has no document attached, and no picture with a code on it.
    #[error("a PDF without our document and without a picture of a code")]
    PrintedPdf,
}

/// The code does not prove that the issuer signed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It cannot be read.
    #[error("unreadable: {0}")]
    Malformed(#[from] Malformed),
    /// The trust list does not have the key.
    #[error("no key {key_id} in the trust list")]
    UnknownKey {
        /// The id that the code names.
        key_id: KeyId,
    },
    /// The key is pinned to another issuer than the code names.
    #[error("key {key_id} belongs to another issuer")]
    OtherIssuer {
        /// The id that the code names.
        key_id: KeyId,
    },
    /// The signature is not that key's over these bytes.
    #[error("the signature does not fit")]
    Signature,
    /// Signed before the key's first instant or after its last.
    #[error("key {key_id} was not in force when this was signed")]
    KeyNotInForce {
        /// The key that signed.
        key_id: KeyId,
    },
    /// Signed, by its own account, when the key was already in other hands.
    #[error("key {key_id} was compromised when this was signed")]
    KeyCompromised {
        /// The key that signed.
        key_id: KeyId,
        /// Since when others may have it.
        since: Instant,
    },
}

impl Malformed {
    /// Whether it may be a code or a document that somebody else made for
    /// something else.
    pub fn is_of_others(self) -> bool {
        matches!(self, Self::NotALink | Self::Json | Self::Document | Self::Proof)
    }

    /// The stable name of the reason, as in FORMAT.md and the vectors.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::NotALink => "not_a_link",
            Self::Base32 => "base32",
            Self::Cbor => "cbor",
            Self::CriticalHeader => "critical_header",
            Self::Header => "header",
            Self::Algorithm => "algorithm",
            Self::Claims => "claims",
            Self::NotCanonical => "not_canonical",
            Self::Json => "json",
            Self::Proof => "proof",
            Self::Document => "document",
            Self::StatusList => "status_list",
            Self::Incomplete => "incomplete",
            Self::SeveralCodes => "several_codes",
            Self::Number => "number",
            Self::DossierNumber => "dossier_number",
            Self::EnterpriseCode => "enterprise_code",
            Self::NoCode => "no_code",
            Self::Picture => "picture",
            Self::PrintedPdf => "printed_pdf",
        }
    }
}

impl Refused {
    /// The stable name of the reason, as in FORMAT.md and the vectors.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(malformed) => malformed.code(),
            Self::UnknownKey { .. } => "unknown_key",
            Self::OtherIssuer { .. } => "other_issuer",
            Self::Signature => "signature",
            Self::KeyNotInForce { .. } => "key_not_in_force",
            Self::KeyCompromised { .. } => "key_compromised",
        }
    }

    /// What a person is told. Only what is proved false is called not valid.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Malformed(_) => Verdict::CouldNotCheck(CouldNotCheck::Unreadable),
            Self::UnknownKey { .. } => Verdict::CouldNotCheck(CouldNotCheck::UnknownKey),
            Self::OtherIssuer { .. } | Self::Signature => Verdict::NotValid(NotValid::Altered),
            Self::KeyNotInForce { .. } => Verdict::CouldNotCheck(CouldNotCheck::KeyNotInForce),
            Self::KeyCompromised { since, .. } => {
                Verdict::NotValid(NotValid::KeyCompromised { on: since.day() })
            }
        }
    }
}
