//! Papers that show what an application says.

use super::ids::{DossierId, EvidenceId};
use super::words::words;
use crate::dates::Instant;

words! {
    /// The dossier item a paper shows (TT26 articles 13 and 14).
    Item {
        /// The signed registration form.
        RegistrationForm = "registration_form",
        /// Establishment decision or registration.
        Establishment = "establishment",
        /// The organisation's QMS certificate.
        QmsCertificate = "qms_certificate",
        /// Contracts and certificates of the organisation's clients.
        ConsultingHistory = "consulting_history",
        /// An expert's degree.
        Degree = "degree",
        /// Certificate in state administrative management, or of the exemption.
        StateAdministration = "state_administration",
        /// Certificate of QMS-consulting training, or the older card.
        QmsTraining = "qms_training",
        /// Contract or appointment, and proof of social insurance.
        Employment = "employment",
        /// What shows an expert's history and engagements.
        Experience = "experience",
        /// The consent of the head of a civil servant's agency.
        ConsentLetter = "consent_letter",
        /// The portrait.
        Photo = "photo",
        /// The minutes of an on-site assessment.
        Minutes = "minutes",
    }
}

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
                | Self::Employment
                | Self::Experience
                | Self::ConsentLetter
                | Self::Photo
        )
    }
}
