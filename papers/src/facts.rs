//! What papers are made of: plain texts, already in the words of a language.
//!
//! Texts are data, never markup. A line break in a name or a title is kept.
//! An absent part leaves no gap on the paper.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// The language of a paper's fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English: a version beside the Vietnamese one, never instead of it.
    En,
}

/// A day of the file's own record; printed days are texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// The issuing body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Issuer {
    /// The body above it, when the layout names one.
    pub superior: Option<String>,
    /// Its name; printed in capitals.
    pub name: String,
}

/// Who signs (Decree 30/2020/NĐ-CP, appendix I, 7).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Signatory {
    /// The form of signing and in whose name: `KT. CHỦ TỊCH`.
    pub line: Option<String>,
    /// Title; printed in capitals.
    pub title: String,
    /// What stands beneath the title: `(Ký, ghi rõ họ tên)`.
    pub note: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// What stands in the room between title and name.
    #[serde(flatten)]
    pub pictures: Pictures,
}

/// Pictures in the place of hand and stamp (Decree 30/2020/NĐ-CP, appendix I,
/// II.7 and II.8); without them the place is left free for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Pictures {
    /// The signature, PNG.
    #[serde(serialize_with = "is_given")]
    pub signature: Option<Vec<u8>>,
    /// The seal, PNG; it covers about a third of the signature, on its left.
    #[serde(serialize_with = "is_given")]
    pub seal: Option<Vec<u8>>,
}

/// A QR code, and where else the same can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Code {
    /// The picture as SVG, its quiet zone included.
    pub svg: String,
    /// The host that answers, without scheme.
    pub host: String,
    /// What the picture is, for those who cannot see it.
    pub alt: String,
}

/// A certificate of eligibility.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CertificateFacts {
    /// Whether it only shows how papers look: every page is marked so.
    pub specimen: bool,
    /// Of the fixed words.
    pub language: Language,
    /// Who issues it.
    pub issuer: Issuer,
    /// As printed under the issuer: `Số: 01/2026/GXN-64`.
    pub number: Option<String>,
    /// Alone, as it is typed to check it.
    pub plain_number: String,
    /// `Gia Lai, ngày 22 tháng 11 năm 2026`.
    pub place_and_date: String,
    /// The same day, in words.
    pub issued_on: String,
    /// The same day, for the file's record.
    pub date: Date,
    /// `cấp lại lần 2`, on a re-issue.
    pub reissue: Option<String>,
    /// The lines `Căn cứ …`.
    pub legal_bases: Vec<String>,
    /// Who holds it.
    pub holder: HolderFacts,
    /// What the holder is eligible for, from `tư vấn` on, without a full stop.
    pub scope: String,
    /// First day, in words.
    pub valid_from: String,
    /// Last day, in words.
    pub valid_until: String,
    /// Who holds a card under it; the annex.
    pub experts: Vec<ListedExpert>,
    /// Who signs.
    pub signatory: Signatory,
    /// What stands across the paper when it does not count: `Đã thu hồi kể từ
    /// ngày 01 tháng 12 năm 2026`.
    pub standing: Option<String>,
    /// Its QR.
    pub code: Code,
    /// The signed credential to attach, JSON.
    #[serde(serialize_with = "is_given")]
    pub credential: Option<Vec<u8>>,
}

/// Who holds a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct HolderFacts {
    /// `Tổ chức tư vấn`, `Chuyên gia tư vấn độc lập`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Of an organisation.
    pub enterprise_code: Option<String>,
    /// Of a person: the year only.
    pub born: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// An expert in a certificate's annex.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ListedExpert {
    /// Full name.
    pub name: String,
    /// The card's number.
    pub card: String,
    /// The card's last day.
    pub valid_until: String,
}

/// An expert card.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CardFacts {
    /// Whether it only shows how papers look: every page is marked so.
    pub specimen: bool,
    /// Of the fixed words.
    pub language: Language,
    /// Whether of an independent consultant.
    pub independent: bool,
    /// Who issues it.
    pub issuer: Issuer,
    /// The card's number.
    pub number: String,
    /// The expert's full name.
    pub name: String,
    /// The expert's organisation.
    pub organisation: Option<String>,
    /// Last day.
    pub valid_until: String,
    /// The day of issue, for the file's record.
    pub date: Date,
    /// Place and day of issue.
    pub place_and_date: String,
    /// Birth date, where the issuer prints it.
    pub born_on: Option<String>,
    /// What the holder may do, from `tư vấn` on, without a full stop.
    pub scope: String,
    /// Who signs.
    pub signatory: Signatory,
    /// Its QR.
    pub code: Code,
    /// What stands in the place of a card that cannot be printed, of which the
    /// number alone is drawn: why.
    pub left_out: Option<String>,
    /// The portrait, JPEG or PNG; cropped to 2 × 3.
    #[serde(serialize_with = "is_given")]
    pub portrait: Option<Vec<u8>>,
    /// The signed credential to attach to a single card, JSON.
    #[serde(serialize_with = "is_given")]
    pub credential: Option<Vec<u8>>,
}

/// A letter, slip or decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LetterFacts {
    /// Whether it only shows how papers look: every page is marked so.
    pub specimen: bool,
    /// Of the fixed words.
    pub language: Language,
    /// Who sends it.
    pub issuer: Issuer,
    /// As printed under the issuer.
    pub number: Option<String>,
    /// Place and date.
    pub place_and_date: String,
    /// The same day, for the file's record.
    pub date: Date,
    /// What it is.
    pub heading: Heading,
    /// To whom: `Kính gửi`.
    pub addressees: Vec<String>,
    /// Whose decision it is; printed in capitals.
    pub authority: Option<String>,
    /// The lines `Căn cứ …`.
    pub bases: Vec<String>,
    /// `Quyết định:`, before the articles.
    pub order: Option<String>,
    /// Its words.
    pub body: Vec<Block>,
    /// Lines at the foot of the first page: address, telephone and such.
    pub contact: Vec<String>,
    /// `Nơi nhận`; not printed beside a counterpart.
    pub recipients: Vec<String>,
    /// Who signs on the left, when two sign.
    pub counterpart: Option<Signatory>,
    /// Who signs.
    pub signatory: Signatory,
    /// Where to follow the dossier.
    pub tracking: Option<Tracking>,
    /// A signed credential to attach, JSON.
    #[serde(serialize_with = "is_given")]
    pub credential: Option<Vec<u8>>,
}

/// The heading of a letter (Decree 30/2020/NĐ-CP, appendix I, 5).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Heading {
    /// A paper with a name: a decision, a slip.
    Named {
        /// `Quyết định`; printed in capitals.
        title: String,
        /// What it is about; may be empty.
        about: String,
    },
    /// An official letter without a name.
    Letter {
        /// What it is, for the file's record only.
        title: String,
        /// `V/v …`, under the number.
        about: String,
    },
}

/// A part of a letter's words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: String,
    },
    /// An article of a decision.
    Article {
        /// `Điều 1.`
        label: String,
        /// Its text.
        text: String,
    },
    /// Numbered items.
    Items {
        /// From 1.
        items: Vec<String>,
    },
    /// Labels with their values.
    Table {
        /// A label without colon, and its value.
        rows: Vec<(String, String)>,
    },
}

/// Where to follow a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Tracking {
    /// The QR.
    pub code: Code,
    /// What it is for; the address follows.
    pub words: String,
    /// The address to type.
    pub address: String,
}

/// Bytes are files of their own: a template reads only whether they are there.
#[expect(clippy::ref_option, reason = "the form serde asks for")]
fn is_given<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(bytes.is_some())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
