//! The findings a page shows: today's, or those kept when the decision was
//! proposed or made. Both are read from the one form in which they are kept,
//! so that what an officer sees is what is kept.

use serde::Deserialize;
use serde_json::Value;

use crate::dates::{Day, Instant};
use crate::domain::bilingual::Bilingual;
use crate::domain::eligibility::{Evidence, FactValue, Judgement, Rule, Standing, Subject, Verdict};
use crate::domain::ids::AccountId;
use crate::web::Failure;

/// The findings of a dossier with what officers judged of them.
#[derive(Deserialize)]
pub(super) struct Findings {
    evaluation: KeptEvaluation,
    verdicts: Vec<(Rule, Subject, Verdict)>,
    judgements: Vec<KeptJudgement>,
}

#[derive(Deserialize)]
struct KeptEvaluation {
    regime: String,
    on: Day,
    findings: Vec<KeptFinding>,
}

/// One finding.
#[derive(Deserialize)]
pub(super) struct KeptFinding {
    pub(super) rule: Rule,
    pub(super) subject: Subject,
    pub(super) verdict: Verdict,
    pub(super) citation: String,
    pub(super) facts: Vec<KeptFact>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) text: Bilingual,
}

/// One fact of a finding.
#[derive(Deserialize)]
pub(super) struct KeptFact {
    pub(super) label: Bilingual,
    pub(super) value: Option<FactValue>,
}

/// One judgement of a finding.
#[derive(Deserialize)]
pub(super) struct KeptJudgement {
    rule: Rule,
    subject: Subject,
    pub(super) judgement: Judgement,
    pub(super) note: String,
    pub(super) judged_by: AccountId,
    pub(super) judged_at: Instant,
}

impl Findings {
    /// Reads what was kept.
    pub(super) fn read(kept: Value) -> Result<Self, Failure> {
        serde_json::from_value(kept)
            .map_err(|error| Failure::Broken(format!("evaluations.body cannot be read: {error}")))
    }

    /// The day the conditions were looked at.
    pub(super) fn on(&self) -> Day {
        self.evaluation.on
    }

    /// The id of the regime they were judged under.
    pub(super) fn regime(&self) -> &str {
        &self.evaluation.regime
    }

    /// The findings on a subject.
    pub(super) fn on_subject(&self, subject: Subject) -> impl Iterator<Item = &KeptFinding> {
        self.evaluation.findings.iter().filter(move |finding| finding.subject == subject)
    }

    /// The final verdict of a rule, the judgements considered.
    pub(super) fn verdict(&self, rule: Rule, subject: Subject) -> Verdict {
        let found = self.verdicts.iter().find(|known| (known.0, known.1) == (rule, subject));
        found.map_or(Verdict::Officer, |known| known.2)
    }

    /// Every final verdict.
    pub(super) fn verdicts(&self) -> &[(Rule, Subject, Verdict)] {
        &self.verdicts
    }

    /// What an officer judged of a finding.
    pub(super) fn judgement(&self, rule: Rule, subject: Subject) -> Option<&KeptJudgement> {
        self.judgements.iter().find(|judged| (judged.rule, judged.subject) == (rule, subject))
    }

    /// Who judged.
    pub(super) fn judges(&self) -> impl Iterator<Item = AccountId> {
        self.judgements.iter().map(|judged| judged.judged_by)
    }

    /// How an expert stands.
    pub(super) fn standing(&self, position: usize) -> Standing {
        let own = self.verdicts.iter().filter(|known| known.1 == Subject::Expert(position));
        Standing::of(own.map(|known| known.2))
    }
}
