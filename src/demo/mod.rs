//! Demonstration data: obviously invented, the same stories every time, and told through the real acts, so that it is as whole as real data is.
//!
//! A clock that can be moved goes through three years of history and stops
//! before today; a seeded source draws ids and keys. Dossiers stand in every
//! stage, certificates in every state.

pub mod cast;
pub mod facts;
pub mod firms;
pub mod paper;
pub mod papers;
pub mod people;
mod plan;
pub mod portrait;
mod signatories;
mod summary;
pub mod teller;
mod timeline;

use std::collections::BTreeMap;
use std::path::Path;

use self::plan::Plot;
use self::teller::{Step, Story, Teller};
use self::timeline::Timeline;
use crate::acts::access::{self, AccessError, Enrolment};
use crate::acts::keyring::KeyringError;
use crate::acts::{ActError, Registry};
use crate::clock::Clock;
use crate::dates::{Day, Instant};
use crate::domain::ids::AccountId;
use crate::domain::transfer;
use crate::entropy::Entropy;
use crate::storage::heads::{self, Series};
use crate::storage::{StorageError, audit};

pub use self::summary::{DossierSample, Sample, Summary, one_of_each, summary};

/// The seed of everything that is drawn.
const SEED: u64 = 20_141_201;

/// Why the demonstration could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The register holds something already.
    #[error("this register is in use; a demonstration is only made in an empty one")]
    InUse,
    /// The stories reach back to before provinces could issue.
    #[error("the demonstration can be told on {0} or later: its provinces have issued for a year by then")]
    TooEarly(Day),
    /// A step of a story was refused.
    #[error("{who}, {step:?}: {error}")]
    Step {
        /// The applicant of the story.
        who: String,
        /// Which step.
        step: Step,
        /// Why.
        error: ActError,
    },
    /// An act was refused.
    #[error(transparent)]
    Act(#[from] ActError),
    /// An account could not be made.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A key could not be made.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The address of the account that holds a nearly finished draft.
pub const DRAFTING: &str = "lienhe08@example.test";

/// How far the telling has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Not begun.
    Nothing,
    /// Begun and interrupted: what is there is not whole.
    Part,
    /// To its end.
    All,
}

/// How far the demonstration was told in this register.
pub async fn told(registry: &Registry) -> Result<Extent, StorageError> {
    let mut reading = registry.storage.read().await?;
    let told = heads::last(&mut reading, Series::Demonstration).await?;
    reading.end().await?;
    Ok(match told {
        0 => Extent::Nothing,
        1 => Extent::Part,
        _ => Extent::All,
    })
}

/// When the last act in this register was.
pub async fn last_act(registry: &Registry) -> Result<Option<Instant>, StorageError> {
    let mut reading = registry.storage.read().await?;
    let last = audit::last_at(&mut reading).await?;
    reading.end().await?;
    Ok(last)
}

/// Fills an empty register, up to the day of its clock. The issuers' keys go
/// to the folder `keys`; read the keyring anew after it.
///
/// `progress` hears of every step that was told, and of how many there are.
pub async fn seed(
    registry: &Registry,
    keys: &Path,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<(), DemoError> {
    refuse_in_use(registry).await?;
    let timeline = Timeline::until(registry.clock.today());
    if timeline.today() < first_day() {
        return Err(DemoError::TooEarly(first_day()));
    }
    let stories = plan::stories(&timeline);
    let events = in_order(&stories);
    let total = events.len();
    let begins = events.first().map_or(registry.clock.now(), |(at, ..)| *at);

    let clock = Clock::fixed(begins.plus_seconds(-30 * 24 * 3600));
    let storage = registry.storage.without_waiting().await?;
    let rehearsal =
        Registry { storage, clock: clock.clone(), entropy: Entropy::seeded(SEED), ..registry.clone() };
    mark(&rehearsal).await?;
    let offices = cast::staff(&rehearsal).await?;
    signatories::enter(&rehearsal, &offices, timeline.ago(400)).await?;
    let applicants = applicants(&rehearsal, &stories).await?;
    let mut teller = Teller::new(rehearsal, offices);
    teller.add_keys(keys, |issuer| issuer.province().is_none()).await?;

    let mut told: Vec<Story> =
        stories.iter().enumerate().map(|(nth, story)| begun(story, nth, &applicants)).collect();
    let mut provinces_issue = false;
    for (done, (at, nth, step)) in events.into_iter().enumerate() {
        if !provinces_issue && at >= provinces_begin() {
            clock.set(provinces_begin());
            teller.add_keys(keys, |issuer| issuer.province().is_some()).await?;
            provinces_issue = true;
        }
        clock.set(at);
        let who = || stories[nth].applicant.clone();
        let outcome = teller.tell(&mut told[nth], step).await;
        outcome.map_err(|error| DemoError::Step { who: who(), step, error })?;
        progress(done + 1, total);
    }
    mark(teller.registry()).await?;
    Ok(())
}

/// Invented people in a real register could not be told apart again.
async fn refuse_in_use(registry: &Registry) -> Result<(), DemoError> {
    let mut reading = registry.storage.read().await?;
    let acts = heads::last(&mut reading, Series::Audit).await?;
    reading.end().await?;
    if acts == 0 { Ok(()) } else { Err(DemoError::InUse) }
}

/// Every step of every story: when, whose, which; what is first comes first.
fn in_order(stories: &[Plot]) -> Vec<(Instant, usize, Step)> {
    let steps = |(nth, story): (usize, &Plot)| {
        story.events.iter().map(move |&(at, step)| (at, nth, step)).collect::<Vec<_>>()
    };
    let mut events: Vec<_> = stories.iter().enumerate().flat_map(steps).collect();
    events.sort_by_key(|(at, ..)| *at);
    events
}

fn begun(story: &Plot, nth: usize, applicants: &BTreeMap<String, AccountId>) -> Story {
    Story {
        issuer: story.issuer,
        applicant: applicants[&story.applicant],
        facts: story.facts.clone(),
        papers: story.papers,
        hands: nth,
        dossier: None,
    }
}

/// The accounts of everyone who files, by address.
async fn applicants(registry: &Registry, stories: &[Plot]) -> Result<BTreeMap<String, AccountId>, DemoError> {
    let names: BTreeMap<&str, &str> =
        stories.iter().map(|story| (story.applicant.as_str(), story.applicant_name.as_str())).collect();
    let people: Vec<_> = names.iter().map(|(email, name)| Enrolment::applicant(*email, *name)).collect();
    let ids = access::enrol(registry, cast::PASSWORD, &people).await?;
    Ok(people.into_iter().map(|person| person.email).zip(ids).collect())
}

/// The morning of the day from which provinces issue.
fn provinces_begin() -> Instant {
    province_day().starts_at().plus_seconds(8 * 3600)
}

fn province_day() -> Day {
    transfer::begins_on().value
}

/// The first day as of which the stories can be told: the oldest certificate of
/// a province is 420 days old, and its dossier was begun within a month before.
pub fn first_day() -> Day {
    province_day().plus_days(420 + 31)
}

async fn mark(registry: &Registry) -> Result<(), StorageError> {
    let mut transaction = registry.storage.begin().await?;
    heads::next(&mut transaction, Series::Demonstration).await?;
    transaction.commit().await
}
