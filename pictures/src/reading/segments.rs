//! What a JPEG says around its points (ITU-T T.81, annex B): the frame, the
//! camera's words, and where it ends.
//!
//! Telephones put much behind the end: a second picture for each lens, a map
//! of what shines, a film of some seconds. It belongs to no portrait, and is
//! not looked at.

use super::Size;

/// What stands around the points of the first picture in a JPEG file.
#[derive(Debug, Default)]
pub(super) struct Segments<'a> {
    /// What the first frame announces.
    pub(super) frame: Option<Frame>,
    /// What the camera wrote (Exif), from its TIFF header on. The first one, as
    /// browsers take it.
    pub(super) exif: Option<&'a [u8]>,
    /// Whether anything is said beside the points, but for their density.
    has_words: bool,
    /// How many scans there are.
    pub(super) scans: usize,
    /// The bytes of the first picture, with its end.
    pub(super) picture: &'a [u8],
}

/// The frame of a JPEG.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) size: Size,
    /// Grey is one, screens' colours are three, printers' are four.
    inks: u8,
    /// Bytes of what must be held until the last scan; 0 where each block is
    /// finished when it was read.
    pub(super) held: u64,
}

impl<'a> Segments<'a> {
    /// Reads them as far as they make sense.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut segments = Self { picture: bytes, ..Self::default() };
        let mut at = 2;
        while let Some(marker) = next_marker(bytes, &mut at) {
            match marker {
                0xd9 => {
                    segments.picture = &bytes[..at];
                    break;
                }
                // Restarts and the like have nothing beneath them.
                0x01 | 0xd0..=0xd8 => {}
                _ => {
                    let Some(body) = body(bytes, &mut at) else { break };
                    segments.take(marker, body);
                }
            }
        }
        segments
    }

    /// Whether the file is one picture in grey or in the colours of screens,
    /// and nothing else.
    pub(super) fn is_plain(&self, bytes: &[u8]) -> bool {
        let is_whole = self.picture.len() == bytes.len();
        is_whole && !self.has_words && self.frame.is_some_and(|frame| matches!(frame.inks, 1 | 3))
    }

    fn take(&mut self, marker: u8, body: &'a [u8]) {
        self.has_words |= matches!(marker, 0xe1..=0xef | 0xfe);
        match marker {
            0xda => self.scans += 1,
            0xe1 if self.exif.is_none() => self.exif = body.strip_prefix(b"Exif\0\0"),
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) && self.frame.is_none() => {
                self.frame = Frame::of(marker, body);
            }
            _ => {}
        }
    }
}

impl Frame {
    fn of(marker: u8, body: &[u8]) -> Option<Self> {
        let (&[_, high_height, low_height, high_width, low_width, count], inks) = body.split_first_chunk()?;
        let height = u16::from_be_bytes([high_height, low_height]).into();
        let width = u16::from_be_bytes([high_width, low_width]).into();
        let size = Size { width, height };
        let factors = inks.chunks_exact(3).take(count.into()).map(|ink| (ink[1] >> 4, ink[1] & 15));
        let factors: Vec<(u64, u64)> =
            factors.map(|(across, down)| (u64::from(across).max(1), u64::from(down).max(1))).collect();
        let most_across = factors.iter().map(|(across, _)| *across).max().unwrap_or(1);
        let most_down = factors.iter().map(|(_, down)| *down).max().unwrap_or(1);
        let samples: u64 = factors.iter().map(|(across, down)| across * down).sum();
        // Two bytes for each coefficient, of which there are as many as samples.
        let whole = 2 * size.points() * samples / (most_across * most_down);
        let is_progressive = matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce);
        Some(Self { size, inks: count, held: if is_progressive { whole } else { 0 } })
    }
}

/// The next marker, and the place behind it. Within the points no byte ff
/// stands before another than 0, but for restarts.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += bytes.get(*at..)?.iter().position(|byte| *byte == 0xff)? + 1;
        *at += bytes.get(*at..)?.iter().position(|byte| *byte != 0xff)? + 1;
        match bytes[*at - 1] {
            0 => {}
            marker => return Some(marker),
        }
    }
}

/// What stands beneath a marker, and the place behind it.
fn body<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let length = usize::from(u16::from_be_bytes(*bytes.get(*at..)?.first_chunk()?));
    let body = bytes.get(*at + 2..*at + length)?;
    *at += length;
    Some(body)
}
