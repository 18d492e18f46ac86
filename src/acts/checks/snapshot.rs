//! The status of all issuers' papers in one file, for who checks without a
//! network (credential/DOCUMENT.md, section 9).

use super::Checks;
use super::statuses::{Edition, NoList, TokenForm};
use crate::credential::offline::Snapshot;
use crate::credential::status::{ListKind, ListName};
use crate::credential::verdict::CouldNotCheck;
use crate::dates::Instant;

/// A snapshot to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedSnapshot {
    /// The file.
    pub text: String,
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

impl Checks {
    /// All status lists as of now, to be relied on for this many days.
    ///
    /// Signed anew and not remembered: a list that is served has a shorter
    /// limit, and both have the same number and the same entries.
    pub async fn snapshot(&self, days: u16) -> Result<SignedSnapshot, CouldNotCheck> {
        self.follower.refresh().await?;
        let at = self.registry.clock.now();
        let memory = self.follower.memory();
        let edition = Edition::of(&memory, at, i64::from(days) * 86_400);
        let (mut signed, mut lists, mut without_key) = (Vec::new(), Vec::new(), Vec::new());
        for (issuer, list) in memory.lists() {
            let issuer = issuer.to_string().parse().expect("an issuer's code fits the format of the code");
            let name = ListName { issuer, kind: ListKind::Token, list };
            match self.sign_list(&memory, (&name, TokenForm::Jwt), edition) {
                Ok(list) => {
                    signed.push(String::from_utf8(list.body).expect("a JWT is text"));
                    lists.push(name);
                }
                Err(NoList::OutOfReach(reason)) => return Err(reason),
                Err(NoList::NoKey | NoList::Unknown) => without_key.push(name),
            }
        }
        let (as_of, valid_until) = (edition.issued_at, edition.valid_until);
        Ok(SignedSnapshot { text: Snapshot::write(&signed), as_of, valid_until, lists, without_key })
    }
}
