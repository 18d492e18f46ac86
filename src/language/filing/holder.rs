//! What a holder is told of papers that cannot be used: what to do, and what the
//! office wrote.

use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::Day;
use crate::language::Language;

impl Language {
    /// What the holder of a certificate does about how it stands; empty where
    /// there is nothing to do. `until` is the last day of a suspension that has
    /// been ordered (Circular 26/2014/TT-BKHCN, article 23.1).
    pub fn holder_advice(self, verdict: &Verdict, until: Option<Day>, on: Day) -> String {
        match (verdict, until.map(|until| (until, self.day(until)))) {
            (Verdict::NotNow(NotNow::Suspended { .. }), Some((until, day))) if until < on => self.choose(
                format!(
                    "Thời hạn đình chỉ đã hết ngày {day}. Hãy báo ngay cho cơ quan cấp việc khắc phục; giấy xác nhận và thẻ chưa \
                     được dùng cho đến khi có quyết định khôi phục hiệu lực."
                ),
                format!(
                    "The suspension ended on {day}. Tell the issuing body at once what was remedied; certificate and cards must \
                     not be used until it decides to reinstate them."
                ),
            ),
            (Verdict::NotNow(NotNow::Suspended { .. }) | Verdict::Valid, Some((_, day))) => self.choose(
                format!(
                    "Hãy khắc phục và báo cho cơ quan cấp trước khi hết ngày {day}. Trong thời gian đình chỉ không được dùng giấy \
                     xác nhận và thẻ."
                ),
                format!(
                    "Remedy it and tell the issuing body by the end of {day}. Certificate and cards must not be used while they \
                     are suspended."
                ),
            ),
            (Verdict::NotValid(NotValid::Revoked { .. }), _) => self
                .choose(
                    "Không được dùng giấy xác nhận và các thẻ cấp theo giấy này nữa.",
                    "Neither the certificate nor the cards issued with it may be used any more.",
                )
                .to_owned(),
            (Verdict::NotValid(NotValid::GivenUp { .. }), _) => self
                .choose(
                    "Không dùng giấy xác nhận và các thẻ cấp theo giấy này nữa. Muốn hoạt động trở lại, hãy nộp hồ sơ mới.",
                    "Neither the certificate nor the cards issued with it are used any more. To consult again, file a new dossier.",
                )
                .to_owned(),
            (Verdict::NotValid(NotValid::Expired { .. }), _) => self
                .choose(
                    "Muốn tiếp tục hoạt động tư vấn, hãy nộp hồ sơ mới.",
                    "To go on consulting, file a new dossier.",
                )
                .to_owned(),
            _ => String::new(),
        }
    }

    /// The label of what the office wrote to the holder: what is to be
    /// remedied, or why the certificate was revoked.
    pub fn words_to_holder(self, is_remedy: bool) -> &'static str {
        if is_remedy {
            self.choose("Phải khắc phục", "To be remedied")
        } else {
            self.choose("Lý do", "Reasons")
        }
    }
}
