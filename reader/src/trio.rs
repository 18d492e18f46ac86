//! Three finders that may belong to one symbol.

use crate::{finder::Finder, spot::Spot};

/// The fewest and most modules between the middles of two finders of a symbol:
/// 14 in version 1, 170 in version 40. A finder of a symbol that stands on its
/// corner is measured up to 1.42 times too large.
const APART: std::ops::RangeInclusive<f32> = 9.0..=190.0;

/// How many times longer one side may look than the other.
const UNEVEN: f32 = 1.8;

/// How far from a right angle, as its cosine.
const OBLIQUE: f32 = 0.5;

/// Three finders: of the corner between the two others, of the one a turn to the right
/// seen from there, and of the one below.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trio {
    pub(crate) corner: Finder,
    pub(crate) right: Finder,
    pub(crate) below: Finder,
    /// How little it looks like a symbol; 0 is a square seen from above.
    doubt: f32,
}

impl Trio {
    fn of(three: [&Finder; 3]) -> Option<Self> {
        let modules = three.map(|finder| finder.module);
        let (smallest, largest) =
            (modules.iter().copied().fold(f32::MAX, f32::min), modules.iter().copied().fold(0.0, f32::max));
        if largest > UNEVEN * smallest.max(1.0) {
            return None;
        }
        // The longest side lies opposite the corner.
        let side = |a: usize, b: usize| (three[a].at - three[b].at).length();
        let opposite = [side(1, 2), side(0, 2), side(0, 1)];
        let corner = (0..3).max_by(|a, b| opposite[*a].total_cmp(&opposite[*b]))?;
        let [mut right, mut below] = [(corner + 1) % 3, (corner + 2) % 3].map(|at| three[at]);
        let corner = three[corner];
        if (right.at - corner.at).cross(below.at - corner.at) < 0.0 {
            std::mem::swap(&mut right, &mut below);
        }
        let (across, down) = (right.at - corner.at, below.at - corner.at);
        let (wide, tall) = (across.length(), down.length());
        let module = modules.iter().sum::<f32>() / 3.0;
        let cosine = across.dot(down).abs() / (wide * tall).max(1.0);
        let (longer, shorter) = (wide.max(tall), wide.min(tall).max(1.0));
        let fits = [wide, tall].iter().all(|side| APART.contains(&(side / module)))
            && cosine <= OBLIQUE
            && longer <= UNEVEN * shorter;
        let unseen: f32 = three.iter().map(|finder| 1.0 - finder.share()).sum();
        let doubt = cosine + (longer / shorter).ln() + (largest / smallest).ln() + 0.3 * unseen;
        fits.then_some(Self { corner: *corner, right: *right, below: *below, doubt })
    }

    /// Whether a finder is one of the three.
    pub(crate) fn has(&self, at: Spot) -> bool {
        [self.corner, self.right, self.below].iter().any(|finder| finder.at == at)
    }

    /// Whether the three share a finder with another trio.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        [self.corner, self.right, self.below].iter().any(|finder| other.has(finder.at))
    }

    /// Whether a spot lies within the symbol, or in its quiet zone.
    pub(crate) fn covers(&self, spot: Spot) -> bool {
        let (across, down) = (self.right.at - self.corner.at, self.below.at - self.corner.at);
        let from = spot - self.corner.at;
        let area = across.cross(down);
        let (over, under) = (from.cross(down) / area, across.cross(from) / area);
        let inside = -0.2..=1.2;
        inside.contains(&over) && inside.contains(&under)
    }

    /// The same in a picture this many times as large, which begins at a spot.
    pub(crate) fn moved(mut self, times: f32, from: Spot) -> Self {
        for finder in [&mut self.corner, &mut self.right, &mut self.below] {
            finder.at = from + finder.at * times;
            finder.module *= times;
        }
        self
    }
}

/// The likeliest threes of these finders, the likeliest first, at most so many.
pub(crate) fn trios(finders: &[Finder], most: usize) -> Vec<Trio> {
    let mut found = vec![];
    for (at, first) in finders.iter().enumerate() {
        for (next, second) in finders.iter().enumerate().skip(at + 1) {
            found.extend(finders[next + 1..].iter().filter_map(|third| Trio::of([first, second, third])));
        }
    }
    found.sort_by(|a, b| a.doubt.total_cmp(&b.doubt));
    found.truncate(most);
    found
}
