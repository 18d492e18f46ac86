//! Lists of papers from before there was this register: bringing them in, and
//! giving lists out.

mod remarks;
mod texts;

pub use texts::ImportTexts;
use texts::{EN, VI};

use crate::domain::import::{Column, Counts, ImportStage};
use crate::domain::table::rows::MOST_ROWS;
use crate::domain::table::{LONGEST_CELL, MOST_COLUMNS, Unreadable};
use crate::language::Language;
use crate::language::uploads;

impl Language {
    /// The words of these pages.
    pub fn imports(self) -> &'static ImportTexts {
        self.choose(&VI, &EN)
    }

    /// That a paper was issued before there was this register: beside its
    /// verdict.
    pub fn recorded(self, is_card: bool) -> &'static str {
        match (self, is_card) {
            (Self::Vi, false) => {
                "Giấy này cấp bằng bản giấy trước khi có sổ đăng ký điện tử và đã được cơ quan cấp ghi vào sổ. Trên giấy \
                 không có mã QR của sổ này để quét: hãy so từng mục dưới đây với bản giấy. Có mã QR dẫn đến nơi khác thì \
                 mã đó không phải của sổ này."
            }
            (Self::Vi, true) => {
                "Thẻ này cấp trước khi có sổ đăng ký điện tử và đã được cơ quan cấp ghi vào sổ. Trên thẻ không có mã QR của \
                 sổ này để quét: hãy so từng mục dưới đây với thẻ."
            }
            (Self::En, false) => {
                "This certificate was issued on paper before there was this register, and its issuer has recorded it here. \
                 It has no QR code of this register to scan: compare every line below with the paper. A QR code that leads \
                 elsewhere is not of this register."
            }
            (Self::En, true) => {
                "This card was issued before there was this register, and its issuer has recorded it here. It has no QR code \
                 of this register to scan: compare every line below with the card."
            }
        }
    }

    /// What a column says.
    pub fn import_column(self, column: Column) -> &'static str {
        match column {
            Column::Certificate => self.choose("Số giấy xác nhận", "Certificate number"),
            Column::Holder => self.choose("Tên tổ chức", "Holder"),
            Column::EnterpriseCode => self.choose("Mã số doanh nghiệp", "Enterprise code"),
            Column::Address => self.choose("Địa chỉ trụ sở", "Head office"),
            Column::Phone => self.choose("Điện thoại", "Telephone"),
            Column::Email => self.choose("Thư điện tử", "E-mail"),
            Column::IssuedOn => self.choose("Ngày cấp giấy xác nhận", "Certificate issued on"),
            Column::ExpiresOn => self.choose("Ngày hết hạn giấy xác nhận", "Certificate: last day"),
            Column::Decision => self.choose("Số quyết định", "Decision"),
            Column::Card => self.choose("Số thẻ", "Card number"),
            Column::Expert => self.choose("Họ và tên chuyên gia", "Expert"),
            Column::PersonalNumber => self.choose("Số định danh cá nhân", "Personal number"),
            Column::BornOn => self.choose("Ngày sinh", "Date of birth"),
            Column::CardIssuedOn => self.choose("Ngày cấp thẻ", "Card issued on"),
            Column::CardExpiresOn => self.choose("Ngày hết hạn thẻ", "Card: last day"),
        }
    }

    /// How far a list is.
    pub fn import_stage(self, stage: ImportStage) -> &'static str {
        match stage {
            ImportStage::Uploading => self.choose("Đang đọc tệp", "The file is being read"),
            ImportStage::Checking => self.choose("Đang kiểm tra từng dòng", "Rows are being checked"),
            ImportStage::Checked => self.choose("Chờ lãnh đạo duyệt", "Waits for a leader"),
            ImportStage::Recording => self.choose("Đang ghi vào sổ", "Papers are being recorded"),
            ImportStage::Recorded => self.choose("Đã ghi vào sổ", "Recorded"),
            ImportStage::Withdrawn => self.choose("Đã bỏ", "Taken back"),
            ImportStage::Failed => self.choose("Máy chủ không làm xong", "The server gave up"),
        }
    }

    /// How many papers stand how.
    pub fn import_counts(self, counts: Counts, is_recorded: bool) -> String {
        let Counts { rows, certificates, cards, same, wrong } = counts;
        let done = match (self, is_recorded) {
            (Self::Vi, true) => "Đã ghi",
            (Self::Vi, false) => "Sẽ ghi",
            (Self::En, true) => "Recorded:",
            (Self::En, false) => "To be recorded:",
        };
        self.choose(
            format!(
                "{rows} dòng. {done} {certificates} giấy xác nhận và {cards} thẻ. {same} giấy, thẻ đã có trong sổ. {wrong} \
                 dòng chưa ghi được."
            ),
            format!(
                "{rows} rows. {done} {certificates} certificate(s) and {cards} card(s). {same} are in the register already. \
                 {wrong} row(s) cannot be recorded."
            ),
        )
    }

    /// Why a file cannot be read.
    pub fn list_unreadable(self, why: Unreadable) -> String {
        match why {
            Unreadable::Empty => {
                self.choose("Tệp không có dòng nào.", "There is no row in the file.").to_owned()
            }
            Unreadable::TooLarge => self.choose(
                "Tệp mở ra quá lớn: bỏ ảnh, định dạng và các trang tính không dùng, hoặc lưu dạng “CSV UTF-8”, dạng này không \
                 giới hạn cỡ.".to_owned(),
                "The file unpacks to too much: take out pictures, formats and sheets that are not used, or save it as “CSV \
                 UTF-8”, which has no such limit."
                    .to_owned(),
            ),
            Unreadable::TooManyRows => self.choose(
                format!("Tệp có quá {MOST_ROWS} dòng. Hãy chia thành nhiều tệp."),
                format!("The file has more than {MOST_ROWS} rows. Make several files of it."),
            ),
            Unreadable::TooManyColumns(row) => self.choose(
                format!("Dòng {row} có quá nhiều cột: tối đa {MOST_COLUMNS} cột."),
                format!("Row {row} has too many columns: at most {MOST_COLUMNS}."),
            ),
            Unreadable::LongCell(row) => self.choose(
                format!("Dòng {row} có ô dài quá {LONGEST_CELL} ký tự."),
                format!("Row {row} has a cell longer than {LONGEST_CELL} characters."),
            ),
            other => self.unreadable_table(other),
        }
    }

    /// The hint of the field for the file.
    pub fn list_hint(self, most: u64) -> String {
        let most = uploads::size(most);
        self.choose(
            format!("{} Mỗi tệp tối đa {most}.", VI.file_hint),
            format!("{} At most {most} each.", EN.file_hint),
        )
    }

    /// How far the work is.
    pub fn import_progress(self, done: i64, all: i64) -> String {
        self.choose(format!("{done} trên {all}"), format!("{done} of {all}"))
    }
}
