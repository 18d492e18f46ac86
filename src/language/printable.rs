//! What cannot stand on a paper, and what helps.

use super::Language;
use crate::domain::printable::{PaperFault, PaperField, PaperOf, Unprintable};
use crate::domain::typed::{Undrawn, WhyUndrawn};

impl Language {
    /// Which sign no paper can show, where it stands, and what helps.
    pub fn undrawn(self, found: Undrawn) -> String {
        let Undrawn { sign, line, place, why } = found;
        let code = format!("U+{:04X}", u32::from(sign));
        // A mark alone would stand on the quotation mark.
        let shown = if sign.is_control() { code.clone() } else { format!("“{sign}” ({code})") };
        let where_it_is = match (line, self) {
            (1, Self::Vi) => format!("ký tự thứ {place}"),
            (_, Self::Vi) => format!("dòng {line}, ký tự thứ {place}"),
            (1, Self::En) => format!("character {place}"),
            (_, Self::En) => format!("line {line}, character {place}"),
        };
        match why {
            WhyUndrawn::NoFont => self.choose(
                format!("Giấy không in được {shown}, {where_it_is}. Hãy bỏ đi hoặc thay bằng chữ, dấu thông thường."),
                format!("Papers cannot show {shown}, {where_it_is}. Leave it out, or write common letters and signs."),
            ),
            WhyUndrawn::OtherScript => self.choose(
                format!(
                    "{shown}, {where_it_is}, không phải chữ Latinh. Tên in trên giấy viết bằng chữ Latinh, như dòng máy \
                     đọc của hộ chiếu, ví dụ Kim Min-su."
                ),
                format!(
                    "{shown}, {where_it_is}, is not a Latin letter. A name on papers is in Latin letters, as in the \
                     readable line of a passport, such as Kim Min-su."
                ),
            ),
        }
    }

    /// Which paper of an approval cannot be printed, and who can mend it.
    pub fn unprintable(self, found: &Unprintable) -> String {
        let mends = if found.field == PaperField::Other {
            self.choose(
                "Chưa có gì được ký. Hãy báo người quản trị hệ thống.",
                "Nothing was signed. Tell whoever runs the system.",
            )
        } else if found.field.is_applicants() {
            self.choose(
                "Chưa có gì được ký. Người nộp hồ sơ phải sửa trước.",
                "Nothing was signed. The applicant must correct it first.",
            )
        } else {
            self.choose(
                "Chưa có gì được ký. Người quản trị của cơ quan phải xem lại thông tin cơ quan trước.",
                "Nothing was signed. The administrator of the body must look at its profile first.",
            )
        };
        format!("{} {mends}", self.unprintable_paper(found))
    }

    /// Which paper cannot be printed, and what of it.
    pub(super) fn unprintable_paper(self, found: &Unprintable) -> String {
        let paper = match &found.paper {
            PaperOf::Certificate => self.choose("giấy xác nhận", "the certificate").to_owned(),
            PaperOf::Card(name) => self.choose(format!("thẻ của “{name}”"), format!("the card of “{name}”")),
        };
        let (field, fault) = (self.paper_field(found.field), self.paper_fault(found.fault));
        self.choose(
            format!("Không in được {paper}. {field}: {fault}"),
            format!("Not printable: {paper}. {field}: {fault}"),
        )
    }

    /// What is wrong with a field of a paper.
    pub fn paper_fault(self, fault: PaperFault) -> String {
        match fault {
            PaperFault::Undrawn(found) => self.undrawn(found),
            PaperFault::TooLong => {
                self.choose("Quá dài, không vừa chỗ trên giấy.", "Too long for its place.").to_owned()
            }
            PaperFault::NoPress => self
                .choose(
                    "Chưa dựng được vì máy in vừa dừng; hãy thử lại.",
                    "It was not set, for the press had ended; try again.",
                )
                .to_owned(),
            PaperFault::NotSet => self.choose("Không dựng được.", "It cannot be set.").to_owned(),
        }
    }

    /// A field of a paper, by name.
    pub fn paper_field(self, field: PaperField) -> &'static str {
        match field {
            PaperField::Organisation => self.choose("Tên tổ chức", "Name of the organisation"),
            PaperField::Address => self.choose("Địa chỉ", "Address"),
            PaperField::Expert => self.choose("Họ và tên", "Full name"),
            PaperField::Portrait => self.choose("Ảnh chân dung", "Portrait"),
            PaperField::Issuer => self.choose("Tên cơ quan", "Issuing body"),
            PaperField::Place => self.choose("Địa danh", "Place"),
            PaperField::Signatory => self.choose("Người ký", "Signatory"),
            PaperField::Contact => self.choose("Chân trang", "Foot of the page"),
            PaperField::Number => self.choose("Số", "Number"),
            PaperField::Other => self.choose("Nội dung", "Content"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::typed::{undrawn, undrawn_in_name};

    #[test]
    fn the_sign_its_code_and_its_place_are_told() {
        let pin = undrawn("\u{1f4cd} Số 1").expect("a sign");
        let said = Language::Vi.undrawn(pin);
        assert!(said.contains("“\u{1f4cd}” (U+1F4CD), ký tự thứ 1"), "{said}");
        let name = undrawn_in_name("Kim 김").expect("a sign");
        let said = Language::En.undrawn(name);
        assert!(said.contains("“김” (U+AE40), character 5") && said.contains("passport"), "{said}");
        let below = undrawn("một\nhai\u{1f600}").expect("a sign");
        assert!(Language::Vi.undrawn(below).contains("dòng 2, ký tự thứ 4"));
    }
}
