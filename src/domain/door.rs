//! How long someone who types passwords has to wait.
//!
//! Every password goes through one door, and this is its policy. The attacks
//! it is made against:
//!
//! - *One account guessed from one place.* A network's failures on an account
//!   make that network wait, longer each time ([`Count::Pair`]).
//! - *One common password tried on many accounts.* A network's failures on all
//!   accounts together make it wait ([`Count::Network`]).
//! - *One account guessed from everywhere.* When strangers have failed often on
//!   an account, each network waits a minute before every try, the first one
//!   too ([`Count::Account`]). A thousand networks then try a thousand
//!   passwords a minute at first, and four an hour each after a few.
//! - *Keeping someone out by failing in their name.* What strangers did is never
//!   counted against a browser that the account was signed in with before. Nor
//!   does it shut the account for good to a new browser: who comes from a
//!   network of their own waits that one minute, whatever others go on doing.
//! - *The current password guessed in a stolen session.* Its failures make that
//!   session wait ([`Count::Session`]), and no other: whoever stole it cannot
//!   keep the owner from signing in and changing the password.
//! - *A stolen browser token* is no more than the first case again
//!   ([`Count::Browser`]): it opens nothing without the password, and is worth
//!   nothing once its owner has signed in again.
//!
//! A try counts as failed before its password is looked at, so that of a
//! thousand sent at once all but the free ones wait.

/// By what failures are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// One network, on all accounts.
    Network,
    /// Strangers from everywhere, on one account.
    Account,
    /// Strangers from one network, on one account.
    Pair,
    /// One browser that the account was signed in with before.
    Browser,
    /// One session, in which the current password is asked for.
    Session,
}

/// Who types a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Someone in a browser new to the account.
    Stranger,
    /// Someone in a browser that the account was signed in with before.
    Known,
    /// Someone who is signed in.
    SignedIn,
}

/// After a day without a failure a count begins anew, in seconds.
pub const FORGOTTEN_AFTER: i64 = 24 * 60 * 60;

/// So many failures of strangers, and an account counts as besieged.
pub const BESIEGED_FROM: i64 = 20;

/// What each network waits for before it tries a besieged account, in seconds.
pub const SIEGE_WAIT: i64 = 60;

/// The first wait, in seconds; each further failure doubles it.
const FIRST_WAIT: i64 = 30;

/// The longest wait, in seconds. Not longer: people mistype too, and wait for
/// themselves alone.
const LONGEST_WAIT: i64 = 15 * 60;

impl Caller {
    /// What a failure is counted by, in the order in which the counts are
    /// locked; the network first, so that one that waits raises nothing else.
    pub fn counts(self) -> &'static [Count] {
        match self {
            Self::Stranger => &[Count::Network, Count::Account, Count::Pair],
            Self::Known => &[Count::Browser],
            Self::SignedIn => &[Count::Session],
        }
    }
}

impl Count {
    /// Failures that cost nothing; none when the count alone keeps nobody
    /// waiting.
    fn free(self) -> Option<i64> {
        match self {
            // An office shares an address.
            Self::Network => Some(30),
            Self::Account => None,
            // People mistype.
            Self::Pair | Self::Browser | Self::Session => Some(5),
        }
    }

    /// Seconds to wait from the last failure, or from when the network was
    /// first seen at a besieged account.
    pub fn wait(self, failures: i64, besieged: bool) -> i64 {
        let siege = if besieged && self == Self::Pair { SIEGE_WAIT } else { 0 };
        match self.free() {
            Some(free) if failures >= free => {
                let doublings = u32::try_from(failures - free).unwrap_or(u32::MAX).min(10);
                (FIRST_WAIT << doublings).min(LONGEST_WAIT).max(siege)
            }
            _ => siege,
        }
    }

    /// Whether a right password ends the count, rather than taking back its own
    /// try alone. A network and an account's strangers are many: whoever signs
    /// in to an account of their own must not wipe away what they did to others.
    pub fn ends_with_success(self) -> bool {
        !matches!(self, Self::Network | Self::Account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_mistakes_cost_nothing_and_then_the_wait_grows_to_its_end() {
        for count in [Count::Pair, Count::Browser, Count::Session] {
            assert_eq!(count.wait(4, false), 0);
            assert_eq!([5, 6, 7].map(|failures| count.wait(failures, false)), [30, 60, 120]);
            assert_eq!(count.wait(i64::MAX, false), LONGEST_WAIT);
        }
        assert_eq!([29, 30].map(|failures| Count::Network.wait(failures, false)), [0, 30]);
    }

    #[test]
    fn nothing_that_strangers_do_is_counted_against_who_is_known() {
        for known in [Caller::Known, Caller::SignedIn] {
            assert!(known.counts().iter().all(|count| !Caller::Stranger.counts().contains(count)));
        }
    }

    #[test]
    fn a_besieged_account_slows_each_network_and_shuts_out_none() {
        assert_eq!(Count::Account.wait(i64::MAX, true), 0, "what others did is no wait of one's own");
        assert_eq!(Count::Pair.wait(0, true), SIEGE_WAIT, "the first try waits too");
        assert_eq!(Count::Pair.wait(5, true), SIEGE_WAIT);
        assert_eq!(Count::Pair.wait(20, true), LONGEST_WAIT);
        assert_eq!(Count::Network.wait(0, true), 0, "other accounts are as they were");
    }

    #[test]
    fn the_siege_is_known_before_the_pair_is_asked() {
        let counts = Caller::Stranger.counts();
        let place = |wanted| counts.iter().position(|count| *count == wanted);
        assert!(place(Count::Account) < place(Count::Pair));
    }
}
