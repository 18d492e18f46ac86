//! What the Ministry wrote to something, and what was answered, as pages show it:
//! the same to who supervises and to the office itself.

use crate::acts::look::Look;
use crate::acts::supervision::{self as acts, Comment};
use crate::dates::Day;
use crate::domain::ids::AccountId;
use crate::domain::supervision::{About, Check, CheckState};
use crate::language::Language;
use crate::language::desk::supervision::SupervisionTexts;
use crate::storage::{StorageError, supervision};
use crate::web::desk::people::Names;

/// Comments and checks of a dossier or certificate.
pub(in crate::web::desk) struct SupervisionView {
    pub(in crate::web::desk) texts: &'static SupervisionTexts,
    /// Who wrote, when, and what; the last first.
    pub(in crate::web::desk) comments: Vec<(String, String, String)>,
    pub(in crate::web::desk) checks: Vec<CheckLine>,
}

/// A check as a line of a list.
pub(in crate::web::desk) struct CheckLine {
    pub(in crate::web::desk) href: String,
    pub(in crate::web::desk) office: String,
    pub(in crate::web::desk) asked: String,
    pub(in crate::web::desk) state: &'static str,
    pub(in crate::web::desk) tone: &'static str,
    pub(in crate::web::desk) answer_by: String,
    pub(in crate::web::desk) is_open: bool,
}

impl SupervisionView {
    pub(in crate::web::desk) fn of(
        language: Language,
        (comments, checks): (&[Comment], &[Check]),
        names: &Names,
        today: Day,
    ) -> Self {
        let comment = |comment: &Comment| {
            let by = comment.by.map(|by| names.name(by).to_owned()).unwrap_or_default();
            (by, language.instant(comment.at), comment.text.clone())
        };
        Self {
            texts: language.supervision(),
            comments: comments.iter().rev().map(comment).collect(),
            checks: checks.iter().map(|check| CheckLine::of(language, check, today)).collect(),
        }
    }

    /// Those of a certificate, for its own office.
    pub(in crate::web::desk) async fn of_certificate(
        look: &mut Look,
        language: Language,
        number: &str,
    ) -> Result<Self, StorageError> {
        let comments = acts::comments(look, number).await?;
        let checks = supervision::of_matter(look, About::Certificate, number).await?.rows;
        let mut names = Names::default();
        names.learn(look, people(&comments, &checks)).await?;
        Ok(Self::of(language, (&comments, &checks), &names, look.today()))
    }

    /// Whether there is nothing.
    pub(in crate::web::desk) fn is_empty(&self) -> bool {
        self.comments.is_empty() && self.checks.is_empty()
    }
}

impl CheckLine {
    pub(super) fn of(language: Language, check: &Check, today: Day) -> Self {
        let state = check.state(today);
        Self {
            href: format!("/desk/checks/{}", check.id),
            office: language.office_called(&check.matter.issuer),
            asked: check.asked.clone(),
            state: language.check_state(state),
            tone: match state {
                CheckState::Open | CheckState::Answered => "not-now",
                CheckState::Overdue => "not-valid",
                CheckState::Closed => "open",
            },
            answer_by: language.day(check.answer_by),
            is_open: check.is_open(),
        }
    }
}

/// Who wrote any of it.
pub(in crate::web::desk) fn people(comments: &[Comment], checks: &[Check]) -> Vec<AccountId> {
    let of_check = |check: &Check| {
        let written = [&check.answer, &check.closing].map(|it| it.as_ref().map(|it| it.by));
        std::iter::once(Some(check.ordered_by)).chain(written).flatten().collect::<Vec<_>>()
    };
    comments.iter().filter_map(|comment| comment.by).chain(checks.iter().flat_map(of_check)).collect()
}
