//! The two databases hold the same tables.

use std::collections::BTreeMap;

use consultant_registry::storage::{Pools, Storage};

use crate::harness::{Kind, fresh};

/// Table and column, with the type in one set of words and whether it is
/// nullable.
type Columns = BTreeMap<(String, String), (String, bool)>;

async fn sqlite_columns(storage: &Storage) -> Columns {
    let Storage::Sqlite(Pools { writing: pool, .. }) = storage else { panic!("not SQLite") };
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "select t.name, c.name, c.type, c.\"notnull\"
         from sqlite_master t join pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(pool)
    .await
    .expect("the tables of SQLite");
    let kind = |kind: &str| match kind {
        "TEXT" => "text",
        "INTEGER" => "integer",
        "BLOB" => "bytes",
        other => panic!("the type {other} has no partner"),
    };
    rows.into_iter().map(|(t, c, k, set)| ((t, c), (kind(&k).to_owned(), set == 0))).collect()
}

async fn postgres_columns(storage: &Storage) -> Columns {
    let Storage::Postgres(Pools { writing: pool, .. }) = storage else { panic!("not PostgreSQL") };
    let rows: Vec<(String, String, String, String, Option<String>)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text, is_nullable::text, collation_name::text
         from information_schema.columns
         where table_schema = 'public' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(pool)
    .await
    .expect("the tables of PostgreSQL");
    let mut columns = Columns::new();
    for (table, column, kind, nullable, collation) in rows {
        let kind = match kind.as_str() {
            "text" => "text",
            "bigint" => "integer",
            "bytea" => "bytes",
            other => panic!("the type {other} of {table}.{column} has no partner"),
        };
        // Otherwise the server's locale would sort our dates and numbers.
        assert!(
            kind != "text" || collation.as_deref() == Some("C"),
            "{table}.{column} collates as {collation:?}"
        );
        columns.insert((table, column), (kind.to_owned(), nullable == "YES"));
    }
    columns
}

#[rocket::async_test]
async fn both_databases_have_the_same_tables() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let sqlite = fresh(Kind::Sqlite, folder.path()).await.expect("SQLite is always there");
    let Some(postgres) = fresh(Kind::Postgres, folder.path()).await else { return };
    let (sqlite, postgres) = (sqlite_columns(&sqlite).await, postgres_columns(&postgres).await);
    assert!(sqlite.len() > 60, "the columns were found: {}", sqlite.len());
    assert_eq!(sqlite, postgres);
}
