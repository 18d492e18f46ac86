//! Showing the portrait of a card's holder to whoever scans the card.

use super::Language;
use crate::dates::Instant;

/// The pages on which that is agreed to and ended.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct PortraitTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub who_sees: &'static str,
    pub is_shown: &'static str,
    pub is_hidden: &'static str,
    pub paper: &'static str,
    pub paper_hint: &'static str,
    pub consent: &'static str,
    pub agree: &'static str,
    pub agree_missing: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub hide_effect: &'static str,
    pub shown_said: &'static str,
    pub hidden_said: &'static str,
    pub not_shown: &'static str,
    pub asked_at_desk: &'static str,
    pub link: &'static str,
}

impl Language {
    /// The pages on which that is agreed to and ended.
    pub fn portraits(self) -> &'static PortraitTexts {
        self.choose(&VI, &EN)
    }

    /// Whether a portrait is shown, and why not although it was agreed to.
    pub fn portrait_state(self, shown_since: Option<Instant>, card_is_valid: bool) -> String {
        let texts = self.portraits();
        match shown_since {
            None => texts.is_hidden.to_owned(),
            Some(since) if card_is_valid => format!("{} {}.", texts.is_shown, self.instant(since)),
            Some(_) => texts.not_shown.to_owned(),
        }
    }
}

const VI: PortraitTexts = PortraitTexts {
    title: "Ảnh và năm sinh khi quét mã thẻ",
    lead: "Mã QR trên thẻ có thể bị chép lại; khuôn mặt thì không. Nếu người mang thẻ đồng ý, ai quét mã của thẻ sẽ thấy \
           ảnh chân dung và năm sinh của người đó, để so với người trình thẻ.",
    who_sees: "Chỉ người có mã trên thẻ mới thấy; tra cứu theo số thẻ hoặc theo họ tên không thấy. Chỉ hiển thị khi thẻ \
               còn hiệu lực. Có thể ngừng bất cứ lúc nào, hiệu lực ngay.",
    is_shown: "Đang hiển thị từ",
    is_hidden: "Không hiển thị.",
    paper: "Văn bản đồng ý có chữ ký của người mang thẻ",
    paper_hint: "PDF, JPEG hoặc PNG. Văn bản ghi rõ: đồng ý hiển thị ảnh chân dung và năm sinh cho người quét mã thẻ.",
    consent: "Đồng ý",
    agree: "Tôi là người mang thẻ này và đồng ý hiển thị ảnh chân dung, năm sinh của tôi cho người quét mã thẻ.",
    agree_missing: "Đánh dấu vào ô này nếu đồng ý.",
    show: "Hiển thị",
    hide: "Ngừng hiển thị",
    hide_effect: "Nếu ngừng, ảnh và năm sinh không còn hiển thị cho ai. Muốn hiển thị lại cần đồng ý lại, sớm nhất từ ngày mai.",
    shown_said: "Ảnh và năm sinh được hiển thị khi quét mã thẻ.",
    hidden_said: "Ảnh và năm sinh không còn được hiển thị.",
    not_shown: "Thẻ hiện không có hiệu lực nên không hiển thị cho ai.",
    asked_at_desk: "Ghi nhận yêu cầu của người mang thẻ.",
    link: "Ảnh khi quét mã",
};

const EN: PortraitTexts = PortraitTexts {
    title: "Portrait and year of birth when a card is scanned",
    lead: "A QR code can be copied; a face cannot. If the holder of the card agrees, whoever scans it sees their portrait \
           and year of birth, to compare with who shows the card.",
    who_sees: "Only who has the code on the card sees them; looking up the number or the name does not show them, and \
               neither does a card that is not valid. It can be ended at any time, at once.",
    is_shown: "Shown since",
    is_hidden: "Not shown.",
    paper: "The consent that the holder of the card signed",
    paper_hint: "PDF, JPEG or PNG. It says that the portrait and the year of birth may be shown to whoever scans the card.",
    consent: "Consent",
    agree: "I am the holder of this card and agree that my portrait and year of birth are shown to whoever scans it.",
    agree_missing: "Tick this box if you agree.",
    show: "Show",
    hide: "Show no more",
    hide_effect: "Once ended, portrait and year of birth are shown to nobody. To show them again takes a new consent, from tomorrow \
                  at the earliest.",
    shown_said: "Portrait and year of birth are shown when the card is scanned.",
    hidden_said: "Portrait and year of birth are shown no more.",
    not_shown: "The card is not valid now, so nobody is shown them.",
    asked_at_desk: "Record that the holder of the card asked for it.",
    link: "Portrait when scanned",
};
