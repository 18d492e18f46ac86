//! A person's identification number: twelve digits, and private.

/// How many digits it has.
const DIGITS: usize = 12;

/// The fewest digits of a group: a day or a dossier's number has shorter ones.
const LEAST_GROUP: usize = 3;

/// How many of its digits people are shown.
const SHOWN: usize = 3;

/// Whether this is one, written without blanks.
pub fn is_personal_number(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether one stands somewhere in a text: twelve digits in one piece, or in
/// groups as people write them, which then begin with the 0 of every number.
pub fn names_one(text: &str) -> bool {
    let mut pieces = text.split(|letter: char| !letter.is_ascii_digit() && !is_between(letter));
    pieces.any(|piece| {
        let groups: Vec<&str> = piece.split(is_between).filter(|group| !group.is_empty()).collect();
        groups.iter().any(|group| group.len() == DIGITS) || is_grouped(&groups)
    })
}

/// Whether these groups begin with a whole number: an amount of money does not
/// begin with 0.
fn is_grouped(groups: &[&str]) -> bool {
    let mut digits = 0;
    for group in groups.iter().take_while(|group| group.len() >= LEAST_GROUP) {
        digits += group.len();
        if digits >= DIGITS {
            break;
        }
    }
    digits == DIGITS && groups[0].starts_with('0')
}

/// What people put between groups of digits.
fn is_between(letter: char) -> bool {
    matches!(letter, ' ' | '.' | '\u{a0}' | '\u{202f}')
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
    fn a_personal_number_is_found_in_a_text() {
        for text in [
            "001090000123",
            "CCCD số 001090000123.",
            "(001 090 000 123)",
            "số 0010 9000 0123, cấp năm 2021",
            "001.090.000.123",
            "5 001090000123",
        ] {
            assert!(names_one(text), "{text}");
        }
        for text in [
            "",
            "00109000012",
            "0010900001234",
            "52-261122-0015",
            "01-261122-0015",
            "024 3000 0000; 024 3000 0001",
            "150.000.000.000 đồng",
            "1.000.000.000.000 đồng",
            "từ 01/02/2026 đến 03/04/2026",
            "01.02.2026 03.04.2026",
        ] {
            assert!(!names_one(text), "{text}");
        }
    }

    #[test]
    fn only_the_end_of_a_number_is_read() {
        assert_eq!(masked("001090000123"), "••• ••• ••• 123");
        assert_eq!(masked("12"), "••• ••• ••• 2", "never all of it");
    }
}
