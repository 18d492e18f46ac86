//! What an approval brings about.
//!
//! The Vietnamese *cấp lại* means two things that are kept apart here: renewal,
//! when the time of a certificate is over (TT26 articles 17 to 19), and re-issue
//! of one that still runs (TT26 article 21).

use super::application::{Application, ReissueCause};

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
    /// The same papers once more.
    Reissue {
        /// The number of the certificate that they are, or belong to.
        of: String,
        /// Why.
        because: ReissueCause,
    },
}

impl Application {
    /// What its approval brings about; none while it does not say what it is
    /// about.
    pub fn grant(&self) -> Option<Grant> {
        if !self.procedure.is_about_certificate() {
            // Who was late to renew registers anew; the one before ends all the
            // same, for nobody holds two.
            let before = self.certificate.as_ref().map(|prior| prior.number.clone());
            return Some(before.map_or(Grant::Registration, |of| Grant::Renewal { of }));
        }
        let prior = self.certificate.as_ref()?;
        let of = prior.number.clone();
        if self.procedure.is_renewal() {
            return Some(Grant::Renewal { of });
        }
        if !self.procedure.is_reissue() {
            return Some(Grant::Cards { of });
        }
        Some(Grant::Reissue { of, because: self.reissue.as_ref()?.cause? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::{Expert, PriorCard, PriorCertificate, Procedure, ReissueRequest, parse};

    const NUMBER: &str = "01/2026/GXN-BKHCN";
    const CARD: &str = "BKHCN-TV-00000017";

    fn application() -> Application {
        parse(include_bytes!("../../tests/cases/organisation-meets-all.json")).expect("a dossier file")
    }

    fn about_certificate(procedure: Procedure) -> Application {
        let certificate = PriorCertificate { number: NUMBER.to_owned(), version: 1, ..Default::default() };
        let prior_card = PriorCard { number: CARD.to_owned(), ..Default::default() };
        let experts = vec![Expert { prior_card: Some(prior_card), ..Default::default() }, Expert::default()];
        Application { procedure, certificate: Some(certificate), experts, ..application() }
    }

    #[test]
    fn of_a_re_issue_only_what_is_asked_for_is_issued() {
        let (cause, cards) = (Some(ReissueCause::Lost), vec![CARD.to_owned()]);
        let reissue = Some(ReissueRequest { cause, certificate: false, cards, details: None });
        let asked = Application { reissue, ..about_certificate(Procedure::ReissueOrganisation) };
        let because = ReissueCause::Lost;
        assert_eq!(asked.grant(), Some(Grant::Reissue { of: NUMBER.to_owned(), because }));
        assert_eq!((asked.asks_certificate(), asked.asks_card(0), asked.asks_card(1)), (false, true, false));
        assert_eq!(asked.papers_asked_again(), [CARD]);
        let unsaid = Application { reissue: Some(ReissueRequest::default()), ..asked };
        assert_eq!(unsaid.grant(), None, "it does not say why");
        assert_eq!(application().grant(), Some(Grant::Registration));
    }

    #[test]
    fn a_renewal_brings_a_new_certificate_and_a_card_to_everyone() {
        let asked = about_certificate(Procedure::RenewalOrganisation);
        assert_eq!(asked.grant(), Some(Grant::Renewal { of: NUMBER.to_owned() }));
        assert!(asked.asks_certificate() && asked.asks_card(0) && asked.asks_card(1));
        // Who asked too late registers anew, and holds one certificate all the same.
        let late = about_certificate(Procedure::NewOrganisation);
        assert_eq!((late.grant(), late.asks_certificate()), (asked.grant(), true));
    }

    #[test]
    fn additional_cards_come_under_the_certificate_that_is_there() {
        let asked = about_certificate(Procedure::AdditionalCards);
        assert_eq!(asked.grant(), Some(Grant::Cards { of: NUMBER.to_owned() }));
        assert!(!asked.asks_certificate() && asked.asks_card(1), "the certificate stays as it is");
    }
}
