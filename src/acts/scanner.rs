//! What looks for viruses in files that come: clamd, where the operator named
//! one. Then nothing is taken that it has not looked at.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use clamav_client::IoResult;
use clamav_client::tokio::{Socket, Tcp, scan_file};
use tokio::time::timeout;

use crate::domain::evidence::UploadRefusal;

/// How long a file may be looked at.
const PATIENCE: Duration = Duration::from_mins(1);

/// Bytes sent at a time.
const PIECE: usize = 256 * 1024;

/// A clamd: `unix:/run/clamav/clamd.ctl`, or a host and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// At a socket of this machine.
    Socket(PathBuf),
    /// At `host:port`. What is sent there is not encrypted.
    Tcp(String),
}

/// Neither a socket nor a host with a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("clamd is named as unix:/path/to/its.socket or host:port")]
pub struct ScannerError;

impl FromStr for Scanner {
    type Err = ScannerError;

    fn from_str(text: &str) -> Result<Self, ScannerError> {
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.starts_with('/') { Ok(Self::Socket(path.into())) } else { Err(ScannerError) };
        }
        match text.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => {
                Ok(Self::Tcp(text.to_owned()))
            }
            _ => Err(ScannerError),
        }
    }
}

impl Scanner {
    /// Has a file looked at. One that could not be looked at is not taken.
    pub async fn look_at(&self, file: &Path) -> Result<(), UploadRefusal> {
        match timeout(PATIENCE, self.ask(file)).await {
            Ok(Ok(answer)) => read(&answer),
            Ok(Err(error)) => {
                tracing::error!(%error, "clamd does not look at a file");
                Err(UploadRefusal::NotScanned)
            }
            Err(_) => {
                tracing::error!("clamd does not answer in time");
                Err(UploadRefusal::NotScanned)
            }
        }
    }

    async fn ask(&self, file: &Path) -> IoResult {
        match self {
            Self::Socket(path) => scan_file(file, Socket { socket_path: path }, Some(PIECE)).await,
            Self::Tcp(place) => scan_file(file, Tcp { host_address: place.as_str() }, Some(PIECE)).await,
        }
    }
}

/// What clamd said of a stream. Everything but "OK" and what it found is that it
/// did not look: it is busy, or the file is longer than it reads.
fn read(answer: &[u8]) -> Result<(), UploadRefusal> {
    match answer.strip_suffix(b"\0").unwrap_or(answer) {
        b"stream: OK" => Ok(()),
        found if found.starts_with(b"stream: ") && found.ends_with(b" FOUND") => {
            tracing::warn!(found = %String::from_utf8_lossy(found), "clamd found something in a file");
            Err(UploadRefusal::Infected)
        }
        other => {
            tracing::error!(answer = %String::from_utf8_lossy(other), "clamd does not look at a file");
            Err(UploadRefusal::NotScanned)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_clamd_calls_clean_is_clean() {
        assert_eq!(read(b"stream: OK\0"), Ok(()));
        assert_eq!(read(b"stream: Test.OK-1 FOUND\0"), Err(UploadRefusal::Infected));
        for not_looked in [
            &b""[..],
            b"OK",
            b"stream: OK maybe",
            b"INSTREAM size limit exceeded. ERROR\0",
            b"stream: Can't allocate memory ERROR\0",
        ] {
            assert_eq!(read(not_looked), Err(UploadRefusal::NotScanned));
        }
    }

    #[test]
    fn a_place_is_a_socket_or_a_host_with_a_port() {
        assert_eq!("unix:/run/clamd.ctl".parse(), Ok(Scanner::Socket("/run/clamd.ctl".into())));
        assert_eq!("clamd.internal:3310".parse(), Ok(Scanner::Tcp("clamd.internal:3310".to_owned())));
        for wrong in ["", "clamd", "unix:clamd.ctl", ":3310", "clamd:", "clamd:70000"] {
            assert_eq!(wrong.parse::<Scanner>(), Err(ScannerError), "{wrong}");
        }
    }
}
