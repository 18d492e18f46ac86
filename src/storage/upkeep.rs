//! What an operator asks of the database itself, where the two differ:
//! looking without changing, the state of the tables, the database's clock.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqlitePoolOptions};

use super::database::On;
use super::migrations::{POSTGRES, SQLITE};
use super::{DatabaseAddress, Pools, ReadTransaction, Storage, StorageError};
use crate::dates::Instant;

/// PostgreSQL's clock, in seconds since 1970-01-01T00:00:00Z.
const CLOCK: &str = "select floor(extract(epoch from clock_timestamp()))::bigint";

/// The tables of a database, beside those of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// There are none yet.
    Empty,
    /// This program's.
    Current,
    /// Of an older program: so many migrations have not been applied.
    Older(usize),
    /// Of a newer program, or not ours.
    Newer,
}

/// Why the tables cannot be worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TablesError {
    /// There are none.
    #[error("the database has no tables yet; make them with: registry migrate")]
    Missing,
    /// They are to be brought up to date, which nothing does by itself.
    #[error(
        "the tables are of an older version of this program ({0} migration(s) behind); make a backup, then \
         run: registry migrate"
    )]
    Older(usize),
    /// What is derived from other rows was derived by another rule, or not yet.
    #[error("what is derived was derived by another version of this program; run: registry migrate")]
    Folded,
    /// They may mean something else than this program believes.
    #[error("the tables are of a newer version of this program; use that one")]
    Newer,
}

impl Storage {
    /// Opens a database only to look at it. Nothing of it is changed, not
    /// even the way its journal is kept: a backup has its hash afterwards.
    pub async fn look(address: &str) -> Result<Self, StorageError> {
        let address: DatabaseAddress = address.parse()?;
        let opened = match &address {
            DatabaseAddress::Sqlite(file) => look_at_file(file).await.map(Self::Sqlite),
            DatabaseAddress::Postgres(postgres) => {
                let options = postgres.options.clone().options([("default_transaction_read_only", "on")]);
                let pool = PgPoolOptions::new().max_connections(2).connect_with(options).await;
                pool.map(|pool| Self::Postgres(Pools::of(pool))).map_err(StorageError::from)
            }
        };
        opened.map_err(|error| StorageError::NotOpened(address.to_string(), Box::new(error)))
    }

    /// Brings the tables up to the version of this program.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(pools) => SQLITE.run(&pools.writing).await?,
            Self::Postgres(pools) => POSTGRES.run(&pools.writing).await?,
        }
        Ok(())
    }

    /// Compares the tables with those of this program. Changes nothing.
    pub async fn tables(&self) -> Result<Tables, StorageError> {
        let known = match self {
            Self::Sqlite(..) => &SQLITE,
            Self::Postgres(..) => &POSTGRES,
        };
        let known: BTreeMap<i64, &[u8]> =
            known.iter().map(|migration| (migration.version, &*migration.checksum)).collect();
        let applied = self.applied().await?;
        if applied.iter().any(|(version, checksum)| known.get(version) != Some(&checksum.as_slice())) {
            return Ok(Tables::Newer);
        }
        Ok(match (applied.len(), known.len() - applied.len()) {
            (0, _) => Tables::Empty,
            (_, 0) => Tables::Current,
            (_, missing) => Tables::Older(missing),
        })
    }

    /// Fails unless the tables are this program's.
    pub async fn require_tables(&self) -> Result<(), StorageError> {
        match self.tables().await? {
            Tables::Current => Ok(()),
            Tables::Empty => Err(TablesError::Missing.into()),
            Tables::Older(missing) => Err(TablesError::Older(missing).into()),
            Tables::Newer => Err(TablesError::Newer.into()),
        }
    }

    /// What time the database's machine says it is; none when the database is
    /// a file of this machine.
    pub async fn clock(&self) -> Result<Option<Instant>, StorageError> {
        let Self::Postgres(pools) = self else { return Ok(None) };
        let (seconds,): (i64,) = sqlx::query_as(CLOCK).fetch_one(&pools.writing).await?;
        Ok(Instant::from_unix(seconds).ok())
    }

    /// The migrations that were applied, each once.
    async fn applied(&self) -> Result<BTreeMap<i64, Vec<u8>>, StorageError> {
        let rows: Vec<(i64, Vec<u8>)> = match self {
            Self::Sqlite(Pools { writing: pool, .. }) => {
                let is_there = "select count(*) from sqlite_master where name = '_sqlx_migrations'";
                let (count,): (i64,) = sqlx::query_as(is_there).fetch_one(pool).await?;
                if count == 0 {
                    return Ok(BTreeMap::new());
                }
                sqlx::query_as("select version, checksum from _sqlx_migrations").fetch_all(pool).await?
            }
            Self::Postgres(Pools { writing: pool, .. }) => {
                let is_there = "select (to_regclass('_sqlx_migrations') is not null)::int::bigint";
                let (count,): (i64,) = sqlx::query_as(is_there).fetch_one(pool).await?;
                if count == 0 {
                    return Ok(BTreeMap::new());
                }
                sqlx::query_as("select version, checksum from _sqlx_migrations").fetch_all(pool).await?
            }
        };
        Ok(rows.into_iter().collect())
    }
}

impl ReadTransaction {
    /// What time the database's machine says it is, as [`Storage::clock`]; not
    /// the time at which this began.
    pub async fn clock(&mut self) -> Result<Option<Instant>, StorageError> {
        let On::Postgres(on) = self.on() else { return Ok(None) };
        let (seconds,): (i64,) = sqlx::query_as(CLOCK).fetch_one(&mut **on).await?;
        Ok(Instant::from_unix(seconds).ok())
    }
}

async fn look_at_file(file: &Path) -> Result<Pools<Sqlite>, StorageError> {
    // Without a journal beside it nobody has the file open, and SQLite need not
    // make one to read it. With one, the file alone is stale.
    let unused = !has_journal(file);
    let options =
        SqliteConnectOptions::new().filename(file).create_if_missing(false).read_only(true).immutable(unused);
    Ok(Pools::of(SqlitePoolOptions::new().max_connections(2).connect_with(options).await?))
}

/// Whether others may have the database open: SQLite keeps a journal beside
/// the file for as long as somebody does.
pub fn is_in_use(address: &str) -> bool {
    match address.parse() {
        Ok(DatabaseAddress::Sqlite(file)) => has_journal(&file),
        _ => true,
    }
}

fn has_journal(file: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|ending| {
        let mut beside = file.as_os_str().to_owned();
        beside.push(ending);
        Path::new(&beside).exists()
    })
}
