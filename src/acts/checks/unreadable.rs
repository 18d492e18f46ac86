//! Papers set aside because their rows cannot be read.
//!
//! Nothing is said of such a paper but "could not check", whatever was known of
//! it before. Everyone else's papers are checked as ever.

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;

use crate::credential::status::Place;
use crate::credential::verdict::CouldNotCheck;
use crate::domain::issuer::IssuerCode;
use crate::storage::folded_number;
use crate::storage::published::Unreadable;

/// What cannot be read, by certificate, and what that touches.
#[derive(Default)]
pub(super) struct SetAside {
    by_certificate: BTreeMap<String, Unreadable>,
    /// Folded.
    numbers: HashSet<String>,
    places: HashSet<(IssuerCode, u32)>,
    /// Whether the place of one is not known either: it may be in any list.
    anywhere: bool,
    /// The certificate that was read again last.
    tried: String,
}

impl SetAside {
    /// Fails when the paper of this folded number was set aside.
    pub(super) fn allow_number(&self, folded: &str) -> Result<(), CouldNotCheck> {
        if self.numbers.contains(folded) { Err(CouldNotCheck::StatusUnavailable) } else { Ok(()) }
    }

    /// Fails when the paper at this place was set aside.
    pub(super) fn allow_place(&self, place: (IssuerCode, u32)) -> Result<(), CouldNotCheck> {
        if self.places.contains(&place) { Err(CouldNotCheck::StatusUnavailable) } else { Ok(()) }
    }

    /// Fails when a paper that is or may be in this list was set aside.
    pub(super) fn allow_list(&self, issuer: IssuerCode, list: u32) -> Result<(), CouldNotCheck> {
        let inside = |(of, index): &(IssuerCode, u32)| *of == issuer && Place::of(*index).list == list;
        if self.anywhere || self.places.iter().any(inside) {
            return Err(CouldNotCheck::StatusUnavailable);
        }
        Ok(())
    }

    /// Sets the papers of one certificate aside, in place of those before.
    pub(super) fn put(&mut self, unreadable: Unreadable) {
        let Unreadable { certificate, reason, papers } = &unreadable;
        if !self.by_certificate.contains_key(certificate) {
            tracing::error!(certificate, papers = papers.len(), reason, "papers that cannot be read");
        }
        self.by_certificate.insert(certificate.clone(), unreadable);
        self.count_anew();
    }

    /// The papers of this certificate were read.
    pub(super) fn forget(&mut self, certificate: &str) {
        if self.by_certificate.remove(certificate).is_some() {
            tracing::info!(certificate, "papers that could not be read can be read again");
            self.count_anew();
        }
    }

    /// The certificate to be read again, a different one each time, in case
    /// someone mended it: the register has no entry of that.
    pub(super) fn next(&mut self) -> Option<String> {
        let after = (Bound::Excluded(self.tried.as_str()), Bound::Unbounded);
        let next = self.by_certificate.range::<str, _>(after).next();
        let next = next.or_else(|| self.by_certificate.first_key_value())?.0.clone();
        self.tried.clone_from(&next);
        Some(next)
    }

    fn count_anew(&mut self) {
        let papers = || self.by_certificate.values().flat_map(|unreadable| &unreadable.papers);
        self.numbers = papers().map(|(number, _)| folded_number(number)).collect();
        self.places = papers().filter_map(|(_, place)| *place).collect();
        self.anywhere = papers().any(|(_, place)| place.is_none());
    }
}
