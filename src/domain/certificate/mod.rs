//! Certificates of eligibility and expert cards: what they are, and how they
//! stand.

mod grounds;
mod life;
mod standing;
#[cfg(test)]
mod tests;

pub use grounds::{RevocationGround, SuspensionGround};
pub use life::{Life, StandingAct, StandingRefusal, require_no_personal_number};
pub use standing::{CardStanding, Renewal, Replacement, Revocation, Standing, Suspension};

use super::ids::{AccountId, DossierId, EvidenceId, PersonId};
use super::issuer::IssuerCode;
use super::typed::{self, undrawn};
use super::validity::{Effect, Validity};
use crate::credential::verdict::Verdict;
use crate::dates::{Day, Instant};

/// A certificate of eligibility (QĐ19 article 7.2.đ; TT26 article 16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Who holds it.
    pub holder: Holder,
    /// The dossier it was issued on; none of one that was issued on paper before
    /// there was this register, and is recorded in it.
    pub dossier: Option<DossierId>,
    /// Who may ask for papers under it where there is no dossier.
    pub entrusted_to: Option<AccountId>,
    /// How it stands.
    pub standing: Standing,
    /// What every paper has.
    pub paper: Paper,
}

/// An expert card (QĐ19 article 7.3). It follows its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The certificate it was issued under.
    pub certificate: String,
    /// Whose it is.
    pub person: PersonId,
    /// The day it was returned, if it was.
    pub standing: CardStanding,
    /// First 16 bytes of the SHA-256 of the portrait.
    pub photo_hash: [u8; 16],
    /// The portrait's file, while it is kept.
    pub photo: Option<EvidenceId>,
    /// What every paper has.
    pub paper: Paper,
}

/// Which paper: a number names all that were ever issued of it, the version one
/// of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaperId {
    /// The number.
    pub number: String,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub version: u16,
}

/// What certificates and cards have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: IssuerCode,
    /// The holder's name as printed.
    pub holder_name: String,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub paper_version: u16,
    /// First day.
    pub issued_on: Day,
    /// When it was signed, or recorded.
    pub issued_at: Instant,
    /// Last day, valid to its end in Viet Nam.
    pub expires_on: Day,
    /// Its place in the issuer's status lists.
    pub status_index: u32,
    /// The key it was signed with; empty of what is recorded.
    pub key_id: String,
    /// Since when others have that key.
    pub key_compromised_at: Option<Instant>,
    /// The text of its QR; empty of what is recorded.
    pub code: String,
    /// The register entry that issued it.
    pub entry_seq: i64,
    /// Counts changes of its row.
    pub version: i64,
}

/// Who holds a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A consulting organisation, by its enterprise code.
    Organisation(String),
    /// An independent consultant.
    Independent(PersonId),
}

impl Paper {
    /// Whether it was issued on paper before there was this register: it has no
    /// code to scan and cannot be printed by us.
    pub fn is_recorded(&self) -> bool {
        self.code.is_empty()
    }

    /// What a newer paper of its number does to it.
    pub fn replacement(&self) -> Replacement {
        Replacement { on: self.issued_on, by_version: self.paper_version }
    }

    /// What it does to the certificate that it renews.
    pub fn renewal(&self) -> Renewal {
        Renewal { on: self.issued_on, by: self.number.clone() }
    }

    /// Which paper it is.
    pub fn id(&self) -> PaperId {
        PaperId { number: self.number.clone(), version: self.paper_version }
    }

    fn validity(&self, decided: Effect) -> Validity {
        let effect = match self.key_compromised_at.filter(|since| self.issued_at >= *since) {
            Some(since) => Effect::KeyCompromised { on: since.day() },
            None => decided,
        };
        Validity { issued_on: self.issued_on, expires_on: self.expires_on, effect }
    }
}

impl Certificate {
    /// Where it is in its life on this day.
    pub fn life(&self, today: Day) -> Life {
        match &self.standing {
            Standing::Revoked(_) => Life::Revoked,
            Standing::Replaced(_) => Life::Replaced,
            // One that had run out by then ended with its last day.
            Standing::Renewed(renewal) if renewal.on <= self.paper.expires_on => Life::Replaced,
            Standing::GivenUp { on } if *on <= today => Life::GivenUp,
            _ if self.paper.expires_on < today => Life::Expired,
            Standing::GivenUp { .. } => Life::Leaving,
            Standing::Suspended(suspension) if suspension.has_lapsed(today) => Life::Active,
            Standing::Suspended(suspension) if today < suspension.from => Life::SuspensionAhead,
            Standing::Suspended(_) => Life::Suspended,
            Standing::InForce | Standing::Renewed(_) => Life::Active,
        }
    }

