//! The letter that tells the holder of a certificate that it is given up, as
//! they asked.

use consultant_papers::{Heading, LetterFacts};

use super::{Registration, blank, paragraph, paragraphs};
use crate::documents::letterhead::Letterhead;
use crate::domain::certificate::Certificate;
use crate::domain::deed::SurrenderNote;
use crate::language::Language;

/// Công văn thông báo thôi hoạt động theo đề nghị của tổ chức, chuyên gia.
pub fn surrender(
    head: &Letterhead,
    registration: Registration,
    certificate: &Certificate,
    note: &SurrenderNote,
) -> LetterFacts {
    let (paper, on) = (&certificate.paper, Language::Vi.day_in_words(note.on));
    let title = format!("Thông báo thôi hoạt động theo Giấy xác nhận {}", paper.number);
    let about = format!("thôi hoạt động theo Giấy xác nhận số {}", paper.number);
    let mut body = vec![paragraph(format!(
        "{} đã nhận đề nghị thôi hoạt động của {}, với lý do:",
        head.issuer_name(),
        paper.holder_name,
    ))];
    body.extend(paragraphs(&note.reason));
    body.push(paragraph(format!(
        "Giấy xác nhận đủ điều kiện hoạt động tư vấn số {} cấp {} và các Thẻ chuyên gia tư vấn cấp theo Giấy xác nhận \
         này không còn hiệu lực kể từ {on}. Việc này đã được công bố trong sổ đăng ký.",
        paper.number,
        Language::Vi.day_in_words(paper.issued_on),
    )));
    body.push(paragraph(format!(
        "Đề nghị {} nộp lại Giấy xác nhận và các Thẻ chuyên gia tư vấn đã cấp. Muốn hoạt động tư vấn trở lại thì đăng \
         ký mới.",
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
    use crate::domain::ids::NoticeId;

    #[test]
    fn the_letter_says_from_when_and_why_as_the_holder_said() {
        let register = sample::register();
        let notice = NoticeId::new(uuid::Uuid::from_u128(1));
        let on = register.registration().on.plus_days(30);
        let note = SurrenderNote { notice, on, reason: "Chuyển sang lĩnh vực khác.".to_owned() };
        let head = register.head(Language::Vi);
        let facts = surrender(&head, register.registration(), &register.certificate, &note);
        let text = |block: &Block| match block {
            Block::Paragraph { text } => text.clone(),
            other => panic!("not a paragraph: {other:?}"),
        };
        let texts: Vec<String> = facts.body.iter().map(text).collect();
        assert_eq!(texts[1], "Chuyển sang lĩnh vực khác.");
        assert!(texts[2].contains(&Language::Vi.day_in_words(on)), "{}", texts[2]);
        assert!(Printable::Letter(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
    }
}
