//! What differs between two regimes: for who amends one, and for the audit trail.

use super::{Regime, RegimeValue, Step, StepTerm};

/// Something that differs between two regimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differing {
    /// A number.
    Value(RegimeValue),
    /// A term.
    Term(Step),
    /// The reminders.
    ReminderDays,
    /// The lines "Căn cứ …".
    LegalBases,
}

/// What a regime says of something, and what another says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of what.
    pub what: Differing,
    /// In the first: a number, a term as `15 working_day`, numbers with commas
    /// between, or lines.
    pub before: String,
    /// In the second.
    pub after: String,
}

impl Differing {
    /// The word under which the audit trail notes it.
    pub fn word(self) -> String {
        match self {
            Self::Value(value) => value.as_str().to_owned(),
            Self::Term(step) => format!("term-{step}"),
            Self::ReminderDays => "reminder_days".to_owned(),
            Self::LegalBases => "legal_bases".to_owned(),
        }
    }
}

impl Regime {
    /// What differs in another regime, in the order of the form.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut compare = |what, before: String, after: String| {
            if before != after {
                found.push(Difference { what, before, after });
            }
        };
        for value in RegimeValue::ALL {
            let said = |regime| value.of(regime).to_string();
            compare(Differing::Value(*value), said(self), said(other));
        }
        for step in Step::ALL {
            let said = |regime: &Self| regime.term(*step).map(written).unwrap_or_default();
            compare(Differing::Term(*step), said(self), said(other));
        }
        compare(Differing::ReminderDays, self.reminders_written(), other.reminders_written());
        let bases = |regime: &Self| {
            regime.legal_bases.iter().map(|basis| basis.vi.as_str()).collect::<Vec<_>>().join("\n")
        };
        compare(Differing::LegalBases, bases(self), bases(other));
        found
    }

    /// The days of the reminders, with commas between.
    pub fn reminders_written(&self) -> String {
        self.reminder_days.value.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

fn written(term: &StepTerm) -> String {
    format!("{} {}", term.term.n(), term.term.unit())
}
