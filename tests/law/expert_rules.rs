//! E1 to E4b, clause by clause.

use consultant_registry::domain::eligibility::{Rule, Verdict};
use serde_json::{Value, json};

use crate::dossier::{Dossier, independent, organisation};

use Verdict::{Met, Officer, Unmet};

fn changed(key: &str, value: impl Into<Value>) -> Dossier {
    organisation().set(&format!("/experts/0/{key}"), value)
}

#[test]
fn e1_takes_university_master_and_doctor() {
    for level in ["university", "master", "doctor"] {
        assert_eq!(changed("degree/level", level).expert_verdict(Rule::E1), Met, "{level}");
    }
    for level in ["college", "University", "", "đại học"] {
        assert_eq!(changed("degree/level", level).expert_verdict(Rule::E1), Unmet, "{level}");
    }
    assert_eq!(changed("degree/level", Value::Null).expert_verdict(Rule::E1), Unmet);
    assert_eq!(changed("degree", Value::Null).expert_verdict(Rule::E1), Unmet);
}

#[test]
fn e1_needs_a_graduation_not_after_the_day() {
    assert_eq!(changed("degree/graduated_on", "2026-11-22").expert_verdict(Rule::E1), Met);
    assert_eq!(changed("degree/graduated_on", "2026-11-23").expert_verdict(Rule::E1), Unmet);
    assert_eq!(changed("degree/graduated_on", Value::Null).expert_verdict(Rule::E1), Unmet);
}

#[test]
fn e2_takes_the_four_programmes() {
    for programme in ["chuyen_vien", "chuyen_vien_chinh", "chuyen_vien_cao_cap", "bkhcn"] {
        let dossier = changed("state_administration/programme", programme);
        assert_eq!(dossier.expert_verdict(Rule::E2), Met, "{programme}");
    }
    assert_eq!(changed("state_administration/programme", "can_su").expert_verdict(Rule::E2), Unmet);
}

#[test]
fn e2_needs_number_date_and_programme() {
    for key in ["number", "issued_on", "programme", "kind"] {
        let dossier = organisation().without(&format!("/experts/0/state_administration/{key}"));
        assert_eq!(dossier.expert_verdict(Rule::E2), Unmet, "{key}");
    }
    assert_eq!(changed("state_administration/number", " ").expert_verdict(Rule::E2), Unmet);
    assert_eq!(changed("state_administration/issued_on", "2026-11-22").expert_verdict(Rule::E2), Met);
    assert_eq!(changed("state_administration/issued_on", "2026-11-23").expert_verdict(Rule::E2), Unmet);
    assert_eq!(changed("state_administration", Value::Null).expert_verdict(Rule::E2), Unmet);
    assert_eq!(
        organisation().without("/experts/0/state_administration/facility").expert_verdict(Rule::E2),
        Met
    );
}

#[test]
fn e2_leaves_an_exemption_to_an_officer() {
    let exempt = json!({ "kind": "exempt", "basis": "Cử nhân hành chính, Học viện Hành chính Quốc gia" });
    assert_eq!(changed("state_administration", exempt).expert_verdict(Rule::E2), Officer);
    assert_eq!(
        changed("state_administration", json!({ "kind": "exempt" })).expert_verdict(Rule::E2),
        Officer
    );
}

#[test]
fn e3_needs_seventy_points_whole_or_decimal() {
    let scored = |score: Value| changed("qms_training/score", score).expert_verdict(Rule::E3);
    assert_eq!(scored(json!(70)), Met);
    assert_eq!(scored(json!(70.0)), Met);
    assert_eq!(scored(json!(69.5)), Unmet);
    assert_eq!(scored(json!(69)), Unmet);
    assert_eq!(scored(json!(0)), Unmet);
    assert_eq!(scored(Value::Null), Officer, "an unknown score is for an officer");
}

#[test]
fn e3_needs_number_and_a_completion_not_after_the_day() {
    for key in ["number", "completed_on", "kind"] {
        let dossier = organisation().without(&format!("/experts/0/qms_training/{key}"));
        assert_eq!(dossier.expert_verdict(Rule::E3), Unmet, "{key}");
    }
    let late = changed("qms_training/facility_eligible/to", Value::Null);
    let completed =
        |on: &str| late.clone().set("/experts/0/qms_training/completed_on", on).expert_verdict(Rule::E3);
    assert_eq!(completed("2026-11-22"), Met);
    assert_eq!(completed("2026-11-23"), Unmet);
    assert_eq!(changed("qms_training", Value::Null).expert_verdict(Rule::E3), Unmet);
}

fn trained(completed_on: &str, eligible: Value) -> Dossier {
    changed("qms_training/completed_on", completed_on)
        .set("/experts/0/qms_training/facility_eligible", eligible)
}

#[test]
fn e3_needs_a_facility_eligible_on_the_day_of_completion() {
    let eligible = json!({ "from": "2016-01-01", "to": "2016-06-30" });
    let verdict = |on: &str| trained(on, eligible.clone()).expert_verdict(Rule::E3);
    assert_eq!(verdict("2015-12-31"), Unmet);
    assert_eq!(verdict("2016-01-01"), Met);
    assert_eq!(verdict("2016-06-30"), Met);
    assert_eq!(verdict("2016-07-01"), Unmet);
}

