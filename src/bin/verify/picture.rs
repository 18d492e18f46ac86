//! The QR codes in a picture.

use std::io::Cursor;
use std::panic::catch_unwind;

use consultant_reader::{Effort, Grey, texts};
use image::{DynamicImage, GrayImage, ImageReader, Limits};

/// Pixels of a side; the largest sensors have fewer.
const MAX_SIDE: u32 = 20_000;

/// What a picture may take unpacked: 60 million pixels in colour. A picture
/// of a few bytes can say that it is larger than any memory.
const MAX_PICTURE_BYTES: u64 = 192 << 20;

/// A picture that cannot be unpacked, or not within the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// The texts of all codes in it, each once, ours first.
///
/// A picture that one of the libraries stumbles over is unreadable, as is one
/// that is too large; neither ends the program.
pub(crate) fn codes(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    catch_unwind(|| {
        let picture = unpacked(bytes)?;
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Ok(read(picture.as_raw(), width, height))
    })
    .unwrap_or(Err(Unreadable))
}

/// The same in rows of points, a byte of grey each.
pub(crate) fn codes_in(points: &[u8], width: usize, height: usize) -> Vec<String> {
    catch_unwind(|| read(points, width, height)).unwrap_or_default()
}

fn read(points: &[u8], width: usize, height: usize) -> Vec<String> {
    let is_ours = |text: &str| text.to_ascii_uppercase().contains("/V/");
    Grey::new(points, width, height).map(|grey| texts(&grey, Effort::File, is_ours)).unwrap_or_default()
}

fn unpacked(bytes: &[u8]) -> Result<GrayImage, Unreadable> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_PICTURE_BYTES);
    reader.limits(limits);
    reader.decode().map(on_white).map_err(|_| Unreadable)
}

/// What is transparent is paper.
fn on_white(picture: DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let mut pixels = picture.into_luma_alpha8();
    for pixel in pixels.pixels_mut() {
        let [grey, alpha] = pixel.0.map(u16::from);
        let shown = (grey * alpha + 255 * (255 - alpha)) / 255;
        pixel.0 = [u8::try_from(shown).unwrap_or(u8::MAX), u8::MAX];
    }
    DynamicImage::ImageLumaA8(pixels).into_luma8()
}
