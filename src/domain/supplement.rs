//! What came back: how an application that was asked about differs from the
//! one that was handed in after it. Pure.
//!
//! It says which parts have other answers and which papers came or went, never
//! what was answered: the audit trail keeps it for good.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::application::{Application, Expert, given};
use super::evidence::{Evidence, Item};
use super::fold::fold;
use super::ids::EvidenceId;
use super::readiness::Section;

/// A dossier as it was when more was asked for.
#[derive(Clone, Debug)]
pub struct Basis {
    /// What was written.
    pub application: Application,
    /// Which papers were there.
    pub papers: Vec<PaperMark>,
}

/// Which paper, of what and whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperMark {
    /// Its id.
    pub id: EvidenceId,
    /// What it shows.
    pub item: Item,
    /// Position of the expert it is about.
    pub expert: Option<usize>,
}

/// What is new in a supplement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// Experts who were not there before, by name.
    pub experts_added: Vec<String>,
    /// Experts who are there no more.
    pub experts_removed: Vec<String>,
    /// Parts with other answers, in the order of the form.
    pub parts: Vec<PartAnswers>,
    /// Papers that came or went, in the order of the form.
    pub papers: Vec<PaperChange>,
}

/// A part with other answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartAnswers {
    /// Which part.
    pub section: Section,
    /// The expert's name; none when it is of the organisation.
    pub expert: Option<String>,
    /// How many answers differ; a row of a list is one.
    pub answers: usize,
}

/// Papers of one kind that came or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperChange {
    /// What they show.
    pub item: Item,
    /// The expert's name; none when they are of the organisation.
    pub expert: Option<String>,
    /// How many were added where none was taken away.
    pub added: usize,
    /// How many took the place of another.
    pub replaced: usize,
    /// How many were taken away and not replaced.
    pub removed: usize,
}

