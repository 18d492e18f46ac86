//! Looking at the rows of a list: first what they say, then whether the register
//! has it already, and at last whether cards and certificates go together.

use super::compare::{self, Found};
use crate::acts::Registry;
use crate::acts::work::{Actor, Work};
use crate::dates::Day;
use crate::domain::ids::ImportId;
use crate::domain::import::{Column, HolderFacts, ImportStage, Reading, Reason, Remark, RowState, Sheet};
use crate::domain::table::rows::SheetRow;
use crate::jobs::LeasedJob;
use crate::storage::import_rows::{self, ImportRow, Rows};
use crate::storage::imports::{self, Import};
use crate::storage::{StorageError, folded_number};

/// Rows looked at in one transaction.
const WINDOW: i64 = 200;

/// Looks at a list from its first row to its last. Nothing of it has an effect.
/// `held` is the lease under which it is done; none at the command line.
pub async fn check(registry: &Registry, id: ImportId, held: Option<&LeasedJob>) -> Result<(), StorageError> {
    let mut work = begin(registry, held).await?;
    let Some(mut import) = imports::find(&mut work, id).await? else { return Ok(()) };
    if import.stage != ImportStage::Checking {
        return Ok(());
    }
    import_rows::forget(&mut work, id).await?;
    import.done_rows = 0;
    import.version = imports::save(&mut work, &import).await?;
    let today = work.today();
    work.commit().await?;
    let mut pass = Pass { registry, held, import, today };
    pass.certificates().await?;
    pass.cards().await?;
    pass.independents().await?;
    pass.conclude().await
}

async fn begin<'r>(registry: &'r Registry, held: Option<&LeasedJob>) -> Result<Work<'r>, StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    if let Some(held) = held {
        held.renew(&mut work).await?;
    }
    Ok(work)
}

/// One walk over the rows.
struct Pass<'a> {
    registry: &'a Registry,
    held: Option<&'a LeasedJob>,
    import: Import,
    today: Day,
}

