//! What the register has of certificates that their conditions are told from: of
//! one, and of all of an issuer's that a condition does not hold of, found by a
//! statement and not certificate by certificate.

use std::collections::BTreeMap;

use super::certificates;
use super::columns::Column;
use super::database::fetch_all;
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, entries, issuers, qms, regimes, reports};
use crate::dates::Day;
use crate::domain::certificate::{CardStanding, Certificate, Holder};
use crate::domain::edition;
use crate::domain::entry::Event;
use crate::domain::issuer::IssuerCode;
use crate::domain::regime::Regime;
use crate::domain::watch::{Asks, Condition, Facts, Reported, Span, Watched, qms_span, report_spans};

/// A certificate of which a condition does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its number.
    pub number: String,
    /// Which condition.
    pub condition: Condition,
    /// Since when.
    pub since: Day,
}

/// Which certificates are looked through, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Among<'a> {
    /// An issuer's.
    pub issuer: IssuerCode,
    /// On this day.
    pub on: Day,
    /// Those from this number on.
    pub from: &'a str,
    /// At most so many, in the order of their numbers.
    pub limit: i64,
}

/// The regime in force at an issuer on a day; none at one that does not issue.
pub async fn regime(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    on: Day,
) -> Result<Option<Regime>, StorageError> {
    let (profile, _) = issuers::profile(reading, issuer).await?;
    match profile.regime_family_on(on) {
        Some(family) => regimes::in_force(reading, family, on).await,
        None => Ok(None),
    }
}

/// What the conditions of a certificate are told from. What cannot be read stops
/// whoever asks: a condition is not told from half of it.
pub async fn facts(reading: &mut ReadTransaction, certificate: &Certificate) -> Result<Facts, StorageError> {
    let number = &certificate.paper.number;
    let held_from = certificates::first_day(reading, number).await?.unwrap_or(certificate.paper.issued_on);
    let entries = entries::of_paper(reading, number).await?;
    let reinstated_on = entries.iter().rev().find_map(|entry| match entry.event {
        Event::Reinstated { on, .. } => Some(on),
        _ => None,
    });
    let cards: Vec<CardRow> = fetch_all!(
        reading,
        CardRow,
        "select certificate_number, issued_on, expires_on, standing from cards where certificate_number = $1",
        number,
    )?;
    let made = reports::of_certificate(reading, number).await?.whole()?;
    let first = made.iter().filter(|report| report.nth == 1);
    Ok(Facts {
        is_organisation: matches!(certificate.holder, Holder::Organisation(_)),
        held_from,
        validity: certificate.validity(),
        reinstated_on,
        qms: qms::of_certificate(reading, number).await?.whole()?,
        cards: cards.iter().map(CardRow::span).collect::<Result<_, _>>()?,
        reported: first.map(|report| Reported { year: report.year, on: report.filed_at.day() }).collect(),
    })
}

/// The certificates of which a condition does not hold, in the order of their
/// numbers; none of those that an officer sees.
pub async fn lost(
    reading: &mut ReadTransaction,
    condition: Condition,
    asks: &Asks,
    among: Among<'_>,
) -> Result<Readable<Lost>, StorageError> {
    let found = match condition {
        Condition::Experts => without_experts(reading, asks, among).await?,
        Condition::QmsCertificate => without_qms(reading, among).await?,
        Condition::Report => without_report(reading, asks, among).await?,
        Condition::Establishment | Condition::History | Condition::Registration => BTreeMap::new(),
    };
    let told = found.into_iter().filter_map(|(number, told)| match told {
        Ok(Candidate { held_from, spans }) => {
            let watched = Watched::covered(condition, &spans, asks, (held_from, among.on));
            watched.lost_since().map(|since| Ok(Lost { number, condition, since }))
        }
        Err(error) => Some(Err(error)),
    });
    readable(told)
}

/// A certificate with the days that count for a condition.
struct Candidate {
    held_from: Day,
    spans: Vec<Span>,
}

