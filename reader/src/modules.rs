//! From places to dark and light modules.

use crate::{grey::Grey, layout::Layout, pose::Pose};

/// How many modules around the symbol are looked at: what blurs into it.
const MARGIN: usize = 2;

/// How far around a module its light is compared, in modules.
const REACH: usize = 6;

/// How dark each module of a symbol is: about 1 is dark, -1 is light.
pub(crate) struct Modules<'a> {
    layout: &'a Layout,
    /// With the margin, row by row.
    dark: Vec<f32>,
}

/// How the dark of a module is told from what its neighbours lend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// By itself.
    None,
    /// With its 8 neighbours.
    Near,
    /// With its 24 neighbours.
    Far,
}

impl<'a> Modules<'a> {
    /// Looks at every module of a symbol.
    pub(crate) fn of(grey: &Grey<'_>, layout: &'a Layout, pose: &Pose) -> Self {
        let side = layout.side + 2 * MARGIN;
        let place = |at: usize| at as f32 - MARGIN as f32 + 0.5;
        let broad = pose.plane.module() >= 3.0;
        let light = |x: f32, y: f32| {
            if !broad {
                return grey.at(pose.spot(x, y));
            }
            let corners = [(-0.22, -0.22), (0.22, -0.22), (-0.22, 0.22), (0.22, 0.22)];
            let sum: f32 = corners.iter().map(|(over, under)| grey.at(pose.spot(x + over, y + under))).sum();
            (sum + grey.at(pose.spot(x, y))) / 5.0
        };
        let lights: Vec<f32> = (0..side * side).map(|at| light(place(at % side), place(at / side))).collect();
        Self { layout, dark: levelled(&lights, side) }
    }

    /// The part of the fixed modules that are as they must be.
    pub(crate) fn agreement(&self) -> f32 {
        let (mut right, mut all) = (0_u32, 0_u32);
        for (x, y, dark) in self.fixed() {
            all += 1;
            right += u32::from((self.dark[self.place(x, y)] > 0.0) == dark);
        }
        right as f32 / all.max(1) as f32
    }

    /// Whether each module is dark, row by row. With neighbours: what they
    /// lend is learnt from the modules that are the same in every symbol; none
    /// when nothing can be learnt.
    pub(crate) fn told(&self, share: Share) -> Option<Vec<bool>> {
        let weights = match share {
            Share::None => vec![1.0, 0.0],
            Share::Near => self.learnt(1)?,
            Share::Far => self.learnt(2)?,
        };
        let reach = if share == Share::None {
            0
        } else if share == Share::Near {
            1
        } else {
            2
        };
        let side = self.layout.side;
        let told = |at: usize| {
            let parts = self.around(at % side, at / side, reach);
            parts.zip(&weights).map(|(part, weight)| part * weight).sum::<f32>() > 0.0
        };
        Some((0..side * side).map(told).collect())
    }

    /// The weights of a module and its neighbours that tell the fixed modules
    /// best (least squares).
    fn learnt(&self, reach: usize) -> Option<Vec<f32>> {
        let count = (2 * reach + 1) * (2 * reach + 1) + 1;
        let mut sums = vec![vec![0.0_f64; count + 1]; count];
        let mut parts = Vec::with_capacity(count + 1);
        for (x, y, dark) in self.fixed() {
            parts.clear();
            parts.extend(self.around(x, y, reach).map(f64::from));
            parts.push(if dark { 1.0 } else { -1.0 });
            for (row, part) in sums.iter_mut().zip(&parts) {
                for (sum, other) in row.iter_mut().zip(&parts) {
                    *sum += part * other;
                }
            }
        }
        // Kept from following the grain.
        for (at, row) in sums.iter_mut().enumerate() {
            row[at] += 6.0;
        }
        solved(sums)
    }

    /// The modules that are the same in every symbol.
    fn fixed(&self) -> impl Iterator<Item = (usize, usize, bool)> {
        let side = self.layout.side;
        (0..side * side).filter_map(move |at| {
            let (x, y) = (at % side, at / side);
            self.layout.fixed(x, y).map(|dark| (x, y, dark))
        })
    }

