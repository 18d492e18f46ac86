//! That a certificate is given up. The circular knows suspension and revocation
//! alone (Circular 26/2014/TT-BKHCN, article 23); that a holder may stop by
//! themselves is the house's own, and so is that nothing bars them from
//! registering anew.

use super::{NoticeEnding, NoticeRefusal};
use crate::dates::{Day, Instant};
use crate::domain::certificate::{Certificate, Life, PaperId, StandingAct};
use crate::domain::ids::{AccountId, NoticeId};
use crate::domain::issuer::IssuerCode;

/// The notice that a certificate is given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surrender {
    /// Its id.
    pub id: NoticeId,
    /// Which office issued the certificate.
    pub issuer: IssuerCode,
    /// Which certificate.
    pub certificate: PaperId,
    /// From which day.
    pub on: Day,
    /// Why, in the holder's words.
    pub reason: String,
    /// Who gave notice.
    pub stated_by: AccountId,
    /// When.
    pub stated_at: Instant,
    /// What became of it; none while it waits.
    pub ending: Option<NoticeEnding>,
    /// Counts changes of its row.
    pub version: i64,
}

impl Surrender {
    /// Whether it waits.
    pub fn is_open(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether it may be acknowledged now, or why not.
    pub fn may_be_acknowledged(&self, certificate: &Certificate, today: Day) -> Result<(), NoticeRefusal> {
        let life = certificate.life(today);
        match life {
            _ if !self.is_open() => Err(NoticeRefusal::Ended),
            _ if !life.certificate_allows(StandingAct::GiveUp) => Err(NoticeRefusal::Life(life)),
            Life::Suspended if self.on > today => Err(NoticeRefusal::Suspended(self.on)),
            _ => Ok(()),
        }
    }

    /// The days from which a certificate may be given up, by who says so today.
    pub fn days(certificate: &Certificate, today: Day) -> Result<(Day, Day), NoticeRefusal> {
        let life = certificate.life(today);
        if life.certificate_allows(StandingAct::GiveUp) {
            Ok((today, certificate.paper.expires_on))
        } else {
            Err(NoticeRefusal::Life(life))
        }
    }
}
