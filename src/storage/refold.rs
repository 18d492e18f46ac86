//! What is stored folded is derived. When the rule of folding changes it is
//! derived anew, before the register opens.

use super::database::{execute, fetch_all, fetch_optional};
use super::row::row;
use super::words::{self, Kind};
use super::{Storage, StorageError, Transaction, cards, certificates, dossiers, holders};
use crate::domain::application;
use crate::domain::fold::{VERSION, fold};
use crate::domain::order;

/// Rows of one transaction: others write between.
const WINDOW: i64 = 200;

/// Whether all is as this program derives it.
pub async fn is_current(storage: &Storage) -> Result<bool, StorageError> {
    let mut reading = storage.read().await?;
    let done: Option<(i64,)> =
        fetch_optional!(reading, (i64,), "select version from derivations where name = 'fold'")?;
    Ok(done == Some((VERSION,)))
}

/// Derives anew what an older rule derived. Does nothing when all is as this
/// program derives it; begun again after an end in the middle.
pub async fn catch_up(storage: &Storage) -> Result<(), StorageError> {
    if is_current(storage).await? {
        return Ok(());
    }
    organisations(storage).await?;
    persons(storage).await?;
    certificates(storage).await?;
    all_cards(storage).await?;
    all_dossiers(storage).await?;
    let mut transaction = storage.begin().await?;
    execute!(
        transaction,
        "insert into derivations (name, version) values ('fold', $1)
         on conflict (name) do update set version = excluded.version",
        VERSION,
    )?;
    transaction.commit().await
}

async fn organisations(storage: &Storage) -> Result<(), StorageError> {
    let mut after = String::new();
    loop {
        let mut transaction = storage.begin().await?;
        let rows: Vec<(String, String)> = fetch_all!(
            transaction,
            (String, String),
            "select enterprise_code, name from organisations where enterprise_code > $1
             order by enterprise_code limit $2",
            &after,
            WINDOW,
        )?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after.clone_from(last);
        for (code, name) in &rows {
            execute!(
                transaction,
                "update organisations set folded_name = $1, name_order = $2 where enterprise_code = $3",
                fold(name),
                order::key(name),
                code
            )?;
            holders::found_by_name(&mut transaction, code, name).await?;
        }
        transaction.commit().await?;
    }
}

async fn persons(storage: &Storage) -> Result<(), StorageError> {
    let mut after = String::new();
    loop {
        let mut transaction = storage.begin().await?;
        let rows: Vec<(String, String)> = fetch_all!(
            transaction,
            (String, String),
            "select id, name from persons where id > $1 order by id limit $2",
            &after,
            WINDOW,
        )?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after.clone_from(last);
        for (id, name) in &rows {
            execute!(transaction, "update persons set folded_name = $1 where id = $2", fold(name), id)?;
        }
        transaction.commit().await?;
    }
}

struct PaperName {
    issuer: String,
    status_index: i64,
    number: String,
    holder_name: String,
    enterprise_code: Option<String>,
}

row!(PaperName: issuer, status_index, number, holder_name, enterprise_code);

/// The papers after this place, in the order of their places.
async fn papers_after(
    transaction: &mut Transaction,
    sql: &'static str,
    after: &(String, i64),
) -> Result<Vec<PaperName>, StorageError> {
    fetch_all!(transaction, PaperName, sql, &after.0, after.1, WINDOW)
}

async fn certificates(storage: &Storage) -> Result<(), StorageError> {
    const ROWS: &str = "select issuer, status_index, number, holder_name, enterprise_code from certificates
         where (issuer, status_index) > ($1, $2) order by issuer, status_index limit $3";
    let mut after = (String::new(), -1);
    loop {
        let mut transaction = storage.begin().await?;
        let rows = papers_after(&mut transaction, ROWS, &after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = (last.issuer.clone(), last.status_index);
        for row in &rows {
            execute!(
                transaction,
                "update certificates set folded_holder_name = $1 where number = $2",
                fold(&row.holder_name),
                &row.number,
            )?;
            let names = (row.holder_name.as_str(), row.number.as_str(), row.enterprise_code.as_deref());
            certificates::found_by_name(&mut transaction, (&row.issuer, row.status_index), names).await?;
        }
        transaction.commit().await?;
    }
}

async fn all_cards(storage: &Storage) -> Result<(), StorageError> {
    const ROWS: &str = "select issuer, status_index, number, holder_name, null as enterprise_code from cards
         where (issuer, status_index) > ($1, $2) order by issuer, status_index limit $3";
    let mut after = (String::new(), -1);
    loop {
        let mut transaction = storage.begin().await?;
        let rows = papers_after(&mut transaction, ROWS, &after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = (last.issuer.clone(), last.status_index);
        for row in &rows {
            execute!(
                transaction,
                "update cards set folded_holder_name = $1 where issuer = $2 and status_index = $3",
                fold(&row.holder_name),
                &row.issuer,
                row.status_index,
            )?;
            let names = (row.holder_name.as_str(), row.number.as_str());
            cards::found_by_name(&mut transaction, (&row.issuer, row.status_index), names).await?;
        }
        transaction.commit().await?;
    }
}

struct DossierText {
    id: String,
    title: String,
    number: Option<String>,
    application: String,
}

row!(DossierText: id, title, number, application);

async fn all_dossiers(storage: &Storage) -> Result<(), StorageError> {
    let mut after = String::new();
    loop {
        let mut transaction = storage.begin().await?;
        let rows: Vec<DossierText> = fetch_all!(
            transaction,
            DossierText,
            "select id, title, number, application from dossiers where id > $1 and stage <> 'draft'
             order by id limit $2",
            &after,
            WINDOW,
        )?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.id);
        for row in &rows {
            let folded = fold(&row.title);
            execute!(transaction, "update dossiers set folded_title = $1 where id = $2", folded, &row.id)?;
            let number = row.number.as_deref();
            // One that cannot be read is found by what stands beside it.
            let lines = application::parse(row.application.as_bytes()).map_or_else(
                |_| [(0, words::of([row.title.as_str()], &number.into_iter().collect::<Vec<_>>()))].into(),
                |application| dossiers::named_in(&application, number),
            );
            words::keep_lines(&mut transaction, Kind::Dossier, &row.id, &lines).await?;
        }
        transaction.commit().await?;
    }
}
