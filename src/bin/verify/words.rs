//! The report as it is printed.

use consultant_registry::{credential::offline::Report, language::Language};

/// The verdict in the first line, what to do, and what to compare.
pub(crate) fn sentences(report: &Report, language: Language) -> String {
    let told = language.told(report);
    let head = [Some(told.sentence), Some(told.advice.to_owned()), told.clock].into_iter().flatten();
    let lines = told.lines.into_iter().map(|(label, value)| format!("  {label}: {value}"));
    head.chain(lines).collect::<Vec<_>>().join("\n")
}

/// The report as one line of JSON.
pub(crate) fn json(report: &Report) -> String {
    serde_json::to_string(report).expect("texts and numbers can be written")
}
