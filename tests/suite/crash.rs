//! A process that is killed in the middle of an approval leaves nothing half
//! made: either no paper, no number and no entry, or all of them.
//!
//! The approval runs in a process of its own (this program again, with one
//! ignored test), which says when it begins and when it is done. It is killed
//! with SIGKILL after ever longer delays, and once at each lock it takes on
//! the way; then the database is opened anew and looked through.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use consultant_registry::acts::keyring::Keyring;
use consultant_registry::acts::{self, Registry, Sight, decision};
use consultant_registry::clock::Clock;
use consultant_registry::domain::dossier::StageName;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::domain::status_index::IndexKey;
use consultant_registry::entropy::Entropy;
use consultant_registry::secret::MasterSecret;
use consultant_registry::storage::files::Files;
use consultant_registry::storage::heads::{self, Series};
use consultant_registry::storage::seal::Seal;
use consultant_registry::storage::{Pools, Storage, dossiers};
use sqlx::ConnectOptions;
use tempfile::TempDir;

use crate::harness::{Kind, NOW, fresh};
use crate::rehearsal::{Rehearsal, assert_whole, organisation, papers, seen};
use crate::reissue;

/// Approvals that are killed at a moment of chance.
const KILLED: u32 = 26;

/// What the other process is told by.
const PLACE: &str = "CRASH_PLACE";

/// A register on disk that processes come to and go from.
struct Disk {
    folder: TempDir,
    address: String,
    leader: Officer,
    /// Proposed dossiers nobody has tried to approve yet.
    waiting: Vec<Sight>,
    /// Whether they ask for papers that are there once more.
    again: bool,
}

/// What an approval came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The process was killed and nothing is there.
    Nothing,
    /// The process was killed after the commit, before it could say so.
    AllUnsaid,
    /// The process said that it was done.
    All,
}

/// The register at this address, with its files, keys and secret in the folder.
pub(crate) async fn open(address: &str, folder: &Path) -> Registry {
    let (secret, entropy) = (folder.join("secret.key"), Entropy::system());
    if !secret.exists() {
        MasterSecret::generate(&entropy).write(&secret).expect("a secret");
    }
    let secret = MasterSecret::read(&secret).expect("the secret");
    Registry {
        storage: Storage::open(address).await.expect("the database"),
        clock: Clock::fixed(NOW.parse().expect("an instant")),
        seal: Seal::new(&secret, entropy.clone()),
        files: Files::in_folder(&folder.join("papers")).expect("a folder"),
        keyring: Keyring::read(&folder.join("keys")).expect("the keys"),
        seals: acts::seals::Seals::default(),
        postbox: None,
        scanner: None,
        counts: acts::counts::Counts::default(),
        lines: acts::access::Lines::default(),
        index_key: IndexKey(secret.key("places in the status lists")),
        origin: "https://registry.example".parse().expect("an origin"),
        entropy,
    }
}

impl Disk {
    async fn with(kind: Kind, dossiers: u32) -> Option<Self> {
        Self::asking(kind, dossiers, false).await
    }

