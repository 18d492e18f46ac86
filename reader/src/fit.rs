//! From three finders to the place of every module: how many modules there
//! are, how the symbol leans, where its alignment patterns are.

use crate::{
    grey::Grey,
    layout::{Layout, VERSIONS},
    pose::{Curl, Plane, Pose},
    spot::Spot,
    trio::Trio,
};

/// Timing patterns that alternate less than this are none; noise has about 0.2.
const TIMED: f32 = 0.3;

/// An alignment pattern that is less like one is taken to lie where its
/// neighbours say; what the data happens to draw reaches about 0.6.
const ALIKE: f32 = 0.62;

/// Timing patterns that alternate as well as this are those of the symbol.
const SURE: f32 = 0.7;

/// A corner that is less like a finder is none.
const CORNER: f32 = 0.5;

/// How far from its place an alignment pattern is looked for, in modules.
const AROUND: f32 = 2.0;

/// A symbol of a version, laid over a picture.
pub(crate) struct Fit {
    pub(crate) layout: Layout,
    pub(crate) plane: Plane,
    /// How well the timing patterns of the row and the column alternate.
    timed: [f32; 2],
}

/// The likeliest versions with their planes, the likeliest first; none when the
/// corners are no finders seen along the sides of one symbol. A sheet that
/// curls is tried so many times only: it takes long.
pub(crate) fn fits(grey: &Grey<'_>, trio: &Trio, curls: &mut usize) -> Vec<Fit> {
    let apart = apart(trio);
    let Some(trio) = centred(grey, trio, apart) else { return vec![] };
    let slack = (0.16 * apart).max(5.0);
    let versions = VERSIONS.filter(|version| ((10 + 4 * version) as f32 - apart).abs() <= slack);
    let mut found: Vec<Fit> = versions.map(|version| timed(grey, &trio, version)).collect();
    let sure = |fit: &Fit| fit.timed.iter().all(|timed| *timed >= SURE);
    if !found.iter().any(sure) && *curls > 0 {
        *curls -= 1;
        let bent: Vec<Fit> = found.iter().map(|fit| fit.curled(grey)).collect();
        found.extend(bent);
    }
    found.retain(|fit| fit.timed() >= TIMED);
    found.sort_by(|a, b| b.timed().total_cmp(&a.timed()));
    found
}

/// The three with their middles where they are most like finders.
fn centred(grey: &Grey<'_>, trio: &Trio, apart: f32) -> Option<Trio> {
    let right = (trio.right.at - trio.corner.at) / apart;
    let down = (trio.below.at - trio.corner.at) / apart;
    let mut centred = *trio;
    for finder in [&mut centred.corner, &mut centred.right, &mut centred.below] {
        let here = finder.at;
        if alike(grey, here, right, down, Pattern::Finder) < CORNER - 0.2 {
            return None;
        }
        let mut best = CORNER;
        let mut found = None;
        for (over, under) in around(3) {
            let spot = here + right * (over as f32 * 0.2) + down * (under as f32 * 0.2);
            let off = (over * over + under * under) as f32;
            let alike = alike(grey, spot, right, down, Pattern::Finder) - 0.002 * off;
            if alike > best {
                (best, found) = (alike, Some(spot));
            }
        }
        finder.at = found?;
    }
    Some(centred)
}

/// Modules between the middles of two finders, as their sizes say.
fn apart(trio: &Trio) -> f32 {
    let module = (trio.corner.module + trio.right.module + trio.below.module) / 3.0;
    let side = |to: Spot| {
        let step = to - trio.corner.at;
        // A finder that is turned is longer on a row than along its side.
        let along = step.x.abs().max(step.y.abs()) / step.length().max(1.0);
        step.length() / (module * along)
    };
    (side(trio.right.at) + side(trio.below.at)) * 0.5
}

