//! How fast a code is verified over HTTP, as a share of an empty answer of the
//! same server: `cargo bench --bench verify -- --certificates 100000`.
//!
//! `benches/README.md` says what is measured, against what, and what came out.
#![expect(clippy::print_stdout, reason = "a measurement prints its table")]

mod downloads;
mod load;
#[path = "../../tests/suite/papers.rs"]
#[expect(dead_code, reason = "stories make cards and codes that nobody entered, too")]
mod papers;
mod seed;
mod server;
mod table;

use std::time::Duration;

use clap::Parser;

use downloads::Downloads;
use load::{Case, Load, Slice};
use server::Server;

/// Codes asked for again and again.
const HOT: usize = 20_000;

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
    /// People who download certificates at once, beside one more case; needs the
    /// feature `papers`.
    #[arg(long, default_value_t = 0)]
    downloads: usize,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir().expect("a temporary directory");
    let address = server::free_address();
    let seed::Seed { codes, numbers, session } =
        seed::register(folder.path(), address, arguments.certificates).await;
    let server = Server::start(folder.path(), address).await;
    println!("server ready after {:.1} s, {} MB resident", server.ready_after, server.resident_megabytes());

    let hot = codes.len().min(HOT);
    let ping = Load::new(address, vec!["/api/v1/ping".to_owned()], None, arguments.connections);
    let verify = |codes: &[String]| codes.iter().map(|code| format!("/api/v1/verify/{code}")).collect();
    let valid = Some("\"verdict\":\"valid\"");
    let hot_codes = Load::new(address, verify(&codes[..hot]), valid, arguments.connections);
    let first_time = Load::new(address, verify(&codes[hot..]), valid, arguments.connections).once();
    let mut downloads = Downloads::new(address, &session, &numbers, arguments.downloads);
    let mut cases = vec![
        Case::new("empty answer", ping),
        Case::new("verify, seen before", hot_codes),
        Case::new("verify, first time", first_time),
    ];
    if arguments.downloads > 0 {
        cases.push(Case::new("same, with downloads", cases[1].load.again()).beside_downloads());
    }
    cases[1].load.ask_each_once().await;

    let slice = Duration::from_secs_f64(arguments.seconds);
    for round in 0..arguments.rounds {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for case in order {
            let under_way = cases[case].is_beside_downloads.then(|| downloads.begin());
            let before = server.cpu();
            let mut measured: Slice = cases[case].load.run(slice).await;
            measured.server_cpu = server.cpu().saturating_sub(before);
            cases[case].slices.push(measured);
            if let Some(under_way) = under_way {
                downloads.end(under_way).await;
            }
        }
    }
    println!("{}", table::of(&cases));
    if arguments.downloads > 0 {
        println!("{}", downloads.line());
    }
    println!("server at the end: {} MB resident", server.resident_megabytes());
}
