//! The tables of an overview: each number with the list that it leads to.

use std::collections::BTreeMap;

use crate::acts::overview::{OfficeCount, last_months};
use crate::dates::Day;
use crate::domain::application::Procedure;
use crate::domain::conclusion::OnTime;
use crate::domain::dossier::StageName;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::{Due, Kept, List};
use crate::domain::month::{Month, Months};
use crate::language::Language;
use crate::storage::conclusions::{CountKey, MonthCount};
use crate::storage::overview::WorkCount;
use crate::web::desk::Desk;
use crate::web::desk::people::Names;
use crate::web::desk::queue::Listing;

/// A number and its list.
pub(super) type Linked = (i64, String);

/// How many are in a stage.
pub(super) struct StageLine {
    pub(super) label: &'static str,
    pub(super) count: Linked,
}

/// How many somebody has.
pub(super) struct WorkLine {
    pub(super) name: String,
    pub(super) open: Linked,
    pub(super) late: Linked,
}

/// What was received and decided in a month.
pub(super) struct MonthLine {
    pub(super) label: String,
    /// As a chart has it.
    pub(super) short: String,
    pub(super) received: Linked,
    pub(super) decided: Linked,
    pub(super) late: Linked,
    pub(super) share: Option<i64>,
}

/// Of so many decided so many in time.
pub(super) struct ShareLine {
    pub(super) label: String,
    pub(super) decided: Linked,
    pub(super) in_time: Linked,
    pub(super) late: Linked,
    pub(super) share: Option<i64>,
}

/// Every office in a month.
pub(super) struct OfficeTable {
    pub(super) month: String,
    pub(super) previous: String,
    pub(super) next: Option<String>,
    pub(super) lines: Vec<OfficeLine>,
}

/// An office in a month.
pub(super) struct OfficeLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) open: Linked,
    pub(super) late: Linked,
    pub(super) received: Linked,
    pub(super) decided: Linked,
    pub(super) in_time: Linked,
    pub(super) share: Option<i64>,
}

impl StageLine {
    pub(super) fn of_all(
        language: Language,
        issuer: Option<IssuerCode>,
        stages: &BTreeMap<StageName, i64>,
    ) -> Vec<Self> {
        let line = |(stage, count): (&StageName, &i64)| Self {
            label: language.stage(*stage),
            count: (*count, Listing::of(List::Stage(*stage)).at(issuer).href()),
        };
        stages.iter().map(line).collect()
    }
}

impl WorkLine {
    pub(super) fn of_all(issuer: Option<IssuerCode>, work: &[WorkCount], names: &Names) -> Vec<Self> {
        let mut people: BTreeMap<AccountId, (i64, i64)> = BTreeMap::new();
        for count in work {
            let Some(id) = count.appraiser else { continue };
            let (open, late) = people.entry(id).or_default();
            *open += count.count;
            *late += count.late();
        }
        let mut lines: Vec<Self> = people
            .into_iter()
            .map(|(id, (open, late))| {
                let list = of_officer(Listing::of(List::Open).at(issuer), id);
                Self {
                    name: names.name(id).to_owned(),
                    open: (open, list.href()),
                    late: (late, list.due(Due::Late).href()),
                }
            })
            .collect();
        lines.sort_by(|one, other| other.open.0.cmp(&one.open.0).then_with(|| one.name.cmp(&other.name)));
        lines
    }
}

impl MonthLine {
    /// The months, each with what was counted of it.
    pub(super) fn of_all(
        language: Language,
        issuer: Option<IssuerCode>,
        (months, counts): (&[Month], &[(CountKey, MonthCount)]),
    ) -> Vec<Self> {
        let line = |month: &Month| {
            let mut whole = MonthCount::default();
            for (_, count) in counts.iter().filter(|(key, _)| key.month == *month) {
                whole.received += count.received;
                whole.on_time += count.on_time;
            }
            let decided = Listing::of(List::Done).at(issuer).decided(*month);
            Self {
                label: language.month(*month),
                short: language.month(*month).replace("/20", "/"),
                received: (whole.received, Listing::of(List::Received).at(issuer).received(*month).href()),
                decided: (whole.on_time.decided, decided.href()),
                late: (whole.on_time.late(), decided.kept(Kept::Late).href()),
                share: whole.on_time.percent(),
            }
        };
        months.iter().map(line).collect()
    }
}

