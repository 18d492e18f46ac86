//! Uploaded files in words: how large one may be, and why one is not taken.

use consultant_pictures::MOST_POINTS;

use super::Language;
use crate::domain::evidence::{SharedFile, UploadRefusal};
use crate::domain::quota::{Excess, QUOTA, Quota};

/// A size as people say it: `12 KB`, `4,5 MB`, of 1,024 each as file managers
/// count.
pub fn size(bytes: u64) -> String {
    const KILOBYTE: u64 = 1024;
    const MEGABYTE: u64 = 1024 * KILOBYTE;
    let tenths = (bytes * 10 + MEGABYTE / 2) / MEGABYTE;
    match tenths {
        10.. if tenths.is_multiple_of(10) => format!("{} MB", tenths / 10),
        10.. => format!("{},{} MB", tenths / 10, tenths % 10),
        _ => format!("{} KB", bytes.div_ceil(KILOBYTE)),
    }
}

impl Language {
    /// What may be uploaded as a paper.
    pub fn paper_hint(self, most_bytes: u64, most_together: u64) -> String {
        let (most, together) = (size(most_bytes), size(most_together));
        self.choose(
            format!(
                "Tệp PDF, JPEG hoặc PNG, mỗi tệp tối đa {most}. Có thể chọn nhiều tệp một lúc; mỗi lần gửi tối đa {together}."
            ),
            format!(
                "PDF, JPEG or PNG files of at most {most} each. Several may be chosen at once, {together} at most in one go."
            ),
        )
    }

    /// How large a picture may be.
    pub fn picture_limits(self, most_bytes: u64) -> String {
        let (most, points) = (size(most_bytes), MOST_POINTS / 1_000_000);
        self.choose(
            format!("Tối đa {most} và {points} triệu điểm ảnh."),
            format!("At most {most} and {points} megapixels."),
        )
    }

    /// What an account has too much of, and what to do.
    pub fn excess(self, excess: Excess) -> String {
        let Quota { drafts, papers, bytes, acts_an_hour } = QUOTA;
        match excess {
            Excess::Drafts => self.choose(
                format!("Tài khoản này đang có {drafts} hồ sơ soạn dở, là số tối đa. Hãy nộp hoặc xóa bớt hồ sơ đang soạn."),
                format!("This account has {drafts} drafts, the most there may be. File some of them or delete them."),
            ),
            Excess::Papers => self.choose(
                format!("Hồ sơ này đã có {papers} tệp, là số tối đa. Hãy gộp các trang vào một tệp PDF hoặc bỏ bớt tệp."),
                format!("This dossier has {papers} files, the most there may be. Join pages into one PDF or take some out."),
            ),
            Excess::Bytes => self.choose(
                format!(
                    "Các tệp của tài khoản này đã gần đến {}, là dung lượng tối đa. Hãy bỏ bớt tệp hoặc tải tệp nhỏ hơn.",
                    size(bytes)
                ),
                format!(
                    "The files of this account are near {}, the most there may be. Take some out or upload smaller ones.",
                    size(bytes)
                ),
            ),
            Excess::Acts => self.choose(
                format!("Tài khoản này đã lưu {acts_an_hour} lần trong một giờ qua. Hãy chờ ít phút rồi làm tiếp."),
                format!("This account has saved {acts_an_hour} times within an hour. Wait some minutes and go on."),
            ),
        }
    }

    fn too_fine(self, points: u64, most: u64) -> String {
        // Up to the limit's own million, so that the two are never the same.
        let (millions, most) = (points.div_ceil(1_000_000), most / 1_000_000);
        self.choose(
            format!(
                "Ảnh có quá nhiều điểm ảnh: {millions} triệu, tệp loại này tối đa {most} triệu. Hãy thu nhỏ ảnh hoặc \
                 chụp màn hình rồi chọn lại."
            ),
            format!(
                "The picture has too many pixels: {millions} million, in a file of this kind at most {most} million. Make \
                 it smaller or take a screenshot, and choose that."
            ),
        )
    }

    /// That another applicant handed in the very file of a paper.
    pub fn also_handed_in(self, shared: &SharedFile) -> String {
        let issuer = shared.issuer.called();
        match (self, &shared.number) {
            (Self::Vi, Some(number)) => {
                format!("Đúng tệp này cũng có trong hồ sơ {number} của người nộp khác ({}).", issuer.vi)
            }
            (Self::Vi, None) => {
                format!("Đúng tệp này cũng có trong một hồ sơ mới nộp của người khác ({}).", issuer.vi)
            }
            (Self::En, Some(number)) => {
                format!("The very file is also in dossier {number} of another applicant ({}).", issuer.en)
            }
            (Self::En, None) => {
                format!(
                    "The very file is also in a dossier that another applicant just filed ({}).",
                    issuer.en
                )
            }
        }
    }

