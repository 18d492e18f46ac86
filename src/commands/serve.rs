//! `registry serve`: opens the register and answers until told to stop.

use std::net::SocketAddr;

use clap::Args;
use serde::Serialize;
use tracing_subscriber::EnvFilter;

use super::{Fault, Place, demonstration, keys, open};
use crate::acts::Registry;
use crate::config::{Config, LogFormat};
use crate::web;

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
}

/// Runs the command.
pub async fn serve(args: ServeArgs) -> Result<(), Fault> {
    let config = Config::read(args.place.config.as_deref(), &args)?;
    start_log(&config)?;
    let (registry, secret) = open(&config).await?;
    if config.demo {
        demonstration::prepare(&registry, &config).await?;
    }
    unlock(&registry).await?;
    let storage = registry.storage.clone();
    tracing::info!(listen = %config.listen, origin = config.origin(), "the register is open");
    let ended = web::rocket(registry, config, &secret).launch().await;
    // After the last answer, not on the signal: requests under way still write.
    storage.close().await;
    ended.map(drop).map_err(|error| Fault::new(format!("the server ended: {}", error.kind())))
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
