//! An application: what a dossier says, as the file `dossier/1` writes it.
//!
//! Whatever a rule needs may be missing: the rule is then unmet, and the file
//! is still read. Only `format`, `procedure`, `issuer` and `received_on` must
//! stand there; an unknown key, a wrong type, a malformed day or an unknown
//! word refuses the file, with the path of the first fault. The filing form
//! edits the same structs as a draft.

mod expert;
mod fault;
mod file;
mod organisation;
mod prior;
mod reading;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::dates::Day;

pub use self::expert::{
    ConsentLetter, Contact, Declaration, Degree, Eligibility, Employment, Engagement, Expert, Photo, Post,
    QmsTraining, StateAdministration,
};
pub use self::fault::Fault;
pub use self::file::{proposals, read_file};
pub use self::organisation::{
    Client, ClientCertificate, EstablishmentPaper, LegalRepresentative, Organisation, Period, QmsCertificate,
};
pub use self::prior::{PriorCard, PriorCertificate, ReissueCause, ReissueRequest, ShownContact};
pub use self::reading::{MOST_BYTES, MOST_EXPERTS, MOST_REGISTER_ROWS, MOST_ROWS, parse, read};

use super::certificate::Life;
use super::dossier::Act;
use super::issuer::IssuerCode;
use super::regime::Step;
use super::words::words;

words! {
    /// The form of the file.
    Format {
        /// The form described here.
        Dossier1 = "dossier/1",
    }
}

words! {
    /// What is asked for.
    Procedure {
        /// The first certificate of a consulting organisation.
        NewOrganisation = "new_organisation",
        /// The first certificate of an independent consultant.
        NewIndependent = "new_independent",
        /// Cards for more experts of an organisation, under the certificate it
        /// has (TT26 article 20).
        AdditionalCards = "additional_cards",
        /// An organisation's certificate or cards once more (TT26 article 21).
        ReissueOrganisation = "reissue_organisation",
        /// An independent consultant's certificate or card once more (TT26
        /// article 21).
        ReissueIndependent = "reissue_independent",
        /// A new certificate and new cards for an organisation whose certificate
        /// is about to run out (TT26 articles 17 to 19).
        RenewalOrganisation = "renewal_organisation",
        /// The same for an independent consultant.
        RenewalIndependent = "renewal_independent",
    }
}

impl Procedure {
    /// Whether an organisation files it, and not a consultant for themselves.
    pub fn is_of_organisation(self) -> bool {
        match self {
            Self::NewOrganisation
            | Self::AdditionalCards
            | Self::ReissueOrganisation
            | Self::RenewalOrganisation => true,
            Self::NewIndependent | Self::ReissueIndependent | Self::RenewalIndependent => false,
        }
    }

    /// Whether papers that are there are issued once more.
    pub fn is_reissue(self) -> bool {
        matches!(self, Self::ReissueOrganisation | Self::ReissueIndependent)
    }

    /// Whether new papers are asked for before the time of others is over.
    pub fn is_renewal(self) -> bool {
        matches!(self, Self::RenewalOrganisation | Self::RenewalIndependent)
    }

    /// The first registration of whoever this procedure is for: what is asked
    /// for when it is too late for a renewal.
    #[must_use]
    pub fn anew(self) -> Self {
        if self.is_of_organisation() { Self::NewOrganisation } else { Self::NewIndependent }
    }

    /// Whether it is about a certificate that is there, and is begun from it.
    pub fn is_about_certificate(self) -> bool {
        self.is_reissue() || self.is_renewal() || self == Self::AdditionalCards
    }

    /// Whether experts are added to its dossier, and taken out again.
    pub fn adds_experts(self) -> bool {
        matches!(self, Self::NewOrganisation | Self::AdditionalCards | Self::RenewalOrganisation)
    }

    /// The step whose term runs from the complete dossier to the decision.
    pub fn decided_within(self) -> Step {
        if self.is_reissue() { Step::Reissue } else { Step::Decide }
    }

