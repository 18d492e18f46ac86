//! Finding whom the register knows: organisations as an open list, experts by
//! name only, for nobody may walk through all people.

use sha2::{Digest, Sha256};

use super::line::{Admission, Line, TooMany};
use super::{Check, Checks, Fresh};
use crate::domain::enterprise_code::EnterpriseCode;
use crate::domain::question::Question;
use crate::storage::directory::{self, Part, Place};
use crate::storage::holders::{self, OrganisationRecord};
use crate::storage::{Storage, StorageError, published};

/// Most rows of one answer.
pub const ROWS: u8 = 20;

/// Most pages of organisations: further on, a name finds sooner.
const PAGES: u32 = 10_000;

/// Certificates shown of one organisation.
const CERTIFICATES: usize = 50;

/// A part of a list, and whether there is more.
#[derive(Clone, Debug)]
pub struct Excerpt<T> {
    /// At most [`ROWS`].
    pub rows: Vec<T>,
    /// Whether more was found.
    pub more: bool,
}

/// An organisation with its certificates, the last issued first.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What is public of the organisation.
    pub organisation: OrganisationRecord,
    /// Its certificates as checked now.
    pub certificates: Vec<Check>,
}

/// Why nothing is searched for.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Less than two words or one of three letters.
    #[error("type two words of the name, or one whole word of three letters or more")]
    TooShort,
    /// Too many search at the same time.
    #[error("too many search at the same time")]
    Busy,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<TooMany> for SearchError {
    fn from(_: TooMany) -> Self {
        Self::Busy
    }
}

/// What the database knows of names. It has no way to the papers in memory, so
/// that no connection is held while those are brought up to date.
pub(super) struct Directory {
    storage: Storage,
    line: Line,
}

impl Directory {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage, line: Line::default() }
    }

    /// Somebody who may read now; others wait.
    pub(super) async fn admit(&self) -> Result<Admission<'_>, TooMany> {
        self.line.admit().await
    }

    async fn organisations(
        &self,
        question: &Question,
        part: Part,
    ) -> Result<Vec<OrganisationRecord>, SearchError> {
        let _admitted = self.line.admit().await?;
        let mut transaction = self.storage.read().await?;
        Ok(directory::organisations(&mut transaction, question, part).await?)
    }

    async fn organisation(&self, code: EnterpriseCode) -> Result<Option<OrganisationRecord>, SearchError> {
        let _admitted = self.line.admit().await?;
        let mut transaction = self.storage.read().await?;
        Ok(holders::organisation(&mut transaction, &code.to_string()).await?)
    }

    async fn cards(&self, question: &Question, limit: i64) -> Result<Vec<Place>, SearchError> {
        let _admitted = self.line.admit().await?;
        let mut transaction = self.storage.read().await?;
        Ok(directory::cards(&mut transaction, question, limit).await?)
    }
}

impl Checks {
    /// Organisations by name or enterprise code, a page of [`ROWS`]; the first
    /// page is 1.
    pub async fn organisations(
        &self,
        question: &Question,
        page: u32,
    ) -> Result<Excerpt<Listing>, SearchError> {
        let skip = i64::from(page.clamp(1, PAGES) - 1) * i64::from(ROWS);
        let part = Part { skip, limit: i64::from(ROWS) + 1 };
        let mut found = self.directory.organisations(question, part).await?;
        let more = found.len() > usize::from(ROWS);
        found.truncate(usize::from(ROWS));
        let papers = self.fresh().await;
        let rows = found.into_iter().map(|organisation| self.listing(&papers, organisation, 1)).collect();
        Ok(Excerpt { rows, more })
    }

    /// The organisation of this enterprise code with its certificates.
    pub async fn organisation(&self, code: EnterpriseCode) -> Result<Option<Listing>, SearchError> {
        let Some(organisation) = self.directory.organisation(code).await? else { return Ok(None) };
        let papers = self.fresh().await;
        Ok(Some(self.listing(&papers, organisation, CERTIFICATES)))
    }

    /// Cards by the holder's name, the last issued first. Never a list of
    /// everyone: what is typed must be a name, and there is no second page.
    pub async fn experts(&self, question: &Question) -> Result<Excerpt<Check>, SearchError> {
        if !question.names_someone() {
            return Err(SearchError::TooShort);
        }
        let places = self.directory.cards(question, i64::from(ROWS) + 1).await?;
        let more = places.len() > usize::from(ROWS);
        let papers = self.fresh().await;
        let places = places
            .iter()
            .take(usize::from(ROWS))
            .filter_map(|(issuer, status_index)| issuer.parse().ok().zip(u32::try_from(*status_index).ok()));
        let checked = places.map(|(issuer, index)| self.check(&papers, |papers| papers.at(issuer, index)));
        Ok(Excerpt { rows: checked.collect(), more })
    }

    /// The cards of the certificate that a check found, each as it stands now.
    pub async fn cards_of(&self, check: &Check) -> Vec<Check> {
        let Some(found) = &check.paper else { return Vec::new() };
        let papers = self.fresh().await;
        let published = found.published();
        let cards = published.last_cards().map(|nth| &published.cards[nth]);
        cards.map(|card| self.check(&papers, |papers| papers.at(card.issuer, card.status_index))).collect()
    }

    /// The signed document of a paper, to be handed out: exactly the one that
    /// was entered. What is recorded has none.
    pub async fn document(&self, check: &Check) -> Result<Option<String>, StorageError> {
        let Some(found) = &check.paper else { return Ok(None) };
        let paper = found.paper();
        if paper.is_recorded {
            return Ok(None);
        }
        let stored = published::document(&self.registry.storage, paper.issuer, paper.status_index).await?;
        let is_entered =
            |document: &String| Sha256::digest(document).as_slice() == paper.document_sha256.as_slice();
        match stored.filter(is_entered) {
            Some(document) => Ok(Some(document)),
            None => Err(StorageError::Corrupt {
                table: if found.is_card() { "cards" } else { "certificates" },
                column: "document",
                row: paper.number.to_string(),
                reason: "not the document that was entered".to_owned(),
            }),
        }
    }

    /// An organisation with what the papers in memory say of its certificates,
    /// the last issued first; its name is that on the last one.
    fn listing(&self, papers: &Fresh, mut organisation: OrganisationRecord, most: usize) -> Listing {
        let code = organisation.enterprise_code.parse().ok();
        let all = code.into_iter().flat_map(|code| papers.of_organisation(code));
        let certificates: Vec<Check> = all.take(most).map(|sought| self.check(papers, |_| sought)).collect();
        if let Some(found) = certificates.first().and_then(|check| check.paper.as_ref()) {
            organisation.name = found.paper().holder.to_string();
        }
        Listing { organisation, certificates }
    }
}