impl Pass<'_> {
    /// What every row says, and how its certificate stands.
    async fn certificates(&mut self) -> Result<(), StorageError> {
        let (mut after, mut above) = ((-1, 0), Vec::new());
        loop {
            let rows = self.window(Rows::All, after).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            let next = (last.sheet, last.number);
            let mut work = begin(self.registry, self.held).await?;
            for row in rows {
                if row.sheet != after.0 {
                    above = Vec::new();
                }
                after = (row.sheet, row.number);
                self.import.done_rows += 1;
                above = self.read(&mut work, row, above).await?;
            }
            self.import.version = imports::save(&mut work, &self.import).await?;
            work.commit().await?;
            after = next;
        }
    }

    async fn window(&self, which: Rows, after: (i64, i64)) -> Result<Vec<ImportRow>, StorageError> {
        let mut reading = self.registry.storage.read().await?;
        let seal = &self.registry.seal;
        let rows = import_rows::among(&mut reading, seal, (self.import.id, which), (after, WINDOW)).await?;
        reading.end().await?;
        Ok(rows)
    }

    /// Reads a row after the cells above it, and answers its own.
    async fn read(
        &self,
        work: &mut Work<'_>,
        mut row: ImportRow,
        above: Vec<String>,
    ) -> Result<Vec<String>, StorageError> {
        let Some(sheet) = self.sheet(&row) else { return Ok(above) };
        let number = usize::try_from(row.number).unwrap_or_default();
        let read = SheetRow { number, is_hidden: row.is_hidden, cells: row.cells.clone() };
        let Some(reading) = Reading::of(sheet, &read, &above, self.today) else { return Ok(above) };
        let (certificate, card) = (reading.certificate_state(), reading.card_state());
        let Reading { facts, remarks, cells } = reading;
        row.remarks = remarks;
        if let (Some(facts), Some(state)) = (&facts.certificate, certificate) {
            let key = folded_number(&facts.number);
            let state = match state {
                RowState::Wrong => RowState::Wrong,
                _ => self.certificate(work, &mut row, (&key, facts)).await?,
            };
            row.certificate = Some((key, state));
        }
        if let (Some(facts), Some(state)) = (&facts.card, card) {
            row.card = Some((folded_number(&facts.number), folded_number(&facts.certificate), state));
        }
        row.facts = facts;
        import_rows::save(work, &self.registry.seal, self.import.id, &row).await?;
        // A sum has no cells of its own to go on from.
        Ok(if cells.is_empty() { above } else { cells })
    }

    fn sheet(&self, row: &ImportRow) -> Option<&Sheet> {
        self.import.sheets.get(usize::try_from(row.sheet).ok()?)
    }

    /// How a certificate stands of which nothing is wrong in itself.
    async fn certificate(
        &self,
        work: &mut Work<'_>,
        row: &mut ImportRow,
        (key, facts): (&str, &crate::domain::import::CertificateFacts),
    ) -> Result<RowState, StorageError> {
        let (seal, place) = (&self.registry.seal, (row.sheet, row.number));
        let before = import_rows::certificate_before(work, seal, (self.import.id, key), place).await?;
        if let Some(before) = before {
            let is_same = before
                .facts
                .certificate
                .as_ref()
                .is_some_and(|other| compare::is_one_certificate(other, facts));
            if is_same {
                return Ok(RowState::Same);
            }
            let remark = Remark::of(Column::Certificate, &facts.number, Reason::TwiceInList);
            row.remarks.push(remark.meaning(before.number.to_string()));
            return Ok(RowState::Wrong);
        }
        Ok(match compare::certificate(work, self.import.issuer, facts).await? {
            Found::Nothing => RowState::New,
            Found::Same => {
                row.remarks.push(Remark::of(Column::Certificate, &facts.number, Reason::Same));
                RowState::Same
            }
            Found::Other(remark) => {
                row.remarks.push(remark);
                RowState::Wrong
            }
        })
    }

    /// How every card stands that nothing was wrong with.
    async fn cards(&mut self) -> Result<(), StorageError> {
        let mut after = (-1, 0);
        loop {
            let rows = self.window(Rows::Cards, after).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = (last.sheet, last.number);
            let mut work = begin(self.registry, self.held).await?;
            for row in rows {
                self.card(&mut work, row).await?;
            }
            work.commit().await?;
        }
    }

    async fn card(&self, work: &mut Work<'_>, mut row: ImportRow) -> Result<(), StorageError> {
        let (Some(facts), Some((key, under, _))) = (row.facts.card.clone(), row.card.clone()) else {
            return Ok(());
        };
        let (seal, id) = (&self.registry.seal, self.import.id);
        let wrong = |reason, column, read: &str| Some(Remark::of(column, read, reason));
        let of_list = import_rows::certificate_state(work, (id, &under)).await?;
        let before =
            import_rows::card_before(work, seal, (id, &under, &key), (row.sheet, row.number)).await?;
        let mut state = RowState::New;
        let remark = if let Some(before) = before {
            let is_same = before.facts.card.as_ref().is_some_and(|other| compare::is_one_card(other, &facts));
            let said = if is_same { Reason::Same } else { Reason::TwiceInList };
            state = RowState::Same;
            wrong(said, Column::Card, &facts.number).map(|remark| remark.meaning(before.number.to_string()))
        } else {
            match (of_list, compare::card(work, seal, self.import.issuer, &facts).await?) {
                (_, Found::Same) => {
                    state = RowState::Same;
                    wrong(Reason::Same, Column::Card, &facts.number)
                }
                (_, Found::Other(remark)) => Some(remark),
                (Some(RowState::Wrong), _) => {
                    wrong(Reason::CertificateWrong, Column::Certificate, &facts.certificate)
                }
                (None, Found::Nothing)
                    if !compare::has_recorded(work, self.import.issuer, &facts.certificate).await? =>
                {
                    wrong(Reason::NoCertificate, Column::Certificate, &facts.certificate)
                }
                _ if facts.born_on.is_none() => wrong(Reason::Missing, Column::BornOn, ""),
                _ => None,
            }
        };
        if remark.as_ref().is_some_and(|remark| remark.reason.is_fault()) {
            state = RowState::Wrong;
        }
        row.remarks.extend(remark);
        row.card = Some((key, under, state));
        import_rows::save(work, seal, id, &row).await
    }

    /// A certificate without a code is an independent consultant's: they hold one
    /// card, and it names them.
    async fn independents(&mut self) -> Result<(), StorageError> {
        let mut after = (-1, 0);
        loop {
            let rows = self.window(Rows::NewCertificates, after).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = (last.sheet, last.number);
            let mut work = begin(self.registry, self.held).await?;
            for mut row in rows {
                let Some((key, _)) = row.certificate.clone() else { continue };
                let Some(facts) = &row.facts.certificate else { continue };
                let HolderFacts::Independent { born_on, .. } = facts.holder else { continue };
                let (seal, id) = (&self.registry.seal, self.import.id);
                let cards = import_rows::cards_of(&mut work, seal, (id, &key)).await?;
                let is_theirs = |row: &ImportRow| {
                    row.facts.card.as_ref().is_some_and(|card| compare::is_one_name(&card.name, &facts.name))
                };
                let remark = match cards.as_slice() {
                    [] if born_on.is_some() => continue,
                    [card] if is_theirs(card) => continue,
                    [] => Remark::of(Column::BornOn, "", Reason::Missing),
                    _ => Remark::of(Column::EnterpriseCode, "", Reason::Missing),
                };
                row.remarks.push(remark);
                row.certificate = Some((key.clone(), RowState::Wrong));
                if row.card.is_some() {
                    import_rows::save(&mut work, seal, id, &row).await?;
                }
                for mut card in cards {
                    let is_own = (card.sheet, card.number) == (row.sheet, row.number);
                    let Some((number, under, _)) = card.card.take() else { continue };
                    if is_own {
                        row.card = Some((number, under, RowState::Wrong));
                        continue;
                    }
                    let read = card.facts.card.as_ref().map_or("", |card| card.certificate.as_str());
                    card.remarks.push(Remark::of(Column::Certificate, read, Reason::CertificateWrong));
                    card.card = Some((number, under, RowState::Wrong));
                    import_rows::save(&mut work, seal, id, &card).await?;
                }
                import_rows::save(&mut work, seal, id, &row).await?;
            }
            work.commit().await?;
        }
    }

    async fn conclude(mut self) -> Result<(), StorageError> {
        let mut work = begin(self.registry, self.held).await?;
        self.import.counts = import_rows::count(&mut work, self.import.id).await?;
        self.import.stage = ImportStage::Checked;
        imports::save(&mut work, &self.import).await?;
        work.commit().await
    }
}
