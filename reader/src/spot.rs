//! Places in a picture.

use std::ops::{Add, Div, Mul, Sub};

/// A place or a step, in points; (0, 0) is the upper left corner of the
/// picture, (0.5, 0.5) the middle of its first point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f32,
    pub(crate) y: f32,
}

impl Spot {
    pub(crate) const NOWHERE: Self = Self { x: 0.0, y: 0.0 };

    pub(crate) fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(crate) fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    pub(crate) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// Positive when `other` is a turn to the right, as a clock goes.
    pub(crate) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }
}

impl Add for Spot {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Spot {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Spot {
    type Output = Self;

    fn mul(self, times: f32) -> Self {
        Self::new(self.x * times, self.y * times)
    }
}

impl Div<f32> for Spot {
    type Output = Self;

    fn div(self, by: f32) -> Self {
        Self::new(self.x / by, self.y / by)
    }
}