impl Changes {
    /// What differs.
    pub fn between(before: &Basis, after: &Application, papers: &[Evidence]) -> Self {
        let pairs = pairs(&before.application.experts, &after.experts);
        let mut changes = Self::default();
        for (position, expert) in before.application.experts.iter().enumerate() {
            if !pairs.iter().any(|pair| pair.0 == Some(position)) {
                changes.experts_removed.push(name(expert));
            }
        }
        let organisations = [&before.application.organisation, &after.organisation].map(value);
        changes.note_parts(organisations, None, Section::Organisation);
        for (was, at) in &pairs {
            let now = &after.experts[*at];
            let Some(was) = was else {
                changes.experts_added.push(name(now));
                continue;
            };
            let values = [&before.application.experts[*was], now].map(value);
            changes.note_parts(values, Some(name(now)), Section::Identity);
        }
        changes.note_papers(before, papers, None, None, None);
        for (was, at) in &pairs {
            changes.note_papers(before, papers, Some(name(&after.experts[*at])), *was, Some(*at));
        }
        changes
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Notes the parts of the organisation or of an expert that differ; what
    /// has no part of its own belongs to the first.
    fn note_parts(&mut self, [before, after]: [Value; 2], expert: Option<String>, first: Section) {
        let (before, after) = (fields(&before), fields(&after));
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let mut counts: Vec<(Section, usize)> = Vec::new();
        for name in names {
            let section = match name.as_str() {
                "belongs_to_organisation" | "civil_servant" | "consent_letter" => Section::Independence,
                other => other.parse().unwrap_or(first),
            };
            let count = differing(field(before, name), field(after, name));
            // A portrait is measured by the program: the paper tells of it.
            if count == 0 || section == Section::Photo {
                continue;
            }
            match counts.iter_mut().find(|counted| counted.0 == section) {
                Some(counted) => counted.1 += count,
                None => counts.push((section, count)),
            }
        }
        counts.sort_unstable();
        let part = |(section, answers)| PartAnswers { section, expert: expert.clone(), answers };
        self.parts.extend(counts.into_iter().map(part));
    }

    /// Notes the papers of the organisation or of an expert that came or went.
    fn note_papers(
        &mut self,
        before: &Basis,
        papers: &[Evidence],
        expert: Option<String>,
        was: Option<usize>,
        now: Option<usize>,
    ) {
        // A new expert has no papers from before, whatever stood at a place.
        let is_new = now.is_some() && was.is_none();
        let earlier = before.papers.iter().filter(|paper| !is_new && paper.expert == was);
        let earlier: Vec<(Item, EvidenceId)> = earlier.map(|paper| (paper.item, paper.id)).collect();
        let later = papers.iter().filter(|paper| paper.expert == now);
        let later: Vec<(Item, EvidenceId)> = later.map(|paper| (paper.item, paper.id)).collect();
        let items: BTreeSet<Item> = earlier.iter().chain(&later).map(|paper| paper.0).collect();
        for item in items {
            let without = |of: &[(Item, EvidenceId)], there: &[(Item, EvidenceId)]| {
                of.iter().filter(|paper| paper.0 == item && !there.contains(paper)).count()
            };
            let (came, went) = (without(&later, &earlier), without(&earlier, &later));
            let replaced = came.min(went);
            let (added, removed) = (came - replaced, went - replaced);
            if came + went > 0 {
                self.papers.push(PaperChange { item, expert: expert.clone(), added, replaced, removed });
            }
        }
    }
}

impl PaperMark {
    /// The mark of a paper.
    pub fn of(paper: &Evidence) -> Self {
        Self { id: paper.id, item: paper.item, expert: paper.expert }
    }
}

/// For each expert of now, who they were before: the same personal number, else
/// the same name, else the same place where one of the two is not named yet.
fn pairs(before: &[Expert], after: &[Expert]) -> Vec<(Option<usize>, usize)> {
    let mut pairs: Vec<(Option<usize>, usize)> = (0..after.len()).map(|at| (None, at)).collect();
    let number = |expert: &Expert| given(expert.personal_number.as_ref()).map(str::to_owned);
    let name = |expert: &Expert| given(expert.name.as_ref()).map(fold);
    let same_number = |one: &Expert, other: &Expert| number(one).is_some_and(|it| Some(it) == number(other));
    let same_name = |one: &Expert, other: &Expert| name(one).is_some_and(|it| Some(it) == name(other));
    for is_same in [&same_number as &dyn Fn(&Expert, &Expert) -> bool, &same_name] {
        for at in 0..pairs.len() {
            if pairs[at].0.is_none() {
                let is_free = |was: &usize| !pairs.iter().any(|pair| pair.0 == Some(*was));
                let mut others = (0..before.len()).filter(is_free);
                pairs[at].0 = others.find(|was| is_same(&before[*was], &after[at]));
            }
        }
    }
    for at in 0..pairs.len().min(before.len()) {
        let is_free = !pairs.iter().any(|pair| pair.0 == Some(at));
        let is_unnamed = name(&before[at]).is_none() || name(&after[at]).is_none();
        if pairs[at].0.is_none() && is_free && is_unnamed {
            pairs[at].0 = Some(at);
        }
    }
    pairs
}

fn name(expert: &Expert) -> String {
    given(expert.name.as_ref()).unwrap_or_default().to_owned()
}

fn value<T: Serialize>(of: T) -> Value {
    serde_json::to_value(of).expect("an application has text keys")
}

/// The fields of an object; none of what is no object.
fn fields(value: &Value) -> &Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    value.as_object().unwrap_or(&NONE)
}

fn field<'v>(fields: &'v Map<String, Value>, name: &str) -> &'v Value {
    fields.get(name).unwrap_or(&Value::Null)
}

/// How many answers differ between two values of one field.
fn differing(before: &Value, after: &Value) -> usize {
    match (before, after) {
        (Value::Object(_), _) | (_, Value::Object(_)) => {
            let (before, after) = (fields(before), fields(after));
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            names.into_iter().map(|name| differing(field(before, name), field(after, name))).sum()
        }
        (Value::Array(_), _) | (_, Value::Array(_)) => {
            let rows = |of: &'_ Value| of.as_array().cloned().unwrap_or_default();
            let (before, after) = (rows(before), rows(after));
            without(&before, &after).max(without(&after, &before))
        }
        _ => usize::from(!(is_blank(before) && is_blank(after)) && before != after),
    }
}

/// How many rows of one list are not in the other; of two equal ones, each has
/// its own.
fn without(rows: &[Value], others: &[Value]) -> usize {
    let mut left: Vec<&Value> = others.iter().collect();
    let mut missing = 0;
    for row in rows {
        match left.iter().position(|other| *other == row) {
            Some(at) => drop(left.swap_remove(at)),
            None => missing += 1,
        }
    }
    missing
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}