type Candidates = BTreeMap<String, Result<Candidate, StorageError>>;

/// The certificates that have not ended, of an issuer, on a day, from a number
/// on: $1 to $4, the last the most of them.
macro_rules! candidates {
    ($lost:literal) => {
        concat!(
            "select certificates.number as number,
                 (select min(first.issued_on) from certificates first where first.number = certificates.number)
                     as held_from
             from certificates
             where issuer = $1 and standing_word in ('in_force', 'suspended', 'given_up') and expires_on >= $2
                 and coalesce(given_up_on, '9999-12-31') > $2 and number >= $3 and ",
            $lost,
            " order by number limit $4"
        )
    };
}

async fn without_experts(
    reading: &mut ReadTransaction,
    asks: &Asks,
    among: Among<'_>,
) -> Result<Candidates, StorageError> {
    let rows: Vec<FactRow> = fetch_all!(
        reading,
        FactRow,
        concat!(
            "select lacking.number as number, lacking.held_from as held_from, cards.issued_on as fact_from,
                 cards.expires_on as fact_to, cards.standing as fact
             from (",
            candidates!(
                "enterprise_code is not null and (
                     select count(*) from cards
                     where cards.certificate_number = certificates.number
                         and cards.standing_word = 'in_force' and cards.expires_on >= $2
                 ) < $5 and exists (
                     select 1 from cards where cards.certificate_number = certificates.number
                 )"
            ),
            ") as lacking join cards on cards.certificate_number = lacking.number"
        ),
        among.issuer.to_string(),
        among.on.to_string(),
        among.from,
        among.limit,
        i64::try_from(asks.experts).unwrap_or(i64::MAX),
    )?;
    Ok(gathered(rows, |row| {
        CardRow {
            certificate_number: row.number.clone(),
            issued_on: row.fact_from.clone(),
            expires_on: row.fact_to.clone(),
            standing: row.fact.clone(),
        }
        .span()
    }))
}

async fn without_qms(reading: &mut ReadTransaction, among: Among<'_>) -> Result<Candidates, StorageError> {
    let rows: Vec<FactRow> = fetch_all!(
        reading,
        FactRow,
        concat!(
            "select lacking.number as number, lacking.held_from as held_from, told.valid_from as fact_from,
                 told.valid_to as fact_to, told.edition as fact
             from (",
            candidates!(
                "enterprise_code is not null and (
                     select max(case when told.valid_from <= $2 and told.valid_to >= $2
                         and coalesce(told.edition_year, 9999) > $5 then 1 else 0 end)
                     from qms_certificates told where told.certificate_number = certificates.number
                 ) = 0"
            ),
            ") as lacking join qms_certificates told on told.certificate_number = lacking.number"
        ),
        among.issuer.to_string(),
        among.on.to_string(),
        among.from,
        among.limit,
        i64::from(edition::last_ended(among.on).unwrap_or_default()),
    )?;
    Ok(gathered(rows, |row| {
        let column = |name| Column("qms_certificates", name, &row.number);
        let days = (column("valid_from").parse(&row.fact_from)?, column("valid_to").parse(&row.fact_to)?);
        Ok(qms_span(&row.fact, days))
    }))
}