    /// Whether the act belongs to the procedure at all: nothing of a re-issue is
    /// assessed at the organisation's place.
    pub fn has(self, act: Act) -> bool {
        !(self.is_reissue() && matches!(act, Act::OrderOnSite | Act::RecordMinutes))
    }
}

words! {
    /// How an expert proves training.
    ProofKind {
        /// By a certificate.
        Certificate = "certificate",
        /// By an exemption, which an officer judges.
        Exempt = "exempt",
    }
}

words! {
    /// An expert's part in an engagement.
    Role {
        /// Tư vấn chính.
        Lead = "lead",
        /// Takes part.
        Member = "member",
    }
}

/// A dossier with all that its rules need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Application {
    /// Always `dossier/1`.
    pub format: Format,
    /// What is asked for.
    pub procedure: Procedure,
    /// Who received it.
    pub issuer: IssuerCode,
    /// When; the regime of that day judges it.
    pub received_on: Day,
    /// The organisation; none for an independent consultant.
    pub organisation: Option<Organisation>,
    /// The experts; exactly one for an independent consultant.
    pub experts: Vec<Expert>,
    /// The certificate it is about, or that a first registration follows whose
    /// holder asked too late for a renewal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<PriorCertificate>,
    /// What is asked for once more; of a re-issue alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reissue: Option<ReissueRequest>,
    /// What the register knows; without it the rules that ask it are unmet.
    pub register: Option<RegisterExtract>,
}

/// What the register knows of the people and organisations of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegisterExtract {
    /// Revocations; absent is not the same as none.
    #[serde(deserialize_with = "reading::known_list::<MOST_REGISTER_ROWS, _, _>")]
    pub revocations: Option<Vec<Revocation>>,
    /// Cards in use; absent is not the same as none.
    #[serde(deserialize_with = "reading::known_list::<MOST_REGISTER_ROWS, _, _>")]
    pub active_cards: Option<Vec<ActiveCard>>,
    /// The certificate that the dossier is about.
    #[serde(deserialize_with = "reading::object", skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateExtract>,
    /// The day on which the dossier was filed; that of its receipt where it is
    /// not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filed_on: Option<Day>,
}

/// How a certificate stands in the register on the day that is judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CertificateExtract {
    /// Its number.
    pub number: Option<String>,
    /// The version of its last paper.
    pub version: u16,
    /// Where it is in its life.
    pub life: Option<Life>,
    /// The first day of the first paper of its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Day>,
    /// Its last day.
    pub expires_on: Option<Day>,
    /// The last cards under it.
    #[serde(deserialize_with = "reading::list::<MOST_EXPERTS, _, _>")]
    pub cards: Vec<CardExtract>,
}

/// How a card stands in the register on the day that is judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CardExtract {
    /// Its number.
    pub number: Option<String>,
    /// The version of its last paper.
    pub version: u16,
    /// Where it is in its life, its certificate considered.
    pub life: Option<Life>,
}

/// A certificate revoked from an organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Revocation {
    /// Whose.
    pub enterprise_code: Option<String>,
    /// The day of the notice, from which the bar runs.
    pub notified_on: Option<Day>,
}

/// A card in use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActiveCard {
    /// Whose, private.
    pub personal_number: Option<String>,
    /// At which organisation.
    pub enterprise_code: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The number of the certificate it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The organisation's name, as the certificate has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<IssuerCode>,
    /// The day on which its holder left, where the organisation told so and
    /// nobody has acknowledged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_on: Option<Day>,
}

/// Rows of all tables together that are read in a moment.
const SHORT_ROWS: usize = 100;

