//! Who an expert is, where employed, and what is declared.

use crate::domain::application::{Contact, Declaration, Employment, Expert};
use crate::language::filing::questions as q;
use crate::web::filing::sheet::{Sheet, part};

pub(super) fn identity(sheet: &mut Sheet, expert: &mut Expert) {
    sheet.holder(&q::EXPERT_NAME, &mut expert.name);
    sheet.past(&q::BORN_ON, &mut expert.born_on);
    sheet.choice(&q::SEX, q::SEXES, &mut expert.sex);
    sheet.personal_number(&q::PERSONAL_NUMBER, &mut expert.personal_number);
}

/// Asked of independent consultants, as an organisation is asked for its own.
pub(super) fn contact(sheet: &mut Sheet, contact: &mut Option<Contact>) {
    part(sheet, contact, |sheet, contact| {
        sheet.printed(&q::CONTACT_ADDRESS, &mut contact.address);
        sheet.phone(&q::PHONE, &mut contact.phone);
        sheet.email(&q::CONTACT_EMAIL, &mut contact.email);
    });
}

/// The employer is proposed by the name that condition E6 compares.
pub(super) fn employment(
    sheet: &mut Sheet,
    employment: &mut Option<Employment>,
    organisation: Option<&String>,
) {
    if sheet.proposes() && employment.is_none() {
        *employment =
            organisation.map(|name| Employment { employer: Some(name.clone()), ..Employment::default() });
    }
    part(sheet, employment, |sheet, employment| {
        sheet.known_text(&q::EMPLOYER, &mut employment.employer);
        sheet.choice(&q::EMPLOYMENT_KIND, q::EMPLOYMENT_KINDS, &mut employment.kind);
        sheet.text(&q::CONTRACT_NUMBER, &mut employment.contract_number);
        sheet.past(&q::SINCE, &mut employment.since);
        sheet.count(&q::INSURANCE_MONTHS, &mut employment.social_insurance_months);
    });
}

/// Asked of independent consultants (TT26, article 10).
pub(super) fn independence(sheet: &mut Sheet, expert: &mut Expert) {
    sheet.yes_no(&q::BELONGS, &mut expert.belongs_to_organisation);
    sheet.yes_no(&q::CIVIL_SERVANT, &mut expert.civil_servant);
    sheet.part_of(
        "Nếu là cán bộ, công chức, viên chức: văn bản đồng ý của thủ trưởng cơ quan",
        "If you are a civil servant: the consent letter of the head of your agency",
    );
    part(sheet, &mut expert.consent_letter, |sheet, letter| {
        sheet.text(&q::CONSENT_NUMBER, &mut letter.number);
        sheet.past(&q::CONSENT_SIGNED_ON, &mut letter.signed_on);
        sheet.text(&q::CONSENT_SIGNER, &mut letter.signer);
    });
}

pub(super) fn declaration(sheet: &mut Sheet, declaration: &mut Option<Declaration>) {
    part(sheet, declaration, |sheet, declaration| {
        sheet.tick(&q::GOOD_ETHICS, q::ETHICS, &mut declaration.good_ethics);
        sheet.tick(&q::FULL_CAPACITY, q::CAPACITY, &mut declaration.full_capacity);
    });
}
