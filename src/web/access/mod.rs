//! Signing in and up, and the account.

mod account;
pub(super) mod mailbox;
mod open;
mod sign_in;
mod sign_up;

use rocket::{Route, routes};

pub(super) fn routes() -> Vec<Route> {
    routes![
        sign_in::page,
        sign_in::sign_in,
        sign_in::begin,
        sign_in::sign_out,
        sign_up::page,
        sign_up::sign_up,
        open::page,
        open::open,
        account::page,
        account::first_password,
        account::change_password,
        account::choose_post,
        mailbox::ask,
        mailbox::choose,
        mailbox::confirmation,
        mailbox::confirm,
        mailbox::reminders,
        mailbox::decline,
    ]
}
