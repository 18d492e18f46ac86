//! The rows of the lists that are exported.

use super::sheet::{Sheet, Value};
use crate::acts::look::Look;
use crate::acts::{ActError, Registry};
use crate::domain::calendar::Calendar;
use crate::domain::certificate::{Certificate, Holder};
use crate::domain::dossier::Selection;
use crate::domain::export::ExportedList;
use crate::domain::import::Column;
use crate::domain::listing::{List, Narrowing, Order};
use crate::domain::question::Question;
use crate::domain::recorded::Record;
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::storage::directory::{self, Part};
use crate::storage::queue::{self, PageStart, QueueFilter, RowPlace};
use crate::storage::{cards, certificates, holders, recorded};

/// Rows read at a time.
const WINDOW: i64 = 200;

/// The headings of a list: for certificates and cards those by which it is
/// brought in again.
pub(super) fn headings(list: ExportedList, language: Language) -> Vec<String> {
    let texts = language.imports();
    let column = |column| language.import_column(column).to_owned();
    let standing = texts.standing.to_owned();
    match list {
        ExportedList::Certificates => vec![
            column(Column::Certificate),
            column(Column::Holder),
            column(Column::EnterpriseCode),
            column(Column::Address),
            column(Column::Phone),
            column(Column::Email),
            column(Column::IssuedOn),
            column(Column::ExpiresOn),
            column(Column::Decision),
            standing,
        ],
        ExportedList::Cards => vec![
            column(Column::Card),
            column(Column::Expert),
            column(Column::Certificate),
            column(Column::Holder),
            column(Column::CardIssuedOn),
            column(Column::CardExpiresOn),
            standing,
        ],
        ExportedList::Dossiers => vec![
            texts.dossier.to_owned(),
            column(Column::Holder),
            texts.procedure.to_owned(),
            texts.stage.to_owned(),
            texts.due.to_owned(),
        ],
        ExportedList::Organisations => vec![
            column(Column::Holder),
            column(Column::EnterpriseCode),
            column(Column::Address),
            column(Column::Phone),
            column(Column::Email),
        ],
    }
}

/// What the sheet of a list is called.
pub(super) fn title(list: ExportedList, language: Language) -> &'static str {
    let texts = language.imports();
    match list {
        ExportedList::Certificates => texts.certificates,
        ExportedList::Cards => texts.cards,
        ExportedList::Dossiers => texts.dossiers,
        ExportedList::Organisations => language.choose("Tổ chức", "Organisations"),
    }
}

/// A list that is being written.
pub(super) struct Export<'a> {
    pub(super) registry: &'a Registry,
    pub(super) officer: &'a Officer,
    pub(super) language: Language,
    pub(super) sheet: &'a mut Sheet,
}

