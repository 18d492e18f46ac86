//! Folding: two spellings of one name become one text, for comparing names
//! and for search. `Công ty  ĐỖ Gia` folds to `cong ty do gia`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without marks, đ as d, lower case, single spaces, trimmed.
///
/// Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let bare: String = text
        .nfc()
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| if matches!(letter, 'đ' | 'Đ') { 'd' } else { letter })
        .flat_map(char::to_lowercase)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_runs_of_space_do_not_matter() {
        assert_eq!(fold("  Công ty\tTNHH  ĐỖ   Gia\u{a0}Đình "), "cong ty tnhh do gia dinh");
        assert_eq!(fold("Ho\u{302}\u{323}i đồng"), fold("HỘI ĐỒNG"), "composed or not");
        assert_eq!(fold("ĐẶC KHU PHÚ QUỐC"), "dac khu phu quoc");
        assert_eq!(fold("Ước Ướng"), "uoc uong");
    }

    #[test]
    fn blank_folds_to_nothing() {
        assert_eq!(fold(" \t\u{3000}\u{301}"), "");
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in ".*") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }
    }
}
