//! Terms against the worked examples, and the working calendar.

use consultant_registry::domain::calendar::{self, Calendar, CalendarDay, DayKind, Remaining};
use consultant_registry::domain::term::{Term, Unit};

use crate::dossier::day;

fn term(n: u32, unit: Unit) -> Term {
    Term::new(n, unit).expect("a term")
}

#[test]
fn every_worked_example_holds() {
    let calendar = Calendar::seeded();
    let mut lines = 0;
    for line in include_str!("../deadline-vectors.csv").lines().skip(1) {
        let fields: Vec<&str> = line.splitn(5, ',').collect();
        let unit: Unit = fields[2].parse().expect("a unit");
        let term = term(fields[1].parse().expect("a number"), unit);
        let due = match unit {
            Unit::Month => term.ends_on(day(fields[0]), &calendar),
            _ => term.due_on(day(fields[0]), &calendar),
        };
        assert_eq!(due, day(fields[3]), "{line}");
        lines += 1;
    }
    assert_eq!(lines, 12);
}

#[test]
fn a_procedural_month_term_is_rolled_and_a_validity_is_not() {
    let calendar = Calendar::seeded();
    let month = term(1, Unit::Month);
    assert_eq!(month.ends_on(day("2026-10-22"), &calendar), day("2026-11-22"), "a Sunday");
    assert_eq!(month.due_on(day("2026-10-22"), &calendar), day("2026-11-23"));
}

#[test]
fn a_term_of_nothing_or_without_end_is_none() {
    assert!(Term::new(0, Unit::WorkingDay).is_err());
    assert!(Term::new(10_001, Unit::CalendarDay).is_err());
    assert!(Term::new(10_000, Unit::Month).is_ok());
}

#[test]
fn counting_stops_at_the_end_of_the_calendar() {
    let calendar = Calendar::seeded();
    for unit in Unit::ALL {
        assert!(term(10_000, *unit).due_on(day("9999-12-30"), &calendar) >= day("9999-12-30"));
    }
    let off = CalendarDay {
        day: day("9999-12-31"),
        kind: DayKind::Off,
        name: String::new(),
        basis: String::new(),
        confirmed: true,
    };
    assert_eq!(Calendar::from_rows([&off]).working_from(day("9999-12-31")), day("9999-12-31"));
}

#[test]
fn a_swapped_saturday_is_worked_and_its_monday_is_not() {
    let calendar = Calendar::seeded();
    assert!(calendar.is_working(day("2026-08-22")), "a Saturday worked for 31 August");
    assert!(!calendar.is_working(day("2026-08-31")), "a Monday");
    assert!(!calendar.is_working(day("2026-11-22")), "an ordinary Sunday");
    assert!(!calendar.is_working(day("2026-11-24")), "Ngày Văn hóa Việt Nam");
    assert!(calendar.is_working(day("2026-11-23")));
}

#[test]
fn changing_the_calendar_moves_a_deadline() {
    let mut rows: Vec<CalendarDay> = calendar::seed().to_vec();
    let due = |rows: &[CalendarDay]| {
        term(3, Unit::WorkingDay).due_on(day("2026-11-20"), &Calendar::from_rows(rows))
    };
    assert_eq!(due(&rows), day("2026-11-26"));
    rows.retain(|row| row.day != day("2026-11-24"));
    assert_eq!(due(&rows), day("2026-11-25"));
}

#[test]
fn what_remains_is_said_in_working_days_and_what_is_over_in_days() {
    let calendar = Calendar::seeded();
    let words = |on: &str| calendar.remaining(day(on), day("2026-11-26")).in_words().vi;
    assert_eq!(words("2026-11-20"), "còn 3 ngày làm việc");
    assert_eq!(words("2026-11-25"), "còn 1 ngày làm việc");
    assert_eq!(words("2026-11-26"), "hết hạn hôm nay");
    assert_eq!(words("2026-11-27"), "quá hạn 1 ngày");
    assert_eq!(calendar.remaining(day("2026-12-06"), day("2026-11-26")), Remaining::Overdue { days: 10 });
    assert_eq!(calendar.remaining(day("2026-11-25"), day("2026-11-26")).in_words().en, "1 working day left");
}

#[test]
fn a_deadline_is_near_from_two_working_days_before_it_until_it_is_over() {
    let calendar = Calendar::seeded();
    let near = |on: &str| calendar.remaining(day(on), day("2026-11-26")).is_soon();
    // The 24th is a day off.
    let days = ["2026-11-20", "2026-11-23", "2026-11-26", "2026-11-27"];
    assert_eq!(days.map(near), [false, true, true, false]);
    let over_a_weekend = |on: &str| calendar.remaining(day(on), day("2026-11-30")).is_soon();
    assert_eq!(["2026-11-25", "2026-11-26"].map(over_a_weekend), [false, true], "weekends do not count");
}

#[test]
fn a_calendar_line_that_cannot_be_read_is_told() {
    let read = |line: &str| calendar::parse_rows(&format!("date,kind,name,basis,confirmed\n{line}"));
    assert_eq!(read("2026-01-01,off,Tết,basis,true").expect("a row")[0].name, "Tết");
    let wrong = [
        ("2026-01-01,off,Tết", "not five fields"),
        ("01/01/2026,off,Tết,basis,true", "not a day"),
        ("2026-01-01,holiday,Tết,basis,true", "neither off nor work"),
        ("2026-01-01,off,Tết,basis,yes", "neither true nor false"),
        ("2026-01-01,off,a,b,true\n2026-01-01,off,a,b,true", "the day stands there twice"),
    ];
    for (line, reason) in wrong {
        assert_eq!(read(line).expect_err("refused").reason, reason);
    }
}
