//! The staff number: which person an account of staff is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};
use unicode_normalization::UnicodeNormalization;

/// Most letters and digits of a staff number.
const MOST: usize = 32;

/// A person's number at their office (mã cán bộ), as its personnel files have
/// it: 1 to 32 capital letters and digits. Spaces, dots and dashes do not
/// count, so that `CB-001` and `cb 001` are one person. Letters are Latin and
/// `Đ` only: a number with look-alikes of another script would be a second
/// person to the register and the same one to its reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct StaffNumber(String);

impl StaffNumber {
    /// The stored text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StaffNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not a staff number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a staff number has 1 to 32 letters and digits")]
pub struct NotAStaffNumber;

impl FromStr for StaffNumber {
    type Err = NotAStaffNumber;

    fn from_str(text: &str) -> Result<Self, NotAStaffNumber> {
        let spacing = |letter: &char| letter.is_whitespace() || "-._/".contains(*letter);
        let number: String =
            text.nfc().filter(|letter| !spacing(letter)).flat_map(char::to_uppercase).collect();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == 'Đ';
        let fits = (1..=MOST).contains(&number.chars().count()) && number.chars().all(plain);
        if fits { Ok(Self(number)) } else { Err(NotAStaffNumber) }
    }
}

impl<'de> Deserialize<'de> for StaffNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_number_however_it_is_typed() {
        let number: StaffNumber = "CB-001".parse().expect("a number");
        assert_eq!("cb 0.01".parse(), Ok(number.clone()));
        assert_eq!(number.to_string(), "CB001");
        assert_eq!("bđ/7".parse::<StaffNumber>().expect("a number").as_str(), "BĐ7");
        let cyrillic = "\u{421}B001";
        for wrong in ["", " - ", cyrillic, "CB#1", &"1".repeat(33)] {
            assert_eq!(wrong.parse::<StaffNumber>(), Err(NotAStaffNumber), "{wrong}");
        }
    }
}
