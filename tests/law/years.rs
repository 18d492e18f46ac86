//! Years of the calendar: which are entered, what a term says that needs
//! another, and what the law proposes for one.

use std::collections::BTreeSet;

use consultant_registry::dates::Day;
use consultant_registry::domain::calendar::proposal::{EXPECTED, holidays, proposal};
use consultant_registry::domain::calendar::{self, Calendar, CalendarDay, DayKind, YearDays, YearFault};
use consultant_registry::domain::term::{Term, Unit};
use proptest::prelude::*;

use crate::dossier::day;

fn missing(start: &str, n: u32, unit: Unit, rolled: bool) -> Option<i32> {
    Term::new(n, unit).expect("a term").missing_year(day(start), rolled, &Calendar::seeded())
}

fn off(text: &str) -> CalendarDay {
    let (name, basis) = ("Nghỉ".to_owned(), String::new());
    CalendarDay { day: day(text), kind: DayKind::Off, name, basis, confirmed: false }
}

fn proposed(year: i32) -> Vec<CalendarDay> {
    proposal(year).expect("a year whose lunar days are known")
}

fn days(rows: &[CalendarDay]) -> Vec<String> {
    rows.iter().map(|row| row.day.to_string()).collect()
}

#[test]
fn a_term_in_working_days_asks_about_every_year_of_its_days() {
    assert_eq!(missing("2027-12-20", 15, Unit::WorkingDay, true), Some(2028));
    assert_eq!(missing("2027-12-20", 9, Unit::WorkingDay, true), None, "31 December is its last day");
    assert_eq!(missing("2027-12-31", 1, Unit::WorkingDay, true), Some(2028), "the start is not counted");
    assert_eq!(
        missing("2024-02-05", 5, Unit::WorkingDay, true),
        Some(2024),
        "over a Tết that is not entered"
    );
    assert_eq!(missing("2024-12-31", 5, Unit::WorkingDay, true), None);
    assert_eq!(missing("2024-12-30", 5, Unit::WorkingDay, true), Some(2024));
}

#[test]
fn a_term_in_days_or_months_asks_about_its_end_when_it_is_rolled() {
    assert_eq!(missing("2024-06-01", 365, Unit::CalendarDay, true), None);
    assert_eq!(missing("2027-12-29", 10, Unit::CalendarDay, true), Some(2028));
    assert_eq!(missing("2026-11-22", 36, Unit::Month, false), None, "a validity ends on its day");
    assert_eq!(missing("2026-11-22", 36, Unit::Month, true), Some(2029));
    assert_eq!(missing("2026-11-22", 1000, Unit::CalendarDay, false), None);
}

#[test]
fn one_day_off_does_not_make_a_year_known() {
    let calendar = Calendar::from_rows([&off("2028-11-24")]);
    assert_eq!(calendar.missing_year(day("2028-01-03"), day("2028-12-29")), Some(2028));
    let entered = calendar.entering([2028]);
    assert_eq!(entered.missing_year(day("2028-01-03"), day("2028-12-29")), None);
    assert_eq!(entered.missing_year(day("2027-12-31"), day("2029-01-02")), Some(2027), "the first of them");
}

#[test]
fn the_years_built_in_are_entered() {
    assert_eq!(calendar::seeded_years().into_iter().collect::<Vec<_>>(), [2025, 2026, 2027]);
}

#[test]
fn next_year_is_missed_from_october_on() {
    let missed = |on: &str| Calendar::seeded().years_to_enter(day(on));
    assert_eq!(missed("2026-12-31"), [0i32; 0], "2027 is built in");
    assert_eq!(missed("2027-09-30"), [0i32; 0]);
    assert_eq!(missed("2027-10-01"), [2028]);
    assert_eq!(missed("2028-01-01"), [2028], "this year, too");
    assert_eq!(missed("2028-10-01"), [2028, 2029]);
}

