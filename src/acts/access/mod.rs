//! Accounts and sign-in: who is this, and what may they do.
//!
//! A session is a random token in a cookie; the database holds its hash. What
//! a person may do is read from the tables at every request, so a role taken
//! away is gone at once.

mod door;
mod enrol;
mod line;
mod noting;
mod opening;
mod password;
mod throttle;
mod token;

use std::time::Duration;

pub use enrol::{Enrolment, Seat, enrol};
pub use line::{Lines, Place};
pub use opening::{Code, Link, LinkTarget, Opener, open, opening};
pub use password::PasswordFault;
pub use token::{BrowserToken, NotAToken, SessionToken};

use super::Registry;
use super::look::Look;
use super::work::{Actor, Work};
use crate::dates::Instant;
use crate::domain::deed::Deed;
use crate::domain::door::{Caller, FORGOTTEN_AFTER};
use crate::domain::ids::AccountId;
use crate::domain::network::Network;
use crate::domain::staff::AccountKind;
use crate::domain::typed;
use crate::storage::accounts::{self, Account, Post};
use crate::storage::sessions::{self, Session};
use crate::storage::{StorageError, browsers, failures, proposals};
use door::Who;
use password::{Owner, Password};

/// A session unused for this long ends, in seconds: two hours, so that a lunch
/// or a long meeting costs nobody the form they were filling in.
pub const IDLE_SECONDS: i64 = 2 * 60 * 60;

/// A session ends after this long whatever happens, in seconds: one long day
/// of work, so that a token that leaked is worth little tomorrow.
pub const LONGEST_SECONDS: i64 = 12 * 60 * 60;

/// How exactly `seen_at` is kept, in seconds: a write per page would be waste.
const TOUCH_SECONDS: i64 = 60;

/// How long a page waits to note that its session is in use: what reads must
/// not wait for who writes.
const TOUCH_PATIENCE: Duration = Duration::from_millis(50);

/// A browser not used for this long is a stranger again, in seconds: as long as
/// browsers keep a cookie at most.
pub const BROWSER_SECONDS: i64 = 400 * 24 * 60 * 60;

/// Someone who signed in, as the tables know them now.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Whose account.
    pub account: AccountId,
    /// What the account is for.
    pub kind: AccountKind,
    /// Their name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Where they are on the staff, ordered by issuer; empty for applicants.
    pub posts: Vec<Post>,
    /// Whether somebody else gave the password: until it is changed, nothing
    /// else is open to them.
    pub must_change_password: bool,
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
    /// Where they come from; none when that cannot be told.
    pub from: Option<Network>,
    /// What their browser was given when someone signed in with it before.
    pub browser: Option<BrowserToken>,
}

