//! O1 to O6, clause by clause.

use consultant_registry::domain::eligibility::{Rule, Subject, Verdict};
use serde_json::{Value, json};

use crate::dossier::{Dossier, organisation};

use Verdict::{Met, NotApplicable, Officer, Unmet};

#[test]
fn o1_is_for_an_officer_once_kind_number_and_date_stand_there() {
    assert_eq!(organisation().verdict(Rule::O1), Officer);
    for key in ["kind", "number", "issued_on"] {
        let pointer = format!("/organisation/establishment/{key}");
        assert_eq!(organisation().without(&pointer).verdict(Rule::O1), Unmet, "{key} missing");
        assert_eq!(organisation().set(&pointer, Value::Null).verdict(Rule::O1), Unmet, "{key} null");
    }
    assert_eq!(organisation().set("/organisation/establishment/number", " \t").verdict(Rule::O1), Unmet);
    assert_eq!(organisation().set("/organisation/establishment", Value::Null).verdict(Rule::O1), Unmet);
    assert_eq!(organisation().without("/organisation/establishment/functions").verdict(Rule::O1), Officer);
}

#[test]
fn o1_takes_a_paper_of_the_day_itself_and_none_of_the_day_after() {
    let dated = |on: &str| organisation().set("/organisation/establishment/issued_on", on).verdict(Rule::O1);
    assert_eq!(dated("2026-11-22"), Officer);
    assert_eq!(dated("2026-11-23"), Unmet);
}

#[test]
fn o2a_holds_through_both_ends_of_the_validity() {
    let valid = |from: &str, to: &str| {
        let dossier = organisation().set("/organisation/qms_certificate/valid_from", from);
        dossier.set("/organisation/qms_certificate/valid_to", to).verdict(Rule::O2a)
    };
    assert_eq!(valid("2026-11-22", "2026-11-22"), Met);
    assert_eq!(valid("2026-11-23", "2027-11-22"), Unmet);
    assert_eq!(valid("2023-11-22", "2026-11-21"), Unmet);
    assert_eq!(organisation().without("/organisation/qms_certificate/valid_from").verdict(Rule::O2a), Unmet);
    assert_eq!(organisation().without("/organisation/qms_certificate/valid_to").verdict(Rule::O2a), Unmet);
}

#[test]
fn o2c_and_o2d_are_for_an_officer_unless_blank() {
    for (rule, key) in [(Rule::O2c, "scope"), (Rule::O2d, "body_registration")] {
        let pointer = format!("/organisation/qms_certificate/{key}");
        assert_eq!(organisation().verdict(rule), Officer);
        assert_eq!(organisation().set(&pointer, "\u{a0} ").verdict(rule), Unmet, "{key} blank");
        assert_eq!(organisation().without(&pointer).verdict(rule), Unmet, "{key} missing");
    }
}

#[test]
fn without_a_qms_certificate_every_o2_rule_is_unmet() {
    let dossier = organisation().set("/organisation/qms_certificate", Value::Null);
    for rule in [Rule::O2a, Rule::O2b, Rule::O2c, Rule::O2d] {
        assert_eq!(dossier.verdict(rule), Unmet, "{rule}");
    }
}

#[test]
fn o3_needs_ten_clients() {
    let with = |count: usize| {
        let mut dossier = organisation();
        let clients = dossier.0["organisation"]["clients"].as_array_mut().expect("a list");
        clients.truncate(count);
        dossier.finding(Rule::O3, Subject::Organisation)
    };
    assert_eq!(with(10).verdict, Met);
    assert_eq!(with(9).verdict, Unmet);
    assert_eq!(with(9).text.vi, "9 khách hàng được tính, cần ít nhất 10.");
    assert_eq!(organisation().set("/organisation/clients", Value::Null).verdict(Rule::O3), Unmet);
}

/// The organisation with so many experts, of whom some are changed.
fn staffed(count: usize, change: impl Fn(usize, Value) -> Value) -> Dossier {
    let mut dossier = organisation();
    let model = dossier.0["experts"][0].clone();
    dossier.0["experts"] = (0..count).map(|position| change(position, model.clone())).collect();
    dossier
}

