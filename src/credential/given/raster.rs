//! The pictures of scanned pages in a PDF.

use std::io::{self, Read};

use super::pdf::Stream;

/// Points of the largest picture that is unpacked: an A4 page at 600 dpi. The
/// picture then takes as many bytes.
const MAX_POINTS: usize = 40_000_000;

/// A JPEG file is not longer.
const MAX_JPEG_BYTES: usize = 32 << 20;

/// A side on which a code has no room.
const MIN_SIDE: usize = 40;

/// A picture as it stands in a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A JPEG file.
    Jpeg(Vec<u8>),
    /// Rows of points, a byte of grey each.
    Grey {
        /// Points in a row.
        width: usize,
        /// Rows.
        height: usize,
        /// All rows, the upper first.
        points: Vec<u8>,
    },
}

/// Width and height; none of one that is too small for a code, or too large.
pub(super) fn size(stream: &Stream<'_>) -> Option<(usize, usize)> {
    let (width, height) = (stream.number(b"/Width")?, stream.number(b"/Height")?);
    let fits = width.min(height) >= MIN_SIDE && width.checked_mul(height)? <= MAX_POINTS;
    fits.then_some((width, height))
}

/// The picture of a stream; none of a kind that is not read: fax, JBIG2, JPEG
/// 2000, colours by number.
pub(super) fn picture(stream: &Stream<'_>, (width, height): (usize, usize)) -> Option<Picture> {
    if stream.says(b"/DCTDecode") {
        let jpeg = if stream.says(b"/FlateDecode") {
            stream.first(MAX_JPEG_BYTES)?
        } else {
            stream.content().to_vec()
        };
        return Some(Picture::Jpeg(jpeg));
    }
    let bits = if stream.says(b"/ImageMask") { 1 } else { stream.number(b"/BitsPerComponent")? };
    // Of colours by number nobody knows which is light; of two it does not
    // matter, because a code is looked for in the negative too.
    if stream.says(b"/Indexed") && bits > 1 {
        return None;
    }
    let rows = Rows::of(stream, (width, height), bits)?;
    rows.grey(stream, (width, height)).ok().map(|points| Picture::Grey { width, height, points })
}

/// How the rows of a picture are written.
#[derive(Clone, Copy)]
struct Rows {
    /// Bits of a value, 1 or 8.
    bits: usize,
    /// Values of a point: 1 grey, 3 red, green and blue, 4 inks.
    values: usize,
    /// Bytes of a row of points.
    length: usize,
    /// Whether a byte before each row says how it was filtered to pack better.
    filtered: bool,
}

impl Rows {
    /// How many values a point has shows in the length of the whole: the entry
    /// that says so may lie in another object.
    fn of(stream: &Stream<'_>, (width, height): (usize, usize), bits: usize) -> Option<Self> {
        let values: &[usize] = match bits {
            1 => &[1],
            8 => &[1, 3, 4],
            _ => return None,
        };
        let longest = (width * 4 + 1) * height + 3;
        let mut unpacked = stream.reader()?.take(longest as u64);
        let whole = usize::try_from(io::copy(&mut unpacked, &mut io::sink()).ok()?).ok()?;
        values.iter().find_map(|&values| {
            let length = (width * values * bits).div_ceil(8);
            let filtered = [false, true].into_iter().find(|filtered| {
                let expected = (length + usize::from(*filtered)) * height;
                // Some writers end with a line end more.
                (expected..=expected + 2).contains(&whole)
            })?;
            Some(Self { bits, values, length, filtered })
        })
    }

    fn grey(self, stream: &Stream<'_>, (width, height): (usize, usize)) -> io::Result<Vec<u8>> {
        let mut unpacked = stream.reader().ok_or(io::ErrorKind::InvalidData)?;
        let (mut above, mut row) = (vec![0; self.length], vec![0; self.length]);
        let mut points = Vec::with_capacity(width * height);
        for _ in 0..height {
            let mut kind = [0];
            if self.filtered {
                unpacked.read_exact(&mut kind)?;
            }
            unpacked.read_exact(&mut row)?;
            unfilter(kind[0], &mut row, &above, (self.values * self.bits).div_ceil(8));
            if self.bits == 1 {
                points.extend((0..width).map(|x| if row[x / 8] >> (7 - x % 8) & 1 == 1 { 255 } else { 0 }));
            } else {
                points.extend(row.chunks_exact(self.values).take(width).map(grey_of));
            }
            std::mem::swap(&mut above, &mut row);
        }
        Ok(points)
    }
}

/// Inks cover, light adds.
fn grey_of(point: &[u8]) -> u8 {
    let weighed = |red: u8, green: u8, blue: u8| {
        let weighed = u32::from(red) * 77 + u32::from(green) * 151 + u32::from(blue) * 28;
        u8::try_from(weighed >> 8).unwrap_or(u8::MAX)
    };
    match *point {
        [cyan, magenta, yellow, black] => u8::MAX - weighed(cyan, magenta, yellow).saturating_add(black),
        [red, green, blue] => weighed(red, green, blue),
        [grey] => grey,
        _ => u8::MAX,
    }
}

/// Takes a filter of PNG off a row (ISO/IEC 15948, section 9), which PDF has
/// too; one that there is not leaves the row as it is.
fn unfilter(kind: u8, row: &mut [u8], above: &[u8], step: usize) {
    for at in 0..row.len() {
        let before = at.checked_sub(step);
        let (left, corner) = before.map_or((0, 0), |before| (row[before], above[before]));
        let guess = match kind {
            1 => left,
            2 => above[at],
            3 => left.midpoint(above[at]),
            4 => nearest(left, above[at], corner),
            _ => 0,
        };
        row[at] = row[at].wrapping_add(guess);
    }
}

/// Paeth's guess: whichever of the three is nearest to left + above - corner.
fn nearest(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let guess = a + b - c;
    let (to_left, to_above, to_corner) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if to_left <= to_above && to_left <= to_corner {
        left
    } else if to_above <= to_corner {
        above
    } else {
        corner
    }
}
