//! A code holds its holder's name: it must not be left behind in a log.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{order, path};
use crate::papers::Press;

#[test]
fn a_scanned_code_is_not_in_the_log() {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let origin = "http://localhost:8000".parse().expect("an origin");
    let link = Press::new(&origin, 9).sign(&order()).code;
    let code = path(&link).trim_start_matches("/V/").to_owned();
    let address = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a free port");

    let mut server = serve(folder.path(), address);
    for request in [
        format!("GET /V/{code}"),
        format!("GET /v/{}", code.to_lowercase()),
        format!("HEAD /V/{code}"),
        format!("GET /V/{code}/more?x={code}"),
        format!("POST /V/{code}"),
        format!("GET /api/v1/verify/{code}"),
        format!("GET /api/v1/verify/{code}/more"),
        format!("GET /look-up?number={code}"),
    ] {
        let answer = ask(address, &request);
        assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    }
    server.kill().expect("the server is told to end");
    server.wait().expect("the server ends");
    let mut log = String::new();
    server.stderr.take().expect("its log").read_to_string(&mut log).expect("text");

    assert_eq!(log.matches("\"target\":\"access\"").count(), 8, "{log}");
    let part = &code[20..60];
    assert!(!log.to_uppercase().contains(part), "{log}");
}

/// The program itself, logging all it can.
fn serve(folder: &Path, address: SocketAddr) -> Child {
    let program = env!("CARGO_BIN_EXE_registry");
    let made = Command::new(program).args(["secret", "generate", "--data"]).arg(folder).output();
    assert!(made.expect("the program runs").status.success());
    let mut server = Command::new(program)
        .args(["serve", "--host", "localhost:8000", "--listen", &address.to_string(), "--data"])
        .arg(folder)
        .env("REGISTRY_LOG_FILTER", "trace,sqlx=warn")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    for _ in 0..6_000 {
        if TcpStream::connect(address).is_ok() {
            return server;
        }
        assert!(server.try_wait().expect("a look").is_none(), "the server ended");
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the server does not answer");
}

fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let head =
        format!("{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("a question");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer in text");
    answer
}
