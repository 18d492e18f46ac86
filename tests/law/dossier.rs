//! Dossiers for the tests: the cases, and changes to them by path.

use consultant_registry::dates::Day;
use consultant_registry::domain::application::{self, Fault};
use consultant_registry::domain::eligibility::{Evaluation, Finding, Rule, Subject, Verdict, evaluate};
use serde_json::Value;

/// A dossier as JSON, to change before it is read.
#[derive(Clone)]
pub(crate) struct Dossier(pub(crate) Value);

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// An organisation with five experts who meet all that a machine can see.
pub(crate) fn organisation() -> Dossier {
    Dossier::of(include_str!("../cases/organisation-meets-all.json"))
}

/// An independent consultant who meets all that a machine can see.
pub(crate) fn independent() -> Dossier {
    Dossier::of(include_str!("../cases/independent-meets-all.json"))
}

impl Dossier {
    pub(crate) fn of(text: &str) -> Self {
        Self(serde_json::from_str(text).expect("the case is JSON"))
    }

    /// Sets what stands at a JSON pointer; the parent must be there.
    pub(crate) fn set(mut self, pointer: &str, value: impl Into<Value>) -> Self {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = self.0.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}"));
        match parent {
            Value::Array(rows) => rows[key.parse::<usize>().expect("a position")] = value.into(),
            Value::Object(keys) => drop(keys.insert(key.to_owned(), value.into())),
            _ => panic!("{pointer} is in a leaf"),
        }
        self
    }

    /// Takes away what stands at a JSON pointer; it must be there.
    pub(crate) fn without(mut self, pointer: &str) -> Self {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let keys = self.0.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
        keys.shift_remove(key).unwrap_or_else(|| panic!("nothing at {pointer}"));
        self
    }

    pub(crate) fn fault(&self) -> Fault {
        application::parse(self.0.to_string().as_bytes()).expect_err("the dossier is refused")
    }

    pub(crate) fn judged_on(&self, on: &str) -> Evaluation {
        let dossier = application::parse(self.0.to_string().as_bytes()).expect("the dossier is read");
        evaluate(&dossier, day(on)).expect("the issuer has a regime")
    }

    /// Why it is not judged, though it is read.
    pub(crate) fn unjudged_on(&self, on: &str) -> Fault {
        let dossier = application::parse(self.0.to_string().as_bytes()).expect("the dossier is read");
        evaluate(&dossier, day(on)).expect_err("the issuer has no regime")
    }

    /// The finding on the day of the cases.
    pub(crate) fn finding(&self, rule: Rule, subject: Subject) -> Finding {
        self.judged_on("2026-11-22").finding(rule, subject).expect("the rule is asked").clone()
    }

    /// The verdict on the organisation.
    pub(crate) fn verdict(&self, rule: Rule) -> Verdict {
        self.finding(rule, Subject::Organisation).verdict
    }

    /// The verdict on the first expert.
    pub(crate) fn expert_verdict(&self, rule: Rule) -> Verdict {
        self.finding(rule, Subject::Expert(0)).verdict
    }
}
