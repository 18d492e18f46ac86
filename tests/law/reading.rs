//! What a dossier file is refused for, and with which path.

use consultant_registry::dates::Day;
use consultant_registry::domain::application::{self, MOST_BYTES};
use consultant_registry::domain::eligibility::evaluate;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::dossier::{Dossier, day, independent, organisation};

fn refused(pointer: &str, value: Value) -> String {
    organisation().set(pointer, value).fault().path
}

#[test]
fn a_malformed_day_is_refused_at_its_path() {
    let fault = organisation().set("/experts/2/degree/graduated_on", "2010-02-30").fault();
    assert_eq!(fault.path, "experts[2].degree.graduated_on");
    assert!(fault.text.en.starts_with("not a day"), "{}", fault.text.en);
    assert!(fault.text.vi.starts_with("không phải một ngày"), "{}", fault.text.vi);
    for wrong in ["22/11/2026", "2026-11-22T00:00:00Z", "", " 2026-11-22", "2026-13-01", "2026-2-1"] {
        assert_eq!(refused("/received_on", json!(wrong)), "received_on", "{wrong}");
    }
    assert_eq!(refused("/experts/0/history/0/to", json!(20_161_231)), "experts[0].history[0].to");
}

#[test]
fn a_wrong_type_is_refused_at_its_path() {
    assert_eq!(refused("/organisation/name", json!(7)), "organisation.name");
    assert_eq!(refused("/organisation/clients", json!({})), "organisation.clients");
    assert_eq!(refused("/organisation/clients/3", json!(null)), "organisation.clients[3]");
    assert_eq!(
        refused("/organisation/establishment/functions/0", json!(1)),
        "organisation.establishment.functions[0]"
    );
    assert_eq!(refused("/experts/1/civil_servant", json!("no")), "experts[1].civil_servant");
    assert_eq!(refused("/experts/1/qms_training/score", json!("80")), "experts[1].qms_training.score");
    let months = "/experts/1/employment/social_insurance_months";
    for wrong in [json!(-1), json!(1.5), json!("9")] {
        assert_eq!(refused(months, wrong), "experts[1].employment.social_insurance_months");
    }
    assert_eq!(refused("/experts/1/photo/width", json!(236.5)), "experts[1].photo.width");
    assert_eq!(refused("/register", json!("none")), "register");
}

#[test]
fn a_list_is_no_object_and_an_object_no_word() {
    assert_eq!(refused("/experts/0/photo", json!([236, 354, true])), "experts[0].photo");
    assert_eq!(
        refused("/organisation/clients/0/period", json!(["2020-01-01"])),
        "organisation.clients[0].period"
    );
    assert_eq!(refused("/experts/0", json!([])), "experts[0]");
    assert_eq!(
        refused("/experts/0/engagements/0/role", json!({ "lead": null })),
        "experts[0].engagements[0].role"
    );
    assert_eq!(application::parse(b"[]").expect_err("no object").path, ".");
}

#[test]
fn an_unknown_key_is_refused_at_its_path() {
    assert_eq!(refused("/note", json!(1)), "note");
    assert_eq!(refused("/experts/0/degree/grade", json!("good")), "experts[0].degree.grade");
    assert_eq!(refused("/register/notes", json!([])), "register.notes");
    assert_eq!(
        refused("/organisation/clients/0/certificate/x", json!(1)),
        "organisation.clients[0].certificate.x"
    );
}

#[test]
fn an_unknown_word_is_refused_and_the_words_are_told() {
    assert_eq!(refused("/format", json!("dossier/2")), "format");
    assert_eq!(refused("/procedure", json!("renewal")), "procedure");
    assert_eq!(refused("/experts/0/qms_training/kind", json!("diploma")), "experts[0].qms_training.kind");
    let fault = organisation().set("/experts/0/engagements/1/role", "Lead").fault();
    assert_eq!(fault.path, "experts[0].engagements[1].role");
    assert_eq!(fault.text.en, "must be one of: lead, member");
}

