//! A list of invented papers.

use super::{ListKind, Status, StatusList, StatusSet, bitstring, cwt, jwt};
use crate::credential::document::samples::{instant, key, origin};

/// The entry of the papers that the other tests sign.
pub(in crate::credential) const ENTRY: u32 = 104_729;

/// Three revoked, two suspended; the paper of the samples is neither.
pub(in crate::credential) fn list() -> StatusList {
    let mut statuses = StatusSet::new();
    for (entry, status) in [
        (0, Status::Invalid),
        (7, Status::Suspended),
        (8, Status::Invalid),
        (70_001, Status::Suspended),
        (131_071, Status::Invalid),
    ] {
        assert!(statuses.set(entry, status));
    }
    StatusList {
        issuer: "BKHCN".parse().expect("an issuer code"),
        list: 0,
        number: 41,
        issued_at: instant("2026-11-22T03:04:05Z"),
        valid_until: instant("2026-11-23T03:04:05Z"),
        ttl_seconds: 300,
        statuses,
    }
}

/// Every entry drawn by lot: what packs worst.
pub(super) fn random_list() -> StatusList {
    let mut list = list();
    let mut state = 1u64;
    for entry in 0..super::LIST_LENGTH {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let status = [Status::Valid, Status::Invalid, Status::Suspended][(state >> 33) as usize % 3];
        list.statuses.set(entry, status);
    }
    list
}

pub(in crate::credential) fn bitstring_of(list: &StatusList, purpose: ListKind, seed: u8) -> String {
    bitstring::sign(list, purpose, &origin(), &key(seed)).expect("the issuer's key")
}

pub(in crate::credential) fn jwt_of(list: &StatusList, seed: u8) -> String {
    jwt::sign(list, &origin(), &key(seed)).expect("the issuer's key")
}

pub(in crate::credential) fn cwt_of(list: &StatusList, seed: u8) -> Vec<u8> {
    cwt::sign(list, &origin(), &key(seed)).expect("the issuer's key")
}
