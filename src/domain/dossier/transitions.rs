//! The acts as functions from one stage to the next.
//!
//! Every function first asks the table of stage and act, so the `else` of a
//! destructuring below is reached only if the table and the code disagree; it
//! then refuses as well.

use std::collections::BTreeSet;

use super::{
    Act, Completeness, Decision, Outcome, Proposal, Receipt, Refusal, SentBack, Stage, SupplementRequest,
    written,
};
use crate::dates::{Day, Instant};
use crate::domain::ids::AccountId;
use crate::domain::regime::Step;

impl Stage {
    /// The applicant files a draft.
    pub fn submit(self, at: Instant) -> Result<Self, Refusal> {
        self.require(Act::Submit, at.day())?;
        Ok(Self::Submitted { submitted_at: at })
    }

    /// The applicant takes the dossier back, at any time before a decision.
    pub fn withdraw(self, at: Instant) -> Result<Self, Refusal> {
        self.require(Act::Withdraw, at.day())?;
        Ok(Self::Withdrawn { receipt: self.receipt().cloned(), withdrawn_at: at })
    }

    /// Intake receives the dossier under `number` (TT26 article 15).
    pub fn receive(
        self,
        number: String,
        by: AccountId,
        at: Instant,
        completeness_due: Day,
    ) -> Result<Self, Refusal> {
        self.require(Act::Receive, at.day())?;
        let Self::Submitted { submitted_at } = self else { return Err(self.against(Act::Receive, at)) };
        let counted_from = at.day();
        let receipt = Receipt {
            number,
            submitted_at,
            received_at: at,
            received_by: by,
            counted_from,
            completeness_due,
        };
        Ok(Self::Received { receipt })
    }

    /// Intake tells the applicant what is missing.
    pub fn request_supplement(self, request: SupplementRequest) -> Result<Self, Refusal> {
        let at = request.requested_at;
        self.require(Act::RequestSupplement, at.day())?;
        if request.items.is_empty() {
            return Err(Refusal::NoReasons);
        }
        let Self::Received { receipt } = self else { return Err(self.against(Act::RequestSupplement, at)) };
        Ok(Self::SupplementRequested { receipt, request })
    }

    /// The applicant hands in what was missing; the completeness check runs again.
    pub fn supplement(self, at: Instant, completeness_due: Day) -> Result<Self, Refusal> {
        self.require(Act::Supplement, at.day())?;
        let Self::SupplementRequested { receipt, .. } = self else {
            return Err(self.against(Act::Supplement, at));
        };
        let counted_from = at.day();
        Ok(Self::Received { receipt: Receipt { counted_from, completeness_due, ..receipt } })
    }

    /// Intake gives the applicant more time after a lapse.
    pub fn wait(self, at: Instant, due: Day) -> Result<Self, Refusal> {
        self.require(Act::Wait, at.day())?;
        let Self::SupplementRequested { receipt, request } = self else {
            return Err(self.against(Act::Wait, at));
        };
        let counted_from = at.day();
        Ok(Self::SupplementRequested { receipt, request: SupplementRequest { counted_from, due, ..request } })
    }

    /// Intake cancels after a lapse.
    pub fn cancel(self, decision: Decision) -> Result<Self, Refusal> {
        let at = decision.decided_at;
        self.require(Act::Cancel, at.day())?;
        written(&decision.reasons)?;
        let Self::SupplementRequested { receipt, .. } = self else {
            return Err(self.against(Act::Cancel, at));
        };
        Ok(Self::Cancelled { receipt, decision })
    }

    /// Intake confirms the dossier complete and valid; the time to decide runs.
    pub fn confirm_complete(self, completeness: Completeness) -> Result<Self, Refusal> {
        let at = completeness.confirmed_at;
        self.require(Act::ConfirmComplete, at.day())?;
        let Self::Received { receipt } = self else { return Err(self.against(Act::ConfirmComplete, at)) };
        Ok(Self::Complete { receipt, completeness })
    }

    /// An appraiser takes the dossier up.
    pub fn take_up(self, appraiser: AccountId, at: Instant) -> Result<Self, Refusal> {
        self.require(Act::TakeUp, at.day())?;
        let Self::Complete { receipt, completeness } = self else {
            return Err(self.against(Act::TakeUp, at));
        };
        Ok(Self::UnderAppraisal { receipt, completeness, appraiser, sent_back: None })
    }

    /// A colleague goes on in the place of an appraiser who is gone. The time
    /// to decide runs on: it is the applicant's, not the appraiser's.
    pub fn take_over(
        self,
        by: AccountId,
        at: Instant,
        appraisers: &BTreeSet<AccountId>,
    ) -> Result<Self, Refusal> {
        self.require(Act::TakeOver, at.day())?;
        if !self.is_orphaned(appraisers) {
            return Err(Refusal::AppraiserThere);
        }
        self.handed_to(by, Act::TakeOver, at)
    }

    /// A leader gives the dossier to another appraiser, who is one of
    /// `appraisers`. The time to decide runs on.
    pub fn reassign(
        self,
        to: AccountId,
        at: Instant,
        appraisers: &BTreeSet<AccountId>,
    ) -> Result<Self, Refusal> {
        self.require(Act::Reassign, at.day())?;
        if !appraisers.contains(&to) {
            return Err(Refusal::NotAnAppraiser);
        }
        if self.appraiser() == Some(to) {
            return Err(Refusal::HasItAlready);
        }
        self.handed_to(to, Act::Reassign, at)
    }

