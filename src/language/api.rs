//! The page about the interface for programs.

use super::Language;

/// The page about the interface for programs.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct ApiTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub questions: &'static str,
    pub verify: &'static str,
    pub certificates: &'static str,
    pub cards: &'static str,
    pub openapi: &'static str,
    pub example: &'static str,
    pub problems: &'static str,
    pub never_issued: &'static str,
    pub unreadable: &'static str,
    pub register_unavailable: &'static str,
    pub rules: &'static str,
    pub rule_list: &'static [&'static str],
}

impl Language {
    /// The page about the interface for programs.
    pub fn api(self) -> &'static ApiTexts {
        self.choose(&VI, &EN)
    }
}

/// Vietnamese.
pub static VI: ApiTexts = ApiTexts {
    title: "Dữ liệu cho phần mềm",
    lead: "Kiểm tra giấy xác nhận và thẻ từ phần mềm của cơ quan bạn. Chỉ đọc, công khai, không cần khóa.",
    questions: "Các câu hỏi",
    verify: "Kết quả kiểm tra một mã QR: phần sau /V/ của đường dẫn trong mã.",
    certificates: "Giấy xác nhận theo số.",
    cards: "Thẻ theo số: thẻ cấp gần nhất của người đó.",
    openapi: "Mô tả đầy đủ theo OpenAPI 3.1.",
    example: "Ví dụ",
    problems: "Khi không trả lời được (RFC 9457)",
    never_issued: "Chưa có giấy hay thẻ nào mang số này.",
    unreadable: "Nội dung gửi lên không phải một mã.",
    register_unavailable: "Lúc này không đọc được sổ đăng ký. Hãy hỏi lại sau.",
    rules: "Nên biết",
    rule_list: &[
        "Chỉ khi “verdict” là “valid” mới được tin. Mọi giá trị khác, kể cả giá trị chưa biết, đều không phải còn hiệu lực.",
        "“as_of” là lúc sổ đăng ký được đọc. Đừng lưu câu trả lời để dùng lại vào ngày khác.",
        "Câu trả lời nào cũng có “verdict”, kể cả khi trạng thái không phải 200.",
        "Hỏi quá nhanh từ một địa chỉ sẽ nhận 429: hãy chậm lại.",
    ],
};

/// English.
pub static EN: ApiTexts = ApiTexts {
    title: "Data for programs",
    lead: "Check certificates and cards from your own software. Read-only, public, no key needed.",
    questions: "Questions",
    verify: "The verdict on a QR code: the part after /V/ of the link in it.",
    certificates: "A certificate by its number.",
    cards: "A card by its number: the last one issued to the person.",
    openapi: "The full description, OpenAPI 3.1.",
    example: "Example",
    problems: "When there is no answer (RFC 9457)",
    never_issued: "No paper of this number was ever issued.",
    unreadable: "What was sent is not a code.",
    register_unavailable: "The register cannot be read at this moment. Ask again later.",
    rules: "Good to know",
    rule_list: &[
        "Rely on a paper only if “verdict” is “valid”. Every other value, also one you do not know, is not valid.",
        "“as_of” is when the register was read. Do not keep an answer for another day.",
        "Every answer has a “verdict”, also under another status than 200.",
        "Asking too fast from one address answers 429: slow down.",
    ],
};