    async fn asking(kind: Kind, dossiers: u32, again: bool) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let storage = fresh(kind, folder.path()).await?;
        let address = match &storage {
            Storage::Sqlite(..) => format!("sqlite:{}", folder.path().join("registry.sqlite").display()),
            Storage::Postgres(Pools { writing: pool, .. }) => {
                pool.connect_options().to_url_lossy().to_string()
            }
        };
        storage.close().await;
        let registry = open(&address, folder.path()).await;
        acts::prepare(&registry.storage, &registry.clock).await.expect("the issuers and the calendar");
        let rehearsal = Rehearsal::with_keys(&registry, &folder.path().join("keys")).await;
        let mut waiting = Vec::new();
        for nth in 0..usize::try_from(dossiers).expect("a count") {
            let facts = organisation(nth, nth * 5..nth * 5 + 5);
            let story = if again {
                Box::pin(reissue::proposed_again(&rehearsal, facts)).await
            } else {
                rehearsal.proposed(facts).await
            };
            waiting.push(seen(&story));
        }
        let leader =
            rehearsal.teller.officer(IssuerCode::MINISTRY, Role::Leader, 0).expect("a leader").clone();
        registry.storage.close().await;
        Some(Self { folder, address, leader, waiting, again })
    }

    /// Starts a process that approves the next dossier, up to where it begins.
    fn begin(&mut self) -> (Sight, Child, BufReader<std::process::ChildStdout>) {
        let seen = self.waiting.pop().expect("a dossier that waits");
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(["crash::approves_in_a_process_of_its_own", "--exact", "--ignored", "--nocapture"])
            .env(PLACE, self.place(seen))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("another process");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        wait_for("ready", &mut said);
        let mut told = child.stdin.take().expect("its input");
        told.write_all(b"go").expect("it listens");
        (seen, child, said)
    }

    fn place(&self, seen: Sight) -> String {
        let folder = self.folder.path().display();
        format!("{}\n{folder}\n{}\n{}\n{}", self.address, seen.dossier, seen.version, self.leader.account)
    }

    /// Opens the database anew and looks: all or nothing.
    async fn look(&self, seen: Sight, said_done: bool) -> Outcome {
        let registry = open(&self.address, self.folder.path()).await;
        if self.again {
            let outcome = reissue::looked_at(&registry, seen).await;
            registry.storage.close().await;
            return match (outcome, said_done) {
                (false, false) => Outcome::Nothing,
                (true, false) => Outcome::AllUnsaid,
                (true, true) => Outcome::All,
                (false, true) => panic!("what was said to be done is not there"),
            };
        }
        assert_whole(&registry).await;
        let papers = papers(&registry).await;
        let mut reading = registry.storage.read().await.expect("a reading");
        let dossier = dossiers::find(&mut reading, &registry.seal, seen.dossier).await.expect("read");
        let dossier = dossier.expect("the dossier");
        let used =
            heads::last(&mut reading, Series::Certificates(IssuerCode::MINISTRY, 2026)).await.expect("read");
        let persons = heads::last(&mut reading, Series::Persons).await.expect("read");
        reading.end().await.expect("the reading ends");
        registry.storage.close().await;
        assert_eq!(usize::try_from(used).expect("a count"), papers.len(), "no number is used for nothing");
        assert_eq!(usize::try_from(persons).expect("a count"), papers.len() * 5);
        let own = papers.iter().find(|(certificate, _)| certificate.dossier == Some(seen.dossier));
        match (dossier.stage.stored_name(), own) {
            (StageName::ProposedToApprove, None) => {
                assert_eq!(dossier.version, seen.version);
                assert!(!said_done, "what was said to be done is there");
                Outcome::Nothing
            }
            (StageName::Issued, Some((_, cards))) => {
                assert_eq!(cards.len(), 5);
                if said_done { Outcome::All } else { Outcome::AllUnsaid }
            }
            (stage, own) => panic!("half made: {stage:?}, papers: {}", own.is_some()),
        }
    }
}

fn wait_for(word: &str, said: &mut BufReader<std::process::ChildStdout>) {
    let mut line = String::new();
    while !line.contains(word) {
        line.clear();
        let read = said.read_line(&mut line).expect("its output");
        assert_ne!(read, 0, "the process ended before it was {word}");
    }
}

fn kill(child: &mut Child, said: &mut impl Read) -> bool {
    child.kill().expect("killed");
    child.wait().expect("ended");
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("its output");
    rest.contains("done")
}

async fn killed_at_moments_of_chance(kind: Kind) {
    let Some(mut disk) = Disk::with(kind, KILLED + 1).await else { return };
    let (undisturbed, mut child, mut said) = disk.begin();
    let began = Instant::now();
    wait_for("done", &mut said);
    let whole = began.elapsed();
    child.wait().expect("ended");
    assert_eq!(disk.look(undisturbed, true).await, Outcome::All);

    let (mut came, mut commit) = (Vec::new(), whole);
    for nth in 0..KILLED {
        // Every third from the beginning on; the others about the commit,
        // wherever a machine that is busy by now has put it.
        let is_early = nth % 3 == 0;
        let delay = if is_early { whole * nth / KILLED } else { commit };
        let (seen, mut child, mut said) = disk.begin();
        std::thread::sleep(delay);
        let said_done = kill(&mut child, &mut said);
        let outcome = disk.look(seen, said_done).await;
        if !is_early {
            commit = if outcome == Outcome::Nothing { commit * 4 / 3 } else { commit * 3 / 4 };
        }
        came.push(outcome);
    }
    assert!(came.iter().filter(|came| **came == Outcome::Nothing).count() >= 3, "{whole:?} {came:?}");
    assert!(came.iter().any(|came| *came != Outcome::Nothing), "{whole:?} {came:?}");
}

