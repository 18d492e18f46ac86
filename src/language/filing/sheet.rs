//! What is wrong with an answer, and what helps.

use crate::language::Language;

/// What is wrong with an answer, and what helps.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct SheetTexts {
    pub day: &'static str,
    pub day_hint: &'static str,
    pub too_long: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub enterprise_code: &'static str,
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
}

static VI: SheetTexts = SheetTexts {
    day: "nhập ngày có thật theo dạng ngày/tháng/năm, ví dụ 22/11/2026.",
    day_hint: "Ngày/tháng/năm, ví dụ 22/11/2026.",
    too_long: "nội dung quá dài, hãy viết ngắn lại.",
    name: "tên không in được. Viết tên dài không quá 300 byte, không có ký tự ẩn.",
    email: "nhập theo dạng lienhe@tochuc.vn.",
    enterprise_code: "nhập đúng 10 chữ số.",
    check_digit: "Chữ số cuối của mã số doanh nghiệp không khớp cách tính thông thường. Hãy đối chiếu với giấy tờ; nếu \
                  đúng như giấy tờ thì giữ nguyên.",
    personal_number: "nhập đúng 12 chữ số.",
    count: "nhập một số nguyên từ 0 đến 1200.",
    score: "nhập điểm từ 0 đến 100, ví dụ 82 hoặc 82,5.",
    choice: "chọn một trong các câu trả lời.",
};

static EN: SheetTexts = SheetTexts {
    day: "enter a real date as day/month/year, such as 22/11/2026.",
    day_hint: "Day/month/year, such as 22/11/2026.",
    too_long: "this is too long, shorten it.",
    name: "this name cannot be printed. Use at most 300 bytes and no hidden characters.",
    email: "enter an address such as office@company.vn.",
    enterprise_code: "enter exactly 10 digits.",
    check_digit: "The last digit of the enterprise code does not fit the usual check. Compare it with the paper; if the \
                  paper says so, leave it.",
    personal_number: "enter exactly 12 digits.",
    count: "enter a whole number from 0 to 1200.",
    score: "enter a score from 0 to 100, such as 82 or 82.5.",
    choice: "choose one of the answers.",
};
