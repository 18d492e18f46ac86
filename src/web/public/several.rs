//! The answer to several numbers at once: a verdict for each, all of one day.

use askama::Template;

use super::path_of;
use super::ways::of_item;
use crate::domain::inquiry::{Item, MOST_ITEMS};
use crate::language::Language;
use crate::language::public::PublicTexts;
use crate::verification::{Check, OnDay};
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/several.html")]
struct SeveralPage {
    frame: Frame,
    texts: &'static PublicTexts,
    title: String,
    lines: Vec<Line>,
    /// How many are answered at once, when more were typed; else 0.
    most: usize,
    /// When the register was asked.
    freshness: String,
    /// What was typed.
    typed: String,
}

struct Line {
    /// What was read.
    what: String,
    /// The page of it; empty where there is none.
    href: String,
    /// The name on the paper; empty where none was found.
    holder: String,
    /// The stable name of the verdict.
    code: &'static str,
    /// The verdict in a few words.
    state: String,
}

/// The page of these things, in the order in which they were typed.
pub(super) async fn page(
    items: Vec<Item>,
    typed: String,
    frame: Frame,
    day: OnDay<'_>,
) -> Result<Answer, Failure> {
    let (language, texts) = (frame.language, frame.language.public());
    let is_cut = day.checks().inquiry(&typed).is_cut;
    let (mut lines, mut freshness, mut title) = (Vec::new(), String::new(), String::new());
    for item in &items {
        let check = day.item(item).await;
        freshness = super::freshness(language, &check);
        title = language.several(items.len(), check.is_past.then_some(check.on));
        lines.push(Line::of(language, item, &check));
    }
    let most = if is_cut { MOST_ITEMS } else { 0 };
    Answer::page(&SeveralPage { frame, texts, title, lines, most, freshness, typed })
}

impl Line {
    fn of(language: Language, item: &Item, check: &Check) -> Self {
        let code = check.verdict.code();
        if let Some(found) = &check.paper {
            let number = &found.paper().number;
            return Self {
                what: number.to_string(),
                href: path_of(number),
                holder: found.paper().holder.to_string(),
                code,
                state: language.verdict_in_short(&check.verdict, check.on).to_owned(),
            };
        }
        let state = match &check.unasked {
            Some(_) => language.item_in_short(item),
            None => language.verdict_in_short(&check.verdict, check.on),
        };
        Self {
            what: language.item_named(item),
            href: of_item(language, item).into_iter().next().map_or_else(String::new, |way| way.href),
            holder: String::new(),
            code,
            state: state.to_owned(),
        }
    }
}
