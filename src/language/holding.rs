//! One certificate for each holder, and with whom what takes its place is filed:
//! in words.

use super::Language;
use crate::domain::bilingual::Bilingual;
use crate::domain::certificate::Life;
use crate::domain::transfer;

/// With whom a dossier is filed that takes the place of a certificate, and what
/// is under way about one.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct HoldingTexts {
    pub office: &'static str,
    pub office_missing: &'static str,
    pub under_way: &'static str,
    pub issued_by: &'static str,
    pub on_dossier: &'static str,
}

impl Language {
    /// With whom such a dossier is filed, and what is under way.
    pub fn holding(self) -> &'static HoldingTexts {
        self.choose(&VI, &EN)
    }

    /// Why a province is chosen, and which is proposed.
    pub fn office_hint(self, of_seat: Option<Bilingual>) -> String {
        let day = self.day(transfer::begins_on().value);
        let said = self.choose(
            format!(
                "Từ {day}, hồ sơ thay cho giấy do Bộ Khoa học và Công nghệ cấp được nộp và giải quyết ở tỉnh, thành phố nơi đặt trụ sở \
                 (Thông tư 07/2025/TT-BKHCN). Giấy hiện nay vẫn có giá trị đến khi giấy mới được cấp hoặc đến hết thời hạn."
            ),
            format!(
                "Since {day} what takes the place of a certificate of the Ministry of Science and Technology is filed with, and decided \
                 by, the province of the seat (Circular 07/2025/TT-BKHCN). The present one counts until the new one is issued, or to its \
                 last day."
            ),
        );
        match of_seat {
            Some(seat) => self.choose(
                format!("{said} Theo địa chỉ đã đăng ký thì đó là {}.", seat.vi),
                format!("{said} By the registered address that is {}.", seat.en),
            ),
            None => said,
        }
    }

    /// Why what takes the place of a certificate is not filed or decided here.
    pub(super) fn to_province(self, number: &str) -> String {
        let day = self.day(transfer::begins_on().value);
        self.choose(
            format!(
                "Từ {day}, hồ sơ thay cho giấy {number} do tỉnh, thành phố nơi đặt trụ sở giải quyết (Thông tư 07/2025/TT-BKHCN). Người \
                 được cấp mở trang giấy xác nhận của mình, chọn tỉnh, thành phố và lập hồ sơ ở đó."
            ),
            format!(
                "Since {day} what takes the place of {number} is for the province of the seat to decide (Circular 07/2025/TT-BKHCN). From \
                 the page of the certificate its holder chooses the province and begins the dossier there."
            ),
        )
    }

    /// Why who holds a certificate registers no second one, and what to do
    /// instead.
    pub(super) fn holds_one(self, number: &str, life: Life) -> String {
        let life = self.life(life);
        self.choose(
            format!(
                "Tổ chức hoặc chuyên gia này đã có giấy xác nhận {number}, {life}. Mỗi tổ chức, mỗi chuyên gia độc lập chỉ có một giấy: mở \
                 trang của giấy đó để đề nghị cấp lại khi hết hạn, cấp lại hoặc cấp thẻ bổ sung."
            ),
            format!(
                "This organisation or consultant holds certificate {number} already, which {life}. Nobody holds two: ask for a renewal, a \
                 re-issue or additional cards from the page of that certificate."
            ),
        )
    }

    /// The same to officers, before they go on with the dossier.
    pub fn applicant_holds(self, number: &str, issuer: &Bilingual, life: Life) -> String {
        let life = self.life(life);
        self.choose(
            format!(
                "Người nộp đang có giấy xác nhận {number} do {} cấp, {life}. Mỗi tổ chức, mỗi chuyên gia độc lập chỉ có một giấy, nên hồ sơ \
                 cấp mới này không phê duyệt được khi giấy đó còn như vậy. Người nộp có thể rút hồ sơ này và đề nghị cấp lại khi hết hạn, \
                 cấp lại hoặc cấp thẻ bổ sung từ trang của giấy đó.",
                issuer.vi
            ),
            format!(
                "The applicant holds certificate {number}, issued by {}, which {life}. Nobody holds two, so this new registration cannot be \
                 approved while that one stands so. The applicant may withdraw this dossier and ask for a renewal, a re-issue or additional \
                 cards from the page of that certificate.",
                issuer.en
            ),
        )
    }
}

static VI: HoldingTexts = HoldingTexts {
    office: "Tỉnh, thành phố nơi đặt trụ sở",
    office_missing: "Chọn tỉnh, thành phố nơi đặt trụ sở.",
    under_way: "Hồ sơ đang giải quyết",
    issued_by: "Cơ quan cấp giấy mới",
    on_dossier: "Hồ sơ của giấy mới",
};

static EN: HoldingTexts = HoldingTexts {
    office: "The province of the seat",
    office_missing: "Choose the province of the seat.",
    under_way: "Dossiers under way",
    issued_by: "Issued the newer one",
    on_dossier: "Dossier of the newer one",
};
