//! The four verdicts, the same on every page, in every answer and program.
//!
//! Never three: what could not be checked is neither valid nor invalid.

use serde::{Deserialize, Serialize};

use crate::dates::Day;

/// What is said about a paper on one day.
///
/// As JSON: `{"verdict": "not_valid", "reason": "revoked", "on": "2026-11-22"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Genuine, within its days, and nothing in the register against it.
    Valid,
    /// Not valid, and why; it will not become valid again.
    NotValid(NotValid),
    /// Not usable on this day, but it may be on another.
    NotNow(NotNow),
    /// Something needed could not be checked; says nothing about the paper.
    CouldNotCheck(CouldNotCheck),
}

/// Why a paper is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NotValid {
    /// Its term is over.
    Expired {
        /// The last day on which it was valid.
        on: Day,
    },
    /// Revoked by the issuer (*thu hồi*).
    Revoked {
        /// The day the revocation took effect.
        on: Day,
    },
    /// A re-issue or a renewal made a newer paper.
    Replaced {
        /// The day the newer paper was issued.
        on: Day,
        /// The version of the newer paper ("cấp lại lần n"; 0 is a new one).
        by_version: u16,
    },
    /// A card returned because the expert left (*trả lại thẻ*).
    Returned {
        /// The day of leaving.
        on: Day,
    },
    /// Given up by its holder.
    GivenUp {
        /// The day it ended.
        on: Day,
    },
    /// The code is not what the issuer signed.
    Altered,
    /// The register has no such paper.
    NeverIssued,
    /// A card whose organisation's certificate was revoked.
    CertificateRevoked {
        /// The day the certificate's revocation took effect.
        on: Day,
    },
    /// A card whose certificate was given up by its holder.
    CertificateGivenUp {
        /// The day the certificate ended.
        on: Day,
    },
    /// The issuer's status list says that it has ended. Since when, and
    /// whether revoked, replaced or returned, only the register tells.
    ListedEnded {
        /// The day the list was signed.
        listed_on: Day,
    },
    /// Signed with a key that was in other hands, and entered in the register
    /// no earlier than that: nobody can say whose work it is.
    KeyCompromised {
        /// The day on which the key fell into other hands.
        on: Day,
    },
}

/// Why a paper is not usable now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NotNow {
    /// Suspended by the issuer (*đình chỉ hiệu lực*).
    Suspended {
        /// The first day of the suspension.
        from: Day,
        /// Its last day.
        until: Day,
    },
    /// A card whose organisation's certificate is suspended.
    CertificateSuspended {
        /// The first day of the certificate's suspension.
        from: Day,
        /// Its last day.
        until: Day,
    },
    /// Issued, but its first day has not come.
    NotYetInForce {
        /// The first day on which it is valid.
        from: Day,
    },
    /// The issuer's status list says that it, or the certificate it belongs
    /// to, is suspended. Until when only the register tells.
    ListedSuspended {
        /// The day the list was signed.
        listed_on: Day,
    },
}

/// What could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum CouldNotCheck {
    /// Signed with a key that the trust list does not have.
    UnknownKey,
    /// Signed at a time when the key was not, or no longer, the issuer's.
    KeyNotInForce,
    /// The key fell into other hands after this was signed, as it says; only
    /// the register can tell.
    KeyCompromised,
    /// The status at hand is older than allowed.
    StatusTooOld,
    /// There is no status at hand; the signature alone does not make valid.
    StatusUnavailable,
    /// The status at hand does not speak of the day that was asked about.
    StatusOfAnotherDay,
    /// The clock of the machine is wrong: it shows an earlier time than the one
    /// at which the status or the paper was signed.
    ClockWrong,
    /// The code or document is of another site than those allowed.
    OtherHost,
    /// What was scanned or typed is not a code of this format.
    Unreadable,
}

impl Verdict {
    /// The stable name of the verdict, as in JSON and in style classes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotValid(_) => "not_valid",
            Self::NotNow(_) => "not_now",
            Self::CouldNotCheck(_) => "could_not_check",
        }
    }

    /// The stable name of the reason, as in JSON; none when valid.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Valid => None,
            Self::NotValid(reason) => Some(reason.code()),
            Self::NotNow(reason) => Some(reason.code()),
            Self::CouldNotCheck(reason) => Some(reason.code()),
        }
    }

    /// Whether the paper may be relied on; true for one verdict only.
    pub fn is_valid(&self) -> bool {
        matches!(self, Self::Valid)
    }
}

