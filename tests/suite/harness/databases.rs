//! A fresh database for each story.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use consultant_registry::acts;
use consultant_registry::clock::Clock;
use consultant_registry::storage::{Pools, Storage};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tokio::sync::OnceCell;

use super::{NOW, Outside};

/// The two kinds of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A file in a temporary directory.
    Sqlite,
    /// A database of its own on the server that `TEST_POSTGRES` names.
    Postgres,
}

/// What every database of this run is a copy of: the tables, the issuers and
/// the calendar, as a file's bytes and as a database's name.
static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A database as a server finds it that was started once before.
pub(crate) async fn fresh(kind: Kind, folder: &Path) -> Option<Storage> {
    match kind {
        Kind::Sqlite => {
            let file = folder.join("registry.sqlite");
            let written = fs::write(&file, FILE.get_or_init(make_file).await);
            written.and_then(|()| fs::set_permissions(&file, Permissions::from_mode(0o600))).expect("a copy");
            Some(Storage::open(&format!("sqlite:{}", file.display())).await.expect("the copy"))
        }
        Kind::Postgres => {
            let server = Outside::Postgres.place()?;
            let template = TEMPLATE.get_or_init(|| make_template(&server)).await;
            let name = format!("{template}_{}", COUNT.fetch_add(1, Ordering::Relaxed));
            create(&server, &format!("create database {name} template {template}")).await;
            Some(Storage::open(&address(&server, &name)).await.expect("the new database"))
        }
    }
}

/// A database as it was when this was the last file of `migrations/`.
pub(crate) async fn of_old(kind: Kind, folder: &Path, last: i64) -> Option<Storage> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let storage = match kind {
        Kind::Sqlite => Storage::open(&format!("sqlite:{}", folder.join("old.sqlite").display())).await,
        Kind::Postgres => {
            let server = Outside::Postgres.place()?;
            let name = format!("old_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            create(&server, &format!("create database {name}")).await;
            Storage::open(&address(&server, &name)).await
        }
    };
    let storage = storage.expect("an empty database");
    let files = if kind == Kind::Sqlite { "sqlite" } else { "postgres" };
    let all = Migrator::new(root.join(files)).await.expect("the files");
    let old = all.iter().filter(|file| file.version <= last).cloned().collect();
    let old = Migrator::with_migrations(old);
    match &storage {
        Storage::Sqlite(pools) => old.run(&pools.writing).await,
        Storage::Postgres(pools) => old.run(&pools.writing).await,
    }
    .expect("the old tables");
    Some(storage)
}

async fn make_file() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let file = folder.path().join("registry.sqlite");
    prepare(&format!("sqlite:{}", file.display())).await;
    fs::read(file).expect("the file, its journal folded in")
}

/// Makes the tables and writes what a server writes at its first start.
async fn prepare(address: &str) {
    let storage = Storage::open(address).await.expect("the template");
    let first_day = Clock::fixed(NOW.parse().expect("an instant"));
    acts::prepare(&storage, &first_day).await.expect("the tables, the issuers and the calendar");
    storage.close().await;
}

async fn make_template(server: &str) -> String {
    let name = format!("story_{}", std::process::id());
    create(server, &format!("create database {name}")).await;
    // A database with a connection open cannot be a template: none is left.
    prepare(&address(server, &name)).await;
    name
}

async fn create(server: &str, sql: &str) {
    let options = PgConnectOptions::from_str(server).expect("TEST_POSTGRES is an address");
    let mut connection = options.connect().await.expect("the server of TEST_POSTGRES answers");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a new database");
    connection.close().await.expect("the connection closes");
}

/// The server's address with another database.
fn address(server: &str, name: &str) -> String {
    let (before, after) = server.split_once('?').unwrap_or((server, ""));
    let base = before.rsplit_once('/').map_or(before, |(base, _)| base);
    if after.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{after}") }
}

/// The address of a database that was opened.
pub(crate) async fn address_of(storage: &Storage) -> String {
    match storage {
        Storage::Sqlite(Pools { writing: pool, .. }) => {
            let (file,): (String,) =
                sqlx::query_as("select file from pragma_database_list where name = 'main'")
                    .fetch_one(pool)
                    .await
                    .expect("the file");
            format!("sqlite:{file}")
        }
        Storage::Postgres(Pools { writing: pool, .. }) => {
            let (name,): (String,) =
                sqlx::query_as("select current_database()::text").fetch_one(pool).await.expect("the name");
            let server = Outside::Postgres.place().expect("it is tested on");
            server.replace("/postgres", &format!("/{name}")).replacen(
                &format!("/{name}://"),
                "postgres://",
                1,
            )
        }
    }
}
