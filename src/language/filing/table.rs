//! Rows from a spreadsheet: what would be taken, and what is wrong with it.

use crate::domain::table::{LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Unreadable};
use crate::language::{Language, uploads};

/// The page that takes rows from a spreadsheet.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct TableTexts {
    pub title: &'static str,
    pub rows: &'static str,
    pub rows_hint: &'static str,
    pub file: &'static str,
    pub sample: &'static str,
    pub columns: &'static str,
    pub check: &'static str,
    pub preview: &'static str,
    pub preview_lead: &'static str,
    pub no_headings: &'static str,
    pub only_headings: &'static str,
    pub unknown_column: &'static str,
    pub too_wide: &'static str,
    pub no_name: &'static str,
    pub repeated: &'static str,
    pub both: &'static str,
    pub no_table: &'static str,
}

impl Language {
    /// The texts of that page.
    pub fn table(self) -> &'static TableTexts {
        self.choose(&VI, &EN)
    }

    /// What can be taken there.
    pub fn table_lead(self, has_headings: bool) -> String {
        let headings = match (self, has_headings) {
            (Self::Vi, true) => "Dòng đầu phải là tên cột như trong tệp mẫu.",
            (Self::Vi, false) => "Có thể bỏ dòng tên cột nếu các cột theo đúng thứ tự dưới đây.",
            (Self::En, true) => "The first row must be the headings, as in the sample file.",
            (Self::En, false) => "The row of headings can be left out if the columns are in the order below.",
        };
        self.choose(
            format!("Chọn các ô trong Excel, sao chép rồi dán vào đây; hoặc chọn tệp. Chưa có gì được lưu cho đến khi bạn xem lại và bấm nhận. {headings}"),
            format!("Select the cells in Excel, copy and paste them here, or choose a file. Nothing is saved before you have looked at it and taken it. {headings}"),
        )
    }

    /// Which files are taken.
    pub fn table_file_hint(self) -> String {
        let (most, rows) = (uploads::size(MOST_BYTES as u64), MOST_ROWS - 1);
        self.choose(
            format!("Tệp Excel (.xlsx) hoặc CSV, tối đa {most} và {rows} dòng. Chỉ trang tính đầu được đọc."),
            format!("An Excel (.xlsx) or CSV file of at most {most} and {rows} rows. Only the first sheet is read."),
        )
    }

    /// Why a table cannot be read, and what helps.
    pub fn unreadable_table(self, why: Unreadable) -> String {
        match why {
            Unreadable::Empty => self
                .choose("Dán các dòng vào đây hoặc chọn tệp.", "Paste rows here, or choose a file.")
                .to_owned(),
            Unreadable::TooLarge => {
                let most = uploads::size(MOST_BYTES as u64);
                self.choose(
                    format!("Bảng quá lớn: tối đa {most}. Hãy bỏ bớt trang tính, ảnh và định dạng, hoặc chia thành nhiều tệp."),
                    format!("The table is too large: at most {most}. Take out sheets, pictures and formats, or make several files of it."),
                )
            }
            Unreadable::TooManyRows => self.choose(
                format!("Bảng có quá nhiều dòng: tối đa {} dòng. Hãy chia thành nhiều lần.", MOST_ROWS - 1),
                format!("The table has too many rows: at most {}. Take it in several times.", MOST_ROWS - 1),
            ),
            Unreadable::TooManyColumns(row) => self.choose(
                format!("Dòng {row} có quá nhiều cột: tối đa {MOST_COLUMNS} cột."),
                format!("Row {row} has too many columns: at most {MOST_COLUMNS}."),
            ),
            Unreadable::LongCell(row) => self.choose(
                format!("Dòng {row} có ô dài quá {LONGEST_CELL} ký tự."),
                format!("Row {row} has a cell longer than {LONGEST_CELL} characters."),
            ),
            Unreadable::OpenQuote(row) => self.choose(
                format!("Dòng {row} có dấu ngoặc kép mở mà không đóng."),
                format!("Row {row} opens a quotation mark and does not close it."),
            ),
            Unreadable::NotText => self
                .choose(
                    "Không đọc được tệp này. Trong Excel hãy lưu dạng .xlsx, “CSV UTF-8” hoặc “Unicode Text”.",
                    "This file cannot be read. In Excel save it as .xlsx, “CSV UTF-8” or “Unicode Text”.",
                )
                .to_owned(),
            Unreadable::OldWorkbook => self
                .choose(
                    "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Hãy mở trong Excel, bỏ mật khẩu và lưu dạng .xlsx.",
                    "This is an Excel file of the old kind (.xls), or under a password. Open it in Excel, take the password off and save it as .xlsx.",
                )
                .to_owned(),
            Unreadable::Workbook => self
                .choose(
                    "Không mở được tệp Excel này: tệp hỏng, có mật khẩu, hoặc không phải .xlsx.",
                    "This Excel file cannot be opened: it is damaged, has a password, or is not .xlsx.",
                )
                .to_owned(),
        }
    }

    /// What is wrong in a table, and where.
    pub fn table_problem(self, row: usize, column: &str, sentence: &str) -> String {
        match column {
            "" => self.choose(format!("Dòng {row}: {sentence}"), format!("Row {row}: {sentence}")),
            column => self.choose(
                format!("Dòng {row}, cột “{column}”: {sentence}"),
                format!("Row {row}, column “{column}”: {sentence}"),
            ),
        }
    }

    /// More rows than one list may have.
    pub fn too_many_rows(self, there: usize, more: usize, most: usize) -> String {
        let over = (there + more).saturating_sub(most);
        self.choose(
            format!(
                "Danh sách có tối đa {most} dòng: đã có {there} dòng, bảng này thêm {more} dòng. Hãy bớt {over} dòng."
            ),
            format!("A list has at most {most} rows: {there} are there, this table adds {more}. Take out {over}."),
        )
    }

    /// Problems that are not listed.
    pub fn more_problems(self, more: usize) -> String {
        self.choose(format!("Còn {more} lỗi khác."), format!("And {more} more."))
    }

    /// How many rows would be taken.
    pub fn rows_found(self, count: usize) -> String {
        match (self, count) {
            (Self::Vi, _) => format!("{count} dòng đọc được"),
            (Self::En, 1) => "1 row can be read".to_owned(),
            (Self::En, _) => format!("{count} rows can be read"),
        }
    }

    /// The button that takes them.
    pub fn take_rows(self, count: usize) -> String {
        match (self, count) {
            (Self::Vi, _) => format!("Nhận {count} dòng này"),
            (Self::En, 1) => "Take this row".to_owned(),
            (Self::En, _) => format!("Take these {count} rows"),
        }
    }

    /// What was taken.
    pub fn rows_taken(self, count: usize) -> String {
        match (self, count) {
            (Self::Vi, _) => format!("Đã thêm {count} dòng."),
            (Self::En, 1) => "1 row was added.".to_owned(),
            (Self::En, _) => format!("{count} rows were added."),
        }
    }
}

