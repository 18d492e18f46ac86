//! Colours as every screen and printer takes them: sRGB.
//!
//! A profile that cannot be used is left aside, as browsers do: the picture is
//! then taken for sRGB.

use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{
    CicpProfile, ColorProfile, DataColorSpace, Layout, MatrixCoefficients, TransferCharacteristics,
    TransformOptions,
};

/// What the numbers of a picture's points mean.
pub(super) struct Meaning(ColorProfile);

impl Meaning {
    /// As an embedded profile describes it (ICC.1).
    pub(super) fn of_profile(profile: &[u8]) -> Option<Self> {
        ColorProfile::new_from_slice(profile).ok().map(Self)
    }

    /// As code points say it (ITU-T H.273), for the brightness of paper and
    /// ordinary screens: what is brighter needs a choice of what to lose.
    pub(super) fn of_code_points(primaries: u8, transfer: u8) -> Option<Self> {
        let transfer_characteristics = TransferCharacteristics::try_from(transfer).ok()?;
        if matches!(
            transfer_characteristics,
            TransferCharacteristics::Smpte2084
                | TransferCharacteristics::Hlg
                | TransferCharacteristics::Reserved
                | TransferCharacteristics::Unspecified
        ) {
            return None;
        }
        let code_points = CicpProfile {
            color_primaries: primaries.try_into().ok()?,
            transfer_characteristics,
            matrix_coefficients: MatrixCoefficients::Identity,
            full_range: true,
        };
        Some(Self(ColorProfile::new_from_cicp(code_points)))
    }

    /// The picture in sRGB.
    pub(super) fn in_srgb(&self, picture: DynamicImage) -> DynamicImage {
        let is_clear = picture.color().has_alpha();
        match (self.0.color_space, is_clear) {
            (DataColorSpace::Rgb, true) => {
                let picture = picture.into_rgba8();
                let drawn = converted(&self.0, Layout::Rgba, picture.as_raw(), Layout::Rgba);
                clear(picture.dimensions(), drawn).unwrap_or(picture).into()
            }
            (DataColorSpace::Rgb, false) => {
                let picture = picture.into_rgb8();
                let drawn = converted(&self.0, Layout::Rgb, picture.as_raw(), Layout::Rgb);
                solid(picture.dimensions(), drawn).unwrap_or(picture).into()
            }
            (DataColorSpace::Gray, true) => {
                let picture = picture.into_rgba8();
                let (grey, opacity): (Vec<u8>, Vec<u8>) =
                    picture.pixels().map(|point| (point.0[0], point.0[3])).unzip();
                let drawn = converted(&self.0, Layout::Gray, &grey, Layout::Rgb).map(|rgb| {
                    let points = rgb.chunks_exact(3).zip(opacity);
                    points.flat_map(|(rgb, opacity)| [rgb[0], rgb[1], rgb[2], opacity]).collect()
                });
                clear(picture.dimensions(), drawn).unwrap_or(picture).into()
            }
            (DataColorSpace::Gray, false) => {
                let grey = picture.to_luma8();
                let drawn = converted(&self.0, Layout::Gray, grey.as_raw(), Layout::Rgb);
                solid(grey.dimensions(), drawn).map_or(picture, DynamicImage::from)
            }
            _ => picture,
        }
    }
}

fn solid((width, height): (u32, u32), points: Option<Vec<u8>>) -> Option<RgbImage> {
    RgbImage::from_raw(width, height, points?)
}

fn clear((width, height): (u32, u32), points: Option<Vec<u8>>) -> Option<RgbaImage> {
    RgbaImage::from_raw(width, height, points?)
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
