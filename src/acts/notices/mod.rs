//! What the holder of a certificate gives notice of, and the one officer of its
//! issuer who acknowledges it. Nothing changes before that, and until then the
//! holder may take it back.

mod departure;
mod surrender;

pub(super) use departure::answered;
pub use departure::{
    DepartureWish, OwnDepartures, acknowledge_departure, card_of, departure_term, departures_waiting,
    experts_left, own_departures, report_departures, withdraw_departure,
};
pub use surrender::{
    acknowledge_surrender, own_surrenders, state_surrender, surrenders_waiting, withdraw_surrender,
};

use super::ActError;
use super::repeated::DoneAlready;
use crate::domain::ids::{AccountId, NoticeId};
use crate::domain::notice::{NoticeEnding, NoticeOutcome, NoticeRefusal};
use crate::storage::{ReadTransaction, accounts};

/// A notice as the person who acts has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeVersion {
    /// Which notice.
    pub id: NoticeId,
    /// Its version then.
    pub version: i64,
}

/// Why a notice that ended is not ended once more: it was done already, or it
/// ended otherwise.
async fn ended(
    reading: &mut ReadTransaction,
    (certificate, ending): (&str, &NoticeEnding),
    (wanted, by): (NoticeOutcome, AccountId),
) -> ActError {
    if ending.outcome != wanted {
        return NoticeRefusal::Ended.into();
    }
    let name = match accounts::find(reading, ending.by).await {
        Ok(account) => account.map(|account| account.name).unwrap_or_default(),
        Err(error) => return error.into(),
    };
    let (at, by_same) = (ending.at, ending.by == by);
    DoneAlready { at, by: name, by_same, number: None, certificate: Some(certificate.to_owned()) }.into()
}
