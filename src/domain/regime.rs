//! Legal regimes as data: every number of the law with its citation.
//!
//! A dossier is judged and counted under the regime in force at its issuer when
//! it was received. A register keeps its regimes in a table, and whoever judges
//! asks that table alone: what is built in (`data/regimes/*.json`) is what a new
//! register begins with, and what a file is judged by where there is no
//! register. When the law changes, an [`Amendment`] is entered, valid from a day.

mod amendment;
mod difference;
mod duty;
mod proposal;
mod renewal;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use crate::dates::Day;

use super::bilingual::Bilingual;
use super::calendar::Calendar;
use super::eligibility::Rule;
use super::issuer::Profile;
use super::term::{Term, Unit};
use super::words::words;

pub use self::amendment::{Amendment, AmendmentFault, AmendmentField};
pub use self::difference::{Difference, Differing};
pub use self::duty::{Duties, ReportDuty};
pub use self::proposal::{AmendmentRefusal, RegimeProposal};
pub use self::renewal::RenewalConditions;
pub use self::value::RegimeValue;

static BUILT_IN: LazyLock<Vec<Arc<Regime>>> = LazyLock::new(|| {
    [
        include_str!("../../data/regimes/central-2014.json"),
        include_str!("../../data/regimes/provincial-2025.json"),
    ]
    .map(|text| serde_json::from_str(text).expect("a test reads every regime built in"))
    .map(Arc::new)
    .into()
});

/// The terms of measures on a certificate, of which the law says nothing: they
/// hold wherever a regime has no term of its own.
static OF_MEASURES: LazyLock<Vec<StepTerm>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/measures.json"))
        .expect("a test reads the terms of measures")
});

words! {
    /// How far a fact of the law was confirmed.
    Confidence {
        /// Read in the text of the law.
        Text = "T",
        /// Seen in an excerpt: a portal, the press.
        Excerpt = "S",
        /// Proposed, where the law is silent or its form was not seen.
        Proposed = "P",
    }
}

words! {
    /// A step with a term of its own.
    Step {
        /// The authority tells the applicant what is missing.
        NotifyMissing = "notify_missing",
        /// The applicant supplements the dossier.
        Supplement = "supplement",
        /// The authority decides.
        Decide = "decide",
        /// The authority decides, with an on-site assessment.
        DecideOnSite = "decide_on_site",
        /// The authority refuses, in writing, with reasons.
        Refuse = "refuse",
        /// The authority re-issues a paper.
        Reissue = "reissue",
        /// A certificate is valid.
        Validity = "validity",
        /// A suspension lasts, unless it says otherwise.
        Suspension = "suspension",
        /// The organisation tells of an expert who left.
        ReturnCard = "return_card",
        /// The holder explains themselves before they are suspended or revoked.
        Explanation = "explanation",
        /// A second leader confirms a suspension that one ordered at once.
        UrgentConfirmation = "urgent_confirmation",
        /// A lost condition may be mended before it is a ground to suspend.
        StandingGrace = "standing_grace",
    }
}

/// A value of the law, where it stands, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub citation: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// One legal regime, as it stands from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Its stable id: `central-2014`; with its version once it is amended:
    /// `central-2014.2`.
    pub id: String,
    /// Its name, for people.
    pub name: Bilingual,
    /// The first day of the text it follows; of an amended one, the first day
    /// on which dossiers are received under it.
    pub valid_from: Day,
    /// What made it another than it was; none of one that is as it was first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amended: Option<Amended>,
    /// What the conditions of eligibility ask.
    pub conditions: Conditions,
    /// What a renewal asks; none of one that was written before there were any:
    /// ask [`Regime::of_renewal`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<RenewalConditions>,
    /// The terms of its procedures.
    pub terms: Vec<StepTerm>,
    /// A paper is flagged as expiring so many months before its last day.
    pub expiring_months: Sourced<u32>,
    /// A renewal is filed at least so many months before the last day.
    pub renewal_filing_months: Sourced<u32>,
    /// Days before the last day on which the holder is reminded.
    pub reminder_days: Sourced<Vec<u32>>,
    /// Where each rule stands in the law.
    pub rules: BTreeMap<Rule, String>,
    /// The lines "Căn cứ …" printed on certificates and decisions.
    pub legal_bases: Vec<Bilingual>,
}

/// By what a regime was amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amended {
    /// The id of the regime as it was first, which profiles name.
    pub family: String,
    /// 2 for the first amendment.
    pub version: i64,
    /// The text that amends it: `Thông tư 12/2026/TT-BKHCN`.
    pub citation: String,
}

/// What the conditions of eligibility ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// O3: distinct certified clients of the organisation.
    pub clients_needed: Sourced<u32>,
    /// O4: experts who pass every rule.
    pub experts_needed: Sourced<u32>,
    /// O6: months after the notice of a revocation.
    pub bar_months: Sourced<u32>,
    /// E1: levels of degree.
    pub degree_levels: Sourced<Vec<String>>,
    /// E2: programmes of state administrative management.
    pub programmes: Sourced<Vec<String>>,
    /// E3: the least final score, of 100.
    pub score_needed: Sourced<u32>,
    /// E4a: months from graduation.
    pub service_months: Sourced<u32>,
    /// E4a: days the work history must cover.
    pub service_days: Sourced<u32>,
    /// E4b: distinct certified clients as lead consultant.
    pub lead_clients_needed: Sourced<u32>,
    /// E5: full years of age.
    pub age_needed: Sourced<u32>,
    /// E6: kinds of employment that make official staff.
    pub employment_kinds: Sourced<Vec<String>>,
    /// E7: what the photo must be.
    pub photo: Sourced<PhotoForm>,
    /// O3, E4b: whether a client certified twice counts once.
    pub once_per_client: Sourced<bool>,
}

