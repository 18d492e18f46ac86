//! The cases of `tests/vectors`, in the program, so that a target runs
//! anywhere.

use std::collections::HashSet;
use std::sync::LazyLock;

use consultant_registry::credential::{TrustList, link};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

/// One case: its text (of a status list the list), its form, whether it is
/// genuine.
pub struct Case {
    /// What was scanned, or the file.
    pub text: String,
    /// `bitstring`, `jwt` or `cwt` of a status list, else empty.
    pub form: String,
    /// Whether it is to be accepted.
    pub genuine: bool,
}

/// Every code, genuine or refused.
pub static CODES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    [
        include_str!("../../tests/vectors/genuine.json"),
        include_str!("../../tests/vectors/keys.json"),
        include_str!("../../tests/vectors/encoding.json"),
    ]
    .into_iter()
    .flat_map(cases)
    .collect()
});

/// Every master document.
pub static DOCUMENTS: LazyLock<Vec<Case>> =
    LazyLock::new(|| cases(include_str!("../../tests/vectors/documents.json")));

/// Every status list.
pub static LISTS: LazyLock<Vec<Case>> =
    LazyLock::new(|| cases(include_str!("../../tests/vectors/status.json")));

/// What is checked without the register, and the snapshots it is checked with.
pub struct Offline {
    /// Codes, documents and statements, genuine or not.
    pub inputs: Vec<String>,
    /// Files.
    pub snapshots: Vec<String>,
}

/// Everything for checks without the register.
pub static OFFLINE: LazyLock<Offline> = LazyLock::new(|| {
    let file = include_str!("../../tests/vectors/offline.json");
    let file: Value = serde_json::from_str(file).expect("a file of vectors");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    Offline {
        inputs: file["cases"].as_array().expect("cases").iter().map(|case| text(&case["input"])).collect(),
        snapshots: file["snapshots"].as_object().expect("snapshots").values().map(text).collect(),
    }
});

/// The trust list that the vectors are checked with.
pub static TRUST: LazyLock<TrustList> =
    LazyLock::new(|| TrustList::from_json(&trust_text()).expect("the vectors' trust list"));

/// The bytes of every genuine token.
pub static GENUINE_TOKENS: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(|| {
    let genuine = CODES.iter().filter(|case| case.genuine);
    genuine.map(|case| link::parse(&case.text).expect("genuine").token.as_bytes().to_vec()).collect()
});

/// The trust list as JSON.
pub fn trust_text() -> String {
    let file: Value = serde_json::from_str(include_str!("../../tests/vectors/genuine.json")).expect("JSON");
    file["trust"].to_string()
}

/// The status lists of this form; a CWT as its bytes.
pub fn lists(form: &str) -> impl Iterator<Item = (&'static Case, Vec<u8>)> {
    LISTS.iter().filter(move |case| case.form == form).map(|case| {
        let bytes = match case.form.as_str() {
            "cwt" => BASE64URL_NOPAD.decode(case.text.as_bytes()).expect("base64url"),
            _ => case.text.clone().into_bytes(),
        };
        (case, bytes)
    })
}

/// Whether this JSON says what one of the genuine cases says.
pub fn says_the_same(cases: &[Case], text: &str) -> bool {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let said = read(text);
    said.is_some() && cases.iter().any(|case| case.genuine && read(&case.text) == said)
}

/// The signed lists in a snapshot.
pub fn lists_of(snapshot: &str) -> Vec<String> {
    let file: Value = serde_json::from_str(snapshot).unwrap_or_default();
    let lists = file["lists"].as_array().into_iter().flatten();
    lists.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn cases(file: &str) -> Vec<Case> {
    let file: Value = serde_json::from_str(file).expect("a file of vectors");
    let text = |case: &Value, member: &str| case[member].as_str().unwrap_or_default().to_owned();
    let case = |case: &Value| Case {
        text: text(case, "text") + &text(case, "list"),
        form: text(case, "form"),
        genuine: case["expected"].get("refused").is_none(),
    };
    file["cases"].as_array().expect("cases").iter().map(case).collect()
}
