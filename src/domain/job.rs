//! Work that a person does not wait for: which kinds there are, how often one
//! is tried, and what can be wrong with a try.
//!
//! A job is named by its kind and its subject, and is there once: who orders it
//! again has ordered it once. A kind that a program does not know is a newer
//! program's, or one of a server with more features; it is left alone.

use super::ids::{BatchId, ImportId, MailId};
use super::words::words;
use crate::dates::Day;
use serde::{Deserialize, Serialize};

/// A job. What it needs to know stands beside its kind as JSON; whoever changes
/// the shape of that makes another kind, for two releases work side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case", deny_unknown_fields)]
pub enum Job {
    /// Papers are printed into one archive. Only a program that can print has
    /// this kind.
    Batch {
        /// Which batch.
        batch: BatchId,
    },
    /// The rows of a list of papers are looked at.
    Check {
        /// Of which list.
        import: ImportId,
        /// Which look: one for every time its columns are said anew.
        nth: i64,
    },
    /// The papers of a list that a leader confirmed are recorded.
    Record {
        /// Of which list.
        import: ImportId,
    },
    /// A mail is sent. Only a server with a postbox has this kind.
    Mail {
        /// Which mail.
        mail: MailId,
    },
    /// The limits of the offices that are near or over on a day are noted.
    Limits {
        /// Of which day.
        day: Day,
    },
    /// The reminders of a day are ordered. Only a server with a postbox has this
    /// kind.
    Reminders {
        /// Of which day.
        day: Day,
    },
    /// What holders must keep up is looked at, and noted where it is another than
    /// it was.
    Watch {
        /// On which day.
        day: Day,
    },
}

words! {
    /// What went wrong with a try. No more is kept: a message may hold what is
    /// nobody's business; it stands in the log of the server that tried.
    Fault {
        /// A file could not be written or read.
        Files = "files",
        /// The database refused.
        Database = "database",
        /// What was to be worked on holds what it cannot hold.
        Unreadable = "unreadable",
        /// The server that worked on it went away.
        Gone = "gone",
        /// The mail server cannot be reached, or takes nothing now.
        MailServer = "mail_server",
        /// The mail server refused what was written, for good.
        MailRefused = "mail_refused",
    }
}

/// A stored job of a known kind that is none.
#[derive(Debug, thiserror::Error)]
#[error("not a job of this kind: {0}")]
pub struct NotAJob(serde_json::Error);

/// Seconds between the first try and the second.
const FIRST_DELAY: i64 = 10;

/// Each delay is so many times as long as the one before.
const GROWTH: i64 = 4;

/// No delay is longer than this, in seconds.
const LONGEST_DELAY: i64 = 6 * 3600;

impl Job {
    /// The kinds that this program knows. A kind is small letters alone.
    pub const KINDS: &'static [&'static str] =
        &["batch", "check", "record", "limits", "mail", "reminders", "watch"];

    /// Its kind.
    pub fn kind(&self) -> &'static str {
        match *self {
            Self::Batch { .. } => "batch",
            Self::Check { .. } => "check",
            Self::Record { .. } => "record",
            Self::Limits { .. } => "limits",
            Self::Mail { .. } => "mail",
            Self::Reminders { .. } => "reminders",
            Self::Watch { .. } => "watch",
        }
    }

    /// What it is about; with the kind its name.
    pub fn subject(&self) -> String {
        match *self {
            Self::Batch { batch } => batch.to_string(),
            Self::Check { import, nth } => format!("{import} {nth}"),
            Self::Record { import } => import.to_string(),
            Self::Mail { mail } => mail.to_string(),
            Self::Limits { day } | Self::Reminders { day } | Self::Watch { day } => day.to_string(),
        }
    }

    /// How often it is tried before a person has to look.
    pub fn most_tries(&self) -> i64 {
        match *self {
            // Within an hour: who waits for an archive sits before the page.
            Self::Batch { .. } | Self::Check { .. } | Self::Record { .. } => 6,
            // For three days and a half: a mail server may be away for a weekend.
            Self::Mail { .. } => 20,
            // For a day: the next one makes up for it.
            Self::Limits { .. } | Self::Reminders { .. } | Self::Watch { .. } => 9,
        }
    }

    /// What it needs to know, as JSON.
    pub fn payload(&self) -> String {
        let written = serde_json::to_value(self).expect("a job is plain JSON");
        written["payload"].to_string()
    }

    /// The job of this kind that was stored with this payload; none when the
    /// kind is not known here.
    pub fn read(kind: &str, payload: &str) -> Result<Option<Self>, NotAJob> {
        if !Self::KINDS.contains(&kind) {
            return Ok(None);
        }
        let payload: serde_json::Value = serde_json::from_str(payload).map_err(NotAJob)?;
        let job = serde_json::json!({"kind": kind, "payload": payload});
        serde_json::from_value(job).map(Some).map_err(NotAJob)
    }
}

/// Seconds until a job is tried again that was tried so often, at least once:
/// 10, 40, 160, and so on, at most six hours.
pub fn delay_seconds(tries: i64) -> i64 {
    let before = u32::try_from(tries.clamp(1, 32) - 1).unwrap_or_default();
    GROWTH.saturating_pow(before).saturating_mul(FIRST_DELAY).min(LONGEST_DELAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_delay_is_longer_than_the_one_before_up_to_six_hours() {
        let delays: Vec<i64> = (1..=8).map(delay_seconds).collect();
        assert_eq!(delays, [10, 40, 160, 640, 2_560, 10_240, 21_600, 21_600]);
        assert_eq!((delay_seconds(0), delay_seconds(i64::MIN)), (10, 10));
        assert_eq!(delay_seconds(i64::MAX), 21_600);
    }

    #[test]
    fn a_kind_is_small_letters_alone_and_what_is_unknown_is_no_fault() {
        for kind in Job::KINDS {
            assert!(kind.bytes().all(|byte| byte.is_ascii_lowercase()), "{kind}");
        }
        assert_eq!(Job::read("of a newer program", "not even JSON").expect("left alone"), None);
    }

    #[test]
    fn jobs_of_mails_and_of_days_are_stored_and_read_again() {
        let id = "0193a5f0-0000-4000-8000-000000000001";
        let (mail, day) = (id.parse().expect("an id"), "2026-11-22".parse().expect("a day"));
        for (job, payload) in [
            (Job::Mail { mail }, format!(r#"{{"mail":"{id}"}}"#)),
            (Job::Limits { day }, r#"{"day":"2026-11-22"}"#.to_owned()),
            (Job::Reminders { day }, r#"{"day":"2026-11-22"}"#.to_owned()),
            (Job::Watch { day }, r#"{"day":"2026-11-22"}"#.to_owned()),
        ] {
            assert_eq!(job.payload(), payload);
            assert_eq!(Job::read(job.kind(), &payload).expect("a job"), Some(job));
        }
    }

    #[test]
    fn a_job_is_stored_and_read_again() {
        let id = "0193a5f0-0000-4000-8000-000000000001";
        let job = Job::Batch { batch: id.parse().expect("an id") };
        assert_eq!((job.kind(), job.subject().as_str()), ("batch", id));
        assert_eq!(job.payload(), format!(r#"{{"batch":"{id}"}}"#));
        assert_eq!(Job::read(job.kind(), &job.payload()).expect("a job"), Some(job));
        for none in ["", "{}", "[]", r#"{"batch":1}"#, r#"{"batch":"x"}"#] {
            assert!(Job::read("batch", none).is_err(), "{none}");
        }
    }
}
