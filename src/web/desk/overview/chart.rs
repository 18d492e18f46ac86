//! What was received and decided, month by month, as a picture: the table beside
//! it has the numbers.

use super::tables::MonthLine;
use crate::language::Language;

/// The picture's size, in its own units.
const WIDTH: i64 = 400;
const HEIGHT: i64 = 170;

/// Where its bars stand: right of the numbers, above the months.
const LEFT: i64 = 28;
const TOP: i64 = 10;
const GROUND: i64 = 145;

/// Width of a bar.
const BAR: i64 = 11;

/// A chart of two bars a month.
pub(super) struct Chart {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) left: i64,
    pub(super) ground: i64,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) bars: Vec<Bar>,
    pub(super) months: Vec<(i64, String)>,
    /// Lines across, with the number at each.
    pub(super) grid: Vec<(i64, i64)>,
}

/// A bar.
pub(super) struct Bar {
    pub(super) class: &'static str,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Chart {
    pub(super) fn of(language: Language, months: &[MonthLine]) -> Self {
        let most = months.iter().flat_map(|line| [line.received.0, line.decided.0]).max().unwrap_or_default();
        let top = round_above(most);
        let tall = |count: i64| (GROUND - TOP) * count / top;
        let step = (WIDTH - LEFT) / i64::try_from(months.len().max(1)).unwrap_or(1);
        let (mut bars, mut labels) = (Vec::new(), Vec::new());
        for (nth, line) in (0_i64..).zip(months) {
            let x = LEFT + nth * step + 3;
            for (class, count, x) in
                [("received", line.received.0, x), ("decided", line.decided.0, x + BAR + 1)]
            {
                let height = tall(count);
                bars.push(Bar { class, x, y: GROUND - height, width: BAR, height });
            }
            labels.push((x + BAR, line.short.clone()));
        }
        let received = months.iter().map(|line| line.received.0).sum();
        let decided = months.iter().map(|line| line.decided.0).sum();
        Self {
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            ground: GROUND,
            title: language.overview().chart.to_owned(),
            description: language.chart_told(received, decided),
            bars,
            months: labels,
            grid: [top / 2, top].into_iter().map(|count| (GROUND - tall(count), count)).collect(),
        }
    }
}

/// An even number of one or two digits and zeros that is not below.
fn round_above(most: i64) -> i64 {
    let mut unit = 1;
    loop {
        for top in [2, 4, 10].map(|times| times * unit) {
            if top >= most {
                return top;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_round_number_not_below_the_highest() {
        let tops = [0, 2, 3, 5, 10, 11, 40, 41, 1_001].map(round_above);
        assert_eq!(tops, [2, 2, 4, 10, 10, 20, 40, 100, 2_000]);
    }
}
