//! What is said to people is said in both languages at once.

use serde::{Deserialize, Serialize};

use crate::dates::Day;

/// One text in Vietnamese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// As an office would say it to a person.
    pub vi: String,
    /// Beside it, not a gloss.
    pub en: String,
}

impl Bilingual {
    /// The text in these words.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// A number as each writes it: `69,9`, `69.9`.
    pub fn decimal(number: f64) -> Self {
        let en = number.to_string();
        Self { vi: en.replace('.', ","), en }
    }
}

/// The day as a sentence writes it in either language: `22/11/2026`.
pub fn written(day: Day) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}
