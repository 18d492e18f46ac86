//! Letters about a dossier: slip, request to supplement, refusal.

use consultant_papers::{Block, Heading, LetterFacts, Pictures, Signatory, Tracking};

use super::{Registration, applicant, blank, paragraph, paragraphs};
use crate::dates::Day;
use crate::documents::letterhead::Letterhead;
use crate::domain::application::Application;
use crate::domain::dossier::{Decision, Receipt, SupplementRequest};
use crate::domain::typed::undrawn;
use crate::language::Language;
use consultant_qr::TooLong;

/// What a receipt and appointment slip says.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a> {
    /// What was handed in.
    pub application: &'a Application,
    /// When, and under which number.
    pub receipt: &'a Receipt,
    /// The day the result can be had.
    pub appointment: Day,
    /// The year that nobody has entered, where the day may still move for it.
    pub missing_year: Option<i32>,
    /// The officer who received it.
    pub officer: &'a str,
    /// The link in the slip's QR. Whoever holds the slip can follow it: it
    /// must lead to stage and due day, and to nothing private.
    pub link: &'a str,
    /// The same, as it is typed.
    pub address: &'a str,
}

impl Slip<'_> {
    fn appointment_in_words(&self) -> String {
        let day = Language::Vi.day_in_words(self.appointment);
        match self.missing_year {
            Some(year) => format!("{day} ({})", Language::Vi.provisional(year)),
            None => day,
        }
    }
}

/// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
pub fn slip(head: &Letterhead, slip: &Slip) -> Result<LetterFacts, TooLong> {
    let (receipt, application) = (slip.receipt, slip.application);
    let heading = Heading::Named {
        title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả".to_owned(),
        about: String::new(),
    };
    let registration = Registration { number: Some(&receipt.number), on: receipt.received_at.day() };
    // Filing does not ask what papers can show of these two: what they cannot
    // is left out, rather than the slip.
    let drawn = |text: Option<&str>| text.filter(|text| undrawn(text).is_none()).map(str::to_owned);
    let rows = [
        ("Tiếp nhận hồ sơ của", Some(applicant(application).to_owned())),
        ("Địa chỉ", application.address().map(str::to_owned)),
        ("Điện thoại", drawn(application.phone())),
        ("Thư điện tử", drawn(application.email())),
        (
            "Nội dung yêu cầu giải quyết",
            Some(capitalised(Language::procedure_in_letters(application.procedure))),
        ),
        ("Thời gian nhận hồ sơ", Some(Language::Vi.instant(receipt.received_at))),
        ("Thời gian trả kết quả", Some(slip.appointment_in_words())),
    ];
    let rows = rows.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?))).collect();
    let until = Language::Vi.day_in_words(receipt.completeness_due);
    let signing = |title: &str, name: Option<&str>| Signatory {
        line: None,
        title: title.to_owned(),
        note: Some("(Ký và ghi rõ họ tên)".to_owned()),
        name: name.map(str::to_owned),
        pictures: Pictures::default(),
    };
    Ok(LetterFacts {
        number: Some(format!("Mã hồ sơ: {}", receipt.number)),
        body: vec![
            Block::Table { rows },
            paragraph(format!(
                "Nếu hồ sơ chưa đầy đủ hoặc chưa hợp lệ, cơ quan tiếp nhận sẽ thông báo bằng văn bản chậm nhất \
                 {until}; thời gian trả kết quả khi đó được tính lại từ ngày nhận đủ hồ sơ hợp lệ."
            )),
        ],
        counterpart: Some(signing("Người nộp hồ sơ", None)),
        signatory: signing("Người tiếp nhận hồ sơ", Some(slip.officer)),
        tracking: Some(Tracking {
            code: head.code(slip.link, &receipt.number)?,
            words: "Để xem hồ sơ đang ở bước nào và ngày hẹn trả kết quả, quét mã hoặc vào".to_owned(),
            address: slip.address.to_owned(),
        }),
        ..blank(head, registration, heading)
    })
}

