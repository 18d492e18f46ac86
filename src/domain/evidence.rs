//! Papers that show what an application says.

pub use super::eligibility::Item;
use super::ids::{DossierId, EvidenceId};
use crate::dates::Instant;

/// An uploaded paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// The dossier it belongs to.
    pub dossier: DossierId,
    /// What it shows.
    pub item: Item,
    /// Position of the expert it is about; none when about the organisation.
    pub expert: Option<usize>,
    /// The name it came with, made harmless.
    pub file_name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`, decided by its content.
    pub media_type: String,
    /// Its size in bytes.
    pub byte_count: i64,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// When it came.
    pub uploaded_at: Instant,
}

impl Item {
    /// Whether it is about one expert.
    pub fn is_of_expert(self) -> bool {
        matches!(
            self,
            Self::Degree
                | Self::StateAdministration
                | Self::QmsTraining
                | Self::EmploymentPaper
                | Self::CurriculumVitae
                | Self::ConsentLetter
                | Self::Photo
        )
    }

    /// Whether a paper can be handed in for it: not for what the register
    /// knows, nor for what is only declared or listed.
    pub fn is_handed_in(self) -> bool {
        !matches!(self, Self::Register | Self::Declaration | Self::ExpertList | Self::Minutes)
    }
}
