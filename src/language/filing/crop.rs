//! Choosing the part of a picture that goes onto the card.

use crate::domain::regime::PhotoForm;
use crate::language::Language;

/// Choosing the part of a picture that goes onto the card.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct CropTexts {
    pub title: &'static str,
    pub offer: &'static str,
    pub choose: &'static str,
    pub take: &'static str,
    pub drag: &'static str,
    pub picture: &'static str,
    pub size: &'static str,
    pub across: &'static str,
    pub down: &'static str,
    pub card: &'static str,
    pub points: &'static str,
    pub crop: &'static str,
    pub back: &'static str,
    pub missing: &'static str,
    pub done: &'static str,
}

impl Language {
    /// Choosing the part of a picture.
    pub fn crop(self) -> &'static CropTexts {
        self.choose(&VI, &EN)
    }

    /// What the card asks for, what the picture is, and what to choose.
    pub fn crop_lead(self, form: PhotoForm, (width, height): (u32, u32)) -> String {
        let PhotoForm { ratio_width, ratio_height, .. } = form;
        self.choose(
            format!(
                "Ảnh trên thẻ có tỷ lệ {ratio_width}:{ratio_height} (rộng:cao); ảnh này {width}×{height} điểm ảnh. Hãy \
                 chọn phần sẽ in trên thẻ: thấy rõ khuôn mặt, từ đỉnh đầu đến ngang vai. Phần còn lại không được lưu."
            ),
            format!(
                "The picture on the card is {ratio_width}:{ratio_height} (width:height); this one has {width}×{height} \
                 pixels. Choose the part that is printed: the whole face, from above the head to the shoulders. The \
                 rest is not kept."
            ),
        )
    }
}

const VI: CropTexts = CropTexts {
    title: "Cắt ảnh cho vừa thẻ",
    offer: "Cắt ảnh cho vừa thẻ",
    choose: "Chọn một trong các khung sau",
    take: "Lấy khung",
    drag: "Kéo khung trên ảnh, kéo góc để đổi cỡ; hoặc dùng ba thanh trượt.",
    picture: "Ảnh đã tải lên, với khung của phần được giữ lại",
    size: "Cỡ khung",
    across: "Sang trái, sang phải",
    down: "Lên, xuống",
    card: "Ảnh trên thẻ",
    points: "điểm ảnh",
    crop: "Cắt ảnh",
    back: "Chọn ảnh khác",
    missing: "Chọn phần ảnh được giữ lại.",
    done: "Đã cắt ảnh. Chưa vừa ý thì tải ảnh gốc lên lại và cắt lần nữa.",
};

const EN: CropTexts = CropTexts {
    title: "Crop the picture for the card",
    offer: "Crop the picture for the card",
    choose: "Choose one of these frames",
    take: "Take frame",
    drag: "Drag the frame on the picture, its corners to size it; or use the three sliders.",
    picture: "The picture uploaded, with a frame around the part that is kept",
    size: "Size of the frame",
    across: "Left and right",
    down: "Up and down",
    card: "On the card",
    points: "pixels",
    crop: "Crop the picture",
    back: "Choose another picture",
    missing: "Choose the part of the picture that is kept.",
    done: "The picture is cropped. If it is not as wanted, upload the original again and crop it anew.",
};
