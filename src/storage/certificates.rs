//! Certificates of eligibility.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::papers::{PaperRow, folded_number, paper_columns};
use super::readable::{Readable, readable};
use super::row::row;
use super::words::{self, Kind, fetch_named, named};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::certificate::{Certificate, Holder, Revocation, Standing};
use crate::domain::fold::fold;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::question::Question;

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
        certificate.dossier.map(|dossier| dossier.to_string()),
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
        Some(&paper.key_id).filter(|key| !key.is_empty()),
        &paper.code,
        document,
        paper.entry_seq,
        paper.version,
    )?;
    let code = match &certificate.holder {
        Holder::Organisation(code) => Some(code.as_str()),
        Holder::Independent(_) => None,
    };
    let place = (paper.issuer.to_string(), i64::from(paper.status_index));
    found_by_name(transaction, (&place.0, place.1), (&paper.holder_name, &paper.number, code)).await
}

/// Keeps the words under which a certificate is found at the desk: its
/// holder's name, its number, the enterprise code.
pub(super) async fn found_by_name(
    transaction: &mut Transaction,
    place: (&str, i64),
    (name, number, code): (&str, &str, Option<&str>),
) -> Result<(), StorageError> {
    let words = words::of(std::iter::once(name).chain(code), &[number]);
    words::keep(transaction, Kind::Certificate, place, words).await
}

/// Stores how a certificate stands now; a conflict when someone changed it
/// since it was read.
pub async fn save_standing(
    transaction: &mut Transaction,
    certificate: &Certificate,
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update certificates set standing = $1, version = version + 1
         where number = $2 and paper_version = $3 and version = $4",
        standing(&certificate.standing),
        &certificate.paper.number,
        i64::from(certificate.paper.paper_version),
        certificate.paper.version,
    )?;
    touched_one(touched)
}

/// Nobody else acts on the certificates of this number, or asks for papers of
/// it, until the transaction ends.
///
/// Call it before reading the certificate. SQLite has one writer at a time.
pub async fn hold(transaction: &mut Transaction, number: &str) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let lock = "select version from certificates where folded_number = $1 for update";
        let _: Vec<(i64,)> = fetch_all!(transaction, (i64,), lock, folded_number(number))?;
    }
    Ok(())
}

/// The certificate of this number, forgiving of case, spaces and dashes: the
/// last one issued of it.
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
            ", dossier_id, entrusted_to, enterprise_code, person_id
         from certificates where folded_number = $1 order by paper_version desc limit 1"
        ),
        folded_number(number),
    )?;
    row.map(Certificate::try_from).transpose()
}

/// The certificate of this number as it was at a moment: the last paper issued
/// of it until then.
pub async fn find_at(
    transaction: &mut ReadTransaction,
    number: &str,
    at: Instant,
) -> Result<Option<Certificate>, StorageError> {
    let row: Option<CertificateRow> = fetch_optional!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, entrusted_to, enterprise_code, person_id
         from certificates where folded_number = $1 and issued_at <= $2
         order by paper_version desc limit 1"
        ),
        folded_number(number),
        at.to_string(),
    )?;
    row.map(Certificate::try_from).transpose()
}

/// The certificates that were issued on the applicant's dossiers or entrusted to
/// them, the last paper of each number, the last issued first; none that was
/// renewed.
pub async fn of_applicant(
    transaction: &mut ReadTransaction,
    applicant: AccountId,
) -> Result<Readable<Certificate>, StorageError> {
    let rows: Vec<CertificateRow> = fetch_all!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, entrusted_to, enterprise_code, person_id
         from certificates
         where (dossier_id in (select id from dossiers where applicant_id = $1) or entrusted_to = $1)
             and coalesce(standing_word, '') not in ('replaced', 'renewed')
         order by entry_seq desc"
        ),
        applicant.to_string(),
    )?;
    readable(rows.into_iter().map(Certificate::try_from))
}

/// The first day of the first paper of this certificate's number.
pub async fn first_day(transaction: &mut ReadTransaction, number: &str) -> Result<Option<Day>, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select issued_on from certificates where folded_number = $1 order by paper_version limit 1",
        folded_number(number),
    )?;
    let column = Column("certificates", "issued_on", number);
    row.map(|(day,)| column.parse(&day)).transpose()
}

/// The ids of the dossiers on which papers of this certificate's number were
/// asked for: the one it was first issued on, and those about it.
pub async fn dossiers(transaction: &mut ReadTransaction, number: &str) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        transaction,
        (String,),
        "select dossier_id from certificates where number = $1 and dossier_id is not null
         union select id from dossiers where certificate_number = $1",
        number,
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The text of the QR on the certificate issued last, if there is one.
pub async fn last_code(transaction: &mut ReadTransaction) -> Result<Option<String>, StorageError> {
    let last = "select code from certificates where key_id is not null order by entry_seq desc limit 1";
    let row: Option<(String,)> = fetch_optional!(transaction, (String,), last)?;
    Ok(row.map(|(code,)| code))
}

