//! Text as a scanned link: nothing is genuine but the vectors that are, and
//! nothing is valid without its status.
#![no_main]

use consultant_registry::credential::verify::offline_verdict;
use consultant_registry::credential::{TrustList, link, verify_text};
use libfuzzer_sys::fuzz_target;
use registry_fuzz::vectors::{GENUINE_TOKENS, TRUST};

fuzz_target!(|text: &str| {
    let on = "2026-11-22".parse().expect("a day");
    let checked = verify_text(text, &TRUST);
    assert!(!offline_verdict(&checked, on).is_valid());
    assert!(verify_text(text, &TrustList::default()).is_err(), "without a key");
    let Ok(scanned) = link::parse(text) else { return assert!(checked.is_err()) };
    assert_eq!(checked.is_ok(), GENUINE_TOKENS.contains(scanned.token.as_bytes()), "signed by nobody");
    if let Some(host) = scanned.host {
        // The host a person would be sent to is the one that is shown.
        let text = text.trim().to_ascii_lowercase();
        let address = text.split_once("://").map_or("", |(_, address)| address);
        assert_eq!(address.split(['/', '?', '#']).next(), Some(host.as_str()));
        assert!(!host.contains(['@', '\\', '%']));
    }
});
