//! What plays the mail server of a story: `server.py`, with a folder of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use consultant_registry::config::Config;
use consultant_registry::smtp::MailTls;
use rocket::tokio::time::sleep;
use serde::Deserialize;
use tempfile::TempDir;

use super::SENDER;
use crate::harness::Outside;

/// A mail server that runs until its story ends.
pub(super) struct MailServer {
    process: Child,
    folder: TempDir,
    pub(super) port: u16,
}

/// A mail as it was taken, read by Python's mail library.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Taken {
    pub(super) mail_from: String,
    pub(super) to: Vec<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) sender: String,
    pub(super) address: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) defects: Vec<String>,
    pub(super) secret: bool,
    pub(super) authenticated: bool,
}

impl Taken {
    /// The values of a header.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }
}

impl MailServer {
    /// Opens one; none where nobody set one up, which is said loudly.
    pub(super) fn open(arguments: &[&str]) -> Option<Self> {
        let python = Outside::MailServer.place()?;
        let folder = tempfile::tempdir().expect("a temporary directory");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/mail/server.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server runs");
        let mut line = String::new();
        let read = BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line);
        read.expect("its port");
        Some(Self { process, folder, port: line.trim().parse().expect("a port") })
    }

    /// Has a register hand its mails in here.
    pub(super) fn settings(&self, config: &mut Config) {
        config.mail_host = Some("127.0.0.1".to_owned());
        config.mail_port = self.port;
        config.mail_tls = MailTls::None;
        config.mail_from = Some("dangky@registry.example.test".to_owned());
        SENDER.clone_into(&mut config.mail_sender);
    }

    /// What it took so far, in order.
    pub(super) fn taken(&self) -> Vec<Taken> {
        let files = std::fs::read_dir(self.folder.path()).expect("its folder").flatten();
        let mut files: Vec<_> = files.map(|file| file.path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        let read = |file: &std::path::PathBuf| std::fs::read_to_string(file).expect("a mail");
        files.iter().map(|file| serde_json::from_str(&read(file)).expect("a mail")).collect()
    }

    /// What it took, once there are so many.
    pub(super) async fn has_taken(&self, count: usize) -> Vec<Taken> {
        for _ in 0..3_000 {
            let taken = self.taken();
            if taken.len() >= count {
                assert_eq!(taken.len(), count, "{taken:?}");
                return taken;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("only {} mails came", self.taken().len());
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
