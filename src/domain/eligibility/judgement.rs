//! What follows once officers have judged what needs a person.
//!
//! An officer decides where the machine could not, and may find a paper
//! wanting where it could (a forged degree is still a degree on file); no
//! officer can make an unmet condition met. O4 follows from the experts, and R4
//! from O2 and O4.

use std::collections::BTreeMap;

use crate::domain::words::words;

use super::staffing::{self, Standing};
use super::{Evaluation, Rule, RuleFamily, Subject, Verdict, renewal};

words! {
    /// What an officer says of a condition.
    Judgement {
        /// It is met.
        Met = "met",
        /// It is not.
        Unmet = "unmet",
    }
}

/// The officers' judgements of one dossier.
pub type Judgements = BTreeMap<(Rule, Subject), Judgement>;

/// An evaluation with the officers' judgements in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedEvaluation {
    /// Rule, subject and final verdict, in the order of the findings;
    /// `officer` where nobody has judged yet.
    pub verdicts: Vec<(Rule, Subject, Verdict)>,
    /// By position; nobody whom no rule was asked of.
    standings: BTreeMap<usize, Standing>,
}

impl Evaluation {
    /// The final verdicts, given these judgements.
    ///
    /// Judgements of findings that are not there, of O4 and R4, and of what does
    /// not apply are without effect.
    pub fn judged(&self, judgements: &Judgements) -> JudgedEvaluation {
        let mut verdicts: Vec<(Rule, Subject, Verdict)> = Vec::with_capacity(self.findings.len());
        for finding in &self.findings {
            let judgement = judgements.get(&(finding.rule, finding.subject)).copied();
            verdicts.push((finding.rule, finding.subject, decide(finding.verdict, judgement)));
        }
        let standings = standings(&verdicts);
        let all: Vec<Standing> = standings.values().copied().collect();
        let enough = staffing::verdict(&all, self.regime.conditions.experts_needed.value);
        for (rule, _, verdict) in &mut verdicts {
            if *rule == Rule::O4 {
                *verdict = enough;
            }
        }
        let kept = verdicts.iter().filter(|known| renewal::is_kept(known.0)).map(|known| known.2);
        let kept = renewal::verdict(kept);
        for (rule, _, verdict) in &mut verdicts {
            if *rule == Rule::R4 {
                *verdict = kept;
            }
        }
        JudgedEvaluation { verdicts, standings }
    }
}

impl Evaluation {
    /// Whether an officer may judge this finding: one left to a person, or
    /// one the machine found met. O4 and R4 follow from others.
    pub fn may_be_judged(&self, rule: Rule, subject: Subject) -> bool {
        let judgeable = |verdict| matches!(verdict, Verdict::Officer | Verdict::Met);
        let mut findings = self.findings.iter();
        !rule.follows()
            && findings
                .any(|found| (found.rule, found.subject) == (rule, subject) && judgeable(found.verdict))
    }
}

fn decide(verdict: Verdict, judgement: Option<Judgement>) -> Verdict {
    match (verdict, judgement) {
        (Verdict::Officer, Some(Judgement::Met)) => Verdict::Met,
        (Verdict::Officer | Verdict::Met, Some(Judgement::Unmet)) => Verdict::Unmet,
        (verdict, _) => verdict,
    }
}

fn standings(verdicts: &[(Rule, Subject, Verdict)]) -> BTreeMap<usize, Standing> {
    let mut experts: BTreeMap<usize, Vec<Verdict>> = BTreeMap::new();
    for (_, subject, verdict) in verdicts {
        if let Subject::Expert(position) = subject {
            experts.entry(*position).or_default().push(*verdict);
        }
    }
    experts.into_iter().map(|(position, verdicts)| (position, Standing::of(verdicts))).collect()
}

impl JudgedEvaluation {
    /// The final verdict of a rule on a subject.
    pub fn verdict(&self, rule: Rule, subject: Subject) -> Option<Verdict> {
        self.verdicts.iter().find(|known| (known.0, known.1) == (rule, subject)).map(|known| known.2)
    }

    /// Positions of the experts who pass every rule: cards go to them.
    pub fn passing_experts(&self) -> Vec<usize> {
        self.experts_who(Standing::Passes)
    }

    /// Positions of the experts who fail a rule: they are left out.
    pub fn failing_experts(&self) -> Vec<usize> {
        self.experts_who(Standing::Fails)
    }

    /// What an officer must still judge. An expert who fails anyway needs no
    /// further judgement, and what follows from others is judged by judging them.
    pub fn open(&self) -> Vec<(Rule, Subject)> {
        let fails = |subject| matches!(subject, Subject::Expert(at) if self.standings.get(&at) == Some(&Standing::Fails));
        let waits = |(rule, subject, verdict): &&(Rule, Subject, Verdict)| {
            *verdict == Verdict::Officer && !rule.follows() && !fails(*subject)
        };
        self.verdicts.iter().filter(waits).map(|(rule, subject, _)| (*rule, *subject)).collect()
    }

    /// Whether a certificate may be proposed: nothing is open, the
    /// organisation passes every rule of its own (so enough experts pass), or
    /// the independent consultant does. Of a renewal the organisation passes
    /// those of the renewal as well. Of additional cards at least one expert
    /// passes; of a re-issue every paper that is asked for.
    pub fn may_be_approved(&self) -> bool {
        let passes = if self.asks(|rule| rule == Rule::B2) {
            self.verdicts.iter().all(|(.., verdict)| verdict.passes())
        } else if self.asks(|rule| rule == Rule::B1) {
            self.all_pass(|rule| rule == Rule::B1) && !self.passing_experts().is_empty()
        } else if self.asks(|rule| rule == Rule::R4) {
            let own = self.verdicts.iter().filter(|known| known.1 == Subject::Organisation);
            own.map(|known| known.2).all(Verdict::passes)
        } else if self.asks(is_of_organisation) {
            self.all_pass(is_of_organisation)
        } else {
            self.standings.values().eq([&Standing::Passes])
        };
        passes && self.open().is_empty()
    }

    fn asks(&self, of: impl Fn(Rule) -> bool) -> bool {
        self.verdicts.iter().any(|(rule, ..)| of(*rule))
    }

    fn all_pass(&self, of: impl Fn(Rule) -> bool) -> bool {
        self.verdicts.iter().filter(|(rule, ..)| of(*rule)).all(|(.., verdict)| verdict.passes())
    }

    fn experts_who(&self, wanted: Standing) -> Vec<usize> {
        let experts = self.standings.iter();
        experts.filter(|(_, standing)| **standing == wanted).map(|(position, _)| *position).collect()
    }
}

fn is_of_organisation(rule: Rule) -> bool {
    rule.family() == RuleFamily::Organisation
}
