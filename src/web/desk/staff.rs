//! The staff of an issuer, for its administrators.

use askama::Template;
use rocket::{get, post};

use super::{Desk, MenuLink};
use crate::acts::staffing::{self, StaffingError};
use crate::domain::ids::AccountId;
use crate::domain::staff::Role;
use crate::language::desk::office::OfficeTexts;
use crate::storage::accounts;
use crate::web::{Answer, Failure, Form, Frame, Posted};

#[derive(Template)]
#[template(path = "desk/staff.html")]
struct StaffPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static OfficeTexts,
    form: Form,
    issuer: String,
    people: Vec<PersonView>,
    roles: Vec<(&'static str, &'static str)>,
}

struct PersonView {
    account: AccountId,
    name: String,
    email: String,
    disabled: bool,
    roles: Vec<(&'static str, &'static str)>,
}

/// Who works for the issuer.
#[get("/desk/staff")]
pub(super) async fn page(desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, Form::empty()).await
}

async fn show(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    if !desk.officer.is(Role::Administrator) {
        return Err(Failure::Forbidden);
    }
    let language = desk.frame.language;
    let mut transaction = desk.site.registry.storage.read().await?;
    let mut people = Vec::new();
    for account in accounts::staff_of(&mut transaction, desk.officer.issuer).await? {
        let posts = accounts::posts(&mut transaction, account.id).await?;
        let here = posts.into_iter().find(|post| post.issuer == desk.officer.issuer);
        let roles = here.map(|post| post.roles).unwrap_or_default();
        people.push(PersonView {
            account: account.id,
            name: account.name,
            email: account.email,
            disabled: account.disabled_at.is_some(),
            roles: roles.into_iter().map(|role| (role.as_str(), language.role(role))).collect(),
        });
    }
    let refused = form.is_refused();
    let page = StaffPage {
        menu: desk.menu(),
        texts: language.office(),
        form,
        issuer: desk.officer.issuer.to_string(),
        people,
        roles: Role::ALL.iter().map(|role| (role.as_str(), language.role(*role))).collect(),
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Gives a role to someone with an account.
#[post("/desk/staff", data = "<posted>")]
pub(super) async fn give_role(desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.office());
    let mut form = Form::filled(&fields);
    let Ok(role) = fields.text("role").parse::<Role>() else {
        form.refuse("role", texts.role_missing);
        return show(desk, form).await;
    };
    let given = staffing::grant(desk.site.registry, &desk.officer, fields.text("email"), role).await;
    concluded(desk, form, given, texts.role_given).await
}

/// Takes a role away.
#[post("/desk/staff/removal", data = "<posted>")]
pub(super) async fn take_role(desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.office());
    let account = fields.text("account").parse().map_err(|_| Failure::NotFound)?;
    let role = fields.text("role").parse().map_err(|_| Failure::NotFound)?;
    let taken = staffing::take(desk.site.registry, &desk.officer, account, role).await;
    concluded(desk, Form::empty(), taken, texts.role_taken).await
}

async fn concluded(
    desk: Desk<'_>,
    mut form: Form,
    done: Result<(), StaffingError>,
    said: &str,
) -> Result<Answer, Failure> {
    let texts = desk.frame.language.office();
    match done {
        Ok(()) => {
            desk.site.leave_notice(said);
            return Ok(Answer::redirect("/desk/staff"));
        }
        Err(StaffingError::NoAccount) => form.refuse("email", texts.no_account),
        Err(StaffingError::Applicant) => form.refuse("email", texts.applicant),
        Err(StaffingError::OwnRole) => form.refuse("email", texts.own_role),
        Err(StaffingError::Act(error)) => return Err(error.into()),
    }
    show(desk, form).await
}
