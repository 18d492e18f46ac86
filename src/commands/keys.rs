//! `registry keys`: the issuers' signing keys.

use clap::{Args, Subcommand};

use super::{Fault, Place, open, print};
use crate::acts::keyring;
use crate::credential::TrustedKey;
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;

/// Makes and lists the issuers' signing keys.
#[derive(Args, Debug)]
pub struct KeysArgs {
    #[command(subcommand)]
    what: Keys,
}

#[derive(Subcommand, Debug)]
enum Keys {
    /// Makes a key: the private half in a file of mode 0400, the public half
    /// in the register. It signs from now on.
    Generate {
        #[command(flatten)]
        place: Place,
        /// `BKHCN`, or the two digits of a province.
        issuer: IssuerCode,
    },
    /// Lists every key with the times of its life, and whether this machine
    /// has its private half.
    List {
        #[command(flatten)]
        place: Place,
    },
}

/// Runs the command.
pub async fn keys(args: KeysArgs) -> Result<(), Fault> {
    match args.what {
        Keys::Generate { place, issuer } => generate(&place, issuer).await,
        Keys::List { place } => list(&place).await,
    }
}

async fn generate(place: &Place, issuer: IssuerCode) -> Result<(), Fault> {
    let config = place.settings()?;
    let (registry, _) = open(&config).await?;
    let folder = config.keys_folder();
    let key = keyring::generate(&registry, &folder, issuer).await;
    registry.storage.close().await;
    let key = key.map_err(|error| Fault::of("the key")(&error))?;
    let file = folder.join(format!("{issuer}-{}.pem", key.key_id()));
    print(&format!(
        "{} signs for {issuer} from now on. Its private half is in {}; keep a copy of that file in a safe \
         place, and start the server again.",
        key.key_id(),
        file.display()
    ))
}

async fn list(place: &Place) -> Result<(), Fault> {
    let (registry, _) = open(&place.settings()?).await?;
    let failed = |error| Fault::of("database")(&error);
    let mut reading = registry.storage.read().await.map_err(failed)?;
    let trusted = keyring::trust_list(&mut reading).await.map_err(failed)?;
    drop(reading);
    registry.storage.close().await;
    for key in trusted.keys() {
        print(&line(key, registry.keyring.holds(key.key_id)))?;
    }
    Ok(())
}

fn line(key: &TrustedKey, is_here: bool) -> String {
    let mut line = format!("{} {} from {}", key.issuer, key.key_id, key.valid_from);
    let times: [(&str, Option<Instant>); 3] = [
        ("signs until", key.signs_until),
        ("retired", key.retired_at),
        ("compromised since", key.compromised_at),
    ];
    for (what, when) in times {
        if let Some(when) = when {
            line.extend([", ", what, " ", &when.to_string()]);
        }
    }
    line.push_str(if is_here { ", private half here" } else { ", private half not here" });
    line
}
