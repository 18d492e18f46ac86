//! Every vector gives the same report from the program as from the core.

use serde_json::{Value, json};

use crate::desk::Desk;

#[test]
fn the_program_gives_the_report_of_every_vector() {
    let desk = Desk::new();
    for case in desk.cases() {
        let name = case["name"].as_str().expect("a name");
        let said = desk.verify(case["input"].as_str().expect("a text"), &arguments(&desk, case));
        let report: Value = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{name}: {said:?}"));
        assert_eq!(report, case["expected"], "{name}");
        let code = match report["verdict"].as_str() {
            Some("valid") => 0,
            Some("not_valid") => 1,
            Some("not_now") => 3,
            _ => 4,
        };
        assert_eq!(said.code, Some(code), "{name}");
    }
}

fn arguments<'a>(desk: &Desk, case: &'a Value) -> Vec<&'a str> {
    let mut arguments = vec!["--json", "--at", case["at"].as_str().expect("an instant")];
    for host in case["hosts"].as_array().expect("hosts") {
        arguments.extend(["--host", host.as_str().expect("a host")]);
    }
    arguments.extend(case["on"].as_str().into_iter().flat_map(|on| ["--on", on]));
    if let Some(snapshot) = case["snapshot"].as_str() {
        let seen = json!({"seen": case["seen"]}).to_string();
        let paths = [
            desk.path(&format!("{snapshot}.status")).display().to_string(),
            desk.put("seen.json", seen.as_bytes()),
        ];
        // A few dozen short texts; the process ends with the test.
        let [status, seen] = paths.map(|path| &*path.leak());
        arguments.extend(["--status", status, "--seen", seen]);
    }
    arguments
}

#[test]
fn sentences_begin_with_the_verdict_in_the_language_asked_for() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    let said = desk.noon(code, &[]);
    assert_eq!(said.out.lines().next(), Some("Thẻ này còn hiệu lực."));
    assert!(said.out.contains("Nguyễn Thị Hồng Phương Thảo Vy") && said.out.contains("BKHCN-token-0, số 41"));
    let said = desk.noon(code, &["--lang", "en"]);
    assert_eq!(said.out.lines().next(), Some("This card is valid."));
    let said = desk.noon(desk.input("statement"), &["--lang", "en"]);
    let first = "As stated for 20 November 2026: Number 01/2026/GXN-BKHCN is not valid: revoked from 20 November 2026.";
    assert_eq!(said.out.lines().next(), Some(first));
    let said = desk.noon(desk.input("statement"), &["--on", "2026-11-22"]);
    let first = "Chưa kiểm tra được: tình trạng đang có không phải của ngày cần kiểm tra.";
    assert_eq!(said.out.lines().next(), Some(first));
}

#[test]
fn wrong_use_ends_with_2_and_a_sentence() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    for (input, arguments) in [
        ("no-such-file.png", &[][..]),
        (code, &["--host", "https://so.example.vn"]),
        (code, &["--status", "/no/such/file"]),
        (code, &["--seen", "seen.json"]),
        (code, &["--on", "22/11/2026"]),
    ] {
        let said = desk.verify(input, arguments);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!said.err.is_empty(), "{arguments:?}");
    }
}