    /// What is said of it on a day, from how it stands now.
    pub fn verdict(&self, on: Day) -> Verdict {
        self.validity().verdict(on)
    }

    /// What its verdict rests on.
    pub fn validity(&self) -> Validity {
        self.paper.validity(self.standing.effect())
    }

    /// Suspends from today or a later day, to its last day at most.
    pub fn suspend(&mut self, suspension: Suspension, today: Day) -> Result<(), StandingRefusal> {
        self.require(StandingAct::Suspend, today)?;
        let fits = suspension.from >= today
            && suspension.until >= suspension.from
            && suspension.until <= self.paper.expires_on;
        if !fits {
            return Err(StandingRefusal::Days);
        }
        if suspension.remedy.trim().is_empty() {
            return Err(StandingRefusal::NoReasons);
        }
        require_no_personal_number(&suspension.remedy)?;
        if let Some(found) = undrawn(&suspension.remedy) {
            return Err(StandingRefusal::Undrawn(found));
        }
        self.standing = Standing::Suspended(suspension);
        Ok(())
    }

    /// Confirms a suspension that one leader ordered alone: from now on it
    /// counts until it is lifted.
    pub fn confirm_suspension(&mut self, today: Day) -> Result<&Suspension, StandingRefusal> {
        let (life, act) = (self.life(today), StandingAct::Suspend);
        match &mut self.standing {
            Standing::Suspended(suspension) if suspension.confirm_by.is_some() && life == Life::Suspended => {
                suspension.confirm_by = None;
                Ok(suspension)
            }
            _ => Err(StandingRefusal::Life { life, act }),
        }
    }

    /// Lifts the suspension from today.
    pub fn reinstate(&mut self, today: Day) -> Result<(), StandingRefusal> {
        self.require(StandingAct::Reinstate, today)?;
        self.standing = Standing::InForce;
        Ok(())
    }

    /// Revokes from today, for good.
    pub fn revoke(
        &mut self,
        ground: RevocationGround,
        reasons: &str,
        today: Day,
    ) -> Result<(), StandingRefusal> {
        self.require(StandingAct::Revoke, today)?;
        let reasons = typed::text(reasons);
        if reasons.is_empty() {
            return Err(StandingRefusal::NoReasons);
        }
        require_no_personal_number(&reasons)?;
        self.standing = Standing::Revoked(Revocation { ground, on: today, reasons });
        Ok(())
    }

    /// Gives it up from a day on, for good. While it is suspended that day has
    /// come: nobody is in force once more by leaving.
    pub fn give_up(&mut self, on: Day, today: Day) -> Result<(), StandingRefusal> {
        self.require(StandingAct::GiveUp, today)?;
        // What is suspended, or is to be, does not come back on the way.
        let last = match &self.standing {
            Standing::Suspended(suspension) if !suspension.has_lapsed(today) => suspension.from.max(today),
            _ => self.paper.expires_on,
        };
        if on < self.paper.issued_on || on > last {
            return Err(StandingRefusal::SurrenderDay { last });
        }
        self.standing = Standing::GivenUp { on };
        Ok(())
    }

    fn require(&self, act: StandingAct, today: Day) -> Result<(), StandingRefusal> {
        let life = self.life(today);
        if life.certificate_allows(act) { Ok(()) } else { Err(StandingRefusal::Life { life, act }) }
    }
}

impl Card {
    /// Where it is in its life on this day, its certificate considered.
    pub fn life(&self, certificate: &Certificate, today: Day) -> Life {
        match &self.standing {
            CardStanding::Returned { .. } => Life::Returned,
            CardStanding::Replaced(_) => Life::Replaced,
            CardStanding::InForce => match certificate.life(today) {
                Life::Active | Life::SuspensionAhead | Life::Leaving if self.paper.expires_on < today => {
                    Life::Expired
                }
                other => other,
            },
        }
    }

    /// What is said of it on a day, its certificate considered.
    pub fn verdict(&self, certificate: &Certificate, on: Day) -> Verdict {
        self.validity().verdict_under(&certificate.validity(), on)
    }

    /// What its verdict rests on, besides its certificate.
    pub fn validity(&self) -> Validity {
        self.paper.validity(self.standing.effect())
    }

    /// Returns the card with effect from the day of leaving.
    pub fn give_back(
        &mut self,
        certificate: &Certificate,
        on: Day,
        today: Day,
    ) -> Result<(), StandingRefusal> {
        let (life, act) = (self.life(certificate, today), StandingAct::ReturnCard);
        if !life.card_allows(act) {
            return Err(StandingRefusal::Life { life, act });
        }
        if on < self.paper.issued_on || on > today {
            return Err(StandingRefusal::LeavingDay);
        }
        self.standing = CardStanding::Returned { on };
        Ok(())
    }
}
