//! The queue itself, with crews that do as they are told.

use std::sync::Arc;
use std::time::Duration;

use consultant_registry::clock::Clock;
use consultant_registry::dates::Instant;
use consultant_registry::domain::job::{Fault, delay_seconds};
use consultant_registry::jobs::{self, Came, Failed, LEASE_SECONDS, Order};
use consultant_registry::storage::jobs::{self as stored, Lease};
use consultant_registry::storage::{Pools, Storage};
use rocket::tokio::spawn;
use rocket::tokio::sync::{Notify, oneshot};
use rocket::tokio::time::sleep;

use super::{Ground, Way, a_full_disk, a_job, count, key_of, leave, next, open, order, worker};
use crate::harness::{Kind, address_of};

/// A story of the queue alone, on both databases.
macro_rules! queue_story {
    ($(#[$doc:meta])* async fn $name:ident($ground:ident) $body:block) => {
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn tell($ground: Ground) $body

            #[rocket::async_test]
            async fn on_sqlite() {
                tell(Ground::on(Kind::Sqlite).await.expect("SQLite is always there")).await;
            }

            #[rocket::async_test]
            async fn on_postgres() {
                if let Some(ground) = Ground::on(Kind::Postgres).await {
                    tell(ground).await;
                }
            }
        }
    };
}

fn waiting() -> (Way, Arc<Notify>, Arc<Notify>) {
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    (Way::Waits { begun: Arc::clone(&begun), go: Arc::clone(&go) }, begun, go)
}

queue_story! {
    async fn what_an_act_ordered_that_was_not_committed_is_not_there(ground) {
        let job = a_job();
        let order = || Order { job: &job, issuer: None, due_at: None };
        let mut transaction = ground.storage.begin().await.expect("a transaction");
        assert!(jobs::enqueue(&mut transaction, &ground.clock, order()).await.expect("ordered"));
        let told = ground.storage.jobs_ordered();
        drop(transaction);
        assert_eq!(ground.find(&jobs::key(&job)).await, None);
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Nothing);
        assert!(!told.has_changed().expect("the sender lives"), "nobody was woken for nothing");
    }
}

queue_story! {
    async fn ordered_again_it_is_the_same_job_in_whatever_state(ground) {
        let job = a_job();
        for is_new in [true, false] {
            let mut transaction = ground.storage.begin().await.expect("a transaction");
            let order = Order { job: &job, issuer: None, due_at: None };
            assert_eq!(jobs::enqueue(&mut transaction, &ground.clock, order).await.expect("ordered"), is_new);
            transaction.commit().await.expect("the commit");
            next(&ground.worker(Way::Does)).await;
        }
        assert_eq!(ground.effects(&jobs::key(&job)).await, 1);
    }
}

queue_story! {
    async fn a_job_waits_for_the_day_it_is_due(ground) {
        let (job, worker) = (a_job(), ground.worker(Way::Does));
        let due_at = ground.clock.now().plus_seconds(86_400);
        let mut transaction = ground.storage.begin().await.expect("a transaction");
        let order = Order { job: &job, issuer: None, due_at: Some(due_at) };
        jobs::enqueue(&mut transaction, &ground.clock, order).await.expect("ordered");
        transaction.commit().await.expect("the commit");
        ground.wait(86_399);
        assert_eq!(next(&worker).await, Came::Nothing);
        ground.wait(1);
        assert_eq!(next(&worker).await, Came::Tried);
        assert_eq!(ground.effects(&jobs::key(&job)).await, 1);
    }
}

queue_story! {
    async fn a_job_that_fails_is_tried_after_ever_longer_delays_and_then_given_up(ground) {
        let (key, worker) = (ground.order().await, ground.worker(Way::Fails(a_full_disk)));
        for tries in 1..6 {
            assert_eq!(next(&worker).await, Came::Tried);
            let record = ground.find(&key).await.expect("the job");
            assert_eq!((record.tries, record.fault, record.dead_at), (tries, Some(Fault::Files), None));
            assert_eq!(record.leased_until, None, "nobody is at it meanwhile");
            assert_eq!(record.due_at, ground.clock.now().plus_seconds(delay_seconds(tries)));
            assert_eq!(next(&worker).await, Came::Nothing, "not before it is due");
            ground.clock.set(record.due_at);
        }
        assert_eq!(next(&worker).await, Came::Tried);
        let record = ground.find(&key).await.expect("the job");
        assert_eq!((record.tries, record.dead_at), (6, Some(ground.clock.now())));
        assert_eq!(count(&ground.storage, "givenup", &key.subject).await, 1, "the crew was told");
        ground.wait(30 * 86_400);
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Nothing, "a person has to look");
        assert_eq!(ground.effects(&key).await, 0);

        let mut transaction = ground.storage.begin().await.expect("a transaction");
        stored::revive(&mut transaction, &key, ground.clock.now()).await.expect("given up");
        transaction.commit().await.expect("the commit");
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Tried);
        let record = ground.find(&key).await.expect("the job");
        assert_eq!((record.tries, record.fault, record.dead_at), (1, None, None));
        assert_eq!(ground.effects(&key).await, 1);
    }
}

