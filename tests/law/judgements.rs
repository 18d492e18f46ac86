//! What follows from the officers' judgements.

use consultant_registry::domain::eligibility::{Evaluation, Judgement, Judgements, Rule, Subject, Verdict};
use serde_json::Value;

use crate::dossier::{independent, organisation};

fn evaluation() -> Evaluation {
    organisation().judged_on("2026-11-22")
}

/// Everything an officer must judge, judged as met.
fn all_met(evaluation: &Evaluation) -> Judgements {
    let open = evaluation.judged(&Judgements::new()).open();
    open.into_iter().map(|finding| (finding, Judgement::Met)).collect()
}

#[test]
fn nothing_may_be_approved_before_officers_have_judged() {
    let judged = evaluation().judged(&Judgements::new());
    assert!(!judged.may_be_approved());
    assert!(judged.passing_experts().is_empty());
    assert_eq!(judged.verdict(Rule::O4, Subject::Organisation), Some(Verdict::Officer));
    assert!(judged.open().contains(&(Rule::E5, Subject::Expert(4))));
    assert!(!judged.open().iter().any(|(rule, _)| *rule == Rule::O4), "O4 follows from the experts");
}

#[test]
fn an_organisation_is_approved_when_everything_is_met() {
    let evaluation = evaluation();
    let judged = evaluation.judged(&all_met(&evaluation));
    assert!(judged.may_be_approved());
    assert_eq!(judged.passing_experts(), [0, 1, 2, 3, 4]);
    assert_eq!(judged.verdict(Rule::O4, Subject::Organisation), Some(Verdict::Met));
}

#[test]
fn one_condition_left_open_keeps_it_from_approval() {
    let evaluation = evaluation();
    let complete = all_met(&evaluation);
    for finding in complete.keys() {
        let mut judgements = complete.clone();
        judgements.remove(finding);
        let judged = evaluation.judged(&judgements);
        assert!(!judged.may_be_approved(), "{} {}", finding.0, finding.1);
        assert_eq!(judged.open(), [*finding]);
    }
}

#[test]
fn fewer_than_five_passing_experts_refuse_the_organisation() {
    let evaluation = evaluation();
    let mut judgements = all_met(&evaluation);
    judgements.insert((Rule::E5, Subject::Expert(2)), Judgement::Unmet);
    let judged = evaluation.judged(&judgements);
    assert_eq!(judged.verdict(Rule::O4, Subject::Organisation), Some(Verdict::Unmet));
    assert_eq!((judged.passing_experts(), judged.failing_experts()), (vec![0, 1, 3, 4], vec![2]));
    assert!(!judged.may_be_approved());
}

#[test]
fn a_sixth_expert_who_fails_is_left_out_without_further_judgement() {
    let mut dossier = organisation();
    let mut sixth = dossier.0["experts"][0].clone();
    sixth["photo"] = Value::Null;
    dossier.0["experts"].as_array_mut().expect("a list").push(sixth);
    let evaluation = dossier.judged_on("2026-11-22");
    assert_eq!(evaluation.failing_experts(), [5]);
    let judgements = all_met(&evaluation);
    assert!(!judgements.contains_key(&(Rule::E5, Subject::Expert(5))), "it would change nothing");
    let judged = evaluation.judged(&judgements);
    assert!(judged.may_be_approved());
    assert_eq!(judged.passing_experts(), [0, 1, 2, 3, 4]);
}

#[test]
fn an_officer_may_find_wanting_what_the_machine_found_met() {
    let evaluation = evaluation();
    let mut judgements = all_met(&evaluation);
    judgements.insert((Rule::O3, Subject::Organisation), Judgement::Unmet);
    let judged = evaluation.judged(&judgements);
    assert_eq!(judged.verdict(Rule::O3, Subject::Organisation), Some(Verdict::Unmet));
    assert!(!judged.may_be_approved());
}

#[test]
fn no_officer_makes_an_unmet_condition_met() {
    let dossier = organisation().set("/organisation/qms_certificate/valid_to", "2026-11-21");
    let evaluation = dossier.judged_on("2026-11-22");
    let mut judgements = all_met(&evaluation);
    judgements.insert((Rule::O2a, Subject::Organisation), Judgement::Met);
    judgements.insert((Rule::O4, Subject::Organisation), Judgement::Met);
    let judged = evaluation.judged(&judgements);
    assert_eq!(judged.verdict(Rule::O2a, Subject::Organisation), Some(Verdict::Unmet));
    assert!(!judged.may_be_approved());
}

#[test]
fn an_independent_is_approved_when_every_rule_passes() {
    let evaluation = independent().judged_on("2026-11-22");
    let complete = all_met(&evaluation);
    assert!(!evaluation.judged(&Judgements::new()).may_be_approved());
    assert!(evaluation.judged(&complete).may_be_approved());
    let mut refused = complete.clone();
    refused.insert((Rule::I1, Subject::Expert(0)), Judgement::Unmet);
    assert!(!evaluation.judged(&refused).may_be_approved());
}

#[test]
fn what_does_not_apply_is_not_judged() {
    let evaluation = independent().judged_on("2026-11-22");
    let mut judgements = all_met(&evaluation);
    judgements.insert((Rule::E6, Subject::Expert(0)), Judgement::Unmet);
    judgements.insert((Rule::O1, Subject::Organisation), Judgement::Unmet);
    assert!(evaluation.judged(&judgements).may_be_approved());
}

#[test]
fn a_subject_has_one_written_form() {
    for subject in [Subject::Organisation, Subject::Expert(0), Subject::Expert(41)] {
        assert_eq!(subject.to_string().parse::<Subject>(), Ok(subject));
    }
    for wrong in ["expert", "expert:", "expert:+1", "expert:01", "Organisation", "expert:-1"] {
        assert!(wrong.parse::<Subject>().is_err(), "{wrong}");
    }
}
