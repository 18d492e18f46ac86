//! What there is to see in a demonstration, read from the register.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cast;
use crate::acts::Registry;
use crate::dates::Day;
use crate::domain::application::Procedure;
use crate::domain::calendar::Calendar;
use crate::domain::certificate::{Life, Paper};
use crate::domain::dossier::{Selection, StageName};
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::{List, Narrowing, Order};
use crate::domain::question::Question;
use crate::storage::dossiers::DossierSummary;
use crate::storage::queue::{self, PageStart, QueueFilter};
use crate::storage::{StorageError, cards, certificates};

/// More certificates of one issuer than a demonstration has.
const ALL: i64 = 10_000;

/// More dossiers of one issuer than a demonstration has.
const MOST: usize = 10_000;

/// A paper to try a check on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Who issued it.
    pub issuer: IssuerCode,
    /// Its number, as typed.
    pub number: String,
    /// The number of the certificate it belongs to, or is.
    pub certificate: String,
    /// Whose it is.
    pub holder: String,
    /// Where it is in its life today.
    pub life: Life,
    /// The text of its QR.
    pub code: String,
}

/// A dossier to work on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DossierSample {
    /// Where it is filed.
    pub issuer: IssuerCode,
    /// Where it is in the procedure today.
    pub stage: StageName,
    /// What is applied for.
    pub procedure: Procedure,
    /// Who applies.
    pub title: String,
    /// Its number, once it was received.
    pub number: Option<String>,
}

/// What there is to see.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Every certificate.
    pub certificates: Vec<Sample>,
    /// Every card.
    pub cards: Vec<Sample>,
    /// Every dossier but the drafts, which are their applicants' alone.
    pub dossiers: Vec<DossierSample>,
    /// How many dossiers are in each stage, drafts included.
    pub stages: BTreeMap<StageName, usize>,
}

impl Summary {
    /// How many dossiers.
    pub fn dossier_count(&self) -> usize {
        self.stages.values().sum()
    }
}

/// The first of the papers in each state there is.
pub fn one_of_each(papers: &[Sample]) -> impl Iterator<Item = &Sample> {
    let is_first =
        |(at, paper): &(usize, &Sample)| papers[..*at].iter().all(|before| before.life != paper.life);
    papers.iter().enumerate().filter(is_first).map(|(_, paper)| paper)
}

/// Looks through the register's papers and dossiers.
pub async fn summary(registry: &Registry) -> Result<Summary, StorageError> {
    let today = registry.clock.today();
    let mut reading = registry.storage.read().await?;
    let mut summary = Summary::default();
    summary.stages.extend(StageName::ALL.map(|stage| (stage, 0)));
    for issuer in cast::issuers() {
        for found in certificates::of_issuer(&mut reading, issuer, ALL).await? {
            let number = &found.paper.number;
            summary.certificates.push(sample(&found.paper, number, found.life(today)));
            for card in cards::of_certificate(&mut reading, number).await? {
                summary.cards.push(sample(&card.paper, number, card.life(&found, today)));
            }
        }
        let (selection, question) = (Selection::of_stages(|_| true), Question::of(""));
        for list in [List::Open, List::Done] {
            let filter = QueueFilter {
                issuer,
                today,
                list,
                order: Order::Due,
                selection: &selection,
                narrowing: &Narrowing::default(),
                calendar: &Calendar::default(),
                officer: None,
                question: &question,
            };
            let listed = queue::page(&mut reading, &filter, PageStart::First, MOST).await?;
            summary.dossiers.extend(listed.rows.into_iter().map(|dossier| dossier_sample(dossier, today)));
        }
        for (stage, count) in queue::counts(&mut reading, issuer, today).await? {
            *summary.stages.entry(stage).or_insert(0) += usize::try_from(count).unwrap_or_default();
        }
    }
    reading.end().await?;
    Ok(summary)
}

fn sample(paper: &Paper, certificate: &str, life: Life) -> Sample {
    Sample {
        issuer: paper.issuer,
        number: paper.number.clone(),
        certificate: certificate.to_owned(),
        holder: paper.holder_name.clone(),
        life,
        code: paper.code.clone(),
    }
}

fn dossier_sample(dossier: DossierSummary, today: Day) -> DossierSample {
    DossierSample {
        issuer: dossier.issuer,
        stage: dossier.stage_name(today),
        procedure: dossier.procedure,
        number: dossier.stage.receipt().map(|receipt| receipt.number.clone()),
        title: dossier.title,
    }
}
