//! What the papers of an issuer have in common: who issues, who signs, where
//! they are checked.

use consultant_papers::{Code, Date, Issuer, Pictures, Signatory};

use crate::credential::link::Origin;
use crate::dates::Day;
use crate::domain::bilingual::Bilingual;
use crate::domain::issuer::Profile;
use crate::domain::regime::Regime;
use crate::language::Language;
use consultant_qr::{Symbol, TooLong};

/// What every paper of an issuer begins and ends with.
#[derive(Clone, Copy, Debug)]
pub struct Letterhead<'a> {
    /// Of the paper.
    pub language: Language,
    /// The issuer, as it was on the day of the paper.
    pub profile: &'a Profile,
    /// Where papers are checked.
    pub origin: &'a Origin,
    /// Pictures of signature and seal. Only for a file that will be sealed
    /// electronically, and only when the profile
    /// [shows them](Profile::shows_pictures).
    pub pictures: Option<&'a Pictures>,
    /// Whether the paper only shows how papers look.
    pub specimen: bool,
}

impl<'a> Letterhead<'a> {
    /// The letterhead of a paper in this language, without pictures.
    pub fn new(language: Language, profile: &'a Profile, origin: &'a Origin) -> Self {
        Self { language, profile, origin, pictures: None, specimen: false }
    }

    /// The issuing body. A People's Committee stands on two lines, the name of
    /// its place on the second.
    pub(super) fn issuer(&self) -> Issuer {
        let name = self.words(&self.profile.name).replacen("Ủy ban nhân dân ", "Ủy ban nhân dân\n", 1);
        let superior = self.profile.superior.as_ref().map(|superior| self.words(superior).to_owned());
        Issuer { superior, name }
    }

    /// The issuing body on one line.
    pub(super) fn issuer_name(&self) -> &str {
        self.words(&self.profile.name)
    }

    /// Form of signing, title and name of who signs on a day. The form has no
    /// English.
    pub(super) fn signatory(&self, day: Day) -> Signatory {
        let signing = self.profile.signing_on(day);
        let named = self.profile.signatory_on(day);
        Signatory {
            line: signing.line().filter(|_| self.language == Language::Vi),
            title: self.words(&signing.title).to_owned(),
            note: None,
            name: named.map(|signatory| signatory.name.clone()),
            pictures: self.pictures.cloned().unwrap_or_default(),
        }
    }

    /// The lines at the foot of an official letter.
    pub(super) fn contact(&self) -> Vec<String> {
        self.profile.contact.lines().map(str::to_owned).collect()
    }

    /// `Gia Lai, ngày 22 tháng 11 năm 2026`.
    pub(super) fn place_and_date(&self, day: Day) -> String {
        format!("{}, {}", self.profile.place, self.language.day_in_words(day))
    }

    /// The QR of this text, beside which the host stands.
    pub(super) fn code(&self, text: &str, number: &str) -> Result<Code, TooLong> {
        let alt = match self.language {
            Language::Vi => format!("Mã QR để kiểm tra số {number}"),
            Language::En => format!("QR code to check number {number}"),
        };
        Ok(Code { svg: Symbol::of(text)?.svg(&alt), host: self.origin.host(), alt })
    }

    /// What consultants are for (QĐ19 article 1).
    pub(super) fn scope(&self) -> String {
        let scope = self.language.choose(
            "tư vấn xây dựng hệ thống quản lý chất lượng theo TCVN ISO 9001 đối với cơ quan, tổ chức thuộc \
             hệ thống hành chính nhà nước",
            "consulting on quality management systems under TCVN ISO 9001 for bodies and organisations of \
             the state administrative system",
        );
        scope.to_owned()
    }

    /// The language of the fixed words.
    pub(super) fn fixed_words(&self) -> consultant_papers::Language {
        self.language.choose(consultant_papers::Language::Vi, consultant_papers::Language::En)
    }

    fn words<'b>(&self, text: &'b Bilingual) -> &'b str {
        self.language.choose(&text.vi, &text.en)
    }
}

/// The lines `Căn cứ …`, the last of which ends the sentence (Decree
/// 30/2020/NĐ-CP, appendix I, 6).
pub(super) fn legal_bases(language: Language, regime: &Regime) -> Vec<String> {
    let words = |basis: &Bilingual| language.choose(&basis.vi, &basis.en).clone();
    let mut lines: Vec<String> = regime.legal_bases.iter().map(words).collect();
    if let Some(last) = lines.last_mut() {
        *last = format!("{}.", last.trim_end_matches(';'));
    }
    lines
}

/// A day for a file's own record.
pub(super) fn date(day: Day) -> Date {
    Date { year: day.year(), month: day.month(), day: day.day() }
}