/// The plane on which the timing patterns of a version alternate best.
fn timed(grey: &Grey<'_>, trio: &Trio, version: usize) -> Fit {
    let layout = Layout::of(version);
    let mut plane = Plane::new(trio, layout.side);
    let leans = |way: usize| {
        let mut best = (plane, f32::MIN);
        for lean in -8..=8 {
            let mut leaning = plane;
            *(if way == 0 { &mut leaning.across } else { &mut leaning.down }) = lean as f32 * 0.035;
            let timing = timing(grey, &leaning, layout.side, way);
            // Straight on is likelier than leaning.
            let timing = timing - 0.004 * (lean as f32).abs();
            if timing > best.1 {
                best = (leaning, timing);
            }
        }
        best
    };
    let ((across, first), (down, second)) = (leans(0), leans(1));
    (plane.across, plane.down) = (across.across, down.down);
    Fit { layout, plane, timed: [first, second] }
}

/// How well a timing pattern alternates, from -1 to 1: in the row of it or, with
/// `way` 1, in the column.
fn timing(grey: &Grey<'_>, plane: &Plane, side: usize, way: usize) -> f32 {
    let value = |at: usize| {
        let (along, beside) = (at as f32 + 0.5, 6.5);
        grey.at(if way == 0 { plane.spot(along, beside) } else { plane.spot(beside, along) })
    };
    let (mut for_it, mut in_all) = (0.0, 1.0);
    let (mut before, mut here) = (value(7), value(8));
    for at in 8..side - 8 {
        let next = value(at + 1);
        let darker = (before + next) * 0.5 - here;
        for_it += if at % 2 == 0 { darker } else { -darker };
        in_all += darker.abs();
        (before, here) = (here, next);
    }
    for_it / in_all
}

impl Fit {
    fn timed(&self) -> f32 {
        self.timed.iter().sum::<f32>() / 2.0
    }

    /// The same on a sheet that curls as its timing patterns say.
    fn curled(&self, grey: &Grey<'_>) -> Self {
        let mut curled = Self { layout: self.layout.clone(), ..*self };
        for way in [0, 1] {
            if self.timed[way] < SURE {
                curled.curl(grey, way);
            }
        }
        curled
    }

    /// Curls the row of the timing pattern or, with `way` 1, the column.
    fn curl(&mut self, grey: &Grey<'_>, way: usize) {
        let flat = self.plane;
        for (bow, uneven) in (-12..=12).flat_map(|bow| (-4..=4).map(move |uneven| (bow, uneven))) {
            let curl = Curl { bow: bow as f32 * 0.5, uneven: uneven as f32 * 0.4 };
            for lean in -2..=2 {
                let mut plane = flat;
                *(if way == 0 { &mut plane.rows } else { &mut plane.columns }) = curl;
                *(if way == 0 { &mut plane.across } else { &mut plane.down }) += lean as f32 * 0.035;
                // So many ways to bend find something in every noise.
                let timed = timing(grey, &plane, self.layout.side, way) - 0.1;
                if timed > self.timed[way] {
                    (self.plane, self.timed[way]) = (plane, timed);
                }
            }
        }
    }

    /// The plane, bent to the alignment patterns that are found.
    pub(crate) fn bent(&self, grey: &Grey<'_>) -> Pose {
        let count = self.layout.centres.len();
        let mut knots = vec![Knot::default(); count * count];
        // From the finders outwards, each from what its neighbours say.
        for diagonal in 0..(2 * count).saturating_sub(1) {
            for row in (diagonal + 1).saturating_sub(count)..=diagonal.min(count - 1) {
                let column = diagonal - row;
                let expected = expected(&knots, count, column, row);
                knots[row * count + column] = if self.layout.has_alignment(column, row) {
                    self.alignment(grey, column, row, expected)
                } else {
                    Knot { bend: Spot::NOWHERE, alike: 1.0 }
                };
            }
        }
        Pose::bent(self.plane, &self.layout, smoothed(&knots, count))
    }

