//! The `registry` program: reads the command line and runs one command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Gives memory back when a large picture is done, and has no lock that a check
/// could wait for while one is drawn.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    consultant_registry::commands::run()
}
