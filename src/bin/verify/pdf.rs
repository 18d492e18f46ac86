//! The documents attached to a PDF.
//!
//! A PDF is not built up as a whole: its tables can point at one object a
//! million times, and a page of it can unpack to a gigabyte. A stream is never
//! inside another object (ISO 32000-1, section 7.5.7), so an attachment stands
//! in the file as it is and is found by its type, in one pass. Which of them
//! the reader of the PDF would show does not matter: each is checked by its
//! own signature.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Longer than any document or statement: one more is refused as too long.
const MAX_ATTACHED_BYTES: u64 = 16_385;

/// Our papers have one.
const MAX_ATTACHMENTS: usize = 16;

/// The dictionary of an attachment is shorter.
const MAX_DICTIONARY_BYTES: usize = 2_048;

/// Whether these bytes begin like a PDF.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The texts of the attached JSON files, in the order of the file, each once.
pub(crate) fn attached(bytes: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    for at in positions(bytes, b"/EmbeddedFile").take(MAX_ATTACHMENTS) {
        let text = stream_around(bytes, at).and_then(|stream| String::from_utf8(stream).ok());
        texts.extend(text.filter(|text| text.trim_start().starts_with('{')));
    }
    // A PDF that was changed later may repeat what it had.
    let mut seen = std::collections::BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    texts
}

/// The unpacked stream whose dictionary has the type at this position.
fn stream_around(bytes: &[u8], at: usize) -> Option<Vec<u8>> {
    let before = &bytes[at.saturating_sub(MAX_DICTIONARY_BYTES)..at];
    let after = &bytes[at..bytes.len().min(at + MAX_DICTIONARY_BYTES)];
    // `/EmbeddedFiles` is the name of the table of them.
    if after.get(b"/EmbeddedFile".len()).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let start = positions(before, b" obj").last()?;
    let end = positions(after, b"stream").next()?;
    let dictionary = [&before[start..], &after[..end]].concat();
    let content = bytes.get(at + end + b"stream".len()..)?;
    let content = content.strip_prefix(b"\r\n").or_else(|| content.strip_prefix(b"\n"))?;
    unpacked(&dictionary, content)
}

/// Packed in the one way that writers use for attachments, or not at all.
fn unpacked(dictionary: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    if positions(dictionary, b"/FlateDecode").next().is_some() {
        ZlibDecoder::new(content).take(MAX_ATTACHED_BYTES).read_to_end(&mut text).ok()?;
    } else if positions(dictionary, b"/Filter").next().is_none() {
        let end = positions(content, b"endstream").next()?;
        content[..end].take(MAX_ATTACHED_BYTES).read_to_end(&mut text).ok()?;
    } else {
        return None;
    }
    Some(text)
}

fn positions<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(wanted.len()).enumerate().filter(move |(_, found)| *found == wanted).map(|(at, _)| at)
}
