//! A person's identification number: twelve digits, and private.

/// How many of its digits people are shown.
const SHOWN: usize = 3;

/// Whether this is one, written without blanks.
pub fn is_personal_number(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number with only its end to be read: `••• ••• ••• 123`. What is in its
/// place is shown as little of.
pub fn masked(number: &str) -> String {
    let hidden = number.chars().count().saturating_sub(SHOWN);
    let shown: String = number.chars().skip(hidden.max(1)).collect();
    format!("••• ••• ••• {shown}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_number_is_twelve_digits() {
        assert!(is_personal_number("001090000123"));
        for other in ["00109000012", "0010900001234", "00109000012x", "001 090 000 123", "００１０", ""] {
            assert!(!is_personal_number(other), "{other}");
        }
    }

    #[test]
    fn only_the_end_of_a_number_is_read() {
        assert_eq!(masked("001090000123"), "••• ••• ••• 123");
        assert_eq!(masked("12"), "••• ••• ••• 2", "never all of it");
    }
}
