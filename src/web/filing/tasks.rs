//! The task list: each part of the form, and whether it is done.

use super::outline;
use super::place::{Place, Row};
use super::{address_of, failing};
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
    /// Filled in, and does not meet a condition.
    Failing,
    Optional,
}

/// The parts of one dossier, with what they lack.
pub(super) struct Outline<'a> {
    language: Language,
    own: &'a OwnDossier,
    gaps: Vec<Gap>,
    /// What is filled in and does not meet a condition.
    failing: Vec<(Place, String)>,
}

impl TaskState {
    /// How its tag looks.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Wrong | Self::Failing => "wrong",
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
            Self::Failing => texts.unmet,
            Self::Optional => texts.optional,
        }
    }
}

impl<'a> Outline<'a> {
    pub(super) fn new(language: Language, own: &'a OwnDossier) -> Self {
        let application = &own.dossier.application;
        let mut gaps = readiness::gaps(application);
        gaps.extend(readiness::unproven(application, &own.papers));
        Self { language, own, gaps, failing: failing::all(language, own) }
    }

    fn application(&self) -> &Application {
        &self.own.dossier.application
    }

    /// The parts about the organisation or the dossier.
    pub(super) fn of_dossier(&self) -> Vec<Task> {
        let parts = Section::in_dossier(self.application());
        parts.into_iter().map(|section| self.task(Place::of_dossier(section))).collect()
    }

    /// The parts about one expert.
    pub(super) fn of_expert(&self, expert: usize) -> Vec<Task> {
        let parts = Section::of_expert_at(self.application(), expert);
        parts.iter().map(|section| self.task(Place::of_expert(expert, *section))).collect()
    }

    /// Every expert as one task.
    pub(super) fn experts(&self) -> Vec<Task> {
        let language = self.language;
        let task = |(position, expert)| {
            let parts = self.of_expert(position);
            let done = parts.iter().filter(|part| part.state == TaskState::Done).count();
            let any = |state| parts.iter().any(|part| part.state == state);
            let state = match () {
                () if any(TaskState::Wrong) => TaskState::Wrong,
                () if any(TaskState::Failing) => TaskState::Failing,
                () if done == parts.len() => TaskState::Done,
                () => TaskState::Open,
            };
            let href = address_of(self.own.dossier.id, Some(Place::expert(position)));
            let name = outline::expert(language, position, expert);
            Task { href, name, state, note: language.parts_done(done, parts.len()) }
        };
        self.application().experts.iter().enumerate().map(task).collect()
    }

    /// The parts about every expert, each with whose it is.
    pub(super) fn of_experts(&self) -> Vec<Task> {
        let of = |(position, expert)| {
            let whose = outline::expert(self.language, position, expert);
            let parts = self.of_expert(position).into_iter();
            parts.map(move |task| Task { name: format!("{whose}: {}", task.name), ..task })
        };
        self.application().experts.iter().enumerate().flat_map(of).collect()
    }

    /// Everything that is not done, each with whose it is.
    pub(super) fn not_done(&self) -> Vec<Task> {
        let mut open = self.of_dossier();
        if self.application().procedure.adds_experts() && self.application().experts.is_empty() {
            let language = self.language;
            let place = Place::of_dossier(Section::Experts).at(Row::New);
            let href = address_of(self.own.dossier.id, Some(place));
            let (name, note) = (
                language.section(Section::Experts).to_owned(),
                language.no_experts(self.application().procedure, &self.own.regime.conditions),
            );
            open.push(Task { href, name, state: TaskState::Wrong, note });
        }
        open.extend(self.of_experts());
        open.retain(|task| matches!(task.state, TaskState::Open | TaskState::Wrong));
        open
    }

    fn task(&self, place: Place) -> Task {
        let (language, section) = (self.language, place.section);
        let here = |gap: &&Gap| gap.expert == place.expert && gap.section == section;
        let wrong = self.gaps.iter().filter(here).find(|gap| gap.kind.is_wrong());
        let gap = wrong.or_else(|| self.gaps.iter().find(here));
        let procedure = self.application().procedure;
        let is_printed_again = procedure.is_reissue() || procedure.is_renewal();
        let is_optional = section == Section::RegistrationForm
            || (is_printed_again && section == Section::Photo && gap.is_none());
        let failing = self.failing.iter().find(|(at, _)| *at == place).map(|(_, sentence)| sentence);
        let state = match gap {
            Some(gap) if gap.kind.is_wrong() => TaskState::Wrong,
            Some(_) => TaskState::Open,
            None if failing.is_some() => TaskState::Failing,
            None if is_optional && papers_of(&self.own.papers, place).next().is_none() => TaskState::Optional,
            None => TaskState::Done,
        };
        let lacks = gap.map(|gap| match gap.sign {
            Some(sign) => format!("{} {}", language.gap(gap.kind), language.undrawn(sign)),
            None => language.gap(gap.kind).to_owned(),
        });
        let told = [lacks, failing.cloned()].into_iter().flatten();
        let note = told.collect::<Vec<_>>().join(" ");
        let (name, href) =
            (language.section(section).to_owned(), address_of(self.own.dossier.id, Some(place)));
        Task { href, name, state, note }
    }
}

/// The papers handed in at a place.
pub(super) fn papers_of(papers: &[Evidence], place: Place) -> impl Iterator<Item = &Evidence> {
    let item = place.section.item();
    papers.iter().filter(move |paper| Some(paper.item) == item && paper.expert == place.expert)
}
