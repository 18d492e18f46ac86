//! The lists of dossiers and of papers at the desk.

use crate::domain::listing::{Due, Kept};
use crate::domain::month::{Month, Months};
use crate::language::Language;

/// The lists of the desk, and the way around it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct QueueTexts {
    pub desk: &'static str,
    pub dossiers: &'static str,
    pub certificates: &'static str,
    pub calendar: &'static str,
    pub staff: &'static str,
    pub profile: &'static str,
    pub jobs: &'static str,
    pub menu: &'static str,
    pub views: &'static str,
    pub mine: &'static str,
    pub open: &'static str,
    pub done: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub elsewhere: &'static str,
    pub find: &'static str,
    pub clear: &'static str,
    pub by_stage: &'static str,
    pub number: &'static str,
    pub no_number: &'static str,
    pub applicant: &'static str,
    pub stage: &'static str,
    pub deadline: &'static str,
    pub no_deadline: &'static str,
    pub done_on: &'static str,
    pub who: &'static str,
    pub untitled: &'static str,
    pub empty_mine: &'static str,
    pub empty_open: &'static str,
    pub empty_done: &'static str,
    pub nothing_found: &'static str,
    pub a_papers_number: &'static str,
    pub a_dossiers_number: &'static str,
    pub applicants_deadline: &'static str,
    pub intake: &'static str,
    pub an_appraiser: &'static str,
    pub a_leader: &'static str,
    pub the_applicant: &'static str,
    pub nobody: &'static str,
    pub you: &'static str,
    pub overview: &'static str,
    pub checks: &'static str,
    pub narrow: &'static str,
    pub apply: &'static str,
    pub procedure: &'static str,
    pub officer: &'static str,
    pub due: &'static str,
    pub any: &'static str,
    pub sort: &'static str,
    pub by_due: &'static str,
    pub by_end: &'static str,
    pub by_receipt: &'static str,
    pub by_number: &'static str,
    pub shown: &'static str,
    pub show_all: &'static str,
    pub nothing_so: &'static str,
    pub received: &'static str,
    pub limits: &'static str,
    pub supervised: &'static str,
}

impl Language {
    /// The texts of the desk's lists.
    pub fn queue(self) -> &'static QueueTexts {
        self.choose(&VI, &EN)
    }

    /// Which deadlines are looked for.
    pub fn due(self, due: Due) -> &'static str {
        match due {
            Due::Late => self.choose("Quá hạn", "Late"),
            Due::Today => self.choose("Hết hạn hôm nay", "Due today"),
            Due::Near => self.choose("Sắp hết hạn", "Due soon"),
            Due::Urgent => self.choose("Quá hạn hoặc sắp hết hạn", "Late or due soon"),
            Due::Week => self.choose("Hết hạn trong tuần này", "Due this week"),
            Due::Provisional => self.choose("Thời hạn còn có thể thay đổi", "May still move"),
        }
    }

    /// How a decided dossier was handled.
    pub fn limits_kept(self, kept: Kept) -> &'static str {
        match kept {
            Kept::InTime => self.choose("đúng hạn", "in time"),
            Kept::Late => self.choose("trễ hạn", "late"),
        }
    }

    /// That dossiers were received in these months.
    pub fn received_in(self, months: Months) -> String {
        let months = self.months(months);
        self.choose(format!("tiếp nhận {months}"), format!("received {months}"))
    }

    /// That dossiers were decided in these months.
    pub fn decided_in(self, months: Months) -> String {
        let months = self.months(months);
        self.choose(format!("có quyết định {months}"), format!("decided {months}"))
    }

    /// Months, in a sentence.
    fn months(self, months: Months) -> String {
        let (first, last) = (self.month(months.first()), self.month(months.last()));
        if months.first() == months.last() {
            return self.choose(format!("tháng {first}"), format!("in {first}"));
        }
        self.choose(format!("từ tháng {first} đến tháng {last}"), format!("from {first} to {last}"))
    }

    /// A month in figures: `11/2026`.
    pub fn month(self, month: Month) -> String {
        let day = month.first_day();
        format!("{:02}/{}", day.month(), day.year())
    }

    /// How many dossiers stand in a list, on all its pages.
    pub fn dossier_count(self, count: i64) -> String {
        let s = if count == 1 { "" } else { "s" };
        self.choose(format!("{count} hồ sơ"), format!("{count} dossier{s}"))
    }
}

