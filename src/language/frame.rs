//! The texts around every page.

use super::Language;
use crate::dates::Day;

/// The texts around every page.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct FrameTexts {
    pub site: &'static str,
    pub owner: &'static str,
    pub skip: &'static str,
    pub menu: &'static str,
    pub look_up: &'static str,
    pub register: &'static str,
    pub desk: &'static str,
    pub filing: &'static str,
    pub sign_in: &'static str,
    pub sign_up: &'static str,
    pub sign_out: &'static str,
    pub account: &'static str,
    /// The switch, in the language it switches to.
    pub switch: &'static str,
    /// The same below a form, whose typed text it keeps.
    pub switch_form: &'static str,
    pub demo: &'static str,
    /// What the line about invented data is, for screen readers.
    pub demo_label: &'static str,
    pub breadcrumb: &'static str,
    pub notice: &'static str,
    pub errors: &'static str,
    /// Beside a file or a password that a page shown again cannot hold.
    pub not_kept: &'static str,
    pub error_prefix: &'static str,
    pub optional: &'static str,
    pub choose: &'static str,
    pub question_cut: &'static str,
    pub pages: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub unreadable: &'static str,
    pub unreadable_row: &'static str,
    pub footer: &'static str,
    pub law: &'static str,
}

impl Language {
    /// The texts around every page.
    pub fn frame(self) -> &'static FrameTexts {
        self.choose(&VI, &EN)
    }

    /// The day of a demonstration that is told as of another day.
    pub fn demo_day(self, day: Day) -> String {
        let day = self.day(day);
        match self {
            Self::Vi => format!("Ngày của minh họa: {day}."),
            Self::En => format!("Here it is {day}."),
        }
    }
}

/// Vietnamese.
pub static VI: FrameTexts = FrameTexts {
    site: "Sổ đăng ký tư vấn hệ thống quản lý chất lượng",
    owner: "Bộ Khoa học và Công nghệ và các địa phương",
    skip: "Đến nội dung chính",
    menu: "Trình đơn chính",
    look_up: "Tra cứu",
    register: "Sổ đăng ký",
    desk: "Bàn làm việc",
    filing: "Hồ sơ của tôi",
    sign_in: "Đăng nhập",
    sign_up: "Tạo tài khoản",
    sign_out: "Đăng xuất",
    account: "Tài khoản",
    switch: "English",
    switch_form: "English (what you typed is kept)",
    demo_label: "Lưu ý",
    demo: "Dữ liệu minh họa. Mọi tổ chức, con người và giấy tờ ở đây đều được bịa ra.",
    breadcrumb: "Vị trí trang",
    notice: "Thông báo",
    not_kept: "Mục này không giữ lại được khi đổi ngôn ngữ. Hãy chọn hoặc nhập lại.",
    errors: "Có nội dung cần sửa",
    error_prefix: "Lỗi:",
    optional: "không bắt buộc",
    choose: "Chọn…",
    question_cut: "Nội dung tìm quá dài: chỉ 200 chữ đầu được dùng để tìm.",
    pages: "Các trang",
    previous: "Trang trước",
    next: "Trang sau",
    unreadable: "Có dòng không đọc được nên không hiện trong danh sách này. Hãy báo người vận hành hệ thống, kèm số \
                 tham chiếu.",
    unreadable_row: "Không đọc được, số tham chiếu",
    footer: "Mọi giấy xác nhận và thẻ đều kiểm tra được tại",
    law: "Theo Quyết định số 19/2014/QĐ-TTg và Thông tư số 26/2014/TT-BKHCN.",
};

/// English.
pub static EN: FrameTexts = FrameTexts {
    site: "Register of quality management consultants",
    owner: "Ministry of Science and Technology and the provinces",
    skip: "Skip to the main content",
    menu: "Main menu",
    look_up: "Look up",
    register: "Register",
    desk: "Desk",
    filing: "My dossiers",
    sign_in: "Sign in",
    sign_up: "Create an account",
    sign_out: "Sign out",
    account: "Account",
    switch: "Tiếng Việt",
    switch_form: "Tiếng Việt (giữ nội dung đã nhập)",
    demo_label: "Please note",
    demo: "Demonstration data. Every organisation, person and paper here is invented.",
    breadcrumb: "Where you are",
    notice: "Notice",
    not_kept: "This could not be kept when the language was changed. Choose or enter it again.",
    errors: "Something needs to be corrected",
    error_prefix: "Error:",
    optional: "optional",
    choose: "Choose…",
    question_cut: "What you typed is too long: only its first 200 letters were searched for.",
    pages: "Pages",
    previous: "Previous page",
    next: "Next page",
    unreadable: "Some rows cannot be read and are left out of this list. Tell whoever runs the register, with their \
                 references.",
    unreadable_row: "Cannot be read, reference",
    footer: "Every certificate and card can be checked at",
    law: "Under Decision 19/2014/QĐ-TTg and Circular 26/2014/TT-BKHCN.",
};
