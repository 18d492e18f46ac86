//! Who issues what takes the place of a certificate, and at which province its
//! holder has their seat.

use super::super::Registry;
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Holder};
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::seat::province_of;
use crate::domain::transfer::is_to_province;
use crate::storage::{ReadTransaction, StorageError, dossiers, holders, issuers};

/// Who issues what takes the place of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Follower {
    /// Whoever issued it.
    Issuer,
    /// A province that its holder chooses: the Ministry issued it, and issues no
    /// more since the transfer.
    Province {
        /// The provinces that issue today.
        offices: Vec<IssuerCode>,
        /// That of the holder's seat, where their address names it.
        of_seat: Option<IssuerCode>,
    },
}

impl Follower {
    /// The province that is proposed to the holder.
    pub fn proposed(&self) -> Option<IssuerCode> {
        match self {
            Self::Issuer => None,
            Self::Province { offices, of_seat } => of_seat.filter(|seat| offices.contains(seat)),
        }
    }
}

/// Who issues what takes the place of a certificate, asked for on this day.
pub(super) async fn follower(
    reading: &mut ReadTransaction,
    registry: &Registry,
    (certificate, today): (&Certificate, Day),
) -> Result<Follower, StorageError> {
    if !is_to_province(certificate.paper.issuer, today) {
        return Ok(Follower::Issuer);
    }
    let issues =
        |profile: &Profile| profile.code.province().is_some() && profile.regime_family_on(today).is_some();
    let all = issuers::all(reading).await?;
    let offices = all.into_iter().filter(issues).map(|profile| profile.code).collect();
    let address = address(reading, registry, certificate).await?;
    Ok(Follower::Province { offices, of_seat: address.as_deref().and_then(province_of) })
}

/// Where the holder has their seat: of an organisation as the register has it,
/// of a consultant as their dossier says.
async fn address(
    reading: &mut ReadTransaction,
    registry: &Registry,
    certificate: &Certificate,
) -> Result<Option<String>, StorageError> {
    if let Holder::Organisation(code) = &certificate.holder {
        return Ok(holders::organisation(reading, code).await?.map(|record| record.address));
    }
    let Some(id) = certificate.dossier else { return Ok(None) };
    let dossier = dossiers::find(reading, &registry.seal, id).await?;
    Ok(dossier.and_then(|dossier| dossier.application.address().map(str::to_owned)))
}
