//! A deed as it is stored: its word, and its facts as JSON.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Deed;

/// The details of a record are not those of its deed.
#[derive(Debug, thiserror::Error)]
#[error("not what is noted of such a deed: {0}")]
pub struct NotADeed(#[from] serde_json::Error);

impl Deed {
    /// Reads a stored word and details: the deed, and the version of what it
    /// was done to as whoever did it had seen it, where that was noted.
    pub fn read(word: &str, details: &str) -> Result<(Self, Option<i64>), NotADeed> {
        let mut details: Map<String, Value> = serde_json::from_str(details)?;
        let seen = details.remove(SEEN).map(i64::deserialize).transpose()?;
        let deed = serde_json::from_value(json!({"act": word, "details": details}))?;
        Ok((deed, seen))
    }

    /// What is stored of it beside its word: its facts, and the version that
    /// was seen.
    pub fn details(&self, seen: Option<i64>) -> Value {
        let mut whole = serde_json::to_value(self).expect("the facts of a deed have text keys");
        let mut details = whole["details"].take();
        if let Some(seen) = seen {
            details[SEEN] = seen.into();
        }
        details
    }
}

/// Under which name the version is noted that was seen.
const SEEN: &str = "seen";
