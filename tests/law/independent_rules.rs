//! I1 and I2, clause by clause.

use consultant_registry::domain::eligibility::{Rule, Subject, Verdict};
use serde_json::{Value, json};

use crate::dossier::{Dossier, independent};

use Verdict::{NotApplicable, Officer, Unmet};

fn changed(key: &str, value: impl Into<Value>) -> Dossier {
    independent().set(&format!("/experts/0/{key}"), value)
}

#[test]
fn an_independent_hears_only_the_rules_of_experts_in_order() {
    let findings = independent().judged_on("2026-11-22").findings;
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["E1", "E2", "E3", "E4a", "E4b", "E5", "E6", "E7", "I1", "I2"]);
    assert!(findings.iter().all(|finding| finding.subject == Subject::Expert(0)));
}

#[test]
fn i1_needs_the_declaration_to_belong_to_none() {
    assert_eq!(independent().expert_verdict(Rule::I1), Officer);
    assert_eq!(changed("belongs_to_organisation", true).expert_verdict(Rule::I1), Unmet);
    assert_eq!(changed("belongs_to_organisation", Value::Null).expert_verdict(Rule::I1), Unmet);
}

#[test]
fn i1_allows_no_active_card_at_any_organisation() {
    let person = independent().0["experts"][0]["personal_number"].clone();
    let cards = json!([{ "personal_number": person, "enterprise_code": "0999999999" }]);
    assert_eq!(independent().set("/register/active_cards", cards).expert_verdict(Rule::I1), Unmet);
    let other = json!([{ "personal_number": "000000000000", "enterprise_code": "0999999999" }]);
    assert_eq!(independent().set("/register/active_cards", other).expert_verdict(Rule::I1), Officer);
}

#[test]
fn i1_is_unmet_when_the_register_cannot_tell() {
    assert_eq!(independent().without("/register").expert_verdict(Rule::I1), Unmet);
    assert_eq!(independent().without("/register/active_cards").expert_verdict(Rule::I1), Unmet);
    assert_eq!(changed("personal_number", " ").expert_verdict(Rule::I1), Unmet);
}

#[test]
fn i2_is_asked_of_civil_servants_only() {
    assert_eq!(independent().expert_verdict(Rule::I2), NotApplicable);
    assert_eq!(changed("civil_servant", true).expert_verdict(Rule::I2), Unmet, "without a letter");
    assert_eq!(changed("civil_servant", Value::Null).expert_verdict(Rule::I2), Unmet, "not said");
}

#[test]
fn i2_needs_number_day_and_signer_of_the_letter() {
    let letter = json!({ "number": "12/CV", "signed_on": "2026-11-22", "signer": "Trần Văn Mẫu" });
    let servant = changed("civil_servant", true).set("/experts/0/consent_letter", letter);
    assert_eq!(servant.expert_verdict(Rule::I2), Officer);
    for key in ["number", "signed_on", "signer"] {
        let pointer = format!("/experts/0/consent_letter/{key}");
        assert_eq!(servant.clone().without(&pointer).expert_verdict(Rule::I2), Unmet, "{key}");
    }
    assert_eq!(servant.clone().set("/experts/0/consent_letter/signer", "").expert_verdict(Rule::I2), Unmet);
    let late = servant.set("/experts/0/consent_letter/signed_on", "2026-11-23");
    assert_eq!(late.expert_verdict(Rule::I2), Unmet);
}
