//! Which letters an office wrote about a dossier and its certificate: each act
//! that speaks to the applicant left what its letter says in the audit trail.

use serde_json::Value;

use super::ActError;
use crate::dates::{Day, Instant};
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::ids::AccountId;
use crate::domain::letter::{LetterKind, LetterName};
use crate::storage::ReadTransaction;
use crate::storage::audit::{self, AuditLine};

/// The acts that a letter tells of.
const WRITTEN: [&str; 4] = ["request_supplement", "suspended", "reinstated", "revoked"];

/// A letter there is.
#[derive(Clone, Debug)]
pub struct Letter {
    /// By which it is asked for.
    pub name: LetterName,
    /// When the act it tells of was done.
    pub at: Instant,
    /// Who did it; none when it was not a person.
    pub by: Option<AccountId>,
    /// What was noted of the act.
    pub details: Value,
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
            details: Value::Null,
        });
    }
    let lines = audit::of_acts(transaction, &dossier.id.to_string(), &WRITTEN).await?;
    letters.extend(lines.into_iter().filter_map(Letter::of));
    match &dossier.stage {
        Stage::Refused { decision, .. } => letters.push(Letter {
            name: LetterName { kind: LetterKind::Refusal, seq: 0 },
            at: decision.decided_at,
            by: Some(decision.decided_by),
            details: Value::Null,
        }),
        Stage::Issued { certificate, .. } => {
            let lines = audit::of_acts(transaction, certificate, &WRITTEN).await?;
            letters.extend(lines.into_iter().filter_map(Letter::of));
        }
        _ => {}
    }
    Ok(letters)
}

impl Letter {
    /// The letter that an act of the audit trail brought with it.
    fn of(line: AuditLine) -> Option<Self> {
        let kind = match line.act.as_str() {
            "request_supplement" => LetterKind::SupplementRequest,
            "suspended" => LetterKind::Suspension,
            "reinstated" => LetterKind::Reinstatement,
            "revoked" => LetterKind::Revocation,
            _ => return None,
        };
        let name = LetterName { kind, seq: line.seq };
        Some(Self { name, at: line.at, by: line.actor, details: line.details })
    }

    /// The day it is dated.
    pub fn on(&self) -> Day {
        self.at.day()
    }
}
