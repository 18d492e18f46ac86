//! What an issue says of its papers: in the register, of the organisation, of a
//! portrait.

use sha2::{Digest, Sha256};

use crate::credential::PhotoHash;
use crate::domain::application::Organisation;
use crate::domain::certificate::{Card, Certificate, Holder};
use crate::domain::entry::{Event, IssuedCard, IssuedCertificate};
use crate::domain::evidence::Evidence;
use crate::storage::StorageError;
use crate::storage::holders::OrganisationRecord;

/// What the register says of the papers for good: under which number, and in
/// place of which certificate of another.
pub(super) fn issued(
    certificate: Option<&(Certificate, String)>,
    (number, renews): (&str, Option<String>),
    cards: &[(Card, String)],
) -> Event {
    let sha256 = |text: &str| data_encoding::HEXLOWER.encode(&Sha256::digest(text));
    let under = certificate.is_none().then(|| number.to_owned());
    Event::Issued {
        under,
        renews,
        recorded: None,
        certificate: certificate.map(|(certificate, document)| {
            let paper = &certificate.paper;
            IssuedCertificate {
                number: paper.number.clone(),
                version: paper.paper_version,
                holder: paper.holder_name.clone(),
                enterprise_code: match &certificate.holder {
                    Holder::Organisation(code) => Some(code.clone()),
                    Holder::Independent(_) => None,
                },
                issued_on: paper.issued_on,
                expires_on: paper.expires_on,
                status_index: paper.status_index,
                code_sha256: sha256(&paper.code),
                document_sha256: sha256(document),
            }
        }),
        cards: cards
            .iter()
            .map(|(card, document)| IssuedCard {
                number: card.paper.number.clone(),
                version: card.paper.paper_version,
                holder: card.paper.holder_name.clone(),
                issued_on: card.paper.issued_on,
                expires_on: card.paper.expires_on,
                status_index: card.paper.status_index,
                code_sha256: sha256(&card.paper.code),
                document_sha256: sha256(document),
            })
            .collect(),
    }
}

/// What is public of an organisation.
pub(super) fn record(organisation: &Organisation) -> Option<OrganisationRecord> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(OrganisationRecord {
        enterprise_code: organisation.enterprise_code.clone()?,
        name: organisation.name.clone()?,
        address: text(&organisation.address),
        phone: text(&organisation.phone),
        email: text(&organisation.email),
    })
}

/// The hash in the card is the first half of the one the file lies under.
pub(super) fn photo_hash(photo: &Evidence) -> Result<PhotoHash, StorageError> {
    let bytes = data_encoding::HEXLOWER.decode(photo.sha256.as_bytes()).ok();
    let half = bytes.as_deref().and_then(|bytes| bytes.first_chunk::<16>()).copied();
    half.map(PhotoHash::from_bytes).ok_or_else(|| StorageError::Corrupt {
        table: "evidence",
        column: "sha256",
        row: photo.id.to_string(),
        reason: "not a SHA-256".to_owned(),
    })
}
