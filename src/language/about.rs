//! What the holder of a certificate asks for under it: additional cards, or its
//! papers once more.

use super::Language;
use crate::dates::Day;
use crate::domain::application::{Procedure, ReissueCause, ReissueRequest};
use crate::domain::certificate::Life;

/// The pages of one's own certificate, and of a dossier about it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the texts say it")]
pub struct AboutTexts {
    pub title: &'static str,
    pub own: &'static str,
    pub own_lead: &'static str,
    pub link: &'static str,
    pub about: &'static str,
    pub holder: &'static str,
    pub until: &'static str,
    pub standing: &'static str,
    pub certificate: &'static str,
    pub cards: &'static str,
    pub reissue: &'static str,
    pub reissue_lead: &'static str,
    pub additional: &'static str,
    pub additional_lead: &'static str,
    pub public_page: &'static str,
    pub begun: &'static str,
    pub fill: &'static str,
    pub new_portraits: &'static str,
    pub portrait_reused: &'static str,
    pub papers_asked: &'static str,
    pub cause: &'static str,
    pub details: &'static str,
    pub before: &'static str,
    pub letter: &'static str,
    pub version: &'static str,
    pub issued_on: &'static str,
    pub new_name_of: &'static str,
}

impl Language {
    /// The pages of one's own certificate, and of a dossier about it.
    pub fn about(self) -> &'static AboutTexts {
        self.choose(&VI, &EN)
    }

    /// Why a paper is to be issued again.
    pub fn reissue_cause(self, cause: ReissueCause) -> &'static str {
        match cause {
            ReissueCause::Lost => self.choose("Bị mất", "Lost"),
            ReissueCause::Damaged => self.choose("Bị hư hỏng", "Damaged"),
            ReissueCause::Renamed => self.choose("Đổi tên", "The holder has a new name"),
            ReissueCause::Moved => self.choose("Thay đổi địa chỉ liên lạc", "A new contact address"),
        }
    }

    /// Which papers are asked for once more, in a sentence.
    pub fn papers_asked_again(self, certificate: &str, reissue: &ReissueRequest) -> String {
        let own = reissue.certificate.then(|| format!("{} {certificate}", self.about().certificate));
        let cards = reissue.cards.iter().map(|card| format!("{} {card}", self.papers().card));
        own.into_iter().chain(cards).collect::<Vec<_>>().join("; ")
    }

    /// Why nothing can be asked for under a certificate; empty while it is in
    /// force.
    pub fn not_asked(self, life: Life) -> String {
        if life == Life::Active {
            return String::new();
        }
        let life = self.life(life);
        self.choose(
            format!(
                "Giấy xác nhận {life} nên không đề nghị cấp lại hoặc cấp thẻ bổ sung được: chỉ làm được khi giấy đang có hiệu lực."
            ),
            format!(
                "The certificate {life}, so neither a re-issue nor additional cards can be asked for: only while it is in force."
            ),
        )
    }

    /// How a certificate stands, with its last day.
    pub fn certificate_line(self, life: Life, expires_on: Day) -> String {
        let (life, day) = (self.life(life), self.day(expires_on));
        self.choose(format!("{life}, thời hạn đến hết {day}"), format!("{life}, valid to the end of {day}"))
    }

    /// The button that begins a dossier about a certificate, and what comes of
    /// it; none for one that is not about a certificate.
    pub fn asking(self, procedure: Procedure) -> Option<(&'static str, &'static str)> {
        let texts = self.about();
        match procedure {
            Procedure::AdditionalCards => Some((texts.additional, texts.additional_lead)),
            Procedure::ReissueOrganisation | Procedure::ReissueIndependent => {
                Some((texts.reissue, texts.reissue_lead))
            }
            Procedure::NewOrganisation | Procedure::NewIndependent => None,
        }
    }
}

static VI: AboutTexts = AboutTexts {
    title: "Giấy xác nhận của bạn",
    own: "Giấy xác nhận đã được cấp",
    own_lead: "Cấp lại hoặc cấp thẻ bổ sung: chọn giấy xác nhận, không phải khai lại từ đầu.",
    link: "Đề nghị cấp lại giấy, thẻ hoặc cấp thẻ bổ sung",
    about: "Về giấy xác nhận",
    holder: "Cấp cho",
    until: "thời hạn đến hết",
    standing: "Tình trạng",
    certificate: "Giấy xác nhận",
    cards: "Thẻ",
    reissue: "Đề nghị cấp lại",
    reissue_lead: "Khi giấy xác nhận hoặc thẻ bị mất, hư hỏng, hoặc đổi tên, thay đổi địa chỉ liên lạc. Số và thời \
                   hạn giữ nguyên; bản cũ không còn giá trị từ ngày cấp lại.",
    additional: "Đề nghị cấp thẻ bổ sung",
    additional_lead: "Cho chuyên gia mới của tổ chức. Mỗi chuyên gia nộp đủ giấy tờ như khi cấp mới; thẻ hết hạn \
                      cùng giấy xác nhận.",
    public_page: "Xem trang tra cứu công khai",
    begun: "Đã lập hồ sơ. Những gì sổ đăng ký đã có thì được điền sẵn.",
    fill: "Điền đề nghị cấp lại",
    new_portraits: "Ảnh trên thẻ",
    portrait_reused: "Dùng lại ảnh trên thẻ hiện nay",
    papers_asked: "Giấy tờ đề nghị cấp lại",
    cause: "Lý do",
    details: "Nội dung cụ thể",
    before: "trước đây",
    letter: "Văn bản đề nghị",
    version: "Lần cấp lại trước",
    issued_on: "Ngày cấp",
    new_name_of: "Họ và tên mới của người giữ thẻ",
};

static EN: AboutTexts = AboutTexts {
    title: "Your certificate",
    own: "Certificates that were issued to you",
    own_lead: "A re-issue, or additional cards: choose the certificate, and nothing is typed again.",
    link: "Ask for a re-issue, or for additional cards",
    about: "About the certificate",
    holder: "Issued to",
    until: "valid to the end of",
    standing: "The certificate",
    certificate: "Certificate",
    cards: "Cards",
    reissue: "Ask for a re-issue",
    reissue_lead: "When the certificate or a card is lost or damaged, or a name or the contact address is new. \
                   Number and last day stay; the old paper is no longer valid from the day of the re-issue.",
    additional: "Ask for additional cards",
    additional_lead: "For more experts of the organisation. Each hands in the full set of papers; the card ends with \
                      the certificate.",
    public_page: "See the public page",
    begun: "The dossier was begun, with what the register knows already.",
    fill: "Fill in what is asked for",
    new_portraits: "Portraits on the cards",
    portrait_reused: "The one on the present card, once more",
    papers_asked: "Papers to be issued again",
    cause: "Reason",
    details: "In detail",
    before: "before",
    letter: "The letter",
    version: "Re-issues before",
    issued_on: "Issued on",
    new_name_of: "New name of the holder of card",
};
