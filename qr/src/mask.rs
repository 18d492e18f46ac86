//! The choice among the eight masks of a symbol (ISO/IEC 18004, 7.8).
//!
//! The library's own choice is nearly all of the 2.6 ms that a paper's code
//! takes it, a hundred times a check. This is the same choice, by the same
//! points; with it a code takes a quarter of that (release build, version 14).

use qrcode::Color;
use qrcode::canvas::{Canvas, MaskPattern};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// Modules of a finder pattern across its middle, and how many of white stand
/// beside it.
const FINDER: u32 = 0b101_1101;
const FINDER_WIDTH: u32 = 7;
const WHITE: u32 = 4;

/// The modules of an unmasked symbol under the mask with the fewest points,
/// row by row; true is dark.
pub(super) fn best(canvas: &Canvas, width: usize) -> Vec<bool> {
    let masked = MASKS.map(|mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(mask);
        canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect::<Vec<_>>()
    });
    masked.into_iter().min_by_key(|dark| points(dark, width)).unwrap_or_default()
}

/// What makes a symbol hard to read, in points (table 11 of the standard; of
/// the balance every half of a hundredth counts, as in the library).
fn points(dark: &[bool], width: usize) -> usize {
    let rows = dark.chunks_exact(width).map(|row| line(row.iter().copied()));
    let columns = (0..width).map(|x| line(dark[x..].iter().step_by(width).copied()));
    let share = dark.iter().filter(|dark| **dark).count() * 200 / dark.len().max(1);
    rows.chain(columns).sum::<usize>() + squares(dark, width) + share.abs_diff(100)
}

/// Five modules of one colour in a line 3 points, each further one 1; what
/// looks like a finder pattern with white on one side 40.
fn line(modules: impl Iterator<Item = bool>) -> usize {
    let white = std::iter::repeat_n(false, WHITE as usize);
    let (mut points, mut last, mut length) = (0, None, 0);
    let (mut seen, kept) = (0_u32, (1 << (FINDER_WIDTH + 2 * WHITE)) - 1);
    let mut look = |dark: bool| {
        seen = (seen << 1 | u32::from(dark)) & kept;
        let is_finder = seen >> WHITE & ((1 << FINDER_WIDTH) - 1) == FINDER;
        let has_white = seen >> (FINDER_WIDTH + WHITE) == 0 || seen & ((1 << WHITE) - 1) == 0;
        if is_finder && has_white { 40 } else { 0 }
    };
    for dark in modules {
        length = if last == Some(dark) { length + 1 } else { 1 };
        last = Some(dark);
        points += match length {
            5 => 3,
            6.. => 1,
            _ => 0,
        };
        points += look(dark);
    }
    points + white.map(look).sum::<usize>()
}

/// Each square of two by two modules of one colour 3 points.
fn squares(dark: &[bool], width: usize) -> usize {
    let pairs = dark.chunks_exact(width).zip(dark.chunks_exact(width).skip(1));
    let alike = pairs.flat_map(|(row, below)| row.windows(2).zip(below.windows(2)));
    3 * alike.filter(|(row, below)| row == below && row[0] == row[1]).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use qrcode::{EcLevel, QrCode};

    use crate::Symbol;

    proptest! {
        #[test]
        fn the_symbol_is_the_one_that_the_library_draws(text in "[A-Z0-9:/.-]{1,700}|\\PC{1,200}") {
            let theirs = QrCode::with_error_correction_level(&text, EcLevel::Q).expect("it fits");
            let theirs: Vec<bool> =
                theirs.into_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
            let ours = Symbol::of(&text).expect("it fits");
            prop_assert!(ours.modules().eq(theirs), "{text}");
        }
    }
}
