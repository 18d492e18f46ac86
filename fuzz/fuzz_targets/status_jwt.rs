//! Text as a token status list in a JWT, as it is; or a header and claims, on
//! a line each, rightly signed.
#![no_main]

use consultant_registry::credential::status::jwt;
use libfuzzer_sys::fuzz_target;
use registry_fuzz::signer;
use registry_fuzz::vectors::{TRUST, lists};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let genuine = || lists("jwt").any(|(case, list)| case.genuine && list == bytes);
        assert!(jwt::verify(text, &TRUST).is_err() || genuine(), "signed by nobody");
        return;
    };
    let (header, claims) = (&bytes[..end], &bytes[end + 1..]);
    let Ok(list) = jwt::verify(&signer::jwt(header, claims), &TRUST) else { return };
    // One spelling: what was read is the canonical form of all that was said.
    for part in [header, claims] {
        let said: Value = serde_json::from_slice(part).expect("accepted");
        assert_eq!(serde_json_canonicalizer::to_vec(&said).expect("JSON"), part);
    }
    let header: Value = serde_json::from_slice(header).expect("accepted");
    assert!(["EdDSA", "Ed25519"].map(Value::from).contains(&header["alg"]));
    assert_eq!(header.as_object().map(|header| header.len()), Some(3));
    let claims: Value = serde_json::from_slice(claims).expect("accepted");
    assert_eq!(claims["list_number"], list.list().number);
    assert_eq!(claims.as_object().map(|claims| claims.len()), Some(6));
});
