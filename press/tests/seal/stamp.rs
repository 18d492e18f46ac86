//! Pictures of seals, drawn for the tests.

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};

/// Pixels of a side of every picture here.
const SIDE: u32 = 400;

/// A red ring on a transparent ground, this many pixels a metre; 36 mm wide at
/// 11111.
pub(crate) fn ring(density: Option<u32>) -> Vec<u8> {
    let middle = f64::from(SIDE) / 2.0;
    let pixel = |x: u32, y: u32| {
        let radius = (f64::from(x) - middle).hypot(f64::from(y) - middle);
        let red = (middle - 30.0..middle).contains(&radius);
        [200, 16, 30, if red { 255 } else { 0 }]
    };
    let pixels = (0..SIDE).flat_map(|y| (0..SIDE).flat_map(move |x| pixel(x, y))).collect::<Vec<_>>();
    picture(ColorType::Rgba, &pixels, density)
}

/// A white square: it would hide what is beneath it.
pub(crate) fn opaque() -> Vec<u8> {
    picture(ColorType::Rgb, &vec![255; (SIDE * SIDE * 3) as usize], Some(11_111))
}

fn picture(color: ColorType, pixels: &[u8], density: Option<u32>) -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, SIDE, SIDE);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(density.map(|density| PixelDimensions {
        xppu: density,
        yppu: density,
        unit: Unit::Meter,
    }));
    encoder.write_header().and_then(|mut writer| writer.write_image_data(pixels)).expect("a picture");
    png
}
