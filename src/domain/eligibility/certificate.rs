//! The rules asked where a certificate is there already: B1 of additional
//! cards, B2 of a re-issue.

use crate::domain::application::{
    CardExtract, CertificateExtract, PriorCard, PriorCertificate, ReissueCause,
};
use crate::domain::bilingual::{Bilingual, written};
use crate::domain::certificate::Life;

use super::case::{Case, ExpertCase};
use super::finding::Item;
use super::organisation::met;
use super::{Finding, Rule, Subject, Verdict};

pub(super) const CERTIFICATE: (&str, &str) = ("Giấy xác nhận", "The certificate");
pub(super) const CARD: (&str, &str) = ("Thẻ", "The card");

/// B1: the certificate is active on D, so that the new cards can end with it.
pub fn additional_cards(case: &Case<'_>) -> Finding {
    let stands = certificate(case);
    let text = match &stands {
        Ok(extract) => Bilingual::new(
            format!(
                "Giấy xác nhận đang có hiệu lực; thẻ cấp bổ sung hết hạn cùng giấy xác nhận{}.",
                until(extract).vi
            ),
            format!("The certificate is in force; additional cards end with it{}.", until(extract).en),
        ),
        Err(why) => why.clone(),
    };
    of_certificate(case.finding(Rule::B1, met(stands.is_ok()), text), case)
        .shown_by(Item::Register, "register.certificate")
}

/// B2: the certificate is active on D; an officer reads the letter, and what
/// shows the reason. Asked of the organisation, or of the independent
/// consultant, whichever of their papers are asked for.
pub fn reissue(case: &Case<'_>) -> Finding {
    let request = case.application.reissue.as_ref();
    let reason = request.and_then(|request| request.cause);
    let asks = request.is_some_and(|request| !request.is_for_nothing());
    let stands = certificate(case).and_then(|extract| own_card(case).map(|()| extract));
    let (verdict, text) = match (stands, reason.filter(|_| asks)) {
        (Err(why), _) => (Verdict::Unmet, why),
        (Ok(_), None) => (
            Verdict::Unmet,
            Bilingual::new(
                "Chưa nêu giấy tờ đề nghị cấp lại hoặc lý do.",
                "The papers that are asked for, or the reason, are not named.",
            ),
        ),
        (Ok(extract), Some(why)) => (Verdict::Officer, to_read(extract, why)),
    };
    let subject = if case.is_independent() { Subject::Expert(0) } else { Subject::Organisation };
    let finding = Finding { subject, ..case.finding(Rule::B2, verdict, text) };
    let finding = of_certificate(finding, case)
        .shown_by(Item::Register, "register.certificate")
        .shown_by(Item::ReissueLetter, "reissue");
    if reason.is_some_and(ReissueCause::changes_particulars) {
        finding.shown_by(Item::ChangeEvidence, "particulars")
    } else {
        finding
    }
}

/// An independent consultant's own card, where it is asked for: they have one
/// finding for all of their papers.
fn own_card(case: &Case<'_>) -> Result<(), Bilingual> {
    let asked = case.experts().filter(|_| case.is_independent());
    asked.filter(|expert| case.application.asks_card(expert.position)).try_for_each(|expert| card(&expert))
}

/// Whether the expert's card is active on D, its certificate considered, and
/// still the last one of its number; or why not.
fn card(case: &ExpertCase<'_>) -> Result<(), Bilingual> {
    let prior = case.expert.prior_card.as_ref();
    let cards = register_of(&case.case).map(|extract| extract.cards.as_slice()).unwrap_or_default();
    let known = prior.and_then(|prior| cards.iter().find(|card| card.number.as_ref() == Some(&prior.number)));
    match (prior, known) {
        (Some(prior), Some(card)) => card_stands(prior, card),
        _ => Err(unknown(CARD)),
    }
}

/// B2, of an organisation's card that is asked for.
pub fn reissued_card(case: &ExpertCase<'_>) -> Finding {
    let (prior, stands) = (case.expert.prior_card.as_ref(), card(case));
    let text = match &stands {
        Ok(()) => Bilingual::new("Thẻ đang có hiệu lực.", "The card is in force."),
        Err(why) => why.clone(),
    };
    case.finding(Rule::B2, met(stands.is_ok()), text)
        .fact("card", ("Số thẻ", "Card number"), prior.map(|prior| prior.number.as_str()))
        .shown_by(Item::Register, "register.certificate")
}