impl NotValid {
    /// The stable name of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "expired",
            Self::Revoked { .. } => "revoked",
            Self::Replaced { .. } => "replaced",
            Self::Returned { .. } => "returned",
            Self::GivenUp { .. } => "given_up",
            Self::Altered => "altered",
            Self::NeverIssued => "never_issued",
            Self::CertificateRevoked { .. } => "certificate_revoked",
            Self::CertificateGivenUp { .. } => "certificate_given_up",
            Self::ListedEnded { .. } => "listed_ended",
            Self::KeyCompromised { .. } => "key_compromised",
        }
    }
}

impl NotNow {
    /// The stable name of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Suspended { .. } => "suspended",
            Self::CertificateSuspended { .. } => "certificate_suspended",
            Self::NotYetInForce { .. } => "not_yet_in_force",
            Self::ListedSuspended { .. } => "listed_suspended",
        }
    }
}

impl NotNow {
    /// Whether the suspension's last day has passed by this day: it lasts until
    /// somebody decides.
    pub fn is_overdue(self, on: Day) -> bool {
        match self {
            Self::Suspended { until, .. } | Self::CertificateSuspended { until, .. } => until < on,
            Self::NotYetInForce { .. } | Self::ListedSuspended { .. } => false,
        }
    }
}

impl CouldNotCheck {
    /// The stable name of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownKey => "unknown_key",
            Self::KeyNotInForce => "key_not_in_force",
            Self::KeyCompromised => "key_compromised",
            Self::StatusTooOld => "status_too_old",
            Self::StatusUnavailable => "status_unavailable",
            Self::StatusOfAnotherDay => "status_of_another_day",
            Self::ClockWrong => "clock_wrong",
            Self::OtherHost => "other_host",
            Self::Unreadable => "unreadable",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn every_verdict() -> Vec<Verdict> {
        let on: Day = "2026-11-22".parse().expect("a day");
        let (from, until) = (on, on.plus_days(90));
        let not_valid = [
            NotValid::Expired { on },
            NotValid::Revoked { on },
            NotValid::Replaced { on, by_version: 2 },
            NotValid::Returned { on },
            NotValid::GivenUp { on },
            NotValid::Altered,
            NotValid::NeverIssued,
            NotValid::CertificateRevoked { on },
            NotValid::CertificateGivenUp { on },
            NotValid::ListedEnded { listed_on: on },
            NotValid::KeyCompromised { on },
        ];
        let not_now = [
            NotNow::Suspended { from, until },
            NotNow::CertificateSuspended { from, until },
            NotNow::NotYetInForce { from },
            NotNow::ListedSuspended { listed_on: on },
        ];
        let could_not_check = [
            CouldNotCheck::UnknownKey,
            CouldNotCheck::KeyNotInForce,
            CouldNotCheck::KeyCompromised,
            CouldNotCheck::StatusTooOld,
            CouldNotCheck::StatusUnavailable,
            CouldNotCheck::StatusOfAnotherDay,
            CouldNotCheck::ClockWrong,
            CouldNotCheck::OtherHost,
            CouldNotCheck::Unreadable,
        ];
        let mut all = vec![Verdict::Valid];
        all.extend(not_valid.map(Verdict::NotValid));
        all.extend(not_now.map(Verdict::NotNow));
        all.extend(could_not_check.map(Verdict::CouldNotCheck));
        all
    }

    #[test]
    fn a_verdict_is_written_with_its_codes_and_read_back() {
        for verdict in every_verdict() {
            let written = serde_json::to_value(verdict).expect("a verdict is plain JSON");
            assert_eq!(written["verdict"], verdict.code());
            assert_eq!(written.get("reason").and_then(Value::as_str), verdict.reason());
            assert_eq!(serde_json::from_value::<Verdict>(written).expect("what was written"), verdict);
        }
    }

    #[test]
    fn the_reason_carries_its_day_beside_the_code() {
        let on = "2026-11-22".parse().expect("a day");
        let written = serde_json::to_value(Verdict::NotValid(NotValid::Replaced { on, by_version: 1 }));
        let expected =
            json!({"verdict": "not_valid", "reason": "replaced", "on": "2026-11-22", "by_version": 1});
        assert_eq!(written.expect("plain JSON"), expected);
    }

    #[test]
    fn only_valid_is_valid() {
        assert_eq!(every_verdict().iter().filter(|verdict| verdict.is_valid()).count(), 1);
    }
}
