//! The regimes of the law: since when each holds, and what waits for a second
//! administrator. Everyone at a desk reads them; the Ministry's administrators
//! amend them.

mod amendment;

use askama::Template;
use rocket::{Route, get, post, routes};

use super::people::Names;
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::acts::regimes::{self, Effect, RegimeError, may_change};
use crate::dates::Day;
use crate::domain::ids::ProposalId;
use crate::domain::regime::{Difference, Differing, Regime, RegimeProposal};
use crate::domain::term::Unit;
use crate::language::Language;
use crate::language::desk::regimes::RegimeTexts;
use crate::storage::regimes::{EnteredRegime, all};
use crate::web::{Answer, Failure, Form, Frame, Posted};

/// Where they are shown.
const PATH: &str = "/desk/regimes";

pub(super) fn routes() -> Vec<Route> {
    routes![page, confirm, withdraw, amendment::page, amendment::propose]
}

#[derive(Template)]
#[template(path = "desk/regimes.html")]
struct RegimesPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static RegimeTexts,
    form: Form,
    changes: bool,
    families: Vec<FamilyView>,
    waiting: Vec<WaitingView>,
}

/// A regime with everything it was and will be.
struct FamilyView {
    name: String,
    href: String,
    versions: Vec<VersionView>,
}

struct VersionView {
    from: String,
    text: String,
    state: &'static str,
    in_force: bool,
    entered: String,
    changed: Vec<DifferenceView>,
}

/// A proposal, and what this administrator can do with it.
struct WaitingView {
    id: ProposalId,
    name: String,
    effect: EffectView,
    by: String,
    until: String,
    may_confirm: bool,
    /// Why not.
    waits: &'static str,
}

/// What an amended regime changes, and for whom.
struct EffectView {
    differences: Vec<DifferenceView>,
    sentences: Vec<String>,
}

struct DifferenceView {
    what: &'static str,
    before: String,
    after: String,
}

/// The regimes.
#[get("/desk/regimes")]
async fn page(desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, Form::empty()).await
}

async fn show(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let mut look = Look::at(desk.site.registry).await?;
    let (now, today) = (look.now(), look.today());
    let entered = all(&mut look).await?;
    let pending = regimes::pending(&mut look, now).await?;
    let mut unreadable = entered.references();
    unreadable.extend(pending.references());
    let mut names = Names::default();
    names.learn(&mut look, pending.iter().map(|proposal| proposal.proposed_by).collect()).await?;
    let mut waiting = Vec::new();
    for proposal in pending {
        let effect = regimes::effect(&mut look, &proposal.regime, today).await?;
        waiting.push(WaitingView::of(&desk, &names, proposal, effect));
    }
    look.end().await?;
    let is_refused = form.is_refused();
    let page = RegimesPage {
        menu: desk.menu(),
        unreadable,
        texts: language.regimes(),
        form,
        changes: may_change(&desk.officer),
        families: families(language, &entered.rows, today),
        waiting,
        frame: desk.frame,
    };
    if is_refused { Answer::refused(&page) } else { Answer::page(&page) }
}

fn families(language: Language, entered: &[EnteredRegime], today: Day) -> Vec<FamilyView> {
    let of_one = entered.chunk_by(|one, next| one.regime.family() == next.regime.family());
    of_one
        .map(|versions| FamilyView {
            name: language.of(&versions[0].regime.name),
            href: format!("{PATH}/{}", versions[0].regime.family()),
            versions: (0..versions.len())
                .rev()
                .map(|at| VersionView::of(language, versions, at, today))
                .collect(),
        })
        .collect()
}

