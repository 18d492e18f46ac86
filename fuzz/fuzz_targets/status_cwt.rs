//! Bytes as a token status list in a CWT, as they are and as claims that an
//! issuer signed.
#![no_main]

use consultant_registry::credential::{Token, status::cwt};
use libfuzzer_sys::fuzz_target;
use registry_fuzz::signer;
use registry_fuzz::vectors::{TRUST, lists};

fuzz_target!(|bytes: &[u8]| {
    let genuine = || lists("cwt").any(|(case, list)| case.genuine && list == bytes);
    assert!(cwt::verify(bytes, &TRUST).is_err() || genuine(), "signed by nobody");
    let signed = signer::status_cwt(bytes);
    if let Ok(list) = cwt::verify(&signed, &TRUST) {
        assert_eq!(list.name().issuer.as_str(), "BKHCN");
        assert!(list.list().issued_at < list.list().valid_until);
    }
    assert!(Token::from_bytes(&signed).is_err(), "a list is no paper");
});
