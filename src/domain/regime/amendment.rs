//! How a regime changes: an administrator says what a text changes and from
//! which day, and another confirms it.
//!
//! Only days to come are amended. So whatever was received keeps the regime it
//! was received under, no deadline that runs is moved, and what the register
//! answers for a day that has begun is the same for ever. Of several amendments
//! the one entered last holds from its first day on, whatever was entered before
//! it for later days.

use std::collections::BTreeMap;

use super::{Amended, Confidence, Regime, RegimeValue, Sourced, Step, StepTerm};
use crate::dates::Day;
use crate::domain::bilingual::Bilingual;
use crate::domain::eligibility::Rule;
use crate::domain::term::{Term, Unit};
use crate::domain::typed::{Undrawn, undrawn};

/// An amendment is entered at most so many years before its first day: what is
/// further off is a slip in the year.
const MOST_YEARS_AHEAD: u32 = 10;

/// The most letters of the name of a text.
const LONGEST_CITATION: usize = 200;

/// The most letters of a line "Căn cứ …".
const LONGEST_BASIS: usize = 300;

/// The most lines "Căn cứ …" that a certificate has room for.
const MOST_BASES: usize = 4;

/// The longest term in days: two years.
const MOST_DAYS: u32 = 731;

/// The longest term in months: twenty years.
const MOST_MONTHS: u32 = 240;

/// The most reminders of one paper.
const MOST_REMINDERS: usize = 10;

/// What a text changes of a regime, as typed: none where what was typed is not
/// what the field takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// The first day on which dossiers are received under it.
    pub valid_from: Option<Day>,
    /// The text that says so: `Thông tư 12/2026/TT-BKHCN`.
    pub citation: String,
    /// The line "Căn cứ …" that papers have for it; empty when they need none.
    pub basis: Bilingual,
    /// Every number.
    pub values: BTreeMap<RegimeValue, u32>,
    /// Every term.
    pub terms: BTreeMap<Step, (u32, Unit)>,
    /// Days before the last day on which the holder is reminded.
    pub reminder_days: Option<Vec<u32>>,
}

/// A field of an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmendmentField {
    /// The first day.
    ValidFrom,
    /// The text.
    Citation,
    /// The line "Căn cứ …".
    BasisVi,
    /// The line "Pursuant to …".
    BasisEn,
    /// A number.
    Value(RegimeValue),
    /// A term.
    Term(Step),
    /// The reminders.
    ReminderDays,
}

/// What is wrong with a field of an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmendmentFault {
    /// It must not be empty.
    Missing,
    /// Not a whole number from the first to the second.
    Number(u32, u32),
    /// The day has come already: dossiers may have been received on it.
    Begun,
    /// The day is further off than any text decides.
    FarOff,
    /// It has more letters than there is room for: the most there are.
    TooLong(usize),
    /// It has a sign that papers cannot show.
    Undrawn(Undrawn),
    /// It stands in one language only.
    OneLanguage,
    /// It does not begin and end as such a line does.
    NoBasis,
    /// Papers have no room for another line.
    Bases,
    /// Not whole numbers of days, each once, the most first.
    Reminders,
    /// Nothing would change.
    Unchanged,
}

impl AmendmentField {
    /// Its name in a form.
    pub fn name(self) -> String {
        match self {
            Self::ValidFrom => "valid_from".to_owned(),
            Self::Citation => "citation".to_owned(),
            Self::BasisVi => "basis_vi".to_owned(),
            Self::BasisEn => "basis_en".to_owned(),
            Self::Value(value) => value.as_str().to_owned(),
            Self::Term(step) => format!("term-{step}"),
            Self::ReminderDays => "reminder_days".to_owned(),
        }
    }
}

impl Regime {
    /// This regime as amended on a day before its first, or everything that is
    /// wrong with the amendment. `version` is the last one of the family.
    pub fn amended(
        &self,
        version: i64,
        amendment: &Amendment,
        today: Day,
    ) -> Result<Self, Vec<(AmendmentField, AmendmentFault)>> {
        let mut faults = Faults::default();
        let valid_from = faults.first_day(amendment.valid_from, today);
        let citation = amendment.citation.trim();
        faults.text(AmendmentField::Citation, citation, LONGEST_CITATION, true);
        let mut regime = self.clone();
        for value in RegimeValue::ALL {
            faults.number(&mut regime, *value, amendment);
        }
        for term in &mut regime.terms {
            faults.term(term, amendment, citation);
        }
        faults.terms_of_measures(&mut regime, amendment, citation);
        faults.reminders(&mut regime, amendment);
        faults.basis(&mut regime, &amendment.basis);
        if faults.0.is_empty() && self.differences(&regime).is_empty() {
            faults.note(AmendmentField::Citation, AmendmentFault::Unchanged);
        }
        let Some(valid_from) = valid_from.filter(|_| faults.0.is_empty()) else { return Err(faults.0) };
        let (family, version) = (self.family().to_owned(), version + 1);
        regime.id = format!("{family}.{version}");
        regime.valid_from = valid_from;
        regime.amended = Some(Amended { family, version, citation: citation.to_owned() });
        Ok(regime)
    }
}

