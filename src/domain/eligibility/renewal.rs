//! The rules of a renewal, R1 to R5 (Circular 26/2014/TT-BKHCN, articles 17 and
//! 18): one function each.
//!
//! A client was consulted within the term when the work was completed between
//! the day on which the certificate was issued and the one on which the renewal
//! was asked for, both of them counted. It need not be certified.

use crate::dates::Day;
use crate::domain::application::CertificateExtract;
use crate::domain::bilingual::{Bilingual, written};
use crate::domain::certificate::Life;

use super::case::{Case, ExpertCase};
use super::certificate::{CARD, CERTIFICATE, not_in_force, of_certificate, register_of, unknown};
use super::clients::{self, ClientCount, ClientRow};
use super::finding::Item;
use super::organisation::{met, reaches};
use super::staffing::Standing;
use super::{Finding, Rule, Subject, Verdict};

/// R1: asked for in time, of a certificate that is active. One that ran out
/// while its renewal was dealt with was asked for in time all the same.
pub fn in_time(case: &Case<'_>) -> Finding {
    let stands = certificate(case);
    let expires_on = stands.as_ref().ok().and_then(|extract| extract.expires_on);
    let filed_on = case.filed_on();
    let last = expires_on.map(|day| case.regime.last_day_to_renew(day));
    let (verdict, text) = match (stands, last) {
        (Err(why), _) => (Verdict::Unmet, why),
        (Ok(_), None) => (Verdict::Unmet, unknown(CERTIFICATE)),
        (Ok(_), Some(last)) => (met(filed_on <= last), time_text(filed_on, last)),
    };
    let subject = if case.is_independent() { Subject::Expert(0) } else { Subject::Organisation };
    let finding = Finding { subject, ..case.finding(Rule::R1, verdict, text) };
    of_certificate(finding, case)
        .fact("filed_on", ("Ngày nộp hồ sơ", "Filed on"), Some(filed_on))
        .fact("last_day", ("Ngày cuối được đề nghị cấp lại", "Last day to ask"), last)
        .shown_by(Item::Register, "register.certificate")
}

fn time_text(filed_on: Day, last: Day) -> Bilingual {
    let (filed, last_day) = (written(filed_on), written(last));
    if filed_on <= last {
        Bilingual::new(
            format!("Nộp ngày {filed}, trong thời gian được đề nghị cấp lại (đến hết ngày {last_day})."),
            format!("Filed on {filed}, while a renewal could be asked for (until the end of {last_day})."),
        )
    } else {
        Bilingual::new(
            format!(
                "Nộp ngày {filed}, sau ngày cuối được đề nghị cấp lại là {last_day}: phải làm hồ sơ cấp mới."
            ),
            format!("Filed on {filed}, after {last_day}, the last day for a renewal: a new issue is needed."),
        )
    }
}

/// R2: clients that the organisation consulted within the term.
pub fn client_count(case: &Case<'_>) -> Finding {
    let rows = case.organisation().map(|organisation| organisation.clients.as_slice()).unwrap_or_default();
    let found = counted(case, rows.iter().map(ClientRow::of_client).enumerate());
    let needed = case.regime.of_renewal().clients_needed.value;
    let (verdict, text) = count_text(case, &found, needed);
    with_counts(case.finding(Rule::R2, verdict, text), case, (&found, needed))
        .shown_by(Item::ConsultingHistory, "organisation.clients")
}

/// R3: clients that an expert who has a card consulted within the term, in
/// whatever role.
pub fn expert_clients(case: &ExpertCase<'_>) -> Finding {
    let (finding, found, needed) =
        engagements(case, Rule::R3, case.case.regime.of_renewal().expert_clients_needed.value);
    let finding = match card_kept(case) {
        Ok(()) => finding,
        Err(text) => Finding { verdict: Verdict::Unmet, text, ..finding },
    };
    let number = case.expert.prior_card.as_ref().map(|card| card.number.as_str());
    with_counts(finding.fact("card", ("Số thẻ", "Card number"), number), &case.case, (&found, needed))
        .shown_by(Item::CurriculumVitae, case.path("engagements"))
        .shown_by(Item::Register, "register.certificate")
}

/// R5: clients that an independent consultant consulted within the term.
pub fn independent_clients(case: &ExpertCase<'_>) -> Finding {
    let (finding, found, needed) =
        engagements(case, Rule::R5, case.case.regime.of_renewal().independent_clients_needed.value);
    with_counts(finding, &case.case, (&found, needed))
        .shown_by(Item::CurriculumVitae, case.path("engagements"))
}

