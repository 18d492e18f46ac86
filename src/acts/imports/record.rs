//! Recording the papers of a list that a leader confirmed: each certificate with
//! its cards is one entry of the register and one record of the audit trail.
//! What was recorded is marked in the same transaction, so that work begun anew
//! goes on after it.

use std::collections::BTreeSet;

use super::making::{List, Under, issued};
use super::note;
use crate::acts::Registry;
use crate::acts::scope::is_own;
use crate::acts::work::{Actor, Work};
use crate::domain::certificate::{Certificate, Holder, Paper, Standing};
use crate::domain::deed::Deed;
use crate::domain::ids::ImportId;
use crate::domain::import::{Column, ImportStage, Reason, Remark, RowState};
use crate::domain::recorded::{Record, RecordedKind};
use crate::jobs::{Conclusion, Failed, LeasedJob};
use crate::storage::heads::Series;
use crate::storage::import_rows::{self, ImportRow, Rows};
use crate::storage::imports::{self, Import};
use crate::storage::{StorageError, certificates};

/// Certificates recorded in one transaction.
const WINDOW: i64 = 25;

/// Before the first row of the first sheet.
const START: (i64, i64) = (-1, 0);

/// Records what is left of a list.
pub(super) async fn record(
    registry: &Registry,
    id: ImportId,
    held: &LeasedJob,
) -> Result<Conclusion, Failed> {
    let mut reading = registry.storage.read().await?;
    let import = imports::find(&mut reading, id).await?;
    reading.end().await?;
    let Some(import) = import.filter(|import| import.stage == ImportStage::Recording) else {
        return Ok(held.conclude().await?);
    };
    let mut list = List { registry, held, import, after: START };
    while list.certificates().await? {}
    list.after = START;
    while list.cards_alone().await? {}
    list.conclude().await
}

