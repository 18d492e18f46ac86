//! What is in memory is never older than it may be.

use std::sync::Arc;
use std::time::Duration;

use super::{class_of, json, path, printed, revoke, verdict};
use crate::harness::{address_of, story};
use consultant_registry::storage::{Pools, Storage};
use consultant_registry::verification::{Checks, Freshness};
use rocket::http::Status;
use rocket::tokio::time::sleep;

story! {
    async fn a_change_by_another_server_is_seen_within_a_second(world) {
        let printed = printed(&world).await;
        let other = Storage::open(&address_of(world.storage()).await).await.expect("another way in");
        let registry = consultant_registry::acts::Registry { storage: other, ..world.registry.clone() };
        let checks = Checks::new(registry, Freshness::default());
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        revoke(&world).await;
        sleep(Duration::from_millis(500)).await;
        assert_eq!(checks.scan(&printed.certificate).await.verdict.reason(), Some("revoked"));
    }
}

story! {
    async fn a_machine_that_slept_asks_the_register_before_it_answers(world) {
        let printed = printed(&world).await;
        let other = Storage::open(&address_of(world.storage()).await).await.expect("another way in");
        let registry = consultant_registry::acts::Registry { storage: other, ..world.registry.clone() };
        let hour = Duration::from_hours(1);
        let checks = Checks::new(registry, Freshness { ask_every: hour, too_old: hour, ..Freshness::default() });
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        revoke(&world).await;
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid(), "asked within the hour");
        world.wait(60);
        assert_eq!(checks.scan(&printed.certificate).await.verdict.reason(), Some("revoked"));
    }
}

story! {
    async fn without_its_register_nothing_is_valid(world) {
        let printed = printed(&world).await;
        let freshness = Freshness {
            ask_every: Duration::from_millis(20), too_old: Duration::from_millis(60), patience: Duration::from_millis(200),
        };
        let unread = Checks::new(world.registry.clone(), freshness);
        let checks = Arc::new(Checks::new(world.registry.clone(), freshness));
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        world.storage().close().await;
        assert_eq!(unread.scan(&printed.certificate).await.verdict.reason(), Some("status_unavailable"));
        sleep(Duration::from_millis(80)).await;
        let check = checks.scan(&printed.certificate).await;
        assert_eq!(check.verdict.reason(), Some("status_too_old"));
        assert!(check.as_of.is_some() && check.paper.is_none());
        sleep(Duration::from_millis(1100)).await;
        let (status, answer) = json(&world, &path(&printed.certificate).replace("/V/", "/api/v1/verify/")).await;
        assert_eq!((status, verdict(&answer).as_str()), (Status::ServiceUnavailable, "could_not_check status_too_old"));
        let page = world.anonymous().visit("/c/01/2026/GXN-BKHCN").await;
        assert_eq!((page.status, class_of(&page).as_str()), (Status::ServiceUnavailable, "verdict unchecked"));
    }
}

story! {
    async fn a_register_put_back_to_an_earlier_state_is_read_anew(world) {
        let printed = printed(&world).await;
        let checks = Checks::new(world.registry.clone(), Freshness { ask_every: Duration::ZERO, ..Freshness::default() });
        assert!(checks.scan(&printed.certificate).await.verdict.is_valid());
        if let Storage::Sqlite(Pools { writing: pool, .. }) = world.storage() {
            for statement in [
                "drop trigger entries_refuse_delete", "drop trigger entry_papers_refuse_delete",
                "delete from cards", "delete from certificates", "delete from entry_papers", "delete from entries where seq = 2",
                "update heads set seq = 1, hash = (select leaf_hash from entries) where name = 'entries'",
            ] {
                sqlx::query(statement).execute(pool).await.expect("the past is put back");
            }
            assert_eq!(checks.scan(&printed.certificate).await.verdict.reason(), Some("never_issued"));
        }
    }
}
