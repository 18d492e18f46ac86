//! Measures on certificates that were proposed: those that wait, and what
//! became of the others.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::certificate::PaperId;
use crate::domain::ids::{DossierId, ProposalId};
use crate::domain::issuer::IssuerCode;
use crate::domain::measure::{Answer, Ending, MeasureProposal};

macro_rules! columns {
    () => {
        "id, issuer, certificate_number, paper_version, certificate_version, dossier_id, measure, reasons,
             urgency, proposed_by, proposer, proposed_at, explain_by, confirm_by, answer, answered_at,
             outcome, decided_by, decided_at, decision_reasons, version"
    };
}

/// Adds a proposal.
pub async fn insert(transaction: &mut Transaction, proposal: &MeasureProposal) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into measures (id, issuer, certificate_number, paper_version, certificate_version,
             dossier_id, measure, reasons, urgency, proposed_by, proposer, proposed_at, explain_by,
             confirm_by, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        proposal.id.to_string(),
        proposal.issuer.to_string(),
        &proposal.certificate.number,
        i64::from(proposal.certificate.version),
        proposal.certificate_version,
        proposal.dossier.map_or_else(String::new, |dossier| dossier.to_string()),
        serde_json::to_string(&proposal.measure).expect("a measure has text keys"),
        &proposal.reasons,
        proposal.urgency.as_deref(),
        proposal.proposed_by.to_string(),
        proposal.proposer.as_str(),
        proposal.proposed_at.to_string(),
        proposal.explain_by.map(|day| day.to_string()),
        proposal.confirm_by.map(|day| day.to_string()),
        proposal.version,
    )?;
    Ok(())
}

/// Keeps what the holder wrote; [`StorageError::Conflict`] when it was answered,
/// or waits no more.
pub async fn answer(
    transaction: &mut Transaction,
    id: ProposalId,
    answer: &Answer,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update measures set answer = $1, answered_at = $2, version = version + 1
         where id = $3 and answer is null and outcome is null",
        &answer.text,
        answer.at.to_string(),
        id.to_string(),
    )?)
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
        "update measures set outcome = $1, decided_by = $2, decided_at = $3, decision_reasons = $4,
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
pub async fn find(
    reading: &mut ReadTransaction,
    id: ProposalId,
) -> Result<Option<MeasureProposal>, StorageError> {
    let row: Option<MeasureRow> = fetch_optional!(
        reading,
        MeasureRow,
        concat!("select ", columns!(), " from measures where id = $1"),
        id.to_string(),
    )?;
    row.map(MeasureProposal::try_from).transpose()
}

/// Everything that was proposed about a certificate, oldest first.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Readable<MeasureProposal>, StorageError> {
    let rows: Vec<MeasureRow> = fetch_all!(
        reading,
        MeasureRow,
        concat!(
            "select ",
            columns!(),
            " from measures where certificate_number = $1 order by proposed_at, id"
        ),
        number,
    )?;
    readable(rows.into_iter().map(MeasureProposal::try_from))
}

/// What waits at an issuer, oldest first; with what nobody confirmed in time and
/// nothing followed.
pub async fn unended(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<Readable<MeasureProposal>, StorageError> {
    let rows: Vec<MeasureRow> = fetch_all!(
        reading,
        MeasureRow,
        concat!(
            "select ",
            columns!(),
            " from measures where issuer = $1 and outcome is null
                 and not exists (
                     select 1 from measures as later
                     where later.certificate_number = measures.certificate_number
                         and later.proposed_at > measures.proposed_at)
             order by proposed_at, id"
        ),
        issuer.to_string(),
    )?;
    readable(rows.into_iter().map(MeasureProposal::try_from))
}

/// The record of the audit trail after which every measure takes two.
pub async fn begun_after(reading: &mut ReadTransaction) -> Result<i64, StorageError> {
    let sql = "select coalesce(min(record), 0) from measures_since";
    let (record,): (i64,) = fetch_one!(reading, (i64,), sql)?;
    Ok(record)
}

struct MeasureRow {
    id: String,
    issuer: String,
    certificate_number: String,
    paper_version: i64,
    certificate_version: i64,
    dossier_id: String,
    measure: String,
    reasons: String,
    urgency: Option<String>,
    proposed_by: String,
    proposer: String,
    proposed_at: String,
    explain_by: Option<String>,
    confirm_by: Option<String>,
    answer: Option<String>,
    answered_at: Option<String>,
    outcome: Option<String>,
    decided_by: Option<String>,
    decided_at: Option<String>,
    decision_reasons: Option<String>,
    version: i64,
}

row!(MeasureRow: id, issuer, certificate_number, paper_version, certificate_version, dossier_id, measure,
    reasons, urgency, proposed_by, proposer, proposed_at, explain_by, confirm_by, answer, answered_at,
    outcome, decided_by, decided_at, decision_reasons, version);

impl TryFrom<MeasureRow> for MeasureProposal {
    type Error = StorageError;

    fn try_from(row: MeasureRow) -> Result<Self, StorageError> {
        let id = row.id.clone();
        let column = |name| Column("measures", name, &id);
        let answered_at: Option<Instant> = column("answered_at").parse_some(row.answered_at.as_deref())?;
        let answer = match (row.answer, answered_at) {
            (Some(text), Some(at)) => Some(Answer { text, at }),
            (None, None) => None,
            _ => return Err(column("answer").corrupt("an answer has its moment")),
        };
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
            certificate_version: row.certificate_version,
            dossier: column("dossier_id")
                .parse_some::<DossierId>(Some(row.dossier_id.as_str()).filter(|id| !id.is_empty()))?,
            measure: column("measure").json(&row.measure)?,
            reasons: row.reasons,
            urgency: row.urgency,
            proposed_by: column("proposed_by").parse(&row.proposed_by)?,
            proposer: column("proposer").parse(&row.proposer)?,
            proposed_at: column("proposed_at").parse(&row.proposed_at)?,
            explain_by: column("explain_by").parse_some(row.explain_by.as_deref())?,
            confirm_by: column("confirm_by").parse_some(row.confirm_by.as_deref())?,
            answer,
            ending,
            version: row.version,
        })
    }
}
