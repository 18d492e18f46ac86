//! Dossiers, what officers judged in them, and what was found when.

use std::collections::BTreeMap;

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::seal::Seal;
use super::words::{self, Kind, Lines};
use super::{ReadTransaction, StorageError, Transaction, evidence};
use crate::dates::{Day, Instant};
use crate::domain::application::{self, Application, Procedure};
use crate::domain::dossier::{Dossier, Stage, StageName};
use crate::domain::fold::fold;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::readiness;
use crate::priority::aside_if;

/// Bytes of an application that are read in a moment.
pub(super) const SHORT_BYTES: usize = 32 * 1024;

/// What a list shows of a dossier.
#[derive(Clone, Debug)]
pub struct DossierSummary {
    /// Its id.
    pub id: DossierId,
    /// The issuer it is filed with.
    pub issuer: IssuerCode,
    /// What is applied for.
    pub procedure: Procedure,
    /// The organisation's or the expert's name; empty when not yet written.
    pub title: String,
    /// Where it is.
    pub stage: Stage,
    /// When it was last changed.
    pub saved_at: Instant,
}

impl DossierSummary {
    /// The name of the stage on this day.
    pub fn stage_name(&self, today: Day) -> StageName {
        self.stage.name(today)
    }
}

/// Stores a new dossier.
pub async fn insert(
    transaction: &mut Transaction,
    seal: &Seal,
    dossier: &Dossier,
) -> Result<(), StorageError> {
    let open_parts = open_parts(transaction, dossier).await?;
    let sealed = sealed(seal, &dossier.application).await?;
    execute!(
        transaction,
        "insert into dossiers (id, issuer, procedure, applicant_id, application, title, folded_title,
             stage, state, number, due_on, open_parts, version, created_at, saved_at, certificate_number)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        dossier.id.to_string(),
        dossier.issuer.to_string(),
        dossier.application.procedure.to_string(),
        dossier.applicant.to_string(),
        sealed,
        title(&dossier.application),
        fold(title(&dossier.application)),
        dossier.stage.stored_name().as_str(),
        state(&dossier.stage),
        dossier.stage.receipt().map(|receipt| receipt.number.clone()),
        dossier.stage.due_on().map(|day| day.to_string()),
        open_parts,
        dossier.version,
        dossier.created_at.to_string(),
        dossier.saved_at.to_string(),
        dossier.application.certificate.as_ref().map(|certificate| certificate.number.clone()),
    )?;
    found_by_name(transaction, dossier).await
}

/// Stores a change of the dossier as it was read; a conflict when someone
/// changed it since. Raises its version.
pub async fn update(
    transaction: &mut Transaction,
    seal: &Seal,
    dossier: &mut Dossier,
) -> Result<(), StorageError> {
    let open_parts = open_parts(transaction, dossier).await?;
    let sealed = sealed(seal, &dossier.application).await?;
    let touched = execute!(
        transaction,
        "update dossiers set issuer = $1, application = $2, title = $3, folded_title = $4, stage = $5,
             state = $6, number = $7, due_on = $8, open_parts = $9, saved_at = $10, procedure = $11,
             version = version + 1
         where id = $12 and version = $13",
        dossier.issuer.to_string(),
        sealed,
        title(&dossier.application),
        fold(title(&dossier.application)),
        dossier.stage.stored_name().as_str(),
        state(&dossier.stage),
        dossier.stage.receipt().map(|receipt| receipt.number.clone()),
        dossier.stage.due_on().map(|day| day.to_string()),
        open_parts,
        dossier.saved_at.to_string(),
        dossier.application.procedure.to_string(),
        dossier.id.to_string(),
        dossier.version,
    )?;
    touched_one(touched)?;
    dossier.version += 1;
    found_by_name(transaction, dossier).await
}

/// Keeps the words under which a dossier is found. Drafts are in no list.
async fn found_by_name(transaction: &mut Transaction, dossier: &Dossier) -> Result<(), StorageError> {
    if dossier.stage.stored_name() == StageName::Draft {
        return Ok(());
    }
    let number = dossier.stage.receipt().map(|receipt| receipt.number.as_str());
    let lines = named_in(&dossier.application, number);
    words::keep_lines(transaction, Kind::Dossier, &dossier.id.to_string(), &lines).await
}

