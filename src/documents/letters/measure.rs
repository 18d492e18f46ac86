//! The notice to a holder that they may explain themselves before their
//! certificate is suspended or revoked.

use consultant_papers::{Heading, LetterFacts};

use super::standing::{revocation_words, sentence, suspension_words};
use super::{Registration, blank, paragraph, paragraphs};
use crate::dates::Day;
use crate::documents::letterhead::Letterhead;
use crate::domain::certificate::Certificate;
use crate::domain::measure::Measure;
use crate::language::Language;

/// What a notice says.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// What is proposed.
    pub measure: &'a Measure,
    /// Why.
    pub reasons: &'a str,
    /// The holder's last day.
    pub last: Day,
}

/// Công văn thông báo biện pháp được đề xuất và thời hạn giải trình.
pub fn notice(
    head: &Letterhead,
    registration: Registration,
    certificate: &Certificate,
    notice: &Notice,
) -> LetterFacts {
    let paper = &certificate.paper;
    let mut intended = Vec::new();
    let (act, ground) = match notice.measure {
        Measure::Suspension { ground, from, until, remedy } => {
            let [from, until] = [*from, *until].map(|day| Language::Vi.day_in_words(day));
            intended.push(paragraph(format!("Thời gian đình chỉ dự kiến: từ {from} đến hết {until}.")));
            intended.push(paragraph(format!("Nội dung phải khắc phục: {}", sentence(remedy))));
            ("đình chỉ hiệu lực", Some((suspension_words(*ground), ground.letter(), 1)))
        }
        Measure::Revocation { ground } => ("thu hồi", Some((revocation_words(*ground), ground.letter(), 2))),
        Measure::Reinstatement => ("khôi phục hiệu lực", None),
    };
    let title = format!("Thông báo về việc {act} {}", paper.number);
    let about = format!("giải trình trước khi xem xét {act} Giấy xác nhận số {}", paper.number);
    let mut body = vec![paragraph(format!(
        "{} đang xem xét {act} Giấy xác nhận đủ điều kiện hoạt động tư vấn số {} cấp {} cho {}.",
        head.issuer_name(),
        paper.number,
        Language::Vi.day_in_words(paper.issued_on),
        paper.holder_name,
    ))];
    if let Some((words, letter, clause)) = ground {
        body.push(paragraph(format!(
            "Căn cứ: {words} (điểm {letter} khoản {clause} Điều 23 Thông tư số 26/2014/TT-BKHCN). Lý do cụ thể:"
        )));
    }
    body.extend(paragraphs(notice.reasons));
    body.extend(intended);
    let last = Language::Vi.day_in_words(notice.last);
    body.push(paragraph(format!(
        "Đề nghị {} gửi giải trình bằng văn bản chậm nhất hết {last}, trên trang hồ sơ của mình hoặc trực tiếp tại \
         cơ quan. Hết thời hạn này mà không có giải trình, cơ quan quyết định trên cơ sở tài liệu hiện có.",
        paper.holder_name,
    )));
    LetterFacts {
        addressees: vec![paper.holder_name.clone()],
        body,
        recipients: vec!["Như trên".to_owned(), "Lưu: VT, hồ sơ".to_owned()],
        ..blank(head, registration, Heading::Letter { title, about: format!("V/v {about}") })
    }
}

#[cfg(test)]
mod tests {
    use consultant_papers::Block;

    use super::super::super::print::Printable;
    use super::super::super::sample;
    use super::*;
    use crate::domain::certificate::RevocationGround;

    #[test]
    fn a_notice_says_what_is_proposed_why_and_until_when_to_explain() {
        let register = sample::register();
        let measure = Measure::Revocation { ground: RevocationGround::FalseDossier };
        let last = register.registration().on.plus_days(9);
        let said = Notice { measure: &measure, reasons: "Hai khách hàng không có thật.", last };
        let facts =
            notice(&register.head(Language::Vi), register.registration(), &register.certificate, &said);
        let texts: Vec<String> = facts
            .body
            .iter()
            .map(|block| match block {
                Block::Paragraph { text } => text.clone(),
                other => panic!("not a paragraph: {other:?}"),
            })
            .collect();
        assert!(texts[1].contains("(điểm c khoản 2 Điều 23"), "{}", texts[1]);
        assert_eq!(texts[2], "Hai khách hàng không có thật.");
        assert!(texts[3].contains(&Language::Vi.day_in_words(last)), "{}", texts[3]);
        assert!(Printable::Letter(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
    }
}
