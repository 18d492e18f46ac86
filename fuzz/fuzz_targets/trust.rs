//! Text as a trust list: what is read writes back the same, each key once and
//! under its own id.
#![no_main]

use consultant_registry::credential::TrustList;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(list) = TrustList::from_json(text) else { return };
    assert_eq!(TrustList::from_json(&list.to_json()).expect("our own writing"), list);
    assert!(list.keys().is_sorted_by(|one, next| one.key_id < next.key_id), "each once");
    for key in list.keys() {
        assert_eq!(key.public_key.key_id(), key.key_id);
        assert!(!key.signs_at(key.valid_from.plus_seconds(-1)));
        assert_eq!(list.find(&key.issuer, key.key_id), Some(key));
    }
});
