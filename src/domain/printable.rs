//! Whether what an approval would sign can be printed: asked before it signs.
//!
//! What the fonts can draw is known here, on every server. Whether it also fits
//! is found by setting the papers, where papers are made.

use super::application::{Application, given};
use super::issuer::Profile;
use super::typed::{Undrawn, undrawn, undrawn_in_name};
use super::words::words;
use crate::dates::Day;

words! {
    /// What stands on a paper.
    PaperField {
        /// The name of the organisation.
        Organisation = "organisation",
        /// Its address.
        Address = "address",
        /// The name of an expert.
        Expert = "expert",
        /// The portrait.
        Portrait = "portrait",
        /// The issuing body, or the one above it.
        Issuer = "issuer",
        /// The place before the date.
        Place = "place",
        /// Who signs: form, title or name.
        Signatory = "signatory",
        /// The lines at the foot of a letter.
        Contact = "contact",
        /// The paper's number.
        Number = "number",
        /// Something else, or not known.
        Other = "other",
    }
}

/// A paper that an approval would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperOf {
    /// The certificate.
    Certificate,
    /// The card of the expert of this name.
    Card(String),
}

/// What is wrong with a field of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFault {
    /// It has a sign that no paper can show.
    Undrawn(Undrawn),
    /// It does not fit, however small.
    TooLong,
    /// It could not be set.
    NotSet,
    /// Nothing is wrong with it: the press ended, and is started anew.
    NoPress,
}

/// A paper that cannot be printed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable {
    /// Which paper.
    pub paper: PaperOf,
    /// Which of its fields.
    pub field: PaperField,
    /// What is wrong with it.
    pub fault: PaperFault,
}

impl PaperField {
    /// Whether the applicant wrote it, and not the issuing body.
    pub fn is_applicants(self) -> bool {
        matches!(self, Self::Organisation | Self::Address | Self::Expert | Self::Portrait)
    }
}

/// The first thing in an application that papers cannot show: the holder's name
/// and address, and the names of its experts.
pub fn unprintable(application: &Application) -> Option<Unprintable> {
    let found = |paper, field, sign| Unprintable { paper, field, fault: PaperFault::Undrawn(sign) };
    let holder = application.organisation.as_ref();
    let name = holder.and_then(|holder| given(holder.name.as_ref())).and_then(undrawn_in_name);
    let address = holder.and_then(|holder| given(holder.address.as_ref())).and_then(undrawn);
    let of_holder = name
        .map(|sign| found(PaperOf::Certificate, PaperField::Organisation, sign))
        .or_else(|| address.map(|sign| found(PaperOf::Certificate, PaperField::Address, sign)));
    of_holder.or_else(|| {
        application.experts.iter().find_map(|expert| {
            let name = given(expert.name.as_ref())?;
            let sign = undrawn_in_name(name)?;
            Some(found(PaperOf::Card(name.to_owned()), PaperField::Expert, sign))
        })
    })
}

/// The first thing in a profile that the papers of a day cannot show.
pub fn unprintable_profile(profile: &Profile, on: Day) -> Option<Unprintable> {
    let (signing, named) = (profile.signing_on(on), profile.signatory_on(on));
    let both =
        |field, text: &super::bilingual::Bilingual| [(field, text.vi.clone()), (field, text.en.clone())];
    let superior = profile.superior.iter().flat_map(|superior| both(PaperField::Issuer, superior));
    let texts = superior
        .chain(both(PaperField::Issuer, &profile.name))
        .chain([(PaperField::Place, profile.place.clone())])
        .chain(both(PaperField::Signatory, &signing.title))
        .chain([(PaperField::Signatory, signing.principal.clone())])
        .chain(named.map(|signatory| (PaperField::Signatory, signatory.name.clone())));
    texts.into_iter().find_map(|(field, text)| {
        let fault = PaperFault::Undrawn(undrawn(&text)?);
        Some(Unprintable { paper: PaperOf::Certificate, field, fault })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::parse;
    use crate::domain::issuer::IssuerCode;

    #[test]
    fn the_paper_and_the_field_with_a_foreign_sign_are_named() {
        let whole = include_bytes!("../../tests/cases/organisation-meets-all.json");
        let mut application = parse(whole).expect("a dossier");
        assert_eq!(unprintable(&application), None);
        application.experts[1].name = Some("김민수".to_owned());
        let found = unprintable(&application).expect("a name");
        assert_eq!((found.paper, found.field), (PaperOf::Card("김민수".to_owned()), PaperField::Expert));
        application.organisation.as_mut().expect("one").address = Some("\u{1f4cd} Số 1".to_owned());
        assert_eq!(unprintable(&application).map(|found| found.field), Some(PaperField::Address));
    }

    #[test]
    fn a_profile_is_printed_with_everything_in_it() {
        let on = Day::new(2026, 11, 22).expect("a day");
        let mut profile = Profile::of(IssuerCode::MINISTRY);
        assert_eq!(unprintable_profile(&profile, on), None);
        profile.place = "河内".to_owned();
        assert_eq!(unprintable_profile(&profile, on).map(|found| found.field), Some(PaperField::Place));
    }
}
