//! Comparing the tables with what cannot be changed in silence: the register's
//! entries, the audit trail, and what the issuers signed.
//!
//! Both chains are walked; then everything that is derived from them, or was
//! written beside them in the same act, is held against them. Nothing is
//! changed, and nothing is held in memory but a window: a register of any
//! size can be inspected while it works.

mod conclusions;
mod corrections;
mod files;
mod finding;
mod keys;
mod measures;
mod numbers;
mod papers;
mod profiles;
mod regimes;
mod roles;

use std::path::Path;

use crate::domain::checkpoint::{self, AuditHead, Checkpoint};
use crate::domain::merkle::Tree;
use crate::storage::chain::{self, Chain, ChainState};
use crate::storage::{Storage, StorageError};

pub use finding::{Fault, Finding, Part, Witness};

/// What is inspected, and what it is compared with beside itself.
pub struct Inspection<'a> {
    /// The database.
    pub storage: &'a Storage,
    /// The folder of the stored files; none to leave them out.
    pub files: Option<&'a Path>,
    /// A checkpoint that was kept elsewhere.
    pub against: Option<&'a Checkpoint>,
}

/// What an inspection tells while it goes on.
#[derive(Debug)]
pub enum InspectionEvent {
    /// Something is wrong.
    Found(Finding),
    /// So many rows of a part were looked at.
    Passed(Part, i64),
    /// A part was looked at from end to end.
    Done(Part, i64),
}

/// Who listens to an inspection.
pub type Listener<'l> = &'l mut (dyn FnMut(InspectionEvent) + Send);

/// What the chains are, when both are whole.
#[derive(Clone, Debug)]
pub struct Heads {
    tree: Tree,
    audit: AuditHead,
}

/// The chains as they are walked, and whether they agree with a checkpoint.
struct Walk<'a> {
    storage: &'a Storage,
    against: Option<&'a Checkpoint>,
    tree: Tree,
    /// The root when the tree had the checkpoint's size.
    root_then: Option<[u8; 32]>,
    /// The audit trail's hash at the checkpoint's place.
    hash_then: Option<Vec<u8>>,
}

impl Heads {
    /// The checkpoint of the log of this host.
    pub fn checkpoint(&self, host: &str) -> Checkpoint {
        let audit = Some(self.audit.clone());
        Checkpoint { origin: checkpoint::origin(host), size: self.tree.size(), root: self.tree.root(), audit }
    }
}

/// Walks both chains; their heads when both are whole.
pub async fn heads(storage: &Storage, tell: Listener<'_>) -> Result<Option<Heads>, StorageError> {
    Walk::new(storage, None).chains(tell).await
}

/// Compares everything. What is wrong is told as it is found.
pub async fn inspect(inspected: &Inspection<'_>, tell: Listener<'_>) -> Result<(), StorageError> {
    let Inspection { storage, files, against } = *inspected;
    Walk::new(storage, against).chains(tell).await?;
    keys::inspect(storage, tell).await?;
    papers::inspect(storage, tell).await?;
    measures::inspect(storage, tell).await?;
    corrections::inspect(storage, tell).await?;
    conclusions::inspect(storage, tell).await?;
    roles::inspect(storage, tell).await?;
    profiles::inspect(storage, tell).await?;
    regimes::inspect(storage, tell).await?;
    numbers::inspect(storage, tell).await?;
    match files {
        Some(folder) => files::inspect(storage, folder, tell).await,
        None => Ok(()),
    }
}

impl<'a> Walk<'a> {
    fn new(storage: &'a Storage, against: Option<&'a Checkpoint>) -> Self {
        let tree = Tree::default();
        let root_then = against.filter(|checkpoint| checkpoint.size == 0).map(|_| tree.root());
        let audit = against.and_then(|checkpoint| checkpoint.audit.as_ref());
        let hash_then = audit.filter(|head| head.size == 0).map(|_| Vec::new());
        Self { storage, against, tree, root_then, hash_then }
    }

