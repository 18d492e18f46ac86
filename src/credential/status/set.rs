//! The entries of one list, two bits each.

use super::name::ListKind;
use crate::credential::verdict::{NotNow, NotValid, Verdict};

/// Entries in one list (Bitstring Status List 1.0: at least this many).
pub const LIST_LENGTH: u32 = 1 << 17;

/// Bytes of a list with one bit an entry.
pub(super) const BITSTRING_BYTES: usize = LIST_LENGTH as usize / 8;

/// Bytes of a list with two bits an entry.
pub(super) const PACKED_BYTES: usize = LIST_LENGTH as usize / 4;

/// What a list says of a paper; the values of the IETF registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Nothing is listed against it.
    Valid = 0,
    /// It has ended for good: revoked, returned, replaced, given up.
    Invalid = 1,
    /// It is suspended.
    Suspended = 2,
}

impl Status {
    /// What a list says of a paper with this verdict.
    ///
    /// Days are on the paper and nothing to list: expired is *valid* here, as
    /// is what has not begun.
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::NotValid(NotValid::Expired { .. } | NotValid::Altered | NotValid::NeverIssued)
            | Verdict::NotNow(NotNow::NotYetInForce { .. })
            | Verdict::CouldNotCheck(_)
            | Verdict::Valid => Self::Valid,
            Verdict::NotValid(
                NotValid::Revoked { .. }
                | NotValid::Replaced { .. }
                | NotValid::Returned { .. }
                | NotValid::GivenUp { .. }
                | NotValid::CertificateRevoked { .. }
                | NotValid::CertificateGivenUp { .. }
                | NotValid::ListedEnded { .. }
                | NotValid::KeyCompromised { .. },
            ) => Self::Invalid,
            Verdict::NotNow(
                NotNow::Suspended { .. }
                | NotNow::CertificateSuspended { .. }
                | NotNow::ListedSuspended { .. },
            ) => Self::Suspended,
        }
    }
}

/// The status of 131,072 papers.
///
/// Invariant: packed as the Token Status List packs them, the first entry in
/// the lowest bits of the first byte; the value 3 does not occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusSet(Box<[u8]>);

impl Default for StatusSet {
    fn default() -> Self {
        Self::new()
    }
}

impl StatusSet {
    /// All valid.
    pub fn new() -> Self {
        Self(vec![0; PACKED_BYTES].into_boxed_slice())
    }

    /// The status of an entry; none beyond the list.
    pub fn at(&self, entry: u32) -> Option<Status> {
        let (byte, shift) = position(entry);
        Some(match (self.0.get(byte)? >> shift) & 0b11 {
            0 => Status::Valid,
            1 => Status::Invalid,
            _ => Status::Suspended,
        })
    }

    /// Sets an entry; beyond the list nothing happens and the answer is false.
    pub fn set(&mut self, entry: u32, status: Status) -> bool {
        let (byte, shift) = position(entry);
        let Some(byte) = self.0.get_mut(byte) else { return false };
        *byte = (*byte & !(0b11 << shift)) | ((status as u8) << shift);
        true
    }

    /// Both said of the same papers: what one of them calls ended has ended,
    /// else what one calls suspended is suspended.
    #[must_use]
    pub fn combined(&self, other: &Self) -> Self {
        let joined = self.0.iter().zip(&other.0).map(|(one, other)| {
            let (ended, suspended) = ((one | other) & 0b0101_0101, (one | other) & 0b1010_1010);
            ended | (suspended & !(ended << 1))
        });
        Self(joined.collect())
    }

    /// The bytes of the Token Status List.
    pub(super) fn packed(&self) -> &[u8] {
        &self.0
    }

    /// The entries of a Token Status List, unless one has the value 3.
    pub(super) fn from_packed(bytes: Vec<u8>) -> Option<Self> {
        let known = bytes.iter().all(|byte| byte & (byte << 1) & 0b1010_1010 == 0);
        (bytes.len() == PACKED_BYTES && known).then(|| Self(bytes.into_boxed_slice()))
    }

    /// One bit an entry, the first the highest of the first byte: whether it
    /// has the status that this kind of bitstring is about.
    pub(super) fn bitstring(&self, kind: ListKind) -> Vec<u8> {
        let shift = listed(kind) as u8 >> 1;
        let bit = |byte: u8, at: u8| (byte >> (2 * at + shift)) & 1;
        let nibble = |byte: u8| (0..4).fold(0, |nibble, at| (nibble << 1) | bit(byte, at));
        self.0.chunks_exact(2).map(|pair| (nibble(pair[0]) << 4) | nibble(pair[1])).collect()
    }

