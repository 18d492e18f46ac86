//! The verdicts in words. A program without the server brings its own.

use consultant_registry::{
    credential::{
        Verdict,
        verdict::{CouldNotCheck, NotNow, NotValid},
    },
    dates::Day,
};

/// The verdict as a person would say it, in Vietnamese and in English.
pub(crate) fn of(verdict: &Verdict) -> (String, String) {
    let (vietnamese, english) = match verdict {
        Verdict::Valid => return ("CÓ GIÁ TRỊ".to_owned(), "VALID".to_owned()),
        Verdict::NotValid(reason) => not_valid(*reason),
        Verdict::NotNow(reason) => not_now(*reason),
        Verdict::CouldNotCheck(reason) => could_not_check(*reason),
    };
    match verdict {
        Verdict::NotValid(_) => (format!("KHÔNG CÓ GIÁ TRỊ: {vietnamese}"), format!("NOT VALID: {english}")),
        Verdict::NotNow(_) => {
            (format!("HIỆN CHƯA SỬ DỤNG ĐƯỢC: {vietnamese}"), format!("NOT NOW: {english}"))
        }
        _ => (format!("KHÔNG KIỂM TRA ĐƯỢC: {vietnamese}"), format!("COULD NOT CHECK: {english}")),
    }
}

fn not_valid(reason: NotValid) -> (String, String) {
    let said =
        |vietnamese: &str, english: &str, on: Day| (format!("{vietnamese} {on}"), format!("{english} {on}"));
    match reason {
        NotValid::Expired { on } => {
            said("đã hết hạn, ngày cuối cùng có hiệu lực", "expired, last valid on", on)
        }
        NotValid::Revoked { on } => said("đã bị thu hồi ngày", "revoked on", on),
        NotValid::Replaced { on, by_version } => (
            format!("đã được thay bằng bản cấp lại lần {by_version} ngày {on}"),
            format!("replaced by version {by_version} on {on}"),
        ),
        NotValid::Returned { on } => said("thẻ đã trả lại ngày", "returned on", on),
        NotValid::GivenUp { on } => said("chủ giấy đã thôi sử dụng từ ngày", "given up on", on),
        NotValid::Altered => (
            "mã không đúng như cơ quan cấp đã ký".to_owned(),
            "the code is not what the issuer signed".to_owned(),
        ),
        NotValid::NeverIssued => ("chưa từng được cấp".to_owned(), "never issued".to_owned()),
        NotValid::CertificateRevoked { on } => said(
            "giấy xác nhận của tổ chức đã bị thu hồi ngày",
            "the organisation's certificate was revoked on",
            on,
        ),
        NotValid::KeyCompromised { on } => said(
            "được ký khi khoá ký đã bị lộ, từ ngày",
            "signed when its key was already in other hands, since",
            on,
        ),
    }
}

fn not_now(reason: NotNow) -> (String, String) {
    match reason {
        NotNow::Suspended { from, until } => (
            format!("bị đình chỉ hiệu lực từ {from} đến {until}"),
            format!("suspended from {from} to {until}"),
        ),
        NotNow::CertificateSuspended { from, until } => (
            format!("giấy xác nhận của tổ chức bị đình chỉ hiệu lực từ {from} đến {until}"),
            format!("the organisation's certificate is suspended from {from} to {until}"),
        ),
        NotNow::NotYetInForce { from } => {
            (format!("có hiệu lực từ ngày {from}"), format!("in force from {from}"))
        }
    }
}

fn could_not_check(reason: CouldNotCheck) -> (String, String) {
    let (vietnamese, english) = match reason {
        CouldNotCheck::UnknownKey => {
            ("khoá ký không có trong danh sách tin cậy", "the key is not in the trust list")
        }
        CouldNotCheck::KeyNotInForce => {
            ("khoá ký không có hiệu lực vào thời điểm ký", "the key was not in force when this was signed")
        }
        CouldNotCheck::KeyCompromised => (
            "khoá ký đã bị lộ, phải đối chiếu sổ đăng ký",
            "the key was compromised later; only the register can tell",
        ),
        CouldNotCheck::StatusTooOld => ("thông tin tình trạng đã quá cũ", "the status at hand is too old"),
        CouldNotCheck::StatusUnavailable => (
            "chữ ký thật và còn trong thời hạn, nhưng chưa kiểm tra tình trạng",
            "signature genuine and in its days, status not checked",
        ),
        CouldNotCheck::Unreadable => ("mã không đọc được", "the code is unreadable"),
    };
    (vietnamese.to_owned(), english.to_owned())
}
