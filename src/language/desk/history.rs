//! Who a dossier waits for, where an act came from, and what the register
//! entered, in words.

use crate::domain::correction::CorrectionField;
use crate::domain::dossier::StageName;
use crate::domain::entry::Event;
use crate::language::Language;

impl Language {
    /// Who a dossier waits for, for those who cannot act on it themselves.
    pub fn waits_for(self, stage: StageName, appraiser: &str) -> String {
        match stage {
            StageName::Draft | StageName::SupplementRequested => self
                .choose("Chờ người nộp bổ sung hồ sơ.", "Waits for the applicant’s supplement.")
                .to_owned(),
            StageName::Submitted => {
                self.choose("Chờ bộ phận tiếp nhận.", "Waits for intake to receive it.").to_owned()
            }
            StageName::Received => self
                .choose(
                    "Bộ phận tiếp nhận đang kiểm tra thành phần hồ sơ.",
                    "Intake checks that it is complete.",
                )
                .to_owned(),
            StageName::Lapsed => self
                .choose(
                    "Quá hạn bổ sung. Chờ bộ phận tiếp nhận gia hạn hoặc hủy.",
                    "The supplement is overdue. Waits for intake to give more time or cancel.",
                )
                .to_owned(),
            StageName::Complete => self
                .choose("Chờ một người thẩm xét nhận hồ sơ.", "Waits for an appraiser to take it up.")
                .to_owned(),
            StageName::UnderAppraisal => {
                self.choose(format!("{appraiser} đang thẩm xét."), format!("{appraiser} appraises it."))
            }
            StageName::OnSite => self.choose(
                format!("{appraiser} đang đánh giá thực tế."),
                format!("{appraiser} makes the on-site assessment."),
            ),
            StageName::ProposedToApprove => {
                self.choose("Chờ lãnh đạo phê duyệt.", "Waits for a leader to approve.").to_owned()
            }
            StageName::ProposedToRefuse => {
                self.choose("Chờ lãnh đạo quyết định từ chối.", "Waits for a leader to refuse.").to_owned()
            }
            StageName::Issued | StageName::Refused | StageName::Withdrawn | StageName::Cancelled => {
                String::new()
            }
        }
    }

    /// The mark of a session in the audit trail.
    pub fn session_mark(self, mark: &str) -> String {
        self.choose(format!("phiên {mark}"), format!("session {mark}"))
    }

    /// Who acted at the command line, as they said.
    pub fn at_command_line(self, operator: &str) -> String {
        self.choose(format!("{operator}, trên máy chủ"), format!("{operator}, at the server"))
    }

    /// That the appraiser of a dossier is gone, and who can go on.
    pub fn orphaned(self, appraiser: &str) -> String {
        self.choose(
            format!(
                "{appraiser} không còn là người thẩm xét ở cơ quan này. Một người thẩm xét khác có thể nhận \
                 thay, hoặc lãnh đạo giao cho người khác. Thời hạn vẫn tính như cũ."
            ),
            format!(
                "{appraiser} does not appraise at this office any more. Another appraiser can take it over, \
                 or a leader can give it to someone. The deadline stays as it was."
            ),
        )
    }

