//! How fast a code is verified over HTTP, as a share of an empty answer of the
//! same server, alone and while others keep the server busy: `cargo bench --bench verify -- --certificates 100000`.
//!
//! `benches/README.md` says what is measured, against what, and what came out.
#![expect(clippy::print_stdout, reason = "a measurement prints its table")]

mod beside;
mod crowd;
mod load;
#[path = "../../tests/suite/papers.rs"]
#[expect(dead_code, reason = "stories make cards and codes that nobody entered, too")]
mod papers;
mod seed;
mod server;
mod table;
mod yesterday;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

use crowd::Crowd;
use load::{Case, Load, Slice};
use seed::Seed;
use server::Server;

/// Codes asked for again and again, and pages of them.
const HOT: usize = 20_000;
const PAGES: usize = 10_000;

/// Ends the name of a case whose questions were all asked once before.
const SEEN_BEFORE: &str = ", seen before";

/// Measures verifying against an empty answer of the same server.
#[derive(Parser)]
struct Arguments {
    /// Certificates in the register, each really signed.
    #[arg(long, default_value_t = 100_000)]
    certificates: usize,
    /// Rounds; in every second one the cases are asked in the other order.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds of one case in one round.
    #[arg(long, default_value_t = 1.5)]
    seconds: f64,
    /// Connections held open.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Questions a second, on all connections together; without it each one
    /// asks again as soon as it has its answer.
    #[arg(long)]
    rate: Option<f64>,
    /// People who download certificates at once, beside one more case; needs the
    /// press.
    #[arg(long, default_value_t = 0)]
    downloads: usize,
    /// Another build of the program: its demonstration and ours are asked in
    /// the same rounds.
    #[arg(long)]
    beside: Option<PathBuf>,
    /// Only the cases with these words in their names, and the empty answer.
    #[arg(long)]
    only: Option<String>,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments = Arguments::parse();
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    let folder = tempfile::Builder::new().permissions(closed).tempdir().expect("a temporary directory");
    let address = server::free_address();
    let seed = seed::register(folder.path(), address, arguments.certificates).await;
    server::make_key(folder.path());
    let mut servers = vec![Server::start(folder.path(), address).await];
    println!(
        "server ready after {:.1} s, {} MB resident",
        servers[0].ready_after,
        servers[0].resident_megabytes()
    );

    let mut crowds = crowds(&arguments, address, &seed).await;
    let mut cases = cases(&arguments, address, &seed, &crowds);
    let mut folders = Vec::new();
    if let Some(other) = &arguments.beside {
        folders = yesterday::join(&mut servers, &mut cases, other, arguments.connections).await;
    }
    for case in cases.iter().filter(|case| case.name.ends_with(SEEN_BEFORE)) {
        case.load.ask_each_once().await;
    }
    if let Some(words) = &arguments.only {
        let base = cases.remove(0);
        cases.retain(|case| case.name.contains(words));
        cases.insert(0, base);
    }
    let slice = Duration::from_secs_f64(arguments.seconds);
    for round in 0..arguments.rounds {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for case in order {
            let crowd = cases[case].beside;
            let under_way = crowd.map(|crowd| crowds[crowd].begin());
            let deciding = (crowd == Some(STATUS_FILES)).then(|| {
                let last = seed.numbers.last().expect("a certificate").clone();
                let leaders = (seed.leader.clone(), seed.second_leader.clone());
                beside::decisions(seed.registry.clone(), leaders, last)
            });
            let server = &servers[cases[case].server];
            let before = server.cpu();
            let mut measured: Slice = cases[case].load.run(slice).await;
            measured.server_cpu = server.cpu().saturating_sub(before);
            cases[case].slices.push(measured);
            if let Some(deciding) = deciding {
                deciding.abort();
            }
            if let (Some(crowd), Some(under_way)) = (crowd, under_way) {
                crowds[crowd].end(under_way).await;
            }
        }
    }
    println!("{}", table::of(&cases));
    for crowd in &crowds {
        println!("{}", crowd.line());
    }
    println!("server at the end: {} MB resident", servers[0].resident_megabytes());
    drop((servers, folders));
}

/// The place of those who ask for status files among the crowds.
const STATUS_FILES: usize = 3;

async fn crowds(arguments: &Arguments, address: SocketAddr, seed: &Seed) -> Vec<Crowd> {
    let mut crowds = vec![
        beside::searching(address),
        beside::filing(address, seed),
        beside::uploading(address, seed).await,
        beside::status_files(address),
    ];
    let downloads =
        (arguments.downloads > 0).then(|| beside::downloading(address, seed, arguments.downloads));
    crowds.extend(downloads);
    crowds
}

fn cases(arguments: &Arguments, address: SocketAddr, seed: &Seed, crowds: &[Crowd]) -> Vec<Case> {
    // The last certificate is suspended now and then.
    let codes = &seed.codes[..seed.codes.len() - 1];
    let hot = codes.len().min(HOT);
    let load =
        |paths, expected| Load::new(address, paths, expected, arguments.connections).at_rate(arguments.rate);
    let verify = |codes: &[String]| codes.iter().map(|code| format!("/api/v1/verify/{code}")).collect();
    let page = |codes: &[String]| codes.iter().map(|code| format!("/V/{code}")).collect();
    let (first, pages_first) = codes[hot..].split_at((codes.len() - hot) * 9 / 10);
    let valid = Some("\"verdict\":\"valid\"");
    let mut cases = vec![
        Case::new("empty answer", load(vec!["/api/v1/ping".to_owned()], None)),
        Case::new(&format!("verify{SEEN_BEFORE}"), load(verify(&codes[..hot]), valid)),
        Case::new(
            &format!("scan page{SEEN_BEFORE}"),
            load(page(&codes[..hot.min(PAGES)]), Some("verdict valid")),
        ),
        Case::new("verify, first time", load(verify(first), valid).once()),
        Case::new("scan page, first time", load(page(pages_first), Some("verdict valid")).once()),
    ];
    for (nth, crowd) in crowds.iter().enumerate() {
        let name = format!("verify, while {}", crowd.name());
        cases.push(Case::new(&name, cases[1].load.again()).beside(nth));
    }
    cases
}
