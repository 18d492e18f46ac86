//! What the register publishes of every paper: read as a whole at the start,
//! then whatever has changed since a place in the register.
//!
//! Only public columns are read; nothing private can leak from what is made
//! of these rows.

use std::collections::HashMap;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use super::columns::Column;
use super::database::{fetch_all, fetch_optional, look_up};
use super::{Storage, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::certificate::{CardStanding, Standing};
use crate::domain::enterprise_code::EnterpriseCode;
use crate::domain::issuer::IssuerCode;
use crate::domain::validity::{Effect, Validity};

/// A certificate and the cards issued under it, as anyone may know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The certificate.
    pub certificate: PublicPaper,
    /// The organisation that holds it; none when an independent consultant does.
    pub enterprise_code: Option<EnterpriseCode>,
    /// The cards issued under it, by number.
    pub cards: Box<[PublicPaper]>,
}

/// What is public of a certificate and of a card alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPaper {
    /// Its number.
    pub number: Box<str>,
    /// The holder's name as printed.
    pub holder: Box<str>,
    /// Who issued it.
    pub issuer: IssuerCode,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub paper_version: u16,
    /// Its place in the issuer's status lists.
    pub status_index: u32,
    /// Its days, and what was decided since.
    pub validity: Validity,
    /// SHA-256 of the token in its QR: no other code is this paper.
    pub token: [u8; 32],
    /// The register entry that issued it.
    pub entry_seq: i64,
    /// When that entry was made.
    pub entered_at: Instant,
}

/// The last entry of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its place; 0 when there is none.
    pub seq: i64,
    /// Its leaf hash; empty when there is none.
    pub leaf_hash: Vec<u8>,
}

/// The last entry, by one statement.
pub async fn head(storage: &Storage) -> Result<Head, StorageError> {
    let row: Option<(i64, Vec<u8>)> =
        look_up!(storage, (i64, Vec<u8>), "select seq, leaf_hash from entries order by seq desc limit 1")?;
    Ok(row.map_or_else(Head::default, |(seq, leaf_hash)| Head { seq, leaf_hash }))
}

/// The entry at this place, if it is there.
pub async fn entry_at(transaction: &mut Transaction, seq: i64) -> Result<Option<Head>, StorageError> {
    let row: Option<(i64, Vec<u8>)> = fetch_optional!(
        transaction,
        (i64, Vec<u8>),
        "select seq, leaf_hash from entries where seq = $1",
        seq
    )?;
    Ok(row.map(|(seq, leaf_hash)| Head { seq, leaf_hash }))
}

/// The certificates that entries after `after` up to `upto` speak of, as they
/// are now, each with all of its cards.
pub async fn changed(
    transaction: &mut Transaction,
    after: i64,
    upto: i64,
) -> Result<Vec<Published>, StorageError> {
    let mut cards: HashMap<String, Vec<PublicPaper>> = HashMap::new();
    for row in card_rows(transaction, after, upto).await? {
        let certificate = row.certificate_number.clone();
        cards
            .entry(certificate)
            .or_default()
            .push(row.paper("cards", |column, text| Ok(column.json::<CardStanding>(text)?.effect()))?);
    }
    let mut published = Vec::new();
    for row in certificate_rows(transaction, after, upto).await? {
        let column = Column("certificates", "enterprise_code", &row.number);
        let enterprise_code = column.parse_some(row.enterprise_code.as_deref())?;
        let cards = cards.remove(&row.number).unwrap_or_default().into_boxed_slice();
        let certificate =
            row.paper("certificates", |column, text| Ok(column.json::<Standing>(text)?.effect()))?;
        published.push(Published { certificate, enterprise_code, cards });
    }
    Ok(published)
}

/// The text of the QR of the paper at this place of its issuer's status lists.
pub async fn code(
    storage: &Storage,
    issuer: IssuerCode,
    status_index: u32,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = look_up!(
        storage,
        (String,),
        "select code from certificates where issuer = $1 and status_index = $2
         union all
         select code from cards where issuer = $1 and status_index = $2",
        issuer.to_string(),
        i64::from(status_index),
    )?;
    Ok(row.map(|(code,)| code))
}

