//! Accounts and sign-in: who is this, and what may they do.
//!
//! A session is a random token in a cookie; the database holds its hash. What
//! a person may do is read from the tables at every request, so a role taken
//! away is gone at once.

mod enrol;
mod password;
mod staff;
mod throttle;

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

pub use enrol::{Enrolment, enrol};
pub use password::PasswordFault;
pub use staff::{NewStaff, Staffing, add_staff};

use super::Registry;
use crate::dates::Instant;
use crate::domain::ids::AccountId;
use crate::domain::typed;
use crate::storage::accounts::{self, Account, Post};
use crate::storage::audit::{self, AuditRecord};
use crate::storage::sessions::{self, Session, TokenHash};
use crate::storage::{StorageError, Transaction};
use password::Password;
use throttle::Attempt;

/// A session unused for this long ends, in seconds: two hours, so that a lunch
/// or a long meeting costs nobody the form they were filling in.
pub const IDLE_SECONDS: i64 = 2 * 60 * 60;

/// A session ends after this long whatever happens, in seconds: one long day
/// of work, so that a token that leaked is worth little tomorrow.
pub const LONGEST_SECONDS: i64 = 12 * 60 * 60;

/// How exactly `seen_at` is kept, in seconds: a write per page would be waste.
const TOUCH_SECONDS: i64 = 60;

/// What a browser keeps to be recognised: 256 random bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SessionToken([u8; 32]);

/// Someone who signed in, as the tables know them now.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Whose account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Where they are on the staff, ordered by issuer; empty for applicants.
    pub posts: Vec<Post>,
}

/// A new applicant, as typed.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Password.
    pub password: String,
}

/// What someone types to sign in, and from where.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Network address of the client.
    pub from: IpAddr,
}

/// Why nobody was let in, or no account made.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// Address or password is wrong; which of them is not told.
    #[error("address or password is wrong")]
    Wrong,
    /// Too many failures; the next attempt counts from this instant.
    #[error("too many failed attempts; again after {until}")]
    Throttled {
        /// When to try again.
        until: Instant,
    },
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// No name was given, or one longer than 120 characters.
    #[error("a name has 1 to 120 characters")]
    Name,
    /// The address has an account.
    #[error("there is an account with this address")]
    Taken,
    /// The new password is not accepted.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// No issuer has this code.
    #[error("no such issuer in the register")]
    NoIssuer,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the account of an applicant.
///
/// It tells that an address is taken: without e-mail there is no other way to
/// say it. The pace of sign-ups from one address is limited for that reason.
pub async fn sign_up(registry: &Registry, new: NewAccount) -> Result<AccountId, AccessError> {
    let account = prepare(registry, &new.email, &new.name, &new.password).await?;
    let mut transaction = registry.storage.begin().await?;
    accounts::insert(&mut transaction, &account).await.map_err(|error| match error {
        StorageError::Conflict => AccessError::Taken,
        other => other.into(),
    })?;
    note(&mut transaction, account.created_at, "sign_up", account.id).await?;
    transaction.commit().await?;
    Ok(account.id)
}

/// Lets someone in: a new session, whatever the browser had before.
pub async fn sign_in(registry: &Registry, given: Credentials) -> Result<SessionToken, AccessError> {
    let now = registry.clock.now();
    // What is no address can have no account; it still takes the whole way.
    let email = email_address(&given.email).unwrap_or_else(|_| given.email.clone());
    let attempt = Attempt::new(&email, given.from);

    let mut transaction = registry.storage.begin().await?;
    attempt.begin(&mut transaction, now).await?;
    let account = accounts::find_by_email(&mut transaction, &email).await?;
    transaction.commit().await?;

    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let right = Password::typed(&given.password).matches(hash).await;
    let mut transaction = registry.storage.begin().await?;
    let Some(account) = account.filter(|account| right && account.disabled_at.is_none()) else {
        let subject = attempt.account_subject().to_owned();
        let details = json!({});
        let record =
            AuditRecord { at: now, actor: None, issuer: None, act: "sign_in_failed", subject, details };
        audit::append(&mut transaction, &record).await?;
        transaction.commit().await?;
        return Err(AccessError::Wrong);
    };
    attempt.succeed(&mut transaction, now).await?;
    let token = SessionToken(registry.entropy.bytes());
    sessions::sweep(&mut transaction, account.id, now).await?;
    sessions::insert(&mut transaction, &token.session(account.id, now)).await?;
    note(&mut transaction, now, "sign_in", account.id).await?;
    transaction.commit().await?;
    Ok(token)
}

