//! `registry audit`: whether what was done still says what it said.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::{Args, Subcommand};
use data_encoding::HEXLOWER;

use super::{Fault, Place, print};
use crate::storage::chain::{self, Chain, Walked};
use crate::storage::{DatabaseAddress, Storage};

/// How often, in rows, a long walk says how far it is.
const TOLD_EVERY: i64 = 100_000;

/// The exit code when a chain is broken.
const BROKEN: u8 = 3;

/// Checks the audit trail and the register's entries.
#[derive(Args, Debug)]
pub struct AuditArgs {
    #[command(subcommand)]
    what: Audit,
}

#[derive(Subcommand, Debug)]
enum Audit {
    /// Walks both hash chains to their heads and reports the first break of
    /// each.
    ///
    /// Changes nothing and needs no secret, so it also serves on a backup. It
    /// prints the hash of each head: compare it with one kept elsewhere, for
    /// whoever can rewrite a whole chain can rewrite its head. Exit code 0 when
    /// both are whole, 3 when one is broken, 1 when they could not be read.
    Verify {
        #[command(flatten)]
        place: Place,
    },
}

/// Runs the command.
pub async fn audit(args: AuditArgs) -> Result<(), Fault> {
    let Audit::Verify { place } = args.what;
    let storage = existing(&place.settings()?.database).await?;
    let mut broken = String::new();
    for (chain, name, row) in
        [(Chain::Audit, "audit trail", "record"), (Chain::Entries, "register entries", "entry")]
    {
        let walked = chain::walk(&storage, chain, |passed| tell_progress(name, passed)).await;
        match walked.map_err(|error| Fault::of(name)(&error))? {
            Walked::Whole { rows, hash } => {
                print(&format!("{name}: whole, {rows} rows, head {}", HEXLOWER.encode(&hash)))?;
            }
            Walked::Broken { at, why } => {
                print(&format!("{name}: BROKEN at {row} {at}: {why}"))?;
                let _ = write!(broken, "the chain of the {name} is broken at {row} {at}. ");
            }
        }
    }
    storage.close().await;
    if broken.is_empty() {
        return Ok(());
    }
    broken.push_str("Someone changed the database behind the program; compare it with a backup.");
    Err(Fault { sentence: broken, code: BROKEN })
}

/// The database, which is not made when it is missing: an empty one is whole.
async fn existing(address: &str) -> Result<Storage, Fault> {
    if let Ok(DatabaseAddress::Sqlite(file)) = address.parse()
        && !file.is_file()
    {
        return Err(Fault::new(format!("there is no database in {}", file.display())));
    }
    Storage::open(address).await.map_err(|error| Fault::of("database")(&error))
}

/// To standard error, so that what is printed stays the result.
fn tell_progress(name: &str, passed: i64) {
    if passed % TOLD_EVERY == 0 {
        let _ = writeln!(std::io::stderr(), "{name}: {passed} rows so far");
    }
}
