//! The rows of lists that are brought in. What stands in them is sealed: personal
//! numbers do.

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::row::row;
use super::seal::Seal;
use super::{ReadTransaction, StorageError, Transaction};
use crate::domain::ids::ImportId;
use crate::domain::import::{Counts, Remark, RowFacts, RowState};

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Which sheet, counted from 0.
    pub sheet: i64,
    /// Which row of it.
    pub number: i64,
    /// Whether a spreadsheet does not show it.
    pub is_hidden: bool,
    /// Its cells.
    pub cells: Vec<String>,
    /// What it says; none before it was looked at.
    pub facts: RowFacts,
    /// What is to be said of it.
    pub remarks: Vec<Remark>,
    /// The folded number of its certificate, and how that stands.
    pub certificate: Option<(String, RowState)>,
    /// The folded number of its card, that of the certificate it is of, and how
    /// it stands.
    pub card: Option<(String, String, RowState)>,
}

/// Which rows are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// All.
    All,
    /// Those of which something is said.
    Told,
    /// Those whose certificate is to be recorded.
    NewCertificates,
    /// Those whose card is to be recorded.
    NewCards,
    /// Those whose card was not seen to be wrong.
    Cards,
}

macro_rules! row_columns {
    () => {
        "sheet, row_number, is_hidden, cells, facts, remarks, certificate_key, certificate_state, card_key, \
         card_under, card_state"
    };
}

/// Stores the cells of a row, sealed.
pub async fn insert(
    transaction: &mut Transaction,
    seal: &Seal,
    (id, sheet): (ImportId, i64),
    row: (i64, bool, &[String]),
) -> Result<(), StorageError> {
    let (number, is_hidden, cells) = row;
    execute!(
        transaction,
        "insert into import_rows (import_id, sheet, row_number, is_hidden, cells) values ($1, $2, $3, $4, $5)",
        id.to_string(),
        sheet,
        number,
        i64::from(is_hidden),
        seal.close(&json(&cells)),
    )?;
    Ok(())
}

/// Stores what was found in a row.
pub async fn save(
    transaction: &mut Transaction,
    seal: &Seal,
    id: ImportId,
    row: &ImportRow,
) -> Result<(), StorageError> {
    let certificate = row.certificate.as_ref();
    let card = row.card.as_ref();
    execute!(
        transaction,
        "update import_rows set facts = $1, remarks = $2, has_remarks = $3, certificate_key = $4,
             certificate_state = $5, card_key = $6, card_under = $7, card_state = $8
         where import_id = $9 and sheet = $10 and row_number = $11",
        seal.close(&json(&row.facts)),
        seal.close(&json(&row.remarks)),
        i64::from(!row.remarks.is_empty()),
        certificate.map(|(key, _)| key.clone()),
        certificate.map(|(_, state)| state.as_str()),
        card.map(|(key, ..)| key.clone()),
        card.map(|(_, under, _)| under.clone()),
        card.map(|(.., state)| state.as_str()),
        id.to_string(),
        row.sheet,
        row.number,
    )?;
    Ok(())
}

/// Rows after a place, in the order of the list, at most `limit`.
pub async fn among(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    (id, which): (ImportId, Rows),
    (after, limit): ((i64, i64), i64),
) -> Result<Vec<ImportRow>, StorageError> {
    macro_rules! among {
        ($which:literal) => {
            fetch_all!(
                transaction,
                StoredRow,
                concat!(
                    "select ",
                    row_columns!(),
                    " from import_rows where import_id = $1 and (sheet, row_number) > ($2, $3)",
                    $which,
                    " order by sheet, row_number limit $4"
                ),
                id.to_string(),
                after.0,
                after.1,
                limit,
            )?
        };
    }
    let rows: Vec<StoredRow> = match which {
        Rows::All => among!(""),
        Rows::Told => among!(" and has_remarks = 1"),
        Rows::NewCertificates => among!(" and certificate_state = 'new'"),
        Rows::NewCards => among!(" and card_state = 'new'"),
        Rows::Cards => among!(" and card_state in ('new', 'same')"),
    };
    rows.into_iter().map(|row| row.read(seal, id)).collect()
}

/// The row that says something of this certificate first, before a place.
pub async fn certificate_before(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    (id, key): (ImportId, &str),
    before: (i64, i64),
) -> Result<Option<ImportRow>, StorageError> {
    let row: Option<StoredRow> = fetch_optional!(
        transaction,
        StoredRow,
        concat!(
            "select ",
            row_columns!(),
            " from import_rows where import_id = $1 and certificate_key = $2
                 and (sheet, row_number) < ($3, $4) and certificate_state <> 'wrong'
             order by sheet, row_number limit 1"
        ),
        id.to_string(),
        key,
        before.0,
        before.1,
    )?;
    row.map(|row| row.read(seal, id)).transpose()
}

/// How the certificate of a number stands in the list: recordable, there already
/// or wrong; none where it is not in it.
pub async fn certificate_state(
    transaction: &mut ReadTransaction,
    (id, key): (ImportId, &str),
) -> Result<Option<RowState>, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select certificate_state from import_rows where import_id = $1 and certificate_key = $2
         order by case certificate_state when 'wrong' then 1 else 0 end, sheet, row_number limit 1",
        id.to_string(),
        key,
    )?;
    row.map(|(state,)| Column("import_rows", "certificate_state", key).parse(&state)).transpose()
}

