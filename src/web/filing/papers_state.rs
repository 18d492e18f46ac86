//! How the papers of a dossier stand, as the pages of its holder say it: in the
//! words of the register, with what the office wrote to the holder.

use super::list::stage_class;
use super::portrait;
use crate::credential::verdict::{NotValid, Verdict};
use crate::dates::Day;
use crate::domain::dossier::StageName;
use crate::language::Language;
use crate::language::verdict::Subject;
use crate::verification::Check;
use crate::verification::OwnPapers;
use crate::web::public::path_of;

/// What is said of the papers.
pub(super) struct PapersState {
    /// The stage, in the words of how the certificate stands.
    pub(super) stage: &'static str,
    /// How the tag of the stage looks.
    pub(super) class: &'static str,
    /// What is wrong, as a sentence; empty while nothing is.
    pub(super) sentence: String,
    /// What the holder does about it; may be empty.
    pub(super) advice: String,
    /// What the office wrote: its label, and its lines.
    pub(super) words: (&'static str, Vec<String>),
    /// The cards that have another standing than their certificate.
    pub(super) returned: Vec<String>,
    /// Every card.
    pub(super) cards: Vec<CardLine>,
}

/// A card as a line of a list.
pub(super) struct CardLine {
    pub(super) number: String,
    pub(super) href: String,
    pub(super) holder: String,
    pub(super) portrait: String,
    pub(super) state: String,
    pub(super) class: &'static str,
}

impl PapersState {
    pub(super) fn of(language: Language, own: &OwnPapers) -> Self {
        let (verdict, on) = (&own.certificate.verdict, own.certificate.on);
        let ahead = own.suspension.as_ref().filter(|ordered| verdict.is_valid() && ordered.from > on);
        let sentence = match (ahead, verdict) {
            (Some(ordered), _) => language.suspension_ahead(ordered.from, ordered.until),
            (None, Verdict::Valid) => {
                own.leaves_on.map(|on| language.surrender_ahead(on)).unwrap_or_default()
            }
            (None, verdict) => language.verdict(Subject::Certificate, verdict, on),
        };
        let until = own.suspension.as_ref().map(|ordered| ordered.until);
        let lines = own.words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        Self {
            stage: stage(language, verdict, on),
            class: class(verdict),
            sentence,
            advice: language.holder_advice(verdict, until, on),
            words: (language.words_to_holder(until.is_some()), lines.collect()),
            returned: own.cards.iter().filter_map(|card| returned(language, card)).collect(),
            cards: own.cards.iter().filter_map(|card| line(language, card)).collect(),
        }
    }
}

/// The stage of a dossier whose certificate stands like this.
fn stage(language: Language, verdict: &Verdict, on: Day) -> &'static str {
    match verdict {
        Verdict::Valid => language.stage_for_applicant(StageName::Issued),
        other => language.verdict_in_short(other, on),
    }
}

fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => stage_class(StageName::Issued),
        Verdict::NotValid(_) => stage_class(StageName::Refused),
        Verdict::NotNow(_) => stage_class(StageName::SupplementRequested),
        Verdict::CouldNotCheck(_) => "open",
    }
}

fn line(language: Language, card: &Check) -> Option<CardLine> {
    let paper = card.paper.as_ref()?.paper();
    Some(CardLine {
        number: paper.number.to_string(),
        href: path_of(&paper.number),
        holder: paper.holder.to_string(),
        portrait: portrait::path(&paper.number),
        state: language.standing(&card.verdict, card.on),
        class: class(&card.verdict),
    })
}

fn returned(language: Language, card: &Check) -> Option<String> {
    let Verdict::NotValid(NotValid::Returned { .. }) = card.verdict else { return None };
    let paper = card.paper.as_ref()?.paper();
    let state = language.standing(&card.verdict, card.on);
    Some(format!("{} {} – {}: {state}", language.papers().card, paper.number, paper.holder))
}
