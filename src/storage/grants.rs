//! What the server's own role may do on PostgreSQL.
//!
//! Two roles: the one that owns the tables runs `registry migrate`, and the
//! one that `registry serve` connects as holds only what is written here. It
//! changes no entry, no audit record, nothing a paper was signed with; it
//! drops no trigger and alters no table. Who takes over the server, or finds a
//! hole in it, still cannot rewrite what happened.

use sqlx::postgres::PgPool;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{Pools, Storage, StorageError};

/// Why a role gets no rights.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// SQLite has no roles.
    #[error("roles are PostgreSQL's; an SQLite file belongs to whoever can write it")]
    NoRoles,
    /// The name is not one that an operator would choose.
    #[error("'{0}' is not the name of a role: small letters, digits and _, at most 63")]
    Name(String),
    /// There is no such role.
    #[error("there is no role {0}; make it with: create role {0} login")]
    Unknown(String),
    /// The role could take any right back.
    #[error("{0} is a superuser or owns the tables, so no right can be kept from it; make a role of its own")]
    Owner(String),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The tables with fewer rights than reading, adding, changing and removing,
/// and the right to change in each; those that only grow are found by their
/// triggers.
const FEWER: [(&str, &str); 20] = [
    // How a paper stands is repeated from the entries, which are replayed
    // whenever the register is verified; everything else was signed.
    ("certificates", "select, insert, update (standing, entrusted_to, version)"),
    ("cards", "select, insert, update (standing, version)"),
    // By which rule names were folded: `registry migrate` folds them anew.
    ("derivations", "select"),
    ("issuer_keys", "select, insert, update (signs_until, retired_at, compromised_at)"),
    ("issuers", "select, insert, update (version)"),
    // What is to be done is what was ordered; only how it goes is noted.
    ("jobs", "select, insert, delete, update (due_at, tries, lease, leased_until, done_at, dead_at, fault)"),
    ("heads", "select, insert, update"),
    // What was ordered is what is told; only what became of it is noted.
    ("mails", "select, insert, update (outcome, ended_at)"),
    // What was proposed is what is confirmed.
    (
        "measures",
        "select, insert, update (answer, answered_at, outcome, decided_by, decided_at, decision_reasons, version)",
    ),
    ("measures_since", "select"),
    ("departures", "select, insert, update (outcome, ended_by, ended_at, version)"),
    ("corrections", "select, insert, update (outcome, decided_by, decided_at, decision_reasons, version)"),
    // What was told once is never told otherwise.
    ("qms_certificates", "select, insert"),
    ("reports", "select, insert, update (outcome, ended_by, ended_at, note, version)"),
    ("alerts", "select, insert, update (ended_at)"),
    // How a dossier was handled does not change.
    ("conclusions", "select, insert"),
    // What was asked is what is answered.
    (
        "supervision_checks",
        "select, insert, update (answer, answered_by, answered_at, finding, closed_by, closed_at, version)",
    ),
    ("surrenders", "select, insert, update (outcome, ended_by, ended_at, version)"),
    ("regime_proposals", "select, insert, update (confirmed_by, confirmed_at, withdrawn_at)"),
    ("_sqlx_migrations", "select"),
];

/// What is granted on a table that only grows.
const GROWING: &str = "select, insert";

/// What is granted on every other table.
const WORKING: &str = "select, insert, update, delete";

impl Storage {
    /// Gives a role what `registry serve` needs, and takes all else from it.
    pub async fn grant_to(&self, role: &str) -> Result<(), GrantError> {
        let Self::Postgres(Pools { writing: pool, .. }) = self else { return Err(GrantError::NoRoles) };
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if role.is_empty() || role.len() > 63 || !role.bytes().all(letters) {
            return Err(GrantError::Name(role.to_owned()));
        }
        check_role(pool, role).await?;
        let tables = tables(pool).await.map_err(StorageError::from)?;
        grant(pool, role, &tables).await.map_err(|error| StorageError::from(error).into())
    }

    /// Whether this connection's role could change what only grows: on
    /// PostgreSQL when it owns the tables or is a superuser. On SQLite whoever
    /// can write the file could, and there is no other way.
    pub async fn could_rewrite(&self) -> Result<bool, StorageError> {
        let Self::Postgres(Pools { writing: pool, .. }) = self else { return Ok(false) };
        let (may,): (bool,) =
            sqlx::query_as("select has_table_privilege('entries', 'update')").fetch_one(pool).await?;
        Ok(may)
    }
}

/// Refuses a role from which nothing can be kept.
async fn check_role(pool: &PgPool, role: &str) -> Result<(), GrantError> {
    let row: Option<(bool,)> = sqlx::query_as(
        "select rolsuper or pg_has_role(rolname, (
             select relowner from pg_class where oid = 'entries'::regclass
         ), 'member')
         from pg_roles where rolname = $1",
    )
    .bind(role)
    .fetch_optional(pool)
    .await
    .map_err(StorageError::from)?;
    match row {
        None => Err(GrantError::Unknown(role.to_owned())),
        Some((true,)) => Err(GrantError::Owner(role.to_owned())),
        Some((false,)) => Ok(()),
    }
}

/// Every table, and whether a trigger keeps it from being changed.
async fn tables(pool: &PgPool) -> Result<Vec<(String, bool)>, sqlx::Error> {
    sqlx::query_as(
        "select relname::text, exists (
             select from pg_trigger where tgrelid = pg_class.oid and tgname = relname || '_refuse_change'
         )
         from pg_class
         where relkind = 'r' and relnamespace = current_schema()::regnamespace
         order by relname",
    )
    .fetch_all(pool)
    .await
}

async fn grant(pool: &PgPool, role: &str, tables: &[(String, bool)]) -> Result<(), sqlx::Error> {
    let mut connection = pool.acquire().await?;
    let mut transaction = connection.begin().await?;
    let (schema,): (String,) =
        sqlx::query_as("select quote_ident(current_schema())").fetch_one(&mut *transaction).await?;
    run(&mut transaction, format!("revoke create on schema {schema} from public, {role}")).await?;
    run(&mut transaction, format!("grant usage on schema {schema} to {role}")).await?;
    for (table, only_grows) in tables {
        let fewer = FEWER.iter().find(|(name, _)| name == table).map(|(_, rights)| *rights);
        let rights = fewer.unwrap_or(if *only_grows { GROWING } else { WORKING });
        run(&mut transaction, format!("revoke all on table {schema}.{table} from public, {role}")).await?;
        run(&mut transaction, format!("grant {rights} on table {schema}.{table} to {role}")).await?;
    }
    transaction.commit().await
}

/// The role's name was checked, the tables' come from the database.
async fn run(connection: &mut PgConnection, statement: String) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(statement)).execute(connection).await.map(drop)
}
