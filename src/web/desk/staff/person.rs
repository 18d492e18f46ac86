//! One person of the staff: what can be proposed about them, and disabling
//! their account.

use std::collections::BTreeSet;

use askama::Template;
use rocket::{Route, get, post, routes};

use super::{PersonView, all_roles, proposal_made, roles_in, sentence};
use crate::acts::look::Look;
use crate::acts::scope::post_at;
use crate::acts::staffing::{self, Author, StaffingError};
use crate::domain::ids::AccountId;
use crate::domain::staff::{Change, Role};
use crate::language::desk::staff::StaffTexts;
use crate::storage::accounts;
use crate::web::desk::{Desk, MenuLink};
use crate::web::{Answer, Failure, Form, Frame, Posted};

pub(super) fn routes() -> Vec<Route> {
    routes![page, give, take, disable, enable, reset]
}

#[derive(Template)]
#[template(path = "desk/staff_person.html")]
struct PersonPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static StaffTexts,
    form: Form,
    path: String,
    person: PersonView,
    /// Since when the account is disabled, and why; empty when it works.
    disabled: String,
    held: Vec<(&'static str, &'static str)>,
    roles: Vec<(&'static str, &'static str)>,
}

/// One person of the staff.
#[get("/desk/staff/<account>")]
async fn page(account: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    let account = account.parse().map_err(|_| Failure::NotFound)?;
    show(desk, account, Form::empty()).await
}

async fn show(desk: Desk<'_>, id: AccountId, form: Form) -> Result<Answer, Failure> {
    if !desk.officer.is(Role::Administrator) {
        return Err(Failure::Forbidden);
    }
    let language = desk.frame.language;
    let mut look = Look::at(desk.site.registry).await?;
    let account = accounts::find(&mut look, id).await?.ok_or(Failure::NotFound)?;
    let posts = accounts::posts(&mut look, id).await?;
    look.end().await?;
    let here = post_at(posts, desk.officer.issuer);
    let held: BTreeSet<Role> = here.ok_or(Failure::NotFound)?.roles;
    let reason = account.disabled_reason.clone().unwrap_or_default();
    let disabled = account.disabled_at.map(|at| language.disabled_since(at, &reason));
    let refused = form.is_refused();
    let page = PersonPage {
        menu: desk.menu(),
        texts: language.staff(),
        form,
        path: path(id),
        person: PersonView::of(language, account, &held),
        disabled: disabled.unwrap_or_default(),
        held: held.iter().map(|role| (role.as_str(), language.role(*role))).collect(),
        roles: all_roles(language),
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Proposes to give roles.
#[post("/desk/staff/<account>/roles", data = "<posted>")]
async fn give(account: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let account = account.parse().map_err(|_| Failure::NotFound)?;
    let form = Form::filled(&posted.0);
    propose(desk, form, Change::Grant { account, roles: roles_in(&posted.0) }).await
}

/// Proposes to take a role.
#[post("/desk/staff/<account>/roles/removal", data = "<posted>")]
async fn take(account: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let account = account.parse().map_err(|_| Failure::NotFound)?;
    propose(desk, Form::empty(), Change::Take { account, roles: roles_in(&posted.0) }).await
}

/// Proposes that the account work again.
#[post("/desk/staff/<account>/enabling", data = "<_posted>")]
async fn enable(account: &str, desk: Desk<'_>, _posted: Posted) -> Result<Answer, Failure> {
    let account = account.parse().map_err(|_| Failure::NotFound)?;
    propose(desk, Form::empty(), Change::Enable { account }).await
}

/// Proposes a new password.
#[post("/desk/staff/<account>/reset", data = "<_posted>")]
async fn reset(account: &str, desk: Desk<'_>, _posted: Posted) -> Result<Answer, Failure> {
    let account = account.parse().map_err(|_| Failure::NotFound)?;
    propose(desk, Form::empty(), Change::Reset { account }).await
}

/// Disables the account, at once.
#[post("/desk/staff/<account>/disabling", data = "<posted>")]
async fn disable(account: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let account: AccountId = account.parse().map_err(|_| Failure::NotFound)?;
    let (author, form) = (Author::administrator(&desk.officer)?, Form::filled(&posted.0));
    match staffing::disable(desk.site.registry, &author, account, posted.0.text("reason")).await {
        Ok(()) => {
            desk.site.leave_notice(desk.frame.language.staff().disabled_now);
            Ok(Answer::redirect(path(account)))
        }
        Err(error) => show_refused(desk, account, form, error).await,
    }
}

async fn propose(desk: Desk<'_>, form: Form, change: Change) -> Result<Answer, Failure> {
    let author = Author::administrator(&desk.officer)?;
    let account = change.account().ok_or(Failure::NotFound)?;
    match staffing::propose(desk.site.registry, &author, change).await {
        Ok(proposed) => Ok(proposal_made(&desk, &proposed, &path(account))),
        Err(error) => show_refused(desk, account, form, error).await,
    }
}

async fn show_refused(
    desk: Desk<'_>,
    account: AccountId,
    mut form: Form,
    error: StaffingError,
) -> Result<Answer, Failure> {
    let (field, sentence) = sentence(desk.frame.language, error)?;
    form.refuse(field, sentence);
    show(desk, account, form).await
}

fn path(account: AccountId) -> String {
    format!("/desk/staff/{account}")
}
