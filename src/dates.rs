//! Days and instants: how this product writes time, everywhere the same.
//!
//! A [`Day`] is `2026-11-22`, a day of the civil calendar in Viet Nam. An
//! [`Instant`] is `2026-11-22T03:04:05Z`, UTC in whole seconds. The same text
//! stands in the database, the signed payload, the JSON and the log, and both
//! sort as text in the order of time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{
    Date, Duration, Month, OffsetDateTime, UtcOffset,
    macros::{date, offset},
};

/// Viet Nam keeps one offset all year, UTC+7, and has done so since 1975.
const VIET_NAM: UtcOffset = offset!(+7);

/// A day of the civil calendar in `Asia/Ho_Chi_Minh`, years 1900 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A point in time, UTC, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(OffsetDateTime);

/// What was written is not a day or an instant in the one accepted form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not `YYYY-MM-DD`, or no such day.
    #[error("not a day of the form YYYY-MM-DD")]
    Day,
    /// Not `YYYY-MM-DDThh:mm:ssZ`, or no such instant.
    #[error("not an instant of the form YYYY-MM-DDThh:mm:ssZ")]
    Instant,
}

impl Day {
    /// The last day there is: later than every day that counts.
    pub const MAX: Self = Self(date!(9999 - 12 - 31));

    /// The day of this year, month (1–12) and day of month, if there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !(1900..=9999).contains(&year) {
            return Err(DateError::Day);
        }
        let month = Month::try_from(month).map_err(|_| DateError::Day)?;
        Date::from_calendar_date(year, month, day).map(Self).map_err(|_| DateError::Day)
    }

    /// The year, four digits.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// Whether the day is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), time::Weekday::Saturday | time::Weekday::Sunday)
    }

    /// The day `count` days later; earlier when negative. Stops at year 9999.
    #[must_use]
    pub fn plus_days(self, count: i64) -> Self {
        Self(self.0.saturating_add(Duration::days(count)))
    }

    /// The same day of the month `months` later, or that month's last day
    /// (Civil Code, article 147). Stops at year 9999.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let zero_based = i64::from(self.year()) * 12 + i64::from(self.month()) - 1 + i64::from(months);
        let (year, month) = (zero_based.div_euclid(12), zero_based.rem_euclid(12) + 1);
        let (Ok(year), Ok(month)) = (i32::try_from(year), u8::try_from(month)) else {
            return Self(Date::MAX);
        };
        let Ok(month) = Month::try_from(month) else {
            return Self(Date::MAX);
        };
        let last = month.length(year);
        Date::from_calendar_date(year, month, self.day().min(last)).map_or(Self(Date::MAX), Self)
    }

    /// Whole days from `earlier` to this day; negative when it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_days()
    }

    /// Full years from `birth` to this day.
    pub fn full_years_since(self, birth: Self) -> i32 {
        let years = self.year() - birth.year();
        if (self.month(), self.day()) < (birth.month(), birth.day()) { years - 1 } else { years }
    }

    /// The first second of this day in Viet Nam.
    pub fn starts_at(self) -> Instant {
        Instant(self.0.midnight().assume_offset(VIET_NAM).to_offset(UtcOffset::UTC))
    }

    /// The first second after this day in Viet Nam: a paper valid through the
    /// day is valid before this instant.
    pub fn ends_before(self) -> Instant {
        self.plus_days(1).starts_at()
    }
}

