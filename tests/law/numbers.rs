//! The numbers of papers, and the check digit of a person's number.

use consultant_registry::domain::issuer::{IssuerCode, Profile};
use consultant_registry::domain::numbering::{Filling, PersonNumber, Template, TemplateError};
use proptest::prelude::*;

use crate::dossier::day;

fn filling(issuer: &str, seq: u64) -> Filling {
    let person = PersonNumber::new(123_456).expect("a person");
    Filling { issuer: issuer.parse().expect("an issuer"), on: day("2026-11-22"), seq, person: Some(person) }
}

#[test]
fn numbers_are_written_as_the_profile_says() {
    let numbering = Profile::of(IssuerCode::MINISTRY).numbering;
    let person = PersonNumber::new(123_456).expect("a person");
    let written =
        |template: &Template, issuer, seq| template.render(&filling(issuer, seq)).expect("a number");
    assert_eq!(written(&numbering.certificate, "BKHCN", 7), "07/2026/GXN-BKHCN");
    assert_eq!(written(&numbering.certificate, "52", 123), "123/2026/GXN-52");
    assert_eq!(written(&numbering.card, "52", 1), format!("52-TV-{person}"));
    assert_eq!(written(&numbering.independent_card, "52", 1), format!("52-TVDL-{person}"));
    assert_eq!(written(&numbering.dossier, "01", 12), "01-261122-0012");
    assert_eq!(written(&numbering.dossier, "01", 12_345), "01-261122-12345", "never cut");
}

#[test]
fn a_template_that_cannot_be_read_is_refused() {
    let refused = |text: &str| text.parse::<Template>().expect_err("refused");
    assert_eq!(refused("{seq"), TemplateError::Brace);
    assert_eq!(refused("seq}"), TemplateError::Brace);
    assert_eq!(refused("{seq}}"), TemplateError::Brace);
    assert_eq!(refused("{number}"), TemplateError::Slot("number".to_owned()));
    for wrong in ["{seq:}", "{seq:0}", "{seq:99}", "{seq:-1}", "{seq:x}"] {
        assert!(matches!(refused(wrong), TemplateError::Width(_)), "{wrong}");
    }
}

#[test]
fn a_card_needs_a_person() {
    let card: Template = "{issuer}-TV-{person:8}".parse().expect("a template");
    let nobody = Filling { person: None, ..filling("52", 1) };
    assert_eq!(card.render(&nobody), Err(TemplateError::NoPerson));
}

#[test]
fn a_persons_number_is_seven_digits_and_a_check_digit() {
    // Damm's own example: 572 has the check digit 4.
    assert_eq!(PersonNumber::new(572).expect("a person").to_string(), "00005724");
    assert_eq!("00005724".parse::<PersonNumber>().expect("a number").serial(), 572);
    assert!(PersonNumber::new(9_999_999).is_ok());
    assert!(PersonNumber::new(10_000_000).is_err());
    for wrong in ["00005725", "5724", "000057244", "+0005724", "0000572４"] {
        assert!(wrong.parse::<PersonNumber>().is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn every_single_wrong_digit_is_found(serial in 0u32..=9_999_999, at in 0usize..8, digit in b'0'..=b'9') {
        let number = PersonNumber::new(serial).expect("a person").to_string();
        let mut wrong = number.clone().into_bytes();
        prop_assume!(wrong[at] != digit);
        wrong[at] = digit;
        let wrong = String::from_utf8(wrong).expect("digits");
        prop_assert!(wrong.parse::<PersonNumber>().is_err(), "{} for {}", wrong, number);
    }

    #[test]
    fn every_swap_of_neighbours_is_found(serial in 0u32..=9_999_999, at in 0usize..7) {
        let mut digits = PersonNumber::new(serial).expect("a person").to_string().into_bytes();
        prop_assume!(digits[at] != digits[at + 1]);
        digits.swap(at, at + 1);
        let swapped = String::from_utf8(digits).expect("digits");
        prop_assert!(swapped.parse::<PersonNumber>().is_err());
    }
}
