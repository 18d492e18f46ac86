//! The program itself: what it prints and how it refuses.

use std::process::{Command, Output};

fn registry(arguments: &[&str]) -> Output {
    let root = env!("CARGO_MANIFEST_DIR");
    Command::new(env!("CARGO_BIN_EXE_registry")).args(arguments).current_dir(root).output().expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn evaluate_prints_the_findings_with_rule_subject_and_verdict_first() {
    let output = registry(&["evaluate", "tests/cases/organisation-meets-all.json", "--on", "2026-11-22"]);
    assert!(output.status.success());
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (printed["regime"].as_str(), printed["on"].as_str()),
        (Some("central-2014"), Some("2026-11-22"))
    );
    let first = printed["findings"][0].as_object().expect("a finding");
    let keys: Vec<&str> = first.keys().map(String::as_str).collect();
    assert_eq!(keys, ["rule", "subject", "verdict", "citation", "facts", "evidence", "text"]);
}

#[test]
fn a_refused_file_exits_2_and_tells_the_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("dossier.json");
    std::fs::write(&file, r#"{ "format": "dossier/1", "received_on": "yesterday" }"#).expect("written");
    let output = registry(&["evaluate", file.to_str().expect("a path"), "--on", "2026-11-22"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let told = text(&output.stderr);
    assert!(told.starts_with("received_on: không phải một ngày") && told.contains("not a day"), "{told}");
}

#[test]
fn a_file_that_is_not_there_and_a_day_that_is_none_exit_2() {
    assert_eq!(
        registry(&["evaluate", "tests/cases/nowhere.json", "--on", "2026-11-22"]).status.code(),
        Some(2)
    );
    let output = registry(&["evaluate", "tests/cases/independent-meets-all.json", "--on", "22/11/2026"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("not a day"));
}

#[test]
fn deadline_prints_the_day() {
    let printed = |arguments: &[&str]| text(&registry(arguments).stdout).trim().to_owned();
    assert_eq!(printed(&["deadline", "2026-11-20", "3", "working_day"]), "2026-11-26");
    assert_eq!(printed(&["deadline", "2026-04-20", "10", "calendar_day"]), "2026-05-04");
    assert_eq!(printed(&["deadline", "2024-02-29", "36", "month"]), "2027-02-28");
}

#[test]
fn deadline_says_which_year_it_does_not_know() {
    for (start, n, year) in [("2027-12-20", "15", "2028"), ("2024-02-05", "5", "2024")] {
        let output = registry(&["deadline", start, n, "working_day"]);
        assert_eq!(output.status.code(), Some(1), "{start}");
        assert!(output.stdout.is_empty(), "no day that could be taken for certain");
        let told = text(&output.stderr);
        assert!(told.contains(&format!("Chưa có lịch nghỉ năm {year}")), "{told}");
        assert!(told.contains(&format!("The days off of {year} are not entered")), "{told}");
    }
    assert!(
        registry(&["deadline", "2026-11-22", "36", "month"]).status.success(),
        "a validity needs no days off"
    );
}

#[test]
fn deadline_refuses_what_is_no_term() {
    for wrong in [
        ["2026-11-31", "3", "month"],
        ["2026-11-20", "0", "month"],
        ["2026-11-20", "3", "week"],
        ["2026-11-20", "-3", "month"],
    ] {
        let output = registry(&["deadline", wrong[0], wrong[1], wrong[2]]);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{wrong:?}");
    }
}
