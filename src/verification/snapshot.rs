//! The status of all issuers' papers in one file, for who checks without a
//! network (credential/DOCUMENT.md, section 9).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::memory::Papers;
use super::statuses::{Edition, NoList, Signing, TokenForm, number};
use super::{Checks, KnownPaper};
use crate::credential::offline::Snapshot;
use crate::credential::offline::vouch::{self, MAX_DIGESTS, PaperDigest, VouchedPapers};
use crate::credential::status::{ListKind, ListName};
use crate::credential::verdict::CouldNotCheck;
use crate::credential::{IssuerSigningKey, KeyId, Origin};
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;
use crate::priority::aside;
use crate::storage::{StorageError, published};

/// A snapshot to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedSnapshot {
    /// The file.
    pub text: String,
    /// The number of every list in it. It rises with every entry of the
    /// register and every day.
    pub number: u32,
    /// As of when it speaks.
    pub as_of: Instant,
    /// Until when it may be relied on.
    pub valid_until: Instant,
    /// The lists in it.
    pub lists: Vec<ListName>,
    /// The lists of issuers whose key is not here: their papers cannot be
    /// checked with this file.
    pub without_key: Vec<ListName>,
    /// Of which reading of the register.
    reading: u64,
}

/// How long a snapshot that lacks a list is handed out: the key may come to
/// this machine without an entry in the register.
const INCOMPLETE_SECONDS: i64 = 60;

/// The papers of compromised keys that issuers vouch for, signed.
#[derive(Debug)]
pub(super) struct Vouching {
    /// For which reading of the register, which trust list, and which keys.
    of: (u64, u64, Vec<KeyId>),
    signed: Vec<String>,
}

/// The key to sign with of every issuer that has a list and a key here.
type Keys = BTreeMap<IssuerCode, Arc<IssuerSigningKey>>;

impl SignedSnapshot {
    /// Whether it is as good as one signed now would be.
    fn serves(&self, papers: &Papers, at: Instant) -> bool {
        let complete = self.without_key.is_empty();
        self.reading == papers.reading
            && self.number == number(papers.head.seq, at.day())
            && (complete || at < self.as_of.plus_seconds(INCOMPLETE_SECONDS))
    }
}

impl Checks {
    /// All status lists as of now, to be relied on for this many days.
    ///
    /// Not the lists that are served, which have a shorter limit; both have the
    /// same number and the same entries.
    pub async fn snapshot(&self, days: u16) -> Result<SignedSnapshot, CouldNotCheck> {
        let (papers, at) = (self.able().await?, self.registry.clock.now());
        let job = self.snapshot_job(papers, at, days).await?;
        aside(SIGNING, move || job.signed()).await.map_err(|_| CouldNotCheck::StatusUnavailable)?
    }

    /// The same for many readers: signed once a day and once after every entry
    /// of the register, however many ask.
    pub async fn last_snapshot(&self, days: u16) -> Result<Arc<SignedSnapshot>, CouldNotCheck> {
        let papers = self.able().await?;
        if let Some(known) = self.last_snapshot.that(|last| last.serves(&papers, self.registry.clock.now())) {
            return Ok(known);
        }
        let turn = self.last_snapshot.turn().await;
        let (papers, at) = (self.able().await?, self.registry.clock.now());
        if let Some(known) = self.last_snapshot.that(|last| last.serves(&papers, at)) {
            return Ok(known);
        }
        let job = self.snapshot_job(papers, at, days).await?;
        let signed = aside(SIGNING, move || job.signed().map(|signed| turn.keep(signed)));
        signed.await.map_err(|_| CouldNotCheck::StatusUnavailable)?
    }

    async fn snapshot_job(&self, papers: Arc<Papers>, at: Instant, days: u16) -> Result<Job, CouldNotCheck> {
        let keys = self.keys_of_lists(&papers, at).await?;
        let vouching = self.vouching(&papers, &keys, at).await?;
        let edition = Edition::of(&papers, at, i64::from(days) * 86_400);
        Ok(Job { papers, origin: self.registry.origin.clone(), keys, vouching, edition })
    }

    /// The key to sign with of every issuer that has a list.
    async fn keys_of_lists(&self, papers: &Papers, at: Instant) -> Result<Keys, CouldNotCheck> {
        let trusted = papers.trusted()?;
        let issuers: BTreeSet<_> = papers.lists().into_iter().map(|(issuer, _)| issuer).collect();
        let mut keys = BTreeMap::new();
        for issuer in issuers {
            if let Some(key) = self.registry.keyring.signer(trusted.list.keys(), issuer, at).await {
                keys.insert(issuer, key);
            }
        }
        Ok(keys)
    }

