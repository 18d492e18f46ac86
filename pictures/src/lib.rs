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

/// Of 100: above it nobody sees a difference, below it hair becomes blocks.
const JPEG_QUALITY: u8 = 90;

/// The most points of a picture that is read.
pub const MOST_POINTS: u64 = 40_000_000;

/// What a card shows: 20 × 30 mm at 600 dots an inch is 472 × 708; a screen
/// shows more.
const PORTRAIT: Size = Size { width: 900, height: 1_200 };

/// A portrait of another ratio, of which a part is still to be chosen: half as
/// much again, so that a face in it is not too coarse for the card.
const UNCROPPED: Size = Size { width: 1_350, height: 1_800 };

/// A signature or a seal: 60 × 40 mm at 600 dots an inch.
const DRAWING: Size = Size { width: 1_400, height: 950 };

/// A page of A4 at 300 dots an inch, standing or lying.
const PAPER: Size = Size { width: 3_508, height: 3_508 };

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A person's portrait as a card shows it: on white, kept as JPEG.
    Portrait,
    /// A portrait of which a part is still to be chosen.
    Uncropped,
    /// A signature or a seal: what is clear stays clear, kept as PNG.
    Drawing,
    /// A paper that was photographed or scanned: on white, kept as JPEG.
    Paper,
}

/// Why a picture cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A picture of another kind, by its name, as telephones, messengers and
    /// scanners keep it.
    #[error("{0} pictures cannot be taken")]
    Foreign(&'static str),
    /// Neither a JPEG nor a PNG.
    #[error("this is no picture")]
    NotAPicture,
    /// The picture cannot be read.
    #[error("the picture cannot be read")]
    Unreadable,
    /// It has more points than can be read: [`MOST_POINTS`], or fewer where the
    /// kind of file must be held whole.
    #[error("the picture has {points} points, of at most {most}")]
    TooFine {
        /// How many it has.
        points: u64,
        /// How many a file of its kind may have.
        most: u64,
    },
}

/// A part of a picture, in its points from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Points left of it.
    pub left: u32,
    /// Points above it.
    pub top: u32,
    /// How large it is.
    pub size: Size,
}

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPicture {
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
    /// A picture is kept at most so large.
    const fn room(self) -> Size {
        match self {
            Self::Portrait => PORTRAIT,
            Self::Uncropped => UNCROPPED,
            Self::Drawing => DRAWING,
            Self::Paper => PAPER,
        }
    }
}

/// Draws an uploaded PNG or JPEG anew, or says why it cannot be taken. What it
/// is, is decided by its bytes.
///
/// It takes a processor for up to a second, and 150 MB at the most: requests
/// wait for their turn.
pub fn redraw(bytes: &[u8], purpose: Purpose) -> Result<KeptPicture, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let upright = reading::read(bytes, purpose.room())?;
    match purpose {
        Purpose::Portrait | Purpose::Uncropped | Purpose::Paper => portrait(upright),
        Purpose::Drawing => drawing(upright),
    }
}

/// A portrait to be shown in so much room, of whatever ratio.
pub fn shown(bytes: &[u8], room: Size) -> Result<KeptPicture, Refusal> {
    portrait(reading::read(bytes, room)?)
}

/// Whether the file holds nothing but a picture in ordinary colours, as those
/// are that [`redraw`] keeps.
pub fn is_plain(bytes: &[u8]) -> bool {
    reading::is_plain(bytes)
}

/// The measures of a picture as it is seen upright, without drawing it.
pub fn measure(bytes: &[u8]) -> Result<Size, Refusal> {
    reading::measure(bytes)
}

/// Draws a part of a portrait; the part is in points of what [`measure`] says.
pub fn crop(bytes: &[u8], part: Part) -> Result<KeptPicture, Refusal> {
    let whole = reading::measure(bytes)?;
    let upright = reading::read(bytes, UNCROPPED)?;
    // What was stored before pictures were drawn at the door is read smaller.
    let scaled = |points: u32, of: u32, now: u32| {
        u32::try_from(u64::from(points) * u64::from(now) / u64::from(of.max(1))).unwrap_or(u32::MAX)
    };
    let across = |points| scaled(points, whole.width, upright.width());
    let down = |points| scaled(points, whole.height, upright.height());
    let (width, height) = (across(part.size.width).max(1), down(part.size.height).max(1));
    let cropped = upright.crop_imm(across(part.left), down(part.top), width, height);
    if cropped.width() == 0 || cropped.height() == 0 {
        return Err(Refusal::Unreadable);
    }
    portrait(reading::fitted(cropped, PORTRAIT))
}

fn portrait(upright: DynamicImage) -> Result<KeptPicture, Refusal> {
    let kept = on_white(upright);
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    kept.write_with_encoder(encoder).map_err(|_| Refusal::Unreadable)?;
    let (width, height) = kept.dimensions();
    Ok(KeptPicture {
        bytes: bytes.into(),
        media_type: "image/jpeg",
        width,
        height,
        colour: is_in_colour(&kept),
    })
}

fn drawing(upright: DynamicImage) -> Result<KeptPicture, Refusal> {
    let kept = upright.into_rgba8();
    let mut bytes = Vec::new();
    let written = kept.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png);
    written.map_err(|_| Refusal::Unreadable)?;
    let (width, height) = kept.dimensions();
    let colour = is_in_colour(&on_white(kept.into()));
    Ok(KeptPicture { bytes: bytes.into(), media_type: "image/png", width, height, colour })
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
