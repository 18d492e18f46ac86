//! What a dossier's stages carry: who did what, when, and why.

use serde::{Deserialize, Serialize};

use crate::dates::{Day, Instant};
use crate::domain::ids::AccountId;
use crate::domain::regime::Step;

/// Given when an officer receives a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The dossier's number.
    pub number: String,
    /// When the applicant filed it.
    pub submitted_at: Instant,
    /// When the office received it; its day chooses the regime.
    pub received_at: Instant,
    /// Who received it.
    pub received_by: AccountId,
    /// The day from which the time to check it is counted: that of the receipt,
    /// or of the last supplement.
    pub counted_from: Day,
    /// The last day to tell the applicant what is missing.
    pub completeness_due: Day,
}

/// What the applicant must still hand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// What is missing, one item a line; never empty.
    pub items: Vec<String>,
    /// Who asked.
    pub requested_by: AccountId,
    /// When.
    pub requested_at: Instant,
    /// The day from which the applicant's time is counted: that of the request,
    /// or of the last extension.
    pub counted_from: Day,
    /// The applicant's last day.
    pub due: Day,
}

/// The confirmation that a dossier is complete and valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Who confirmed it.
    pub confirmed_by: AccountId,
    /// When.
    pub confirmed_at: Instant,
    /// Which term runs from that day: to decide, with or without an on-site
    /// assessment, or to issue a paper again.
    pub term: Step,
    /// The last day to decide.
    pub decision_due: Day,
}

/// Why a proposal came back from the leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// The leader.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// What to look at again.
    pub reasons: String,
}

/// What an appraiser proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// To approve or to refuse.
    pub outcome: Outcome,
    /// Why, in words the applicant may read when it is a refusal.
    pub reasons: String,
    /// Positions in the application of the experts who get a card.
    pub passing_experts: Vec<usize>,
    /// Who proposes.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Instant,
}

/// Approve or refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Issue the papers.
    Approve,
    /// Refuse, with reasons.
    Refuse,
}

/// A final decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who decided.
    pub decided_by: AccountId,
    /// When.
    pub decided_at: Instant,
    /// Why; empty on an approval.
    pub reasons: String,
}