/// What a browser is given when someone signs in with it.
#[derive(Clone, Copy, Debug)]
pub struct Tokens {
    /// For this session.
    pub session: SessionToken,
    /// For the next ones.
    pub browser: BrowserToken,
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
    /// Too many wait for their passwords to be looked at.
    #[error("too many sign in at this moment")]
    Crowded,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// No name was given, or one longer than 120 characters.
    #[error("a name has 1 to 120 characters")]
    Name,
    /// The name of an officer has a sign that slips cannot show.
    #[error("no paper can show {:?}, sign {}", .0.sign, .0.place)]
    Sign(typed::Undrawn),
    /// The address is not free.
    #[error("no account can be made with this address")]
    Taken,
    /// The link leads nowhere: used, lapsed, withdrawn, or never made.
    #[error("this link is used or has lapsed")]
    Over,
    /// The code does not belong to the link.
    #[error("the code is wrong")]
    Code,
    /// The new password is not accepted.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the account of an applicant.
///
/// One answer covers every address that is not free, whether an applicant has
/// it, staff have it, or somebody is invited: nobody learns here who works for
/// the state. What remains until letters prove an address: whoever tries learns
/// *that* an address is not free, and may take one that is, somebody else's
/// too. Therefore an applicant's account never becomes one of staff, and the
/// pace of sign-ups from one network address is limited.
pub async fn sign_up(registry: &Registry, new: NewAccount) -> Result<AccountId, AccessError> {
    let prepared = prepare(registry, &new).await?;
    let mut work = Work::begin(registry, Actor::Owner(prepared.id)).await?;
    let account = prepared.account(work.at());
    if proposals::is_invited(&mut work, &account.email, account.created_at).await? {
        return Err(AccessError::Taken);
    }
    accounts::insert(&mut work, &account).await.map_err(|error| match error {
        StorageError::Conflict => AccessError::Taken,
        other => other.into(),
    })?;
    work.conclude(account.id, Deed::SignUp {}).await?;
    Ok(account.id)
}

/// Lets someone in: a new session, whatever the browser had before. The
/// browser gets a new token too, so that a copy of the old one is worth nothing.
pub async fn sign_in(registry: &Registry, given: Credentials) -> Result<Tokens, AccessError> {
    // What is no address can have no account; it still takes the whole way.
    let email = email_address(&given.email).unwrap_or_else(|_| given.email.clone());
    let who = Who::SigningIn { email: &email, browser: given.browser.as_ref(), from: given.from };
    let passed = door::knock(registry, who, &given.password).await?;
    let (mut work, account) = passed.enter(registry).await?;
    let now = work.at();
    let session = SessionToken::draw(&registry.entropy);
    let browser = BrowserToken::draw(&registry.entropy);
    work.begins_session(session.mark());
    sessions::insert(&mut work, &begun(&session, account.id, now)).await?;
    if let Some(before) = given.browser {
        browsers::rename(&mut work, &before.hash(), &browser.hash()).await?;
    }
    browsers::keep(&mut work, &browser.hash(), account.id, now).await?;
    accounts::signed_in(&mut work, account.id, now).await?;
    work.conclude(account.id, Deed::SignIn {}).await?;
    Ok(Tokens { session, browser })
}

/// Ends a session; ending one that is over is no error.
pub async fn sign_out(registry: &Registry, token: &SessionToken) -> Result<(), AccessError> {
    let found = sessions::find(&mut registry.storage.read().await?, &token.hash()).await?;
    let Some((session, _)) = found else { return Ok(()) };
    let mut work = Work::begin(registry, Actor::Owner(session.account)).await?;
    if sessions::find(&mut work, &session.token_hash).await?.is_some() {
        sessions::delete(&mut work, &session.token_hash).await?;
        work.conclude(session.account, Deed::SignOut {}).await?;
    }
    Ok(())
}

/// Who holds this token, unless the session is over or the account disabled.
pub async fn recognise(registry: &Registry, token: &SessionToken) -> Result<Option<SignedIn>, StorageError> {
    let mut look = Look::at(registry).await?;
    let now = look.now();
    let Some((session, account)) = sessions::find(&mut look, &token.hash()).await? else {
        return Ok(None);
    };
    let over = session.expires_at <= now || session.seen_at.plus_seconds(IDLE_SECONDS) <= now;
    if over || account.disabled_at.is_some() {
        return Ok(None);
    }
    let posts = accounts::posts(&mut look, account.id).await?;
    look.end().await?;
    if session.seen_at.plus_seconds(TOUCH_SECONDS) <= now {
        touch(registry, &session, now).await;
    }
    Ok(Some(SignedIn {
        account: account.id,
        kind: account.kind,
        name: account.name,
        email: account.email,
        posts,
        must_change_password: account.password_given_at.is_some(),
    }))
}

/// Notes that a session is in use, if that can be done at once: a page is read
/// also while someone else writes, or when nobody can.
async fn touch(registry: &Registry, session: &Session, now: Instant) {
    let touched = async {
        let mut work = Work::begin(registry, Actor::Program).await?;
        sessions::touch(&mut work, &session.token_hash, now).await?;
        work.commit().await
    };
    match tokio::time::timeout(TOUCH_PATIENCE, touched).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "a session in use could not be noted"),
        Err(_) => tracing::debug!("a session in use was not noted: someone writes"),
    }
}

