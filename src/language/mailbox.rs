//! The address of an account: whether news goes there, and how it comes to.

use super::Language;

/// What is said of the address of an account.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct MailboxTexts {
    pub title: &'static str,
    pub none_sent: &'static str,
    pub works: &'static str,
    pub unconfirmed: &'static str,
    pub refused: &'static str,
    pub ask: &'static str,
    pub ordered: &'static str,
    pub on_its_way: &'static str,
    pub too_often: &'static str,
    pub confirmed_already: &'static str,
    pub reminders: &'static str,
    pub reminders_on: &'static str,
    pub reminders_off: &'static str,
    pub decline: &'static str,
    pub want: &'static str,
    pub declined: &'static str,
    pub wanted: &'static str,
    pub to_account: &'static str,
    pub confirm_title: &'static str,
    pub confirm_lead: &'static str,
    pub confirm: &'static str,
    pub confirmed_title: &'static str,
    pub confirmed_lead: &'static str,
    pub over_title: &'static str,
    pub over_lead: &'static str,
    pub decline_title: &'static str,
    pub decline_lead: &'static str,
    pub declined_title: &'static str,
    pub declined_lead: &'static str,
    pub no_link_lead: &'static str,
}

impl Language {
    /// The texts of the address of an account.
    pub fn mailbox(self) -> &'static MailboxTexts {
        self.choose(&VI, &EN)
    }
}

/// Vietnamese.
pub static VI: MailboxTexts = MailboxTexts {
    title: "Thư báo tin",
    none_sent: "Hệ thống này chưa gửi thư điện tử. Mọi tin về hồ sơ có trên trang của bạn.",
    works: "Tin về hồ sơ và giấy xác nhận của bạn được gửi tới địa chỉ của tài khoản.",
    unconfirmed: "Địa chỉ của tài khoản chưa được xác nhận nên chưa có tin nào được gửi tới. Mở thư xác nhận đã gửi, hoặc \
                  xin gửi lại.",
    refused: "Máy chủ thư báo địa chỉ của tài khoản không nhận thư, nên không còn tin nào được gửi tới. Khi địa chỉ dùng \
              lại được, hãy xin thư xác nhận mới.",
    ask: "Gửi thư xác nhận",
    ordered: "Thư xác nhận đang được gửi. Nếu không thấy, hãy xem cả mục thư rác.",
    on_its_way: "Thư xác nhận vừa được gửi. Hãy chờ vài phút, và xem cả mục thư rác.",
    too_often: "Hôm nay đã gửi nhiều thư xác nhận. Hãy thử lại vào ngày mai.",
    confirmed_already: "Địa chỉ đã được xác nhận.",
    reminders: "Thư nhắc",
    reminders_on: "Bạn được nhắc trước khi giấy xác nhận hết hạn.",
    reminders_off: "Bạn không nhận thư nhắc. Thông báo về hồ sơ và giấy xác nhận vẫn được gửi.",
    decline: "Không nhận thư nhắc",
    want: "Nhận thư nhắc",
    declined: "Từ nay không gửi thư nhắc nữa.",
    wanted: "Từ nay sẽ gửi thư nhắc.",
    to_account: "Tới trang tài khoản",
    confirm_title: "Xác nhận địa chỉ thư điện tử",
    confirm_lead: "Bấm nút để nhận tin về hồ sơ của bạn tại địa chỉ này.",
    confirm: "Xác nhận địa chỉ này",
    confirmed_title: "Địa chỉ đã được xác nhận",
    confirmed_lead: "Từ nay tin về hồ sơ và giấy xác nhận của bạn được gửi tới địa chỉ này.",
    over_title: "Đường dẫn này không còn dùng được",
    over_lead: "Đường dẫn đã được dùng, đã quá hai ngày, hoặc đã có thư mới hơn. Hãy đăng nhập và xin thư xác nhận mới ở \
                trang tài khoản.",
    decline_title: "Không nhận thư nhắc",
    decline_lead: "Bấm nút để không nhận thư nhắc nữa. Thông báo về hồ sơ và giấy xác nhận vẫn được gửi, vì pháp luật yêu \
                   cầu cơ quan báo cho bạn.",
    declined_title: "Không gửi thư nhắc nữa",
    declined_lead: "Muốn nhận lại, hãy đăng nhập và chọn ở trang tài khoản.",
    no_link_lead: "Đường dẫn này không có trong thư nào của chúng tôi. Hãy đăng nhập và chọn ở trang tài khoản.",
};

/// English.
pub static EN: MailboxTexts = MailboxTexts {
    title: "News by e-mail",
    none_sent: "No e-mail is sent from here yet. All news of your dossiers is on your pages.",
    works: "News of your dossiers and certificates is sent to the address of your account.",
    unconfirmed: "The address of your account is not confirmed, so no news is sent there. Open the mail of confirmation \
                  that was sent, or ask for another.",
    refused: "Mail servers say that the address of your account takes no mail, so no news is sent there any more. When it \
              works again, ask for a new mail of confirmation.",
    ask: "Send the mail of confirmation",
    ordered: "The mail of confirmation is being sent. If you do not find it, look among the unwanted mail too.",
    on_its_way: "The mail of confirmation was sent a moment ago. Wait some minutes, and look among the unwanted mail too.",
    too_often: "Many mails of confirmation were sent today. Try again tomorrow.",
    confirmed_already: "The address is confirmed.",
    reminders: "Reminders",
    reminders_on: "You are reminded before a certificate expires.",
    reminders_off: "You get no reminders. Notices about dossiers and certificates are still sent.",
    decline: "Get no reminders",
    want: "Get reminders",
    declined: "No reminders are sent from now on.",
    wanted: "Reminders are sent from now on.",
    to_account: "To the account page",
    confirm_title: "Confirm your e-mail address",
    confirm_lead: "Press the button to get news of your dossiers at this address.",
    confirm: "Confirm this address",
    confirmed_title: "The address is confirmed",
    confirmed_lead: "From now on, news of your dossiers and certificates is sent to this address.",
    over_title: "This link cannot be used",
    over_lead: "It was used, is older than two days, or a newer mail was sent. Sign in and ask for a new mail of \
                confirmation on the account page.",
    decline_title: "Get no reminders",
    decline_lead: "Press the button to get no more reminders. Notices about dossiers and certificates are still sent, \
                   because the law has the office tell you.",
    declined_title: "No more reminders are sent",
    declined_lead: "To get them again, sign in and choose so on the account page.",
    no_link_lead: "This link stands in none of our mails. Sign in and choose on the account page.",
};
