//! Packing and bounded unpacking: gzip for the bitstring, zlib for the token.

use std::io::Read;

use flate2::{Crc, bufread};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

/// The best that the packer can do.
const LEVEL: u8 = 9;

/// The header of gzip without a name and without a date; packed at its best,
/// on no system in particular.
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff];

/// Gzip (RFC 1952), the same bytes every time and in every build: `flate2`
/// packs with whatever library the rest of the build asks for.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(bytes);
    let packed = compress_to_vec(bytes, LEVEL);
    [&GZIP_HEADER[..], &packed, &sum.sum().to_le_bytes(), &sum.amount().to_le_bytes()].concat()
}

/// Zlib (RFC 1950), the same bytes every time and in every build.
pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, LEVEL)
}

/// Exactly `length` bytes of gzip, and nothing after them.
pub(super) fn gunzip(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut reader = bufread::GzDecoder::new(packed);
    let bytes = exactly(&mut reader, length)?;
    reader.into_inner().is_empty().then_some(bytes)
}

/// Exactly `length` bytes of zlib, and nothing after them.
pub(super) fn unzlib(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut reader = bufread::ZlibDecoder::new(packed);
    let bytes = exactly(&mut reader, length)?;
    reader.into_inner().is_empty().then_some(bytes)
}

/// Reading one byte further finds the end and its checksum, or an attack: a
/// kilobyte can hold a megabyte of zeros.
fn exactly(reader: &mut impl Read, length: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length + 1);
    reader.take(length as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() == length).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_at_its_length_only() {
        let bytes: Vec<u8> = (0..16_384u32).map(|n| (n * n % 251).to_le_bytes()[0]).collect();
        assert_eq!(gunzip(&gzip(&bytes), bytes.len()), Some(bytes.clone()));
        assert_eq!(unzlib(&zlib(&bytes), bytes.len()), Some(bytes.clone()));
        for other in [0, bytes.len() - 1, bytes.len() + 1] {
            assert_eq!(gunzip(&gzip(&bytes), other), None);
            assert_eq!(unzlib(&zlib(&bytes), other), None);
        }
    }

    #[test]
    fn nothing_may_follow_and_nothing_may_be_missing() {
        let bytes = [7; 1_000];
        for (packed, unpack) in
            [(gzip(&bytes), gunzip as fn(&[u8], usize) -> Option<Vec<u8>>), (zlib(&bytes), unzlib)]
        {
            assert_eq!(unpack(&[packed.as_slice(), &[0]].concat(), 1_000), None);
            assert_eq!(unpack(&[packed.as_slice(), &packed].concat(), 1_000), None);
            for length in 0..packed.len() {
                assert_eq!(unpack(&packed[..length], 1_000), None, "{length} bytes");
            }
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = gzip(&vec![0; 100_000_000]);
        assert!(bomb.len() > 90_000);
        assert_eq!(gunzip(&bomb, 16_384), None);
    }
}
