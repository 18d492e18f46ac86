//! The only file that knows there are two databases.
//!
//! SQL is written once, with `$1` placeholders, and run through [`fetch_all!`],
//! [`fetch_optional!`], [`fetch_one!`] and [`execute!`] on a [`Transaction`].
//! Rows are primitives (text, `i64`, bytes, and options of them) and become
//! domain values with `TryFrom`, which checks every one of them again.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// The database of one register: embedded SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub enum Storage {
    /// One file beside the server.
    Sqlite(SqlitePool, Commits),
    /// Several stateless servers over one database.
    Postgres(PgPool, Commits),
}

/// How often this process committed: whoever keeps something of the database
/// in memory reads it again when the number has changed.
#[derive(Clone, Debug, Default)]
pub struct Commits(Arc<AtomicU64>);

/// One unit of work: all of it happens, or none.
#[derive(Debug)]
pub enum Transaction {
    /// On SQLite; a writing one holds the write lock from its start.
    Sqlite(sqlx::Transaction<'static, Sqlite>, Commits),
    /// On PostgreSQL, at `read committed`.
    Postgres(sqlx::Transaction<'static, Postgres>, Commits),
}

/// The database could not do, or does not hold, what it should.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database refused or is out of reach.
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the migrations could not be applied: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Neither `sqlite:` nor `postgres:`.
    #[error("'{0}' is not a database address: use sqlite:FILE or postgres://…")]
    Address(String),
    /// A row holds what no act can have written.
    #[error("{table}.{column} of row {row} holds what it cannot hold: {reason}")]
    Corrupt {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Primary key of the row.
        row: String,
        /// What is wrong with the value.
        reason: String,
    },
    /// Someone changed the row since it was read.
    #[error("someone changed this meanwhile")]
    Conflict,
    /// A stored file could not be written or read.
    #[error("the file store failed: {0}")]
    Files(String),
}

impl Storage {
    /// Opens `sqlite:FILE` (made when missing) or `postgres://…`.
    pub async fn open(address: &str) -> Result<Self, StorageError> {
        if address.starts_with("sqlite:") {
            // FULL: a decision that was confirmed to an officer survives a power cut.
            let options = SqliteConnectOptions::from_str(address)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(15));
            let pool = SqlitePoolOptions::new().max_connections(6).connect_with(options).await?;
            Ok(Self::Sqlite(pool, Commits::default()))
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(address)?;
            let pool = PgPoolOptions::new().max_connections(16).connect_with(options).await?;
            Ok(Self::Postgres(pool, Commits::default()))
        } else {
            Err(StorageError::Address(without_credentials(address)))
        }
    }

    /// A second way into the same database that does not wait for the disk:
    /// for demonstration data, which a power cut may take. A process that is
    /// killed loses nothing by it. On PostgreSQL it is the same way.
    pub async fn without_waiting(&self) -> Result<Self, StorageError> {
        match self {
            Self::Sqlite(pool, commits) => {
                let options = pool.connect_options().as_ref().clone().synchronous(SqliteSynchronous::Off);
                let pool = SqlitePoolOptions::new().max_connections(2).connect_with(options).await?;
                Ok(Self::Sqlite(pool, commits.clone()))
            }
            Self::Postgres(..) => Ok(self.clone()),
        }
    }