/// The words of the applicant with number and enterprise code, and of each
/// expert.
pub(super) fn named_in(application: &Application, number: Option<&str>) -> Lines {
    let code =
        application.organisation.as_ref().and_then(|organisation| organisation.enterprise_code.as_deref());
    let title = title(application);
    let numbers: Vec<&str> = number.into_iter().chain(code).collect();
    let applicant = (0, words::of([title], &numbers));
    let experts = application.experts.iter().map(|expert| words::of(expert.name.as_deref(), &[]));
    std::iter::once(applicant).chain((1..).zip(experts)).collect()
}

/// Stores the deadline of a dossier that is held. The version stays: a term
/// counted anew is no change that an open page must be read again for.
pub async fn save_due(transaction: &mut Transaction, dossier: &Dossier) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update dossiers set state = $1, due_on = $2 where id = $3 and version = $4",
        state(&dossier.stage),
        dossier.stage.due_on().map(|day| day.to_string()),
        dossier.id.to_string(),
        dossier.version,
    )?;
    touched_one(touched)
}

/// Removes a draft with all that hangs on it.
pub async fn remove(transaction: &mut Transaction, id: DossierId) -> Result<(), StorageError> {
    execute!(transaction, "delete from evidence where dossier_id = $1", id.to_string())?;
    let touched =
        execute!(transaction, "delete from dossiers where id = $1 and stage = 'draft'", id.to_string())?;
    touched_one(touched)
}

/// The dossier of this id.
pub async fn find(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    id: DossierId,
) -> Result<Option<Dossier>, StorageError> {
    let row: Option<DossierRow> = fetch_optional!(
        transaction,
        DossierRow,
        "select id, issuer, applicant_id, application, stage, state, number, due_on, version, created_at, saved_at
         from dossiers where id = $1",
        id.to_string(),
    )?;
    match row {
        Some(row) => row.opened(seal).await.map(Some),
        None => Ok(None),
    }
}

/// Keeps a dossier as it is until the transaction ends: whoever else wants to
/// change it, or to add what hangs on its stage, waits.
///
/// Call it before reading the dossier. SQLite has one writer at a time.
pub async fn hold(transaction: &mut Transaction, id: DossierId) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let lock = "select version from dossiers where id = $1 for update";
        let _: Option<(i64,)> = fetch_optional!(transaction, (i64,), lock, id.to_string())?;
    }
    Ok(())
}

/// The applicant's dossiers, the last changed first.
pub async fn of_applicant(
    transaction: &mut ReadTransaction,
    applicant: AccountId,
) -> Result<Readable<DossierSummary>, StorageError> {
    let rows: Vec<SummaryRow> = fetch_all!(
        transaction,
        SummaryRow,
        "select id, issuer, procedure, title, stage, state, saved_at
         from dossiers where applicant_id = $1 order by saved_at desc, id",
        applicant.to_string(),
    )?;
    readable(rows.into_iter().map(DossierSummary::try_from))
}

/// The dossiers about a certificate, the first begun first.
pub async fn about_certificate(
    transaction: &mut ReadTransaction,
    certificate: &str,
) -> Result<Readable<DossierSummary>, StorageError> {
    let rows: Vec<SummaryRow> = fetch_all!(
        transaction,
        SummaryRow,
        "select id, issuer, procedure, title, stage, state, saved_at
         from dossiers where certificate_number = $1 order by created_at, id",
        certificate,
    )?;
    readable(rows.into_iter().map(DossierSummary::try_from))
}

/// How many parts of each of the applicant's drafts are not done.
pub async fn open_parts_of(
    transaction: &mut ReadTransaction,
    applicant: AccountId,
) -> Result<BTreeMap<String, i64>, StorageError> {
    let rows: Vec<(String, i64)> = fetch_all!(
        transaction,
        (String, i64),
        "select id, open_parts from dossiers where applicant_id = $1 and open_parts is not null",
        applicant.to_string(),
    )?;
    Ok(rows.into_iter().collect())
}

/// How many drafts the applicant has.
pub async fn draft_count(
    transaction: &mut ReadTransaction,
    applicant: AccountId,
) -> Result<i64, StorageError> {
    let (count,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "select count(*) from dossiers where applicant_id = $1 and stage = 'draft'",
        applicant.to_string(),
    )?;
    Ok(count)
}

/// The dossier of this number, forgiving of case.
pub async fn numbered(
    transaction: &mut ReadTransaction,
    number: &str,
) -> Result<Option<(String, DossierSummary)>, StorageError> {
    let row: Option<NumberedRow> = fetch_optional!(
        transaction,
        NumberedRow,
        "select number, id, issuer, procedure, title, stage, state, saved_at
         from dossiers where number = $1 or number = $2",
        number,
        number.to_uppercase(),
    )?;
    row.map(|row| Ok((row.number, row.summary.try_into()?))).transpose()
}

