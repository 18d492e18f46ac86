//! The only file that knows there are two databases, with [`super::upkeep`].
//!
//! SQL is written once, with `$1` placeholders, and run through [`fetch_all!`],
//! [`fetch_optional!`], [`fetch_one!`] and [`execute!`] on a [`Transaction`]; a
//! [`ReadTransaction`] takes all but the last.
//! Rows are primitives (text, `i64`, bytes, and options of them) and become
//! domain values with `TryFrom`, which checks every one of them again.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::postgres::Postgres;
use sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use tokio::sync::watch;

use super::address::{AddressError, DatabaseAddress};
use super::audit::Provenance;
use super::pools::{Pools, WRITERS_WAIT};
use super::waits::Waits;
use crate::priority::NotDone;

const READ_ONLY: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The database of one register: embedded SQLite or PostgreSQL.
#[derive(Clone, Debug)]
pub enum Storage {
    /// One file beside the server.
    Sqlite(Pools<Sqlite>),
    /// Several stateless servers over one database.
    Postgres(Pools<Postgres>),
}

/// What others in this process learn of a commit.
#[derive(Clone, Debug, Default)]
pub(super) struct Commits {
    /// How often this process entered something in the register: whoever keeps
    /// papers in memory asks for the register's head when the number has changed.
    entered: Arc<AtomicU64>,
    /// Told when jobs were ordered, so that nobody waits for the next look.
    jobs: Arc<watch::Sender<()>>,
}

/// Reading on one state of the tables: there is no way to write with it, and
/// on either database the connection refuses as well.
#[derive(Debug)]
pub struct ReadTransaction(On);

/// One unit of work: all of it happens, or none. Reads like a
/// [`ReadTransaction`]; on SQLite it holds the write lock from its start, on
/// PostgreSQL it works at `read committed`.
#[derive(Debug)]
pub struct Transaction {
    reading: ReadTransaction,
    commits: Commits,
    provenance: Provenance,
    makes_entry: bool,
    orders_jobs: bool,
}

/// On which database a transaction is.
#[derive(Debug)]
pub(crate) enum On {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// The database could not do, or does not hold, what it should.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database refused or is out of reach.
    #[error("the database refused: {0}")]
    Database(sqlx::Error),
    /// Every connection is at work, and for too long.
    #[error("too many wait for the database")]
    Busy,
    /// The tables could not be brought up to date.
    #[error("the migrations could not be applied: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The tables are not those of this program.
    #[error(transparent)]
    Tables(#[from] super::upkeep::TablesError),
    /// What was given is no address of a database.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The database at this address cannot be opened.
    #[error("{0} cannot be opened: {1}")]
    NotOpened(String, Box<Self>),
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

impl From<NotDone> for StorageError {
    fn from(_: NotDone) -> Self {
        Self::Busy
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            other => Self::Database(other),
        }
    }
}

impl Storage {
    /// Opens `sqlite:FILE` (made when missing) or `postgres://…`.
    pub async fn open(address: &str) -> Result<Self, StorageError> {
        let address: DatabaseAddress = address.parse()?;
        let opened = match &address {
            DatabaseAddress::Sqlite(file) => {
                // FULL: a decision that was confirmed to an officer survives a power cut.
                let options = SqliteConnectOptions::new()
                    .filename(file)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(WRITERS_WAIT);
                Pools::sqlite(options).await.map(Self::Sqlite)
            }
            DatabaseAddress::Postgres(postgres) => {
                Pools::postgres(postgres.options.clone()).await.map(Self::Postgres)
            }
        };
        opened.map_err(|error| StorageError::NotOpened(address.to_string(), Box::new(error)))
    }

    /// A second way into the same database that does not wait for the disk:
    /// for demonstration data, which a power cut may take. A process that is
    /// killed loses nothing by it. On PostgreSQL it is the same way.
    pub async fn without_waiting(&self) -> Result<Self, StorageError> {
        match self {
            Self::Sqlite(pools) => {
                let options = pools.writing.connect_options().as_ref().clone();
                let hasty = Pools::sqlite(options.synchronous(SqliteSynchronous::Off)).await?;
                Ok(Self::Sqlite(Pools { commits: pools.commits.clone(), ..hasty }))
            }
            Self::Postgres(..) => Ok(self.clone()),
        }
    }

    /// The same register for someone who acts from there: the audit trail tells
    /// it of everything written through this one.
    #[must_use]
    pub fn acting_from(&self, provenance: Provenance) -> Self {
        match self {
            Self::Sqlite(pools) => Self::Sqlite(Pools { provenance, ..pools.clone() }),
            Self::Postgres(pools) => Self::Postgres(Pools { provenance, ..pools.clone() }),
        }
    }

    /// Begins a unit of work that may write.
    ///
    /// SQLite takes the write lock at once: a transaction that reads first and
    /// then wants to write would otherwise fail when another one wrote between.
    pub async fn begin(&self) -> Result<Transaction, StorageError> {
        let line = self.waits().writing.start();
        let (on, commits, provenance) = match self {
            Self::Sqlite(pools) => {
                let begun = pools.writing.begin_with("BEGIN IMMEDIATE").await;
                (On::Sqlite(line.over(begun)?), &pools.commits, &pools.provenance)
            }
            Self::Postgres(pools) => {
                (On::Postgres(line.over(pools.writing.begin().await)?), &pools.commits, &pools.provenance)
            }
        };
        let (commits, provenance) = (commits.clone(), provenance.clone());
        Ok(Transaction {
            reading: ReadTransaction(on),
            commits,
            provenance,
            makes_entry: false,
            orders_jobs: false,
        })
    }

