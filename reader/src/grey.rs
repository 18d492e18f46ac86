//! A picture in grey, and the same smaller or larger.

use std::borrow::Cow;

use crate::spot::Spot;

/// The longest side of a picture that is looked at, in points.
pub const MAX_SIDE: usize = 20_000;

/// The most points of a picture that is looked at.
pub const MAX_POINTS: usize = 64_000_000;

/// A picture in grey, row by row, a byte a point: 0 is black, 255 is white.
#[derive(Clone)]
pub struct Grey<'a> {
    /// Invariant: `width * height` bytes, both at least one.
    points: Cow<'a, [u8]>,
    width: usize,
    height: usize,
}

impl<'a> Grey<'a> {
    /// None when the picture is empty, too large or not of this size.
    pub fn new(points: &'a [u8], width: usize, height: usize) -> Option<Self> {
        let sides = 1..=MAX_SIDE;
        let fits = sides.contains(&width) && sides.contains(&height) && width * height <= MAX_POINTS;
        (fits && points.len() == width * height).then_some(Self { points: points.into(), width, height })
    }
}

impl Grey<'_> {
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.height
    }

    pub(crate) fn points(&self) -> usize {
        self.width * self.height
    }

    pub(crate) fn shorter(&self) -> usize {
        self.width.min(self.height)
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.points[y * self.width..(y + 1) * self.width]
    }

    /// The grey of a spot, between its four neighbours; beyond the edge as at
    /// the edge.
    pub(crate) fn at(&self, spot: Spot) -> f32 {
        let (x, y) = (spot.x - 0.5, spot.y - 0.5);
        let (x, y) = (x.clamp(0.0, (self.width - 1) as f32), y.clamp(0.0, (self.height - 1) as f32));
        let (left, top) = (x as usize, y as usize);
        let (right, below) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (over, down) = (x - left as f32, y - top as f32);
        let (upper, lower) = (self.row(top), self.row(below));
        let [a, b, c, d] = [upper[left], upper[right], lower[left], lower[right]].map(f32::from);
        let (first, second) = (a + (b - a) * over, c + (d - c) * over);
        first + (second - first) * down
    }

    /// Half as wide and high, each point the mean of four.
    pub(crate) fn halved(&self) -> Grey<'static> {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let mut points = Vec::with_capacity(width * height);
        for y in 0..height {
            let upper = self.row(2 * y);
            let lower = self.row((2 * y + 1).min(self.height - 1));
            for x in 0..width {
                let (left, right) = (2 * x, (2 * x + 1).min(self.width - 1));
                let four = [upper[left], upper[right], lower[left], lower[right]].map(u16::from);
                points.push(((four.iter().sum::<u16>() + 2) / 4) as u8);
            }
        }
        Grey { points: points.into(), width, height }
    }

    /// So many times as wide and high, with the edges kept (Catmull and Rom's
    /// curves): a code of two points a module has clear modules afterwards.
    pub(crate) fn enlarged(&self, times: usize) -> Grey<'static> {
        let wide = self.width * times;
        let curves = curves(times);
        let mut points = vec![0; wide * self.height * times];
        // Four rows, each drawn wider, are as much as one new row needs.
        let mut drawn = [None; 4];
        let mut wider: [Vec<i32>; 4] = Default::default();
        for (y, new) in points.chunks_exact_mut(wide).enumerate() {
            let (first, curve) = place(y, times, &curves);
            let taps = [0, 1, 2, 3].map(|tap| (first + tap).clamp(0, self.height as isize - 1) as usize);
            for row in taps {
                if drawn[row % 4] != Some(row) {
                    self.widened(row, times, &curves, &mut wider[row % 4]);
                    drawn[row % 4] = Some(row);
                }
            }
            let [a, b, c, d] = taps.map(|row| wider[row % 4].as_slice());
            for (x, point) in new.iter_mut().enumerate() {
                let sum = a[x] * curve[0] + b[x] * curve[1] + c[x] * curve[2] + d[x] * curve[3];
                *point = ((sum + (1 << 15)) >> 16).clamp(0, 255) as u8;
            }
        }
        Grey { points: points.into(), width: wide, height: self.height * times }
    }

    /// One row, wider, 256 for each step of grey.
    fn widened(&self, y: usize, times: usize, curves: &[[i32; 4]], wider: &mut Vec<i32>) {
        let row = self.row(y);
        let last = self.width as isize - 1;
        wider.clear();
        wider.extend((0..self.width * times).map(|x| {
            let (first, curve) = place(x, times, curves);
            let point = |tap: isize| i32::from(row[(first + tap).clamp(0, last) as usize]);
            (0..4).map(|tap| point(tap as isize) * curve[tap]).sum::<i32>()
        }));
    }

    pub(crate) fn inverted(&self) -> Grey<'static> {
        let points: Vec<u8> = self.points.iter().map(|point| 255 - point).collect();
        Grey { points: points.into(), width: self.width, height: self.height }
    }

    /// The middle of it, this share of each side; with the spot where it begins.
    pub(crate) fn middle(&self, share: f32) -> (Grey<'static>, Spot) {
        let part = |side: usize| ((side as f32 * share) as usize).clamp(1, side);
        let (width, height) = (part(self.width), part(self.height));
        let (left, top) = ((self.width - width) / 2, (self.height - height) / 2);
        let rows = (top..top + height).flat_map(|y| &self.row(y)[left..left + width]);
        (Grey { points: rows.copied().collect(), width, height }, Spot::new(left as f32, top as f32))
    }
}

/// The weights of four neighbours, 256 in all, for each place between two.
fn curves(times: usize) -> Vec<[i32; 4]> {
    (0..times)
        .map(|phase| {
            let at = (phase as f32 + 0.5) / times as f32 + 0.5;
            let t = at.fract();
            let (t2, t3) = (t * t, t * t * t);
            let exact = [
                -0.5 * t3 + t2 - 0.5 * t,
                1.5 * t3 - 2.5 * t2 + 1.0,
                -1.5 * t3 + 2.0 * t2 + 0.5 * t,
                0.5 * t3 - 0.5 * t2,
            ];
            let mut whole = exact.map(|weight| (weight * 256.0).round() as i32);
            whole[1] += 256 - whole.iter().sum::<i32>();
            whole
        })
        .collect()
}

/// The first of four neighbours of a new point, and their weights.
fn place(at: usize, times: usize, curves: &[[i32; 4]]) -> (isize, [i32; 4]) {
    let phase = at % times;
    let before = if 2 * phase + 1 < times { 2 } else { 1 };
    ((at / times) as isize - before, curves[phase])
}
