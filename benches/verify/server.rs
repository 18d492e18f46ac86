//! The server as the program starts it, on a processor of its own.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::sleep;

/// A running server; gone when dropped.
pub(crate) struct Server {
    process: Child,
    /// Seconds until it answered.
    pub(crate) ready_after: f64,
}

/// An address on this machine that nobody listens on.
pub(crate) fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address")
}

/// Makes a key for the Ministry, so that the server signs status files.
pub(crate) fn make_key(folder: &Path) {
    let mut keys = Command::new(env!("CARGO_BIN_EXE_registry"));
    keys.args(["keys", "generate", "--unencrypted", "BKHCN", "--data"])
        .arg(folder)
        .env("REGISTRY_OPERATOR", "Người đo");
    assert!(keys.stdout(Stdio::null()).status().is_ok_and(|status| status.success()), "a key for the office");
}

impl Server {
    /// Starts it over the register in this folder and waits until it answers.
    pub(crate) async fn start(folder: &Path, address: SocketAddr) -> Self {
        let begun = Instant::now();
        let mut command = pinned(Path::new(env!("CARGO_BIN_EXE_registry")));
        command.arg("--data").arg(folder).args([
            "--listen",
            &address.to_string(),
            "--host",
            &address.to_string(),
        ]);
        let process = command.spawn().expect("the program starts");
        let mut server = Self { process, ready_after: 0.0 };
        while TcpStream::connect(address).await.is_err() {
            let ended = server.process.try_wait().expect("a look at the process");
            assert!(ended.is_none(), "the server ended before it answered");
            assert!(begun.elapsed() < Duration::from_mins(1), "the server does not answer");
            sleep(Duration::from_millis(20)).await;
        }
        server.ready_after = begun.elapsed().as_secs_f64();
        server
    }

    /// Starts the demonstration of this program in an empty folder. Gives a code
    /// of its as well.
    pub(crate) async fn demonstration(program: &Path, folder: &Path, address: SocketAddr) -> (Self, String) {
        let begun = Instant::now();
        let mut command = pinned(program);
        command.args(["--demo", "--listen", &address.to_string(), "--data"]).arg(folder);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let said = BufReader::new(process.stdout.take().expect("what it says"));
        let code =
            said.lines().map_while(Result::ok).find_map(|line| Some(line.split_once("/V/")?.1.to_owned()));
        let mut server = Self { process, ready_after: 0.0 };
        let code = code.expect("a demonstration names a code");
        while TcpStream::connect(address).await.is_err() {
            assert!(begun.elapsed() < Duration::from_mins(2), "the demonstration does not answer");
            sleep(Duration::from_millis(20)).await;
        }
        server.ready_after = begun.elapsed().as_secs_f64();
        (server, code)
    }

    /// What its threads worked so far, in user and kernel.
    pub(crate) fn cpu(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process.id()));
        let nanos = tasks.into_iter().flatten().flatten().filter_map(|task| {
            let spent = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
            spent.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanos.sum())
    }

    /// Its memory.
    pub(crate) fn resident_megabytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `serve` of this program, on the first processor where that can be had.
fn pinned(program: &Path) -> Command {
    let mut command = Command::new(program);
    if pin_client() {
        command = Command::new("taskset");
        command.args(["-c", "0"]).arg(program);
    }
    command
        .arg("serve")
        .env("REGISTRY_CHECKS_PER_MINUTE", "0")
        .env("REGISTRY_LOG_FILTER", "off")
        .stdin(Stdio::null());
    command
}

/// Puts this process on the second processor, so that the first one measured is
/// the server's alone. Without a second one, or `taskset`, both share.
fn pin_client() -> bool {
    let own = std::process::id().to_string();
    let mut pin = Command::new("taskset");
    pin.args(["-cp", "1", &own]).stdout(Stdio::null()).stderr(Stdio::null());
    pin.status().is_ok_and(|status| status.success())
}
