//! A moment, to the second, and how Viet Nam writes it.

use std::fmt;
use std::time::Duration;

use x509_cert::der::DateTime;

/// Viet Nam is seven hours ahead of UTC, summer and winter.
const AHEAD: u64 = 7 * 3600;
/// The beginning of the last day of 9999: no form of writing goes beyond, and
/// certificates without an end are given that day (RFC 5280, 4.1.2.5).
const LAST: u64 = 253_402_214_400;

/// A moment of the years 1970 to 9999, to the second.
///
/// Invariant: seconds since the beginning of 1970, UTC, and at most `LAST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

impl Moment {
    /// A moment as seconds since the beginning of 1970, UTC; what lies beyond
    /// 9999 is its last day.
    pub fn from_unix(seconds: u64) -> Self {
        Self(seconds.min(LAST))
    }

    /// The moment of a certificate.
    pub(super) fn of(time: DateTime) -> Self {
        Self::from_unix(time.unix_duration().as_secs())
    }

    /// As a PDF writes it (ISO 32000-1, 7.9.4): `D:20261122143005+07'00'`.
    pub(super) fn in_pdf(self) -> String {
        let local = self.local();
        format!(
            "D:{:04}{:02}{:02}{:02}{:02}{:02}+07'00'",
            local.year(),
            local.month(),
            local.day(),
            local.hour(),
            local.minutes(),
            local.seconds()
        )
    }

    fn local(self) -> DateTime {
        DateTime::from_unix_duration(Duration::from_secs(self.0 + AHEAD))
            .expect("at most the last day of 9999")
    }
}

/// Day, month, year; hour, minute, second; the zone of Viet Nam after ISO 8601
/// (Decree 30/2020/NĐ-CP, appendix I, II.8.b): `22/11/2026 14:30:05 +07:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        write!(
            f,
            "{:02}/{:02}/{:04} {:02}:{:02}:{:02} +07:00",
            local.day(),
            local.month(),
            local.year(),
            local.hour(),
            local.minutes(),
            local.seconds()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_the_time_of_viet_nam() {
        let moment = Moment::from_unix(1_795_379_405);
        assert_eq!(moment.to_string(), "23/11/2026 03:30:05 +07:00");
        assert_eq!(moment.in_pdf(), "D:20261123033005+07'00'");
    }

    #[test]
    fn nothing_lies_beyond_9999() {
        assert_eq!(Moment::from_unix(u64::MAX).to_string(), "31/12/9999 07:00:00 +07:00");
    }
}
