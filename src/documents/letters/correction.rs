//! The letter that tells the holder of a certificate what was corrected on their
//! papers.

use consultant_papers::{Heading, LetterFacts};

use super::{Registration, blank, paragraph};
use crate::documents::letterhead::Letterhead;
use crate::domain::certificate::Certificate;
use crate::domain::correction::CorrectionField;
use crate::language::Language;

/// What a letter says of a correction.
#[derive(Clone, Copy, Debug)]
pub struct Correct<'a> {
    /// The number of the paper.
    pub paper: &'a str,
    /// What of it.
    pub field: CorrectionField,
}

/// Công văn thông báo đính chính.
pub fn correction(
    head: &Letterhead,
    registration: Registration,
    certificate: &Certificate,
    corrected: &Correct,
) -> LetterFacts {
    let (own, field) = (&certificate.paper, Language::Vi.correction_field(corrected.field));
    let is_card = corrected.paper != own.number;
    let paper = if is_card {
        format!("Thẻ chuyên gia tư vấn số {}", corrected.paper)
    } else {
        format!("Giấy xác nhận đủ điều kiện hoạt động tư vấn số {}", own.number)
    };
    let title = format!("Thông báo đính chính {}", corrected.paper);
    let about = format!("đính chính {field} trên {}", if is_card { "Thẻ" } else { "Giấy xác nhận" });
    let cards = if is_card {
        ""
    } else {
        " Thẻ chuyên gia tư vấn ghi sai như vậy cũng được cấp lại."
    };
    let body = vec![
        paragraph(format!(
            "{} đính chính {field} ghi sai trên {paper} của {}.",
            head.issuer_name(),
            own.holder_name,
        )),
        paragraph(format!(
            "Bản đã đính chính được cấp lại kể từ {}, giữ nguyên số và thời hạn; bản trước không còn giá trị.{cards} Việc \
             đính chính đã được công bố trong sổ đăng ký.",
            Language::Vi.day_in_words(registration.on),
        )),
        paragraph(format!("Đề nghị {} nộp lại bản ghi sai và nhận bản đã đính chính.", own.holder_name)),
    ];
    LetterFacts {
        addressees: vec![own.holder_name.clone()],
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

    #[test]
    fn the_letter_says_what_was_corrected_and_on_which_paper() {
        let register = sample::register();
        for (paper, said) in [("01/2026/GXN-52", "Giấy xác nhận"), ("52-TV-00000017", "Thẻ chuyên gia")]
        {
            let corrected = Correct { paper, field: CorrectionField::Name };
            let head = register.head(Language::Vi);
            let facts = correction(&head, register.registration(), &register.certificate, &corrected);
            let Block::Paragraph { text } = &facts.body[0] else { panic!("not a paragraph") };
            assert!(
                text.contains("đính chính tên ghi sai") && text.contains(said) && text.contains(paper),
                "{text}"
            );
            assert!(Printable::Letter(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
        }
    }
}
