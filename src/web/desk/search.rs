//! What an officer looks for: a number typed in any spelling is asked for as it
//! is printed, and who asks in one list for what stands in another is told
//! where that is.

use super::Desk;
use crate::domain::inquiry::{Inquiry, Item};
use crate::domain::question::Question;
use crate::web::address::encoded;

/// Dashes between the four groups of letters that follow a dossier's number on
/// its slip, the first among them.
const GROUPS: usize = 4;

/// What was typed, and what it is.
pub(super) struct Search {
    pub(super) question: Question,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dossier,
    Paper,
    Anything,
}

impl Search {
    pub(super) fn of(desk: &Desk<'_>, typed: Option<&str>) -> Self {
        let question = Question::of(typed.unwrap_or_default());
        let inquiry = Inquiry::of(question.typed(), &desk.frame.host);
        let (kind, meant) = match inquiry.the_one() {
            Some(Item::Dossier(number)) => (Kind::Dossier, Some(number.clone())),
            Some(Item::Slip(code)) => {
                (Kind::Dossier, code.rsplitn(GROUPS + 1, '-').last().map(str::to_owned))
            }
            // Of several issuers only the question itself leads to all.
            Some(Item::Number(number)) => (Kind::Paper, the_only(&number.candidates)),
            Some(Item::Page { number, .. }) => (Kind::Paper, Some(number.clone())),
            Some(Item::Enterprise { code, .. }) => (Kind::Anything, Some(code.to_string())),
            _ => (Kind::Anything, None),
        };
        let question = match meant {
            Some(meant) => question.read_as(&meant),
            None => question,
        };
        Self { question, kind }
    }

    /// Where else to look, when dossiers are listed.
    pub(super) fn among_papers(&self, desk: &Desk<'_>) -> Option<(String, &'static str)> {
        let href = || format!("/desk/certificates?q={}", encoded(self.question.typed()));
        (self.kind == Kind::Paper).then(|| (href(), desk.frame.language.queue().a_papers_number))
    }

    /// Where else to look, when papers are listed.
    pub(super) fn among_dossiers(&self, desk: &Desk<'_>) -> Option<(String, &'static str)> {
        let href = || format!("/desk?view=open&q={}", encoded(self.question.typed()));
        (self.kind == Kind::Dossier).then(|| (href(), desk.frame.language.queue().a_dossiers_number))
    }
}

fn the_only(candidates: &[String]) -> Option<String> {
    match candidates {
        [one] => Some(one.clone()),
        _ => None,
    }
}
