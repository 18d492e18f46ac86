//! Papers set aside because their rows are not what was entered and signed.
//!
//! Nothing is said of such a paper but "could not check", whatever was known of
//! it before. Everyone else's papers are checked as ever.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::memory::Key;
use super::prove::Fault;

/// The certificates of such papers, with what is wrong.
#[derive(Default)]
pub(super) struct SetAside {
    by_certificate: BTreeMap<Key, Vec<Fault>>,
    /// The certificate that was read again last.
    tried: Option<Key>,
}

impl SetAside {
    /// Notes what is wrong with the papers of a certificate, or that nothing is
    /// any more. Loud: someone changed the tables behind the program.
    pub(super) fn note(&mut self, key: &Key, faults: Vec<Fault>) {
        let known = self.by_certificate.get(key).map(Vec::as_slice).unwrap_or_default();
        if known == faults.as_slice() {
            return;
        }
        for Fault { number, table, column, reason } in &faults {
            tracing::error!(paper = %number, table, column, reason, "a paper that cannot be relied on is set aside");
        }
        if faults.is_empty() {
            tracing::info!(certificate = %key, "papers that were set aside can be relied on again");
            self.by_certificate.remove(key);
        } else {
            self.by_certificate.insert(Key::clone(key), faults);
        }
    }

    /// Whether every paper can be relied on.
    pub(super) fn is_empty(&self) -> bool {
        self.by_certificate.is_empty()
    }

    /// The certificate to be read again, a different one each time, in case
    /// someone mended it: the register has no entry of that.
    pub(super) fn next(&mut self) -> Option<Key> {
        let after = self.tried.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
        let next = self.by_certificate.range::<str, _>((after, Bound::Unbounded)).next();
        let next = Key::clone(next.or_else(|| self.by_certificate.first_key_value())?.0);
        self.tried = Some(Key::clone(&next));
        Some(next)
    }
}
