//! The `registry` program: reads the command line and runs one command.

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use consultant_registry::commands::{
    Fault, audit, deadline, evaluate, keys, kit, migrate, privacy, secret, serve, snapshot, staff,
};
use mimalloc::MiMalloc;

/// Gives memory back when a large picture is done, and has no lock that a check
/// could wait for while one is drawn.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The register of QMS consulting organisations and consultant experts.
#[derive(Parser)]
#[command(name = "registry", version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the server.
    Serve(serve::ServeArgs),
    /// Brings the tables of the database up to date.
    Migrate(migrate::MigrateArgs),
    /// Adds members of staff.
    Staff(staff::StaffArgs),
    /// Makes, replaces, ends and lists the issuers' signing keys.
    Keys(keys::KeysArgs),
    #[cfg(feature = "papers")]
    Seals(consultant_registry::commands::seals::SealsArgs),
    /// Checks the audit trail and the register's entries.
    Audit(audit::AuditArgs),
    /// Makes the master secret of an installation.
    Secret(secret::SecretArgs),
    /// Writes the verifier for machines without a network.
    Kit(kit::KitArgs),
    /// Writes the status of all papers into one file, for offline checks.
    Snapshot(snapshot::SnapshotArgs),
    Evaluate(evaluate::EvaluateArgs),
    Deadline(deadline::DeadlineArgs),
}

#[rocket::main]
async fn main() -> ExitCode {
    privacy::keep_to_oneself();
    let done: Result<(), Fault> = match CommandLine::parse().command {
        Command::Serve(args) => serve::serve(args).await,
        Command::Migrate(args) => migrate::migrate(args).await,
        Command::Staff(args) => staff::staff(args).await,
        Command::Keys(args) => keys::keys(args).await,
        #[cfg(feature = "papers")]
        Command::Seals(args) => consultant_registry::commands::seals::seals(&args),
        Command::Audit(args) => audit::audit(args).await,
        Command::Secret(args) => secret::secret(&args),
        Command::Kit(args) => kit::kit(args).await,
        Command::Snapshot(args) => snapshot::snapshot(args).await,
        Command::Evaluate(args) => evaluate::evaluate(&args),
        Command::Deadline(args) => deadline::deadline(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "{}", fault.sentence);
            ExitCode::from(fault.code)
        }
    }
}