/// The signed document of the paper at this place of its issuer's status lists.
pub async fn document(
    storage: &Storage,
    issuer: IssuerCode,
    status_index: u32,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = look_up!(
        storage,
        (String,),
        "select document from certificates where issuer = $1 and status_index = $2
         union all
         select document from cards where issuer = $1 and status_index = $2",
        issuer.to_string(),
        i64::from(status_index),
    )?;
    Ok(row.map(|(document,)| document))
}

/// Code and document of every paper that this key signed and the register
/// entered before an instant.
pub async fn signed_and_entered_before(
    transaction: &mut Transaction,
    key_id: &str,
    before: Instant,
) -> Result<Vec<(String, String)>, StorageError> {
    fetch_all!(
        transaction,
        (String, String),
        "select code, document from certificates join entries on entries.seq = certificates.entry_seq
         where key_id = $1 and at < $2
         union all
         select code, document from cards join entries on entries.seq = cards.entry_seq
         where key_id = $1 and at < $2",
        key_id,
        before.to_string(),
    )
}

async fn certificate_rows(
    transaction: &mut Transaction,
    after: i64,
    upto: i64,
) -> Result<Vec<PublicRow>, StorageError> {
    fetch_all!(
        transaction,
        PublicRow,
        "select number, holder_name, certificates.issuer, paper_version, status_index, issued_on, expires_on,
             standing, code, entry_seq, entries.at as entered_at, enterprise_code, '' as certificate_number
         from certificates join entries on entries.seq = certificates.entry_seq
         where number in (select paper from entry_papers where seq > $1 and seq <= $2)",
        after,
        upto,
    )
}

async fn card_rows(
    transaction: &mut Transaction,
    after: i64,
    upto: i64,
) -> Result<Vec<PublicRow>, StorageError> {
    fetch_all!(
        transaction,
        PublicRow,
        "select number, holder_name, cards.issuer, paper_version, status_index, issued_on, expires_on,
             standing, code, entry_seq, entries.at as entered_at, null as enterprise_code, certificate_number
         from cards join entries on entries.seq = cards.entry_seq
         where certificate_number in (select paper from entry_papers where seq > $1 and seq <= $2)
         order by number",
        after,
        upto,
    )
}

#[derive(sqlx::FromRow)]
struct PublicRow {
    number: String,
    holder_name: String,
    issuer: String,
    paper_version: i64,
    status_index: i64,
    issued_on: String,
    expires_on: String,
    standing: String,
    code: String,
    entry_seq: i64,
    entered_at: String,
    enterprise_code: Option<String>,
    certificate_number: String,
}

impl PublicRow {
    fn paper(
        self,
        table: &'static str,
        effect: impl FnOnce(Column, &str) -> Result<Effect, StorageError>,
    ) -> Result<PublicPaper, StorageError> {
        let column = |name| Column(table, name, &self.number);
        Ok(PublicPaper {
            holder: self.holder_name.as_str().into(),
            issuer: column("issuer").parse(&self.issuer)?,
            paper_version: column("paper_version").number(self.paper_version)?,
            status_index: column("status_index").number(self.status_index)?,
            validity: Validity {
                issued_on: column("issued_on").parse(&self.issued_on)?,
                expires_on: column("expires_on").parse(&self.expires_on)?,
                effect: effect(column("standing"), &self.standing)?,
            },
            token: token_digest(column("code"), &self.code)?,
            entry_seq: self.entry_seq,
            entered_at: column("entry_seq").parse(&self.entered_at)?,
            number: self.number.as_str().into(),
        })
    }
}

/// The digest of the token in the text of a QR, whatever host stands before it.
fn token_digest(column: Column, code: &str) -> Result<[u8; 32], StorageError> {
    let (_, base32) = code.rsplit_once('/').ok_or_else(|| column.corrupt("not the text of a QR"))?;
    let token = BASE32_NOPAD.decode(base32.as_bytes()).map_err(|error| column.corrupt(error))?;
    Ok(Sha256::digest(token).into())
}
