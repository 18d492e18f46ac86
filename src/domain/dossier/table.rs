//! The names of stages and acts, and the one table of which allows which.

use serde::{Deserialize, Serialize};

use crate::domain::deed::DeedKind;
use crate::domain::staff::Role;

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
    /// A colleague goes on for an appraiser who is gone.
    TakeOver,
    /// A leader gives it to another appraiser.
    Reassign,
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

/// Whose an act is among the officers whose role it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Any of them does it.
    Anyones,
    /// Only who appraises the dossier.
    TheAppraisers,
    /// Only who did not appraise it.
    SomebodyElses,
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
            Approve, Cancel, ConfirmComplete, Edit, Judge, OrderOnSite, Propose, Reassign, Receive,
            RecordMinutes, Refuse, RequestSupplement, SendBack, Submit, Supplement, TakeOver, TakeUp, Wait,
            Withdraw,
        };
        match self {
            Self::Draft => matches!(act, Edit | Submit),
            Self::Submitted => matches!(act, Receive | Withdraw),
            Self::Received => matches!(act, RequestSupplement | ConfirmComplete | Withdraw),
            Self::SupplementRequested => matches!(act, Edit | Supplement | Withdraw),
            Self::Lapsed => matches!(act, Wait | Cancel | Withdraw),
            Self::Complete => matches!(act, TakeUp | Withdraw),
            Self::UnderAppraisal => {
                matches!(act, TakeOver | Reassign | Judge | OrderOnSite | Propose | Withdraw)
            }
            Self::OnSite => matches!(act, TakeOver | Reassign | RecordMinutes | Withdraw),
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
    pub const ALL: [Self; 19] = [
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
        Self::TakeOver,
        Self::Reassign,
        Self::Judge,
        Self::OrderOnSite,
        Self::RecordMinutes,
        Self::Propose,
        Self::SendBack,
        Self::Approve,
        Self::Refuse,
    ];

    /// The deed it becomes when it is done.
    pub fn deed(self) -> DeedKind {
        match self {
            Self::Edit => DeedKind::Edit,
            Self::Submit => DeedKind::Submit,
            Self::Withdraw => DeedKind::Withdraw,
            Self::Receive => DeedKind::Receive,
            Self::RequestSupplement => DeedKind::RequestSupplement,
            Self::Supplement => DeedKind::Supplement,
            Self::Wait => DeedKind::Wait,
            Self::Cancel => DeedKind::Cancel,
            Self::ConfirmComplete => DeedKind::ConfirmComplete,
            Self::TakeUp => DeedKind::TakeUp,
            Self::TakeOver => DeedKind::TakeOver,
            Self::Reassign => DeedKind::Reassign,
            Self::Judge => DeedKind::Judge,
            Self::OrderOnSite => DeedKind::OrderOnSite,
            Self::RecordMinutes => DeedKind::RecordMinutes,
            Self::Propose => DeedKind::Propose,
            Self::SendBack => DeedKind::SendBack,
            Self::Approve => DeedKind::Approve,
            Self::Refuse => DeedKind::Refuse,
        }
    }

    /// Whose act it is.
    pub fn hand(self) -> Hand {
        match self {
            Self::Edit | Self::Submit | Self::Withdraw | Self::Supplement => Hand::Applicant,
            Self::Receive | Self::RequestSupplement | Self::Wait | Self::Cancel | Self::ConfirmComplete => {
                Hand::Officer(Role::Intake)
            }
            Self::TakeUp
            | Self::TakeOver
            | Self::Judge
            | Self::OrderOnSite
            | Self::RecordMinutes
            | Self::Propose => Hand::Officer(Role::Appraiser),
            Self::Reassign | Self::SendBack | Self::Approve | Self::Refuse => Hand::Officer(Role::Leader),
        }
    }

    /// Whose it is among those who hold the role: only the appraiser goes on
    /// with an appraisal, and who appraised never decides.
    pub fn whose(self) -> Whose {
        match self {
            Self::Judge | Self::OrderOnSite | Self::RecordMinutes | Self::Propose => Whose::TheAppraisers,
            Self::TakeOver | Self::SendBack | Self::Approve | Self::Refuse => Whose::SomebodyElses,
            _ => Whose::Anyones,
        }
    }

    /// Whether it only puts a person in another's place: nobody has to do it
    /// while the one who has the dossier is there.
    pub fn replaces_someone(self) -> bool {
        matches!(self, Self::TakeOver | Self::Reassign)
    }
}
