//! Text as any of the names we parse: each has one spelling.
#![no_main]

use consultant_registry::credential::Origin;
use consultant_registry::credential::document::{IssuerDid, KeyUrl};
use consultant_registry::credential::status::{ListName, Place};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(did) = text.parse::<IssuerDid>() {
        assert_eq!(did.to_string(), text);
    }
    if let Ok(key) = text.parse::<KeyUrl>() {
        assert_eq!(key.to_string(), text);
        assert!(text.starts_with("did:web:"), "never an address to fetch");
    }
    if let Ok(name) = text.parse::<ListName>() {
        assert_eq!(name.to_string(), text);
        assert!(Place { list: name.list, entry: 0 }.status_index().is_some());
    }
    if let Ok(origin) = text.parse::<Origin>() {
        assert_eq!(origin.to_string().parse().as_ref(), Ok(&origin));
        assert!(origin.to_string().eq_ignore_ascii_case(text));
        let local = ["localhost", "127.0.0.1"].iter().any(|host| origin.host().starts_with(host));
        assert!(text.to_ascii_lowercase().starts_with("https://") || local);
    }
});
