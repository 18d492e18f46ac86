//! The QR codes in a picture.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::catch_unwind;

use image::{DynamicImage, GrayImage, ImageFormat, ImageReader, Limits, imageops, imageops::FilterType};

/// Pixels of a side; the largest sensors have fewer.
const MAX_SIDE: u32 = 20_000;

/// What a picture may take unpacked: 60 million pixels in colour. A picture
/// of a few bytes can say that it is larger than any memory.
const MAX_PICTURE_BYTES: u64 = 192 << 20;

/// The longer sides that are searched. A code is best found at four to eight
/// pixels a module: in a photo of a whole sheet that is a large side, in one
/// of a card held close, and blurred, a small one.
const SIDES: [u32; 5] = [3_000, 2_000, 1_400, 900, 500];

/// A picture that cannot be unpacked, or not within the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// Whether these bytes begin like a PNG or a JPEG.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    matches!(image::guess_format(bytes), Ok(ImageFormat::Png | ImageFormat::Jpeg))
}

/// The texts of all codes in it, each once.
///
/// A picture that one of the libraries stumbles over is unreadable, as is one
/// that is too large; neither ends the program.
pub(crate) fn codes(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    catch_unwind(|| {
        let grey = unpacked(bytes)?;
        let found = searched(&grey);
        Ok(if found.is_empty() { searched(&inverted(grey)) } else { found }.into_iter().collect())
    })
    .unwrap_or(Err(Unreadable))
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

fn searched(grey: &GrayImage) -> BTreeSet<String> {
    let side = grey.width().max(grey.height());
    let smaller = SIDES.into_iter().filter(|wanted| *wanted < side);
    let mut found: BTreeSet<String> = smaller.flat_map(|wanted| read(&scaled(grey, wanted))).collect();
    if side <= SIDES[0] {
        found.extend(read(grey));
    }
    // Enlarged, with the edges kept, a code of two pixels a module is found.
    for factor in (2..=4).take_while(|factor| side * factor <= SIDES[0]) {
        if !found.is_empty() {
            break;
        }
        found.extend(read(&scaled(grey, side * factor)));
    }
    found
}

/// The picture with this longer side.
fn scaled(grey: &GrayImage, side: u32) -> GrayImage {
    let (width, height) = grey.dimensions();
    let longer = width.max(height).max(1);
    let scale = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side)).div_ceil(u64::from(longer));
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    let filter = if side < longer { FilterType::Triangle } else { FilterType::Lanczos3 };
    let whole = DynamicImage::ImageLuma8(grey.clone());
    whole.resize_exact(scale(width), scale(height), filter).into_luma8()
}

fn read(grey: &GrayImage) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let pixels = grey.as_raw();
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

fn inverted(mut grey: GrayImage) -> GrayImage {
    imageops::invert(&mut grey);
    grey
}
