//! Whether a word is a syllable of Vietnamese: a consonant, a rime, a tone.

use unicode_normalization::UnicodeNormalization;

/// `gi` and `qu` also stand as `g` and `q` before a rime that begins with
/// their vowel: `gì`, `quyết`.
const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "q", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong \
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uân uâng uât uây uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ uơn up ut uy uya uych uyên \
    uyêt uyn uynh uyt uyu ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ";

pub(super) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether the word could stand in a Vietnamese text, in any case.
pub(super) fn is_syllable(word: &str) -> bool {
    let (tones, letters): (Vec<char>, Vec<char>) =
        word.to_lowercase().nfd().partition(|letter| TONES.contains(letter));
    let letters: String = letters.into_iter().nfc().collect();
    let rimes = ONSETS.iter().filter_map(|onset| letters.strip_prefix(onset));
    tones.len() <= 1 && rimes.into_iter().any(|rime| is_rime(rime) && carries(rime, tones.first()))
}

fn is_rime(rime: &str) -> bool {
    !rime.is_empty() && RIMES.contains(&format!(" {rime} "))
}

/// A syllable that ends in a stop is either sharp or heavy.
fn carries(rime: &str, tone: Option<&char>) -> bool {
    let stops = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    !stops || matches!(tone, Some('\u{301}' | '\u{323}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_vietnamese_names_are_syllables() {
        let names = "Nguyễn Thị Phương Trần Văn Đức Lê Quốc Khánh Phạm Huỳnh Quyết Giếng Gì Yến Ý Khuê Thuý Thúy \
                     Quý Hoà Hòa ĐOÀN Nghĩa Ngoạn Trương Vũ Việt Bích Ngọc Xuyến Uyên Ưng Ỷ Oanh Ương Hữu Tuấn Nhật \
                     Lưu Nghiêm Giang Phượng Quỳnh Công ty cổ phần tư vấn chất lượng";
        for word in names.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in
            ["Søren", "Łukasz", "Müller", "José", "Niê", "Kđăm", "Smith", "NguyÔn", "Cac", "Rmah", "", "ß"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
