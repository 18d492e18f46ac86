//! The printers: a few threads that set papers, and the line before them.
//!
//! Setting a page takes tens of milliseconds of one processor. A press does it,
//! a process that gives way to everything else the machine does, so that a
//! hundred downloads at once do not slow the checks; each of these threads asks
//! one, and there are fewer of them than processors. The line is bounded: who
//! comes when it is full is told to come again, and nothing piles up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use moka::sync::Cache;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::{NotPrinted, Order};
use crate::acts::seals::Seals;
use crate::clock::Clock;
use crate::documents::fault::Unset;
use crate::documents::print::Printable;
use crate::priority::give_way;

/// Bytes of finished files that are remembered.
const REMEMBERED_BYTES: u64 = 64 * 1024 * 1024;

/// A file nobody asks for is forgotten after this time: it may show a face.
const REMEMBERED_FOR: Duration = Duration::from_mins(10);

/// How long someone who can wait does, before looking again whether there is
/// room in the line.
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// How often who has an approval rehearsed looks: some seconds, then they are
/// told to come again.
const MOST_LOOKS: usize = 250;

/// How many gather at once what stands on their paper. Each holds a connection
/// to the database; a hundred who took them all would keep the checks waiting.
const GATHERING: usize = 2;

/// The printers of a server. Cheap to clone.
#[derive(Clone)]
pub struct Printers {
    line: SyncSender<Job>,
    /// Places for those who wait to gather.
    places: Arc<Semaphore>,
    gathering: Arc<Semaphore>,
    finished: PrintCache,
}

/// What sealing takes.
#[derive(Clone)]
pub struct Sealing {
    /// The seals there are.
    pub seals: Seals,
    /// Says when a paper is sealed.
    pub clock: Clock,
}

/// Finished files by what they were made of.
type PrintCache = Cache<[u8; 32], Bytes>;

enum Job {
    /// A file to be handed out.
    Print { order: Order, digest: [u8; 32], answer: oneshot::Sender<Result<Bytes, NotPrinted>> },
    /// A paper to be set and thrown away.
    Rehearse { paper: Box<Printable>, answer: oneshot::Sender<Result<(), Unset>> },
}

/// The turn to gather what stands on a paper; over when dropped.
pub struct Turn(#[expect(dead_code, reason = "held, not used")] [OwnedSemaphorePermit; 2]);

impl Printers {
    /// So many printers, with room for so many papers in the line. They end
    /// when the last clone is dropped.
    pub fn new(count: usize, line: usize, sealing: &Sealing) -> Self {
        let finished = Cache::builder()
            .weigher(|_, file: &Bytes| u32::try_from(file.len()).unwrap_or(u32::MAX))
            .max_capacity(REMEMBERED_BYTES)
            .time_to_idle(REMEMBERED_FOR)
            .build();
        let (sender, receiver) = sync_channel(line);
        let receiver = Arc::new(Mutex::new(receiver));
        for nth in 1..=count.max(1) {
            let (receiver, finished) = (Arc::clone(&receiver), PrintCache::clone(&finished));
            let sealing = sealing.clone();
            let printer = thread::Builder::new().name(format!("printer {nth}"));
            if let Err(error) = printer.spawn(move || work(&receiver, &finished, &sealing)) {
                tracing::error!(%error, nth, "a printer could not be started");
            }
        }
        let (places, gathering) = (Semaphore::new(line), Semaphore::new(GATHERING));
        Self { line: sender, places: Arc::new(places), gathering: Arc::new(gathering), finished }
    }

    /// Waits for the turn to gather what stands on a paper;
    /// [`NotPrinted::Busy`] when too many wait already.
    pub async fn turn(&self) -> Result<Turn, NotPrinted> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| NotPrinted::Busy)?;
        let turn = Arc::clone(&self.gathering).acquire_owned().await.map_err(|_| NotPrinted::Busy)?;
        Ok(Turn([place, turn]))
    }

    /// The file of a paper; [`NotPrinted::Busy`] when the line is full.
    pub async fn print(&self, order: Order) -> Result<Bytes, NotPrinted> {
        let digest = order.paper.digest();
        if let Some(file) = self.finished.get(&digest) {
            return Ok(file);
        }
        let (answer, answered) = oneshot::channel();
        self.send(Job::Print { order, digest, answer })?;
        answered.await.map_err(|_| NotPrinted::Setting(Unset::other("a printer ended")))?
    }

    /// Sets a paper as it would be printed, and throws it away:
    /// [`NotPrinted::Setting`] when it cannot be printed or something on it does
    /// not fit, [`NotPrinted::Busy`] when there was no room in the line for long.
    pub async fn rehearse(&self, paper: &Printable) -> Result<(), NotPrinted> {
        for _ in 0..MOST_LOOKS {
            let (answer, answered) = oneshot::channel();
            match self.send(Job::Rehearse { paper: Box::new(paper.clone()), answer }) {
                Ok(()) => {
                    let set = answered.await.map_err(|_| Unset::other("a printer ended"));
                    return set.and_then(|set| set).map_err(NotPrinted::Setting);
                }
                Err(NotPrinted::Busy) => tokio::time::sleep(LOOK_AGAIN).await,
                Err(other) => return Err(other),
            }
        }
        Err(NotPrinted::Busy)
    }

    fn send(&self, job: Job) -> Result<(), NotPrinted> {
        self.line.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => NotPrinted::Busy,
            TrySendError::Disconnected(_) => NotPrinted::Setting(Unset::other("no printer is running")),
        })
    }

    /// The same for someone who can wait for room in the line.
    pub async fn print_in_time(&self, order: &Order) -> Result<Bytes, NotPrinted> {
        loop {
            match self.print(order.clone()).await {
                Err(NotPrinted::Busy) => tokio::time::sleep(LOOK_AGAIN).await,
                done => return done,
            }
        }
    }
}

