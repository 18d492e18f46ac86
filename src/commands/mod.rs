//! The subcommands of `registry`, one file each.

pub(crate) mod deadline;
pub(crate) mod evaluate;

use std::io::Write;
use std::process::ExitCode;

/// What a command prints, or why it refuses its input.
pub(crate) type Outcome = Result<String, String>;

/// Prints the outcome: refused input goes to stderr and exits 2, as a wrong
/// command line does.
pub(crate) fn finish(outcome: Outcome) -> ExitCode {
    let (printed, code) = match outcome {
        Ok(text) => (writeln!(std::io::stdout(), "{text}"), ExitCode::SUCCESS),
        Err(text) => (writeln!(std::io::stderr(), "{text}"), ExitCode::from(2)),
    };
    // Whoever closed the pipe has read enough.
    match printed {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}
