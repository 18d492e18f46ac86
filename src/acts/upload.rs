//! What an uploaded file is: decided by its bytes, never by its name or by
//! what the browser says.

use consultant_pictures::{KeptPicture, foreign_kind};

use super::picture::Turn;
use super::{ActError, Registry};
use crate::domain::application::Photo;
use crate::domain::evidence::{Item, UploadRefusal};
use crate::domain::regime::PhotoForm;
use crate::storage::files::ArrivedFile;

/// The longest name of a file, in characters before the extension.
const NAME: usize = 120;

/// A PDF may begin within so many bytes, as its readers allow.
const PDF_WITHIN: usize = 1024;

/// A file as it came.
#[derive(Debug)]
pub struct Upload {
    /// What it is said to show.
    pub item: Item,
    /// Position of the expert it is about.
    pub expert: Option<usize>,
    /// The name it came with.
    pub file_name: String,
    /// The file.
    pub file: ArrivedFile,
}

/// An upload that can be taken into a dossier.
#[derive(Debug)]
pub struct AcceptedUpload {
    /// The file as it is kept; a picture drawn anew, upright and without what a
    /// camera writes.
    pub file: ArrivedFile,
    /// Its media type.
    pub media_type: &'static str,
    /// The measures of a portrait, as it is kept.
    pub photo: Option<Photo>,
}

/// Looks at an upload, draws it anew when it is a picture (a portrait in this
/// form), and refuses what cannot be taken.
pub async fn accept(
    registry: &Registry,
    upload: Upload,
    form: Option<PhotoForm>,
) -> Result<AcceptedUpload, ActError> {
    let Upload { item, expert, file, .. } = upload;
    if item.is_of_expert() != expert.is_some() {
        return Err(UploadRefusal::Place.into());
    }
    if file.byte_count == 0 {
        return Err(UploadRefusal::Empty.into());
    }
    let Some(form) = form else {
        let media_type = media_type(&file)?;
        if media_type == "application/pdf" {
            return Ok(AcceptedUpload { file, media_type, photo: None });
        }
        let turn = Turn::come().await?;
        return Ok(match turn.paper(file.bytes().await?).await? {
            Some(drawn) => AcceptedUpload { photo: None, ..AcceptedUpload::drawn(registry, drawn).await? },
            None => AcceptedUpload { file, media_type, photo: None },
        });
    };
    let turn = Turn::come().await?;
    AcceptedUpload::drawn(registry, turn.portrait(file.bytes().await?, form).await?).await
}

impl AcceptedUpload {
    /// A picture as it was drawn.
    pub(super) async fn drawn(registry: &Registry, drawn: KeptPicture) -> Result<Self, ActError> {
        let photo =
            Photo { width: Some(drawn.width), height: Some(drawn.height), colour: Some(drawn.colour) };
        let file = registry.files.receive_bytes(&drawn.bytes).await?;
        Ok(Self { file, media_type: drawn.media_type, photo: Some(photo) })
    }
}

/// What the file is, by its two ends.
fn media_type(file: &ArrivedFile) -> Result<&'static str, UploadRefusal> {
    match infer::get(&file.head).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => Ok("image/jpeg"),
        Some("image/png") => Ok("image/png"),
        _ if is_pdf(&file.head, &file.tail) => Ok("application/pdf"),
        _ => Err(foreign_kind(&file.head).map_or(UploadRefusal::Kind, UploadRefusal::Telephone)),
    }
}

/// Whether a file is a PDF: it begins as one, or, where scanners and mail
/// programs put something before it, also ends as one. A text that only speaks
/// of PDFs does not.
fn is_pdf(head: &[u8], tail: &[u8]) -> bool {
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|found| found == word);
    let begins = head.get(..PDF_WITHIN).unwrap_or(head);
    let plain = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    plain.starts_with(b"%PDF-") || (has(begins, b"%PDF-") && has(tail, b"%%EOF"))
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
        Some((stem, end))
            if (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => last,
    };
    let plain: String =
        stem.chars().filter(|c| !is_unseen(*c) && !r#"<>:"|?*"#.contains(*c)).take(NAME).collect();
    let plain = plain.trim().trim_start_matches('.').trim_end_matches('.').trim();
    format!("{}.{extension}", if plain.is_empty() { "tep" } else { plain })
}

/// Control characters, and those that turn the direction of what follows: a
/// name reads as it is.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_known_by_its_ends_and_a_text_about_one_is_not() {
        assert!(is_pdf(b"%PDF-1.7\n", b""));
        assert!(is_pdf(b"\xef\xbb\xbf%PDF-1.7\n", b""));
        assert!(is_pdf(b"\r\n%PDF-1.7\n", b""));
        let before = [&[b'x'; 600][..], b"%PDF-1.7\n"].concat();
        assert!(is_pdf(&before, b"startxref\n1\n%%EOF\n"));
        let text = b"Notes\nSecond line\nthe file begins with %PDF-1.4 they said\n";
        assert!(!is_pdf(text, text));
        assert!(!is_pdf(b"<html><script>", b"%%EOF"));
    }

    #[test]
    fn a_file_name_cannot_lead_elsewhere() {
        let name = |name| harmless_name(name, "application/pdf");
        assert_eq!(name("../../etc/passwd"), "passwd.pdf");
        assert_eq!(name(r"C:\x\bằng đại học.PDF"), "bằng đại học.pdf");
        assert_eq!(name("trang.html"), "trang.pdf");
        assert_eq!(name("Số 1. Bằng đại học"), "Số 1. Bằng đại học.pdf");
        assert_eq!(name("\n"), "tep.pdf");
        assert_eq!(name("hoa\u{202e}fdp.don"), "hoafdp.pdf");
    }

    #[test]
    fn a_harmless_name_stays_as_it_was_typed() {
        for whole in
            ["1. Bằng đại học.pdf", "Bằng đại học (1).pdf", "Nguyen.Van.A.pdf", "A&B.pdf", "a;b, c.pdf"]
        {
            assert_eq!(harmless_name(whole, "application/pdf"), whole);
        }
    }
}
