//! What is said of a text in which no number of a paper stands: what it is
//! instead, and where that is asked about. Never that it is not valid.

use super::Language;
use crate::dates::Day;
use crate::domain::inquiry::{Item, Number, NumberForm, NumberKind, Unasked};

impl Language {
    /// Why nothing was looked up, as one sentence.
    pub fn unasked(self, unasked: &Unasked) -> String {
        let why = self.why_unasked(unasked);
        self.choose(format!("Chưa kiểm tra được: {why}."), format!("Could not check: {why}."))
    }

    fn why_unasked(self, unasked: &Unasked) -> String {
        let why = match unasked {
            Unasked::Unknown(number) => return self.unknown_number(number),
            Unasked::Other(item) => self.other_item(item),
            Unasked::Several(_) => {
                self.choose("nội dung này có nhiều hơn một số", "there is more than one number in this text")
            }
            Unasked::Nothing => self.choose(
                "nội dung này không phải số của giấy xác nhận hay thẻ",
                "this is not the number of a certificate or a card",
            ),
            Unasked::NotADay => {
                self.choose("ngày cần kiểm tra không đúng", "the day to check for is not a day")
            }
            Unasked::NotAPlace => self.choose(
                "phần “paper” của địa chỉ không đúng",
                "“paper” in the address is not the place of a paper",
            ),
            Unasked::DayToCome => self.choose(
                "ngày cần kiểm tra chưa đến, sổ đăng ký chỉ nói về những ngày đã đến",
                "the day to check for has not come; the register speaks of days that have",
            ),
        };
        why.to_owned()
    }

    fn unknown_number(self, number: &Number) -> String {
        match (&number.candidates[..], number.form) {
            ([read], NumberForm::Mistyped) => self.choose(
                format!("{read} không phải số thẻ, vì chữ số kiểm tra ở cuối không khớp"),
                format!("{read} is not the number of a card, for its check digit does not fit"),
            ),
            ([read], _) => self.choose(
                format!("số đã nhập được đọc là {read}, sổ đăng ký không có số này"),
                format!("what was typed was read as {read}, which the register does not have"),
            ),
            _ => self.choose(
                "số đã nhập thiếu ký hiệu cơ quan cấp, và sổ đăng ký không có số nào khớp".to_owned(),
                "the number was typed without the issuer, and the register has none that fits".to_owned(),
            ),
        }
    }

