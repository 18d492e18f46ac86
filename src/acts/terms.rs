//! What an act on a dossier is judged and counted by: the issuer's profile, the
//! regime of the day it was received, and the calendar. Read once in an act.

use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::dossier::Dossier;
use crate::domain::issuer::Profile;
use crate::domain::regime::{Regime, Step, StepTerm};
use crate::storage::{ReadTransaction, StorageError, Transaction, calendar, issuers};

/// The terms of one dossier.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The profile of the issuer that has it, as it is in force.
    pub profile: Profile,
    /// What the law asks of it.
    pub regime: &'static Regime,
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
    /// before it ends.
    pub(super) async fn held(
        transaction: &mut Transaction,
        dossier: &Dossier,
        at: Instant,
    ) -> Result<Self, StorageError> {
        let calendar = calendar::read_and_hold(transaction).await?;
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
        let regime = regime_of(&profile, received_on(dossier, at.day()))?;
        Ok(Self { profile, regime, calendar })
    }

    /// How long a step may take.
    pub(super) fn term(&self, step: Step) -> Result<&'static StepTerm, StorageError> {
        let missing = || lacking(&self.profile, format_args!("{step} in {}", self.regime.id));
        self.regime.term(step).ok_or_else(missing)
    }

    /// The last day of a step that began on `from`.
    pub(super) fn ends_on(&self, step: Step, from: Day) -> Result<Day, StorageError> {
        Ok(self.term(step)?.ends_on(from, &self.calendar))
    }
}

/// The regime in force at an issuer on a day.
pub(super) fn regime_of(profile: &Profile, on: Day) -> Result<&'static Regime, StorageError> {
    profile.regime_on(on).ok_or_else(|| lacking(profile, format_args!("any regime on {on}")))
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
