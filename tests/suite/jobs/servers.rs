//! Two servers as the program starts them, over one register, printing batches.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use consultant_registry::acts::printing::batches::BatchPaper;
use consultant_registry::acts::{self, Registry};
use consultant_registry::clock::Clock;
use consultant_registry::domain::ids::{AccountId, BatchId};
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::job::Job;
use consultant_registry::domain::staff::Role;
use consultant_registry::entropy::Entropy;
use consultant_registry::jobs::{self, Order};
use consultant_registry::storage::batches::{self, Batch};
use consultant_registry::storage::jobs::{self as stored, JobRecord};
use consultant_registry::storage::{Pools, Storage};
use rocket::tokio::time::sleep;
use tempfile::TempDir;

use crate::crash;
use crate::harness::{Kind, address_of, closed_folder, fresh};
use crate::printing::{NUMBER, issued};
use crate::rehearsal::Rehearsal;

/// Papers of a batch that are not there: looking for each takes a moment, so
/// that a server is in the middle of it for a while.
const MISSING: usize = 800;

/// A register that no server of this process works on.
struct Place {
    registry: Registry,
    address: String,
    folder: TempDir,
}

/// A server, and what its log says.
struct Server {
    process: Child,
    log: Arc<Mutex<String>>,
}

impl Place {
    async fn with(kind: Kind) -> Option<Self> {
        let folder = closed_folder();
        let storage = fresh(kind, folder.path()).await?;
        let address = address_of(&storage).await;
        storage.close().await;
        let registry = crash::open(&address, folder.path()).await;
        acts::prepare(&registry.storage, &registry.clock).await.expect("the issuers and the calendar");
        Some(Self { registry, address, folder })
    }

    fn storage(&self) -> &Storage {
        &self.registry.storage
    }

    fn batches(&self) -> PathBuf {
        self.folder.path().join("batches")
    }

    async fn age_the_lease_on(&self, id: BatchId) {
        let sql = "update jobs set leased_until = '2020-01-01T00:00:00Z' where subject = $1";
        let aged = match self.storage() {
            Storage::Sqlite(Pools { writing: pool, .. }) => {
                sqlx::query(sql).bind(id.to_string()).execute(pool).await.map(drop)
            }
            Storage::Postgres(Pools { writing: pool, .. }) => {
                sqlx::query(sql).bind(id.to_string()).execute(pool).await.map(drop)
            }
        };
        aged.expect("the statement runs");
    }
}

