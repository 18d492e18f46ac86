//! The Vietnamese lunar calendar: months begin on the day of the new moon in
//! Viet Nam (UTC+7), the eleventh holds the winter solstice, and of thirteen
//! between two solstices the first without a principal term is the leap one.
//!
//! After Hồ Ngọc Đức, *Computing the Vietnamese lunar calendar*
//! (<https://www.informatik.uni-leipzig.de/~duc/amlich/calrules_en.html>), with
//! the new moon and the sun's longitude after Jean Meeus, *Astronomical
//! Formulae for Calculators*. China reckons by the same rules at UTC+8, so that
//! a new moon or a solstice in the hour before its midnight falls on another
//! day there: Tết was a day earlier in Viet Nam in 2007 and will be in 2030,
//! and was a month earlier in 1985. The offset is the one of today in every
//! year; what calendars in use before 1968 said is not followed.

use std::f64::consts::{PI, TAU};
use std::ops::RangeInclusive;

use crate::dates::Day;

/// The years for which days are told. The length of the day is forecast, so
/// that farther ahead a new moon near midnight may fall on either side.
pub const YEARS: RangeInclusive<i32> = 1901..=2100;

/// Hours before Greenwich at which a day begins in Viet Nam, as part of a day.
const OFFSET: f64 = 7.0 / 24.0;

/// Days from one new moon to the next, on average.
const SYNODIC_MONTH: f64 = 29.530_588_853;

/// The Julian day number on which the counted new moons begin, in 1900.
const FIRST_NEW_MOON: f64 = 2_415_021.076_998_695;

/// The Julian day number of 1 January 2000.
const DAY_OF_2000: i32 = 2_451_545;

