//! The staff of an issuer, for its administrators: who there is, what waits for
//! a second administrator, and inviting.

mod person;

use std::collections::BTreeSet;

use askama::Template;
use rocket::{Route, get, post, routes};

use super::people::Names;
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::acts::scope::post_at;
use crate::acts::staffing::{self, Author, Invitation, NewProposal, StaffingError, Waiting};
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::staff::{Change, Proposer, Role, StaffingRefusal};
use crate::language::Language;
use crate::language::desk::staff::StaffTexts;
use crate::storage::accounts::{self, Account};
use crate::web::{Answer, Failure, Fields, Form, Frame, Posted, Typed};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = routes![page, invite, confirm, withdraw];
    routes.extend(person::routes());
    routes
}

#[derive(Template)]
#[template(path = "desk/staff.html")]
struct StaffPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static StaffTexts,
    form: Form,
    issuer: String,
    people: Vec<PersonView>,
    waiting: Vec<WaitingView>,
    roles: Vec<(&'static str, &'static str)>,
}

/// Someone on the staff.
struct PersonView {
    account: AccountId,
    name: String,
    number: String,
    email: String,
    roles: String,
    seen: String,
    disabled: bool,
    must_change: bool,
}

/// A proposal, and what this administrator can do with it.
struct WaitingView {
    id: ProposalId,
    change: String,
    about: String,
    by: String,
    until: String,
    may_confirm: bool,
    /// Why not, or what it waits for.
    waits: String,
}

/// Who works for the issuer.
#[get("/desk/staff")]
async fn page(desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, Form::empty()).await
}

async fn show(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    if !desk.officer.is(Role::Administrator) {
        return Err(Failure::Forbidden);
    }
    let (registry, language) = (desk.site.registry, desk.frame.language);
    let mut look = Look::at(registry).await?;
    let now = look.now();
    let mut people = Vec::new();
    let staff = accounts::staff_of(&mut look, desk.officer.issuer).await?;
    let unreadable = staff.references();
    for account in staff {
        let posts = accounts::posts(&mut look, account.id).await?;
        let here = post_at(posts, desk.officer.issuer);
        people.push(PersonView::of(language, account, &here.map(|post| post.roles).unwrap_or_default()));
    }
    let found = staffing::waiting(&mut look, now, &desk.officer).await?;
    let mut names = Names::default();
    names.learn(&mut look, found.iter().flat_map(named).collect()).await?;
    look.end().await?;
    let refused = form.is_refused();
    let page = StaffPage {
        menu: desk.menu(),
        unreadable,
        texts: language.staff(),
        form,
        issuer: language.office_called(&desk.officer.issuer),
        people,
        waiting: found.iter().map(|waiting| WaitingView::of(language, &names, waiting)).collect(),
        roles: all_roles(language),
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Proposes to invite someone.
#[post("/desk/staff", data = "<typed>")]
async fn invite(desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), author) = (typed, Author::administrator(&desk.officer)?);
    let (email, number) = (fields.text("email").to_owned(), fields.text("number").to_owned());
    let wanted = Invitation { email, number, roles: roles_in(&fields) };
    let form = Form::filled(&fields);
    if form.is_refused() {
        return show(desk, form).await;
    }
    match staffing::invite(desk.site.registry, &author, wanted).await {
        Ok(proposed) => Ok(proposal_made(&desk, &proposed, "/desk/staff")),
        Err(error) => show_refused(desk, form, error).await,
    }
}

/// Confirms what another administrator proposed.
#[post("/desk/staff/proposals/<id>/confirmation", data = "<_posted>")]
async fn confirm(id: &str, desk: Desk<'_>, _posted: Posted) -> Result<Answer, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    match staffing::confirm(desk.site.registry, &desk.officer, id).await {
        Ok(code) => {
            let language = desk.frame.language;
            let said = code.map(|code| language.staff_code(&code.to_string()));
            desk.site.leave_notice(said.as_deref().unwrap_or(language.staff().confirmed));
            Ok(Answer::redirect("/desk/staff"))
        }
        Err(error) => show_refused(desk, Form::empty(), error).await,
    }
}