/// The rows that say something of this card under its certificate, of any state
/// but wrong, in their order.
pub async fn cards_of(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    (id, under): (ImportId, &str),
) -> Result<Vec<ImportRow>, StorageError> {
    let rows: Vec<StoredRow> = fetch_all!(
        transaction,
        StoredRow,
        concat!(
            "select ",
            row_columns!(),
            " from import_rows where import_id = $1 and card_under = $2 and card_state = 'new'
             order by sheet, row_number"
        ),
        id.to_string(),
        under,
    )?;
    rows.into_iter().map(|row| row.read(seal, id)).collect()
}

/// The row that says something of this card first, before a place.
pub async fn card_before(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    (id, under, key): (ImportId, &str, &str),
    before: (i64, i64),
) -> Result<Option<ImportRow>, StorageError> {
    let row: Option<StoredRow> = fetch_optional!(
        transaction,
        StoredRow,
        concat!(
            "select ",
            row_columns!(),
            " from import_rows where import_id = $1 and card_under = $2 and card_key = $3
                 and (sheet, row_number) < ($4, $5) and card_state <> 'wrong'
             order by sheet, row_number limit 1"
        ),
        id.to_string(),
        under,
        key,
        before.0,
        before.1,
    )?;
    row.map(|row| row.read(seal, id)).transpose()
}

/// How many papers of a list stand how. A paper that stands in several rows is
/// counted once, where it is first.
pub async fn count(transaction: &mut ReadTransaction, id: ImportId) -> Result<Counts, StorageError> {
    let row: (i64, i64, i64, i64, i64) = fetch_one!(
        transaction,
        (i64, i64, i64, i64, i64),
        "select count(*),
             coalesce(sum(case when certificate_state in ('new', 'recorded') then 1 else 0 end), 0),
             coalesce(sum(case when card_state in ('new', 'recorded') then 1 else 0 end), 0),
             coalesce(sum(case when certificate_state = 'same' and card_key is null then 1 else 0 end), 0)
                 + coalesce(sum(case when card_state = 'same' then 1 else 0 end), 0),
             coalesce(sum(case when certificate_state = 'wrong' or card_state = 'wrong' then 1 else 0 end), 0)
         from import_rows where import_id = $1",
        id.to_string(),
    )?;
    let (rows, certificates, cards, same, wrong) = row;
    Ok(Counts { rows, certificates, cards, same, wrong })
}

/// Forgets what was found in the rows of a list: they are looked at anew.
pub async fn forget(transaction: &mut Transaction, id: ImportId) -> Result<(), StorageError> {
    execute!(
        transaction,
        "update import_rows set facts = null, remarks = null, has_remarks = 0, certificate_key = null,
             certificate_state = null, card_key = null, card_under = null, card_state = null
         where import_id = $1",
        id.to_string(),
    )?;
    Ok(())
}

/// Removes the rows of a list: it was recorded or taken back.
pub async fn remove(transaction: &mut Transaction, id: ImportId) -> Result<(), StorageError> {
    execute!(transaction, "delete from import_rows where import_id = $1", id.to_string())?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("it has text keys")
}

struct StoredRow {
    sheet: i64,
    row_number: i64,
    is_hidden: i64,
    cells: String,
    facts: Option<String>,
    remarks: Option<String>,
    certificate_key: Option<String>,
    certificate_state: Option<String>,
    card_key: Option<String>,
    card_under: Option<String>,
    card_state: Option<String>,
}

row!(
    StoredRow:
    sheet, row_number, is_hidden, cells, facts, remarks, certificate_key, certificate_state, card_key,
    card_under, card_state
);

impl StoredRow {
    fn read(self, seal: &Seal, id: ImportId) -> Result<ImportRow, StorageError> {
        let key = format!("{id} {} {}", self.sheet, self.row_number);
        let column = |name| Column("import_rows", name, &key);
        let open = |name, sealed: &str| seal.open(sealed).map_err(|error| column(name).corrupt(error));
        let (facts, remarks) = (self.facts.as_deref(), self.remarks.as_deref());
        let state = |name, word: Option<&str>| column(name).parse_some::<RowState>(word);
        Ok(ImportRow {
            sheet: self.sheet,
            number: self.row_number,
            is_hidden: self.is_hidden == 1,
            cells: column("cells").json(&open("cells", &self.cells)?)?,
            facts: match facts {
                Some(sealed) => column("facts").json(&open("facts", sealed)?)?,
                None => RowFacts::default(),
            },
            remarks: match remarks {
                Some(sealed) => column("remarks").json(&open("remarks", sealed)?)?,
                None => Vec::new(),
            },
            certificate: self
                .certificate_key
                .zip(state("certificate_state", self.certificate_state.as_deref())?),
            card: match (self.card_key, self.card_under, state("card_state", self.card_state.as_deref())?) {
                (Some(key), Some(under), Some(state)) => Some((key, under, state)),
                _ => None,
            },
        })
    }
}
