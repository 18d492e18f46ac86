//! What whoever runs the server learns of it: counts, and nothing of people.

use std::collections::BTreeMap;
use std::time::Duration;

use consultant_registry::storage::Storage;
use rocket::http::Status;
use rocket::tokio::{join, time};

use crate::audit::with_a_paper;
use crate::harness::{World, story};

/// The counts, by name and labels as they are written; seconds in microseconds.
async fn counts(world: &World) -> BTreeMap<String, u128> {
    let page = world.operator().await.visit("/metrics").await;
    assert_eq!((page.status, page.header("Cache-Control")), (Status::Ok, Some("no-store")));
    let lines = page.body.lines().filter(|line| !line.starts_with('#'));
    let counts = lines.map(|line| {
        let (name, count) = line.rsplit_once(' ').expect("a name and a count");
        let count = match count.split_once('.') {
            Some(_) => seconds(count).as_micros(),
            None => count.parse().expect("a count"),
        };
        (name.to_owned(), count)
    });
    counts.collect()
}

fn seconds(count: &str) -> Duration {
    Duration::from_secs_f64(count.parse().expect("seconds"))
}

story! {
    async fn acts_checks_and_waits_are_counted(world) {
        let before = counts(&world).await;
        with_a_paper(&world).await;
        world.anonymous().visit("/c/99-2026-GXN-BKHCN").await;
        let after = counts(&world).await;
        let more = |name: &str| after[name] - before[name];
        assert_eq!(more("registry_acts_total{act=\"approve\"}"), 1);
        assert_eq!(more("registry_acts_total{act=\"refuse\"}"), 0);
        assert_eq!(more("registry_checks_total{verdict=\"not_valid\"}"), 1);
        assert_eq!(more("registry_checks_total{verdict=\"valid\"}"), 0);
        for pool in ["writing", "reading", "following"] {
            assert!(more(&format!("registry_database_wait_seconds_count{{pool=\"{pool}\"}}")) > 0, "{pool}");
        }
    }
}

story! {
    async fn a_wait_for_the_database_is_as_long_as_it_was(world) {
        // As many as may write at once: one on SQLite, several on PostgreSQL.
        let most = match world.storage() {
            Storage::Sqlite(pools) => pools.writing.options().get_max_connections(),
            Storage::Postgres(pools) => pools.writing.options().get_max_connections(),
        };
        let mut busy = Vec::new();
        for _ in 0..most {
            busy.push(world.storage().begin().await.expect("a connection"));
        }
        let before = counts(&world).await;
        let pause = Duration::from_millis(30);
        let (waited, ()) = join!(world.storage().begin(), async {
            time::sleep(pause).await;
            busy.pop();
        });
        drop(waited.expect("the connection that was given back"));
        let after = counts(&world).await;
        let more = |name: &str| after[name] - before[name];
        assert_eq!(more("registry_database_wait_seconds_count{pool=\"writing\"}"), 1);
        assert!(more("registry_database_wait_seconds_sum{pool=\"writing\"}") >= pause.as_micros());
        assert_eq!(more("registry_database_wait_seconds_bucket{pool=\"writing\",le=\"0.01\"}"), 0);
    }
}

story! {
    async fn counts_say_nothing_of_people_and_are_no_page(world) {
        with_a_paper(&world).await;
        let page = world.operator().await.visit("/metrics").await;
        for line in page.body.lines().filter(|line| !line.starts_with('#')) {
            // A name of a count, words of ours, a number: no letter that is not
            // small, no space within, no sign of an address.
            let (name, count) = line.rsplit_once(' ').expect("a name and a count");
            let ours = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_{}=\",.+".contains(sign);
            assert!(name.replace("le=\"+Inf\"", "").chars().all(ours), "{line}");
            assert!(count.parse::<f64>().is_ok(), "{line}");
        }
        assert_eq!(world.anonymous().visit("/metrics").await.status, Status::NotFound, "where the pages are");
    }
}
