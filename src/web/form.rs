//! Forms: what was posted, and a form to show again with everything typed.

use std::collections::{BTreeMap, BTreeSet};

use rocket::Request;
use rocket::data::{self, Data, FromData};
use rocket::form::{self, DataField, FromForm, Options, ValueField};
use rocket::http::Status;
use rocket::request::Outcome;
use unicode_normalization::UnicodeNormalization;

use super::body;
use crate::acts::access::SignedIn;
use crate::domain::evidence::UploadRefusal;
use crate::storage::files::Arrived;

/// A form that was sent from one of our pages: its token was checked.
///
/// Every handler of an unsafe method takes its form through this guard, or, for
/// files, through [`Parcel`]. Anyone may send one, so it holds little.
#[derive(Clone, Debug)]
pub struct Posted(pub Fields);

/// A form with files that someone who is signed in sent from one of our pages.
///
/// Who it is was known before any of it was read: let the handler's other
/// guards say whether it is the right person.
#[derive(Debug)]
pub struct Parcel {
    /// What was typed.
    pub fields: Fields,
    /// The files chosen, by field.
    pub files: BTreeMap<String, Upload>,
}

/// The fields of a form as sent: text in NFC with `\n` line ends.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    texts: BTreeMap<String, Vec<String>>,
    chosen: BTreeSet<String>,
}

/// An uploaded file. Its name is the sender's words: decide what it is by its
/// bytes.
#[derive(Debug)]
pub struct Upload {
    /// The name the sender gave it.
    pub file_name: String,
    /// The file, or why it was not let in.
    pub content: Result<Arrived, UploadRefusal>,
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
        Self { values: fields.texts.clone(), errors: Vec::new() }
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
        self.errors.push(FieldError { field: field.to_owned(), sentence: sentence.into() });
    }

    /// Says so when a required field is empty.
    pub fn require(&mut self, field: &str, sentence: &str) {
        if self.value(field).trim().is_empty() {
            self.refuse(field, sentence);
        }
    }

    /// Whether anything is wrong.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
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
impl<'r> FromData<'r> for Posted {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        match body::text(request, data).await {
            Ok(fields) => data::Outcome::Success(Self(fields)),
            Err(refused) => data::Outcome::Error((refused.leave(request), ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Parcel {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let account = match request.guard::<SignedIn>().await {
            Outcome::Success(person) => person.account,
            // The session ended meanwhile: what was typed is offered again,
            // instead of being lost to the sign-in page.
            Outcome::Error((Status::Unauthorized, ())) => {
                let fields = body::text(request, data).await;
                let refused = fields.map_or_else(|refused| refused, body::Refused::Stale);
                return data::Outcome::Error((refused.leave(request), ()));
            }
            Outcome::Error(error) => return data::Outcome::Error(error),
            Outcome::Forward(_) => return data::Outcome::Error((Status::InternalServerError, ())),
        };
        match body::with_files(request, data, account).await {
            Ok((fields, files)) => data::Outcome::Success(Self { fields, files }),
            Err(refused) => data::Outcome::Error((refused.leave(request), ())),
        }
    }
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
