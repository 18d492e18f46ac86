//! `registry evaluate FILE --on DAY`: the machine's findings on a dossier.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::dates::Day;
use crate::domain::application;
use crate::domain::eligibility;

use super::{Fault, print};

/// Judge a dossier file, condition by condition, and print the findings.
#[derive(clap::Args, Debug)]
pub struct EvaluateArgs {
    /// The dossier file (format dossier/1).
    file: PathBuf,
    /// The day on which the conditions must hold: 2026-11-22.
    #[arg(long, value_name = "DAY")]
    on: Day,
}

/// Prints the findings as JSON, or the path of the first fault.
pub fn evaluate(args: &EvaluateArgs) -> Result<(), Fault> {
    let bytes =
        read(&args.file).map_err(|error| Fault::input(format!("{}: {error}", args.file.display())))?;
    let dossier = application::read_file(&bytes).map_err(|fault| refused(&fault))?;
    let evaluation = eligibility::evaluate(&dossier, args.on).map_err(|fault| refused(&fault))?;
    print(&serde_json::to_string_pretty(&evaluation).map_err(|error| Fault::new(error.to_string()))?)
}

fn refused(fault: &application::Fault) -> Fault {
    let (path, text) = (&fault.path, &fault.text);
    Fault::input(format!("{path}: {}\n{path}: {}", text.vi, text.en))
}

/// Reads the file, but no more than is needed to see that it is too large.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(application::MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
