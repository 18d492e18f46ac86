//! What a PDF holds for us: attached documents, and pictures of scanned pages.
//!
//! A PDF is not built up as a whole: its tables can point at one object a
//! million times, and a page of it can unpack to a gigabyte. A stream is never
//! inside another object (ISO 32000-1, section 7.5.7), so what is wanted stands
//! in the file as it is, wherever the tables are, in object streams or broken,
//! and whatever stands before the header: it is found in one pass. Which of the
//! attachments the reader of the PDF would show does not matter: each is
//! checked by its own signature.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::ZlibDecoder;

pub use super::raster::Picture;
use super::{file::text, raster};
use crate::credential::document::MAX_DOCUMENT_BYTES;

/// The header stands within these (ISO 32000-1, annex H, note 13).
const HEADER_WITHIN: usize = 1_024;

/// Our papers have one.
const MAX_ATTACHMENTS: usize = 16;

/// A paper of a few pages, scanned; no more streams are looked at.
const MAX_STREAMS: usize = 20_000;

/// Points of all its pictures together: a small file can say that it has a
/// thousand large ones.
const MAX_POINTS_IN_ALL: usize = 400_000_000;

/// The dictionary of a stream is shorter.
const MAX_DICTIONARY_BYTES: usize = 4_096;

/// Whether these bytes are a PDF, perhaps behind a mark or the head of a mail.
pub fn is_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    position(head, b"%PDF-").is_some_and(|at| position(&bytes[at..], b" obj").is_some())
}

/// The texts of the attached JSON files, in the order of the file, each once.
///
/// A stream need not say that it is an attachment, and after some programs
/// does not; that it is JSON shows at its first letter.
pub fn documents(bytes: &[u8]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    streams(bytes)
        .filter(|stream| !stream.says(b"/Image"))
        .filter_map(|stream| stream.json())
        // A PDF that was changed later may repeat what it had.
        .filter(|text| seen.insert(text.clone()))
        .take(MAX_ATTACHMENTS)
        .collect()
}

/// The pictures on its pages that a scanner puts there, in the order of the
/// file; those that are too small for a code are left out.
pub fn pictures(bytes: &[u8]) -> impl Iterator<Item = Picture> {
    let sized = streams(bytes).filter(|stream| stream.says(b"/Image")).filter_map(|stream| {
        let size = raster::size(&stream)?;
        Some((stream, size))
    });
    let mut left = MAX_POINTS_IN_ALL;
    let bounded = sized.take_while(move |(_, (width, height))| {
        left = left.saturating_sub(width * height);
        left > 0
    });
    bounded.filter_map(|(stream, size)| raster::picture(&stream, size))
}

/// A stream with the dictionary before it.
pub(super) struct Stream<'a> {
    dictionary: &'a [u8],
    content: &'a [u8],
}

impl Stream<'_> {
    /// Whether the name stands in the dictionary, as a whole word.
    pub(super) fn says(&self, name: &[u8]) -> bool {
        self.after(name).is_some()
    }

    /// The number that follows a name.
    pub(super) fn number(&self, name: &[u8]) -> Option<usize> {
        let digits = self.after(name)?.trim_ascii_start();
        let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
        std::str::from_utf8(&digits[..end.min(9)]).ok()?.parse().ok()
    }

    /// The content, unpacked as it is read, in one of the two ways that writers
    /// use for what is not a photo: packed once, or not at all.
    pub(super) fn reader(&self) -> Option<Box<dyn Read + '_>> {
        if self.says(b"/FlateDecode") {
            Some(Box::new(ZlibDecoder::new(self.content)))
        } else if self.says(b"/Filter") {
            None
        } else {
            Some(Box::new(self.content))
        }
    }

    /// As many bytes of the unpacked content. What comes before a fault is
    /// kept: whether anything is missing shows in what it says.
    pub(super) fn first(&self, limit: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let _ = self.reader()?.take(limit as u64).read_to_end(&mut bytes);
        Some(bytes)
    }

    /// The content as it stands in the file.
    pub(super) fn content(&self) -> &[u8] {
        self.content
    }

    fn json(&self) -> Option<String> {
        let first = self.first(8)?;
        let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&first);
        if first.trim_ascii_start().first() != Some(&b'{') {
            return None;
        }
        // One byte more is refused as too long.
        let text = text(&self.first(MAX_DOCUMENT_BYTES + 1)?).ok()?;
        let text = text.trim();
        text.starts_with('{').then(|| text.to_owned())
    }

    fn after(&self, name: &[u8]) -> Option<&[u8]> {
        let mut rest = self.dictionary;
        while let Some(at) = position(rest, name) {
            rest = &rest[at + name.len()..];
            if !rest.first().is_some_and(u8::is_ascii_alphanumeric) {
                return Some(rest);
            }
        }
        None
    }
}

/// Every stream of the file, one after the other.
fn streams(bytes: &[u8]) -> impl Iterator<Item = Stream<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + position(&bytes[from..], b"stream")?;
            let begins = at + b"stream".len();
            let content =
                bytes[begins..].strip_prefix(b"\r\n").or_else(|| bytes[begins..].strip_prefix(b"\n"));
            let before = &bytes[from.max(at.saturating_sub(MAX_DICTIONARY_BYTES))..at];
            let dictionary = last_position(before, b" obj").map(|at| &before[at..]);
            let (Some(content), Some(dictionary)) = (content, dictionary) else {
                from = begins;
                continue;
            };
            // Without an end it goes to the end of the file, as one cut short does.
            let length = position(content, b"endstream").unwrap_or(content.len());
            from = bytes.len() - content.len() + length;
            from = bytes.len().min(from + b"endstream".len());
            return Some(Stream { dictionary, content: &content[..length] });
        }
    })
    .take(MAX_STREAMS)
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|found| found == wanted)
}

fn last_position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|found| found == wanted)
}
