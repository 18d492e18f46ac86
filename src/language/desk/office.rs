//! The office: the working calendar, the history of a dossier.

use crate::language::Language;

/// The calendar and the history of a dossier.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct OfficeTexts {
    pub calendar: &'static str,
    pub calendar_lead: &'static str,
    pub calendar_keepers: &'static str,
    pub year: &'static str,
    pub day: &'static str,
    pub kind: &'static str,
    pub off: &'static str,
    pub work: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub basis: &'static str,
    pub basis_hint: &'static str,
    pub confirmed: &'static str,
    pub is_confirmed: &'static str,
    pub unconfirmed: &'static str,
    pub add_day: &'static str,
    pub change_lead: &'static str,
    pub reason: &'static str,
    pub save_day: &'static str,
    pub change: &'static str,
    pub remove_day: &'static str,
    pub name_missing: &'static str,
    pub kind_missing: &'static str,
    pub reason_missing: &'static str,
    pub empty_year: &'static str,
    pub history: &'static str,
    pub history_lead: &'static str,
    pub earlier: &'static str,
    pub at: &'static str,
    pub who: &'static str,
    pub from_where: &'static str,
    pub what: &'static str,
    pub details: &'static str,
    pub program: &'static str,
}

impl Language {
    /// The texts of the office.
    pub fn office(self) -> &'static OfficeTexts {
        self.choose(&VI, &EN)
    }

    /// Which deadlines a change of the calendar could not count anew, as an
    /// addition to how many moved; empty when there are none.
    pub fn deadlines_uncounted(self, references: &[String]) -> String {
        if references.is_empty() {
            return String::new();
        }
        let list = references.join(", ");
        self.choose(
            format!(" Không đọc được nên chưa tính lại, số tham chiếu: {list}."),
            format!(" Could not be read, so not counted anew, reference: {list}."),
        )
    }

    /// How many deadlines a change of the calendar moved.
    pub fn deadlines_moved(self, count: usize) -> String {
        match count {
            0 => self
                .choose("Đã đổi lịch. Không thời hạn nào thay đổi.", "Changed. No deadline moved.")
                .to_owned(),
            _ => self.choose(
                format!("Đã đổi lịch. Số hồ sơ có thời hạn được tính lại: {count}."),
                format!("Changed. Deadlines that moved: {count}."),
            ),
        }
    }

    /// The weekday, 0 for Monday.
    pub fn weekday(self, number: u8) -> &'static str {
        let vi = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
        let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        self.choose(vi, en)[usize::from(number % 7)]
    }
}

/// Vietnamese.
pub static VI: OfficeTexts = OfficeTexts {
    calendar: "Lịch làm việc",
    calendar_lead: "Mọi thời hạn tính theo ngày làm việc từ thứ Hai đến thứ Sáu, trừ ngày nghỉ và cộng ngày làm bù \
                    dưới đây. Đổi một ngày thì thời hạn của các hồ sơ đang giải quyết được tính lại ngay.",
    calendar_keepers: "Lịch dùng chung cả nước nên chỉ quản trị của Bộ được sửa.",
    year: "Năm",
    day: "Ngày",
    kind: "Loại",
    off: "Nghỉ",
    work: "Làm việc",
    name: "Tên ngày",
    name_hint: "Ví dụ: Tết Âm lịch, làm bù cho ngày 02/01.",
    basis: "Văn bản căn cứ",
    basis_hint: "Số, ngày của văn bản; để trống nếu mới dự kiến.",
    confirmed: "Đã có văn bản chính thức",
    is_confirmed: "Chính thức",
    unconfirmed: "Dự kiến",
    add_day: "Thêm hoặc sửa một ngày",
    change_lead: "Nếu ngày đã có trong lịch, nội dung mới thay nội dung cũ.",
    reason: "Lý do sửa lịch",
    save_day: "Lưu ngày này",
    change: "Sửa",
    remove_day: "Bỏ ngày này khỏi lịch",
    name_missing: "Ghi tên ngày.",
    kind_missing: "Chọn nghỉ hoặc làm việc.",
    reason_missing: "Ghi lý do sửa lịch.",
    empty_year: "Chưa có ngày nào của năm này. Khi có quyết định nghỉ lễ, tết, quản trị của Bộ nhập cả năm một lần.",
    history: "Nhật ký hồ sơ",
    history_lead: "Mọi việc đã làm với hồ sơ này, kể cả xem giấy tờ. Nhật ký không sửa được.",
    earlier: "Các việc trước đó",
    at: "Lúc",
    who: "Ai",
    from_where: "Từ đâu",
    what: "Việc",
    details: "Nội dung",
    program: "Hệ thống",
};

/// English.
pub static EN: OfficeTexts = OfficeTexts {
    calendar: "Working calendar",
    calendar_lead: "Terms in working days count Monday to Friday, less the days off and with the worked days below. \
                    When a day changes, the deadlines of open dossiers are counted anew at once.",
    calendar_keepers: "The calendar is one for the whole country; only the Ministry’s administrators change it.",
    year: "Year",
    day: "Day",
    kind: "Kind",
    off: "Off",
    work: "Worked",
    name: "Name of the day",
    name_hint: "For example: Lunar New Year; worked for 2 January.",
    basis: "Decided by",
    basis_hint: "Number and date of the text; leave it empty while only expected.",
    confirmed: "Officially decided",
    is_confirmed: "Official",
    unconfirmed: "Expected",
    add_day: "Add or change a day",
    change_lead: "If the day stands in the calendar, what you write takes its place.",
    reason: "Reason of the change",
    save_day: "Save this day",
    change: "Change",
    remove_day: "Take this day out",
    name_missing: "Name the day.",
    kind_missing: "Choose off or worked.",
    reason_missing: "Say why the calendar changes.",
    empty_year: "No day of this year yet. When the days off are decided, the Ministry’s administrator enters the whole year.",
    history: "History of the dossier",
    history_lead: "Everything that was done with this dossier, also looking at papers. It cannot be changed.",
    earlier: "What was done before",
    at: "At",
    who: "Who",
    from_where: "From where",
    what: "What",
    details: "Details",
    program: "The system",
};