impl<'a> List<'a> {
    async fn opened(&self) -> Result<Work<'a>, StorageError> {
        let mut work = Work::begin(self.registry, Actor::Program).await?;
        self.held.renew(&mut work).await?;
        work.at_issuer(self.import.issuer);
        // Nobody is issued a number, or found free, meanwhile.
        work.alone(Series::Approvals).await?;
        Ok(work)
    }

    /// Records the next certificates; answers whether there may be more.
    async fn certificates(&mut self) -> Result<bool, StorageError> {
        let mut work = self.opened().await?;
        let (seal, id) = (&self.registry.seal, self.import.id);
        let which = (id, Rows::NewCertificates);
        let rows = import_rows::among(&mut work, seal, which, (self.after, WINDOW)).await?;
        let Some(last) = rows.last().map(|row| (row.sheet, row.number)) else { return Ok(false) };
        let mut done = 0;
        for row in rows {
            self.certificate(&mut work, row).await?;
            done += 1;
        }
        self.advance(work, done).await?;
        self.after = last;
        Ok(true)
    }

    async fn advance(&mut self, mut work: Work<'_>, done: i64) -> Result<(), StorageError> {
        let mut import = Import { done_rows: self.import.done_rows + done, ..self.import.clone() };
        import.version = imports::save(&mut work, &import).await?;
        work.commit().await?;
        self.import = import;
        Ok(())
    }

    async fn certificate(&self, work: &mut Work<'_>, mut row: ImportRow) -> Result<(), StorageError> {
        let seal = &self.registry.seal;
        let (Some(facts), Some((key, _))) = (row.facts.certificate.clone(), row.certificate.clone()) else {
            return Ok(());
        };
        let mut under = import_rows::cards_of(work, seal, (self.import.id, &key)).await?;
        if certificates::find(work, &facts.number).await?.is_some() {
            // It came into the register since the list was looked at.
            let remark = || Remark::of(Column::Certificate, &facts.number, Reason::OtherInRegister);
            row.remarks.push(remark());
            row.certificate = Some((key, RowState::Wrong));
            for card in &mut under {
                card.remarks.push(remark());
            }
            return self.store(work, Some(row), under, RowState::Wrong).await;
        }
        let (Some(issued_on), Some(expires_on)) = (facts.issued_on, facts.expires_on) else { return Ok(()) };
        let holder = self.holder(work, (&facts, &under)).await?;
        let place = (row.sheet, row.number);
        let paper = Paper { issued_on, expires_on, ..self.paper(work, (&facts.number, &facts.name)).await? };
        let number = Under { number: facts.number.clone(), issued_on, expires_on };
        let record = Record {
            kind: RecordedKind::Certificate,
            under: None,
            enterprise_code: match &holder {
                Holder::Organisation(code) => Some(code.clone()),
                Holder::Independent(_) => None,
            },
            decision: facts.decision.clone(),
            ..self.said(&paper, place)
        };
        let of_person = match &holder {
            Holder::Independent(person) => Some(*person),
            Holder::Organisation(_) => None,
        };
        let standing = Standing::InForce;
        let certificate = Certificate { holder, dossier: None, entrusted_to: None, standing, paper };
        let document = record.text();
        let made = self.cards(work, (&under, &number), of_person).await?;
        let issued = issued(&certificate, &document);
        let event = self.event((Some(issued), None), facts.decision, &made, place);
        let seq = work.enter(self.import.issuer, event).await?;
        let paper = Paper { entry_seq: seq, ..certificate.paper.clone() };
        certificates::insert(work, &Certificate { paper, ..certificate }, &document).await?;
        self.keep(work, seq, made).await?;
        row.certificate = Some((key, RowState::Recorded));
        let deed = Deed::RecordPapers { import: self.import.id, cards: under.len() };
        self.store(work, Some(row), under, RowState::Recorded).await?;
        work.note(&number.number, deed).await
    }

    /// Records cards whose certificate is in the register already; answers
    /// whether there may be more.
    async fn cards_alone(&mut self) -> Result<bool, StorageError> {
        let mut work = self.opened().await?;
        let (seal, id) = (&self.registry.seal, self.import.id);
        let which = (id, Rows::NewCards);
        let rows = import_rows::among(&mut work, seal, which, (self.after, WINDOW)).await?;
        let Some(last) = rows.last().map(|row| (row.sheet, row.number)) else { return Ok(false) };
        let keys: BTreeSet<String> =
            rows.iter().filter_map(|row| row.card.as_ref().map(|(_, under, _)| under.clone())).collect();
        let mut done = 0;
        for key in keys {
            let rows = import_rows::cards_of(&mut work, seal, (id, &key)).await?;
            done += i64::try_from(rows.len()).unwrap_or_default();
            self.under(&mut work, &key, rows).await?;
        }
        self.advance(work, done).await?;
        self.after = last;
        Ok(true)
    }

    async fn under(&self, work: &mut Work<'_>, key: &str, rows: Vec<ImportRow>) -> Result<(), StorageError> {
        let known = certificates::find(work, key).await?;
        let known = known.filter(|known| known.paper.is_recorded() && is_own(known, self.import.issuer));
        let Some(known) = known else {
            return self.store(work, None, rows, RowState::Wrong).await;
        };
        let paper = &known.paper;
        let number =
            Under { number: paper.number.clone(), issued_on: paper.issued_on, expires_on: paper.expires_on };
        let of_person = match known.holder {
            Holder::Independent(person) => Some(person),
            Holder::Organisation(_) => None,
        };
        let Some(place) = rows.first().map(|row| (row.sheet, row.number)) else { return Ok(()) };
        let made = self.cards(work, (&rows, &number), of_person).await?;
        let event = self.event((None, Some(number.number.clone())), None, &made, place);
        let seq = work.enter(self.import.issuer, event).await?;
        self.keep(work, seq, made).await?;
        let deed = Deed::RecordPapers { import: self.import.id, cards: rows.len() };
        self.store(work, None, rows, RowState::Recorded).await?;
        work.note(&number.number, deed).await
    }

    /// Marks what became of the rows of one certificate.
    async fn store(
        &self,
        work: &mut Work<'_>,
        certificate: Option<ImportRow>,
        cards: Vec<ImportRow>,
        state: RowState,
    ) -> Result<(), StorageError> {
        let (seal, id) = (&self.registry.seal, self.import.id);
        let mut certificate = certificate;
        for mut row in cards {
            let Some((key, under, _)) = row.card.take() else { continue };
            row.card = Some((key, under, state));
            // In a list of both it stands in the row of its certificate.
            match &mut certificate {
                Some(own) if (own.sheet, own.number) == (row.sheet, row.number) => own.card = row.card,
                _ => import_rows::save(work, seal, id, &row).await?,
            }
        }
        match certificate {
            Some(row) => import_rows::save(work, seal, id, &row).await,
            None => Ok(()),
        }
    }

    async fn conclude(self) -> Result<Conclusion, Failed> {
        let ended_at = Some(self.opened().await?.at());
        let mut conclusion = self.held.conclude().await?;
        let counts = import_rows::count(&mut conclusion, self.import.id).await?;
        let import = Import { stage: ImportStage::Recorded, counts, ended_at, ..self.import };
        tracing::info!(files = ?note(&import).files, "a list of papers was recorded");
        imports::save(&mut conclusion, &import).await?;
        Ok(conclusion)
    }
}
