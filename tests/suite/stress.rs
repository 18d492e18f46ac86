//! Everybody at once: readers of every public file, people who check papers,
//! people who search, applicants who save, and a leader who suspends and
//! reinstates, on a server with sixteen threads over a large register.
//!
//! No time is asserted. What must hold: every question is answered, during the
//! rush and after it; nothing fails but a search that is told to come again;
//! and no "valid" follows a suspension.
//!
//! A few seconds by default; `STRESS_SECONDS=60 STRESS_PAPERS=100000` for more.

mod asking;
#[path = "../../benches/verify/seed.rs"]
#[expect(dead_code, clippy::print_stdout, reason = "a measurement needs more, and prints it")]
mod seed;

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use consultant_registry::acts::{Registry, filing};
use consultant_registry::commands;
use consultant_registry::config::Config;
use consultant_registry::domain::application::Procedure;
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::measure::Measure;
use consultant_registry::domain::staff::Role;
use consultant_registry::secret::MasterSecret;
use consultant_registry::web;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::by_two::{by_two, suspension};
use crate::harness::closed_folder;
use crate::papers::Press;
use asking::Asker;

/// Threads that answer: a deadlock between three needs more than a laptop has.
const THREADS: usize = 16;

/// What lists, keys and status are handed out from.
const FILES: [&str; 7] = [
    "/offline/status.json",
    "/offline/kit.html",
    "/offline/trust.json",
    "/status/BKHCN-revocation-0",
    "/status/BKHCN-suspension-0",
    "/status/BKHCN-token-0",
    "/.well-known/did.json",
];

const SEARCHES: [&str; 3] = ["/register?q=tu+van+an", "/register", "/register/experts?q=tran+mai"];

/// A rush: what everybody knows, and whether it goes on.
struct Rush {
    address: SocketAddr,
    codes: Vec<String>,
    numbers: Vec<String>,
    /// Even while the first certificate may be either; odd, and another each
    /// time, while it is suspended for certain.
    suspensions: AtomicUsize,
    is_over: AtomicBool,
}

#[test]
fn everyone_at_once_is_answered_and_no_old_valid_follows_a_suspension() {
    let (seconds, papers) = (asked_for("STRESS_SECONDS", 5), asked_for("STRESS_PAPERS", 1_500));
    let clients = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let server = Builder::new_multi_thread().worker_threads(THREADS).enable_all().build().expect("a runtime");
    let folder = closed_folder();
    let outcome = clients.block_on(rush(folder.path(), &server, (seconds, papers)));
    // A server that is stuck would not let go of its threads.
    server.shutdown_background();
    assert_eq!(outcome, Ok(()), "every question is answered as it must be");
}

async fn rush(folder: &Path, server: &Runtime, (seconds, papers): (usize, usize)) -> Result<(), String> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a free port");
    let origin = format!("http://localhost:{}", address.port()).parse().expect("an origin");
    let begun = seed::open(folder, origin).await;
    let (codes, numbers) = seed::certificates(&begun, papers).await;
    let (_, session) = seed::staff(&begun, "DO1", Role::Intake).await;
    begun.storage.close().await;
    let (registry, secret, config) = open(folder, address).await;
    let rocket = web::rocket(registry.clone(), config, &secret);
    server.spawn(async move { rocket.launch().await.map(drop).map_err(|error| error.to_string()) });
    let rush = Arc::new(Rush {
        address,
        codes,
        numbers,
        suspensions: AtomicUsize::new(0),
        is_over: AtomicBool::new(false),
    });
    Asker::until_open(address).await?;

    let mut people = JoinSet::new();
    for nth in 0..8 {
        people.spawn(read_files(Arc::clone(&rush), nth));
        people.spawn(check(Arc::clone(&rush), nth));
        people.spawn(search(Arc::clone(&rush), nth));
    }
    people.spawn(work_at_the_desk(Arc::clone(&rush), session));
    for _ in 0..2 {
        people.spawn(watch(Arc::clone(&rush)));
        people.spawn(save(Arc::clone(&rush), registry.clone()));
    }
    people.spawn(lead(Arc::clone(&rush), registry));
    sleep(Duration::from_secs(u64::try_from(seconds).expect("few"))).await;
    rush.is_over.store(true, Ordering::SeqCst);
    for outcome in people.join_all().await {
        outcome?;
    }
    afterwards(&rush).await
}

/// What a server on this folder opens, with the Ministry's key.
async fn open(folder: &Path, address: SocketAddr) -> (Registry, MasterSecret, Config) {
    let config = Config {
        data: folder.to_owned(),
        database: format!("sqlite:{}", folder.join("registry.sqlite").display()),
        host: format!("localhost:{}", address.port()),
        listen: address,
        checks_per_minute: 0,
        ..Config::default()
    };
    let origin = config.origin().parse().expect("an origin");
    let key = Press::new(&origin, 7).key;
    std::fs::create_dir_all(config.keys_folder()).expect("a folder for keys");
    let file = config.keys_folder().join(format!("{}-{}.pem", key.issuer(), key.key_id()));
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o400).open(file).expect("a file");
    file.write_all(key.to_pkcs8_pem().expect("a key").as_bytes()).expect("the key is written");
    let (registry, secret) = commands::open(&config).await.expect("the register opens");
    (registry, secret, config)
}

