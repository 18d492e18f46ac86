use serde_json::json;

use super::*;

/// Reads what was stored, and asserts that it is written again as it was.
fn kept(word: &str, details: &str) -> Deed {
    let (deed, noted) = Deed::read(word, details).unwrap_or_else(|error| panic!("{word} {details}: {error}"));
    let again = serde_json_canonicalizer::to_string(&deed.details(noted)).expect("JSON");
    assert_eq!((deed.kind().as_str(), again.as_str()), (word, details));
    deed
}

#[test]
fn a_deed_is_stored_as_its_word_and_its_facts() {
    let due = "2026-11-27".parse().expect("a day");
    let deed = Deed::Receive { number: "BKHCN-261122-0001".to_owned(), due };
    let details = r#"{"due":"2026-11-27","number":"BKHCN-261122-0001","seen":3}"#;
    let noted = Noted { seen: Some(3), in_time_until: None };
    assert_eq!(serde_json_canonicalizer::to_string(&deed.details(noted)).expect("JSON"), details);
    assert_eq!(Deed::read("receive", details).expect("a deed"), (deed, noted));
    assert_eq!(Deed::Edit {}.details(Noted::default()), json!({}));
    let in_time_until = Some(due);
    kept("confirm_complete", r#"{"due":"2026-11-27","in_time_until":"2026-11-27","seen":3}"#);
    assert_eq!(
        Deed::Withdraw {}.details(Noted { seen: None, in_time_until }),
        json!({"in_time_until": "2026-11-27"})
    );
}

#[test]
fn every_word_is_of_one_deed() {
    let words: std::collections::BTreeSet<_> = DeedKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(words.len(), DeedKind::ALL.len());
}

#[test]
fn what_older_programs_noted_is_read_and_written_as_it_is() {
    let account = "0195f0c0-0000-7000-8000-000000000001";
    let before = format!(r#"{{"appraiser":"{account}","appraiser_before":null}}"#);
    for (word, details) in [
        ("edit", "{}"),
        ("supplement", "{}"),
        ("take_up", "{}"),
        ("take_over", &before),
        ("judge", r#"{"judgement":"met","note":"","rule":"E2","subject":"expert:0"}"#),
        ("card_returned", r#"{"on":"2026-11-22"}"#),
        ("wrong_password", r#"{"count":3,"since":"2026-11-22T03:00:00Z"}"#),
        ("print_batch", r#"{"papers":[{"certificate":"01/2026/GXN-BKHCN"},{"card":["01","02"]}]}"#),
        ("change_calendar", r#"{"change":"remove","moved":[],"reason":"x"}"#),
        ("add_staff", r#"{"roles":["leader","intake"]}"#),
        ("grant_role", r#"{"role":"auditor"}"#),
        ("take_role", r#"{"role":"auditor"}"#),
        ("sign_in_failed", "{}"),
    ] {
        kept(word, details);
    }
    let first = r#"{"note":"","rule":"E2","subject":"expert:0","verdict":"unmet"}"#;
    assert!(matches!(
        Deed::read("judge", first),
        Ok((Deed::Judge(Judgements::One(_)), Noted { seen: None, .. }))
    ));
}

#[test]
fn roles_are_found_however_they_were_noted() {
    let proposal = "0195f0c0-0000-7000-8000-000000000001";
    let proposed =
        format!(r#"{{"email":null,"number":"CB001","proposal":"{proposal}","roles":["leader"],"seen":1}}"#);
    for details in [proposed.as_str(), r#"{"role":"leader"}"#, r#"{"roles":["leader"]}"#] {
        let Deed::GrantRole(changed) = kept("grant_role", details) else { panic!("{details}") };
        assert_eq!(changed.roles(), [Role::Leader]);
    }
}

#[test]
fn what_no_act_can_have_noted_is_no_deed() {
    for (word, details) in [
        ("celebrate", "{}"),
        ("edit", r#"{"more":1}"#),
        ("edit", "[]"),
        ("receive", r#"{"number":"1"}"#),
        ("receive", r#"{"due":"2026-11-27","number":"1","seen":"3"}"#),
        ("wait", r#"{"due":"tomorrow"}"#),
        ("withdraw", r#"{"in_time_until":"tomorrow"}"#),
    ] {
        assert!(Deed::read(word, details).is_err(), "{word} {details}");
    }
}
