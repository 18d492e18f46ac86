//! The pages for what did not work.

use super::Language;
use crate::dates::Instant;

/// One page: what happened, and what to do.
#[derive(Clone, Copy, Debug)]
pub struct ErrorText {
    /// What happened.
    pub title: &'static str,
    /// What to do.
    pub advice: &'static str,
}

/// The pages for what did not work.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct ErrorTexts {
    pub not_found: ErrorText,
    pub forbidden: ErrorText,
    pub cross_site: ErrorText,
    pub proxied: ErrorText,
    pub refused: ErrorText,
    pub done: ErrorText,
    pub changed: ErrorText,
    pub other_office: ErrorText,
    pub too_large: ErrorText,
    pub too_fast: ErrorText,
    pub busy: ErrorText,
    pub crowded: ErrorText,
    pub not_understood: ErrorText,
    pub of_today: ErrorText,
    pub broken: ErrorText,
    pub stale: ErrorText,
    pub other_language: ErrorText,
    pub sign_in_first: &'static str,
    pub send_again: &'static str,
    pub retype: &'static str,
    pub reference: &'static str,
    pub ways_out: &'static str,
    pub see: &'static str,
    pub to_home: &'static str,
    pub to_desk: &'static str,
    pub to_filing: &'static str,
    pub to_sign_in: &'static str,
}

impl Language {
    /// What is said beside a day that was not chosen; `label` is the field's.
    pub fn no_day(self, label: &str) -> String {
        self.choose(format!("Chọn ngày ở ô “{label}”."), format!("Choose a day under “{label}”."))
    }

    /// What is said beside a text that was not written; `label` is the field's.
    pub fn nothing_written(self, label: &str) -> String {
        self.choose(format!("Cần ghi ở ô “{label}”."), format!("Write something under “{label}”."))
    }

    /// The texts of the error pages.
    pub fn errors(self) -> &'static ErrorTexts {
        self.choose(&VI, &EN)
    }

    /// For which office a form was shown, and for which its officer works now.
    pub fn other_office(self, shown_for: &str, now: &str) -> String {
        self.choose(
            format!("Biểu mẫu được mở cho cơ quan {shown_for}; bạn đang làm việc cho cơ quan {now}."),
            format!("The form was shown for office {shown_for}; you work for office {now} now."),
        )
    }

    /// What was asked for was done already: when, by whom when it was not the
    /// reader, and the number that came of it.
    pub fn done_already(self, at: Instant, by: Option<&str>, number: Option<&str>) -> String {
        let at = self.instant(at);
        let said = match (self, by) {
            (Self::Vi, None) => format!("Việc này bạn đã làm lúc {at}, không cần làm lại."),
            (Self::Vi, Some(by)) => format!("Việc này {by} đã làm lúc {at}."),
            (Self::En, None) => format!("You did this at {at}; there is no need to do it again."),
            (Self::En, Some(by)) => format!("{by} did this at {at}."),
        };
        match number {
            Some(number) => format!("{said} {}: {number}.", self.choose("Số", "Number")),
            None => said,
        }
    }
}

/// Vietnamese.
pub static VI: ErrorTexts = ErrorTexts {
    not_found: ErrorText {
        title: "Không tìm thấy trang này",
        advice: "Địa chỉ có thể bị gõ sai, hoặc trang không dành cho tài khoản của bạn. Số giấy xác nhận và \
                 số thẻ có thể tra cứu ở trang chủ.",
    },
    forbidden: ErrorText {
        title: "Bạn không có quyền mở trang này",
        advice: "Trang này thuộc về một vai trò khác. Nếu bạn cần dùng, hãy liên hệ người quản trị của cơ quan.",
    },
    cross_site: ErrorText {
        title: "Yêu cầu đến từ một trang khác nên bị từ chối",
        advice: "Không có gì thay đổi. Hãy mở trang cần dùng trên hệ thống này và gửi lại từ đó.",
    },
    proxied: ErrorText {
        title: "Bản minh họa chỉ dùng được trên chính máy này",
        advice: "Yêu cầu này đến qua một máy chủ trung gian nên bị từ chối. Mật khẩu của bản minh họa là công khai, \
                 giấy tờ trong đó là giả định; không mở bản minh họa cho máy khác truy cập.",
    },
    refused: ErrorText {
        title: "Chưa thể thực hiện",
        advice: "Không có gì thay đổi. Hãy quay lại và tải lại trang để xem tình trạng hiện tại.",
    },
    done: ErrorText {
        title: "Việc này đã được làm",
        advice: "Không cần làm lại. Hãy mở trang để xem tình trạng hiện tại.",
    },
    changed: ErrorText {
        title: "Có người vừa thay đổi nội dung này",
        advice: "Thao tác của bạn chưa được ghi. Hãy quay lại, tải lại trang để xem nội dung mới rồi làm lại.",
    },
    other_office: ErrorText {
        title: "Bạn đã chuyển sang làm việc cho cơ quan khác",
        advice: "Không có gì thay đổi. Hãy chọn lại cơ quan ở trang Tài khoản, rồi quay lại và gửi biểu mẫu lần nữa.",
    },
    too_large: ErrorText {
        title: "Tệp hoặc biểu mẫu quá lớn",
        advice: "Hãy quay lại và chọn tệp nhỏ hơn. Nội dung đã lưu trước đó vẫn còn.",
    },
    too_fast: ErrorText {
        title: "Quá nhiều yêu cầu trong thời gian ngắn",
        advice: "Hãy chờ một phút rồi thử lại.",
    },
    busy: ErrorText {
        title: "Đang có nhiều người làm việc này cùng lúc",
        advice: "Việc này chưa được thực hiện. Hãy chờ vài giây rồi tải lại trang hoặc gửi lại; mọi việc khác trên hệ \
                 thống vẫn làm được bình thường.",
    },
    crowded: ErrorText {
        title: "Đang có quá nhiều người đăng nhập cùng lúc",
        advice: "Mật khẩu của bạn chưa được kiểm tra và không bị tính là sai. Hãy chờ vài giây, quay lại trang trước và \
                 gửi lại.",
    },
    of_today: ErrorText {
        title: "Danh sách này chỉ nói về hôm nay",
        advice: "Muốn biết một giấy xác nhận hoặc thẻ có hiệu lực vào một ngày đã qua hay không, hãy tra cứu theo số của \
                 giấy hoặc thẻ đó.",
    },
    not_understood: ErrorText {
        title: "Không hiểu được yêu cầu này",
        advice: "Hãy quay lại trang trước và thử lại.",
    },
    broken: ErrorText {
        title: "Hệ thống gặp sự cố",
        advice: "Thao tác vừa rồi chưa được ghi. Hãy thử lại sau ít phút. Nếu vẫn không được, hãy báo cho chúng \
                 tôi mã sự cố dưới đây.",
    },
    stale: ErrorText {
        title: "Phiên làm việc của biểu mẫu đã hết",
        advice: "Biểu mẫu được mở trước khi bạn đăng nhập lại hoặc đã mở quá lâu, nên chưa được ghi.",
    },
    other_language: ErrorText {
        title: "Đã đổi ngôn ngữ",
        advice: "Biểu mẫu chưa được gửi. Bạn có thể gửi lại tại đây.",
    },
    sign_in_first: "Đăng nhập trong một thẻ mới, rồi trở lại đây và gửi lại biểu mẫu",
    send_again: "Gửi lại biểu mẫu",
    retype: "Mật khẩu và tệp đính kèm không được giữ lại. Nếu biểu mẫu có các mục này, hãy quay lại trang trước, \
             tải lại trang và nhập lại.",
    reference: "Mã sự cố",
    ways_out: "Bạn có thể",
    see: "Xem tình trạng hiện tại",
    to_home: "Về trang chủ để tra cứu",
    to_desk: "Mở bàn làm việc",
    to_filing: "Mở hồ sơ của tôi",
    to_sign_in: "Đăng nhập",
};

