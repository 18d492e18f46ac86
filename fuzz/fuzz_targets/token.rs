//! Bytes as a token: never a panic, and what is read writes back the same.
#![no_main]

use consultant_registry::credential::Token;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(token) = Token::from_bytes(bytes) {
        assert_eq!(token.as_bytes(), bytes);
    }
});
