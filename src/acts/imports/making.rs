//! What is made of the rows of a list: papers without a code, whose they are, and
//! what the register says of them.

use sha2::{Digest, Sha256};

use crate::acts::Registry;
use crate::acts::work::Work;
use crate::dates::Day;
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Paper};
use crate::domain::entry::{Event, IssuedCard, IssuedCertificate, Recorded};
use crate::domain::ids::PersonId;
use crate::domain::import::{CardFacts, CertificateFacts, HolderFacts, Sheet};
use crate::domain::recorded::{Record, RecordedKind};
use crate::domain::status_index::status_index;
use crate::jobs::LeasedJob;
use crate::storage::heads::{self, Series};
use crate::storage::holders::{self, OrganisationRecord};
use crate::storage::import_rows::ImportRow;
use crate::storage::imports::Import;
use crate::storage::recorded::{self, HolderOnPaper};
use crate::storage::{StorageError, cards};

/// A list that is being recorded.
pub(super) struct List<'a> {
    pub(super) registry: &'a Registry,
    pub(super) held: &'a LeasedJob,
    pub(super) import: Import,
    /// The last row that was come past.
    pub(super) after: (i64, i64),
}

/// What is known of a certificate that cards are recorded under.
pub(super) struct Under {
    pub(super) number: String,
    pub(super) issued_on: Day,
    pub(super) expires_on: Day,
}