    /// For every compromised key, the papers whose entries in the register are
    /// older than that, vouched for with the issuer's key in force. They are
    /// signed anew only when a key changes: what was entered before an instant
    /// that has passed stays the same.
    async fn vouching(
        &self,
        papers: &Arc<Papers>,
        keys: &Keys,
        at: Instant,
    ) -> Result<Arc<Vouching>, CouldNotCheck> {
        let trusted = papers.trusted()?;
        let by = keys.values().map(|key| key.key_id()).collect();
        let of = (papers.reading, trusted.generation, by);
        let turn = self.vouching.turn().await;
        if let Some(known) = self.vouching.that(|known| known.of == of) {
            return Ok(known);
        }
        let mut lists = Vec::new();
        for key in trusted.list.keys() {
            let good_key = key.issuer.as_str().parse().ok().and_then(|issuer: IssuerCode| keys.get(&issuer));
            if let Some((compromised_at, good_key)) = key.compromised_at.zip(good_key) {
                let digests = self.digests(papers, key.key_id, compromised_at).await?;
                for digests in digests.chunks(MAX_DIGESTS) {
                    let vouched = VouchedPapers {
                        issuer: key.issuer.clone(),
                        key_id: key.key_id,
                        compromised_at,
                        asked_at: at,
                        digests: digests.iter().copied().collect(),
                    };
                    lists.push((vouched, Arc::clone(good_key)));
                }
            }
        }
        let origin = self.registry.origin.clone();
        let signed = aside(SIGNING, move || {
            let signed = lists.iter().filter_map(|(vouched, key)| vouch::sign(vouched, &origin, key).ok());
            turn.keep(Vouching { of, signed: signed.collect() })
        });
        signed.await.map_err(|_| CouldNotCheck::StatusUnavailable)
    }

    /// What tells the codes and documents of a key that were entered before an
    /// instant from all others. A document that is not the one that was entered
    /// is left out.
    async fn digests(
        &self,
        papers: &Papers,
        key_id: KeyId,
        before: Instant,
    ) -> Result<Vec<PaperDigest>, CouldNotCheck> {
        let entered = papers.entered_before(key_id, before);
        let mut digests: Vec<_> =
            entered.iter().filter_map(KnownPaper::token).map(PaperDigest::of_token).collect();
        let by_place: HashMap<_, _> = entered
            .iter()
            .map(|found| (found.paper().issuer, found.paper().status_index))
            .zip(entered.iter().map(|found| found.paper().document_sha256))
            .collect();
        let stored = self.documents(key_id).await.map_err(|error| {
            tracing::error!(%error, "the papers of a compromised key cannot be read");
            CouldNotCheck::StatusUnavailable
        })?;
        for (issuer, status_index, document) in stored {
            let place = issuer.parse::<IssuerCode>().ok().zip(u32::try_from(status_index).ok());
            let entered = place.and_then(|place| by_place.get(&place));
            if entered.is_some_and(|entered| Sha256::digest(&document).as_slice() == entered) {
                digests.extend(PaperDigest::of_document(&document));
            }
        }
        Ok(digests)
    }

    async fn documents(&self, key_id: KeyId) -> Result<Vec<(String, i64, String)>, StorageError> {
        let mut transaction = self.registry.storage.read().await?;
        published::documents_of_key(&mut transaction, &key_id.to_string()).await
    }
}

/// All that a snapshot is signed from.
struct Job {
    papers: Arc<Papers>,
    origin: Origin,
    keys: Keys,
    vouching: Arc<Vouching>,
    edition: Edition,
}

const SIGNING: &str = "signing";

impl Job {
    /// Compresses and signs: not for a thread that answers.
    fn signed(&self) -> Result<SignedSnapshot, CouldNotCheck> {
        let signing = Signing { papers: &self.papers, origin: &self.origin, edition: self.edition };
        let (mut signed, mut lists, mut without_key) = (Vec::new(), Vec::new(), Vec::new());
        for (issuer, list) in self.papers.lists() {
            let key = self.keys.get(&issuer).map(|key| &**key);
            let issuer = issuer.to_string().parse().expect("an issuer's code fits the format of the code");
            let wanted = (ListName { issuer, kind: ListKind::Token, list }, TokenForm::Jwt);
            match signing.list(&wanted, key) {
                Ok(list) => {
                    signed.push(String::from_utf8(list.body.into()).expect("a JWT is text"));
                    lists.push(wanted.0);
                }
                Err(NoList::OutOfReach(reason)) => return Err(reason),
                Err(NoList::NoKey | NoList::Unknown) => without_key.push(wanted.0),
            }
        }
        let Edition { number, issued_at: as_of, valid_until } = self.edition;
        let text = Snapshot::write(&signed, &self.vouching.signed);
        let reading = self.papers.reading;
        Ok(SignedSnapshot { text, number, as_of, valid_until, lists, without_key, reading })
    }
}
