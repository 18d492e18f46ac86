//! Decisions on how a certificate stands: suspension, reinstatement, revocation.

use consultant_papers::{Block, Heading, LetterFacts};

use super::{Registration, blank};
use crate::documents::letterhead::{Letterhead, legal_bases};
use crate::domain::certificate::{Certificate, Revocation, RevocationGround, Suspension, SuspensionGround};
use crate::domain::regime::Regime;
use crate::domain::signing::SigningForm;
use crate::language::Language;

/// Quyết định đình chỉ hiệu lực (TT26 article 23.1).
pub fn suspension(
    head: &Letterhead,
    registration: Registration,
    (certificate, regime): (&Certificate, &Regime),
    suspension: &Suspension,
) -> LetterFacts {
    let (from, until) =
        (Language::Vi.day_in_words(suspension.from), Language::Vi.day_in_words(suspension.until));
    let articles = [
        format!("Đình chỉ hiệu lực {} từ {from} đến hết {until}.", named(certificate)),
        format!(
            "Lý do đình chỉ: {} (điểm {} khoản 1 Điều 23 Thông tư số 26/2014/TT-BKHCN).",
            suspension_words(suspension.ground),
            suspension.ground.letter(),
        ),
        format!(
            "Trong thời gian đình chỉ phải khắc phục: {} Thẻ chuyên gia tư vấn cấp theo Giấy xác nhận này không \
             được sử dụng; thời hạn của Giấy xác nhận không được kéo dài.",
            sentence(&suspension.remedy),
        ),
    ];
    let unconfirmed = suspension.confirm_by.map(|last| {
        format!(
            "Quyết định này được ban hành trong trường hợp khẩn cấp và tự hết hiệu lực nếu đến hết {} chưa được lãnh \
             đạo thứ hai xác nhận.",
            Language::Vi.day_in_words(last),
        )
    });
    let articles: Vec<String> = articles.into_iter().chain(unconfirmed).collect();
    decision(head, registration, regime, "đình chỉ hiệu lực", certificate, &articles)
}

/// Quyết định khôi phục hiệu lực.
pub fn reinstatement(
    head: &Letterhead,
    registration: Registration,
    (certificate, regime): (&Certificate, &Regime),
) -> LetterFacts {
    let on = Language::Vi.day_in_words(registration.on);
    let articles = [
        format!("Khôi phục hiệu lực {} kể từ {on}.", named(certificate)),
        "Thẻ chuyên gia tư vấn cấp theo Giấy xác nhận này được sử dụng trở lại; thời hạn ghi trên Giấy xác nhận \
         không thay đổi."
            .to_owned(),
    ];
    decision(head, registration, regime, "khôi phục hiệu lực", certificate, &articles)
}

/// Quyết định thu hồi (TT26 article 23.2).
pub fn revocation(
    head: &Letterhead,
    registration: Registration,
    (certificate, regime): (&Certificate, &Regime),
    revocation: &Revocation,
) -> LetterFacts {
    let months = regime.conditions.bar_months.value;
    let articles = [
        format!("Thu hồi {} kể từ {}.", named(certificate), Language::Vi.day_in_words(revocation.on)),
        format!(
            "Lý do thu hồi: {} (điểm {} khoản 2 Điều 23 Thông tư số 26/2014/TT-BKHCN).",
            revocation_words(revocation.ground),
            revocation.ground.letter(),
        ),
        format!(
            "{} phải nộp lại Giấy xác nhận và toàn bộ Thẻ chuyên gia tư vấn đã cấp, và không được đăng ký lại \
             trong thời hạn {months} tháng kể từ ngày có thông báo thu hồi.",
            certificate.paper.holder_name,
        ),
    ];
    decision(head, registration, regime, "thu hồi", certificate, &articles)
}

/// A decision with its articles; the last says from when and for whom.
fn decision(
    head: &Letterhead,
    registration: Registration,
    regime: &Regime,
    act: &str,
    certificate: &Certificate,
    articles: &[String],
) -> LetterFacts {
    let closing = format!(
        "Quyết định này có hiệu lực kể từ ngày ký. {} và các cơ quan, tổ chức có liên quan chịu trách nhiệm thi \
         hành Quyết định này.",
        certificate.paper.holder_name,
    );
    let about =
        format!("Về việc {act} Giấy xác nhận đủ điều kiện hoạt động tư vấn số {}", certificate.paper.number);
    let texts = articles.iter().cloned().chain([closing]).zip(1..);
    LetterFacts {
        authority: Some(authority(head)),
        bases: legal_bases(Language::Vi, regime),
        order: Some("Quyết định:".to_owned()),
        body: texts.map(|(text, at)| Block::Article { label: format!("Điều {at}."), text }).collect(),
        recipients: vec![format!("Như Điều {}", articles.len() + 1), "Lưu: VT, hồ sơ".to_owned()],
        ..blank(head, registration, Heading::Named { title: "Quyết định".to_owned(), about })
    }
}

