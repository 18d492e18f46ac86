//! Eligibility: one pure function per rule, and the order they are asked in.
//!
//! Decision 19/2014/QĐ-TTg art. 7 and Circular 26/2014/TT-BKHCN. Everything
//! missing that a rule needs makes it unmet, never an error; whatever needs a
//! person is said to need one.

mod case;
pub mod certificate;
pub mod clients;
pub mod edition;
pub mod experience;
pub mod expert;
mod finding;
pub mod independent;
pub mod judgement;
pub mod organisation;
pub mod person;
pub mod renewal;
mod rule;
pub mod staffing;

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::dates::Day;
use crate::domain::application::{Application, Fault, Procedure};
use crate::domain::issuer::Profile;
use crate::domain::regime::{self, Regime};

pub use self::case::{Case, ExpertCase};
pub use self::finding::{Evidence, Fact, FactValue, Finding, Item, Subject, SubjectError, Verdict};
pub use self::judgement::{JudgedEvaluation, Judgement, Judgements};
pub use self::rule::{Rule, RuleFamily};
pub use self::staffing::Standing;

/// The findings of a dossier on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// The regime it was judged under, written as its id.
    #[serde(serialize_with = "as_its_id")]
    pub regime: Arc<Regime>,
    /// The day on which the conditions must hold.
    pub on: Day,
    /// O1 … O6, B1, B2, or R1, R2, R4 with those of O1 … O6 that are asked again;
    /// then each expert's E1 … E7, I1, I2, R3 or R5 in file order.
    pub findings: Vec<Finding>,
}

fn as_its_id<S: Serializer>(regime: &Arc<Regime>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&regime.id)
}

/// Judges a dossier that is in no register, under the regime built in that its
/// issuer had when it was received. A register knows its own regimes: give one
/// to [`evaluate_under`].
///
/// Fails only when the issuer had none.
pub fn evaluate(application: &Application, on: Day) -> Result<Evaluation, Fault> {
    let regime = regime::built_in_for(&Profile::of(application.issuer), application.received_on);
    let regime = regime.ok_or_else(|| Fault::no_regime(application.issuer, application.received_on))?;
    Ok(evaluate_under(regime, application, on))
}

/// Judges a dossier under a regime.
pub fn evaluate_under(regime: &Arc<Regime>, application: &Application, on: Day) -> Evaluation {
    let case = Case { application, regime, on };
    let findings = match application.procedure {
        Procedure::ReissueOrganisation | Procedure::ReissueIndependent => judge_reissue(&case),
        Procedure::AdditionalCards => judge_additional_cards(&case),
        Procedure::RenewalOrganisation | Procedure::RenewalIndependent => judge_renewal(&case),
        Procedure::NewOrganisation | Procedure::NewIndependent => judge_registration(&case),
    };
    Evaluation { regime: Arc::clone(regime), on, findings }
}

fn judge_registration(case: &Case<'_>) -> Vec<Finding> {
    let experts: Vec<Finding> = case.experts().flat_map(|expert| judge_expert(&expert)).collect();
    let mut findings = if case.is_independent() { Vec::new() } else { judge_organisation(case, &experts) };
    findings.extend(experts);
    findings
}

/// The organisation was judged when it got its certificate; each new expert is
/// judged as the first ones were.
fn judge_additional_cards(case: &Case<'_>) -> Vec<Finding> {
    let experts = case.experts().flat_map(|expert| judge_expert(&expert));
    std::iter::once(certificate::additional_cards(case)).chain(experts).collect()
}

/// Nobody's eligibility is judged anew: only that the papers are in force, and
/// of a new portrait that it can be printed.
fn judge_reissue(case: &Case<'_>) -> Vec<Finding> {
    let asked = case.experts().filter(|expert| case.application.asks_card(expert.position));
    let cards = asked.flat_map(|expert| {
        let card = (!case.is_independent()).then(|| certificate::reissued_card(&expert));
        let photo = expert.expert.photo.map(|_| person::photo(&expert));
        card.into_iter().chain(photo)
    });
    std::iter::once(certificate::reissue(case)).chain(cards).collect()
}

/// What can be lost in three years is judged again (TT26 article 17); who is new
/// is judged as the first ones were.
fn judge_renewal(case: &Case<'_>) -> Vec<Finding> {
    let experts = case.experts().flat_map(|expert| match expert.expert.prior_card {
        Some(_) => judge_known_expert(&expert),
        None => judge_expert(&expert),
    });
    let experts: Vec<Finding> = experts.collect();
    let mut findings = vec![renewal::in_time(case)];
    if !case.is_independent() {
        let kept = [
            organisation::qms_validity(case),
            edition::qms_edition(case),
            organisation::qms_scope(case),
            organisation::qms_body(case),
            staffing::staffing(case, &experts),
        ];
        findings.extend([renewal::client_count(case), renewal::kept(case, &kept)]);
        findings.extend(kept);
    }
    findings.extend(experts);
    findings
}

/// An expert who has a card: what they did within the term, and what can lapse.
/// A portrait is judged where it is a new one, or the old one is not kept.
fn judge_known_expert(case: &ExpertCase<'_>) -> Vec<Finding> {
    let has_portrait = case.expert.prior_card.as_ref().is_some_and(|card| card.portrait);
    let photo = (case.expert.photo.is_some() || !has_portrait).then(|| person::photo(case));
    let mut findings = if case.case.is_independent() {
        vec![renewal::independent_clients(case), person::capacity(case)]
    } else {
        vec![renewal::expert_clients(case), person::capacity(case), person::employment(case)]
    };
    findings.extend(photo);
    if case.case.is_independent() {
        findings.extend([independent::independence(case), independent::consent(case)]);
    }
    findings
}

fn judge_organisation(case: &Case<'_>, experts: &[Finding]) -> Vec<Finding> {
    vec![
        organisation::establishment(case),
        organisation::qms_validity(case),
        edition::qms_edition(case),
        organisation::qms_scope(case),
        organisation::qms_body(case),
        organisation::client_count(case),
        staffing::staffing(case, experts),
        organisation::registration(case),
        organisation::bar(case),
    ]
}

fn judge_expert(case: &ExpertCase<'_>) -> Vec<Finding> {
    let mut findings = vec![
        expert::degree(case),
        expert::state_administration(case),
        expert::qms_training(case),
        experience::service(case),
        experience::lead_clients(case),
        person::capacity(case),
        person::employment(case),
        person::photo(case),
    ];
    if case.case.is_independent() {
        findings.extend([independent::independence(case), independent::consent(case)]);
    }
    findings
}

impl Evaluation {
    /// The finding of a rule on a subject.
    pub fn finding(&self, rule: Rule, subject: Subject) -> Option<&Finding> {
        self.findings.iter().find(|finding| (finding.rule, finding.subject) == (rule, subject))
    }

    /// Positions of experts whom the machine alone finds to fail a rule.
    pub fn failing_experts(&self) -> Vec<usize> {
        self.judged(&Judgements::new()).failing_experts()
    }
}
