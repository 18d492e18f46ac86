//! Forms: what was posted, and a form to show again with everything typed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rocket::Request;
use rocket::data::{self, Data, FromData};
use rocket::form::{self, DataField, FromForm, Options, ValueField};
use rocket::http::Method;
use rocket::outcome::Outcome;
use unicode_normalization::UnicodeNormalization;

use super::{Failure, body};
use crate::acts::access::SignedIn;
use crate::domain::evidence::UploadRefusal;
use crate::storage::files::ArrivedFile;

/// A form that was sent from one of our pages: its token was checked.
///
/// Every handler of an unsafe method takes its form through this guard, or
/// through [`Typed`], or, for files, through [`Parcel`]. Anyone may send one, so
/// it holds little.
#[derive(Clone, Debug)]
pub struct Posted(pub Fields);

/// The same, or one that is only to be shown again in another language: what
/// was typed stays, and nothing is done.
///
/// Every handler that takes one makes its form by [`Form::filled`], which is
/// refused then, and acts only on a form that is not.
#[derive(Clone, Debug)]
pub struct Typed(pub Fields);

/// A form with files that someone who is signed in sent from one of our pages,
/// or, as with [`Typed`], one that is only to be shown again: then without files.
///
/// Who it is was known before any of it was read: let the handler's other
/// guards say whether it is the right person.
#[derive(Debug)]
pub struct Parcel {
    /// What was typed.
    pub fields: Fields,
    /// The files chosen, by field.
    pub files: Uploads,
}

/// The files of a form, by field: several may be chosen in one.
#[derive(Debug, Default)]
pub struct Uploads(BTreeMap<String, Vec<Upload>>);

impl Uploads {
    /// The file of a field that takes one.
    pub fn remove(&mut self, name: &str) -> Option<Upload> {
        self.take(name).pop()
    }

    /// The files of a field, in the order they came.
    pub fn take(&mut self, name: &str) -> Vec<Upload> {
        self.0.remove(name).unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    pub(super) fn push(&mut self, name: String, upload: Upload) {
        self.0.entry(name).or_default().push(upload);
    }
}

/// How a form is shown again in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    /// As one that nobody has sent yet.
    Quiet,
    /// With what is wrong in it: it had been refused.
    Told,
}

/// The fields of a form as sent: text in NFC with `\n` line ends.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    texts: BTreeMap<String, Vec<String>>,
    chosen: BTreeSet<String>,
    again: Option<Again>,
    /// What cannot be shown again: files and passwords.
    lost: BTreeSet<String>,
}

/// An uploaded file. Its name is the sender's words: decide what it is by its
/// bytes.
#[derive(Debug)]
pub struct Upload {
    /// The name the sender gave it.
    pub file_name: String,
    /// The file, or why it was not let in.
    pub content: Result<ArrivedFile, UploadRefusal>,
}

impl Fields {
    /// The text of a field without space around it; empty when not sent.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The text of a field as typed, for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.texts.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Every value sent under this name, for checkboxes.
    pub fn all(&self, name: &str) -> &[String] {
        self.texts.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a file was chosen in this field.
    pub fn chose_file(&self, name: &str) -> bool {
        self.chosen.contains(name)
    }

    /// Every text field sent, for forms whose fields are numbered.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())))
    }

    /// Whether the form is only to be shown again.
    pub fn is_shown_again(&self) -> bool {
        self.again.is_some()
    }

    /// The fields to be shown again: without files, which a page cannot hold,
    /// and without passwords, which it must not.
    fn for_showing(mut self, again: Again) -> Self {
        self.lost = std::mem::take(&mut self.chosen);
        for (name, values) in &mut self.texts {
            if name.contains("password") && values.iter().any(|value| !value.is_empty()) {
                self.lost.insert(name.clone());
                values.clear();
            }
        }
        self.again = Some(again);
        self
    }

    pub(super) fn push(&mut self, name: &str, value: &str) {
        let value = value.replace("\r\n", "\n").nfc().collect();
        self.texts.entry(name.to_owned()).or_default().push(value);
    }

    pub(super) fn note_file(&mut self, name: &str) {
        self.chosen.insert(name.to_owned());
    }
}

/// A form to fill in: what is in each field, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<FieldError>,
    again: Option<Again>,
    lost: BTreeSet<String>,
}

/// What is wrong with a field, as a sentence.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The field's name, which is also its id on the page.
    pub field: String,
    /// What is wrong, and what to do.
    pub sentence: String,
}

impl Form {
    /// An empty form.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A form with everything that was typed.
    pub fn filled(fields: &Fields) -> Self {
        let (values, lost) = (fields.texts.clone(), fields.lost.clone());
        Self { values, errors: Vec::new(), again: fields.again, lost }
    }

