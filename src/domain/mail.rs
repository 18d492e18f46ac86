//! Notices and reminders by e-mail: which there are, whom they are about, and
//! what can become of one.

use super::words::words;
use crate::dates::Day;

words! {
    /// What a mail tells.
    MailKind {
        /// How to show that an address is one's own.
        Confirmation = "confirmation",
        /// A dossier was received.
        Received = "received",
        /// Something is missing in it.
        SupplementRequested = "supplement_requested",
        /// There is more time to hand it in.
        MoreTime = "more_time",
        /// It was cancelled.
        Cancelled = "cancelled",
        /// It is complete.
        Complete = "complete",
        /// An on-site assessment was ordered.
        OnSite = "on_site",
        /// It was decided: papers were issued.
        Issued = "issued",
        /// It was refused.
        Refused = "refused",
        /// A measure on a certificate was proposed.
        MeasureProposed = "measure_proposed",
        /// It was declined: nothing changes.
        MeasureDeclined = "measure_declined",
        /// A certificate was suspended.
        Suspended = "suspended",
        /// A suspension was lifted.
        Reinstated = "reinstated",
        /// A certificate was revoked.
        Revoked = "revoked",
        /// A certificate was given up, as its holder asked.
        Surrendered = "surrendered",
        /// A paper was corrected.
        Corrected = "corrected",
        /// The report of a year was received.
        ReportReceived = "report_received",
        /// Another is asked for.
        ReportReturned = "report_returned",
        /// A condition does not hold any more.
        StandingAlert = "standing_alert",
        /// It holds again.
        StandingRegained = "standing_regained",
        /// A certificate expires soon.
        Expiry = "expiry",
        /// The report of a year is to be made.
        ReportDue = "report_due",
    }
}

words! {
    /// What became of a mail.
    MailOutcome {
        /// A mail server took it.
        Sent = "sent",
        /// Nobody has shown that the address is theirs.
        Unconfirmed = "unconfirmed",
        /// A mail server refused the address for good, now or before.
        AddressRefused = "address_refused",
        /// Its reader wants no reminders.
        Declined = "declined",
        /// There is nothing to tell any more.
        Overtaken = "overtaken",
        /// Every try failed.
        GivenUp = "given_up",
    }
}

/// Whom a mail is about, as its subject names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An account, by its id.
    Account,
    /// A dossier, by its id.
    Dossier,
    /// A certificate, by its number.
    Certificate,
}

/// What is told, beside what is looked up on the page that a mail leads to.
/// Neither names nor reasons: a mail lies about where others read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFacts {
    /// What.
    pub kind: MailKind,
    /// The dossier's number; empty where there is none.
    pub number: String,
    /// The first day of what is told, where it has one.
    pub from: Option<Day>,
    /// The last day of a term, a suspension or a paper.
    pub until: Option<Day>,
    /// The last day on which it counts unless a second leader confirms it.
    pub confirm_by: Option<Day>,
}

/// So many days before a certificate's last day its holder is reminded (P).
const DAYS_BEFORE: [i64; 4] = [7, 30, 60, 90];

impl MailKind {
    /// Whom it is about.
    pub fn about(self) -> About {
        match self {
            Self::Confirmation => About::Account,
            Self::Received
            | Self::SupplementRequested
            | Self::MoreTime
            | Self::Cancelled
            | Self::Complete
            | Self::OnSite
            | Self::Issued
            | Self::Refused => About::Dossier,
            Self::MeasureProposed
            | Self::MeasureDeclined
            | Self::Suspended
            | Self::Reinstated
            | Self::Revoked
            | Self::Surrendered
            | Self::Corrected
            | Self::ReportReceived
            | Self::ReportReturned
            | Self::StandingAlert
            | Self::StandingRegained
            | Self::Expiry
            | Self::ReportDue => About::Certificate,
        }
    }

    /// Whether it is a courtesy, which nobody needs to take: what the law has an
    /// office tell is told to everyone. A report is owed by law, but that somebody
    /// is reminded of it is not: who wants no reminders is told on the day on
    /// which it is overdue.
    pub fn is_reminder(self) -> bool {
        matches!(self, Self::Expiry | Self::ReportDue)
    }
}

/// Which reminder is due on a day about a paper with this last day: how many
/// days before it. A day on which no program ran is made up for by the next.
pub fn reminder_due(today: Day, last: Day) -> Option<i64> {
    let left = last.days_since(today);
    DAYS_BEFORE.into_iter().find(|before| (0..=*before).contains(&left))
}

/// The last day of papers about which somebody may be reminded on a day.
pub fn last_reminded(today: Day) -> Day {
    today.plus_days(DAYS_BEFORE[DAYS_BEFORE.len() - 1])
}

/// By what a reminder is told from every other about the same certificate: its
/// last day, and how many days before it.
pub fn occasion(last: Day, before: i64) -> String {
    format!("{last}/{before}")
}

/// The last day of the paper that a reminder is about.
pub fn last_day(occasion: &str) -> Option<Day> {
    occasion.split_once('/')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_reminder_is_due_from_its_day_until_the_next_one_and_never_after_the_last_day() {
        let last = day("2029-11-22");
        for (left, due) in [
            (-1, None),
            (0, Some(7)),
            (7, Some(7)),
            (8, Some(30)),
            (30, Some(30)),
            (31, Some(60)),
            (60, Some(60)),
            (61, Some(90)),
            (90, Some(90)),
            (91, None),
        ] {
            assert_eq!(reminder_due(last.plus_days(-left), last), due, "{left}");
        }
        assert_eq!(last_reminded(day("2029-08-24")), last);
    }

    #[test]
    fn the_occasion_of_a_reminder_tells_its_last_day() {
        let last = day("2029-11-22");
        assert_eq!(occasion(last, 30), "2029-11-22/30");
        assert_eq!(last_day(&occasion(last, 30)), Some(last));
        assert_eq!(last_day("17"), None);
    }
}
