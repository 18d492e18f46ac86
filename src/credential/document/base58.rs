//! Base58btc of the two values that are written so: a signature and a
//! Multikey (Multibase, header `z`).

/// No zero, capital O, capital I or small l: the Bitcoin alphabet.
const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The bytes with the multibase header in front.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let mut digits: Vec<u8> = Vec::new();
    for &byte in bytes {
        let mut carry = u32::from(byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = remainder(carry);
            carry /= 58;
        }
        while carry > 0 {
            digits.push(remainder(carry));
            carry /= 58;
        }
    }
    let digits = digits.iter().rev().map(|digit| char::from(ALPHABET[usize::from(*digit)]));
    std::iter::once('z').chain(std::iter::repeat_n('1', zeros)).chain(digits).collect()
}

/// Exactly `N` bytes in their one spelling: 64 of a signature, 34 of a Multikey.
pub(crate) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    // A byte has less than 1.4 digits (64 bytes of 0xff have 88), and the
    // header is one more; the work grows with the square.
    if text.len() > N * 7 / 5 + 1 {
        return None;
    }
    let mut bytes = [0u8; N];
    for character in text.strip_prefix('z')?.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == character)?;
        let mut carry = u32::try_from(digit).ok()?;
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 58;
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    (encode(&bytes) == text).then_some(bytes)
}

fn remainder(number: u32) -> u8 {
    (number % 58).to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_examples_of_the_draft_are_written_as_it_says() {
        // draft-msporny-base58-03, section 5.
        assert_eq!(encode(b"Hello World!"), "z2NEpo7TZRRrLZSi2U");
        assert_eq!(encode(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "z11233QC4");
    }

    proptest! {
        #[test]
        fn a_signature_is_read_back(bytes in proptest::collection::vec(any::<u8>(), 64), zeros in 0usize..64) {
            let mut bytes: [u8; 64] = bytes.try_into().expect("64 bytes");
            bytes[..zeros].fill(0);
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }

        #[test]
        fn what_is_read_has_that_one_spelling(text in "z[1-9A-HJ-NP-Za-km-z]{80,92}|\\PC*") {
            if let Some(bytes) = decode::<64>(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
