//! Days, instants and deadlines in words.

use super::Language;
use crate::dates::{Day, Instant};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// A day in a list: `22/11/2026`, `22 November 2026`.
    pub fn day(self, day: Day) -> String {
        match self {
            Self::Vi => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
            Self::En => self.day_in_words(day),
        }
    }

    /// A day in a document: `ngày 22 tháng 11 năm 2026`. Days below 10 and the
    /// months 1 and 2 carry a zero, so that no digit can be put before them
    /// (Decree 30/2020/NĐ-CP, appendix I).
    pub fn day_in_words(self, day: Day) -> String {
        match self {
            Self::Vi => {
                let month =
                    if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
                format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
            }
            Self::En => format!("{} {} {}", day.day(), MONTHS[usize::from(day.month()) - 1], day.year()),
        }
    }

    /// Hour and day in Viet Nam: `10:04 ngày 22/11/2026`.
    pub fn instant(self, at: Instant) -> String {
        let separator = self.choose(" ngày ", " on ");
        format!("{}{separator}{}", at.local_time(), self.day(at.day()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_short_in_a_list_and_long_in_a_document() {
        let (vi, en) = (Language::Vi, Language::En);
        assert_eq!(vi.day(day("2026-11-22")), "22/11/2026");
        assert_eq!(vi.day_in_words(day("2026-11-22")), "ngày 22 tháng 11 năm 2026");
        assert_eq!(vi.day_in_words(day("2026-02-03")), "ngày 03 tháng 02 năm 2026");
        assert_eq!(vi.day_in_words(day("2026-03-13")), "ngày 13 tháng 3 năm 2026");
        assert_eq!(en.day(day("2026-02-03")), "3 February 2026");
    }

    #[test]
    fn an_instant_is_told_in_the_time_of_viet_nam() {
        let at = "2026-11-22T18:04:05Z".parse().expect("an instant");
        assert_eq!(Language::Vi.instant(at), "01:04 ngày 23/11/2026");
    }
}
