//! Uploaded pictures, drawn anew at the door. Pure: bytes go in, bytes come out.
//!
//! What is kept is a file this program wrote from the points it saw: upright,
//! in sRGB, no larger than a paper shows. Nothing that a file can carry beside
//! its points (a place, a camera, a thumbnail, a script, a second file behind
//! the first) gets into the register or onto a paper, and whoever shows or
//! prints the picture later has nothing left to interpret.

mod colour;
mod kinds;
mod reading;

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

pub use self::kinds::foreign_kind;
pub use self::reading::Size;
use crate::domain::crop::Area;
use crate::domain::evidence::UploadRefusal;
use crate::domain::regime::PhotoForm;

/// Of 100: above it nobody sees a difference, below it hair becomes blocks.
const JPEG_QUALITY: u8 = 90;

/// What a card shows: 20 × 30 mm at 600 dots an inch is 472 × 708; a screen
/// shows more.
const PORTRAIT: Size = Size { width: 900, height: 1_200 };

/// A portrait of another ratio, of which a part is still to be chosen: half as
/// much again, so that a face in it is not too coarse for the card.
const UNCROPPED: Size = Size { width: 1_350, height: 1_800 };

/// A signature or a seal: 60 × 40 mm at 600 dots an inch.
const DRAWING: Size = Size { width: 1_400, height: 950 };

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A person's portrait of this form: on white, kept as JPEG.
    Portrait(PhotoForm),
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
    /// A picture of these measures is kept at most so large.
    fn room(self, size: Size) -> Size {
        match self {
            Self::Portrait(form) if form.has_ratio(size.width, size.height) => PORTRAIT,
            Self::Portrait(_) => UNCROPPED,
            Self::Drawing => DRAWING,
        }
    }
}

/// Draws an uploaded PNG or JPEG anew, or says why it cannot be taken. What it
/// is, is decided by its bytes.
///
/// It takes a processor for up to a second, and 150 MB at the most: requests
/// wait for their turn.
pub fn redraw(bytes: &[u8], purpose: Purpose) -> Result<Redrawn, UploadRefusal> {
    if bytes.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    let upright = reading::read(bytes, |size| purpose.room(size))?;
    match purpose {
        Purpose::Portrait(_) => portrait(upright),
        Purpose::Drawing => drawing(upright),
    }
}

/// A portrait to be shown in so much room, of whatever ratio.
pub fn shown(bytes: &[u8], room: Size) -> Result<Redrawn, UploadRefusal> {
    portrait(reading::read(bytes, |_| room)?)
}

/// Whether the file holds nothing but a picture in ordinary colours, as those
/// are that [`redraw`] keeps.
pub fn is_plain(bytes: &[u8]) -> bool {
    reading::is_plain(bytes)
}

/// The measures of a picture as it is seen upright, without drawing it.
pub fn measure(bytes: &[u8]) -> Result<Size, UploadRefusal> {
    reading::measure(bytes)
}

/// Draws a part of a portrait; the part is in points of what [`measure`] says.
pub fn crop(bytes: &[u8], area: Area) -> Result<Redrawn, UploadRefusal> {
    let whole = reading::measure(bytes)?;
    let upright = reading::read(bytes, |_| UNCROPPED)?;
    // What was stored before pictures were drawn at the door is read smaller.
    let scaled = |points: u32, of: u32, now: u32| {
        u32::try_from(u64::from(points) * u64::from(now) / u64::from(of.max(1))).unwrap_or(u32::MAX)
    };
    let across = |points| scaled(points, whole.width, upright.width());
    let down = |points| scaled(points, whole.height, upright.height());
    let (width, height) = (across(area.width).max(1), down(area.height).max(1));
    let part = upright.crop_imm(across(area.left), down(area.top), width, height);
    if part.width() == 0 || part.height() == 0 {
        return Err(UploadRefusal::Unreadable);
    }
    portrait(reading::fitted(part, PORTRAIT))
}

fn portrait(upright: DynamicImage) -> Result<Redrawn, UploadRefusal> {
    let kept = on_white(upright);
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    kept.write_with_encoder(encoder).map_err(|_| UploadRefusal::Unreadable)?;
    let (width, height) = kept.dimensions();
    Ok(Redrawn { bytes: bytes.into(), media_type: "image/jpeg", width, height, colour: is_in_colour(&kept) })
}

fn drawing(upright: DynamicImage) -> Result<Redrawn, UploadRefusal> {
    let kept = upright.into_rgba8();
    let mut bytes = Vec::new();
    let written = kept.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png);
    written.map_err(|_| UploadRefusal::Unreadable)?;
    let (width, height) = kept.dimensions();
    let colour = is_in_colour(&on_white(kept.into()));
    Ok(Redrawn { bytes: bytes.into(), media_type: "image/png", width, height, colour })
}

/// What is clear becomes white, as the paper under it will be.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
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
mod telephones;
#[cfg(test)]
mod tests;
