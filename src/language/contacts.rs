//! Showing how an independent consultant is reached.

use super::Language;

/// The page on which that is agreed to and ended.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct ContactTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub is_hidden: &'static str,
    pub is_shown: &'static str,
    pub choice: &'static str,
    pub agree: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub nothing_written: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub shown_said: &'static str,
    pub hidden_said: &'static str,
    pub link: &'static str,
    pub beside_new: &'static str,
    pub beside_new_hint: &'static str,
}

impl Language {
    /// The page on which that is agreed to and ended.
    pub fn contacts(self) -> &'static ContactTexts {
        self.choose(&VI, &EN)
    }
}

static VI: ContactTexts = ContactTexts {
    title: "Thông tin liên hệ trên trang tra cứu",
    lead: "Cơ quan cần thuê chuyên gia tra cứu giấy xác nhận và thẻ của bạn theo số. Nếu bạn đồng ý, trang tra cứu ghi cách \
           liên hệ với bạn khi giấy còn hiệu lực. Có thể ngừng bất cứ lúc nào; khi đó thông tin này bị xóa khỏi nơi công khai.",
    is_hidden: "Không hiển thị.",
    is_shown: "Đang hiển thị:",
    choice: "Tôi đồng ý hiển thị cho người tra cứu",
    agree: "Lấy từ hồ sơ đã nộp của bạn.",
    phone: "Điện thoại",
    email: "Thư điện tử",
    nothing_written: "Hồ sơ đã nộp không ghi điện thoại hay thư điện tử nào, nên không có gì để hiển thị.",
    show: "Hiển thị",
    hide: "Ngừng hiển thị",
    shown_said: "Thông tin liên hệ được hiển thị trên trang tra cứu.",
    hidden_said: "Thông tin liên hệ không còn được hiển thị.",
    link: "Thông tin liên hệ trên trang tra cứu",
    beside_new: "Hiển thị cách liên hệ với tôi bên giấy xác nhận mới",
    beside_new_hint: "Bạn đang đồng ý hiển thị bên giấy hiện nay. Bỏ chọn thì việc hiển thị chấm dứt khi giấy mới được cấp.",
};

static EN: ContactTexts = ContactTexts {
    title: "Contact on the public page",
    lead: "Agencies about to hire look your certificate and card up by number. If you agree, the page says how you are \
           reached while the certificate is in force. It can be ended at any time; what was public is deleted then.",
    is_hidden: "Not shown.",
    is_shown: "Shown:",
    choice: "I agree that whoever looks me up sees",
    agree: "From the dossier that you filed.",
    phone: "Telephone",
    email: "E-mail",
    nothing_written: "Your dossier has no telephone and no e-mail, so there is nothing to show.",
    show: "Show",
    hide: "Show no more",
    shown_said: "Your contact is shown on the public page.",
    hidden_said: "Your contact is shown no more.",
    link: "Contact on the public page",
    beside_new: "Show how to reach me beside the new certificate",
    beside_new_hint: "You agreed to it beside the present one. What is not ticked ends when the new one is issued.",
};
