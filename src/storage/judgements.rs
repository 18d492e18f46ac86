//! What officers judged of single findings, and what the machine found when a
//! decision was proposed.

use serde_json::Value;

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::eligibility::{Judgement, Rule, Subject};
use crate::domain::ids::{AccountId, DossierId};

/// An officer's judgement of one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementRecord {
    /// Of which rule.
    pub rule: Rule,
    /// About whom.
    pub subject: Subject,
    /// Met or unmet.
    pub judgement: Judgement,
    /// Why.
    pub note: String,
    /// By whom.
    pub judged_by: AccountId,
    /// When.
    pub judged_at: Instant,
}

/// Stores a judgement in place of an earlier one of the same finding.
pub async fn save(
    transaction: &mut Transaction,
    dossier: DossierId,
    judgement: &JudgementRecord,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into judgements (dossier_id, rule, subject, judgement, note, judged_by, judged_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (dossier_id, rule, subject) do update set judgement = excluded.judgement,
             note = excluded.note, judged_by = excluded.judged_by, judged_at = excluded.judged_at",
        dossier.to_string(),
        judgement.rule.to_string(),
        judgement.subject.to_string(),
        judgement.judgement.to_string(),
        &judgement.note,
        judgement.judged_by.to_string(),
        judgement.judged_at.to_string(),
    )?;
    Ok(())
}

/// The judgements of a dossier.
pub async fn of_dossier(
    transaction: &mut ReadTransaction,
    dossier: DossierId,
) -> Result<Readable<JudgementRecord>, StorageError> {
    let rows: Vec<JudgementRow> = fetch_all!(
        transaction,
        JudgementRow,
        "select dossier_id, rule, subject, judgement, note, judged_by, judged_at
         from judgements where dossier_id = $1 order by subject, rule",
        dossier.to_string(),
    )?;
    readable(rows.into_iter().map(JudgementRecord::try_from))
}

/// Keeps what was found and judged when a decision was proposed or made.
pub async fn keep_evaluation(
    transaction: &mut Transaction,
    dossier: DossierId,
    by: AccountId,
    at: Instant,
    body: &str,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into evaluations (dossier_id, made_by, made_at, body) values ($1, $2, $3, $4)",
        dossier.to_string(),
        by.to_string(),
        at.to_string(),
        body,
    )?;
    Ok(())
}

/// What was kept last of a dossier: when, and the body.
pub async fn last_evaluation(
    transaction: &mut ReadTransaction,
    dossier: DossierId,
) -> Result<Option<(Instant, Value)>, StorageError> {
    let row: Option<(String, String)> = fetch_optional!(
        transaction,
        (String, String),
        "select made_at, body from evaluations where dossier_id = $1 order by made_at desc limit 1",
        dossier.to_string(),
    )?;
    let key = dossier.to_string();
    let column = |name| Column("evaluations", name, &key);
    row.map(|(made_at, body)| Ok((column("made_at").parse(&made_at)?, column("body").json(&body)?)))
        .transpose()
}

struct JudgementRow {
    dossier_id: String,
    rule: String,
    subject: String,
    judgement: String,
    note: String,
    judged_by: String,
    judged_at: String,
}

row!(JudgementRow: dossier_id, rule, subject, judgement, note, judged_by, judged_at);

impl TryFrom<JudgementRow> for JudgementRecord {
    type Error = StorageError;

    fn try_from(row: JudgementRow) -> Result<Self, StorageError> {
        let key = format!("{} {} {}", row.dossier_id, row.rule, row.subject);
        let column = |name| Column("judgements", name, &key);
        Ok(Self {
            rule: column("rule").parse(&row.rule)?,
            subject: column("subject").parse(&row.subject)?,
            judgement: column("judgement").parse(&row.judgement)?,
            note: row.note.clone(),
            judged_by: column("judged_by").parse(&row.judged_by)?,
            judged_at: column("judged_at").parse(&row.judged_at)?,
        })
    }
}
