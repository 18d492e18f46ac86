//! Whether a name that is to be put right is the same name at all.

use strsim::{damerau_levenshtein, normalized_damerau_levenshtein};

use crate::domain::fold::fold;

/// Names that are as much alike as this are one name, misspelled.
const ALIKE: f64 = 0.5;

/// Letters of a word in which a slip of the pen may be.
const LONG_WORD: usize = 4;

/// Whether one name is another altogether, and not the same put right: they share
/// no word, not even one with a slip of the pen in it, and are not alike as a
/// whole either. Marks and capitals make no difference.
pub(super) fn is_another(wrong: &str, right: &str) -> bool {
    let (wrong, right) = (fold(wrong), fold(right));
    let is_shared = |word: &str| right.split(' ').any(|other| is_same_word(word, other));
    !wrong.split(' ').any(is_shared) && normalized_damerau_levenshtein(&wrong, &right) < ALIKE
}

fn is_same_word(one: &str, other: &str) -> bool {
    let is_long = one.chars().count().min(other.chars().count()) >= LONG_WORD;
    !one.is_empty() && (one == other || is_long && damerau_levenshtein(one, other) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_told_from_another_name() {
        for (wrong, right) in [
            ("Trần Đỗ Ái Vy", "Trần Đỗ Ái Vi"),
            ("TRAN MAI", "Trần Thị Mai"),
            ("Nguyễn Văn An", "Nguyên Văn Ân"),
            ("NguyễnVănAn", "Nguyễn Văn An"),
            ("Công ty Viết Sai", "Công ty Viết Đúng"),
            ("Huyền", "Huyên"),
            ("Kim Min Su", "Kim Min-su"),
        ] {
            assert!(!is_another(wrong, right), "{wrong} – {right}");
        }
        for (wrong, right) in [("Trần Đỗ Ái Vy", "Lê Quốc Bảo"), ("Phạm Hùng", "Vũ Thị Lan"), ("An", "Bình")]
        {
            assert!(is_another(wrong, right), "{wrong} – {right}");
        }
    }
}
