//! What is seen in a file, JPEG or PNG, no finer than it will be shown.
//!
//! A picture is made smaller while it is read, so that forty million points
//! never stand in memory at once: a JPEG in its own blocks (1/2, 1/4, 1/8), a
//! PNG row by row. Everything a file announces is looked at before any of it
//! is unpacked.

mod jpeg;
mod png;
mod segments;

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, Rgba, RgbaImage};

use super::colour::Meaning;
use super::kinds::foreign_kind;
use crate::{MOST_POINTS, Refusal};

/// The most points a side: one row of a PNG is held whole.
const MOST_SIDE: u32 = 65_535;

/// The most bytes a picture may take while it is read, where its kind must be
/// held whole (a progressive JPEG, an interlaced PNG).
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// Width and height in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Points from left to right.
    pub width: u32,
    /// Points from top to bottom.
    pub height: u32,
}

/// A picture as it was stored, and how it is meant.
struct Rough {
    picture: DynamicImage,
    orientation: Orientation,
    meaning: Option<Meaning>,
}

/// The picture in the file, upright, in sRGB, and within this room.
pub(super) fn read(bytes: &[u8], room: Size) -> Result<DynamicImage, Refusal> {
    let Rough { picture, orientation, meaning } = match kind(bytes)? {
        Kind::Jpeg => jpeg::read(bytes, room)?,
        Kind::Png => png::read(bytes, room)?,
    };
    let mut picture = picture;
    picture.apply_orientation(orientation);
    let picture = fitted(picture, room);
    Ok(match meaning {
        Some(meaning) => meaning.in_srgb(picture),
        None => picture,
    })
}

/// How large the picture is when it stands upright.
pub(super) fn measure(bytes: &[u8]) -> Result<Size, Refusal> {
    let (size, orientation) = match kind(bytes)? {
        Kind::Jpeg => jpeg::measure(bytes)?,
        Kind::Png => png::measure(bytes)?,
    };
    Ok(if is_turned(orientation) { size.turned() } else { size })
}

/// Whether the file is a JPEG with nothing beside its points.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    matches!(kind(bytes), Ok(Kind::Jpeg)) && segments::Segments::of(bytes).is_plain(bytes)
}

enum Kind {
    Jpeg,
    Png,
}

fn kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => Ok(Kind::Jpeg),
        Some("image/png") => Ok(Kind::Png),
        _ => Err(foreign_kind(bytes).map_or(Refusal::NotAPicture, Refusal::Foreign)),
    }
}

fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// The picture no larger than the room.
pub(super) fn fitted(picture: DynamicImage, room: Size) -> DynamicImage {
    if picture.width() <= room.width && picture.height() <= room.height {
        return picture;
    }
    let smaller = |picture: DynamicImage| picture.resize(room.width, room.height, FilterType::Triangle);
    if !picture.color().has_alpha() {
        return smaller(picture);
    }
    // What is clear has a colour too, which must not bleed into what is seen.
    let mut weighted = picture.into_rgba8();
    weighted.pixels_mut().for_each(|point| *point = weigh(*point));
    let mut smaller: RgbaImage = smaller(weighted.into()).into_rgba8();
    smaller.pixels_mut().for_each(|point| *point = unweigh(*point));
    smaller.into()
}

fn weigh(Rgba([red, green, blue, opacity]): Rgba<u8>) -> Rgba<u8> {
    let part = |ink: u8| (u32::from(ink) * u32::from(opacity) + 127) / 255;
    let [red, green, blue] = [red, green, blue].map(|ink| u8::try_from(part(ink)).unwrap_or(u8::MAX));
    Rgba([red, green, blue, opacity])
}

fn unweigh(Rgba([red, green, blue, opacity]): Rgba<u8>) -> Rgba<u8> {
    let whole = |ink: u8| {
        let whole = (u32::from(ink) * 255 + u32::from(opacity) / 2).checked_div(u32::from(opacity));
        u8::try_from(whole.unwrap_or(255)).unwrap_or(u8::MAX)
    };
    Rgba([whole(red), whole(green), whole(blue), opacity])
}

impl Size {
    fn points(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// Refuses what is too fine to be read. `held`: how many bytes are held
    /// at once when the kind of file must be held whole, else 0.
    fn require(self, held: u64) -> Result<(), Refusal> {
        if self.width.max(self.height) > MOST_SIDE {
            return Err(Refusal::Unreadable);
        }
        let points = self.points();
        let room = (u128::from(MOST_BYTES) * u128::from(points)).checked_div(held.into());
        let most = room.map_or(MOST_POINTS, |room| MOST_POINTS.min(u64::try_from(room).unwrap_or(u64::MAX)));
        if points <= most { Ok(()) } else { Err(Refusal::TooFine { points, most }) }
    }

    /// This size made to fit into its room, lying or standing: which way is up
    /// may be known only after reading.
    fn needed(self, room: Self) -> Self {
        let fit = |size: Self| {
            let across = f64::from(room.width) / f64::from(size.width.max(1));
            across.min(f64::from(room.height) / f64::from(size.height.max(1))).min(1.0)
        };
        let scale = fit(self).max(fit(self.turned()));
        let scaled = |side: u32| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "no larger than side"
            )]
            let scaled = (f64::from(side) * scale).ceil() as u32;
            scaled.clamp(1, side.max(1))
        };
        Self { width: scaled(self.width), height: scaled(self.height) }
    }
}
