//! Pictures of signatures and seals: looked at, and drawn anew.
//!
//! What is kept is a PNG this program wrote from the pixels it saw: nothing
//! that a file can carry beside its pixels (a script, a place, a name, a second
//! file behind the first) gets into the register or onto a paper.

use std::io::Cursor;

use bytes::Bytes;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use crate::domain::evidence::UploadRefusal;

/// The largest file, in bytes: a signature scanned at 600 dots an inch.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The most pixels a side: a small file can unpack to a very large picture
/// (a decompression bomb).
const MOST_PIXELS: u32 = 4_000;

/// Kept at most so large: 60 × 40 mm at 600 dots an inch.
const KEPT_PIXELS: (u32, u32) = (1_400, 950);

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redrawn {
    /// PNG.
    pub png: Bytes,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Draws an uploaded PNG or JPEG anew, or says why it cannot be taken. What it
/// is, is decided by its bytes.
pub fn redraw(bytes: &[u8]) -> Result<Redrawn, UploadRefusal> {
    if bytes.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(UploadRefusal::TooLarge);
    }
    let format = match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/png") => ImageFormat::Png,
        Some("image/jpeg") => ImageFormat::Jpeg,
        _ => return Err(UploadRefusal::NotAPicture),
    };
    let seen = decode(bytes, format).ok_or(UploadRefusal::Unreadable)?;
    let (width, height) = KEPT_PIXELS;
    let kept = if seen.width() > width || seen.height() > height {
        seen.resize(width, height, FilterType::Triangle)
    } else {
        seen
    };
    let kept = kept.to_rgba8();
    let mut png = Vec::new();
    let written = kept.write_to(&mut Cursor::new(&mut png), ImageFormat::Png);
    written.map_err(|_| UploadRefusal::Unreadable)?;
    Ok(Redrawn { png: png.into(), width: kept.width(), height: kept.height() })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.decode().ok()
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let shade = |at: u32| u8::try_from(at % 251).expect("a remainder is small");
        let picture = RgbImage::from_fn(width, height, |x, y| Rgb([shade(x), shade(y), 90]));
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture");
        bytes
    }

    #[test]
    fn what_hides_in_a_picture_is_not_kept() {
        let mut bytes = drawn(300, 120, ImageFormat::Png);
        bytes.extend(b"<script>alert(1)</script>");
        let redrawn = redraw(&bytes).expect("a picture");
        assert_eq!((redrawn.width, redrawn.height), (300, 120));
        assert!(!redrawn.png.windows(7).any(|window| window == b"<script"));
        assert_eq!(redraw(&redrawn.png).expect("a picture"), redrawn, "the same again");
    }

    #[test]
    fn a_large_picture_is_made_smaller_and_becomes_png() {
        let redrawn = redraw(&drawn(2_800, 1_000, ImageFormat::Jpeg)).expect("a picture");
        assert_eq!((redrawn.width, redrawn.height), (1_400, 500));
        assert!(redrawn.png.starts_with(b"\x89PNG"));
    }

    #[test]
    fn what_is_no_picture_or_too_much_of_one_is_refused() {
        let refused = |bytes: &[u8]| redraw(bytes).expect_err("refused");
        assert_eq!(refused(b""), UploadRefusal::Empty);
        assert_eq!(refused(b"%PDF-1.7\n"), UploadRefusal::NotAPicture);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>";
        assert_eq!(refused(svg), UploadRefusal::NotAPicture);
        assert_eq!(refused(b"\x89PNG\r\n\x1a\nbroken"), UploadRefusal::Unreadable);
        assert_eq!(refused(&drawn(4_001, 2, ImageFormat::Png)), UploadRefusal::Unreadable);
        assert_eq!(refused(&vec![0; MOST_BYTES + 1]), UploadRefusal::TooLarge);
    }
}
