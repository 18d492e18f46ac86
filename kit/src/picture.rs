//! Reads QR codes out of a picture.

use consultant_reader::{Effort, Grey, texts};

/// The texts of the codes in a picture as a JSON list, ours first: papers carry
/// other codes too. The picture is given row by row, a byte of grey a point; the
/// list is empty when there is no code, or when the picture is too large or not
/// of this size.
pub(crate) fn codes(grey: &[u8], width: usize, height: usize, effort: Effort) -> String {
    let found = Grey::new(grey, width, height).map(|grey| texts(&grey, effort, is_ours));
    serde_json::to_string(&found.unwrap_or_default()).expect("texts can be written")
}

fn is_ours(text: &str) -> bool {
    text.to_ascii_uppercase().contains("/V/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code as a picture, four points a module.
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
        for effort in [Effort::File, Effort::Frame(0)] {
            assert_eq!(codes(&grey, side, side, effort), format!("[\"{LINK}\"]"));
        }
    }

    #[test]
    fn among_other_codes_ours_is_the_first() {
        let other = "https://hoadon.example.vn/tra-cuu/0123456789/ABCDEFGHIJ";
        let (theirs, other_side) = drawn(other);
        let (ours, side) = drawn(LINK);
        let (width, height) = (other_side + side, side.max(other_side));
        let point = |at: usize| match (at % width, at / width) {
            (x, y) if x < other_side && y < other_side => theirs[y * other_side + x],
            (x, y) if x >= other_side && y < side => ours[y * side + x - other_side],
            _ => 255,
        };
        let both: Vec<u8> = (0..width * height).map(point).collect();
        assert_eq!(codes(&both, width, height, Effort::File), format!("[\"{LINK}\",\"{other}\"]"));
    }

    #[test]
    fn a_picture_of_another_size_than_it_says_is_not_looked_at() {
        let (grey, side) = drawn(LINK);
        let none = |grey: &[u8], width, height| assert_eq!(codes(grey, width, height, Effort::File), "[]");
        none(&grey, side + 1, side);
        none(&grey, 0, 0);
        none(&grey, usize::MAX, 2);
        none(&vec![255; 40_000], 40_000, 1);
        none(&vec![0; 64 * 64], 64, 64);
    }
}