/// Công văn đề nghị bổ sung hồ sơ.
pub fn supplement_request(
    head: &Letterhead,
    registration: Registration,
    (application, receipt): (&Application, &Receipt),
    asked: &SupplementRequest,
) -> LetterFacts {
    let due = Language::Vi.day_in_words(asked.due);
    LetterFacts {
        addressees: vec![applicant(application).to_owned()],
        body: vec![
            paragraph(format!("{}. Qua kiểm tra, hồ sơ cần bổ sung:", received(head, application, receipt))),
            Block::Items { items: asked.items.clone() },
            paragraph(format!(
                "Đề nghị bổ sung các nội dung trên chậm nhất {due}. Quá thời hạn này mà không bổ sung, hồ sơ có \
                 thể bị hủy."
            )),
        ],
        recipients: vec!["Như trên".to_owned(), "Lưu: VT, hồ sơ".to_owned()],
        ..blank(head, registration, letter("Đề nghị bổ sung hồ sơ", "V/v đề nghị bổ sung hồ sơ", receipt))
    }
}

/// Công văn từ chối cấp giấy xác nhận, with its reasons.
pub fn refusal(
    head: &Letterhead,
    registration: Registration,
    (application, receipt): (&Application, &Receipt),
    decision: &Decision,
) -> LetterFacts {
    let opening = paragraph(format!(
        "{}. Căn cứ kết quả thẩm xét, {} không cấp Giấy xác nhận đủ điều kiện hoạt động tư vấn, vì các lý do sau:",
        received(head, application, receipt),
        head.issuer_name(),
    ));
    let closing = paragraph(
        "Khi các điều kiện đã được đáp ứng, có thể nộp hồ sơ mới. Nếu không đồng ý, có quyền khiếu nại hoặc khởi \
         kiện theo quy định của pháp luật.",
    );
    LetterFacts {
        addressees: vec![applicant(application).to_owned()],
        body: std::iter::once(opening).chain(paragraphs(&decision.reasons)).chain([closing]).collect(),
        recipients: vec!["Như trên".to_owned(), "Lưu: VT, hồ sơ".to_owned()],
        ..blank(
            head,
            registration,
            letter("Từ chối cấp Giấy xác nhận", "V/v từ chối cấp Giấy xác nhận", receipt),
        )
    }
}

fn letter(title: &str, about: &str, receipt: &Receipt) -> Heading {
    Heading::Letter {
        title: format!("{title} {}", receipt.number),
        about: format!("{about}\n{}", receipt.number),
    }
}

/// `Ngày …, … nhận được hồ sơ số … đề nghị …`, without a full stop.
fn received(head: &Letterhead, application: &Application, receipt: &Receipt) -> String {
    format!(
        "{}, {} nhận được hồ sơ số {} của {} đề nghị {}",
        capitalised(&Language::Vi.day_in_words(receipt.received_at.day())),
        head.issuer_name(),
        receipt.number,
        applicant(application),
        Language::procedure_in_letters(application.procedure),
    )
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::print::Printable;
    use super::super::super::sample;
    use super::*;

    #[test]
    fn a_slip_leads_to_the_dossier_and_is_printed() {
        let register = sample::register();
        let facts = slip(&register.head(Language::Vi), &register.slip()).expect("fits");
        let tracking = facts.tracking.as_ref().expect("a code");
        assert_eq!(tracking.address, "tuvan.example.gov.vn/T/52-261122-0015-ABCD-EFGH-IJKL-MNOP");
        assert!(Printable::Letter(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
    }

    #[test]
    fn a_request_lists_every_item_and_the_last_day() {
        let register = sample::register();
        let asked = register.asked();
        let dossier = (&register.application, &register.receipt);
        let facts =
            supplement_request(&register.head(Language::Vi), register.registration(), dossier, &asked);
        assert!(facts.body.contains(&Block::Items { items: asked.items.clone() }));
        let Some(Block::Paragraph { text }) = facts.body.last() else { panic!("a closing") };
        assert!(text.contains("ngày 13 tháng 12 năm 2026"), "{text}");
        let Block::Paragraph { text } = &facts.body[0] else { panic!("an opening") };
        assert!(
            text.starts_with("Ngày 22 tháng 11 năm 2026, Ủy ban nhân dân tỉnh Gia Lai nhận được"),
            "{text}"
        );
    }

    #[test]
    fn a_refusal_gives_every_reason_a_paragraph() {
        let register = sample::register();
        let dossier = (&register.application, &register.receipt);
        let facts =
            refusal(&register.head(Language::Vi), register.registration(), dossier, &register.decision());
        assert!(facts.body.contains(&paragraph("Chỉ có 04 chuyên gia.")), "{:?}", facts.body);
        assert_eq!(facts.body.len(), 4);
    }
}