/// A password to put in place of another.
#[derive(Clone, Copy)]
pub struct PasswordChange<'f> {
    /// The one that is replaced, as typed.
    pub current: &'f str,
    /// The new one, as typed.
    pub chosen: &'f str,
    /// The browser the change is made in, which stays known.
    pub browser: Option<&'f BrowserToken>,
}

/// Replaces a password and ends every other session of the account, and what
/// other browsers knew of it: whoever had found the old password out is thrown
/// out with it.
pub async fn change_password(
    registry: &Registry,
    person: &SignedIn,
    session: &SessionToken,
    change: PasswordChange<'_>,
) -> Result<(), AccessError> {
    let who = Who::SignedIn { account: person.account, session };
    let passed = door::knock(registry, who, change.current).await?;
    let owner = Owner { email: &person.email, name: &person.name };
    let same = (change.chosen == change.current).then_some(PasswordFault::Same);
    let chosen = match same.map_or_else(|| Password::chosen(change.chosen, owner), Err) {
        Ok(chosen) => chosen,
        Err(fault) => {
            // The current one was right all the same.
            passed.enter(registry).await?.0.commit().await?;
            return Err(fault.into());
        }
    };
    let hash = chosen.hash(&registry.entropy, &passed.place).await;
    let (mut work, account) = passed.enter(registry).await?;
    accounts::set_password(&mut work, account.id, &hash).await?;
    sessions::delete_others(&mut work, account.id, &session.hash()).await?;
    let browser = change.browser.map(BrowserToken::hash);
    browsers::forget_others(&mut work, account.id, browser.as_ref()).await?;
    work.conclude(account.id, Deed::ChangePassword {}).await?;
    Ok(())
}

/// Takes away what has ended: sessions, browsers unused for a year, counts of
/// failures; and tells the audit trail of failures whose hour is over.
pub async fn sweep(registry: &Registry) -> Result<(), StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    let now = work.at();
    sessions::sweep(&mut work, now, now.plus_seconds(-IDLE_SECONDS)).await?;
    browsers::forget_unused(&mut work, now.plus_seconds(-BROWSER_SECONDS)).await?;
    failures::forget_quiet(&mut work, now.plus_seconds(-FORGOTTEN_AFTER)).await?;
    noting::settle_old(&mut work).await?;
    work.commit().await
}

/// An account from what was typed, not yet made.
pub(in crate::acts) struct Prepared {
    pub(in crate::acts) id: AccountId,
    pub(in crate::acts) email: String,
    name: String,
    password_hash: String,
}

/// Reads what was typed, and hashes the password, which takes its time.
pub(in crate::acts) async fn prepare(registry: &Registry, new: &NewAccount) -> Result<Prepared, AccessError> {
    let (email, name) = (email_address(&new.email)?, person_name(&new.name)?);
    let owner = Owner { email: &email, name: &name };
    let chosen = Password::chosen(&new.password, owner)?;
    let password_hash = chosen.hash(&registry.entropy, &registry.lines.place(Caller::Stranger)?).await;
    Ok(Prepared { id: AccountId::new(registry.entropy.uuid()), email, name, password_hash })
}

impl Prepared {
    /// The account of an applicant, made at this instant.
    pub(in crate::acts) fn account(self, created_at: Instant) -> Account {
        let Self { id, email, name, password_hash } = self;
        Account {
            id,
            kind: AccountKind::Applicant,
            email,
            name,
            password_hash,
            created_at,
            disabled_at: None,
            disabled_reason: None,
            password_given_at: None,
            last_sign_in_at: None,
        }
    }
}

/// A person's name, in NFC and with single spaces.
fn person_name(text: &str) -> Result<String, AccessError> {
    let name = typed::line(text);
    if !(1..=120).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(AccessError::Name);
    }
    Ok(name)
}

/// The address in the one spelling it is stored in.
pub(in crate::acts) fn email_address(text: &str) -> Result<String, AccessError> {
    typed::email_address(&text.to_lowercase()).ok_or(AccessError::Email)
}

fn begun(token: &SessionToken, account: AccountId, now: Instant) -> Session {
    let expires_at = now.plus_seconds(LONGEST_SECONDS);
    Session { token_hash: token.hash(), account, created_at: now, seen_at: now, expires_at }
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
}
