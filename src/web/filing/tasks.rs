//! The task list: each part of the form, and whether it is done.

use super::address_of;
use super::outline;
use super::place::{Place, Row};
use crate::acts::filing::OwnDossier;
use crate::domain::application::Application;
use crate::domain::evidence::Evidence;
use crate::domain::readiness::{self, Gap, Section};
use crate::language::Language;

/// A line of the task list.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) state: TaskState,
    /// What it lacks.
    pub(super) note: String,
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TaskState {
    Done,
    Open,
    Wrong,
    Optional,
}

/// The parts of one dossier, with what they lack.
pub(super) struct Outline<'a> {
    language: Language,
    own: &'a OwnDossier,
    gaps: Vec<Gap>,
}

impl TaskState {
    /// How its tag looks.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Wrong => "wrong",
            Self::Optional => "",
        }
    }

    /// What its tag says.
    pub(super) fn word(self, language: Language) -> &'static str {
        let texts = language.filing();
        match self {
            Self::Done => texts.done,
            Self::Open => texts.open,
            Self::Wrong => texts.wrong,
            Self::Optional => texts.optional,
        }
    }
}

impl<'a> Outline<'a> {
    pub(super) fn new(language: Language, own: &'a OwnDossier) -> Self {
        Self { language, own, gaps: readiness::gaps(&own.dossier.application) }
    }

    fn application(&self) -> &Application {
        &self.own.dossier.application
    }

    /// The parts about the organisation or the dossier.
    pub(super) fn of_dossier(&self) -> Vec<Task> {
        let parts = Section::of_dossier(self.application().procedure);
        parts.iter().map(|section| self.task(Place::of_dossier(*section))).collect()
    }

    /// The parts about one expert.
    pub(super) fn of_expert(&self, expert: usize) -> Vec<Task> {
        let parts = Section::of_expert(self.application().procedure);
        parts.iter().map(|section| self.task(Place::of_expert(expert, *section))).collect()
    }

    /// Every expert as one task.
    pub(super) fn experts(&self) -> Vec<Task> {
        let language = self.language;
        let task = |(position, expert)| {
            let parts = self.of_expert(position);
            let done = parts.iter().filter(|part| part.state == TaskState::Done).count();
            let state = match () {
                () if parts.iter().any(|part| part.state == TaskState::Wrong) => TaskState::Wrong,
                () if done == parts.len() => TaskState::Done,
                () => TaskState::Open,
            };
            let href = address_of(self.own.dossier.id, Some(Place::expert(position)));
            let name = outline::expert(language, position, expert);
            Task { href, name, state, note: language.parts_done(done, parts.len()) }
        };
        self.application().experts.iter().enumerate().map(task).collect()
    }

    /// Everything that is not done, each with whose it is.
    pub(super) fn not_done(&self) -> Vec<Task> {
        let mut open = self.of_dossier();
        if self.application().experts.is_empty() {
            let language = self.language;
            let place = Place::of_dossier(Section::Experts).at(Row::New);
            let href = address_of(self.own.dossier.id, Some(place));
            let (name, note) = (
                language.section(Section::Experts).to_owned(),
                language.no_experts(&self.own.regime.conditions),
            );
            open.push(Task { href, name, state: TaskState::Wrong, note });
        }
        for (position, expert) in self.application().experts.iter().enumerate() {
            let whose = outline::expert(self.language, position, expert);
            let parts = self.of_expert(position).into_iter();
            open.extend(parts.map(|task| Task { name: format!("{whose}: {}", task.name), ..task }));
        }
        open.retain(|task| matches!(task.state, TaskState::Open | TaskState::Wrong));
        open
    }

    fn task(&self, place: Place) -> Task {
        let (language, section) = (self.language, place.section);
        let gap = self.gaps.iter().filter(|gap| gap.expert == place.expert && gap.section == section);
        let gap = gap.max_by_key(|gap| gap.blocks_filing && is_written(self.application(), place));
        let has_paper = papers_of(&self.own.papers, place).next().is_some();
        let (state, note) = match gap {
            Some(gap) if gap.blocks_filing && is_written(self.application(), place) => {
                (TaskState::Wrong, language.gap(gap.kind))
            }
            Some(gap) => (TaskState::Open, language.gap(gap.kind)),
            None if section == Section::RegistrationForm && !has_paper => (TaskState::Optional, ""),
            None if !has_paper && needs_paper(self.application(), place) => {
                (TaskState::Open, language.filing().no_paper)
            }
            None => (TaskState::Done, ""),
        };
        let (name, href) =
            (language.section(section).to_owned(), address_of(self.own.dossier.id, Some(place)));
        Task { href, name, state, note: note.to_owned() }
    }
}

/// The papers handed in at a place.
pub(super) fn papers_of(papers: &[Evidence], place: Place) -> impl Iterator<Item = &Evidence> {
    let item = place.section.item();
    papers.iter().filter(move |paper| Some(paper.item) == item && paper.expert == place.expert)
}

fn needs_paper(application: &Application, place: Place) -> bool {
    let expert = place.expert.and_then(|expert| application.experts.get(expert));
    match place.section {
        Section::Independence => expert.is_some_and(|expert| expert.civil_servant == Some(true)),
        section => section.item().is_some(),
    }
}

/// Whether anything was written in a part that the dossier cannot be filed
/// without: then what is wrong is to correct, and not only to do.
fn is_written(application: &Application, place: Place) -> bool {
    match place.expert.and_then(|expert| application.experts.get(expert)) {
        Some(expert) => expert.name.is_some() || expert.personal_number.is_some(),
        None => application.organisation.as_ref().is_some_and(|organisation| {
            organisation.name.is_some() || organisation.enterprise_code.is_some()
        }),
    }
}
