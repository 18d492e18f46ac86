//! What is said of a cell of a list, and what to do.

use crate::domain::import::{Reason, Remark};
use crate::language::Language;

impl Language {
    /// What is wrong, or was done, and what to do.
    #[expect(clippy::too_many_lines, reason = "one table, as long as what there is")]
    pub fn remark(self, remark: &Remark) -> (String, &'static str) {
        let meant = &remark.meant;
        let day = || meant.parse().map_or_else(|_| meant.clone(), |day| self.day(day));
        let mend =
            self.choose("Sửa trong tệp rồi đưa tệp vào lại.", "Mend it in the file and bring it in again.");
        let nothing = self.choose("Không phải làm gì.", "Nothing to do.");
        let look = self.choose("Xem có đúng không.", "See whether it is right.");
        let said = |vi: &str, en: &str| self.choose(vi.to_owned(), en.to_owned());
        match remark.reason {
            Reason::Missing => (said("Thiếu nội dung này.", "It is missing."), mend),
            Reason::NotADay => (
                said("Không phải ngày có thật, viết ngày trước: 22/11/2026.", "Not a day, written as 22/11/2026."),
                mend,
            ),
            Reason::YearOnly => (
                said("Chỉ có năm.", "A year alone."),
                self.choose("Điền đủ ngày, tháng, năm theo hồ sơ đã lưu.", "Write day, month and year, from the archive."),
            ),
            Reason::DayToCome => (said("Ngày chưa đến.", "The day has not come."), mend),
            Reason::DaysReversed => {
                (said("Ngày hết hạn trước ngày cấp.", "The last day is before the first."), mend)
            }
            Reason::NotACode => {
                (said("Không phải mã số doanh nghiệp: 10 chữ số.", "Not an enterprise code: ten digits."), mend)
            }
            Reason::NotAPersonalNumber => (
                said("Không phải số định danh cá nhân: 12 chữ số.", "Not a personal number: twelve digits."),
                self.choose(
                    "Số CMND 9 số thì để trống; sửa số khác trong tệp.",
                    "Leave the old nine digits out; mend others in the file.",
                ),
            ),
            Reason::LostDigits => (
                said(
                    "Bảng tính đã rút gọn số này thành dạng 1,03E+09: các chữ số cuối đã mất.",
                    "The spreadsheet shortened this number to something like 1.03E+09: its last digits are lost.",
                ),
                self.choose(
                    "Lấy lại số từ bản gốc, đặt cột là Văn bản rồi lưu lại.",
                    "Take the number from its source, make the column text, and save again.",
                ),
            ),
            Reason::TooLong => (said("Quá dài.", "Too long."), mend),
            Reason::Undrawn => (
                self.choose(
                    format!("Có ký tự không in được trên giấy: {meant}"),
                    format!("A sign that no paper shows: {meant}"),
                ),
                mend,
            ),
            Reason::OldFont => (
                self.choose(format!("Chữ của phông cũ. Có lẽ là: {meant}"), format!("Of an old font. It seems to mean: {meant}")),
                self.choose(
                    "Nếu các tên đều đúng, đánh dấu “đọc theo phông cũ” ở phần các cột rồi kiểm tra lại.",
                    "If all names are right, tick “read old fonts” among the columns and check again.",
                ),
            ),
            Reason::NotANumber => (said("Không phải số của giấy hay thẻ.", "Not the number of a paper."), mend),
            Reason::CellError => (said("Ô báo lỗi trong bảng tính.", "The spreadsheet shows an error there."), mend),
            Reason::NothingAbove => (
                said("Ghi “như trên” mà dòng trên không có gì.", "“As above”, and nothing is above."),
                mend,
            ),
            Reason::NoCertificate => (
                said(
                    "Giấy xác nhận của thẻ này không có trong danh sách, trong sổ cũng chưa ghi từ giấy.",
                    "The certificate of this card is not in the list, nor recorded in the register.",
                ),
                self.choose("Thêm giấy xác nhận vào danh sách, hoặc sửa số.", "Add the certificate to the list, or mend its number."),
            ),
            Reason::CertificateWrong => (
                said("Giấy xác nhận của thẻ này chưa ghi được.", "The certificate of this card cannot be recorded."),
                self.choose("Sửa dòng của giấy xác nhận trước.", "Mend the row of the certificate first."),
            ),
            Reason::TwiceInList => (
                self.choose(
                    format!("Số này đã có ở dòng {meant} với nội dung khác."),
                    format!("The number stands in row {meant} with something else."),
                ),
                mend,
            ),
            Reason::OtherInRegister => (
                if meant.is_empty() {
                    said("Trong sổ số này ghi khác.", "The register has something else under this number.")
                } else {
                    self.choose(
                        format!("Trong sổ số này ghi khác: {}.", day()),
                        format!("The register has something else under this number: {}.", day()),
                    )
                },
                self.choose(
                    "Sổ không bị sửa theo tệp. Nếu sổ sai, dùng đính chính; nếu tệp sai, sửa tệp.",
                    "The register is never changed by a file. If it is wrong, correct it there; else mend the file.",
                ),
            ),
            Reason::OtherIssuer => (
                self.choose(
                    format!("Số này của cơ quan khác: {meant}."),
                    format!("The number is of another issuer: {meant}."),
                ),
                mend,
            ),
            Reason::ZerosAdded => (
                self.choose(
                    format!("Đã thêm các số 0 ở đầu mà bảng tính làm mất: {meant}"),
                    format!("Zeros that the spreadsheet dropped were put before it: {meant}"),
                ),
                look,
            ),
            Reason::Serial => (
                self.choose(
                    format!("Là số đếm ngày của bảng tính, đọc là {}.", day()),
                    format!("It is a spreadsheet's count of days, read as {}.", day()),
                ),
                look,
            ),
            Reason::AsAbove => (
                self.choose(format!("Như dòng trên: {meant}"), format!("As above: {meant}")),
                nothing,
            ),
            Reason::OldFontRead => (
                self.choose(format!("Chữ của phông cũ, đọc là: {meant}"), format!("Of an old font, read as: {meant}")),
                look,
            ),
            Reason::CheckDigit => (
                said("Chữ số cuối không khớp các chữ số trước.", "The last digit does not fit the others."),
                look,
            ),
            Reason::HiddenRow => (
                said("Dòng bị ẩn trong bảng tính, vẫn được đọc.", "The row is hidden in the spreadsheet, and was read."),
                look,
            ),
            Reason::Total => (said("Dòng cộng, bỏ qua.", "A sum, passed over."), nothing),
            Reason::Same => (
                if meant.is_empty() {
                    said("Đã có trong sổ, nội dung như nhau.", "In the register already, and the same.")
                } else {
                    self.choose(format!("Như ở dòng {meant}, bỏ qua."), format!("As in row {meant}, passed over."))
                },
                nothing,
            ),
        }
    }
}