impl Instant {
    /// From seconds since 1970-01-01T00:00:00Z, if within years 1900–9999.
    pub fn from_unix(seconds: i64) -> Result<Self, DateError> {
        OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| DateError::Instant).and_then(Self::checked)
    }

    /// From a time value; fractions of a second are cut off.
    pub fn truncated(value: OffsetDateTime) -> Result<Self, DateError> {
        Self::from_unix(value.unix_timestamp())
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// The day it is in Viet Nam at this instant. Stops at year 9999.
    pub fn day(self) -> Day {
        Day(self.0.checked_to_offset(VIET_NAM).map_or(Date::MAX, OffsetDateTime::date))
    }

    /// Hour and minute in Viet Nam, `hh:mm`.
    pub fn local_time(self) -> String {
        let local = self.0.checked_to_offset(VIET_NAM).unwrap_or(self.0);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The instant this many seconds later; earlier when negative.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(Duration::seconds(seconds)))
    }

    fn checked(value: OffsetDateTime) -> Result<Self, DateError> {
        if (1900..=9999).contains(&value.year()) { Ok(Self(value)) } else { Err(DateError::Instant) }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError::Day);
        }
        let year = digits(&bytes[0..4]).ok_or(DateError::Day)?;
        let month = digits(&bytes[5..7]).ok_or(DateError::Day)?;
        let day = digits(&bytes[8..10]).ok_or(DateError::Day)?;
        let small = |n: u16| u8::try_from(n).map_err(|_| DateError::Day);
        Self::new(i32::from(year), small(month)?, small(day)?)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, clock) = (Day(self.0.date()), self.0.time());
        write!(f, "{date}T{:02}:{:02}:{:02}Z", clock.hour(), clock.minute(), clock.second())
    }
}

impl FromStr for Instant {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let fits = bytes.len() == 20 && text.is_ascii() && bytes[10] == b'T' && bytes[19] == b'Z';
        if !fits || bytes[13] != b':' || bytes[16] != b':' {
            return Err(DateError::Instant);
        }
        let date: Day = text[0..10].parse().map_err(|_| DateError::Instant)?;
        let part = |range: std::ops::Range<usize>| digits(&bytes[range]).and_then(|n| u8::try_from(n).ok());
        let (Some(hour), Some(minute), Some(second)) = (part(11..13), part(14..16), part(17..19)) else {
            return Err(DateError::Instant);
        };
        let clock = time::Time::from_hms(hour, minute, second).map_err(|_| DateError::Instant)?;
        Self::checked(date.0.with_time(clock).assume_utc())
    }
}

/// ASCII digits only, at most four: `u16::from_str` would take a sign too.
fn digits(bytes: &[u8]) -> Option<u16> {
    bytes.iter().try_fold(0u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    };
}

serde_as_text!(Day);
serde_as_text!(Instant);

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_written_as_it_is_read() {
        assert_eq!(day("2026-11-22").to_string(), "2026-11-22");
        for wrong in
            ["2026-11-31", "2026-1-02", "22/11/2026", "+026-11-22", "2026-11-22 ", "0000-01-01", "２026-1-1"]
        {
            assert_eq!(wrong.parse::<Day>(), Err(DateError::Day), "{wrong}");
        }
    }

    #[test]
    fn an_instant_is_written_as_it_is_read() {
        let at: Instant = "2026-11-22T18:04:05Z".parse().expect("an instant");
        assert_eq!(at.to_string(), "2026-11-22T18:04:05Z");
        assert_eq!(at.day(), day("2026-11-23"), "01:04 of the next day in Viet Nam");
        assert_eq!(at.local_time(), "01:04");
        for wrong in
            ["2026-11-22T24:00:00Z", "2026-11-22 03:04:05Z", "2026-11-22T03:04:05", "2026-11-22T3:04:05+7"]
        {
            assert_eq!(wrong.parse::<Instant>(), Err(DateError::Instant), "{wrong}");
        }
    }

    #[test]
    fn a_month_term_ends_on_the_corresponding_day_or_the_last() {
        assert_eq!(day("2024-02-29").plus_months(36), day("2027-02-28"));
        assert_eq!(day("2026-11-22").plus_months(36), day("2029-11-22"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2026-12-31").plus_months(2), day("2027-02-28"));
    }

    #[test]
    fn a_day_ends_at_five_in_the_afternoon_utc() {
        assert_eq!(day("2026-11-22").ends_before().to_string(), "2026-11-22T17:00:00Z");
    }

    #[test]
    fn the_last_hours_of_year_9999_still_have_a_day() {
        let last: Instant = "9999-12-31T23:59:59Z".parse().expect("an instant");
        assert_eq!(last.day(), day("9999-12-31"), "the next day in Viet Nam cannot be written");
        assert_eq!(last.plus_seconds(i64::MAX).local_time(), "23:59");
    }

    #[test]
    fn years_are_full_only_on_the_birthday() {
        assert_eq!(day("2026-11-21").full_years_since(day("2008-11-22")), 17);
        assert_eq!(day("2026-11-22").full_years_since(day("2008-11-22")), 18);
    }
}
