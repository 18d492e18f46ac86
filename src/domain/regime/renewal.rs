//! What a renewal asks (Circular 26/2014/TT-BKHCN, articles 17 and 18).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Regime, Sourced};
use crate::dates::Day;

/// What the first regime of each family asks of a renewal. They knew registration
/// alone, and registers keep them as they were: this holds wherever a regime says
/// nothing else.
static FIRST: LazyLock<BTreeMap<String, RenewalConditions>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../data/renewal.json"))
        .expect("a test reads what a renewal asks")
});

/// How many clients must have been consulted within the term of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalConditions {
    /// R2: of an organisation.
    pub clients_needed: Sourced<u32>,
    /// R3: of each of its experts.
    pub expert_clients_needed: Sourced<u32>,
    /// R5: of an independent consultant.
    pub independent_clients_needed: Sourced<u32>,
}

impl RenewalConditions {
    /// What holds in a family of regimes where it says nothing else; of one that
    /// is not known, what holds in the first.
    fn first(family: &str) -> &'static Self {
        let known = FIRST.get(family).or_else(|| FIRST.values().next());
        known.expect("a test reads what a renewal asks")
    }
}

impl Regime {
    /// What it asks of a renewal.
    pub fn of_renewal(&self) -> &RenewalConditions {
        self.renewal.as_ref().unwrap_or_else(|| RenewalConditions::first(self.family()))
    }

    /// What it says of its own that a renewal asks: once a text changes it.
    pub(super) fn own_of_renewal(&mut self) -> &mut RenewalConditions {
        let first = RenewalConditions::first(self.family());
        self.renewal.get_or_insert_with(|| first.clone())
    }

    /// The last day on which the renewal of a paper that is valid until
    /// `expires_on` is filed in time.
    pub fn last_day_to_renew(&self, expires_on: Day) -> Day {
        let mut last = expires_on;
        while !self.is_in_time_to_renew(expires_on, last) {
            last = last.plus_days(-1);
        }
        last
    }

    /// Whether it is filed in time on this day.
    pub fn is_in_time_to_renew(&self, expires_on: Day, on: Day) -> bool {
        on.plus_months(self.renewal_filing_months.value) <= expires_on
    }
}
