//! The server's own role on PostgreSQL: it works, and cannot rewrite.

use std::sync::atomic::{AtomicU32, Ordering};

use consultant_registry::storage::grants::GrantError;
use consultant_registry::storage::{Pools, Storage, StorageError};
use rocket::http::Status;
use sqlx::AssertSqlSafe;

use super::{findings, with_papers};
use crate::harness::{Kind, World, story};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A role of this story alone: roles belong to the whole server.
async fn fresh_role(world: &World) -> String {
    let role = format!("serving_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    execute(world, &format!("create role {role} login")).await.expect("a role");
    role
}

async fn execute(world: &World, statement: &str) -> Result<(), sqlx::Error> {
    let Storage::Postgres(Pools { writing: pool, .. }) = world.storage() else { panic!("it is PostgreSQL") };
    sqlx::query(AssertSqlSafe(statement)).execute(pool).await.map(drop)
}

/// What would rewrite what happened, or open the way to it.
const FORBIDDEN: [&str; 27] = [
    "update entries set at = '2020-01-01T00:00:00Z'",
    "delete from entries",
    "truncate entries cascade",
    "update entry_papers set paper = 'x'",
    "delete from entry_papers",
    "update audit set act = 'x'",
    "delete from audit",
    "truncate audit",
    "update evaluations set body = '{}'",
    "delete from evaluations",
    "update issuer_profiles set profile = '{}'",
    "delete from issuer_profiles",
    "update certificates set holder_name = 'x'",
    "update certificates set expires_on = '2099-01-01'",
    "update certificates set code = 'x', document = 'x'",
    "update certificates set standing = standing, entry_seq = 1",
    "delete from certificates",
    "update cards set photo_hash = '\\x00'",
    "delete from cards",
    "update issuer_keys set public_key = '\\x00'",
    "delete from issuer_keys",
    "delete from heads",
    "update jobs set payload = '{}'",
    "drop trigger audit_refuse_change on audit",
    "alter table audit disable trigger user",
    "set session_replication_role = 'replica'",
    "create table others (x text)",
];

#[rocket::async_test]
async fn the_servers_role_does_the_whole_work_and_nothing_that_rewrites_it() {
    let Some(owner) = World::on(Kind::Postgres).await else { return };
    let role = fresh_role(&owner).await;
    owner.storage().grant_to(&role).await.expect("granted");
    let world = owner.as_role(&role).await;
    assert!(owner.storage().could_rewrite().await.expect("asked"));
    assert!(!world.storage().could_rewrite().await.expect("asked"));
    assert!(matches!(world.storage().require_tables().await, Ok(())), "it sees which tables there are");
    with_papers(&world).await;
    assert_eq!(findings(&world).await, Vec::<String>::new());
    let mut person = world.applicant("mai@example.test").await;
    let mut anyone = world.anonymous();
    for page in ["/register", "/c/01/2026/GXN-BKHCN", "/log/checkpoint", "/offline/trust.json"] {
        assert_eq!(anyone.visit(page).await.status, Status::Ok, "{page}");
    }
    assert_eq!(person.visit("/filing").await.status, Status::Ok);
    for statement in FORBIDDEN {
        let error = execute(&world, statement).await.expect_err(statement);
        let denied =
            error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
        assert_eq!(denied.as_deref(), Some("42501"), "{statement}: {error}");
    }
    let migrated = world.storage().migrate().await;
    assert!(
        migrated.is_ok() || matches!(migrated, Err(StorageError::Migration(_))),
        "nothing to do or not allowed"
    );
    assert_eq!(findings(&owner).await, Vec::<String>::new(), "nothing of it happened");
}

#[rocket::async_test]
async fn rights_are_given_only_to_a_role_from_which_others_can_be_kept() {
    let Some(world) = World::on(Kind::Postgres).await else { return };
    let refused = async |role: &str| world.storage().grant_to(role).await.expect_err("refused");
    assert!(matches!(refused("nobody_at_all").await, GrantError::Unknown(_)));
    assert!(matches!(refused("registry").await, GrantError::Owner(_)));
    assert!(matches!(refused("x; drop table audit").await, GrantError::Name(_)));
    let member = fresh_role(&world).await;
    execute(&world, &format!("grant registry to {member}")).await.expect("a member of the owner");
    assert!(matches!(refused(&member).await, GrantError::Owner(_)));
}

story! {
    async fn on_a_file_there_are_no_roles_to_speak_of(world) {
        if matches!(world.storage(), Storage::Sqlite(..)) {
            assert!(matches!(world.storage().grant_to("serving").await, Err(GrantError::NoRoles)));
            assert!(!world.storage().could_rewrite().await.expect("asked"));
        }
    }
}
