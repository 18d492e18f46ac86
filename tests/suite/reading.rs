//! Who only looks: pages read without writing, on connections of their own.

use std::time::Duration;

use consultant_registry::domain::staff::Role;
use consultant_registry::storage::{Pools, Storage};
use rocket::http::Status;
use rocket::tokio::time::timeout;

use crate::harness::{Kind, World, story};

/// Longer than any page may take, shorter than an act waits for its turn.
const AT_ONCE: Duration = Duration::from_secs(10);

story! {
    async fn what_pages_read_with_cannot_write(world) {
        let change = "update accounts set name = 'Ai đó'";
        let refused = match world.storage() {
            Storage::Sqlite(Pools { reading, following, .. }) => [
                sqlx::query(change).execute(reading).await.map(drop),
                sqlx::query(change).execute(following).await.map(drop),
            ],
            Storage::Postgres(Pools { reading, following, .. }) => [
                sqlx::query(change).execute(reading).await.map(drop),
                sqlx::query(change).execute(following).await.map(drop),
            ],
        };
        for outcome in refused {
            let message = outcome.expect_err("reading is not writing").to_string();
            assert!(message.contains("readonly") || message.contains("read-only"), "{message}");
        }
        world.try_execute(change).await.expect("acts write");
    }
}

story! {
    async fn pages_and_checks_answer_while_an_act_takes_long(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let mut an = world.officer("an@bkhcn.example.test", "BKHCN", &[Role::Intake]).await;
        let mut anyone = world.anonymous();
        let writing = world.storage().begin().await.expect("an act under way");
        for path in ["/filing", "/filing/dossiers/new", "/account"] {
            let page = timeout(AT_ONCE, mai.visit(path)).await;
            assert_eq!(page.expect("nobody waits for it").status, Status::Ok, "{path}");
        }
        for path in ["/desk", "/desk?view=open", "/desk/certificates"] {
            let page = timeout(AT_ONCE, an.visit(path)).await;
            assert_eq!(page.expect("nobody waits for it").status, Status::Ok, "{path}");
        }
        for path in ["/", "/register", "/c/01-2026-GXN-BKHCN", "/offline/trust.json"] {
            let page = timeout(AT_ONCE, anyone.visit(path)).await;
            assert!(page.expect("nobody waits for it").status.code < 500, "{path}");
        }
        drop(writing);
    }
}

#[rocket::async_test]
async fn readers_of_every_connection_leave_the_head_to_be_asked() {
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let mut held = Vec::new();
    for _ in 0..6 {
        held.push(world.storage().read().await.expect("a reader"));
    }
    let another = timeout(AT_ONCE, world.storage().read()).await.expect("told in time");
    assert!(another.is_err(), "there are no more than six");
    let page = timeout(AT_ONCE, world.anonymous().visit("/api/v1/certificates/01-2026-GXN-BKHCN")).await;
    assert_eq!(page.expect("nobody waits for it").status, Status::NotFound);
    let busy = timeout(AT_ONCE, world.anonymous().visit("/register")).await.expect("told in time");
    assert_eq!(busy.status, Status::ServiceUnavailable);
    assert!(busy.header("Retry-After").is_some());
    drop(held);
    assert_eq!(world.anonymous().visit("/register").await.status, Status::Ok);
}
