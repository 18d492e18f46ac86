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
pub use self::reading::{MOST_BYTES, MOST_EXPERTS, MOST_REGISTER_ROWS, MOST_ROWS, parse, read};

use super::issuer::IssuerCode;
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
        match (self.procedure, &self.organisation) {
            (Procedure::NewOrganisation, None) => Err(Fault::organisation_missing()),
            (Procedure::NewIndependent, Some(_)) => Err(Fault::organisation_present()),
            (Procedure::NewIndependent, None) if self.experts.len() != 1 => Err(Fault::not_one_expert()),
            _ => Ok(()),
        }
    }

    /// Who applies, by name: the organisation or the independent consultant;
    /// none while it is not written.
    pub fn applicant_name(&self) -> Option<&str> {
        match self.procedure {
            Procedure::NewOrganisation => given(self.organisation.as_ref()?.name.as_ref()),
            Procedure::NewIndependent => given(self.experts.first()?.name.as_ref()),
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