    /// Puts a value into a field, in place of what is there.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.insert(name.to_owned(), vec![value.into()]);
        self
    }

    /// Puts several values into a field, for checkboxes.
    #[must_use]
    pub fn with_all(mut self, name: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.values.insert(name.to_owned(), values.into_iter().collect());
        self
    }

    /// Says what is wrong with a field.
    pub fn refuse(&mut self, field: &str, sentence: impl Into<String>) {
        if self.again != Some(Again::Quiet) {
            self.errors.push(FieldError { field: field.to_owned(), sentence: sentence.into() });
        }
    }

    /// Says so when a required field is empty.
    pub fn require(&mut self, field: &str, sentence: &str) {
        if self.value(field).trim().is_empty() {
            self.refuse(field, sentence);
        }
    }

    /// Whether nothing may be done with it: something is wrong, or it is only
    /// shown again.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty() || self.again.is_some()
    }

    /// Whether what was in the field had to be left out when the form was shown
    /// again.
    pub fn has_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// Everything in the form, to be sent along.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())))
    }

    /// What is in the field; empty when nothing is.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Everything that is in the field.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the choice is made in this field.
    pub fn has(&self, name: &str, choice: &str) -> bool {
        self.values.get(name).is_some_and(|values| values.iter().any(|value| value == choice))
    }

    /// The first thing wrong with the field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.sentence.as_str())
    }

    /// What else is wrong with the field: of several files each may be.
    pub fn further_errors(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_it = self.errors.iter().filter(move |error| error.field == name);
        of_it.skip(1).map(|error| error.sentence.as_str())
    }

    /// Everything that is wrong, in the order it was found.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }
}

#[rocket::async_trait]
impl<'r> FromForm<'r> for Fields {
    type Context = (Self, form::Errors<'r>);

    fn init(_: Options) -> Self::Context {
        (<Self as Default>::default(), form::Errors::new())
    }

    fn push_value((fields, _): &mut Self::Context, field: ValueField<'r>) {
        fields.push(field.name.source().as_str(), field.value);
    }

    // Forms with files do not come this way.
    async fn push_data(_: &mut Self::Context, _: DataField<'r, '_>) {}

    fn finalize((fields, errors): Self::Context) -> form::Result<'r, Self> {
        if errors.is_empty() { Ok(fields) } else { Err(errors) }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Typed {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match body::text(request, data).await {
            Ok(fields) => Outcome::Success(Self(match again(request) {
                Some(again) => fields.for_showing(again),
                None => fields,
            })),
            Err(refused) => Outcome::Error((refused.leave(request), ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Parcel {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let account = match request.guard::<SignedIn>().await {
            Outcome::Success(person) => person.account,
            Outcome::Error(error) => return Outcome::Error(error),
            // The session ended meanwhile: what was typed is kept by `expired`.
            Outcome::Forward(status) => return Outcome::Forward((data, status)),
        };
        if again(request).is_some() {
            // Its files are passed over.
            let typed = Typed::from_data(request, data).await;
            return typed.map(|Typed(fields)| Self { fields, files: Uploads::default() });
        }
        match body::with_files(request, data, account).await {
            Ok((fields, files)) => Outcome::Success(Self { fields, files }),
            Err(refused) => Outcome::Error((refused.leave(request), ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Posted {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match Typed::from_data(request, data).await {
            // Its page has nothing to type: it is offered as it was sent.
            data::Outcome::Success(Typed(fields)) if fields.is_shown_again() => {
                let status = Failure::ShownAgain(Arc::new(fields)).leave(request);
                data::Outcome::Error((status, ()))
            }
            data::Outcome::Success(Typed(fields)) => data::Outcome::Success(Self(fields)),
            data::Outcome::Error(error) => data::Outcome::Error(error),
            data::Outcome::Forward(forward) => data::Outcome::Forward(forward),
        }
    }
}

/// Whether the address says that the form is only to be shown again.
fn again(request: &Request<'_>) -> Option<Again> {
    let word = request.query_value::<&str>(AGAIN)?;
    Some(if word == Ok("told") { Again::Told } else { Again::Quiet })
}

/// The word of an address at which a form is only shown again; see [`Frame::again`].
///
/// [`Frame::again`]: super::Frame::again
const AGAIN: &str = "again";

/// How a form of this page is to be shown again: as it is shown now.
pub(super) fn shown_again(request: &Request<'_>) -> &'static str {
    let is_sent = !matches!(request.method(), Method::Get | Method::Head);
    if is_sent && again(request) != Some(Again::Quiet) { "told" } else { "quiet" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_keeps_everything_typed() {
        let mut fields = <Fields as Default>::default();
        fields.push("name", " Trần Mai ");
        fields.push("role", "intake");
        fields.push("role", "leader");
        let mut form = Form::filled(&fields);
        form.refuse("name", "sai");
        assert_eq!((form.value("name"), form.error("name")), (" Trần Mai ", Some("sai")));
        assert!(form.has("role", "leader") && !form.has("role", "auditor"));
        assert_eq!(fields.text("name"), "Trần Mai");
    }
}
