//! Slows the guessing of passwords down, by account and by address.
//!
//! The counters are in the database, so that several servers share them.

use std::net::IpAddr;

use sha2::{Digest, Sha256};

use super::AccessError;
use crate::dates::Instant;
use crate::storage::accounts::{self, Failures};
use crate::storage::{StorageError, Transaction};

/// Failures on one account that cost nothing: people mistype.
const FREE_OF_ACCOUNT: i64 = 5;

/// Failures from one address that cost nothing: an office shares an address.
const FREE_OF_ADDRESS: i64 = 30;

/// The first wait, in seconds; each further failure doubles it.
const FIRST_WAIT: i64 = 30;

/// The longest wait, in seconds. Not longer: who guesses on purpose must not
/// be able to keep the owner out for a day.
const LONGEST_WAIT: i64 = 15 * 60;

/// After a day without a failure the count begins anew, in seconds.
const FORGOTTEN_AFTER: i64 = 24 * 60 * 60;

/// The two subjects of one attempt to sign in.
pub(super) struct Attempt {
    account: String,
    address: String,
}

impl Attempt {
    /// The attempt on this e-mail address, from this network address.
    pub(super) fn new(email: &str, from: IpAddr) -> Self {
        Self { account: subject("account", email), address: subject("address", &network(from)) }
    }

    /// The account's subject, for the audit trail.
    pub(super) fn account_subject(&self) -> &str {
        &self.account
    }

    /// Counts the attempt as failed before the password is looked at: of a
    /// thousand guesses sent at once, all but the free ones are refused.
    pub(super) async fn begin(&self, transaction: &mut Transaction, now: Instant) -> Result<(), AccessError> {
        // Always in this order, so that two attempts never wait for each other.
        for (subject, free) in [(&self.account, FREE_OF_ACCOUNT), (&self.address, FREE_OF_ADDRESS)] {
            let failures = accounts::lock_failures(transaction, subject, now).await?;
            let failures = if failures.last_at.plus_seconds(FORGOTTEN_AFTER) <= now {
                Failures { count: 0, last_at: now }
            } else {
                failures
            };
            let until = failures.last_at.plus_seconds(wait(failures.count, free));
            if until > now {
                return Err(AccessError::Throttled { until });
            }
            let failures = Failures { count: failures.count + 1, last_at: now };
            accounts::set_failures(transaction, subject, failures).await?;
        }
        Ok(())
    }

    /// The password was right: the account starts anew. The address takes only
    /// this attempt back; an attacker with one account of their own must not
    /// be able to wipe the address clean by signing in to it.
    pub(super) async fn succeed(
        &self,
        transaction: &mut Transaction,
        now: Instant,
    ) -> Result<(), StorageError> {
        accounts::forget_failures(transaction, &self.account).await?;
        let failures = accounts::lock_failures(transaction, &self.address, now).await?;
        let failures = Failures { count: (failures.count - 1).max(0), ..failures };
        accounts::set_failures(transaction, &self.address, failures).await
    }
}

/// Seconds to wait after this many failures.
fn wait(count: i64, free: i64) -> i64 {
    if count < free {
        return 0;
    }
    let doublings = u32::try_from(count - free).unwrap_or(u32::MAX).min(10);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

/// Hashed: people type their password into the field of the address.
fn subject(kind: &str, value: &str) -> String {
    let hash = Sha256::digest(value.as_bytes());
    format!("{kind}:{}", data_encoding::HEXLOWER.encode(&hash[..16]))
}

/// One customer of IPv6 has a whole /64 to choose from.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => data_encoding::HEXLOWER.encode(&address.octets()[..8]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_has_an_end() {
        assert_eq!(wait(4, 5), 0);
        assert_eq!([wait(5, 5), wait(6, 5), wait(7, 5)], [30, 60, 120]);
        assert_eq!(wait(i64::MAX, 5), LONGEST_WAIT);
    }

    #[test]
    fn one_customer_of_ipv6_is_one_address() {
        let address = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(address("2001:db8:1:2::1"), address("2001:db8:1:2:ffff::9"));
        assert_ne!(address("2001:db8:1:2::1"), address("2001:db8:1:3::1"));
        assert_eq!(address("::ffff:10.0.0.1"), address("10.0.0.1"));
    }
}
