//! Invented people: common Vietnamese names put together by rule, personal
//! numbers that no authority gives out, birth dates from a hash.

use sha2::{Digest, Sha256};

use crate::dates::Day;

const FAMILY: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"];
const MIDDLE_OF_WOMEN: [&str; 7] = ["Thị Minh", "Thanh", "Thị Ngọc", "Bích", "Thu", "Thị Hồng", "Diệu"];
const GIVEN_OF_WOMEN: [&str; 11] =
    ["Mẫu", "Đào", "Hạnh", "Lan", "Quỳnh", "Thảo", "Yến", "Trà", "Nhung", "Phượng", "Ánh"];
const MIDDLE_OF_MEN: [&str; 7] = ["Văn", "Đức", "Minh", "Quốc", "Hữu", "Công", "Trọng"];
const GIVEN_OF_MEN: [&str; 11] =
    ["Mẫu", "Dũng", "Khải", "Sơn", "Tùng", "Việt", "Đạt", "Phúc", "Hưng", "Nghĩa", "Ước"];

/// Someone who does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which one: everything else follows from it.
    pub serial: usize,
    /// Full name.
    pub name: String,
    /// Whether a woman.
    pub is_woman: bool,
    /// Birth date.
    pub born_on: Day,
    /// Twelve digits that begin with 999, which is no province's code.
    pub personal_number: String,
}

/// The person of this serial number; two serials never share a personal number.
pub fn person(serial: usize) -> Person {
    let is_woman = serial % 5 < 2;
    let (middle, given) =
        if is_woman { (MIDDLE_OF_WOMEN, GIVEN_OF_WOMEN) } else { (MIDDLE_OF_MEN, GIVEN_OF_MEN) };
    // 14, 7 and 11 share few factors, so names repeat late.
    let name = format!(
        "{} {} {}",
        FAMILY[serial % FAMILY.len()],
        middle[(serial / 2) % middle.len()],
        given[(serial * 3 + 1) % given.len()],
    );
    Person { serial, name, is_woman, born_on: born_on(serial), personal_number: format!("999{serial:09}") }
}

/// A number below `bound` that is always the same for the same `what`.
pub fn drawn(what: &str, serial: usize, bound: usize) -> usize {
    let digest = Sha256::new().chain_update(what).chain_update(serial.to_be_bytes()).finalize();
    let drawn = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    usize::try_from(drawn).unwrap_or(0) % bound.max(1)
}

fn born_on(serial: usize) -> Day {
    let first = Day::new(1972, 1, 1).expect("a day of the calendar");
    let days = drawn("birth", serial, 17 * 365);
    first.plus_days(i64::try_from(days).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn people_are_told_apart_and_always_the_same() {
        let people: Vec<_> = (0..150).map(person).collect();
        let names: HashSet<_> = people.iter().map(|person| &person.name).collect();
        let numbers: HashSet<_> = people.iter().map(|person| &person.personal_number).collect();
        assert_eq!(names.len(), people.len());
        assert_eq!(numbers.len(), people.len());
        assert!(numbers.iter().all(|number| number.len() == 12));
        assert_eq!(people[42], person(42));
    }
}
