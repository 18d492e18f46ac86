//! The lists and stages that lead from a list to another, with how many stand in
//! each.

use std::collections::BTreeMap;

use super::asked::Listing;
use crate::domain::dossier::StageName;
use crate::domain::listing::List;
use crate::domain::question::Question;
use crate::language::Language;
use crate::language::desk::queue::QueueTexts;

/// A link to a list, with how many stand in it.
pub(super) struct ViewLink {
    pub(super) href: String,
    pub(super) label: &'static str,
    pub(super) count: i64,
    pub(super) current: bool,
}

/// How many stand in a list of which all is shown; none where that is not counted
/// yet.
pub(super) fn all_of(
    listing: &Listing,
    question: &Question,
    mine: i64,
    counts: &BTreeMap<StageName, i64>,
) -> Option<i64> {
    if listing.is_narrowed() || !question.is_blank() {
        return None;
    }
    let sum = |is_final: bool| {
        counts.iter().filter(|(stage, _)| stage.is_final() == is_final).map(|(_, count)| *count).sum()
    };
    match listing.list {
        List::Mine => Some(mine),
        List::Open => Some(sum(false)),
        List::Done => Some(sum(true)),
        List::Stage(stage) => Some(counts.get(&stage).copied().unwrap_or_default()),
        List::Received => None,
    }
}

/// The lists, each with how many stand in it; of another office nothing waits
/// for the reader.
pub(super) fn views(
    texts: &QueueTexts,
    listing: &Listing,
    mine: i64,
    counts: &BTreeMap<StageName, i64>,
) -> Vec<ViewLink> {
    let count_of = |is_final: bool| {
        counts.iter().filter(|(stage, _)| stage.is_final() == is_final).map(|(_, count)| *count).sum::<i64>()
    };
    let lists = [
        (List::Mine, texts.mine, mine),
        (List::Open, texts.open, count_of(false)),
        (List::Done, texts.done, count_of(true)),
    ];
    let link = |(list, label, count): (List, &'static str, i64)| ViewLink {
        href: Listing::of(list).at(listing.issuer).href(),
        label,
        count,
        current: list == listing.list && !listing.is_narrowed(),
    };
    let is_shown = |(list, ..): &(List, _, _)| listing.issuer.is_none() || *list != List::Mine;
    lists.into_iter().filter(is_shown).map(link).collect()
}

/// The stages of what is in progress, each with how many are in it.
pub(super) fn stages(
    language: Language,
    listing: &Listing,
    counts: &BTreeMap<StageName, i64>,
) -> Vec<ViewLink> {
    let shown = counts.iter().filter(|(stage, _)| !stage.is_final() && listing.view() == "open");
    let link = |(stage, count): (&StageName, &i64)| ViewLink {
        href: Listing::of(List::Stage(*stage)).at(listing.issuer).href(),
        label: language.stage(*stage),
        count: *count,
        current: listing.list == List::Stage(*stage) && !listing.is_narrowed(),
    };
    shown.map(link).collect()
}
