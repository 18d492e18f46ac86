//! Work that nobody waits for: ordered with an act, done once whatever happens,
//! given up in the open.

mod desk;
mod processes;
mod queue;
mod servers;

use std::future::pending;
use std::sync::Arc;

use consultant_registry::clock::Clock;
use consultant_registry::domain::ids::BatchId;
use consultant_registry::domain::job::{Fault, Job};
use consultant_registry::entropy::Entropy;
use consultant_registry::jobs::{self, Came, Conclusion, Crew, Failed, LeasedJob, Order, Worker};
use consultant_registry::storage::jobs::{self as stored, JobKey, JobRecord, NewJob};
use consultant_registry::storage::{Pools, Storage, StorageError, Transaction};
use rocket::tokio::sync::Notify;
use tempfile::TempDir;

use crate::harness::{Kind, NOW, fresh};

/// A queue on a database of its own, and a clock that stands still.
pub(super) struct Ground {
    pub(super) storage: Storage,
    pub(super) clock: Clock,
    _folder: TempDir,
}

/// What a crew of these stories does with a job. Its effect is a row that names
/// the job and the lease it was done under, of a kind that no program knows.
#[derive(Clone)]
pub(super) enum Way {
    /// Does it.
    Does,
    /// Says that it has begun, and does it when it may go on.
    Waits { begun: Arc<Notify>, go: Arc<Notify> },
    /// Fails.
    Fails(fn() -> Failed),
}

/// Those who do the jobs of these stories.
#[derive(Clone)]
pub(super) struct Hired {
    pub(super) clock: Clock,
    pub(super) way: Way,
}

impl Crew for Hired {
    async fn run(&self, job: &Job, held: &LeasedJob) -> Result<Conclusion, Failed> {
        match &self.way {
            Way::Does => {}
            Way::Waits { begun, go } => {
                begun.notify_one();
                go.notified().await;
            }
            Way::Fails(how) => return Err(how()),
        }
        let mut conclusion = held.conclude().await?;
        leave(&mut conclusion, &self.clock, ("effect", &format!("{} {}", job.subject(), held.mark())))
            .await?;
        Ok(conclusion)
    }

    async fn give_up(&self, transaction: &mut Transaction, job: &Job) -> Result<(), StorageError> {
        leave(transaction, &self.clock, ("givenup", &job.subject())).await
    }

    async fn tidy(&self, _: &str) -> Result<(), StorageError> {
        Ok(())
    }
}

/// Leaves a row that can be counted.
pub(super) async fn leave(
    transaction: &mut Transaction,
    clock: &Clock,
    (kind, subject): (&str, &str),
) -> Result<(), StorageError> {
    let row = NewJob {
        key: key_of(kind, subject),
        payload: "{}".to_owned(),
        issuer: None,
        enqueued_at: clock.now(),
        due_at: clock.now(),
    };
    stored::insert(transaction, &row).await.map(drop)
}

impl Ground {
    pub(super) async fn on(kind: Kind) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let storage = fresh(kind, folder.path()).await?;
        Some(Self { storage, clock: Clock::fixed(NOW.parse().expect("an instant")), _folder: folder })
    }

    pub(super) fn worker(&self, way: Way) -> Worker<Hired> {
        worker((self.storage.clone(), self.clock.clone()), way)
    }

    /// Orders a job.
    pub(super) async fn order(&self) -> JobKey {
        order(&self.storage, &self.clock).await
    }

    pub(super) async fn find(&self, key: &JobKey) -> Option<JobRecord> {
        let mut reading = self.storage.read().await.expect("a reading");
        stored::find(&mut reading, key).await.expect("the job")
    }

    /// Whether, and how often, the job's effect is there.
    pub(super) async fn effects(&self, key: &JobKey) -> i64 {
        count(&self.storage, "effect", &key.subject).await
    }

    /// Lets seconds pass.
    pub(super) fn wait(&self, seconds: i64) {
        self.clock.set(self.clock.now().plus_seconds(seconds));
    }
}

pub(super) fn worker((storage, clock): (Storage, Clock), way: Way) -> Worker<Hired> {
    Worker::new((storage, clock.clone(), Entropy::system()), "batch", Hired { clock, way })
}

/// Looks once, on a server that does not end.
pub(super) async fn next(worker: &Worker<impl Crew>) -> Came {
    worker.next(pending()).await.expect("the queue")
}

/// A job that nobody ordered yet.
pub(super) fn a_job() -> Job {
    Job::Batch { batch: BatchId::new(Entropy::system().uuid()) }
}

pub(super) async fn order(storage: &Storage, clock: &Clock) -> JobKey {
    let job = a_job();
    let mut transaction = storage.begin().await.expect("a transaction");
    let order = Order { job: &job, issuer: None, due_at: None };
    assert!(jobs::enqueue(&mut transaction, clock, order).await.expect("ordered"), "it is new");
    transaction.commit().await.expect("the commit");
    jobs::key(&job)
}

pub(super) fn key_of(kind: &str, subject: &str) -> JobKey {
    JobKey { kind: kind.to_owned(), subject: subject.to_owned() }
}

/// How many rows of a kind are about this subject.
pub(super) async fn count(storage: &Storage, kind: &str, subject: &str) -> i64 {
    let sql = "select count(*) from jobs where kind = $1 and subject like $2 || '%'";
    let counted = match storage {
        Storage::Sqlite(Pools { writing: pool, .. }) => {
            sqlx::query_scalar(sql).bind(kind).bind(subject).fetch_one(pool).await
        }
        Storage::Postgres(Pools { writing: pool, .. }) => {
            sqlx::query_scalar(sql).bind(kind).bind(subject).fetch_one(pool).await
        }
    };
    counted.expect("a count")
}

/// A failure of a disk.
pub(super) fn a_full_disk() -> Failed {
    Failed::ThisTime(Fault::Files, "no space left".to_owned())
}

/// Opens a database that is there.
pub(super) async fn open(address: &str) -> Storage {
    Storage::open(address).await.expect("the database")
}
