//! One world per story: a fresh database, a clock that stands still, and the
//! server as the program starts it, reached over HTTP without a socket.

mod databases;
mod outside;
mod page;
mod person;
mod register;

use std::path::Path;
use std::sync::Arc;

use consultant_registry::acts::Registry;
use consultant_registry::clock::Clock;
use consultant_registry::commands;
use consultant_registry::config::Config;
use consultant_registry::secret::MasterSecret;
use consultant_registry::storage::{Pools, Storage};
use consultant_registry::web;
use rocket::local::asynchronous::Client;
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

pub(crate) use databases::{Kind, address_of, fresh, of_old};
pub(crate) use outside::Outside;
pub(crate) use page::Page;
pub(crate) use person::{PASSWORD, Person};

/// The day of every story: Sunday 22 November 2026, 10:00 in Viet Nam.
pub(crate) const NOW: &str = "2026-11-22T03:00:00Z";

/// A register with its server.
pub(crate) struct World {
    /// What acts work with; the clock in it can be moved.
    pub(crate) registry: Registry,
    client: Arc<Client>,
    config: Config,
    secret: MasterSecret,
    folder: Arc<TempDir>,
}

impl World {
    /// A fresh register on this kind of database. None without a PostgreSQL
    /// to test on, which is said loudly.
    pub(crate) async fn on(kind: Kind) -> Option<Self> {
        Self::with(kind, |_| ()).await
    }

    /// The same with other settings.
    pub(crate) async fn with(kind: Kind, change: impl FnOnce(&mut Config)) -> Option<Self> {
        let (folder, storage, clock, config) = Self::ground(kind, change).await?;
        let (registry, secret) = register::open(storage, clock, &config).await;
        Some(Self::served(Arc::new(folder), config, (registry, secret)).await)
    }

    /// A fresh register whose server has a key of the Ministry to sign with.
    pub(crate) async fn signing(kind: Kind) -> Option<Self> {
        let (folder, storage, clock, config) = Self::ground(kind, |_| ()).await?;
        let (registry, secret) = register::with_a_key(storage, clock, &config).await;
        Some(Self::served(Arc::new(folder), config, (registry, secret)).await)
    }

    /// Another server over the same register: its own connections, its own
    /// memory, the same files and the same time.
    pub(crate) async fn another_server(&self) -> Self {
        self.served_from(&address_of(self.storage()).await).await
    }

    /// Another server that connects to PostgreSQL as this role.
    pub(crate) async fn as_role(&self, role: &str) -> Self {
        let address = address_of(self.storage()).await;
        let (_, place) = address.rsplit_once('@').expect("an address of PostgreSQL");
        self.served_from(&format!("postgres://{role}@{place}")).await
    }

    async fn served_from(&self, address: &str) -> Self {
        let storage = Storage::open(address).await.expect("another way in");
        let keyring = commands::keyring(&self.config).expect("places for keys");
        let registry = Registry { storage, keyring, ..self.registry.clone() };
        Self::served(Arc::clone(&self.folder), self.config.clone(), (registry, self.secret.clone())).await
    }

    /// Where this register keeps its files.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    async fn ground(
        kind: Kind,
        change: impl FnOnce(&mut Config),
    ) -> Option<(TempDir, Storage, Clock, Config)> {
        let folder = closed_folder();
        let storage = fresh(kind, folder.path()).await?;
        let clock = Clock::fixed(NOW.parse().expect("an instant"));
        let mut config = Config { host: "localhost:8000".to_owned(), ..Config::default() };
        folder.path().clone_into(&mut config.data);
        change(&mut config);
        Some((folder, storage, clock, config))
    }

    async fn served(
        folder: Arc<TempDir>,
        config: Config,
        (registry, secret): (Registry, MasterSecret),
    ) -> Self {
        let rocket = web::rocket(registry.clone(), config.clone(), &secret);
        let client = Client::untracked(rocket).await.expect("the server starts");
        Self { registry, client: Arc::new(client), config, secret, folder }
    }

    /// The database, to look behind the pages.
    pub(crate) fn storage(&self) -> &Storage {
        &self.registry.storage
    }

    /// Changes the database behind the program's back.
    pub(crate) async fn execute(&self, sql: &'static str) {
        self.try_execute(sql).await.expect("the statement runs");
    }

    /// Tries to change the database behind the program's back.
    pub(crate) async fn try_execute(&self, sql: &'static str) -> Result<(), sqlx::Error> {
        match self.storage() {
            Storage::Sqlite(Pools { writing: pool, .. }) => sqlx::query(sql).execute(pool).await.map(drop),
            Storage::Postgres(Pools { writing: pool, .. }) => sqlx::query(sql).execute(pool).await.map(drop),
        }
    }

    /// Changes the database behind the program's back, one statement after the
    /// other.
    pub(crate) async fn execute_all(&self, statements: impl IntoIterator<Item = String>) {
        for sql in statements {
            let sql = AssertSqlSafe(sql);
            let done = match self.storage() {
                Storage::Sqlite(Pools { writing: pool, .. }) => {
                    sqlx::query(sql).execute(pool).await.map(drop)
                }
                Storage::Postgres(Pools { writing: pool, .. }) => {
                    sqlx::query(sql).execute(pool).await.map(drop)
                }
            };
            done.expect("the statement runs");
        }
    }

    /// Lets seconds pass.
    pub(crate) fn wait(&self, seconds: i64) {
        self.registry.clock.set(self.registry.clock.now().plus_seconds(seconds));
    }

    /// The routes of the server, for checks over all of them.
    pub(crate) fn routes(&self) -> Vec<(rocket::http::Method, String)> {
        self.client.rocket().routes().map(|route| (route.method, route.uri.to_string())).collect()
    }

    /// Whoever runs the server, at the port of its counts.
    pub(crate) async fn operator(&self) -> Person {
        let at = "127.0.0.1:9464".parse().expect("an address");
        let rocket = web::metrics::rocket(self.registry.clone(), &self.config, at, &self.secret);
        Person::new(Arc::new(Client::untracked(rocket).await.expect("the counts are served")))
    }

    /// Somebody with a browser who is not signed in.
    pub(crate) fn anonymous(&self) -> Person {
        Person::new(self.client.clone())
    }
}

/// A temporary directory that only its owner can read, as the program wants
/// its data to lie.
pub(crate) fn closed_folder() -> TempDir {
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    tempfile::Builder::new().permissions(closed).tempdir().expect("a temporary directory")
}

/// A story told on both databases: `story! { async fn name(world) { … } }`;
/// with `signing` before it, the server can sign for the Ministry.
macro_rules! story {
    ($(#[$doc:meta])* async fn $name:ident($world:ident) $body:block) => {
        crate::harness::story!(in on, $(#[$doc])* $name($world) $body);
    };
    (signing $(#[$doc:meta])* async fn $name:ident($world:ident) $body:block) => {
        crate::harness::story!(in signing, $(#[$doc])* $name($world) $body);
    };
    (in $register:ident, $(#[$doc:meta])* $name:ident($world:ident) $body:block) => {
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports, reason = "a short story needs less of its file than a long one")]
            use super::*;

            async fn tell($world: crate::harness::World) $body

            #[rocket::async_test]
            async fn on_sqlite() {
                let world = crate::harness::World::$register(crate::harness::Kind::Sqlite).await;
                tell(world.expect("SQLite is always there")).await;
            }

            #[rocket::async_test]
            async fn on_postgres() {
                if let Some(world) = crate::harness::World::$register(crate::harness::Kind::Postgres).await {
                    tell(world).await;
                }
            }
        }
    };
}

pub(crate) use story;