/// R4: what kept the organisation eligible is still there: O2 and O4, from their
/// findings.
pub fn kept(case: &Case<'_>, findings: &[Finding]) -> Finding {
    let verdicts = findings.iter().filter(|finding| is_kept(finding.rule)).map(|finding| finding.verdict);
    let verdict = verdict(verdicts);
    let (vi, en) = match verdict {
        Verdict::Met | Verdict::NotApplicable => ("được duy trì", "are kept up"),
        Verdict::Officer => ("chờ cán bộ xét từng điều kiện", "wait for an officer, condition by condition"),
        Verdict::Unmet => ("không được duy trì", "are not kept up"),
    };
    let text = Bilingual::new(
        format!("Điều kiện về hệ thống quản lý chất lượng (O2) và số chuyên gia (O4) {vi}."),
        format!("The conditions on its quality management system (O2) and its experts (O4) {en}."),
    );
    case.finding(Rule::R4, verdict, text)
}

/// Whether R4 follows from this rule.
pub(super) fn is_kept(rule: Rule) -> bool {
    matches!(rule, Rule::O2a | Rule::O2b | Rule::O2c | Rule::O2d | Rule::O4)
}

/// What follows for R4 from the verdicts of those rules.
pub(super) fn verdict(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    match Standing::of(verdicts) {
        Standing::Passes => Verdict::Met,
        Standing::Open => Verdict::Officer,
        Standing::Fails => Verdict::Unmet,
    }
}

/// The certificate where it can be renewed: in force, or run out since it was
/// asked for.
fn certificate<'a>(case: &Case<'a>) -> Result<&'a CertificateExtract, Bilingual> {
    let prior = case.application.certificate.as_ref().ok_or_else(|| unknown(CERTIFICATE))?;
    let extract = register_of(case).filter(|extract| extract.number.as_ref() == Some(&prior.number));
    let extract = extract.ok_or_else(|| unknown(CERTIFICATE))?;
    match extract.life {
        Some(Life::Active | Life::Expired) => Ok(extract),
        life => Err(not_in_force(CERTIFICATE, life)),
    }
}

/// That the expert still holds the card they are known by; what ends with its
/// certificate is R1's to say.
fn card_kept(case: &ExpertCase<'_>) -> Result<(), Bilingual> {
    let number = case.expert.prior_card.as_ref().map(|card| card.number.as_str());
    let cards = register_of(&case.case).map(|extract| extract.cards.as_slice()).unwrap_or_default();
    let known = cards.iter().find(|card| number.is_some() && card.number.as_deref() == number);
    match known.and_then(|card| card.life) {
        None => Err(unknown(CARD)),
        life @ Some(Life::Returned) => Err(not_in_force(CARD, life)),
        Some(_) => Ok(()),
    }
}

fn engagements(case: &ExpertCase<'_>, rule: Rule, needed: u32) -> (Finding, ClientCount, u32) {
    let rows = case.expert.engagements.iter().map(ClientRow::of_engagement).enumerate();
    let found = counted(&case.case, rows);
    let (verdict, text) = count_text(&case.case, &found, needed);
    (case.finding(rule, verdict, text), found, needed)
}

/// The distinct clients consulted within the term; of no certificate that the
/// register knows, none.
fn counted<'a>(case: &Case<'_>, rows: impl IntoIterator<Item = (usize, ClientRow<'a>)>) -> ClientCount {
    let term = term(case);
    let once = case.asks().once_per_client.value;
    clients::count_if(rows, once, |row| term.is_some_and(|(from, to)| row.is_completed_within(from, to)))
}

/// From the first day of the certificate's number to the day of filing.
fn term(case: &Case<'_>) -> Option<(Day, Day)> {
    Some((register_of(case)?.issued_on?, case.filed_on()))
}

fn count_text(case: &Case<'_>, found: &ClientCount, needed: u32) -> (Verdict, Bilingual) {
    let Some((from, to)) = term(case) else { return (Verdict::Unmet, unknown(CERTIFICATE)) };
    let (counted, from, to) = (found.counted.len(), written(from), written(to));
    let text = Bilingual::new(
        format!("{counted} khách hàng có việc tư vấn hoàn thành từ {from} đến {to}, cần ít nhất {needed}."),
        format!(
            "{counted} clients whose consulting was completed from {from} to {to}, at least {needed} are needed."
        ),
    );
    (met(reaches(counted, needed)), text)
}

fn with_counts(finding: Finding, case: &Case<'_>, (found, needed): (&ClientCount, u32)) -> Finding {
    let (from, to) = term(case).unzip();
    finding
        .fact("from", ("Tính từ ngày cấp", "Counted from the day of issue"), from)
        .fact("to", ("Đến ngày nộp hồ sơ", "To the day of filing"), to)
        .fact("counted", ("Khách hàng được tính", "Clients that count"), Some(found.counted.len()))
        .fact("needed", ("Cần ít nhất", "Needed"), Some(needed))
        .fact("repeated", ("Dòng trùng khách hàng", "Rows repeating a client"), Some(found.repeated.len()))
        .fact("outside", ("Dòng ngoài thời hạn", "Rows outside the term"), Some(found.unproven.len()))
}
