//! Issuers: the Ministry and the 34 provincial People's Committees, each with
//! its name, form of signing, numbering and regime by date.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::dates::Day;

use super::bilingual::Bilingual;
use super::numbering::Template;
use super::profile::{Picture, Symbols};
use super::signing::{Signatory, Signing, SigningForm};
use super::transfer;
use super::words::words;

static PROVINCES: LazyLock<Vec<Province>> = LazyLock::new(|| {
    include_str!("../../data/provinces.csv").lines().skip(1).map(Province::from_row).collect()
});

/// Who may issue: `BKHCN`, or one of the 34 province codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IssuerCode(Seat);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Seat {
    Ministry,
    /// Two digits that stand in the table of provinces.
    Province([u8; 2]),
}

/// Neither the Ministry's code nor a province's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an issuer: BKHCN or the code of one of the 34 provincial units")]
pub struct IssuerCodeError;

words! {
    /// What a provincial unit is.
    ProvinceKind {
        /// Thành phố trực thuộc trung ương.
        City = "city",
        /// Tỉnh.
        Province = "province",
    }
}

/// A provincial unit, as of 1 July 2025 or later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// Two digits.
    pub code: &'static str,
    /// With its kind: `Tỉnh Gia Lai`.
    pub name: &'static str,
    /// City or province.
    pub kind: ProvinceKind,
    /// The units it was formed from on 1 July 2025; none when it stayed.
    pub formed_from: Vec<&'static str>,
}

/// What an administrator may edit about an issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Whose profile it is.
    pub code: IssuerCode,
    /// The body above it, which papers name first; most issuers have none.
    #[serde(default)]
    pub superior: Option<Bilingual>,
    /// The issuing body, as papers print it.
    pub name: Bilingual,
    /// The place in "…, ngày … tháng … năm …".
    pub place: String,
    /// Address, telephone and such, for the foot of an official letter; up to
    /// [`CONTACT_LINES`](super::profile::CONTACT_LINES) lines, or empty.
    #[serde(default)]
    pub contact: String,
    /// Who signs on days on which no signatory is named.
    pub signing: Signing,
    /// Who signs by name, each from a day.
    #[serde(default)]
    pub signatories: Vec<Signatory>,
    /// What stands after the number of a letter and of a decision.
    #[serde(default)]
    pub symbols: Symbols,
    /// How the electronic seal looks, where files are sealed.
    #[serde(default)]
    pub seal: Option<Picture>,
    /// Whether electronically sealed files show the pictures of signature and
    /// seal. On other files their place is left free for hand and stamp.
    #[serde(default)]
    pub shows_pictures: bool,
    /// Whether cards print the birth date.
    #[serde(default = "printed")]
    pub birth_date_on_cards: bool,
    /// How papers are numbered.
    pub numbering: Numbering,
    /// Which regime it works under, the earliest first.
    pub regimes: Vec<RegimePeriod>,
}

/// The templates of an issuer's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// Of a certificate; its `seq` starts from 1 each year.
    pub certificate: Template,
    /// Of the card of an organisation's expert.
    pub card: Template,
    /// Of the card of an independent consultant.
    pub independent_card: Template,
    /// Of a dossier; its `seq` starts from 1 each day.
    pub dossier: Template,
}

/// From when an issuer works under a regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimePeriod {
    /// The first day; absent when it has no beginning we judge by.
    pub from: Option<Day>,
    /// The id that the regime had first; how it stands on a day, with its
    /// amendments, is the register's to say.
    pub regime: String,
}

/// The 34 provincial units, by code.
pub fn provinces() -> &'static [Province] {
    &PROVINCES
}

impl IssuerCode {
    /// The Ministry of Science and Technology.
    pub const MINISTRY: Self = Self(Seat::Ministry);

    /// Every issuer, the Ministry first.
    pub fn all() -> impl Iterator<Item = Self> {
        let codes = provinces().iter().filter_map(|province| province.code.parse().ok());
        std::iter::once(Self::MINISTRY).chain(codes)
    }

    /// The provincial unit, unless it is the Ministry.
    pub fn province(self) -> Option<&'static Province> {
        match self.0 {
            Seat::Ministry => None,
            Seat::Province(digits) => provinces().iter().find(|known| known.code.as_bytes() == digits),
        }
    }

    /// What people call it among colleagues: the Ministry by its name, a
    /// province by its own: `Gia Lai`.
    pub fn called(self) -> Bilingual {
        match self.province() {
            None => Profile::ministry().name,
            Some(province) => Bilingual::new(province.bare_name(), province.bare_name()),
        }
    }
}

impl Profile {
    /// The profile an issuer starts with.
    pub fn of(code: IssuerCode) -> Self {
        match code.province() {
            None => Self::ministry(),
            Some(province) => Self::provincial(code, province),
        }
    }

