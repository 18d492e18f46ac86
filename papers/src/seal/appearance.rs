//! How a seal looks on a paper (Decree 30/2020/NĐ-CP, appendix I, II.8).
//!
//! On a paper that is signed by a person, the picture of the body's seal: red,
//! as large as the seal itself, over about a third of the person's signature,
//! on its left. Where there is no such picture, or no place for it, as the
//! decree has it for an enclosed paper: no picture, but the body's name and the
//! moment of signing, upright, black, 10 point, in the right upper corner of
//! the first page. A card has room for neither: its seal is not drawn.

use serde::Serialize;

use super::graft::Drawing;
use super::moment::Moment;
use crate::facts::Date;
use crate::job::{Job, PaperError, Template};

/// A seal on paper is larger than this, in millimetres.
const SMALLEST: f64 = 15.0;
/// A seal on paper is smaller than this, in millimetres.
const LARGEST: f64 = 60.0;

/// How the seal of a body looks.
#[derive(Clone, Debug)]
pub struct Appearance {
    /// The body's name, as it is printed.
    pub body: String,
    /// The picture of its seal, if it has one.
    pub stamp: Option<Stamp>,
}

/// The picture of a seal, ready to be put on papers.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub(super) drawing: Drawing,
}

/// Why a picture is not used as a seal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StampRefusal {
    /// It is no PNG.
    #[error("the picture of the seal is not a PNG that can be read")]
    NotPng,
    /// It would hide what is beneath it.
    #[error("the picture of the seal has no transparent background")]
    Opaque,
    /// How large a seal it shows cannot be told.
    #[error("the picture of the seal does not say how many pixels it has a millimetre (pHYs)")]
    NoResolution,
    /// The seal it shows is too large or too small.
    #[error(
        "the picture shows a seal {0} mm wide; the real one has {SMALLEST} to {LARGEST}: \
         give the picture its true resolution"
    )]
    Size(u32),
    /// It could not be drawn.
    #[error(transparent)]
    Drawing(#[from] PaperError),
}

/// The standard wants a date; of this file nothing but the drawing is used.
const ANY_DAY: Date = Date { year: 2020, month: 3, day: 5 };

/// What the template of a seal reads.
#[derive(Serialize)]
struct SealFacts<'a> {
    /// Of the picture, in millimetres; none when there is no picture.
    width: Option<f64>,
    /// What stands there without a picture.
    line: &'a str,
}

impl Stamp {
    /// The picture of a seal: PNG with a transparent background, which says by
    /// its resolution how large the seal is.
    pub fn read(png: &[u8]) -> Result<Self, StampRefusal> {
        let width = Header::read(png).ok_or(StampRefusal::NotPng)?.width()?;
        if !(SMALLEST..=LARGEST).contains(&width) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "for people to read"
            )]
            return Err(StampRefusal::Size(width.round() as u32));
        }
        let facts = SealFacts { width: Some(width), line: "" };
        let pdf = Job::new(Template::Seal, &facts, "seal".to_owned(), ANY_DAY)?.stamp(Some(png)).draw()?;
        let drawing = Drawing::read(&pdf).map_err(|error| PaperError::Setting(error.to_string()))?;
        Ok(Self { drawing })
    }
}

impl Appearance {
    /// What to draw where there is no picture of the seal.
    pub(super) fn line(&self, at: Moment) -> Result<Vec<u8>, PaperError> {
        let facts = SealFacts { width: None, line: &format!("{}, {at}", self.body) };
        Job::new(Template::Seal, &facts, "seal".to_owned(), ANY_DAY)?.draw()
    }

    /// What the field says to those who do not see it.
    pub(super) fn words(&self, at: Moment) -> String {
        format!("Chữ ký số của {}, {at}", self.body)
    }
}

/// What the first parts of a PNG say (PNG, third edition, 11.2 and 11.3).
#[derive(Default)]
struct Header {
    pixels: u32,
    transparent: bool,
    /// Pixels in a metre, across.
    density: Option<u32>,
}

impl Header {
    fn read(png: &[u8]) -> Option<Self> {
        let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
        let mut header = Self::default();
        loop {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (kind, after) = after.split_first_chunk::<4>()?;
            let (content, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            match kind {
                b"IHDR" => {
                    header.pixels = u32::from_be_bytes(*content.first_chunk()?);
                    // Grey or coloured, with an alpha channel.
                    header.transparent = matches!(content.get(9)?, 4 | 6);
                }
                b"tRNS" => header.transparent = true,
                b"pHYs" if content.get(8) == Some(&1) => {
                    header.density =
                        Some(u32::from_be_bytes(*content.first_chunk()?)).filter(|density| *density > 0);
                }
                b"IDAT" => return Some(header),
                _ => {}
            }
            rest = after.get(4..)?;
        }
    }

    /// Of the seal, in millimetres.
    fn width(&self) -> Result<f64, StampRefusal> {
        if !self.transparent {
            return Err(StampRefusal::Opaque);
        }
        let density = self.density.ok_or(StampRefusal::NoResolution)?;
        Ok(f64::from(self.pixels) / f64::from(density) * 1000.0)
    }
}