/// Vietnamese.
pub static VI: QueueTexts = QueueTexts {
    desk: "Bàn làm việc",
    dossiers: "Hồ sơ",
    certificates: "Giấy xác nhận và thẻ",
    calendar: "Lịch làm việc",
    staff: "Nhân sự",
    profile: "Thông tin cơ quan",
    jobs: "Việc chạy nền",
    menu: "Bàn làm việc",
    views: "Danh sách hồ sơ",
    mine: "Việc của tôi",
    open: "Đang giải quyết",
    done: "Đã xong",
    search: "Tìm hồ sơ",
    search_hint: "Số hồ sơ, tên người nộp, tên chuyên gia hoặc mã số doanh nghiệp; không cần gõ dấu.",
    elsewhere: "Cũng khớp, ở danh sách khác:",
    find: "Tìm hồ sơ",
    clear: "Bỏ tìm kiếm",
    by_stage: "Theo bước",
    number: "Số hồ sơ",
    no_number: "Chưa có số",
    applicant: "Người nộp",
    stage: "Bước",
    deadline: "Thời hạn",
    no_deadline: "Chưa tính",
    done_on: "Ngày xong",
    who: "Đang ở",
    untitled: "(chưa ghi tên)",
    empty_mine: "Hiện không có hồ sơ nào chờ bạn. Hồ sơ cần bạn xử lý sẽ hiện ở đây, gần hết hạn nhất đứng đầu.",
    empty_open: "Không có hồ sơ đang giải quyết. Hồ sơ hiện ở đây từ khi người nộp gửi đến khi có quyết định.",
    empty_done: "Chưa có hồ sơ nào đã xong. Hồ sơ đã cấp, từ chối, rút hoặc hủy sẽ nằm ở đây.",
    nothing_found: "Không có hồ sơ nào khớp. Thử một phần của số, hoặc một từ trong tên.",
    a_papers_number: "Đây là số của giấy xác nhận hoặc thẻ: tìm trong “Giấy xác nhận và thẻ”",
    a_dossiers_number: "Đây là số hồ sơ: tìm trong “Hồ sơ”",
    applicants_deadline: "hạn của người nộp",
    intake: "Bộ phận tiếp nhận",
    an_appraiser: "Chờ người thẩm xét nhận",
    a_leader: "Lãnh đạo",
    the_applicant: "Người nộp",
    nobody: "–",
    you: "bạn",
    overview: "Tổng quan",
    checks: "Giám sát",
    narrow: "Lọc và sắp xếp",
    apply: "Áp dụng",
    procedure: "Thủ tục",
    officer: "Người thẩm xét",
    due: "Thời hạn",
    any: "Tất cả",
    sort: "Sắp xếp theo",
    by_due: "Thời hạn gần nhất",
    by_end: "Xong sau cùng",
    by_receipt: "Ngày tiếp nhận",
    by_number: "Số hồ sơ",
    shown: "Đang lọc:",
    show_all: "Bỏ lọc",
    nothing_so: "Không có hồ sơ nào như vậy. Bỏ bớt điều kiện lọc để xem các hồ sơ khác.",
    received: "Đã tiếp nhận",
    limits: "Thời hạn cần chú ý",
    supervised: "Danh sách của cơ quan khác: chỉ xem.",
};

/// English.
pub static EN: QueueTexts = QueueTexts {
    desk: "Desk",
    dossiers: "Dossiers",
    certificates: "Certificates and cards",
    calendar: "Working calendar",
    staff: "Staff",
    profile: "The issuer",
    jobs: "Background work",
    menu: "The desk",
    views: "Lists of dossiers",
    mine: "My work",
    open: "In progress",
    done: "Done",
    search: "Search dossiers",
    search_hint: "Dossier number, name of the applicant or of an expert, or enterprise code; no tone marks needed.",
    elsewhere: "Also found in other lists:",
    find: "Find dossiers",
    clear: "Clear the search",
    by_stage: "By stage",
    number: "Number",
    no_number: "No number yet",
    applicant: "Applicant",
    stage: "Stage",
    deadline: "Deadline",
    no_deadline: "Not running",
    done_on: "Done on",
    who: "With",
    untitled: "(no name yet)",
    empty_mine: "No dossier waits for you. Those you can act on will be listed here, the nearest deadline first.",
    empty_open: "No dossier is in progress. They are listed here from filing to the decision.",
    empty_done: "No dossier is done yet. Those issued, refused, withdrawn or cancelled will be here.",
    nothing_found: "Nothing matches. Try a part of the number, or one word of the name.",
    a_papers_number: "This is the number of a certificate or card: look among the certificates and cards",
    a_dossiers_number: "This is the number of a dossier: look among the dossiers",
    applicants_deadline: "the applicant’s",
    intake: "Intake",
    an_appraiser: "Waits for an appraiser",
    a_leader: "Leader",
    the_applicant: "The applicant",
    nobody: "–",
    you: "you",
    overview: "Overview",
    checks: "Supervision",
    narrow: "Filter and sort",
    apply: "Apply",
    procedure: "Procedure",
    officer: "Appraiser",
    due: "Deadline",
    any: "All",
    sort: "Sort by",
    by_due: "Nearest deadline",
    by_end: "Last done",
    by_receipt: "Day of receipt",
    by_number: "Number",
    shown: "Shown:",
    show_all: "Show all",
    nothing_so: "There is no such dossier. Ask for less to see others.",
    received: "Received",
    limits: "Deadlines to see to",
    supervised: "The list of another office: to be read only.",
};
