//! A PNG, read row by row.

use std::io::Cursor;

use image::RgbaImage;
use image::metadata::Orientation;
use png::Transformations;

use super::{MOST_BYTES, Rough, Size};
use crate::Refusal;
use crate::colour::Meaning;

/// Of a file in memory.
type Decoder<'a> = png::Decoder<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], room: Size) -> Result<Rough, Refusal> {
    let unreadable = |_| Refusal::Unreadable;
    let (mut decoder, size) = opened(bytes)?;
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(unreadable)?;
    let interlaced = reader.info().interlaced;
    let samples = reader.output_color_type().0.samples();
    let mut blocks = Blocks::new(size, size.needed(room), samples);
    if interlaced {
        let mut whole = vec![0; reader.output_buffer_size().ok_or(Refusal::Unreadable)?];
        let line = reader.next_frame(&mut whole).map_err(unreadable)?.line_size;
        whole.chunks_exact(line.max(1)).for_each(|row| blocks.add(row));
    } else {
        while let Some(row) = reader.next_row().map_err(unreadable)? {
            blocks.add(row.data());
        }
    }
    // What comes after the points is read only for what it says of them.
    let _ = reader.finish();
    let picture = blocks.picture().ok_or(Refusal::Unreadable)?;
    let info = reader.info();
    Ok(Rough { picture: picture.into(), orientation: orientation(info), meaning: meaning(info) })
}

pub(super) fn measure(bytes: &[u8]) -> Result<(Size, Orientation), Refusal> {
    let (decoder, size) = opened(bytes)?;
    let reader = decoder.read_info().map_err(|_| Refusal::Unreadable)?;
    Ok((size, orientation(reader.info())))
}

/// The file and its measures, if as much may be unpacked as it announces.
fn opened(bytes: &[u8]) -> Result<(Decoder<'_>, Size), Refusal> {
    let limits = png::Limits { bytes: usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    let header = decoder.read_header_info().map_err(|_| Refusal::Unreadable)?;
    let size = Size { width: header.width, height: header.height };
    size.require(if header.interlaced { 4 * size.points() } else { 0 })?;
    Ok((decoder, size))
}

fn orientation(info: &png::Info<'_>) -> Orientation {
    let orientation = info.exif_metadata.as_deref().and_then(Orientation::from_exif_chunk);
    orientation.unwrap_or(Orientation::NoTransforms)
}

/// What the points mean, by the strongest word on it (PNG, third edition,
/// section 4.3).
fn meaning(info: &png::Info<'_>) -> Option<Meaning> {
    if let Some(points) = &info.coding_independent_code_points {
        return Meaning::of_code_points(points.color_primaries, points.transfer_function);
    }
    info.icc_profile.as_deref().and_then(Meaning::of_profile)
}

/// Squares of points, each becoming one point of their mean, row after row.
struct Blocks {
    /// Points along one edge of a square.
    edge: usize,
    samples: usize,
    /// Of each square in the row: the inks times their opacity, the opacity.
    sums: Vec<[u32; 4]>,
    /// Of each square in the row: how many points it has so far.
    counts: Vec<u32>,
    rows: usize,
    means: Vec<u8>,
}

impl Blocks {
    fn new(size: Size, needed: Size, samples: usize) -> Self {
        let edge = (size.width / needed.width).min(size.height / needed.height).max(1) as usize;
        let across = (size.width as usize).div_ceil(edge);
        let (sums, counts) = (vec![[0; 4]; across], vec![0; across]);
        Self { edge, samples, sums, counts, rows: 0, means: Vec::new() }
    }

    fn add(&mut self, row: &[u8]) {
        let squares = row.chunks(self.edge * self.samples).zip(&mut self.sums).zip(&mut self.counts);
        for ((points, sum), count) in squares {
            for point in points.chunks_exact(self.samples) {
                let [red, green, blue, opacity] = rgba(point).map(u32::from);
                let inks = [red * opacity, green * opacity, blue * opacity, opacity];
                sum.iter_mut().zip(inks).for_each(|(sum, ink)| *sum += ink);
                *count += 1;
            }
        }
        self.rows += 1;
        if self.rows == self.edge {
            self.finish_row();
        }
    }

    fn finish_row(&mut self) {
        for ([red, green, blue, opacity], count) in self.sums.iter_mut().zip(&mut self.counts) {
            let mean = |sum: u32, of: u32| {
                u8::try_from((sum + of / 2).checked_div(of).unwrap_or(255)).unwrap_or(255)
            };
            let inks = [*red, *green, *blue].map(|sum| mean(sum, *opacity));
            self.means.extend(inks);
            self.means.push(mean(*opacity, *count));
            (*red, *green, *blue, *opacity, *count) = (0, 0, 0, 0, 0);
        }
        self.rows = 0;
    }

    fn picture(mut self) -> Option<RgbaImage> {
        if self.rows > 0 {
            self.finish_row();
        }
        let width = self.sums.len();
        let height = self.means.len() / (4 * width).max(1);
        RgbaImage::from_raw(u32::try_from(width).ok()?, u32::try_from(height).ok()?, self.means)
    }
}

fn rgba(point: &[u8]) -> [u8; 4] {
    match *point {
        [grey] => [grey, grey, grey, 255],
        [grey, opacity] => [grey, grey, grey, opacity],
        [red, green, blue] => [red, green, blue, 255],
        [red, green, blue, opacity] => [red, green, blue, opacity],
        _ => [255, 255, 255, 0],
    }
}
