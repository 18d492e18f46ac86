//! What the holder of a certificate asks for under it: additional cards, its
//! papers once more, or new ones when its time is over.

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
    pub renewal: &'static str,
    pub renewal_lead: &'static str,
    pub anew: &'static str,
    pub anew_lead: &'static str,
    pub make_anew: &'static str,
    pub make_anew_consequence: &'static str,
    pub made_anew: &'static str,
    pub newer: &'static str,
    pub differs: &'static str,
    pub public_page: &'static str,
    pub begun: &'static str,
    pub fill: &'static str,
    pub new_portraits: &'static str,
    pub portrait_kept: &'static str,
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

    /// The button that begins a dossier about a certificate, or one that follows
    /// it, and what comes of it.
    pub fn asking(self, procedure: Procedure) -> (&'static str, &'static str) {
        let texts = self.about();
        match procedure {
            Procedure::AdditionalCards => (texts.additional, texts.additional_lead),
            Procedure::ReissueOrganisation | Procedure::ReissueIndependent => {
                (texts.reissue, texts.reissue_lead)
            }
            Procedure::RenewalOrganisation | Procedure::RenewalIndependent => {
                (texts.renewal, texts.renewal_lead)
            }
            Procedure::NewOrganisation | Procedure::NewIndependent => (texts.anew, texts.anew_lead),
        }
    }

    /// Until when a renewal can be asked for, or that it is too late.
    pub fn time_to_renew(self, last: Day, today: Day) -> String {
        let (day, left) = (self.day(last), last.days_since(today));
        match left {
            0 => self.choose(
                format!("Hôm nay, {day}, là ngày cuối để nộp hồ sơ đề nghị cấp lại khi hết hạn."),
                format!("Today, {day}, is the last day to file a renewal."),
            ),
            1.. => self.choose(
                format!("Nộp hồ sơ đề nghị cấp lại khi hết hạn chậm nhất ngày {day} (còn {left} ngày)."),
                format!("File the renewal by {day} ({left} days left)."),
            ),
            _ => self.choose(
                format!(
                    "Ngày cuối để nộp hồ sơ đề nghị cấp lại khi hết hạn là {day}, nay đã qua: nộp chậm thì làm hồ sơ cấp mới."
                ),
                format!("The last day to file a renewal was {day}: whoever is late asks for a new issue."),
            ),
        }
    }

    /// Why a renewal is not filed any more, and what helps.
    pub(super) fn too_late_to_renew(self, last: Day) -> String {
        let day = self.day(last);
        self.choose(
            format!(
                "Đã qua ngày {day} là ngày cuối để đề nghị cấp lại khi hết hạn, nên phải làm hồ sơ cấp mới. Mở trang \
                 hồ sơ và chọn “{}”: nội dung đã khai và giấy tờ đã tải lên được giữ nguyên.",
                self.about().make_anew
            ),
            format!(
                "The last day for a renewal was {day}, so a new issue is needed. On the page of the dossier choose \
                 “{}”: what was written and uploaded stays.",
                self.about().make_anew
            ),
        )
    }

    /// How many clients consulted within the term a renewal asks for.
    pub fn clients_in_term(self, needed: u32, since: Option<Day>, are_of_expert: bool) -> String {
        let (vi_since, en_since) = match since.map(|day| self.day(day)) {
            Some(day) => (format!("từ ngày cấp giấy ({day})"), format!("since it was issued ({day})")),
            None => ("từ ngày cấp giấy".to_owned(), "since it was issued".to_owned()),
        };
        let (vi_paper, en_paper) = if are_of_expert {
            ("lý lịch và tài liệu chứng minh", "the CV and what proves it")
        } else {
            ("báo cáo hoạt động tư vấn và tài liệu chứng minh", "the report of activity and what proves it")
        };
        self.choose(
            format!(
                "Cần ít nhất {needed} khách hàng khác nhau có việc tư vấn hoàn thành {vi_since} đến ngày nộp hồ sơ; không cần \
                 đã được chứng nhận. Tải {vi_paper} lên ở cuối trang."
            ),
            format!(
                "At least {needed} different clients whose consulting was completed {en_since} and before you file; they \
                 need not be certified. Upload {en_paper} at the end of the page."
            ),
        )
    }
}

static VI: AboutTexts = AboutTexts {
    title: "Giấy xác nhận của bạn",
    own: "Giấy xác nhận đã được cấp",
    own_lead: "Cấp lại, cấp lại khi hết hạn hoặc cấp thẻ bổ sung: chọn giấy xác nhận, không phải khai lại từ đầu.",
    link: "Đề nghị cấp lại giấy, thẻ, cấp lại khi hết hạn hoặc cấp thẻ bổ sung",
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
    renewal: "Đề nghị cấp lại khi hết hạn",
    renewal_lead: "Giấy xác nhận và thẻ mới, số giấy mới, thời hạn tính từ ngày cấp. Tổ chức, chuyên gia, chứng chỉ và giấy \
                   tờ còn dùng được điền sẵn từ sổ đăng ký và hồ sơ trước.",
    anew: "Đề nghị cấp mới",
    anew_lead: "Điều kiện và giấy tờ như khi cấp mới; những gì sổ đăng ký và hồ sơ trước đã có được điền sẵn. Giấy và thẻ \
                hiện nay có giá trị đến khi giấy mới được cấp hoặc đến hết thời hạn ghi trên giấy.",
    make_anew: "Chuyển thành hồ sơ cấp mới",
    make_anew_consequence: "Hồ sơ được xét theo điều kiện cấp mới. Nội dung đã khai và giấy tờ đã tải lên được giữ nguyên; \
                            phần cấp mới hỏi thêm được điền từ hồ sơ trước, bạn xem lại và bổ sung phần còn thiếu.",
    made_anew: "Đã chuyển thành hồ sơ cấp mới. Xem lại những phần còn thiếu.",
    newer: "Đã được cấp lại khi hết hạn, giấy mới số",
    differs: "Khác với hồ sơ trước",
    public_page: "Xem trang tra cứu công khai",
    begun: "Đã lập hồ sơ. Những gì sổ đăng ký đã có thì được điền sẵn.",
    fill: "Điền đề nghị cấp lại",
    new_portraits: "Ảnh trên thẻ",
    portrait_kept: "Không tải ảnh mới thì ảnh trên thẻ hiện nay được in lại.",
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
    own_lead: "A re-issue, a renewal, or additional cards: choose the certificate, and nothing is typed again.",
    link: "Ask for a re-issue, a renewal, or additional cards",
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
    renewal: "Ask for a renewal",
    renewal_lead: "A new certificate under a new number and new cards, valid from the day of issue. The organisation, its \
                   experts, its certificate and papers that still count are filled in from the register and the \
                   dossiers before.",
    anew: "Ask for a new issue",
    anew_lead: "Conditions and papers are those of a first issue; what the register and the dossiers before know is \
                filled in. The present papers count until the new ones are issued, or their last day.",
    make_anew: "Make it a new issue",
    make_anew_consequence: "The dossier is judged by the conditions of a first issue. What was written and uploaded \
                            stays; what a first issue asks besides is filled in from the dossiers before, for you to \
                            look at and complete.",
    made_anew: "It is a dossier of a new issue now. Look at what is still missing.",
    newer: "It was renewed by certificate",
    differs: "What differs from the dossiers before",
    public_page: "See the public page",
    begun: "The dossier was begun, with what the register knows already.",
    fill: "Fill in what is asked for",
    new_portraits: "Portraits on the cards",
    portrait_kept: "Without a new picture, the one on the present card is printed again.",
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
