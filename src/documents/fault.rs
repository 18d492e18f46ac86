//! Why a paper could not be set, in terms of what stands on it.

use std::fmt;

use consultant_papers::{Block, CardFacts, CertificateFacts, Issuer, LetterFacts, PaperError, Signatory};

use super::print::Printable;
use crate::domain::printable::{PaperFault, PaperField};
use crate::domain::typed::undrawn;

/// Why a paper could not be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unset {
    /// Which of its fields.
    pub field: PaperField,
    /// What is wrong with it.
    pub fault: PaperFault,
    /// What was said of it, for the log.
    pub detail: String,
}

impl Unset {
    /// Something that has nothing to do with what stands on the paper.
    pub fn other(detail: impl Into<String>) -> Self {
        Self { field: PaperField::Other, fault: PaperFault::NotSet, detail: detail.into() }
    }

    /// Why this paper was not set: the field that did not fit, a sign no font
    /// has, or the portrait, without which it is set.
    pub fn of(paper: &Printable, error: &PaperError) -> Self {
        let (field, fault) = match error {
            PaperError::TooLong(word) => (field(word), PaperFault::TooLong),
            PaperError::Setting(_) | PaperError::CardCount(_) => undrawn_in(paper)
                .or_else(|| spoilt_portrait(paper))
                .unwrap_or((PaperField::Other, PaperFault::NotSet)),
            PaperError::Press(_) => (PaperField::Other, PaperFault::NoPress),
        };
        Self { field, fault, detail: error.to_string() }
    }
}

impl fmt::Display for Unset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.detail)
    }
}

/// The field that a template calls by this word.
fn field(word: &str) -> PaperField {
    match word {
        "holder" | "organisation" => PaperField::Organisation,
        "address" => PaperField::Address,
        "name" => PaperField::Expert,
        "issuer" => PaperField::Issuer,
        "place" => PaperField::Place,
        "signatory" => PaperField::Signatory,
        "contact" => PaperField::Contact,
        "number" => PaperField::Number,
        _ => PaperField::Other,
    }
}

fn undrawn_in(paper: &Printable) -> Option<(PaperField, PaperFault)> {
    let texts = match paper {
        Printable::Certificate(facts) => of_certificate(facts),
        Printable::Card(facts) => of_card(facts),
        Printable::Sheet(cards) => cards.iter().flat_map(of_card).collect(),
        Printable::Letter(facts) => of_letter(facts),
    };
    texts.into_iter().find_map(|(field, text)| Some((field, PaperFault::Undrawn(undrawn(text)?))))
}

/// The portrait, when the card is set without it.
fn spoilt_portrait(paper: &Printable) -> Option<(PaperField, PaperFault)> {
    let Printable::Card(facts) = paper else { return None };
    let bare = CardFacts { portrait: None, ..CardFacts::clone(facts) };
    let is_spoilt = facts.portrait.is_some() && consultant_papers::rehearse_card(&bare).is_ok();
    is_spoilt.then_some((PaperField::Portrait, PaperFault::NotSet))
}

type Texts<'a> = Vec<(PaperField, &'a str)>;

fn of_certificate(facts: &CertificateFacts) -> Texts<'_> {
    let mut texts = vec![(PaperField::Organisation, facts.holder.name.as_str())];
    texts.extend(facts.holder.address.as_deref().map(|address| (PaperField::Address, address)));
    texts.extend(facts.experts.iter().map(|expert| (PaperField::Expert, expert.name.as_str())));
    texts.push((PaperField::Place, &facts.place_and_date));
    texts.extend(of_issuer(&facts.issuer).chain(of_signatory(&facts.signatory)));
    texts
}

fn of_card(facts: &CardFacts) -> Texts<'_> {
    let mut texts = vec![(PaperField::Expert, facts.name.as_str())];
    texts.extend(facts.organisation.as_deref().map(|name| (PaperField::Organisation, name)));
    texts.push((PaperField::Place, &facts.place_and_date));
    texts.extend(of_issuer(&facts.issuer).chain(of_signatory(&facts.signatory)));
    texts
}

