//! Putting a drawing into another file, with all it is drawn with.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::SealError;
use super::place;

/// One page that becomes part of another file.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    file: Document,
    page: ObjectId,
    /// In PDF units.
    pub(super) width: f32,
    /// In PDF units.
    pub(super) height: f32,
}

impl Drawing {
    /// The first page of a file.
    pub(super) fn read(pdf: &[u8]) -> Result<Self, lopdf::Error> {
        let file = Document::load_mem(pdf)?;
        let page = file.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
        let (width, height) =
            place::width_and_height(&file, page).ok_or(lopdf::Error::PageNumberNotFound(1))?;
        Ok(Self { file, page, width, height })
    }

    /// Adds it to a file as a form (ISO 32000-1, 8.10), to be drawn by a field.
    pub(super) fn add_to(&self, other: &mut Document) -> Result<ObjectId, SealError> {
        let mut graft = Graft { from: &self.file, into: other, moved: BTreeMap::new() };
        let page = self.file.get_dictionary(self.page)?;
        let resources = graft.moved(page.get(b"Resources")?)?;
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), self.width.into(), self.height.into()],
            "Resources" => resources,
        };
        let mut stream = Stream::new(form, self.file.get_page_content(self.page));
        stream.compress()?;
        Ok(other.add_object(stream))
    }
}

/// Moves what objects refer to, each once.
struct Graft<'a> {
    from: &'a Document,
    into: &'a mut Document,
    moved: BTreeMap<ObjectId, ObjectId>,
}

impl Graft<'_> {
    /// The same object, referring to what was moved.
    fn moved(&mut self, object: &Object) -> Result<Object, SealError> {
        Ok(match object {
            Object::Reference(id) => Object::Reference(self.referred(*id)?),
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.moved(item)).collect::<Result<_, _>>()?)
            }
            Object::Dictionary(entries) => Object::Dictionary(self.entries(entries)?),
            Object::Stream(stream) => {
                let mut moved = stream.clone();
                moved.dict = self.entries(&stream.dict)?;
                Object::Stream(moved)
            }
            plain => plain.clone(),
        })
    }

    fn referred(&mut self, id: ObjectId) -> Result<ObjectId, SealError> {
        if let Some(moved) = self.moved.get(&id) {
            return Ok(*moved);
        }
        let moved = self.into.new_object_id();
        self.moved.insert(id, moved);
        let object = self.moved(self.from.get_object(id)?)?;
        self.into.set_object(moved, object);
        Ok(moved)
    }

    fn entries(&mut self, entries: &Dictionary) -> Result<Dictionary, SealError> {
        entries.iter().map(|(key, value)| Ok((key.clone(), self.moved(value)?))).collect()
    }
}
