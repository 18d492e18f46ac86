//! Signing. Not public: the door is an approved decision, in the domain.

use super::{
    keys::{IssuerSigningKey, KeyId},
    payload::Payload,
    text::IssuerCode,
    token::Token,
};

/// Why something was not signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigningError {
    /// The paper is of one issuer, the key of another.
    #[error("a paper of {paper} cannot be signed with a key of {key}")]
    OtherIssuersKey {
        /// The issuer that the paper names.
        paper: IssuerCode,
        /// The issuer whose key it is.
        key: IssuerCode,
    },
    /// Who holds the secret did not sign, or not rightly.
    #[error("key {key_id} did not sign: {reason}")]
    NotSigned {
        /// The key asked to sign.
        key_id: KeyId,
        /// Why, for the log.
        reason: String,
    },
}

/// Signs a payload with its issuer's key.
///
/// Deterministic: the same payload and key give the same token. Every payload
/// fits: the limits of its texts keep the token under the size limit.
pub(crate) fn sign(payload: Payload, key: &IssuerSigningKey) -> Result<Token, SigningError> {
    key.require_issuer(&payload.paper().issuer)?;
    Token::signed(payload, key.key_id(), |message| key.signature(message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{
        payload::{Affiliation, CardPayload, PhotoHash, tests::paper},
        token::MAX_TOKEN_BYTES,
    };

    fn card(change: impl FnOnce(&mut crate::credential::Paper)) -> Payload {
        let mut paper = paper();
        change(&mut paper);
        CardPayload::new(paper, Affiliation::Organisation, PhotoHash::from_bytes([0xff; 16]))
            .map(Payload::Card)
            .expect("the days fit")
    }

    fn key(issuer: &str) -> IssuerSigningKey {
        IssuerSigningKey::from_seed(issuer.parse().expect("an issuer code"), &[1; 32])
    }

    #[test]
    fn a_key_signs_only_papers_of_its_issuer() {
        assert!(sign(card(|_| ()), &key("BKHCN")).is_ok());
        let refused = sign(card(|_| ()), &key("52")).expect_err("another issuer's key");
        assert_eq!(refused.to_string(), "a paper of BKHCN cannot be signed with a key of 52");
    }

    #[test]
    fn the_largest_payload_fits_into_a_token() {
        let largest = card(|paper| {
            paper.issuer = "ABCDEFGH".parse().expect("eight capitals");
            paper.number = "Đ".repeat(40).parse().expect("forty letters");
            paper.holder = "ệ".repeat(100).parse().expect("three hundred bytes");
            paper.version = u16::MAX;
            paper.valid_from = "9998-12-30".parse().expect("a day");
            paper.valid_until = paper.valid_from.plus_days(1);
            paper.issued_at = paper.valid_until.starts_at();
            paper.status_index = u32::MAX;
        });
        let size = sign(largest, &key("ABCDEFGH")).expect("the issuer's key").as_bytes().len();
        assert_eq!(size, 550, "as FORMAT.md says");
        assert!(size <= MAX_TOKEN_BYTES);
    }
}
