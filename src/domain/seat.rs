//! The province of a seat, as an address names it: also by the name of a unit
//! that merged with others on 1 July 2025, which counts for its successor.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fold::fold;
use super::issuer::{IssuerCode, provinces};

/// Words before a name that is one of a province.
const KINDS: [&[&str]; 5] = [&["tinh"], &["thanh", "pho"], &["tp"], &["t", "p"], &["thanhpho"]];

/// Words before a name that is then one of something smaller.
const SMALLER: [&str; 14] =
    ["duong", "pho", "ngo", "lo", "phuong", "xa", "tran", "quan", "huyen", "thon", "ap", "khu", "cau", "to"];

/// What may stand after the name of the province at the end of an address.
const COUNTRY: [&str; 5] = ["vietnam", "vn", "vnm", "city", "province"];

/// Other spellings, folded and without blanks, with those of the table.
const SPELLINGS: [(&str, &str); 7] = [
    ("hcm", "hochiminh"),
    ("hcmc", "hochiminh"),
    ("tphcm", "hochiminh"),
    ("daclac", "daklak"),
    ("dacnong", "daknong"),
    ("baccan", "backan"),
    ("hue", "thuathienhue"),
];

/// The most words of a name.
const MOST_WORDS: usize = 4;

/// Every name, folded and without blanks, with the code of the unit of today.
static NAMES: LazyLock<Vec<(String, IssuerCode)>> = LazyLock::new(|| {
    let known = provinces().iter().filter_map(|province| {
        let code: IssuerCode = province.code.parse().ok()?;
        let names = province.formed_from.iter().copied().chain([province.bare_name()]);
        Some(names.map(move |name| (joined(name.trim_start_matches("Thành phố ")), code)))
    });
    let mut names: Vec<_> = known.flatten().collect();
    for (spelling, name) in SPELLINGS {
        let of = |known: &str| names.iter().find(|(own, _)| own == known).map(|(_, code)| *code);
        // One of the two is in the table.
        if let Some(code) = of(name) {
            names.push((spelling.to_owned(), code));
        } else if let Some(code) = of(spelling) {
            names.push((name.to_owned(), code));
        }
    }
    names
});