    /// Looks for an alignment pattern near its place.
    fn alignment(&self, grey: &Grey<'_>, column: usize, row: usize, expected: Spot) -> Knot {
        let place = |at: usize| self.layout.centres[at] as f32 + 0.5;
        let (x, y) = (place(column), place(row));
        let middle = self.plane.spot(x, y);
        let (right, down) = self.plane.steps(x, y);
        let mut best = Knot { bend: expected, alike: f32::MIN };
        let mut look = |over: f32, under: f32, around: Spot| {
            let bend = around + right * over + down * under;
            // Nearer is likelier.
            let off = (bend - expected).length() / right.length().max(0.5);
            let alike = alike(grey, middle + bend, right, down, Pattern::Alignment) - 0.03 * off;
            if alike > best.alike {
                best = Knot { bend, alike };
            }
            best.bend
        };
        let steps = (AROUND / 0.4) as i32;
        for (over, under) in around(steps) {
            look(over as f32 * 0.4, under as f32 * 0.4, expected);
        }
        let found = look(0.0, 0.0, expected);
        let mut nearer = found;
        for (over, under) in around(2) {
            nearer = look(over as f32 * 0.13, under as f32 * 0.13, found);
        }
        if best.alike < ALIKE { Knot { bend: expected, alike: 0.0 } } else { Knot { bend: nearer, ..best } }
    }
}

/// An alignment pattern: how far off the plane, and how surely.
#[derive(Clone, Copy)]
struct Knot {
    bend: Spot,
    alike: f32,
}

impl Default for Knot {
    fn default() -> Self {
        Self { bend: Spot::NOWHERE, alike: 0.0 }
    }
}

/// How far off the plane the neighbours before it let one expect a knot.
fn expected(knots: &[Knot], count: usize, column: usize, row: usize) -> Spot {
    let knot = |column: usize, row: usize| knots[row * count + column];
    match (column, row) {
        (0, 0) => Spot::NOWHERE,
        (_, 0) => knot(column - 1, 0).bend,
        (0, _) => knot(0, row - 1).bend,
        _ => {
            let (left, above, both) =
                (knot(column - 1, row), knot(column, row - 1), knot(column - 1, row - 1));
            let sure = [left, above, both].iter().all(|knot| knot.alike > 0.0);
            if sure { left.bend + above.bend - both.bend } else { (left.bend + above.bend) / 2.0 }
        }
    }
}

/// The bends; those not found as the mean of those found around them.
fn smoothed(knots: &[Knot], count: usize) -> Vec<Spot> {
    let around = |at: usize| {
        let (column, row) = (at % count, at / count);
        let near = |other: &usize| {
            let (over, under) = ((other % count).abs_diff(column), (other / count).abs_diff(row));
            over.max(under) == 1 && knots[*other].alike > 0.0
        };
        let found: Vec<Spot> = (0..knots.len()).filter(near).map(|at| knots[at].bend).collect();
        let sum = found.iter().fold(Spot::NOWHERE, |sum, bend| sum + *bend);
        (found.len() > 1).then(|| sum / found.len() as f32)
    };
    let bend = |at: usize| match knots[at] {
        Knot { bend, alike } if alike > 0.0 => bend,
        Knot { bend, .. } => around(at).unwrap_or(bend),
    };
    (0..knots.len()).map(bend).collect()
}

/// So many steps each way.
fn around(steps: i32) -> impl Iterator<Item = (i32, i32)> {
    (-steps..=steps).flat_map(move |under| (-steps..=steps).map(move |over| (over, under)))
}

/// A pattern of rings around a middle.
#[derive(Clone, Copy)]
enum Pattern {
    Finder,
    Alignment,
}

/// How much the surroundings of a spot are like a pattern: the correlation of
/// its modules with it, from -1 to 1. For a finder the light line around it
/// counts too.
fn alike(grey: &Grey<'_>, middle: Spot, right: Spot, down: Spot, pattern: Pattern) -> f32 {
    let (reach, dark_ones) = match pattern {
        Pattern::Finder => (4, 33.0),
        Pattern::Alignment => (2, 17.0),
    };
    let count = ((2 * reach + 1) * (2 * reach + 1)) as f32;
    let mean = dark_ones / count;
    let (mut sum, mut squares, mut product) = (0.0, 0.0, 0.0);
    for (over, under) in around(reach) {
        let light = grey.at(middle + right * over as f32 + down * under as f32);
        let ring = over.abs().max(under.abs());
        let dark = match pattern {
            Pattern::Finder => ring != 2 && ring != 4,
            Pattern::Alignment => ring != 1,
        };
        sum += light;
        squares += light * light;
        product += light * (mean - f32::from(u8::from(dark)));
    }
    let spread = (squares - sum * sum / count).max(1.0) * count * mean * (1.0 - mean);
    product / spread.sqrt()
}
