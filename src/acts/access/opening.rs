//! What the person concerned does themselves: opening an account of staff they
//! are invited to, and choosing a new password after a reset.
//!
//! It takes a link, which the administrator who proposed was shown, and a code,
//! which the one who confirmed was shown. Either alone is worth nothing, so that
//! no administrator opens an account in somebody else's name.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use sha2::{Digest, Sha256};

use super::{AccessError, NewAccount, NotAToken, prepare};
use crate::acts::Registry;
use crate::acts::look::Look;
use crate::acts::work::{Actor, Work};
use crate::dates::Instant;
use crate::domain::deed::{Deed, OpeningNote};
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{AccountKind, Change};
use crate::domain::typed;
use crate::entropy::Entropy;
use crate::storage::accounts::{self, Account};
use crate::storage::heads::Series;
use crate::storage::proposals::{self, Opening, SecretHash};
use crate::storage::{StorageError, Transaction, browsers, sessions};

/// The secret in a link: 256 random bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Link([u8; 32]);

/// What is typed beside it: 56 random bits, in twelve letters and digits
/// without 0 and 1. With the link in hand, the pace of sign-ins allows some
/// hundred thousand of its 10^16 values before both lapse.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; 7]);

/// What a link opens.
#[derive(Clone, Debug)]
pub struct LinkTarget {
    /// Whose account it is; none where it is still to be made.
    pub account: Option<AccountId>,
    /// The address of the account.
    pub email: String,
    /// The name of its owner; none for an account still to be made.
    pub name: Option<String>,
    /// The issuer that asks.
    pub issuer: IssuerCode,
    /// When the link lapses.
    pub until: Instant,
}

/// What the person enters.
#[derive(Clone, Debug)]
pub struct Opener {
    /// The code.
    pub code: String,
    /// Their name; not read for an account there is.
    pub name: String,
    /// The password they choose.
    pub password: String,
}

/// What this link opens now, if anything.
pub async fn opening(registry: &Registry, link: &Link) -> Result<Option<LinkTarget>, StorageError> {
    let mut look = Look::at(registry).await?;
    let now = look.now();
    let Some(opening) = proposals::opened_by(&mut look, &link.hash(), now).await? else {
        return Ok(None);
    };
    let (issuer, until) = (opening.proposal.issuer, opening.proposal.ends_at);
    Ok(match &opening.proposal.change {
        Change::Invite { email, .. } => {
            Some(LinkTarget { account: None, email: email.clone(), name: None, issuer, until })
        }
        change => match change.account() {
            Some(id) => accounts::find(&mut look, id).await?.map(|account| LinkTarget {
                account: Some(id),
                email: account.email,
                name: Some(account.name),
                issuer,
                until,
            }),
            None => None,
        },
    })
}

/// Opens the account, or sets its new password; once.
pub async fn open(registry: &Registry, link: &Link, entered: Opener) -> Result<(), AccessError> {
    let before = opening(registry, link).await?.ok_or(AccessError::Over)?;
    let name = before.name.clone().unwrap_or(entered.name);
    // It stands on the slips of whoever receives dossiers.
    if let Some(found) = typed::undrawn(&typed::line(&name)).filter(|_| before.name.is_none()) {
        return Err(AccessError::Sign(found));
    }
    let new = NewAccount { email: before.email, name, password: entered.password };
    // Hashing takes its time, so it comes before the transaction.
    let prepared = prepare(registry, &new).await?;
    let mut work = Work::begin(registry, Actor::Owner(before.account.unwrap_or(prepared.id))).await?;
    work.alone(Series::Staffing).await?;
    let now = work.at();
    let account = prepared.account(now);
    let opening = proposals::opened_by(&mut work, &link.hash(), now).await?;
    let opening = opening.ok_or(AccessError::Over)?;
    let code: Code = entered.code.parse().map_err(|_| AccessError::Code)?;
    if code.hash(&link.hash()) != opening.opening_hash {
        return Err(AccessError::Code);
    }
    let roles = opening.proposal.change.roles().into_iter().collect();
    let noted = OpeningNote { proposal: opening.proposal.id, roles };
    let (id, deed) = match opening.proposal.change.account() {
        Some(id) => (reset(&mut work, id, &account).await?, Deed::ResetPassword(noted)),
        None => (join(&mut work, &opening, account).await?, Deed::AcceptInvitation(noted)),
    };
    proposals::complete(&mut work, opening.proposal.id, now).await?;
    work.at_issuer(opening.proposal.issuer);
    work.conclude(id, deed).await?;
    Ok(())
}

/// The new account of staff, with its roles.
async fn join(
    transaction: &mut Transaction,
    opening: &Opening,
    account: Account,
) -> Result<AccountId, AccessError> {
    let proposal = &opening.proposal;
    let account = Account { kind: AccountKind::Staff(proposal.about.clone()), ..account };
    accounts::insert(transaction, &account).await.map_err(|error| match error {
        // Since the invitation somebody made an account of this address or person.
        StorageError::Conflict => AccessError::Over,
        other => other.into(),
    })?;
    for role in proposal.change.roles() {
        accounts::grant(transaction, account.id, proposal.issuer, role, account.created_at).await?;
    }
    Ok(account.id)
}

/// The new password; whoever is signed in is thrown out.
async fn reset(
    transaction: &mut Transaction,
    id: AccountId,
    new: &Account,
) -> Result<AccountId, AccessError> {
    accounts::set_password(transaction, id, &new.password_hash).await?;
    sessions::delete_all(transaction, id).await?;
    browsers::forget_others(transaction, id, None).await?;
    Ok(id)
}

impl Link {
    /// A new one.
    pub(in crate::acts) fn draw(entropy: &Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// What is kept of it.
    pub(in crate::acts) fn hash(&self) -> SecretHash {
        Sha256::digest(self.0).into()
    }
}

impl Code {
    /// A new one.
    pub(in crate::acts) fn draw(entropy: &Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// What is kept of it, together with the link it belongs to: who confirms
    /// knows only the link's hash.
    pub(in crate::acts) fn hash(self, link: &SecretHash) -> SecretHash {
        Sha256::new().chain_update(link).chain_update(self.0).finalize().into()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = BASE32_NOPAD.encode(&self.0);
        let (first, rest) = text.split_at(4);
        let (second, third) = rest.split_at(4);
        write!(f, "{first}-{second}-{third}")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

impl FromStr for Code {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let typed: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let bytes = BASE32_NOPAD.decode(typed.to_ascii_uppercase().as_bytes()).map_err(|_| NotAToken)?;
        bytes.try_into().map(Self).map_err(|_| NotAToken)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(…)")
    }
}

impl FromStr for Link {
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
    fn a_code_is_read_however_it_is_typed_and_belongs_to_one_link() {
        let entropy = Entropy::seeded(1);
        let (link, other, code) = (Link::draw(&entropy), Link::draw(&entropy), Code::draw(&entropy));
        let shown = code.to_string();
        assert_eq!(shown.len(), 14);
        let typed: Code = format!(" {} ", shown.to_lowercase().replace('-', " ")).parse().expect("a code");
        assert!(typed == code);
        assert_ne!(code.hash(&link.hash()), code.hash(&other.hash()));
        assert!(["", "ABCD-EFGH", "0000-0000-0000"].iter().all(|text| text.parse::<Code>().is_err()));
    }
}
