//! Text as a scanned link: never a panic, and nothing verifies without a key.
#![no_main]

use consultant_registry::credential::{TrustList, verify_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    assert!(verify_text(text, &TrustList::default()).is_err());
});
