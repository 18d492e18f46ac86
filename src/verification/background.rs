//! What the page of a paper shows beside its verdict: the organisation, the
//! issuing body, the QR.
//!
//! It changes only with an entry about the paper's certificate or about its
//! organisation, and is made once for each state: a page that everybody opens
//! asks the database nothing and draws nothing.

use std::sync::{Arc, OnceLock};

use moka::sync::Cache;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::portrait::year_of_birth;
use super::{Check, Checks, KnownPaper};
use crate::domain::bilingual::Bilingual;
use crate::domain::issuer::IssuerCode;
use crate::storage::contacts::{self, PublicContact};
use crate::storage::holders::{self, OrganisationRecord};
use crate::storage::{StorageError, issuers, published};
use consultant_qr::Symbol;

/// Backgrounds remembered: about 60 MB when full.
const REMEMBERED: u64 = 20_000;

/// What stands behind a paper.
#[derive(Debug)]
pub struct Background {
    /// The organisation that holds the paper or, for a card, its certificate;
    /// none when an independent consultant does.
    pub organisation: Option<OrganisationRecord>,
    /// The issuing body, as the paper names it.
    pub issuing_body: Bilingual,
    /// The year in which the holder of a card was born, where they agreed that
    /// it is shown.
    pub born_in: Option<i32>,
    /// How the independent consultant who holds it is reached, where they agreed
    /// that it is shown.
    pub contact: Option<PublicContact>,
    code: String,
    number: Box<str>,
    qr: OnceLock<Option<Symbol>>,
}

/// The last backgrounds.
pub(super) struct Backgrounds(Cache<State, Arc<Background>>);

/// Which paper, and as of which state of it and of its organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct State {
    reading: u64,
    issuer: IssuerCode,
    status_index: u32,
    entry_seq: i64,
    /// The last certificate of the organisation: each may bring a new address.
    organisation_seq: i64,
    shows_portrait: bool,
    contact_seq: Option<i64>,
}

impl Default for Backgrounds {
    fn default() -> Self {
        Self(Cache::new(REMEMBERED))
    }
}

impl Background {
    /// The QR as a picture; none before it was made.
    pub fn qr(&self) -> Option<String> {
        self.qr.get()?.as_ref().map(|symbol| symbol.svg(&self.number))
    }

    /// The text of the QR.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The code, without the address that its QR has before it.
    pub fn letters(&self) -> &str {
        self.code.rsplit('/').next().unwrap_or_default()
    }

    /// The same with the QR, which is made once. That takes longer than many
    /// checks: it is not done on a thread that answers.
    pub async fn drawn(self: Arc<Self>) -> Arc<Self> {
        if self.qr.get().is_none() && !self.code.is_empty() {
            let this = Arc::clone(&self);
            let made = spawn_blocking(move || Symbol::of(&this.code).ok()).await.unwrap_or_default();
            let _ = self.qr.set(made);
        }
        self
    }
}

impl Check {
    /// How the independent consultant whose paper was checked is reached: while
    /// it is valid, and they agree that it is shown.
    pub fn contact<'a>(&self, background: &'a Background) -> Option<&'a PublicContact> {
        background.contact.as_ref().filter(|_| self.verdict.is_valid() && !self.is_past)
    }
}

impl Checks {
    /// What stands behind the paper that a check found; none when it found
    /// none, or when it cannot be read: the verdict stands without it.
    pub async fn background(&self, check: &Check) -> Option<Arc<Background>> {
        let found = check.paper.as_ref()?;
        let newest = self.newest_of_organisation(found);
        let state = self.state_of(found, newest.as_ref());
        if let Some(known) = self.backgrounds.0.get(&state) {
            return Some(known);
        }
        let name = newest.as_ref().unwrap_or(found).certificate().holder.to_string();
        let read = self.read_background(found, name).await;
        let read =
            read.inspect_err(|error| tracing::error!(%error, "what stands behind a paper cannot be read"));
        let background = Arc::new(read.ok()??);
        self.backgrounds.0.insert(state, Arc::clone(&background));
        Some(background)
    }

    /// The last certificate of the organisation that can be relied on.
    fn newest_of_organisation(&self, found: &KnownPaper) -> Option<KnownPaper> {
        let code = found.published().enterprise_code?;
        self.follower.papers().of_organisation(code).find_map(|found| found.ok().flatten())
    }

    fn state_of(&self, found: &KnownPaper, newest: Option<&KnownPaper>) -> State {
        let paper = found.paper();
        State {
            reading: self.follower.papers().reading,
            issuer: paper.issuer,
            status_index: paper.status_index,
            entry_seq: paper.entry_seq,
            organisation_seq: newest.map_or(0, |newest| newest.paper().entry_seq),
            shows_portrait: found.shows_portrait(),
            contact_seq: found.published().contact_shown_by(),
        }
    }

    /// None when the code is no longer the one that was entered. The name of the
    /// organisation is the one that was signed last.
    async fn read_background(
        &self,
        found: &KnownPaper,
        name: String,
    ) -> Result<Option<Background>, StorageError> {
        let (paper, storage) = (found.paper(), &self.registry.storage);
        let mut transaction = storage.read().await?;
        let organisation = match found.published().enterprise_code {
            Some(code) => holders::organisation(&mut transaction, &code.to_string()).await?,
            None => None,
        };
        let profile = issuers::profile_at(&mut transaction, paper.issuer, paper.entered_at).await?;
        let born_in =
            if found.shows_portrait() { year_of_birth(&mut transaction, &paper.number).await? } else { None };
        let contact = match found.published().contact_shown_by() {
            Some(seq) => contacts::of_entry(&mut transaction, seq).await?,
            None => None,
        };
        transaction.end().await?;
        let code = published::code(storage, paper.issuer, paper.status_index).await?.unwrap_or_default();
        // What is recorded has no code.
        if !(paper.is_recorded && code.is_empty()) && Sha256::digest(&code).as_slice() != paper.code_sha256 {
            tracing::error!(paper = %paper.number, column = "code", "a row was changed behind the program");
            return Ok(None);
        }
        Ok(Some(Background {
            organisation: organisation.map(|record| OrganisationRecord { name, ..record }),
            issuing_body: profile.name,
            born_in,
            contact,
            code,
            number: paper.number.clone(),
            qr: OnceLock::new(),
        }))
    }
}
