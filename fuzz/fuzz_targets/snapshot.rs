//! Text as a status snapshot: genuine papers are valid only by lists that the
//! issuer signed, whatever else the file holds.
#![no_main]

use std::sync::LazyLock;

use consultant_registry::credential::offline::{Ground, Hosts, Snapshot, check};
use consultant_registry::credential::status::KnownLists;
use consultant_registry::dates::Instant;
use libfuzzer_sys::fuzz_target;
use registry_fuzz::vectors::{OFFLINE, TRUST, lists_of};

/// An instant at which the lists of the vectors speak.
static AT: LazyLock<Instant> = LazyLock::new(|| "2026-11-22T05:00:00Z".parse().expect("an instant"));

fuzz_target!(|text: &str| {
    let Ok(snapshot) = Snapshot::read(text, &TRUST, KnownLists::default()) else { return };
    let hosts = Hosts::any();
    let ground = Ground { trust: &TRUST, snapshot: Some(&snapshot), hosts: &hosts, at: *AT, on: None };
    let signed = OFFLINE.snapshots.iter().flat_map(|snapshot| lists_of(snapshot));
    for input in &OFFLINE.inputs {
        if check(input, &ground).verdict.is_valid() {
            let signed: Vec<String> = signed.clone().collect();
            assert!(lists_of(text).iter().any(|list| signed.contains(list)), "valid by nobody's word");
        }
    }
});
