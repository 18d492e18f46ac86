//! The organisation, what established it, and its own QMS certificate.

use crate::domain::application::{EstablishmentPaper, Organisation, QmsCertificate};
use crate::language::filing::questions as q;
use crate::web::filing::sheet::{Sheet, part};

/// Whose certificate is renewed is the register's to say, and not asked.
pub(super) fn identity(sheet: &mut Sheet, organisation: &mut Organisation, asks_code: bool) {
    sheet.holder(&q::NAME, &mut organisation.name);
    if asks_code {
        sheet.enterprise_code(&q::ENTERPRISE_CODE, &mut organisation.enterprise_code);
    }
    sheet.printed(&q::ADDRESS, &mut organisation.address);
    sheet.phone(&q::PHONE, &mut organisation.phone);
    sheet.email(&q::EMAIL, &mut organisation.email);
    part(sheet, &mut organisation.legal_representative, |sheet, person| {
        sheet.text(&q::REPRESENTATIVE, &mut person.name);
        sheet.text(&q::REPRESENTATIVE_TITLE, &mut person.title);
    });
}

pub(super) fn establishment(sheet: &mut Sheet, paper: &mut Option<EstablishmentPaper>) {
    part(sheet, paper, |sheet, paper| {
        sheet.choice(&q::PAPER_KIND, q::PAPER_KINDS, &mut paper.kind);
        sheet.text(&q::PAPER_NUMBER, &mut paper.number);
        sheet.past(&q::PAPER_ISSUED_ON, &mut paper.issued_on);
        sheet.text(&q::PAPER_ISSUED_BY, &mut paper.issued_by);
        sheet.lines(&q::FUNCTIONS, &mut paper.functions);
    });
}

pub(super) fn qms_certificate(sheet: &mut Sheet, certificate: &mut Option<QmsCertificate>) {
    part(sheet, certificate, |sheet, certificate| {
        sheet.text(&q::QMS_NUMBER, &mut certificate.number);
        sheet.edition(&q::QMS_EDITION, &mut certificate.edition);
        sheet.text(&q::QMS_SCOPE, &mut certificate.scope);
        sheet.text(&q::BODY, &mut certificate.body);
        sheet.text(&q::BODY_REGISTRATION, &mut certificate.body_registration);
        sheet.day(&q::QMS_FROM, &mut certificate.valid_from);
        sheet.last_day(&q::QMS_TO, certificate.valid_from, &mut certificate.valid_to);
    });
}
