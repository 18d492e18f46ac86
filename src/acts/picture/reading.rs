//! What is seen in a file, JPEG or PNG, no finer than it will be shown.
//!
//! A picture is made smaller while it is read, so that forty million points
//! never stand in memory at once: a JPEG in its own blocks (1/2, 1/4, 1/8), a
//! PNG row by row. Everything a file announces is looked at before any of it
//! is unpacked.

use std::io::Cursor;

use image::RgbaImage;
use image::metadata::Orientation;
use jpeg_decoder::{CodingProcess, PixelFormat};
use png::Transformations;

use super::colour;
use crate::domain::evidence::{MOST_POINTS, UploadRefusal};

/// The most points a side: one row of a PNG is held whole.
const MOST_SIDE: u32 = 65_535;

/// The most bytes a picture may take while it is read, where its kind must be
/// held whole (a progressive JPEG, an interlaced PNG).
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// The most scans of a JPEG: cameras and programs write up to a dozen, each one
/// goes over the whole picture, and ten bytes are enough to ask for it.
const MOST_SCANS: usize = 200;

/// Width and height in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Size {
    fn points(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// `held`: how many bytes a point takes when the kind of file must be held
    /// whole, else 0.
    fn require(self, held: u64) -> Result<(), UploadRefusal> {
        let is_small = self.points() <= MOST_POINTS && self.points() * held <= MOST_BYTES;
        if is_small && self.width.max(self.height) <= MOST_SIDE {
            Ok(())
        } else {
            Err(UploadRefusal::TooFine)
        }
    }

    /// This size made to fit into the room, lying or standing: which way is up
    /// is known only after reading.
    fn needed(self, room: Self) -> Self {
        let fit = |width: u32, height: u32| {
            let across = f64::from(width) / f64::from(self.width);
            across.min(f64::from(height) / f64::from(self.height)).min(1.0)
        };
        let scale = fit(room.width, room.height).max(fit(room.height, room.width));
        let scaled = |side: u32| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "no larger than side"
            )]
            let scaled = (f64::from(side) * scale).ceil() as u32;
            scaled.clamp(1, side.max(1))
        };
        Self { width: scaled(self.width), height: scaled(self.height) }
    }
}

/// The picture in the file, upright and in sRGB; larger than the room by less
/// than twice where it can be.
pub(super) fn read(bytes: &[u8], room: Size) -> Result<RgbaImage, UploadRefusal> {
    let rough = match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => jpeg(bytes, room)?,
        Some("image/png") => png(bytes, room)?,
        Some(other) => return Err(UploadRefusal::of_picture(other)),
        None => return Err(UploadRefusal::NotAPicture),
    };
    let mut upright = image::DynamicImage::from(rough.points);
    upright.apply_orientation(rough.orientation);
    Ok(upright.into_rgba8())
}

/// A picture in sRGB, lying as it was stored.
struct Rough {
    points: RgbaImage,
    orientation: Orientation,
}

fn jpeg(bytes: &[u8], room: Size) -> Result<Rough, UploadRefusal> {
    let unreadable = |_| UploadRefusal::Unreadable;
    // Within compressed data these two bytes stand for nothing else.
    if bytes.windows(2).filter(|marker| marker == b"\xff\xda").count() > MOST_SCANS {
        return Err(UploadRefusal::Unreadable);
    }
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.read_info().map_err(unreadable)?;
    let info = decoder.info().ok_or(UploadRefusal::Unreadable)?;
    let size = Size { width: info.width.into(), height: info.height.into() };
    let inks = match info.pixel_format {
        PixelFormat::L8 => 1,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => 4,
        PixelFormat::L16 => return Err(UploadRefusal::Unreadable),
    };
    // Two bytes for each coefficient of each ink.
    size.require(if info.coding_process == CodingProcess::DctProgressive { 2 * inks } else { 0 })?;
    let needed = size.needed(room);
    let narrow = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let (width, height) = decoder.scale(narrow(needed.width), narrow(needed.height)).map_err(unreadable)?;
    let seen = decoder.decode().map_err(unreadable)?;
    let profile = decoder.icc_profile();
    let rgb = match info.pixel_format {
        PixelFormat::CMYK32 => colour::from_inks(&seen, profile.as_deref()),
        _ => seen,
    };
    let rgba = match info.pixel_format {
        PixelFormat::L8 => rgb.into_iter().flat_map(|grey| [grey, grey, grey, 255]).collect(),
        _ => rgb.chunks_exact(3).flat_map(|point| [point[0], point[1], point[2], 255]).collect(),
    };
    let points = RgbaImage::from_raw(width.into(), height.into(), rgba).ok_or(UploadRefusal::Unreadable)?;
    let orientation = decoder.exif_data().and_then(Orientation::from_exif_chunk);
    let is_in_inks = info.pixel_format == PixelFormat::CMYK32;
    let points = match profile.filter(|_| !is_in_inks) {
        Some(profile) => colour::to_srgb(points, &profile),
        None => points,
    };
    Ok(Rough { points, orientation: orientation.unwrap_or(Orientation::NoTransforms) })
}

fn png(bytes: &[u8], room: Size) -> Result<Rough, UploadRefusal> {
    let unreadable = |_| UploadRefusal::Unreadable;
    let limits = png::Limits { bytes: usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let header = decoder.read_header_info().map_err(unreadable)?;
    let (size, interlaced) = (Size { width: header.width, height: header.height }, header.interlaced);
    size.require(if interlaced { 4 } else { 0 })?;
    let mut reader = decoder.read_info().map_err(unreadable)?;
    let samples = reader.output_color_type().0.samples();
    let mut blocks = Blocks::new(size, size.needed(room), samples);
    if interlaced {
        let mut whole = vec![0; reader.output_buffer_size().ok_or(UploadRefusal::Unreadable)?];
        let line = reader.next_frame(&mut whole).map_err(unreadable)?.line_size;
        whole.chunks_exact(line.max(1)).for_each(|row| blocks.add(row));
    } else {
        while let Some(row) = reader.next_row().map_err(unreadable)? {
            blocks.add(row.data());
        }
    }
    // What comes after the points is read only for what it says of them.
    let _ = reader.finish();
    let (info, points) = (reader.info(), blocks.picture().ok_or(UploadRefusal::Unreadable)?);
    let orientation = info.exif_metadata.as_deref().and_then(Orientation::from_exif_chunk);
    let points = match info.icc_profile.as_deref() {
        Some(profile) => colour::to_srgb(points, profile),
        None => points,
    };
    Ok(Rough { points, orientation: orientation.unwrap_or(Orientation::NoTransforms) })
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
