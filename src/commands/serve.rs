//! `registry serve`: opens the register and answers until told to stop.

use std::fs;
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::path::Path;

use clap::Args;
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use serde::Serialize;
use tracing_subscriber::EnvFilter;

use super::{Fault, Place, open};
use crate::config::{Config, LogFormat, Secret};
use crate::entropy::Entropy;
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
    let registry = open(&config).await?;
    let secret = secret(&config, &registry.entropy)?;
    let storage = registry.storage.clone();
    tracing::info!(listen = %config.listen, origin = config.origin(), "the register is open");
    let ended = web::rocket(registry, config, &secret).launch().await;
    // After the last answer, not on the signal: requests under way still write.
    storage.close().await;
    ended.map(drop).map_err(|error| Fault(format!("the server ended: {}", error.kind())))
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
    started.map_err(|error| Fault(format!("the log cannot be started: {error}")))
}

/// The installation's secret: 64 hexadecimal digits in a file of its own. Only
/// the demonstration makes one; two servers over one register that each made
/// their own would not recognise each other's forms.
pub fn secret(config: &Config, entropy: &Entropy) -> Result<Secret, Fault> {
    let file = config.secret_file.clone().unwrap_or_else(|| config.data.join("secret.key"));
    let shown = file.display();
    match fs::read_to_string(&file) {
        Ok(text) => {
            private(&file)?;
            let bytes = HEX.decode(text.trim().as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
            bytes
                .map(Secret::new)
                .ok_or_else(|| Fault(format!("{shown} does not hold 64 hexadecimal digits")))
        }
        Err(error) if error.kind() == ErrorKind::NotFound && config.demo => {
            let bytes = entropy.bytes();
            write_private(&file, &HEX.encode(&bytes)).map_err(|error| Fault(format!("{shown}: {error}")))?;
            Ok(Secret::new(bytes))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Fault(format!("there is no secret. Make one: (umask 277; openssl rand -hex 32 > {shown})")))
        }
        Err(error) => Err(Fault(format!("{shown}: {error}"))),
    }
}

/// Refuses a secret that others on the machine can read.
fn private(file: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(file).map_err(|error| Fault(error.to_string()))?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Fault(format!("others can read {0}: chmod 400 {0}", file.display())))
}

fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o400).open(file)?;
    writeln!(file, "{text}")
}
