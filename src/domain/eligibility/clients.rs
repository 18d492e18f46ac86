//! Counting clients: a client counts once, and only when a registered body
//! certified its system in the course of or after the consulting; for a renewal
//! when the consulting was completed within a term.
//!
//! TT26 8.3, 9.4 and 17; how rows are told apart is configurable in the regime.

use std::collections::HashMap;

use crate::dates::Day;
use crate::domain::application::{Client, ClientCertificate, Engagement, Period, Role, given};
use crate::domain::fold::fold;

/// A row that names a client, of the organisation or of an expert.
#[derive(Clone, Copy, Debug)]
pub struct ClientRow<'a> {
    name: Option<&'a str>,
    tax_code: Option<&'a str>,
    period: Option<&'a Period>,
    certificate: Option<&'a ClientCertificate>,
}

/// How many clients count, and why the other rows do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientCount {
    /// Positions of the rows that count, in file order.
    pub counted: Vec<usize>,
    /// Rows that repeat a counted one: (row, the row it repeats).
    pub repeated: Vec<(usize, usize)>,
    /// Rows without what makes a client count.
    pub unproven: Vec<usize>,
}

impl<'a> ClientRow<'a> {
    /// The row of an organisation's client.
    pub fn of_client(client: &'a Client) -> Self {
        Self {
            name: given(client.name.as_ref()),
            tax_code: given(client.tax_code.as_ref()),
            period: client.period.as_ref(),
            certificate: client.certificate.as_ref(),
        }
    }

    /// The row of an expert's engagement, if the expert led it.
    pub fn of_lead(engagement: &'a Engagement) -> Option<Self> {
        (engagement.role == Some(Role::Lead)).then(|| Self::of_engagement(engagement))
    }

    /// The row of an expert's engagement, in whatever role.
    pub fn of_engagement(engagement: &'a Engagement) -> Self {
        Self {
            name: given(engagement.client.as_ref()),
            tax_code: given(engagement.tax_code.as_ref()),
            period: engagement.period.as_ref(),
            certificate: engagement.certificate.as_ref(),
        }
    }

    /// Whether the work was completed from one day to another, both counted.
    pub(super) fn is_completed_within(&self, from: Day, to: Day) -> bool {
        self.period.and_then(|period| period.to).is_some_and(|day| (from..=to).contains(&day))
    }

    /// Whether it is certified: number, body's registration, and
    /// `period.from` ≤ `certified_on` ≤ the day judged.
    fn is_certified(&self, on: Day) -> bool {
        let (Some(period), Some(certificate)) = (self.period, self.certificate) else { return false };
        let papers = given(certificate.number.as_ref()).and(given(certificate.body_registration.as_ref()));
        let (Some(from), Some(certified_on)) = (period.from, certificate.certified_on) else { return false };
        papers.is_some() && from <= certified_on && certified_on <= on
    }
}

/// Counts the certified clients of these rows; a position is the row's in its
/// list.
pub fn count<'a>(rows: impl IntoIterator<Item = (usize, ClientRow<'a>)>, on: Day, once: bool) -> ClientCount {
    count_if(rows, once, |row| row.is_certified(on))
}

/// Counts the clients of those rows that count at all.
///
/// A row repeats an earlier counted one by the same tax code or, where either
/// lacks one, by the same folded name.
pub(super) fn count_if<'a>(
    rows: impl IntoIterator<Item = (usize, ClientRow<'a>)>,
    once: bool,
    counts: impl Fn(&ClientRow<'a>) -> bool,
) -> ClientCount {
    let mut result = ClientCount::default();
    let mut known = Known::default();
    for (position, row) in rows {
        let name = row.name.map(fold).filter(|name| !name.is_empty());
        // Who has neither a name nor a tax code cannot be told from others.
        if !counts(&row) || (name.is_none() && row.tax_code.is_none()) {
            result.unproven.push(position);
            continue;
        }
        if let Some(earlier) = known.find(row.tax_code, name.as_deref()).filter(|_| once) {
            result.repeated.push((position, earlier));
        } else {
            known.add(row.tax_code, name, position);
            result.counted.push(position);
        }
    }
    result
}

/// The clients counted so far, by what tells them apart.
#[derive(Default)]
struct Known {
    tax_codes: HashMap<String, usize>,
    names: HashMap<String, usize>,
    names_without_tax_code: HashMap<String, usize>,
}

impl Known {
    fn find(&self, tax_code: Option<&str>, name: Option<&str>) -> Option<usize> {
        let by_name = |names: &HashMap<String, usize>| name.and_then(|name| names.get(name)).copied();
        match tax_code {
            Some(code) => self.tax_codes.get(code).copied().or_else(|| by_name(&self.names_without_tax_code)),
            None => by_name(&self.names),
        }
    }

    fn add(&mut self, tax_code: Option<&str>, name: Option<String>, position: usize) {
        if let Some(code) = tax_code {
            self.tax_codes.entry(code.to_owned()).or_insert(position);
        }
        if let Some(name) = name {
            if tax_code.is_none() {
                self.names_without_tax_code.entry(name.clone()).or_insert(position);
            }
            self.names.entry(name).or_insert(position);
        }
    }
}