queue_story! {
    async fn what_fails_every_time_is_not_tried_again(ground) {
        let key = ground.order().await;
        let hopeless = || Failed::EveryTime(Fault::Unreadable, "x".to_owned());
        assert_eq!(next(&ground.worker(Way::Fails(hopeless))).await, Came::Tried);
        let record = ground.find(&key).await.expect("the job");
        assert_eq!((record.tries, record.fault, record.dead_at), (1, Some(Fault::Unreadable), Some(ground.clock.now())));
    }
}

queue_story! {
    async fn a_lease_is_renewed_for_as_long_as_the_work_takes(ground) {
        let key = ground.order().await;
        let (way, begun, go) = waiting();
        let long = ground.worker(way).renewing_every(Duration::from_millis(1));
        let work = spawn(async move { next(&long).await });
        begun.notified().await;
        for _ in 0..3 {
            ground.wait(LEASE_SECONDS - 1);
            let until = ground.clock.now().plus_seconds(LEASE_SECONDS);
            for _ in 0..60_000 {
                if ground.find(&key).await.expect("the job").leased_until == Some(until) {
                    break;
                }
                sleep(Duration::from_millis(1)).await;
            }
            assert_eq!(ground.find(&key).await.expect("the job").leased_until, Some(until));
            assert_eq!(next(&ground.worker(Way::Does)).await, Came::Nothing);
        }
        go.notify_one();
        assert_eq!(work.await.expect("done"), Came::Tried);
        assert_eq!(ground.effects(&key).await, 1);
    }
}

queue_story! {
    async fn who_lost_the_lease_writes_nothing(ground) {
        let key = ground.order().await;
        let (way, begun, go) = waiting();
        // It is so slow that it does not even renew its lease.
        let slow = ground.worker(way).renewing_every(Duration::from_hours(1));
        let work = spawn(async move { next(&slow).await });
        begun.notified().await;
        ground.wait(LEASE_SECONDS - 1);
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Nothing, "the lease still runs");
        ground.wait(1);
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Tried);
        go.notify_one();
        assert_eq!(work.await.expect("it ended"), Came::Tried);
        assert_eq!(ground.effects(&key).await, 1);
        assert_eq!(ground.find(&key).await.expect("the job").tries, 2);
    }
}

queue_story! {
    async fn a_job_that_is_removed_is_stopped(ground) {
        let key = ground.order().await;
        let (way, begun, _) = waiting();
        let worker = ground.worker(way).renewing_every(Duration::from_millis(1));
        let work = spawn(async move { next(&worker).await });
        begun.notified().await;
        let mut transaction = ground.storage.begin().await.expect("a transaction");
        stored::remove(&mut transaction, &key).await.expect("removed");
        transaction.commit().await.expect("the commit");
        assert_eq!(work.await.expect("stopped, for it never may go on"), Came::Tried);
        assert_eq!((ground.find(&key).await, ground.effects(&key).await), (None, 0));
    }
}

queue_story! {
    async fn a_server_that_ends_gives_back_what_it_was_at_and_the_try_does_not_count(ground) {
        let key = ground.order().await;
        let (way, begun, _) = waiting();
        let (worker, (end, ends)) = (ground.worker(way), oneshot::channel::<()>());
        let work = spawn(async move { worker.run(async { drop(ends.await) }).await });
        begun.notified().await;
        assert_eq!(ground.find(&key).await.expect("the job").tries, 1);
        end.send(()).expect("it listens");
        work.await.expect("it ended");
        let record = ground.find(&key).await.expect("the job");
        assert_eq!((record.tries, record.leased_until, record.fault), (0, None, None));
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Tried, "another need not wait");
    }
}

queue_story! {
    async fn what_is_committed_is_begun_at_once_by_who_waits(ground) {
        let (way, begun, go) = waiting();
        let (worker, (end, ends)) = (ground.worker(way), oneshot::channel::<()>());
        let work = spawn(async move { worker.run(async { drop(ends.await) }).await });
        let key = ground.order().await;
        begun.notified().await;
        go.notify_one();
        while ground.effects(&key).await == 0 {
            sleep(Duration::from_millis(1)).await;
        }
        end.send(()).expect("it listens");
        work.await.expect("it ended");
    }
}

