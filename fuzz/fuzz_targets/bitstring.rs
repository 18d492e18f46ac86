//! Text as a bitstring status list, as it is, rightly signed, or its entries
//! packed by a stranger: nothing is genuine but the vectors, and a list that
//! was seen is never given up for an older one.
#![no_main]

use std::sync::LazyLock;

use consultant_registry::credential::status::{KnownLists, bitstring};
use data_encoding::BASE64URL_NOPAD;
use libfuzzer_sys::fuzz_target;
use registry_fuzz::vectors::{LISTS, TRUST, says_the_same};
use registry_fuzz::{seeds, signer};
use serde_json::{Value, json};

/// A genuine list, in which the entries are put.
static LIST: LazyLock<Value> = LazyLock::new(|| {
    let genuine = LISTS.iter().find(|case| case.form == "bitstring" && case.genuine);
    serde_json::from_str(&genuine.expect("a bitstring among the vectors").text).expect("JSON")
});

fuzz_target!(|bytes: &[u8]| {
    let signed = if let Some((&seeds::PACKED, packed)) = bytes.split_first() {
        let mut list = LIST.clone();
        list["credentialSubject"]["encodedList"] = json!(format!("u{}", BASE64URL_NOPAD.encode(packed)));
        signer::document(&list.to_string())
    } else {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        if bitstring::verify(text, &TRUST).is_ok() {
            assert!(says_the_same(&LISTS, text), "signed by nobody");
        }
        signer::document(text)
    };
    let Some(list) = signed.and_then(|signed| bitstring::verify(&signed, &TRUST).ok()) else { return };
    assert_eq!(list.name().issuer.as_str(), "BKHCN");
    assert!(list.list().issued_at < list.list().valid_until);
    let mut known = KnownLists::default();
    known.learn(list.clone()).expect("the first");
    known.learn(list.clone()).expect("the same again");
    if let Some(newer) = list.list().number.checked_add(1) {
        known.remember(list.name(), newer);
        assert!(known.learn(list).is_err(), "an old list replayed");
    }
});
