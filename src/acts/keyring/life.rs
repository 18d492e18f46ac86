//! A key's life as acts: made, handed over, retired, compromised. One act is
//! one transaction with its entries in the register; every server follows.

use std::sync::Arc;

use tokio::task::spawn_blocking;

use super::{Keyring, KeyringError, files};
use crate::acts::look::Look;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry};
use crate::credential::text;
use crate::credential::{IssuerSigningKey, KeyId, TrustedKey};
use crate::dates::Instant;
use crate::domain::deed::{CompromiseNote, Deed, RotationNote};
use crate::domain::entry::{DistrustedIssue, Event};
use crate::domain::issuer::IssuerCode;
use crate::domain::keys::{self, KeyRefusal};
use crate::entropy::Entropy;
use crate::storage::heads::Series;
use crate::storage::{ReadTransaction, StorageError, issuers};

/// A key stops signing so many seconds after the act that ends it, and the new
/// one begins at that instant: longer than any server may be behind the
/// register, so that none signs with a key that is over.
pub const HANDOVER_SECONDS: i64 = 5;

/// A key that took over.
#[derive(Clone, Debug)]
pub struct Rotation {
    /// The new key.
    pub key: TrustedKey,
    /// The keys that sign no more when it begins.
    pub retired: Vec<KeyId>,
}

/// A key that others have.
#[derive(Clone, Debug)]
pub struct Compromise {
    /// The key.
    pub key: TrustedKey,
    /// What it signed since: not valid.
    pub distrusted: Vec<DistrustedIssue>,
    /// Whether the issuer has another key that signs.
    pub another_signs: bool,
}

/// Makes a key for an issuer: the private half where the keyring keeps such,
/// the public half into the register. It signs from an instant to come, or
/// from now on.
pub async fn generate(
    registry: &Registry,
    issuer: IssuerCode,
    from: Option<Instant>,
) -> Result<TrustedKey, KeyringError> {
    let now = Look::at(registry).await?.now();
    from.map_or(Ok(()), |from| keys::begins(from, now))?;
    let made = registry.keyring.make(issuer, &registry.entropy).await?;
    let mut work = begin(registry).await?;
    let at = work.at();
    let key = TrustedKey::new(signed_code(issuer), made.public_key(), from.unwrap_or(at).max(at));
    issuers::add_key(&mut work, &key).await?;
    work.enter(issuer, added(&key)).await?;
    conclude(work, issuer, key.key_id, Deed::AddKey { from: key.valid_from }).await?;
    registry.keyring.keep(made);
    Ok(key)
}

/// Makes a key that takes over from all that sign for the issuer, at an
/// instant to come or as soon as every server knows of it.
pub async fn rotate(
    registry: &Registry,
    issuer: IssuerCode,
    from: Option<Instant>,
) -> Result<Rotation, KeyringError> {
    let mut look = Look::at(registry).await?;
    let now = look.now();
    from.map_or(Ok(()), |from| keys::begins(from, now))?;
    // Refused before anything is made where nobody would know of it.
    let soonest = now.plus_seconds(HANDOVER_SECONDS);
    let known = issuers::keys(&mut look).await?;
    look.end().await?;
    keys::handed_over(&known, &signed_code(issuer), (now, from.unwrap_or(soonest)))?;
    let made = registry.keyring.make(issuer, &registry.entropy).await?;
    let done = hand_over(registry, issuer, &made, from).await;
    match &done {
        Ok(_) => registry.keyring.keep(made),
        // Certain not to be in the register; after any other failure it may be.
        Err(KeyringError::Refused(_) | KeyringError::TooSlow) => registry.keyring.discard(&made),
        Err(_) => {}
    }
    done
}

async fn hand_over(
    registry: &Registry,
    issuer: IssuerCode,
    made: &IssuerSigningKey,
    from: Option<Instant>,
) -> Result<Rotation, KeyringError> {
    let mut work = begin(registry).await?;
    let trusted = issuers::keys(&mut work).await?;
    let at = work.at();
    let soonest = at.plus_seconds(HANDOVER_SECONDS);
    let from = from.map_or(soonest, |from| from.max(soonest));
    let over = keys::handed_over(&trusted, made.issuer(), (at, from))?;
    let key = TrustedKey::new(made.issuer().clone(), made.public_key(), from);
    issuers::add_key(&mut work, &key).await?;
    let mut events = vec![added(&key)];
    for key in &over {
        issuers::update_key(&mut work, key).await?;
        events.push(Event::KeyRetired { key_id: key.key_id.to_string(), retired_at: from });
    }
    let retired: Vec<KeyId> = over.iter().map(|key| key.key_id).collect();
    if work.is_overtaken_by(from) {
        return Err(KeyringError::TooSlow);
    }
    for event in events {
        work.enter(issuer, event).await?;
    }
    let deed = Deed::RotateKey(RotationNote { from, retired: retired.clone() });
    conclude(work, issuer, key.key_id, deed).await?;
    Ok(Rotation { key, retired })
}

