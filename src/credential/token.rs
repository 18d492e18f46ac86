//! The bytes in a code: one `COSE_Sign1` (FORMAT.md, sections 2, 3 and 5).

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use super::{
    claims,
    envelope::{self, Envelope, SealedEnvelope},
    keys::KeyId,
    payload::Payload,
    refusal::Malformed,
};

/// No token is longer, so nobody can make a reader work on more.
pub const MAX_TOKEN_BYTES: usize = 576;

/// [`MAX_TOKEN_BYTES`] in base32.
pub const MAX_CODE_CHARS: usize = 922;

/// A token that can be read; says nothing about who signed it.
///
/// Its bytes are the one encoding of what it says, so equal papers have equal
/// bytes and a verdict may be remembered by [`Token::digest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    bytes: Vec<u8>,
    key_id: KeyId,
    payload: Payload,
    to_be_signed: Vec<u8>,
    signature: [u8; 64],
}

impl Token {
    /// Reads a token strictly; refuses whatever this format would not write.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > MAX_TOKEN_BYTES {
            return Err(Malformed::TooLong);
        }
        let envelope = Envelope::read(bytes, None)?;
        let payload = claims::read(&envelope.payload)?;
        let to_be_signed = envelope.signed_over(claims::write(&payload), bytes)?;
        let Envelope { key_id, signature, .. } = envelope;
        Ok(Self { bytes: bytes.to_vec(), key_id, payload, to_be_signed, signature })
    }

    /// Reads the base32 text of a token, letters in either case.
    pub fn from_code(code: &str) -> Result<Self, Malformed> {
        if code.len() > MAX_CODE_CHARS {
            return Err(Malformed::TooLong);
        }
        let bytes =
            BASE32_NOPAD.decode(code.to_ascii_uppercase().as_bytes()).map_err(|_| Malformed::Base32)?;
        Self::from_bytes(&bytes)
    }

    /// The base32 text, upper case without padding.
    pub fn to_code(&self) -> String {
        BASE32_NOPAD.encode(&self.bytes)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes the token has that begins with these, by the lengths that
    /// it gives for its parts; none when it does not begin like one of ours.
    pub(super) fn announced_bytes(beginning: &[u8]) -> Option<usize> {
        // Tag, array of four, a protected header of 13 bytes, an empty map.
        let claims = match beginning {
            [0xd2, 0x84, 0x4d, rest @ ..] => rest.get(13..)?.strip_prefix(&[0xa0])?,
            _ => return None,
        };
        let (head, length) = match *claims {
            [0x58, length, ..] => (2, usize::from(length)),
            [0x59, high, low, ..] => (3, usize::from(u16::from_be_bytes([high, low]))),
            _ => return None,
        };
        // The signature has 64 bytes and a head of two.
        Some(beginning.len() - claims.len() + head + length + 66)
    }

    /// SHA-256 of the bytes: a name under which a verdict can be remembered.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// The key that the token says it was signed with.
    pub fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// What it says; not to be believed before the signature is checked.
    pub(super) fn unproven_payload(&self) -> &Payload {
        &self.payload
    }

    pub(super) fn to_be_signed(&self) -> &[u8] {
        &self.to_be_signed
    }

    pub(super) fn signature(&self) -> &[u8; 64] {
        &self.signature
    }

    /// A token as this format writes it, signed by `signer`.
    pub(super) fn signed<E>(
        payload: Payload,
        key_id: KeyId,
        signer: impl FnOnce(&[u8]) -> Result<[u8; 64], E>,
    ) -> Result<Self, E> {
        let SealedEnvelope { bytes, to_be_signed, signature } =
            envelope::seal(claims::write(&payload), None, key_id, signer)?;
        Ok(Self { bytes, key_id, payload, to_be_signed, signature })
    }
}
