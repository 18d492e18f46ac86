//! What is dark in a picture, against what is around it.

use crate::grey::Grey;

/// A point must be darker than the mean around it by so many steps of grey:
/// less is the grain of paper.
const GRAIN: u32 = 2;

/// Which points are dark. Shadows and lamps change slowly, a code quickly; so
/// a point is compared with the mean of a square around it.
pub(crate) struct Ink {
    dark: Vec<bool>,
    width: usize,
    height: usize,
}

impl Ink {
    /// The square reaches so many points from its middle.
    pub(crate) fn of(grey: &Grey<'_>, reach: usize) -> Self {
        let (width, height) = (grey.width(), grey.height());
        let mut dark = Vec::with_capacity(width * height);
        // The sum of each column over the rows of the square.
        let mut columns = vec![0_u32; width];
        for y in 0..reach.min(height) {
            add(&mut columns, grey.row(y));
        }
        for y in 0..height {
            if y + reach < height {
                add(&mut columns, grey.row(y + reach));
            }
            if y > reach {
                for (sum, point) in columns.iter_mut().zip(grey.row(y - reach - 1)) {
                    *sum -= u32::from(*point);
                }
            }
            let rows = (y + reach + 1).min(height) - y.saturating_sub(reach);
            row(&mut dark, grey.row(y), &columns, rows as u32, reach);
        }
        Self { dark, width, height }
    }

    pub(crate) fn height(&self) -> usize {
        self.height
    }

    pub(crate) fn row(&self, y: usize) -> &[bool] {
        &self.dark[y * self.width..(y + 1) * self.width]
    }

    /// Nothing is dark beyond the edges.
    pub(crate) fn is_dark(&self, x: isize, y: isize) -> bool {
        let inside = (0..self.width as isize).contains(&x) && (0..self.height as isize).contains(&y);
        inside && self.dark[y as usize * self.width + x as usize]
    }
}

fn add(columns: &mut [u32], points: &[u8]) {
    for (sum, point) in columns.iter_mut().zip(points) {
        *sum += u32::from(*point);
    }
}

/// Appends a row: the square slides along it.
fn row(dark: &mut Vec<bool>, points: &[u8], columns: &[u32], rows: u32, reach: usize) {
    let width = points.len();
    let mut sum: u32 = columns[..reach.min(width)].iter().sum();
    for (x, point) in points.iter().enumerate() {
        if x + reach < width {
            sum += columns[x + reach];
        }
        if x > reach {
            sum -= columns[x - reach - 1];
        }
        let area = rows * ((x + reach + 1).min(width) - x.saturating_sub(reach)) as u32;
        dark.push((u32::from(*point) + GRAIN) * area < sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_that_of_the_square_cut_off_at_the_edges() {
        let (width, height, reach) = (13, 9, 3);
        let points: Vec<u8> = (0..width * height).map(|at| (at * at * 7 % 251) as u8).collect();
        let grey = Grey::new(&points, width, height).expect("it fits");
        let ink = Ink::of(&grey, reach);
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let square = || {
                let rows = y.saturating_sub(reach)..(y + reach + 1).min(height);
                rows.flat_map(|y| &grey.row(y)[x.saturating_sub(reach)..(x + reach + 1).min(width)])
            };
            let sum: u32 = square().map(|point| u32::from(*point)).sum();
            let area = square().count() as u32;
            let dark = (u32::from(points[y * width + x]) + GRAIN) * area < sum;
            assert_eq!(ink.is_dark(x as isize, y as isize), dark, "{x} {y}");
        }
    }
}
