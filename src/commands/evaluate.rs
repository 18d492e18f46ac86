//! `registry evaluate FILE --on DAY`: the machine's findings on a dossier.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use consultant_registry::dates::Day;
use consultant_registry::domain::application::{self, Fault};
use consultant_registry::domain::eligibility;

use super::Outcome;

/// Judge a dossier file, condition by condition, and print the findings.
#[derive(clap::Args)]
pub(crate) struct Evaluate {
    /// The dossier file (format dossier/1).
    file: PathBuf,
    /// The day on which the conditions must hold: 2026-11-22.
    #[arg(long, value_name = "DAY")]
    on: Day,
}

impl Evaluate {
    /// The findings as JSON, or the path of the first fault.
    pub(crate) fn run(&self) -> Outcome {
        let bytes = read(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        let refused = |fault: Fault| {
            format!("{path}: {vi}\n{path}: {en}", path = fault.path, vi = fault.text.vi, en = fault.text.en)
        };
        let dossier = application::parse(&bytes).map_err(refused)?;
        let evaluation = eligibility::evaluate(&dossier, self.on).map_err(refused)?;
        serde_json::to_string_pretty(&evaluation).map_err(|error| error.to_string())
    }
}

/// Reads the file, but no more than is needed to see that it is too large.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(application::MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