    fn handed_to(self, appraiser: AccountId, act: Act, at: Instant) -> Result<Self, Refusal> {
        match self {
            Self::UnderAppraisal { receipt, completeness, sent_back, .. } => {
                Ok(Self::UnderAppraisal { receipt, completeness, appraiser, sent_back })
            }
            Self::OnSite { receipt, completeness, reason, .. } => {
                Ok(Self::OnSite { receipt, completeness, appraiser, reason })
            }
            other => Err(other.against(act, at)),
        }
    }

    /// The appraiser orders an on-site assessment, which lengthens the time to
    /// decide, counted from the complete dossier and not from the order.
    pub fn order_on_site(
        self,
        by: AccountId,
        at: Instant,
        reason: &str,
        decision_due: Day,
    ) -> Result<Self, Refusal> {
        self.require(Act::OrderOnSite, at.day())?;
        let reason = written(reason)?;
        let Self::UnderAppraisal { receipt, completeness, appraiser, .. } = self else {
            return Err(self.against(Act::OrderOnSite, at));
        };
        only(appraiser, by)?;
        let completeness = Completeness { term: Step::DecideOnSite, decision_due, ..completeness };
        Ok(Self::OnSite { receipt, completeness, appraiser, reason })
    }

    /// The appraiser records that the assessment was made.
    pub fn record_minutes(self, by: AccountId, at: Instant) -> Result<Self, Refusal> {
        self.require(Act::RecordMinutes, at.day())?;
        let Self::OnSite { receipt, completeness, appraiser, .. } = self else {
            return Err(self.against(Act::RecordMinutes, at));
        };
        only(appraiser, by)?;
        Ok(Self::UnderAppraisal { receipt, completeness, appraiser, sent_back: None })
    }

    /// The appraiser proposes to approve or to refuse, with reasons.
    pub fn propose(self, proposal: Proposal) -> Result<Self, Refusal> {
        let at = proposal.proposed_at;
        self.require(Act::Propose, at.day())?;
        written(&proposal.reasons)?;
        let Self::UnderAppraisal { receipt, completeness, appraiser, .. } = self else {
            return Err(self.against(Act::Propose, at));
        };
        only(appraiser, proposal.proposed_by)?;
        Ok(Self::Proposed { receipt, completeness, proposal })
    }

    /// The leader sends the proposal back to its appraiser.
    pub fn send_back(self, sent_back: SentBack) -> Result<Self, Refusal> {
        let at = sent_back.at;
        self.require(Act::SendBack, at.day())?;
        written(&sent_back.reasons)?;
        let Self::Proposed { receipt, completeness, proposal } = self else {
            return Err(self.against(Act::SendBack, at));
        };
        other_than(&proposal, sent_back.by)?;
        let appraiser = proposal.proposed_by;
        Ok(Self::UnderAppraisal { receipt, completeness, appraiser, sent_back: Some(sent_back) })
    }

    /// The leader approves: the papers exist from this act on.
    pub fn approve(self, decision: Decision, certificate: String) -> Result<Self, Refusal> {
        self.may_be_approved_by(decision.decided_by, decision.decided_at)?;
        let Self::Proposed { receipt, proposal, .. } = self else {
            return Err(self.against(Act::Approve, decision.decided_at));
        };
        Ok(Self::Issued { receipt, proposal, decision, certificate })
    }

    /// Whether this person may approve now; the proposal that would be approved.
    pub fn may_be_approved_by(&self, leader: AccountId, at: Instant) -> Result<&Proposal, Refusal> {
        self.require(Act::Approve, at.day())?;
        let Self::Proposed { proposal, .. } = self else { return Err(self.against(Act::Approve, at)) };
        other_than(proposal, leader)?;
        Ok(proposal)
    }

    /// The leader refuses in writing what was proposed to be refused.
    pub fn refuse(self, decision: Decision) -> Result<Self, Refusal> {
        let at = decision.decided_at;
        self.require(Act::Refuse, at.day())?;
        written(&decision.reasons)?;
        let Self::Proposed { receipt, proposal, .. } = self else {
            return Err(self.against(Act::Refuse, at));
        };
        other_than(&proposal, decision.decided_by)?;
        debug_assert_eq!(proposal.outcome, Outcome::Refuse);
        Ok(Self::Refused { receipt, proposal, decision })
    }

    fn against(&self, act: Act, at: Instant) -> Refusal {
        Refusal::Stage { stage: self.name(at.day()), act }
    }
}

/// Only the appraiser who took the dossier up goes on with it.
fn only(appraiser: AccountId, by: AccountId) -> Result<(), Refusal> {
    if appraiser == by { Ok(()) } else { Err(Refusal::OtherAppraiser) }
}

/// Four eyes: who proposed never decides.
fn other_than(proposal: &Proposal, leader: AccountId) -> Result<(), Refusal> {
    if proposal.proposed_by == leader { Err(Refusal::SameHands) } else { Ok(()) }
}
