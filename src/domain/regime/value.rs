//! The numbers of a regime that an amendment can change.

use std::ops::RangeInclusive;

use super::{Regime, Sourced};
use crate::domain::words::words;

words! {
    /// A number of a regime, by the name that a form and the audit trail give it.
    RegimeValue {
        /// O3: distinct certified clients of the organisation.
        ClientsNeeded = "clients_needed",
        /// O4: experts who pass every rule.
        ExpertsNeeded = "experts_needed",
        /// O6: months after the notice of a revocation.
        BarMonths = "bar_months",
        /// E3: the least final score, of 100.
        ScoreNeeded = "score_needed",
        /// E4a: months from graduation.
        ServiceMonths = "service_months",
        /// E4a: days the work history must cover.
        ServiceDays = "service_days",
        /// E4b: distinct certified clients as lead consultant.
        LeadClientsNeeded = "lead_clients_needed",
        /// E5: full years of age.
        AgeNeeded = "age_needed",
        /// Months before its last day from which a paper counts as expiring.
        ExpiringMonths = "expiring_months",
        /// Months before its last day by which a renewal is filed.
        RenewalFilingMonths = "renewal_filing_months",
        /// R2: clients an organisation consulted within the term.
        RenewalClientsNeeded = "renewal_clients_needed",
        /// R3: clients each of its experts consulted within the term.
        RenewalExpertClientsNeeded = "renewal_expert_clients_needed",
        /// R5: clients an independent consultant consulted within the term.
        RenewalIndependentClientsNeeded = "renewal_independent_clients_needed",
    }
}

impl RegimeValue {
    /// What it may be: beyond these ends it is a slip of the pen.
    pub fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::ClientsNeeded
            | Self::ExpertsNeeded
            | Self::ScoreNeeded
            | Self::LeadClientsNeeded
            | Self::RenewalClientsNeeded
            | Self::RenewalExpertClientsNeeded
            | Self::RenewalIndependentClientsNeeded => 1..=100,
            Self::BarMonths => 1..=240,
            Self::ServiceMonths => 1..=600,
            Self::ServiceDays => 1..=20_000,
            Self::AgeNeeded => 16..=70,
            Self::ExpiringMonths | Self::RenewalFilingMonths => 1..=24,
        }
    }

    /// What a regime says of it.
    pub fn of(self, regime: &Regime) -> u32 {
        self.place(regime).value
    }

    /// Changes it, with the text that says so.
    pub(super) fn put(self, regime: &mut Regime, changed: Sourced<u32>) {
        *self.place_to_change(regime) = changed;
    }

    fn place(self, regime: &Regime) -> &Sourced<u32> {
        let (asks, renewal) = (&regime.conditions, regime.of_renewal());
        match self {
            Self::ClientsNeeded => &asks.clients_needed,
            Self::ExpertsNeeded => &asks.experts_needed,
            Self::BarMonths => &asks.bar_months,
            Self::ScoreNeeded => &asks.score_needed,
            Self::ServiceMonths => &asks.service_months,
            Self::ServiceDays => &asks.service_days,
            Self::LeadClientsNeeded => &asks.lead_clients_needed,
            Self::AgeNeeded => &asks.age_needed,
            Self::ExpiringMonths => &regime.expiring_months,
            Self::RenewalFilingMonths => &regime.renewal_filing_months,
            Self::RenewalClientsNeeded => &renewal.clients_needed,
            Self::RenewalExpertClientsNeeded => &renewal.expert_clients_needed,
            Self::RenewalIndependentClientsNeeded => &renewal.independent_clients_needed,
        }
    }

    fn place_to_change(self, regime: &mut Regime) -> &mut Sourced<u32> {
        match self {
            Self::ClientsNeeded => &mut regime.conditions.clients_needed,
            Self::ExpertsNeeded => &mut regime.conditions.experts_needed,
            Self::BarMonths => &mut regime.conditions.bar_months,
            Self::ScoreNeeded => &mut regime.conditions.score_needed,
            Self::ServiceMonths => &mut regime.conditions.service_months,
            Self::ServiceDays => &mut regime.conditions.service_days,
            Self::LeadClientsNeeded => &mut regime.conditions.lead_clients_needed,
            Self::AgeNeeded => &mut regime.conditions.age_needed,
            Self::ExpiringMonths => &mut regime.expiring_months,
            Self::RenewalFilingMonths => &mut regime.renewal_filing_months,
            Self::RenewalClientsNeeded => &mut regime.own_of_renewal().clients_needed,
            Self::RenewalExpertClientsNeeded => &mut regime.own_of_renewal().expert_clients_needed,
            Self::RenewalIndependentClientsNeeded => &mut regime.own_of_renewal().independent_clients_needed,
        }
    }
}
