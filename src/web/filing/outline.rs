//! Names of dossiers and experts where they may not have one yet.

use crate::domain::application::{Application, Expert, given};
use crate::domain::bilingual::Bilingual;
use crate::domain::eligibility::Verdict;
use crate::language::Language;

/// What a dossier is called.
pub(super) fn title(language: Language, application: &Application) -> String {
    application.applicant_name().unwrap_or(language.filing().untitled).to_owned()
}

/// What an expert is called in lists: the name, with the place when there is
/// none.
pub(super) fn expert(language: Language, position: usize, expert: &Expert) -> String {
    let texts = language.filing();
    match given(expert.name.as_ref()) {
        Some(name) => format!("{}. {name}", position + 1),
        None => format!("{} {} ({})", texts.expert, position + 1, texts.unnamed),
    }
}

/// A verdict of the machine in a word, and how its tag looks.
pub(super) fn verdict(language: Language, verdict: Verdict) -> (&'static str, &'static str) {
    let texts = language.filing();
    match verdict {
        Verdict::Met => (texts.met, "good"),
        Verdict::Unmet => (texts.unmet, "wrong"),
        Verdict::Officer => (texts.officer, "waits"),
        Verdict::NotApplicable => (texts.not_asked, ""),
    }
}

/// One of the two texts.
pub(super) fn said(language: Language, text: Bilingual) -> String {
    language.choose(text.vi, text.en)
}
