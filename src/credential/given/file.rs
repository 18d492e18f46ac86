//! What a file is, by its first bytes: names are changed on the way.

use super::pdf;

/// A file, as far as it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// A code, a link, a document or a statement.
    Text(String),
    /// A PDF; [`pdf::documents`] and [`pdf::pictures`] take it apart.
    Pdf,
    /// A picture, of a kind that not every shell can open.
    Picture,
    /// Nothing of these.
    Other,
}

/// Bytes that are no text in any of the encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a text in UTF-8 or UTF-16")]
pub struct NotText;

/// How pictures begin: JPEG, PNG, GIF, BMP, TIFF (both ways).
const PICTURES: [&[u8]; 6] = [&[0xff, 0xd8, 0xff], b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\0", b"MM\0*"];

impl File {
    /// What the file is. A text is taken out of its encoding.
    pub fn of(bytes: &[u8]) -> Self {
        if is_picture(bytes) {
            return Self::Picture;
        }
        if pdf::is_one(bytes) {
            return Self::Pdf;
        }
        text(bytes).map_or(Self::Other, Self::Text)
    }
}

/// A text without the mark that some editors put before it (U+FEFF), from
/// UTF-8 or, with or without that mark, UTF-16 of either byte order.
pub fn text(bytes: &[u8]) -> Result<String, NotText> {
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes as _)),
        // The first letter of a code, a link or a document is ASCII.
        [first, 0, ..] if *first != 0 => Some((bytes, u16::from_le_bytes as _)),
        [0, second, ..] if *second != 0 => Some((bytes, u16::from_be_bytes as _)),
        _ => None,
    };
    if let Some((bytes, unit)) = wide {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        return if rest.is_empty() { String::from_utf16(&units).map_err(|_| NotText) } else { Err(NotText) };
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| NotText)
}

/// Kinds that say so after some bytes: WebP, and HEIC and AVIF, which a
/// browser may open though the program does not.
fn is_picture(bytes: &[u8]) -> bool {
    let later = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|bytes| bytes.starts_with(mark));
    PICTURES.iter().any(|mark| bytes.starts_with(mark))
        || (bytes.starts_with(b"RIFF") && later(8, b"WEBP"))
        || (later(4, b"ftyp")
            && [&b"heic"[..], b"heix", b"mif1", b"msf1", b"avif"].iter().any(|kind| later(8, kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_text_is_read_in_every_encoding_that_editors_save() {
        let written = "{\"a\": \"Nguyễn\"}";
        let marked = format!("\u{feff}{written}");
        for bytes in [
            written.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            utf16(written, u16::to_le_bytes),
            utf16(&marked, u16::to_le_bytes),
            utf16(written, u16::to_be_bytes),
            utf16(&marked, u16::to_be_bytes),
        ] {
            assert_eq!(text(&bytes).as_deref(), Ok(written), "{bytes:?}");
            assert_eq!(File::of(&bytes), File::Text(written.to_owned()));
        }
        for wrong in [&b"\xff\xfea"[..], b"\xff\xfe\x00\xd8", b"Nguy\xea\xe3n", b"\x80"] {
            assert_eq!(text(wrong), Err(NotText), "{wrong:?}");
            assert_eq!(File::of(wrong), File::Other);
        }
        assert_eq!(text(b"").as_deref(), Ok(""));
    }

    #[test]
    fn pictures_and_pdfs_are_told_by_their_first_bytes() {
        for picture in
            [&b"\xff\xd8\xff\xe0"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ", b"\0\0\0\x18ftypheic"]
        {
            assert_eq!(File::of(picture), File::Picture, "{picture:?}");
        }
        let pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj";
        for before in [&b""[..], b"\xef\xbb\xbf", b"\r\n", b"Content-Type: application/pdf\r\n\r\n"] {
            assert_eq!(File::of(&[before, pdf].concat()), File::Pdf, "{before:?}");
        }
        assert_eq!(File::of(b"About %PDF-1.7"), File::Text("About %PDF-1.7".to_owned()));
    }
}
