//! The register of a story: the tables, the issuers, the secret.

use consultant_registry::acts::Registry;
use consultant_registry::clock::Clock;
use consultant_registry::config::{Config, Secret};
use consultant_registry::entropy::Entropy;
use consultant_registry::storage::Storage;

/// A register on migrated tables, with the issuers the stories speak of.
pub(super) async fn open(storage: Storage, clock: Clock, _config: &Config) -> (Registry, Secret) {
    let sql = "insert into issuers (code, profile, version) values ('BKHCN', '{}', 1), ('46', '{}', 1)";
    match &storage {
        Storage::Sqlite(pool) => drop(sqlx::query(sql).execute(pool).await.expect("the issuers")),
        Storage::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.expect("the issuers")),
    }
    (Registry { storage, clock, entropy: Entropy::system() }, Secret::new([7; 32]))
}
