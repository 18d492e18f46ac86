//! Which letters an office wrote about a dossier and its certificate: each act
//! that speaks to the applicant left what its letter says in the audit trail.

use super::ActError;
use crate::dates::{Day, Instant};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::ids::AccountId;
use crate::domain::letter::{LetterKind, LetterName};
use crate::storage::ReadTransaction;
use crate::storage::audit::{self, AuditLine};

/// A letter there is.
#[derive(Clone, Debug)]
pub struct Letter {
    /// By which it is asked for.
    pub name: LetterName,
    /// When the act it tells of was done.
    pub at: Instant,
    /// Who did it; none when it was not a person.
    pub by: Option<AccountId>,
    /// What was done; none where the dossier itself tells it.
    pub deed: Option<Deed>,
}

/// Every letter about a dossier and the certificate issued on it, oldest first.
pub async fn of_dossier(
    transaction: &mut ReadTransaction,
    dossier: &Dossier,
) -> Result<Vec<Letter>, ActError> {
    let mut letters = Vec::new();
    if let Some(receipt) = dossier.stage.receipt() {
        letters.push(Letter {
            name: LetterName { kind: LetterKind::Slip, seq: 0 },
            at: receipt.received_at,
            by: Some(receipt.received_by),
            deed: None,
        });
    }
    letters.extend(told_of(transaction, &dossier.id.to_string()).await?);
    match &dossier.stage {
        Stage::Refused { decision, .. } => letters.push(Letter {
            name: LetterName { kind: LetterKind::Refusal, seq: 0 },
            at: decision.decided_at,
            by: Some(decision.decided_by),
            deed: None,
        }),
        Stage::Issued { certificate, .. } => {
            letters.extend(told_of(transaction, certificate).await?);
        }
        _ => {}
    }
    Ok(letters)
}

/// The letters that tell of what was done on a subject.
async fn told_of(transaction: &mut ReadTransaction, subject: &str) -> Result<Vec<Letter>, ActError> {
    let written = DeedKind::ALL.iter().copied().filter(|kind| kind.letter().is_some());
    let lines = audit::of_kinds(transaction, subject, written).await?;
    Ok(lines.into_iter().filter_map(Letter::of).collect())
}

impl Letter {
    /// The letter that an act of the audit trail brought with it.
    fn of(line: AuditLine) -> Option<Self> {
        // Nobody is asked before a certificate is reinstated.
        if matches!(line.deed, Deed::ProposeMeasure { explain_by: None, .. }) {
            return None;
        }
        let name = LetterName { kind: line.deed.kind().letter()?, seq: line.seq };
        Some(Self { name, at: line.at, by: line.actor, deed: Some(line.deed) })
    }

    /// The day it is dated.
    pub fn on(&self) -> Day {
        self.at.day()
    }
}
