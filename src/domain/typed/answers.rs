//! Days, scores and telephone numbers as people type them.

use serde_json::Number;

use crate::dates::Day;

/// A day typed as `22/11/2026`, `22-11-2026`, `22.11.2026` or `2026-11-22`.
pub fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let number = |part: &str| {
        let plain = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<i32>().ok() } else { None }
    };
    let [first, month, last] = parts[..] else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    if year.len() != 4 {
        return None;
    }
    let small = |part| number(part).and_then(|n| u8::try_from(n).ok());
    let day = Day::new(number(year)?, small(month)?, small(day)?).ok()?;
    (1900..=2200).contains(&day.year()).then_some(day)
}

/// A score from 0 to 100 with at most two decimals, `82,5` or `82.5`.
pub fn score(text: &str) -> Option<Number> {
    let text = text.replace(',', ".");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, "0"));
    let digits = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let is_score = digits(whole) && digits(decimals) && decimals.len() <= 2;
    let value: f64 = text.parse().ok().filter(|value| is_score && (0.0..=100.0).contains(value))?;
    match whole.parse::<u64>() {
        Ok(whole) if decimals.bytes().all(|digit| digit == b'0') => Some(Number::from(whole)),
        _ => Number::from_f64(value),
    }
}

/// Whether it can be a telephone number: seven to fifteen digits (E.164) with
/// what people write between them; two numbers may stand in one field.
pub fn is_phone(text: &str) -> bool {
    let numbers = text.split([',', ';', '/']).map(str::trim).filter(|number| !number.is_empty());
    let is_number = |number: &str| {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        (7..=15).contains(&digits) && !number.contains(|letter: char| letter.is_alphabetic())
    };
    // An extension stands after its number: 024 3000 0000 máy lẻ 12.
    let mut known = numbers.map(|number| {
        let end = number.find(char::is_alphabetic).unwrap_or(number.len());
        is_number(number[..end].trim_end())
    });
    known.next().is_some_and(|first| first && known.all(|other| other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_ways_people_write_it() {
        for text in ["22/11/2026", "22-11-2026", "22.11.2026", "2026-11-22", " 22 / 11 / 2026 "] {
            assert_eq!(day(text).expect("a day").to_string(), "2026-11-22", "{text}");
        }
        assert_eq!(day("2/1/2026").expect("a day").to_string(), "2026-01-02");
        let wrong =
            ["31/02/2026", "11/22/2026", "22/11/26", "22/11", "22/11/2026/1", "nay", "", "+2/11/2026"];
        for text in wrong {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_score_has_a_comma_or_a_point() {
        let read = |text| score(text).map(|number| number.to_string());
        assert_eq!(read("82,5").as_deref(), Some("82.5"));
        assert_eq!(read("82").as_deref(), Some("82"));
        assert_eq!(read("100.00").as_deref(), Some("100"));
        for wrong in ["101", "-1", "8O", "1e2", "82,555", ",5", "NaN"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_telephone_number_has_enough_digits() {
        for phone in
            ["024 0000 0000", "(+84) 24.3000.0000", "0912345678; 0912345679", "024 3000 0000 máy lẻ 12"]
        {
            assert!(is_phone(phone), "{phone}");
        }
        for wrong in ["12", "không có", "024 0000 0000 / 12", "1234567890123456", ";", "số 0912345678"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }
}
