//! Bytes as claims that an issuer signed: they are read in one encoding only,
//! and days and times fit together.
#![no_main]

use consultant_registry::credential::{Refused, Token, verify};
use libfuzzer_sys::fuzz_target;
use registry_fuzz::{signer, vectors::TRUST};

fuzz_target!(|claims: &[u8]| {
    let bytes = signer::token(claims);
    let Ok(token) = Token::from_bytes(&bytes) else { return };
    assert_eq!(token.as_bytes(), bytes, "one paper, one encoding");
    match verify(&token, &TRUST) {
        Ok(genuine) => {
            let paper = genuine.payload().paper();
            assert!(paper.valid_from <= paper.valid_until);
            assert_eq!(paper.issuer.as_str(), "BKHCN");
            assert!(!genuine.verdict_without_status(paper.valid_from).is_valid(), "without any status");
        }
        Err(Refused::OtherIssuer { .. } | Refused::KeyNotInForce { .. }) => {}
        Err(refused) => panic!("rightly signed, refused as {}", refused.code()),
    }
});
