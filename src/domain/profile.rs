//! What an issuer's profile may say: pictures, symbols of letters, and what is
//! wrong with one that was typed.

use serde::{Deserialize, Serialize};

use crate::dates::Day;

use super::bilingual::Bilingual;
use super::issuer::Profile;
use super::signing::{Signatory, Signing};
use super::typed::{Undrawn, undrawn};
use super::words::words;

/// The most lines at the foot of a letter: there is no room for more.
pub const CONTACT_LINES: usize = 3;

/// The most signatories of one profile: decades of them.
pub const MOST_SIGNATORIES: usize = 200;

/// A picture in the file store: PNG, redrawn by this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The SHA-256 it is stored under.
    pub sha256: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// What stands after the number of a paper that is no certificate or card
/// (Decree 30/2020/NĐ-CP, appendix I, II.3).
///
/// The number itself is given by the office's own registry of documents, in
/// one series with everything else the office sends (article 15): this program
/// leaves its place free.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbols {
    /// Of an official letter: `BKHCN-TĐC`; may be empty.
    pub letter: String,
    /// Of a decision: `QĐ-BKHCN`; may be empty.
    pub decision: String,
}

words! {
    /// A field of a profile as a form names it.
    ProfileField {
        /// The body above, Vietnamese.
        SuperiorVi = "superior_vi",
        /// The body above, English.
        SuperiorEn = "superior_en",
        /// The issuing body, Vietnamese.
        NameVi = "name_vi",
        /// The issuing body, English.
        NameEn = "name_en",
        /// The place before a date.
        Place = "place",
        /// The foot of a letter.
        Contact = "contact",
        /// The symbol of an official letter.
        LetterSymbol = "letter_symbol",
        /// The symbol of a decision.
        DecisionSymbol = "decision_symbol",
        /// In whose name, when no signatory is named.
        Principal = "principal",
        /// Title, Vietnamese, when no signatory is named.
        TitleVi = "title_vi",
        /// The same, English.
        TitleEn = "title_en",
        /// A signatory's full name.
        SignatoryName = "signatory_name",
        /// In whose name a signatory signs.
        SignatoryPrincipal = "signatory_principal",
        /// A signatory's title, Vietnamese.
        SignatoryTitleVi = "signatory_title_vi",
        /// The same, English.
        SignatoryTitleEn = "signatory_title_en",
        /// A signatory's first day.
        SignatoryFrom = "signatory_from",
        /// A signatory's last day.
        SignatoryUntil = "signatory_until",
    }
}

/// What is wrong with a field of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileFault {
    /// It must not be empty.
    Missing,
    /// It has more letters than the paper has room for: the most there are.
    TooLong(usize),
    /// It holds a line break or another control character.
    Control,
    /// It has a sign that papers cannot show.
    Undrawn(Undrawn),
    /// More lines than [`CONTACT_LINES`].
    Lines,
    /// It stands in one language only.
    OneLanguage,
    /// Another signatory begins on the same day.
    SameDay,
    /// The last day is before the first.
    Order,
}

impl Symbols {
    /// These symbols.
    pub fn new(letter: &str, decision: &str) -> Self {
        Self { letter: letter.to_owned(), decision: decision.to_owned() }
    }
}

impl Profile {
    /// The signatory who begins on this day.
    pub fn signatory_from(&self, from: Day) -> Option<&Signatory> {
        self.signatories.iter().find(|signatory| signatory.from == from)
    }

    /// Every picture it names.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.signatories.iter().filter_map(|signatory| signatory.signature.as_ref()).chain(&self.seal)
    }

    /// What is wrong with what can be typed, in the order of the form.
    pub fn faults(&self) -> Vec<(ProfileField, ProfileFault)> {
        use ProfileField as F;
        let mut found = Faults::default();
        if let Some(superior) = &self.superior {
            found.name(F::SuperiorVi, F::SuperiorEn, superior, 120);
        }
        found.name(F::NameVi, F::NameEn, &self.name, 120);
        found.line(F::Place, &self.place, 40, true);
        found.contact(&self.contact);
        found.line(F::LetterSymbol, &self.symbols.letter, 30, false);
        found.line(F::DecisionSymbol, &self.symbols.decision, 30, false);
        found.signing([F::Principal, F::TitleVi, F::TitleEn], &self.signing);
        for signatory in &self.signatories {
            let fields = [F::SignatoryPrincipal, F::SignatoryTitleVi, F::SignatoryTitleEn];
            found.line(F::SignatoryName, &signatory.name, 60, true);
            found.signing(fields, &signatory.signing);
            let same = self.signatories.iter().filter(|other| other.from == signatory.from).count() > 1;
            found.note(F::SignatoryFrom, ProfileFault::SameDay, same);
            let backwards = signatory.until.is_some_and(|until| until < signatory.from);
            found.note(F::SignatoryUntil, ProfileFault::Order, backwards);
        }
        found.0
    }
}

