//! What a dossier says of papers that are there: a renewal, a re-issue and
//! additional cards are about a certificate that its holder has (Circular
//! 26/2014/TT-BKHCN, articles 17 to 21).

use serde::{Deserialize, Serialize};

use crate::dates::Day;
use crate::domain::certificate::Life;
use crate::domain::words::words;

use super::reading::{MOST_EXPERTS, texts};
use super::{Application, CardExtract, CertificateExtract};

words! {
    /// Why a paper is issued once more (TT26 article 21).
    ReissueCause {
        /// It is lost.
        Lost = "lost",
        /// It is damaged.
        Damaged = "damaged",
        /// Its holder has another name.
        Renamed = "renamed",
        /// The organisation has another contact address.
        Moved = "moved",
    }
}

impl ReissueCause {
    /// Whether the papers will say something else than they said, which must
    /// be shown by evidence.
    pub fn changes_particulars(self) -> bool {
        matches!(self, Self::Renamed | Self::Moved)
    }
}

/// The certificate that a dossier is about, as the register had it when the
/// dossier was begun. The register itself is asked again when it is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PriorCertificate {
    /// Its number.
    pub number: String,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub version: u16,
    /// The holder's name as printed.
    pub holder: String,
    /// An organisation's head office.
    pub address: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its e-mail.
    pub email: Option<String>,
    /// Its first day.
    pub issued_on: Option<Day>,
    /// Its last day.
    pub expires_on: Option<Day>,
    /// What of their contact a consultant who has it shown beside this certificate
    /// wants shown beside what takes its place; none where they were not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shows: Option<ShownContact>,
}

/// Which ways to reach a consultant are shown to whoever looks them up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ShownContact {
    /// The telephone.
    pub phone: bool,
    /// The e-mail.
    pub email: bool,
}

/// The card that an expert holds, as the register had it when the dossier was
/// begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PriorCard {
    /// Its number.
    pub number: String,
    /// 0 for the first paper; "cấp lại lần n" after that.
    pub version: u16,
    /// The holder's name as printed.
    pub holder: String,
    /// Whether its portrait is kept, and can be printed again.
    pub portrait: bool,
}

/// Which papers are asked for once more, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReissueRequest {
    /// Why.
    pub cause: Option<ReissueCause>,
    /// Whether the certificate itself is asked for.
    pub certificate: bool,
    /// The numbers of the cards that are asked for.
    #[serde(deserialize_with = "texts::<MOST_EXPERTS, _>")]
    pub cards: Vec<String>,
    /// What happened, in the applicant's words.
    pub details: Option<String>,
}

impl Application {
    /// What the register would say of the certificate and its cards, were all of
    /// them in force as they were when the dossier was begun.
    pub fn in_force(&self) -> Option<CertificateExtract> {
        let prior = self.certificate.as_ref()?;
        let cards = self.experts.iter().filter_map(|expert| expert.prior_card.as_ref());
        let life = Some(Life::Active);
        Some(CertificateExtract {
            number: Some(prior.number.clone()),
            version: prior.version,
            life,
            issued_on: prior.issued_on,
            expires_on: prior.expires_on,
            cards: cards
                .map(|card| CardExtract { number: Some(card.number.clone()), version: card.version, life })
                .collect(),
        })
    }

    /// Puts back what the reason of a re-issue does not change: names, but when
    /// they are new; the address, but when it or the name is.
    pub fn put_back_particulars(&mut self) {
        let cause = self.reissue.as_ref().and_then(|reissue| reissue.cause);
        let (renamed, is_new) =
            (cause == Some(ReissueCause::Renamed), cause.is_some_and(ReissueCause::changes_particulars));
        let is_of_organisation = self.procedure.is_of_organisation();
        if let (Some(own), Some(prior)) = (&mut self.organisation, &self.certificate) {
            if !renamed {
                own.name = Some(prior.holder.clone());
            }
            if !is_new {
                own.address.clone_from(&prior.address);
                own.phone.clone_from(&prior.phone);
                own.email.clone_from(&prior.email);
            }
        }
        for position in 0..self.experts.len() {
            let may_differ = renamed && (!is_of_organisation || self.asks_card(position));
            let expert = &mut self.experts[position];
            let prior = expert.prior_card.as_ref().map(|card| &card.holder);
            let prior = prior.or(self.certificate.as_ref().map(|prior| &prior.holder));
            if !may_differ {
                expert.name = prior.cloned();
            }
        }
    }
}

impl ReissueRequest {
    /// Whether no paper is asked for.
    pub fn is_for_nothing(&self) -> bool {
        !self.certificate && self.cards.is_empty()
    }
}
