//! The report as it is printed.

use consultant_registry::{credential::offline::Report, language::Language};

/// The verdict in the first line, what to do, and what to compare.
pub(crate) fn sentences(report: &Report, language: Language) -> String {
    let told = language.told(report);
    let head = [told.sentence, told.advice.to_owned()];
    let lines = told.lines.into_iter().map(|(label, value)| format!("  {label}: {value}"));
    head.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// The report as one line of JSON.
pub(crate) fn json(report: &Report) -> String {
    serde_json::to_string(report).expect("texts and numbers can be written")
}
