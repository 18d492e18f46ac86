//! What an act on a dossier is judged and counted by: the issuer's profile, the
//! regime of the day it was received, and the calendar. Read once in an act.

use std::sync::Arc;

use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::dossier::Dossier;
use crate::domain::issuer::Profile;
use crate::domain::regime::{Regime, Step, StepTerm};
use crate::storage::{ReadTransaction, StorageError, Transaction, calendar, issuers, regimes};

/// The terms of one dossier.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The profile of the issuer that has it, as it is in force.
    pub profile: Profile,
    /// What the law asks of it.
    pub regime: Arc<Regime>,
    /// The days off.
    pub calendar: Calendar,
}

impl Terms {
    /// The terms of a dossier at an instant, for reading.
    pub async fn of(
        reading: &mut ReadTransaction,
        dossier: &Dossier,
        at: Instant,
    ) -> Result<Self, StorageError> {
        let calendar = calendar::read(reading).await?;
        Self::by(reading, dossier, at, calendar).await
    }

    /// The same for an act that stores a deadline: nobody changes the calendar
    /// or amends a regime before it ends.
    pub(super) async fn held(
        transaction: &mut Transaction,
        dossier: &Dossier,
        at: Instant,
    ) -> Result<Self, StorageError> {
        let calendar = calendar::read_and_hold(transaction).await?;
        regimes::hold(transaction).await?;
        Self::by(transaction, dossier, at, calendar).await
    }

    /// The same by a calendar that was read already.
    pub(super) async fn by(
        reading: &mut ReadTransaction,
        dossier: &Dossier,
        at: Instant,
        calendar: Calendar,
    ) -> Result<Self, StorageError> {
        let profile = issuers::profile_at(reading, dossier.issuer, at).await?;
        let regime = regime_of(reading, &profile, received_on(dossier, at.day())).await?;
        Ok(Self { profile, regime, calendar })
    }

    /// How long a step may take.
    pub(super) fn term(&self, step: Step) -> Result<&StepTerm, StorageError> {
        let missing = || lacking(&self.profile, format_args!("{step} in {}", self.regime.id));
        self.regime.term(step).ok_or_else(missing)
    }

    /// The last day of a step that began on `from`.
    pub(super) fn ends_on(&self, step: Step, from: Day) -> Result<Day, StorageError> {
        Ok(self.term(step)?.ends_on(from, &self.calendar))
    }
}

/// The regime in force at an issuer on a day.
pub(super) async fn regime_of(
    reading: &mut ReadTransaction,
    profile: &Profile,
    on: Day,
) -> Result<Arc<Regime>, StorageError> {
    let found = regime_if_any(reading, profile, on).await?;
    found.ok_or_else(|| lacking(profile, format_args!("any regime on {on}")))
}

/// The same; none at an issuer that does not issue yet.
pub async fn regime_if_any(
    reading: &mut ReadTransaction,
    profile: &Profile,
    on: Day,
) -> Result<Option<Arc<Regime>>, StorageError> {
    let Some(family) = profile.regime_family_on(on) else { return Ok(None) };
    Ok(regimes::in_force(reading, family, on).await?.map(Arc::new))
}

/// The day that chooses the regime: that of the receipt, or today.
pub(super) fn received_on(dossier: &Dossier, today: Day) -> Day {
    dossier.stage.receipt().map_or(today, |receipt| receipt.received_at.day())
}

/// That something is missing in what an issuer's profile says.
pub(super) fn lacking(profile: &Profile, missing: std::fmt::Arguments) -> StorageError {
    let (row, reason) = (profile.code.to_string(), format!("has not {missing}"));
    StorageError::Corrupt { table: "issuers", column: "profile", row, reason }
}
