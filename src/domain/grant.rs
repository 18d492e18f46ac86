//! What an approval brings about.
//!
//! The Vietnamese *cấp lại* means two things that are kept apart here: renewal,
//! when a certificate has run out (TT26 articles 17 to 19), and re-issue of one
//! that still runs (TT26 article 21).

use super::application::Procedure;
use super::certificate::PaperId;

/// What comes of a dossier that is approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A first certificate, with the cards of its experts.
    Registration,
    /// Cards alone, under a certificate that is there.
    Cards {
        /// The number of the certificate.
        of: String,
    },
    /// A new certificate with new cards, for one whose time is over.
    Renewal {
        /// The number of the certificate before it.
        of: String,
    },
    /// The same paper once more.
    Reissue {
        /// Which paper.
        of: PaperId,
        /// Why.
        because: ReissueCause,
    },
}

/// Why a paper is issued once more (TT26 article 21).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReissueCause {
    /// It is lost.
    Lost,
    /// It is damaged.
    Damaged,
    /// Its holder has another name.
    Renamed,
    /// Its holder has another address.
    Moved,
}

impl Grant {
    /// The version of the paper that bears this number: one more than the one
    /// it takes the place of, or the first.
    pub fn version_of(&self, number: &str) -> u16 {
        match self {
            Self::Reissue { of, .. } if of.number == number => of.version.saturating_add(1),
            Self::Registration | Self::Cards { .. } | Self::Renewal { .. } | Self::Reissue { .. } => 0,
        }
    }
}

impl Procedure {
    /// What its approval brings about.
    pub fn grant(self) -> Grant {
        match self {
            Self::NewOrganisation | Self::NewIndependent => Grant::Registration,
        }
    }

    /// Whether an organisation files it, and not a consultant for themselves.
    pub fn is_of_organisation(self) -> bool {
        match self {
            Self::NewOrganisation => true,
            Self::NewIndependent => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_issued_again_keeps_its_number_and_is_the_next_of_it() {
        let of = PaperId { number: "01/2026/GXN-BKHCN".to_owned(), version: 1 };
        let again = Grant::Reissue { of, because: ReissueCause::Lost };
        assert_eq!(again.version_of("01/2026/GXN-BKHCN"), 2);
        assert_eq!(again.version_of("02/2026/GXN-BKHCN"), 0);
        assert_eq!(Procedure::NewOrganisation.grant().version_of("01/2026/GXN-BKHCN"), 0);
    }
}
