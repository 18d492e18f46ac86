//! Every case gives its expected findings.

use std::fs;
use std::path::PathBuf;

use consultant_registry::dates::Day;
use consultant_registry::domain::application;
use consultant_registry::domain::eligibility::evaluate;
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// (name, dossier, expected), sorted by name.
fn cases() -> Vec<(String, String, Value)> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder()).expect("the folder of cases") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name in Unicode");
        let Some(stem) = name.strip_suffix(".expected.json") else { continue };
        let read = |name: String| fs::read_to_string(folder().join(name)).expect("a case");
        let expected = serde_json::from_str(&read(name.clone())).expect("JSON");
        cases.push((stem.to_owned(), read(format!("{stem}.json")), expected));
    }
    cases.sort_by(|one, other| one.0.cmp(&other.0));
    cases
}

fn in_short(findings: &Value) -> Vec<[String; 3]> {
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a word").to_owned();
    let findings = findings.as_array().expect("a list");
    findings.iter().map(|finding| ["rule", "subject", "verdict"].map(|key| text(finding, key))).collect()
}

#[test]
fn every_case_gives_its_expected_findings() {
    let cases = cases();
    assert!(cases.len() >= 11, "the cases are there");
    for (name, dossier, expected) in cases {
        let dossier =
            application::parse(dossier.as_bytes()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let on: Day = expected["on"].as_str().expect("a day").parse().expect("a day");
        let evaluation = evaluate(&dossier, on).expect("a regime");
        let found = serde_json::to_value(&evaluation).expect("JSON");
        assert_eq!(found["regime"], expected["regime"], "{name}");
        assert_eq!(found["on"], expected["on"], "{name}");
        assert_eq!(in_short(&found["findings"]), in_short(&expected["findings"]), "{name}");
    }
}

#[test]
fn a_dossier_written_again_reads_as_the_same() {
    for (name, dossier, _) in cases() {
        let dossier = application::parse(dossier.as_bytes()).expect("a dossier");
        let again = serde_json::to_vec(&dossier).expect("JSON");
        assert_eq!(application::parse(&again).expect("a dossier"), dossier, "{name}");
    }
}

#[test]
fn every_finding_says_why_in_both_languages_and_where_the_rule_stands() {
    for (name, dossier, _) in cases() {
        let dossier = application::parse(dossier.as_bytes()).expect("a dossier");
        let evaluation = evaluate(&dossier, "2026-11-22".parse().expect("a day")).expect("a regime");
        for finding in evaluation.findings {
            let told = format!("{name} {} {}", finding.rule, finding.subject);
            assert!(finding.text.vi.ends_with('.') && finding.text.en.ends_with('.'), "{told}");
            assert_ne!(finding.text.vi, finding.text.en, "{told}");
            assert!(!finding.citation.is_empty(), "{told}");
        }
    }
}

#[test]
fn no_finding_repeats_a_personal_number() {
    for (name, dossier, _) in cases() {
        let dossier = application::parse(dossier.as_bytes()).expect("a dossier");
        let evaluation = evaluate(&dossier, "2026-11-22".parse().expect("a day")).expect("a regime");
        let printed = serde_json::to_string(&evaluation).expect("JSON");
        for expert in dossier.experts {
            let number = expert.personal_number.expect("the cases have one");
            assert!(!printed.contains(&number), "{name}");
        }
    }
}
