//! A last look before a dossier is ended: refused, or cancelled after a lapse.
//! The page says what will happen; one button there makes it happen.

use askama::Template;
use rocket::get;
use rocket::http::Status;

use super::dossier::{Head, concluded};
use super::effect::Effect;
use super::open_dossier::OpenDossier;
use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::domain::dossier::{Act, Dossier, Stage};
use crate::language::desk::dossier::DossierTexts;
use crate::web::{Answer, Failure, Fields, Form, Frame};

/// How a dossier is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Refusal,
    Cancellation,
}

#[derive(Template)]
#[template(path = "desk/ending.html")]
struct EndingPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static DossierTexts,
    form: Form,
    head: Head,
    /// What the button says.
    button: &'static str,
    title: &'static str,
    action: String,
    field: &'static str,
    /// What happens, a line each.
    effects: [&'static str; 3],
    /// Who proposed it, and why.
    proposed: Option<(String, String)>,
    /// The conditions that are not met.
    obstacles: Vec<String>,
}

impl Ending {
    /// The ending that a form's address names.
    pub(super) fn named(noun: &str) -> Option<Self> {
        [Self::Refusal, Self::Cancellation].into_iter().find(|ending| ending.noun() == noun)
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Refusal => "refusal",
            Self::Cancellation => "cancellation",
        }
    }

    fn act(self) -> Act {
        match self {
            Self::Refusal => Act::Refuse,
            Self::Cancellation => Act::Cancel,
        }
    }

    /// The field of the reasons.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Refusal => "refusal_reasons",
            Self::Cancellation => "cancel_reasons",
        }
    }

    fn title(self, texts: &DossierTexts) -> &'static str {
        match self {
            Self::Refusal => texts.refusal_title,
            Self::Cancellation => texts.cancellation_title,
        }
    }

    fn effects(self, texts: &DossierTexts) -> [&'static str; 3] {
        match self {
            Self::Refusal => [texts.refusal_letter, texts.nothing_issued, texts.dossier_ends],
            Self::Cancellation => [texts.cancellation_told, texts.nothing_issued, texts.dossier_ends],
        }
    }
}

/// What a refusal would do.
#[get("/desk/dossiers/<id>/refusal")]
pub(super) async fn refusal_page(id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, id, Ending::Refusal, None, Status::Ok).await
}

/// What a cancellation would do.
#[get("/desk/dossiers/<id>/cancellation")]
pub(super) async fn cancellation_page(id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, id, Ending::Cancellation, None, Status::Ok).await
}

/// The page, with what was typed, for an officer who may end the dossier so;
/// others see the dossier instead.
pub(super) async fn show(
    desk: Desk<'_>,
    id: &str,
    ending: Ending,
    typed: Option<Form>,
    status: Status,
) -> Result<Answer, Failure> {
    let opened = OpenDossier::find(&desk, id).await?;
    if !opened.is_open_to(&desk, ending.act()) {
        return Ok(Answer::redirect(format!("/desk/dossiers/{id}")));
    }
    let (language, texts) = (desk.frame.language, desk.frame.language.dossier());
    let proposal = match &opened.dossier.stage {
        Stage::Proposed { proposal, .. } => Some(proposal),
        _ => None,
    };
    let begun = || {
        let reasons = proposal.map(|proposal| proposal.reasons.as_str());
        Form::empty().with(ending.field(), reasons.unwrap_or_default())
    };
    let head = Head::of(&desk, &opened);
    let page = EndingPage {
        menu: desk.menu(),
        texts,
        form: typed.unwrap_or_else(begun),
        button: language.act(ending.act()),
        title: ending.title(texts),
        action: format!("{}/{}", head.path, ending.noun()),
        field: ending.field(),
        effects: ending.effects(texts),
        proposed: proposal
            .map(|proposal| (opened.names.name(proposal.proposed_by).to_owned(), proposal.reasons.clone())),
        obstacles: match ending {
            Ending::Refusal => Effect::of(language, &opened).obstacles,
            Ending::Cancellation => Vec::new(),
        },
        head,
        frame: desk.frame,
    };
    Answer::with_status(status, &page)
}

/// What ending a dossier came to: the dossier with a sentence of what was done,
/// or the last look again, with what is wrong with the reasons.
pub(super) async fn ended(
    desk: Desk<'_>,
    id: &str,
    typed: &Fields,
    done: Result<Dossier, ActError>,
    said: &str,
    ending: Ending,
) -> Result<Answer, Failure> {
    match done {
        Err(ActError::Refused(refusal)) if refusal.is_of_words() => {
            let mut form = Form::filled(typed);
            form.refuse(ending.field(), desk.frame.language.refusal(&refusal));
            show(desk, id, ending, Some(form), Status::UnprocessableEntity).await
        }
        other => concluded(desk, id, typed, other, said, ending.field()).await,
    }
}
