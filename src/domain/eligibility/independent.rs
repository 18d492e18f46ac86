//! The rules asked of an independent consultant besides: I1 and I2.

use crate::domain::application::given;
use crate::domain::bilingual::{Bilingual, written};

use super::case::{ExpertCase, Lacks};
use super::finding::Item;
use super::organisation::{after, read_by_officer};
use super::person::held_cards;
use super::{Finding, Rule, Verdict};

const LETTER: (&str, &str) = ("Văn bản đồng ý của thủ trưởng cơ quan", "The consent letter");

/// I1: declares to belong to no organisation, and the register shows no
/// active card but the one under the certificate that the dossier follows; an
/// officer judges the rest.
pub fn independence(case: &ExpertCase<'_>) -> Finding {
    let belongs = case.expert.belongs_to_organisation;
    let own = case.case.application.certificate.as_ref().map(|prior| &prior.number);
    let holds_card = held_cards(case)
        .map(|mut held| held.any(|card| card.certificate.is_none() || card.certificate.as_ref() != own));
    let holds = belongs == Some(false) && holds_card == Some(false);
    let text = if holds {
        Bilingual::new(
            if own.is_none() {
                "Khai không thuộc tổ chức nào, sổ đăng ký không có thẻ đang dùng. Cần cán bộ xét."
            } else {
                "Khai không thuộc tổ chức nào, sổ đăng ký không có thẻ nào khác đang dùng. Cần cán bộ xét."
            },
            if own.is_none() {
                "Declares to belong to no organisation, and holds no active card. An officer judges it."
            } else {
                "Declares to belong to no organisation, and holds no other active card. An officer judges it."
            },
        )
    } else {
        Lacks::default()
            .note(
                belongs == Some(false),
                "chưa khai là không thuộc tổ chức nào",
                "not declared to belong to none",
            )
            .note(holds_card.is_some(), "chưa tra cứu được thẻ đang dùng", "active cards were not looked up")
            .note(holds_card != Some(true), "đang có thẻ của một tổ chức", "holds an active card")
            .because(("Chưa độc lập", "Not independent"))
    };
    case.finding(Rule::I1, read_by_officer(holds), text)
        .fact("belongs_to_organisation", ("Thuộc một tổ chức", "Belongs to an organisation"), belongs)
        .fact("holds_card", ("Có thẻ đang dùng", "Holds an active card"), holds_card)
        .shown_by(Item::Declaration, case.path("belongs_to_organisation"))
        .shown_by(Item::Register, "register.active_cards")
}

/// I2: a civil servant has a consent letter, signed by D; an officer reads it.
pub fn consent(case: &ExpertCase<'_>) -> Finding {
    let letter = case.expert.consent_letter.as_ref();
    let number = letter.and_then(|letter| given(letter.number.as_ref()));
    let signer = letter.and_then(|letter| given(letter.signer.as_ref()));
    let signed_on = letter.and_then(|letter| letter.signed_on);
    let lacks = Lacks::default()
        .note(number.is_some(), "số", "its number")
        .note(signed_on.is_some(), "ngày ký", "the day of signing")
        .note(signer.is_some(), "người ký", "the signer");
    let (verdict, text) = match (case.expert.civil_servant, signed_on) {
        (None, _) => (
            Verdict::Unmet,
            Bilingual::new("Chưa khai có phải công chức không.", "Not said whether a civil servant."),
        ),
        (Some(false), _) => {
            (Verdict::NotApplicable, Bilingual::new("Không phải công chức.", "Not a civil servant."))
        }
        (Some(true), Some(day)) if lacks.none() && day > case.on() => {
            (Verdict::Unmet, after(LETTER, day, case.on()))
        }
        (Some(true), Some(day)) if lacks.none() => (
            Verdict::Officer,
            Bilingual::new(
                format!("Là công chức, có văn bản đồng ý ký ngày {}. Cần cán bộ xét.", written(day)),
                format!(
                    "A civil servant, with a consent letter signed on {}. An officer judges it.",
                    written(day)
                ),
            ),
        ),
        (Some(true), _) => (Verdict::Unmet, lacks.sentence(LETTER)),
    };
    case.finding(Rule::I2, verdict, text)
        .fact("civil_servant", ("Là công chức", "Civil servant"), case.expert.civil_servant)
        .fact("number", ("Số văn bản", "Letter's number"), number)
        .fact("signed_on", ("Ngày ký", "Signed on"), signed_on)
        .fact("signer", ("Người ký", "Signer"), signer)
        .shown_by(Item::ConsentLetter, case.path("consent_letter"))
}
