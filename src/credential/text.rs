//! The texts a code may carry, each checked once where it enters.
//!
//! The limits keep a token under its size limit and keep a text from showing
//! something else than it says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A text is outside what FORMAT.md, section 4 allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Not an issuer code.
    #[error("an issuer code has 1 to 8 of A-Z and 0-9")]
    IssuerCode,
    /// Not a paper's number.
    #[error("a number has 1 to 40 of A-Z, Đ, 0-9 and / - . and begins and ends with a letter or digit")]
    PaperNumber,
    /// Not a holder's name.
    #[error("a name has 1 to 300 bytes in Unicode NFC, with single spaces and no invisible characters")]
    HolderName,
    /// Not an enterprise code.
    #[error("an enterprise code has 10 digits")]
    EnterpriseCode,
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $accepts:path) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                if $accepts(text) { Ok(Self(text.to_owned())) } else { Err(TextError::$name) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

text!(
    /// The issuer's code: `BKHCN`, or a province's, `52`.
    IssuerCode,
    is_issuer_code
);
text!(
    /// The number of a certificate or a card, `01/2026/GXN-BKHCN`.
    PaperNumber,
    is_paper_number
);
text!(
    /// The name of the organisation or person who holds the paper.
    HolderName,
    is_holder_name
);
text!(
    /// An enterprise code (*mã số doanh nghiệp*), ten digits.
    EnterpriseCode,
    is_enterprise_code
);

/// The sign at the end of a name of which the rest was left out (FORMAT.md,
/// section 4).
pub const CUT: char = '…';

impl HolderName {
    /// Whether it is only the beginning of a name.
    pub fn is_cut(&self) -> bool {
        self.0.ends_with(CUT)
    }

    /// Whether a code that says this name may be the paper of the holder with
    /// that one: it is the name, or its beginning with the mark of a cut.
    pub fn stands_for(&self, whole: &str) -> bool {
        self.0 == whole
            || self
                .0
                .strip_suffix(CUT)
                .is_some_and(|beginning| !beginning.is_empty() && whole.starts_with(beginning))
    }
}

fn is_issuer_code(text: &str) -> bool {
    (1..=8).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Đ is the one letter outside ASCII found in numbers of Vietnamese papers.
fn is_paper_number(text: &str) -> bool {
    let solid = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == 'Đ';
    text.chars().count() <= 40
        && text.starts_with(solid)
        && text.ends_with(solid)
        && text.chars().all(|c| solid(c) || matches!(c, '/' | '-' | '.'))
}

fn is_holder_name(text: &str) -> bool {
    (1..=300).contains(&text.len())
        && unicode_normalization::is_nfc(text)
        && text.contains(char::is_alphabetic)
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains(misleads)
}

fn is_enterprise_code(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Characters that hide, reorder or break a line of text: with them a name
/// could be shown as another name.
fn misleads(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuer_codes_are_short_capitals_and_digits() {
        for good in ["BKHCN", "52", "01"] {
            assert_eq!(good.parse::<IssuerCode>().expect("a code").as_str(), good);
        }
        for wrong in ["", "bkhcn", "B KHCN", "BKHCN-1", "123456789", "Đ"] {
            assert_eq!(wrong.parse::<IssuerCode>(), Err(TextError::IssuerCode), "{wrong}");
        }
    }

    #[test]
    fn numbers_have_the_characters_of_official_numbers() {
        for good in ["01/2026/GXN-BKHCN", "BKHCN-TV-00000017", "12/TĐC-GXN", "7"] {
            assert_eq!(good.parse::<PaperNumber>().expect("a number").as_str(), good);
        }
        for wrong in ["", "-1", "1/", "01/2026/gxn", "01 / 2026", &"1".repeat(41), "1\n2"] {
            assert_eq!(wrong.parse::<PaperNumber>(), Err(TextError::PaperNumber), "{wrong}");
        }
    }

    #[test]
    fn a_name_in_another_unicode_form_is_not_the_same_text() {
        assert!("Nguyễn Thị Thương".parse::<HolderName>().is_ok());
        assert_eq!("Nguye\u{302}\u{303}n".parse::<HolderName>(), Err(TextError::HolderName));
    }

    #[test]
    fn a_name_cannot_hide_or_reorder_text() {
        let wrong =
            ["", " An", "An ", "Lê  An", "Lê\tAn", "Lê\u{a0}An", "A\u{202e}n", "A\u{200b}n", "12 - 34"];
        for name in wrong {
            assert_eq!(name.parse::<HolderName>(), Err(TextError::HolderName), "{name:?}");
        }
        assert!("Công ty TNHH Tư vấn “Á–Âu” (VIỆT & Co.)".parse::<HolderName>().is_ok());
        assert!("a".repeat(300).parse::<HolderName>().is_ok());
        assert!("a".repeat(301).parse::<HolderName>().is_err());
    }

    #[test]
    fn an_enterprise_code_has_ten_digits() {
        assert!("0101234567".parse::<EnterpriseCode>().is_ok());
        for wrong in ["010123456", "01012345678", "010123456x", "٠101234567"] {
            assert_eq!(wrong.parse::<EnterpriseCode>(), Err(TextError::EnterpriseCode), "{wrong}");
        }
    }
}