    /// An entry of the register, as a sentence.
    #[expect(clippy::too_many_lines, reason = "one table, as long as what there is")]
    pub fn event(self, event: &Event) -> String {
        match event {
            Event::Issued { recorded: Some(_), cards, .. } => self.choose(
                format!("Ghi vào sổ theo giấy đã cấp, kèm {} thẻ", cards.len()),
                format!("Recorded as issued on paper, with {} card(s)", cards.len()),
            ),
            Event::Issued { certificate: None, cards, .. } if cards.iter().any(|card| card.version > 0) => {
                let cards: Vec<String> = cards.iter().map(|card| card.number.clone()).collect();
                let cards = self.few(&cards);
                self.choose(format!("Cấp lại thẻ {cards}"), format!("Card issued again: {cards}"))
            }
            Event::Issued { certificate: Some(certificate), cards, .. } if certificate.version > 0 => {
                let (n, cards) = (certificate.version, cards.len());
                let holder = &certificate.holder;
                self.choose(
                    format!(
                        "Cấp lại giấy xác nhận lần {n} cho {holder}, kèm {cards} thẻ; thời hạn giữ nguyên"
                    ),
                    format!(
                        "Re-issue {n} of the certificate to {holder}, with {cards} card(s); same last day"
                    ),
                )
            }
            Event::Issued { certificate: Some(certificate), cards, renews: Some(before), .. } => {
                let (number, until, cards) =
                    (&certificate.number, self.day(certificate.expires_on), cards.len());
                self.choose(
                    format!(
                        "Cấp lại khi hết hạn: giấy xác nhận {number} thay cho {before}, kèm {cards} thẻ, có hiệu lực đến hết {until}"
                    ),
                    format!(
                        "Renewed: certificate {number} in place of {before}, with {cards} card(s), valid to the end of {until}"
                    ),
                )
            }
            Event::Issued { certificate: None, cards, .. } => self.choose(
                format!("Cấp thêm {} thẻ", cards.len()),
                format!("{} more card(s) issued", cards.len()),
            ),
            Event::Issued { certificate: Some(certificate), cards, .. } => self.choose(
                format!(
                    "Cấp giấy xác nhận và {} thẻ, có hiệu lực đến hết {}",
                    cards.len(),
                    self.day(certificate.expires_on)
                ),
                format!(
                    "Issued with {} card(s), valid to the end of {}",
                    cards.len(),
                    self.day(certificate.expires_on)
                ),
            ),
            Event::Suspended { ground, from, confirm_by: Some(last), .. } => {
                let (from, last, letter) = (self.day(*from), self.day(*last), ground.letter());
                self.choose(
                    format!(
                        "Đình chỉ hiệu lực khẩn cấp từ {from}, chờ xác nhận đến hết {last} (điểm {letter}, khoản 1 Điều 23)"
                    ),
                    format!("Suspended at once from {from}, to be confirmed by {last} (article 23.1.{letter})"),
                )
            }
            Event::Suspended { ground, from, until, .. } => {
                let (from, until, letter) = (self.day(*from), self.day(*until), ground.letter());
                self.choose(
                    format!("Đình chỉ hiệu lực từ {from} đến {until} (điểm {letter}, khoản 1 Điều 23)"),
                    format!("Suspended from {from} to {until} (article 23.1.{letter})"),
                )
            }
            Event::Reinstated { on, .. } => {
                let on = self.day(*on);
                self.choose(format!("Khôi phục hiệu lực từ {on}"), format!("Reinstated from {on}"))
            }
            Event::Revoked { ground, on, .. } => {
                let (on, letter) = (self.day(*on), ground.letter());
                self.choose(
                    format!("Thu hồi từ {on} (điểm {letter}, khoản 2 Điều 23)"),
                    format!("Revoked from {on} (article 23.2.{letter})"),
                )
            }
            Event::GivenUp { on, .. } => {
                let on = self.day(*on);
                self.choose(
                    format!("Thôi hoạt động theo đề nghị của tổ chức, chuyên gia, từ {on}"),
                    format!("Given up by its holder, from {on}"),
                )
            }
            Event::Corrected { card, field, version, .. } => {
                self.corrected_in(card.as_deref(), *field, *version)
            }
            Event::CardReturned { card, on, .. } => {
                let on = self.day(*on);
                self.choose(
                    format!("Thẻ {card} được trả lại, từ {on}"),
                    format!("Card {card} was returned, from {on}"),
                )
            }
            Event::PortraitShown { card, .. } => self.choose(
                format!("Ảnh và năm sinh trên thẻ {card} được hiển thị khi quét mã"),
                format!("Whoever scans card {card} sees its portrait and year of birth"),
            ),
            Event::PortraitHidden { card, .. } => self.choose(
                format!("Ảnh và năm sinh trên thẻ {card} không còn được hiển thị"),
                format!("The portrait and year of birth of card {card} are shown no more"),
            ),
            Event::ContactShown { .. } => self
                .choose(
                    "Thông tin liên hệ được hiển thị theo sự đồng ý của chuyên gia",
                    "How the consultant is reached is shown, as they agreed",
                )
                .to_owned(),
            Event::ContactHidden { .. } => self
                .choose(
                    "Thông tin liên hệ không còn được hiển thị",
                    "How the consultant is reached is shown no more",
                )
                .to_owned(),
            Event::KeyCompromised { since, .. } => {
                let since = self.instant(*since);
                self.choose(
                    format!("Khóa ký bị lộ từ {since}; bản đã cấp từ lúc đó không có hiệu lực"),
                    format!("The key fell into other hands at {since}; what was issued since is not valid"),
                )
            }
            Event::KeyAdded { .. } | Event::KeyRetired { .. } => {
                self.choose("Khóa ký của cơ quan", "The issuer’s signing key").to_owned()
            }
        }
    }

    /// What was corrected on which paper, and which version has it right.
    fn corrected_in(self, card: Option<&str>, field: CorrectionField, version: u16) -> String {
        let field = self.correction_field(field);
        let paper = match card {
            Some(card) => format!("{} {card}", self.choose("thẻ", "card")),
            None => self.choose("giấy xác nhận", "the certificate").to_owned(),
        };
        self.choose(
            format!("Đính chính {field} trên {paper}; bản đúng là bản cấp lại lần {version}"),
            format!("Correction on {paper}: {field}; re-issue {version} has it right"),
        )
    }
}