/// English.
pub static EN: ErrorTexts = ErrorTexts {
    not_found: ErrorText {
        title: "This page was not found",
        advice: "The address may be mistyped, or the page is not for your account. Certificate and card numbers \
                 can be looked up on the home page.",
    },
    forbidden: ErrorText {
        title: "You may not open this page",
        advice: "It belongs to another role. If you need it, ask the administrator of your office.",
    },
    cross_site: ErrorText {
        title: "The request came from another site and was refused",
        advice: "Nothing was changed. Open the page you need on this site and send the form from there.",
    },
    proxied: ErrorText {
        title: "The demonstration can be used on this machine only",
        advice: "This request came through a proxy and was refused. The passwords of the demonstration are public \
                 and its papers are invented; do not open it to other machines.",
    },
    refused: ErrorText {
        title: "This is not possible now",
        advice: "Nothing was changed. Go back and reload the page to see where things stand.",
    },
    done: ErrorText {
        title: "This was done already",
        advice: "There is no need to do it again. Open the page to see where things stand.",
    },
    changed: ErrorText {
        title: "Someone changed this meanwhile",
        advice: "What you did was not recorded. Go back, reload the page to see what is new, and do it again.",
    },
    other_office: ErrorText {
        title: "You have changed to another office",
        advice: "Nothing was changed. Choose the office again on the Account page, then go back and send the form \
                 once more.",
    },
    too_large: ErrorText {
        title: "The file or form is too large",
        advice: "Go back and choose a smaller file. What was saved before is still there.",
    },
    too_fast: ErrorText {
        title: "Too many requests in a short time",
        advice: "Wait a minute and try again.",
    },
    busy: ErrorText {
        title: "Many people are doing this at the same moment",
        advice: "It was not done. Wait a few seconds, then reload the page or send it again; everything else works \
                 as usual.",
    },
    crowded: ErrorText {
        title: "Too many people are signing in at this moment",
        advice: "Your password was not looked at and does not count as wrong. Wait a few seconds, go back and send \
                 it again.",
    },
    of_today: ErrorText {
        title: "This list speaks of today alone",
        advice: "To learn whether a certificate or a card was valid on a day that is over, look it up by its number.",
    },
    not_understood: ErrorText {
        title: "This request was not understood",
        advice: "Go back to the page before and try again.",
    },
    broken: ErrorText {
        title: "Something went wrong here",
        advice: "What you did was not recorded. Try again in a few minutes. If it still fails, tell us the \
                 reference below.",
    },
    stale: ErrorText {
        title: "This form is out of date",
        advice: "It was opened before you signed in again, or too long ago, so it was not recorded.",
    },
    other_language: ErrorText {
        title: "The language was changed",
        advice: "The form has not been sent. You can send it from here.",
    },
    sign_in_first: "Sign in in a new tab, then come back here and send the form again",
    send_again: "Send the form again",
    retype: "Passwords and files are not kept. If the form has any, go back, reload the page and enter them again.",
    reference: "Reference",
    ways_out: "You can",
    see: "See where it stands",
    to_home: "Go to the home page and look something up",
    to_desk: "Open your desk",
    to_filing: "Open my dossiers",
    to_sign_in: "Sign in",
};
