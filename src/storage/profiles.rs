//! Issuers' profiles, each version from an instant on, and their pictures.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::profile::Picture;

/// Since when an issuer's first profile counts: before every paper.
const BEGINNING: &str = "1900-01-01T00:00:00Z";

/// Adds the issuers that are not there yet, with the profile they start with.
pub async fn seed(transaction: &mut Transaction) -> Result<(), StorageError> {
    for code in IssuerCode::all() {
        let added = execute!(
            transaction,
            "insert into issuers (code, version) values ($1, 1) on conflict (code) do nothing",
            code.to_string(),
        )?;
        if added == 1 {
            insert(transaction, &Profile::of(code), 1, BEGINNING.to_owned()).await?;
        }
    }
    Ok(())
}

/// Every issuer's profile as it is now, the Ministry first.
pub async fn all(transaction: &mut ReadTransaction) -> Result<Readable<Profile>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select code, profile from issuers
         join issuer_profiles on issuer = code and issuer_profiles.version = issuers.version
         order by code = 'BKHCN' desc, code"
    )?;
    readable(rows.iter().map(|(code, profile)| column(code).json(profile)))
}

/// An issuer's profile as it is now, with its version.
pub async fn profile(
    transaction: &mut ReadTransaction,
    code: IssuerCode,
) -> Result<(Profile, i64), StorageError> {
    let row: Option<(String, i64)> = fetch_optional!(
        transaction,
        (String, i64),
        "select profile, issuers.version from issuers
         join issuer_profiles on issuer = code and issuer_profiles.version = issuers.version
         where code = $1",
        code.to_string(),
    )?;
    let (profile, version) = row.ok_or_else(|| missing(code))?;
    Ok((column(&code.to_string()).json(&profile)?, version))
}

/// An issuer's profile as it was at an instant: what a paper issued then said,
/// and says whenever it is printed again.
pub async fn profile_at(
    transaction: &mut ReadTransaction,
    code: IssuerCode,
    at: Instant,
) -> Result<Profile, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select profile from issuer_profiles where issuer = $1 and since <= $2
         order by version desc limit 1",
        code.to_string(),
        at.to_string(),
    )?;
    let (profile,) = row.ok_or_else(|| missing(code))?;
    column(&code.to_string()).json(&profile)
}

/// Makes this the issuer's profile from `since` on; a conflict when the version
/// in force is no longer the one `seen`.
pub async fn change(
    transaction: &mut Transaction,
    profile: &Profile,
    seen: i64,
    since: Instant,
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update issuers set version = version + 1 where code = $1 and version = $2",
        profile.code.to_string(),
        seen,
    )?;
    touched_one(touched)?;
    insert(transaction, profile, seen + 1, since.to_string()).await
}

/// Notes a stored picture as one of the issuer's.
pub async fn add_picture(
    transaction: &mut Transaction,
    code: IssuerCode,
    picture: &Picture,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into issuer_pictures (issuer, sha256, width, height) values ($1, $2, $3, $4)
         on conflict (issuer, sha256) do nothing",
        code.to_string(),
        &picture.sha256,
        i64::from(picture.width),
        i64::from(picture.height),
    )?;
    Ok(())
}

/// One of the issuer's pictures.
pub async fn picture(
    transaction: &mut ReadTransaction,
    code: IssuerCode,
    sha256: &str,
) -> Result<Option<Picture>, StorageError> {
    let row: Option<(i64, i64)> = fetch_optional!(
        transaction,
        (i64, i64),
        "select width, height from issuer_pictures where issuer = $1 and sha256 = $2",
        code.to_string(),
        sha256,
    )?;
    let column = |name| Column("issuer_pictures", name, sha256);
    row.map(|(width, height)| {
        Ok(Picture {
            sha256: sha256.to_owned(),
            width: column("width").number(width)?,
            height: column("height").number(height)?,
        })
    })
    .transpose()
}

async fn insert(
    transaction: &mut Transaction,
    profile: &Profile,
    version: i64,
    since: String,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into issuer_profiles (issuer, version, since, profile) values ($1, $2, $3, $4)",
        profile.code.to_string(),
        version,
        since,
        serde_json::to_string(profile).expect("a profile has text keys"),
    )?;
    Ok(())
}

fn column(code: &str) -> Column<'_> {
    Column("issuer_profiles", "profile", code)
}

fn missing(code: IssuerCode) -> StorageError {
    column(&code.to_string()).corrupt("this issuer has no profile; run: registry migrate")
}
