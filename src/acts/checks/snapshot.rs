//! The status of all issuers' papers in one file, for who checks without a
//! network (credential/DOCUMENT.md, section 9).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use super::Checks;
use super::memory::Memory;
use super::statuses::{Edition, NoList, TokenForm, number};
use crate::credential::offline::Snapshot;
use crate::credential::offline::vouch::{self, MAX_DIGESTS, PaperDigest, VouchedPapers};
use crate::credential::status::{ListKind, ListName};
use crate::credential::verdict::CouldNotCheck;
use crate::credential::{IssuerSigningKey, KeyId, link};
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;
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
}

/// The last snapshot that was signed for many readers, all for the same days.
#[derive(Default)]
pub(super) struct LastSnapshot(Mutex<Option<Arc<SignedSnapshot>>>);

/// How long a snapshot that lacks a list is handed out: the key may come to
/// this machine without an entry in the register.
const INCOMPLETE_SECONDS: i64 = 60;

const NO_PANIC: &str = "nothing panics while a snapshot is signed";

impl LastSnapshot {
    fn at(&self, number: u32, at: Instant) -> Option<Arc<SignedSnapshot>> {
        self.0.lock().expect(NO_PANIC).as_ref().filter(|last| last.serves(number, at)).cloned()
    }
}

impl SignedSnapshot {
    /// Whether it is as good as one signed now would be.
    fn serves(&self, number: u32, at: Instant) -> bool {
        let complete = self.without_key.is_empty();
        self.number == number && (complete || at < self.as_of.plus_seconds(INCOMPLETE_SECONDS))
    }
}

impl Checks {
    /// All status lists as of now, to be relied on for this many days.
    ///
    /// Not the lists that are served, which have a shorter limit; both have the
    /// same number and the same entries.
    pub async fn snapshot(&self, days: u16) -> Result<SignedSnapshot, CouldNotCheck> {
        self.follower.refresh().await?;
        let at = self.registry.clock.now();
        let keys = self.keys_of_lists(at).await?;
        let vouched = self.vouched(at).await?;
        self.sign_snapshot(&self.follower.memory(), (at, days), (&keys, &vouched))
    }

    /// The same for many readers: signed once a day and once after every entry
    /// of the register, however many ask.
    pub async fn last_snapshot(&self, days: u16) -> Result<Arc<SignedSnapshot>, CouldNotCheck> {
        self.follower.refresh().await?;
        let at = self.registry.clock.now();
        if let Some(known) = self.last_snapshot.at(number(self.follower.memory().head.seq, at.day()), at) {
            return Ok(known);
        }
        let keys = self.keys_of_lists(at).await?;
        let vouched = self.vouched(at).await?;
        // One signs, the others wait for what was signed.
        let mut last = self.last_snapshot.0.lock().expect(NO_PANIC);
        let memory = self.follower.memory();
        if let Some(known) = last.as_ref().filter(|last| last.serves(number(memory.head.seq, at.day()), at)) {
            return Ok(Arc::clone(known));
        }
        let signed = Arc::new(self.sign_snapshot(&memory, (at, days), (&keys, &vouched))?);
        *last = Some(Arc::clone(&signed));
        Ok(signed)
    }

    fn sign_snapshot(
        &self,
        memory: &Memory,
        (at, days): (Instant, u16),
        (keys, vouched): (&BTreeMap<IssuerCode, Arc<IssuerSigningKey>>, &[String]),
    ) -> Result<SignedSnapshot, CouldNotCheck> {
        let edition = Edition::of(memory, at, i64::from(days) * 86_400);
        let (mut signed, mut lists, mut without_key) = (Vec::new(), Vec::new(), Vec::new());
        for (issuer, list) in memory.lists() {
            let key = keys.get(&issuer).map(|key| &**key);
            let issuer = issuer.to_string().parse().expect("an issuer's code fits the format of the code");
            let name = ListName { issuer, kind: ListKind::Token, list };
            match self.sign_list(memory, (&name, TokenForm::Jwt), edition, key) {
                Ok(list) => {
                    signed.push(String::from_utf8(list.body).expect("a JWT is text"));
                    lists.push(name);
                }
                Err(NoList::OutOfReach(reason)) => return Err(reason),
                Err(NoList::NoKey | NoList::Unknown) => without_key.push(name),
            }
        }
        let Edition { number, issued_at: as_of, valid_until } = edition;
        let text = Snapshot::write(&signed, vouched);
        Ok(SignedSnapshot { text, number, as_of, valid_until, lists, without_key })
    }

    /// For every compromised key, the papers whose entries in the register are
    /// older than that, vouched for with the issuer's key in force.
    async fn vouched(&self, at: Instant) -> Result<Vec<String>, CouldNotCheck> {
        let trust = self.follower.memory().trust.clone().ok_or(CouldNotCheck::StatusUnavailable)?.list;
        let mut signed = Vec::new();
        for key in trust.keys() {
            let Some(compromised_at) = key.compromised_at else { continue };
            let issuer = key.issuer.as_str().parse().ok();
            let Some(issuer) = issuer else { continue };
            let good_key = self.registry.keyring.signer(trust.keys(), issuer, at).await;
            let Some(good_key) = good_key else { continue };
            let digests: Vec<PaperDigest> = self.digests(key.key_id, compromised_at).await?;
            for digests in digests.chunks(MAX_DIGESTS) {
                let vouched = VouchedPapers {
                    issuer: key.issuer.clone(),
                    key_id: key.key_id,
                    compromised_at,
                    asked_at: at,
                    digests: digests.iter().copied().collect(),
                };
                signed.extend(vouch::sign(&vouched, &self.registry.origin, &good_key));
            }
        }
        Ok(signed)
    }

    async fn digests(&self, key_id: KeyId, before: Instant) -> Result<Vec<PaperDigest>, CouldNotCheck> {
        let entered = self.entered(key_id, before).await.map_err(|error| {
            tracing::error!(%error, "the papers of a compromised key cannot be read");
            CouldNotCheck::StatusUnavailable
        })?;
        let digests = entered.iter().flat_map(|(code, document)| {
            let code = link::parse(code).map(|scanned| PaperDigest::of_code(&scanned.token));
            [code, PaperDigest::of_document(document)]
        });
        Ok(digests.filter_map(Result::ok).collect())
    }

    async fn entered(&self, key_id: KeyId, before: Instant) -> Result<Vec<(String, String)>, StorageError> {
        let mut transaction = self.registry.storage.read().await?;
        published::signed_and_entered_before(&mut transaction, &key_id.to_string(), before).await
    }

    /// The key to sign with of every issuer that has a list.
    async fn keys_of_lists(
        &self,
        at: Instant,
    ) -> Result<BTreeMap<IssuerCode, Arc<IssuerSigningKey>>, CouldNotCheck> {
        let (trust, issuers) = {
            let memory = self.follower.memory();
            let issuers: BTreeSet<_> = memory.lists().into_iter().map(|(issuer, _)| issuer).collect();
            (memory.trust.clone().ok_or(CouldNotCheck::StatusUnavailable)?, issuers)
        };
        let mut keys = BTreeMap::new();
        for issuer in issuers {
            if let Some(key) = self.registry.keyring.signer(trust.list.keys(), issuer, at).await {
                keys.insert(issuer, key);
            }
        }
        Ok(keys)
    }
}
