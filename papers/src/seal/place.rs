//! Where on a paper the seal goes.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::graft::Drawing;
use crate::SIGNATURE;

/// PDF units in a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;
/// Half of what a person's signature is wide, as far as a layout can know.
const HALF_SIGNATURE: f32 = 22.5 * MILLIMETRE;
/// How far the typesetter puts a destination above what it names, so that a
/// reader shows it whole.
const ABOVE: f32 = 10.0;
/// From the upper edge of a page to a seal without picture: above every header,
/// and where office printers still print.
const FROM_TOP: f32 = 5.0 * MILLIMETRE;
/// From the right edge of a page to a seal without picture: the right margin
/// of papers.
const FROM_RIGHT: f32 = 20.0 * MILLIMETRE;
/// A narrower page is a card.
const NARROWEST: f32 = 140.0 * MILLIMETRE;

/// A page, and a rectangle on it: left, bottom, right, top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) page: ObjectId,
    pub(super) rectangle: [f32; 4],
}

/// The middle of the room for the signature, when the paper has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SignatureRoom {
    page: ObjectId,
    x: f32,
    y: f32,
}

impl SignatureRoom {
    /// As the paper itself names it.
    pub(super) fn of(paper: &Document) -> Option<Self> {
        let names = dictionary(paper, paper.catalog().ok()?, b"Names")?;
        let destination = find(paper, dictionary(paper, names, b"Dests")?)?;
        let array = match paper.dereference(destination).ok()?.1 {
            Object::Dictionary(around) => paper.dereference(around.get(b"D").ok()?).ok()?.1,
            other => other,
        };
        let [page, _, x, y, ..] = array.as_array().ok()?.as_slice() else { return None };
        let (page, x, y) = (page.as_reference().ok()?, x.as_float().ok()?, y.as_float().ok()?);
        Some(Self { page, x, y: y - ABOVE })
    }

    /// Over the left third of the signature.
    pub(super) fn stamped(self, drawing: &Drawing) -> Place {
        let right = self.x - HALF_SIGNATURE / 3.0;
        let (left, bottom) = (right - drawing.width, self.y - drawing.height / 2.0);
        Place { page: self.page, rectangle: [left, bottom, right, bottom + drawing.height] }
    }
}

/// Whether a page has room for a seal beside what it shows; a card has not.
pub(super) fn has_corner(paper: &Document, page: ObjectId) -> bool {
    width_and_height(paper, page).is_some_and(|(width, _)| width >= NARROWEST)
}

/// In the right upper corner of a page; smaller when it would be too long.
pub(super) fn corner(paper: &Document, page: ObjectId, drawing: &Drawing) -> Option<Place> {
    let (width, height) = width_and_height(paper, page)?;
    let scale = ((width - 2.0 * FROM_RIGHT) / drawing.width).min(1.0);
    let (right, top) = (width - FROM_RIGHT, height - FROM_TOP);
    let (left, bottom) = (right - scale * drawing.width, top - scale * drawing.height);
    Some(Place { page, rectangle: [left, bottom, right, top] })
}

/// The destination of the signature in a name tree (ISO 32000-1, 7.9.6).
fn find<'a>(paper: &'a Document, node: &'a Dictionary) -> Option<&'a Object> {
    let list = |key: &[u8]| paper.dereference(node.get(key).ok()?).ok()?.1.as_array().ok();
    if let Some(names) = list(b"Names") {
        let named = |pair: &&[Object]| pair[0].as_str().is_ok_and(|name| name == SIGNATURE.as_bytes());
        return names.chunks_exact(2).find(named).map(|pair| &pair[1]);
    }
    list(b"Kids")?.iter().find_map(|kid| find(paper, paper.dereference(kid).ok()?.1.as_dict().ok()?))
}

fn dictionary<'a>(paper: &'a Document, around: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    paper.dereference(around.get(key).ok()?).ok()?.1.as_dict().ok()
}

/// Of a page whose lower left corner is the origin, as every paper's is.
pub(super) fn width_and_height(paper: &Document, page: ObjectId) -> Option<(f32, f32)> {
    let media = paper.get_dictionary(page).ok()?.get(b"MediaBox").ok()?;
    let [_, _, width, height] = paper.dereference(media).ok()?.1.as_array().ok()?.as_slice() else {
        return None;
    };
    Some((width.as_float().ok()?, height.as_float().ok()?))
}
