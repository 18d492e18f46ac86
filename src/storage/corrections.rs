//! Corrections that were proposed: those that wait, and what became of the
//! others.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::domain::certificate::PaperId;
use crate::domain::correction::{CorrectedPaper, Correction};
use crate::domain::ids::ProposalId;
use crate::domain::issuer::IssuerCode;
use crate::domain::measure::Ending;

macro_rules! columns {
    () => {
        "id, issuer, certificate_number, paper_version, card_number, field, wrong, right_text, evidence,
             proposed_by, proposer, proposed_at, outcome, decided_by, decided_at, decision_reasons, version"
    };
}

/// Adds a proposal.
pub async fn insert(transaction: &mut Transaction, correction: &Correction) -> Result<(), StorageError> {
    let card = match &correction.paper {
        CorrectedPaper::Certificate => None,
        CorrectedPaper::Card(number) => Some(number.as_str()),
    };
    execute!(
        transaction,
        "insert into corrections (id, issuer, certificate_number, paper_version, card_number, field, wrong,
             right_text, evidence, proposed_by, proposer, proposed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        correction.id.to_string(),
        correction.issuer.to_string(),
        &correction.certificate.number,
        i64::from(correction.certificate.version),
        card,
        correction.field.as_str(),
        &correction.wrong,
        &correction.right,
        &correction.evidence,
        correction.proposed_by.to_string(),
        correction.proposer.as_str(),
        correction.proposed_at.to_string(),
        correction.version,
    )?;
    Ok(())
}

/// Ends a proposal as somebody saw it; [`StorageError::Conflict`] when it
/// changed since or waits no more.
pub async fn end(
    transaction: &mut Transaction,
    (id, version): (ProposalId, i64),
    ending: &Ending,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update corrections set outcome = $1, decided_by = $2, decided_at = $3, decision_reasons = $4,
             version = version + 1
         where id = $5 and version = $6 and outcome is null",
        ending.outcome.as_str(),
        ending.by.to_string(),
        ending.at.to_string(),
        &ending.reasons,
        id.to_string(),
        version,
    )?)
}

/// The proposal of this id.
pub async fn find(reading: &mut ReadTransaction, id: ProposalId) -> Result<Option<Correction>, StorageError> {
    let row: Option<CorrectionRow> = fetch_optional!(
        reading,
        CorrectionRow,
        concat!("select ", columns!(), " from corrections where id = $1"),
        id.to_string(),
    )?;
    row.map(Correction::try_from).transpose()
}

/// Everything that was proposed about a certificate and its cards, oldest
/// first.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Readable<Correction>, StorageError> {
    let rows: Vec<CorrectionRow> = fetch_all!(
        reading,
        CorrectionRow,
        concat!(
            "select ",
            columns!(),
            " from corrections where certificate_number = $1 order by proposed_at, id"
        ),
        number,
    )?;
    readable(rows.into_iter().map(Correction::try_from))
}

/// What waits at an issuer, oldest first.
pub async fn waiting(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<Readable<Correction>, StorageError> {
    let rows: Vec<CorrectionRow> = fetch_all!(
        reading,
        CorrectionRow,
        concat!(
            "select ",
            columns!(),
            " from corrections where issuer = $1 and outcome is null order by proposed_at, id"
        ),
        issuer.to_string(),
    )?;
    readable(rows.into_iter().map(Correction::try_from))
}

struct CorrectionRow {
    id: String,
    issuer: String,
    certificate_number: String,
    paper_version: i64,
    card_number: Option<String>,
    field: String,
    wrong: String,
    right_text: String,
    evidence: String,
    proposed_by: String,
    proposer: String,
    proposed_at: String,
    outcome: Option<String>,
    decided_by: Option<String>,
    decided_at: Option<String>,
    decision_reasons: Option<String>,
    version: i64,
}

row!(CorrectionRow: id, issuer, certificate_number, paper_version, card_number, field, wrong, right_text,
    evidence, proposed_by, proposer, proposed_at, outcome, decided_by, decided_at, decision_reasons, version);

impl TryFrom<CorrectionRow> for Correction {
    type Error = StorageError;

    fn try_from(row: CorrectionRow) -> Result<Self, StorageError> {
        let id = row.id.clone();
        let column = |name| Column("corrections", name, &id);
        let ending = match (row.outcome, row.decided_by, row.decided_at) {
            (Some(outcome), Some(by), Some(at)) => Some(Ending {
                outcome: column("outcome").parse(&outcome)?,
                by: column("decided_by").parse(&by)?,
                at: column("decided_at").parse(&at)?,
                reasons: row.decision_reasons.unwrap_or_default(),
            }),
            (None, None, None) => None,
            _ => return Err(column("outcome").corrupt("an ending has who and when")),
        };
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            certificate: PaperId {
                number: row.certificate_number,
                version: column("paper_version").number(row.paper_version)?,
            },
            paper: row.card_number.map_or(CorrectedPaper::Certificate, CorrectedPaper::Card),
            field: column("field").parse(&row.field)?,
            wrong: row.wrong,
            right: row.right_text,
            evidence: row.evidence,
            proposed_by: column("proposed_by").parse(&row.proposed_by)?,
            proposer: column("proposer").parse(&row.proposer)?,
            proposed_at: column("proposed_at").parse(&row.proposed_at)?,
            ending,
            version: row.version,
        })
    }
}
