//! The QR code of a text, as a picture.
//!
//! Error correction Q: a quarter of the symbol may be dirty or worn, as on a
//! card carried for three years. A quiet zone of four modules (ISO/IEC 18004)
//! is part of the picture, so that no layout can cut it off.

use std::fmt::Write;
use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode, Version};

/// Modules of white on every side.
const QUIET: usize = 4;

/// The text does not fit into any QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLong;

/// A symbol ready to be drawn.
pub struct Symbol {
    /// Row by row, without the quiet zone. Invariant: `width` squared.
    dark: Vec<bool>,
    width: usize,
    version: i16,
}

impl Symbol {
    /// The smallest symbol of this text with error correction Q.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::Q).map_err(|_| TooLong)?;
        let Version::Normal(version) = code.version() else { return Err(TooLong) };
        let width = code.width();
        Ok(Self {
            dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect(),
            width,
            version,
        })
    }

    /// The version, 1 to 40; a symbol has `17 + 4 × version` modules a side.
    pub fn version(&self) -> i16 {
        self.version
    }

    /// An SVG picture that scales, with its title for those who cannot see it.
    ///
    /// One path, one step a row of dark modules. Always dark on white: many
    /// readers do not see an inverted code, whatever the colour scheme.
    pub fn svg(&self, title: &str) -> String {
        let side = self.width + 2 * QUIET;
        let title = escaped(title);
        let mut path = String::new();
        for (y, row) in self.dark.chunks(self.width).enumerate() {
            for (x, length) in runs(row) {
                write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET)
                    .expect("a text can be written to");
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
             shape-rendering=\"crispEdges\"><title>{title}</title>\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
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
        matches!((inside(x), inside(y)), (Some(x), Some(y)) if self.dark[y * self.width + x])
    }
}

/// Start and length of every run of dark modules.
fn runs(row: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == x => *length += 1,
            _ => runs.push((x, 1)),
        }
    }
    runs
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
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/qr");
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
        let lengths = svg.split('h').filter_map(|step| step.strip_suffix("v1"));
        let drawn: usize = lengths.map(|length| length.parse::<usize>().expect("a length")).sum();
        assert_eq!(drawn, symbol.dark.iter().filter(|dark| **dark).count());
    }

    #[test]
    fn a_text_that_fits_no_symbol_is_refused() {
        assert_eq!(Symbol::of(&"A".repeat(2_421)).err(), Some(TooLong));
    }
}
