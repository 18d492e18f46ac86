//! The organisation's rules, O1 to O6: one function each (O2b, which reads an
//! edition first, is in a file of its own).

use crate::dates::Day;
use crate::domain::application::{QmsCertificate, given};
use crate::domain::bilingual::{Bilingual, written};

use super::case::{Case, Lacks};
use super::clients::{self, ClientRow};
use super::finding::Item;
use super::{Finding, Rule, Verdict};

const PAPER: (&str, &str) = ("Giấy tờ thành lập", "The establishment paper");
pub(super) const QMS: (&str, &str) =
    ("Chứng chỉ hệ thống quản lý chất lượng của tổ chức", "The organisation's QMS certificate");

/// O1: the establishment paper has kind, number and a date not after D; an
/// officer reads whether consulting is among the functions.
pub fn establishment(case: &Case<'_>) -> Finding {
    let paper = case.organisation().and_then(|organisation| organisation.establishment.as_ref());
    let kind = paper.and_then(|paper| given(paper.kind.as_ref()));
    let number = paper.and_then(|paper| given(paper.number.as_ref()));
    let issued_on = paper.and_then(|paper| paper.issued_on);
    let functions = paper.map(|paper| paper.functions.join("; ")).filter(|text| !text.trim().is_empty());
    let lacks = Lacks::default()
        .note(kind.is_some(), "loại giấy", "its kind")
        .note(number.is_some(), "số", "its number")
        .note(issued_on.is_some(), "ngày cấp", "its date");
    let (verdict, text) = match issued_on {
        Some(day) if lacks.none() && day <= case.on => (
            Verdict::Officer,
            Bilingual::new(
                format!(
                    "Có giấy tờ thành lập ngày {}. Cần xem có chức năng tư vấn hệ thống quản lý chất lượng không.",
                    written(day)
                ),
                format!(
                    "Established by a paper of {}. See whether QMS consulting is a function.",
                    written(day)
                ),
            ),
        ),
        Some(day) if lacks.none() => (Verdict::Unmet, after(PAPER, day, case.on)),
        _ => (Verdict::Unmet, lacks.sentence(PAPER)),
    };
    case.finding(Rule::O1, verdict, text)
        .fact("kind", ("Loại giấy", "Kind"), kind)
        .fact("number", ("Số", "Number"), number)
        .fact("issued_on", ("Ngày cấp", "Date"), issued_on)
        .fact("functions", ("Chức năng", "Functions"), functions)
        .shown_by(Item::EstablishmentPaper, "organisation.establishment")
}

/// O2a: `valid_from` ≤ D ≤ `valid_to`.
pub fn qms_validity(case: &Case<'_>) -> Finding {
    let from = qms(case).and_then(|paper| paper.valid_from);
    let to = qms(case).and_then(|paper| paper.valid_to);
    let lacks = Lacks::default()
        .note(from.is_some(), "ngày bắt đầu hiệu lực", "the first day of validity")
        .note(to.is_some(), "ngày hết hiệu lực", "the last day of validity");
    let (verdict, text) = match (from, to) {
        (Some(from), Some(to)) => {
            let holds = from <= case.on && case.on <= to;
            let (on, from, to) = (written(case.on), written(from), written(to));
            let (vi, en) = if holds { ("còn", "valid") } else { ("không có", "not valid") };
            (
                met(holds),
                Bilingual::new(
                    format!("Chứng chỉ {vi} hiệu lực vào ngày {on} (hiệu lực từ {from} đến {to})."),
                    format!("The certificate is {en} on {on} (valid from {from} to {to})."),
                ),
            )
        }
        _ => (Verdict::Unmet, lacks.sentence(QMS)),
    };
    of_qms(case.finding(Rule::O2a, verdict, text))
        .fact("valid_from", ("Hiệu lực từ", "Valid from"), from)
        .fact("valid_to", ("Hiệu lực đến", "Valid to"), to)
}

/// O2c: a scope is written; an officer reads whether it covers consulting.
pub fn qms_scope(case: &Case<'_>) -> Finding {
    let scope = qms(case).and_then(|paper| given(paper.scope.as_ref()));
    let text = match scope {
        None => Lacks::default().note(false, "phạm vi chứng nhận", "the certified scope").sentence(QMS),
        Some(scope) => Bilingual::new(
            format!("Phạm vi ghi: “{scope}”. Cần xem có gồm hoạt động tư vấn không."),
            format!("The scope reads “{scope}”. See whether it covers consulting."),
        ),
    };
    of_qms(case.finding(Rule::O2c, read_by_officer(scope.is_some()), text)).fact(
        "scope",
        ("Phạm vi", "Scope"),
        scope,
    )
}

/// O2d: the body's registration is written; an officer looks it up.
pub fn qms_body(case: &Case<'_>) -> Finding {
    let body = qms(case).and_then(|paper| given(paper.body.as_ref()));
    let registration = qms(case).and_then(|paper| given(paper.body_registration.as_ref()));
    let text = match registration {
        None => Lacks::default()
            .note(false, "số đăng ký của tổ chức chứng nhận", "the certification body's registration number")
            .sentence(QMS),
        Some(number) => Bilingual::new(
            format!("Tổ chức chứng nhận ghi số đăng ký {number}. Cần đối chiếu danh sách đã đăng ký."),
            format!("The certification body's registration number is {number}. Check it against the list."),
        ),
    };
    of_qms(case.finding(Rule::O2d, read_by_officer(registration.is_some()), text))
        .fact("body", ("Tổ chức chứng nhận", "Certification body"), body)
        .fact("body_registration", ("Số đăng ký", "Registration number"), registration)
}

