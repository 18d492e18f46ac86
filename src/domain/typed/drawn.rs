//! What the fonts of the papers can draw, known where a text is typed: a sign
//! that no paper can show must not be found when the paper is to be printed.
//!
//! `data/drawn.txt` lists it; a test of the papers holds it equal to the fonts.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// First and last of every run of signs that all four faces have.
static RUNS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let sign = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let run = |line: &str| {
        let (first, last) = line.split_once('-')?;
        Some((sign(first)?, sign(last)?))
    };
    include_str!("../../../data/drawn.txt").lines().filter_map(run).collect()
});

/// A sign that papers cannot show, or not in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undrawn {
    /// The sign.
    pub sign: char,
    /// In which line of its text, from 1.
    pub line: usize,
    /// Where in the line, counted in letters from 1.
    pub place: usize,
    /// Why it cannot stand there.
    pub why: WhyUndrawn,
}

/// Why a sign cannot stand on a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyUndrawn {
    /// The fonts do not have it.
    NoFont,
    /// It is a letter of another script, in the name of a holder.
    OtherScript,
}

/// Whether the fonts have a sign, whole or as a letter and its marks.
pub fn is_drawn(sign: char) -> bool {
    has(sign) || (!std::iter::once(sign).nfd().eq([sign]) && std::iter::once(sign).nfd().all(has))
}

/// The first sign of a text that papers cannot show. A line break is none.
pub fn undrawn(text: &str) -> Option<Undrawn> {
    first(text, WhyUndrawn::NoFont, |sign| !is_drawn(sign))
}

/// The first sign of a holder's name that papers cannot show.
///
/// A name on a paper is in Latin letters, as the readable line of every
/// passport has it (ICAO 9303, part 3): who checks the card against another
/// paper, types the name to find it, or reads it out, can do so. An enterprise
/// has such a name by law (Luật Doanh nghiệp 2020, article 37). How the person
/// writes it at home stands in the papers that are handed in.
pub fn undrawn_in_name(name: &str) -> Option<Undrawn> {
    let is_other = |sign: char| sign.is_alphabetic() && !is_latin(sign);
    undrawn(name)
        .filter(|found| !is_other(found.sign))
        .or_else(|| first(name, WhyUndrawn::OtherScript, is_other))
}

/// A text of before the fields asked, as papers can show it: with what stands
/// for a sign, or an empty box in its place. A paper that was issued can be had
/// for as long as it is one.
pub fn drawable(text: &str) -> String {
    let sign = |sign: char| if sign == '\n' { sign.to_string() } else { shown(sign) };
    text.chars()
        .map(sign)
        .map(|shown| if undrawn(&shown).is_some() { BOX.to_owned() } else { shown })
        .collect()
}

/// In the place of a sign that no font has.
const BOX: &str = "\u{25a1}";

/// What stands for a sign that the fonts do not have: what Word draws a list
/// with, ticks and boxes, and signs that Unicode says are others in disguise.
/// The sign itself when nothing does.
pub(super) fn shown(sign: char) -> String {
    if is_drawn(sign) {
        return sign.to_string();
    }
    let other = match sign {
        '\u{2011}' => "\u{2010}",
        // Bullets and arrows, by Unicode and in the fonts Symbol and Wingdings.
        '\u{2023}'
        | '\u{2043}'
        | '\u{204c}'
        | '\u{204d}'
        | '\u{2794}'..='\u{27be}'
        | '\u{2756}'
        | '\u{25b8}'
        | '\u{25c6}'
        | '\u{25c7}'
        | '\u{2b9e}'
        | '\u{f0b7}'
        | '\u{f0a7}'
        | '\u{f0a8}'
        | '\u{f0d8}'
        | '\u{f0e0}'
        | '\u{f0e8}'
        | '\u{f076}'
        | '\u{f077}'
        | '\u{f0b2}'
        | '\u{f02d}' => "-",
        '\u{2713}' | '\u{2714}' | '\u{f0fc}' => "\u{221a}",
        '\u{2715}'..='\u{2718}' | '\u{f0fb}' => "\u{d7}",
        '\u{2610}' | '\u{f06f}' | '\u{f071}' | '\u{f072}' => "\u{25a1}",
        '\u{2611}' | '\u{2612}' | '\u{f0fd}' | '\u{f0fe}' | '\u{f052}' => "\u{25a0}",
        '\u{2e3a}' | '\u{2e3b}' | '\u{fe31}' | '\u{fe58}' => "\u{2014}",
        _ => {
            let meant: String = std::iter::once(sign).nfkc().collect();
            return if meant.chars().all(is_drawn) { meant } else { sign.to_string() };
        }
    };
    other.to_owned()
}

