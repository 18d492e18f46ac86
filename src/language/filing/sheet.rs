//! What is wrong with an answer, and what helps.

use crate::domain::typed::{Font, Proposal};
use crate::language::Language;

/// What is wrong with an answer, and what helps.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct SheetTexts {
    pub day: &'static str,
    pub future: &'static str,
    pub backwards: &'static str,
    pub phone: &'static str,
    pub day_hint: &'static str,
    pub too_long: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub enterprise_code: &'static str,
    pub branch_code: &'static str,
    pub check_digit: &'static str,
    pub personal_number: &'static str,
    pub count: &'static str,
    pub score: &'static str,
    pub choice: &'static str,
}

impl Language {
    /// What is wrong with an answer.
    pub fn sheet(self) -> &'static SheetTexts {
        self.choose(&VI, &EN)
    }

    /// What a text typed for an old font seems to mean, and what to do.
    pub fn proposed(self, proposal: &Proposal) -> String {
        let meant = &proposal.text;
        let font = match proposal.font {
            Font::VnTime => {
                self.choose("có vẻ gõ bằng phông .VnTime", "seems to be typed for the font .VnTime")
            }
            Font::Vni => self.choose("có vẻ gõ bằng phông VNI", "seems to be typed for a VNI font"),
            Font::Viscii => self.choose("có vẻ gõ bằng phông VISCII", "seems to be typed for a VISCII font"),
            Font::OtherAlphabet => {
                self.choose("có chữ cái của bảng chữ khác lẫn vào", "has letters of another alphabet in it")
            }
        };
        self.choose(
            format!("Nội dung này {font}: có phải “{meant}”? Nếu phải, hãy sửa lại như vậy; nếu không, giữ nguyên."),
            format!("This {font}: is it “{meant}”? If so, write it like that; if not, leave it."),
        )
    }

    /// How many texts of an imported file seem typed for an old font.
    pub fn proposed_in_file(self, proposals: &[Proposal]) -> String {
        let Some(first) = proposals.first() else { return String::new() };
        let (count, meant) = (proposals.len(), first.text.chars().take(80).collect::<String>());
        self.choose(
            format!(
                "{count} nội dung trong tệp có vẻ gõ bằng phông cũ, như “{meant}”. Mở từng mục để xem và sửa lại."
            ),
            format!("Texts that seem typed for an old font: {count}, such as “{meant}”. Open each part and correct them."),
        )
    }
}

static VI: SheetTexts = SheetTexts {
    day: "nhập ngày có thật theo dạng ngày/tháng/năm, ví dụ 22/11/2026.",
    future: "ngày này chưa đến. Hãy xem lại năm.",
    backwards: "ngày kết thúc đứng trước ngày bắt đầu.",
    phone: "số điện thoại có từ 7 đến 15 chữ số, ví dụ 024 3000 0000.",
    day_hint: "Ngày/tháng/năm, ví dụ 22/11/2026.",
    too_long: "nội dung quá dài, hãy viết ngắn lại.",
    name: "tên không in được. Viết tên bằng chữ, dài không quá 100 ký tự.",
    email: "nhập theo dạng lienhe@tochuc.vn.",
    enterprise_code: "chỉ nhập 10 chữ số, không kèm chữ, ví dụ 0101234567.",
    branch_code: "đây là mã 13 chữ số của chi nhánh, đơn vị phụ thuộc. Nhập 10 chữ số đầu, là mã của doanh nghiệp.",
    check_digit: "Chữ số cuối của mã số doanh nghiệp không khớp cách tính thông thường. Hãy đối chiếu với giấy tờ; nếu \
                  đúng như giấy tờ thì giữ nguyên.",
    personal_number: "chỉ nhập 12 chữ số, không kèm chữ.",
    count: "nhập một số nguyên từ 0 đến 1200.",
    score: "nhập điểm từ 0 đến 100, ví dụ 82 hoặc 82,5.",
    choice: "chọn một trong các câu trả lời.",
};

static EN: SheetTexts = SheetTexts {
    day: "enter a real date as day/month/year, such as 22/11/2026.",
    future: "this day has not come yet. Look at the year again.",
    backwards: "this ends before it begins.",
    phone: "a telephone number has 7 to 15 digits, such as 024 3000 0000.",
    day_hint: "Day/month/year, such as 22/11/2026.",
    too_long: "this is too long, shorten it.",
    name: "this name cannot be printed. Write it in letters, with at most 100 of them.",
    email: "enter an address such as office@company.vn.",
    enterprise_code: "enter 10 digits and no letters, such as 0101234567.",
    branch_code: "this is the 13-digit code of a branch. Enter its first 10 digits, the code of the enterprise.",
    check_digit: "The last digit of the enterprise code does not fit the usual check. Compare it with the paper; if the \
                  paper says so, leave it.",
    personal_number: "enter 12 digits and no letters.",
    count: "enter a whole number from 0 to 1200.",
    score: "enter a score from 0 to 100, such as 82 or 82.5.",
    choice: "choose one of the answers.",
};
