//! A finding: what the machine says of one rule and one subject, with the
//! facts it used, the papers that show them, and where the rule stands.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::dates::Day;
use crate::domain::bilingual::Bilingual;
use crate::domain::words::words;

use super::Rule;

words! {
    /// What is said of a rule.
    Verdict {
        /// The condition is met.
        Met = "met",
        /// It is not, or what would show it is missing.
        Unmet = "unmet",
        /// The facts are there; a person must judge.
        Officer = "officer",
        /// The rule does not concern this subject.
        NotApplicable = "not_applicable",
    }
}

impl Verdict {
    /// Met, or not asked.
    pub fn passes(self) -> bool {
        matches!(self, Self::Met | Self::NotApplicable)
    }
}

/// Whom a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The organisation.
    Organisation,
    /// The expert at this position in the dossier, from 0.
    Expert(usize),
}

/// Neither `organisation` nor `expert:<position>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a subject: organisation, or expert:0, expert:1 …")]
pub struct SubjectError;

words! {
    /// A part of the dossier that shows something.
    Item {
        /// Giấy tờ thành lập.
        EstablishmentPaper = "establishment_paper",
        /// Chứng chỉ hệ thống quản lý chất lượng.
        QmsCertificate = "qms_certificate",
        /// Báo cáo hoạt động tư vấn của tổ chức.
        ConsultingHistory = "consulting_history",
        /// Danh sách chuyên gia.
        ExpertList = "expert_list",
        /// Bằng đại học.
        Degree = "degree",
        /// Chứng chỉ quản lý hành chính nhà nước.
        StateAdministration = "state_administration",
        /// Chứng chỉ đào tạo tư vấn.
        QmsTraining = "qms_training",
        /// Lý lịch: quá trình công tác và tư vấn.
        CurriculumVitae = "curriculum_vitae",
        /// Hợp đồng và bảo hiểm xã hội.
        EmploymentPaper = "employment_paper",
        /// Cam kết.
        Declaration = "declaration",
        /// Ảnh.
        Photo = "photo",
        /// Văn bản đồng ý của thủ trưởng cơ quan.
        ConsentLetter = "consent_letter",
        /// Sổ đăng ký quốc gia.
        Register = "register",
        /// Đơn đăng ký.
        RegistrationForm = "registration_form",
        /// Biên bản đánh giá thực tế.
        Minutes = "minutes",
        /// Văn bản đề nghị cấp lại.
        ReissueLetter = "reissue_letter",
        /// Giấy tờ chứng minh tên hoặc địa chỉ mới.
        ChangeEvidence = "change_evidence",
    }
}

impl Item {
    /// Its name, for people.
    pub fn title(self) -> Bilingual {
        let (vi, en) = match self {
            Self::EstablishmentPaper => ("Giấy tờ thành lập", "Establishment paper"),
            Self::QmsCertificate => ("Chứng chỉ hệ thống quản lý chất lượng", "QMS certificate"),
            Self::ConsultingHistory => ("Báo cáo hoạt động tư vấn", "Report of the consulting history"),
            Self::ExpertList => ("Danh sách chuyên gia", "List of experts"),
            Self::Degree => ("Bằng tốt nghiệp đại học", "University degree"),
            Self::StateAdministration => {
                ("Chứng chỉ quản lý hành chính nhà nước", "Certificate in state administrative management")
            }
            Self::QmsTraining => ("Chứng chỉ đào tạo tư vấn", "Certificate of QMS-consulting training"),
            Self::CurriculumVitae => ("Lý lịch và kinh nghiệm tư vấn", "CV with consulting experience"),
            Self::EmploymentPaper => ("Hợp đồng và bảo hiểm xã hội", "Employment paper and social insurance"),
            Self::Declaration => ("Cam kết", "Declaration"),
            Self::Photo => ("Ảnh", "Photo"),
            Self::ConsentLetter => {
                ("Văn bản đồng ý của thủ trưởng cơ quan", "Consent letter of the head of the agency")
            }
            Self::Register => ("Sổ đăng ký quốc gia", "National register"),
            Self::RegistrationForm => ("Đơn đăng ký", "Registration form"),
            Self::Minutes => ("Biên bản đánh giá thực tế", "Minutes of the on-site assessment"),
            Self::ReissueLetter => ("Văn bản đề nghị cấp lại", "Letter asking for the re-issue"),
            Self::ChangeEvidence => ("Giấy tờ về tên, địa chỉ mới", "Evidence of the new name or address"),
        };
        Bilingual::new(vi, en)
    }
}

/// A paper and where it stands in the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is.
    pub item: Item,
    /// Its path: `experts[0].degree`.
    pub path: String,
}

/// A fact that was used, with its label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// A stable key for machines.
    pub key: &'static str,
    /// For people.
    pub label: Bilingual,
    /// What the dossier says; none when it says nothing.
    pub value: Option<FactValue>,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A day.
    Day(Day),
    /// A count.
    Count(u64),
    /// A score, which may be a decimal.
    Score(f64),
    /// Yes or no.
    YesNo(bool),
    /// A text.
    Text(String),
}

/// What the machine says of one rule and one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Whom it is about.
    pub subject: Subject,
    /// What is said.
    pub verdict: Verdict,
    /// Where the rule stands in the law.
    pub citation: String,
    /// The facts used, in the order of the rule.
    pub facts: Vec<Fact>,
    /// The papers that show them.
    pub evidence: Vec<Evidence>,
    /// What was found, as a sentence.
    pub text: Bilingual,
}

impl Finding {
    /// Adds a fact.
    #[must_use]
    pub(super) fn fact(
        mut self,
        key: &'static str,
        label: (&str, &str),
        value: Option<impl Into<FactValue>>,
    ) -> Self {
        let label = Bilingual::new(label.0, label.1);
        self.facts.push(Fact { key, label, value: value.map(Into::into) });
        self
    }

    /// Adds a paper.
    #[must_use]
    pub(super) fn shown_by(mut self, item: Item, path: impl Into<String>) -> Self {
        self.evidence.push(Evidence { item, path: path.into() });
        self
    }
}

macro_rules! fact_from {
    ($($type:ty => $variant:ident),+ $(,)?) => {
        $(impl From<$type> for FactValue {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })+
    };
}

fact_from!(Day => Day, u32 => Count, u64 => Count, f64 => Score, bool => YesNo, &str => Text, String => Text);

impl From<usize> for FactValue {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisation => f.write_str("organisation"),
            Self::Expert(position) => write!(f, "expert:{position}"),
        }
    }
}

impl FromStr for Subject {
    type Err = SubjectError;

    fn from_str(text: &str) -> Result<Self, SubjectError> {
        if text == "organisation" {
            return Ok(Self::Organisation);
        }
        let position: usize =
            text.strip_prefix("expert:").and_then(|n| n.parse().ok()).ok_or(SubjectError)?;
        let subject = Self::Expert(position);
        // Only the one form is accepted: not `expert:+1`, not `expert:01`.
        if subject.to_string() == text { Ok(subject) } else { Err(SubjectError) }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