/// The form of a photo, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoForm {
    /// The least width.
    pub least_width: u32,
    /// The least height.
    pub least_height: u32,
    /// The ratio's width.
    pub ratio_width: u32,
    /// The ratio's height.
    pub ratio_height: u32,
    /// How far width over height may be from the ratio, in per cent of it.
    pub tolerance_percent: u32,
}

/// The term of one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StepTermRow", into = "StepTermRow")]
pub struct StepTerm {
    /// The step.
    pub step: Step,
    /// The event whose day is not counted, for people to read.
    pub counted_from: String,
    /// How long.
    pub term: Term,
    /// Whether an end on a day off moves to the next working day.
    pub rolled: bool,
    /// Where it stands.
    pub citation: String,
    /// How sure it is.
    pub confidence: Confidence,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepTermRow {
    step: Step,
    counted_from: String,
    n: u32,
    unit: Unit,
    rolled: bool,
    citation: String,
    confidence: Confidence,
}

/// What a new register begins with, the oldest first.
pub fn built_in() -> &'static [Arc<Regime>] {
    &BUILT_IN
}

/// The regime built in under which an issuer begins to receive dossiers on a
/// day. A register has its own: ask its table.
pub fn built_in_for(profile: &Profile, on: Day) -> Option<&'static Arc<Regime>> {
    let family = profile.regime_family_on(on)?;
    built_in().iter().find(|regime| regime.id == family)
}

/// The term of a measure where no regime says another, if the step is one of a
/// measure.
pub fn term_of_measures(step: Step) -> Option<&'static StepTerm> {
    OF_MEASURES.iter().find(|term| term.step == step)
}

impl Regime {
    /// The id of the regime as it was first, which profiles name.
    pub fn family(&self) -> &str {
        self.amended.as_ref().map_or(&self.id, |amended| &amended.family)
    }

    /// Its name, with the text that amended it.
    pub fn name_with_text(&self) -> Bilingual {
        let Some(amended) = &self.amended else { return self.name.clone() };
        let (name, text) = (&self.name, &amended.citation);
        Bilingual::new(format!("{}, sửa đổi theo {text}", name.vi), format!("{}, amended by {text}", name.en))
    }

    /// 1 as it was first, and one more with each amendment.
    pub fn version(&self) -> i64 {
        self.amended.as_ref().map_or(1, |amended| amended.version)
    }

    /// The term of a step, if the regime knows the step or it is one of a
    /// measure.
    pub fn term(&self, step: Step) -> Option<&StepTerm> {
        self.terms.iter().find(|term| term.step == step).or_else(|| term_of_measures(step))
    }

    /// The terms of every step it knows: its own, and those of measures that it
    /// says nothing of.
    pub fn all_terms(&self) -> impl Iterator<Item = &StepTerm> {
        let inherited = OF_MEASURES.iter().filter(|term| self.terms.iter().all(|own| own.step != term.step));
        self.terms.iter().chain(inherited)
    }

    /// Where a rule stands in the law.
    pub fn citation(&self, rule: Rule) -> &str {
        self.rules.get(&rule).map_or(rule.first_citation(), String::as_str)
    }

    /// Whether a paper whose last day is `expires_on` is flagged as expiring.
    pub fn is_expiring(&self, expires_on: Day, on: Day) -> bool {
        on <= expires_on && on.plus_months(self.expiring_months.value) >= expires_on
    }
}

impl StepTerm {
    /// The last day of the step after an event on `start`.
    pub fn ends_on(&self, start: Day, calendar: &Calendar) -> Day {
        if self.rolled { self.term.due_on(start, calendar) } else { self.term.ends_on(start, calendar) }
    }

    /// The first year that nobody has entered and on whose days off that day
    /// depends; none when it is certain.
    pub fn missing_year(&self, start: Day, calendar: &Calendar) -> Option<i32> {
        self.term.missing_year(start, self.rolled, calendar)
    }
}

impl TryFrom<StepTermRow> for StepTerm {
    type Error = super::term::TermError;

    fn try_from(row: StepTermRow) -> Result<Self, Self::Error> {
        let term = Term::new(row.n, row.unit)?;
        let StepTermRow { step, counted_from, rolled, citation, confidence, .. } = row;
        Ok(Self { step, counted_from, term, rolled, citation, confidence })
    }
}

impl From<StepTerm> for StepTermRow {
    fn from(written: StepTerm) -> Self {
        let StepTerm { step, counted_from, term, rolled, citation, confidence } = written;
        Self { step, counted_from, n: term.n(), unit: term.unit(), rolled, citation, confidence }
    }
}
