//! What the holder of a certificate must keep up, for everyone: of each of the
//! five conditions whether it holds today and since when. It says nothing of why,
//! and nothing of people.
//!
//! It is beside the verdict and no part of it, and is asked only where somebody
//! looks at an organisation: a scan reads nothing of it.

use super::{Check, Checks, SearchError};
use crate::credential::verdict::{NotNow, Verdict};
use crate::domain::watch::{Asks, Condition, Watched};
use crate::storage::{certificates, watch};

/// The conditions of an organisation's certificate.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// The number of the certificate.
    pub certificate: String,
    /// The five, in the order of the Decision.
    pub watched: Vec<Watched>,
}

impl Checks {
    /// The conditions of the organisation whose certificate was checked for
    /// today; none of another paper, or of a certificate that has ended.
    pub async fn conditions(&self, check: &Check) -> Result<Option<Conditions>, SearchError> {
        let found = check.paper.as_ref().filter(|found| !found.is_card() && !check.is_past);
        let Some(found) = found.filter(|found| found.published().enterprise_code.is_some()) else {
            return Ok(None);
        };
        if !matches!(check.verdict, Verdict::Valid | Verdict::NotNow(NotNow::Suspended { .. })) {
            return Ok(None);
        }
        let paper = found.paper();
        let _admitted = self.directory.admit().await?;
        let mut reading = self.registry.storage.read().await?;
        let Some(regime) = watch::regime(&mut reading, paper.issuer, check.on).await? else {
            return Ok(None);
        };
        let Some(certificate) = certificates::find(&mut reading, &paper.number).await? else {
            return Ok(None);
        };
        let mut facts = watch::facts(&mut reading, &certificate).await?;
        reading.end().await?;
        // How the paper stands is what the verdict says of it.
        facts.validity = paper.validity;
        let asks = Asks::of(&regime);
        let watched = Condition::FIVE.map(|condition| facts.condition(condition, &asks, check.on)).into();
        Ok(Some(Conditions { certificate: certificate.paper.number, watched }))
    }
}
