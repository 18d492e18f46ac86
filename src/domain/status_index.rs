//! The place of a paper in its issuer's status lists.
//!
//! The n-th paper of an issuer goes to list `n / 65,536`, so that half of the
//! 131,072 places of a list stay empty, at a place drawn by a keyed permutation:
//! constant time, no look for a free place, and who sees a place learns neither
//! how many papers there are nor which were issued together (Bitstring Status
//! List v1.0, section 6.1).

use sha2::{Digest, Sha256};

use super::issuer::IssuerCode;
pub use crate::credential::status::LIST_LENGTH;

/// Papers put into one list before the next begins.
const PAPERS_PER_LIST: u32 = LIST_LENGTH / 2;

/// Secret that scatters the places.
#[derive(Clone)]
pub struct IndexKey(pub [u8; 32]);

/// The place of the `nth` paper (from 0): list number × 131,072 + place in it.
pub fn status_index(key: &IndexKey, issuer: IssuerCode, nth: u32) -> u32 {
    let list = nth / PAPERS_PER_LIST;
    list * LIST_LENGTH + scatter(key, issuer, list, nth % PAPERS_PER_LIST)
}

/// A permutation of 17-bit numbers: a four-round Feistel network on halves of
/// 8 and 9 bits that swap widths each round.
fn scatter(key: &IndexKey, issuer: IssuerCode, list: u32, place: u32) -> u32 {
    let (mut left, mut right) = (place >> 9, place & 0x1FF);
    for round in 0..4u8 {
        let bits = if round % 2 == 0 { 8 } else { 9 };
        let mixed = left ^ (draw(key, issuer, list, round, right) & ((1 << bits) - 1));
        (left, right) = (right, mixed);
    }
    (left << 9) | right
}

fn draw(key: &IndexKey, issuer: IssuerCode, list: u32, round: u8, half: u32) -> u32 {
    let digest = Sha256::new()
        .chain_update(key.0)
        .chain_update(issuer.to_string())
        .chain_update([0, round])
        .chain_update(list.to_be_bytes())
        .chain_update(half.to_be_bytes())
        .finalize();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_papers_share_a_place_and_every_list_stays_half_empty() {
        let (key, issuer) = (IndexKey([7; 32]), IssuerCode::MINISTRY);
        let places: HashSet<u32> =
            (0..3 * PAPERS_PER_LIST).map(|nth| status_index(&key, issuer, nth)).collect();
        assert_eq!(places.len(), 3 * PAPERS_PER_LIST as usize);
        for list in 0..3 {
            let in_list = places.iter().filter(|place| *place / LIST_LENGTH == list).count();
            assert_eq!(in_list, PAPERS_PER_LIST as usize);
        }
    }

    #[test]
    fn issuers_and_keys_scatter_differently() {
        let (ministry, province) = ("BKHCN".parse().expect("an issuer"), "52".parse().expect("an issuer"));
        let places = |key: u8, issuer: IssuerCode| {
            (0..50).map(|n| status_index(&IndexKey([key; 32]), issuer, n)).collect::<Vec<_>>()
        };
        assert_ne!(places(1, ministry), places(1, province));
        assert_ne!(places(1, ministry), places(2, ministry));
    }
}
