//! What an amendment may say, and what it makes of a regime.

use super::amendment::*;
use super::{Confidence, Differing, Regime, RegimeValue, Step, built_in};
use crate::dates::Day;
use crate::domain::bilingual::Bilingual;
use crate::domain::eligibility::Rule;
use crate::domain::term::Unit;

const TODAY: &str = "2026-11-22";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn central() -> &'static Regime {
    &built_in()[0]
}

/// An amendment that says what the regime says.
fn repeating(regime: &Regime) -> Amendment {
    Amendment {
        valid_from: Some(day("2027-01-01")),
        citation: "Thông tư 12/2026/TT-BKHCN".to_owned(),
        basis: Bilingual::default(),
        values: RegimeValue::ALL.iter().map(|value| (*value, value.of(regime))).collect(),
        terms: (Step::ALL.iter().filter_map(|step| regime.term(*step)))
            .map(|term| (term.step, (term.term.n(), term.term.unit())))
            .collect(),
        reminder_days: Some(regime.reminder_days.value.clone()),
    }
}

fn faults(amendment: &Amendment) -> Vec<(AmendmentField, AmendmentFault)> {
    central().amended(1, amendment, day(TODAY)).expect_err("refused")
}

#[test]
fn an_amended_regime_says_what_changed_and_by_which_text() {
    let mut amendment = repeating(central());
    amendment.values.insert(RegimeValue::ClientsNeeded, 8);
    amendment.terms.insert(Step::Decide, (10, Unit::WorkingDay));
    amendment.basis = Bilingual::new("Căn cứ Thông tư số 12/2026.", "Pursuant to Circular No. 12/2026");
    let amended = central().amended(1, &amendment, day(TODAY)).expect("amended");
    assert_eq!(
        (amended.id.as_str(), amended.family(), amended.version()),
        ("central-2014.2", "central-2014", 2)
    );
    let changed = amended.differences(central());
    let whats: Vec<_> = changed.iter().map(|difference| difference.what).collect();
    assert_eq!(
        whats,
        [Differing::Value(RegimeValue::ClientsNeeded), Differing::Term(Step::Decide), Differing::LegalBases]
    );
    assert_eq!((changed[1].before.as_str(), changed[1].after.as_str()), ("10 working_day", "15 working_day"));
    assert_eq!(amended.citation(Rule::O3), "QĐ19 7.2.c; TT26 8.3; Thông tư 12/2026/TT-BKHCN");
    assert_eq!(amended.citation(Rule::O4), central().citation(Rule::O4));
    assert_eq!(
        amended.legal_bases.last().map(|basis| basis.vi.as_str()),
        Some("Căn cứ Thông tư số 12/2026;")
    );
    let text = serde_json::to_string(&amended).expect("JSON");
    assert_eq!(serde_json::from_str::<Regime>(&text).expect("a regime"), amended);
}

#[test]
fn an_amendment_of_an_amendment_is_of_the_same_family() {
    let mut amendment = repeating(central());
    amendment.values.insert(RegimeValue::ScoreNeeded, 75);
    let second = central().amended(1, &amendment, day(TODAY)).expect("amended");
    amendment.values.insert(RegimeValue::ScoreNeeded, 80);
    let third = second.amended(2, &amendment, day(TODAY)).expect("amended");
    assert_eq!((third.id.as_str(), third.family()), ("central-2014.3", "central-2014"));
    assert_eq!(third.citation(Rule::E3).matches("Thông tư 12/2026/TT-BKHCN").count(), 1, "named once");
}

#[test]
fn only_days_to_come_are_amended() {
    use AmendmentFault as F;
    let on = |valid_from: Option<&str>| {
        faults(&Amendment { valid_from: valid_from.map(day), ..repeating(central()) })[0]
    };
    for (typed, fault) in [
        (None, F::Missing),
        (Some("2026-11-21"), F::Begun),
        (Some(TODAY), F::Begun),
        (Some("2036-11-23"), F::FarOff),
    ] {
        assert_eq!(on(typed), (AmendmentField::ValidFrom, fault), "{typed:?}");
    }
}

