//! Text typed for the fonts of the time before Unicode, or with letters of
//! another alphabet in it: what it seems to mean.
//!
//! Such a text looks right in its own font and nowhere else. It is never
//! changed in silence: the person is asked.

use unicode_normalization::UnicodeNormalization;

use super::syllables::{TONES, is_syllable};
use super::{line, with_d};

/// What a text was typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// `.VnTime` and its family: TCVN 5712:1993, also called TCVN3 or ABC.
    VnTime,
    /// `VNI-Times` and its family: two signs for a letter with marks.
    Vni,
    /// The fonts of VISCII (RFC 1456): one sign for each letter with marks.
    Viscii,
    /// Letters of another alphabet that look like Latin ones.
    OtherAlphabet,
}

/// What a text seems to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it was typed for.
    pub font: Font,
    /// The text in Unicode.
    pub text: String,
}

/// What the text means in an old font: only when every word of it is then
/// Vietnamese and as it stands it is not, so that `Søren` and `José` pass.
///
/// Ask before the text is cleaned: a soft hyphen is ư in `.VnTime`, and twelve
/// capitals are control characters there.
pub fn proposal(text: &str) -> Option<Proposal> {
    let is_plain = text.is_ascii() && !text.contains(|letter: char| letter.is_control());
    let as_it_stands = line(text);
    if is_plain || text.contains('\0') || is_vietnamese(&as_it_stands) {
        return None;
    }
    let readings = [
        (Font::VnTime, vn_time(text)),
        (Font::Vni, vni(text)),
        (Font::Viscii, viscii(text)),
        (Font::OtherAlphabet, latin(text)),
    ];
    readings.into_iter().find_map(|(font, read)| {
        let meant = line(&read?);
        // One word alone may be anything.
        let syllables = words(&meant).filter(|word| is_syllable(word)).count();
        let is_clear = meant != as_it_stands && is_vietnamese(&meant) && syllables > 1;
        is_clear.then(|| Proposal { font, text: capitals(&meant) })
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Whether every word is a syllable or an abbreviation, `TNHH`.
fn is_vietnamese(text: &str) -> bool {
    let is_abbreviation =
        |word: &str| word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    words(text).all(|word| is_syllable(word) || is_abbreviation(word))
}

/// In `.VnTimeH` small letters look like capitals: a word with two capitals
/// was meant to have no other.
fn capitals(text: &str) -> String {
    let word = |word: &str| {
        if word.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
            word.to_uppercase()
        } else {
            word.to_owned()
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// TCVN 5712:1993 (VN1) from 0x80. The fonts `.VnTime` have no capitals with
/// tones; they are here for text from other programs of the time.
const FROM_80: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắ\
    ẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

fn vn_time(text: &str) -> Option<String> {
    let read = |letter: char| match letter {
        '\u{1}' => Some('Ú'),
        '\u{2}' => Some('Ụ'),
        '\u{4}' => Some('Ừ'),
        '\u{5}' => Some('Ử'),
        '\u{6}' => Some('Ữ'),
        '\u{11}' => Some('Ứ'),
        '\u{12}' => Some('Ự'),
        '\u{13}' => Some('Ỳ'),
        '\u{14}' => Some('Ỷ'),
        '\u{15}' => Some('Ỹ'),
        '\u{16}' => Some('Ý'),
        '\u{17}' => Some('Ỵ'),
        '\u{80}'..='\u{ff}' => FROM_80.chars().nth(u32::from(letter) as usize - 0x80),
        other => unchanged(other),
    };
    let read: String = text.chars().map(read).collect::<Option<String>>()?.nfc().collect();
    Some(with_capitals(&read))
}

/// The fonts have no capitals with tones; some programs wrote the capital and
/// the small letter in their place: `Âẩn` is Ẩn.
fn with_capitals(read: &str) -> String {
    let bare = |letter: char| letter.nfd().filter(|mark| !TONES.contains(mark)).nfc().collect::<String>();
    let mut text = String::new();
    for letter in read.chars() {
        let before = text.chars().next_back().filter(|before| before.is_uppercase());
        let repeats = before.is_some_and(|before| before.to_lowercase().eq(bare(letter).chars()));
        if repeats && bare(letter) != String::from(letter) {
            text.pop();
            text.extend(letter.to_uppercase());
        } else {
            text.push(letter);
        }
    }
    text
}

/// VISCII 1.1 (RFC 1456) from 0x80.
const VISCII_80: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

fn viscii(text: &str) -> Option<String> {
    let read = |letter: char| match letter {
        '\u{2}' => Some('Ẳ'),
        '\u{5}' => Some('Ẵ'),
        '\u{6}' => Some('Ẫ'),
        '\u{14}' => Some('Ỷ'),
        '\u{19}' => Some('Ỹ'),
        '\u{1e}' => Some('Ỵ'),
        '\u{80}'..='\u{ff}' => VISCII_80.chars().nth(u32::from(letter) as usize - 0x80),
        other => unchanged(other),
    };
    text.chars().map(read).collect()
}

/// What no old font changed: ASCII, and the signs a word processor puts in.
fn unchanged(letter: char) -> Option<char> {
    let is_same = letter.is_ascii() && (!letter.is_control() || letter.is_whitespace());
    (is_same || matches!(letter, '\u{2010}'..='\u{2027}')).then_some(letter)
}

fn vni(text: &str) -> Option<String> {
    let mut read = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let marks = letters.peek().and_then(|mark| vni_marks(letter, *mark));
        read.push(vni_alone(letter).or_else(|| unchanged(letter))?);
        if let Some(marks) = marks {
            read.push_str(marks);
            letters.next();
        }
    }
    Some(read.nfc().collect())
}

/// A letter with marks that VNI writes as one sign.
fn vni_alone(letter: char) -> Option<char> {
    Some(match letter {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'í' => 'í',
        'Í' => 'Í',
        'ì' => 'ì',
        'Ì' => 'Ì',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        _ => return None,
    })
}

/// The marks that VNI's second sign puts on a letter.
fn vni_marks(letter: char, mark: char) -> Option<&'static str> {
    let lower = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    Some(match (lower(letter), lower(mark)) {
        ('a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö', 'ù') => "\u{301}",
        ('a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö', 'ø') => "\u{300}",
        ('a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö', 'û') => "\u{309}",
        ('a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö', 'õ') => "\u{303}",
        ('a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö', 'ï') => "\u{323}",
        ('a' | 'e' | 'o', 'â') => "\u{302}",
        ('a' | 'e' | 'o', 'á') => "\u{302}\u{301}",
        ('a' | 'e' | 'o', 'à') => "\u{302}\u{300}",
        ('a' | 'e' | 'o', 'å') => "\u{302}\u{309}",
        ('a' | 'e' | 'o', 'ã') => "\u{302}\u{303}",
        ('a' | 'e' | 'o', 'ä') => "\u{302}\u{323}",
        ('a', 'ê') => "\u{306}",
        ('a', 'é') => "\u{306}\u{301}",
        ('a', 'è') => "\u{306}\u{300}",
        ('a', 'ú') => "\u{306}\u{309}",
        ('a', 'ü') => "\u{306}\u{303}",
        ('a', 'ë') => "\u{306}\u{323}",
        _ => return None,
    })
}

/// The text with Latin letters for the Cyrillic and Greek ones that look the
/// same; none when it has others of these alphabets.
fn latin(text: &str) -> Option<String> {
    const OTHERS: &str = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧον";
    const LATIN: &str = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXov";
    let read = |letter: char| match OTHERS.chars().zip(LATIN.chars()).find(|(other, _)| *other == letter) {
        Some((_, latin)) => Some(latin),
        None if matches!(letter, '\u{370}'..='\u{52f}') => None,
        None => Some(letter),
    };
    let read = text.nfd().map(read).collect::<Option<String>>()?;
    let read: String = read.nfc().collect();
    (read != with_d(text)).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(text: &str) -> Option<(Font, String)> {
        proposal(text).map(|found| (found.font, found.text))
    }

    #[test]
    fn a_name_typed_for_an_old_font_is_read() {
        let phuong = "Nguyễn Thị Phương";
        assert_eq!(proposed("NguyÔn ThÞ Ph\u{ad}¬ng"), Some((Font::VnTime, phuong.to_owned())));
        assert_eq!(proposed("Nguyeãn Thò Phöông"), Some((Font::Vni, phuong.to_owned())));
        assert_eq!(proposed("Nguyễn Thị Рhương"), Some((Font::OtherAlphabet, phuong.to_owned())));
        assert_eq!(
            proposed("C«ng ty TNHH T\u{ad} vÊn ChÊt l\u{ad}îng ViÖt"),
            Some((Font::VnTime, "Công ty TNHH Tư vấn Chất lượng Việt".to_owned()))
        );
        assert_eq!(proposed("Leâ Vaên Ñöùc"), Some((Font::Vni, "Lê Văn Đức".to_owned())));
        assert_eq!(proposed("TRAÀN THÒ BÍCH NGOÏC"), Some((Font::Vni, "TRẦN THỊ BÍCH NGỌC".to_owned())));
    }

    #[test]
    fn capitals_are_found_below_the_blank_and_in_small_letters() {
        assert_eq!(proposed("§\u{11}c Ph\u{ad}¬ng"), Some((Font::VnTime, "ĐỨC Phương".to_owned())));
        assert_eq!(proposed("§Æng Ngäc ¢Èn"), Some((Font::VnTime, "Đặng Ngọc Ẩn".to_owned())));
        assert_eq!(proposed("C¤NG TY C¤æ PH¢ÇN"), Some((Font::VnTime, "CÔNG TY CỔ PHẦN".to_owned())));
        assert_eq!(proposed("NGUYÔN THÞ PH¦¥NG"), Some((Font::VnTime, "NGUYỄN THỊ PHƯƠNG".to_owned())));
    }

    #[test]
    fn genuine_names_pass() {
        let genuine = [
            "Łukasz Kowalski",
            "Søren Kierkegaard",
            "Jürgen Müller",
            "José Peña",
            "Noël Dupont",
            "Zoë Hué",
            "Guðrún Þóra",
            "Đỗ Văn Đức",
            "Ðinh Bá Ðoàn",
            "Lê Hà",
            "Trần Thị Mai",
            "NGUYỄN VĂN ÁI",
            "H’Hen Niê",
            "Nay H’Bê̆",
            "Y Bơm Niê Kđăm",
            "Ƀing Ơ̆ng",
            "K'Sor Hà",
            "Rmah Tú",
            "김민수 (Kim Min-su)",
            "Анна Иванова",
            "Γιώργος",
            "Nguyen Van A",
            "Công ty TNHH Bureau Á Châu ®",
            "ABc Bích",
            "Bích Smith",
            "Mäe PLC",
            "“Chất lượng Việt” (QUATEST 3)",
            "Lê Hà ©",
            "",
            "TNHH",
        ];
        for name in genuine {
            assert_eq!(proposed(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_typed_for_viscii_is_read() {
        assert_eq!(VISCII_80.chars().count(), 128);
        assert_eq!(
            proposed("C\u{f4}ng ty Ph\u{df}\u{bd}ng"),
            Some((Font::Viscii, "Công ty Phương".to_owned()))
        );
        assert_eq!(proposed("Nguy\u{ad}n Th\u{b8} Mai"), Some((Font::Viscii, "Nguyễn Thị Mai".to_owned())));
    }

    /// As a program of the time wrote it.
    fn in_vn_time(text: &str) -> String {
        let code = |letter: char| FROM_80.chars().position(|other| other == letter);
        let written = text.nfc().map(|letter| match code(letter) {
            Some(at) if !letter.is_ascii() => {
                char::from_u32(0x80 + u32::try_from(at).expect("a byte")).expect("Latin-1")
            }
            _ => letter,
        });
        written.collect()
    }

    #[test]
    fn every_small_letter_comes_back_from_vn_time() {
        assert_eq!(FROM_80.chars().count(), 128);
        let letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ ĂÂÊÔƠƯĐ";
        assert_eq!(vn_time(&in_vn_time(letters)).as_deref(), Some(letters));
    }
}
