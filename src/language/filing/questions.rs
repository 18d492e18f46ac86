//! The questions of the form: each field's name, its label and its hint.

use crate::language::Language;

/// A question of the form.
#[derive(Debug)]
pub struct Question {
    /// The field's name, which is also its id on the page.
    pub name: &'static str,
    vi: (&'static str, &'static str),
    en: (&'static str, &'static str),
}

/// A choice offered: the word that is stored, in Vietnamese, in English.
pub type Choice = (&'static str, &'static str, &'static str);

impl Question {
    /// The label.
    pub fn label(&self, language: Language) -> &'static str {
        language.choose(self.vi.0, self.en.0)
    }

    /// What helps to answer; may be empty.
    pub fn hint(&self, language: Language) -> &'static str {
        language.choose(self.vi.1, self.en.1)
    }
}

macro_rules! questions {
    ($($name:ident $field:literal: $vi:literal | $en:literal $(, $vi_hint:literal | $en_hint:literal)?;)+) => {
        $(
            #[expect(missing_docs, reason = "the label says it")]
            pub static $name: Question = Question {
                name: $field,
                vi: ($vi, concat!($($vi_hint)?)),
                en: ($en, concat!($($en_hint)?)),
            };
        )+
    };
}

questions! {
    PROCEDURE "procedure": "Loại hồ sơ" | "Kind of dossier";
    ISSUER "issuer": "Cơ quan tiếp nhận" | "Receiving authority",
        "Bộ Khoa học và Công nghệ hoặc tỉnh, thành phố. Sau khi bắt đầu không đổi được." |
        "The Ministry, or a province or city. It cannot be changed later.";

    NAME "name": "Tên tổ chức" | "Name of the organisation",
        "Viết như trên giấy tờ thành lập." | "As on the establishment paper.";
    ENTERPRISE_CODE "enterprise_code": "Mã số doanh nghiệp" | "Enterprise code",
        "10 chữ số, ví dụ 0101234567." | "10 digits, such as 0101234567.";
    ADDRESS "address": "Địa chỉ trụ sở" | "Address of the head office";
    PHONE "phone": "Điện thoại" | "Phone";
    EMAIL "email": "Thư điện tử" | "E-mail", "Ví dụ lienhe@tochuc.vn" | "Such as office@company.vn";
    REPRESENTATIVE "representative": "Họ tên người đại diện theo pháp luật" | "Full name of the legal representative";
    REPRESENTATIVE_TITLE "representative_title": "Chức danh" | "Title", "Ví dụ Giám đốc." | "Such as Director.";

    PAPER_KIND "kind": "Loại giấy tờ" | "Kind of paper";
    PAPER_NUMBER "number": "Số" | "Number";
    PAPER_ISSUED_ON "issued_on": "Ngày cấp" | "Date of issue";
    PAPER_ISSUED_BY "issued_by": "Nơi cấp" | "Issued by";
    FUNCTIONS "functions": "Ngành nghề, chức năng liên quan đến tư vấn" | "Functions that cover consulting",
        "Mỗi dòng một chức năng, chép đúng như trên giấy." | "One a line, copied from the paper.";

    QMS_NUMBER "number": "Số chứng chỉ" | "Certificate number";
    QMS_EDITION "edition": "Tiêu chuẩn và năm ban hành" | "Standard with its year",
        "Ghi như trên chứng chỉ, ví dụ ISO 9001:2015 hoặc TCVN ISO 9001:2015." | "As the certificate writes it, such as ISO 9001:2015 or TCVN ISO 9001:2015.";
    QMS_SCOPE "scope": "Phạm vi chứng nhận" | "Certified scope",
        "Chép đúng như trên chứng chỉ. Phạm vi phải gồm hoạt động tư vấn." |
        "Copied from the certificate. It must cover consulting.";
    QMS_FROM "valid_from": "Có hiệu lực từ ngày" | "Valid from";
    QMS_TO "valid_to": "Có hiệu lực đến ngày" | "Valid to";

    CLIENT "client": "Tên khách hàng" | "Name of the client";
    TAX_CODE "tax_code": "Mã số thuế của khách hàng" | "Tax code of the client",
        "Nếu có. Hai lần tư vấn cho cùng một khách hàng chỉ tính một." |
        "If there is one. Two engagements with one client count once.";
    FROM "from": "Tư vấn từ ngày" | "Consulted from";
    TO "to": "Đến ngày" | "To", "Để trống nếu chưa kết thúc." | "Leave empty if it goes on.";
    ROLE "role": "Vai trò của chuyên gia" | "The expert’s part";
    CERTIFICATE_NUMBER "certificate_number": "Số chứng chỉ khách hàng được cấp" | "Number of the certificate the client got";
    CERTIFIED_ON "certified_on": "Ngày được chứng nhận" | "Date of certification";
    BODY "body": "Tổ chức chứng nhận" | "Certification body";
    BODY_REGISTRATION "body_registration": "Số đăng ký của tổ chức chứng nhận" | "The body’s registration number",
        "Ví dụ 12/TĐC-ĐK, ghi trên chứng chỉ." | "Such as 12/TĐC-ĐK, printed on the certificate.";

    EXPERT_NAME "name": "Họ và tên" | "Full name", "Viết như trên căn cước." | "As on the identity card.";
    BORN_ON "born_on": "Ngày sinh" | "Birth date";
    SEX "sex": "Giới tính" | "Sex";
    PERSONAL_NUMBER "personal_number": "Số định danh cá nhân" | "Personal identification number",
        "12 chữ số trên căn cước. Được mã hóa khi lưu, không bao giờ in trên thẻ hay mã QR." |
        "12 digits on the identity card. Stored encrypted, never printed on a card or in a QR code.";

    CONTACT_ADDRESS "address": "Địa chỉ liên hệ" | "Contact address";
    CONTACT_EMAIL "email": "Thư điện tử" | "E-mail", "Ví dụ ten@vidu.vn" | "Such as name@example.vn";

    LEVEL "level": "Trình độ" | "Level";
    MAJOR "major": "Chuyên ngành" | "Major";
    SCHOOL "school": "Trường" | "School";
    GRADUATED_ON "graduated_on": "Ngày tốt nghiệp" | "Date of graduation",
        "Ngày ghi trên bằng. Thâm niên công tác tính từ ngày này." |
        "The date on the degree. Service is counted from it.";

    PROOF "proof": "Hình thức chứng minh" | "What shows it?";
    CERTIFICATE "number": "Số chứng chỉ" | "Certificate number";
    ISSUED_ON "issued_on": "Ngày cấp" | "Date of issue";
    FACILITY "facility": "Cơ sở đào tạo" | "Training facility";
    PROGRAMME "programme": "Chương trình" | "Programme";
    BASIS "basis": "Lý do được miễn" | "Ground of the exemption",
        "Ví dụ: cử nhân hành chính, Học viện Hành chính Quốc gia." |
        "Such as a degree in administration of the National Academy of Public Administration.";
    COMPLETED_ON "completed_on": "Ngày hoàn thành khóa học" | "Date the course was completed";
    SCORE "score": "Điểm cuối khóa, trên 100" | "Final score, of 100", "Ví dụ 82 hoặc 82,5." | "Such as 82 or 82.5.";
    ELIGIBLE_FROM "eligible_from": "Cơ sở đào tạo đủ điều kiện từ ngày" | "Facility eligible from",
        "Theo giấy xác nhận của cơ sở, nếu biết." | "By the facility’s own certificate, if known.";
    ELIGIBLE_TO "eligible_to": "Cơ sở đào tạo đủ điều kiện đến ngày" | "Facility eligible to";
    OLD_CARD "old_card": "Số thẻ chuyên gia cũ" | "Number of the older expert card";

    EMPLOYER "employer": "Nơi làm việc" | "Employer",
        "Tên tổ chức nộp hồ sơ, viết như trên hợp đồng." | "The applying organisation, as on the contract.";
    EMPLOYMENT_KIND "kind": "Hình thức làm việc" | "Kind of employment";
    CONTRACT_NUMBER "contract_number": "Số hợp đồng hoặc quyết định" | "Number of the contract or decision";
    SINCE "since": "Làm việc từ ngày" | "Since";
    INSURANCE_MONTHS "social_insurance_months": "Số tháng đã đóng bảo hiểm xã hội" | "Months of social insurance paid",
        "Tại tổ chức này. Để trống nếu chưa đóng." | "At this organisation. Leave empty if none.";

    POST_FROM "from": "Từ ngày" | "From";
    POST_TO "to": "Đến ngày" | "To", "Để trống nếu đang làm." | "Leave empty if still held.";
    PLACE "place": "Nơi công tác" | "Place of work";
    POST "post": "Vị trí, công việc" | "Post";

    BELONGS "belongs_to_organisation": "Bạn có thuộc tổ chức tư vấn hoặc tổ chức chứng nhận nào không?" |
        "Do you belong to a consulting or certification organisation?";
    CIVIL_SERVANT "civil_servant": "Bạn có phải cán bộ, công chức, viên chức không?" | "Are you a civil servant?";
    CONSENT_NUMBER "consent_number": "Số văn bản đồng ý của thủ trưởng cơ quan" | "Number of the consent letter of the head of your agency";
    CONSENT_SIGNED_ON "consent_signed_on": "Ngày ký" | "Date signed";
    CONSENT_SIGNER "consent_signer": "Người ký" | "Signer";

    REISSUE_PAPERS "papers": "Giấy tờ cần cấp lại" | "Papers to be issued again";
    REISSUE_CAUSE "cause": "Lý do" | "Reason";
    REISSUE_DETAILS "details": "Nội dung cụ thể" | "In detail",
        "Mất hoặc hư hỏng khi nào, ở đâu; hoặc căn cứ của việc đổi tên, địa chỉ." |
        "When and where it was lost or damaged; or what the new name or address rests on.";

    GOOD_ETHICS "good_ethics": "Cam kết về đạo đức" | "Ethics";
    FULL_CAPACITY "full_capacity": "Cam kết về năng lực hành vi dân sự" | "Civil-act capacity";
}

