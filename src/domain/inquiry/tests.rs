//! What people type, by the table of examples and beyond it.

use super::{Inquiry, Item, Number, NumberForm, NumberKind};

const HOST: &str = "localhost:8000";

fn items(text: &str) -> Vec<Item> {
    Inquiry::of(text, HOST).items
}

/// What the table calls an item, what it names, and whether that was guessed.
fn told(item: &Item) -> (&'static str, Vec<String>, bool) {
    match item {
        Item::Code => ("code", vec![String::new()], false),
        Item::Number(Number { kind, candidates, form }) => {
            let is = if *kind == NumberKind::Card { "card" } else { "certificate" };
            (is, candidates.clone(), *form != NumberForm::Exact)
        }
        Item::Page { number, .. } => ("page", vec![number.clone()], false),
        Item::Slip(code) => ("slip", vec![code.clone()], false),
        Item::Dossier(number) => ("dossier", vec![number.clone()], false),
        Item::Enterprise { code, .. } => ("enterprise", vec![code.to_string()], false),
        Item::PersonalNumber => ("personal_number", vec![String::new()], false),
        Item::Name(name) => ("name", vec![name.clone()], false),
    }
}

#[test]
fn what_people_type_is_what_the_table_says() {
    let table: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/given/numbers.json")).expect("the table is JSON");
    for row in table.as_array().expect("a list") {
        let text = row["text"].as_str().expect("a text");
        let items = items(text);
        let (is, named, guessed) = match &items[..] {
            [] => ("nothing", vec![String::new()], false),
            [item] => told(item),
            several => panic!("{text}: {several:?}"),
        };
        assert_eq!(
            (is, guessed),
            (row["is"].as_str().expect("a kind"), row["guessed"] == true),
            "{text}: {items:?}"
        );
        assert!(named.contains(&row["number"].as_str().expect("a text").to_owned()), "{text}: {named:?}");
    }
}

#[test]
fn several_numbers_are_told_apart_in_their_order() {
    let named = |text: &str| items(text).iter().flat_map(|item| told(item).1).collect::<Vec<_>>();
    assert_eq!(
        named("01/2026/GXN-BKHCN và BKHCN-TV-255 Đỗ Hữu Tùng; 2/2026/gxn-52, MST 9900000009"),
        ["01/2026/GXN-BKHCN", "BKHCN-TV-00000255", "02/2026/GXN-52", "9900000009"]
    );
    assert_eq!(
        named("BKHCN-TV-255 01/2026/GXN-BKHCN"),
        ["BKHCN-TV-00000255", "01/2026/GXN-BKHCN"],
        "a short number takes no digits of the next"
    );
    assert_eq!(named("01/2026/GXN-BKHCN\n1-2026-gxn-bkhcn"), ["01/2026/GXN-BKHCN"], "each once");
}

#[test]
fn a_number_whose_check_digit_does_not_fit_was_mistyped() {
    for text in ["BKHCN-TV-00000256", "BKHCN-TV-256", "BKHCN-TV-0000O256"] {
        let Some(Item::Number(number)) = items(text).pop() else { panic!("{text}") };
        assert_eq!(
            (number.form, number.candidates),
            (NumberForm::Mistyped, vec!["BKHCN-TV-00000256".to_owned()]),
            "{text}"
        );
    }
}

#[test]
fn whoever_issued_a_card_is_tried_where_that_was_left_out() {
    let Some(Item::Number(number)) = items("TV-00000255").pop() else { panic!("a number") };
    assert_eq!(number.candidates.len(), 35);
    assert!(number.candidates.contains(&"52-TV-00000255".to_owned()));
    let Some(Item::Number(number)) = items("00000255").pop() else { panic!("a number") };
    assert!(number.candidates.contains(&"BKHCN-TVDL-00000255".to_owned()));
    let Some(Item::Number(number)) = items("01/2026/GXN").pop() else { panic!("a number") };
    assert!(number.candidates.contains(&"01/2026/GXN-52".to_owned()));
}

#[test]
fn a_branch_is_named_with_its_enterprise() {
    let branch = |text: &str| match items(text).pop() {
        Some(Item::Enterprise { branch, .. }) => branch,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(branch("9900000009-001").as_deref(), Some("001"));
    assert_eq!(branch("9900000009001").as_deref(), Some("001"));
    assert_eq!(branch("9900000009"), None);
}

#[test]
fn a_link_of_ours_is_told_from_one_of_others() {
    let page = |text: &str| items(text).into_iter().next();
    let paper = |number: &str, place| Some(Item::Page { number: number.to_owned(), place });
    assert_eq!(
        page("(xem https://localhost:8000/c/7-2026-GXN-ĐN?lang=en&paper=100)"),
        paper("7-2026-GXN-ĐN", Some(100))
    );
    assert_eq!(page("https://localhost:8000/c/7-2026-GXN-%C4%90N#:~:text=x"), paper("7-2026-GXN-ĐN", None));
    assert_eq!(page("<a href=\"http://localhost:8000/c/7-2026\">"), paper("7-2026", None));
    for other in [
        "https://evil.example/c/01-2026-GXN-BKHCN",
        "https://evil.example/localhost:8000/c/01-2026-GXN-BKHCN",
        "https://x@localhost:8000/c/01-2026-GXN-BKHCN",
        "https://xlocalhost:8000/c/01-2026-GXN-BKHCN",
    ] {
        assert_eq!(items(other), [Item::Code], "{other}");
    }
}
