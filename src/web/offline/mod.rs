//! Checking without the register: the scan page, and the files for those who
//! check elsewhere.

mod files;
pub mod kit;
mod page;

use rocket::{Route, routes};

pub(super) use files::LastFiles;

pub(super) fn routes() -> Vec<Route> {
    routes![page::scan, page::manifest, page::worker, files::trust, files::status, files::kit_file]
}
