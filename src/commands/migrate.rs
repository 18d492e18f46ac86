//! `registry migrate`: brings the tables up to date and ends.

use clap::Args;

use super::{Fault, Place, print};
use crate::acts;
use crate::clock::Clock;
use crate::storage::Storage;

/// Brings the tables up to the version of this program; the only command that
/// does, so make a backup first.
///
/// On PostgreSQL run it as the role that owns the tables, and name with
/// --grant-to the role the server connects as: it gets what the server needs,
/// and cannot change an entry, an audit record or a signed paper, nor the
/// tables themselves.
#[derive(Args, Debug)]
pub struct MigrateArgs {
    #[command(flatten)]
    place: Place,
    /// The role of the server (PostgreSQL); say it again with every new
    /// version, for the tables that came with it.
    #[arg(long, value_name = "ROLE")]
    grant_to: Option<String>,
}

/// Runs the command.
pub async fn migrate(args: MigrateArgs) -> Result<(), Fault> {
    let config = args.place.settings()?;
    let folder = |error| Fault::new(format!("the data directory {}: {error}", config.data.display()));
    std::fs::create_dir_all(&config.data).map_err(folder)?;
    let storage = Storage::open(&config.database).await.map_err(|error| Fault::of("database")(&error))?;
    let prepared = acts::prepare(&storage, &Clock::system()).await;
    prepared.map_err(|error| Fault::of("database")(&error))?;
    if let Some(role) = &args.grant_to {
        storage.grant_to(role).await.map_err(|error| Fault::of("--grant-to")(&error))?;
        print(&format!("{role} may now serve the register, and change nothing that only grows"))?;
    }
    storage.close().await;
    Ok(())
}