    /// The entries that a bitstring of this kind marks.
    pub(super) fn from_bitstring(kind: ListKind, bytes: &[u8]) -> Option<Self> {
        let status = listed(kind) as u8;
        let entry = |nibble: u8, at: u8| if (nibble >> (3 - at)) & 1 == 1 { status << (2 * at) } else { 0 };
        let packed = |nibble: u8| (0..4).fold(0, |byte, at| byte | entry(nibble, at));
        let bytes: Vec<u8> = bytes.iter().flat_map(|byte| [packed(byte >> 4), packed(byte & 0xf)]).collect();
        Self::from_packed(bytes)
    }
}

/// The status that a bitstring of this kind marks.
fn listed(kind: ListKind) -> Status {
    match kind {
        ListKind::Suspension => Status::Suspended,
        ListKind::Revocation | ListKind::Token => Status::Invalid,
    }
}

fn position(entry: u32) -> (usize, u32) {
    (entry as usize / 4, entry % 4 * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_set_and_read_alone() {
        let mut set = StatusSet::new();
        assert!(set.set(5, Status::Suspended) && set.set(6, Status::Invalid));
        assert!(set.set(LIST_LENGTH - 1, Status::Suspended));
        assert!(!set.set(LIST_LENGTH, Status::Invalid));
        let read = |set: &StatusSet, entry| set.at(entry);
        assert_eq!(read(&set, 4), Some(Status::Valid));
        assert_eq!(read(&set, 5), Some(Status::Suspended));
        assert_eq!(read(&set, 6), Some(Status::Invalid));
        assert_eq!(read(&set, LIST_LENGTH - 1), Some(Status::Suspended));
        assert_eq!(read(&set, LIST_LENGTH), None);
        assert!(set.set(5, Status::Valid));
        assert_eq!(read(&set, 5), Some(Status::Valid));
    }

    #[test]
    fn a_bitstring_begins_at_the_highest_bit_and_a_token_list_at_the_lowest() {
        let mut set = StatusSet::new();
        set.set(0, Status::Invalid);
        set.set(7, Status::Suspended);
        set.set(8, Status::Invalid);
        assert_eq!(set.packed()[..3], [0b01, 0b1000_0000, 0b01]);
        assert_eq!(set.bitstring(ListKind::Revocation)[..2], [0b1000_0000, 0b1000_0000]);
        assert_eq!(set.bitstring(ListKind::Suspension)[..2], [0b0000_0001, 0]);
    }

    #[test]
    fn the_two_bitstrings_say_together_what_the_token_list_says() {
        let mut set = StatusSet::new();
        for entry in 0..LIST_LENGTH {
            let status = [Status::Valid, Status::Invalid, Status::Suspended][(entry % 7 % 3) as usize];
            set.set(entry, status);
        }
        let half =
            |kind| StatusSet::from_bitstring(kind, &set.bitstring(kind)).expect("the length of a list");
        let (ended, suspended) = (half(ListKind::Revocation), half(ListKind::Suspension));
        assert_ne!(ended, set);
        assert_eq!(ended.combined(&suspended), set);
        assert_eq!(suspended.combined(&ended), set);
    }

    #[test]
    fn what_has_ended_is_not_suspended_too() {
        let (mut ended, mut suspended) = (StatusSet::new(), StatusSet::new());
        ended.set(9, Status::Invalid);
        suspended.set(9, Status::Suspended);
        assert_eq!(suspended.combined(&ended).at(9), Some(Status::Invalid));
    }

    #[test]
    fn a_value_without_meaning_is_refused() {
        for shift in [0, 2, 4, 6] {
            let mut bytes = vec![0; PACKED_BYTES];
            bytes[77] = 0b11 << shift;
            assert_eq!(StatusSet::from_packed(bytes), None);
        }
        assert_eq!(StatusSet::from_packed(vec![0; PACKED_BYTES - 1]), None);
        assert_eq!(StatusSet::from_bitstring(ListKind::Revocation, &vec![0; BITSTRING_BYTES + 1]), None);
    }
}
