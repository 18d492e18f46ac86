//! Pages for everyone.

mod home;

use rocket::{Route, routes};

pub(super) fn routes() -> Vec<Route> {
    routes![home::home, home::look_up]
}
