//! What is said of a text, a picture or a file that could not be read: why,
//! and what to do. The same in every shell.

use super::Language;
use crate::credential::Malformed;

impl Language {
    /// Why it could not be read, as one sentence.
    pub fn unreadable(self, malformed: Malformed) -> String {
        let why = self.why_unreadable(malformed);
        self.choose(format!("Chưa kiểm tra được: {why}."), format!("Could not check: {why}."))
    }

    fn why_unreadable(self, malformed: Malformed) -> &'static str {
        match malformed {
            Malformed::NoCode => self
                .choose("không thấy mã QR nào trong ảnh", "there is no QR code to be seen in this picture"),
            Malformed::Picture => self.choose("không mở được ảnh này", "this picture cannot be opened"),
            Malformed::Incomplete => self.choose("mã bị thiếu một phần", "a part of the code is missing"),
            Malformed::SeveralCodes => {
                self.choose("trong nội dung này có hơn một mã", "there is more than one code in this text")
            }
            Malformed::PrintedPdf => self.choose(
                "tệp PDF này đã được in lại hoặc ghép, không còn kèm bản điện tử",
                "this PDF was printed or merged, and the electronic document is no longer in it",
            ),
            Malformed::Number => self.choose(
                "đây là số của giấy hoặc thẻ, không phải mã QR",
                "this is the number of a paper or card, not a QR code",
            ),
            Malformed::DossierNumber => self.choose(
                "đây là số hồ sơ hoặc mã theo dõi hồ sơ, không phải mã của giấy hay thẻ",
                "this is the number of a dossier or the code of its slip, not a code of a paper or card",
            ),
            Malformed::EnterpriseCode => self.choose(
                "đây là mã số doanh nghiệp, không phải mã của giấy hay thẻ",
                "this is an enterprise code, not a code of a paper or card",
            ),
            Malformed::Json | Malformed::Proof | Malformed::Document => self.choose(
                "nội dung này không phải bản điện tử của giấy xác nhận hay thẻ",
                "this is not the electronic document of a certificate or a card",
            ),
            Malformed::TooLong => self.choose(
                "nội dung này dài hơn mọi mã và mọi bản điện tử",
                "this is longer than any code and any electronic document",
            ),
            _ => self.choose(
                "nội dung này không phải mã của giấy xác nhận hay thẻ",
                "this is not the code of a certificate or a card",
            ),
        }
    }

    /// What to do about it.
    pub fn unreadable_advice(self, malformed: Malformed) -> &'static str {
        match malformed {
            Malformed::NoCode => self.choose(
                "Hãy chụp lại: giữ máy thẳng, đủ sáng, thấy trọn mã và khoảng trắng quanh mã.",
                "Take another: hold the device straight, in good light, with the whole code and the white around it \
                 in view.",
            ),
            Malformed::Picture => self.choose(
                "Hãy chọn ảnh PNG hoặc JPEG. Ảnh HEIC, WebP, AVIF: mở ảnh trên điện thoại, chụp màn hình, rồi chọn ảnh \
                 chụp màn hình.",
                "Choose a PNG or JPEG. For HEIC, WebP or AVIF: open it on the phone, take a screenshot, and choose \
                 that.",
            ),
            Malformed::Incomplete => self.choose(
                "Hãy chép lại trọn vẹn từ đầu đến cuối, hoặc quét mã QR trên bản in.",
                "Copy all of it from beginning to end, or scan the QR code on the print.",
            ),
            Malformed::SeveralCodes => {
                self.choose("Hãy kiểm tra từng mã một.", "Check them one at a time.")
            }
            Malformed::Number => self.choose(
                "Số giấy và số thẻ chỉ tra được trên trang của sổ đăng ký, khi có mạng; không có mạng thì hãy quét mã QR trên \
                 bản in.",
                "The number of a paper or card can only be looked up on the site of the register, with a network; without \
                 one, scan the QR code on the print.",
            ),
            Malformed::DossierNumber => self.choose(
                "Muốn biết hồ sơ đang ở đâu, hãy quét mã QR trên giấy tiếp nhận hồ sơ, hoặc gõ địa chỉ in cạnh mã đó, khi có mạng.",
                "To see where the dossier is, scan the QR code on its receipt slip, or type the address printed beside it, \
                 with a network.",
            ),
            Malformed::EnterpriseCode => self.choose(
                "Hãy tìm tổ chức mang mã số này trên trang của sổ đăng ký, khi có mạng.",
                "Look for the organisation of this code on the site of the register, with a network.",
            ),
            Malformed::PrintedPdf => self.choose(
                "Hãy quét mã QR trên trang, hoặc chọn tệp PDF gốc do cơ quan cấp gửi.",
                "Scan the QR code on the page, or choose the PDF as the issuing body sent it.",
            ),
            _ => self.choose(
                "Điều này không có nghĩa là còn hiệu lực, cũng không có nghĩa là giả.",
                "This does not mean that it is valid, nor that it is forged.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_done_something_about_is_told_apart() {
        let told = [
            Malformed::NotALink,
            Malformed::NoCode,
            Malformed::Picture,
            Malformed::Incomplete,
            Malformed::SeveralCodes,
            Malformed::PrintedPdf,
            Malformed::Number,
            Malformed::DossierNumber,
            Malformed::EnterpriseCode,
            Malformed::Json,
            Malformed::TooLong,
        ];
        for language in [Language::Vi, Language::En] {
            let sentences = told.map(|malformed| language.unreadable(malformed));
            let different: std::collections::BTreeSet<&String> = sentences.iter().collect();
            assert_eq!(different.len(), told.len(), "{sentences:?}");
        }
    }
}