    /// Who signs by name on a day: whoever began last of those in office.
    pub fn signatory_on(&self, day: Day) -> Option<&Signatory> {
        let in_office = self.signatories.iter().filter(|signatory| signatory.is_in_office(day));
        in_office.max_by_key(|signatory| signatory.from)
    }

    /// Title and form of signing on a day.
    pub fn signing_on(&self, day: Day) -> &Signing {
        self.signatory_on(day).map_or(&self.signing, |signatory| &signatory.signing)
    }

    /// The regime this issuer works under on a day, by the id that it had first.
    pub fn regime_family_on(&self, day: Day) -> Option<&str> {
        let begun = self.regimes.iter().rev().find(|period| period.from.is_none_or(|from| from <= day));
        begun.map(|period| period.regime.as_str())
    }

    fn ministry() -> Self {
        Self {
            code: IssuerCode::MINISTRY,
            superior: None,
            name: Bilingual::new("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology"),
            place: "Hà Nội".to_owned(),
            contact: String::new(),
            signing: Signing {
                form: Some(SigningForm::Deputy),
                principal: "BỘ TRƯỞNG".to_owned(),
                title: Bilingual::new("THỨ TRƯỞNG", "DEPUTY MINISTER"),
            },
            signatories: vec![],
            symbols: Symbols::new("BKHCN-TĐC", "QĐ-BKHCN"),
            seal: None,
            shows_pictures: false,
            birth_date_on_cards: true,
            numbering: Numbering::proposed(),
            regimes: vec![RegimePeriod { from: None, regime: "central-2014".to_owned() }],
        }
    }

    fn provincial(code: IssuerCode, province: &Province) -> Self {
        let (kind_vi, kind_en) = match province.kind {
            ProvinceKind::City => ("thành phố", "City"),
            ProvinceKind::Province => ("tỉnh", "Province"),
        };
        let bare = province.bare_name();
        Self {
            code,
            superior: None,
            name: Bilingual::new(
                format!("Ủy ban nhân dân {kind_vi} {bare}"),
                format!("People's Committee of {bare} {kind_en}"),
            ),
            place: bare.to_owned(),
            contact: String::new(),
            signing: Signing {
                form: Some(SigningForm::OnBehalf),
                principal: "ỦY BAN NHÂN DÂN".to_owned(),
                title: Bilingual::new("CHỦ TỊCH", "CHAIRPERSON"),
            },
            signatories: vec![],
            symbols: Symbols::new("UBND-KHCN", "QĐ-UBND"),
            seal: None,
            shows_pictures: false,
            birth_date_on_cards: true,
            numbering: Numbering::proposed(),
            regimes: vec![RegimePeriod {
                from: Some(transfer::begins_on().value),
                regime: "provincial-2025".to_owned(),
            }],
        }
    }
}

fn printed() -> bool {
    true
}

impl Numbering {
    fn proposed() -> Self {
        let template = |text: &str| text.parse().expect("a test renders every template proposed here");
        Self {
            certificate: template("{seq:02}/{year}/GXN-{issuer}"),
            card: template("{issuer}-TV-{person:8}"),
            independent_card: template("{issuer}-TVDL-{person:8}"),
            dossier: template("{issuer}-{yymmdd}-{seq:4}"),
        }
    }
}

impl Province {
    /// The name without its kind: `Gia Lai`.
    pub fn bare_name(&self) -> &'static str {
        let kinds = ["Thành phố ", "Tỉnh "];
        kinds.iter().find_map(|kind| self.name.strip_prefix(kind)).unwrap_or(self.name)
    }

    fn from_row(row: &'static str) -> Self {
        let mut fields = row.split(',');
        let mut next = || fields.next().unwrap_or_default();
        let (code, name) = (next(), next());
        let kind = if next() == "city" { ProvinceKind::City } else { ProvinceKind::Province };
        let formed_from = next().split(';').filter(|unit| !unit.is_empty()).collect();
        Self { code, name, kind, formed_from }
    }
}

impl FromStr for IssuerCode {
    type Err = IssuerCodeError;

    fn from_str(text: &str) -> Result<Self, IssuerCodeError> {
        if text == "BKHCN" {
            return Ok(Self::MINISTRY);
        }
        let known = provinces().iter().any(|province| province.code == text);
        let digits: [u8; 2] = text.as_bytes().try_into().map_err(|_| IssuerCodeError)?;
        if known { Ok(Self(Seat::Province(digits))) } else { Err(IssuerCodeError) }
    }
}

impl fmt::Display for IssuerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Seat::Ministry => f.write_str("BKHCN"),
            Seat::Province(digits) => write!(f, "{}{}", char::from(digits[0]), char::from(digits[1])),
        }
    }
}

impl Serialize for IssuerCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IssuerCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