/// The rule that asks for a number, where one does.
fn rule_of(value: RegimeValue) -> Option<Rule> {
    match value {
        RegimeValue::ClientsNeeded => Some(Rule::O3),
        RegimeValue::ExpertsNeeded => Some(Rule::O4),
        RegimeValue::BarMonths => Some(Rule::O6),
        RegimeValue::ScoreNeeded => Some(Rule::E3),
        RegimeValue::ServiceMonths | RegimeValue::ServiceDays => Some(Rule::E4a),
        RegimeValue::LeadClientsNeeded => Some(Rule::E4b),
        RegimeValue::AgeNeeded => Some(Rule::E5),
        RegimeValue::RenewalFilingMonths => Some(Rule::R1),
        RegimeValue::RenewalClientsNeeded => Some(Rule::R2),
        RegimeValue::RenewalExpertClientsNeeded => Some(Rule::R3),
        RegimeValue::RenewalIndependentClientsNeeded => Some(Rule::R5),
        RegimeValue::ExpiringMonths => None,
    }
}

#[derive(Default)]
struct Faults(Vec<(AmendmentField, AmendmentFault)>);

impl Faults {
    fn note(&mut self, field: AmendmentField, fault: AmendmentFault) {
        self.0.push((field, fault));
    }

    fn first_day(&mut self, day: Option<Day>, today: Day) -> Option<Day> {
        let fault = match day {
            None => AmendmentFault::Missing,
            Some(day) if day <= today => AmendmentFault::Begun,
            Some(day) if day > today.plus_months(12 * MOST_YEARS_AHEAD) => AmendmentFault::FarOff,
            Some(day) => return Some(day),
        };
        self.note(AmendmentField::ValidFrom, fault);
        None
    }

    fn text(&mut self, field: AmendmentField, text: &str, most: usize, required: bool) {
        if required && text.is_empty() {
            self.note(field, AmendmentFault::Missing);
        } else if text.chars().count() > most {
            self.note(field, AmendmentFault::TooLong(most));
        } else if let Some(found) = undrawn(text) {
            self.note(field, AmendmentFault::Undrawn(found));
        }
    }

    fn number(&mut self, regime: &mut Regime, value: RegimeValue, amendment: &Amendment) {
        let range = value.range();
        let typed = amendment.values.get(&value).copied().filter(|typed| range.contains(typed));
        let Some(typed) = typed else {
            let fault = AmendmentFault::Number(*range.start(), *range.end());
            return self.note(AmendmentField::Value(value), fault);
        };
        if typed == value.of(regime) {
            return;
        }
        let citation = amendment.citation.trim().to_owned();
        if let Some(rule) = rule_of(value) {
            let cited = regime.rules.entry(rule).or_insert_with(|| rule.first_citation().to_owned());
            if !cited.ends_with(&citation) {
                *cited = format!("{cited}; {citation}");
            }
        }
        value.put(regime, Sourced { value: typed, citation, confidence: Confidence::Text });
    }

    fn term(&mut self, term: &mut StepTerm, amendment: &Amendment, citation: &str) {
        let typed = amendment.terms.get(&term.step).copied();
        let most = |unit| if unit == Unit::Month { MOST_MONTHS } else { MOST_DAYS };
        let typed = typed.filter(|(n, unit)| *n <= most(*unit));
        let Some(changed) = typed.and_then(|(n, unit)| Term::new(n, unit).ok()) else {
            let unit = amendment.terms.get(&term.step).map_or(term.term.unit(), |(_, unit)| *unit);
            return self.note(AmendmentField::Term(term.step), AmendmentFault::Number(1, most(unit)));
        };
        if changed != term.term {
            term.term = changed;
            citation.clone_into(&mut term.citation);
            term.confidence = Confidence::Text;
        }
    }

    /// A regime has a term of measures of its own once a text changes it.
    fn terms_of_measures(&mut self, regime: &mut Regime, amendment: &Amendment, citation: &str) {
        let own = regime.terms.len();
        let inherited: Vec<StepTerm> = regime.all_terms().skip(own).cloned().collect();
        for before in inherited {
            let mut term = before.clone();
            self.term(&mut term, amendment, citation);
            if term != before {
                regime.terms.push(term);
            }
        }
    }

    fn reminders(&mut self, regime: &mut Regime, amendment: &Amendment) {
        let falls = |days: &Vec<u32>| days.is_sorted_by(|one, next| one > next);
        let fits =
            |days: &Vec<u32>| days.len() <= MOST_REMINDERS && days.iter().all(|day| (1..=366).contains(day));
        let Some(days) = amendment.reminder_days.clone().filter(|days| falls(days) && fits(days)) else {
            return self.note(AmendmentField::ReminderDays, AmendmentFault::Reminders);
        };
        if days != regime.reminder_days.value {
            let citation = amendment.citation.trim().to_owned();
            regime.reminder_days = Sourced { value: days, citation, confidence: Confidence::Text };
        }
    }

    fn basis(&mut self, regime: &mut Regime, basis: &Bilingual) {
        let (vi, en) = (basis.vi.trim(), basis.en.trim());
        if vi.is_empty() && en.is_empty() {
            return;
        }
        for (field, text, beginning) in
            [(AmendmentField::BasisVi, vi, "Căn cứ "), (AmendmentField::BasisEn, en, "Pursuant to ")]
        {
            match text {
                "" => self.note(field, AmendmentFault::OneLanguage),
                text if !text.starts_with(beginning) => self.note(field, AmendmentFault::NoBasis),
                text => self.text(field, text, LONGEST_BASIS, true),
            }
        }
        if regime.legal_bases.len() >= MOST_BASES {
            self.note(AmendmentField::BasisVi, AmendmentFault::Bases);
        }
        let ended = |text: &str| format!("{};", text.trim_end_matches([';', '.', ' ']));
        regime.legal_bases.push(Bilingual::new(ended(vi), ended(en)));
    }
}
