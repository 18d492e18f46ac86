//! The papers that a dossier consists of (Circular 26/2014/TT-BKHCN, article 13
//! for organisations, 14 for independent consultants, 18 for a renewal, 20 for
//! additional cards, 21 for a re-issue). What the form asks for and what the office misses are the
//! same.

use super::Section;
use crate::domain::application::Application;
use crate::domain::evidence::{Evidence, Item};

/// A paper that belongs to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequiredPaper {
    /// What it shows.
    pub item: Item,
    /// Position of the expert it is about; none when of the organisation.
    pub expert: Option<usize>,
    /// The part of the form that it is handed in with.
    pub section: Section,
}

/// Every paper that the application consists of, in the order of the form.
pub fn required_papers(application: &Application) -> Vec<RequiredPaper> {
    let of_dossier = Section::in_dossier(application).into_iter().map(|section| (None, section));
    let of_experts = (0..application.experts.len()).flat_map(|position| {
        Section::of_expert_at(application, position).iter().map(move |section| (Some(position), *section))
    });
    let required = |(expert, section): (Option<usize>, Section)| {
        let item = section.item().filter(|item| belongs(application, expert, *item))?;
        Some(RequiredPaper { item, expert, section })
    };
    of_dossier.chain(of_experts).filter_map(required).collect()
}

/// Those of them that have not been handed in.
pub fn missing_papers(application: &Application, papers: &[Evidence]) -> Vec<RequiredPaper> {
    let is_there = |required: &RequiredPaper| {
        papers.iter().any(|paper| (paper.item, paper.expert) == (required.item, required.expert))
    };
    required_papers(application).into_iter().filter(|required| !is_there(required)).collect()
}

/// Whether a paper that has a place in the form belongs to every application
/// of this kind.
fn belongs(application: &Application, expert: Option<usize>, item: Item) -> bool {
    let expert = expert.and_then(|position| application.experts.get(position));
    match item {
        // The application itself is the form; a scan of a signed one may come
        // along.
        Item::RegistrationForm => false,
        // Of who is a civil servant, from who employs them (article 14.5).
        Item::ConsentLetter => expert.is_some_and(|expert| expert.civil_servant == Some(true)),
        // The one on the card that is replaced is printed again.
        Item::Photo => {
            !expert.is_some_and(|expert| expert.prior_card.as_ref().is_some_and(|card| card.portrait))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::{PriorCard, Procedure, parse};

    fn required(file: &[u8], change: impl FnOnce(&mut Application)) -> Vec<(Option<usize>, Item)> {
        let mut application = parse(file).expect("a dossier file");
        change(&mut application);
        application.experts.truncate(1);
        required_papers(&application).into_iter().map(|paper| (paper.expert, paper.item)).collect()
    }

    #[test]
    fn an_organisation_hands_in_what_article_13_lists() {
        let file = include_bytes!("../../../tests/cases/organisation-meets-all.json");
        assert_eq!(
            required(file, |_| ()),
            [
                (None, Item::EstablishmentPaper),
                (None, Item::QmsCertificate),
                (None, Item::ConsultingHistory),
                (Some(0), Item::Degree),
                (Some(0), Item::StateAdministration),
                (Some(0), Item::QmsTraining),
                (Some(0), Item::EmploymentPaper),
                (Some(0), Item::CurriculumVitae),
                (Some(0), Item::Photo),
            ]
        );
    }

    #[test]
    fn a_renewal_asks_of_who_has_a_card_what_the_last_years_show() {
        let file = include_bytes!("../../../tests/cases/organisation-meets-all.json");
        let card = |portrait| Some(PriorCard { portrait, ..PriorCard::default() });
        let renewed = |prior_card: Option<PriorCard>| {
            required(file, |it| {
                it.procedure = Procedure::RenewalOrganisation;
                it.experts[0].prior_card = prior_card;
            })
        };
        let own = [(None, Item::QmsCertificate), (None, Item::ConsultingHistory)];
        let known = [(Some(0), Item::EmploymentPaper), (Some(0), Item::CurriculumVitae)];
        assert_eq!(renewed(card(true)), [own, known].concat());
        assert_eq!(renewed(card(false)).last(), Some(&(Some(0), Item::Photo)), "it is not kept");
        assert_eq!(renewed(None).len(), 2 + 6, "the full set of who is new");
    }

    #[test]
    fn an_independent_consultant_hands_in_what_article_14_lists() {
        let file = include_bytes!("../../../tests/cases/independent-meets-all.json");
        let own = [
            (Some(0), Item::Degree),
            (Some(0), Item::StateAdministration),
            (Some(0), Item::QmsTraining),
            (Some(0), Item::CurriculumVitae),
            (Some(0), Item::Photo),
        ];
        let mut with_consent = own.to_vec();
        with_consent.insert(4, (Some(0), Item::ConsentLetter));
        assert_eq!(required(file, |it| it.experts[0].civil_servant = Some(false)), own);
        assert_eq!(required(file, |it| it.experts[0].civil_servant = None), own);
        assert_eq!(required(file, |it| it.experts[0].civil_servant = Some(true)), with_consent);
    }
}
