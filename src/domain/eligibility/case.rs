//! What a rule is asked over: a dossier, a regime and a day.

use crate::dates::Day;
use crate::domain::application::{Application, Expert, Organisation};
use crate::domain::bilingual::Bilingual;
use crate::domain::regime::{Conditions, Regime};

use super::{Finding, Rule, Subject, Verdict};

/// A dossier, the regime it is judged under, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The dossier.
    pub application: &'a Application,
    /// The regime.
    pub regime: &'a Regime,
    /// D: the day on which the conditions must hold.
    pub on: Day,
}

/// One expert of a case.
#[derive(Clone, Copy, Debug)]
pub struct ExpertCase<'a> {
    /// The dossier it stands in.
    pub case: Case<'a>,
    /// The expert's position, from 0.
    pub position: usize,
    /// The expert.
    pub expert: &'a Expert,
}

impl<'a> Case<'a> {
    pub(super) fn asks(&self) -> &'a Conditions {
        &self.regime.conditions
    }

    pub(super) fn organisation(&self) -> Option<&'a Organisation> {
        self.application.organisation.as_ref()
    }

    /// The day on which it was filed.
    pub(super) fn filed_on(&self) -> Day {
        let told = self.application.register.as_ref().and_then(|register| register.filed_on);
        told.unwrap_or(self.application.received_on)
    }

    pub(super) fn is_independent(&self) -> bool {
        !self.application.procedure.is_of_organisation()
    }

    pub(super) fn experts(self) -> impl Iterator<Item = ExpertCase<'a>> {
        let experts = self.application.experts.iter().enumerate();
        experts.map(move |(position, expert)| ExpertCase { case: self, position, expert })
    }

    pub(super) fn finding(&self, rule: Rule, verdict: Verdict, text: Bilingual) -> Finding {
        self.finding_on(Subject::Organisation, rule, verdict, text)
    }

    fn finding_on(&self, subject: Subject, rule: Rule, verdict: Verdict, text: Bilingual) -> Finding {
        let citation = self.regime.citation(rule).to_owned();
        Finding { rule, subject, verdict, citation, facts: Vec::new(), evidence: Vec::new(), text }
    }
}

impl<'a> ExpertCase<'a> {
    pub(super) fn on(&self) -> Day {
        self.case.on
    }

    pub(super) fn asks(&self) -> &'a Conditions {
        self.case.asks()
    }

    pub(super) fn finding(&self, rule: Rule, verdict: Verdict, text: Bilingual) -> Finding {
        self.case.finding_on(Subject::Expert(self.position), rule, verdict, text)
    }

    pub(super) fn path(&self, part: &str) -> String {
        format!("experts[{}].{part}", self.position)
    }
}

/// What a paper or a person lacks, named in both languages.
#[derive(Default)]
pub(super) struct Lacks {
    vi: Vec<String>,
    en: Vec<String>,
}

impl Lacks {
    /// Notes what is lacking, unless it is there.
    pub(super) fn note(mut self, is_there: bool, vi: &str, en: &str) -> Self {
        if !is_there {
            self.vi.push(vi.to_owned());
            self.en.push(en.to_owned());
        }
        self
    }

    /// Nothing is lacking.
    pub(super) fn none(&self) -> bool {
        self.vi.is_empty()
    }

    /// The sentence that names what is lacking.
    pub(super) fn sentence(&self, paper: (&str, &str)) -> Bilingual {
        self.because((&format!("{} còn thiếu", paper.0), &format!("{} lacks", paper.1)))
    }

    /// The sentence that gives what was noted as the reasons.
    pub(super) fn because(&self, conclusion: (&str, &str)) -> Bilingual {
        Bilingual::new(
            format!("{}: {}.", conclusion.0, self.vi.join(", ")),
            format!("{}: {}.", conclusion.1, self.en.join(", ")),
        )
    }
}
