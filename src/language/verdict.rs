//! Verdicts as sentences that a person can repeat on the telephone.

mod grounds;

use super::Language;
use crate::credential::verdict::{CouldNotCheck, NotNow, NotValid, Verdict};
use crate::dates::Day;

/// What a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A certificate of eligibility.
    Certificate,
    /// An expert card.
    Card,
    /// A code of no paper that we know.
    Code,
    /// A number of no paper that we know, as typed.
    Number(&'a str),
}

/// Of what was typed, no more is repeated.
const REPEATED: usize = 50;

impl<'a> Subject<'a> {
    /// A paper by whether it is a card; else what was typed, or a code.
    pub fn of(is_card: Option<bool>, typed: Option<&'a str>) -> Self {
        match (is_card, typed) {
            (Some(true), _) => Self::Card,
            (Some(false), _) => Self::Certificate,
            (None, Some(typed)) => Self::Number(typed),
            (None, None) => Self::Code,
        }
    }

    fn words(self, language: Language) -> String {
        match self {
            Self::Certificate => language.choose("Giấy xác nhận này", "This certificate").to_owned(),
            Self::Card => language.choose("Thẻ này", "This card").to_owned(),
            Self::Code => language.choose("Mã này", "This code").to_owned(),
            Self::Number(typed) => {
                let typed: String = typed.trim().chars().take(REPEATED).collect();
                format!("{} {typed}", language.choose("Số", "Number"))
            }
        }
    }
}

impl Language {
    /// The verdict on a day as one sentence.
    pub fn verdict(self, subject: Subject<'_>, verdict: &Verdict, on: Day) -> String {
        self.said(subject, verdict, on, false)
    }

    /// The verdict on a day that is over, as one sentence that names the day.
    pub fn verdict_then(self, subject: Subject<'_>, verdict: &Verdict, on: Day) -> String {
        let (sentence, day) = (self.said(subject, verdict, on, true), self.day(on));
        self.choose(format!("Vào ngày {day}: {sentence}"), format!("On {day}: {sentence}"))
    }

    fn said(self, subject: Subject<'_>, verdict: &Verdict, on: Day, is_over: bool) -> String {
        let it = subject.words(self);
        let is = if is_over { "was" } else { "is" };
        match verdict {
            Verdict::Valid => self.choose(format!("{it} còn hiệu lực."), format!("{it} {is} valid.")),
            Verdict::NotValid(reason) => {
                let why = self.not_valid(subject, *reason);
                self.choose(format!("{it} không có hiệu lực: {why}."), format!("{it} {is} not valid: {why}."))
            }
            Verdict::NotNow(reason) => {
                let why = self.not_now(*reason, on);
                let (not_yet, cannot) = if is_over {
                    ("chưa", "could not be used")
                } else {
                    ("hiện chưa", "cannot be used now")
                };
                self.choose(format!("{it} {not_yet} dùng được: {why}."), format!("{it} {cannot}: {why}."))
            }
            Verdict::CouldNotCheck(reason) => {
                let why = self.could_not_check(*reason);
                self.choose(format!("Chưa kiểm tra được: {why}."), format!("Could not check: {why}."))
            }
        }
    }

