//! The field that holds the signature: in the form, on its page, in the tags.
//!
//! A paper is PDF/A-3a and PDF/UA-1 before it is sealed and stays so: the field
//! is drawn by an appearance of its own with embedded fonts, is printed, has an
//! alternative text, and stands in the structure tree as a `Form`
//! (ISO 19005-3, 6.3 and 6.4; ISO 14289-1, 7.18).

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, dictionary};

use super::SealError;

/// Printed, and not to be moved (ISO 32000-1, 12.5.3).
const PRINTED_AND_LOCKED: i64 = 4 | 128;
/// There are signatures, and the file is only to be appended to
/// (ISO 32000-1, 12.7.2).
const SIGNED_AND_APPENDED: i64 = 1 | 2;

/// A field to add.
pub(super) struct Field<'a> {
    /// The signature.
    pub(super) signature: ObjectId,
    /// The page it stands on.
    pub(super) page: ObjectId,
    /// Left, bottom, right, top; all zero when it is not drawn.
    pub(super) rectangle: [f32; 4],
    /// How it is drawn.
    pub(super) appearance: Option<ObjectId>,
    /// What it says to those who do not see it.
    pub(super) words: &'a str,
}

impl Field<'_> {
    /// Adds it, by changing catalog, page and structure tree.
    pub(super) fn add_to(&self, file: &mut IncrementalDocument) -> Result<(), SealError> {
        let paper = file.get_prev_documents();
        let catalog = paper.trailer.get(b"Root")?.as_reference()?;
        if paper.get_dictionary(catalog)?.has(b"AcroForm") {
            return Err(SealError::AlreadySealed);
        }
        let widget = file.new_document.new_object_id();
        let tag = self.tag(file, catalog, widget)?;
        let widget_dictionary = self.widget(tag);
        file.new_document.set_object(widget, widget_dictionary);

        let annotations = appended(file.get_prev_documents(), self.page, b"Annots", widget)?;
        let page = changed(file, self.page)?;
        page.set("Annots", annotations);
        // The order of the tags is the order of the keyboard (ISO 14289-1, 7.18.3).
        page.set("Tabs", Object::Name(b"S".to_vec()));

        let catalog = changed(file, catalog)?;
        let fields = vec![Object::Reference(widget)];
        catalog.set("AcroForm", dictionary! { "Fields" => fields, "SigFlags" => SIGNED_AND_APPENDED });
        // ETSI EN 319 142-1, 5.6: the kind of signature is younger than PDF 1.7.
        let level = dictionary! { "BaseVersion" => "1.7", "ExtensionLevel" => 1 };
        catalog.set("Extensions", dictionary! { "ESIC" => level });
        Ok(())
    }

    fn widget(&self, tag: i64) -> Dictionary {
        let mut widget = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => Object::string_literal("Seal"),
            "TU" => text(self.words),
            "Contents" => text(self.words),
            "F" => PRINTED_AND_LOCKED,
            "Rect" => self.rectangle.map(Object::from).to_vec(),
            "P" => self.page,
            "StructParent" => tag,
            "V" => self.signature,
        };
        if let Some(appearance) = self.appearance {
            widget.set("AP", dictionary! { "N" => appearance });
        }
        widget
    }

    /// Puts the field into the structure tree, after all else; gives its key in
    /// the tree of parents (ISO 32000-1, 14.7.4.4).
    fn tag(
        &self,
        file: &mut IncrementalDocument,
        catalog: ObjectId,
        widget: ObjectId,
    ) -> Result<i64, SealError> {
        let paper = file.get_prev_documents();
        let root = paper.get_dictionary(catalog)?.get(b"StructTreeRoot")?.as_reference()?;
        let tree = paper.get_dictionary(root)?;
        let key = tree.get(b"ParentTreeNextKey")?.as_i64()?;
        let document = first_reference(paper, tree.get(b"K")?)?;
        let parents = tree.get(b"ParentTree")?.clone();

        let object = dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => self.page };
        let form = file.new_document.add_object(dictionary! {
            "Type" => "StructElem",
            "S" => "Form",
            "P" => document,
            "Pg" => self.page,
            "Alt" => text(self.words),
            "K" => object,
        });
        let children = appended(file.get_prev_documents(), document, b"K", form)?;
        changed(file, document)?.set("K", children);
        let parents = with_parent(file.get_prev_documents(), &parents, key, form)?;
        let tree = changed(file, root)?;
        tree.set("ParentTree", parents);
        tree.set("ParentTreeNextKey", key + 1);
        Ok(key)
    }
}

/// A text of any language (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), lopdf::StringFormat::Hexadecimal)
}

/// An object to be written anew.
fn changed(file: &mut IncrementalDocument, id: ObjectId) -> Result<&mut Dictionary, SealError> {
    file.opt_clone_object_to_new_document(id)?;
    Ok(file.new_document.get_object_mut(id)?.as_dict_mut()?)
}

/// What stands under a key, one or many or none, and one more.
fn appended(
    paper: &Document,
    id: ObjectId,
    key: &[u8],
    one_more: ObjectId,
) -> Result<Vec<Object>, SealError> {
    let mut all = match paper.get_dictionary(id)?.get(key) {
        Err(_) => vec![],
        Ok(value) => match paper.dereference(value)?.1 {
            Object::Array(items) => items.clone(),
            _ => vec![value.clone()],
        },
    };
    all.push(Object::Reference(one_more));
    Ok(all)
}

fn first_reference(paper: &Document, object: &Object) -> Result<ObjectId, SealError> {
    match object {
        Object::Array(items) => first_reference(paper, items.first().unwrap_or(&Object::Null)),
        Object::Reference(id) => match paper.get_object(*id)? {
            list @ Object::Array(_) => first_reference(paper, list),
            _ => Ok(*id),
        },
        other => Ok(other.as_reference()?),
    }
}

/// A tree of parents with one more at the end (ISO 32000-1, 7.9.7).
fn with_parent(paper: &Document, tree: &Object, key: i64, parent: ObjectId) -> Result<Dictionary, SealError> {
    let mut tree = paper.dereference(tree)?.1.as_dict()?.clone();
    let one_more = [Object::Integer(key), Object::Reference(parent)];
    if let Ok(kids) = tree.get(b"Kids") {
        let mut kids = paper.dereference(kids)?.1.as_array()?.clone();
        let limits = vec![Object::Integer(key); 2];
        kids.push(dictionary! { "Limits" => limits, "Nums" => one_more.to_vec() }.into());
        tree.set("Kids", kids);
    } else {
        let mut numbers = paper.dereference(tree.get(b"Nums")?)?.1.as_array()?.clone();
        numbers.extend(one_more);
        tree.set("Nums", numbers);
    }
    Ok(tree)
}
