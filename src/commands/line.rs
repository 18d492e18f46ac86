//! The command line of the program: one command a run.

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use super::seals;
use super::{
    Fault, audit, deadline, evaluate, import, keys, kit, migrate, privacy, secret, serve, snapshot, staff,
};

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
    Seals(seals::SealsArgs),
    /// Checks the audit trail and the register's entries.
    Audit(audit::AuditArgs),
    /// Makes the master secret of an installation.
    Secret(secret::SecretArgs),
    /// Writes the verifier for machines without a network.
    Kit(kit::KitArgs),
    /// Writes the status of all papers into one file, for offline checks.
    Snapshot(snapshot::SnapshotArgs),
    Import(import::ImportArgs),
    Evaluate(evaluate::EvaluateArgs),
    Deadline(deadline::DeadlineArgs),
}

/// Reads the command line and runs its command to the end.
///
/// Not `async`: what waits is then built here, and not once more in every
/// program that calls it.
pub fn run() -> ExitCode {
    privacy::keep_to_oneself();
    let command = CommandLine::parse().command;
    match rocket::execute(done(command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "{}", fault.sentence);
            ExitCode::from(fault.code)
        }
    }
}

async fn done(command: Command) -> Result<(), Fault> {
    match command {
        Command::Serve(args) => Box::pin(serve::serve(args)).await,
        Command::Migrate(args) => migrate::migrate(args).await,
        Command::Staff(args) => staff::staff(args).await,
        Command::Keys(args) => keys::keys(args).await,
        Command::Seals(args) => seals::seals(&args),
        Command::Audit(args) => audit::audit(args).await,
        Command::Secret(args) => secret::secret(&args),
        Command::Kit(args) => kit::kit(args).await,
        Command::Snapshot(args) => snapshot::snapshot(args).await,
        Command::Import(args) => import::import(args).await,
        Command::Evaluate(args) => evaluate::evaluate(&args),
        Command::Deadline(args) => deadline::deadline(&args),
    }
}