#[test]
fn a_free_text_the_regime_judges_is_read() {
    let dossier = organisation().set("/experts/0/degree/level", "thạc sĩ").set("/experts/0/sex", "khác");
    let dossier = dossier
        .set("/organisation/qms_certificate/edition", "ISO 9001")
        .set("/organisation/establishment/kind", "x");
    assert_eq!(dossier.judged_on("2026-11-22").findings.len(), 49);
}

#[test]
fn the_four_keys_that_must_stand_there_are_asked_for() {
    for key in ["format", "procedure", "issuer", "received_on"] {
        assert_eq!(organisation().without(&format!("/{key}")).fault().path, key);
        assert_eq!(refused(&format!("/{key}"), Value::Null), key, "null");
    }
    assert_eq!(application::parse(b"{}").expect_err("empty").path, "format");
}

#[test]
fn an_unknown_issuer_is_refused() {
    for wrong in ["02", "5", "052", "bkhcn", "BKHCN ", "", "٥٢"] {
        assert_eq!(refused("/issuer", json!(wrong)), "issuer", "{wrong}");
    }
}

#[test]
fn the_parts_must_fit_the_procedure() {
    assert_eq!(refused("/organisation", Value::Null), "organisation");
    let with_organisation = independent().set("/organisation", organisation().0["organisation"].clone());
    assert_eq!(with_organisation.fault().path, "organisation");
    assert_eq!(independent().set("/experts", json!([])).fault().path, "experts");
    assert_eq!(independent().set("/experts", json!([{}, {}])).fault().path, "experts");
    assert_eq!(independent().without("/experts").fault().path, "experts");
}

#[test]
fn whatever_is_missing_leaves_a_file_that_is_read() {
    let bare = json!({ "format": "dossier/1", "procedure": "new_organisation", "issuer": "BKHCN",
        "received_on": "2026-10-05", "organisation": {}, "experts": [{}, { "degree": {}, "photo": {} }] });
    let verdicts: Vec<_> = Dossier(bare).judged_on("2026-11-22").findings;
    let unmet = verdicts.iter().filter(|finding| finding.verdict.as_str() == "unmet").count();
    assert_eq!((verdicts.len(), unmet), (25, 24), "all but O5");
}

#[test]
fn the_first_fault_of_the_file_is_told() {
    let dossier =
        organisation().set("/experts/3/born_on", "?").set("/experts/1/born_on", "?").set("/register", 1);
    assert_eq!(dossier.fault().path, "experts[1].born_on");
}