/// The province that an address names; none where it names none, or two.
///
/// A name counts after `tỉnh`, `thành phố`, `TP.`, as a part of its own between
/// commas, and at the end of the address; not as the name of a street or ward.
pub fn province_of(address: &str) -> Option<IssuerCode> {
    let parts = address.split([',', ';', '\n', '(', ')']).map(fold);
    let parts: Vec<Vec<String>> = parts
        .map(|part| part.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
        .collect();
    let last = parts.iter().rposition(|part| !without_country(part).is_empty());
    let mut named = BTreeSet::new();
    for (nth, part) in parts.iter().enumerate() {
        let part = without_country(part);
        for from in 0..part.len() {
            let ends = (from + 1..=part.len()).take(MOST_WORDS);
            for (end, code) in ends.filter_map(|end| Some((end, named_by(&part[from..end])?))) {
                let before = &part[..from];
                let is_whole = from == 0 && end == part.len();
                let is_last = Some(nth) == last && end == part.len() && !is_of_something_smaller(before);
                if is_after_kind(before) || is_whole || is_last {
                    named.insert(code);
                }
            }
        }
    }
    let mut named = named.into_iter();
    named.next().filter(|_| named.next().is_none())
}

/// Of these words, those before the country and the postal code.
fn without_country(part: &[String]) -> &[String] {
    let is_more = |word: &String| !COUNTRY.contains(&word.as_str()) && !is_postal_code(word);
    let end = part.iter().rposition(is_more).map_or(0, |last| last + 1);
    match &part[..end] {
        [rest @ .., viet, nam] if viet == "viet" && nam == "nam" => rest,
        all => all,
    }
}

fn is_postal_code(word: &str) -> bool {
    (5..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn named_by(words: &[String]) -> Option<IssuerCode> {
    let name = words.concat();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

fn is_after_kind(before: &[String]) -> bool {
    KINDS.iter().any(|kind| before.ends_with(&kind.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()))
}

fn is_of_something_smaller(before: &[String]) -> bool {
    before.last().is_some_and(|word| SMALLER.contains(&word.as_str()))
}

fn joined(name: &str) -> String {
    fold(name).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(address: &str) -> Option<&'static str> {
        province_of(address)?.province().map(super::super::issuer::Province::bare_name)
    }

    #[test]
    fn an_address_names_its_province_however_it_is_written() {
        for (address, province) in [
            ("Số 12 Lê Lợi, phường Diên Hồng, tỉnh Gia Lai", "Gia Lai"),
            ("12 Lê Lợi, P. Diên Hồng, Gia Lai, Việt Nam", "Gia Lai"),
            ("12 Le Loi, phuong Dien Hong, tinh gia lai", "Gia Lai"),
            ("Số 3 phố Huế, phường Hai Bà Trưng, TP. Hà Nội", "Hà Nội"),
            ("Số 3 phố Huế, phường Hai Bà Trưng, TP.Hà Nội", "Hà Nội"),
            ("Số 3 Trần Hưng Đạo Hà Nội", "Hà Nội"),
            ("3 Tran Hung Dao, Hanoi 100000, Vietnam", "Hà Nội"),
            ("Tòa nhà Điện Biên Phủ, số 5 đường Điện Biên Phủ, Thành phố Đà Nẵng", "Đà Nẵng"),
            ("1 Nguyễn Huệ, Bến Nghé, Quận 1, TP.HCM", "Hồ Chí Minh"),
            ("1 Nguyễn Huệ, phường Sài Gòn, TPHCM", "Hồ Chí Minh"),
            ("1 Nguyễn Huệ, phường Sài Gòn, Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
            ("Buôn Ma Thuột, Đắc Lắc", "Đắk Lắk"),
            ("2 Lê Lợi, phường Thuận Hóa, thành phố Huế", "Huế"),
            ("2 Lê Lợi, TP Huế, tỉnh Thừa Thiên - Huế", "Huế"),
        ] {
            assert_eq!(named(address), Some(province), "{address}");
        }
    }

    #[test]
    fn the_name_of_a_unit_that_merged_counts_for_its_successor() {
        for (address, province) in [
            ("Số 8 đường Phú Riềng Đỏ, thành phố Đồng Xoài, tỉnh Bình Phước", "Đồng Nai"),
            ("Số 8 Phú Riềng Đỏ, Đồng Xoài, BÌNH PHƯỚC", "Đồng Nai"),
            ("Số 8 Phú Riềng Đỏ, tỉnh Bình Phước (nay là thành phố Đồng Nai)", "Đồng Nai"),
            ("10 Nguyễn Huệ, TP. Quy Nhơn, Bình Định", "Gia Lai"),
            ("5 Hạ Long, Vũng Tàu, Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
            ("5 Hạ Long, Vũng Tàu, Bà Rịa-Vũng Tàu", "Hồ Chí Minh"),
            ("1 Trần Phú, TP. Thái Bình, tỉnh Thái Bình", "Hưng Yên"),
            ("1 Trần Phú, Kontum", "Quảng Ngãi"),
            ("phường Hòa Bình, tỉnh Hoà Bình", "Phú Thọ"),
        ] {
            assert_eq!(named(address), Some(province), "{address}");
        }
        for province in provinces() {
            for old in &province.formed_from {
                assert_eq!(named(&format!("Số 1 phố Mẫu, tỉnh {old}")), Some(province.bare_name()), "{old}");
            }
        }
    }

    #[test]
    fn nothing_is_proposed_where_none_or_two_are_named() {
        for address in [
            "",
            "Số 1 phố Ví dụ, phường Mẫu",
            "Số 5 đường Điện Biên Phủ",
            "Số 7, phường Hà Giang",
            "Trụ sở: tỉnh Gia Lai; chi nhánh: thành phố Đà Nẵng",
            "Hà Nội, Huế",
            "Việt Nam",
        ] {
            assert_eq!(named(address), None, "{address}");
        }
        assert_eq!(named("Số 2 đường Hà Nội, thành phố Huế"), Some("Huế"), "a street is no province");
    }

    proptest! {
        #[test]
        fn what_anybody_types_is_read(address in any::<String>(), place in 0..provinces().len()) {
            let _ = province_of(&address);
            let street: String = address.chars().filter(char::is_ascii_lowercase).collect();
            let province = &provinces()[place];
            let written = format!("12 duong {street}x, {}", province.name);
            prop_assert_eq!(named(&written), Some(province.bare_name()), "{}", written);
        }
    }
}
