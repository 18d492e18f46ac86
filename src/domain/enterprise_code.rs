//! Enterprise codes (mã số doanh nghiệp): ten digits, the tenth a check digit.
//!
//! A code whose check digit is wrong is still a code: the law names ten digits
//! and no more, so the check digit is a hint to whoever types it, never a bar.

use std::fmt;
use std::str::FromStr;

/// The weights of the first nine digits in the tax authority's check sum.
const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// Ten digits that name an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnterpriseCode([u8; 10]);

/// What was written is not ten digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an enterprise code: ten digits")]
pub struct EnterpriseCodeError;

impl EnterpriseCode {
    /// Whether the tenth digit is 10 − (weighted sum mod 11); where that
    /// gives 10, no code has a right check digit.
    pub fn has_right_check_digit(self) -> bool {
        let sum: u32 = self.0.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        u32::from(self.0[9]) == 10 - sum % 11
    }
}

impl FromStr for EnterpriseCode {
    type Err = EnterpriseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 10] = text.as_bytes().try_into().map_err(|_| EnterpriseCodeError)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(EnterpriseCodeError);
        }
        Ok(Self(digits.map(|digit| digit - b'0')))
    }
}

impl fmt::Display for EnterpriseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> EnterpriseCode {
        text.parse().expect("ten digits")
    }

    #[test]
    fn ten_digits_are_a_code_and_nothing_else_is() {
        assert_eq!(code("1234567893").to_string(), "1234567893");
        for wrong in ["", "123456789", "12345678930", "123456789a", "０１００１０", " 234567893"] {
            assert!(wrong.parse::<EnterpriseCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_check_digit_is_judged_apart() {
        assert!(code("1234567893").has_right_check_digit());
        assert!(!code("1234567894").has_right_check_digit());
    }

    #[test]
    fn a_sum_that_leaves_nothing_has_no_right_digit() {
        let never: Vec<_> =
            (0..=9).filter(|d| code(&format!("000000000{d}")).has_right_check_digit()).collect();
        assert!(never.is_empty(), "10 is no digit");
    }
}