impl ShareLine {
    fn of(label: String, list: Listing, on_time: OnTime) -> Self {
        Self {
            label,
            decided: (on_time.decided, list.href()),
            in_time: (on_time.in_time, list.kept(Kept::InTime).href()),
            late: (on_time.late(), list.kept(Kept::Late).href()),
            share: on_time.percent(),
        }
    }

    /// By procedure, in the last months.
    pub(super) fn by_procedure(
        language: Language,
        issuer: Option<IssuerCode>,
        counts: &[(CountKey, MonthCount)],
        today: Day,
    ) -> Vec<Self> {
        let mut shares: BTreeMap<Procedure, OnTime> = BTreeMap::new();
        for (key, count) in counts.iter().filter(|(_, count)| count.on_time.decided > 0) {
            *shares.entry(key.procedure).or_default() += count.on_time;
        }
        let line = |(procedure, on_time): (Procedure, OnTime)| {
            let mut list = decided(issuer, last_months(today));
            list.narrowing.procedure = Some(procedure);
            Self::of(language.procedure(procedure).to_owned(), list, on_time)
        };
        shares.into_iter().map(line).collect()
    }

    /// By who proposed the decision, in the last months.
    pub(super) fn by_officer(
        issuer: Option<IssuerCode>,
        counts: &[(CountKey, MonthCount)],
        names: &Names,
        today: Day,
    ) -> Vec<Self> {
        let mut shares: BTreeMap<AccountId, OnTime> = BTreeMap::new();
        for (key, count) in counts {
            if let Some(officer) = key.officer {
                *shares.entry(officer).or_default() += count.on_time;
            }
        }
        let line = |(officer, on_time): (AccountId, OnTime)| {
            let list = of_officer(decided(issuer, last_months(today)), officer);
            Self::of(names.name(officer).to_owned(), list, on_time)
        };
        let mut lines: Vec<Self> = shares.into_iter().map(line).collect();
        lines.sort_by(|one, other| one.label.cmp(&other.label));
        lines
    }
}

impl OfficeTable {
    pub(super) fn of(desk: &Desk<'_>, month: Month, this: Month, all: &[OfficeCount]) -> Self {
        let language = desk.frame.language;
        let href = |month: Month| format!("/desk/overview?month={month}#offices");
        let line = |office: &OfficeCount| {
            let other = (!desk.frame.works_for(&office.issuer)).then_some(office.issuer);
            let made = decided(other, month.into());
            let open = Listing::of(List::Open).at(other);
            let on_time = office.month.on_time;
            OfficeLine {
                name: language.office_called(&office.issuer),
                href: other.map_or_else(
                    || "/desk/overview".to_owned(),
                    |issuer| format!("/desk/overview?issuer={issuer}"),
                ),
                open: (office.open, open.href()),
                late: (office.late, open.due(Due::Late).href()),
                received: (
                    office.month.received,
                    Listing::of(List::Received).at(other).received(month).href(),
                ),
                decided: (on_time.decided, made.href()),
                in_time: (on_time.in_time, made.kept(Kept::InTime).href()),
                share: on_time.percent(),
            }
        };
        Self {
            month: language.month(month),
            previous: href(month.previous()),
            next: (month < this).then(|| href(month.next())),
            lines: all.iter().map(line).collect(),
        }
    }
}

fn decided(issuer: Option<IssuerCode>, months: Months) -> Listing {
    Listing::of(List::Done).at(issuer).decided(months)
}

fn of_officer(mut list: Listing, officer: AccountId) -> Listing {
    list.narrowing.appraiser = Some(officer);
    list
}
