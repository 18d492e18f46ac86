//! Uploaded pictures, drawn anew at the door.
//!
//! What is kept is a file this program wrote from the points it saw: upright,
//! in sRGB, no larger than a paper shows. Nothing that a file can carry beside
//! its points (a place, a camera, a thumbnail, a script, a second file behind
//! the first) gets into the register or onto a paper, and whoever shows or
//! prints the picture later has nothing left to interpret.

mod colour;
mod door;
mod reading;

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};

pub use door::Turn;

use self::reading::Size;
use crate::domain::evidence::UploadRefusal;

/// Of 100: above it nobody sees a difference, below it hair becomes blocks.
const JPEG_QUALITY: u8 = 90;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A person's portrait: on white, kept as JPEG.
    Portrait,
    /// A signature or a seal: what is clear stays clear, kept as PNG.
    Drawing,
}

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redrawn {
    /// The file.
    pub bytes: Bytes,
    /// `image/jpeg` or `image/png`.
    pub media_type: &'static str,
    /// Points.
    pub width: u32,
    /// Points.
    pub height: u32,
    /// Whether it is in colour.
    pub colour: bool,
}

impl Purpose {
    /// The picture is kept at most so large.
    fn room(self) -> Size {
        match self {
            // 20 × 30 mm at 600 dots an inch is 472 × 708; a screen shows more.
            Self::Portrait => Size { width: 900, height: 1_200 },
            // 60 × 40 mm at 600 dots an inch.
            Self::Drawing => Size { width: 1_400, height: 950 },
        }
    }
}

/// Draws an uploaded PNG or JPEG anew, or says why it cannot be taken. What it
/// is, is decided by its bytes.
///
/// It takes a processor for up to a second: requests wait for their [`Turn`].
pub fn redraw(bytes: &[u8], purpose: Purpose) -> Result<Redrawn, UploadRefusal> {
    if bytes.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    let upright = reading::read(bytes, purpose.room())?;
    match purpose {
        Purpose::Portrait => portrait(&upright),
        Purpose::Drawing => drawing(upright),
    }
}

fn portrait(upright: &RgbaImage) -> Result<Redrawn, UploadRefusal> {
    let kept = fitted(on_white(upright).into(), Purpose::Portrait).into_rgb8();
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    kept.write_with_encoder(encoder).map_err(|_| UploadRefusal::Unreadable)?;
    let (width, height) = kept.dimensions();
    Ok(Redrawn { bytes: bytes.into(), media_type: "image/jpeg", width, height, colour: is_in_colour(&kept) })
}

fn drawing(upright: RgbaImage) -> Result<Redrawn, UploadRefusal> {
    let kept = fitted(upright.into(), Purpose::Drawing).into_rgba8();
    let mut bytes = Vec::new();
    let written = kept.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png);
    written.map_err(|_| UploadRefusal::Unreadable)?;
    let (width, height) = kept.dimensions();
    let colour = is_in_colour(&on_white(&kept));
    Ok(Redrawn { bytes: bytes.into(), media_type: "image/png", width, height, colour })
}

fn fitted(picture: DynamicImage, purpose: Purpose) -> DynamicImage {
    let room = purpose.room();
    if picture.width() > room.width || picture.height() > room.height {
        picture.resize(room.width, room.height, FilterType::Triangle)
    } else {
        picture
    }
}

/// What is clear becomes white, as the paper under it will be.
fn on_white(picture: &RgbaImage) -> RgbImage {
    let mut white = RgbImage::new(picture.width(), picture.height());
    for (point, Rgb(below)) in picture.pixels().zip(white.pixels_mut()) {
        let [red, green, blue, opacity] = point.0.map(u32::from);
        let over = |ink: u32| (ink * opacity + 255 * (255 - opacity) + 127) / 255;
        *below = [red, green, blue].map(|ink| u8::try_from(over(ink)).unwrap_or(u8::MAX));
    }
    white
}

/// In colour when at least one point in a hundred is clearly not grey: a scan
/// of a black-and-white print is stored in colour too.
fn is_in_colour(picture: &RgbImage) -> bool {
    let coloured = picture.pixels().filter(|point| {
        let (least, most) = (point.0.iter().min(), point.0.iter().max());
        most.zip(least).is_some_and(|(most, least)| most - least > 12)
    });
    coloured.count() * 100 >= picture.pixels().len().max(1)
}

#[cfg(test)]
mod tests;