#[rocket::async_test]
async fn an_approval_killed_at_any_moment_leaves_nothing_half_made_on_sqlite() {
    killed_at_moments_of_chance(Kind::Sqlite).await;
}

#[rocket::async_test]
async fn an_approval_killed_at_any_moment_leaves_nothing_half_made_on_postgres() {
    killed_at_moments_of_chance(Kind::Postgres).await;
}

/// On PostgreSQL we can hold the lock that an approval needs next, and kill
/// it while it waits: before its numbers, between them, after the papers are
/// signed, after they are stored.
#[rocket::async_test]
async fn an_approval_killed_at_each_of_its_locks_leaves_nothing() {
    let ministry = IssuerCode::MINISTRY;
    let (numbers, places) = (Series::Certificates(ministry, 2026), Series::Places(ministry));
    let series = [Series::Approvals, Series::Persons, numbers, places, Series::Entries, Series::Audit];
    let count = u32::try_from(series.len()).expect("few") + 1;
    let Some(mut disk) = Disk::with(Kind::Postgres, count).await else { return };
    // The first approval makes the rows that are locked after it.
    let (undisturbed, mut child, mut said) = disk.begin();
    wait_for("done", &mut said);
    child.wait().expect("ended");
    assert_eq!(disk.look(undisturbed, true).await, Outcome::All);

    nothing_is_left_of_what_is_killed_at(&mut disk, &series).await;
}

/// Begins once for each lock, and is killed while it waits for it.
async fn nothing_is_left_of_what_is_killed_at(disk: &mut Disk, series: &[Series]) {
    for series in series {
        let holder = Storage::open(&disk.address).await.expect("the database");
        let mut held = holder.begin().await.expect("a transaction");
        heads::next(&mut held, *series).await.expect("the lock");
        let (seen, mut child, mut said) = disk.begin();
        until_it_waits(&holder).await;
        assert!(!kill(&mut child, &mut said), "{series}: it cannot have come past the lock");
        drop(held);
        holder.close().await;
        assert_eq!(disk.look(seen, false).await, Outcome::Nothing, "{series}");
    }
}

/// The same of a re-issue of every paper: either the old ones count, or each is
/// replaced by its newer one.
#[rocket::async_test]
async fn a_re_issue_killed_at_each_of_its_locks_leaves_the_papers_as_they_were() {
    let series = [Series::Approvals, Series::Places(IssuerCode::MINISTRY), Series::Entries, Series::Audit];
    let count = u32::try_from(series.len()).expect("few") + 1;
    let Some(mut disk) = Disk::asking(Kind::Postgres, count, true).await else { return };
    nothing_is_left_of_what_is_killed_at(&mut disk, &series).await;
    let (undisturbed, mut child, mut said) = disk.begin();
    wait_for("done", &mut said);
    child.wait().expect("ended");
    assert_eq!(disk.look(undisturbed, true).await, Outcome::All);
}

/// Until another connection to this database waits for a lock.
async fn until_it_waits(holder: &Storage) {
    let Storage::Postgres(Pools { writing: pool, .. }) = holder else {
        panic!("SQLite has one lock for all")
    };
    let waiting = "select count(*) from pg_stat_activity
                   where datname = current_database() and wait_event_type = 'Lock'";
    for _ in 0..6_000 {
        let count: i64 = sqlx::query_scalar(waiting).fetch_one(pool).await.expect("who waits");
        if count > 0 {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the approval never came to the lock");
}

#[rocket::async_test]
#[ignore = "the other process of the stories above"]
async fn approves_in_a_process_of_its_own() {
    let place = std::env::var(PLACE).expect("where to");
    let told: Vec<&str> = place.lines().collect();
    let [address, folder, dossier, version, leader] = told[..] else { panic!("five lines") };
    let seen =
        Sight { dossier: dossier.parse().expect("an id"), version: version.parse().expect("a version") };
    let leader = Officer {
        account: leader.parse().expect("an id"),
        number: "LD1".parse().expect("a number"),
        name: String::new(),
        issuer: IssuerCode::MINISTRY,
        roles: BTreeSet::from([Role::Leader]),
    };
    let registry = open(address, Path::new(folder)).await;
    say("ready");
    std::io::stdin().read_exact(&mut [0; 2]).expect("the word to go");
    decision::approve(&registry, &leader, seen).await.expect("approved");
    say("done");
}

fn say(word: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "\n{word}").and_then(|()| out.flush()).expect("someone listens");
}
