//! `registry kit`: the verifier for machines without a network, in one file.

use std::path::PathBuf;

use clap::Args;

use super::snapshot::{said, signed, write};
use super::{Fault, Place, print};
use crate::config::SNAPSHOT_DAYS;
use crate::web::offline::kit::{KitParts, kit as put_together};

/// Writes one HTML file that checks codes and documents in a browser without
/// any network, opened from disk.
///
/// In it are the verifier, the keys of all issuers and the status of all
/// papers. Past its days it says "could not check" instead of "valid".
#[derive(Args, Debug)]
pub struct KitArgs {
    #[command(flatten)]
    place: Place,
    /// The public host name; codes that name another are refused.
    #[arg(long)]
    host: Option<String>,
    /// The file to write; one that is there is replaced.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How many days its status may be relied on, 1 to 31; `snapshot_days` of
    /// the configuration when left out.
    #[arg(long, value_name = "DAYS")]
    days: Option<u16>,
}

/// Runs the command.
pub async fn kit(args: KitArgs) -> Result<(), Fault> {
    let config = args.place.settings()?;
    if args.host.is_none() {
        config.require_host()?;
    }
    let days = args.days.unwrap_or(config.snapshot_days);
    if !SNAPSHOT_DAYS.contains(&days) {
        return Err(Fault::input("--days: between 1 and 31"));
    }
    let (trust, signed) = signed(&config, days).await?;
    let parts = KitParts {
        trust: &trust,
        status: &signed.text,
        host: args.host.as_deref().unwrap_or(&config.host),
        made_at: signed.as_of,
        demo: config.demo,
    };
    let html = put_together(&parts).map_err(|error| Fault::of("the kit")(&error))?;
    write(&args.out, &html)?;
    print(&said(&args.out, &signed))
}