#[test]
fn what_no_text_can_say_is_told_at_its_field() {
    let mut amendment = repeating(central());
    amendment.citation = "  ".to_owned();
    amendment.values.insert(RegimeValue::AgeNeeded, 7);
    amendment.values.remove(&RegimeValue::BarMonths);
    amendment.terms.insert(Step::Decide, (0, Unit::WorkingDay));
    amendment.terms.insert(Step::Validity, (241, Unit::Month));
    amendment.terms.insert(Step::Refuse, (731, Unit::CalendarDay));
    amendment.reminder_days = Some(vec![30, 30]);
    amendment.basis = Bilingual::new("Theo Thông tư", "");
    assert_eq!(
        faults(&amendment),
        [
            (AmendmentField::Citation, AmendmentFault::Missing),
            (AmendmentField::Value(RegimeValue::BarMonths), AmendmentFault::Number(1, 240)),
            (AmendmentField::Value(RegimeValue::AgeNeeded), AmendmentFault::Number(16, 70)),
            (AmendmentField::Term(Step::Decide), AmendmentFault::Number(1, 731)),
            (AmendmentField::Term(Step::Validity), AmendmentFault::Number(1, 240)),
            (AmendmentField::ReminderDays, AmendmentFault::Reminders),
            (AmendmentField::BasisVi, AmendmentFault::NoBasis),
            (AmendmentField::BasisEn, AmendmentFault::OneLanguage),
        ]
    );
    assert_eq!(faults(&repeating(central())), [(AmendmentField::Citation, AmendmentFault::Unchanged)]);
}

#[test]
fn what_a_renewal_asks_is_the_circulars_until_a_text_changes_it() {
    for regime in built_in() {
        assert_eq!(regime.renewal, None, "the first regimes stay as they are");
        let asks = regime.of_renewal();
        assert_eq!((asks.clients_needed.value, asks.expert_clients_needed.value), (5, 3));
        assert_eq!(
            (asks.independent_clients_needed.value, asks.independent_clients_needed.citation.as_str()),
            (3, "TT26 17.2")
        );
    }
    let confidence = |nth: usize| built_in()[nth].of_renewal().clients_needed.confidence;
    assert_eq!((confidence(0), confidence(1)), (Confidence::Text, Confidence::Proposed));
    let mut amendment = repeating(central());
    amendment.values.insert(RegimeValue::RenewalClientsNeeded, 4);
    let amended = central().amended(1, &amendment, day(TODAY)).expect("amended");
    let asks = amended.of_renewal();
    assert_eq!((asks.clients_needed.value, asks.expert_clients_needed.value), (4, 3));
    assert_eq!(amended.citation(Rule::R2), "TT26 17.1.b; Thông tư 12/2026/TT-BKHCN");
    assert_eq!(amended.citation(Rule::R3), "TT26 17.1.b");
}

#[test]
fn the_last_day_to_ask_for_a_renewal_is_two_months_before_the_last_day() {
    for (expires_on, last) in [
        ("2029-11-22", "2029-09-22"),
        ("2029-04-30", "2029-02-28"),
        ("2029-12-31", "2029-10-31"),
        // In December, what has no day of its own in February ends with it.
        ("2029-02-28", "2028-12-31"),
    ] {
        assert_eq!(central().last_day_to_renew(day(expires_on)), day(last), "{expires_on}");
    }
}

#[test]
fn the_terms_of_measures_are_the_houses_until_a_text_changes_them() {
    let explanation = central().term(Step::Explanation).expect("the house has one");
    assert_eq!((explanation.term.n(), explanation.confidence), (7, Confidence::Proposed));
    assert_eq!(central().term(Step::UrgentConfirmation).map(|term| term.term.n()), Some(2));
    assert!(central().terms.iter().all(|own| own.step != Step::Explanation), "no regime of the law says it");
    let mut amendment = repeating(central());
    amendment.terms.insert(Step::Explanation, (10, Unit::WorkingDay));
    let amended = central().amended(1, &amendment, day(TODAY)).expect("amended");
    let term = amended.term(Step::Explanation).expect("its own");
    assert_eq!((term.term.n(), term.confidence), (10, Confidence::Text));
    assert_eq!(amended.terms.len(), central().terms.len() + 1, "and nothing that was not changed");
}
