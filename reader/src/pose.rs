//! Where the modules of a symbol lie in a picture.

use crate::{layout::Layout, spot::Spot, trio::Trio};

/// The middle of a finder, in modules from each edge.
const MIDDLE: f32 = 3.5;

/// A flat symbol seen from anywhere: the picture of a plane that maps three
/// finders to where they were found, and leans by `across` and `down`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    corner: Spot,
    right: Spot,
    below: Spot,
    /// Modules between the middles of two finders.
    apart: f32,
    /// How much nearer than the corner the right and the lower side are; 0 is
    /// as near.
    pub(crate) across: f32,
    pub(crate) down: f32,
    /// How the rows and the columns curl.
    pub(crate) rows: Curl,
    pub(crate) columns: Curl,
}

/// How a line between two finders bends, in modules.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Curl {
    /// How far its middle lies beside.
    pub(crate) bow: f32,
    /// How far its quarters lie from where they would be if it were even.
    pub(crate) uneven: f32,
}

impl Curl {
    pub(crate) fn is_none(self) -> bool {
        self.bow == 0.0 && self.uneven == 0.0
    }

    /// How far along and beside a place on the line lies; 0 and 1 are its ends.
    fn at(self, share: f32) -> (f32, f32) {
        let beside = 4.0 * share * (1.0 - share);
        (self.uneven * beside * (1.0 - 2.0 * share) / 0.375, self.bow * beside)
    }
}

impl Plane {
    pub(crate) fn new(trio: &Trio, side: usize) -> Self {
        let [corner, right, below] = [trio.corner.at, trio.right.at, trio.below.at];
        Self {
            corner,
            right,
            below,
            apart: side as f32 - 2.0 * MIDDLE,
            across: 0.0,
            down: 0.0,
            rows: Curl::default(),
            columns: Curl::default(),
        }
    }

    /// The spot of a place in the symbol, in modules from its upper left corner.
    pub(crate) fn spot(&self, x: f32, y: f32) -> Spot {
        let (over, under) = ((x - MIDDLE) / self.apart, (y - MIDDLE) / self.apart);
        let (right, below) = (over * (1.0 + self.across), under * (1.0 + self.down));
        let corner = 1.0 - over - under;
        let sum = (corner + right + below).max(0.1);
        let flat = (self.corner * corner + self.right * right + self.below * below) / sum;
        if self.rows.is_none() && self.columns.is_none() {
            return flat;
        }
        let (along, beside) = self.rows.at(over);
        let (down, aside) = self.columns.at(under);
        let (step, row) = ((self.right - self.corner) / self.apart, (self.below - self.corner) / self.apart);
        flat + step * (along + aside) + row * (beside + down)
    }

    /// The steps of one module to the right and down at a place.
    pub(crate) fn steps(&self, x: f32, y: f32) -> (Spot, Spot) {
        let right = self.spot(x + 0.5, y) - self.spot(x - 0.5, y);
        let down = self.spot(x, y + 0.5) - self.spot(x, y - 0.5);
        (right, down)
    }

    /// Points to a module, about.
    pub(crate) fn module(&self) -> f32 {
        ((self.right - self.corner).length() + (self.below - self.corner).length()) / (2.0 * self.apart)
    }
}

/// A plane, bent so that each alignment pattern lies where it was found.
#[derive(Clone, Debug)]
pub(crate) struct Pose {
    pub(crate) plane: Plane,
    /// The middles of alignment patterns, in modules.
    knots: Vec<f32>,
    /// By how much each is off the plane, row by row. Invariant: as many as
    /// knots, squared; or none.
    bends: Vec<Spot>,
}

impl Pose {
    pub(crate) fn flat(plane: Plane) -> Self {
        Self { plane, knots: vec![], bends: vec![] }
    }

    pub(crate) fn bent(plane: Plane, layout: &Layout, bends: Vec<Spot>) -> Self {
        let knots = layout.centres.iter().map(|centre| *centre as f32 + 0.5).collect();
        Self { plane, knots, bends }
    }

    /// The spot of a place in the symbol, in modules from its upper left corner.
    pub(crate) fn spot(&self, x: f32, y: f32) -> Spot {
        self.plane.spot(x, y) + self.bend(x, y)
    }

    /// Between four knots; beyond the last as between the last two.
    fn bend(&self, x: f32, y: f32) -> Spot {
        let count = self.knots.len();
        if count < 2 {
            return Spot::NOWHERE;
        }
        let ((column, over), (row, under)) = (self.between(x), self.between(y));
        let bend = |column: usize, row: usize| self.bends[row * count + column];
        let mix = |a: Spot, b: Spot, share: f32| a + (b - a) * share;
        let upper = mix(bend(column, row), bend(column + 1, row), over);
        let lower = mix(bend(column, row + 1), bend(column + 1, row + 1), over);
        mix(upper, lower, under)
    }

    /// The knot before a place, and how far it is to the next.
    fn between(&self, at: f32) -> (usize, f32) {
        let before = self.knots.iter().rposition(|knot| *knot <= at).unwrap_or(0).min(self.knots.len() - 2);
        let (from, to) = (self.knots[before], self.knots[before + 1]);
        (before, (at - from) / (to - from))
    }
}