fn has(sign: char) -> bool {
    let before = RUNS.partition_point(|(first, _)| *first <= sign);
    before.checked_sub(1).is_some_and(|at| sign <= RUNS[at].1)
}

fn first(text: &str, why: WhyUndrawn, is_wrong: impl Fn(char) -> bool) -> Option<Undrawn> {
    text.split('\n').zip(1..).find_map(|(words, line)| {
        let (sign, place) = words.chars().zip(1..).find(|(sign, _)| is_wrong(*sign))?;
        Some(Undrawn { sign, line, place, why })
    })
}

/// Letters of the Latin blocks.
fn is_latin(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{2ff}' | '\u{1d00}'..='\u{1d7f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}')
}

#[cfg(test)]
mod tests {
    use super::super::{line, text};
    use super::*;

    #[test]
    fn a_sign_that_no_font_has_is_named_with_its_place() {
        let found = undrawn("\u{1f4cd} Số 1 phố Ví dụ").expect("a sign");
        assert_eq!((found.sign, found.place, found.why), ('\u{1f4cd}', 1, WhyUndrawn::NoFont));
        let found = undrawn("một\nhai 王").expect("a sign");
        assert_eq!((found.sign, found.line, found.place), ('王', 2, 5));
        for drawn in ["Nay H’Bê̆", "Ƀing Ơ̆ng", "“A+B” & Co® – 3/2 ½ • □", "Ẵ Ỹ ñ Łukasz Søren ß", "Hà\nNội"]
        {
            assert_eq!(undrawn(drawn), None, "{drawn}");
        }
    }

    #[test]
    fn a_name_is_in_latin_letters() {
        for (name, sign) in [("김민수 (Kim Min-su)", '김'), ("王小明", '王'), ("Иван", 'И'), ("Αθηνά", 'Α')]
        {
            let found = undrawn_in_name(name).expect("a sign");
            assert_eq!((found.sign, found.place, found.why), (sign, 1, WhyUndrawn::OtherScript), "{name}");
        }
        assert_eq!(undrawn_in_name("An \u{1f600}").map(|found| found.why), Some(WhyUndrawn::NoFont));
        for name in ["Y Bơm Niê Kđăm", "H’Hen Niê", "Rơ Châm Ơ̆", "Guðrún", "Công ty A&B (3/2)"]
        {
            assert_eq!(undrawn_in_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_paper_of_before_shows_a_box_for_what_no_font_has() {
        assert_eq!(drawable("김민 (Kim Min)\n\u{f0b7} Ⅲ"), "□□ (Kim Min)\n- III");
        assert_eq!(drawable("Rơ Châm Ơ̆"), "Rơ Châm Ơ̆");
    }

    #[test]
    fn signs_that_word_puts_in_are_replaced() {
        assert_eq!(line("\u{f0b7} Bản sao"), "- Bản sao");
        assert_eq!(line("➢ Một ✓ hai ☐ ba ☑"), "- Một √ hai □ ba ■");
        assert_eq!(line("Quý Ⅲ, 12㎡, ①"), "Quý III, 12m2, 1");
        assert_eq!(line("Thiên\u{2011}Huế"), "Thiên\u{2010}Huế");
        assert_eq!(line("김"), "김", "to be refused as it is");
        assert_eq!(text(" \u{f0b7}\tMột\r\n\n ✓ Hai \n"), "- Một\n\n√ Hai");
        assert_eq!(undrawn(&text("➤ A\n❖ B")), None);
    }
}
