//! Two processes over one queue, one of which is killed in the middle of a job.
//!
//! Each is this program again, with one ignored test, and does what it is told
//! a line at a time: nothing depends on who is faster. On SQLite it is one file
//! that both have open.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use consultant_registry::clock::Clock;
use consultant_registry::domain::job::Job;
use consultant_registry::entropy::Entropy;
use consultant_registry::jobs::{Conclusion, Crew, Failed, LEASE_SECONDS, LeasedJob, Worker};
use consultant_registry::storage::jobs::JobKey;
use consultant_registry::storage::{StorageError, Transaction};

use super::{Ground, key_of, leave, next, open};
use crate::harness::{Kind, NOW, address_of};

/// What the other process is told by.
const PLACE: &str = "JOBS_PLACE";

/// When a process is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// It has begun the job and written nothing.
    Begun,
    /// It has written the effect, and not yet committed it.
    Written,
}

/// A process that does jobs, and says what it is at.
struct Server {
    process: Child,
    told: ChildStdin,
    says: BufReader<ChildStdout>,
}

impl Server {
    fn over(address: &str) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "jobs::processes::does_jobs_in_a_process_of_its_own",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env(PLACE, address)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("another process");
        let told = process.stdin.take().expect("its input");
        let says = BufReader::new(process.stdout.take().expect("its output"));
        let mut server = Self { process, told, says };
        server.hear("ready");
        server
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.told, "{line}").expect("it listens");
    }

    /// What it says next: a word, and what comes after it.
    fn listen(&mut self) -> (String, String) {
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.says.read_line(&mut line).expect("its output");
            assert_ne!(read, 0, "the process ended");
            if let Some(said) = line.trim_end().strip_prefix("> ") {
                let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
                return (word.to_owned(), rest.to_owned());
            }
        }
    }

    /// What comes after the word that it must say next.
    fn hear(&mut self, word: &str) -> String {
        let (said, rest) = self.listen();
        assert_eq!(said, word, "{rest}");
        rest
    }

    /// Begins the next job; which one.
    fn begin(&mut self) -> JobKey {
        self.tell("next");
        key_of("batch", &self.hear("begun"))
    }

    /// Begins the next job as soon as there is one: PostgreSQL may take a moment
    /// to see that a process is gone, and to let go what it held.
    fn begin_when_it_can(&mut self) -> JobKey {
        for _ in 0..6_000 {
            self.tell("next");
            let (word, subject) = self.listen();
            if word == "begun" {
                return key_of("batch", &subject);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("there is never a job");
    }

    /// Goes on with what it began, to the end.
    fn finish(&mut self) {
        self.tell("on");
        self.hear("written");
        self.tell("on");
        assert_eq!(self.hear("came"), "Tried");
    }

    fn finds_nothing(&mut self) {
        self.tell("next");
        assert_eq!(self.hear("came"), "Nothing");
    }

    fn kill(mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("ended");
    }
}

async fn one_is_killed_in_the_middle_of_a_job(kind: Kind, moment: Moment) {
    let Some(ground) = Ground::on(kind).await else { return };
    let mut keys = Vec::new();
    for _ in 0..5 {
        keys.push(ground.order().await);
    }
    let address = address_of(&ground.storage).await;
    let (mut one, mut two) = (Server::over(&address), Server::over(&address));
    one.begin();
    two.begin();
    one.finish();
    two.finish();
    let interrupted = one.begin();
    let beside = two.begin();
    assert_ne!(interrupted, beside, "each job is at one of them");
    two.finish();
    if moment == Moment::Written {
        one.tell("on");
        one.hear("written");
    }
    one.kill();
    two.begin();
    two.finish();
    two.finds_nothing();
    assert_eq!(ground.effects(&interrupted).await, 0, "nothing half done");
    two.tell(&format!("wait {LEASE_SECONDS}"));
    assert_eq!(two.begin_when_it_can(), interrupted);
    two.finish();
    two.finds_nothing();
    two.kill();
    for key in &keys {
        assert_eq!(ground.effects(key).await, 1, "{moment:?}");
        let record = ground.find(key).await.expect("the job");
        assert!(record.done_at.is_some());
        assert_eq!(record.tries, if *key == interrupted { 2 } else { 1 }, "{moment:?}");
    }
}

#[rocket::async_test]
async fn every_job_is_done_once_when_one_of_two_processes_is_killed_on_sqlite() {
    for moment in [Moment::Begun, Moment::Written] {
        one_is_killed_in_the_middle_of_a_job(Kind::Sqlite, moment).await;
    }
}

#[rocket::async_test]
async fn every_job_is_done_once_when_one_of_two_processes_is_killed_on_postgres() {
    for moment in [Moment::Begun, Moment::Written] {
        one_is_killed_in_the_middle_of_a_job(Kind::Postgres, moment).await;
    }
}

/// A crew that waits to be told before each step.
struct Obedient(Clock);

impl Crew for Obedient {
    async fn run(&self, job: &Job, held: &LeasedJob) -> Result<Conclusion, Failed> {
        say(&format!("begun {}", job.subject()));
        assert_eq!(told().as_deref(), Some("on"));
        let mut conclusion = held.conclude().await?;
        let effect = format!("{} {}", job.subject(), held.mark());
        leave(&mut conclusion, &self.0, ("effect", &effect)).await?;
        say("written");
        assert_eq!(told().as_deref(), Some("on"));
        Ok(conclusion)
    }

    async fn give_up(&self, _: &mut Transaction, _: &Job) -> Result<(), StorageError> {
        Ok(())
    }

    async fn tidy(&self, _: &str) -> Result<(), StorageError> {
        Ok(())
    }
}

#[rocket::async_test]
#[ignore = "the other process of the stories above"]
async fn does_jobs_in_a_process_of_its_own() {
    let address = std::env::var(PLACE).expect("where to");
    let clock = Clock::fixed(NOW.parse().expect("an instant"));
    let over = (open(&address).await, clock.clone(), Entropy::system());
    let worker = Worker::new(over, "batch", Obedient(clock.clone()));
    say("ready");
    while let Some(line) = told() {
        match line.strip_prefix("wait ") {
            Some(seconds) => {
                clock.set(clock.now().plus_seconds(seconds.parse().expect("seconds")));
            }
            None => say(&format!("came {:?}", next(&worker).await)),
        }
    }
}

/// The next line; none when whoever told is gone.
fn told() -> Option<String> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line).expect("someone tells");
    (read > 0).then(|| line.trim_end().to_owned())
}

fn say(words: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "\n> {words}").and_then(|()| out.flush()).expect("someone listens");
}