    /// What to bear in mind of a verdict on a day that is over.
    pub fn advice_then(self) -> &'static str {
        self.choose(
            "Đây là tình trạng của ngày đó. Hôm nay có thể khác: hãy tra cứu lại không kèm ngày.",
            "This is how it was on that day. Today it may be another: look it up again without a day.",
        )
    }

    /// The verdict on a day in a word or two, for lists.
    pub fn verdict_in_short(self, verdict: &Verdict, on: Day) -> &'static str {
        match verdict {
            Verdict::Valid => self.choose("Còn hiệu lực", "Valid"),
            Verdict::NotValid(NotValid::Expired { .. }) => self.choose("Hết hạn", "Expired"),
            Verdict::NotValid(NotValid::Revoked { .. } | NotValid::CertificateRevoked { .. }) => {
                self.choose("Đã thu hồi", "Revoked")
            }
            Verdict::NotValid(NotValid::Returned { .. }) => self.choose("Đã trả lại", "Returned"),
            Verdict::NotValid(NotValid::GivenUp { .. } | NotValid::CertificateGivenUp { .. }) => {
                self.choose("Đã thôi hoạt động", "Given up")
            }
            Verdict::NotValid(NotValid::NeverIssued) => self.choose("Chưa từng được cấp", "Never issued"),
            Verdict::NotValid(_) => self.choose("Không có hiệu lực", "Not valid"),
            Verdict::NotNow(NotNow::NotYetInForce { .. }) => {
                self.choose("Chưa đến ngày có hiệu lực", "Not yet in force")
            }
            Verdict::NotNow(reason) if reason.is_overdue(on) => {
                self.choose("Quá hạn đình chỉ, chờ quyết định", "Suspension over, decision awaited")
            }
            Verdict::NotNow(_) => self.choose("Đang đình chỉ", "Suspended"),
            Verdict::CouldNotCheck(_) => self.choose("Chưa kiểm tra được", "Could not check"),
        }
    }

    /// The five checks of a verdict, in the order they are made.
    pub fn checks(self) -> [&'static str; 5] {
        self.choose(
            [
                "Chữ ký đúng là của cơ quan cấp, ký trên đúng nội dung này",
                "Khóa ký là của cơ quan cấp và còn tin được lúc ký",
                "Ngày được hỏi nằm trong thời hạn",
                "Sổ đăng ký có đúng bản này",
                "Không bị đình chỉ, thu hồi hay trả lại",
            ],
            [
                "The signature is the issuer’s, over exactly this content",
                "The key was the issuer’s and could be trusted when it signed",
                "The day asked about is within the term",
                "The register has exactly this paper",
                "Not suspended, revoked or returned",
            ],
        )
    }

    /// How a check went, in a word.
    pub fn step(self, passed: bool, failed: bool) -> &'static str {
        match (passed, failed) {
            (true, _) => self.choose("đạt", "passed"),
            (_, true) => self.choose("không đạt", "failed"),
            _ => self.choose("không kiểm tra", "not made"),
        }
    }

    /// What to do about a verdict on a day, in a sentence or two.
    pub fn advice(self, subject: Subject<'_>, verdict: &Verdict, on: Day) -> &'static str {
        match verdict {
            Verdict::NotValid(NotValid::NeverIssued) if matches!(subject, Subject::Number(_)) => self.choose(
                "Hãy xem lại số vừa nhập. Nếu bản in ghi đúng như vậy, đừng sử dụng.",
                "Read the number again. If the print does show it, do not accept the print.",
            ),
            Verdict::Valid => self.choose(
                "Trước khi tin, hãy so bản in trong tay với những dòng dưới đây.",
                "Before you rely on it, compare the print in your hand with the lines below.",
            ),
            Verdict::NotValid(NotValid::Altered | NotValid::NeverIssued) => self.choose(
                "Đừng sử dụng. Nếu có người trình bản in này, hãy báo cho cơ quan ghi trên đó.",
                "Do not accept it. If somebody shows it to you, tell the body that is named on it.",
            ),
            Verdict::NotValid(NotValid::KeyCompromised { .. }) => self.choose(
                "Đừng sử dụng. Nếu bản này do cơ quan cấp thật, hãy liên hệ cơ quan để được cấp lại.",
                "Do not accept it. If the issuing body did issue it, ask that body for a new one.",
            ),
            Verdict::NotValid(_) => self.choose(
                "Không được dùng để ký hợp đồng tư vấn từ ngày nói trên.",
                "It cannot be used for a consulting contract from that day on.",
            ),
            Verdict::NotNow(reason) if reason.is_overdue(on) => self.choose(
                "Chưa được dùng cho đến khi cơ quan cấp quyết định khôi phục. Hãy hỏi cơ quan cấp.",
                "Do not rely on it until the issuing body decides to reinstate it. Ask the issuing body.",
            ),
            Verdict::NotNow(_) => self.choose(
                "Hãy kiểm tra lại vào ngày định dùng.",
                "Check again on the day on which you mean to rely on it.",
            ),
            Verdict::CouldNotCheck(CouldNotCheck::StatusTooOld | CouldNotCheck::StatusUnavailable) => self
                .choose(
                    "Hãy kiểm tra lại sau ít phút. Chưa biết còn hiệu lực hay không.",
                    "Try again in a few minutes. Until then it is not known whether it is valid.",
                ),
            Verdict::CouldNotCheck(_) => self.choose(
                "Điều này không có nghĩa là còn hiệu lực, cũng không có nghĩa là giả.",
                "This does not mean that it is valid, nor that it is forged.",
            ),
        }
    }

    fn not_valid(self, subject: Subject<'_>, reason: NotValid) -> String {
        let day = |day| self.day(day);
        match reason {
            NotValid::Expired { on } => self.choose(
                format!("đã hết hạn, ngày cuối cùng là {}", day(on)),
                format!("it has expired, its last day was {}", day(on)),
            ),
            NotValid::Revoked { on } => {
                self.choose(format!("đã bị thu hồi từ {}", day(on)), format!("revoked from {}", day(on)))
            }
            NotValid::Replaced { on, by_version: 0 } if subject == Subject::Card => self.choose(
                format!("giấy xác nhận đi kèm đã được thay bằng giấy mới cấp ngày {}", day(on)),
                format!("the certificate it belongs to was replaced by a new one of {}", day(on)),
            ),
            NotValid::Replaced { on, by_version: 0 } => self.choose(
                format!("đã được thay bằng bản mới cấp ngày {}", day(on)),
                format!("replaced by a new one of {}", day(on)),
            ),
            NotValid::Replaced { on, by_version } => self.choose(
                format!("đã được thay bằng bản cấp lại lần {by_version} ngày {}", day(on)),
                format!("replaced by re-issue number {by_version} of {}", day(on)),
            ),
            NotValid::Returned { on } => self.choose(
                format!("đã được trả lại từ {}", day(on)),
                format!("it was returned with effect from {}", day(on)),
            ),
            NotValid::GivenUp { on } => self.choose(
                format!("đã thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ {}", day(on)),
                format!("its holder gave it up from {}", day(on)),
            ),
            NotValid::Altered => self.choose(
                "nội dung không khớp với chữ ký của cơ quan cấp".to_owned(),
                "what it says does not fit the issuer’s signature".to_owned(),
            ),
            NotValid::NeverIssued => self.choose(
                "chưa từng được cấp, sổ đăng ký không có".to_owned(),
                "never issued, the register does not have it".to_owned(),
            ),
            NotValid::CertificateRevoked { on } => self.choose(
                format!("giấy xác nhận của tổ chức đã bị thu hồi từ {}", day(on)),
                format!("the certificate it belongs to was revoked from {}", day(on)),
            ),
            NotValid::CertificateGivenUp { on } => self.choose(
                format!(
                    "giấy xác nhận đã thôi hoạt động theo đề nghị của tổ chức, chuyên gia từ {}",
                    day(on)
                ),
                format!("the certificate it belongs to was given up by its holder from {}", day(on)),
            ),
            NotValid::ListedEnded { listed_on } => self.choose(
                format!(
                    "đã bị thu hồi, thay thế hoặc trả lại, theo danh sách tình trạng ngày {}",
                    day(listed_on)
                ),
                format!("revoked, replaced or returned, by the issuer’s status list of {}", day(listed_on)),
            ),
            NotValid::KeyCompromised { on } => self.choose(
                format!("khóa ký bị lộ từ {}, và bản này được ký sau đó", day(on)),
                format!("the key fell into other hands on {}, and it was signed after that", day(on)),
            ),
        }
    }

    fn not_now(self, reason: NotNow, on: Day) -> String {
        let day = |day| self.day(day);
        match reason {
            NotNow::Suspended { from, until } if until < on => self.choose(
                format!("quá hạn đình chỉ (từ {} đến {}), chờ quyết định khôi phục hoặc thu hồi", day(from), day(until)),
                format!("the suspension from {} to {} is over, a decision to reinstate or revoke is awaited", day(from), day(until)),
            ),
            NotNow::CertificateSuspended { from, until } if until < on => self.choose(
                format!(
                    "giấy xác nhận của tổ chức quá hạn đình chỉ (từ {} đến {}), chờ quyết định khôi phục hoặc thu hồi",
                    day(from),
                    day(until)
                ),
                format!(
                    "the suspension of the certificate it belongs to, from {} to {}, is over, a decision to reinstate or revoke is awaited",
                    day(from),
                    day(until)
                ),
            ),
            NotNow::Suspended { from, until } => self.choose(
                format!("bị đình chỉ từ {} đến {}", day(from), day(until)),
                format!("suspended from {} to {}", day(from), day(until)),
            ),
            NotNow::CertificateSuspended { from, until } => self.choose(
                format!(
                    "giấy xác nhận của tổ chức bị đình chỉ từ {} đến {}",
                    day(from),
                    day(until)
                ),
                format!(
                    "the certificate it belongs to is suspended from {} to {}",
                    day(from),
                    day(until)
                ),
            ),
            NotNow::NotYetInForce { from } => self.choose(
                format!("có hiệu lực từ {}", day(from)),
                format!("it comes into force on {}", day(from)),
            ),
            NotNow::ListedSuspended { listed_on } => self.choose(
                format!("đang bị đình chỉ, theo danh sách tình trạng ngày {}", day(listed_on)),
                format!("suspended, by the issuer’s status list of {}", day(listed_on)),
            ),
        }
    }

    fn could_not_check(self, reason: CouldNotCheck) -> &'static str {
        match reason {
            CouldNotCheck::UnknownKey => self.choose(
                "mã được ký bằng một khóa không thuộc cơ quan nào trong sổ đăng ký",
                "the code is signed with a key of no issuer in the register",
            ),
            CouldNotCheck::KeyNotInForce => self.choose(
                "lúc ký, khóa chưa hoặc không còn là của cơ quan cấp",
                "when it was signed the key was not, or no longer, the issuer’s",
            ),
            CouldNotCheck::KeyCompromised => self.choose(
                "khóa đã ký mã này bị lộ, cần hỏi cơ quan cấp",
                "the key that signed it fell into other hands; ask the issuing body",
            ),
            CouldNotCheck::StatusTooOld => self.choose(
                "tình trạng đang có đã quá cũ so với sổ đăng ký",
                "what is known of its status in the register is too old",
            ),
            CouldNotCheck::StatusUnavailable => self.choose(
                "không có tình trạng hiện nay trong sổ đăng ký để đối chiếu",
                "its present status in the register is not at hand",
            ),
            CouldNotCheck::StatusOfAnotherDay => self.choose(
                "tình trạng đang có không phải của ngày cần kiểm tra",
                "the status at hand is not of the day asked about",
            ),
            CouldNotCheck::ClockWrong => {
                self.choose("đồng hồ của máy này sai", "the clock of this machine is wrong")
            }
            CouldNotCheck::OtherHost => self.choose(
                "mã dẫn đến một trang không phải trang của sổ đăng ký",
                "the code leads to a site that is not the register’s",
            ),
            CouldNotCheck::Unreadable => self.choose(
                "nội dung này không phải mã của giấy xác nhận hay thẻ",
                "this is not the code of a certificate or a card",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_can_be_repeated_on_the_telephone() {
        let on = "2026-11-22".parse().expect("a day");
        let revoked = Verdict::NotValid(NotValid::Revoked { on });
        let said = Language::Vi.verdict(Subject::Certificate, &revoked, on);
        assert_eq!(said, "Giấy xác nhận này không có hiệu lực: đã bị thu hồi từ 22/11/2026.");
        let said = Language::En.verdict(Subject::Card, &Verdict::Valid, on);
        assert_eq!(said, "This card is valid.");
    }

    #[test]
    fn only_a_valid_paper_is_called_valid() {
        let on = "2026-11-22".parse().expect("a day");
        let unchecked = Verdict::CouldNotCheck(CouldNotCheck::StatusTooOld);
        for language in [Language::Vi, Language::En] {
            let said = language.verdict(Subject::Card, &unchecked, on);
            assert!(!said.contains("còn hiệu lực") && !said.contains("is valid"), "{said}");
        }
    }
}
