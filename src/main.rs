//! The `registry` program.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The register of QMS consulting organisations and consultant experts.
#[derive(Parser)]
#[command(name = "registry", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Evaluate(commands::evaluate::Evaluate),
    Deadline(commands::deadline::Deadline),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Evaluate(command) => command.run(),
        Command::Deadline(command) => command.run(),
    };
    commands::finish(outcome)
}
