//! The staff: who gets in, what takes two persons, and how an account ends.

mod commands;
mod invitations;
mod life;
mod migration;
mod operator;
mod persons;
mod power;

use consultant_registry::domain::staff::Role;

use crate::desk::post;
use crate::harness::{PASSWORD, Page, Person, World};

const ADMINISTRATOR: &[Role] = &[Role::Administrator];

/// Two administrators of an issuer, signed in.
async fn two_administrators(world: &World, issuer: &str) -> (Person, Person) {
    let host = issuer.to_lowercase();
    let first = world.officer(&format!("qt1@{host}.vn"), issuer, ADMINISTRATOR).await;
    (first, world.officer(&format!("qt2@{host}.vn"), issuer, ADMINISTRATOR).await)
}

/// Fills in the invitation on the page of the staff.
async fn invite(administrator: &mut Person, email: &str, number: &str, roles: &[&str]) -> Page {
    let page = administrator.visit("/desk/staff").await;
    let mut filling = administrator.fill(&page, "Mời một người").with("email", email).with("number", number);
    for role in roles {
        filling = filling.and("roles", role);
    }
    filling.send().await
}

/// The page of one person of the staff.
async fn page_of(administrator: &mut Person, email: &str) -> Page {
    let page = administrator.visit("/desk/staff").await;
    let place = page.all_words_of("#people tbody tr").into_iter().position(|row| row.contains(email));
    let place = place.unwrap_or_else(|| panic!("{email} is on the staff: {}", page.words_of("main")));
    let path = page.all_attributes("#people tbody th a", "href").swap_remove(place);
    administrator.visit(&path).await
}

/// Proposes on the page of a person.
async fn propose(administrator: &mut Person, email: &str, what: &str, roles: &[&str]) -> Page {
    let page = page_of(administrator, email).await;
    let mut fields: Vec<(&str, &str)> = roles.iter().map(|role| ("roles", *role)).collect();
    fields.push(("reason", "Nghỉ việc"));
    let sent = post(administrator, &page, &format!("{}/{what}", page.path), &fields).await;
    administrator.follow(sent).await
}

/// Confirms the first proposal that this administrator may confirm.
async fn confirm(administrator: &mut Person) -> Page {
    let page = administrator.visit("/desk/staff").await;
    let button = page.buttons().into_iter().find(|button| button.starts_with("Xác nhận "));
    let button = button.unwrap_or_else(|| panic!("nothing to confirm: {}", page.words_of("main")));
    administrator.press(&page, &button).await
}

/// Whether this administrator has something to confirm.
async fn may_confirm(administrator: &mut Person) -> bool {
    let page = administrator.visit("/desk/staff").await;
    page.buttons().iter().any(|button| button.starts_with("Xác nhận "))
}

/// The path of the link in the notice of a page.
fn link_in(page: &Page) -> String {
    let notice = page.words_of(".notice");
    let (_, link) =
        notice.split_once("/open/").unwrap_or_else(|| panic!("no link: {}", page.words_of("main")));
    format!("/open/{}", link.split_whitespace().next().unwrap_or_default())
}

/// The code in the notice of a page.
fn code_in(page: &Page) -> String {
    let notice = page.words_of(".notice");
    let code = notice.split_whitespace().find(|word| word.len() == 14 && word.matches('-').count() == 2);
    code.unwrap_or_else(|| panic!("no code: {}", page.words_of("main"))).to_owned()
}

/// Opens an invitation.
async fn join(person: &mut Person, link: &str, code: &str) -> Page {
    let page = person.visit(link).await;
    let filling = person.fill(&page, "Đặt mật khẩu").with("code", code).with("name", "Phạm Thị Mới");
    filling.with("password", PASSWORD).send().await
}