    /// Why an uploaded file was not taken, and what to do.
    pub fn upload_refusal(self, refusal: UploadRefusal) -> String {
        match refusal {
            UploadRefusal::Empty => self.choose(
                "Tệp không có nội dung (0 byte). Hãy mở tệp trên máy để kiểm tra rồi chọn lại.".to_owned(),
                "The file is empty (0 bytes). Open it on your device to see what is in it, and choose again.".to_owned(),
            ),
            UploadRefusal::TooLarge(most) => self.choose(
                format!("Tệp quá lớn: mỗi tệp tối đa {}. Hãy quét hoặc lưu lại với cỡ nhỏ hơn.", size(most)),
                format!("The file is too large: at most {} each. Scan or save it smaller.", size(most)),
            ),
            UploadRefusal::Kind => self
                .choose(
                    "Chỉ nhận tệp PDF, JPEG hoặc PNG. Tệp Word, Excel thì lưu dưới dạng PDF rồi chọn lại.",
                    "Only PDF, JPEG and PNG files can be taken. Save a Word or Excel file as PDF, and choose that.",
                )
                .to_owned(),
            UploadRefusal::Telephone(kind) => self.choose(
                format!(
                    "Tệp này là ảnh {kind}; trong các loại ảnh, hệ thống chỉ nhận JPEG và PNG. Cách làm trên điện \
                     thoại: mở ảnh, chụp màn hình rồi chọn ảnh chụp đó; hoặc lưu ảnh dưới dạng JPEG. Trên iPhone, đặt \
                     Cài đặt › Camera › Định dạng › “Tương thích nhất” rồi chụp lại."
                ),
                format!(
                    "This is a {kind} picture; of pictures only JPEG and PNG can be taken. On a telephone: open the \
                     picture, take a screenshot and choose that; or save it as JPEG. On an iPhone set Settings › \
                     Camera › Formats › “Most Compatible” and take it again."
                ),
            ),
            UploadRefusal::NotAPicture => self
                .choose(
                    "Ảnh phải là tệp JPEG hoặc PNG. Ảnh nằm trong tệp PDF hoặc Word thì mở tệp, chụp màn hình phần ảnh \
                     rồi chọn ảnh chụp đó.",
                    "The picture must be a JPEG or PNG file. Of one in a PDF or Word file take a screenshot, and choose \
                     that.",
                )
                .to_owned(),
            UploadRefusal::Unreadable => self
                .choose(
                    "Không đọc được ảnh này. Hãy mở ảnh, chụp màn hình hoặc lưu lại dưới dạng JPEG rồi chọn lại.",
                    "This picture cannot be read. Open it, take a screenshot or save it as JPEG, and choose that.",
                )
                .to_owned(),
            UploadRefusal::TooFine { points, most } => self.too_fine(points, most),
            UploadRefusal::Busy => self
                .choose(
                    "Đang có nhiều ảnh chờ xử lý nên ảnh này chưa được nhận. Hãy chờ một phút rồi gửi lại.",
                    "Many pictures are waiting, so this one was not taken. Wait a minute and send it again.",
                )
                .to_owned(),
            UploadRefusal::Infected => self
                .choose(
                    "Phần mềm quét vi-rút báo tệp này có mã độc nên không nhận. Hãy quét vi-rút máy của bạn, rồi quét \
                     hoặc lưu lại giấy tờ thành tệp mới.",
                    "A virus was found in this file, so it was not taken. Check your device for viruses, then scan or \
                     save the paper anew.",
                )
                .to_owned(),
            UploadRefusal::NotScanned => self
                .choose(
                    "Chưa quét được vi-rút cho tệp này nên chưa nhận. Hãy gửi lại sau ít phút.",
                    "This file could not be checked for viruses yet, so it was not taken. Send it again in a few minutes.",
                )
                .to_owned(),
            UploadRefusal::Place => self
                .choose(
                    "Giấy tờ này không thuộc mục đã chọn.",
                    "This paper does not belong to the item chosen.",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_as_file_managers_say_it() {
        assert_eq!(size(0), "0 KB");
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(900 * 1024), "900 KB");
        assert_eq!(size(10 * 1024 * 1024), "10 MB");
        assert_eq!(size(4 * 1024 * 1024 + 512 * 1024), "4,5 MB");
    }

    #[test]
    fn a_file_that_is_too_large_is_told_the_limit() {
        let refusal = UploadRefusal::TooLarge(2 * 1024 * 1024);
        assert!(Language::Vi.upload_refusal(refusal).starts_with("Tệp quá lớn: mỗi tệp tối đa 2 MB."));
        let refusal = UploadRefusal::TooFine { points: 40_000_001, most: MOST_POINTS };
        assert!(Language::Vi.upload_refusal(refusal).contains("41 triệu, tệp loại này tối đa 40 triệu"));
        assert!(Language::Vi.picture_limits(10 * 1024 * 1024).contains("Tối đa 10 MB và 40 triệu điểm ảnh"));
    }

    #[test]
    fn a_picture_of_another_kind_is_told_three_ways_out() {
        for kind in ["HEIC", "WebP", "AVIF", "TIFF", "GIF"] {
            let refusal = UploadRefusal::Telephone(kind);
            for (language, ways) in [
                (Language::Vi, ["chụp màn hình", "lưu ảnh dưới dạng JPEG", "“Tương thích nhất”"]),
                (Language::En, ["screenshot", "save it as JPEG", "“Most Compatible”"]),
            ] {
                let said = language.upload_refusal(refusal);
                assert!(said.contains(kind) && ways.iter().all(|way| said.contains(way)), "{said}");
            }
        }
    }
}
