//! Bytes as a token: what is read writes back the same, and nothing is genuine
//! but the vectors that are.
#![no_main]

use consultant_registry::credential::{Token, verify};
use libfuzzer_sys::fuzz_target;
use registry_fuzz::vectors::{GENUINE_TOKENS, TRUST};

fuzz_target!(|bytes: &[u8]| {
    let Ok(token) = Token::from_bytes(bytes) else { return };
    assert_eq!(token.as_bytes(), bytes, "one paper, one encoding");
    assert_eq!(Token::from_code(&token.to_code()).as_ref(), Ok(&token));
    assert_eq!(verify(&token, &TRUST).is_ok(), GENUINE_TOKENS.contains(bytes), "signed by nobody");
});
