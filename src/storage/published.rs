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
use super::papers::folded_number;
use super::{ReadTransaction, Storage, StorageError};
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

/// What changed between two places of the register.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// The certificates as they are now, each with those of its cards that can
    /// be read.
    pub published: Vec<Published>,
    /// What cannot be read.
    pub unreadable: Vec<Unreadable>,
}

/// Papers of one certificate whose rows hold what no act can have written.
///
/// A certificate that cannot be read takes its cards with it, for nothing can
/// be said of them without it; a card stands for itself.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The number of the certificate.
    pub certificate: String,
    /// The papers: number, and place in the status lists where that can be read.
    pub papers: Vec<(String, Option<(IssuerCode, u32)>)>,
    /// What is wrong with the first of them.
    pub reason: String,
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
    let row: Option<(i64, Vec<u8>)> = look_up!(
        storage.following,
        (i64, Vec<u8>),
        "select seq, leaf_hash from entries order by seq desc limit 1"
    )?;
    Ok(row.map_or_else(Head::default, |(seq, leaf_hash)| Head { seq, leaf_hash }))
}

/// The last entry, as this transaction sees the register.
pub async fn last_entry(transaction: &mut ReadTransaction) -> Result<Head, StorageError> {
    let row: Option<(i64, Vec<u8>)> = fetch_optional!(
        transaction,
        (i64, Vec<u8>),
        "select seq, leaf_hash from entries order by seq desc limit 1"
    )?;
    Ok(row.map_or_else(Head::default, |(seq, leaf_hash)| Head { seq, leaf_hash }))
}

/// The entry at this place, if it is there.
pub async fn entry_at(transaction: &mut ReadTransaction, seq: i64) -> Result<Option<Head>, StorageError> {
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
///
/// A row that cannot be read is confined to the papers it touches; one that
/// cannot even be attributed to a number fails the whole.
pub async fn changed(
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<Changed, StorageError> {
    let mut cards: HashMap<String, Vec<PublicRow>> = HashMap::new();
    for row in card_rows(transaction, after, upto).await? {
        cards.entry(row.certificate_number.clone()).or_default().push(row);
    }
    let mut changed = Changed::default();
    for row in certificate_rows(transaction, after, upto).await? {
        let cards = cards.remove(&row.number).unwrap_or_default();
        changed.add(row, cards)?;
    }
    Ok(changed)
}

/// The last entry that speaks of a certificate, by the index of the entries.
pub async fn last_entry_of(
    transaction: &mut ReadTransaction,
    certificate: &str,
) -> Result<Option<i64>, StorageError> {
    let row: Option<(i64,)> = fetch_optional!(
        transaction,
        (i64,),
        "select seq from entry_papers where paper = $1 order by seq desc limit 1",
        certificate,
    )?;
    Ok(row.map(|(seq,)| seq))
}

impl Changed {
    fn add(&mut self, certificate: PublicRow, cards: Vec<PublicRow>) -> Result<(), StorageError> {
        let number = certificate.number.clone();
        let mut unreadable =
            Unreadable { certificate: number.clone(), papers: Vec::new(), reason: String::new() };
        let code = Column("certificates", "enterprise_code", &number)
            .parse_some(certificate.enterprise_code.as_deref());
        let standing = |column: Column, text: &str| Ok(column.json::<Standing>(text)?.effect());
        let whole = certificate.paper("certificates", standing).and_then(|paper| Ok((paper, code?)));
        if let Err(error) = &whole {
            unreadable.put(&certificate, error)?;
        }
        let mut readable = Vec::new();
        for card in cards {
            let standing = |column: Column, text: &str| Ok(column.json::<CardStanding>(text)?.effect());
            match (&whole, &card.paper("cards", standing)) {
                (Ok(_), Ok(paper)) => readable.push(paper.clone()),
                (Err(error), _) | (Ok(_), Err(error)) => unreadable.put(&card, error)?,
            }
        }
        if let Ok((certificate, enterprise_code)) = whole {
            let cards = readable.into_boxed_slice();
            self.published.push(Published { certificate, enterprise_code, cards });
        }
        self.unreadable.extend((!unreadable.papers.is_empty()).then_some(unreadable));
        Ok(())
    }
}

impl Unreadable {
    fn put(&mut self, row: &PublicRow, error: &StorageError) -> Result<(), StorageError> {
        if folded_number(&row.number).is_empty() {
            return Err(
                Column("certificates or cards", "number", &row.number).corrupt("no number of a paper")
            );
        }
        if self.papers.is_empty() {
            self.reason = error.to_string();
        }
        let place = row.issuer.parse().ok().zip(u32::try_from(row.status_index).ok());
        self.papers.push((row.number.clone(), place));
        Ok(())
    }
}

/// The text of the QR of the paper at this place of its issuer's status lists.
pub async fn code(
    storage: &Storage,
    issuer: IssuerCode,
    status_index: u32,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = look_up!(
        storage.reading,
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
        storage.reading,
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
    transaction: &mut ReadTransaction,
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
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<Vec<PublicRow>, StorageError> {
    fetch_all!(
        transaction,
        PublicRow,
        "select number, holder_name, certificates.issuer, paper_version, status_index, issued_on, expires_on,
             standing, code, entry_seq, entries.at as entered_at, compromised_at, enterprise_code,
             '' as certificate_number
         from certificates
             left join entries on entries.seq = certificates.entry_seq
             left join issuer_keys on issuer_keys.key_id = certificates.key_id
         where number in (select paper from entry_papers where seq > $1 and seq <= $2)",
        after,
        upto,
    )
}

async fn card_rows(
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<Vec<PublicRow>, StorageError> {
    fetch_all!(
        transaction,
        PublicRow,
        "select number, holder_name, cards.issuer, paper_version, status_index, issued_on, expires_on,
             standing, code, entry_seq, entries.at as entered_at, compromised_at, null as enterprise_code,
             certificate_number
         from cards
             left join entries on entries.seq = cards.entry_seq
             left join issuer_keys on issuer_keys.key_id = cards.key_id
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
    entered_at: Option<String>,
    compromised_at: Option<String>,
    enterprise_code: Option<String>,
    certificate_number: String,
}

impl PublicRow {
    fn paper(
        &self,
        table: &'static str,
        effect: impl FnOnce(Column, &str) -> Result<Effect, StorageError>,
    ) -> Result<PublicPaper, StorageError> {
        let column = |name| Column(table, name, &self.number);
        let entered_at: Option<Instant> = column("entry_seq").parse_some(self.entered_at.as_deref())?;
        let entered_at = entered_at.ok_or_else(|| column("entry_seq").corrupt("no entry is there"))?;
        let compromised_at: Option<Instant> = column("key_id").parse_some(self.compromised_at.as_deref())?;
        let effect = match compromised_at.filter(|since| entered_at >= *since) {
            Some(since) => Effect::KeyCompromised { on: since.day() },
            None => effect(column("standing"), &self.standing)?,
        };
        Ok(PublicPaper {
            holder: self.holder_name.as_str().into(),
            issuer: column("issuer").parse(&self.issuer)?,
            paper_version: column("paper_version").number(self.paper_version)?,
            status_index: column("status_index").number(self.status_index)?,
            validity: Validity {
                issued_on: column("issued_on").parse(&self.issued_on)?,
                expires_on: column("expires_on").parse(&self.expires_on)?,
                effect,
            },
            token: token_digest(column("code"), &self.code)?,
            entry_seq: self.entry_seq,
            entered_at,
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