impl List<'_> {
    /// Who holds a certificate. What is known of an organisation is newer than an
    /// old list of it.
    pub(super) async fn holder(
        &self,
        work: &mut Work<'_>,
        (facts, cards): (&CertificateFacts, &[ImportRow]),
    ) -> Result<Holder, StorageError> {
        let (born_on, personal_number) = match &facts.holder {
            HolderFacts::Organisation { code, address, phone, email } => {
                if holders::organisation(work, code).await?.is_none() {
                    let record = OrganisationRecord {
                        enterprise_code: code.clone(),
                        name: facts.name.clone(),
                        address: address.clone(),
                        phone: phone.clone(),
                        email: email.clone(),
                    };
                    holders::save_organisation(work, &record).await?;
                }
                return Ok(Holder::Organisation(code.clone()));
            }
            HolderFacts::Independent { born_on, personal_number } => (born_on, personal_number),
        };
        let card = cards.first().and_then(|row| row.facts.card.as_ref());
        let born_on = born_on.or(card.and_then(|card| card.born_on));
        let born_on = born_on.ok_or_else(|| self.lacks("day of birth", &facts.number))?;
        let number = personal_number.as_ref().or(card.and_then(|card| card.personal_number.as_ref()));
        let holder =
            HolderOnPaper { name: &facts.name, born_on, personal_number: number.map(String::as_str) };
        let id = PersonId::new(self.registry.entropy.uuid());
        Ok(Holder::Independent(recorded::person(work, &self.registry.seal, (id, holder)).await?.id))
    }

    /// A row that was looked at lacks what it cannot lack.
    fn lacks(&self, what: &str, number: &str) -> StorageError {
        StorageError::Corrupt {
            table: "import_rows",
            column: "facts",
            row: format!("{} {number}", self.import.id),
            reason: format!("it has no {what}"),
        }
    }

    /// The cards of rows under a certificate, with what is recorded of each.
    pub(super) async fn cards(
        &self,
        work: &mut Work<'_>,
        (rows, under): (&[ImportRow], &Under),
        holder: Option<PersonId>,
    ) -> Result<Vec<(Card, String)>, StorageError> {
        let mut made = Vec::new();
        for row in rows {
            let Some(facts) = &row.facts.card else { continue };
            let person = match holder {
                Some(person) => person,
                None => self.person(work, facts).await?,
            };
            let paper = Paper {
                issued_on: facts.issued_on.unwrap_or(under.issued_on),
                expires_on: facts.expires_on.unwrap_or(under.expires_on),
                ..self.paper(work, (&facts.number, &facts.name)).await?
            };
            let record = Record {
                kind: RecordedKind::Card,
                under: Some(under.number.clone()),
                ..self.said(&paper, (row.sheet, row.number))
            };
            let card = Card {
                certificate: under.number.clone(),
                person,
                standing: CardStanding::InForce,
                photo_hash: [0; 16],
                photo: None,
                paper,
            };
            made.push((card, record.text()));
        }
        Ok(made)
    }

    async fn person(&self, work: &mut Work<'_>, facts: &CardFacts) -> Result<PersonId, StorageError> {
        let born_on = facts.born_on.ok_or_else(|| self.lacks("day of birth", &facts.number))?;
        let personal_number = facts.personal_number.as_deref();
        let holder = HolderOnPaper { name: &facts.name, born_on, personal_number };
        let id = PersonId::new(self.registry.entropy.uuid());
        Ok(recorded::person(work, &self.registry.seal, (id, holder)).await?.id)
    }

    /// A paper without code and key, with its place in the status lists; its days
    /// are still those of today.
    pub(super) async fn paper(
        &self,
        work: &mut Work<'_>,
        (number, name): (&str, &str),
    ) -> Result<Paper, StorageError> {
        let issuer = self.import.issuer;
        let nth = heads::next(work, Series::Places(issuer)).await?;
        let nth = u32::try_from(nth - 1).map_err(|_| StorageError::Corrupt {
            table: "heads",
            column: "seq",
            row: Series::Places(issuer).to_string(),
            reason: "more papers than status lists can hold".to_owned(),
        })?;
        Ok(Paper {
            number: number.to_owned(),
            issuer,
            holder_name: name.to_owned(),
            paper_version: 0,
            issued_on: work.today(),
            issued_at: work.at(),
            expires_on: work.today(),
            status_index: status_index(&self.registry.index_key, issuer, nth),
            key_id: String::new(),
            key_compromised_at: None,
            code: String::new(),
            entry_seq: 0,
            version: 1,
        })
    }

    /// What is recorded of a paper, as far as all papers have it.
    pub(super) fn said(&self, paper: &Paper, (sheet, row): (i64, i64)) -> Record {
        let sheet = self.sheet(sheet);
        Record {
            kind: RecordedKind::Certificate,
            number: paper.number.clone(),
            under: None,
            issuer: paper.issuer,
            holder: paper.holder_name.clone(),
            enterprise_code: None,
            issued_on: paper.issued_on,
            expires_on: paper.expires_on,
            decision: None,
            file_sha256: sheet.map(|sheet| sheet.file_sha256.clone()).unwrap_or_default(),
            sheet: sheet.map(|sheet| sheet.name.clone()).unwrap_or_default(),
            row: row.unsigned_abs(),
        }
    }

    fn sheet(&self, place: i64) -> Option<&Sheet> {
        self.import.sheets.get(usize::try_from(place).ok()?)
    }

    pub(super) fn event(
        &self,
        (certificate, under): (Option<IssuedCertificate>, Option<String>),
        decision: Option<String>,
        cards: &[(Card, String)],
        (sheet, _): (i64, i64),
    ) -> Event {
        let file_sha256 = self.sheet(sheet).map(|sheet| sheet.file_sha256.clone()).unwrap_or_default();
        let card = |(card, document): &(Card, String)| IssuedCard {
            number: card.paper.number.clone(),
            version: 0,
            holder: card.paper.holder_name.clone(),
            issued_on: card.paper.issued_on,
            expires_on: card.paper.expires_on,
            status_index: card.paper.status_index,
            code_sha256: String::new(),
            document_sha256: sha256(document),
        };
        Event::Issued {
            certificate,
            under,
            renews: None,
            recorded: Some(Recorded { decision, file_sha256 }),
            cards: cards.iter().map(card).collect(),
        }
    }

    pub(super) async fn keep(
        &self,
        work: &mut Work<'_>,
        seq: i64,
        made: Vec<(Card, String)>,
    ) -> Result<(), StorageError> {
        for (card, document) in made {
            let paper = Paper { entry_seq: seq, ..card.paper.clone() };
            cards::insert(work, &Card { paper, ..card }, &document).await?;
        }
        Ok(())
    }
}

pub(super) fn issued(certificate: &Certificate, document: &str) -> IssuedCertificate {
    let paper = &certificate.paper;
    IssuedCertificate {
        number: paper.number.clone(),
        version: 0,
        holder: paper.holder_name.clone(),
        enterprise_code: match &certificate.holder {
            Holder::Organisation(code) => Some(code.clone()),
            Holder::Independent(_) => None,
        },
        issued_on: paper.issued_on,
        expires_on: paper.expires_on,
        status_index: paper.status_index,
        code_sha256: String::new(),
        document_sha256: sha256(document),
    }
}

fn sha256(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))
}
