//! The electronic seal of a body on its papers: `PAdES`, baseline B-B.
//!
//! A paper is not changed, only added to: the signature, its field and how it
//! looks follow the bytes there were, and cover all of them. The paper stays
//! PDF/A-3a and PDF/UA-1, its attachment stays where it is.
//!
//! The order of reading: `certificate` and `key` say who seals, `appearance`
//! and `place` how and where it is seen, `graft` and `field` put it into the
//! file, `cades` signs.

mod appearance;
mod cades;
mod certificate;
mod field;
mod graft;
mod key;
mod moment;
mod place;

use lopdf::{Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::job::PaperError;
use field::Field;
use graft::Drawing;
use place::{Place, SignatureRoom};

pub use appearance::{Appearance, Stamp, StampRefusal};
pub use certificate::{SealCertificate, SealRefusal};
pub use key::{FileSealKey, KeyFault, SealKey};
pub use moment::Moment;

/// Stands for an offset until it is known; no file is as long.
const LONGEST: i64 = 9_999_999_999;

/// A paper could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// It has a form already: a seal, most likely.
    #[error("the paper is sealed already, or has a form")]
    AlreadySealed,
    /// It is no PDF as this crate makes it.
    #[error("the paper cannot be read as one of the register's: {0}")]
    Paper(#[from] lopdf::Error),
    /// What the seal looks like could not be drawn.
    #[error(transparent)]
    Drawing(#[from] PaperError),
    /// The certificate is not valid at the moment of sealing, or not the key's.
    #[error(transparent)]
    Certificate(#[from] SealRefusal),
    /// The key did not sign.
    #[error("the key of the seal did not sign: {0}")]
    Key(#[from] KeyFault),
    /// The signature could not be written.
    #[error("the signature cannot be written: {0}")]
    Signature(#[from] x509_cert::der::Error),
    /// The sealed file could not be written.
    #[error("the sealed paper cannot be written: {0}")]
    Writing(#[from] std::io::Error),
    /// The signature is longer than what was kept free for it.
    #[error("the signature does not fit: {0} bytes")]
    TooLong(usize),
}

/// Seals a paper of this crate.
///
/// The same paper, key, appearance and moment give the same bytes where the
/// key signs so; one in a file does.
pub fn seal(
    pdf: &[u8],
    key: &dyn SealKey,
    appearance: &Appearance,
    at: Moment,
) -> Result<Vec<u8>, SealError> {
    key.certificate().refuse_outside_validity(at)?;
    let paper = Document::load_mem(pdf)?;
    let (place, drawing) = look(&paper, appearance, at)?;
    let mut file = IncrementalDocument::create_from(pdf.to_vec(), paper);
    let appearance_id = drawing.map(|drawing| drawing.add_to(&mut file.new_document)).transpose()?;
    let room = cades::room(key);
    let signature = file.new_document.add_object(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => [0, LONGEST, LONGEST, LONGEST].map(Object::Integer).to_vec(),
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
        "M" => Object::string_literal(at.in_pdf()),
        "Name" => field::text(&appearance.body),
    });
    let words = appearance.words(at);
    let Place { page, rectangle } = place;
    Field { signature, page, rectangle, appearance: appearance_id, words: &words }.add_to(&mut file)?;
    name_anew(&mut file.new_document, pdf, at);
    let mut sealed = Vec::with_capacity(pdf.len() * 2);
    file.save_to(&mut sealed)?;
    sign(sealed, pdf.len(), room, key)
}

/// Where the seal goes and what is drawn there.
fn look(
    paper: &Document,
    appearance: &Appearance,
    at: Moment,
) -> Result<(Place, Option<Drawing>), SealError> {
    let first: ObjectId = paper.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    if let (Some(stamp), Some(room)) = (&appearance.stamp, SignatureRoom::of(paper)) {
        return Ok((room.stamped(&stamp.drawing), Some(stamp.drawing.clone())));
    }
    let unseen = Place { page: first, rectangle: [0.0; 4] };
    if !place::has_corner(paper, first) {
        return Ok((unseen, None));
    }
    let drawing = Drawing::read(&appearance.line(at)?)?;
    let place = place::corner(paper, first, &drawing).unwrap_or(unseen);
    Ok((place, Some(drawing)))
}

/// The second name of a file is that of its latest form (ISO 32000-1, 14.4).
fn name_anew(update: &mut Document, pdf: &[u8], at: Moment) {
    if let Ok(Object::Array(names)) = update.trailer.get_mut(b"ID")
        && let Some(latest) = names.get_mut(1)
    {
        let hash = Sha256::new().chain_update(pdf).chain_update(at.in_pdf()).finalize();
        *latest = Object::String(hash[..16].to_vec(), StringFormat::Hexadecimal);
    }
}

/// Fills in what the signature covers, and the signature. All of the file is
/// covered but the signature itself.
fn sign(mut sealed: Vec<u8>, from: usize, room: usize, key: &dyn SealKey) -> Result<Vec<u8>, SealError> {
    let missing = || SealError::Writing(std::io::ErrorKind::InvalidData.into());
    let contents = format!("/Contents<{}>", "00".repeat(room));
    let open = find(&sealed, from, contents.as_bytes()).ok_or_else(missing)? + "/Contents".len();
    let close = open + 2 * room + 2;
    let kept = format!("[0 {LONGEST} {LONGEST} {LONGEST}]");
    let range = find(&sealed, from, kept.as_bytes()).ok_or_else(missing)?;
    let covered = format!("[0 {open} {close} {}]", sealed.len() - close);
    sealed[range..range + kept.len()].copy_from_slice(format!("{covered:<0$}", kept.len()).as_bytes());

    let digest = Sha256::new().chain_update(&sealed[..open]).chain_update(&sealed[close..]).finalize();
    let signature = cades::signature(key, &digest.into())?;
    if signature.len() > room {
        return Err(SealError::TooLong(signature.len()));
    }
    for (pair, byte) in sealed[open + 1..].chunks_exact_mut(2).zip(signature) {
        pair.copy_from_slice(format!("{byte:02X}").as_bytes());
    }
    Ok(sealed)
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    bytes[from..].windows(wanted.len()).position(|part| part == wanted).map(|at| from + at)
}
