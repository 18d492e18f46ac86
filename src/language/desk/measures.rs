//! Measures on a certificate, in words: for the desk and for the holder.

mod texts;

use crate::dates::Day;
use crate::domain::measure::{Measure, MeasureRefusal, MeasureState, Outcome};
use crate::language::Language;

pub use texts::MeasureTexts;
use texts::{EN, VI};

impl Language {
    /// The texts of measures.
    pub fn measures(self) -> &'static MeasureTexts {
        self.choose(&VI, &EN)
    }

    /// What is proposed, as a heading.
    pub fn measure(self, measure: &Measure, is_urgent: bool) -> &'static str {
        match measure {
            Measure::Suspension { .. } if is_urgent => {
                self.choose("Đình chỉ hiệu lực khẩn cấp", "Suspension at once")
            }
            Measure::Suspension { .. } => self.choose("Đề xuất đình chỉ hiệu lực", "Proposed suspension"),
            Measure::Reinstatement => self.choose("Đề xuất khôi phục hiệu lực", "Proposed reinstatement"),
            Measure::Revocation { .. } => self.choose("Đề xuất thu hồi", "Proposed revocation"),
        }
    }

    /// Its clause in the circular, with its words; empty where it has none.
    pub fn measure_ground(self, measure: &Measure) -> &'static str {
        match measure {
            Measure::Suspension { ground, .. } => self.suspension_ground(*ground),
            Measure::Revocation { ground } => self.revocation_ground(*ground),
            Measure::Reinstatement => "",
        }
    }

    /// Who is waited for, and until when.
    pub fn measure_waits(
        self,
        (explain_by, confirm_by): (Option<Day>, Option<Day>),
        answered: bool,
        today: Day,
    ) -> String {
        match (explain_by, confirm_by) {
            (_, Some(last)) => {
                let last = self.day(last);
                self.choose(
                    format!("Chờ lãnh đạo thứ hai xác nhận đến hết ngày {last}"),
                    format!("Waits for a second leader to the end of {last}"),
                )
            }
            (Some(last), None) if today <= last && !answered => {
                let last = self.day(last);
                self.choose(
                    format!("Chờ tổ chức, chuyên gia giải trình đến hết ngày {last}"),
                    format!("Waits for the holder’s explanation to the end of {last}"),
                )
            }
            _ => {
                self.choose("Chờ lãnh đạo khác quyết định", "Waits for another leader’s decision").to_owned()
            }
        }
    }

    /// How a proposal that does not wait ended.
    pub fn measure_ended(self, state: MeasureState, confirm_by: Option<Day>) -> String {
        match state {
            MeasureState::Ended(Outcome::Confirmed) => {
                self.choose("Đã được xác nhận", "Confirmed").to_owned()
            }
            MeasureState::Ended(Outcome::Declined) => {
                self.choose("Không được chấp thuận", "Declined").to_owned()
            }
            MeasureState::Ended(Outcome::Withdrawn) => self.choose("Đã rút", "Withdrawn").to_owned(),
            MeasureState::Lapsed | MeasureState::Open => {
                let last = confirm_by.map(|last| self.day(last)).unwrap_or_default();
                self.choose(
                    format!("Tự chấm dứt sau ngày {last} vì không được lãnh đạo thứ hai xác nhận"),
                    format!("Ended by itself after {last}: no second leader confirmed it"),
                )
            }
        }
    }

    /// What happens in the holder's term, when a measure is proposed today.
    pub fn explanation_lead(self, last: Day) -> String {
        let last = self.day(last);
        self.choose(
            format!(
                "Gửi đề xuất thì tổ chức, chuyên gia được thông báo ngay và giải trình đến hết ngày {last}. Lãnh đạo chỉ \
                 quyết định khi đã có giải trình hoặc khi hết thời hạn này."
            ),
            format!(
                "The holder is told at once and may explain themselves to the end of {last}. A leader decides only after \
                 they have, or after that day."
            ),
        )
    }

    /// What one leader brings about alone, and until when.
    pub fn at_once_effect(self, last: Day) -> String {
        let last = self.day(last);
        self.choose(
            format!(
                "Giấy xác nhận và các thẻ ngừng hiệu lực ngay khi bấm nút. Một lãnh đạo khác phải xác nhận trước khi hết \
                 ngày {last}; nếu không, việc đình chỉ tự chấm dứt."
            ),
            format!(
                "Certificate and cards stop being usable when the button is pressed. Another leader must confirm it by the \
                 end of {last}; else the suspension ends by itself."
            ),
        )
    }

    /// A suspension that waits for a second leader, or for whom none came.
    pub fn unconfirmed(self, last: Day, today: Day) -> String {
        if last < today {
            return self.measure_ended(MeasureState::Lapsed, Some(last));
        }
        self.measure_waits((None, Some(last)), false, today)
    }

    /// What an officer saw is not what there is, and what they typed waits.
    pub fn changed_meanwhile(self) -> String {
        let text = self.errors().changed;
        format!("{}. {}", text.title, text.advice)
    }

    /// What happened to the certificate since a measure on it was proposed.
    pub fn changed_since(self, newer: Option<u16>) -> String {
        match newer {
            Some(version) => self.choose(
                format!("Từ khi có đề xuất này, giấy xác nhận đã được cấp lại lần {version}; quyết định áp dụng cho giấy đang có hiệu lực."),
                format!("Since this was proposed the certificate was issued once more, version {version}; what is decided holds for that paper."),
            ),
            None => self
                .choose(
                    "Từ khi có đề xuất này, tình trạng giấy xác nhận đã thay đổi; hãy xem lại trước khi quyết định.",
                    "Since this was proposed the standing of the certificate has changed; look again before deciding.",
                )
                .to_owned(),
        }
    }

    /// The first and the last day of a suspension.
    pub fn measure_days(self, from: Day, until: Day) -> String {
        let (from, until) = (self.day(from), self.day(until));
        self.choose(format!("{from} đến hết {until}"), format!("{from} to the end of {until}"))
    }

    /// What the holder is told of a measure, as a sentence.
    pub fn measure_told(self, measure: &Measure, last: Day, is_urgent: bool) -> String {
        let last = self.day(last);
        match measure {
            Measure::Suspension { .. } if is_urgent => self.choose(
                format!(
                    "Giấy xác nhận bị đình chỉ hiệu lực khẩn cấp, chờ lãnh đạo thứ hai xác nhận đến hết ngày {last}"
                ),
                format!("The certificate was suspended at once; a second leader confirms it by the end of {last}"),
            ),
            Measure::Suspension { .. } => self.choose(
                format!("Cơ quan cấp đang xem xét đình chỉ hiệu lực giấy xác nhận; giải trình đến hết ngày {last}"),
                format!("The issuing body considers suspending the certificate; explain by the end of {last}"),
            ),
            Measure::Revocation { .. } => self.choose(
                format!("Cơ quan cấp đang xem xét thu hồi giấy xác nhận; giải trình đến hết ngày {last}"),
                format!("The issuing body considers revoking the certificate; explain by the end of {last}"),
            ),
            Measure::Reinstatement => self
                .choose(
                    "Cơ quan cấp đang xem xét khôi phục hiệu lực giấy xác nhận",
                    "The issuing body considers reinstating the certificate",
                )
                .to_owned(),
        }
    }

    /// The same once they have explained themselves.
    pub fn measure_answered(self, measure: &Measure, is_urgent: bool) -> String {
        match measure {
            Measure::Suspension { .. } if is_urgent => self.choose(
                "Giấy xác nhận bị đình chỉ hiệu lực khẩn cấp; giải trình đã được gửi, chờ lãnh đạo thứ hai quyết định",
                "The certificate was suspended at once; you have explained yourself, and a second leader decides",
            ),
            Measure::Suspension { .. } => self.choose(
                "Cơ quan cấp đang xem xét đình chỉ hiệu lực giấy xác nhận; giải trình đã được gửi",
                "The issuing body considers suspending the certificate; you have explained yourself",
            ),
            Measure::Revocation { .. } => self.choose(
                "Cơ quan cấp đang xem xét thu hồi giấy xác nhận; giải trình đã được gửi",
                "The issuing body considers revoking the certificate; you have explained yourself",
            ),
            Measure::Reinstatement => self.choose(
                "Cơ quan cấp đang xem xét khôi phục hiệu lực giấy xác nhận",
                "The issuing body considers reinstating the certificate",
            ),
        }
        .to_owned()
    }

    /// Why a measure is not proposed, answered or decided.
    pub fn measure_refusal(self, refusal: &MeasureRefusal) -> String {
        match refusal {
            MeasureRefusal::Pending => self.choose(
                "Giấy xác nhận này đang có một đề xuất chờ quyết định; phải quyết định hoặc rút đề xuất đó trước.",
                "Another measure on this certificate waits; it has to be decided or withdrawn first.",
            ),
            MeasureRefusal::OwnProposal => self.choose(
                "Người đề xuất không được tự quyết định; phải là một lãnh đạo khác.",
                "Whoever proposed it does not decide it; another leader must.",
            ),
            MeasureRefusal::NotTheirs => self.choose(
                "Chỉ người đề xuất được rút đề xuất.",
                "Only whoever proposed it can take it back.",
            ),
            MeasureRefusal::InEffect => self.choose(
                "Việc đình chỉ khẩn cấp đã có hiệu lực nên không rút được; lãnh đạo khác xác nhận hoặc không chấp thuận.",
                "A suspension at once is in effect and cannot be taken back; another leader confirms or declines it.",
            ),
            MeasureRefusal::Early(last) => {
                let last = self.day(*last);
                return self.choose(
                    format!(
                        "Chưa quyết định được: tổ chức, chuyên gia còn giải trình đến hết ngày {last} và chưa gửi giải trình."
                    ),
                    format!("It cannot be decided yet: the holder may explain themselves to the end of {last}, and has not."),
                );
            }
            MeasureRefusal::DoesNotFit => self.choose(
                "Tình trạng hiện nay của giấy xác nhận không cho phép quyết định như đề xuất; hãy không chấp thuận hoặc rút đề xuất.",
                "As the certificate stands today, what is proposed cannot be done; decline the proposal or take it back.",
            ),
            MeasureRefusal::Ended => {
                self.choose("Đề xuất này không còn chờ quyết định.", "This proposal waits no more.")
            }
            MeasureRefusal::Lapsed(last) => {
                return self.measure_ended(MeasureState::Lapsed, Some(*last));
            }
            MeasureRefusal::Answered => self.choose(
                "Giải trình đã được gửi; mỗi đề xuất chỉ nhận một giải trình.",
                "The explanation was handed in; there is one for each proposal.",
            ),
            MeasureRefusal::Late(last) => {
                let last = self.day(*last);
                return self.choose(
                    format!("Thời hạn giải trình đã hết ngày {last}."),
                    format!("The term to explain ended on {last}."),
                );
            }
            MeasureRefusal::Empty => self.choose("Cần ghi rõ nội dung.", "This must be written."),
            MeasureRefusal::PersonalNumber => self.personal_number_written(),
            MeasureRefusal::TooLong(most) => return self.too_long_text(*most),
            MeasureRefusal::Undrawn(found) => return self.undrawn(*found),
        }
        .to_owned()
    }

    /// A text is longer than is taken.
    pub fn too_long_text(self, most: usize) -> String {
        self.choose(
            format!("Nội dung dài quá {most} ký tự; hãy rút gọn."),
            format!("The text is longer than {most} letters; make it shorter."),
        )
    }
}