/// Of a draft, how many parts are not done: counted as it is saved, so that a
/// list need not read it.
async fn open_parts(
    transaction: &mut ReadTransaction,
    dossier: &Dossier,
) -> Result<Option<i64>, StorageError> {
    if dossier.stage != Stage::Draft {
        return Ok(None);
    }
    let papers = evidence::of_dossier(transaction, dossier.id).await?.rows;
    Ok(i64::try_from(readiness::open_parts(&dossier.application, &papers)).ok())
}

/// The application as it is stored. A long one is written aside.
pub(super) async fn sealed(seal: &Seal, application: &Application) -> Result<String, StorageError> {
    let (seal, mut closed) = (seal.clone(), application.clone());
    let write = move || {
        seal.close_application(&mut closed);
        serde_json::to_string(&closed).expect("an application has text keys")
    };
    Ok(aside_if(application.is_long(), "dossier", write).await?)
}

/// The application as it was written, from how it is stored.
pub(super) fn opened_application(
    seal: &Seal,
    stored: &str,
    column: Column<'_>,
) -> Result<Application, StorageError> {
    let mut application = application::read(stored.as_bytes()).map_err(|fault| column.corrupt(fault))?;
    seal.open_application(&mut application).map_err(|error| column.corrupt(error))?;
    Ok(application)
}

fn state(stage: &Stage) -> String {
    serde_json::to_string(stage).expect("a stage has text keys")
}

fn title(application: &Application) -> &str {
    application.applicant_name().unwrap_or_default()
}

struct DossierRow {
    id: String,
    issuer: String,
    applicant_id: String,
    application: String,
    stage: String,
    state: String,
    number: Option<String>,
    due_on: Option<String>,
    version: i64,
    created_at: String,
    saved_at: String,
}

row!(
    DossierRow:
    id, issuer, applicant_id, application, stage, state, number, due_on, version, created_at, saved_at
);

impl DossierRow {
    /// The dossier. A long one is read aside.
    async fn opened(self, seal: &Seal) -> Result<Dossier, StorageError> {
        let (is_long, seal) = (self.application.len() > SHORT_BYTES, seal.clone());
        aside_if(is_long, "dossier", move || self.dossier(&seal)).await?
    }

    fn dossier(self, seal: &Seal) -> Result<Dossier, StorageError> {
        let column = |name| Column("dossiers", name, &self.id);
        let application = opened_application(seal, &self.application, column("application"))?;
        let stage: Stage = column("state").json(&self.state)?;
        let repeats = stage.stored_name().as_str() == self.stage
            && stage.receipt().map(|receipt| receipt.number.as_str()) == self.number.as_deref()
            && stage.due_on().map(|day| day.to_string()) == self.due_on;
        if !repeats {
            return Err(column("state").corrupt("stage, number and due_on do not repeat it"));
        }
        Ok(Dossier {
            id: column("id").parse(&self.id)?,
            issuer: column("issuer").parse(&self.issuer)?,
            applicant: column("applicant_id").parse(&self.applicant_id)?,
            application,
            stage,
            version: self.version,
            created_at: column("created_at").parse(&self.created_at)?,
            saved_at: column("saved_at").parse(&self.saved_at)?,
        })
    }
}

pub(super) struct SummaryRow {
    id: String,
    issuer: String,
    procedure: String,
    title: String,
    stage: String,
    state: String,
    saved_at: String,
}

row!(SummaryRow: id, issuer, procedure, title, stage, state, saved_at);

struct NumberedRow {
    number: String,
    summary: SummaryRow,
}

row!(NumberedRow: number; summary);

impl SummaryRow {
    /// What lists are ordered by at last: when it was changed, and its id.
    pub(super) fn place(&self) -> (&str, &str) {
        (&self.saved_at, &self.id)
    }
}

impl TryFrom<SummaryRow> for DossierSummary {
    type Error = StorageError;

    fn try_from(row: SummaryRow) -> Result<Self, StorageError> {
        let column = |name| Column("dossiers", name, &row.id);
        let stage: Stage = column("state").json(&row.state)?;
        if stage.stored_name().as_str() != row.stage {
            return Err(column("stage").corrupt("does not repeat the state"));
        }
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            procedure: column("procedure").parse(&row.procedure)?,
            title: row.title.clone(),
            stage,
            saved_at: column("saved_at").parse(&row.saved_at)?,
        })
    }
}
