//! What is noted of checks that the Ministry orders.

use serde::{Deserialize, Serialize};

use crate::dates::Day;
use crate::domain::ids::CheckId;

/// A check that the Ministry ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckNote {
    /// Which check.
    pub check: CheckId,
    /// What is to be looked into.
    pub asked: String,
    /// Why.
    pub reasons: String,
    /// The last day to answer.
    pub answer_by: Day,
}

/// What was written on a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckAnswerNote {
    /// Which check.
    pub check: CheckId,
    /// What.
    pub text: String,
}
