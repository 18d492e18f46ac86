//! The Vietnamese lunar calendar against known days, and what holds of every
//! year.
//!
//! Checked once, for every month from 1901 to 2100, against new moons and
//! solar longitudes of npm astronomy-engine 2.1.19 (none of its formulas are
//! ours): of 2,473 months two begin a day apart, 2072-12 and 2085-10, whose new
//! moons fall 37 and 16 seconds from midnight, and 1938 has its leap month one
//! later, for an equinox as near to it. Of 1968 to 2050 every day is the same,
//! and the same as in npm amlich 0.0.2 and in vnlunar 1.0.5 and lunar-vn 1.4.0
//! for Python.

use consultant_registry::dates::Day;
use consultant_registry::domain::calendar::lunar::{self, LunarDay, civil, lunar as lunar_of, new_year};
use proptest::prelude::*;

use crate::dossier::day;

/// The first day of each lunar year from 1968, as it was or will be kept in
/// Viet Nam.
const NEW_YEARS: &str = "\
    1968-01-29 1969-02-16 1970-02-06 1971-01-27 1972-02-15 1973-02-03 1974-01-23 1975-02-11 1976-01-31 \
    1977-02-18 1978-02-07 1979-01-28 1980-02-16 1981-02-05 1982-01-25 1983-02-13 1984-02-02 1985-01-21 \
    1986-02-09 1987-01-29 1988-02-17 1989-02-06 1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 \
    1995-01-31 1996-02-19 1997-02-07 1998-01-28 1999-02-16 2000-02-05 2001-01-24 2002-02-12 2003-02-01 \
    2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 \
    2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 \
    2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 \
    2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 \
    2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30 2045-02-17 2046-02-06 2047-01-26 2048-02-14 \
    2049-02-02 2050-01-23";

fn at(year: i32, month: u8, day: u8) -> LunarDay {
    LunarDay { year, month, leap: false, day }
}

#[test]
fn every_new_year_from_1968_to_2050_is_the_one_kept_in_viet_nam() {
    let known: Vec<Day> = NEW_YEARS.split_whitespace().map(day).collect();
    assert_eq!(known.len(), 83);
    for (year, known) in (1968..).zip(known) {
        assert_eq!(new_year(year), Some(known), "{year}");
        assert_eq!(lunar_of(known), Some(at(year, 1, 1)), "{year}");
    }
}

#[test]
fn viet_nam_has_another_new_year_than_china_where_an_hour_makes_the_day() {
    let china = [
        (1968, "1968-01-30"),
        (1969, "1969-02-17"),
        (1985, "1985-02-20"),
        (2007, "2007-02-18"),
        (2030, "2030-02-03"),
    ];
    for (year, there) in china {
        assert!(new_year(year).expect("a year") < day(there), "{year}");
    }
    assert_eq!(new_year(1985), Some(day("1985-01-21")), "a month earlier: the solstice fell on another day");
}

#[test]
fn the_tenth_of_the_third_month_is_the_day_of_the_hung_kings() {
    for (year, known) in [
        (2022, "2022-04-10"),
        (2023, "2023-04-29"),
        (2024, "2024-04-18"),
        (2025, "2025-04-07"),
        (2026, "2026-04-26"),
        (2027, "2027-04-16"),
    ] {
        assert_eq!(civil(at(year, 3, 10)), Some(day(known)), "{year}");
    }
}

#[test]
fn a_leap_month_follows_the_month_of_its_number() {
    for (year, month) in [
        (1984, 10),
        (1985, 2),
        (1987, 7),
        (2004, 2),
        (2006, 7),
        (2009, 5),
        (2012, 4),
        (2014, 9),
        (2017, 6),
        (2020, 4),
        (2023, 2),
        (2025, 6),
        (2028, 5),
        (2033, 11),
    ] {
        let leap: Vec<u8> = (1..=12)
            .filter(|month| civil(LunarDay { year, month: *month, leap: true, day: 1 }).is_some())
            .collect();
        // 1984 and 1985 are years in which China had its leap month elsewhere.
        let expected: &[u8] = if year == 1984 { &[] } else { &[month] };
        assert_eq!(leap, expected, "{year}");
    }
    assert_eq!(civil(LunarDay { year: 2025, month: 6, leap: true, day: 1 }), Some(day("2025-07-25")));
}

#[test]
fn what_is_no_day_has_none() {
    assert_eq!(civil(at(2026, 13, 1)), None);
    assert_eq!(civil(at(2026, 0, 1)), None);
    assert_eq!(civil(at(2026, 1, 0)), None);
    assert_eq!(civil(at(2026, 1, 31)), None);
    assert_eq!(civil(LunarDay { year: 2026, month: 1, leap: true, day: 1 }), None);
    for year in [i32::MIN, 0, 1900, 2101, i32::MAX] {
        assert_eq!(new_year(year), None, "{year}");
    }
    assert_eq!(lunar_of(day("1900-01-31")), None);
    assert_eq!(lunar_of(Day::MAX), None);
}

#[test]
fn the_new_year_falls_between_20_january_and_21_february() {
    for year in lunar::YEARS {
        let first = new_year(year).expect("a year");
        let (earliest, latest) = (format!("{year}-01-20"), format!("{year}-02-21"));
        assert!((day(&earliest)..=day(&latest)).contains(&first), "{first}");
    }
}

proptest! {
    #[test]
    fn a_day_is_the_same_there_and_back(days in 0..72_000i64) {
        let civil_day = day("1901-03-01").plus_days(days);
        let found = lunar_of(civil_day).expect("a year that is known");
        prop_assert_eq!(civil(found), Some(civil_day));
    }

    #[test]
    fn the_next_day_is_the_next_day_or_the_first_of_a_month(days in 0..72_000i64) {
        let civil_day = day("1901-03-01").plus_days(days);
        let (today, next) = (lunar_of(civil_day).expect("known"), lunar_of(civil_day.plus_days(1)).expect("known"));
        if next.day == 1 {
            prop_assert!(today.day == 29 || today.day == 30, "a month of {} days", today.day);
            let same_number = next.leap && next.month == today.month;
            prop_assert!(same_number || next.month == today.month % 12 + 1);
            prop_assert_eq!(next.year, if next.month == 1 { today.year + 1 } else { today.year });
        } else {
            prop_assert_eq!(next, LunarDay { day: today.day + 1, ..today });
        }
    }
}
