//! Pictures of kinds that are not taken, by their first bytes: whoever sends
//! one is told what it is, for telephones name none of them.

/// The name of the kind, as people meet it; none for what is no picture, and
/// for JPEG and PNG.
pub fn foreign_kind(head: &[u8]) -> Option<&'static str> {
    match infer::get(head).map(|kind| kind.mime_type()) {
        Some("image/heif") => Some("HEIC"),
        Some("image/avif") => Some("AVIF"),
        Some("image/webp") => Some("WebP"),
        Some("image/gif") => Some("GIF"),
        Some("image/tiff" | "image/x-canon-cr2") => Some("TIFF"),
        Some("image/jxl") => Some("JPEG XL"),
        Some("image/jp2") => Some("JPEG 2000"),
        Some("image/vnd.adobe.photoshop") => Some("Photoshop"),
        // Two letters alone may begin any text.
        Some("image/bmp") => (head.get(6..10) == Some(&[0; 4])).then_some("BMP"),
        _ => is_of_heif_family(head).then_some("HEIC"),
    }
}

/// The brands of ISO/IEC 23008-12 that mean pictures or bursts of them.
fn is_of_heif_family(head: &[u8]) -> bool {
    const BRANDS: [&[u8]; 10] =
        [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"];
    head.get(4..8) == Some(b"ftyp") && head.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_called_by_its_name_and_no_text_is_a_picture() {
        for (head, name) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0miafMiHB", "HEIC"),
            (b"\0\0\0\x18ftyphevc\0\0\0\0hevcmsf1", "HEIC"),
            (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "AVIF"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0avifmiaf", "AVIF"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
            (b"GIF89a\x01\0\x01\0", "GIF"),
            (b"II*\0\x08\0\0\0\x01\0\x01\0", "TIFF"),
            (b"MM\0*\0\0\0\x08\x01\0\x01\0", "TIFF"),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "BMP"),
            (b"\xff\x0a\xfa\x7f", "JPEG XL"),
        ] {
            assert_eq!(foreign_kind(head), Some(name), "{}", String::from_utf8_lossy(head));
        }
        for head in
            [&b""[..], b"BMW 320i, bought in 2019", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]
        {
            assert_eq!(foreign_kind(head), None, "{}", String::from_utf8_lossy(head));
        }
    }
}
