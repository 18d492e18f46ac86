//! People who do something else while codes are verified: each on a connection
//! of their own, one question after the other.

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

/// So many people with the same wish.
pub(crate) struct Crowd {
    name: &'static str,
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    people: usize,
    taken: Taken,
}

/// What came of it so far.
#[derive(Default)]
struct Taken {
    answers: Vec<Duration>,
    turned_away: usize,
    lasted: Duration,
}

/// A crowd at work.
pub(crate) struct UnderWay {
    done: Arc<AtomicBool>,
    people: JoinSet<Taken>,
    begun: Instant,
}

/// A question for this path, as whoever has the session.
pub(crate) fn get(address: SocketAddr, path: &str, session: Option<&str>) -> Vec<u8> {
    let cookie = session.map(|session| format!("Cookie: session={session}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{cookie}\r\n").into_bytes()
}

impl Crowd {
    /// People who send these requests, over and over.
    pub(crate) fn new(
        name: &'static str,
        address: SocketAddr,
        people: usize,
        requests: Vec<Vec<u8>>,
    ) -> Self {
        let (requests, taken) = (Arc::new(requests), Taken::default());
        Self { name, address, requests, next: Arc::default(), people, taken }
    }

    /// What they do.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Everyone begins.
    pub(crate) fn begin(&self) -> UnderWay {
        let (done, mut people) = (Arc::new(AtomicBool::new(false)), JoinSet::new());
        for _ in 0..self.people {
            let (requests, next, done) = (self.requests.clone(), self.next.clone(), done.clone());
            people.spawn(ask(self.address, requests, next, done));
        }
        UnderWay { done, people, begun: Instant::now() }
    }

    /// Everyone stops after the answer they wait for.
    pub(crate) async fn end(&mut self, under_way: UnderWay) {
        under_way.done.store(true, Ordering::Relaxed);
        for taken in under_way.people.join_all().await {
            self.taken.answers.extend(taken.answers);
            self.taken.turned_away += taken.turned_away;
        }
        self.taken.lasted += under_way.begun.elapsed();
    }

    /// The figures as a line.
    pub(crate) fn line(&self) -> String {
        let mut answers = self.taken.answers.clone();
        answers.sort_unstable();
        let at =
            |hundredths: usize| answers.get(answers.len() * hundredths / 100).map_or(0, Duration::as_millis);
        let count = f64::from(u32::try_from(answers.len()).unwrap_or(u32::MAX));
        format!(
            "{} {}: {} answers, {:.0} a second, p50 {} ms, p99 {} ms; {} times told to come again",
            self.people,
            self.name,
            answers.len(),
            count / self.taken.lasted.as_secs_f64(),
            at(50),
            at(99),
            self.taken.turned_away
        )
    }
}

async fn ask(
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    done: Arc<AtomicBool>,
) -> Taken {
    let mut taken = Taken::default();
    let mut connection = None;
    while !done.load(Ordering::Relaxed) {
        let mut stream = match connection.take() {
            Some(stream) => stream,
            None => TcpStream::connect(address).await.expect("the server takes connections"),
        };
        let nth = next.fetch_add(1, Ordering::Relaxed);
        let asked = Instant::now();
        // A server that answers before it has read a long body may close.
        let sent = stream.write_all(&requests[nth % requests.len()]).await;
        let Some((status, keeps)) = answer(&mut stream).await else {
            assert!(sent.is_err() || done.load(Ordering::Relaxed), "the server closed the connection");
            continue;
        };
        match status {
            200..=399 => taken.answers.push(asked.elapsed()),
            413 | 429 | 503 => {
                taken.turned_away += 1;
                sleep(COME_AGAIN).await;
            }
            other => panic!("status {other}"),
        }
        connection = keeps.then_some(stream);
    }
    taken
}

/// The status of a whole answer, and whether the connection goes on; none when
/// it was closed.
async fn answer(stream: &mut TcpStream) -> Option<(u16, bool)> {
    let mut buffer = Vec::new();
    loop {
        if let Some(body) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..body]).to_lowercase();
            let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
            let length = header("content-length: ").map_or(0, |value| value.parse().expect("a length"));
            let status = head.split(' ').nth(1)?.parse().expect("a status");
            while buffer.len() < body + 4 + length {
                (stream.read_buf(&mut buffer).await.ok()? > 0).then_some(())?;
            }
            return Some((status, header("connection: ") != Some("close")));
        }
        (stream.read_buf(&mut buffer).await.ok()? > 0).then_some(())?;
    }
}