    fn other_item(self, item: &Item) -> &'static str {
        match item {
            Item::Code => self.choose("đây không phải số, mà là mã hoặc đường dẫn", "this is a code or a link, not a number"),
            Item::Number(Number { kind: NumberKind::Certificate, .. }) => {
                self.choose("đây là số giấy xác nhận, không phải số thẻ", "this is the number of a certificate, not of a card")
            }
            Item::Number(Number { kind: NumberKind::Card, .. }) => {
                self.choose("đây là số thẻ, không phải số giấy xác nhận", "this is the number of a card, not of a certificate")
            }
            Item::Page { .. } => self.choose(
                "đường dẫn này không có số của giấy xác nhận hay thẻ",
                "there is no number of a certificate or a card in this link",
            ),
            Item::Slip(_) => self.choose(
                "đây là mã theo dõi hồ sơ, không phải số giấy xác nhận hay số thẻ",
                "this is the code of a dossier’s slip, not the number of a certificate or a card",
            ),
            Item::Dossier(_) => self.choose(
                "đây là số hồ sơ, không phải số giấy xác nhận hay số thẻ",
                "this is the number of a dossier, not of a certificate or a card",
            ),
            Item::Enterprise { branch: None, .. } => self.choose(
                "đây là mã số doanh nghiệp, không phải số giấy xác nhận hay số thẻ",
                "this is an enterprise code, not the number of a certificate or a card",
            ),
            Item::Enterprise { branch: Some(_), .. } => self.choose(
                "đây là mã số chi nhánh; giấy xác nhận cấp cho doanh nghiệp, theo mười chữ số đầu",
                "this is the code of a branch; certificates are issued to the enterprise, by the first ten digits",
            ),
            Item::PersonalNumber => {
                self.choose("đây là số định danh cá nhân", "this is a personal identification number")
            }
            Item::Name(_) => self.choose(
                "đây là tên, không phải số giấy xác nhận hay số thẻ",
                "this is a name, not the number of a certificate or a card",
            ),
        }
    }

    /// What one of several things is, in a few words, when it is no number of a
    /// paper.
    pub fn item_in_short(self, item: &Item) -> &'static str {
        match item {
            Item::Number(Number { form: NumberForm::Mistyped, .. }) => {
                self.choose("Chữ số kiểm tra không khớp", "Check digit does not fit")
            }
            Item::Number(_) | Item::Page { .. } => {
                self.choose("Không có số này, hãy nhập đúng như bản in", "No such number; type it as printed")
            }
            Item::Slip(_) => self.choose("Mã theo dõi hồ sơ", "Code of a slip"),
            Item::Dossier(_) => self.choose("Số hồ sơ", "Number of a dossier"),
            Item::Enterprise { .. } => self.choose("Mã số doanh nghiệp", "Enterprise code"),
            Item::PersonalNumber => self.choose("Số định danh cá nhân", "Personal identification number"),
            Item::Name(_) => self.choose("Tên", "A name"),
            Item::Code => self.choose("Mã hoặc đường dẫn", "A code or a link"),
        }
    }

    /// One of several things, as it was read. What is nobody else's business is
    /// not repeated.
    pub fn item_named(self, item: &Item) -> String {
        match item {
            Item::Number(number) => number.candidates.first().cloned().unwrap_or_default(),
            Item::Page { number, .. } | Item::Dossier(number) => number.clone(),
            Item::Enterprise { code, branch: None } => code.to_string(),
            Item::Enterprise { code, branch: Some(branch) } => format!("{code}-{branch}"),
            Item::Name(name) => name.clone(),
            Item::Slip(_) | Item::PersonalNumber | Item::Code => "…".to_owned(),
        }
    }

    /// The title of the answer to several things, of today or of another day.
    pub fn several(self, count: usize, on: Option<Day>) -> String {
        let title =
            self.choose(format!("Kết quả kiểm tra {count} số"), format!("Verdicts on {count} numbers"));
        match on.map(|on| self.day(on)) {
            Some(day) => self.choose(format!("{title}, vào ngày {day}"), format!("{title}, on {day}")),
            None => title,
        }
    }

    /// What to do about it.
    pub fn unasked_advice(self, unasked: &Unasked) -> &'static str {
        match unasked {
            Unasked::Unknown(Number { form: NumberForm::Mistyped, .. }) => self.choose(
                "Có lẽ một chữ số bị gõ sai hoặc đổi chỗ: hãy xem lại từng chữ số. Nếu thẻ trong tay ghi đúng số này, hãy báo \
                 cho cơ quan ghi trên thẻ.",
                "A digit may be wrong or in another place: read every digit again. If the card in your hand shows exactly \
                 this number, tell the body that is named on it.",
            ),
            Unasked::Unknown(_) | Unasked::Nothing | Unasked::Other(Item::Code | Item::Page { .. }) => self.choose(
                "Hãy nhập số đúng như trên bản in, ví dụ 01/2026/GXN-BKHCN hoặc BKHCN-TV-00000255, hoặc quét mã QR. Điều này \
                 không có nghĩa là còn hiệu lực, cũng không có nghĩa là giả.",
                "Type the number as it is printed, for example 01/2026/GXN-BKHCN or BKHCN-TV-00000255, or scan the QR code. \
                 This does not mean that it is valid, nor that it is forged.",
            ),
            Unasked::Other(Item::Number(_)) => self.choose(
                "Hãy tra cứu ở trang của số này.",
                "Look it up at the page of this number.",
            ),
            Unasked::Other(Item::Slip(_)) => {
                self.choose("Hãy mở trang theo dõi hồ sơ.", "Open the page that follows the dossier.")
            }
            Unasked::Other(Item::Dossier(_)) => self.choose(
                "Muốn biết hồ sơ đang ở đâu, hãy quét mã QR trên giấy tiếp nhận hồ sơ, hoặc gõ địa chỉ in cạnh mã đó. Người nộp \
                 hồ sơ xem ở “Hồ sơ của tôi”.",
                "To see where the dossier is, scan the QR code on its receipt slip, or type the address printed beside it. \
                 Who filed it finds it under “My dossiers”.",
            ),
            Unasked::Other(Item::Enterprise { .. }) => self.choose(
                "Hãy tìm tổ chức mang mã số này trong sổ đăng ký.",
                "Look for the organisation of this code in the register.",
            ),
            Unasked::Other(Item::PersonalNumber) => self.choose(
                "Sổ đăng ký không tra cứu theo số định danh. Đừng nhập số định danh của ai vào đây; hãy nhập số thẻ, hoặc tìm theo \
                 họ tên.",
                "The register is not searched by such numbers. Do not type anybody’s here; type the number of the card, or \
                 search by name.",
            ),
            Unasked::Other(Item::Name(_)) => {
                self.choose("Hãy tìm theo tên trong sổ đăng ký.", "Search the register by name.")
            }
            Unasked::Several(_) => self.choose("Hãy kiểm tra từng số một.", "Check them one at a time."),
            Unasked::NotADay | Unasked::DayToCome => self.choose(
                "Hãy ghi ngày theo dạng 22/11/2026 hoặc 2026-11-22, không sau hôm nay.",
                "Write the day like 22/11/2026 or 2026-11-22, no later than today.",
            ),
            Unasked::NotAPlace => self.choose(
                "Hãy mở lại đúng đường dẫn đã nhận được, hoặc bỏ phần sau dấu “?” để xem giấy mới nhất của số này. Điều này \
                 không có nghĩa là còn hiệu lực, cũng không có nghĩa là giả.",
                "Open the link as it was given to you, or leave out what follows “?” to see the newest paper of this number. \
                 This does not mean that it is valid, nor that it is forged.",
            ),
        }
    }
}