#[test]
fn e3_leaves_an_unknown_eligibility_to_an_officer() {
    let verdict = |eligible: Value| trained("2016-03-18", eligible).expert_verdict(Rule::E3);
    assert_eq!(verdict(Value::Null), Officer);
    assert_eq!(verdict(json!({})), Officer);
    assert_eq!(verdict(json!({ "from": "2016-01-01" })), Met, "an open end");
    assert_eq!(verdict(json!({ "from": "2016-04-01", "to": null })), Unmet);
    assert_eq!(verdict(json!({ "to": "2016-06-30" })), Officer, "since when is not known");
    assert_eq!(verdict(json!({ "to": "2016-01-31" })), Unmet, "over, whenever it began");
}

#[test]
fn e3_finds_what_is_wrong_before_what_is_unknown() {
    let low = trained("2016-03-18", Value::Null).set("/experts/0/qms_training/score", 69);
    assert_eq!(low.expert_verdict(Rule::E3), Unmet);
    let outside = trained("2016-03-18", json!({ "from": "2017-01-01", "to": "2018-01-01" }));
    assert_eq!(outside.without("/experts/0/qms_training/score").expert_verdict(Rule::E3), Unmet);
}

#[test]
fn e3_leaves_an_exemption_by_an_older_card_to_an_officer() {
    let exempt = |card: Value| changed("qms_training", json!({ "kind": "exempt", "old_card": card }));
    assert_eq!(exempt(json!("TV-0123")).expert_verdict(Rule::E3), Officer);
    assert_eq!(exempt(json!("  ")).expert_verdict(Rule::E3), Unmet);
    assert_eq!(exempt(Value::Null).expert_verdict(Rule::E3), Unmet);
    assert_eq!(changed("qms_training", json!({ "kind": "exempt" })).expert_verdict(Rule::E3), Unmet);
}

/// Graduated on a day, with a history of these spans.
fn served(graduated_on: &str, spans: &[(&str, Option<&str>)]) -> Verdict {
    let history: Value = spans.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    changed("degree/graduated_on", graduated_on).set("/experts/0/history", history).expert_verdict(Rule::E4a)
}

#[test]
fn e4a_needs_three_full_years_from_graduation() {
    assert_eq!(served("2023-11-22", &[("2023-11-22", None)]), Met);
    assert_eq!(served("2023-11-23", &[("2010-01-01", None)]), Unmet);
    let leap = changed("degree/graduated_on", "2024-02-29")
        .set("/experts/0/history", json!([{ "from": "2024-02-29" }]));
    let on = |day: &str| {
        let evaluation = leap.judged_on(day);
        let mut found = evaluation.findings.iter().filter(|finding| finding.rule == Rule::E4a);
        found.next().expect("asked").verdict
    };
    assert_eq!(on("2027-02-27"), Unmet);
    assert_eq!(on("2027-02-28"), Met, "29 February three years later is the last of the month");
}

#[test]
fn e4a_needs_1095_covered_days_or_an_officer() {
    // From 2020-01-01 the 1095th day is 2022-12-30.
    assert_eq!(served("2019-06-01", &[("2020-01-01", Some("2022-12-30"))]), Met);
    assert_eq!(served("2019-06-01", &[("2020-01-01", Some("2022-12-29"))]), Officer);
    assert_eq!(served("2019-06-01", &[]), Officer);
}

#[test]
fn e4a_counts_a_day_covered_twice_once() {
    let twice = [
        ("2020-01-01", Some("2022-06-30")),
        ("2020-01-01", Some("2022-12-29")),
        ("2021-01-01", Some("2022-01-01")),
    ];
    assert_eq!(served("2019-06-01", &twice), Officer);
    let joined = [("2021-07-01", Some("2022-12-30")), ("2020-01-01", Some("2021-07-15"))];
    assert_eq!(served("2019-06-01", &joined), Met);
}

#[test]
fn e4a_counts_only_from_graduation_to_the_day() {
    assert_eq!(served("2020-06-01", &[("2010-01-01", Some("2022-12-30"))]), Officer);
    assert_eq!(served("2020-06-01", &[("2024-06-01", Some("2030-01-01"))]), Officer);
    assert_eq!(served("2020-06-01", &[("2022-12-30", Some("2020-01-01")), ("2027-01-01", None)]), Officer);
}

#[test]
fn e4a_needs_the_day_of_graduation() {
    assert_eq!(changed("degree/graduated_on", Value::Null).expert_verdict(Rule::E4a), Unmet);
    assert_eq!(changed("degree", Value::Null).expert_verdict(Rule::E4a), Unmet);
    assert_eq!(changed("history", Value::Null).expert_verdict(Rule::E4a), Officer);
}

#[test]
fn e4b_counts_only_engagements_that_were_led() {
    let mut dossier = independent();
    let rows = dossier.0["experts"][0]["engagements"].as_array_mut().expect("a list");
    let led: Vec<Value> = rows.iter().filter(|row| row["role"] == "lead").take(5).cloned().collect();
    assert_eq!(led.len(), 5, "the case has five");
    let with =
        |rows: &[Value]| independent().set("/experts/0/engagements", rows.to_vec()).expert_verdict(Rule::E4b);
    assert_eq!(with(&led), Met);
    assert_eq!(with(&led[..4]), Unmet);
    for role in [json!("member"), Value::Null] {
        let mut changed = led.clone();
        changed[2]["role"] = role;
        assert_eq!(with(&changed), Unmet);
    }
}
