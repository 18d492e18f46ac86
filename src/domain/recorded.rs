//! What is recorded of a paper that was issued before there was this register:
//! what stood on it, and where that was read. It is kept beside the paper in the
//! place of a signed document, as canonical JSON (RFC 8785), and its entry
//! commits to it.

use serde::{Deserialize, Serialize};

use super::issuer::IssuerCode;
use crate::dates::Day;

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordedKind {
    /// A certificate of eligibility.
    Certificate,
    /// An expert card.
    Card,
}

/// What is recorded. Nothing private stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Which paper it is.
    pub kind: RecordedKind,
    /// Its number, as it was printed.
    pub number: String,
    /// The certificate that a card was issued under; none of a certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Who issued it.
    pub issuer: IssuerCode,
    /// The holder's name.
    pub holder: String,
    /// The organisation's code; none of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_code: Option<String>,
    /// First day.
    pub issued_on: Day,
    /// Last day.
    pub expires_on: Day,
    /// The number of the decision, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// SHA-256 of the file it was read from, hexadecimal.
    pub file_sha256: String,
    /// The sheet of it; empty of a text.
    pub sheet: String,
    /// The row of that, counted from 1.
    pub row: u64,
}

impl Record {
    /// Its canonical text.
    pub fn text(&self) -> String {
        let bytes = serde_json_canonicalizer::to_vec(self).expect("a record has text keys and no floats");
        String::from_utf8(bytes).expect("JSON is UTF-8")
    }

    /// The record of a text.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_canonical_and_reads_back() {
        let record = Record {
            kind: RecordedKind::Certificate,
            number: "07/2025/GXN-BKHCN".to_owned(),
            under: None,
            issuer: "BKHCN".parse().expect("an issuer"),
            holder: "Công ty Ví dụ".to_owned(),
            enterprise_code: Some("0103959500".to_owned()),
            issued_on: "2025-04-02".parse().expect("a day"),
            expires_on: "2028-04-02".parse().expect("a day"),
            decision: None,
            file_sha256: "0".repeat(64),
            sheet: "Giấy xác nhận".to_owned(),
            row: 4,
        };
        let text = record.text();
        assert!(text.starts_with(r#"{"enterprise_code":"0103959500","expires_on":"2028-04-02","#), "{text}");
        assert_eq!(Record::read(&text), Some(record));
        assert_eq!(Record::read("{}"), None);
    }
}
