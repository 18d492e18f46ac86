//! A dossier from a file in the form `dossier/1`.

use super::super::{ActError, Registry, conclude, own_to_change};
use super::{by_applicant, require_readable};
use crate::domain::application::{Application, Expert, given};
use crate::domain::dossier::{Act, Dossier, Refusal};
use crate::domain::ids::{AccountId, DossierId};
use crate::storage::{StorageError, Transaction, evidence};

/// Takes over what a dossier file says in place of what was written.
///
/// Papers and portraits are uploaded, not declared: they stay with the person
/// they were uploaded for, known by the personal number, and go when the file
/// no longer names that person.
pub async fn import(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    file: Application,
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = own_to_change(&mut transaction, registry, applicant, id).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::Edit, at.day())?;
    if file.procedure != dossier.application.procedure {
        return Err(Refusal::OtherProcedure.into());
    }
    let before = std::mem::replace(&mut dossier.application.experts, file.experts);
    dossier.application.organisation = file.organisation;
    for expert in &mut dossier.application.experts {
        expert.photo = None;
    }
    let moves = places(&before, &dossier.application.experts);
    for (expert, place) in before.iter().zip(&moves) {
        if let Some(place) = place {
            dossier.application.experts[*place].photo = expert.photo;
        }
    }
    require_readable(&dossier.application)?;
    move_papers(&mut transaction, id, &moves).await?;
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "import")).await?;
    Ok(dossier)
}

/// Where each expert stands in the new list: the same personal number, or,
/// where none was written before, the same place. Nobody twice.
fn places(before: &[Expert], after: &[Expert]) -> Vec<Option<usize>> {
    let number = |expert: &Expert| given(expert.personal_number.as_ref()).map(str::to_owned);
    let mut taken = vec![false; after.len()];
    let mut take = |place: usize| (!std::mem::replace(&mut taken[place], true)).then_some(place);
    let place_of = |(position, expert): (usize, &Expert)| match number(expert) {
        Some(known) => after.iter().position(|other| number(other).as_ref() == Some(&known)),
        None => Some(position).filter(|position| *position < after.len()),
    };
    before.iter().enumerate().map(|row| place_of(row).and_then(&mut take)).collect()
}

async fn move_papers(
    transaction: &mut Transaction,
    id: DossierId,
    places: &[Option<usize>],
) -> Result<(), StorageError> {
    for mut paper in evidence::of_dossier(transaction, id).await? {
        let Some(position) = paper.expert else { continue };
        let place = places.get(position).copied().flatten();
        if place == Some(position) {
            continue;
        }
        evidence::remove(transaction, paper.id).await?;
        if place.is_some() {
            paper.expert = place;
            evidence::insert(transaction, &paper).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expert(number: &str) -> Expert {
        Expert { personal_number: Some(number.to_owned()), ..Expert::default() }
    }

    #[test]
    fn papers_follow_the_person_and_not_the_place() {
        let before = [expert("1"), expert("2"), expert(""), expert("9")];
        let after = [expert("2"), expert("3"), expert("4"), expert("1")];
        assert_eq!(places(&before, &after), [Some(3), Some(0), Some(2), None]);
    }

    #[test]
    fn two_of_the_same_number_do_not_share_a_place() {
        assert_eq!(places(&[expert("1"), expert("1")], &[expert("1")]), [Some(0), None]);
        assert_eq!(places(&[expert(""), expert("1")], &[expert("1")]), [Some(0), None]);
    }
}
