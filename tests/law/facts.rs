//! The regimes and issuers built in say what the law says.

use consultant_registry::domain::calendar::{self, Calendar};
use consultant_registry::domain::eligibility::{Rule, RuleFamily};
use consultant_registry::domain::issuer::{IssuerCode, Profile, provinces};
use consultant_registry::domain::regime::{self, Confidence, Regime, Step};
use consultant_registry::domain::term::Unit;

use crate::dossier::day;

fn built_in(id: &str) -> &'static Regime {
    regime::built_in().iter().find(|regime| regime.id == id).expect("built in")
}

fn central() -> &'static Regime {
    built_in("central-2014")
}

fn provincial() -> &'static Regime {
    built_in("provincial-2025")
}

#[test]
fn every_regime_cites_every_rule_and_knows_every_step() {
    assert_eq!(regime::built_in().len(), 2);
    for regime in regime::built_in() {
        for rule in Rule::ALL {
            assert!(!regime.citation(*rule).is_empty(), "{} {rule}", regime.id);
        }
        for step in Step::ALL {
            let term = regime.term(*step).unwrap_or_else(|| panic!("{} {step}", regime.id));
            assert!(!term.citation.is_empty(), "{} {step}", regime.id);
        }
        assert_eq!(regime.all_terms().count(), Step::ALL.len(), "no step twice");
        for basis in &regime.legal_bases {
            assert!(basis.vi.starts_with("Căn cứ ") && basis.vi.ends_with(';'), "{}", basis.vi);
            assert!(basis.en.starts_with("Pursuant to ") && basis.en.ends_with(';'), "{}", basis.en);
        }
    }
}

#[test]
fn the_numbers_of_the_law_stand_in_both_regimes() {
    for regime in regime::built_in() {
        let asks = &regime.conditions;
        assert_eq!(
            (asks.clients_needed.value, asks.experts_needed.value, asks.lead_clients_needed.value),
            (10, 5, 5)
        );
        assert_eq!(
            (asks.service_months.value, asks.service_days.value, asks.bar_months.value),
            (36, 1095, 24)
        );
        assert_eq!((asks.score_needed.value, asks.age_needed.value), (70, 18));
        assert_eq!(regime.reminder_days.value, [90, 60, 30, 7]);
        assert!(asks.once_per_client.value);
    }
    assert_eq!(central().conditions.clients_needed.confidence, Confidence::Text);
    assert_eq!(provincial().conditions.clients_needed.confidence, Confidence::Proposed);
}

#[test]
fn the_terms_of_the_regimes_are_those_of_their_portals() {
    let written = |regime: &Regime| -> Vec<(u32, Unit)> {
        let steps = [
            Step::NotifyMissing,
            Step::Supplement,
            Step::Decide,
            Step::DecideOnSite,
            Step::Refuse,
            Step::Reissue,
        ];
        steps
            .iter()
            .map(|step| regime.term(*step).expect("known").term)
            .map(|term| (term.n(), term.unit()))
            .collect()
    };
    let working = |n| (n, Unit::WorkingDay);
    assert_eq!(
        written(central()),
        [working(5), working(15), working(15), working(30), working(15), working(5)]
    );
    let ten = (10, Unit::CalendarDay);
    assert_eq!(written(provincial()), [working(3), working(15), ten, working(30), ten, working(3)]);
}

#[test]
fn a_decision_is_rolled_and_a_validity_is_not() {
    let calendar = Calendar::seeded();
    let ends =
        |regime: &Regime, step, start| regime.term(step).expect("known").ends_on(day(start), &calendar);
    assert_eq!(ends(provincial(), Step::Decide, "2026-04-20"), day("2026-05-04"));
    assert_eq!(ends(central(), Step::Validity, "2024-02-29"), day("2027-02-28"), "a Sunday");
    assert_eq!(ends(central(), Step::Suspension, "2026-11-22"), day("2027-02-20"), "a Saturday");
}

#[test]
fn a_paper_is_flagged_in_its_last_two_months() {
    let expires_on = day("2029-11-22");
    assert!(!central().is_expiring(expires_on, day("2029-09-21")));
    assert!(central().is_expiring(expires_on, day("2029-09-22")));
    assert!(central().is_expiring(expires_on, expires_on));
    assert!(!central().is_expiring(expires_on, day("2029-11-23")), "expired is not expiring");
}

#[test]
fn there_are_thirty_five_issuers_each_with_a_profile() {
    let codes: Vec<IssuerCode> = IssuerCode::all().collect();
    assert_eq!((codes.len(), provinces().len()), (35, 34));
    for code in codes {
        let profile = Profile::of(code);
        assert!(regime::built_in_for(&profile, day("2026-11-22")).is_some(), "{code}");
        let text = serde_json::to_string(&profile).expect("JSON");
        assert_eq!(serde_json::from_str::<Profile>(&text).expect("a profile"), profile, "{code}");
        assert_eq!(code.to_string().parse::<IssuerCode>(), Ok(code));
    }
}

#[test]
fn an_issuer_is_named_as_papers_name_it() {
    let name = |code: &str| Profile::of(code.parse().expect("an issuer"));
    assert_eq!(name("52").name.vi, "Ủy ban nhân dân tỉnh Gia Lai");
    assert_eq!(name("01").name.vi, "Ủy ban nhân dân thành phố Hà Nội");
    assert_eq!(name("52").name.en, "People's Committee of Gia Lai Province");
    assert_eq!((name("52").place.as_str(), name("BKHCN").place.as_str()), ("Gia Lai", "Hà Nội"));
    assert_eq!(name("52").signing.line().as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    assert_eq!(name("BKHCN").signing.line().as_deref(), Some("KT. BỘ TRƯỞNG"));
    assert_eq!(name("BKHCN").signing.title.vi, "THỨ TRƯỞNG");
}

#[test]
fn a_province_remembers_what_it_was_formed_from() {
    let province =
        |code: &str| provinces().iter().find(|province| province.code == code).expect("a province");
    assert_eq!(province("52").formed_from, ["Bình Định", "Gia Lai"]);
    assert!(province("01").formed_from.is_empty());
}

#[test]
fn a_province_has_a_regime_from_1_july_2025_and_the_ministry_always() {
    let regime = |code: &str, on: &str| {
        let profile = Profile::of(code.parse().expect("an issuer"));
        regime::built_in_for(&profile, day(on)).map(|regime| regime.id.as_str())
    };
    assert_eq!(regime("52", "2025-06-30"), None);
    assert_eq!(regime("52", "2025-07-01"), Some("provincial-2025"));
    assert_eq!(regime("BKHCN", "2014-12-01"), Some("central-2014"));
}

#[test]
fn the_calendar_built_in_covers_three_years() {
    assert_eq!(calendar::seed().len(), 41);
    let years: std::collections::BTreeSet<i32> = calendar::seed().iter().map(|row| row.day.year()).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), [2025, 2026, 2027]);
}

#[test]
fn every_rule_has_a_family_and_a_heading() {
    let count = |family| Rule::ALL.iter().filter(|rule| rule.family() == family).count();
    assert_eq!(count(RuleFamily::Organisation), 9);
    assert_eq!(count(RuleFamily::Expert), 8);
    assert_eq!(count(RuleFamily::Independent), 2);
    assert_eq!(count(RuleFamily::Certificate), 7);
    assert!(Rule::ALL.iter().all(|rule| !rule.title().vi.is_empty() && !rule.title().en.is_empty()));
}
