//! E5 to E7, clause by clause.

use consultant_registry::domain::eligibility::{Rule, Subject, Verdict};
use serde_json::{Value, json};

use crate::dossier::{Dossier, independent, organisation};

use Verdict::{Met, NotApplicable, Officer, Unmet};

fn changed(key: &str, value: impl Into<Value>) -> Dossier {
    organisation().set(&format!("/experts/0/{key}"), value)
}

#[test]
fn e5_needs_eighteen_full_years() {
    assert_eq!(changed("born_on", "2008-11-22").expert_verdict(Rule::E5), Officer);
    assert_eq!(changed("born_on", "2008-11-23").expert_verdict(Rule::E5), Unmet);
    assert_eq!(changed("born_on", "2030-01-01").expert_verdict(Rule::E5), Unmet);
    assert_eq!(changed("born_on", Value::Null).expert_verdict(Rule::E5), Unmet);
}

#[test]
fn e5_needs_both_declarations() {
    for key in ["good_ethics", "full_capacity"] {
        let pointer = format!("declaration/{key}");
        assert_eq!(changed(&pointer, false).expert_verdict(Rule::E5), Unmet, "{key} false");
        assert_eq!(changed(&pointer, Value::Null).expert_verdict(Rule::E5), Unmet, "{key} null");
    }
    assert_eq!(changed("declaration", Value::Null).expert_verdict(Rule::E5), Unmet);
}

#[test]
fn e6_takes_public_employees_and_indefinite_contracts() {
    for kind in ["public_employee", "indefinite_term_contract"] {
        assert_eq!(changed("employment/kind", kind).expert_verdict(Rule::E6), Met, "{kind}");
    }
    assert_eq!(changed("employment/kind", "fixed_term_contract").expert_verdict(Rule::E6), Unmet);
    assert_eq!(changed("employment", Value::Null).expert_verdict(Rule::E6), Unmet);
}

#[test]
fn e6_compares_the_employer_with_the_organisation_by_folded_name() {
    let names = |employer: &str, organisation: &str| {
        let dossier = changed("employment/employer", employer);
        dossier.set("/organisation/name", organisation).expert_verdict(Rule::E6)
    };
    assert_eq!(names("CONG TY  TU VAN DO DAT ", "Công ty Tư vấn Đỗ Đạt"), Met);
    assert_eq!(names("Công ty Tư vấn Đỗ Đạt 2", "Công ty Tư vấn Đỗ Đạt"), Unmet);
    assert_eq!(names(" ", ""), Unmet, "blank is missing, not equal");
}

#[test]
fn e6_needs_work_begun_by_the_day() {
    assert_eq!(changed("employment/since", "2026-11-22").expert_verdict(Rule::E6), Met);
    assert_eq!(changed("employment/since", "2026-11-23").expert_verdict(Rule::E6), Unmet);
    assert_eq!(changed("employment/since", Value::Null).expert_verdict(Rule::E6), Unmet);
}

#[test]
fn e6_leaves_missing_or_no_social_insurance_to_an_officer() {
    let key = "employment/social_insurance_months";
    assert_eq!(changed(key, 1).expert_verdict(Rule::E6), Met);
    assert_eq!(changed(key, 0).expert_verdict(Rule::E6), Officer);
    assert_eq!(changed(key, Value::Null).expert_verdict(Rule::E6), Officer);
    let wrong = changed(key, 0).set("/experts/0/employment/kind", "fixed_term_contract");
    assert_eq!(wrong.expert_verdict(Rule::E6), Unmet, "what is wrong comes first");
}

#[test]
fn e6_gives_every_reason_in_its_sentence() {
    let dossier = with_card(json!("0999999999")).set("/experts/0/employment/kind", "fixed_term_contract");
    let text = dossier.finding(Rule::E6, Subject::Expert(0)).text;
    assert_eq!(
        text.vi,
        "Chưa phải nhân sự chính thức: không phải viên chức hay hợp đồng không xác định thời hạn, \
         đang có thẻ ở tổ chức khác."
    );
}

