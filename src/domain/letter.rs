//! The letters an office writes to those who apply or hold a paper.

use std::fmt;
use std::str::FromStr;

/// What kind of letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Slip,
    /// Công văn đề nghị bổ sung hồ sơ.
    SupplementRequest,
    /// Công văn từ chối cấp giấy xác nhận.
    Refusal,
    /// Thông báo về biện pháp được đề xuất và thời hạn giải trình.
    MeasureNotice,
    /// Quyết định đình chỉ hiệu lực.
    Suspension,
    /// Quyết định khôi phục hiệu lực.
    Reinstatement,
    /// Quyết định thu hồi.
    Revocation,
    /// Thông báo về việc thôi hoạt động theo đề nghị.
    Surrender,
    /// Thông báo đính chính.
    Correction,
}

/// The name of a letter in an address: its kind, and where its act stands in
/// the audit trail when there may be several of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterName {
    /// What kind.
    pub kind: LetterKind,
    /// The place of its act in the audit trail; 0 for the slip and a refusal.
    pub seq: i64,
}

/// Not the name of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a letter")]
pub struct NotALetter;

impl LetterKind {
    const ALL: [Self; 9] = [
        Self::Slip,
        Self::SupplementRequest,
        Self::Refusal,
        Self::MeasureNotice,
        Self::Suspension,
        Self::Reinstatement,
        Self::Revocation,
        Self::Surrender,
        Self::Correction,
    ];

    /// The word in an address.
    fn as_str(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::SupplementRequest => "supplement-request",
            Self::Refusal => "refusal",
            Self::MeasureNotice => "measure-notice",
            Self::Suspension => "suspension",
            Self::Reinstatement => "reinstatement",
            Self::Revocation => "revocation",
            Self::Surrender => "surrender",
            Self::Correction => "correction",
        }
    }
}

impl fmt::Display for LetterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        if self.seq == 0 { Ok(()) } else { write!(f, "-{}", self.seq) }
    }
}

impl FromStr for LetterName {
    type Err = NotALetter;

    fn from_str(text: &str) -> Result<Self, NotALetter> {
        let kind =
            LetterKind::ALL.into_iter().find(|kind| text.starts_with(kind.as_str())).ok_or(NotALetter)?;
        let name = match &text[kind.as_str().len()..] {
            "" => Self { kind, seq: 0 },
            rest => {
                let seq = rest.strip_prefix('-').and_then(|seq| seq.parse().ok());
                let seq = seq.filter(|seq| *seq > 0).ok_or(NotALetter)?;
                Self { kind, seq }
            }
        };
        // One spelling only.
        if name.to_string() == text { Ok(name) } else { Err(NotALetter) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_one_name() {
        for name in
            ["slip", "refusal", "supplement-request-12", "suspension-7", "revocation-9", "measure-notice-3"]
        {
            assert_eq!(name.parse::<LetterName>().expect("a name").to_string(), name);
        }
        for other in ["", "slips", "slip-0", "suspension-", "suspension--1", "suspension-07", "suspension-+7"]
        {
            assert_eq!(other.parse::<LetterName>(), Err(NotALetter), "{other}");
        }
    }
}
