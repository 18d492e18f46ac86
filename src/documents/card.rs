//! Thẻ chuyên gia tư vấn, from the register.

use consultant_papers::CardFacts;

use super::letterhead::{Letterhead, date};
use crate::dates::Day;
use crate::domain::certificate::Card;
use crate::domain::typed::drawable;
use consultant_qr::TooLong;

/// A card, with what stands elsewhere in the register.
#[derive(Clone, Copy, Debug)]
pub struct CardMaterial<'a> {
    /// The card.
    pub card: &'a Card,
    /// The expert's organisation; none of an independent consultant.
    pub organisation: Option<&'a str>,
    /// The birth date, where the issuer prints it.
    pub born_on: Option<Day>,
    /// The portrait, JPEG or PNG, while it is kept.
    pub portrait: Option<&'a [u8]>,
    /// The signed credential to attach, JSON.
    pub credential: Option<&'a [u8]>,
}

/// What the card says.
pub fn facts(head: &Letterhead, printed: &CardMaterial) -> Result<CardFacts, TooLong> {
    let (language, paper) = (head.language, &printed.card.paper);
    Ok(CardFacts {
        specimen: head.specimen,
        language: head.fixed_words(),
        independent: printed.organisation.is_none(),
        issuer: head.issuer(),
        number: paper.number.clone(),
        name: drawable(&paper.holder_name),
        organisation: printed.organisation.map(drawable),
        valid_until: language.day(paper.expires_on),
        date: date(paper.issued_on),
        place_and_date: head.place_and_date(paper.issued_on),
        born_on: printed.born_on.filter(|_| head.profile.birth_date_on_cards).map(|day| language.day(day)),
        scope: head.scope(),
        signatory: head.signatory(paper.issued_on),
        code: head.code(&paper.code, &paper.number)?,
        left_out: None,
        portrait: printed.portrait.map(<[u8]>::to_vec),
        credential: printed.credential.map(<[u8]>::to_vec),
    })
}

#[cfg(test)]
mod tests {
    use super::super::print::Printable;
    use super::super::sample;
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_card_without_an_organisation_is_an_independent_consultants() {
        let register = sample::register();
        let head = register.head(Language::Vi);
        let mut printed = register.printed_card();
        let facts_of = |printed: &CardMaterial| facts(&head, printed).expect("fits");
        assert!(!facts_of(&printed).independent);
        printed.organisation = None;
        assert!(facts_of(&printed).independent);
    }

    #[test]
    fn a_card_says_what_the_register_says() {
        let register = sample::register();
        let facts = facts(&register.head(Language::Vi), &register.printed_card()).expect("fits");
        assert_eq!(facts.number, "52-TV-00000017");
        assert_eq!(facts.name, "Nguyễn Thị Quỳnh Hương");
        assert_eq!(facts.valid_until, "22/11/2029");
        assert_eq!(facts.born_on.as_deref(), Some("05/03/1980"));
        assert!(facts.code.svg.contains("<title>Mã QR để kiểm tra số 52-TV-00000017</title>"));
    }

    #[test]
    fn a_card_is_printed_alone_and_on_a_sheet() {
        let register = sample::register();
        let facts = facts(&register.head(Language::Vi), &register.printed_card()).expect("fits");
        let printed = |printable: Printable| printable.print().expect("a paper").starts_with(b"%PDF-");
        assert!(printed(Printable::Card(Box::new(facts.clone()))));
        assert!(printed(Printable::Sheet(vec![facts; 10])));
        assert!(Printable::Sheet(vec![]).print().is_err());
    }
}
