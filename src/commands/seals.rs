//! `registry seals`: the issuers' electronic seals, tried before anyone needs
//! them.

use clap::Args;

use super::{Fault, Place, print};
use crate::acts::seals::{Module, SealPlaces, SealSummary, Seals};
use crate::config::Config;

/// Days before its end at which a certificate is warned of: getting another
/// takes an authority weeks.
const DAYS_OF_WARNING: i64 = 60;

/// Lists the issuers' electronic seals, and says why one cannot be used.
#[derive(Args, Debug)]
pub struct SealsArgs {
    #[command(flatten)]
    place: Place,
}

/// Runs the command.
pub fn seals(args: &SealsArgs) -> Result<(), Fault> {
    let config = args.place.settings()?;
    let seals = open_seals(&config)?;
    let lines: Vec<String> = seals.summaries().map(|seal| line(&seal)).collect();
    if lines.is_empty() {
        return print(&format!("no seals in {}: papers go out without one", config.seals_folder().display()));
    }
    lines.iter().try_for_each(|line| print(line))
}

/// The seals of a server. A seal that will end is told in time: when it has
/// ended, its issuer's papers are not printed.
pub(super) fn in_use(config: &Config) -> Result<Seals, Fault> {
    let seals = open_seals(config)?;
    let soon = config.clock().now().plus_seconds(DAYS_OF_WARNING * 86_400);
    for seal in seals.ended_by(soon) {
        let (issuer, valid_until) = (seal.issuer, seal.valid_until);
        tracing::warn!(%issuer, %valid_until, "the certificate of a seal ends soon; replace it");
    }
    Ok(seals)
}

/// The seals that this configuration leads to.
fn open_seals(config: &Config) -> Result<Seals, Fault> {
    let module = match (&config.seal_module, &config.seal_token, &config.seal_pin) {
        (Some(library), Some(token), Some(pin)) => {
            let module = Module::open(library, token, pin.clone());
            Some(module.map_err(|error| Fault::of("seals")(&error))?)
        }
        _ => None,
    };
    let passphrase = config.seal_passphrase.clone();
    let places = SealPlaces { folder: config.seals_folder(), passphrase, module };
    Seals::open(&places, config.clock().now()).map_err(|error| Fault::of("seals")(&error))
}

fn line(seal: &SealSummary) -> String {
    let picture = if seal.is_pictured { "with its picture" } else { "without a picture" };
    format!("{} {}, until {}, {picture}", seal.issuer, seal.subject, seal.valid_until)
}
