//! What other people's programs in Python say of a file: `judges.py` asks them.
//!
//! The Python with `tests/seal/requirements.txt` is the one `JUDGES` names,
//! else `python3`.

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::Command;

/// What a command of `judges.py` says of these files, as JSON.
fn asked<T: serde::de::DeserializeOwned>(question: &str, files: &[&Path]) -> T {
    let python = env::var("JUDGES").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judges.py");
    let output = Command::new(&python)
        .args([script, question])
        .args(files)
        .output()
        .unwrap_or_else(|error| panic!("{python}: {error}; install press/tests/seal/requirements.txt"));
    let (said, faults) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{question}: {said}{faults}");
    serde_json::from_str(&said).expect("JSON")
}

/// The text of a file, by every reader that there is.
pub(crate) fn texts_of(file: &Path) -> Vec<(String, String)> {
    let texts: BTreeMap<String, String> = asked("texts", &[file]);
    texts.into_iter().collect()
}

/// What is wrong with these files for a validator of PDF/A-3a and PDF/UA-1, and
/// for one of accessibility.
pub(crate) fn faults_of(files: &[&Path]) -> Vec<String> {
    asked("faults", files)
}