queue_story! {
    async fn kinds_of_a_newer_program_are_left_alone(ground) {
        let mut transaction = ground.storage.begin().await.expect("a transaction");
        leave(&mut transaction, &ground.clock, ("letter", "7")).await.expect("a row");
        transaction.commit().await.expect("the commit");
        let before = ground.find(&key_of("letter", "7")).await.expect("the job");
        ground.wait(365 * 86_400);
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Nothing);
        assert_eq!(ground.find(&key_of("letter", "7")).await, Some(before));
    }
}

queue_story! {
    async fn a_job_that_cannot_be_read_is_given_up_and_the_next_one_is_done(ground) {
        let mut transaction = ground.storage.begin().await.expect("a transaction");
        leave(&mut transaction, &ground.clock, ("batch", "no batch")).await.expect("a row");
        transaction.commit().await.expect("the commit");
        ground.wait(1);
        let (key, worker) = (ground.order().await, ground.worker(Way::Does));
        assert_eq!((next(&worker).await, next(&worker).await), (Came::Tried, Came::Tried));
        let unread = ground.find(&key_of("batch", "no batch")).await.expect("the job");
        assert_eq!((unread.fault, unread.dead_at), (Some(Fault::Unreadable), Some(ground.clock.now())));
        assert_eq!(ground.effects(&key).await, 1);
    }
}

queue_story! {
    async fn a_job_in_whose_every_try_the_server_went_away_is_given_up(ground) {
        let key = ground.order().await;
        for _ in 0..6 {
            let now = ground.clock.now();
            let lease = Lease { mark: now.to_string(), until: now.plus_seconds(LEASE_SECONDS) };
            let mut transaction = ground.storage.begin().await.expect("a transaction");
            let claimed = stored::claim(&mut transaction, "batch", now, &lease).await.expect("a claim");
            assert_eq!(claimed.map(|claimed| claimed.key), Some(key.clone()));
            transaction.commit().await.expect("the commit");
            ground.wait(LEASE_SECONDS);
        }
        assert_eq!(next(&ground.worker(Way::Does)).await, Came::Tried);
        let record = ground.find(&key).await.expect("the job");
        assert_eq!((record.fault, record.dead_at), (Some(Fault::Gone), Some(ground.clock.now())));
        assert_eq!(ground.effects(&key).await, 0);
        assert_eq!(count(&ground.storage, "givenup", &key.subject).await, 1);
    }
}

queue_story! {
    async fn done_jobs_are_cleared_away_after_a_month(ground) {
        let (first, worker) = (ground.order().await, ground.worker(Way::Does));
        next(&worker).await;
        for (passes, stays) in [(30 * 86_400, true), (1, false)] {
            ground.wait(passes);
            ground.order().await;
            next(&worker).await;
            assert_eq!(ground.find(&first).await.is_some(), stays);
        }
    }
}

queue_story! {
    async fn many_who_claim_at_once_do_each_job_once(ground) {
        let mut keys = Vec::new();
        for _ in 0..24 {
            keys.push(ground.order().await);
        }
        let address = address_of(&ground.storage).await;
        let mut servers = Vec::new();
        for _ in 0..4 {
            let (storage, clock) = (open(&address).await, ground.clock.clone());
            servers.push(spawn(async move {
                let worker = worker((storage, clock), Way::Does);
                let mut tried = 0;
                while next(&worker).await == Came::Tried {
                    tried += 1;
                }
                tried
            }));
        }
        for server in servers {
            server.await.expect("it found nothing more");
        }
        for key in keys {
            assert_eq!(ground.effects(&key).await, 1);
            assert_eq!(ground.find(&key).await.expect("the job").tries, 1);
        }
    }
}

/// What makes a database's clock run ahead: its own function in place of
/// PostgreSQL's.
const AHEAD: [&str; 2] = [
    "create function public.clock_timestamp() returns timestamptz language sql
     as $$ select pg_catalog.clock_timestamp() + interval '1 hour' $$",
    "do $$ begin
         execute format('alter database %I set search_path = public, pg_catalog', current_database());
     end $$",
];

#[rocket::async_test]
async fn jobs_go_by_the_clock_of_the_database_whatever_the_server_shows() {
    let Some(ground) = Ground::on(Kind::Postgres).await else { return };
    let Storage::Postgres(Pools { writing: pool, .. }) = &ground.storage else { panic!("it is PostgreSQL") };
    for statement in AHEAD {
        sqlx::query(statement).execute(pool).await.expect("the statement runs");
    }
    // The path is that of connections made from now on.
    let storage = open(&address_of(&ground.storage).await).await;
    let begins: Instant = "2028-02-29T02:00:00Z".parse().expect("an instant");
    for (clock, shows) in [(Clock::system(), Clock::system().now()), (Clock::running_from(begins), begins)] {
        let key = order(&storage, &clock).await;
        let ahead = ground.find(&key).await.expect("the job").due_at.unix() - shows.unix();
        assert!((3_590..3_700).contains(&ahead), "{ahead} s");
    }
}