#[derive(Default)]
struct Faults(Vec<(ProfileField, ProfileFault)>);

impl Faults {
    fn note(&mut self, field: ProfileField, fault: ProfileFault, is_there: bool) {
        if is_there && !self.0.iter().any(|(known, _)| *known == field) {
            self.0.push((field, fault));
        }
    }

    fn line(&mut self, field: ProfileField, text: &str, most: usize, required: bool) {
        self.note(field, ProfileFault::Missing, required && text.trim().is_empty());
        self.note(field, ProfileFault::Control, text.chars().any(char::is_control));
        self.note(field, ProfileFault::TooLong(most), text.chars().count() > most);
        if let Some(found) = undrawn(text) {
            self.note(field, ProfileFault::Undrawn(found), true);
        }
    }

    fn name(&mut self, vi: ProfileField, en: ProfileField, name: &Bilingual, most: usize) {
        self.line(vi, &name.vi, most, true);
        self.note(en, ProfileFault::OneLanguage, name.en.trim().is_empty());
        self.line(en, &name.en, most, false);
    }

    fn contact(&mut self, contact: &str) {
        let field = ProfileField::Contact;
        self.note(field, ProfileFault::Lines, contact.lines().count() > CONTACT_LINES);
        for line in contact.lines() {
            self.line(field, line, 110, false);
        }
    }

    fn signing(&mut self, [principal, vi, en]: [ProfileField; 3], signing: &Signing) {
        self.line(principal, &signing.principal, 50, signing.form.is_some());
        self.name(vi, en, &signing.title, 60);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::issuer::IssuerCode;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn signatory(name: &str, from: &str, until: Option<&str>) -> Signatory {
        let signing = Profile::of(IssuerCode::MINISTRY).signing;
        let until = until.map(day);
        Signatory { name: name.to_owned(), signing, from: day(from), until, signature: None }
    }

    fn ministry(signatories: Vec<Signatory>) -> Profile {
        Profile { signatories, ..Profile::of(IssuerCode::MINISTRY) }
    }

    #[test]
    fn a_paper_names_who_signs_on_its_day_and_nobody_when_nobody_does() {
        let profile = ministry(vec![
            signatory("Trần Văn Trước", "2024-03-01", Some("2026-06-30")),
            signatory("Lê Thị Sau", "2026-07-15", None),
            signatory("Phạm Văn Thay", "2026-08-01", Some("2026-08-10")),
        ]);
        let on = |text: &str| profile.signatory_on(day(text)).map(|signatory| signatory.name.as_str());
        assert_eq!(on("2024-02-29"), None);
        assert_eq!(on("2026-06-30"), Some("Trần Văn Trước"));
        assert_eq!(on("2026-07-01"), None, "the old one left, the new one has not begun");
        assert_eq!(on("2026-08-10"), Some("Phạm Văn Thay"), "who began last signs");
        assert_eq!(on("2026-08-11"), Some("Lê Thị Sau"));
    }

    #[test]
    fn every_issuer_starts_with_a_profile_without_faults() {
        for code in IssuerCode::all() {
            assert_eq!(Profile::of(code).faults(), [], "{code}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_once_at_its_field() {
        let mut profile = ministry(vec![
            signatory("", "2026-07-15", Some("2026-07-14")),
            signatory("Lê Thị Sau", "2026-07-15", None),
        ]);
        profile.name.en.clear();
        profile.contact = "một\nhai\nba\nbốn".to_owned();
        profile.place = "Hà\tNội".to_owned();
        profile.symbols.letter = "x".repeat(31);
        profile.signing.principal.clear();
        assert_eq!(
            profile.faults(),
            [
                (ProfileField::NameEn, ProfileFault::OneLanguage),
                (ProfileField::Place, ProfileFault::Control),
                (ProfileField::Contact, ProfileFault::Lines),
                (ProfileField::LetterSymbol, ProfileFault::TooLong(30)),
                (ProfileField::Principal, ProfileFault::Missing),
                (ProfileField::SignatoryName, ProfileFault::Missing),
                (ProfileField::SignatoryFrom, ProfileFault::SameDay),
                (ProfileField::SignatoryUntil, ProfileFault::Order),
            ]
        );
    }

    #[test]
    fn a_profile_stored_before_signatories_is_still_read() {
        let mut stored = serde_json::to_value(Profile::of(IssuerCode::MINISTRY)).expect("JSON");
        let fields = stored.as_object_mut().expect("an object");
        for new in
            ["superior", "contact", "signatories", "symbols", "seal", "shows_pictures", "birth_date_on_cards"]
        {
            assert!(fields.remove(new).is_some(), "{new}");
        }
        let read: Profile = serde_json::from_value(stored).expect("a profile");
        assert!(read.signatories.is_empty() && read.birth_date_on_cards && !read.shows_pictures);
    }
}
