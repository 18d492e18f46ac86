//! A profile behind a client, at noon of 22 November 2026.

use consultant_registry::{
    clock::Clock,
    conformance::{Profile, TestIssuer, rocket},
};
use rocket::{http::Status, local::blocking::Client};
use serde_json::{Value, json};

/// Where the profile believes to be reached.
pub(crate) const BASE: &str = "https://localhost:8443";

pub(crate) struct Server {
    client: Client,
    pub(crate) clock: Clock,
}

impl Server {
    pub(crate) fn start() -> Self {
        let clock = Clock::fixed("2026-11-22T05:00:00Z".parse().expect("an instant"));
        let profile = Profile::new(BASE, clock.clone());
        let address = "127.0.0.1:0".parse().expect("an address");
        let client = Client::untracked(rocket(profile, address, None)).expect("a server");
        Self { client, clock }
    }

    /// The status and the answer to a request.
    pub(crate) fn post(&self, path: &str, body: &str) -> (u16, Value) {
        let response = self.client.post(path.to_owned()).body(body).dispatch();
        let status = response.status().code;
        let text = response.into_string().expect("an answer");
        (status, serde_json::from_str(&text).expect("JSON"))
    }

    pub(crate) fn list(&self, purpose: &str) -> Value {
        let response = self.client.get(format!("/status/{purpose}")).dispatch();
        assert_eq!(response.status(), Status::Ok);
        serde_json::from_str(&response.into_string().expect("a list")).expect("JSON")
    }

    /// What is issued, or the kind of the refusal.
    pub(crate) fn issue(&self, credential: &Value) -> Result<Value, String> {
        self.issue_with(credential, &json!({}))
    }

    pub(crate) fn issue_with(&self, credential: &Value, options: &Value) -> Result<Value, String> {
        let request = json!({"credential": credential, "options": options});
        match self.post("/credentials/issue", &request.to_string()) {
            (201, answer) => Ok(answer["verifiableCredential"].clone()),
            (400, answer) => Err(kind(&answer)),
            (status, answer) => panic!("{status}: {answer}"),
        }
    }

    /// Whether a credential verifies, or the kind of the refusal.
    pub(crate) fn verify(&self, credential: &Value) -> Result<(), String> {
        self.verdict("/credentials/verify", &json!({"verifiableCredential": credential}))
    }

    pub(crate) fn verify_presentation(&self, presentation: &Value, options: &Value) -> Result<(), String> {
        let request = json!({"verifiablePresentation": presentation, "options": options});
        self.verdict("/presentations/verify", &request)
    }

    fn verdict(&self, path: &str, request: &Value) -> Result<(), String> {
        match self.post(path, &request.to_string()) {
            (200, answer) => {
                assert_eq!(answer["verified"], true);
                Ok(())
            }
            (400, answer) => {
                assert_eq!(answer["verified"], false);
                Err(kind(&answer["problemDetails"][0]))
            }
            (status, answer) => panic!("{status}: {answer}"),
        }
    }
}

/// The least that can be issued.
pub(crate) fn credential() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": TestIssuer::new().did(),
        "credentialSubject": {"id": "did:example:subject", "name": "Công ty Đổi Mới"},
    })
}

/// The least with one more or one other member.
pub(crate) fn with(member: &str, value: Value) -> Value {
    let mut credential = credential();
    credential[member] = value;
    credential
}

/// The least without a member.
pub(crate) fn without(member: &str) -> Value {
    let mut credential = credential();
    credential.as_object_mut().expect("an object").remove(member);
    credential
}

/// The last word of a problem's type: `MALFORMED_VALUE_ERROR`.
fn kind(problem: &Value) -> String {
    let uri = problem["type"].as_str().expect("a problem has a type");
    uri.rsplit('#').next().unwrap_or(uri).to_owned()
}
