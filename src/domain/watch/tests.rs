use super::*;
use crate::domain::regime::built_in;
use crate::domain::validity::Effect;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn asks() -> Asks {
    Asks::of(&built_in()[0])
}

/// An organisation with five experts, registered on 22 November 2026.
fn facts() -> Facts {
    let (issued_on, expires_on) = (day("2026-11-22"), day("2029-11-22"));
    Facts {
        is_organisation: true,
        held_from: issued_on,
        validity: Validity { issued_on, expires_on, effect: Effect::InForce },
        reinstated_on: None,
        qms: vec![told("ISO 9001:2015", "2025-01-01", "2027-12-31")],
        cards: vec![Span::through(issued_on, expires_on); 5],
        reported: Vec::new(),
    }
}

fn told(edition: &str, from: &str, to: &str) -> QmsTold {
    let by = QmsSource::Dossier(DossierId::new(uuid::Uuid::from_u128(1)));
    QmsTold {
        number: "QMS-1".to_owned(),
        edition: edition.to_owned(),
        valid_from: day(from),
        valid_to: day(to),
        by,
    }
}

fn lost(facts: &Facts, condition: Condition, on: &str) -> Option<String> {
    facts.condition(condition, &asks(), day(on)).lost_since().map(|day| day.to_string())
}

#[test]
fn all_six_hold_from_the_day_of_issue() {
    let all = facts().conditions(&asks(), day("2026-11-22"));
    assert_eq!(all.len(), 6);
    for watched in all {
        assert_eq!((watched.state, watched.since), (ConditionState::Holds, Some(day("2026-11-22"))));
    }
    let independent = Facts { is_organisation: false, ..facts() };
    let kept: Vec<Condition> =
        independent.conditions(&asks(), day("2026-11-22")).iter().map(|watched| watched.condition).collect();
    assert_eq!(kept, [Condition::Registration, Condition::Report]);
}

#[test]
fn a_qms_certificate_lapses_at_midnight_and_a_new_one_that_was_told_takes_over() {
    let mut facts = facts();
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2027-12-31"), None);
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2028-02-01").as_deref(), Some("2028-01-01"));
    facts.qms.push(told("TCVN ISO 9001:2015", "2028-01-20", "2031-01-19"));
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2028-01-19").as_deref(), Some("2028-01-01"));
    let again = facts.condition(Condition::QmsCertificate, &asks(), day("2028-02-01"));
    assert_eq!((again.state, again.since), (ConditionState::Holds, Some(day("2028-01-20"))));
    // Certificates to the edition of 2015 end on 30 September 2029.
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2029-09-30"), None);
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2029-10-05").as_deref(), Some("2029-10-01"));
}

#[test]
fn a_newer_edition_that_an_officer_took_counts_for_its_days() {
    let facts = Facts { qms: vec![told("ISO 9001:2026", "2026-10-01", "2029-09-30")], ..facts() };
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2029-09-30"), None);
    assert_eq!(lost(&facts, Condition::QmsCertificate, "2029-10-01").as_deref(), Some("2029-10-01"));
}

#[test]
fn a_report_is_overdue_from_the_first_of_december_until_it_is_made() {
    let mut facts = facts();
    assert_eq!(lost(&facts, Condition::Report, "2026-12-15"), None, "registered within the month");
    assert_eq!(lost(&facts, Condition::Report, "2027-11-30"), None);
    assert_eq!(lost(&facts, Condition::Report, "2027-12-02").as_deref(), Some("2027-12-01"));
    // Nobody made it: a year later it is still the same one that was lost first.
    assert_eq!(lost(&facts, Condition::Report, "2029-01-01").as_deref(), Some("2027-12-01"));
    facts.reported.push(Reported { year: 2027, on: day("2027-12-03") });
    let made = facts.condition(Condition::Report, &asks(), day("2027-12-03"));
    assert_eq!((made.state, made.since), (ConditionState::Holds, Some(day("2027-12-03"))));
    assert_eq!(lost(&facts, Condition::Report, "2028-12-01").as_deref(), Some("2028-12-01"));
}

#[test]
fn what_the_register_does_not_have_an_officer_sees() {
    let unknown = Facts { qms: Vec::new(), cards: Vec::new(), ..facts() };
    for condition in [Condition::QmsCertificate, Condition::Experts] {
        let watched = unknown.condition(condition, &asks(), day("2027-01-01"));
        assert_eq!((watched.state, watched.since), (ConditionState::Officer, None));
    }
}

#[test]
fn more_experts_are_missed_from_the_day_on_which_a_text_asks_for_them() {
    let (facts, from) = (facts(), day("2027-06-01"));
    let more = Asks { experts: 6, from: Some(from), ..asks() };
    assert_eq!(facts.condition(Condition::Experts, &more, from).lost_since(), Some(from));
}

#[test]
fn a_suspended_certificate_is_watched_and_one_that_ended_is_not() {
    use crate::domain::certificate::SuspensionGround;
    let (from, until) = (day("2027-01-01"), day("2027-03-31"));
    let ground = SuspensionGround::CapacityNotKept;
    let effect = Effect::Suspended { ground, from, until, confirm_by: None };
    let suspended = Facts { validity: Validity { effect, ..facts().validity }, ..facts() };
    assert!(suspended.is_watched(from));
    assert_eq!(lost(&suspended, Condition::Registration, "2027-02-01").as_deref(), Some("2027-01-01"));
    assert!(!facts().is_watched(day("2029-11-23")));
    assert_eq!(lost(&facts(), Condition::Registration, "2029-12-01").as_deref(), Some("2029-11-23"));
    let lifted = Facts { reinstated_on: Some(day("2027-02-10")), ..facts() };
    let held = lifted.condition(Condition::Registration, &asks(), day("2027-03-01"));
    assert_eq!((held.state, held.since), (ConditionState::Holds, Some(day("2027-02-10"))));
}
