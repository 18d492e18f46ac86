//! What a list can be narrowed to and ordered by, and what it is.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::asked::Listing;
use crate::domain::application::Procedure;
use crate::domain::dossier::StageName;
use crate::domain::ids::AccountId;
use crate::domain::listing::{Due, List, Order};
use crate::language::Language;
use crate::web::desk::people::Names;

/// One thing to choose, with what there is: value, label, and whether it is
/// chosen.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) options: Vec<(String, String, bool)>,
}

impl Choice {
    fn of<T: Display + PartialEq>(
        (name, label): (&'static str, &'static str),
        none: &str,
        (chosen, all): (Option<&T>, Vec<(T, String)>),
    ) -> Self {
        let first = (String::new(), none.to_owned(), chosen.is_none());
        let options = all.into_iter().map(|(value, label)| {
            let is_chosen = chosen == Some(&value);
            (value.to_string(), label, is_chosen)
        });
        Self { name, label, options: std::iter::once(first).chain(options).collect() }
    }
}

/// What the list can be narrowed to and ordered by.
pub(super) fn choices(
    language: Language,
    listing: &Listing,
    appraisers: &BTreeMap<AccountId, String>,
    names: &Names,
) -> Vec<Choice> {
    let (texts, narrowing) = (language.queue(), &listing.narrowing);
    let procedures = Procedure::ALL.iter().map(|known| (*known, language.procedure(*known).to_owned()));
    let mut officers: Vec<(AccountId, String)> =
        appraisers.iter().map(|(id, name)| (*id, name.clone())).collect();
    // Somebody who is there no more, whose dossiers an address asks for.
    if let Some(id) = narrowing.appraiser.filter(|id| !appraisers.contains_key(id)) {
        officers.push((id, names.name(id).to_owned()));
    }
    officers.sort_by(|one, other| one.1.cmp(&other.1));
    let mut choices = vec![
        Choice::of(
            ("procedure", texts.procedure),
            texts.any,
            (narrowing.procedure.as_ref(), procedures.collect()),
        ),
        Choice::of(("officer", texts.officer), texts.any, (narrowing.appraiser.as_ref(), officers)),
    ];
    let is_done = listing.list.is_done();
    if !is_done && listing.list != List::Received {
        let dues = [Due::Urgent, Due::Late, Due::Today, Due::Near, Due::Week, Due::Provisional];
        let dues = dues.into_iter().map(|due| (due, language.due(due).to_owned())).collect();
        choices.push(Choice::of(("due", texts.due), texts.any, (narrowing.due.as_ref(), dues)));
    }
    let first = if is_done { texts.by_end } else { texts.by_due };
    let orders =
        vec![(Order::Received, texts.by_receipt.to_owned()), (Order::Number, texts.by_number.to_owned())];
    let chosen = Some(&listing.order).filter(|order| **order != Order::Due);
    choices.push(Choice::of(("sort", texts.sort), first, (chosen, orders)));
    choices
}

/// Which part of the list is shown, in words.
pub(super) fn narrowed(language: Language, listing: &Listing, names: &Names) -> Vec<String> {
    let (texts, narrowing) = (language.queue(), &listing.narrowing);
    let stage = match listing.list {
        List::Stage(stage) if stage != StageName::Draft => Some(language.stage(stage).to_owned()),
        List::Received => Some(texts.received.to_owned()),
        _ => None,
    };
    let parts = [
        narrowing.received.map(|months| language.received_in(months)),
        narrowing.decided.map(|months| language.decided_in(months)),
        narrowing.kept.map(|kept| language.limits_kept(kept).to_owned()),
        narrowing.due.map(|due| language.due(due).to_owned()),
        narrowing.procedure.map(|procedure| language.procedure(procedure).to_owned()),
        narrowing.appraiser.map(|id| names.name(id).to_owned()),
    ];
    stage
        .filter(|_| listing.list == List::Received || parts.iter().any(Option::is_some))
        .into_iter()
        .chain(parts.into_iter().flatten())
        .filter(|part| !part.is_empty())
        .collect()
}
