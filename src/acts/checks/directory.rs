//! Finding whom the register knows: organisations as an open list, experts by
//! name only, for nobody may walk through all people.

use super::{Check, Checks};
use crate::domain::bilingual::Bilingual;
use crate::domain::enterprise_code::EnterpriseCode;
use crate::domain::question::Question;
use crate::storage::directory::{self, Part, Place};
use crate::storage::holders::{self, OrganisationRecord};
use crate::storage::{StorageError, issuers, published};

/// Most rows of one answer.
pub const ROWS: u8 = 20;

/// Most pages of organisations: further on, a name finds sooner.
const PAGES: u32 = 10_000;

/// Certificates shown of one organisation.
const CERTIFICATES: i64 = 50;

/// A part of a list, and whether there is more.
#[derive(Clone, Debug)]
pub struct Listed<T> {
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

/// Why people are not searched for.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Less than two words or one of three letters.
    #[error("type two words of the name, or one whole word of three letters or more")]
    TooShort,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Checks {
    /// Organisations by name or enterprise code, a page of [`ROWS`]; the first
    /// page is 1.
    pub async fn organisations(
        &self,
        question: &Question,
        page: u32,
    ) -> Result<Listed<Listing>, StorageError> {
        let skip = i64::from(page.clamp(1, PAGES) - 1) * i64::from(ROWS);
        let mut transaction = self.registry.storage.read().await?;
        let part = Part { skip, limit: i64::from(ROWS) + 1 };
        let found = directory::organisations(&mut transaction, question, part).await?;
        let (more, mut rows) = (found.len() > usize::from(ROWS), Vec::new());
        for organisation in found.into_iter().take(usize::from(ROWS)) {
            let places = directory::certificates_of(&mut transaction, &organisation.enterprise_code, 1);
            let places = places.await?;
            rows.push(Listing { organisation, certificates: self.checked(&places).await });
        }
        Ok(Listed { rows, more })
    }

    /// The organisation of this enterprise code with its certificates.
    pub async fn organisation(&self, code: EnterpriseCode) -> Result<Option<Listing>, StorageError> {
        let code = code.to_string();
        let mut transaction = self.registry.storage.read().await?;
        let Some(organisation) = holders::organisation(&mut transaction, &code).await? else {
            return Ok(None);
        };
        let places = directory::certificates_of(&mut transaction, &code, CERTIFICATES).await?;
        Ok(Some(Listing { organisation, certificates: self.checked(&places).await }))
    }

    /// Cards by the holder's name, the last issued first. Never a list of
    /// everyone: what is typed must be a name, and there is no second page.
    pub async fn experts(&self, question: &Question) -> Result<Listed<Check>, SearchError> {
        if !names_someone(question) {
            return Err(SearchError::TooShort);
        }
        let mut transaction = self.registry.storage.read().await?;
        let places = directory::cards(&mut transaction, question, i64::from(ROWS) + 1).await?;
        let more = places.len() > usize::from(ROWS);
        let mut rows = self.checked(&places).await;
        rows.truncate(usize::from(ROWS));
        Ok(Listed { rows, more })
    }

    /// What is public of the organisation that holds the paper or, for a card,
    /// its certificate; none when an independent consultant does.
    pub async fn organisation_behind(
        &self,
        check: &Check,
    ) -> Result<Option<OrganisationRecord>, StorageError> {
        let code = check.paper.as_ref().and_then(|found| found.published().enterprise_code);
        let Some(code) = code else { return Ok(None) };
        let mut transaction = self.registry.storage.read().await?;
        holders::organisation(&mut transaction, &code.to_string()).await
    }

    /// The issuing body of a paper, as the paper names it.
    pub async fn issuing_body(&self, check: &Check) -> Result<Option<Bilingual>, StorageError> {
        let Some(found) = &check.paper else { return Ok(None) };
        let mut transaction = self.registry.storage.read().await?;
        let paper = found.paper();
        let profile = issuers::profile_at(&mut transaction, paper.issuer, paper.entered_at).await?;
        Ok(Some(profile.name))
    }

    /// The text of the QR of a paper, to be shown again.
    pub async fn code(&self, check: &Check) -> Result<Option<String>, StorageError> {
        let Some(found) = &check.paper else { return Ok(None) };
        let paper = found.paper();
        published::code(&self.registry.storage, paper.issuer, paper.status_index).await
    }

    /// The signed document of a paper, to be handed out.
    pub async fn document(&self, check: &Check) -> Result<Option<String>, StorageError> {
        let Some(found) = &check.paper else { return Ok(None) };
        let paper = found.paper();
        published::document(&self.registry.storage, paper.issuer, paper.status_index).await
    }

    /// The papers at these places, as checked now.
    async fn checked(&self, places: &[Place]) -> Vec<Check> {
        let mut checks = Vec::new();
        for (issuer, status_index) in places {
            let place = issuer.parse().ok().zip(u32::try_from(*status_index).ok());
            if let Some((issuer, index)) = place {
                checks.push(self.look_up(|memory| memory.at(issuer, index)).await);
            }
        }
        checks
    }
}

/// Two words, or one of three letters.
fn names_someone(question: &Question) -> bool {
    let is_name = |word: &&String| word.chars().any(char::is_alphabetic);
    let words: Vec<&String> = question.words().iter().filter(is_name).collect();
    words.len() >= 2 || words.first().is_some_and(|word| word.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::{Question, names_someone};

    #[test]
    fn a_name_has_two_words_or_one_of_three_letters() {
        for name in ["Trần Mai", "tr m", "nguyễn", " Lan "] {
            assert!(names_someone(&Question::of(name)), "{name}");
        }
        for other in ["", "%", "a", "ng", "0101234567", "% _"] {
            assert!(!names_someone(&Question::of(other)), "{other}");
        }
    }
}
