//! A dossier from a file in the form `dossier/1`.

use std::collections::BTreeSet;

use super::super::work::{Actor, Work};
use super::super::{ActError, Registry, leftovers};
use super::{own_to_edit, require_readable};
use crate::domain::application::{Application, Expert, given};
use crate::domain::deed::Deed;
use crate::domain::dossier::{Dossier, Refusal};
use crate::domain::evidence::Evidence;
use crate::domain::fold::fold;
use crate::domain::ids::{AccountId, DossierId};
use crate::storage::{StorageError, Transaction, evidence};

/// What became of the people of a dossier that a file replaced.
#[derive(Debug)]
pub struct ImportOutcome {
    /// The dossier as it is now.
    pub dossier: Dossier,
    /// Who was known by name alone, for the personal number differs.
    pub renumbered: Vec<String>,
    /// Whose portrait and papers went, for the file does not name them.
    pub left_out: Vec<String>,
}

/// Takes over what a dossier file says in place of what was written.
///
/// Papers and portraits are uploaded, not declared: they stay with the person
/// they were uploaded for, known by the personal number or, where that was
/// corrected, by a name that nobody else has; and go when the file no longer
/// names that person.
pub async fn import(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    file: Application,
) -> Result<ImportOutcome, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = own_to_edit(&mut work, applicant, id).await?;
    if file.procedure != dossier.application.procedure {
        return Err(Refusal::OtherProcedure.into());
    }
    if file.procedure.is_reissue() || file.procedure.is_renewal() {
        return Err(Refusal::NothingToImport.into());
    }
    let before = std::mem::replace(&mut dossier.application.experts, file.experts);
    if !file.procedure.is_about_certificate() {
        dossier.application.organisation = file.organisation;
    }
    for expert in &mut dossier.application.experts {
        expert.photo = None;
        // Which cards there are, the register says.
        expert.prior_card = None;
    }
    let moves = places(&before, &dossier.application.experts);
    for (expert, place) in before.iter().zip(&moves) {
        if let Some(place) = place {
            let placed = &mut dossier.application.experts[*place];
            placed.photo = expert.photo;
            placed.prior_card.clone_from(&expert.prior_card);
        }
    }
    require_readable(&dossier.application).await?;
    let taken_out = move_papers(&mut work, id, &moves).await?;
    let gone: BTreeSet<usize> = taken_out.iter().filter_map(|paper| paper.expert).collect();
    let named =
        |position: usize| before.get(position).and_then(|expert| expert.name.clone()).unwrap_or_default();
    let renumbered = (0..before.len()).filter(|position| {
        let after = moves[*position].map(|place| number(&dossier.application.experts[place]));
        number(&before[*position]).is_some() && after.is_some_and(|after| after != number(&before[*position]))
    });
    let renumbered = renumbered.map(named).collect();
    let left_out = gone.into_iter().map(named).collect();
    let dossier = work.conclude_on(dossier, Deed::Import {}).await?;
    leftovers::release(registry, &taken_out).await;
    Ok(ImportOutcome { dossier, renumbered, left_out })
}

fn number(expert: &Expert) -> Option<&str> {
    given(expert.personal_number.as_ref())
}

/// Where each expert stands in the new list: the same personal number, or,
/// where none was written before, the same place; then, of those left over,
/// the one person of the same name. Nobody twice.
fn places(before: &[Expert], after: &[Expert]) -> Vec<Option<usize>> {
    let mut taken = vec![false; after.len()];
    let mut take = |place: usize| (!std::mem::replace(&mut taken[place], true)).then_some(place);
    let place_of = |(position, expert): (usize, &Expert)| match number(expert) {
        Some(known) => after.iter().position(|other| number(other) == Some(known)),
        None => Some(position).filter(|position| *position < after.len()),
    };
    let mut places: Vec<_> = before.iter().enumerate().map(|row| place_of(row).and_then(&mut take)).collect();
    for position in 0..before.len() {
        if places[position].is_none() {
            places[position] = by_name(position, before, after, &places);
        }
    }
    places
}

/// The place of the only one left who can be the person at this position, if
/// nobody else left over can be that one.
fn by_name(position: usize, before: &[Expert], after: &[Expert], places: &[Option<usize>]) -> Option<usize> {
    let is_free = |place: &usize| !places.contains(&Some(*place));
    let mut found =
        (0..after.len()).filter(is_free).filter(|place| may_be(&before[position], &after[*place]));
    let place = found.next().filter(|_| found.next().is_none())?;
    let rivals =
        before.iter().zip(places).filter(|(one, place_of)| place_of.is_none() && may_be(one, &after[place]));
    (rivals.count() == 1).then_some(place)
}

/// Whether two may be one person whose number was corrected: one name, and no
/// other birth date.
fn may_be(one: &Expert, other: &Expert) -> bool {
    let name = |expert: &Expert| given(expert.name.as_ref()).map(fold);
    let is_named = name(one).is_some_and(|name| !name.is_empty()) && name(one) == name(other);
    is_named && one.born_on.zip(other.born_on).is_none_or(|(one, other)| one == other)
}

/// Moves papers with their people; those whose expert is gone, taken out.
async fn move_papers(
    transaction: &mut Transaction,
    id: DossierId,
    places: &[Option<usize>],
) -> Result<Vec<Evidence>, StorageError> {
    let mut taken_out = Vec::new();
    for mut paper in evidence::of_dossier(transaction, id).await?.whole()? {
        let Some(position) = paper.expert else { continue };
        let place = places.get(position).copied().flatten();
        if place == Some(position) {
            continue;
        }
        evidence::remove(transaction, paper.id).await?;
        if place.is_some() {
            paper.expert = place;
            evidence::insert(transaction, &paper).await?;
        } else {
            taken_out.push(paper);
        }
    }
    Ok(taken_out)
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
    fn papers_follow_a_corrected_number_by_a_name_that_nobody_else_has() {
        let named = |name: &str, number: &str| Expert { name: Some(name.to_owned()), ..expert(number) };
        let before = [named("Trần Mai", "1"), named("Lê An", "2"), named("Lê An", "3")];
        let after = [named("Lê An", "4"), named("TRẦN  MAI", "5")];
        assert_eq!(places(&before, &after), [Some(1), None, None], "two of the name Lê An");
        let after =
            [named("Lê An", "2"), named("Lê An", "4"), named("Trần Mai", "5"), named("Trần Mai", "6")];
        assert_eq!(places(&before, &after), [None, Some(0), Some(1)], "two of the name Trần Mai");
        let born =
            |day: &str, number: &str| Expert { born_on: day.parse().ok(), ..named("Trần Mai", number) };
        assert_eq!(places(&[born("1980-03-05", "1")], &[born("1980-03-05", "2")]), [Some(0)]);
        assert_eq!(places(&[born("1980-03-05", "1")], &[born("2004-03-05", "2")]), [None], "another person");
    }

    #[test]
    fn two_of_the_same_number_do_not_share_a_place() {
        assert_eq!(places(&[expert("1"), expert("1")], &[expert("1")]), [Some(0), None]);
        assert_eq!(places(&[expert(""), expert("1")], &[expert("1")]), [Some(0), None]);
    }
}