    async fn chains(mut self, tell: Listener<'_>) -> Result<Option<Heads>, StorageError> {
        let audit = self.audit(tell).await?;
        let entries = self.entries(tell).await?;
        if let Some(checkpoint) = self.against {
            self.compare(checkpoint, (audit.as_ref(), entries), tell);
        }
        Ok(audit.filter(|_| entries).map(|audit| Heads { tree: self.tree, audit }))
    }

    /// The audit trail's head, if it is whole.
    async fn audit(&mut self, tell: Listener<'_>) -> Result<Option<AuditHead>, StorageError> {
        let then = self.against.and_then(|checkpoint| checkpoint.audit.as_ref()).map(|head| head.size);
        let hash_then = &mut self.hash_then;
        let walked = chain::walk(self.storage, Chain::Audit, |seq, hash| {
            if then == Some(seq.unsigned_abs()) {
                *hash_then = Some(hash.to_vec());
            }
            tell(InspectionEvent::Passed(Part::AuditTrail, seq));
        });
        Ok(match walked.await? {
            ChainState::Whole { rows, hash } => {
                tell(InspectionEvent::Done(Part::AuditTrail, rows));
                Some(AuditHead { size: rows.unsigned_abs(), hash })
            }
            ChainState::Broken { at, why } => {
                found(tell, (Part::AuditTrail, "the chain"), Fault::Broken { at, why });
                None
            }
        })
    }

    /// Whether the entries are whole.
    async fn entries(&mut self, tell: Listener<'_>) -> Result<bool, StorageError> {
        let then = self.against.map(|checkpoint| checkpoint.size);
        let (tree, root_then) = (&mut self.tree, &mut self.root_then);
        let walked = chain::walk(self.storage, Chain::Entries, |seq, hash| {
            // The walk compared it with the body, so it has the right length.
            if let Ok(leaf) = hash.try_into() {
                tree.push(leaf);
            }
            if then == Some(tree.size()) {
                *root_then = Some(tree.root());
            }
            tell(InspectionEvent::Passed(Part::Entries, seq));
        });
        Ok(match walked.await? {
            ChainState::Whole { rows, .. } => {
                tell(InspectionEvent::Done(Part::Entries, rows));
                true
            }
            ChainState::Broken { at, why } => {
                found(tell, (Part::Entries, "the chain"), Fault::Broken { at, why });
                false
            }
        })
    }

    /// Holds both chains against a checkpoint: it must be the beginning of
    /// what there is now. A chain that broke before its place told so already.
    fn compare(&self, checkpoint: &Checkpoint, whole: (Option<&AuditHead>, bool), tell: Listener<'_>) {
        let (audit, entries_whole) = whole;
        match self.root_then {
            Some(root) if root == checkpoint.root => {}
            Some(_) => {
                found(
                    tell,
                    (Part::Checkpoint, "register entries"),
                    Fault::Rewritten { had: checkpoint.size },
                );
            }
            None if entries_whole => {
                let (has, had) = (self.tree.size(), checkpoint.size);
                found(tell, (Part::Checkpoint, "register entries"), Fault::Cut { has, had });
            }
            None => {}
        }
        let Some(kept) = &checkpoint.audit else { return };
        match (&self.hash_then, audit) {
            (Some(hash), _) if *hash == kept.hash => {}
            (Some(_), _) => {
                found(tell, (Part::Checkpoint, "audit trail"), Fault::Rewritten { had: kept.size });
            }
            (None, Some(now)) => {
                let (has, had) = (now.size, kept.size);
                found(tell, (Part::Checkpoint, "audit trail"), Fault::Cut { has, had });
            }
            (None, None) => {}
        }
        tell(InspectionEvent::Done(Part::Checkpoint, 1));
    }
}

/// Tells of something that is wrong with a subject in a part.
fn found(tell: Listener<'_>, (part, subject): (Part, &str), fault: Fault) {
    tell(InspectionEvent::Found(Finding { part, subject: subject.to_owned(), fault }));
}