async fn read_files(rush: Arc<Rush>, nth: usize) -> Result<(), String> {
    let mut asker = Asker::new(rush.address).await?;
    for file in FILES.iter().cycle().skip(nth) {
        if rush.is_over() {
            break;
        }
        asker.expect(file, &[200]).await?;
        // As long as a phone takes to ask again: all of them just after an entry.
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

async fn check(rush: Arc<Rush>, nth: usize) -> Result<(), String> {
    let mut asker = Asker::new(rush.address).await?;
    let papers = rush.codes.iter().zip(&rush.numbers).skip(1).cycle();
    for (code, number) in papers.skip(nth * 37) {
        if rush.is_over() {
            break;
        }
        for path in [
            format!("/api/v1/verify/{code}"),
            format!("/api/v1/certificates/{number}"),
            format!("/V/{code}"),
            format!("/c/{number}"),
            "/api/v1/health".to_owned(),
        ] {
            let body = asker.expect(&path, &[200]).await?;
            let is_valid = body.contains("\"verdict\":\"valid\"") || body.contains("class=\"verdict valid\"");
            if !is_valid && !path.ends_with("health") {
                return Err(format!("{path} is not valid: {body}"));
            }
        }
    }
    Ok(())
}

async fn search(rush: Arc<Rush>, nth: usize) -> Result<(), String> {
    let mut asker = Asker::new(rush.address).await?;
    for search in SEARCHES.iter().cycle().skip(nth) {
        if rush.is_over() {
            break;
        }
        asker.expect(search, &[200, 503]).await?;
    }
    Ok(())
}

/// An officer who reads the lists of the desk.
async fn work_at_the_desk(rush: Arc<Rush>, session: String) -> Result<(), String> {
    let mut asker = Asker::new(rush.address).await?.with_session(session);
    for page in ["/desk", "/desk/certificates"].iter().cycle() {
        if rush.is_over() {
            break;
        }
        asker.expect(page, &[200]).await?;
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// Asks again and again for the certificate that is suspended and reinstated.
async fn watch(rush: Arc<Rush>) -> Result<(), String> {
    let mut asker = Asker::new(rush.address).await?;
    let paths = [format!("/api/v1/verify/{}", rush.codes[0]), format!("/c/{}", rush.numbers[0])];
    for path in paths.iter().cycle() {
        if rush.is_over() {
            break;
        }
        let before = rush.suspensions.load(Ordering::SeqCst);
        let body = asker.expect(path, &[200]).await?;
        let is_suspended = before % 2 == 1 && before == rush.suspensions.load(Ordering::SeqCst);
        let says_valid = body.contains("\"verdict\":\"valid\"") || body.contains("class=\"verdict valid\"");
        if is_suspended && says_valid {
            return Err(format!("{path} was suspended, and is called valid"));
        }
    }
    Ok(())
}

async fn save(rush: Arc<Rush>, registry: Registry) -> Result<(), String> {
    let applicant = AccountId::new(uuid::Uuid::from_u128(1));
    let draft = filing::begin(&registry, applicant, IssuerCode::MINISTRY, Procedure::NewOrganisation).await;
    let draft = draft.map_err(|error| error.to_string())?;
    while !rush.is_over() {
        let saved = filing::edit(&registry, applicant, draft.id, |_| ()).await;
        saved.map_err(|error| format!("a draft was not saved: {error}"))?;
        sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

async fn lead(rush: Arc<Rush>, registry: Registry) -> Result<(), String> {
    let number = rush.numbers[0].as_str();
    while !rush.is_over() {
        let today = registry.clock.today();
        let suspended = by_two(&registry, number, suspension(today, today.plus_days(30))).await;
        suspended.map_err(|error| format!("not suspended: {error}"))?;
        rush.suspensions.fetch_add(1, Ordering::SeqCst);
        sleep(Duration::from_millis(100)).await;
        rush.suspensions.fetch_add(1, Ordering::SeqCst);
        let reinstated = by_two(&registry, number, Measure::Reinstatement).await;
        reinstated.map_err(|error| format!("not reinstated: {error}"))?;
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// The moment the rush is over everything is as well as before it.
async fn afterwards(rush: &Rush) -> Result<(), String> {
    let mut asker = Asker::new(rush.address).await?;
    for path in FILES.iter().chain(&SEARCHES) {
        asker.expect(path, &[200]).await?;
    }
    let body = asker.expect(&format!("/api/v1/verify/{}", rush.codes[0]), &[200]).await?;
    if body.contains("\"verdict\":\"valid\"") { Ok(()) } else { Err(format!("not reinstated: {body}")) }
}

impl Rush {
    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::SeqCst)
    }
}

fn asked_for(name: &str, usually: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usually)
}