impl Export<'_> {
    /// The issuer's certificates, the last paper of each number.
    pub(super) async fn certificates(&mut self) -> Result<(), ActError> {
        let mut after = String::new();
        loop {
            let mut look = Look::at(self.registry).await?;
            let numbers = recorded::numbers(&mut look, self.officer.issuer, &after, WINDOW).await?;
            let Some(last) = numbers.last() else { return Ok(()) };
            after.clone_from(last);
            for number in &numbers {
                let Some(certificate) = certificates::find(&mut look, number).await? else { continue };
                self.certificate(&mut look, &certificate).await?;
            }
        }
    }

    async fn certificate(&mut self, look: &mut Look, certificate: &Certificate) -> Result<(), ActError> {
        let (paper, today) = (&certificate.paper, look.today());
        let organisation = match &certificate.holder {
            Holder::Organisation(code) => holders::organisation(look, code).await?,
            Holder::Independent(_) => None,
        };
        let code = match &certificate.holder {
            Holder::Organisation(code) => Value::Code(code.clone()),
            Holder::Independent(_) => Value::Empty,
        };
        let decision = if paper.is_recorded() {
            let record = recorded::document(look, paper).await?;
            record.as_deref().and_then(Record::read).and_then(|record| record.decision)
        } else {
            None
        };
        let text = |text: Option<&String>| text.map_or(Value::Empty, |text| Value::Text(text.clone()));
        self.sheet.row(&[
            Value::Text(paper.number.clone()),
            Value::Text(paper.holder_name.clone()),
            code,
            text(organisation.as_ref().map(|own| &own.address)),
            organisation.as_ref().map_or(Value::Empty, |own| Value::Code(own.phone.clone())),
            text(organisation.as_ref().map(|own| &own.email)),
            Value::Day(paper.issued_on),
            Value::Day(paper.expires_on),
            text(decision.as_ref()),
            Value::Text(self.language.standing(&certificate.verdict(today), today)),
        ])
    }

    /// The cards under the issuer's certificates, of each number the last one.
    pub(super) async fn cards(&mut self) -> Result<(), ActError> {
        let mut after = String::new();
        loop {
            let mut look = Look::at(self.registry).await?;
            let today = look.today();
            let numbers = recorded::numbers(&mut look, self.officer.issuer, &after, WINDOW).await?;
            let Some(last) = numbers.last() else { return Ok(()) };
            after.clone_from(last);
            for number in &numbers {
                let Some(certificate) = certificates::find(&mut look, number).await? else { continue };
                for card in cards::of_certificate(&mut look, &certificate.paper.number).await?.whole()? {
                    let organisation = match certificate.holder {
                        Holder::Organisation(_) => Value::Text(certificate.paper.holder_name.clone()),
                        Holder::Independent(_) => Value::Empty,
                    };
                    let verdict = card.verdict(&certificate, today);
                    self.sheet.row(&[
                        Value::Text(card.paper.number.clone()),
                        Value::Text(card.paper.holder_name.clone()),
                        Value::Text(certificate.paper.number.clone()),
                        organisation,
                        Value::Day(card.paper.issued_on),
                        Value::Day(card.paper.expires_on),
                        Value::Text(self.language.standing(&verdict, today)),
                    ])?;
                }
            }
        }
    }

    /// The issuer's dossiers that are not decided, as their list has them.
    pub(super) async fn dossiers(&mut self) -> Result<(), ActError> {
        let (selection, question) = (Selection::of_stages(|stage| !stage.is_final()), Question::of(""));
        let mut place: Option<RowPlace> = None;
        loop {
            let mut look = Look::at(self.registry).await?;
            let today = look.today();
            let filter = QueueFilter {
                issuer: self.officer.issuer,
                today,
                list: List::Open,
                order: Order::Due,
                selection: &selection,
                narrowing: &Narrowing::default(),
                calendar: &Calendar::default(),
                officer: Some(self.officer.account),
                question: &question,
            };
            let start = place.as_ref().map_or(PageStart::First, PageStart::After);
            let rows = usize::try_from(WINDOW).unwrap_or(usize::MAX);
            let found = queue::page(&mut look, &filter, start, rows).await?;
            for row in &found.rows.rows {
                let number = row.stage.receipt().map(|receipt| receipt.number.clone()).unwrap_or_default();
                self.sheet.row(&[
                    Value::Text(number),
                    Value::Text(row.title.clone()),
                    Value::Text(self.language.procedure(row.procedure).to_owned()),
                    Value::Text(self.language.stage(row.stage_name(today)).to_owned()),
                    Value::from(row.stage.due_on()),
                ])?;
            }
            match found.next {
                Some(next) => place = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// The organisations of the public register, in its order.
    pub(super) async fn organisations(&mut self) -> Result<(), ActError> {
        let question = Question::of("");
        let mut skip = 0;
        loop {
            let mut look = Look::at(self.registry).await?;
            let part = Part { skip, limit: WINDOW };
            let found = directory::organisations(&mut look, &question, part).await?;
            if found.is_empty() {
                return Ok(());
            }
            skip += WINDOW;
            for own in found {
                self.sheet.row(&[
                    Value::Text(own.name),
                    Value::Code(own.enterprise_code),
                    Value::Text(own.address),
                    Value::Code(own.phone),
                    Value::Text(own.email),
                ])?;
            }
        }
    }
}
