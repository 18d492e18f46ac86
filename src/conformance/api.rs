//! The VC API over HTTP, as far as the test suites call it.

use std::net::SocketAddr;
use std::path::PathBuf;

use rocket::{
    Build, Data, Request, Rocket, State,
    config::{LogLevel, SecretKey, TlsConfig},
    data::ToByteUnit,
    http::{ContentType, Status},
};
use serde_json::{Map, Value, json};

use super::{
    Profile,
    fault::{Fault, Kind},
    issue, verify,
};
use crate::credential::document::json::parse_nested;

/// No request of a test suite comes near it; the canonical form of RDF can
/// cost far more than its length.
const MAX_REQUEST_BYTES: usize = 131_072;

/// Objects and lists within each other: a request, a presentation, a
/// credential, its claims.
const MAX_DEPTH: u8 = 24;

/// Where the server's certificate and its key are, in PEM.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// The certificate, for the name the suites call.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

type Answer = (Status, (ContentType, String));

/// The server of a profile. Without secrets it speaks plain HTTP, of which the
/// status list suite takes no list.
pub fn rocket(profile: Profile, listen: SocketAddr, secrets: Option<Secrets>) -> Rocket<Build> {
    rocket::custom(rocket::Config {
        address: listen.ip(),
        port: listen.port(),
        tls: secrets.map(|secrets| TlsConfig::from_paths(secrets.certificate, secrets.key)),
        // Rocket wants one in a release build; nothing here is a secret.
        secret_key: SecretKey::derive_from(&[0; 64]),
        ip_header: None,
        log_level: LogLevel::Off,
        cli_colors: false,
        ..rocket::Config::default()
    })
    .manage(profile)
    .mount("/", rocket::routes![about, issued, verified, presented, changed, list])
    .register("/", rocket::catchers![refused])
}

#[rocket::get("/")]
fn about(profile: &State<Profile>) -> Answer {
    let about = json!({
        "about": "A conformance profile for the W3C's test suites. What it signs proves nothing.",
        "issuer": profile.issuer().did(),
    });
    answer(Status::Ok, &about)
}

#[rocket::post("/credentials/issue", data = "<data>")]
async fn issued(profile: &State<Profile>, data: Data<'_>) -> Answer {
    let issued = request(data).await.and_then(|mut request| {
        let options = object_or_nothing(&mut request, "options")?;
        let credential = object(&mut request, "credential")?;
        issue::issue(profile, credential, &options)
    });
    match issued {
        Ok(credential) => answer(Status::Created, &json!({"verifiableCredential": credential})),
        Err(fault) => problem(&fault),
    }
}

#[rocket::post("/credentials/verify", data = "<data>")]
async fn verified(profile: &State<Profile>, data: Data<'_>) -> Answer {
    verdict(request(data).await.and_then(|mut request| {
        object_or_nothing(&mut request, "options")?;
        verify::credential(profile, &object(&mut request, "verifiableCredential")?)
    }))
}

#[rocket::post("/presentations/verify", data = "<data>")]
async fn presented(profile: &State<Profile>, data: Data<'_>) -> Answer {
    verdict(request(data).await.and_then(|mut request| {
        let options = object_or_nothing(&mut request, "options")?;
        verify::presentation(profile, &object(&mut request, "verifiablePresentation")?, &options)
    }))
}

/// Lists an entry that was issued here, or takes it off its list.
#[rocket::post("/credentials/status", data = "<data>")]
async fn changed(profile: &State<Profile>, data: Data<'_>) -> Answer {
    let changed = request(data).await.and_then(|mut request| {
        let listed = request.get("status").and_then(Value::as_bool);
        let listed = listed.ok_or_else(|| Fault::malformed("`status` is neither true nor false"))?;
        profile.set_status(&object(&mut request, "credentialStatus")?, listed)
    });
    match changed {
        Ok(()) => answer(Status::Ok, &json!({})),
        Err(fault) => problem(&fault),
    }
}

#[rocket::get("/status/<name>")]
fn list(profile: &State<Profile>, name: &str) -> Option<Answer> {
    let list = profile.list(name)?;
    Some(match list {
        Ok(list) => answer(Status::Ok, &Value::Object(list)),
        Err(fault) => problem(&fault),
    })
}

#[rocket::catch(default)]
fn refused(status: Status, _: &Request<'_>) -> Answer {
    answer(status, &json!({"type": "about:blank", "title": status.reason_lossy(), "status": status.code}))
}

async fn request(data: Data<'_>) -> Result<Map<String, Value>, Fault> {
    let unreadable = |why: &str| Fault::new(Kind::Parsing, format!("the request is {why}"));
    // One byte more than allowed is enough to know.
    let text = data.open((MAX_REQUEST_BYTES + 1).bytes()).into_string().await;
    let text = text.map_err(|_| unreadable("not text"))?.into_inner();
    parse_nested(&text, MAX_REQUEST_BYTES, MAX_DEPTH).map_err(|malformed| unreadable(&malformed.to_string()))
}

fn object(request: &mut Map<String, Value>, member: &str) -> Result<Map<String, Value>, Fault> {
    match request.remove(member) {
        Some(Value::Object(object)) => Ok(object),
        _ => Err(Fault::new(Kind::Parsing, format!("`{member}` is not an object"))),
    }
}

fn object_or_nothing(request: &mut Map<String, Value>, member: &str) -> Result<Map<String, Value>, Fault> {
    if request.get(member).is_none_or(Value::is_null) {
        return Ok(Map::new());
    }
    object(request, member)
}

fn verdict(outcome: Result<(), Fault>) -> Answer {
    match outcome {
        Ok(()) => answer(Status::Ok, &json!({"verified": true, "problemDetails": []})),
        Err(fault) => {
            answer(Status::BadRequest, &json!({"verified": false, "problemDetails": [fault.problem()]}))
        }
    }
}

fn problem(fault: &Fault) -> Answer {
    let status = if fault.kind() == Kind::Full { Status::ServiceUnavailable } else { Status::BadRequest };
    answer(status, &fault.problem())
}

fn answer(status: Status, body: &Value) -> Answer {
    (status, (ContentType::JSON, body.to_string()))
}