/// Why an organisation's papers are issued again (TT26, article 21).
pub const CAUSES: &[Choice] = &[
    ("lost", "Bị mất", "Lost"),
    ("damaged", "Bị hư hỏng", "Damaged"),
    ("renamed", "Đổi tên tổ chức hoặc người giữ thẻ", "The organisation or a holder has a new name"),
    ("moved", "Thay đổi địa chỉ liên lạc của tổ chức", "The organisation has a new contact address"),
];

/// Why an independent consultant's papers are.
pub const CAUSES_OF_A_PERSON: &[Choice] = &[
    ("lost", "Bị mất", "Lost"),
    ("damaged", "Bị hư hỏng", "Damaged"),
    ("renamed", "Đổi họ, tên", "The holder has a new name"),
];

/// What an organisation is established by.
pub const PAPER_KINDS: &[Choice] = &[
    ("establishment_decision", "Quyết định thành lập", "Establishment decision"),
    (
        "enterprise_registration",
        "Giấy chứng nhận đăng ký doanh nghiệp",
        "Enterprise registration certificate",
    ),
    ("operation_registration", "Giấy chứng nhận đăng ký hoạt động", "Operation registration certificate"),
];

/// Levels of a degree.
pub const LEVELS: &[Choice] = &[
    ("university", "Đại học", "University"),
    ("master", "Thạc sĩ", "Master"),
    ("doctor", "Tiến sĩ", "Doctor"),
];

