//! Status that is old, replayed or altered.

use crate::desk::Desk;

#[test]
fn a_snapshot_that_a_newer_one_replaced_is_refused_on_the_next_run() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    let seen = desk.path("seen.json").display().to_string();
    let arguments = ["--json", "--seen", &seen];
    assert_eq!(desk.noon(code, &arguments).verdict(), "valid");
    assert_eq!(desk.noon(code, &arguments).verdict(), "valid", "the same again");
    let remembered = std::fs::read_to_string(&seen).expect("it was written");
    assert!(remembered.contains("\"BKHCN-token-0\": 41"), "{remembered}");
    desk.put("seen.json", remembered.replace("41", "42").as_bytes());
    let said = desk.noon(code, &arguments);
    assert_eq!((said.code, said.verdict().as_str()), (Some(4), "could_not_check status_too_old"));
    assert!(said.err.contains("status list 1 (BKHCN-token-0) is not used"), "{}", said.err);
}

#[test]
fn a_memory_that_cannot_be_read_is_not_taken_for_none() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    for broken in ["", "{}", r#"{"seen":{"BKHCN-token-00":1}}"#, r#"{"seen":{"BKHCN-token-0":-1}}"#] {
        let seen = desk.put("seen.json", broken.as_bytes());
        let said = desk.noon(code, &["--seen", &seen]);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{broken}");
    }
}

#[test]
fn one_changed_byte_of_a_snapshot_makes_nothing_valid() {
    let desk = Desk::new();
    let code = desk.input("link, listed as valid");
    let whole = std::fs::read(desk.path("current.status")).expect("it is on the desk");
    // Within the first list, the Ministry's: header, claims and signature.
    for at in (40..560).step_by(13) {
        let mut changed = whole.clone();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let status = desk.put("changed.status", &changed);
        let said = desk.verify(code, &["--json", "--at", "2026-11-22T05:00:00Z", "--status", &status]);
        assert!(matches!(said.code, Some(2 | 4)), "byte {at}: {said:?}");
    }
}

#[test]
fn an_old_snapshot_is_too_old_by_the_clock_of_the_machine() {
    let desk = Desk::new();
    let status = desk.path("current.status").display().to_string();
    let said = desk.verify(desk.input("link, listed as valid"), &["--json", "--status", &status]);
    // The lists of the vectors ended on 23 November 2026.
    let today = consultant_registry::clock::Clock::system().now().to_string();
    let expected = if today.as_str() < "2026-11-22T02:49:05Z" {
        "could_not_check clock_wrong"
    } else if today.as_str() > "2026-11-23T03:04:05Z" {
        "could_not_check status_too_old"
    } else {
        "valid"
    };
    assert_eq!(said.verdict(), expected);
}
