//! What several deeds note in the same way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::credential::KeyId;
use crate::dates::{Day, Instant};
use crate::domain::calendar::CalendarDay;
use crate::domain::correction::CorrectionField;
use crate::domain::eligibility::{Item, Judgement, Rule, Subject};
use crate::domain::ids::{AccountId, DossierId, NoticeId, ProposalId, ReportId};
use crate::domain::job::Fault;
use crate::domain::staff::{Proposal, Role, StaffNumber};
use crate::domain::watch::Condition;

/// Who proposed what another decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposerNote {
    /// Which proposal.
    pub proposal: ProposalId,
    /// Whose it was.
    pub by: AccountId,
}

/// That one leader ordered what a second one confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgencyNote {
    /// The proposal that the second one finds.
    pub proposal: ProposalId,
    /// Why it could not wait.
    pub reason: String,
    /// The last day for the second one.
    pub confirm_by: Day,
}

/// That a certificate is given up by its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurrenderNote {
    /// Which notice.
    pub notice: NoticeId,
    /// From which day.
    pub on: Day,
    /// Why, in the holder's words.
    pub reason: String,
}

/// That an expert left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartureNote {
    /// Which notice.
    pub notice: NoticeId,
    /// The number of the expert's card.
    pub card: String,
    /// The day of leaving.
    pub on: Day,
    /// Why, in the organisation's words.
    pub reason: String,
    /// The last day to tell, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}

/// The report of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportNote {
    /// Which report.
    pub report: ReportId,
    /// Of which year.
    pub year: i32,
    /// 1 for the first of its year.
    pub nth: i64,
    /// What is to be put right; empty where nothing is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A condition that did not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertNote {
    /// Which.
    pub condition: Condition,
    /// Since when.
    pub since: Day,
    /// The holder's last day to put it right; none once it holds again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_right_by: Option<Day>,
    /// The day on which it held again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regained_on: Option<Day>,
}

/// A correction of what a paper says. From what to what stands in its proposal
/// alone, which is no paper of public record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionNote {
    /// Which proposal.
    pub proposal: ProposalId,
    /// The number of the paper.
    pub paper: String,
    /// What of it.
    pub field: CorrectionField,
    /// What shows it.
    pub evidence: String,
    /// Who proposed it, where another decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<AccountId>,
}

/// That what was proposed came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndNote {
    /// Which proposal.
    pub proposal: ProposalId,
    /// Why; empty where nothing had to be said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
    /// Until when the holder was asked to explain themselves; none where nobody
    /// asked them, and not noted at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain_by: Option<Day>,
}

/// Passwords that were wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongPasswordNote {
    /// How often.
    pub count: i64,
    /// Since when.
    pub since: Instant,
    /// From where, as far as told; not noted at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
}

/// That a key fell into other hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompromiseNote {
    /// Since when.
    pub since: Instant,
    /// What is known of it.
    pub reason: String,
    /// How many issues are not good any more.
    pub distrusted: usize,
}

/// A paper of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperNote {
    /// What it shows.
    pub item: Item,
    /// Position of the expert it is about.
    pub expert: Option<usize>,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A judgement of one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgementNote {
    /// Of which rule.
    pub rule: Rule,
    /// About whom.
    pub subject: Subject,
    /// What was judged; the first programs called it a verdict.
    #[serde(alias = "verdict")]
    pub judgement: Judgement,
    /// Why.
    pub note: String,
}

/// The judgements of one act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Judgements {
    /// Any number of them.
    Several {
        /// In the order they were made in.
        judgements: Vec<JudgementNote>,
    },
    /// One: at first an act judged one finding.
    One(JudgementNote),
}

impl Judgements {
    /// All of them.
    pub fn all(&self) -> &[JudgementNote] {
        match self {
            Self::Several { judgements } => judgements,
            Self::One(judgement) => std::slice::from_ref(judgement),
        }
    }
}

/// A proposed change of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalNote {
    /// Which proposal.
    pub proposal: ProposalId,
    /// The person it concerns.
    pub number: StaffNumber,
    /// The address that is invited.
    pub email: Option<String>,
    /// The roles given or taken.
    pub roles: Vec<Role>,
}

impl ProposalNote {
    /// What is noted of this proposal.
    pub fn of(proposal: &Proposal) -> Self {
        Self {
            proposal: proposal.id,
            number: proposal.about.clone(),
            email: proposal.change.invited().map(str::to_owned),
            roles: proposal.change.roles().into_iter().collect(),
        }
    }
}

/// Roles that an account has from now on, or has no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RolesChanged {
    /// As two administrators wanted it.
    Proposed(ProposalNote),
    /// As one administrator wanted it, which was enough at first.
    ByOne(RolesNote),
}

/// Roles alone, as older programs noted them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum RolesNote {
    /// One role.
    Role(Role),
    /// Several.
    Roles(Vec<Role>),
}

impl RolesChanged {
    /// Which roles.
    pub fn roles(&self) -> &[Role] {
        match self {
            Self::Proposed(ProposalNote { roles, .. }) | Self::ByOne(RolesNote::Roles(roles)) => roles,
            Self::ByOne(RolesNote::Role(role)) => std::slice::from_ref(role),
        }
    }
}

/// An account that its owner opened, or a password that they chose anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningNote {
    /// By which proposal.
    pub proposal: ProposalId,
    /// The roles it gave.
    pub roles: Vec<Role>,
}

/// A paper of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchPaper {
    /// A certificate, by its number.
    Certificate(String),
    /// A card: its certificate's number and its own.
    Card(String, String),
}

impl BatchPaper {
    /// Its own number.
    pub fn number(&self) -> &str {
        match self {
            Self::Certificate(number) | Self::Card(_, number) => number,
        }
    }
}

/// A part of a profile that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartChange {
    /// As it was, JSON: profiles of older programs had other parts.
    pub before: Value,
    /// As it is.
    pub after: Value,
}

/// An amended regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeNote {
    /// By which proposal.
    pub proposal: ProposalId,
    /// The id of the regime as amended.
    pub regime: String,
    /// The first day on which dossiers are received under it.
    pub valid_from: Day,
    /// The text that amends it.
    pub citation: String,
    /// What differs from the regime that it began from, by name.
    pub changed: BTreeMap<String, PartChange>,
    /// The SHA-256 of the regime as its row has it.
    pub sha256: String,
}

/// How the calendar was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarNote {
    /// A day was added or changed.
    Save(CalendarDay),
    /// A day was taken out.
    Remove,
}

/// A year of the calendar that was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearNote {
    /// The text that decides it.
    pub basis: String,
    /// Its days.
    pub days: Vec<CalendarDay>,
    /// The deadlines that moved.
    pub moved: Vec<MovedTerm>,
    /// What could not be counted anew.
    pub unreadable: Vec<String>,
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobNote {
    /// Its kind.
    pub kind: String,
    /// How often it was tried.
    pub tries: i64,
    /// What was wrong with the last try.
    pub fault: Option<Fault>,
}

/// A deadline that moved with the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedTerm {
    /// Of which dossier.
    pub dossier: DossierId,
    /// The day it was.
    pub from: Option<Day>,
    /// The day it is.
    pub to: Day,
}

/// A key that took over from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RotationNote {
    /// It signs from then on.
    pub from: Instant,
    /// Those that sign no more.
    pub retired: Vec<KeyId>,
}