/// How a person writes their sex.
pub const SEXES: &[Choice] = &[("male", "Nam", "Male"), ("female", "Nữ", "Female")];

/// Programmes of state administrative management.
pub const PROGRAMMES: &[Choice] = &[
    ("chuyen_vien", "Ngạch chuyên viên", "Chuyên viên grade"),
    ("chuyen_vien_chinh", "Ngạch chuyên viên chính", "Chuyên viên chính grade"),
    ("chuyen_vien_cao_cap", "Ngạch chuyên viên cao cấp", "Chuyên viên cao cấp grade"),
    ("bkhcn", "Chương trình của Bộ Khoa học và Công nghệ", "The Ministry’s own programme"),
];

/// Kinds of employment.
pub const EMPLOYMENT_KINDS: &[Choice] = &[
    ("public_employee", "Viên chức", "Public employee"),
    ("indefinite_term_contract", "Hợp đồng lao động không xác định thời hạn", "Contract of indefinite term"),
    ("fixed_term_contract", "Hợp đồng lao động xác định thời hạn", "Contract of fixed term"),
];

/// How training is shown.
pub const PROOFS: &[Choice] =
    &[("certificate", "Chứng chỉ", "A certificate"), ("exempt", "Được miễn", "An exemption")];

/// An expert's part.
pub const ROLES: &[Choice] =
    &[("lead", "Tư vấn chính", "Lead consultant"), ("member", "Tham gia", "Member of the team")];

/// Yes and no.
pub const YES_NO: &[Choice] = &[("yes", "Có", "Yes"), ("no", "Không", "No")];

/// The commitment of good ethics.
pub const ETHICS: &[Choice] =
    &[("yes", "Chuyên gia có đạo đức nghề nghiệp tốt.", "The expert has good professional ethics.")];

/// The commitment of full capacity.
pub const CAPACITY: &[Choice] = &[(
    "yes",
    "Chuyên gia đã thành niên, không bị tòa án tuyên mất hoặc hạn chế năng lực hành vi dân sự.",
    "The expert is of age, and no court has declared the loss or limitation of civil-act capacity.",
)];
