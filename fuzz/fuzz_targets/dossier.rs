//! Bytes as a dossier file: what is read writes back the same, and is judged
//! the same however often.
#![no_main]

use consultant_registry::domain::{application, eligibility};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = application::read_file(bytes) {
        let written = serde_json::to_vec(&read).expect("texts and numbers can be written");
        assert_eq!(application::read_file(&written).as_ref(), Ok(&read), "cleaned once and for all");
    }
    let Ok(dossier) = application::parse(bytes) else { return };
    let written = serde_json::to_vec(&dossier).expect("texts and numbers can be written");
    let again = application::parse(&written);
    assert_eq!(again.as_ref(), Ok(&dossier), "our own writing");
    for on in ["2026-11-22", "1971-01-01", "9998-12-31"] {
        let on = on.parse().expect("a day");
        let found = eligibility::evaluate(&dossier, on);
        assert_eq!(found, eligibility::evaluate(&dossier, on));
    }
});
