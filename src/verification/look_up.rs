//! Asking for papers: by what was scanned, or by what was typed, of today or of
//! a day that is over.
//!
//! Whatever people typed is first taken as it stands, and then read as
//! [`Inquiry`] reads it. "Never issued" is said only of what has exactly the
//! form of a number that this register gives.

use super::memory::{Lookup, Papers};
use super::{Check, Checks, Fresh, KnownPaper, Step};
use crate::credential::Refused;
use crate::credential::verdict::{CouldNotCheck, Verdict};
use crate::dates::Day;
use crate::domain::inquiry::{Inquiry, Item, Number, NumberForm, NumberKind, Unasked};
use crate::domain::typed;
use crate::storage::folded_number;

/// Checks that speak of one day.
#[derive(Clone, Copy)]
pub struct OnDay<'c> {
    checks: &'c Checks,
    /// A day that has come; today when there is none.
    on: Option<Day>,
}

/// Which papers a number is looked for among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    All,
    Only(NumberKind),
}

/// The day that was typed: as programs write it, or as people do.
pub fn day_typed(text: &str) -> Option<Day> {
    let text = text.trim();
    text.parse().ok().or_else(|| typed::day(text))
}

impl Checks {
    /// Checks that speak of a day that has come, or of today.
    fn on(&self, day: Option<Day>) -> OnDay<'_> {
        OnDay { checks: self, on: day }
    }

    /// Checks that speak of the day that was typed, as programs or as people
    /// write it. It must have come.
    pub fn on_typed(&self, day: Option<&str>) -> Result<OnDay<'_>, Unasked> {
        let day = day.map(str::trim).filter(|day| !day.is_empty());
        let day = day.map(|text| day_typed(text).ok_or(Unasked::NotADay)).transpose()?;
        if day.is_some_and(|day: Day| day > self.registry.clock.today()) {
            return Err(Unasked::DayToCome);
        }
        Ok(self.on(day))
    }

    /// The check of what nothing was looked up for.
    pub fn unasked(&self, why: Unasked) -> Check {
        self.blank(&self.follower.papers()).unasked(why)
    }

    /// Checks that speak of today.
    pub fn today(&self) -> OnDay<'_> {
        self.on(None)
    }

    /// What a text names, read with our host.
    pub fn inquiry(&self, text: &str) -> Inquiry {
        Inquiry::of(text, &self.host)
    }

    /// Checks what was scanned: a whole link, or a code alone.
    pub async fn scan(&self, text: &str) -> Check {
        self.today().scan(text).await
    }

    /// Looks a certificate up by what was typed.
    pub async fn certificate(&self, typed: &str) -> Check {
        self.today().certificate(typed).await
    }

    /// Looks a card up by what was typed.
    pub async fn card(&self, typed: &str) -> Check {
        self.today().card(typed).await
    }

    /// Looks up a certificate or, when there is none, a card.
    pub async fn number(&self, typed: &str) -> Check {
        self.today().number(typed).await
    }
}

impl<'c> OnDay<'c> {
    /// Checks what was scanned: a whole link, or a code alone.
    pub async fn scan(self, text: &str) -> Check {
        self.counted(self.proven(text, &self.checks.fresh().await))
    }

    /// What was scanned, checked among the papers.
    fn proven(self, text: &str, papers: &Fresh) -> Check {
        let mut check = self.blank(papers);
        let Some(trust) = &papers.trust else { return check };
        match (self.checks.memo.prove(text, &trust.list, trust.generation), papers.unable) {
            // The key may have been entered since the list was read.
            (Err(Refused::UnknownKey { .. }), Some(unable)) => check.verdict = Verdict::CouldNotCheck(unable),
            (Err(refused), _) => check.refuse(&refused),
            (Ok(proven), unable) => {
                check.foreign_host = proven.host.clone().filter(|host| *host != self.checks.host);
                check.made.signature = Step::Passed;
                match unable {
                    Some(unable) => check.without_register(&proven.genuine, unable),
                    None => check.with_register(&proven, papers),
                }
            }
        }
        check
    }

    /// Looks a certificate up by what was typed.
    pub async fn certificate(self, typed: &str) -> Check {
        self.look_up(typed, Among::Only(NumberKind::Certificate)).await
    }

    /// Looks a card up by what was typed.
    pub async fn card(self, typed: &str) -> Check {
        self.look_up(typed, Among::Only(NumberKind::Card)).await
    }

    /// Looks up a certificate or, when there is none, a card.
    pub async fn number(self, typed: &str) -> Check {
        self.look_up(typed, Among::All).await
    }