    /// A module's neighbours and itself, row by row, and one.
    fn around(&self, x: usize, y: usize, reach: usize) -> impl Iterator<Item = f32> {
        let wide = 2 * reach + 1;
        let first = self.place(x, y) - reach * (self.wide() + 1);
        let parts = (0..wide * wide).map(move |at| self.dark[first + at / wide * self.wide() + at % wide]);
        parts.chain([1.0])
    }

    fn place(&self, x: usize, y: usize) -> usize {
        (y + MARGIN) * self.wide() + x + MARGIN
    }

    fn wide(&self) -> usize {
        self.layout.side + 2 * MARGIN
    }
}

/// Light as dark against the dark and light modules around: about half of all
/// are dark, so the mean tells them at first, and the means of those told dark
/// and told light do better.
fn levelled(lights: &[f32], side: usize) -> Vec<f32> {
    let means = Sums::of(lights.iter().map(|light| (*light, 1.0)), side);
    let middle: Vec<f32> = (0..lights.len()).map(|at| means.mean(at, 0.0)).collect();
    let dark = Sums::of(lights.iter().zip(&middle).map(|(light, middle)| part(*light, light < middle)), side);
    let bright =
        Sums::of(lights.iter().zip(&middle).map(|(light, middle)| part(*light, light >= middle)), side);
    (0..lights.len())
        .map(|at| {
            let (dark, bright) = (dark.mean(at, middle[at]), bright.mean(at, middle[at]));
            let half = ((bright - dark) / 2.0).max(1.0);
            (((bright + dark) * 0.5 - lights[at]) / half).clamp(-2.0, 2.0)
        })
        .collect()
}

fn part(light: f32, counts: bool) -> (f32, f32) {
    if counts { (light, 1.0) } else { (0.0, 0.0) }
}

/// Sums over rectangles, from the sums over all that begin at the first.
struct Sums {
    sums: Vec<(f64, f64)>,
    side: usize,
}

impl Sums {
    fn of(values: impl Iterator<Item = (f32, f32)>, side: usize) -> Self {
        let wide = side + 1;
        let mut sums = vec![(0.0, 0.0); wide * wide];
        for (at, (value, weight)) in values.enumerate() {
            let here = (at / side + 1) * wide + at % side + 1;
            let (above, left, both) = (sums[here - wide], sums[here - 1], sums[here - wide - 1]);
            sums[here] =
                (f64::from(value) + above.0 + left.0 - both.0, f64::from(weight) + above.1 + left.1 - both.1);
        }
        Self { sums, side }
    }

    /// The mean around a place; something else where there is nothing.
    fn mean(&self, at: usize, otherwise: f32) -> f32 {
        let (x, y) = (at % self.side, at / self.side);
        let (left, top) = (x.saturating_sub(REACH), y.saturating_sub(REACH));
        let (right, below) = ((x + REACH + 1).min(self.side), (y + REACH + 1).min(self.side));
        let wide = self.side + 1;
        let corner = |x: usize, y: usize| self.sums[y * wide + x];
        let (a, b, c, d) = (corner(left, top), corner(right, top), corner(left, below), corner(right, below));
        let weight = d.1 - b.1 - c.1 + a.1;
        if weight < 0.5 { otherwise } else { ((d.0 - b.0 - c.0 + a.0) / weight) as f32 }
    }
}

/// The solution of as many equations as unknowns, each with its sum at the end
/// of its row; none when they say too little.
fn solved(mut rows: Vec<Vec<f64>>) -> Option<Vec<f32>> {
    let count = rows.len();
    for at in 0..count {
        let pivot = (at..count).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        rows.swap(at, pivot);
        if rows[at][at].abs() < 1e-9 {
            return None;
        }
        let top = rows[at].clone();
        for row in &mut rows[at + 1..] {
            let times = row[at] / top[at];
            for (value, above) in row.iter_mut().zip(&top).skip(at) {
                *value -= times * above;
            }
        }
    }
    let mut found = vec![0.0; count];
    for at in (0..count).rev() {
        let known: f64 = (at + 1..count).map(|other| rows[at][other] * found[other]).sum();
        found[at] = (rows[at][count] - known) / rows[at][at];
    }
    Some(found.into_iter().map(|value| value as f32).collect())
}