impl Application {
    /// Whether the parts fit the procedure. Which regime judges it is not for a
    /// file to know: a register has its own.
    ///
    /// [`parse`] has checked it; whoever builds an application asks before
    /// filing it.
    pub fn check(&self) -> Result<(), Fault> {
        match (self.procedure.is_of_organisation(), &self.organisation) {
            (true, None) => return Err(Fault::organisation_missing()),
            (false, Some(_)) => return Err(Fault::organisation_present()),
            (false, None) if self.experts.len() != 1 => return Err(Fault::not_one_expert()),
            _ => {}
        }
        if self.procedure.is_about_certificate() && self.certificate.is_none() {
            return Err(Fault::missing("certificate"));
        }
        if self.procedure.is_reissue() && self.reissue.is_none() {
            return Err(Fault::missing("reissue"));
        }
        Ok(())
    }

    /// Who applies, by name: the organisation or the independent consultant;
    /// none while it is not written.
    pub fn applicant_name(&self) -> Option<&str> {
        if self.procedure.is_of_organisation() {
            given(self.organisation.as_ref()?.name.as_ref())
        } else {
            given(self.experts.first()?.name.as_ref())
        }
    }

    /// Where letters to the applicant go: the head office, or the independent
    /// consultant's contact address.
    pub fn address(&self) -> Option<&str> {
        given(match &self.organisation {
            Some(organisation) => organisation.address.as_ref(),
            None => self.own_contact()?.address.as_ref(),
        })
    }

    /// The applicant's telephone.
    pub fn phone(&self) -> Option<&str> {
        given(match &self.organisation {
            Some(organisation) => organisation.phone.as_ref(),
            None => self.own_contact()?.phone.as_ref(),
        })
    }

    /// The applicant's e-mail address.
    pub fn email(&self) -> Option<&str> {
        given(match &self.organisation {
            Some(organisation) => organisation.email.as_ref(),
            None => self.own_contact()?.email.as_ref(),
        })
    }

    /// How the one person of an independent consultant's dossier is reached.
    fn own_contact(&self) -> Option<&Contact> {
        self.experts.first().and_then(|expert| expert.contact.as_ref())
    }

    /// Whether a certificate is to be issued.
    pub fn asks_certificate(&self) -> bool {
        match &self.reissue {
            Some(reissue) => reissue.certificate,
            None => self.procedure.is_renewal() || !self.procedure.is_about_certificate(),
        }
    }

    /// Whether a card is to be issued to the expert at this position: to
    /// everyone, and of a re-issue to those whose card is asked for.
    pub fn asks_card(&self, position: usize) -> bool {
        let expert = self.experts.get(position);
        match &self.reissue {
            None => expert.is_some(),
            Some(reissue) => expert
                .and_then(|expert| expert.prior_card.as_ref())
                .is_some_and(|card| reissue.cards.contains(&card.number)),
        }
    }

    /// The numbers of the papers that are asked for once more.
    pub fn papers_asked_again(&self) -> Vec<&str> {
        let Some(reissue) = &self.reissue else { return Vec::new() };
        let certificate = self.certificate.iter().filter(|_| reissue.certificate);
        let certificate = certificate.map(|certificate| certificate.number.as_str());
        certificate.chain(reissue.cards.iter().map(String::as_str)).collect()
    }

    /// Whether it takes milliseconds to read and to write.
    pub fn is_long(&self) -> bool {
        let of_experts =
            self.experts.iter().map(|expert| 1 + expert.history.len() + expert.engagements.len());
        let clients = self.organisation.as_ref().map_or(0, |organisation| organisation.clients.len());
        of_experts.sum::<usize>() + clients > SHORT_ROWS
    }

    /// Positions of experts whose personal number stands at an earlier one.
    ///
    /// No rule asks it of a file; who receives a dossier should.
    pub fn repeated_experts(&self) -> Vec<usize> {
        let mut seen = HashSet::new();
        let mut repeated = Vec::new();
        for (position, expert) in self.experts.iter().enumerate() {
            if given(expert.personal_number.as_ref()).is_some_and(|number| !seen.insert(number)) {
                repeated.push(position);
            }
        }
        repeated
    }
}

/// The text without white space around it; blank counts as missing.
pub fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
