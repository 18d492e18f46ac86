//! The stages of a dossier: what each carries, and which act leads where.
//!
//! A stage is a value that carries what was done to reach it. An act consumes
//! it and gives the next, or says why not. [`StageName::allows`] is the one
//! table of stage and act: transitions ask it, and so do the buttons.

mod hands;
mod records;
mod refusal;
mod running;
mod selection;
mod table;
#[cfg(test)]
mod tests;
mod transitions;

use serde::{Deserialize, Serialize};

pub use hands::{Appraisers, Decider};
pub use records::{Completeness, Decision, Outcome, Proposal, Receipt, SentBack, SupplementRequest};
pub use refusal::{Refusal, without_personal_number, written, written_on_paper};
pub use running::Running;
pub use selection::Selection;
pub use table::{Act, Hand, StageName, Whose};

use super::application::Application;
use super::ids::{AccountId, DossierId};
use super::issuer::IssuerCode;
use crate::dates::{Day, Instant};

/// A dossier: an application on its way through the procedure.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Its id from the first draft on; never shown as its number.
    pub id: DossierId,
    /// The authority it is filed with.
    pub issuer: IssuerCode,
    /// Who files it.
    pub applicant: AccountId,
    /// What is applied for, and with which facts.
    pub application: Application,
    /// Where it is.
    pub stage: Stage,
    /// Counts changes; a change against an older version is a conflict.
    pub version: i64,
    /// When it was begun.
    pub created_at: Instant,
    /// When it was last changed.
    pub saved_at: Instant,
}

/// Where a dossier is, with what it took to get there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// The applicant is writing it.
    Draft,
    /// Filed; nobody has received it yet.
    Submitted {
        /// When it was filed.
        submitted_at: Instant,
    },
    /// Received under a number; its completeness is being checked.
    Received {
        /// The receipt.
        receipt: Receipt,
    },
    /// The applicant was told what is missing.
    SupplementRequested {
        /// The receipt.
        receipt: Receipt,
        /// What is missing, and by when.
        request: SupplementRequest,
    },
    /// Confirmed complete and valid; the time to decide runs.
    Complete {
        /// The receipt.
        receipt: Receipt,
        /// Who confirmed it.
        completeness: Completeness,
    },
    /// An appraiser judges the conditions one by one.
    UnderAppraisal {
        /// The receipt.
        receipt: Receipt,
        /// Who confirmed it complete.
        completeness: Completeness,
        /// Who appraises it.
        appraiser: AccountId,
        /// Why the leader sent it back, when that happened.
        sent_back: Option<SentBack>,
    },
    /// An on-site assessment was ordered; its minutes are awaited.
    OnSite {
        /// The receipt.
        receipt: Receipt,
        /// Who confirmed it complete, with the longer time to decide.
        completeness: Completeness,
        /// Who appraises it.
        appraiser: AccountId,
        /// Why.
        reason: String,
    },
    /// The appraiser proposed a decision.
    Proposed {
        /// The receipt.
        receipt: Receipt,
        /// Who confirmed it complete.
        completeness: Completeness,
        /// What is proposed.
        proposal: Proposal,
    },
    /// Approved: the papers exist.
    Issued {
        /// The receipt.
        receipt: Receipt,
        /// What was proposed.
        proposal: Proposal,
        /// Who approved it.
        decision: Decision,
        /// The number of the certificate.
        certificate: String,
    },
    /// Refused, in writing.
    Refused {
        /// The receipt.
        receipt: Receipt,
        /// What was proposed.
        proposal: Proposal,
        /// Who refused it, and why.
        decision: Decision,
    },
    /// Taken back by the applicant.
    Withdrawn {
        /// The receipt, if it had been received.
        receipt: Option<Receipt>,
        /// When.
        withdrawn_at: Instant,
    },
    /// Cancelled: the supplement did not come in time.
    Cancelled {
        /// The receipt.
        receipt: Receipt,
        /// Who cancelled it, and why.
        decision: Decision,
    },
}

impl Stage {
    /// The name of the stage on this day.
    pub fn name(&self, today: Day) -> StageName {
        match self {
            Self::SupplementRequested { request, .. } if request.due < today => StageName::Lapsed,
            _ => self.stored_name(),
        }
    }

    /// The name that is stored: the one that does not depend on the day.
    pub fn stored_name(&self) -> StageName {
        match self {
            Self::Draft => StageName::Draft,
            Self::Submitted { .. } => StageName::Submitted,
            Self::Received { .. } => StageName::Received,
            Self::SupplementRequested { .. } => StageName::SupplementRequested,
            Self::Complete { .. } => StageName::Complete,
            Self::UnderAppraisal { .. } => StageName::UnderAppraisal,
            Self::OnSite { .. } => StageName::OnSite,
            Self::Proposed { proposal, .. } => match proposal.outcome {
                Outcome::Approve => StageName::ProposedToApprove,
                Outcome::Refuse => StageName::ProposedToRefuse,
            },
            Self::Issued { .. } => StageName::Issued,
            Self::Refused { .. } => StageName::Refused,
            Self::Withdrawn { .. } => StageName::Withdrawn,
            Self::Cancelled { .. } => StageName::Cancelled,
        }
    }

    /// The receipt, once it was received.
    pub fn receipt(&self) -> Option<&Receipt> {
        match self {
            Self::Draft | Self::Submitted { .. } => None,
            Self::Received { receipt }
            | Self::SupplementRequested { receipt, .. }
            | Self::Complete { receipt, .. }
            | Self::UnderAppraisal { receipt, .. }
            | Self::OnSite { receipt, .. }
            | Self::Proposed { receipt, .. }
            | Self::Issued { receipt, .. }
            | Self::Refused { receipt, .. }
            | Self::Cancelled { receipt, .. } => Some(receipt),
            Self::Withdrawn { receipt, .. } => receipt.as_ref(),
        }
    }

    /// The day on which it was filed, as far as it is told.
    pub fn filed_on(&self) -> Option<Day> {
        match self {
            Self::Submitted { submitted_at } => Some(submitted_at.day()),
            other => other.receipt().map(|receipt| receipt.submitted_at.day()),
        }
    }

    /// Who confirmed it complete, once someone did and until it is decided.
    pub fn completeness(&self) -> Option<&Completeness> {
        match self {
            Self::Complete { completeness, .. }
            | Self::UnderAppraisal { completeness, .. }
            | Self::OnSite { completeness, .. }
            | Self::Proposed { completeness, .. } => Some(completeness),
            _ => None,
        }
    }

    /// The day by which the next step is due, whoever has to take it.
    pub fn due_on(&self) -> Option<Day> {
        match self {
            Self::Received { receipt } => Some(receipt.completeness_due),
            Self::SupplementRequested { request, .. } => Some(request.due),
            _ => self.completeness().map(|completeness| completeness.decision_due),
        }
    }

    /// Who appraises it or proposed, if someone does.
    pub fn appraiser(&self) -> Option<AccountId> {
        match self {
            Self::UnderAppraisal { appraiser, .. } | Self::OnSite { appraiser, .. } => Some(*appraiser),
            Self::Proposed { proposal, .. }
            | Self::Issued { proposal, .. }
            | Self::Refused { proposal, .. } => Some(proposal.proposed_by),
            _ => None,
        }
    }

    /// Refuses unless the stage allows the act on this day.
    pub fn require(&self, act: Act, today: Day) -> Result<(), Refusal> {
        let stage = self.name(today);
        if stage.allows(act) { Ok(()) } else { Err(Refusal::Stage { stage, act }) }
    }
}
