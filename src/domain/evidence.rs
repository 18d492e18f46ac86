//! Papers that show what an application says.

pub use super::eligibility::Item;
use super::ids::{DossierId, EvidenceId};
use super::issuer::IssuerCode;
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

/// Another applicant's dossier with the very file of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFile {
    /// The paper.
    pub paper: EvidenceId,
    /// The other dossier.
    pub dossier: DossierId,
    /// With whom it was filed.
    pub issuer: IssuerCode,
    /// Its number, once it has one.
    pub number: Option<String>,
}

/// Why an upload cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UploadRefusal {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than one file may be: at most so many bytes.
    #[error("the file has more than {0} bytes")]
    TooLarge(u64),
    /// Neither PDF nor JPEG nor PNG.
    #[error("only PDF, JPEG and PNG files can be taken")]
    Kind,
    /// A picture of another kind, by its name, as telephones, messengers and
    /// scanners keep it. Whoever sends it is told how to make a JPEG of it.
    #[error("{0} pictures cannot be taken")]
    Telephone(&'static str),
    /// A portrait must be a JPEG or PNG picture.
    #[error("a portrait must be a JPEG or PNG picture")]
    NotAPicture,
    /// The picture cannot be read.
    #[error("the picture cannot be read")]
    Unreadable,
    /// The picture has more points than can be read.
    #[error("the picture has {points} points, of at most {most}")]
    TooFine {
        /// How many it has.
        points: u64,
        /// How many a file of its kind may have.
        most: u64,
    },
    /// Too many pictures wait to be drawn; later there is room.
    #[error("too many pictures wait")]
    Busy,
    /// A virus was found in the file.
    #[error("a virus was found in the file")]
    Infected,
    /// What looks for viruses did not look at the file.
    #[error("the file was not looked at for viruses")]
    NotScanned,
    /// The item is of an expert and no expert was named, or the other way round.
    #[error("this item is about someone else")]
    Place,
}

impl UploadRefusal {
    /// Whether the same file may be taken later.
    pub fn is_for_now(self) -> bool {
        matches!(self, Self::Busy | Self::NotScanned)
    }
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