/// Retires a key as soon as every server knows of it; what it signed stays
/// good. The issuer's last one only when it `may_be_last`.
pub async fn retire(
    registry: &Registry,
    key_id: KeyId,
    may_be_last: bool,
) -> Result<TrustedKey, KeyringError> {
    let mut work = begin(registry).await?;
    let trusted = issuers::keys(&mut work).await?;
    let at = work.at();
    let key = keys::retired(&trusted, key_id, at.plus_seconds(HANDOVER_SECONDS), may_be_last)?;
    issuers::update_key(&mut work, &key).await?;
    let (issuer, retired_at) = (issuer_of(&key)?, key.retired_at.unwrap_or(at));
    work.enter(issuer, Event::KeyRetired { key_id: key_id.to_string(), retired_at }).await?;
    conclude(work, issuer, key_id, Deed::RetireKey { at: retired_at }).await?;
    Ok(key)
}

/// What would not be valid any more if others have had this key since.
pub async fn distrusted_by(
    registry: &Registry,
    key_id: KeyId,
    since: Instant,
) -> Result<Compromise, KeyringError> {
    let mut look = Look::at(registry).await?;
    let now = look.now();
    find_distrusted(&mut look, key_id, since, now).await
}

/// Records that others have had this key since an instant, for a reason that
/// the audit trail keeps. It signs no more from this moment; what it signed
/// that was entered since is not valid.
pub async fn compromise(
    registry: &Registry,
    key_id: KeyId,
    since: Instant,
    reason: &str,
) -> Result<Compromise, KeyringError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(KeyRefusal::NoReason.into());
    }
    let mut work = begin(registry).await?;
    let at = work.at();
    let found = find_distrusted(&mut work, key_id, since, at).await?;
    issuers::update_key(&mut work, &found.key).await?;
    let (issuer, distrusted) = (issuer_of(&found.key)?, found.distrusted.clone());
    work.enter(issuer, Event::KeyCompromised { key_id: key_id.to_string(), since, distrusted }).await?;
    let reason = reason.to_owned();
    let deed = Deed::CompromiseKey(CompromiseNote { since, reason, distrusted: found.distrusted.len() });
    conclude(work, issuer, key_id, deed).await?;
    Ok(found)
}

async fn find_distrusted(
    transaction: &mut ReadTransaction,
    key_id: KeyId,
    since: Instant,
    now: Instant,
) -> Result<Compromise, KeyringError> {
    let trusted = issuers::keys(transaction).await?;
    let key = keys::compromised(&trusted, key_id, since, now)?;
    let distrusted = issuers::issued_since(transaction, key_id, since).await?;
    let another_signs = keys::another_signs(&trusted, &key, now);
    Ok(Compromise { key, distrusted, another_signs })
}

impl Keyring {
    /// Makes a key where new ones are kept. It is durable there before the
    /// register names it: a private half too many can be removed, one too few
    /// is lost.
    async fn make(
        &self,
        issuer: IssuerCode,
        entropy: &Entropy,
    ) -> Result<Arc<IssuerSigningKey>, KeyringError> {
        let (ring, entropy) = (Arc::clone(&self.0), entropy.clone());
        let made = spawn_blocking(move || {
            let (places, issuer) = (&ring.places, signed_code(issuer));
            if let Some(module) = &places.module {
                return Ok(module.generate(&issuer)?);
            }
            let folder = places.folder.as_ref().ok_or(KeyringError::NoPlace)?;
            let key = IssuerSigningKey::from_seed(issuer, &entropy.bytes());
            let path = files::path(folder, key.issuer().as_str(), key.key_id());
            let sealed = places.passphrase.as_ref().map(|passphrase| (passphrase, entropy.bytes()));
            files::write(&path, &key, sealed)?;
            Ok::<_, KeyringError>(key)
        });
        made.await.map_or(Err(KeyringError::NoPlace), |made| made.map(Arc::new))
    }

    /// Takes back a key that was just made and that no register names.
    fn discard(&self, made: &IssuerSigningKey) {
        let places = &self.0.places;
        let taken_back = match (&places.module, &places.folder) {
            (Some(module), _) => module.destroy(made).map_err(|error| error.to_string()),
            (None, Some(folder)) => {
                let path = files::path(folder, made.issuer().as_str(), made.key_id());
                std::fs::remove_file(path).map_err(|error| error.to_string())
            }
            (None, None) => Ok(()),
        };
        if let Err(error) = taken_back {
            tracing::warn!(key = %made.key_id(), error, "a key that was made in vain is still there");
        }
    }
}

/// In turn with approvals: whatever is being signed is entered before a key
/// changes, or sees the change.
async fn begin(registry: &Registry) -> Result<Work<'_>, StorageError> {
    let mut work = Work::begin(registry, Actor::CommandLine).await?;
    work.alone(Series::Approvals).await?;
    Ok(work)
}

async fn conclude(
    mut work: Work<'_>,
    issuer: IssuerCode,
    key: KeyId,
    deed: Deed,
) -> Result<(), StorageError> {
    work.at_issuer(issuer);
    work.conclude(key, deed).await
}

fn added(key: &TrustedKey) -> Event {
    Event::KeyAdded {
        key_id: key.key_id.to_string(),
        public_key: key.public_key.to_string(),
        valid_from: key.valid_from,
    }
}

fn issuer_of(key: &TrustedKey) -> Result<IssuerCode, ActError> {
    key.issuer.as_str().parse().map_err(|_| {
        let reason = "no issuer has this code".to_owned();
        let row = key.key_id.to_string();
        StorageError::Corrupt { table: "issuer_keys", column: "issuer", row, reason }.into()
    })
}

fn signed_code(issuer: IssuerCode) -> text::IssuerCode {
    issuer.to_string().parse().expect("an issuer's code fits the format of the code")
}
