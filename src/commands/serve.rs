//! `registry serve`: opens the register and answers until told to stop.

use std::net::SocketAddr;

use clap::Args;
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket};
use serde::Serialize;
use tracing_subscriber::EnvFilter;

use super::{Fault, Place, demonstration, keys, open};
use crate::acts::Registry;
use crate::config::{Config, LogFormat};
use crate::credential::link;
use crate::dates::Day;
use crate::storage::{StorageError, certificates};
use crate::web;

/// Papers carry the instant at which they were signed, and entries stand in the
/// order of time: clocks further apart than this are worth a warning.
const MOST_SECONDS_APART: i64 = 2;

/// Starts the server.
#[derive(Args, Clone, Debug, Default, Serialize)]
pub struct ServeArgs {
    #[command(flatten)]
    #[serde(flatten)]
    place: Place,
    /// Address and port to listen on, such as 127.0.0.1:8000.
    #[arg(long, value_name = "ADDRESS:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<SocketAddr>,
    /// The public host name, which stands in every QR.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    /// Runs with invented data and makes its own secret and keys.
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    demo: bool,
    /// The day on which the demonstration begins, such as 2026-11-22.
    #[arg(long, value_name = "DAY")]
    #[serde(skip_serializing_if = "Option::is_none")]
    today: Option<Day>,
}

/// Runs the command.
pub async fn serve(args: ServeArgs) -> Result<(), Fault> {
    let config = Config::read(args.place.config.as_deref(), &args)?;
    config.require_host()?;
    start_log(&config)?;
    tell_foreign(&config);
    if !consultant_papers::can_print() {
        tracing::warn!("no papers are printed: registry-press is not beside this program");
    }
    let seals = super::seals::in_use(&config)?;
    let (mut registry, secret) = open(&config).await?;
    registry.seals = seals;
    if config.demo {
        demonstration::prepare(&mut registry, &config).await?;
    }
    unlock(&registry).await?;
    tell_other_host(&registry, &config).await?;
    look_at_database(&registry).await?;
    let (storage, opened) = (registry.storage.clone(), said_when_open(&config));
    let counts = config.metrics.map(|at| web::metrics::rocket(registry.clone(), &config, at, &secret));
    let server = web::rocket(registry, config, &secret).attach(opened);
    let ended = tokio::select! {
        ended = Box::pin(server.launch()) => ended.map(drop),
        // Their end alone ends nothing, but that they cannot be served does.
        Err(error) = Box::pin(launched(counts)) => Err(error),
    };
    // After the last answer, not on the signal: requests under way still write.
    storage.close().await;
    ended.map_err(|error| Fault::new(format!("the server ended: {}", error.kind())))
}

/// The server of the counts, where there is one.
async fn launched(counts: Option<Rocket<Build>>) -> Result<(), rocket::Error> {
    let Some(counts) = counts else { return Ok(()) };
    counts.launch().await.map(drop)
}

/// Said once the port is ours, and not before something can still go wrong.
fn said_when_open(config: &Config) -> AdHoc {
    let (listen, origin) = (config.listen, config.origin());
    AdHoc::on_liftoff("the register is open", move |_| {
        Box::pin(async move { tracing::info!(%listen, origin, "the register is open") })
    })
}

/// A name that is no setting may be a platform's; it may also be a mistake.
fn tell_foreign(config: &Config) {
    if !config.foreign_variables.is_empty() {
        let names = config.foreign_variables.join(", ");
        tracing::warn!(names, "these variables of the environment are no settings and are left aside");
    }
}

/// Papers that were issued lead to the host they name for as long as they last.
async fn tell_other_host(registry: &Registry, config: &Config) -> Result<(), Fault> {
    let failed = |error: StorageError| Fault::of("database")(&error);
    let mut reading = registry.storage.read().await.map_err(failed)?;
    let code = certificates::last_code(&mut reading).await.map_err(failed)?;
    reading.end().await.map_err(failed)?;
    let (named, host) = (code.and_then(|code| link::parse(&code).ok()?.host), registry.origin.host());
    if let Some(named) = named.filter(|named| *named != host) {
        tracing::warn!(
            host,
            named,
            "the papers issued before name ANOTHER HOST: their QR codes do not lead here, and \
            papers issued now will not lead there; see to it that both names reach this register"
        );
    } else if config.is_local() && !config.demo {
        tracing::warn!(host, "no public host was chosen: the QR codes of papers lead to THIS MACHINE ALONE");
    }
    Ok(())
}

/// Unlocks the signing keys that are here: what cannot be used is found now
/// and not when a leader approves.
async fn unlock(registry: &Registry) -> Result<(), Fault> {
    let trusted = keys::trusted(registry).await?;
    let unlocked = registry.keyring.unlock(trusted.keys(), registry.clock.now()).await;
    let signing_keys = unlocked.map_err(|error| Fault::of("keys")(&error))?;
    tracing::info!(signing_keys, "private keys are in reach");
    Ok(())
}

/// Says what an operator should mend before it costs something.
async fn look_at_database(registry: &Registry) -> Result<(), Fault> {
    let failed = |error: StorageError| Fault::of("database")(&error);
    if let Some(there) = registry.storage.clock().await.map_err(failed)? {
        let apart = (there.unix() - registry.clock.now().unix()).abs();
        if apart > MOST_SECONDS_APART {
            tracing::warn!(
                seconds = apart,
                "the clocks of this machine and of the database differ: set both by NTP"
            );
        }
    }
    if registry.storage.could_rewrite().await.map_err(failed)? {
        tracing::warn!(
            "the server connects as a role that could rewrite the register; give it one of its own with: \
             registry migrate --grant-to ROLE"
        );
    }
    Ok(())
}

fn start_log(config: &Config) -> Result<(), Fault> {
    let filter = EnvFilter::try_new(&config.log_filter).map_err(|e| Fault::of("log_filter")(&e))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Only `tracing`, not the `log` crate: Rocket's own lines name paths and
    // parameters, and a path may hold a scanned code with a person's name.
    let started = match config.log_format {
        LogFormat::Json => tracing::subscriber::set_global_default(log.json().finish()),
        LogFormat::Text => tracing::subscriber::set_global_default(log.finish()),
    };
    started.map_err(|error| Fault::new(format!("the log cannot be started: {error}")))
}