/// Withdraws a proposal.
#[post("/desk/staff/proposals/<id>/withdrawal", data = "<_posted>")]
async fn withdraw(id: &str, desk: Desk<'_>, _posted: Posted) -> Result<Answer, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    match staffing::withdraw(desk.site.registry, &desk.officer, id).await {
        Ok(()) => {
            desk.site.leave_notice(desk.frame.language.staff().withdrawn);
            Ok(Answer::redirect("/desk/staff"))
        }
        Err(error) => show_refused(desk, Form::empty(), error).await,
    }
}

async fn show_refused(desk: Desk<'_>, mut form: Form, error: StaffingError) -> Result<Answer, Failure> {
    let (field, sentence) = sentence(desk.frame.language, error)?;
    form.refuse(field, sentence);
    show(desk, form).await
}

/// What is said of a proposal that was made, with its link if it has one.
fn proposal_made(desk: &Desk<'_>, proposed: &NewProposal, path: &str) -> Answer {
    let language = desk.frame.language;
    let origin = desk.site.config.origin();
    let said = proposed.link.as_ref().map(|link| language.staff_link(&format!("{origin}/open/{link}")));
    desk.site.leave_notice(said.as_deref().unwrap_or(language.staff().proposed));
    Answer::redirect(path)
}

/// Beside which field a refusal is said, and how.
fn sentence(language: Language, error: StaffingError) -> Result<(&'static str, String), Failure> {
    let refusal = match error {
        StaffingError::Refused(refusal) => refusal,
        StaffingError::Act(error) => return Err(error.into()),
        StaffingError::Access(error) => return Err(Failure::Broken(error.to_string())),
    };
    let field = match refusal {
        StaffingRefusal::Number | StaffingRefusal::NumberTaken | StaffingRefusal::OtherNumber => "number",
        StaffingRefusal::NoRoles | StaffingRefusal::Excluded(..) | StaffingRefusal::Held => "roles",
        StaffingRefusal::NoReason | StaffingRefusal::Oneself => "reason",
        StaffingRefusal::Email | StaffingRefusal::Applicant | StaffingRefusal::Invited => "email",
        _ => "waiting",
    };
    Ok((field, language.staffing_refusal(refusal)))
}

fn roles_in(fields: &Fields) -> BTreeSet<Role> {
    fields.all("roles").iter().filter_map(|role| role.parse().ok()).collect()
}

fn all_roles(language: Language) -> Vec<(&'static str, &'static str)> {
    Role::ALL.iter().map(|role| (role.as_str(), language.role(*role))).collect()
}

/// The accounts a proposal names.
fn named(waiting: &Waiting) -> Vec<AccountId> {
    let proposer = match &waiting.proposal.proposer {
        Proposer::Administrator { account, .. } => Some(*account),
        Proposer::Operator { .. } => None,
    };
    proposer.into_iter().chain(waiting.proposal.change.account()).collect()
}

impl PersonView {
    fn of(language: Language, account: Account, roles: &BTreeSet<Role>) -> Self {
        let seen = account.last_sign_in_at.map(|at| language.instant(at));
        Self {
            account: account.id,
            number: account.kind.staff_number().map(ToString::to_string).unwrap_or_default(),
            roles: roles.iter().map(|role| language.role(*role)).collect::<Vec<_>>().join(", "),
            seen: seen.unwrap_or_else(|| language.staff().never.to_owned()),
            disabled: account.disabled_at.is_some(),
            must_change: account.password_given_at.is_some(),
            name: account.name,
            email: account.email,
        }
    }
}

impl WaitingView {
    fn of(language: Language, names: &Names, Waiting { proposal, confirmable }: &Waiting) -> Self {
        let name = match &proposal.change {
            Change::Invite { email, .. } => email.as_str(),
            change => change.account().map(|id| names.name(id)).unwrap_or_default(),
        };
        let texts = language.staff();
        Self {
            id: proposal.id,
            change: language.staff_change(&proposal.change),
            about: format!("{name} ({}) · {}", proposal.about, proposal.issuer),
            by: match &proposal.proposer {
                Proposer::Administrator { account, .. } => names.name(*account).to_owned(),
                Proposer::Operator { name } => format!("{}: {name}", texts.operator),
            },
            until: language.instant(proposal.ends_at),
            may_confirm: matches!(confirmable, Some(Ok(()))),
            waits: match confirmable {
                None => texts.for_the_person.to_owned(),
                Some(Ok(())) => String::new(),
                Some(Err(refusal)) => language.staffing_refusal(*refusal),
            },
        }
    }
}
