//! Which dossiers a list shows: of some stages all, of others only those that
//! are in certain hands.

use super::{Act, Hand, StageName, Whose};
use crate::domain::staff::Officer;

/// Stages of which a list shows all dossiers, or some. A dossier is shown when
/// one of the four says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// All that are in these stages.
    pub whole: Vec<StageName>,
    /// Those that the officer appraises.
    pub own: Vec<StageName>,
    /// Those that somebody else appraised.
    pub others: Vec<StageName>,
    /// Those whose appraiser appraises here no more.
    pub orphaned: Vec<StageName>,
}

impl Selection {
    /// All dossiers in these stages. A draft is the applicant's alone.
    pub fn of_stages(is_shown: impl Fn(StageName) -> bool) -> Self {
        let shown = |stage: &StageName| *stage != StageName::Draft && is_shown(*stage);
        Self { whole: StageName::ALL.into_iter().filter(shown).collect(), ..Self::default() }
    }

    /// What the officer has to do something with now. Nobody has to put another
    /// in an appraiser's place while the appraiser is there.
    pub fn waiting_for(officer: &Officer) -> Self {
        let mut waiting = Self::default();
        for stage in StageName::ALL.into_iter().filter(|stage| *stage != StageName::Draft) {
            let is_theirs = |act: &Act| {
                matches!(act.hand(), Hand::Officer(role) if officer.is(role)) && stage.allows(*act)
            };
            for act in Act::ALL.into_iter().filter(is_theirs) {
                let list = match act.whose() {
                    _ if act.replaces_someone() => &mut waiting.orphaned,
                    Whose::Anyones => &mut waiting.whole,
                    Whose::TheAppraisers => &mut waiting.own,
                    Whose::SomebodyElses => &mut waiting.others,
                };
                if !list.contains(&stage) {
                    list.push(stage);
                }
            }
        }
        waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::AccountId;
    use crate::domain::issuer::IssuerCode;
    use crate::domain::staff::Role;

    fn waiting_for(roles: &[Role]) -> Selection {
        Selection::waiting_for(&Officer {
            account: AccountId::new(uuid::Uuid::nil()),
            number: "CB001".parse().expect("a number"),
            name: String::new(),
            issuer: IssuerCode::MINISTRY,
            roles: roles.iter().copied().collect(),
        })
    }

    #[test]
    fn everyone_has_to_do_what_their_roles_are_for() {
        use StageName as S;
        let intake = Selection { whole: vec![S::Submitted, S::Received, S::Lapsed], ..Selection::default() };
        assert_eq!(waiting_for(&[Role::Intake]), intake);
        let at_work = vec![S::UnderAppraisal, S::OnSite];
        let appraiser = Selection {
            whole: vec![S::Complete],
            own: at_work.clone(),
            orphaned: at_work.clone(),
            ..Selection::default()
        };
        assert_eq!(waiting_for(&[Role::Appraiser]), appraiser);
        let leader = Selection {
            others: vec![S::ProposedToApprove, S::ProposedToRefuse],
            orphaned: at_work,
            ..Selection::default()
        };
        assert_eq!(waiting_for(&[Role::Leader]), leader);
        for role in [Role::Administrator, Role::Auditor] {
            assert_eq!(waiting_for(&[role]), Selection::default(), "{role}");
        }
    }

    #[test]
    fn no_list_shows_a_draft() {
        assert!(!Selection::of_stages(|_| true).whole.contains(&StageName::Draft));
        assert_eq!(Selection::of_stages(|_| true).whole.len(), StageName::ALL.len() - 1);
    }
}