/// What the register has of the certificate, where it is active on D; or why
/// not.
fn certificate<'a>(case: &Case<'a>) -> Result<&'a CertificateExtract, Bilingual> {
    let prior = case.application.certificate.as_ref().ok_or_else(|| unknown(CERTIFICATE))?;
    let extract = register_of(case).filter(|extract| extract.number.as_ref() == Some(&prior.number));
    let extract = extract.ok_or_else(|| unknown(CERTIFICATE))?;
    certificate_stands(prior, extract)?;
    Ok(extract)
}

fn certificate_stands(prior: &PriorCertificate, extract: &CertificateExtract) -> Result<(), Bilingual> {
    if extract.life == Some(Life::Active) && extract.version != prior.version {
        return Err(replaced(CERTIFICATE));
    }
    active(CERTIFICATE, extract.life)
}

fn card_stands(prior: &PriorCard, card: &CardExtract) -> Result<(), Bilingual> {
    if card.life == Some(Life::Active) && card.version != prior.version {
        return Err(replaced(CARD));
    }
    active(CARD, card.life)
}

fn active(paper: (&str, &str), life: Option<Life>) -> Result<(), Bilingual> {
    if life == Some(Life::Active) { Ok(()) } else { Err(not_in_force(paper, life)) }
}

/// Why nothing is issued for a paper that stands like this.
pub(super) fn not_in_force(paper: (&str, &str), life: Option<Life>) -> Bilingual {
    let (vi, en) = match life {
        Some(Life::Active) => ("đang có hiệu lực", "is in force"),
        Some(Life::SuspensionAhead) => (
            "đã có quyết định đình chỉ hiệu lực từ một ngày sắp tới",
            "is to be suspended from a day to come",
        ),
        Some(Life::Suspended) => ("đang bị đình chỉ hiệu lực", "is suspended"),
        Some(Life::Expired) => ("đã hết hạn", "has expired"),
        Some(Life::Revoked) => ("đã bị thu hồi", "was revoked"),
        Some(Life::Returned) => ("đã được trả lại", "was returned"),
        Some(Life::Leaving) => ("sắp thôi hoạt động theo đề nghị của người được cấp", "is being given up"),
        Some(Life::GivenUp) => ("đã thôi hoạt động theo đề nghị của người được cấp", "was given up"),
        Some(Life::Replaced) => return replaced(paper),
        None => return unknown(paper),
    };
    Bilingual::new(
        format!("{} {vi}; chỉ cấp khi đang có hiệu lực.", paper.0),
        format!("{} {en}; papers are issued only while it is in force.", paper.1),
    )
}

pub(super) fn unknown(paper: (&str, &str)) -> Bilingual {
    Bilingual::new(
        format!("{} chưa tra cứu được trong sổ đăng ký.", paper.0),
        format!("{} could not be looked up in the register.", paper.1),
    )
}

fn replaced(paper: (&str, &str)) -> Bilingual {
    Bilingual::new(
        format!("{} đã được cấp lại từ khi lập hồ sơ này.", paper.0),
        format!("{} was issued again since this dossier was begun.", paper.1),
    )
}

fn to_read(extract: &CertificateExtract, cause: ReissueCause) -> Bilingual {
    let until = until(extract);
    let (vi, en) = match cause {
        ReissueCause::Lost => ("bị mất", "lost"),
        ReissueCause::Damaged => ("bị hư hỏng", "damaged"),
        ReissueCause::Renamed => ("đổi tên", "a new name"),
        ReissueCause::Moved => ("thay đổi địa chỉ liên lạc", "a new contact address"),
    };
    Bilingual::new(
        format!(
            "Giấy xác nhận đang có hiệu lực{}. Lý do đề nghị: {vi}. Cần xem văn bản đề nghị và giấy tờ kèm theo.",
            until.vi
        ),
        format!(
            "The certificate is in force{}. Reason: {en}. See the letter and what came with it.",
            until.en
        ),
    )
}

fn until(extract: &CertificateExtract) -> Bilingual {
    match extract.expires_on.map(written) {
        Some(day) => Bilingual::new(format!(" đến hết ngày {day}"), format!(" until the end of {day}")),
        None => Bilingual::default(),
    }
}

pub(super) fn of_certificate(finding: Finding, case: &Case<'_>) -> Finding {
    let prior = case.application.certificate.as_ref();
    let expires_on = register_of(case).and_then(|extract| extract.expires_on);
    finding
        .fact("certificate", ("Số giấy xác nhận", "Certificate"), prior.map(|prior| prior.number.as_str()))
        .fact("expires_on", ("Có giá trị đến", "Valid until"), expires_on)
}

/// What the register has of the certificate that the dossier is about.
pub(super) fn register_of<'a>(case: &Case<'a>) -> Option<&'a CertificateExtract> {
    case.application.register.as_ref()?.certificate.as_ref()
}
