use super::*;
use crate::domain::dossier::Outcome;

fn at(day: &str) -> Instant {
    format!("{day}T03:00:00Z").parse().expect("an instant")
}

fn day(day: &str) -> Day {
    day.parse().expect("a day")
}

fn done(on: &str, deed: Deed, in_time_until: Option<&str>) -> PastDeed {
    PastDeed { at: at(on), by: None, deed, in_time_until: in_time_until.map(day) }
}

fn receive(on: &str, due: &str) -> PastDeed {
    done(on, Deed::Receive { number: "1".to_owned(), due: day(due) }, None)
}

fn ask(on: &str, in_time_until: Option<&str>) -> PastDeed {
    let deed = Deed::RequestSupplement { items: vec!["Ảnh".to_owned()], due: day("2026-12-31") };
    done(on, deed, in_time_until)
}

fn late(steps: &[Step]) -> Vec<Option<u32>> {
    let calendar = Calendar::seeded();
    steps.iter().map(|step| step.late_by(&calendar)).collect()
}

#[test]
fn a_step_is_held_against_the_term_that_ran_when_it_was_taken() {
    // Monday the 23rd to Friday the 27th of November.
    let confirmed =
        |on: &str, until: Option<&str>| done(on, Deed::ConfirmComplete { due: day("2026-12-18") }, until);
    let steps = |last: PastDeed| steps([receive("2026-11-23", "2026-11-25"), last], Some(day("2026-11-25")));
    assert_eq!(late(&steps(confirmed("2026-11-25", Some("2026-11-25")))), [None, None]);
    assert_eq!(late(&steps(confirmed("2026-11-27", Some("2026-11-25")))), [None, Some(2)]);
    assert_eq!(late(&steps(confirmed("2026-11-28", Some("2026-11-27")))), [None, Some(1)], "a Saturday");
    assert_eq!(
        late(&steps(confirmed("2026-11-27", Some("2026-11-30")))),
        [None, None],
        "a day off was added"
    );
    assert_eq!(late(&steps(confirmed("2026-11-27", None))), [None, Some(2)], "of an older program");
}

#[test]
fn of_older_programs_the_last_check_is_held_against_the_day_counted_last() {
    let answered = Deed::Supplement { due: None, changes: None };
    let all = [
        receive("2026-11-23", "2026-11-25"),
        ask("2026-11-24", None),
        done("2026-11-26", answered, None),
        done("2026-12-02", Deed::ConfirmComplete { due: day("2026-12-18") }, None),
        done("2026-12-21", Deed::Refuse { reasons: "x".to_owned() }, None),
    ];
    let steps = steps(all, Some(day("2026-12-01")));
    assert_eq!(late(&steps), [None, None, None, Some(1), Some(1)]);
    assert!(steps[4].is_decision() && !steps[3].is_decision());
}

#[test]
fn rounds_are_counted_and_the_last_that_was_answered_is_told() {
    let answered =
        |on: &str| done(on, Deed::Supplement { due: Some(day("2026-12-04")), changes: None }, None);
    let mut all = vec![receive("2026-11-23", "2026-11-25"), ask("2026-11-24", None), answered("2026-11-26")];
    let first = steps(all.clone(), None);
    assert_eq!(came_back(&first).map(|round| round.number), Some(1));
    all.push(ask("2026-11-27", Some("2026-12-01")));
    assert!(came_back(&steps(all.clone(), None)).is_none(), "it is with the applicant");
    all.push(answered("2026-12-01"));
    let second = steps(all.clone(), None);
    let round = came_back(&second).expect("it came back");
    assert_eq!((round.number, round.asked.at, round.items.len()), (2, at("2026-11-27"), 1));
    all.push(done("2026-12-02", Deed::ConfirmComplete { due: day("2026-12-18") }, None));
    assert!(came_back(&steps(all, None)).is_none(), "it was checked");
}

#[test]
fn only_steps_of_the_procedure_are_told_and_each_is_somebodys() {
    let all = [done("2026-11-22", Deed::Edit {}, None), done("2026-11-23", Deed::Submit {}, None)];
    let steps = steps(all, None);
    assert_eq!(steps.iter().map(|step| step.deed.kind()).collect::<Vec<_>>(), [DeedKind::Submit]);
    assert_eq!(steps[0].hand(), Hand::Applicant);
    for kind in TIMED {
        let of_office = Act::ALL.into_iter().find(|act| act.deed() == kind).map(Act::hand);
        assert!(matches!(of_office, Some(Hand::Officer(_))), "{kind:?}");
    }
    let outcome = Outcome::Refuse;
    let propose = Deed::Propose { outcome, reasons: String::new(), passing_experts: Vec::new() };
    assert!(STEPS.contains(&propose.kind()));
}