async fn without_report(
    reading: &mut ReadTransaction,
    asks: &Asks,
    among: Among<'_>,
) -> Result<Candidates, StorageError> {
    let year = asks.report.closed_year(among.on);
    if year < asks.report.first_year {
        return Ok(Candidates::new());
    }
    let rows: Vec<ReportRow> = fetch_all!(
        reading,
        ReportRow,
        concat!(
            "select lacking.number as number, lacking.held_from as held_from, reports.year as year,
                 reports.filed_at as filed_at
             from (",
            candidates!(
                "not exists (
                     select 1 from reports made
                     where made.certificate_number = certificates.number and made.year >= $5
                 ) and (issued_on < $6 or (paper_version > 0 and (
                     select min(first.issued_on) from certificates first where first.number = certificates.number
                 ) < $6))"
            ),
            ") as lacking left join reports
                 on reports.certificate_number = lacking.number and reports.nth = 1"
        ),
        among.issuer.to_string(),
        among.on.to_string(),
        among.from,
        among.limit,
        i64::from(year),
        asks.report.opens_on(year).to_string(),
    )?;
    let mut made: BTreeMap<String, Result<(Day, Vec<Reported>), StorageError>> = BTreeMap::new();
    for row in rows {
        let (number, read) = (row.number.clone(), row.read());
        let known = made.entry(number).or_insert_with(|| Ok((Day::MAX, Vec::new())));
        match (known, read) {
            (Ok((held_from, all)), Ok((from, reported))) => {
                *held_from = from;
                all.extend(reported);
            }
            (known, Err(error)) => *known = Err(error),
            (Err(_), Ok(_)) => {}
        }
    }
    let candidate = |(held_from, reported): (Day, Vec<Reported>)| Candidate {
        spans: report_spans(&reported, asks.report, held_from),
        held_from,
    };
    Ok(made.into_iter().map(|(number, told)| (number, told.map(candidate))).collect())
}

/// The days of each certificate. One of which a row cannot be read is told to be
/// so, and no other.
fn gathered(rows: Vec<FactRow>, span: impl Fn(&FactRow) -> Result<Span, StorageError>) -> Candidates {
    let mut found = Candidates::new();
    for row in rows {
        let column = Column("certificates", "issued_on", &row.number);
        let read = column.parse(&row.held_from).and_then(|held_from| Ok((held_from, span(&row)?)));
        let known = found
            .entry(row.number)
            .or_insert_with(|| Ok(Candidate { held_from: Day::MAX, spans: Vec::new() }));
        match (known, read) {
            (Ok(candidate), Ok((held_from, span))) => {
                candidate.held_from = held_from;
                candidate.spans.push(span);
            }
            (known, Err(error)) => *known = Err(error),
            (Err(_), Ok(_)) => {}
        }
    }
    found
}

struct FactRow {
    number: String,
    held_from: String,
    fact_from: String,
    fact_to: String,
    fact: String,
}

row!(FactRow: number, held_from, fact_from, fact_to, fact);

struct ReportRow {
    number: String,
    held_from: String,
    year: Option<i64>,
    filed_at: Option<String>,
}

row!(ReportRow: number, held_from, year, filed_at);

impl ReportRow {
    fn read(&self) -> Result<(Day, Option<Reported>), StorageError> {
        let held_from = Column("certificates", "issued_on", &self.number).parse(&self.held_from)?;
        let column = |name| Column("reports", name, &self.number);
        let (Some(year), Some(filed_at)) = (self.year, &self.filed_at) else { return Ok((held_from, None)) };
        let filed_at: crate::dates::Instant = column("filed_at").parse(filed_at)?;
        Ok((held_from, Some(Reported { year: column("year").number(year)?, on: filed_at.day() })))
    }
}

struct CardRow {
    certificate_number: String,
    issued_on: String,
    expires_on: String,
    standing: String,
}

row!(CardRow: certificate_number, issued_on, expires_on, standing);

impl CardRow {
    /// The days on which the card counts.
    fn span(&self) -> Result<Span, StorageError> {
        let column = |name| Column("cards", name, &self.certificate_number);
        let from = column("issued_on").parse(&self.issued_on)?;
        let whole = Span::through(from, column("expires_on").parse(&self.expires_on)?);
        Ok(match column("standing").json(&self.standing)? {
            CardStanding::InForce => whole,
            CardStanding::Returned { on } => Span { until: on.min(whole.until), ..whole },
            CardStanding::Replaced(newer) => Span { until: newer.on.min(whole.until), ..whole },
        })
    }
}
