//! What an uploaded file is: decided by its bytes, never by its name or by
//! what the browser says.

use bytes::Bytes;

use crate::domain::application::Photo;
use crate::domain::evidence::{Item, UploadRefusal};

/// The largest paper, in bytes: a long scan at 300 dpi.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The most pixels of a portrait: a small file can unpack to a very large
/// picture (a decompression bomb).
const MOST_PIXELS: u64 = 40_000_000;

/// A file as it came.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What it is said to show.
    pub item: Item,
    /// Position of the expert it is about.
    pub expert: Option<usize>,
    /// The name it came with.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What was found of an upload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inspected {
    /// Its media type.
    pub media_type: &'static str,
    /// The measures of a portrait.
    pub photo: Option<Photo>,
}

/// Looks at an upload, and refuses what cannot be taken.
pub fn inspect(upload: &Upload) -> Result<Inspected, UploadRefusal> {
    if upload.bytes.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    if upload.bytes.len() > MOST_BYTES {
        return Err(UploadRefusal::TooLarge);
    }
    if upload.item.is_of_expert() != upload.expert.is_some() {
        return Err(UploadRefusal::Place);
    }
    let kind = infer::get(&upload.bytes).map(|kind| kind.mime_type());
    let media_type = match kind {
        Some("application/pdf") => "application/pdf",
        Some("image/jpeg") => "image/jpeg",
        Some("image/png") => "image/png",
        _ => return Err(UploadRefusal::Kind),
    };
    let photo = match upload.item {
        Item::Photo if media_type == "application/pdf" => return Err(UploadRefusal::NotAPicture),
        Item::Photo => Some(measure(&upload.bytes)?),
        _ => None,
    };
    Ok(Inspected { media_type, photo })
}

/// A name that can be shown and saved anywhere: no path, no control
/// characters, at most 120 characters before the extension of what the file is.
pub fn harmless_name(name: &str, media_type: &str) -> String {
    let extension = match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        _ => "png",
    };
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    // What the sender's extension promises is not what was found.
    let stem = match last.rsplit_once('.') {
        Some((stem, end)) if (1..=5).contains(&end.len()) => stem,
        _ => last,
    };
    let plain: String =
        stem.chars().filter(|c| !c.is_control() && !r#"<>:"|?*"#.contains(*c)).take(120).collect();
    let plain = plain.trim().trim_start_matches('.');
    format!("{}.{extension}", if plain.is_empty() { "tep" } else { plain })
}

fn measure(bytes: &[u8]) -> Result<Photo, UploadRefusal> {
    let unreadable = |_| UploadRefusal::Unreadable;
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes));
    let dimensions = reader.with_guessed_format().map_err(|_| UploadRefusal::Unreadable)?;
    let (width, height) = dimensions.into_dimensions().map_err(unreadable)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(UploadRefusal::Unreadable);
    }
    let picture = image::load_from_memory(bytes).map_err(unreadable)?.to_rgb8();
    Ok(Photo { width: Some(width), height: Some(height), colour: Some(is_in_colour(&picture)) })
}

/// In colour when at least one pixel in a hundred is clearly not grey: a scan
/// of a black-and-white print is stored in colour too.
fn is_in_colour(picture: &image::RgbImage) -> bool {
    let coloured = picture.pixels().filter(|pixel| {
        let (least, most) = (pixel.0.iter().min(), pixel.0.iter().max());
        most.zip(least).is_some_and(|(most, least)| most - least > 12)
    });
    coloured.count() * 100 >= picture.pixels().len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(item: Item, bytes: impl Into<Bytes>) -> Upload {
        let expert = item.is_of_expert().then_some(0);
        Upload { item, expert, file_name: "x".to_owned(), bytes: bytes.into() }
    }

    fn png(width: u32, height: u32, pixel: [u8; 3]) -> Vec<u8> {
        let picture = image::RgbImage::from_pixel(width, height, image::Rgb(pixel));
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn the_type_is_decided_by_the_content() {
        let pdf = upload(Item::Degree, &b"%PDF-1.7\n"[..]);
        assert_eq!(inspect(&pdf).expect("a PDF").media_type, "application/pdf");
        let page = upload(Item::Degree, &b"<html><script>"[..]);
        assert_eq!(inspect(&page), Err(UploadRefusal::Kind));
        assert_eq!(inspect(&upload(Item::Photo, &b"%PDF-1.7\n"[..])), Err(UploadRefusal::NotAPicture));
        assert_eq!(
            inspect(&upload(Item::Photo, &b"\x89PNG\r\n\x1a\nbroken"[..])),
            Err(UploadRefusal::Unreadable)
        );
        assert_eq!(inspect(&upload(Item::Degree, Bytes::new())), Err(UploadRefusal::Empty));
    }

    #[test]
    fn a_portrait_is_measured_and_a_grey_one_is_not_in_colour() {
        let photo = |pixel| inspect(&upload(Item::Photo, png(236, 354, pixel))).expect("a picture").photo;
        let measured = |colour| Some(Photo { width: Some(236), height: Some(354), colour: Some(colour) });
        assert_eq!(photo([200, 120, 90]), measured(true));
        assert_eq!(photo([120, 121, 124]), measured(false));
    }

    #[test]
    fn a_file_name_cannot_lead_elsewhere() {
        let name = |name| harmless_name(name, "application/pdf");
        assert_eq!(name("../../etc/passwd"), "passwd.pdf");
        assert_eq!(name(r"C:\x\bằng đại học.PDF"), "bằng đại học.pdf");
        assert_eq!(name("trang.html"), "trang.pdf");
        assert_eq!(name("Số 1. Bằng đại học"), "Số 1. Bằng đại học.pdf");
        assert_eq!(name("\n"), "tep.pdf");
    }
}
