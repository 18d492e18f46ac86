//! Jobs that were given up.

use crate::domain::job::Fault;
use crate::language::Language;

/// The page of the jobs that were given up.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct JobsTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub empty: &'static str,
    pub job: &'static str,
    pub ordered: &'static str,
    pub given_up: &'static str,
    pub tries: &'static str,
    pub fault: &'static str,
    pub run_again: &'static str,
    pub runs_again: &'static str,
    pub not_here: &'static str,
}

impl Language {
    /// The texts of the jobs that were given up.
    pub fn jobs(self) -> &'static JobsTexts {
        self.choose(&VI, &EN)
    }

    /// What kind of job it is, by the stored word: one that this program does
    /// not know is named by it.
    pub fn job_kind(self, kind: &str) -> String {
        match kind {
            "batch" => self.choose("In hàng loạt", "Batch of papers").to_owned(),
            "check" => self.choose("Kiểm tra danh sách giấy đã cấp", "Check of a list of papers").to_owned(),
            "record" => {
                self.choose("Ghi danh sách giấy đã cấp vào sổ", "Recording of a list of papers").to_owned()
            }
            "mail" => self.choose("Gửi thư điện tử", "E-mail").to_owned(),
            "limits" => self.choose("Thời hạn trong ngày", "Limits of a day").to_owned(),
            "reminders" => self.choose("Thư nhắc của ngày", "Reminders of a day").to_owned(),
            "watch" => self.choose("Theo dõi điều kiện của ngày", "Watch of a day").to_owned(),
            other => self.choose(format!("Việc loại “{other}”"), format!("Job of the kind “{other}”")),
        }
    }

    /// What was wrong with the last try.
    pub fn job_fault(self, fault: Fault) -> &'static str {
        match fault {
            Fault::Files => self.choose(
                "Máy chủ không ghi hoặc không đọc được tệp: ổ đĩa đầy, hỏng hoặc thiếu quyền.",
                "The server could not write or read a file: the disk is full or broken, or a right is missing.",
            ),
            Fault::Database => {
                self.choose("Cơ sở dữ liệu không trả lời hoặc từ chối.", "The database gave no answer or refused.")
            }
            Fault::Unreadable => self.choose(
                "Dữ liệu của việc này trong sổ đăng ký không đọc được.",
                "What the register holds for this job cannot be read.",
            ),
            Fault::Gone => self.choose(
                "Lần nào máy chủ cũng dừng giữa chừng, có thể do chính việc này.",
                "The server went away in the middle of every try, perhaps because of this job.",
            ),
            Fault::MailServer => self.choose(
                "Không nối được với máy chủ thư, hoặc máy chủ thư chưa nhận.",
                "The mail server cannot be reached, or takes nothing now.",
            ),
            Fault::MailRefused => {
                self.choose("Máy chủ thư từ chối hẳn thư này.", "The mail server refused this mail for good.")
            }
        }
    }
}

/// Vietnamese.
pub static VI: JobsTexts = JobsTexts {
    title: "Việc chạy nền",
    lead: "Những việc máy chủ tự làm mà không ai phải chờ. Việc không xong được thử lại, mỗi lần cách lâu hơn lần \
           trước; hết số lần thử thì nằm lại ở đây. Khắc phục lý do rồi cho chạy lại: việc được làm một lần, không \
           làm hai lần.",
    empty: "Không có việc nào nằm lại. Việc không xong sau mọi lần thử hiện ở đây.",
    job: "Việc",
    ordered: "Giao lúc",
    given_up: "Dừng lúc",
    tries: "Số lần thử",
    fault: "Vì sao",
    run_again: "Chạy lại việc này",
    runs_again: "Việc đã được giao lại.",
    not_here: "Máy chủ này không chạy được việc này: không biết loại việc, hoặc không đọc được dữ liệu.",
};

/// English.
pub static EN: JobsTexts = JobsTexts {
    title: "Background work",
    lead: "What the server does by itself while nobody waits. A job that fails is tried again, each time after a \
           longer while; after its last try it stays here. Mend the reason and run it again: it is done once, never \
           twice.",
    empty: "Nothing was given up. A job that fails every time stands here.",
    job: "Job",
    ordered: "Ordered at",
    given_up: "Given up at",
    tries: "Tries",
    fault: "Why",
    run_again: "Run this job again",
    runs_again: "The job was ordered again.",
    not_here: "This server cannot run it: it does not know the kind, or cannot read what is to be done.",
};
