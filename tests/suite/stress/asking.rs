//! One connection that asks one question after the other.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// Who waits so long is not waiting for a slow machine.
const NEVER: Duration = Duration::from_mins(2);

/// Somebody with a connection that is kept open.
pub(super) struct Asker {
    address: SocketAddr,
    session: String,
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Asker {
    pub(super) async fn new(address: SocketAddr) -> Result<Self, String> {
        let stream = TcpStream::connect(address).await.map_err(|error| format!("no connection: {error}"))?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self { address, session: String::new(), stream, buffer: Vec::new() })
    }

    /// The same, signed in.
    pub(super) fn with_session(self, session: String) -> Self {
        Self { session, ..self }
    }

    /// Waits until the server takes connections and has its papers in memory.
    pub(super) async fn until_open(address: SocketAddr) -> Result<(), String> {
        let open = async {
            loop {
                if let Ok(mut asker) = Self::new(address).await
                    && asker.expect("/api/v1/health", &[200]).await.is_ok()
                {
                    return;
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(NEVER, open).await.map_err(|_| "the server does not open".to_owned())
    }

    /// The body of the answer, whose status must be one of these.
    pub(super) async fn expect(&mut self, path: &str, expected: &[u16]) -> Result<String, String> {
        let answered = timeout(NEVER, self.ask(path)).await;
        let (status, body) = answered.map_err(|_| format!("{path} is not answered"))??;
        if expected.contains(&status) { Ok(body) } else { Err(format!("{path}: {status} {body}")) }
    }

    async fn ask(&mut self, path: &str) -> Result<(u16, String), String> {
        let Self { address, session, .. } = self;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: session={session}\r\n\r\n");
        let lost = |error: std::io::Error| format!("{path}: the connection is lost: {error}");
        self.stream.write_all(request.as_bytes()).await.map_err(lost)?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await.map_err(lost)? == 0 {
                return Err(format!("{path}: the connection is closed"));
            }
            if let Some(whole) = whole(&self.buffer) {
                return Ok(whole);
            }
        }
    }
}

/// Status and body, when all of it is there.
fn whole(answer: &[u8]) -> Option<(u16, String)> {
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&answer[..body]);
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().ok())?
    })?;
    let body = answer.get(body..body + length)?;
    Some((status, String::from_utf8_lossy(body).into_owned()))
}
