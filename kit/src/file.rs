//! What a file that was chosen is, for the page.

use consultant_registry::credential::given::{self, pdf};
use serde::Serialize;

/// Scanned pages of a PDF that are looked at.
const MAX_PAGES: usize = 24;

/// What the page does with the file.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum FileContents {
    /// It has these checked.
    Texts {
        /// A text, or the documents attached to a PDF.
        texts: Vec<String>,
    },
    /// It looks for codes on the pages, one after the other.
    Pages,
    /// It unpacks the picture, as browsers can, and looks for codes in it.
    Picture,
    /// Nothing that is known here.
    Other,
}

/// What the file is, as JSON.
pub(crate) fn described(bytes: &[u8]) -> String {
    let described = match given::File::of(bytes) {
        given::File::Text(text) => FileContents::Texts { texts: vec![text] },
        given::File::Pdf => match pdf::documents(bytes) {
            none if none.is_empty() => FileContents::Pages,
            texts => FileContents::Texts { texts },
        },
        given::File::Picture => FileContents::Picture,
        given::File::Other => FileContents::Other,
    };
    serde_json::to_string(&described).expect("texts can be written")
}

/// The picture at this place on the pages of a PDF: a JPEG file as it stands
/// there, or grey points as a PGM (Netpbm) file.
pub(crate) fn page(bytes: &[u8], place: usize) -> Option<Vec<u8>> {
    Some(match pdf::pictures(bytes).take(MAX_PAGES).nth(place)? {
        pdf::Picture::Jpeg(jpeg) => jpeg,
        pdf::Picture::Grey { width, height, points } => {
            let mut file = format!("P5 {width} {height} 255\n").into_bytes();
            file.extend(points);
            file
        }
    })
}
