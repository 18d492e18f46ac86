//! What a dossier lacks, as the applicant will read it; and what came back of
//! what was asked for before.

use super::open_dossier::OpenDossier;
use crate::domain::application::given;
use crate::domain::evidence::Item;
use crate::domain::readiness::{Section, gaps, missing_papers, required_papers};
use crate::domain::timeline::{Round, came_back};
use crate::domain::typed::line;
use crate::language::Language;
use crate::language::desk::dossier::DossierTexts;

/// A supplement that waits to be checked.
pub(super) struct CameBack {
    pub(super) title: String,
    /// When it was asked for, and by whom.
    pub(super) asked_at: String,
    /// What was asked for.
    pub(super) asked: Vec<AskedItem>,
    /// What is new.
    pub(super) changes: Vec<String>,
}

/// An item that was asked for, and the class and words of how it stands.
pub(super) struct AskedItem {
    pub(super) text: String,
    pub(super) class: &'static str,
    pub(super) words: &'static str,
}

/// How an item stands that was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The dossier lacks it still.
    Missing,
    /// The dossier has it now.
    There,
    /// Written by an officer: a person sees whether it was answered.
    ToBeSeen,
}

impl CameBack {
    pub(super) fn of(language: Language, opened: &OpenDossier) -> Option<Self> {
        let Round { number, asked, items, answered, changes } = came_back(&opened.steps)?;
        let (lacking, known) = (lacking(opened), known(opened));
        let texts = language.dossier();
        let item = |item: &String| {
            let (class, words) = Answer::to(item, &lacking, &known).said(texts);
            AskedItem { text: item.clone(), class, words }
        };
        let by = asked.by.map(|by| opened.names.name(by)).unwrap_or_default();
        Some(Self {
            title: format!(
                "{}{}, {}",
                texts.came_back,
                language.round(number),
                language.instant(answered.at)
            ),
            asked_at: format!("{} {}, {by}", texts.asked_before, language.instant(asked.at)),
            asked: items.iter().map(item).collect(),
            changes: language.changes(changes),
        })
    }
}

impl Answer {
    fn to(item: &str, lacking: &[String], known: &[String]) -> Self {
        let among = |lines: &[String]| lines.iter().any(|line| line == item);
        match (among(lacking), among(known)) {
            (true, _) => Self::Missing,
            (false, true) => Self::There,
            (false, false) => Self::ToBeSeen,
        }
    }

    fn said(self, texts: &'static DossierTexts) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("not-valid", texts.still_missing),
            Self::There => ("valid", texts.there_now),
            Self::ToBeSeen => ("unchecked", texts.to_be_seen),
        }
    }
}

/// What to ask for, one item a line: what was asked for before and is still
/// open, then whatever else the dossier lacks.
pub(super) fn to_ask(opened: &OpenDossier) -> String {
    let (lacking, known) = (lacking(opened), known(opened));
    let before = came_back(&opened.steps).map(|round| round.items).unwrap_or_default();
    let is_open = |item: &&String| Answer::to(item, &lacking, &known) != Answer::There;
    let mut items: Vec<String> = before.iter().filter(is_open).cloned().collect();
    let unasked = unasked(opened);
    for item in lacking.into_iter().filter(|item| !unasked.contains(item)) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items.join("\n")
}

/// What a dossier was not asked for when it was handed in before the form had
/// such a part: whoever needs it asks in words of their own.
fn unasked(opened: &OpenDossier) -> Vec<String> {
    let experts = opened.dossier.application.experts.iter().enumerate();
    let without = experts.filter(|(_, expert)| expert.contact.is_none());
    without.map(|(at, _)| undeclared(opened, Section::Contact, Some(at))).collect()
}

/// What the dossier lacks, in Vietnamese, the language of the procedure.
fn lacking(opened: &OpenDossier) -> Vec<String> {
    let application = &opened.dossier.application;
    let missing = missing_papers(application, &opened.papers);
    let has_paper = |section: Section, expert: Option<usize>| {
        section != Section::Photo || !missing.iter().any(|it| (it.item, it.expert) == (Item::Photo, expert))
    };
    // A portrait that is not there has no measures either: it is said once.
    let gaps = gaps(application).into_iter().filter(|gap| has_paper(gap.section, gap.expert));
    let undeclared = gaps.map(|gap| undeclared(opened, gap.section, gap.expert));
    let mut lines: Vec<String> = undeclared.collect();
    lines.extend(missing.iter().map(|paper| no_paper(opened, paper.item, paper.expert)));
    lines.dedup();
    lines
}

/// Everything that [`lacking`] could say of such a dossier.
fn known(opened: &OpenDossier) -> Vec<String> {
    let application = &opened.dossier.application;
    let procedure = application.procedure;
    let of_dossier = Section::of_dossier(procedure).iter().map(|section| undeclared(opened, *section, None));
    let of_experts = (0..application.experts.len()).flat_map(|at| {
        Section::of_expert(procedure).iter().map(move |section| undeclared(opened, *section, Some(at)))
    });
    let none_yet = [undeclared(opened, Section::Experts, None)];
    let papers = required_papers(application).into_iter();
    let papers = papers.map(|paper| no_paper(opened, paper.item, paper.expert));
    of_dossier.chain(none_yet).chain(of_experts).chain(papers).collect()
}

fn undeclared(opened: &OpenDossier, section: Section, expert: Option<usize>) -> String {
    line(&format!("{}{}: chưa khai hoặc chưa đúng", Language::Vi.section(section), whose(opened, expert)))
}

fn no_paper(opened: &OpenDossier, item: Item, expert: Option<usize>) -> String {
    let what = if item == Item::Photo { "chưa có ảnh" } else { "chưa có giấy tờ" };
    line(&format!("{}{}: {what}", Language::Vi.of(&item.title()), whose(opened, expert)))
}

fn whose(opened: &OpenDossier, expert: Option<usize>) -> String {
    let expert = expert.and_then(|position| opened.dossier.application.experts.get(position));
    let name = expert.and_then(|expert| given(expert.name.as_ref()));
    name.map(|name| format!(" của {name}")).unwrap_or_default()
}