fn with_card(enterprise_code: Value) -> Dossier {
    let person = organisation().0["experts"][0]["personal_number"].clone();
    let cards = json!([{ "personal_number": person, "enterprise_code": enterprise_code }]);
    organisation().set("/register/active_cards", cards)
}

#[test]
fn e6_allows_a_card_here_and_none_elsewhere() {
    let own = organisation().0["organisation"]["enterprise_code"].clone();
    assert_eq!(with_card(own.clone()).expert_verdict(Rule::E6), Met);
    assert_eq!(with_card(json!("0999999999")).expert_verdict(Rule::E6), Unmet);
    assert_eq!(with_card(Value::Null).expert_verdict(Rule::E6), Unmet, "a card at nobody knows whom");
    assert_eq!(with_card(own).without("/organisation/enterprise_code").expert_verdict(Rule::E6), Unmet);
    let other = json!([{ "personal_number": "000000000000", "enterprise_code": "0999999999" }]);
    assert_eq!(organisation().set("/register/active_cards", other).expert_verdict(Rule::E6), Met);
}

#[test]
fn e6_names_the_old_card_and_whom_one_waits_for() {
    let said = |more: Value| {
        let person = organisation().0["experts"][0]["personal_number"].clone();
        let mut card = json!({
            "personal_number": person, "enterprise_code": "0999999999", "number": "52-TV-00000017",
            "organisation": "Công ty Cũ", "issuer": "52",
        });
        card.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        let dossier = organisation().set("/register/active_cards", json!([card]));
        dossier.finding(Rule::E6, Subject::Expert(0)).text.vi
    };
    let held = "thẻ cũ 52-TV-00000017 còn hiệu lực ở Công ty Cũ (Gia Lai cấp)";
    assert!(said(json!({})).ends_with(&format!("{held}; chờ nơi đó trả lại thẻ.")), "{}", said(json!({})));
    let told = said(json!({"left_on": "2026-11-20"}));
    assert!(told.contains("đã báo thôi việc từ 20/11/2026, chờ xác nhận trả lại thẻ"), "{told}");
    let independent = said(json!({"enterprise_code": null}));
    assert!(independent.contains("chờ chuyên gia thôi hoạt động độc lập"), "{independent}");
}

#[test]
fn e6_is_unmet_when_the_register_cannot_tell() {
    assert_eq!(organisation().without("/register").expert_verdict(Rule::E6), Unmet);
    assert_eq!(organisation().without("/register/active_cards").expert_verdict(Rule::E6), Unmet);
    assert_eq!(changed("personal_number", Value::Null).expert_verdict(Rule::E6), Unmet);
}

#[test]
fn e6_is_not_asked_of_an_independent() {
    assert_eq!(independent().expert_verdict(Rule::E6), NotApplicable);
}

fn photo(width: u32, height: u32) -> Verdict {
    let photo = json!({ "width": width, "height": height, "colour": true });
    changed("photo", photo).expert_verdict(Rule::E7)
}

#[test]
fn e7_needs_236_by_354_pixels() {
    assert_eq!(photo(236, 354), Met);
    assert_eq!(photo(235, 354), Unmet);
    assert_eq!(photo(236, 353), Unmet);
    assert_eq!(photo(0, 0), Unmet);
    assert_eq!(photo(u32::MAX, u32::MAX), Unmet);
}

#[test]
fn e7_allows_two_per_cent_of_the_ratio() {
    assert_eq!(photo(680, 1000), Met, "0.680 is 2.0 % over");
    assert_eq!(photo(681, 1000), Unmet);
    assert_eq!(photo(654, 1000), Met);
    assert_eq!(photo(653, 1000), Unmet, "0.653 is 2.05 % under");
}

#[test]
fn e7_needs_colour_and_both_measures() {
    for key in ["width", "height", "colour"] {
        assert_eq!(changed(&format!("photo/{key}"), Value::Null).expert_verdict(Rule::E7), Unmet, "{key}");
    }
    assert_eq!(changed("photo/colour", false).expert_verdict(Rule::E7), Unmet);
    assert_eq!(changed("photo", Value::Null).expert_verdict(Rule::E7), Unmet);
}
