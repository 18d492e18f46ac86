//! The counts that one try raises, in the database, so that several servers
//! share them. How long they make someone wait is [`crate::domain::door`]'s.

use sha2::{Digest, Sha256};

use crate::dates::Instant;
use crate::domain::door::{BESIEGED_FROM, Caller, Count, FORGOTTEN_AFTER};
use crate::domain::network::Network;
use crate::storage::failures::{self, Failures};
use crate::storage::sessions::TokenHash;
use crate::storage::{StorageError, Transaction};

/// One try, and by what its failure is counted.
pub(super) struct Attempt {
    pub(super) caller: Caller,
    counted: Vec<(Count, String)>,
}

impl Attempt {
    /// A stranger's, on this e-mail address. Who comes from a network that we
    /// cannot tell is not counted by it: that would make one of all of them.
    pub(super) fn of_stranger(email: &str, from: Option<Network>) -> Self {
        let network = from.map(|network| network.to_string());
        let pair = format!("{email} {}", network.as_deref().unwrap_or("unknown"));
        Self::counted_by(Caller::Stranger, |count| match count {
            Count::Network => network.as_deref().map(str::as_bytes),
            Count::Pair => Some(pair.as_bytes()),
            _ => Some(email.as_bytes()),
        })
    }

    /// Of someone whose browser the account knows.
    pub(super) fn of_known(email: &str, browser: &TokenHash) -> Self {
        let both = [email.as_bytes(), browser.as_slice()].concat();
        Self::counted_by(Caller::Known, |_| Some(&both))
    }

    /// Of someone in a session.
    pub(super) fn of_signed_in(session: &TokenHash) -> Self {
        Self::counted_by(Caller::SignedIn, |_| Some(session))
    }

    fn counted_by<'s>(caller: Caller, subject_of: impl Fn(Count) -> Option<&'s [u8]>) -> Self {
        let counts = caller.counts().iter();
        let counted = counts.filter_map(|count| Some((*count, subject(*count, subject_of(*count)?))));
        Self { caller, counted: counted.collect() }
    }

    /// Counts the try as failed before the password is looked at; answers until
    /// when to wait instead, if one must. Commit either way: a network has to
    /// be seen at a besieged account before its minute can pass.
    pub(super) async fn begin(
        &self,
        transaction: &mut Transaction,
        now: Instant,
    ) -> Result<Option<Instant>, StorageError> {
        let (mut raised, mut besieged) = (Vec::new(), false);
        for (count, subject) in &self.counted {
            let mut known = failures::lock(transaction, subject, now).await?;
            if known.last_at.plus_seconds(FORGOTTEN_AFTER) <= now {
                known.count = 0;
            }
            besieged |= *count == Count::Account && known.count >= BESIEGED_FROM;
            let until = known.last_at.plus_seconds(count.wait(known.count, besieged));
            if until > now {
                return Ok(Some(until));
            }
            raised.push((subject, Failures { count: known.count + 1, last_at: now }));
        }
        for (subject, failures) in raised {
            failures::set(transaction, subject, failures).await?;
        }
        Ok(None)
    }

    /// The password was right.
    pub(super) async fn succeed(
        &self,
        transaction: &mut Transaction,
        now: Instant,
    ) -> Result<(), StorageError> {
        for (count, subject) in &self.counted {
            if count.ends_with_success() {
                failures::forget(transaction, subject).await?;
            } else {
                let known = failures::lock(transaction, subject, now).await?;
                let failures = Failures { count: (known.count - 1).max(0), ..known };
                failures::set(transaction, subject, failures).await?;
            }
        }
        Ok(())
    }
}

/// Hashed: people type their password into the field of the address.
fn subject(count: Count, of: &[u8]) -> String {
    let kind = match count {
        Count::Network => "network",
        Count::Account => "account",
        Count::Pair => "pair",
        Count::Browser => "browser",
        Count::Session => "session",
    };
    format!("{kind}:{}", data_encoding::HEXLOWER.encode(&Sha256::digest(of)[..16]))
}
