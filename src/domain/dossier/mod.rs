//! The stages of a dossier: what each carries, and which act leads where.
//!
//! A stage is a value that carries what was done to reach it. An act consumes
//! it and gives the next, or says why not. [`StageName::allows`] is the one
//! table of stage and act: transitions ask it, and so do the buttons.

mod transitions;

use serde::{Deserialize, Serialize};

use super::application::Application;
use super::ids::{AccountId, DossierId};
use super::issuer::IssuerCode;
use super::staff::Role;
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

/// The name of a stage. `Lapsed` is a supplement that did not come in time: the
/// clock brings it about, no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is described at `Stage`")]
pub enum StageName {
    Draft,
    Submitted,
    Received,
    SupplementRequested,
    Lapsed,
    Complete,
    UnderAppraisal,
    OnSite,
    ProposedToApprove,
    ProposedToRefuse,
    Issued,
    Refused,
    Withdrawn,
    Cancelled,
}

/// What someone may do with a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The applicant changes what is written, or its papers.
    Edit,
    /// The applicant files it.
    Submit,
    /// The applicant takes it back.
    Withdraw,
    /// Intake receives it: number and deadline.
    Receive,
    /// Intake says what is missing.
    RequestSupplement,
    /// The applicant hands in what was missing.
    Supplement,
    /// Intake gives the applicant more time after a lapse.
    Wait,
    /// Intake cancels after a lapse.
    Cancel,
    /// Intake confirms it complete.
    ConfirmComplete,
    /// An appraiser takes it up.
    TakeUp,
    /// The appraiser judges a finding.
    Judge,
    /// The appraiser orders an on-site assessment.
    OrderOnSite,
    /// The appraiser records its minutes.
    RecordMinutes,
    /// The appraiser proposes a decision.
    Propose,
    /// The leader sends the proposal back.
    SendBack,
    /// The leader approves: the papers are issued.
    Approve,
    /// The leader refuses.
    Refuse,
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The applicant whose dossier it is.
    Applicant,
    /// An officer of the issuer in this role.
    Officer(Role),
}

/// Why an act on a dossier is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The stage does not allow the act.
    #[error("a dossier that is {stage:?} does not allow {act:?}")]
    Stage {
        /// Where the dossier is.
        stage: StageName,
        /// What was asked.
        act: Act,
    },
    /// The same person cannot propose and decide (four eyes).
    #[error("who proposed a decision cannot make it")]
    SameHands,
    /// Another appraiser has taken the dossier up.
    #[error("another appraiser has this dossier")]
    OtherAppraiser,
    /// Reasons must be given.
    #[error("reasons must be given")]
    NoReasons,
    /// Findings that need a person have not been judged.
    #[error("{0} findings still need a judgement")]
    Unjudged(usize),
    /// The finding is the machine's alone, or not of this dossier.
    #[error("this finding is not one to judge")]
    NotForJudgement,
    /// The conditions are not met, so approval cannot be proposed or given.
    #[error("the conditions are not met")]
    ConditionsNotMet,
    /// Since the proposal something changed what it rests on.
    #[error("what the proposal rests on has changed since")]
    Outdated,
    /// The application has faults that keep it from being filed.
    #[error("the application is not ready to file")]
    NotReady,
    /// The file is of another procedure than the dossier.
    #[error("the file is of another procedure")]
    OtherProcedure,
    /// The expert at this position has no portrait to put on the card.
    #[error("expert {0} has no portrait")]
    NoPhoto(usize),
    /// The issuer has no key it may sign with today.
    #[error("the issuer has no key to sign with")]
    NoSigningKey,
}

impl StageName {
    /// Every name, in the order of the procedure.
    pub const ALL: [Self; 14] = [
        Self::Draft,
        Self::Submitted,
        Self::Received,
        Self::SupplementRequested,
        Self::Lapsed,
        Self::Complete,
        Self::UnderAppraisal,
        Self::OnSite,
        Self::ProposedToApprove,
        Self::ProposedToRefuse,
        Self::Issued,
        Self::Refused,
        Self::Withdrawn,
        Self::Cancelled,
    ];

    /// The one table of stage and act.
    pub fn allows(self, act: Act) -> bool {
        use Act::{
            Approve, Cancel, ConfirmComplete, Edit, Judge, OrderOnSite, Propose, Receive, RecordMinutes,
            Refuse, RequestSupplement, SendBack, Submit, Supplement, TakeUp, Wait, Withdraw,
        };
        match self {
            Self::Draft => matches!(act, Edit | Submit),
            Self::Submitted => matches!(act, Receive | Withdraw),
            Self::Received => matches!(act, RequestSupplement | ConfirmComplete | Withdraw),
            Self::SupplementRequested => matches!(act, Edit | Supplement | Withdraw),
            Self::Lapsed => matches!(act, Wait | Cancel | Withdraw),
            Self::Complete => matches!(act, TakeUp | Withdraw),
            Self::UnderAppraisal => matches!(act, Judge | OrderOnSite | Propose | Withdraw),
            Self::OnSite => matches!(act, RecordMinutes | Withdraw),
            Self::ProposedToApprove => matches!(act, Approve | SendBack | Withdraw),
            Self::ProposedToRefuse => matches!(act, Refuse | SendBack | Withdraw),
            Self::Issued | Self::Refused | Self::Withdrawn | Self::Cancelled => false,
        }
    }

    /// Whether nothing more happens to a dossier here.
    pub fn is_final(self) -> bool {
        Act::ALL.into_iter().all(|act| !self.allows(act))
    }

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Received => "received",
            Self::SupplementRequested => "supplement_requested",
            Self::Lapsed => "lapsed",
            Self::Complete => "complete",
            Self::UnderAppraisal => "under_appraisal",
            Self::OnSite => "on_site",
            Self::ProposedToApprove => "proposed_to_approve",
            Self::ProposedToRefuse => "proposed_to_refuse",
            Self::Issued => "issued",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Act {
    /// Every act, in the order of the procedure.
    pub const ALL: [Self; 17] = [
        Self::Edit,
        Self::Submit,
        Self::Withdraw,
        Self::Receive,
        Self::RequestSupplement,
        Self::Supplement,
        Self::Wait,
        Self::Cancel,
        Self::ConfirmComplete,
        Self::TakeUp,
        Self::Judge,
        Self::OrderOnSite,
        Self::RecordMinutes,
        Self::Propose,
        Self::SendBack,
        Self::Approve,
        Self::Refuse,
    ];

    /// Whose act it is.
    pub fn hand(self) -> Hand {
        match self {
            Self::Edit | Self::Submit | Self::Withdraw | Self::Supplement => Hand::Applicant,
            Self::Receive | Self::RequestSupplement | Self::Wait | Self::Cancel | Self::ConfirmComplete => {
                Hand::Officer(Role::Intake)
            }
            Self::TakeUp | Self::Judge | Self::OrderOnSite | Self::RecordMinutes | Self::Propose => {
                Hand::Officer(Role::Appraiser)
            }
            Self::SendBack | Self::Approve | Self::Refuse => Hand::Officer(Role::Leader),
        }
    }
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

/// Trims reasons and refuses when nothing is left.
pub fn written(reasons: &str) -> Result<String, Refusal> {
    let reasons = reasons.trim();
    if reasons.is_empty() { Err(Refusal::NoReasons) } else { Ok(reasons.to_owned()) }
}
