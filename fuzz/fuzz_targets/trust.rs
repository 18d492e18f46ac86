//! Text as a trust list: never a panic, and what is read writes back the same.
#![no_main]

use consultant_registry::credential::TrustList;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(list) = TrustList::from_json(text) {
        assert_eq!(TrustList::from_json(&list.to_json()).expect("our own writing"), list);
    }
});
