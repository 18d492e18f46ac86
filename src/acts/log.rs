//! The checkpoint of the register, for anyone to keep: whoever has one finds
//! out when entries before it are changed or cut off.

use tokio::sync::Mutex;

use super::{Registry, keyring};
use crate::credential::note;
use crate::domain::checkpoint::{self, Checkpoint};
use crate::domain::issuer::IssuerCode;
use crate::domain::merkle::Tree;
use crate::storage::published::{self, Head};
use crate::storage::{ReadTransaction, StorageError, inspection};

/// Entries read in one go.
const WINDOW: i64 = 5_000;

/// The register as a log. One for a process, shared.
pub struct Log {
    registry: Registry,
    /// Held while a checkpoint is made; the others wait for what was made.
    made: Mutex<LogState>,
}

/// The tree over the entries up to one of them, and its checkpoint.
#[derive(Default)]
struct LogState {
    tree: Tree,
    head: Head,
    text: Option<String>,
}

impl Log {
    /// The log of this register; nothing is read yet.
    pub fn new(registry: Registry) -> Self {
        Self { registry, made: Mutex::default() }
    }

    /// The checkpoint of the register now, signed by the Ministry's key when
    /// it is at hand. The audit trail is not in it.
    pub async fn checkpoint(&self) -> Result<String, StorageError> {
        let mut made = self.made.lock().await;
        let mut transaction = self.registry.storage.read().await?;
        let head = published::last_entry(&mut transaction).await?;
        if let Some(text) = made.text.as_ref().filter(|_| made.head == head) {
            return Ok(text.clone());
        }
        if published::entry_at(&mut transaction, made.head.seq).await?.unwrap_or_default() != made.head {
            // The database was put back to another state.
            *made = LogState::default();
        }
        made.read(&mut transaction, &head).await?;
        let trust = keyring::trust_list(&mut transaction).await?;
        transaction.end().await?;
        let origin = checkpoint::origin(&self.registry.origin.host());
        let note = Checkpoint {
            origin: origin.clone(),
            size: made.tree.size(),
            root: made.tree.root(),
            audit: None,
        };
        let (now, note) = (self.registry.clock.now(), note.to_string());
        let key = self.registry.keyring.signer(trust.keys(), IssuerCode::MINISTRY, now).await;
        let signed = key.map(|key| note::sign(&note, &origin, &key));
        let text = match signed {
            Some(Ok(signed)) => signed,
            Some(Err(error)) => {
                tracing::error!(%error, "a checkpoint was not signed");
                note
            }
            None => note,
        };
        made.text = Some(text.clone());
        Ok(text)
    }
}

impl LogState {
    /// Takes in the entries up to the head, on one state of the tables.
    async fn read(&mut self, transaction: &mut ReadTransaction, head: &Head) -> Result<(), StorageError> {
        self.text = None;
        while self.head.seq < head.seq {
            let leaves = inspection::leaves(transaction, self.head.seq, WINDOW).await?;
            if leaves.is_empty() {
                break;
            }
            for (seq, hash) in leaves {
                let leaf = hash.as_slice().try_into();
                let (row, reason) = (seq.to_string(), "not 32 bytes".to_owned());
                let corrupt = StorageError::Corrupt { table: "entries", column: "leaf_hash", row, reason };
                self.tree.push(leaf.map_err(|_| corrupt)?);
                self.head = Head { seq, leaf_hash: hash };
            }
        }
        Ok(())
    }
}