#[test]
fn the_proposal_gives_the_days_off_that_were_decided() {
    for year in [2025, 2026, 2027] {
        let exchanged = ["Nghỉ hoán đổi"];
        let decided: Vec<CalendarDay> = (calendar::seed().iter())
            .filter(|row| row.day.year() == year && row.kind == DayKind::Off)
            .filter(|row| !exchanged.contains(&row.name.as_str()))
            .cloned()
            .collect();
        assert_eq!(days(&proposed(year)), days(&decided), "{year}");
    }
    // Tết as the Prime Minister decided it before: the week of the holiday.
    for (year, first, last) in [
        (2021, "2021-02-10", "2021-02-16"),
        (2022, "2022-01-31", "2022-02-04"),
        (2023, "2023-01-20", "2023-01-26"),
        (2024, "2024-02-08", "2024-02-14"),
    ] {
        let rows = proposed(year);
        let week: Vec<&CalendarDay> = rows.iter().filter(|row| row.name.contains("Tết Âm lịch")).collect();
        assert_eq!(week.len(), 5, "{year}");
        assert_eq!((week[0].day, week[4].day), (day(first), day(last)), "{year}");
    }
}

#[test]
fn the_proposal_for_2027_says_as_the_table_does_what_is_only_expected() {
    let of_table = |row: &&CalendarDay| row.day.year() == 2027;
    let expected: Vec<(Day, bool)> =
        calendar::seed().iter().filter(of_table).map(|row| (row.day, row.confirmed)).collect();
    let found: Vec<(Day, bool)> = proposed(2027).iter().map(|row| (row.day, row.confirmed)).collect();
    assert_eq!(found, expected);
    assert!(proposed(2027).iter().all(|row| row.confirmed == (row.basis != EXPECTED)));
}

#[test]
fn the_days_of_2028_are_proposed_with_what_makes_up_for_weekends() {
    let rows = proposed(2028);
    assert_eq!(
        days(&rows),
        [
            "2028-01-03",
            "2028-01-24",
            "2028-01-25",
            "2028-01-26",
            "2028-01-27",
            "2028-01-28",
            "2028-04-04",
            "2028-05-01",
            "2028-05-02",
            "2028-09-01",
            "2028-09-04",
            "2028-11-24",
        ]
    );
    let name = |on: &str| rows.iter().find(|row| row.day == day(on)).expect("a row").name.clone();
    assert_eq!(name("2028-01-03"), "Nghỉ bù Tết Dương lịch (01/01 là thứ Bảy)");
    assert_eq!(name("2028-05-02"), "Nghỉ bù Ngày Chiến thắng (30/04 là Chủ nhật)", "1 May is off already");
    assert_eq!(name("2028-09-01"), "Quốc khánh (ngày liền kề)");
    assert_eq!(name("2028-09-04"), "Nghỉ bù Quốc khánh (02/09 là thứ Bảy)");
}

#[test]
fn the_day_of_culture_is_off_from_2026_and_its_weekend_only_expected() {
    assert!(!days(&proposed(2025)).contains(&"2025-11-24".to_owned()));
    assert!(days(&proposed(2026)).contains(&"2026-11-24".to_owned()));
    let rows = proposed(2029);
    let instead =
        rows.iter().find(|row| row.day == day("2029-11-26")).expect("24 November 2029 is a Saturday");
    assert!(!instead.confirmed && instead.basis == EXPECTED);
}

#[test]
fn every_holiday_is_cited_and_they_are_twelve_days() {
    assert!(holidays().iter().all(|holiday| !holiday.citation.is_empty() && !holiday.note.is_empty()));
    let of_code = holidays().iter().filter(|holiday| holiday.citation.contains("điều 112"));
    let count: u8 = of_code.map(|holiday| holiday.days + u8::from(holiday.adjoining)).sum();
    assert_eq!(count, 11, "Labour Code, article 112.1");
    assert_eq!(proposal(1900), None);
    assert_eq!(proposal(2101), None);
}

