//! Colours as every screen and printer takes them: sRGB.
//!
//! A profile that cannot be used is left aside, as browsers do: the picture is
//! then taken for sRGB.

use image::RgbaImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The picture in sRGB, from the colours its profile describes.
pub(super) fn to_srgb(picture: RgbaImage, profile: &[u8]) -> RgbaImage {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return picture };
    let converted = match profile.color_space {
        DataColorSpace::Rgb => converted(&profile, Layout::Rgba, picture.as_raw(), Layout::Rgba),
        DataColorSpace::Gray => {
            let (grey, opacity): (Vec<u8>, Vec<u8>) =
                picture.pixels().map(|point| (point.0[0], point.0[3])).unzip();
            converted(&profile, Layout::Gray, &grey, Layout::Rgb).map(|rgb| {
                let points = rgb.chunks_exact(3).zip(opacity);
                points.flat_map(|(rgb, opacity)| [rgb[0], rgb[1], rgb[2], opacity]).collect()
            })
        }
        _ => None,
    };
    let (width, height) = picture.dimensions();
    converted.and_then(|points| RgbaImage::from_raw(width, height, points)).unwrap_or(picture)
}

/// The colours on a screen, red, green and blue, of four inks on paper.
pub(super) fn from_inks(inks: &[u8], profile: Option<&[u8]>) -> Vec<u8> {
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
    let profile = profile.filter(|profile| profile.color_space == DataColorSpace::Cmyk);
    let converted = profile.and_then(|profile| converted(&profile, Layout::Rgba, inks, Layout::Rgb));
    converted.unwrap_or_else(|| inks.chunks_exact(4).flat_map(without_a_profile).collect())
}

/// Each ink takes its light away, and black takes it from all.
fn without_a_profile(inks: &[u8]) -> [u8; 3] {
    let left = |ink: u8| u32::from(255 - ink);
    let light = |ink: u8| (left(ink) * left(inks[3]) + 127) / 255;
    [inks[0], inks[1], inks[2]].map(|ink| u8::try_from(light(ink)).unwrap_or(u8::MAX))
}

fn converted(profile: &ColorProfile, from: Layout, points: &[u8], to: Layout) -> Option<Vec<u8>> {
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(from, &srgb, to, TransformOptions::default()).ok()?;
    let mut converted = vec![0; points.len() / from.channels() * to.channels()];
    transform.transform(points, &mut converted).ok()?;
    Some(converted)
}
