//! A JPEG, read in its own blocks.

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::PixelFormat;

use super::segments::{Frame, Segments};
use super::{Rough, Size};
use crate::Refusal;
use crate::colour::{self, Meaning};

/// The most scans of a JPEG: cameras and programs write up to a dozen, each one
/// goes over the whole picture, and ten bytes are enough to ask for it.
const MOST_SCANS: usize = 200;

pub(super) fn read(bytes: &[u8], room: Size) -> Result<Rough, Refusal> {
    let unreadable = |_| Refusal::Unreadable;
    let (segments, frame) = checked(bytes)?;
    let mut decoder = jpeg_decoder::Decoder::new(segments.picture);
    decoder.read_info().map_err(unreadable)?;
    let needed = frame.size.needed(room);
    let narrow = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let (width, height) = decoder.scale(narrow(needed.width), narrow(needed.height)).map_err(unreadable)?;
    let seen = decoder.decode().map_err(unreadable)?;
    let format = decoder.info().ok_or(Refusal::Unreadable)?.pixel_format;
    let profile = decoder.icc_profile();
    // What it held goes before the next step needs as much.
    drop(decoder);
    let (width, height) = (width.into(), height.into());
    let picture: Option<DynamicImage> = match format {
        PixelFormat::L8 => GrayImage::from_raw(width, height, seen).map(Into::into),
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, seen).map(Into::into),
        PixelFormat::CMYK32 => {
            let seen = colour::from_inks(&seen, profile.as_deref());
            RgbImage::from_raw(width, height, seen).map(Into::into)
        }
        PixelFormat::L16 => None,
    };
    let profile = profile.filter(|_| format != PixelFormat::CMYK32);
    Ok(Rough {
        picture: picture.ok_or(Refusal::Unreadable)?,
        orientation: orientation(&segments),
        meaning: profile.as_deref().and_then(Meaning::of_profile),
    })
}

pub(super) fn measure(bytes: &[u8]) -> Result<(Size, Orientation), Refusal> {
    let (segments, frame) = checked(bytes)?;
    Ok((frame.size, orientation(&segments)))
}

/// What stands around the points, if as much may be unpacked as it announces.
fn checked(bytes: &[u8]) -> Result<(Segments<'_>, Frame), Refusal> {
    let segments = Segments::of(bytes);
    let frame = segments.frame.filter(|_| segments.scans <= MOST_SCANS);
    let frame = frame.ok_or(Refusal::Unreadable)?;
    frame.size.require(frame.held)?;
    Ok((segments, frame))
}

/// How the camera was held. Other words about it (XMP) are for programs that
/// keep catalogues: no browser turns a picture by them.
fn orientation(segments: &Segments<'_>) -> Orientation {
    segments.exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}