#[test]
fn a_year_is_entered_whole_and_confirmed_by_its_text() {
    let year = YearDays::new(2028, " 1234/TB-BNV ", proposed(2028)).expect("the days of a year");
    assert_eq!((year.year(), year.basis()), (2028, "1234/TB-BNV"));
    assert!(year.days().iter().all(|row| row.confirmed && !row.basis.is_empty() && row.basis != EXPECTED));
    assert_eq!(year.days()[1].basis, "1234/TB-BNV", "Tết is decided by it");
    assert_eq!(year.days()[0].basis, "Bộ luật Lao động 2019 điều 111.3", "this one by the law");
    assert_eq!((year.count(DayKind::Off), year.count(DayKind::Work)), (12, 0));
    let calendar = year.put_into(calendar::seed(), calendar::seeded_years());
    assert!(calendar.is_entered(2028) && !calendar.is_working(day("2028-01-26")));
    let term = Term::new(15, Unit::WorkingDay).expect("a term");
    assert_eq!(term.due_on(day("2027-12-20"), &calendar), day("2028-01-11"));
    assert_eq!(term.missing_year(day("2027-12-20"), true, &calendar), None);
}

#[test]
fn what_is_no_year_is_refused_with_the_row_at_fault() {
    let work = |text: &str| CalendarDay { kind: DayKind::Work, ..off(text) };
    let refused = |rows| YearDays::new(2028, "x", rows).expect_err("refused");
    assert_eq!(refused(vec![]), YearFault::Empty);
    assert_eq!(refused(vec![work("2028-01-08")]), YearFault::Empty);
    assert_eq!(refused(vec![off("2028-01-03"), off("2029-01-01")]), YearFault::OtherYear(1));
    assert_eq!(refused(vec![off("2028-01-03"), off("2028-01-03")]), YearFault::Twice(1));
    assert_eq!(refused(vec![off("2028-01-03"), work("2028-01-10")]), YearFault::WorkedAnyway(1), "a Monday");
    assert_eq!(refused(vec![off("2028-01-03"), off("2028-01-08")]), YearFault::OffAnyway(1), "a Saturday");
    assert_eq!(YearDays::new(2028, " ", vec![off("2028-01-03")]), Err(YearFault::Basis));
    for year in [0, 2013, 2101, i32::MAX] {
        assert_eq!(YearDays::new(year, "x", vec![]), Err(YearFault::Year), "{year}");
    }
}

proptest! {
    #[test]
    fn a_proposal_has_twelve_weekdays_of_its_year_each_once(year in 2026..=2100i32) {
        let rows = proposed(year);
        let found: BTreeSet<Day> = rows.iter().map(|row| row.day).collect();
        prop_assert_eq!(found.len(), rows.len());
        prop_assert!(found.iter().all(|day| day.year() == year && !day.is_weekend()));
        let shared = rows.iter().filter(|row| row.name.contains("; ")).count();
        prop_assert_eq!(rows.len() + shared, 12, "{:?}", rows);
    }

    #[test]
    fn a_term_over_entered_years_is_certain(start in 0..700i64, n in 1..60u32, unit in 0..3usize) {
        let start = day("2024-12-31").plus_days(start);
        let term = Term::new(n, [Unit::WorkingDay, Unit::CalendarDay, Unit::WorkingDay][unit]).expect("a term");
        prop_assert_eq!(term.missing_year(start, true, &Calendar::seeded()), None);
    }

    #[test]
    fn every_term_is_certain_or_names_a_year_of_its_days(start in 0..4000i64, n in 1..400u32, rolled: bool) {
        let start = day("2022-01-01").plus_days(start);
        let calendar = Calendar::seeded();
        for unit in Unit::ALL {
            let term = Term::new(n, *unit).expect("a term");
            if let Some(year) = term.missing_year(start, rolled, &calendar) {
                prop_assert!(!calendar.is_entered(year));
                prop_assert!((start.year()..=term.due_on(start, &calendar).year()).contains(&year));
            }
        }
    }
}