impl VersionView {
    fn of(language: Language, versions: &[EnteredRegime], at: usize, today: Day) -> Self {
        let texts = language.regimes();
        let EnteredRegime { regime, entered_at } = &versions[at];
        let has_begun = |one: &EnteredRegime| one.regime.version() == 1 || one.regime.valid_from <= today;
        // One entered later that begins no later leaves no day to this one.
        let leaves_none = |later: &EnteredRegime| later.regime.valid_from <= regime.valid_from;
        let in_force = versions.iter().rposition(has_begun) == Some(at);
        let state = match () {
            () if in_force => texts.in_force,
            () if versions[at + 1..].iter().any(leaves_none) => texts.superseded,
            () if has_begun(&versions[at]) => "",
            () => texts.to_come,
        };
        let amended = regime.amended.as_ref();
        let before = at.checked_sub(1).map(|before| versions[before].regime.differences(regime));
        Self {
            from: amended.map_or(texts.from_beginning.to_owned(), |_| language.day(regime.valid_from)),
            text: amended.map_or(texts.first_text, |amended| &amended.citation).to_owned(),
            state,
            in_force,
            entered: language.instant(*entered_at),
            changed: differences(language, before.unwrap_or_default()),
        }
    }
}

impl WaitingView {
    fn of(desk: &Desk<'_>, names: &Names, proposal: RegimeProposal, effect: Effect) -> Self {
        let language = desk.frame.language;
        let refusal = proposal.may_be_confirmed_by(&desk.officer).err();
        Self {
            id: proposal.id,
            name: language.of(&proposal.regime.name_with_text()),
            effect: EffectView::of(language, &proposal.regime, effect),
            by: names.name_for(proposal.proposed_by, &desk.officer, language),
            until: language.instant(proposal.ends_at),
            may_confirm: refusal.is_none() && may_change(&desk.officer),
            waits: refusal.map_or("", |refusal| language.amendment_refusal(refusal)),
        }
    }
}

impl EffectView {
    fn of(language: Language, regime: &Regime, effect: Effect) -> Self {
        let mut sentences = language.regime_effect(regime.valid_from, effect.untouched, effect.waiting);
        let superseded = effect.superseded.iter();
        sentences.extend(superseded.map(|(text, from)| language.regime_superseded(text, *from)));
        Self { differences: differences(language, effect.differences), sentences }
    }
}

fn differences(language: Language, found: Vec<Difference>) -> Vec<DifferenceView> {
    let view = |Difference { what, before, after }| DifferenceView {
        what: language.regime_part(what),
        before: in_words(language, what, before),
        after: in_words(language, what, after),
    };
    found.into_iter().map(view).collect()
}

/// A term is noted as `15 working_day`; people read its unit in their language.
fn in_words(language: Language, what: Differing, said: String) -> String {
    let Differing::Term(_) = what else { return said };
    let unit = |word: &str| word.parse::<Unit>().ok().map(|unit| language.unit(unit));
    match said.split_once(' ').and_then(|(n, word)| Some((n, unit(word)?))) {
        Some((n, unit)) => format!("{n} {unit}"),
        None => said,
    }
}

/// Enters what another administrator proposed.
#[post("/desk/regimes/proposals/<id>/confirmation", data = "<_posted>")]
async fn confirm(id: &str, desk: Desk<'_>, _posted: Posted) -> Result<Answer, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    match regimes::confirm(desk.site.registry, &desk.officer, id).await {
        Ok(regime) => {
            desk.site.leave_notice(&desk.frame.language.regime_entered(regime.valid_from));
            Ok(Answer::redirect(PATH))
        }
        Err(error) => show_refused(desk, error).await,
    }
}

/// Takes a proposal back.
#[post("/desk/regimes/proposals/<id>/withdrawal", data = "<_posted>")]
async fn withdraw(id: &str, desk: Desk<'_>, _posted: Posted) -> Result<Answer, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    match regimes::withdraw(desk.site.registry, &desk.officer, id).await {
        Ok(()) => {
            desk.site.leave_notice(desk.frame.language.regimes().withdrawn);
            Ok(Answer::redirect(PATH))
        }
        Err(error) => show_refused(desk, error).await,
    }
}

async fn show_refused(desk: Desk<'_>, error: RegimeError) -> Result<Answer, Failure> {
    let mut form = Form::empty();
    match error {
        RegimeError::Refused(refusal) => {
            form.refuse("waiting", desk.frame.language.amendment_refusal(refusal));
        }
        RegimeError::Act(error) => return Err(error.into()),
        RegimeError::Faults(_) => return Err(Failure::NotFound),
    }
    show(desk, form).await
}