static VI: TableTexts = TableTexts {
    title: "dán từ Excel hoặc nhập từ tệp",
    rows: "Các dòng dán từ bảng tính",
    rows_hint: "Ngày viết ngày/tháng/năm; số lẻ viết với dấu phẩy, ví dụ 82,5.",
    file: "Hoặc chọn tệp",
    sample: "Tải tệp mẫu (CSV, mở bằng Excel)",
    columns: "Các cột, theo thứ tự",
    check: "Kiểm tra, chưa lưu",
    preview: "Sẽ nhận",
    preview_lead: "Chưa lưu. Hãy xem lại rồi bấm nút nhận bên dưới.",
    no_headings: "không nhận ra tên cột nào. Hãy tải tệp mẫu và giữ nguyên dòng tên cột.",
    only_headings: "chỉ có tên cột, chưa có dòng nào.",
    unknown_column: "mẫu không có cột này. Hãy sửa tên cột như trong tệp mẫu hoặc bỏ cột.",
    too_wide: "có nhiều ô hơn số cột của mẫu.",
    no_name: "chưa điền.",
    repeated: "số định danh này đã có ở một chuyên gia khác.",
    both: "Đã có dòng dán ở trên và có cả tệp. Xóa các dòng dán nếu muốn dùng tệp, rồi chọn lại tệp.",
    no_table: "Tệp này không phải bảng: chỉ có một cột và không có tên cột nào của mẫu. Chọn tệp .xlsx hoặc CSV có các cột như dưới đây.",
};

static EN: TableTexts = TableTexts {
    title: "paste from Excel, or take from a file",
    rows: "Rows pasted from a spreadsheet",
    rows_hint: "Days as day/month/year; decimals with a comma, such as 82,5.",
    file: "Or choose a file",
    sample: "Download a sample file (CSV, opens in Excel)",
    columns: "The columns, in order",
    check: "Check, without saving",
    preview: "Would be taken",
    preview_lead: "Nothing is saved yet. Look at it, then take it with the button below.",
    no_headings: "no heading is known. Download the sample file and leave its headings as they are.",
    only_headings: "there are headings only, and no row.",
    unknown_column: "there is no such column. Write the heading as in the sample file, or take the column out.",
    too_wide: "there are more cells than columns.",
    no_name: "not filled in.",
    repeated: "another expert has this personal number.",
    both: "There are pasted rows above and a file. Delete the rows to use the file, and choose it again.",
    no_table: "This file is no table: it has one column and none of the headings of the sample. Choose an .xlsx or CSV file with the columns below.",
};
