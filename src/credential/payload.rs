//! What a code says: a certificate or a card (FORMAT.md, section 4).
//!
//! The parts of a [`Paper`] are open; a payload can be made only from a paper
//! whose days fit together, so whoever holds one need not check again.

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::text::{EnterpriseCode, HolderName, IssuerCode, PaperNumber};
use crate::dates::{Day, Instant};

/// What certificates and cards have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Who issues it; the signing key must be this issuer's.
    pub issuer: IssuerCode,
    /// Its number, unique for the issuer and never used again.
    pub number: PaperNumber,
    /// The name of the organisation or the person.
    pub holder: HolderName,
    /// 0 for the first paper, n for "cấp lại lần n".
    pub version: u16,
    /// The first day on which it is valid.
    pub valid_from: Day,
    /// The last day on which it is valid, the whole of it.
    pub valid_until: Day,
    /// When it is signed; the key is judged at this instant.
    pub issued_at: Instant,
    /// Its place in the issuer's status lists.
    pub status_index: u32,
}

/// A certificate or a card, ready to be signed or just read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Payload {
    /// A certificate of eligibility (*Giấy xác nhận*).
    Certificate(CertificatePayload),
    /// An expert card (*Thẻ chuyên gia tư vấn*).
    Card(CardPayload),
}

/// A certificate of eligibility, of an organisation or an independent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertificatePayload {
    #[serde(flatten)]
    paper: Paper,
    affiliation: Affiliation,
    enterprise_code: Option<EnterpriseCode>,
}

/// An expert's card; the hash binds it to the printed photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardPayload {
    #[serde(flatten)]
    paper: Paper,
    affiliation: Affiliation,
    photo_hash: PhotoHash,
}

/// Whether an organisation stands behind the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Affiliation {
    /// A consulting organisation, or an expert on its staff.
    Organisation,
    /// An independent consultant (*chuyên gia tư vấn độc lập*).
    Independent,
}

/// The first 16 bytes of SHA-256 over the printed image file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PhotoHash([u8; 16]);

/// The days of a paper do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The last day comes before the first.
    #[error("the last valid day is before the first")]
    EndsBeforeItBegins,
    /// Signed when its last day was already over.
    #[error("signed after the last valid day")]
    SignedAfterItsEnd,
    /// Outside what the format can write.
    #[error("a day outside the years 1971 to 9998")]
    OutOfRange,
}

impl Paper {
    fn check(&self) -> Result<(), PaperError> {
        let years = 1971..=9998;
        let days = [self.valid_from, self.valid_until, self.issued_at.day()];
        if !days.iter().all(|day| years.contains(&day.year())) {
            return Err(PaperError::OutOfRange);
        }
        if self.valid_until < self.valid_from {
            return Err(PaperError::EndsBeforeItBegins);
        }
        if self.issued_at >= self.valid_until.ends_before() {
            return Err(PaperError::SignedAfterItsEnd);
        }
        Ok(())
    }
}

impl Payload {
    /// What certificates and cards have in common.
    pub fn paper(&self) -> &Paper {
        match self {
            Self::Certificate(certificate) => &certificate.paper,
            Self::Card(card) => &card.paper,
        }
    }

    /// The same under another name of the holder.
    pub(super) fn named(mut self, holder: HolderName) -> Self {
        match &mut self {
            Self::Certificate(certificate) => certificate.paper.holder = holder,
            Self::Card(card) => card.paper.holder = holder,
        }
        self
    }

    /// Whether an organisation stands behind the paper.
    pub fn affiliation(&self) -> Affiliation {
        match self {
            Self::Certificate(certificate) => certificate.affiliation,
            Self::Card(card) => card.affiliation,
        }
    }
}

impl CertificatePayload {
    /// The certificate of an organisation, with its code if it has one.
    pub fn organisation(paper: Paper, enterprise_code: Option<EnterpriseCode>) -> Result<Self, PaperError> {
        paper.check()?;
        Ok(Self { paper, affiliation: Affiliation::Organisation, enterprise_code })
    }

    /// The certificate of an independent consultant.
    pub fn independent(paper: Paper) -> Result<Self, PaperError> {
        paper.check()?;
        Ok(Self { paper, affiliation: Affiliation::Independent, enterprise_code: None })
    }

    /// The organisation's enterprise code; none for an independent.
    pub fn enterprise_code(&self) -> Option<&EnterpriseCode> {
        self.enterprise_code.as_ref()
    }
}

impl CardPayload {
    /// The card of an expert.
    pub fn new(paper: Paper, affiliation: Affiliation, photo_hash: PhotoHash) -> Result<Self, PaperError> {
        paper.check()?;
        Ok(Self { paper, affiliation, photo_hash })
    }

    /// The hash of the photo printed on the card.
    pub fn photo_hash(&self) -> PhotoHash {
        self.photo_hash
    }
}

impl PhotoHash {
    /// The hash of an image file, its bytes as printed from.
    pub fn of(image: &[u8]) -> Self {
        let digest: [u8; 32] = Sha256::digest(image).into();
        Self(std::array::from_fn(|i| digest[i]))
    }

    /// A hash taken before.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Serialize for PhotoHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An invented card, the longest name that the sizes are measured with.
    pub(in crate::credential) fn paper() -> Paper {
        let valid_from: Day = "2026-11-22".parse().expect("a day");
        Paper {
            issuer: "BKHCN".parse().expect("an issuer code"),
            number: "BKHCN-TV-00000017".parse().expect("a number"),
            holder: "Nguyễn Thị Hồng Phương Thảo Vy".parse().expect("a name"),
            version: 0,
            valid_from,
            valid_until: valid_from.plus_months(36),
            issued_at: "2026-11-22T03:04:05Z".parse().expect("an instant"),
            status_index: 104_729,
        }
    }

    #[test]
    fn a_paper_whose_days_do_not_fit_is_no_payload() {
        let made = |change: fn(&mut Paper)| {
            let mut paper = paper();
            change(&mut paper);
            CertificatePayload::independent(paper).map(|_| ())
        };
        assert_eq!(made(|_| ()), Ok(()));
        assert_eq!(
            made(|paper| paper.valid_from = paper.valid_until.plus_days(1)),
            Err(PaperError::EndsBeforeItBegins)
        );
        assert_eq!(
            made(|paper| paper.issued_at = paper.valid_until.ends_before()),
            Err(PaperError::SignedAfterItsEnd)
        );
        assert_eq!(
            made(|paper| paper.valid_until = paper.valid_until.plus_days(4_000_000)),
            Err(PaperError::OutOfRange)
        );
    }
}