/// Ends a session; ending one that is over is no error.
pub async fn sign_out(registry: &Registry, token: &SessionToken) -> Result<(), AccessError> {
    let mut transaction = registry.storage.begin().await?;
    if let Some((session, _)) = sessions::find(&mut transaction, &token.hash()).await? {
        sessions::delete(&mut transaction, &session.token_hash).await?;
        note(&mut transaction, registry.clock.now(), "sign_out", session.account).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Who holds this token, unless the session is over or the account disabled.
pub async fn recognise(registry: &Registry, token: &SessionToken) -> Result<Option<SignedIn>, StorageError> {
    let now = registry.clock.now();
    let mut reading = registry.storage.read().await?;
    let Some((session, account)) = sessions::find(&mut reading, &token.hash()).await? else {
        return Ok(None);
    };
    let over = session.expires_at <= now || session.seen_at.plus_seconds(IDLE_SECONDS) <= now;
    if over || account.disabled_at.is_some() {
        return Ok(None);
    }
    let posts = accounts::posts(&mut reading, account.id).await?;
    reading.end().await?;
    if session.seen_at.plus_seconds(TOUCH_SECONDS) <= now {
        let mut transaction = registry.storage.begin().await?;
        sessions::touch(&mut transaction, &session.token_hash, now).await?;
        transaction.commit().await?;
    }
    Ok(Some(SignedIn { account: account.id, name: account.name, email: account.email, posts }))
}

/// Replaces a password and ends every other session of the account: whoever
/// had found the old password out is thrown out with it.
pub async fn change_password(
    registry: &Registry,
    person: &SignedIn,
    (current, chosen): (&str, &str),
    keep: &SessionToken,
) -> Result<(), AccessError> {
    let mut reading = registry.storage.read().await?;
    let account = accounts::find(&mut reading, person.account).await?;
    reading.end().await?;
    let hash = account.map(|account| account.password_hash);
    if !Password::typed(current).matches(hash).await {
        return Err(AccessError::Wrong);
    }
    let hash = Password::chosen(chosen, &person.email)?.hash(&registry.entropy).await;
    let mut transaction = registry.storage.begin().await?;
    accounts::set_password(&mut transaction, person.account, &hash).await?;
    sessions::delete_others(&mut transaction, person.account, &keep.hash()).await?;
    note(&mut transaction, registry.clock.now(), "change_password", person.account).await?;
    transaction.commit().await?;
    Ok(())
}

/// A new account from what was typed, not yet stored.
async fn prepare(
    registry: &Registry,
    email: &str,
    name: &str,
    password: &str,
) -> Result<Account, AccessError> {
    let email = email_address(email)?;
    let name = typed::line(name);
    if !(1..=120).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(AccessError::Name);
    }
    let password_hash = Password::chosen(password, &email)?.hash(&registry.entropy).await;
    let (id, created_at) = (AccountId::new(registry.entropy.uuid()), registry.clock.now());
    Ok(Account { id, email, name, password_hash, created_at, disabled_at: None })
}

/// The address in the one spelling it is stored in. Deliberately loose: only a
/// letter that arrives proves an address.
fn email_address(text: &str) -> Result<String, AccessError> {
    let email: String = typed::email(text).to_lowercase().nfc().collect();
    let well_formed = email.split_once('@').is_some_and(|(user, host)| {
        let labels: Vec<&str> = host.split('.').collect();
        !user.is_empty()
            && user.len() <= 64
            && labels.len() > 1
            && labels.iter().all(|label| !label.is_empty())
    });
    let clean = !email.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"(),;:".contains(c));
    if well_formed && clean && email.len() <= 254 && email.matches('@').count() == 1 {
        Ok(email)
    } else {
        Err(AccessError::Email)
    }
}

/// An audit row about an account by its owner.
async fn note(
    transaction: &mut Transaction,
    at: Instant,
    act: &'static str,
    account: AccountId,
) -> Result<(), StorageError> {
    let (subject, details) = (account.to_string(), json!({}));
    let record = AuditRecord { at, actor: Some(account), issuer: None, act, subject, details };
    audit::append(transaction, &record).await
}

impl SessionToken {
    /// SHA-256: enough for a token of 256 random bits, which nobody can guess.
    fn hash(&self) -> TokenHash {
        Sha256::digest(self.0).into()
    }

    fn session(&self, account: AccountId, now: Instant) -> Session {
        let expires_at = now.plus_seconds(LONGEST_SECONDS);
        Session { token_hash: self.hash(), account, created_at: now, seen_at: now, expires_at }
    }
}

impl fmt::Display for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The text is not a session's token.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("not a session")]
pub struct NotAToken;

impl FromStr for SessionToken {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NotAToken)?;
        bytes.try_into().map(Self).map_err(|_| NotAToken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        for typed in
            [" Mai@Example.VN ", "mailto:mai@example.vn;", "<mai@example.vn>", "mai\u{200b}@example.vn"]
        {
            assert_eq!(email_address(typed).expect("an address"), "mai@example.vn", "{typed}");
        }
        for wrong in ["", "mai", "@x.vn", "mai@", "mai@vn", "a b@x.vn", "a@b@x.vn", "a@x..vn", "a<b@x.vn"] {
            assert!(email_address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_token_is_read_as_it_is_written_and_never_logged() {
        let token = SessionToken([9; 32]);
        assert_eq!(token.to_string().parse::<SessionToken>().expect("a token"), token);
        assert!("AAAA".parse::<SessionToken>().is_err());
        assert_eq!(format!("{token:?}"), "SessionToken(…)");
    }
}
