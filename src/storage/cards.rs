//! Expert cards.

use std::collections::BTreeSet;

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::papers::{PaperRow, folded_number, paper_columns};
use super::readable::{Readable, readable};
use super::row::row;
use super::words::{self, Kind};
use super::{ReadTransaction, StorageError, Transaction};
use crate::domain::certificate::{Card, CardStanding, Paper};
use crate::domain::fold::fold;
use crate::domain::order;

/// Stores a new card with its signed document.
pub async fn insert(transaction: &mut Transaction, card: &Card, document: &str) -> Result<(), StorageError> {
    let paper = &card.paper;
    execute!(
        transaction,
        "insert into cards (number, folded_number, issuer, certificate_number, person_id, holder_name,
             folded_holder_name, paper_version, issued_on, issued_at, expires_on, standing, status_index,
             photo_hash, photo_evidence_id, key_id, code, document, entry_seq, version, certificate_version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
             (select max(paper_version) from certificates where number = $4))",
        &paper.number,
        folded_number(&paper.number),
        paper.issuer.to_string(),
        &card.certificate,
        card.person.to_string(),
        &paper.holder_name,
        fold(&paper.holder_name),
        i64::from(paper.paper_version),
        paper.issued_on.to_string(),
        paper.issued_at.to_string(),
        paper.expires_on.to_string(),
        standing(&card.standing),
        i64::from(paper.status_index),
        card.photo_hash.as_slice(),
        card.photo.map(|photo| photo.to_string()),
        Some(&paper.key_id).filter(|key| !key.is_empty()),
        &paper.code,
        document,
        paper.entry_seq,
        paper.version,
    )?;
    let place = (paper.issuer.to_string(), i64::from(paper.status_index));
    found_by_name(transaction, (&place.0, place.1), (&paper.holder_name, &paper.number)).await
}

/// Keeps the words under which a card is found: its holder's name for
/// everyone, its number at the desk.
pub(super) async fn found_by_name(
    transaction: &mut Transaction,
    place: (&str, i64),
    (name, number): (&str, &str),
) -> Result<(), StorageError> {
    words::keep(transaction, Kind::Card, place, words::of([name], &[])).await?;
    words::keep(transaction, Kind::CardNumber, place, words::of([], &[number])).await
}

/// Stores how a card stands now; a conflict when someone changed it since it
/// was read.
pub async fn save_standing(transaction: &mut Transaction, card: &Card) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update cards set standing = $1, version = version + 1
         where certificate_number = $2 and number = $3 and paper_version = $4 and version = $5",
        standing(&card.standing),
        &card.certificate,
        &card.paper.number,
        i64::from(card.paper.paper_version),
        card.paper.version,
    )?;
    touched_one(touched)
}

/// The card of this number, forgiving of case, spaces and dashes: the last
/// issued one, for a person keeps one number for life.
pub async fn find(transaction: &mut ReadTransaction, number: &str) -> Result<Option<Card>, StorageError> {
    let row: Option<CardRow> = fetch_optional!(
        transaction,
        CardRow,
        concat!(
            "select ",
            paper_columns!(),
            ", certificate_number, person_id, photo_hash, photo_evidence_id
         from cards where folded_number = $1 order by entry_seq desc limit 1"
        ),
        folded_number(number),
    )?;
    row.map(Card::try_from).transpose()
}

/// The version of the last card of this number under a certificate; none when
/// there was none.
pub async fn last_version(
    transaction: &mut ReadTransaction,
    certificate: &str,
    number: &str,
) -> Result<Option<u16>, StorageError> {
    let (last,): (Option<i64>,) = fetch_one!(
        transaction,
        (Option<i64>,),
        "select max(paper_version) from cards where certificate_number = $1 and number = $2",
        certificate,
        number,
    )?;
    let column = Column("cards", "paper_version", number);
    last.map(|version| column.number(version)).transpose()
}

/// The numbers of the cards that had been issued under a certificate when this
/// paper of it was, whatever became of them.
pub async fn issued_until(
    transaction: &mut ReadTransaction,
    certificate: &Paper,
) -> Result<BTreeSet<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        transaction,
        (String,),
        "select distinct number from cards where certificate_number = $1 and entry_seq <= $2",
        &certificate.number,
        certificate.entry_seq,
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// The cards issued under a certificate, by name; of each number the last one.
pub async fn of_certificate(
    transaction: &mut ReadTransaction,
    certificate: &str,
) -> Result<Readable<Card>, StorageError> {
    let rows: Vec<CardRow> = fetch_all!(
        transaction,
        CardRow,
        concat!(
            "select ",
            paper_columns!(),
            ", certificate_number, person_id, photo_hash, photo_evidence_id
         from cards where certificate_number = $1 and not exists (
             select 1 from cards newer
             where newer.certificate_number = cards.certificate_number and newer.number = cards.number
                 and newer.paper_version > cards.paper_version
         ) order by number"
        ),
        certificate,
    )?;
    let mut cards = readable(rows.into_iter().map(Card::try_from))?;
    cards.sort_by_cached_key(|card| order::key(&card.paper.holder_name));
    Ok(cards)
}

fn standing(standing: &CardStanding) -> String {
    serde_json::to_string(standing).expect("a standing has text keys")
}

struct CardRow {
    paper: PaperRow,
    certificate_number: String,
    person_id: String,
    photo_hash: Vec<u8>,
    photo_evidence_id: Option<String>,
}

row!(CardRow: certificate_number, person_id, photo_hash, photo_evidence_id; paper);

impl TryFrom<CardRow> for Card {
    type Error = StorageError;

    fn try_from(row: CardRow) -> Result<Self, StorageError> {
        let key = format!("{} {}", row.certificate_number, row.paper.number);
        let column = |name| Column("cards", name, &key);
        Ok(Self {
            person: column("person_id").parse(&row.person_id)?,
            standing: column("standing").json(&row.paper.standing)?,
            photo_hash: column("photo_hash").bytes(&row.photo_hash)?,
            photo: column("photo_evidence_id").parse_some(row.photo_evidence_id.as_deref())?,
            certificate: row.certificate_number.clone(),
            paper: row.paper.paper("cards")?,
        })
    }
}
