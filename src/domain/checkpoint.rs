//! A checkpoint: what the register and its audit trail are at a moment, in a
//! few lines that anyone can keep elsewhere. Who rewrites or cuts either
//! afterwards no longer agrees with it.
//!
//! The text is that of C2SP `tlog-checkpoint`: the name of the log, its size,
//! the root of its Merkle tree in base64, and after an empty line signatures
//! of C2SP `signed-note`. The audit trail's head is an extension line; it is
//! left out where strangers read.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};

/// What the chains are at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log: the register's host and a path.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root of the Merkle tree over them.
    pub root: [u8; 32],
    /// The head of the audit trail, if it is told.
    pub audit: Option<AuditHead>,
}

/// The last record of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// How many records.
    pub size: u64,
    /// The hash of the last one, which covers all before it; empty when there
    /// is none.
    pub hash: Vec<u8>,
}

/// The text is not a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a checkpoint: a name, a number and a hash in base64 on the first three lines")]
pub struct CheckpointError;

/// The word before the audit trail's head.
const AUDIT: &str = "audit";

/// The name of the register's log at this host.
pub fn origin(host: &str) -> String {
    format!("{host}/log")
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, BASE64.encode(&self.root))?;
        match &self.audit {
            Some(head) => writeln!(f, "{AUDIT} {} {}", head.size, HEXLOWER.encode(&head.hash)),
            None => Ok(()),
        }
    }
}

/// Signatures are passed over: a checkpoint that was kept elsewhere is worth
/// what the place is worth where it was kept.
impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let note = text.split("\n\n").next().unwrap_or_default();
        let mut lines = note.lines();
        let mut line = || lines.next().filter(|line| !line.is_empty()).ok_or(CheckpointError);
        let (origin, size, root) = (line()?.to_owned(), line()?, line()?);
        let root = BASE64.decode(root.as_bytes()).ok().and_then(|root| root.try_into().ok());
        let audit = lines.find_map(|line| line.strip_prefix(AUDIT)?.strip_prefix(' '));
        Ok(Self {
            origin,
            size: number(size)?,
            root: root.ok_or(CheckpointError)?,
            audit: audit.map(str::parse).transpose()?,
        })
    }
}

impl FromStr for AuditHead {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let (size, hash) = text.split_once(' ').ok_or(CheckpointError)?;
        let hash = HEXLOWER.decode(hash.as_bytes()).map_err(|_| CheckpointError)?;
        Ok(Self { size: number(size)?, hash })
    }
}

/// Decimal, without a sign and without zeros before it.
fn number(text: &str) -> Result<u64, CheckpointError> {
    let number: u64 = text.parse().map_err(|_| CheckpointError)?;
    if number.to_string() == text { Ok(number) } else { Err(CheckpointError) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        let audit = Some(AuditHead { size: 40, hash: vec![0xab; 32] });
        Checkpoint { origin: origin("so.example.vn"), size: 7, root: [1; 32], audit }
    }

    #[test]
    fn a_checkpoint_is_read_back_with_and_without_the_audit_trail_and_signatures() {
        let whole = checkpoint();
        let text = whole.to_string();
        assert!(text.starts_with("so.example.vn/log\n7\nAQEBAQEB"), "{text}");
        assert_eq!(text.parse(), Ok(whole.clone()));
        assert_eq!(format!("{text}\n— so.example.vn/log AAAA\n").parse(), Ok(whole.clone()));
        assert_eq!(text.replace('\n', "\r\n").parse(), Ok(whole.clone()), "saved by a word processor");
        let public = Checkpoint { audit: None, ..whole };
        assert_eq!(public.to_string().parse(), Ok(public));
    }

    #[test]
    fn what_is_no_checkpoint_is_refused() {
        let text = checkpoint().to_string();
        for wrong in [
            "",
            "\n\n\n",
            "so\n7\n",
            &text.replace("\n7\n", "\n07\n"),
            &text.replace("\n7\n", "\n-7\n"),
            &text.replace("AQEB", "AQ"),
            &text.replace("audit 40 ", "audit x "),
        ] {
            assert_eq!(wrong.parse::<Checkpoint>(), Err(CheckpointError), "{wrong:?}");
        }
    }
}
