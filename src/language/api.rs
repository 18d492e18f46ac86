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
    pub statement: &'static str,
    pub conditions: &'static str,
    pub documents: &'static str,
    pub lists: &'static str,
    pub keys: &'static str,
    pub openapi: &'static str,
    pub example: &'static str,
    pub problems: &'static str,
    pub never_issued: &'static str,
    pub unreadable: &'static str,
    pub not_a_number: &'static str,
    pub day: &'static str,
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
    statement: "Xác nhận có chữ ký về tình trạng vào một ngày bất kỳ từ khi mở sổ (W3C VC), để lưu và kiểm tra khi không có mạng. Thẻ cũng vậy, dưới /api/v1/cards/.",
    conditions: "Năm điều kiện mà tổ chức tư vấn phải duy trì (khoản 2 Điều 7 Quyết định 19/2014/QĐ-TTg): hôm nay có hay không, và từ ngày nào. Không phải là một phần của kết quả kiểm tra giấy.",
    documents: "Bản điện tử có chữ ký của giấy hay thẻ (W3C VC, application/vc). Một số có thể đã có nhiều bản: thêm ?paper= và vị trí trong danh sách tình trạng để lấy đúng một bản; không thêm thì là bản mới nhất. Trang /c/ của bản ấy cũng trả lời như vậy.",
    lists: "Danh sách tình trạng: revocation (đã chấm dứt) và suspension (đang đình chỉ) là Bitstring Status List của W3C, token là Token Status List của IETF (JWT hoặc CWT).",
    keys: "Khóa công khai của cơ quan cấp (did:web). Để kiểm tra, hãy ghim khóa; đừng tin khóa mà một văn bản tự nêu.",
    openapi: "Mô tả đầy đủ theo OpenAPI 3.1.",
    example: "Ví dụ",
    problems: "Khi không trả lời được (RFC 9457)",
    never_issued: "Chưa có giấy hay thẻ nào mang số này.",
    unreadable: "Nội dung gửi lên không phải một mã.",
    not_a_number: "Nội dung gửi lên không phải số của loại giấy được hỏi. “not_asked” cho biết đó là gì, “see” cho biết xem ở đâu. Đừng coi là chưa từng được cấp.",
    day: "“on” không phải một ngày, hoặc là ngày chưa đến.",
    register_unavailable: "Lúc này không đọc được sổ đăng ký. Hãy hỏi lại sau.",
    rules: "Nên biết",
    rule_list: &[
        "Chỉ khi “verdict” là “valid” mới được tin. Mọi giá trị khác, kể cả giá trị chưa biết, đều không phải còn hiệu lực.",
        "Thêm ?on=2026-11-22 vào câu hỏi nào cũng được, để biết tình trạng của ngày ấy; không thêm thì là hôm nay.",
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
    statement: "A signed statement of how it stood on any day since the register began (W3C VC), to be kept and checked offline. Cards alike, under /api/v1/cards/.",
    conditions: "The five conditions that a consulting organisation must keep up (Decision 19/2014/QĐ-TTg, article 7.2): whether each holds today, and since when. No part of the verdict on the paper.",
    documents: "The signed document of a certificate or card (W3C VC, application/vc). A number may have had several papers: ?paper= and the place in the status lists names one of them; without it, it is the newest. The /c/ page of a paper answers the same way.",
    lists: "Status lists: revocation (ended) and suspension are W3C Bitstring Status Lists, token is an IETF Token Status List (JWT or CWT).",
    keys: "An issuer’s public keys (did:web). To verify, pin keys; never trust one that a document names itself.",
    openapi: "The full description, OpenAPI 3.1.",
    example: "Example",
    problems: "When there is no answer (RFC 9457)",
    never_issued: "No paper of this number was ever issued.",
    unreadable: "What was sent is not a code.",
    not_a_number: "What was sent is not the number of such a paper. “not_asked” says what it is, “see” where to look. Never take it for never issued.",
    day: "“on” is not a day, or one that has not come.",
    register_unavailable: "The register cannot be read at this moment. Ask again later.",
    rules: "Good to know",
    rule_list: &[
        "Rely on a paper only if “verdict” is “valid”. Every other value, also one you do not know, is not valid.",
        "Add ?on=2026-11-22 to any question to be told how it was on that day; without it, today.",
        "“as_of” is when the register was read. Do not keep an answer for another day.",
        "Every answer has a “verdict”, also under another status than 200.",
        "Asking too fast from one address answers 429: slow down.",
    ],
};
