//! Days that are covered: by cards, by certificates, by reports.

use crate::dates::Day;

/// A time in which something counts: its first day, and the first on which it
/// counts no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The first day after it.
    pub until: Day,
}

impl Span {
    /// From one day to another, both counted.
    pub fn through(from: Day, last: Day) -> Self {
        Self { from, until: last.plus_days(1) }
    }
}

/// Whether at least so many of these cover a day, and since which day without a
/// break it is so; none where it never was otherwise.
pub fn covered(spans: &[Span], needed: usize, on: Day) -> (bool, Option<Day>) {
    let mut turns: Vec<(Day, bool)> = Vec::with_capacity(spans.len() * 2);
    for span in spans.iter().filter(|span| span.from < span.until) {
        turns.extend([(span.from, true), (span.until, false)]);
    }
    turns.retain(|(day, _)| *day <= on);
    turns.sort_unstable();
    let (mut begun, mut ended, mut holds, mut since) = (0_usize, 0_usize, needed == 0, None);
    for of_a_day in turns.chunk_by(|one, other| one.0 == other.0) {
        for (_, begins) in of_a_day {
            if *begins {
                begun += 1;
            } else {
                ended += 1;
            }
        }
        let reaches = begun - ended >= needed;
        if reaches != holds {
            (holds, since) = (reaches, Some(of_a_day[0].0));
        }
    }
    (holds, since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(nth: i64) -> Day {
        "2026-01-01".parse::<Day>().expect("a day").plus_days(nth)
    }

    fn span(from: i64, until: i64) -> Span {
        Span { from: day(from), until: day(until) }
    }

    #[test]
    fn five_become_four_on_the_day_that_one_leaves_and_are_five_again_with_the_next() {
        let mut spans = vec![span(0, 100); 4];
        spans.push(span(0, 10));
        assert_eq!(covered(&spans, 5, day(9)), (true, Some(day(0))));
        assert_eq!(covered(&spans, 5, day(10)), (false, Some(day(10))));
        spans.push(span(20, 100));
        assert_eq!(covered(&spans, 5, day(19)), (false, Some(day(10))));
        assert_eq!(covered(&spans, 5, day(20)), (true, Some(day(20))));
        assert_eq!(covered(&spans, 5, day(100)), (false, Some(day(100))));
    }

    #[test]
    fn what_ends_on_the_day_that_the_next_begins_leaves_no_gap() {
        assert_eq!(covered(&[span(0, 10), span(10, 20)], 1, day(15)), (true, Some(day(0))));
        assert_eq!(covered(&[], 1, day(0)), (false, None));
        assert_eq!(covered(&[span(5, 5)], 1, day(5)), (false, None));
    }

    proptest::proptest! {
        /// Told from each day anew: how many cover it.
        #[test]
        fn the_count_of_every_day_says_the_same(
            ends in proptest::collection::vec((0_i64..40, 0_i64..20), 0..12),
            needed in 0_usize..4,
            on in 0_i64..60,
        ) {
            let spans: Vec<Span> = ends.iter().map(|(from, long)| span(*from, from + long)).collect();
            let on_day = |nth: i64| {
                let covering = spans.iter().filter(|span| span.from <= day(nth) && day(nth) < span.until);
                covering.count() >= needed
            };
            let holds = on_day(on);
            // Before the first day nothing covers anything.
            let turned = (0..=on).rev().find(|nth| on_day(*nth) == holds && (on_day(nth - 1) != holds));
            proptest::prop_assert_eq!(covered(&spans, needed, day(on)), (holds, turned.map(day)));
        }
    }
}
