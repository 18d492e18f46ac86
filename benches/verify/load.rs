//! A small load generator: HTTP/1.1, connections kept alive, one question at a
//! time on each.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Something to measure, and what was measured of it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) load: Load,
    pub(crate) slices: Vec<Slice>,
    /// Which crowd is at work meanwhile.
    pub(crate) beside: Option<usize>,
    /// Which server is asked.
    pub(crate) server: usize,
}

/// One case of one round.
pub(crate) struct Slice {
    /// How long each answer took.
    pub(crate) latencies: Vec<Duration>,
    /// From the first question to the last answer.
    pub(crate) lasted: Duration,
    /// What the server's threads worked meanwhile.
    pub(crate) server_cpu: Duration,
}

/// Questions to a server.
pub(crate) struct Load {
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    /// What every body must say.
    expected: Option<&'static str>,
    connections: usize,
    next: Arc<AtomicUsize>,
    /// No question twice.
    once: bool,
    /// How long after one question the next is asked, on all connections
    /// together; none: as soon as there is an answer.
    every: Option<Duration>,
}

impl Case {
    pub(crate) fn new(name: &str, load: Load) -> Self {
        Self { name: name.to_owned(), load, slices: Vec::new(), beside: None, server: 0 }
    }

    /// The same at another server than the first.
    pub(crate) fn at(mut self, server: usize) -> Self {
        self.server = server;
        self
    }

    /// The same while this crowd is at work.
    pub(crate) fn beside(mut self, crowd: usize) -> Self {
        self.beside = Some(crowd);
        self
    }
}

impl Load {
    /// Questions for these paths, over and over.
    pub(crate) fn new(
        address: SocketAddr,
        paths: Vec<String>,
        expected: Option<&'static str>,
        connections: usize,
    ) -> Self {
        let request = |path: String| format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").into_bytes();
        let requests = Arc::new(paths.into_iter().map(request).collect());
        Self { address, requests, expected, connections, next: Arc::default(), once: false, every: None }
    }

    /// Not as fast as the answers come, but so many a second.
    pub(crate) fn at_rate(mut self, a_second: Option<f64>) -> Self {
        self.every = a_second.map(|rate| Duration::from_secs_f64(1.0 / rate));
        self
    }

    /// The same questions once more.
    pub(crate) fn again(&self) -> Self {
        Self { requests: self.requests.clone(), next: Arc::default(), ..*self }
    }

    /// Each question at most once, also over several slices.
    pub(crate) fn once(mut self) -> Self {
        self.once = true;
        self
    }

    fn turns(&self, begun: Instant, connection: usize) -> Turns {
        let (all, nth) = (u32::try_from(self.connections), u32::try_from(connection));
        let (all, nth) = (all.expect("few"), nth.expect("few"));
        Turns { next: self.every.map(|every| (begun + every * nth, every * all)) }
    }

    /// Asks everything once and measures nothing.
    pub(crate) async fn ask_each_once(&self) {
        let load =
            Self { once: true, every: None, next: Arc::default(), requests: self.requests.clone(), ..*self };
        load.run(Duration::from_mins(1)).await;
    }

    /// Asks for this long, or until every question was asked.
    ///
    /// # Panics
    /// When an answer is not what every answer must be.
    pub(crate) async fn run(&self, lasting: Duration) -> Slice {
        let (begun, mut askers) = (Instant::now(), JoinSet::new());
        for connection in 0..self.connections {
            let (requests, next) = (self.requests.clone(), self.next.clone());
            let (address, expected, once) = (self.address, self.expected, self.once);
            let mut turns = self.turns(begun, connection);
            askers.spawn(async move {
                let mut connection = Connection::open(address).await;
                let mut latencies = Vec::new();
                while begun.elapsed() < lasting {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if once && nth >= requests.len() {
                        break;
                    }
                    let asked = turns.next().await;
                    let body = connection.ask(&requests[nth % requests.len()]).await;
                    latencies.push(asked.elapsed());
                    let said = expected.is_none_or(|expected| body.contains(expected));
                    assert!(said, "an answer is not as it must be: {body}");
                }
                latencies
            });
        }
        let latencies = askers.join_all().await.concat();
        Slice { latencies, lasted: begun.elapsed(), server_cpu: Duration::ZERO }
    }
}

/// When one connection asks.
struct Turns {
    /// The next time, and how long after it the one after; none: at once.
    next: Option<(Instant, Duration)>,
}

impl Turns {
    /// Waits for the next time. The answer took from then: also where the last
    /// one was still awaited, for then somebody stood in a line.
    async fn next(&mut self) -> Instant {
        let Some((at, every)) = &mut self.next else { return Instant::now() };
        let due = *at;
        *at += *every;
        if due > Instant::now() {
            tokio::time::sleep_until(due.into()).await;
            // The wake itself may come late; nobody asked before it.
            return Instant::now();
        }
        due
    }
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server takes connections");
        stream.set_nodelay(true).expect("a socket option");
        Self { stream, buffer: Vec::with_capacity(8192) }
    }

    /// Sends a request and reads its whole answer; its body.
    async fn ask(&mut self, request: &[u8]) -> &str {
        self.stream.write_all(request).await.expect("the connection stays open");
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the connection stays open");
            assert!(read > 0, "the server closed the connection");
            if let Some((body, end)) = whole(&self.buffer) {
                assert_eq!(end, self.buffer.len(), "an answer for each question");
                return std::str::from_utf8(&self.buffer[body..end]).expect("UTF-8");
            }
        }
    }
}

/// Where the body begins and ends, when all of it is there.
fn whole(answer: &[u8]) -> Option<(usize, usize)> {
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..body]).expect("a head in ASCII");
    assert!(head.starts_with("HTTP/1.1 20"), "{head}");
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().expect("a length"))
    });
    let end = body + length.unwrap_or(0);
    (answer.len() >= end).then_some((body, end))
}
