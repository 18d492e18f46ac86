//! The QR code of a text, as a picture.
//!
//! Error correction Q: a quarter of the symbol may be dirty or worn, as on a
//! card carried for three years. A quiet zone of four modules (ISO/IEC 18004)
//! is part of the picture, so that no layout can cut it off.

use std::fmt::Write;
use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use qrcode::canvas::Canvas;
use qrcode::{EcLevel, Version, bits, ec};

mod mask;

/// Modules of white on every side.
const QUIET: usize = 4;

/// The text does not fit into any QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLong;

/// How much a paper's code withstands.
const CORRECTION: EcLevel = EcLevel::Q;

/// A symbol ready to be drawn: a kilobyte for a paper's code.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// Eight modules a byte, row by row, without the quiet zone. Invariant:
    /// `width` squared of them.
    dark: Box<[u8]>,
    width: usize,
    version: i16,
}

impl Symbol {
    /// The smallest symbol of this text with error correction Q.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let bits = bits::encode_auto(text.as_bytes(), CORRECTION).map_err(|_| TooLong)?;
        let Version::Normal(version) = bits.version() else { return Err(TooLong) };
        let (normal, width) = (bits.version(), usize::from(bits.version().width().unsigned_abs()));
        let (data, correction) =
            ec::construct_codewords(&bits.into_bytes(), normal, CORRECTION).map_err(|_| TooLong)?;
        let mut canvas = Canvas::new(normal, CORRECTION);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        let mut dark = vec![0; (width * width).div_ceil(8)];
        for (at, _) in mask::best(&canvas, width).into_iter().enumerate().filter(|(_, dark)| *dark) {
            dark[at / 8] |= 1 << (at % 8);
        }
        Ok(Self { dark: dark.into(), width, version })
    }

    /// The version, 1 to 40; a symbol has `17 + 4 × version` modules a side.
    pub fn version(&self) -> i16 {
        self.version
    }

    /// An SVG picture that scales, with its title for those who cannot see it.
    ///
    /// One path of strokes, a stroke for each run of dark modules in a row.
    /// Always dark on white: many readers do not see an inverted code, whatever
    /// the colour scheme.
    pub fn svg(&self, title: &str) -> String {
        let side = self.width + 2 * QUIET;
        let title = escaped(title);
        let mut path = String::with_capacity(8 * self.width * self.width / 4);
        for y in 0..self.width {
            let mut at = 0;
            for (start, length) in self.runs(y) {
                if at == 0 {
                    write!(path, "M{} {}.5h{length}", start + QUIET, y + QUIET)
                } else {
                    write!(path, "m{} 0h{length}", start - at)
                }
                .expect("a text can be written to");
                at = start + length;
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
             shape-rendering=\"crispEdges\"><title>{title}</title>\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
        )
    }

    /// A PNG picture with this many pixels a module, at least one.
    #[expect(clippy::missing_panics_doc, reason = "a grey picture can always be written to memory")]
    pub fn png(&self, pixels: u32) -> Vec<u8> {
        let pixels = pixels.max(1);
        let modules = u32::try_from(self.width + 2 * QUIET).expect("at most 185");
        let picture = GrayImage::from_fn(modules * pixels, modules * pixels, |x, y| {
            Luma([if self.is_dark(x / pixels, y / pixels) { 0 } else { 255 }])
        });
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).expect("a grey picture can be written to memory");
        png.into_inner()
    }

    /// Whether a module, counted from the edge of the quiet zone, is dark.
    fn is_dark(&self, x: u32, y: u32) -> bool {
        let inside = |at: u32| (at as usize).checked_sub(QUIET).filter(|at| *at < self.width);
        matches!((inside(x), inside(y)), (Some(x), Some(y)) if self.at(y * self.width + x))
    }

    fn at(&self, nth: usize) -> bool {
        self.dark[nth / 8] >> (nth % 8) & 1 == 1
    }

    /// Start and length of every run of dark modules in a row.
    fn runs(&self, y: usize) -> impl Iterator<Item = (usize, usize)> {
        let dark = move |x: &usize| self.at(y * self.width + x);
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = (from..self.width).find(dark)?;
            from = (start..self.width).find(|x| !dark(x)).unwrap_or(self.width);
            Some((start, from - start))
        })
    }

    /// Row by row, without the quiet zone; true is dark.
    #[cfg(test)]
    fn modules(&self) -> impl Iterator<Item = bool> {
        (0..self.width * self.width).map(|nth| self.at(nth))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use serde_json::Value;

    use super::*;

    /// Name and text of every genuine vector, without the longer names.
    fn genuine() -> Vec<(String, String)> {
        let file: Value =
            serde_json::from_str(include_str!("../../tests/vectors/genuine.json")).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        file["cases"]
            .as_array()
            .expect("cases")
            .iter()
            .map(|case| (text(&case["name"]), text(&case["text"])))
            .collect()
    }

    fn read_back(png: &[u8]) -> String {
        let picture = image::load_from_memory(png).expect("a PNG").to_luma8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let grey = |x: usize, y: usize| picture.as_raw()[y * width + x];
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        prepared.detect_grids()[0].decode().expect("a readable code").1
    }

    #[test]
    fn symbols_have_the_sizes_that_the_format_states() {
        let sizes = [
            ("card of an expert of an organisation", 14),
            ("card of a province", 13),
            ("card with a name that was cut", 14),
            ("certificate of an organisation", 15),
            ("certificate of an independent consultant", 13),
        ];
        for (name, version) in sizes {
            let (_, text) = genuine().into_iter().find(|(other, _)| other == name).expect("such a vector");
            assert_eq!(
                Symbol::of(&text).expect("fits").version(),
                version,
                "{name}, {} characters",
                text.len()
            );
        }
    }

    #[test]
    fn a_drawn_code_is_read_back_and_left_for_other_readers() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/qr");
        fs::create_dir_all(&folder).expect("a folder under target");
        for (at, (name, text)) in genuine().into_iter().enumerate() {
            let png = Symbol::of(&text).expect("fits").png(4);
            assert_eq!(read_back(&png), text, "{name}");
            fs::write(folder.join(format!("{at:02}.png")), png).expect("a file under target");
        }
    }

    #[test]
    fn the_svg_has_a_title_and_draws_every_dark_module() {
        let symbol = Symbol::of("HTTPS://A.EXAMPLE").expect("fits");
        let svg = symbol.svg("Số <1> & 2");
        assert!(svg.contains("role=\"img\"") && svg.contains("<title>Số &lt;1&gt; &amp; 2</title>"));
        assert!(svg.contains("viewBox=\"0 0 33 33\""), "25 modules and the quiet zone");
        let strokes = svg.rsplit_once("d=\"").expect("a path").1.split('h').skip(1);
        let lengths = strokes.map(|stroke| stroke.split(|other: char| !other.is_ascii_digit()).next());
        let drawn: usize =
            lengths.map(|length| length.expect("some").parse::<usize>().expect("a length")).sum();
        assert_eq!(drawn, symbol.modules().filter(|dark| *dark).count());
    }

    #[test]
    fn a_text_that_fits_no_symbol_is_refused() {
        assert_eq!(Symbol::of(&"A".repeat(2_421)).err(), Some(TooLong));
    }
}