    /// Brings the tables up to the version of this program.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(pool, _) => sqlx::migrate!("migrations/sqlite").run(pool).await?,
            Self::Postgres(pool, _) => sqlx::migrate!("migrations/postgres").run(pool).await?,
        }
        Ok(())
    }

    /// Begins a unit of work that may write.
    ///
    /// SQLite takes the write lock at once: a transaction that reads first and
    /// then wants to write would otherwise fail when another one wrote between.
    pub async fn begin(&self) -> Result<Transaction, StorageError> {
        Ok(match self {
            Self::Sqlite(pool, commits) => {
                Transaction::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?, commits.clone())
            }
            Self::Postgres(pool, commits) => Transaction::Postgres(pool.begin().await?, commits.clone()),
        })
    }

    /// Begins a unit of work that only reads, on one state of the tables.
    pub async fn read(&self) -> Result<Transaction, StorageError> {
        Ok(match self {
            Self::Sqlite(pool, commits) => Transaction::Sqlite(pool.begin().await?, commits.clone()),
            Self::Postgres(pool, commits) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Transaction::Postgres(pool.begin_with(begin).await?, commits.clone())
            }
        })
    }

    /// How often this process committed so far.
    pub fn commits(&self) -> u64 {
        let (Self::Sqlite(_, commits) | Self::Postgres(_, commits)) = self;
        commits.0.load(Ordering::Acquire)
    }

    /// Closes every connection; SQLite folds its journal into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool, _) => pool.close().await,
            Self::Postgres(pool, _) => pool.close().await,
        }
    }
}

impl Transaction {
    /// Whether nobody else writes while this lasts, if it may write.
    pub(super) fn writes_alone(&self) -> bool {
        matches!(self, Self::Sqlite(..))
    }

    /// Makes the work permanent.
    pub async fn commit(self) -> Result<(), StorageError> {
        let (committed, commits) = match self {
            Self::Sqlite(transaction, commits) => (transaction.commit().await, commits),
            Self::Postgres(transaction, commits) => (transaction.commit().await, commits),
        };
        // Counted also when it failed: a commit whose answer was lost may have happened.
        commits.0.fetch_add(1, Ordering::Release);
        Ok(committed?)
    }
}

/// Runs a query on whichever database the transaction is on.
macro_rules! run {
    ($transaction:expr, $method:ident, $query:expr $(, $value:expr)*) => {
        match $transaction {
            $crate::storage::database::Transaction::Sqlite(on, _) => {
                $query$(.bind($value))*.$method(&mut **on).await.map_err($crate::storage::StorageError::from)
            }
            $crate::storage::database::Transaction::Postgres(on, _) => {
                $query$(.bind($value))*.$method(&mut **on).await.map_err($crate::storage::StorageError::from)
            }
        }
    };
}

/// All rows: `fetch_all!(transaction, Row, "select …", value, …)`.
macro_rules! fetch_all {
    ($transaction:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::storage::database::run!($transaction, fetch_all, sqlx::query_as::<_, $row>($sql) $(, $value)*)
    };
}

/// The row, if there is one.
macro_rules! fetch_optional {
    ($transaction:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::storage::database::run!($transaction, fetch_optional, sqlx::query_as::<_, $row>($sql) $(, $value)*)
    };
}

/// The row that must be there.
macro_rules! fetch_one {
    ($transaction:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::storage::database::run!($transaction, fetch_one, sqlx::query_as::<_, $row>($sql) $(, $value)*)
    };
}

/// The row, if there is one, by one statement outside any transaction: for
/// the public look-ups that must cost as little as possible.
macro_rules! look_up {
    ($storage:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        match $storage {
            $crate::storage::Storage::Sqlite(pool, _) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(pool).await.map_err($crate::storage::StorageError::from)
            }
            $crate::storage::Storage::Postgres(pool, _) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(pool).await.map_err($crate::storage::StorageError::from)
            }
        }
    };
}

/// A change; answers the number of rows it touched.
macro_rules! execute {
    ($transaction:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $transaction {
            $crate::storage::Transaction::Sqlite(on, _) => sqlx::query($sql)$(.bind($value))*
                .execute(&mut **on).await.map(|done| done.rows_affected()),
            $crate::storage::Transaction::Postgres(on, _) => sqlx::query($sql)$(.bind($value))*
                .execute(&mut **on).await.map(|done| done.rows_affected()),
        }
        .map_err($crate::storage::StorageError::from)
    };
}

pub(crate) use {execute, fetch_all, fetch_one, fetch_optional, look_up, run};

/// An address without the password it may carry, for messages.
fn without_credentials(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => address.to_owned(),
    }
}