/// The sector of the ecliptic, of 30° each, that begins at the winter solstice.
const WINTER_SOLSTICE: i32 = 9;

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDay {
    /// The lunar year, which begins at Tết.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// Whether it is the second month of this number (tháng nhuận).
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

/// A month: its number, and the Julian day numbers on which it and the next
/// begin.
#[derive(Clone, Copy, Debug)]
struct Month {
    year: i32,
    number: u8,
    leap: bool,
    first: i32,
    next: i32,
}

/// The first day of the lunar year that begins in this year (mồng 1 Tết); none
/// outside [`YEARS`].
pub fn new_year(year: i32) -> Option<Day> {
    civil(LunarDay { year, month: 1, leap: false, day: 1 })
}

/// The civil day of a lunar one; none outside [`YEARS`] or where the month has
/// no such day.
pub fn civil(lunar: LunarDay) -> Option<Day> {
    if !YEARS.contains(&lunar.year) {
        return None;
    }
    let months = months_to_solstice(lunar.year).into_iter().chain(months_to_solstice(lunar.year + 1));
    let is_it =
        |month: &Month| (month.year, month.number, month.leap) == (lunar.year, lunar.month, lunar.leap);
    let month = months.into_iter().find(is_it)?;
    let at = month.first + i32::from(lunar.day) - 1;
    (lunar.day >= 1 && at < month.next).then(|| day_of(at))
}

/// The lunar day of a civil one; none outside [`YEARS`].
pub fn lunar(day: Day) -> Option<LunarDay> {
    if !YEARS.contains(&day.year()) {
        return None;
    }
    let at = julian(day);
    let months = months_to_solstice(day.year()).into_iter().chain(months_to_solstice(day.year() + 1));
    let month = months.into_iter().find(|month| (month.first..month.next).contains(&at))?;
    let day = u8::try_from(at - month.first + 1).ok()?;
    Some(LunarDay { year: month.year, month: month.number, leap: month.leap, day })
}

/// The twelve or thirteen months from the one of last year's winter solstice to
/// the one before this year's.
fn months_to_solstice(year: i32) -> Vec<Month> {
    let (first, last) = (solstice_moon(year - 1), solstice_moon(year));
    let starts: Vec<i32> = (first..=last).map(new_moon_day).collect();
    let has_no_term = |at: &usize| sector(starts[*at]) == sector(starts[at + 1]);
    let leap = if last - first > 12 { (1..starts.len() - 1).find(has_no_term) } else { None };
    let mut number: u8 = 10;
    let pairs = starts.windows(2).enumerate();
    let month = |(at, pair): (usize, &[i32])| {
        let leap = leap == Some(at);
        if !leap {
            number = number % 12 + 1;
        }
        let year = if number >= 11 { year - 1 } else { year };
        Month { year, number, leap, first: pair[0], next: pair[1] }
    };
    pairs.map(month).collect()
}

/// The count of the new moon that begins the month of this year's winter
/// solstice.
fn solstice_moon(year: i32) -> i32 {
    let end_of_year = Day::new(year, 12, 31).expect("a day of these centuries");
    let mut count = floor((f64::from(julian(end_of_year)) - FIRST_NEW_MOON) / SYNODIC_MONTH) + 1;
    while sector(new_moon_day(count)) >= WINTER_SOLSTICE {
        count -= 1;
    }
    count
}

/// The Julian day number of the day in Viet Nam on which the moon is new for
/// the `count`-th time since 1900.
fn new_moon_day(count: i32) -> i32 {
    floor(new_moon(count) + 0.5 + OFFSET)
}

/// In which twelfth of the ecliptic the sun is when the day begins in Viet Nam;
/// 0 from the spring equinox.
fn sector(day: i32) -> i32 {
    floor(sun_longitude(f64::from(day) - 0.5 - OFFSET) / PI * 6.0)
}

/// The instant of the `count`-th new moon since 1900, as a Julian date in
/// universal time.
fn new_moon(count: i32) -> f64 {
    let count = f64::from(count);
    let t = count / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 2_415_020.759_33 + 29.530_588_68 * count + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * (166.56 + 132.87 * t - 0.009_173 * t2).to_radians().sin();
    let sun = 359.2242 + 29.105_356_08 * count - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.0253 + 385.816_918_06 * count + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let node = 21.2964 + 390.670_506_46 * count - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    // Days, and the multiples of the anomalies of sun and moon and of the
    // distance from the node.
    let terms = [
        (0.1734 - 0.000_393 * t, 1.0, 0.0, 0.0),
        (0.0021, 2.0, 0.0, 0.0),
        (-0.4068, 0.0, 1.0, 0.0),
        (0.0161, 0.0, 2.0, 0.0),
        (-0.0004, 0.0, 3.0, 0.0),
        (0.0104, 0.0, 0.0, 2.0),
        (-0.0051, 1.0, 1.0, 0.0),
        (-0.0074, 1.0, -1.0, 0.0),
        (0.0004, 1.0, 0.0, 2.0),
        (-0.0004, -1.0, 0.0, 2.0),
        (-0.0006, 0.0, 1.0, 2.0),
        (0.0010, 0.0, -1.0, 2.0),
        (0.0005, 1.0, 2.0, 0.0),
    ];
    let periodic = |(days, of_sun, of_moon, of_node): (f64, f64, f64, f64)| {
        days * (of_sun * sun + of_moon * moon + of_node * node).to_radians().sin()
    };
    // From dynamical to universal time.
    let delta = -0.000_278 + 0.000_265 * t + 0.000_262 * t2;
    mean + terms.into_iter().map(periodic).sum::<f64>() - delta
}

/// The sun's apparent longitude at a Julian date, in radians from 0 to 2π.
fn sun_longitude(date: f64) -> f64 {
    let t = (date - 2_451_545.0) / 36_525.0;
    let t2 = t * t;
    let anomaly = (357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2).to_radians();
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    // What aberration and nutation make of it.
    let node = (125.04 - 1_934.136 * t).to_radians();
    let apparent = mean + centre - 0.005_69 - 0.004_78 * node.sin();
    apparent.to_radians().rem_euclid(TAU)
}

/// The Julian day number.
fn julian(day: Day) -> i32 {
    let days = day.days_since(day_of(DAY_OF_2000));
    DAY_OF_2000 + i32::try_from(days).expect("fewer days than that in all years there are")
}

fn day_of(julian: i32) -> Day {
    let of_2000 = Day::new(2000, 1, 1).expect("a day");
    of_2000.plus_days(i64::from(julian - DAY_OF_2000))
}

#[expect(clippy::cast_possible_truncation, reason = "day numbers and new moons of a few centuries")]
fn floor(number: f64) -> i32 {
    number.floor() as i32
}
