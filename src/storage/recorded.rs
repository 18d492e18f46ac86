//! What only papers have that were issued before there was this register: people
//! whose personal number nobody knows yet, and whom a certificate without a
//! dossier is entrusted to.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::heads::{self, Series};
use super::holders::{self, PersonRecord};
use super::seal::Seal;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Paper};
use crate::domain::fold::fold;
use crate::domain::ids::{AccountId, PersonId};
use crate::domain::issuer::IssuerCode;
use crate::domain::numbering::PersonNumber;

/// The holder of a paper as it was recorded.
#[derive(Clone, Copy, Debug)]
pub struct HolderOnPaper<'a> {
    /// Their name.
    pub name: &'a str,
    /// Their day of birth.
    pub born_on: Day,
    /// Their personal number, where the paper or the list said it.
    pub personal_number: Option<&'a str>,
}

/// The person whom a paper is recorded of: who is known by the personal number,
/// or somebody new under `id`. Two people of one name and day of birth are two,
/// as long as nothing says that they are one.
pub async fn person(
    transaction: &mut Transaction,
    seal: &Seal,
    (id, holder): (PersonId, HolderOnPaper<'_>),
) -> Result<PersonRecord, StorageError> {
    let HolderOnPaper { name, born_on, personal_number } = holder;
    if let Some(number) = personal_number {
        // What is known of them is newer than an old paper.
        let known: Option<(String,)> = fetch_optional!(
            transaction,
            (String,),
            "select id from persons where personal_number_hash = $1",
            seal.hash(number),
        )?;
        let known = known.map(|(id,)| Column("persons", "id", &id).parse(&id)).transpose()?;
        return match known {
            Some(known) => holders::person(transaction, known).await?.ok_or(StorageError::Conflict),
            None => holders::person_of(transaction, seal, number, (id, name, born_on)).await,
        };
    }
    let serial = heads::next(transaction, Series::Persons).await?;
    execute!(
        transaction,
        "insert into persons (id, serial, name, folded_name, born_on, personal_number_sealed, personal_number_hash)
         values ($1, $2, $3, $4, $5, '', $6)",
        id.to_string(),
        serial,
        name,
        fold(name),
        born_on.to_string(),
        // Of no number that anybody has.
        seal.hash(&id.to_string()),
    )?;
    let number = u32::try_from(serial).ok().and_then(|serial| PersonNumber::new(serial).ok());
    let number = number.ok_or_else(|| StorageError::Corrupt {
        table: "persons",
        column: "serial",
        row: id.to_string(),
        reason: "more people than there are numbers".to_owned(),
    })?;
    Ok(PersonRecord { id, number, name: name.to_owned(), born_on })
}

/// Keeps the personal number of somebody whose number nobody knew: of the same
/// day of birth, and a number that is nobody else's.
pub async fn learn_number(
    transaction: &mut Transaction,
    seal: &Seal,
    (id, born_on): (PersonId, Day),
    personal_number: &str,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "update persons set personal_number_sealed = $1, personal_number_hash = $2
         where id = $3 and personal_number_sealed = '' and born_on = $4
             and not exists (select 1 from persons other where other.personal_number_hash = $2)",
        seal.close(personal_number),
        seal.hash(personal_number),
        id.to_string(),
        born_on.to_string(),
    )?;
    Ok(())
}

/// Whether this is the person's personal number; none where nobody knows it.
pub async fn has_number(
    transaction: &mut ReadTransaction,
    seal: &Seal,
    (id, personal_number): (PersonId, &str),
) -> Result<Option<bool>, StorageError> {
    let row: Option<(String, Vec<u8>)> = fetch_optional!(
        transaction,
        (String, Vec<u8>),
        "select personal_number_sealed, personal_number_hash from persons where id = $1",
        id.to_string(),
    )?;
    let known = row.filter(|(sealed, _)| !sealed.is_empty());
    Ok(known.map(|(_, hash)| hash == seal.hash(personal_number)))
}

/// Says who may ask for papers under a certificate that has no dossier; a
/// conflict when it changed since it was read.
pub async fn entrust(
    transaction: &mut Transaction,
    certificate: &Certificate,
    to: AccountId,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update certificates set entrusted_to = $1, version = version + 1
         where number = $2 and paper_version = $3 and version = $4 and dossier_id is null",
        to.to_string(),
        &certificate.paper.number,
        i64::from(certificate.paper.paper_version),
        certificate.paper.version,
    )?)
}

/// Of every series of certificates: its name, and how many numbers of its year
/// are recorded from before there was this register.
pub async fn of_years(transaction: &mut ReadTransaction) -> Result<Vec<(String, i64)>, StorageError> {
    fetch_all!(
        transaction,
        (String, i64),
        "select 'certificates ' || issuer || ' ' || substr(issued_on, 1, 4), count(*)
         from certificates where key_id is null group by issuer, substr(issued_on, 1, 4) order by 1",
    )
}

/// The numbers of an issuer's certificates after a number, at most `limit`.
pub async fn numbers(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        transaction,
        (String,),
        "select distinct number from certificates where issuer = $1 and number > $2 order by number limit $3",
        issuer.to_string(),
        after,
        limit,
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// What is recorded of a certificate.
pub async fn document(
    transaction: &mut ReadTransaction,
    paper: &Paper,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select document from certificates where number = $1 and paper_version = $2",
        &paper.number,
        i64::from(paper.paper_version),
    )?;
    Ok(row.map(|(document,)| document))
}
