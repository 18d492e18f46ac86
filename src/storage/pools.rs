//! The connections of a register, by what they are for.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Pool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode, Postgres};
use sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqliteConnection, SqlitePoolOptions};

use super::StorageError;
use super::audit::Provenance;
use super::database::Commits;
use super::waits::Waits;
use crate::priority::give_way;

/// How long an act waits for its turn to write.
pub(super) const WRITERS_WAIT: Duration = Duration::from_secs(15);

/// How long a page waits for a connection: who waits longer is told at once
/// that the register is busy, and the line never outlives the rush.
const READERS_WAIT: Duration = Duration::from_secs(2);

/// Connections by what they are for: a page that many ask for, or an act that
/// takes long, must never keep a check from asking for the register's head.
#[derive(Debug)]
pub struct Pools<DB: sqlx::Database> {
    /// For acts. On SQLite one connection, so that writers wait in a line and
    /// not by asking the file again and again.
    pub writing: Pool<DB>,
    /// For pages and searches; refuses to write.
    pub reading: Pool<DB>,
    /// For keeping the papers in memory current, and for nothing else.
    pub following: Pool<DB>,
    pub(super) commits: Commits,
    /// From where what is written here comes.
    pub(super) provenance: Provenance,
    /// How long was waited for each; the same for all who act from somewhere.
    pub(super) waits: Arc<Waits>,
}

// Derived, it would ask for a database that can be cloned.
impl<DB: sqlx::Database> Clone for Pools<DB> {
    fn clone(&self) -> Self {
        let Self { writing, reading, following, commits, provenance, waits } = self;
        Self {
            writing: writing.clone(),
            reading: reading.clone(),
            following: following.clone(),
            commits: commits.clone(),
            provenance: provenance.clone(),
            waits: Arc::clone(waits),
        }
    }
}

impl<DB: sqlx::Database> Pools<DB> {
    /// Those that read first: the last one to close folds SQLite's journal.
    pub(super) async fn close(&self) {
        self.following.close().await;
        self.reading.close().await;
        self.writing.close().await;
    }
}

impl<DB: sqlx::Database> Pools<DB> {
    /// One pool for everything: who only looks needs no order of precedence.
    pub(super) fn of(pool: Pool<DB>) -> Self {
        let [writing, reading, following] = [pool.clone(), pool.clone(), pool];
        let (commits, provenance, waits) = Default::default();
        Self { writing, reading, following, commits, provenance, waits }
    }
}

impl Pools<Sqlite> {
    pub(super) async fn sqlite(options: SqliteConnectOptions) -> Result<Self, StorageError> {
        let writing = SqlitePoolOptions::new().max_connections(1).acquire_timeout(WRITERS_WAIT);
        let writing = writing.connect_with(options.clone()).await?;
        // The file is there and in WAL mode by now.
        let options = options.create_if_missing(false).pragma("query_only", "on");
        let reading = SqlitePoolOptions::new().max_connections(6).acquire_timeout(READERS_WAIT);
        let reading = reading.after_connect(|connection, _| Box::pin(giving_way(connection)));
        let following = SqlitePoolOptions::new().max_connections(2).acquire_timeout(READERS_WAIT);
        Ok(Self {
            writing,
            reading: reading.connect_lazy_with(options.clone()),
            following: following.connect_lazy_with(options),
            commits: Commits::default(),
            provenance: Provenance::default(),
            waits: Arc::default(),
        })
    }
}

impl Pools<Postgres> {
    pub(super) async fn postgres(options: PgConnectOptions) -> Result<Self, StorageError> {
        let to_read = options.clone().options([("default_transaction_read_only", "on")]);
        let writing = PgPoolOptions::new().max_connections(8).acquire_timeout(WRITERS_WAIT);
        let reading = PgPoolOptions::new().max_connections(8).acquire_timeout(READERS_WAIT);
        let following = PgPoolOptions::new().max_connections(2).acquire_timeout(READERS_WAIT);
        Ok(Self {
            writing: writing.connect_with(options).await?,
            reading: reading.connect_lazy_with(to_read.clone()),
            following: following.connect_lazy_with(to_read),
            commits: Commits::default(),
            provenance: Provenance::default(),
            waits: Arc::default(),
        })
    }
}

/// Steps of SQLite's machine that nobody has to wait for: a page of a list, not
/// a walk through every name.
const SHORT: i32 = 2_000;

/// The thread of this connection gives way once it has worked for long, and
/// from then on: a search never takes the processor from a check.
async fn giving_way(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut given = false;
    connection.lock_handle().await?.set_progress_handler(SHORT, move || {
        if !std::mem::replace(&mut given, true) {
            give_way();
        }
        true
    });
    Ok(())
}

/// A server that hangs must not hold the register's connections for ever; and
/// what leaves this machine is encrypted to the server that was meant.
pub(super) fn postgres_options(address: &str) -> Result<PgConnectOptions, sqlx::Error> {
    let mut options = PgConnectOptions::from_str(address)?.options([
        ("statement_timeout", "30s"),
        ("lock_timeout", "15s"),
        ("idle_in_transaction_session_timeout", "60s"),
    ]);
    let host = options.get_host();
    let local = host.starts_with('/') || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host);
    if !local && !address.contains("sslmode=") {
        options = options.ssl_mode(PgSslMode::VerifyFull);
    }
    Ok(options)
}
