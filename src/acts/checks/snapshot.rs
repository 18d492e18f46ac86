//! The status of all issuers' papers in one file, for who checks without a
//! network (credential/DOCUMENT.md, section 9).

use std::sync::{Arc, Mutex};

use super::Checks;
use super::memory::Memory;
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

/// The last snapshot that was handed out, with the days it was signed for.
#[derive(Default)]
pub(super) struct LastSnapshot(Mutex<Option<(u16, Arc<SignedSnapshot>)>>);

impl Checks {
    /// All status lists as of now, to be relied on for this many days.
    ///
    /// Not the lists that are served, which have a shorter limit; both have the
    /// same number and the same entries.
    pub async fn snapshot(&self, days: u16) -> Result<SignedSnapshot, CouldNotCheck> {
        self.follower.refresh().await?;
        self.sign_snapshot(&self.follower.memory(), days)
    }

    /// The same for many readers: signed once a day and once after every entry
    /// of the register, however many ask.
    pub async fn last_snapshot(&self, days: u16) -> Result<Arc<SignedSnapshot>, CouldNotCheck> {
        self.follower.refresh().await?;
        let memory = self.follower.memory();
        let number = self.edition(&memory, days).number;
        // One signs, the others wait for what was signed.
        let mut last = self.last_snapshot.0.lock().expect("nothing panics while a snapshot is signed");
        if let Some((of, signed)) = &*last
            && (*of, signed.number) == (days, number)
        {
            return Ok(Arc::clone(signed));
        }
        let signed = Arc::new(self.sign_snapshot(&memory, days)?);
        *last = Some((days, Arc::clone(&signed)));
        Ok(signed)
    }

    fn edition(&self, memory: &Memory, days: u16) -> Edition {
        Edition::of(memory, self.registry.clock.now(), i64::from(days) * 86_400)
    }

    fn sign_snapshot(&self, memory: &Memory, days: u16) -> Result<SignedSnapshot, CouldNotCheck> {
        let edition = self.edition(memory, days);
        let (mut signed, mut lists, mut without_key) = (Vec::new(), Vec::new(), Vec::new());
        for (issuer, list) in memory.lists() {
            let issuer = issuer.to_string().parse().expect("an issuer's code fits the format of the code");
            let name = ListName { issuer, kind: ListKind::Token, list };
            match self.sign_list(memory, (&name, TokenForm::Jwt), edition) {
                Ok(list) => {
                    signed.push(String::from_utf8(list.body).expect("a JWT is text"));
                    lists.push(name);
                }
                Err(NoList::OutOfReach(reason)) => return Err(reason),
                Err(NoList::NoKey | NoList::Unknown) => without_key.push(name),
            }
        }
        let Edition { number, issued_at: as_of, valid_until } = edition;
        let text = Snapshot::write(&signed);
        Ok(SignedSnapshot { text, number, as_of, valid_until, lists, without_key })
    }
}