fn of_letter(facts: &LetterFacts) -> Texts<'_> {
    let mut texts: Texts =
        facts.addressees.iter().map(|name| (PaperField::Organisation, name.as_str())).collect();
    for block in &facts.body {
        match block {
            Block::Paragraph { text } | Block::Article { text, .. } => texts.push((PaperField::Other, text)),
            Block::Items { items } => {
                texts.extend(items.iter().map(|item| (PaperField::Other, item.as_str())));
            }
            Block::Table { rows } => {
                texts.extend(rows.iter().map(|(_, value)| (PaperField::Other, value.as_str())));
            }
        }
    }
    texts.extend(facts.contact.iter().map(|line| (PaperField::Contact, line.as_str())));
    texts.push((PaperField::Place, &facts.place_and_date));
    texts.extend(of_issuer(&facts.issuer).chain(of_signatory(&facts.signatory)));
    texts
}

fn of_issuer(issuer: &Issuer) -> impl Iterator<Item = (PaperField, &str)> {
    let superior = issuer.superior.as_deref();
    superior.into_iter().chain([issuer.name.as_str()]).map(|text| (PaperField::Issuer, text))
}

fn of_signatory(signatory: &Signatory) -> impl Iterator<Item = (PaperField, &str)> {
    let texts = [signatory.line.as_deref(), Some(signatory.title.as_str()), signatory.name.as_deref()];
    texts.into_iter().flatten().map(|text| (PaperField::Signatory, text))
}

#[cfg(test)]
mod tests {
    use super::super::{card, certificate, sample};
    use super::*;
    use crate::language::Language;

    fn unset(paper: &Printable) -> Unset {
        let error = paper.print().expect_err("it cannot be set");
        Unset::of(paper, &error)
    }

    #[test]
    fn the_field_that_kills_a_paper_is_found() {
        let register = sample::register();
        let facts = card::facts(&register.head(Language::Vi), &register.printed_card()).expect("fits");
        let mut foreign = facts.clone();
        foreign.name = "김민수".to_owned();
        let found = unset(&Printable::Card(Box::new(foreign)));
        let PaperFault::Undrawn(sign) = found.fault else { panic!("a sign: {found:?}") };
        assert_eq!((found.field, sign.sign), (PaperField::Expert, '김'));
        let spoilt = CardFacts { portrait: Some(b"no picture".to_vec()), ..facts };
        let found = unset(&Printable::Card(Box::new(spoilt)));
        assert_eq!((found.field, found.fault), (PaperField::Portrait, PaperFault::NotSet));
        let mut facts = certificate::facts(&register.head(Language::Vi), &register.printed()).expect("fits");
        facts.holder.address = Some("\u{1f4cd} Số 1".to_owned());
        assert_eq!(unset(&Printable::Certificate(Box::new(facts))).field, PaperField::Address);
    }

    #[test]
    fn one_card_never_fails_a_sheet() {
        let register = sample::register();
        let facts = card::facts(&register.head(Language::Vi), &register.printed_card()).expect("fits");
        let mut cards = vec![facts.clone(); 9];
        let spoilt = CardFacts {
            portrait: Some(b"no picture".to_vec()),
            number: "52-TV-00000099".to_owned(),
            ..facts
        };
        cards.push(spoilt);
        assert!(Printable::Sheet(cards.clone()).print().expect("a sheet").starts_with(b"%PDF-"));
        let printed = super::super::print::printable_cards(&cards);
        let left_out: Vec<_> = printed.iter().filter_map(|card| card.left_out.as_deref()).collect();
        assert_eq!(printed.iter().filter(|card| card.left_out.is_none()).count(), 9);
        assert!(left_out[0].contains("Ảnh chân dung"), "{left_out:?}");
    }
}
