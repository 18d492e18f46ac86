//! The transfer of the Ministry's task to the provinces (Circular
//! 07/2025/TT-BKHCN). Papers of the Ministry stay valid to their last day; what
//! takes the place of one is the province's to issue, and a dossier that was
//! filed before is finished by whoever has it.

use std::sync::LazyLock;

use super::issuer::IssuerCode;
use super::regime::Sourced;
use crate::dates::Day;

static BEGINS_ON: LazyLock<Sourced<Day>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/transfer.json")).expect("a test reads the day")
});

/// The day from which provinces issue, and where it stands.
pub fn begins_on() -> &'static Sourced<Day> {
    &BEGINS_ON
}

/// Whether a certificate is followed by one of a province of its holder's
/// choice, where that is asked for on this day.
pub fn is_to_province(issued_by: IssuerCode, on: Day) -> bool {
    issued_by == IssuerCode::MINISTRY && on >= BEGINS_ON.value
}

/// Whether an office issues what takes the place of a certificate: a renewal, or
/// the new registration of whoever was late. The day is that of filing.
pub fn may_follow(office: IssuerCode, issued_by: IssuerCode, filed_on: Day) -> bool {
    if is_to_province(issued_by, filed_on) { office.province().is_some() } else { office == issued_by }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(code: &str) -> IssuerCode {
        code.parse().expect("an issuer")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn from_the_first_of_july_2025_a_province_follows_the_ministry_and_nobody_follows_a_province() {
        let (ministry, gia_lai, hue) = (office("BKHCN"), office("52"), office("46"));
        let (before, from) = (day("2025-06-30"), day("2025-07-01"));
        for (follower, issued_by, on, may) in [
            (ministry, ministry, before, true),
            (gia_lai, ministry, before, false),
            (ministry, ministry, from, false),
            (gia_lai, ministry, from, true),
            (hue, ministry, day("2028-06-30"), true),
            (gia_lai, gia_lai, from, true),
            (hue, gia_lai, from, false),
            (ministry, gia_lai, from, false),
        ] {
            assert_eq!(may_follow(follower, issued_by, on), may, "{follower} after {issued_by} on {on}");
        }
        assert!(is_to_province(ministry, from) && !is_to_province(gia_lai, from));
    }
}