fn failing(mut expert: Value) -> Value {
    expert["photo"] = Value::Null;
    expert
}

#[test]
fn o4_waits_for_officers_while_five_may_still_pass() {
    assert_eq!(staffed(5, |_, expert| expert).verdict(Rule::O4), Officer, "E5 is always for an officer");
    assert_eq!(staffed(4, |_, expert| expert).verdict(Rule::O4), Unmet);
    assert_eq!(staffed(0, |_, expert| expert).verdict(Rule::O4), Unmet);
}

#[test]
fn o4_counts_no_expert_with_an_unmet_rule() {
    let first_fails = |position, expert| if position == 0 { failing(expert) } else { expert };
    assert_eq!(staffed(6, first_fails).verdict(Rule::O4), Officer);
    assert_eq!(staffed(5, first_fails).verdict(Rule::O4), Unmet);
    assert_eq!(staffed(6, first_fails).judged_on("2026-11-22").failing_experts(), [0]);
}

#[test]
fn o5_is_what_the_decision_brings_about() {
    assert_eq!(organisation().verdict(Rule::O5), NotApplicable);
}

fn revoked(notified_on: impl Into<Value>, received_on: &str) -> Verdict {
    let code = organisation().0["organisation"]["enterprise_code"].clone();
    let entry = json!([{ "enterprise_code": code, "notified_on": notified_on.into() }]);
    organisation().set("/register/revocations", entry).set("/received_on", received_on).verdict(Rule::O6)
}

#[test]
fn o6_bars_for_two_years_from_the_notice_to_the_day_of_receipt() {
    assert_eq!(revoked("2024-10-05", "2026-10-04"), Unmet);
    assert_eq!(revoked("2024-10-05", "2026-10-05"), Met, "the bar is over on its corresponding day");
    assert_eq!(revoked("2024-02-29", "2026-02-27"), Unmet);
    assert_eq!(revoked("2024-02-29", "2026-02-28"), Met, "no such day: the last of the month");
    assert_eq!(revoked("2026-10-30", "2026-10-05"), Unmet, "a notice after the day of receipt");
}

#[test]
fn o6_looks_at_this_enterprise_and_at_every_entry() {
    let other = json!([{ "enterprise_code": "0999999999", "notified_on": "2026-10-01" }]);
    assert_eq!(organisation().set("/register/revocations", other).verdict(Rule::O6), Met);
    let code = organisation().0["organisation"]["enterprise_code"].clone();
    let two = json!([
        { "enterprise_code": code, "notified_on": "2026-01-01" },
        { "enterprise_code": code, "notified_on": "2016-01-01" },
    ]);
    assert_eq!(organisation().set("/register/revocations", two).verdict(Rule::O6), Unmet);
}

#[test]
fn o6_is_unmet_when_the_register_cannot_tell() {
    assert_eq!(organisation().without("/register").verdict(Rule::O6), Unmet);
    assert_eq!(organisation().without("/register/revocations").verdict(Rule::O6), Unmet);
    assert_eq!(organisation().without("/organisation/enterprise_code").verdict(Rule::O6), Unmet);
    assert_eq!(revoked(Value::Null, "2026-10-05"), Unmet, "a revocation without its day");
}

#[test]
fn a_dossier_is_judged_under_the_regime_of_its_issuer_on_the_day_of_receipt() {
    let regime = |issuer: &str, received_on: &str| {
        let dossier = organisation().set("/issuer", issuer).set("/received_on", received_on);
        dossier.judged_on("2026-11-22").regime.id.clone()
    };
    assert_eq!(regime("BKHCN", "2026-10-05"), "central-2014");
    assert_eq!(regime("BKHCN", "2015-01-01"), "central-2014");
    assert_eq!(regime("52", "2025-07-01"), "provincial-2025");
    let early = organisation().set("/issuer", "52").set("/received_on", "2025-06-30");
    assert_eq!(early.unjudged_on("2026-11-22").path, "received_on");
}

#[test]
fn an_organisation_hears_no_rule_of_independents() {
    let evaluation = organisation().judged_on("2026-11-22");
    assert!(evaluation.findings.iter().all(|finding| !matches!(finding.rule, Rule::I1 | Rule::I2)));
}
