//! Bytes as a dossier file: never a panic, whatever is judged.
#![no_main]

use consultant_registry::domain::{application, eligibility};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(dossier) = application::parse(bytes) {
        let on = "2026-11-22".parse().expect("a day");
        let _ = eligibility::evaluate(&dossier, on);
    }
});