#[test]
fn what_is_not_json_is_refused_with_line_and_column() {
    for wrong in ["", "{", "{\"format\": \"dossier/1\",}", "nul", "\u{feff}{}"] {
        let fault = application::parse(wrong.as_bytes()).expect_err("not JSON");
        assert!(fault.text.en.starts_with("not JSON at line"), "{wrong}: {fault}");
    }
    let trailing = format!("{} {{}}", organisation().0);
    assert!(application::parse(trailing.as_bytes()).is_err());
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let fault =
        application::parse(br#"{"format": "dossier/1", "issuer": "52", "issuer": "52"}"#).expect_err("twice");
    assert_eq!((fault.path.as_str(), fault.text.en.as_str()), ("issuer", "this key stands there twice"));
    let text = organisation().0.to_string().replacen("\"colour\":", "\"width\":1,\"colour\":", 1);
    assert_eq!(application::parse(text.as_bytes()).expect_err("twice").path, "experts[0].photo.width");
}

#[test]
fn a_flood_is_refused() {
    assert_eq!(refused("/experts", vec![json!({}); 1001].into()), "experts");
    assert_eq!(refused("/organisation/clients", vec![json!({}); 1001].into()), "organisation.clients");
    assert_eq!(refused("/register/revocations", vec![json!({}); 10_001].into()), "register.revocations");
    assert_eq!(application::parse(&vec![b' '; MOST_BYTES + 1]).expect_err("too large").path, ".");
    let deep = "[".repeat(100_000);
    assert!(application::parse(deep.as_bytes()).is_err());
    let key = "\u{1b}[31m".repeat(1000);
    let path = organisation().set(&format!("/{key}"), 1).fault().path;
    assert!(path.chars().count() <= 200 && !path.contains('\u{1b}'), "nothing for a terminal to obey");
}

#[test]
fn a_fault_does_not_repeat_what_may_be_private() {
    let fault = organisation().set("/experts/0/personal_number", 42_529_829_701_u64).fault();
    assert!(!format!("{fault:?}").contains("42529829701"));
}

#[test]
fn the_same_person_listed_twice_is_told() {
    let first = organisation().0["experts"][0]["personal_number"].clone();
    let dossier = organisation()
        .set("/experts/3/personal_number", first)
        .set("/experts/4/personal_number", Value::Null);
    let dossier = application::parse(dossier.0.to_string().as_bytes()).expect("read");
    assert_eq!(dossier.repeated_experts(), [3]);
}

/// Any JSON value, of the words and shapes a dossier is made of.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        (1900i32..=9999, 1u8..=12, 1u8..=31)
            .prop_map(|(y, m, d)| Value::from(format!("{y:04}-{m:02}-{d:02}"))),
        prop::sample::select(vec!["dossier/1", "BKHCN", "52", "lead", "exempt", "certificate"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{1,12}", inner), 0..6).prop_map(|keys| keys.into_iter().collect()),
        ]
    })
}

/// Every place of a document, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut visit = |key: &str, inner: &Value| {
        let pointer = format!("{at}/{key}");
        places(inner, &pointer, found);
        found.push(pointer);
    };
    match value {
        Value::Array(rows) => rows.iter().enumerate().for_each(|(n, row)| visit(&n.to_string(), row)),
        Value::Object(keys) => keys.iter().for_each(|(key, inner)| visit(key, inner)),
        _ => {}
    }
}

fn judge(bytes: &[u8], on: Day) {
    if let Ok(dossier) = application::parse(bytes) {
        let experts = dossier.experts.len();
        let expected = if dossier.organisation.is_some() { 9 + 8 * experts } else { 10 };
        match evaluate(&dossier, on) {
            Ok(evaluation) => assert_eq!(evaluation.findings.len(), expected),
            Err(fault) => assert_eq!(fault.path, "received_on", "only the regime may be missing"),
        }
        let again = serde_json::to_vec(&dossier).expect("JSON");
        assert_eq!(application::parse(&again).expect("it was read before"), dossier);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        judge(&bytes, day("2026-11-22"));
    }

    #[test]
    fn no_json_makes_the_reader_panic(value in any_json()) {
        judge(value.to_string().as_bytes(), day("2026-11-22"));
    }

    #[test]
    fn no_changed_case_makes_a_rule_panic(
        alone in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
        on in (1900i32..=9999, 1u8..=12, 1u8..=28),
    ) {
        let mut dossier = if alone { independent().0 } else { organisation().0 };
        for (index, value) in changes {
            let mut found = Vec::new();
            places(&dossier, "", &mut found);
            let Some(pointer) = found.get(index.index(found.len().max(1))) else { continue };
            if let Some(place) = dossier.pointer_mut(pointer) { *place = value; }
        }
        judge(dossier.to_string().as_bytes(), Day::new(on.0, on.1, on.2).expect("a day"));
    }

    #[test]
    fn no_leaf_taken_away_makes_a_rule_panic(index in any::<prop::sample::Index>(), later in 0i64..4000) {
        let mut dossier = organisation().0;
        let mut found = Vec::new();
        places(&dossier, "", &mut found);
        let pointer = &found[index.index(found.len())];
        *dossier.pointer_mut(pointer).expect("it is there") = Value::Null;
        judge(dossier.to_string().as_bytes(), day("2020-01-01").plus_days(later));
    }
}
