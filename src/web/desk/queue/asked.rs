//! Which list an address asks for, and the address of a list: every number of an
//! overview leads to one.

use rocket::FromForm;

use crate::domain::dossier::StageName;
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::{Due, Kept, List, Narrowing, Order};
use crate::domain::month::Months;
use crate::domain::question::Question;
use crate::storage::queue::{PageStart, RowPlace};
use crate::web::address::encoded;

/// What an address asks for. What is no value of its kind is not asked for.
#[derive(FromForm)]
pub(in crate::web::desk) struct QueueQuery<'r> {
    view: Option<&'r str>,
    stage: Option<&'r str>,
    pub(super) q: Option<&'r str>,
    procedure: Option<&'r str>,
    officer: Option<&'r str>,
    due: Option<&'r str>,
    received: Option<&'r str>,
    decided: Option<&'r str>,
    kept: Option<&'r str>,
    sort: Option<&'r str>,
    issuer: Option<&'r str>,
    /// The place that the page before this one ended at.
    after: Option<&'r str>,
    /// The place that the page after this one begins at.
    before: Option<&'r str>,
}

/// A list of dossiers: at which issuer, which one, which of it, in which order.
#[derive(Clone, Copy, Debug)]
pub(in crate::web::desk) struct Listing {
    /// Another issuer's than the reader's own, for who supervises it.
    pub(in crate::web::desk) issuer: Option<IssuerCode>,
    pub(in crate::web::desk) list: List,
    pub(in crate::web::desk) narrowing: Narrowing,
    pub(in crate::web::desk) order: Order,
}

/// Where a page of a list begins, as its address says.
pub(super) struct Start {
    after: Option<RowPlace>,
    before: Option<RowPlace>,
}

impl QueueQuery<'_> {
    /// The list.
    pub(super) fn listing(&self, question: &Question) -> Listing {
        let stage = self.stage.and_then(|word| StageName::ALL.into_iter().find(|name| name.as_str() == word));
        let list = match (stage, self.view) {
            (Some(stage), _) if stage != StageName::Draft => List::Stage(stage),
            (_, Some("mine")) if question.is_blank() => List::Mine,
            (_, Some("done")) => List::Done,
            (_, Some("open")) => List::Open,
            (_, Some("received")) => List::Received,
            // Who searches from the first page means every open dossier, and
            // another office has nothing that waits for a supervisor.
            _ if !question.is_blank() || self.issuer.is_some() => List::Open,
            _ => List::Mine,
        };
        let narrowing = Narrowing {
            procedure: read(self.procedure),
            appraiser: read(self.officer),
            due: read(self.due),
            received: read(self.received),
            decided: read(self.decided),
            kept: read(self.kept),
        };
        Listing { issuer: read(self.issuer), list, narrowing, order: read(self.sort).unwrap_or(Order::Due) }
    }

    /// Where its page begins.
    pub(super) fn start(&self) -> Start {
        Start { after: read(self.after), before: read(self.before) }
    }
}

impl Start {
    pub(super) fn page(&self) -> PageStart<'_> {
        match (&self.after, &self.before) {
            (Some(place), _) => PageStart::After(place),
            (None, Some(place)) => PageStart::Before(place),
            (None, None) => PageStart::First,
        }
    }
}

impl Listing {
    /// All of a list.
    pub(in crate::web::desk) fn of(list: List) -> Self {
        Self { issuer: None, list, narrowing: Narrowing::default(), order: Order::Due }
    }

    /// The same list at an issuer, named in the address where it is not the
    /// reader's own.
    pub(in crate::web::desk) fn at(self, issuer: Option<IssuerCode>) -> Self {
        Self { issuer, ..self }
    }

    /// Of it those with these deadlines.
    pub(in crate::web::desk) fn due(mut self, due: Due) -> Self {
        self.narrowing.due = Some(due);
        self
    }

    /// Of it those decided in these months.
    pub(in crate::web::desk) fn decided(mut self, months: impl Into<Months>) -> Self {
        self.narrowing.decided = Some(months.into());
        self
    }

    /// Of it those received in these months.
    pub(in crate::web::desk) fn received(mut self, months: impl Into<Months>) -> Self {
        self.narrowing.received = Some(months.into());
        self
    }

    /// Of it those handled so.
    pub(in crate::web::desk) fn kept(mut self, kept: Kept) -> Self {
        self.narrowing.kept = Some(kept);
        self
    }

    /// Whether a narrower list is shown than its name says.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.narrowing.is_none()
    }

    /// The word of the list, for the form that searches it.
    pub(super) fn view(&self) -> &'static str {
        match self.list {
            List::Mine => "mine",
            List::Open | List::Stage(_) => "open",
            List::Done => "done",
            List::Received => "received",
        }
    }

    /// What its address says beside what a form of the page asks for: names and
    /// values.
    pub(super) fn fixed(&self) -> Vec<(&'static str, String)> {
        let list = match self.list {
            List::Stage(stage) => ("stage", stage.as_str().to_owned()),
            _ => ("view", self.view().to_owned()),
        };
        let Narrowing { received, decided, kept, .. } = self.narrowing;
        let optional = [
            ("issuer", self.issuer.map(|issuer| issuer.to_string())),
            ("received", received.map(|months| months.to_string())),
            ("decided", decided.map(|months| months.to_string())),
            ("kept", kept.map(|kept| kept.to_string())),
        ];
        let optional = optional.into_iter().filter_map(|(name, value)| Some((name, value?)));
        std::iter::once(list).chain(optional).collect()
    }

    /// Its address.
    pub(in crate::web::desk) fn href(&self) -> String {
        let Narrowing { procedure, appraiser, due, .. } = self.narrowing;
        let order = Some(self.order).filter(|order| *order != Order::Due);
        let chosen = [
            ("procedure", procedure.map(|procedure| procedure.to_string())),
            ("officer", appraiser.map(|id| id.to_string())),
            ("due", due.map(|due| due.to_string())),
            ("sort", order.map(|order| order.to_string())),
        ];
        let chosen = chosen.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let pairs = self.fixed().into_iter().chain(chosen);
        let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
        format!("/desk?{}", pairs.join("&"))
    }
}

fn read<T: std::str::FromStr>(text: Option<&str>) -> Option<T> {
    text.and_then(|text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_list_says_all_that_is_asked() {
        let month: crate::domain::month::Month = "2026-11".parse().expect("a month");
        let listing = Listing::of(List::Done).decided(month).kept(Kept::Late).at("52".parse().ok());
        assert_eq!(listing.href(), "/desk?view=done&issuer=52&decided=2026-11&kept=late");
        let listing = Listing::of(List::Stage(StageName::Received)).due(Due::Near);
        assert_eq!(
            Listing { order: Order::Number, ..listing }.href(),
            "/desk?stage=received&due=near&sort=number"
        );
    }
}
