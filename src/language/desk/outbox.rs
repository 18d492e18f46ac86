//! The mails of an office.

use crate::domain::mail::MailOutcome;
use crate::language::Language;

/// The page of the mails that were sent, and of those that were not.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct OutboxTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub no_postbox: &'static str,
    pub empty: &'static str,
    pub mail: &'static str,
    pub about: &'static str,
    pub ordered: &'static str,
    pub state: &'static str,
    pub dossier: &'static str,
    pub account: &'static str,
    pub send_again: &'static str,
    pub waits_again: &'static str,
    pub told: &'static str,
    pub unconfirmed: &'static str,
    pub refused: &'static str,
}

impl Language {
    /// The texts of the mails of an office.
    pub fn outbox(self) -> &'static OutboxTexts {
        self.choose(&VI, &EN)
    }

    /// How many mails wait, and how many were given up.
    pub fn outbox_counts(self, waiting: i64, given_up: i64) -> String {
        self.choose(
            format!("Đang chờ gửi: {waiting}. Không gửi được: {given_up}."),
            format!("Waiting: {waiting}. Given up: {given_up}."),
        )
    }

    /// What became of a mail, at this time.
    pub fn mail_ended(self, outcome: MailOutcome, at: &str) -> String {
        match outcome {
            MailOutcome::Sent => self.choose(format!("Đã gửi lúc {at}"), format!("Sent at {at}")),
            MailOutcome::Unconfirmed => self.choose(
                "Không gửi: người nhận chưa xác nhận địa chỉ".to_owned(),
                "Not sent: the reader has not confirmed the address".to_owned(),
            ),
            MailOutcome::AddressRefused => self.choose(
                format!("Không gửi được: địa chỉ không nhận thư ({at})"),
                format!("Not sent: the address takes no mail ({at})"),
            ),
            MailOutcome::Declined => self.choose(
                "Không gửi: người nhận không muốn thư nhắc".to_owned(),
                "Not sent: the reader wants no reminders".to_owned(),
            ),
            MailOutcome::Overtaken => self.choose(
                "Không gửi: không còn gì để báo".to_owned(),
                "Not sent: there was nothing to tell any more".to_owned(),
            ),
            MailOutcome::GivenUp => self.choose(
                format!("Không gửi được sau mọi lần thử ({at})"),
                format!("Not sent after every try ({at})"),
            ),
        }
    }

    /// That a mail is still to be sent; after tries that failed, when next.
    pub fn mail_waits(self, tries: i64, next: &str) -> String {
        if tries == 0 || next.is_empty() {
            return self.choose("Chưa gửi, đang chờ", "Not sent yet").to_owned();
        }
        self.choose(
            format!("Chưa gửi được sau {tries} lần thử, thử lại từ {next}"),
            format!("Not sent yet after {tries} tries, next from {next}"),
        )
    }
}

/// Vietnamese.
pub static VI: OutboxTexts = OutboxTexts {
    title: "Thư gửi đi",
    lead: "Thư báo tin và thư nhắc gửi cho người nộp hồ sơ và người được cấp giấy. Thư chỉ gửi tới địa chỉ đã được xác \
           nhận, và không thay cho văn bản của cơ quan. Thư chưa gửi được thì máy chủ tự thử lại trong hơn ba ngày.",
    no_postbox: "Máy chủ này không gửi thư: người vận hành chưa đặt máy chủ thư. Người nộp hồ sơ xem tin trên trang của họ.",
    empty: "Chưa có thư nào. Thư được ghi ở đây khi cơ quan tiếp nhận, yêu cầu bổ sung hoặc quyết định.",
    mail: "Thư",
    about: "Về",
    ordered: "Lúc",
    state: "Kết quả",
    dossier: "Hồ sơ",
    account: "Tài khoản",
    send_again: "Gửi lại thư này",
    waits_again: "Thư đã được giao gửi lại.",
    told: "Thư báo tin cho người nộp",
    unconfirmed: "Thư không tới người nộp: họ chưa xác nhận địa chỉ của tài khoản. Hãy báo bằng cách khác.",
    refused: "Thư không tới người nộp: máy chủ thư từ chối địa chỉ của tài khoản. Hãy báo bằng cách khác.",
};

/// English.
pub static EN: OutboxTexts = OutboxTexts {
    title: "Outgoing mail",
    lead: "Notices and reminders to those who file dossiers and hold papers. They go to confirmed addresses alone, and \
           stand for no letter of the office. The server tries for three days and more to send one.",
    no_postbox: "This server sends no mail: whoever runs it has named no mail server. Applicants read the news on their pages.",
    empty: "There is no mail yet. Each stands here once the office receives, asks for more or decides.",
    mail: "Mail",
    about: "About",
    ordered: "At",
    state: "Outcome",
    dossier: "Dossier",
    account: "Account",
    send_again: "Send this mail again",
    waits_again: "The mail was ordered again.",
    told: "Mails to the applicant",
    unconfirmed: "Mails do not reach the applicant, who has not confirmed the address of the account. Tell them in \
                  another way.",
    refused: "Mails do not reach the applicant: mail servers refuse the address of the account. Tell them in another way.",
};