    /// Looks up exactly one of the papers that had a number: the one with this
    /// place in its issuer's status lists. None is no place.
    pub async fn exactly(self, number: &str, status_index: u32) -> Check {
        let papers = self.checks.fresh().await;
        let exact = |papers: &Papers| {
            let newest = papers.number(number)?;
            let Some(issuer) = newest.map(|found| found.paper().issuer) else { return Ok(None) };
            let same = |found: &KnownPaper| folded_number(&found.paper().number) == folded_number(number);
            Ok(papers.at(issuer, status_index)?.filter(same))
        };
        let sought = papers.unable.map_or_else(|| exact(&papers), Err);
        self.counted(self.blank(&papers).of(sought, &papers))
    }

    /// Looks up one of several things that were named.
    pub async fn item(self, item: &Item) -> Check {
        let papers = self.checks.fresh().await;
        match item {
            Item::Number(number) => self.counted(match papers.unable {
                None => self.of_number(&papers, Among::All, number),
                Some(unable) => self.blank(&papers).of(Err(unable), &papers),
            }),
            Item::Page { number, place: Some(place) } => self.exactly(number, *place).await,
            Item::Page { number, place: None } => self.number(number).await,
            other => self.blank(&papers).unasked(Unasked::Other(other.clone())),
        }
    }

    /// The checks it asks.
    pub fn checks(self) -> &'c Checks {
        self.checks
    }

    fn blank(self, papers: &Papers) -> Check {
        let today = self.checks.blank(papers);
        let on = self.on.unwrap_or(today.on);
        Check { on, is_past: on < today.on, ..today }
    }

    async fn look_up(self, typed: &str, among: Among) -> Check {
        let papers = self.checks.fresh().await;
        let sought = papers.unable.map_or_else(|| self.find(&papers, among, typed), Err);
        self.counted(match sought {
            Ok(None) => self.read(&papers, among, typed),
            sought => self.blank(&papers).of(sought, &papers),
        })
    }

    fn counted(self, check: Check) -> Check {
        self.checks.registry.counts.answered(&check.verdict);
        check
    }

    /// The paper of a number, forgiving of how it is written.
    fn find(self, papers: &Papers, among: Among, number: &str) -> Lookup {
        let card = |number| self.on.map_or_else(|| papers.card(number), |day| papers.card_on(number, day));
        match among {
            Among::Only(NumberKind::Certificate) => papers.certificate(number),
            Among::Only(NumberKind::Card) => card(number),
            Among::All => match papers.certificate(number)? {
                Some(found) => Ok(Some(found)),
                None => card(number),
            },
        }
    }

    /// What was typed is no number as it stands: what is named in it.
    fn read(self, papers: &Fresh, among: Among, typed: &str) -> Check {
        let inquiry = self.checks.inquiry(typed);
        let check = self.blank(papers);
        match inquiry.the_one() {
            Some(Item::Number(number)) => self.of_number(papers, among, number),
            Some(Item::Page { number, .. }) => match self.find(papers, among, number) {
                Ok(None) => match Inquiry::of(number, "").the_one() {
                    Some(Item::Number(number)) => self.of_number(papers, among, number),
                    other => check.unasked(other.cloned().map_or(Unasked::Nothing, Unasked::Other)),
                },
                sought => check.of(sought, papers),
            },
            Some(other) => check.unasked(Unasked::Other(other.clone())),
            None if inquiry.items.is_empty() => check.unasked(Unasked::Nothing),
            None => check.unasked(Unasked::Several(inquiry.items)),
        }
    }

    fn of_number(self, papers: &Fresh, among: Among, number: &Number) -> Check {
        let check = self.blank(papers);
        if among != Among::All && among != Among::Only(number.kind) {
            return check.unasked(Unasked::Other(Item::Number(number.clone())));
        }
        let found: Result<Vec<KnownPaper>, CouldNotCheck> = number
            .candidates
            .iter()
            .filter_map(|candidate| self.find(papers, Among::Only(number.kind), candidate).transpose())
            .collect();
        match found {
            Err(unable) => check.of(Err(unable), papers),
            Ok(mut found) if found.len() == 1 => check.of(Ok(found.pop()), papers),
            Ok(found) if found.is_empty() && number.form == NumberForm::Exact => {
                Check { number: number.candidates.first().cloned(), ..check.of(Ok(None), papers) }
            }
            Ok(found) if found.is_empty() => check.unasked(Unasked::Unknown(number.clone())),
            Ok(found) => {
                let numbers = found.iter().map(|found| found.paper().number.to_string());
                let items = numbers.map(|of| Item::Number(Number::exact(number.kind, of)));
                check.unasked(Unasked::Several(items.collect()))
            }
        }
    }
}

impl Check {
    /// Nothing was looked up: what was typed is no number of a paper.
    fn unasked(mut self, unasked: Unasked) -> Self {
        self.verdict = Verdict::CouldNotCheck(CouldNotCheck::Unreadable);
        self.unasked = Some(unasked);
        self
    }
}
