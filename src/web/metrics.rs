//! Counts for whoever runs the server, on a port of their own: how often what
//! was done, how checks ended, how long was waited for the database.
//!
//! The port is on this machine and apart from the pages', so that no proxy that
//! leads to the pages leads here. Nothing in the counts names a person.

use std::fmt::Write;
use std::net::SocketAddr;

use rocket::http::{ContentType, Header};
use rocket::{Build, Responder, Rocket, State, get, routes};

use crate::acts::Registry;
use crate::config::Config;
use crate::secret::MasterSecret;
use crate::storage::waits::{LENGTHS, Wait};

/// The counts as Prometheus reads them (text format 0.0.4).
#[derive(Responder)]
#[response(status = 200)]
struct CountsPage {
    text: String,
    kind: ContentType,
    kept: Header<'static>,
}

/// The server of the counts at this address.
pub fn rocket(registry: Registry, config: &Config, at: SocketAddr, secret: &MasterSecret) -> Rocket<Build> {
    let config = Config { listen: at, proxy_header: None, ..config.clone() };
    rocket::custom(super::settings(&config, secret)).manage(registry).mount("/", routes![counts])
}

#[get("/metrics")]
fn counts(registry: &State<Registry>) -> CountsPage {
    let kind = ContentType::new("text", "plain").with_params([("version", "0.0.4"), ("charset", "utf-8")]);
    CountsPage { text: told(registry), kind, kept: Header::new("Cache-Control", "no-store") }
}

/// Each family of counts: its kind and what it says, then a line for each.
fn told(registry: &Registry) -> String {
    let mut text = String::new();
    let mut family = |name: &str, about: &str, label: &str, counts: &mut dyn Iterator<Item = _>| {
        let _ = writeln!(text, "# HELP {name} {about}\n# TYPE {name} counter");
        for (word, count) in counts {
            let _ = writeln!(text, "{name}{{{label}=\"{word}\"}} {count}");
        }
    };
    family("registry_acts_total", "Acts that were done.", "act", &mut registry.counts.deeds());
    family("registry_checks_total", "Checks that were answered.", "verdict", &mut registry.counts.checks());
    let waits = registry.storage.waits();
    let pools = [("writing", &waits.writing), ("reading", &waits.reading), ("following", &waits.following)];
    let name = "registry_database_waits_in_vain_total";
    let mut in_vain = pools.iter().map(|(pool, wait)| (*pool, wait.in_vain()));
    family(name, "Waits for the database that ended without a connection.", "pool", &mut in_vain);
    text += "# HELP registry_database_wait_seconds Waits until a transaction of the database began.\n\
             # TYPE registry_database_wait_seconds histogram\n";
    for (pool, wait) in pools {
        lengths(&mut text, pool, wait);
    }
    text
}

fn lengths(text: &mut String, pool: &str, wait: &Wait) {
    const NAME: &str = "registry_database_wait_seconds";
    // Read first: what is counted meanwhile is in none of the lengths alone.
    let within = wait.within();
    let (count, seconds) = (wait.count(), wait.total().as_secs_f64());
    for (most, waits) in LENGTHS.iter().zip(within) {
        let _ = writeln!(text, "{NAME}_bucket{{pool=\"{pool}\",le=\"{}\"}} {waits}", most.as_secs_f64());
    }
    let _ = writeln!(text, "{NAME}_bucket{{pool=\"{pool}\",le=\"+Inf\"}} {count}");
    let _ = writeln!(text, "{NAME}_sum{{pool=\"{pool}\"}} {seconds}");
    let _ = writeln!(text, "{NAME}_count{{pool=\"{pool}\"}} {count}");
}