/// An issuer's certificates, the last paper of each number, the last issued
/// first, at most `limit`.
pub async fn of_issuer(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    limit: i64,
) -> Result<Readable<Certificate>, StorageError> {
    let rows: Vec<CertificateRow> = fetch_all!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, entrusted_to, enterprise_code, person_id
         from certificates where issuer = $1 and coalesce(standing_word, '') <> 'replaced'
         order by entry_seq desc limit $2"
        ),
        issuer.to_string(),
        limit,
    )?;
    readable(rows.into_iter().map(Certificate::try_from))
}

/// An issuer's certificates issued from one day to another, in the order of
/// issue, at most `limit`; none in whose place there is another.
pub async fn issued_between(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    from: Day,
    to: Day,
    limit: i64,
) -> Result<Readable<Certificate>, StorageError> {
    let rows: Vec<CertificateRow> = fetch_all!(
        transaction,
        CertificateRow,
        concat!(
            "select ",
            paper_columns!(),
            ", dossier_id, entrusted_to, enterprise_code, person_id
         from certificates where issuer = $1 and issued_on >= $2 and issued_on <= $3
             and coalesce(standing_word, '') not in ('replaced', 'renewed')
         order by entry_seq limit $4"
        ),
        issuer.to_string(),
        from.to_string(),
        to.to_string(),
        limit,
    )?;
    readable(rows.into_iter().map(Certificate::try_from))
}

macro_rules! at_desk {
    ($which:expr) => {
        concat!(
            "select ",
            paper_columns!(),
            r#", dossier_id, entrusted_to, enterprise_code, person_id
         from certificates
         where issuer = $9 and expires_on >= $10 and expires_on <= $11
             and case when confirm_by < $14 or suspended_from > $14 or given_up_on > $14 then 'in_force'
                 else standing_word end like $12
             and standing_word <> 'replaced' and (expires_on > $15 or (expires_on = $15 and number > $16))"#,
            $which,
            " order by expires_on, number limit $13"
        )
    };
}

/// An issuer's certificates whose standing is this word and whose last day
/// lies within these days, and that the question names by themselves or by a
/// card under them; the first to end first.
pub async fn at_desk(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    filter: &DeskFilter<'_>,
) -> Result<Readable<Certificate>, StorageError> {
    const ALL: &str = at_desk!("");
    const ASKED: &str = at_desk!(concat!(
        " and (status_index in (select line from (",
        named!("certificate"),
        ") as found where found.holder = $9) or number in (select certificate_number from cards where issuer = $9
              and (status_index in (select line from (",
        named!("card"),
        ") as found where found.holder = $9) or status_index in (select line from (",
        named!("card_number"),
        ") as found where found.holder = $9))))"
    ));
    let rows: Vec<CertificateRow> = fetch_named!(
        transaction,
        CertificateRow,
        if filter.question.is_blank() { ALL } else { ASKED },
        filter.question,
        issuer.to_string(),
        filter.ends_from.map_or_else(String::new, |day| day.to_string()),
        filter.ends_to.map_or_else(|| "~".to_owned(), |day| day.to_string()),
        filter.standing.unwrap_or("%"),
        filter.limit,
        filter.today.to_string(),
        filter.after.map_or("", |(day, _)| day),
        filter.after.map_or("", |(_, number)| number),
    )?;
    readable(rows.into_iter().map(Certificate::try_from))
}

/// Which of an issuer's certificates a list shows.
#[derive(Clone, Copy, Debug)]
pub struct DeskFilter<'a> {
    /// The first of the last days shown.
    pub ends_from: Option<Day>,
    /// The last of the last days shown.
    pub ends_to: Option<Day>,
    /// `in_force`, `suspended`, `revoked` or `given_up`; all of them when none.
    pub standing: Option<&'a str>,
    /// The day they stand so.
    pub today: Day,
    /// Words of the holder's or an expert's name, of the number or a card's;
    /// the enterprise code; blank for all.
    pub question: &'a Question,
    /// Those after this last day and number; none from the first on.
    pub after: Option<(&'a str, &'a str)>,
    /// At most so many.
    pub limit: i64,
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

struct CertificateRow {
    paper: PaperRow,
    dossier_id: Option<String>,
    entrusted_to: Option<String>,
    enterprise_code: Option<String>,
    person_id: Option<String>,
}

row!(CertificateRow: dossier_id, entrusted_to, enterprise_code, person_id; paper);

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
            dossier: column("dossier_id").parse_some(row.dossier_id.as_deref())?,
            entrusted_to: column("entrusted_to").parse_some(row.entrusted_to.as_deref())?,
            standing: column("standing").json(&row.paper.standing)?,
            paper: row.paper.paper("certificates")?,
        })
    }
}
