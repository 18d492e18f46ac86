//! People who download certificates while codes are verified: each on a
//! connection of its own, one file after the other, none asked for twice.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// How long someone waits who was told to come again.
const COME_AGAIN: Duration = Duration::from_secs(1);

/// Downloads to come.
pub(crate) struct Downloads {
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    people: usize,
    taken: Taken,
}

/// What came of them so far.
#[derive(Default)]
struct Taken {
    files: Vec<Duration>,
    turned_away: usize,
    lasted: Duration,
}

/// Downloads under way.
pub(crate) struct UnderWay {
    done: Arc<AtomicBool>,
    people: JoinSet<Taken>,
    begun: Instant,
}

impl Downloads {
    /// So many people of one office with this session, and the numbers of the
    /// certificates they want.
    pub(crate) fn new(address: SocketAddr, session: &str, numbers: &[String], people: usize) -> Self {
        let request = |number: &String| {
            let path = format!("/desk/certificates/{}/files/certificate.pdf", number.replace('/', "-"));
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: session={session}\r\n\r\n")
                .into_bytes()
        };
        let requests = Arc::new(numbers.iter().map(request).collect());
        Self { address, requests, next: Arc::default(), people, taken: Taken::default() }
    }

    /// Everyone begins.
    pub(crate) fn begin(&self) -> UnderWay {
        let (done, mut people) = (Arc::new(AtomicBool::new(false)), JoinSet::new());
        for _ in 0..self.people {
            let (requests, next, done) = (self.requests.clone(), self.next.clone(), done.clone());
            people.spawn(download(self.address, requests, next, done));
        }
        UnderWay { done, people, begun: Instant::now() }
    }

    /// Everyone stops after the file they wait for.
    pub(crate) async fn end(&mut self, under_way: UnderWay) {
        under_way.done.store(true, Ordering::Relaxed);
        for taken in under_way.people.join_all().await {
            self.taken.files.extend(taken.files);
            self.taken.turned_away += taken.turned_away;
        }
        self.taken.lasted += under_way.begun.elapsed();
    }

    /// The figures as a line.
    pub(crate) fn line(&self) -> String {
        let mut files = self.taken.files.clone();
        files.sort_unstable();
        let at = |hundredths: usize| files.get(files.len() * hundredths / 100).map_or(0, Duration::as_millis);
        let rate =
            f64::from(u32::try_from(files.len()).unwrap_or(u32::MAX)) / self.taken.lasted.as_secs_f64();
        format!(
            "{} people at once downloaded {} files, {rate:.0} a second, p50 {} ms, p99 {} ms; {} times told to \
             come again",
            self.people,
            files.len(),
            at(50),
            at(99),
            self.taken.turned_away
        )
    }
}

async fn download(
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    done: Arc<AtomicBool>,
) -> Taken {
    let mut stream = TcpStream::connect(address).await.expect("the server takes connections");
    let (mut buffer, mut taken) = (Vec::new(), Taken::default());
    while !done.load(Ordering::Relaxed) {
        let nth = next.fetch_add(1, Ordering::Relaxed);
        let asked = Instant::now();
        stream.write_all(&requests[nth % requests.len()]).await.expect("the connection stays open");
        buffer.clear();
        let (status, body) = loop {
            let read = stream.read_buf(&mut buffer).await.expect("the connection stays open");
            assert!(read > 0, "the server closed the connection");
            if let Some(whole) = whole(&buffer) {
                break whole;
            }
        };
        match status {
            200 => {
                assert!(buffer[body..].starts_with(b"%PDF-"), "a file");
                taken.files.push(asked.elapsed());
            }
            503 => {
                taken.turned_away += 1;
                sleep(COME_AGAIN).await;
            }
            other => panic!("status {other}: {}", String::from_utf8_lossy(&buffer)),
        }
    }
    taken
}

/// The status and where the body begins, when all of it is there.
fn whole(answer: &[u8]) -> Option<(u16, usize)> {
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..body]).expect("a head in ASCII");
    let status = head.split(' ').nth(1)?.parse().expect("a status");
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().expect("a length"))
    });
    (answer.len() >= body + length.expect("a length")).then_some((status, body))
}
