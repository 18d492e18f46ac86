//! A desk with the files of `tests/vectors/offline.json` on it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What the program said, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder with a trust list and the snapshots.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    vectors: Value,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let vectors: Value =
            serde_json::from_str(include_str!("../vectors/offline.json")).expect("the vectors are JSON");
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder"), vectors };
        desk.put("trust.json", desk.vectors["trust"].to_string().as_bytes());
        for (name, text) in desk.vectors["snapshots"].as_object().expect("snapshots") {
            desk.put(&format!("{name}.status"), text.as_str().expect("a text").as_bytes());
        }
        desk
    }

    pub(crate) fn cases(&self) -> &[Value] {
        self.vectors["cases"].as_array().expect("cases")
    }

    /// The input of the case of this name.
    pub(crate) fn input(&self, name: &str) -> &str {
        let case = self.cases().iter().find(|case| case["name"] == name).expect("such a case");
        case["input"].as_str().expect("a text")
    }

    /// The path of a file on the desk.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file on the desk.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("the temporary folder can be written to");
        path.into_os_string().into_string().expect("a readable path")
    }

    /// Checks an input with the trust list and these further arguments.
    pub(crate) fn verify(&self, input: &str, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verify"));
        said(command.arg("--trust").arg(self.path("trust.json")).args(arguments).args(["--", input]), b"")
    }

    /// The same at noon of 22 November 2026 with the current snapshot, and
    /// with no more memory than half a gigabyte.
    pub(crate) fn noon(&self, input: &str, arguments: &[&str]) -> Said {
        self.noon_with(input, arguments, b"")
    }

    /// The same with these bytes at standard input.
    pub(crate) fn noon_with(&self, input: &str, arguments: &[&str], stdin: &[u8]) -> Said {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 524288 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_verify")]);
        command.arg("--trust").arg(self.path("trust.json")).arg("--status").arg(self.path("current.status"));
        said(command.args(["--at", "2026-11-22T05:00:00Z"]).args(arguments).args(["--", input]), stdin)
    }
}

fn said(command: &mut Command, stdin: &[u8]) -> Said {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    // The program may end before it has read all.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("text in UTF-8");
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

impl Said {
    /// Verdict and reason of the one report.
    pub(crate) fn verdict(&self) -> String {
        let report: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("one report: {self:?}"));
        let text = |member: &str| report[member].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("verdict"), text("reason")).trim_end().to_owned()
    }
}