/// O3: distinct clients that count, at least as many as the regime asks.
pub fn client_count(case: &Case<'_>) -> Finding {
    let asks = case.asks();
    let rows = case.organisation().map(|organisation| organisation.clients.as_slice()).unwrap_or_default();
    let clients = rows.iter().map(ClientRow::of_client).enumerate();
    let found = clients::count(clients, case.on, asks.once_per_client.value);
    let (counted, needed) = (found.counted.len(), asks.clients_needed.value);
    let text = Bilingual::new(
        format!("{counted} khách hàng được tính, cần ít nhất {needed}."),
        format!("{counted} clients count, at least {needed} are needed."),
    );
    case.finding(Rule::O3, met(reaches(counted, needed)), text)
        .fact("counted", ("Khách hàng được tính", "Clients that count"), Some(counted))
        .fact("needed", ("Cần ít nhất", "Needed"), Some(needed))
        .fact("repeated", ("Dòng trùng khách hàng", "Rows repeating a client"), Some(found.repeated.len()))
        .fact("unproven", ("Dòng chưa đủ chứng cứ", "Rows without proof"), Some(found.unproven.len()))
        .shown_by(Item::ConsultingHistory, "organisation.clients")
}

/// O5: what the decision brings about; nothing to judge before it.
pub fn registration(case: &Case<'_>) -> Finding {
    let text = Bilingual::new(
        "Điều kiện này có được khi cấp Giấy xác nhận, nên không xét trước quyết định.",
        "The decision itself brings this about; it is not judged before.",
    );
    case.finding(Rule::O5, Verdict::NotApplicable, text)
}

/// O6: no revocation whose bar still runs on the day of receipt.
///
/// The day on which the bar ends is free again.
pub fn bar(case: &Case<'_>) -> Finding {
    let months = case.asks().bar_months.value;
    let code = case.organisation().and_then(|organisation| given(organisation.enterprise_code.as_ref()));
    let revocations = case.application.register.as_ref().and_then(|register| register.revocations.as_ref());
    let (verdict, last, text) = match (code, revocations) {
        (None, _) => (
            Verdict::Unmet,
            None,
            Bilingual::new(
                "Thiếu mã số doanh nghiệp nên không tra cứu được việc thu hồi.",
                "Without the enterprise code, revocations cannot be looked up.",
            ),
        ),
        (_, None) => (
            Verdict::Unmet,
            None,
            Bilingual::new(
                "Chưa có kết quả tra cứu sổ đăng ký về việc thu hồi.",
                "The register was not asked about revocations.",
            ),
        ),
        (Some(code), Some(revocations)) => {
            let own =
                || revocations.iter().filter(|entry| given(entry.enterprise_code.as_ref()) == Some(code));
            let last = own().filter_map(|entry| entry.notified_on).max();
            // A revocation without its day cannot be shown to be over.
            let undated = own().any(|entry| entry.notified_on.is_none());
            let barred = last.is_some_and(|day| day.plus_months(months) > case.application.received_on);
            (met(!barred && !undated), last, bar_text(last, undated, case.application.received_on, months))
        }
    };
    case.finding(Rule::O6, verdict, text)
        .fact("received_on", ("Ngày nhận hồ sơ", "Received on"), Some(case.application.received_on))
        .fact("notified_on", ("Ngày thông báo thu hồi gần nhất", "Latest notice of revocation"), last)
        .fact(
            "free_from",
            ("Được đăng ký lại từ", "May register again from"),
            last.map(|day| day.plus_months(months)),
        )
        .shown_by(Item::Register, "register.revocations")
}

fn bar_text(last: Option<Day>, undated: bool, received_on: Day, months: u32) -> Bilingual {
    let received = written(received_on);
    match last {
        _ if undated => Bilingual::new(
            "Sổ đăng ký có việc thu hồi nhưng thiếu ngày thông báo.",
            "The register holds a revocation without the day of its notice.",
        ),
        None => Bilingual::new("Sổ đăng ký không có việc thu hồi nào.", "The register holds no revocation."),
        Some(day) => {
            let (notified, free) = (written(day), written(day.plus_months(months)));
            Bilingual::new(
                format!(
                    "Bị thu hồi, thông báo ngày {notified}; được đăng ký lại từ {free}. Hồ sơ nhận ngày {received}."
                ),
                format!(
                    "Revoked by notice of {notified}; free again from {free}. The dossier was received on {received}."
                ),
            )
        }
    }
}

/// The organisation's own QMS certificate.
pub(super) fn qms<'a>(case: &Case<'a>) -> Option<&'a QmsCertificate> {
    case.organisation().and_then(|organisation| organisation.qms_certificate.as_ref())
}

/// Shown by that certificate.
pub(super) fn of_qms(finding: Finding) -> Finding {
    finding.shown_by(Item::QmsCertificate, "organisation.qms_certificate")
}

/// A paper dated after the day on which it is judged.
pub(super) fn after(paper: (&str, &str), day: Day, on: Day) -> Bilingual {
    let (day, on) = (written(day), written(on));
    Bilingual::new(
        format!("{} ghi ngày {day}, sau ngày xét {on}.", paper.0),
        format!("{} is dated {day}, after the day judged, {on}.", paper.1),
    )
}

pub(super) fn met(holds: bool) -> Verdict {
    if holds { Verdict::Met } else { Verdict::Unmet }
}

pub(super) fn read_by_officer(is_there: bool) -> Verdict {
    if is_there { Verdict::Officer } else { Verdict::Unmet }
}

/// Whether a count reaches a threshold.
pub(super) fn reaches(count: usize, needed: u32) -> bool {
    u32::try_from(count).map_or(true, |count| count >= needed)
}
