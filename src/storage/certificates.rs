//! Certificates of eligibility.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::papers::{PaperRow, folded_number, paper_columns};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Holder, Revocation, Standing};
use crate::domain::fold::fold;
use crate::domain::issuer::IssuerCode;

/// Stores a new certificate with its signed document.
pub async fn insert(
    transaction: &mut Transaction,
    certificate: &Certificate,
    document: &str,
) -> Result<(), StorageError> {
    let paper = &certificate.paper;
    let (enterprise_code, person) = match &certificate.holder {
        Holder::Organisation(code) => (Some(code.clone()), None),
        Holder::Independent(person) => (None, Some(person.to_string())),
    };
    execute!(
        transaction,
        "insert into certificates (number, folded_number, issuer, dossier_id, enterprise_code, person_id,
             holder_name, folded_holder_name, paper_version, issued_on, issued_at, expires_on, standing,
             status_index, key_id, code, document, entry_seq, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        &paper.number,
        folded_number(&paper.number),
        paper.issuer.to_string(),
        certificate.dossier.to_string(),
        enterprise_code,
        person,
        &paper.holder_name,
        fold(&paper.holder_name),
        i64::from(paper.paper_version),
        paper.issued_on.to_string(),
        paper.issued_at.to_string(),
        paper.expires_on.to_string(),
        standing(&certificate.standing),
        i64::from(paper.status_index),
        &paper.key_id,
        &paper.code,
        document,
        paper.entry_seq,
        paper.version,
    )?;
    Ok(())
}

/// Stores how a certificate stands now; a conflict when someone changed it
/// since it was read.
pub async fn save_standing(
    transaction: &mut Transaction,
    certificate: &Certificate,
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update certificates set standing = $1, version = version + 1 where number = $2 and version = $3",
        standing(&certificate.standing),
        &certificate.paper.number,
        certificate.paper.version,
    )?;
    touched_one(touched)
}

/// The certificate of this number, forgiving of case, spaces and dashes.
pub async fn find(
    transaction: &mut ReadTransaction,
    number: &str,
) -> Result<Option<Certificate>, StorageError> {
    let row: Option<CertificateRow> = fetch_optional!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, enterprise_code, person_id
         from certificates where folded_number = $1"
        ),
        folded_number(number),
    )?;
    row.map(Certificate::try_from).transpose()
}

/// The text of the QR on the certificate issued last, if there is one.
pub async fn last_code(transaction: &mut ReadTransaction) -> Result<Option<String>, StorageError> {
    let last = "select code from certificates order by entry_seq desc limit 1";
    let row: Option<(String,)> = fetch_optional!(transaction, (String,), last)?;
    Ok(row.map(|(code,)| code))
}

/// An issuer's certificates, the last issued first, at most `limit`.
pub async fn of_issuer(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    limit: i64,
) -> Result<Vec<Certificate>, StorageError> {
    let rows: Vec<CertificateRow> = fetch_all!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, enterprise_code, person_id
         from certificates where issuer = $1 order by entry_seq desc limit $2"
        ),
        issuer.to_string(),
        limit,
    )?;
    rows.into_iter().map(Certificate::try_from).collect()
}

/// An issuer's certificates issued from one day to another, in the order of
/// issue, at most `limit`.
pub async fn issued_between(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    (from, to): (Day, Day),
    limit: i64,
) -> Result<Vec<Certificate>, StorageError> {
    let rows: Vec<CertificateRow> = fetch_all!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, enterprise_code, person_id
         from certificates where issuer = $1 and issued_on >= $2 and issued_on <= $3
         order by entry_seq limit $4"
        ),
        issuer.to_string(),
        from.to_string(),
        to.to_string(),
        limit,
    )?;
    rows.into_iter().map(Certificate::try_from).collect()
}

/// An issuer's certificates whose standing is this word and whose last day
/// lies within these days, and whose holder's name has a word that begins with
/// what was typed or whose number contains it; the first to end first.
pub async fn at_desk(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    filter: &DeskFilter<'_>,
) -> Result<Vec<Certificate>, StorageError> {
    let rows: Vec<CertificateRow> = fetch_all!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            r#", dossier_id, enterprise_code, person_id
         from certificates
         where issuer = $1 and expires_on >= $2 and expires_on <= $3
             and standing like '{"standing":"' || $4 || '"%'
             and (' ' || folded_holder_name like $5 escape '\' or folded_number like $6 or enterprise_code = $7)
         order by expires_on, number limit $8"#
        ),
        issuer.to_string(),
        filter.ends_from.map_or_else(String::new, |day| day.to_string()),
        filter.ends_to.map_or_else(|| "~".to_owned(), |day| day.to_string()),
        filter.standing.unwrap_or("%"),
        super::papers::word_pattern(filter.typed),
        format!("%{}%", number_part(filter.typed)),
        filter.typed.trim(),
        filter.limit,
    )?;
    rows.into_iter().map(Certificate::try_from).collect()
}

/// Which of an issuer's certificates a list shows.
#[derive(Clone, Copy, Debug)]
pub struct DeskFilter<'a> {
    /// The first of the last days shown.
    pub ends_from: Option<Day>,
    /// The last of the last days shown.
    pub ends_to: Option<Day>,
    /// `in_force`, `suspended` or `revoked`; all of them when none.
    pub standing: Option<&'a str>,
    /// The beginning of a word of the name, a part of the number, or the
    /// enterprise code; empty for all.
    pub typed: &'a str,
    /// At most so many.
    pub limit: i64,
}

/// What was typed as a part of a number; what has no letter or digit is part
/// of none.
fn number_part(typed: &str) -> String {
    let folded = folded_number(typed);
    if folded.is_empty() { "~".to_owned() } else { folded }
}

/// The days on which certificates of an organisation were revoked.
pub async fn revocations(
    transaction: &mut ReadTransaction,
    enterprise_code: &str,
) -> Result<Vec<Day>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select number, standing from certificates where enterprise_code = $1",
        enterprise_code,
    )?;
    let mut days = Vec::new();
    for (number, standing) in rows {
        if let Standing::Revoked(Revocation { on, .. }) =
            Column("certificates", "standing", &number).json::<Standing>(&standing)?
        {
            days.push(on);
        }
    }
    Ok(days)
}

fn standing(standing: &Standing) -> String {
    serde_json::to_string(standing).expect("a standing has text keys")
}

#[derive(sqlx::FromRow)]
struct CertificateRow {
    #[sqlx(flatten)]
    paper: PaperRow,
    dossier_id: String,
    enterprise_code: Option<String>,
    person_id: Option<String>,
}

impl TryFrom<CertificateRow> for Certificate {
    type Error = StorageError;

    fn try_from(row: CertificateRow) -> Result<Self, StorageError> {
        let number = row.paper.number.clone();
        let column = |name| Column("certificates", name, &number);
        let holder = match (row.enterprise_code, row.person_id) {
            (Some(code), None) => Holder::Organisation(code),
            (None, Some(person)) => Holder::Independent(column("person_id").parse(&person)?),
            _ => {
                return Err(
                    column("enterprise_code").corrupt("exactly one of organisation and person holds it")
                );
            }
        };
        Ok(Self {
            holder,
            dossier: column("dossier_id").parse(&row.dossier_id)?,
            standing: column("standing").json(&row.paper.standing)?,
            paper: row.paper.paper("certificates")?,
        })
    }
}
