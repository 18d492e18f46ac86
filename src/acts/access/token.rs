//! What a browser keeps: random tokens of which we keep a hash.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use sha2::{Digest, Sha256};

use crate::entropy::Entropy;
use crate::storage::sessions::TokenHash;

/// The text is not a token.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

macro_rules! token {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $name([u8; 32]);

        impl $name {
            pub(super) fn draw(entropy: &Entropy) -> Self {
                Self(entropy.bytes())
            }

            /// SHA-256: enough for a token of 256 random bits, which nobody can
            /// guess.
            pub(super) fn hash(&self) -> TokenHash {
                Sha256::digest(self.0).into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&BASE64URL_NOPAD.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl FromStr for $name {
            type Err = NotAToken;

            fn from_str(text: &str) -> Result<Self, NotAToken> {
                let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NotAToken)?;
                bytes.try_into().map(Self).map_err(|_| NotAToken)
            }
        }
    };
}

token! {
    /// By what a browser that is signed in is recognised: 256 random bits.
    SessionToken
}

token! {
    /// By what a browser is recognised that was signed in before: 256 random
    /// bits. It opens nothing by itself.
    BrowserToken
}

impl SessionToken {
    /// A mark that stands for the session in the audit trail: it tells sessions
    /// apart and leads to none.
    pub fn mark(&self) -> String {
        BASE32_NOPAD.encode(&self.hash()[..8]).to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_is_written_and_never_logged() {
        let token = SessionToken([9; 32]);
        assert_eq!(token.to_string().parse::<SessionToken>().expect("a token"), token);
        assert!("AAAA".parse::<SessionToken>().is_err());
        assert_eq!(format!("{token:?}"), "SessionToken(…)");
        assert_eq!(token.mark().len(), 13);
        assert!(!token.to_string().to_lowercase().contains(&token.mark()));
    }
}
