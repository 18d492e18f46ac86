//! The home page.

use super::Language;

/// The home page.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct HomeTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub look_up: &'static str,
    pub scan: &'static str,
    pub for_agencies: &'static str,
    pub for_agencies_lead: &'static str,
    pub for_applicants: &'static str,
    pub for_applicants_lead: &'static str,
    pub file: &'static str,
    pub continue_filing: &'static str,
    pub for_officers: &'static str,
    pub for_officers_lead: &'static str,
    pub verdicts: &'static str,
    pub valid: &'static str,
    pub valid_means: &'static str,
    pub not_valid: &'static str,
    pub not_valid_means: &'static str,
    pub not_now: &'static str,
    pub not_now_means: &'static str,
    pub unchecked: &'static str,
    pub unchecked_means: &'static str,
}

impl Language {
    /// The texts of the home page.
    pub fn home(self) -> &'static HomeTexts {
        self.choose(&VI, &EN)
    }
}

/// Vietnamese.
pub static VI: HomeTexts = HomeTexts {
    title: "Kiểm tra giấy xác nhận và thẻ chuyên gia tư vấn",
    lead: "Nhập số ghi trên giấy hoặc trên thẻ. Câu trả lời ở ngay dòng đầu, kèm thời điểm kiểm tra.",
    number: "Số giấy, số thẻ, đường dẫn của mã QR, tên tổ chức hoặc chuyên gia",
    number_hint: "Ví dụ: 01/2026/GXN-BKHCN. Không phân biệt chữ hoa, chữ thường và khoảng trắng. Nhập được nhiều số cùng lúc.",
    look_up: "Tra cứu số này",
    scan: "Có mã QR? Dùng máy ảnh của điện thoại quét mã, trang kết quả sẽ mở ra. Không cần cài ứng dụng.",
    for_agencies: "Cơ quan thuê tư vấn",
    for_agencies_lead: "Trước khi ký hợp đồng, kiểm tra giấy xác nhận của tổ chức và thẻ của từng chuyên gia \
                        bằng ô tra cứu ở trên.",
    for_applicants: "Tổ chức và chuyên gia tư vấn",
    for_applicants_lead: "Soạn và nộp hồ sơ, lưu dần từng phần, theo dõi hồ sơ đang ở đâu và còn thiếu gì.",
    file: "Tạo tài khoản để nộp hồ sơ",
    continue_filing: "Mở hồ sơ của tôi",
    for_officers: "Cán bộ giải quyết hồ sơ",
    for_officers_lead: "Tiếp nhận, thẩm xét và quyết định, với thời hạn tính theo ngày làm việc.",
    verdicts: "Bốn câu trả lời có thể nhận được",
    valid: "Còn hiệu lực",
    valid_means: "Giấy hoặc thẻ dùng được hôm nay.",
    not_valid: "Không có hiệu lực",
    not_valid_means: "Đã hết hạn, bị thu hồi, đã thay thế, bị sửa, hoặc chưa từng được cấp.",
    not_now: "Tạm thời chưa dùng được",
    not_now_means: "Đang bị đình chỉ, hoặc chưa đến ngày có hiệu lực.",
    unchecked: "Chưa kiểm tra được",
    unchecked_means: "Hệ thống không xác minh được lúc này. Không có nghĩa là còn hiệu lực.",
};

/// English.
pub static EN: HomeTexts = HomeTexts {
    title: "Check a certificate or an expert card",
    lead: "Type the number on the certificate or card. The first line is the answer, with the time of the check.",
    number: "Number of the certificate or card, link of the QR code, name of the organisation or expert",
    number_hint: "For example 01/2026/GXN-BKHCN. Capitals and spaces make no difference. Several numbers can be typed at once.",
    look_up: "Look this number up",
    scan: "There is a QR code? Scan it with the camera of a phone and the result opens. No app is needed.",
    for_agencies: "Agencies that hire consultants",
    for_agencies_lead: "Before signing a contract, check the organisation’s certificate and every expert’s card \
                        with the field above.",
    for_applicants: "Consulting organisations and experts",
    for_applicants_lead: "Write and file a dossier, save it as you go, see where it is and what is missing.",
    file: "Create an account to file a dossier",
    continue_filing: "Open my dossiers",
    for_officers: "Officers",
    for_officers_lead: "Receive, appraise and decide, with deadlines counted in working days.",
    verdicts: "The four answers you may get",
    valid: "Valid",
    valid_means: "The paper can be used today.",
    not_valid: "Not valid",
    not_valid_means: "Expired, revoked, replaced, altered, or never issued.",
    not_now: "Not now",
    not_now_means: "Suspended, or not yet in force.",
    unchecked: "Could not check",
    unchecked_means: "The register could not verify it at this moment. That does not mean it is valid.",
};