/// Who decides: the body itself where its head signs on its behalf (`TM.`), else
/// its head, for whom others may sign.
fn authority(head: &Letterhead) -> String {
    let name = head.issuer_name();
    if head.profile.signing.form == Some(SigningForm::OnBehalf) {
        return name.to_owned();
    }
    match name.strip_prefix("Bộ ") {
        Some(ministry) => format!("Bộ trưởng Bộ {ministry}"),
        None => format!("Chủ tịch {name}"),
    }
}

fn named(certificate: &Certificate) -> String {
    let paper = &certificate.paper;
    format!(
        "Giấy xác nhận đủ điều kiện hoạt động tư vấn số {} cấp {} cho {}",
        paper.number,
        Language::Vi.day_in_words(paper.issued_on),
        paper.holder_name,
    )
}

/// With a full stop at its end, whoever wrote it.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', ';']) { text.to_owned() } else { format!("{text}.") }
}

pub(super) fn suspension_words(ground: SuspensionGround) -> &'static str {
    match ground {
        SuspensionGround::RulesNotFollowed => "không tuân thủ các quy định về hoạt động tư vấn",
        SuspensionGround::ProcessNotFollowed => "không thực hiện đúng quy trình tư vấn",
        SuspensionGround::CapacityNotKept => "không duy trì cơ cấu tổ chức và năng lực",
    }
}

pub(super) fn revocation_words(ground: RevocationGround) -> &'static str {
    match ground {
        RevocationGround::DissolvedOrSeriousBreach => "giải thể, phá sản hoặc vi phạm nghiêm trọng",
        RevocationGround::RepeatedBreach => "tái phạm",
        RevocationGround::FalseDossier => "giả mạo, khai man hồ sơ đăng ký",
        RevocationGround::ForgedPapers => "giả mạo tài liệu về hoạt động tư vấn",
        RevocationGround::NotRemedied => "đã bị đình chỉ mà không khắc phục",
        RevocationGround::ObstructsInspection => "cản trở việc thanh tra, kiểm tra",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::print::Printable;
    use super::super::super::sample;
    use super::*;

    fn articles(facts: &LetterFacts) -> Vec<String> {
        let text = |block: &Block| match block {
            Block::Article { text, .. } => text.clone(),
            other => panic!("not an article: {other:?}"),
        };
        facts.body.iter().map(text).collect()
    }

    #[test]
    fn a_suspension_says_from_when_until_when_why_and_what_to_remedy() {
        let register = sample::register();
        let suspended = register.suspension();
        let paper = (&register.certificate, register.regime());
        let facts = suspension(&register.head(Language::Vi), register.registration(), paper, &suspended);
        let said = articles(&facts);
        assert!(
            said[0].ends_with("từ ngày 01 tháng 12 năm 2026 đến hết ngày 01 tháng 3 năm 2027."),
            "{}",
            said[0]
        );
        assert!(said[1].contains("(điểm c khoản 1 Điều 23"), "{}", said[1]);
        assert!(said[2].contains("bổ sung chuyên gia. Thẻ"), "{}", said[2]);
        assert!(Printable::Letter(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
    }

    #[test]
    fn a_revocation_bars_for_as_long_as_its_regime_says() {
        let register = sample::register();
        let revoked = Revocation {
            ground: RevocationGround::NotRemedied,
            on: register.registration().on,
            reasons: "chỉ để lưu nội bộ".to_owned(),
        };
        let paper = (&register.certificate, register.regime());
        let facts = revocation(&register.head(Language::Vi), register.registration(), paper, &revoked);
        let said = articles(&facts);
        assert!(said[1].contains("(điểm đ khoản 2 Điều 23"), "{}", said[1]);
        assert!(said[2].contains("24 tháng"), "{}", said[2]);
        assert!(said.iter().all(|text| !text.contains("nội bộ")), "internal reasons stay internal");
    }

    #[test]
    fn a_decision_is_the_bodys_where_its_head_signs_on_its_behalf_else_the_heads() {
        let mut register = sample::register();
        let decided = |register: &sample::Register| {
            let paper = (&register.certificate, register.regime());
            reinstatement(&register.head(Language::Vi), register.registration(), paper)
        };
        let facts = decided(&register);
        assert_eq!(facts.authority.as_deref(), Some("Ủy ban nhân dân tỉnh Gia Lai"));
        register.profile.signing.form = None;
        let heads = decided(&register).authority;
        assert_eq!(heads.as_deref(), Some("Chủ tịch Ủy ban nhân dân tỉnh Gia Lai"));
        assert_eq!(articles(&facts).len(), 3);
    }
}
