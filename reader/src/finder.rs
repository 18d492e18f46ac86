//! The squares in three corners of a symbol: dark and light by 1:1:3:1:1 on
//! every line through their middle (ISO/IEC 18004, section 6.3.3).

use crate::{ink::Ink, spot::Spot};

/// Not more are kept of one picture: a sheet of ten cards has thirty.
const MAX_FINDERS: usize = 120;

/// Not more are looked at across: a picture of nothing but stripes has millions.
const MAX_CROSSED: usize = 400_000;

/// Dark and light by turns, in modules.
const RUNS: [f32; 5] = [1.0, 1.0, 3.0, 1.0, 1.0];

/// What may be the square of a corner.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finder {
    /// The middle.
    pub(crate) at: Spot,
    /// The side of a module along rows and columns, in points; in a symbol that
    /// is turned longer than along its own sides.
    pub(crate) module: f32,
    /// On how many rows it was seen.
    seen: f32,
}

impl Finder {
    /// The part of the rows through its core on which it was seen.
    pub(crate) fn share(&self) -> f32 {
        (self.seen / (3.0 * self.module)).min(1.0)
    }
}

/// The finders of a picture, those seen best first.
pub(crate) fn finders(ink: &Ink) -> Vec<Finder> {
    let mut found: Vec<Finder> = vec![];
    let mut crossed = 0;
    for y in 0..ink.height() {
        for (middle, module) in candidates(ink.row(y)) {
            crossed += 1;
            if crossed > MAX_CROSSED {
                break;
            }
            if let Some(finder) = across(ink, middle, y, module) {
                enter(&mut found, finder);
            }
        }
    }
    found.retain(|finder| finder.seen >= 2.0 || finder.module < 1.5);
    found.sort_by(|a, b| b.share().total_cmp(&a.share()));
    found.truncate(MAX_FINDERS);
    found
}

/// The middles of five runs of the right lengths in a row, with the module.
fn candidates(row: &[bool]) -> impl Iterator<Item = (f32, f32)> {
    let mut runs = [0_u32; 5];
    let mut length = 0;
    let mut dark = false;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at <= row.len() {
            let ended = at == row.len() || row[at] != dark;
            let end = at;
            at += 1;
            if !ended {
                length += 1;
                continue;
            }
            runs.rotate_left(1);
            runs[4] = std::mem::replace(&mut length, 1);
            dark = !dark;
            if !dark && let Some(module) = module_of(runs) {
                let after = (runs[4] + runs[3]) as f32 + runs[2] as f32 / 2.0;
                return Some((end as f32 - after, module));
            }
        }
        None
    })
}

/// The module, when five runs have the lengths of a finder.
fn module_of(runs: [u32; 5]) -> Option<f32> {
    if runs.contains(&0) {
        return None;
    }
    let module = runs.iter().sum::<u32>() as f32 / 7.0;
    // Ink spreads, and a run is cut to whole points.
    let slack = (0.55 * module).max(1.0);
    let fits = runs.iter().zip(RUNS).all(|(run, wanted)| {
        let off = (*run as f32 - wanted * module).abs();
        off <= if wanted > 1.0 { 1.4 * slack } else { slack }
    });
    fits.then_some(module)
}

/// Looked at along the column, and along the row through the middle again. One
/// spoilt module hides no finder: a column beside the middle will do, and the
/// row it was seen on.
fn across(ink: &Ink, x: f32, y: usize, module: f32) -> Option<Finder> {
    let column = |beside: f32| {
        let column = (x + beside * module) as isize;
        middle(module, |step| ink.is_dark(column, y as isize + step), y)
    };
    let (y, tall) = [0.0, -0.9, 0.9].into_iter().find_map(column)?;
    let (start, row) = (x as isize, y as isize);
    let again = middle(module, |step| ink.is_dark(start + step, row), start as usize);
    let (x, wide) = again.unwrap_or((x, module));
    let (longer, shorter) = (tall.max(wide), tall.min(wide));
    let fits = longer <= 1.7 * shorter.max(1.0);
    fits.then_some(Finder { at: Spot::new(x, y), module: (tall + wide) * 0.5, seen: 1.0 })
}

/// The middle of the five runs on a line through the core, and their module.
fn middle(module: f32, is_dark: impl Fn(isize) -> bool, from: usize) -> Option<(f32, f32)> {
    let longest = (5.0 * module) as isize + 3;
    let [before, after] = [-1, 1].map(|way| {
        let mut step = isize::from(way > 0);
        [true, false, true].map(|dark| {
            let start = step;
            while step - start <= longest && is_dark(way * step) == dark {
                step += 1;
            }
            (step - start) as u32
        })
    });
    let runs = [before[2], before[1], before[0] + after[0], after[1], after[2]];
    let found = module_of(runs)?;
    if found > 2.2 * module || module > 2.2 * found {
        return None;
    }
    let start = from as f32 + 1.0 - before[0] as f32;
    Some((start + runs[2] as f32 / 2.0, found))
}

/// Adds to one that is there already, or is a new one.
fn enter(found: &mut Vec<Finder>, finder: Finder) {
    // The last are of the rows just above.
    let near = |known: &&mut Finder| {
        let off = known.at - finder.at;
        let reach = known.module.max(finder.module) * 1.5;
        off.x.abs() <= reach && off.y.abs() <= reach
    };
    match found.iter_mut().rev().take(4 * MAX_FINDERS).find(near) {
        Some(known) => {
            let seen = known.seen + 1.0;
            known.at = known.at + (finder.at - known.at) / seen;
            known.module += (finder.module - known.module) / seen;
            known.seen = seen;
        }
        None => found.push(finder),
    }
}
