//! `registry migrate`: brings the tables up to date and ends.

use clap::Args;

use super::{Fault, Place, open};

/// Brings the tables up to the version of this program.
#[derive(Args, Debug)]
pub struct MigrateArgs {
    #[command(flatten)]
    place: Place,
}

/// Runs the command.
pub async fn migrate(args: MigrateArgs) -> Result<(), Fault> {
    open(&args.place.settings()?).await?.0.storage.close().await;
    Ok(())
}
