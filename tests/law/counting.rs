//! Which rows count as clients, and when two rows are one client.

use consultant_registry::domain::application::Client;
use consultant_registry::domain::eligibility::clients::{ClientCount, ClientRow, count};
use serde_json::{Value, json};

use crate::dossier::day;

fn row(name: &str, tax_code: Option<&str>) -> Value {
    json!({
        "name": name, "tax_code": tax_code, "period": { "from": "2020-01-10" },
        "certificate": { "number": "QMS-1", "body_registration": "12", "certified_on": "2020-05-01" },
    })
}

fn counted_on(rows: &[Value], on: &str, once: bool) -> ClientCount {
    let clients: Vec<Client> =
        rows.iter().map(|row| serde_json::from_value(row.clone()).expect("a client")).collect();
    count(clients.iter().map(ClientRow::of_client).enumerate(), day(on), once)
}

fn counted(rows: &[Value]) -> Vec<usize> {
    counted_on(rows, "2026-11-22", true).counted
}

fn with(key: &str, value: impl Into<Value>) -> Value {
    let mut changed = row("Sở A", None);
    *changed.pointer_mut(key).expect("a key of the row") = value.into();
    changed
}

#[test]
fn a_row_counts_with_number_registration_and_a_day_of_certification() {
    assert_eq!(counted(&[row("Sở A", None)]), [0]);
    for key in ["/certificate/number", "/certificate/body_registration", "/certificate/certified_on"] {
        assert!(counted(&[with(key, Value::Null)]).is_empty(), "{key}");
    }
    for key in ["/certificate", "/period", "/period/from"] {
        assert!(counted(&[with(key, Value::Null)]).is_empty(), "{key}");
    }
    assert!(counted(&[with("/certificate/number", " ")]).is_empty());
    assert!(counted(&[with("/certificate/body_registration", "")]).is_empty());
}

#[test]
fn a_row_counts_when_certified_from_the_start_of_the_work_to_the_day() {
    assert_eq!(counted(&[with("/certificate/certified_on", "2020-01-10")]), [0]);
    assert!(counted(&[with("/certificate/certified_on", "2020-01-09")]).is_empty());
    assert_eq!(counted_on(&[row("Sở A", None)], "2020-05-01", true).counted, [0]);
    assert!(counted_on(&[row("Sở A", None)], "2020-04-30", true).counted.is_empty());
}

#[test]
fn the_same_tax_code_is_the_same_client_whatever_the_name() {
    assert_eq!(counted(&[row("Sở A", Some("0100000001")), row("Sở B", Some(" 0100000001 "))]), [0]);
}

#[test]
fn different_tax_codes_are_different_clients_whatever_the_name() {
    assert_eq!(counted(&[row("Sở A", Some("0100000001")), row("Sở A", Some("0100000002"))]), [0, 1]);
}

#[test]
fn where_either_lacks_a_tax_code_the_folded_name_decides() {
    assert_eq!(counted(&[row("Sở Đất", Some("0100000001")), row("SO  DAT", None)]), [0]);
    assert_eq!(counted(&[row("Sở Đất", None), row("so dat ", Some("0100000001"))]), [0]);
    assert_eq!(counted(&[row("Sở Đất", None), row("so dat", None)]), [0]);
    assert_eq!(counted(&[row("Sở Đất", None), row("Sở Đá", None)]), [0, 1]);
    assert_eq!(
        counted(&[row("Sở Đất", Some("0100000001")), row("so dat", Some(" "))]),
        [0],
        "blank is missing"
    );
}

#[test]
fn a_row_is_compared_with_counted_rows_only() {
    // The second repeats the first and is not counted, so the third, of
    // another tax code, has nobody to repeat.
    let rows = [row("Sở A", Some("0100000001")), row("Sở A", None), row("Sở A", Some("0100000002"))];
    assert_eq!(counted(&rows), [0, 2]);
    // An unproven row hides nobody.
    assert_eq!(counted(&[with("/certificate/number", Value::Null), row("Sở A", None)]), [1]);
}

#[test]
fn who_has_neither_name_nor_tax_code_does_not_count() {
    assert!(counted(&[row(" ", None), row("", Some(""))]).is_empty());
    assert_eq!(counted(&[row("", Some("0100000001")), row("", Some("0100000002"))]), [0, 1]);
    assert_eq!(counted(&[row("\u{301}", None)]), Vec::<usize>::new(), "nothing but marks");
}

#[test]
fn the_count_tells_what_each_row_repeats() {
    let rows = [row("Sở A", None), row("Sở B", None), row("SỞ B", None), with("/period", Value::Null)];
    let found = counted_on(&rows, "2026-11-22", true);
    assert_eq!((found.counted, found.repeated, found.unproven), (vec![0, 1], vec![(2, 1)], vec![3]));
}

#[test]
fn a_regime_may_count_every_certification() {
    assert_eq!(counted_on(&[row("Sở A", None), row("Sở A", None)], "2026-11-22", false).counted, [0, 1]);
}