    /// Begins a unit of work that only reads, on one state of the tables.
    ///
    /// End it before waiting for anything that may want a connection too.
    pub async fn read(&self) -> Result<ReadTransaction, StorageError> {
        let line = self.waits().reading.start();
        Ok(ReadTransaction(match self {
            Self::Sqlite(pools) => On::Sqlite(line.over(pools.reading.begin().await)?),
            Self::Postgres(pools) => On::Postgres(line.over(pools.reading.begin_with(READ_ONLY).await)?),
        }))
    }

    /// The same for keeping the papers in memory current: by a way of its own,
    /// on which nobody waits behind pages and searches.
    pub async fn follow(&self) -> Result<ReadTransaction, StorageError> {
        let line = self.waits().following.start();
        Ok(ReadTransaction(match self {
            Self::Sqlite(pools) => On::Sqlite(line.over(pools.following.begin().await)?),
            Self::Postgres(pools) => On::Postgres(line.over(pools.following.begin_with(READ_ONLY).await)?),
        }))
    }

    /// How long was waited for its connections.
    pub fn waits(&self) -> &Waits {
        let (Self::Sqlite(Pools { waits, .. }) | Self::Postgres(Pools { waits, .. })) = self;
        waits
    }

    /// How often this process entered something in the register so far. What
    /// changes no paper, such as a draft or a file, does not count.
    pub fn entered(&self) -> u64 {
        let (Self::Sqlite(Pools { commits, .. }) | Self::Postgres(Pools { commits, .. })) = self;
        commits.entered.load(Ordering::Acquire)
    }

    /// Changes whenever this process committed jobs to be done.
    pub fn jobs_ordered(&self) -> watch::Receiver<()> {
        let (Self::Sqlite(Pools { commits, .. }) | Self::Postgres(Pools { commits, .. })) = self;
        commits.jobs.subscribe()
    }

    /// Closes every connection; SQLite folds its journal into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pools) => pools.close().await,
            Self::Postgres(pools) => pools.close().await,
        }
    }
}

impl ReadTransaction {
    /// The connection, for the macros beneath.
    pub(crate) fn on(&mut self) -> &mut On {
        &mut self.0
    }

    /// Gives the connection back now rather than at the end of the scope.
    pub async fn end(self) -> Result<(), StorageError> {
        match self.0 {
            On::Sqlite(transaction) => transaction.rollback().await?,
            On::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = ReadTransaction;

    fn deref(&self) -> &ReadTransaction {
        &self.reading
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut ReadTransaction {
        &mut self.reading
    }
}

impl Transaction {
    /// Whether nobody else writes while this lasts.
    pub(super) fn writes_alone(&self) -> bool {
        matches!(self.reading.0, On::Sqlite(..))
    }

    /// From where what is written comes.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Has the papers in memory read again once this is committed.
    pub(super) fn makes_entry(&mut self) {
        self.makes_entry = true;
    }

    /// Has those who do jobs look for them once this is committed.
    pub(super) fn orders_jobs(&mut self) {
        self.orders_jobs = true;
    }

    /// Names the session that this very act begins.
    pub fn begins_session(&mut self, mark: String) {
        self.provenance.session = Some(mark);
    }

    /// The connection, to write on.
    pub(crate) fn on_to_write(&mut self) -> &mut On {
        self.reading.on()
    }

    /// Makes the work permanent.
    pub async fn commit(self) -> Result<(), StorageError> {
        let committed = match self.reading.0 {
            On::Sqlite(transaction) => transaction.commit().await,
            On::Postgres(transaction) => transaction.commit().await,
        };
        // Counted also when it failed: a commit whose answer was lost may have happened.
        if self.makes_entry {
            self.commits.entered.fetch_add(1, Ordering::Release);
        }
        if self.orders_jobs {
            self.commits.jobs.send_replace(());
        }
        Ok(committed?)
    }
}

/// Runs a query on whichever database the transaction is on.
macro_rules! run {
    ($transaction:expr, $method:ident, $query:expr $(, $value:expr)*) => {
        match $transaction.on() {
            $crate::storage::database::On::Sqlite(on) => {
                $query$(.bind($value))*.$method(&mut **on).await.map_err($crate::storage::StorageError::from)
            }
            $crate::storage::database::On::Postgres(on) => {
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

/// The row, if there is one, by one statement outside any transaction, on one
/// of the [`Pools`]: for the public look-ups that must cost as little as
/// possible. `look_up!(storage.reading, Row, "select …", value, …)`.
macro_rules! look_up {
    ($storage:ident.$pool:ident, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        match $storage {
            $crate::storage::Storage::Sqlite(pools) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(&pools.$pool).await.map_err($crate::storage::StorageError::from)
            }
            $crate::storage::Storage::Postgres(pools) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(&pools.$pool).await.map_err($crate::storage::StorageError::from)
            }
        }
    };
}

/// A change; answers the number of rows it touched.
macro_rules! execute {
    ($transaction:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $transaction.on_to_write() {
            $crate::storage::database::On::Sqlite(on) => sqlx::query($sql)$(.bind($value))*
                .execute(&mut **on).await.map(|done| done.rows_affected()),
            $crate::storage::database::On::Postgres(on) => sqlx::query($sql)$(.bind($value))*
                .execute(&mut **on).await.map(|done| done.rows_affected()),
        }
        .map_err($crate::storage::StorageError::from)
    };
}

pub(crate) use {execute, fetch_all, fetch_one, fetch_optional, look_up, run};
