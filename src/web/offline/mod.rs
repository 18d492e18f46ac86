//! Checking without the register: the scan page, and the files for those who
//! check elsewhere.

pub mod kit;
mod page;

use rocket::{Route, routes};

pub(super) fn routes() -> Vec<Route> {
    routes![page::scan, page::manifest, page::worker]
}
