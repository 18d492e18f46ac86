//! The one door for passwords: signing in, and the current password wherever
//! it is asked for again. Whoever knocks is counted before the password is
//! looked at, waits in a line that has an end, and comes in only if the
//! password is still the one that was compared.

use super::line::Place;
use super::password::Password;
use super::throttle::Attempt;
use super::{AccessError, BrowserToken, SessionToken, noting};
use crate::acts::Registry;
use crate::acts::work::{Actor, Work};
use crate::domain::ids::AccountId;
use crate::domain::network::Network;
use crate::storage::accounts::{self, Account};
use crate::storage::{StorageError, browsers};

/// Who types a password to prove who they are.
pub(super) enum Who<'k> {
    /// Someone at the sign-in page.
    SigningIn {
        /// The address typed.
        email: &'k str,
        /// What the browser was given when someone signed in with it before.
        browser: Option<&'k BrowserToken>,
        /// Where they come from; none when that cannot be told.
        from: Option<Network>,
    },
    /// Someone in a session.
    SignedIn {
        /// Whose session.
        account: AccountId,
        /// Its token.
        session: &'k SessionToken,
    },
}

/// Someone whose password was right when it was compared.
#[must_use]
pub(super) struct Passage {
    account: AccountId,
    compared: String,
    attempt: Attempt,
    /// For hashing another password, if that is what they came for.
    pub(super) place: Place,
}

/// Compares a password; a wrong one is counted, and the audit trail told.
pub(super) async fn knock(registry: &Registry, who: Who<'_>, password: &str) -> Result<Passage, AccessError> {
    let (account, attempt) = recognised(registry, &who).await?;
    let place = registry.lines.place(attempt.caller)?;
    let mut work = Work::begin(registry, Actor::Program).await?;
    let now = work.at();
    let until = attempt.begin(&mut work, now).await?;
    work.commit().await?;
    if let Some(until) = until {
        return Err(AccessError::Throttled { until });
    }
    let compared = account.as_ref().map(|account| account.password_hash.clone());
    let right = Password::typed(password).matches(compared, &place).await;
    match account {
        Some(Account { id, password_hash: compared, disabled_at: None, .. }) if right => {
            Ok(Passage { account: id, compared, attempt, place })
        }
        Some(account) => Err(refused(registry, account.id).await?),
        None => Err(AccessError::Wrong),
    }
}

impl Passage {
    /// Lets them in: an act in which the account is held, for what they came
    /// for. A password that was changed since it was compared opens
    /// nothing any more.
    pub(super) async fn enter(self, registry: &Registry) -> Result<(Work<'_>, Account), AccessError> {
        let mut work = Work::begin(registry, Actor::Owner(self.account)).await?;
        accounts::hold(&mut work, self.account).await?;
        let account = accounts::find(&mut work, self.account).await?;
        let account = account
            .filter(|account| account.password_hash == self.compared && account.disabled_at.is_none())
            .ok_or(AccessError::Wrong)?;
        let now = work.at();
        self.attempt.succeed(&mut work, now).await?;
        noting::settle(&mut work, account.id).await?;
        Ok((work, account))
    }
}

/// The account that is knocked for, if there is one, and how the try is
/// counted.
async fn recognised(registry: &Registry, who: &Who<'_>) -> Result<(Option<Account>, Attempt), StorageError> {
    let mut reading = registry.storage.read().await?;
    let found = match *who {
        Who::SigningIn { email, browser, from } => {
            let account = accounts::find_by_email(&mut reading, email).await?;
            let known = match (&account, browser.map(BrowserToken::hash)) {
                (Some(account), Some(browser)) => {
                    browsers::is_known(&mut reading, &browser, account.id).await?.then_some(browser)
                }
                _ => None,
            };
            let attempt = match known {
                Some(browser) => Attempt::of_known(email, &browser),
                None => Attempt::of_stranger(email, from),
            };
            (account, attempt)
        }
        Who::SignedIn { account, session } => {
            (accounts::find(&mut reading, account).await?, Attempt::of_signed_in(&session.hash()))
        }
    };
    reading.end().await?;
    Ok(found)
}

async fn refused(registry: &Registry, account: AccountId) -> Result<AccessError, StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    let from = work.provenance().address.clone();
    noting::count(&mut work, account, from).await?;
    work.commit().await?;
    Ok(AccessError::Wrong)
}
