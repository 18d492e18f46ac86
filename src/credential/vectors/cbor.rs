//! CBOR by hand, to write what no library would.

use coset::cbor::{Value, de::from_reader, ser::into_writer};

/// The entries of a map, each key and value written already.
pub(super) type Entries = Vec<(Vec<u8>, Vec<u8>)>;

pub(super) fn entries_of(written: &[u8]) -> Entries {
    let value: Value = from_reader(written).expect("what was written");
    let map = value.into_map().expect("a map");
    map.iter().map(|(key, value)| (item(key), item(value))).collect()
}

pub(super) fn item(value: &Value) -> Vec<u8> {
    let mut written = Vec::new();
    into_writer(value, &mut written).expect("a value can be written");
    written
}

pub(super) fn int(number: i64) -> Vec<u8> {
    item(&number.into())
}

pub(super) fn bytes(content: &[u8]) -> Vec<u8> {
    item(&content.into())
}

pub(super) fn map(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut written = vec![0xa0 + u8::try_from(entries.len()).expect("a small map")];
    for (key, value) in entries {
        written.extend([&key[..], value].concat());
    }
    written
}

/// The same item with its length or number in `size` bytes: 1, 2, 4 or 8.
pub(super) fn long_head(item: &[u8], size: usize) -> Vec<u8> {
    let (short, rest) = match item[0] & 0x1f {
        small @ 0..=23 => (u64::from(small), &item[1..]),
        code => {
            let end = 1 + (1 << (code - 24));
            (item[1..end].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), &item[end..])
        }
    };
    let code = 24 + u8::try_from(size.trailing_zeros()).expect("at most three");
    [&[item[0] & 0xe0 | code], &short.to_be_bytes()[8 - size..], rest].concat()
}
