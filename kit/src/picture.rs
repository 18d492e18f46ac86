//! Reads a QR code out of a picture.

use rqrr::PreparedImage;

/// The longest side of a picture that is looked at, in points.
const MAX_SIDE: usize = 2_048;

/// Not more codes than this are read in one picture: a sheet of ten cards has
/// ten, a picture made to keep us busy has hundreds.
const MAX_CODES: usize = 16;

/// The text of the code in a picture, row by row, a byte of grey a point.
///
/// Of several codes the first that looks like one of ours: papers carry other
/// codes too. None when there is none, or when the picture is too large or not
/// of this size.
pub(crate) fn text(grey: &[u8], width: usize, height: usize) -> Option<String> {
    let fits = (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height);
    if !fits || grey.len() != width * height {
        return None;
    }
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    let mut first = None;
    for grid in image.detect_grids().into_iter().take(MAX_CODES) {
        let Ok((_, text)) = grid.decode() else { continue };
        if text.to_ascii_uppercase().contains("/V/") {
            return Some(text);
        }
        first.get_or_insert(text);
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code of the vectors as a picture, four points a module.
    fn drawn(text: &str) -> (Vec<u8>, usize) {
        const QUIET: usize = 4;
        const POINTS: usize = 4;
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::Q).expect("it fits");
        let modules = code.width();
        let side = (modules + 2 * QUIET) * POINTS;
        let dark = |x: usize, y: usize| {
            let (Some(column), Some(row)) =
                ((x / POINTS).checked_sub(QUIET), (y / POINTS).checked_sub(QUIET))
            else {
                return false;
            };
            column < modules && row < modules && code[(column, row)] == qrcode::Color::Dark
        };
        let grey = (0..side * side).map(|at| if dark(at % side, at / side) { 0 } else { 255 });
        (grey.collect(), side)
    }

    const LINK: &str = "HTTPS://SO.EXAMPLE.VN/V/MZXW6YTBOJRGK5DFON2HG";

    #[test]
    fn a_code_is_read_out_of_its_picture() {
        let (grey, side) = drawn(LINK);
        assert_eq!(text(&grey, side, side).as_deref(), Some(LINK));
    }

    #[test]
    fn among_other_codes_ours_is_the_one_that_is_read() {
        let (other, other_side) = drawn("https://hoadon.example.vn/tra-cuu/0123456789/ABCDEFGHIJ");
        let (ours, side) = drawn(LINK);
        let (width, height) = (other_side + side, side.max(other_side));
        let point = |at: usize| match (at % width, at / width) {
            (x, y) if x < other_side && y < other_side => other[y * other_side + x],
            (x, y) if x >= other_side && y < side => ours[y * side + x - other_side],
            _ => 255,
        };
        let both: Vec<u8> = (0..width * height).map(point).collect();
        assert_eq!(text(&both, width, height).as_deref(), Some(LINK));
    }

    #[test]
    fn a_picture_of_another_size_than_it_says_is_not_looked_at() {
        let (grey, side) = drawn(LINK);
        assert_eq!(text(&grey, side + 1, side), None);
        assert_eq!(text(&grey, 0, 0), None);
        assert_eq!(text(&grey, usize::MAX, 2), None);
        assert_eq!(text(&vec![255; 4_096 * 4], 4_096, 4), None);
        assert_eq!(text(&vec![0; 64 * 64], 64, 64), None);
    }
}
