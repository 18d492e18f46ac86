//! What is the same in all symbols of a version (ISO/IEC 18004, section 6.3):
//! finders, timing and alignment patterns.

/// The smallest and largest version.
pub(crate) const VERSIONS: std::ops::RangeInclusive<usize> = 1..=40;

/// The fixed modules of a version.
#[derive(Clone)]
pub(crate) struct Layout {
    /// Modules of a side.
    pub(crate) side: usize,
    /// The columns, and rows, of the middles of alignment patterns.
    pub(crate) centres: Vec<usize>,
}

impl Layout {
    /// Of a version within [`VERSIONS`].
    pub(crate) fn of(version: usize) -> Self {
        let side = 17 + 4 * version;
        Self { side, centres: centres(version, side) }
    }

    /// Whether a module is dark in every symbol; none when that differs.
    pub(crate) fn fixed(&self, x: usize, y: usize) -> Option<bool> {
        let far = self.side - 8;
        if (x < 8 && (y < 8 || y >= far)) || (x >= far && y < 8) {
            return Some(finder(
                if x < 8 { x } else { self.side - 1 - x },
                if y < 8 { y } else { self.side - 1 - y },
            ));
        }
        if let Some((over, down)) = self.in_alignment(x, y) {
            return Some(over.max(down) != 1);
        }
        if x == 6 || y == 6 {
            return Some((x + y).is_multiple_of(2));
        }
        None
    }

    /// Whether an alignment pattern stands at these numbers of column and row:
    /// three corners have a finder instead.
    pub(crate) fn has_alignment(&self, column: usize, row: usize) -> bool {
        let last = self.centres.len().saturating_sub(1);
        !matches!((column, row), (0, 0)) && (column, row) != (last, 0) && (column, row) != (0, last)
    }

    /// How far a module is from the middle of the alignment pattern it is in.
    fn in_alignment(&self, x: usize, y: usize) -> Option<(usize, usize)> {
        let near = |at: usize| self.centres.iter().position(|centre| centre.abs_diff(at) <= 2);
        let (column, row) = (near(x)?, near(y)?);
        self.has_alignment(column, row)
            .then(|| (self.centres[column].abs_diff(x), self.centres[row].abs_diff(y)))
    }
}

/// A module of a finder and the light line around it, counted from its corner.
fn finder(x: usize, y: usize) -> bool {
    let ring = x.abs_diff(3).max(y.abs_diff(3));
    ring != 2 && ring != 4
}

/// Annex E: the first at 6, the last seven from the edge, the others at even
/// distances between; the odd step comes first.
fn centres(version: usize, side: usize) -> Vec<usize> {
    if version == 1 {
        return vec![];
    }
    let count = version / 7 + 2;
    let (first, last) = (6, side - 7);
    let step = if version == 32 { 26 } else { ((last - first).div_ceil(count - 1)).next_multiple_of(2) };
    let mut centres: Vec<usize> = (0..count - 1).map(|at| last - at * step).chain([first]).collect();
    centres.reverse();
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_modules_are_those_of_another_encoder() {
        for version in [1, 2, 6, 7, 13, 14, 22, 32, 36, 40] {
            let version_there = qrcode::Version::Normal(version as i16);
            let drawn = |text: &str| {
                qrcode::QrCode::with_version(text, version_there, qrcode::EcLevel::L).expect("it fits")
            };
            let symbols = ["1", "https"].map(drawn);
            let layout = Layout::of(version);
            let mut fixed = 0;
            for (x, y) in (0..layout.side).flat_map(|y| (0..layout.side).map(move |x| (x, y))) {
                let Some(dark) = layout.fixed(x, y) else { continue };
                fixed += 1;
                for symbol in &symbols {
                    let there = symbol[(x, y)] == qrcode::Color::Dark;
                    assert_eq!(there, dark, "version {version}, module {x}, {y}");
                }
            }
            assert!(fixed > 3 * 64, "version {version}");
        }
    }

    #[test]
    fn the_alignment_patterns_stand_where_the_standard_says() {
        let expected: [(usize, &[usize]); 7] = [
            (1, &[]),
            (2, &[6, 18]),
            (7, &[6, 22, 38]),
            (15, &[6, 26, 48, 70]),
            (22, &[6, 26, 50, 74, 98]),
            (32, &[6, 34, 60, 86, 112, 138]),
            (40, &[6, 30, 58, 86, 114, 142, 170]),
        ];
        for (version, centres) in expected {
            assert_eq!(Layout::of(version).centres, centres, "version {version}");
        }
    }
}
