//! The parts of the form, in its order, and the paper that goes with each.

use crate::domain::application::{Application, Procedure, ReissueCause};
use crate::domain::eligibility::Rule;
use crate::domain::evidence::Item;
use crate::domain::words::words;

words! {
    /// A part of the form with a page of its own.
    Section {
        /// Name, code, address, contact, legal representative.
        Organisation = "organisation",
        /// The establishment paper.
        Establishment = "establishment",
        /// The QMS certificate.
        QmsCertificate = "qms_certificate",
        /// The clients consulted.
        Clients = "clients",
        /// The registration form, signed and scanned.
        RegistrationForm = "registration_form",
        /// The list of experts.
        Experts = "experts",
        /// An expert's name, birth date, personal number.
        Identity = "identity",
        /// How an independent consultant is reached.
        Contact = "contact",
        /// The degree.
        Degree = "degree",
        /// Training in state administrative management.
        StateAdministration = "state_administration",
        /// Training in QMS consulting.
        QmsTraining = "qms_training",
        /// Employment at the organisation.
        Employment = "employment",
        /// Posts held.
        History = "history",
        /// Clients consulted by the expert.
        Engagements = "engagements",
        /// Belonging to no organisation; a civil servant's consent letter.
        Independence = "independence",
        /// What the expert declares.
        Declaration = "declaration",
        /// The portrait.
        Photo = "photo",
        /// Which papers are asked for once more, and why; the letter.
        Reissue = "reissue",
        /// The new name or contact address, where that is the reason.
        Particulars = "particulars",
    }
}

impl Section {
    /// The parts about the organisation or the dossier itself, in order.
    pub fn of_dossier(procedure: Procedure) -> &'static [Self] {
        match procedure {
            Procedure::NewOrganisation => &[
                Self::Organisation,
                Self::Establishment,
                Self::QmsCertificate,
                Self::Clients,
                Self::RegistrationForm,
            ],
            Procedure::RenewalOrganisation => {
                &[Self::Organisation, Self::QmsCertificate, Self::Clients, Self::RegistrationForm]
            }
            Procedure::NewIndependent | Procedure::AdditionalCards | Procedure::RenewalIndependent => {
                &[Self::RegistrationForm]
            }
            Procedure::ReissueOrganisation | Procedure::ReissueIndependent => {
                &[Self::Reissue, Self::Particulars]
            }
        }
    }

    /// The parts about each expert, in order; of a renewal those about who is
    /// new.
    pub fn of_expert(procedure: Procedure) -> &'static [Self] {
        match procedure {
            Procedure::NewOrganisation | Procedure::AdditionalCards | Procedure::RenewalOrganisation => &[
                Self::Identity,
                Self::Degree,
                Self::StateAdministration,
                Self::QmsTraining,
                Self::Employment,
                Self::History,
                Self::Engagements,
                Self::Declaration,
                Self::Photo,
            ],
            Procedure::NewIndependent | Procedure::RenewalIndependent => &[
                Self::Identity,
                Self::Contact,
                Self::Degree,
                Self::StateAdministration,
                Self::QmsTraining,
                Self::History,
                Self::Engagements,
                Self::Independence,
                Self::Declaration,
                Self::Photo,
            ],
            Procedure::ReissueOrganisation | Procedure::ReissueIndependent => &[Self::Photo],
        }
    }

    /// The parts of this dossier about the organisation or the dossier itself:
    /// those that its answers so far ask for.
    pub fn in_dossier(application: &Application) -> Vec<Self> {
        let cause = application.reissue.as_ref().and_then(|reissue| reissue.cause);
        let asked = |section: &&Self| {
            **section != Self::Particulars || cause.is_some_and(ReissueCause::changes_particulars)
        };
        Self::of_dossier(application.procedure).iter().filter(asked).copied().collect()
    }

    /// The parts of this dossier about the expert at a position; of a re-issue
    /// only of those whose card is asked for, and of a renewal only what can have
    /// changed of who has a card.
    pub fn of_expert_at(application: &Application, position: usize) -> &'static [Self] {
        let is_known = application.experts.get(position).is_some_and(|expert| expert.prior_card.is_some());
        match application.procedure {
            _ if !application.asks_card(position) => &[],
            Procedure::RenewalOrganisation if is_known => {
                &[Self::Employment, Self::Engagements, Self::Declaration, Self::Photo]
            }
            Procedure::RenewalIndependent if is_known => {
                &[Self::Contact, Self::Engagements, Self::Independence, Self::Declaration, Self::Photo]
            }
            procedure => Self::of_expert(procedure),
        }
    }

    /// The part that a condition is judged by; none where the dossier alone does
    /// not decide it, or all of its experts do.
    pub fn judged_by(rule: Rule) -> Option<Self> {
        match rule {
            Rule::O1 => Some(Self::Establishment),
            Rule::O2a | Rule::O2b | Rule::O2c | Rule::O2d => Some(Self::QmsCertificate),
            Rule::O3 | Rule::R2 => Some(Self::Clients),
            Rule::O4 | Rule::O5 | Rule::O6 | Rule::B1 | Rule::R1 | Rule::R4 => None,
            Rule::B2 => Some(Self::Reissue),
            Rule::E1 => Some(Self::Degree),
            Rule::E2 => Some(Self::StateAdministration),
            Rule::E3 => Some(Self::QmsTraining),
            Rule::E4a => Some(Self::History),
            Rule::E4b | Rule::R3 | Rule::R5 => Some(Self::Engagements),
            Rule::E5 => Some(Self::Declaration),
            Rule::E6 => Some(Self::Employment),
            Rule::E7 => Some(Self::Photo),
            Rule::I1 | Rule::I2 => Some(Self::Independence),
        }
    }

    /// The paper handed in with the part, if one is.
    pub fn item(self) -> Option<Item> {
        match self {
            Self::RegistrationForm => Some(Item::RegistrationForm),
            Self::Establishment => Some(Item::EstablishmentPaper),
            Self::QmsCertificate => Some(Item::QmsCertificate),
            Self::Clients => Some(Item::ConsultingHistory),
            Self::Degree => Some(Item::Degree),
            Self::StateAdministration => Some(Item::StateAdministration),
            Self::QmsTraining => Some(Item::QmsTraining),
            Self::Employment => Some(Item::EmploymentPaper),
            Self::Engagements => Some(Item::CurriculumVitae),
            Self::Independence => Some(Item::ConsentLetter),
            Self::Photo => Some(Item::Photo),
            Self::Reissue => Some(Item::ReissueLetter),
            Self::Particulars => Some(Item::ChangeEvidence),
            Self::Organisation
            | Self::Experts
            | Self::Identity
            | Self::Contact
            | Self::History
            | Self::Declaration => None,
        }
    }
}
