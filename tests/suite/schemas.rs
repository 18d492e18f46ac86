//! The two databases hold the same tables, and nobody works on other ones.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use consultant_registry::storage::upkeep::Tables;
use consultant_registry::storage::{Pools, Storage};

use crate::harness::{Kind, World, address_of, fresh, story};

/// Table and column, with the type in one set of words and whether it is
/// nullable.
type Columns = BTreeMap<(String, String), (String, bool)>;

async fn sqlite_columns(storage: &Storage) -> Columns {
    let Storage::Sqlite(Pools { writing: pool, .. }) = storage else { panic!("not SQLite") };
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "select t.name, c.name, c.type, c.\"notnull\"
         from sqlite_master t join pragma_table_xinfo(t.name) c
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

fn registry(folder: &Path, words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_registry"));
    program.args(words).arg("--data").arg(folder).current_dir(folder).env_remove("REGISTRY_DATABASE");
    program.output().expect("the program runs")
}

/// Why every command that opens this register refuses.
async fn refusal(world: &World) -> String {
    let (folder, address) = (world.folder(), address_of(world.storage()).await);
    if !folder.join("secret.key").exists() {
        assert!(registry(folder, &["secret", "generate"]).status.success());
    }
    let commands: [&[&str]; 5] = [
        &["serve", "--listen", "127.0.0.1:9101", "--host", "localhost:9101"],
        &["keys", "list"],
        &["keys", "generate", "BKHCN", "--unencrypted", "--as", "Người thử"],
        &["snapshot", "--out", "status.json"],
        &["audit", "verify"],
    ];
    let refusals = commands.map(|words| {
        let output = registry(folder, &[words, &["--database", &address]].concat());
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        said.lines().last().unwrap_or_default().to_owned()
    });
    assert!(refusals.iter().all(|refusal| *refusal == refusals[0]), "{refusals:?}");
    refusals[0].clone()
}

story! {
    async fn tables_of_an_older_program_wait_for_registry_migrate(world) {
        assert_eq!(world.storage().tables().await.expect("read"), Tables::Current);
        world.execute("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)").await;
        assert_eq!(world.storage().tables().await.expect("read"), Tables::Older(1));
        let said = refusal(&world).await;
        assert!(said.contains("make a backup, then run: registry migrate"), "{said}");
        assert_eq!(world.storage().tables().await.expect("read"), Tables::Older(1), "nothing was done to them");
    }
}

story! {
    async fn tables_of_a_newer_program_are_left_alone(world) {
        let newer = match world.storage() {
            Storage::Sqlite(..) => "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                values (9999, 'newer', true, x'00', 1)",
            Storage::Postgres(..) => "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                values (9999, 'newer', true, '\\x00', 1)",
        };
        world.execute(newer).await;
        let said = refusal(&world).await;
        assert!(said.contains("of a newer version of this program; use that one"), "{said}");
    }
}

#[rocket::async_test]
async fn registry_migrate_makes_the_tables_and_needs_no_secret() {
    let place = tempfile::tempdir().expect("a folder");
    let output = registry(place.path(), &["migrate"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let address = format!("sqlite:{}", place.path().join("registry.sqlite").display());
    let storage = Storage::look(&address).await.expect("a database");
    assert_eq!(storage.tables().await.expect("read"), Tables::Current);
    let refused = registry(place.path(), &["migrate", "--grant-to", "serving"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("roles are PostgreSQL's"), "said");
}
