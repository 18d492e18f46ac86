//! A deed as the audit trail stores it, with what is noted beside its facts.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Deed;
use crate::dates::Day;

/// The details of a record are not those of its deed.
#[derive(Debug, thiserror::Error)]
#[error("not what is noted of such a deed: {0}")]
pub struct NotADeed(#[from] serde_json::Error);

/// What is noted beside the facts of a deed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// The version of what it was done to as whoever did it had seen it.
    pub seen: Option<i64>,
    /// The last day of the term that ran on the dossier when it was done.
    pub in_time_until: Option<Day>,
}

impl Deed {
    /// Reads a stored word and details: the deed, and what was noted beside
    /// its facts.
    pub fn read(word: &str, details: &str) -> Result<(Self, Noted), NotADeed> {
        let mut details: Map<String, Value> = serde_json::from_str(details)?;
        let seen = details.remove(SEEN).map(i64::deserialize).transpose()?;
        let in_time_until = details.remove(IN_TIME_UNTIL).map(Day::deserialize).transpose()?;
        let deed = serde_json::from_value(json!({"act": word, "details": details}))?;
        Ok((deed, Noted { seen, in_time_until }))
    }

    /// What is stored of it beside its word: its facts, and what is noted
    /// beside them.
    pub fn details(&self, noted: Noted) -> Value {
        let mut whole = serde_json::to_value(self).expect("the facts of a deed have text keys");
        let mut details = whole["details"].take();
        if let Some(seen) = noted.seen {
            details[SEEN] = seen.into();
        }
        if let Some(day) = noted.in_time_until {
            details[IN_TIME_UNTIL] = day.to_string().into();
        }
        details
    }
}

/// Under which name the version is noted that was seen.
const SEEN: &str = "seen";

/// Under which name the last day of the term is noted that ran.
const IN_TIME_UNTIL: &str = "in_time_until";
