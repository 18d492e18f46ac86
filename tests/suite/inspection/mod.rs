//! The operator asks whether what stands in the database is what was done.
//!
//! Each story changes something as whoever can write the database can, with
//! the triggers out of the way, and asks what an inspection says.

mod checkpoints;
mod command;
mod office;
mod papers;
mod role;

use consultant_registry::acts::inspection::{self, Inspection, InspectionEvent};
use consultant_registry::demo::teller::{Step, Story};
use consultant_registry::domain::certificate::{RevocationGround, SuspensionGround};
use consultant_registry::domain::checkpoint::Checkpoint;
use consultant_registry::storage::{Pools, Storage};
use sqlx::{AssertSqlSafe, Connection};

use crate::harness::World;
use crate::rehearsal::{Rehearsal, independent, organisation};

/// A register in which everything happened that can happen to a paper: an
/// organisation's certificate 01 was suspended and reinstated, one of its cards
/// returned; an independent consultant's, 02, was revoked.
pub(crate) async fn with_papers(world: &World) -> Rehearsal {
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    let mut first = rehearsal.proposed(organisation(0, 0..5)).await;
    let suspended = Step::Suspend(SuspensionGround::CapacityNotKept, 30, "Bổ sung chuyên gia.");
    bring(
        &rehearsal,
        &mut first,
        &[Step::Approve, suspended, Step::Reinstate("Đã khắc phục."), Step::ReturnCard(1)],
    )
    .await;
    let mut second = rehearsal.proposed(independent(5)).await;
    let revoked = Step::Revoke(RevocationGround::FalseDossier, "Hồ sơ không đúng sự thật.");
    bring(&rehearsal, &mut second, &[Step::Approve, revoked]).await;
    rehearsal
}

pub(crate) async fn bring(rehearsal: &Rehearsal, story: &mut Story, steps: &[Step]) {
    for step in steps {
        rehearsal.teller.tell(story, *step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }
}

/// Changes the database as its owner can, past triggers and references.
pub(crate) async fn tamper(world: &World, statements: &[&str]) {
    match world.storage() {
        Storage::Sqlite(Pools { writing: pool, .. }) => {
            let mut connection = pool.acquire().await.expect("a connection");
            let triggers: Vec<(String,)> =
                sqlx::query_as("select name from sqlite_master where type = 'trigger'")
                    .fetch_all(&mut *connection)
                    .await
                    .expect("the triggers");
            let drops = triggers.into_iter().map(|(name,)| format!("drop trigger {name}"));
            let off = ["pragma foreign_keys = off".to_owned()].into_iter().chain(drops);
            let on = ["pragma foreign_keys = on".to_owned()];
            for statement in off.chain(statements.iter().map(|text| (*text).to_owned())).chain(on) {
                sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await.expect("it is changed");
            }
        }
        Storage::Postgres(Pools { writing: pool, .. }) => {
            let mut connection = pool.acquire().await.expect("a connection");
            let mut transaction = connection.begin().await.expect("a transaction");
            let off = "set local session_replication_role = 'replica'";
            for statement in [off].iter().chain(statements) {
                sqlx::query(AssertSqlSafe(*statement))
                    .execute(&mut *transaction)
                    .await
                    .expect("it is changed");
            }
            transaction.commit().await.expect("it is changed");
        }
    }
}

/// What an inspection finds, line by line.
pub(crate) async fn findings(world: &World) -> Vec<String> {
    findings_against(world, None).await
}

/// The same with a checkpoint that was kept elsewhere.
pub(crate) async fn findings_against(world: &World, against: Option<&Checkpoint>) -> Vec<String> {
    let folder = world.folder().join("papers");
    let inspected = Inspection { storage: world.storage(), files: Some(&folder), against };
    let mut found = Vec::new();
    let mut listen = |told| {
        if let InspectionEvent::Found(finding) = told {
            found.push(finding.to_string());
        }
    };
    inspection::inspect(&inspected, &mut listen).await.expect("the register can be read");
    found
}

/// Asserts that what was done to the database is found, in these words.
pub(crate) async fn assert_found(world: &World, statements: &[&str], expected: &[&str]) {
    tamper(world, statements).await;
    let found = findings(world).await;
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found}\nshould say: {expected}");
    }
}