impl Server {
    /// Starts one over the register of this place, and waits until it is open.
    async fn over(place: &Place) -> Self {
        let listen = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a port");
        let mut process = Command::new(env!("CARGO_BIN_EXE_registry"))
            .args(["serve", "--host", "localhost:8000", "--listen", &listen.to_string()])
            .args(["--database", &place.address, "--data"])
            .arg(place.folder.path())
            .current_dir(place.folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let log = Arc::new(Mutex::new(String::new()));
        let (lines, kept) = (BufReader::new(process.stderr.take().expect("its log")), Arc::clone(&log));
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                kept.lock().expect("the log").extend([line.as_str(), "\n"]);
            }
        });
        let server = Self { process, log };
        until(|| server.says("the register is open")).await;
        server
    }

    fn says(&self, words: &str) -> bool {
        self.log.lock().expect("the log").contains(words)
    }

    /// Whether it has begun this job.
    fn has_begun(&self, id: BatchId) -> bool {
        let log = self.log.lock().expect("the log");
        log.lines().any(|line| line.contains("a job is begun") && line.contains(&id.to_string()))
    }

    fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().expect("kill runs").success());
    }

    fn ended(mut self) {
        self.process.wait().expect("it ended");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Waits for a fact.
async fn until(holds: impl Fn() -> bool) {
    for _ in 0..12_000 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came to it");
}

/// Begins a batch as the act does.
async fn begin(place: &Place, officer: AccountId) -> BatchId {
    // The servers go by the real time.
    let (clock, now) = (Clock::system(), Clock::system().now());
    let missing = (0..MISSING).map(|nth| BatchPaper::Certificate(format!("{nth}/2020/GXN-BKHCN")));
    let papers: Vec<BatchPaper> = missing.chain([BatchPaper::Certificate(NUMBER.to_owned())]).collect();
    let batch = Batch {
        id: BatchId::new(Entropy::system().uuid()),
        issuer: IssuerCode::MINISTRY,
        officer,
        papers: serde_json::to_string(&papers).expect("JSON"),
        paper_count: i64::try_from(papers.len()).expect("few"),
        made_count: 0,
        left_out_count: 0,
        left_out: String::new(),
        begun_at: now,
        finished_at: None,
        failed_at: None,
        ends_at: now.plus_seconds(4 * 3600),
    };
    let mut transaction = place.storage().begin().await.expect("a transaction");
    batches::insert(&mut transaction, &batch).await.expect("a batch");
    let order = Order { job: &Job::Batch { batch: batch.id }, issuer: Some(batch.issuer), due_at: None };
    jobs::enqueue(&mut transaction, &clock, order).await.expect("ordered");
    transaction.commit().await.expect("the commit");
    batch.id
}

async fn job(place: &Place, id: BatchId) -> JobRecord {
    let mut reading = place.storage().read().await.expect("a reading");
    let key = jobs::key(&Job::Batch { batch: id });
    stored::find(&mut reading, &key).await.expect("read").expect("the job")
}

async fn until_done(place: &Place, id: BatchId) {
    for _ in 0..12_000 {
        if job(place, id).await.done_at.is_some() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("never done: {:?}", job(place, id).await);
}

async fn one_server_is_killed_and_one_told_to_end(kind: Kind) {
    let Some(place) = Place::with(kind).await else { return };
    let rehearsal = Rehearsal::in_register(&place.registry).await;
    issued(&rehearsal).await;
    let officer = rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, 0).expect("a leader").account;
    let (one, two) = (Server::over(&place).await, Server::over(&place).await);
    let ids = [begin(&place, officer).await, begin(&place, officer).await];
    until(|| ids.iter().any(|id| one.has_begun(*id) || two.has_begun(*id))).await;
    let (killed, stays) = if ids.iter().any(|id| one.has_begun(*id)) { (one, two) } else { (two, one) };
    let interrupted = *ids.iter().find(|id| killed.has_begun(**id)).expect("it has begun one");
    killed.signal("-KILL");
    killed.ended();
    let left = job(&place, interrupted).await;
    assert!(left.done_at.is_none() && left.leased_until.is_some(), "in the middle: {left:?}");
    // A minute passes, as far as the dead server's lease goes.
    place.age_the_lease_on(interrupted).await;
    for id in ids {
        until_done(&place, id).await;
        let batch = batches::find(&mut place.storage().read().await.expect("a reading"), id).await;
        let batch = batch.expect("read").expect("the batch");
        assert_eq!((batch.made_count, batch.left_out_count), (batch.paper_count, batch.paper_count - 1));
        assert!(batch.finished_at.is_some() && place.batches().join(format!("{id}.zip")).is_file());
    }
    let tries = [job(&place, ids[0]).await.tries, job(&place, ids[1]).await.tries];
    assert_eq!(tries.iter().filter(|tries| **tries == 2).count(), 1, "{tries:?}");
    let files = std::fs::read_dir(place.batches()).expect("the folder").count();
    assert_eq!(files, 2, "no half archive is left");

    let last = begin(&place, officer).await;
    until(|| stays.has_begun(last)).await;
    stays.signal("-TERM");
    stays.ended();
    let given_back = job(&place, last).await;
    assert_eq!((given_back.tries, given_back.leased_until, given_back.done_at), (0, None, None));
}

#[rocket::async_test]
async fn two_servers_print_every_batch_once_though_one_is_killed_on_sqlite() {
    one_server_is_killed_and_one_told_to_end(Kind::Sqlite).await;
}

#[rocket::async_test]
async fn two_servers_print_every_batch_once_though_one_is_killed_on_postgres() {
    one_server_is_killed_and_one_told_to_end(Kind::Postgres).await;
}
