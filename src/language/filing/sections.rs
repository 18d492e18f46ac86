//! The parts of the form by name, what each is for, and what it lacks.

use crate::domain::application::Procedure;
use crate::domain::readiness::{GapKind, Section};
use crate::domain::regime::{Conditions, PhotoForm};
use crate::language::Language;

impl Language {
    /// The name of a part of the form.
    pub fn section(self, section: Section) -> &'static str {
        match section {
            Section::Organisation => self.choose("Thông tin tổ chức", "The organisation"),
            Section::Establishment => self.choose("Giấy tờ thành lập", "Establishment paper"),
            Section::QmsCertificate => {
                self.choose("Chứng chỉ hệ thống quản lý chất lượng", "Own QMS certificate")
            }
            Section::Clients => self.choose("Khách hàng đã tư vấn", "Clients consulted"),
            Section::RegistrationForm => {
                self.choose("Đơn đăng ký có chữ ký (bản quét)", "Signed registration form (scan)")
            }
            Section::Experts => self.choose("Danh sách chuyên gia", "List of experts"),
            Section::Identity => self.choose("Họ tên và nhân thân", "Name and identity"),
            Section::Contact => self.choose("Thông tin liên hệ", "Contact"),
            Section::Degree => self.choose("Bằng tốt nghiệp đại học", "University degree"),
            Section::StateAdministration => {
                self.choose("Bồi dưỡng quản lý hành chính nhà nước", "State administrative management")
            }
            Section::QmsTraining => self.choose("Đào tạo về tư vấn", "QMS-consulting training"),
            Section::Employment => self.choose("Việc làm tại tổ chức", "Employment at the organisation"),
            Section::History => self.choose("Quá trình công tác", "Posts held"),
            Section::Engagements => self.choose("Kinh nghiệm tư vấn", "Consulting experience"),
            Section::Independence => self.choose("Tính độc lập", "Independence"),
            Section::Declaration => self.choose("Cam kết của chuyên gia", "The expert’s declaration"),
            Section::Photo => self.choose("Ảnh chân dung", "Portrait"),
            Section::Reissue => self.choose("Đề nghị cấp lại", "What is asked for, and why"),
            Section::Particulars => self.choose("Tên, địa chỉ mới", "The new name or address"),
        }
    }

    /// What a part of the form is for, with what the law asks; empty where its
    /// name says it.
    pub fn section_lead(self, section: Section, asks: &Conditions) -> String {
        match section {
            Section::Clients => {
                let n = asks.clients_needed.value;
                self.choose(
                    format!("Cần ít nhất {n} khách hàng khác nhau đã được một tổ chức chứng nhận có đăng ký cấp chứng chỉ sau khi tư vấn. Tải báo cáo hoạt động tư vấn và tài liệu chứng minh lên ở cuối trang."),
                    format!("At least {n} different clients, certified by a registered body after you consulted them. Upload the report and what proves it at the end of the page."),
                )
            }
            Section::QmsTraining => {
                let score = asks.score_needed.value;
                self.choose(
                    format!("Chứng chỉ của cơ sở đào tạo đủ điều kiện, điểm cuối khóa ít nhất {score} trên 100. Thẻ cũ có thể được xét miễn."),
                    format!("A certificate of an eligible facility with a final score of at least {score} of 100. An older card may exempt."),
                )
            }
            Section::History => {
                let months = asks.service_months.value;
                self.choose(
                    format!("Các nơi đã làm việc từ ngày tốt nghiệp. Cần đủ {months} tháng tính đến ngày quyết định."),
                    format!("Where the expert worked since graduation. It must cover {months} months by the decision."),
                )
            }
            Section::Engagements => {
                let n = asks.lead_clients_needed.value;
                self.choose(
                    format!("Cần là tư vấn chính cho ít nhất {n} khách hàng khác nhau đã được chứng nhận. Tải lý lịch và tài liệu chứng minh lên ở cuối trang."),
                    format!("Lead consultant for at least {n} different certified clients. Upload the CV and what proves it at the end of the page."),
                )
            }
            other => self.plain_lead(other).to_owned(),
        }
    }

    fn plain_lead(self, section: Section) -> &'static str {
        match section {
            Section::RegistrationForm => self.choose(
                "Nếu cơ quan yêu cầu đơn có chữ ký và con dấu, hãy tải bản quét lên đây.",
                "If the authority wants a form with signature and seal, upload its scan here.",
            ),
            Section::Contact => self.choose(
                "Để cơ quan liên hệ với bạn về hồ sơ; in trên đơn đăng ký và giấy tiếp nhận. Chỉ bạn và cơ quan giải \
                 quyết hồ sơ xem được, không đưa lên trang tra cứu công khai.",
                "For the authority to reach you about the dossier; printed on the application and the receipt slip. \
                 Only you and the authority see it: it never stands on a public page.",
            ),
            Section::StateAdministration => self.choose(
                "Chứng chỉ ngạch chuyên viên trở lên hoặc chương trình của Bộ. Người có bằng hành chính của Học viện \
                 Hành chính Quốc gia được miễn.",
                "A certificate of chuyên viên grade or higher, or of the Ministry’s programme. A degree in \
                 administration of the National Academy of Public Administration exempts.",
            ),
            Section::Employment => self.choose(
                "Chuyên gia phải là viên chức hoặc có hợp đồng không xác định thời hạn với đúng một tổ chức.",
                "An expert is a public employee, or on a contract of indefinite term, with exactly one organisation.",
            ),
            Section::Photo => self.choose(
                "Ảnh được in trên thẻ. Ảnh nhìn thẳng, phông nền sáng, không đội mũ.",
                "The picture is printed on the card: facing forward, light background, no hat.",
            ),
            Section::Reissue => self.choose(
                "Chọn giấy tờ cần cấp lại và lý do, rồi tải lên văn bản đề nghị có chữ ký (của tổ chức: có đóng \
                 dấu); kèm bản chụp giấy cũ nếu còn. Số và thời hạn được giữ nguyên.",
                "Choose what is to be issued again and why, and upload the signed letter (an organisation's with \
                 its seal), with a copy of the old paper if there is one. Number and last day stay the same.",
            ),
            Section::Particulars => self.choose(
                "Sửa những gì đã thay đổi; phần còn lại giữ nguyên như sổ đăng ký. Tải lên giấy tờ chứng minh, ví \
                 dụ giấy chứng nhận đăng ký doanh nghiệp đã thay đổi, căn cước mới.",
                "Change what is new; the rest stays as the register has it. Upload what shows it, such as the \
                 amended enterprise registration, or the new identity card.",
            ),
            _ => "",
        }
    }

    /// What a portrait must be.
    pub fn photo_hint(self, form: PhotoForm) -> String {
        let PhotoForm { least_width, least_height, ratio_width, ratio_height, .. } = form;
        self.choose(
            format!("Ảnh màu JPEG hoặc PNG, tỷ lệ {ratio_width}×{ratio_height} (rộng×cao), ít nhất {least_width}×{least_height} điểm ảnh. Ảnh mới thay ảnh cũ."),
            format!("A colour picture, JPEG or PNG, {ratio_width}×{ratio_height} (width×height), at least {least_width}×{least_height} pixels. A new one takes the place of the old."),
        )
    }

    /// An organisation without experts.
    pub fn no_experts(self, procedure: Procedure, asks: &Conditions) -> String {
        if procedure == Procedure::AdditionalCards {
            return self
                .choose(
                    "Chưa có chuyên gia nào. Thêm những chuyên gia cần cấp thẻ.",
                    "No expert yet. Add those who are to get a card.",
                )
                .to_owned();
        }
        let n = asks.experts_needed.value;
        self.choose(
            format!(
                "Chưa có chuyên gia nào. Hồ sơ của tổ chức cần ít nhất {n} chuyên gia đạt mọi điều kiện."
            ),
            format!("No expert yet. An organisation needs at least {n} experts who meet every condition."),
        )
    }

    /// What a part lacks, as a sentence.
    pub fn gap(self, kind: GapKind) -> &'static str {
        match kind {
            GapKind::Missing => self.choose("Chưa điền.", "Not filled in."),
            GapKind::Incomplete => self.choose("Còn thiếu nội dung.", "Something is missing."),
            GapKind::NoPaper => self.choose("Chưa có bản quét giấy tờ.", "No scanned paper yet."),
            GapKind::Sign => {
                self.choose("Có ký tự không in được trên giấy.", "There is a sign that papers cannot show.")
            }
            GapKind::Name => self.choose("Tên không in được trên giấy.", "The name cannot be printed."),
            GapKind::EnterpriseCode => {
                self.choose("Mã số doanh nghiệp phải gồm 10 chữ số.", "An enterprise code has 10 digits.")
            }
            GapKind::PersonalNumber => {
                self.choose("Số định danh cá nhân phải gồm 12 chữ số.", "A personal number has 12 digits.")
            }
            GapKind::RepeatedExpert => self.choose(
                "Trùng số định danh với một chuyên gia khác.",
                "Another expert has the same personal number.",
            ),
            GapKind::Unchanged => self.choose(
                "Chưa có gì khác với sổ đăng ký: hãy ghi tên hoặc địa chỉ mới.",
                "Nothing differs from the register yet: write the new name or address.",
            ),
            GapKind::CertificateToo => self.choose(
                "Tên, địa chỉ của tổ chức in trên giấy xác nhận: hãy chọn cấp lại cả giấy xác nhận.",
                "The organisation's name and address stand on the certificate: ask for it as well.",
            ),
        }
    }
}
