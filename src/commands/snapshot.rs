//! `registry snapshot`: the status of all papers in one file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::privacy::hand_out;
use super::{Fault, Place, open_to_read, print};
use crate::config::{Config, SNAPSHOT_DAYS};
use crate::credential::TrustList;
use crate::verification::{Checks, Freshness, SignedSnapshot};

/// Writes the status of all papers into one file, for `verify --status`.
///
/// Every issuer's list in it is signed with the issuer's key, which must be on
/// this machine.
#[derive(Args, Debug)]
pub struct SnapshotArgs {
    #[command(flatten)]
    place: Place,
    /// The file to write; one that is there is replaced.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How many days it may be relied on, 1 to 31; `snapshot_days` of the
    /// configuration when left out.
    #[arg(long, value_name = "DAYS")]
    days: Option<u16>,
}

/// Runs the command.
pub async fn snapshot(args: SnapshotArgs) -> Result<(), Fault> {
    let config = args.place.settings()?;
    let days = args.days.unwrap_or(config.snapshot_days);
    if !SNAPSHOT_DAYS.contains(&days) {
        return Err(Fault::input("--days: between 1 and 31"));
    }
    let (_, signed) = signed(&config, days).await?;
    write(&args.out, &signed.text)?;
    print(&said(&args.out, &signed))
}

/// The keys of all issuers, and the status of all papers.
pub(super) async fn signed(config: &Config, days: u16) -> Result<(Arc<TrustList>, SignedSnapshot), Fault> {
    let (registry, _) = open_to_read(config).await?;
    let storage = registry.storage.clone();
    let checks = Checks::new(registry, Freshness::default());
    let read = read(&checks, days).await;
    storage.close().await;
    let (trust, signed) = read?;
    if signed.lists.is_empty() {
        return Err(Fault::new("no issuer's signing key is on this machine, so nothing could be signed"));
    }
    Ok((trust, signed))
}

async fn read(checks: &Checks, days: u16) -> Result<(Arc<TrustList>, SignedSnapshot), Fault> {
    checks.load().await.map_err(|error| Fault::of("database")(&error))?;
    let too_fast = |_| Fault::new("the register changed too fast to be read");
    let signed = checks.snapshot(days).await.map_err(too_fast)?;
    Ok((checks.trust().await.map_err(too_fast)?, signed))
}

/// Written beside it and moved there, so that nobody reads half a file.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Fault> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, text)
        .and_then(|()| hand_out(Path::new(&beside)))
        .and_then(|()| std::fs::rename(&beside, path))
        .map_err(|error| Fault::new(format!("{}: {error}", path.display())))
}

/// Which lists a file has, and which it lacks.
pub(super) fn said(path: &Path, signed: &SignedSnapshot) -> String {
    let (count, as_of, until) = (signed.lists.len(), signed.as_of, signed.valid_until);
    let mut said = format!("{}: {count} lists as of {as_of}, to be relied on until {until}", path.display());
    if !signed.without_key.is_empty() {
        let names: Vec<String> = signed.without_key.iter().map(ToString::to_string).collect();
        said.push_str("\nnot in it, because the issuer's signing key is not on this machine: ");
        said.push_str(&names.join(", "));
    }
    said
}