/// One printer: paper after paper until nobody can send any more.
fn work(line: &Mutex<Receiver<Job>>, finished: &PrintCache, sealing: &Sealing) {
    give_way();
    loop {
        // Only the wait for the next job holds the lock.
        let job = line.lock().unwrap_or_else(PoisonError::into_inner).recv();
        // Who went away needs nothing printed, also when they go meanwhile.
        match job {
            Err(_) => return,
            Ok(Job::Print { order, digest, answer }) if !answer.is_closed() => {
                let file = match finished.get(&digest) {
                    Some(file) => Ok(file),
                    None => guarded(|| sealed(&order, sealing), NotPrinted::Setting)
                        .inspect(|file| finished.insert(digest, file.clone())),
                };
                drop(answer.send(file));
            }
            Ok(Job::Rehearse { paper, answer }) if !answer.is_closed() => {
                drop(answer.send(guarded(|| paper.rehearse(), |unset| unset)));
            }
            Ok(_) => {}
        }
    }
}

/// One paper that cannot be set must not take its printer with it.
fn guarded<T, E>(set: impl FnOnce() -> Result<T, E>, failed: impl FnOnce(Unset) -> E) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(set))
        .unwrap_or_else(|_| Err(failed(Unset::other("setting a paper panicked"))))
}

fn sealed(order: &Order, sealing: &Sealing) -> Result<Bytes, NotPrinted> {
    let file = order.paper.print().map_err(|error| NotPrinted::Setting(Unset::of(&order.paper, &error)))?;
    Ok(Bytes::from(match &order.sealed_by {
        Some(issuer) => sealing.seals.sealed(file, issuer, sealing.clock.now())?,
        None => file,
    }))
}

#[cfg(test)]
mod tests {
    use consultant_papers::{Date, Heading, Issuer, Language, LetterFacts, Pictures, Signatory};

    use super::*;

    fn printers(line: usize) -> Printers {
        Printers::new(1, line, &Sealing { seals: Seals::default(), clock: Clock::system() })
    }

    fn order(paper: Printable) -> Order {
        Order { file_name: String::new(), paper, sealed_by: None }
    }

    fn letter(title: &str) -> Order {
        let signatory = Signatory {
            line: None,
            title: "Chủ tịch".to_owned(),
            note: None,
            name: None,
            pictures: Pictures::default(),
        };
        order(Printable::Letter(Box::new(LetterFacts {
            language: Language::Vi,
            issuer: Issuer { superior: None, name: "Bộ Khoa học và Công nghệ".to_owned() },
            number: None,
            place_and_date: "Hà Nội, ngày 22 tháng 11 năm 2026".to_owned(),
            date: Date { year: 2026, month: 11, day: 22 },
            heading: Heading::Named { title: title.to_owned(), about: String::new() },
            addressees: vec![],
            authority: None,
            bases: vec![],
            order: None,
            body: vec![],
            recipients: vec![],
            counterpart: None,
            signatory,
            tracking: None,
            credential: None,
            contact: vec![],
            specimen: false,
        })))
    }

    #[rocket::async_test]
    async fn a_line_that_is_full_says_so_and_empties_again() {
        let printers = printers(1);
        let papers = (0..8).map(|nth| {
            let (printers, paper) = (printers.clone(), letter(&format!("Thư {nth}")));
            tokio::spawn(async move { printers.print(paper).await })
        });
        let mut done = Vec::new();
        for paper in papers.collect::<Vec<_>>() {
            done.push(paper.await.expect("no panic"));
        }
        assert!(
            done.iter().any(|answer| matches!(answer, Err(NotPrinted::Busy))),
            "one printer, one in line"
        );
        assert!(done.iter().any(Result::is_ok));
        let late = printers.print_in_time(&letter("Thư cuối")).await.expect("a paper");
        assert!(late.starts_with(b"%PDF-"));
    }

    #[rocket::async_test]
    async fn the_same_paper_is_made_once() {
        let printers = printers(4);
        let first = printers.print(letter("Thư")).await.expect("a paper");
        let again = printers.print(letter("Thư")).await.expect("a paper");
        assert_eq!(first.as_ptr(), again.as_ptr(), "the very bytes that were kept");
    }

    #[rocket::async_test]
    async fn a_paper_that_cannot_be_set_leaves_the_printer_at_work() {
        let printers = printers(4);
        let refused = printers.print(order(Printable::Sheet(vec![]))).await;
        assert!(matches!(refused, Err(NotPrinted::Setting(_))));
        assert!(printers.print(letter("Thư")).await.is_ok());
    }
}
