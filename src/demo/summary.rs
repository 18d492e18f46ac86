//! What there is to see in a demonstration, read from the register.

use std::collections::BTreeMap;

use super::cast;
use crate::acts::Registry;
use crate::domain::certificate::Life;
use crate::domain::dossier::StageName;
use crate::storage::{StorageError, cards, certificates, queue};

/// More certificates of one issuer than a demonstration has.
const ALL: i64 = 10_000;

/// A paper to try a check on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its number, as typed.
    pub number: String,
    /// Whose it is.
    pub holder: String,
    /// The text of its QR.
    pub code: String,
    /// Where it is in its life today.
    pub life: Life,
}

/// What there is to see.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// A certificate in each state there is.
    pub certificates: Vec<Sample>,
    /// A card in each state there is.
    pub cards: Vec<Sample>,
    /// How many certificates.
    pub certificate_count: usize,
    /// How many cards.
    pub card_count: usize,
    /// How many dossiers are in each stage, those of applicants included.
    pub stages: Vec<(StageName, usize)>,
}

impl Summary {
    /// How many dossiers.
    pub fn dossier_count(&self) -> usize {
        self.stages.iter().map(|(_, count)| count).sum()
    }
}

/// Looks through the register's papers and dossiers.
pub async fn summary(registry: &Registry) -> Result<Summary, StorageError> {
    let today = registry.clock.today();
    let mut reading = registry.storage.read().await?;
    let mut summary = Summary::default();
    let mut stages = BTreeMap::new();
    for issuer in cast::issuers() {
        for found in certificates::of_issuer(&mut reading, issuer, ALL).await? {
            let life = found.life(today);
            keep(&mut summary.certificates, sample(&found.paper, life));
            summary.certificate_count += 1;
            for card in cards::of_certificate(&mut reading, &found.paper.number).await? {
                keep(&mut summary.cards, sample(&card.paper, card.life(&found, today)));
                summary.card_count += 1;
            }
        }
        for (stage, count) in queue::counts(&mut reading, issuer, today).await? {
            *stages.entry(stage).or_insert(0) += usize::try_from(count).unwrap_or_default();
        }
    }
    reading.end().await?;
    let count = |name| stages.get(&name).copied().unwrap_or_default();
    summary.stages = StageName::ALL.into_iter().map(|name| (name, count(name))).collect();
    Ok(summary)
}

fn sample(paper: &crate::domain::certificate::Paper, life: Life) -> Sample {
    let (number, holder) = (paper.number.clone(), paper.holder_name.clone());
    Sample { number, holder, code: paper.code.clone(), life }
}

/// Keeps the first sample of each state.
fn keep(samples: &mut Vec<Sample>, sample: Sample) {
    if samples.iter().all(|known| known.life != sample.life) {
        samples.push(sample);
    }
}
