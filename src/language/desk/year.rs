//! Entering a year of the calendar, and what is said of a year that nobody has
//! entered.

use crate::language::Language;

/// The page on which a year is entered.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct YearTexts {
    pub proposed_lead: &'static str,
    pub entered_lead: &'static str,
    pub basis: &'static str,
    pub basis_hint: &'static str,
    pub basis_missing: &'static str,
    pub row: &'static str,
    pub own_basis: &'static str,
    pub leave_out: &'static str,
    pub rows_hint: &'static str,
    pub show_preview: &'static str,
    pub confirm_hint: &'static str,
    pub preview: &'static str,
    pub none_moves: &'static str,
    pub dossier: &'static str,
    pub office: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub other_year: &'static str,
    pub twice: &'static str,
    pub worked_anyway: &'static str,
    pub off_anyway: &'static str,
    pub empty: &'static str,
    pub changed_since: &'static str,
}

impl Language {
    /// The texts of the page on which a year is entered.
    pub fn year(self) -> &'static YearTexts {
        self.choose(&VI, &EN)
    }

    /// Beside a date that may still move.
    pub fn provisional(self, year: i32) -> String {
        self.choose(
            format!("tạm tính, chưa có lịch nghỉ năm {year}"),
            format!("provisional, the days off of {year} are not known"),
        )
    }

    /// The sentence of a warning that nobody has entered a year.
    pub fn year_missing(self, year: i32) -> String {
        self.choose(
            format!("Chưa có lịch nghỉ năm {year}: mọi thời hạn kéo sang năm này chỉ là tạm tính."),
            format!(
                "The days off of {year} are not entered: every term that reaches into it is provisional."
            ),
        )
    }

    /// The heading, and the link to the page, for a year that nobody has
    /// entered.
    pub fn enter_year(self, year: i32) -> String {
        self.choose(format!("Nhập lịch nghỉ năm {year}"), format!("Enter the days off of {year}"))
    }

    /// The heading, and the link to the page, for a year that is entered.
    pub fn correct_year(self, year: i32) -> String {
        self.choose(format!("Sửa lịch nghỉ cả năm {year}"), format!("Correct the whole year {year}"))
    }

    /// The button that enters the year.
    pub fn confirm_year(self, year: i32) -> String {
        self.choose(format!("Xác nhận lịch nghỉ năm {year}"), format!("Confirm the days off of {year}"))
    }

    /// How many days of each kind would be entered.
    pub fn days_of_year(self, year: i32, off: usize, worked: usize) -> String {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        self.choose(
            format!("Năm {year}: {off} ngày nghỉ ngoài thứ Bảy, Chủ nhật; {worked} ngày làm bù."),
            format!("{year}: {off} day{} off besides weekends; {worked} worked in exchange.", s(off)),
        )
    }

    /// How many deadlines would move.
    pub fn deadlines_to_move(self, count: usize) -> String {
        self.choose(
            format!("Số hồ sơ có thời hạn thay đổi: {count}"),
            format!("Deadlines that would move: {count}"),
        )
    }

    /// What was done when a year was entered.
    pub fn year_entered(self, year: i32, moved: usize) -> String {
        match moved {
            0 => self.choose(
                format!("Đã nhập lịch nghỉ năm {year}. Không thời hạn nào thay đổi."),
                format!("The days off of {year} are entered. No deadline moved."),
            ),
            _ => self.choose(
                format!("Đã nhập lịch nghỉ năm {year}. Số hồ sơ có thời hạn được tính lại: {moved}."),
                format!("The days off of {year} are entered. Deadlines that moved: {moved}."),
            ),
        }
    }
}

/// Vietnamese.
pub static VI: YearTexts = YearTexts {
    proposed_lead: "Dưới đây là đề xuất theo điều 112 và 111.3 Bộ luật Lao động, ngày âm lịch tính theo giờ Việt Nam. \
                    Sửa cho đúng quyết định của Thủ tướng về nghỉ lễ, tết trong năm, thêm các ngày hoán đổi, rồi xem \
                    trước và xác nhận.",
    entered_lead: "Năm này đã nhập. Các ngày dưới đây thay toàn bộ lịch nghỉ của năm khi bạn xác nhận.",
    basis: "Văn bản quyết định lịch nghỉ của năm",
    basis_hint: "Số, ngày của văn bản. Ngày nào còn ghi “dự kiến” sẽ lấy văn bản này làm căn cứ.",
    basis_missing: "Ghi văn bản quyết định lịch nghỉ của năm.",
    row: "Dòng",
    own_basis: "Căn cứ",
    leave_out: "Bỏ dòng",
    rows_hint: "Dòng để trống không được tính. Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
    show_preview: "Xem trước thời hạn thay đổi",
    confirm_hint: "Khi xác nhận, thời hạn của mọi hồ sơ đang giải quyết được tính lại ngay như bảng trên.",
    preview: "Xem trước",
    none_moves: "Không thời hạn nào thay đổi.",
    dossier: "Số hồ sơ",
    office: "Cơ quan",
    before: "Hiện nay",
    after: "Sẽ là",
    other_year: "Ngày này thuộc năm khác.",
    twice: "Ngày này đã có ở dòng trên.",
    worked_anyway: "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
    off_anyway: "Ngày này là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ. Nếu làm bù, chọn “Làm việc”; nếu không, bỏ dòng.",
    empty: "Nhập ít nhất một ngày nghỉ.",
    changed_since: "Nội dung hoặc lịch đã khác với lần xem trước. Xem lại bảng dưới đây rồi xác nhận.",
};

/// English.
pub static EN: YearTexts = YearTexts {
    proposed_lead: "This is a proposal by Articles 112 and 111.3 of the Labour Code, with lunar days in the time of Viet \
                    Nam. Correct it to the Prime Minister’s decision on the days off of the year, add the days \
                    exchanged, see what moves, and confirm.",
    entered_lead: "This year is entered. The days below take the place of all its days off when you confirm.",
    basis: "The text that decides the days off of the year",
    basis_hint: "Its number and date. It becomes the basis of every day that still says “dự kiến”.",
    basis_missing: "Name the text that decides the days off of the year.",
    row: "Row",
    own_basis: "Decided by",
    leave_out: "Leave out",
    rows_hint: "Empty rows do not count. A day worked in exchange is a Saturday or a Sunday.",
    show_preview: "See which deadlines move",
    confirm_hint: "When you confirm, the deadlines of all open dossiers are counted anew at once, as above.",
    preview: "What would move",
    none_moves: "No deadline would move.",
    dossier: "Dossier",
    office: "Office",
    before: "Now",
    after: "Then",
    other_year: "This day is of another year.",
    twice: "This day stands in a row above.",
    worked_anyway: "A day worked in exchange is a Saturday or a Sunday.",
    off_anyway: "This day is a Saturday or a Sunday, off by itself. If it is worked, choose “Worked”; else leave it out.",
    empty: "Enter at least one day off.",
    changed_since: "The days or the calendar are not those you saw. Look at what is below, then confirm.",
};
