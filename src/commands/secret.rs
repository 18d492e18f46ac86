//! `registry secret`: the master secret of an installation.

use clap::{Args, Subcommand};

use super::{Fault, Place, print};
use crate::entropy::Entropy;
use crate::secret::MasterSecret;

/// Makes the master secret.
#[derive(Args, Debug)]
pub struct SecretArgs {
    #[command(subcommand)]
    what: Secret,
}

#[derive(Subcommand, Debug)]
enum Secret {
    /// Makes the secret in a new file of mode 0400; never overwrites one.
    Generate {
        #[command(flatten)]
        place: Place,
    },
}

/// Runs the command.
pub fn secret(args: &SecretArgs) -> Result<(), Fault> {
    let Secret::Generate { place } = &args.what;
    let file = place.settings()?.secret_file();
    let made = MasterSecret::generate(&Entropy::system()).write(&file);
    made.map_err(|error| Fault::new(format!("the secret was not made: {error}")))?;
    print(&format!(
        "The master secret is in {}. Keep a copy in a safe place: without it the sealed personal numbers \
         cannot be read again.",
        file.display()
    ))
}
