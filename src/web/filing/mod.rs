//! The applicant's pages: their dossiers, the form one thing per page, and
//! what became of what they filed.

mod application;
mod begin;
mod blocks;
mod certificate;
mod changes;
mod contact;
mod crop;
mod dossier;
mod failing;
mod findings;
mod follow;
mod import;
mod leaf;
mod list;
mod measures;
mod notices;
mod outline;
mod papers;
mod papers_state;
mod part;
mod place;
mod portrait;
mod removal;
mod report;
mod review;
mod rows;
mod sections;
mod sent_form;
mod sheet;
mod table;
mod taking;
mod tasks;

use rocket::request::FromParam;
use rocket::{Route, routes};

use crate::domain::dossier::Dossier;
use crate::domain::ids::{DossierId, EvidenceId, NotAnId};
use crate::language::Language;

pub(super) fn routes() -> Vec<Route> {
    routes![
        list::page,
        list::elsewhere,
        begin::page,
        begin::begin,
        certificate::page,
        certificate::begin,
        certificate::elsewhere,
        dossier::page,
        part::page,
        part::save,
        crop::page,
        crop::crop,
        removal::page,
        removal::remove,
        papers::view,
        papers::removal_page,
        papers::remove,
        import::page,
        import::import,
        import::download,
        table::page,
        table::take,
        table::sample::sample,
        findings::page,
        application::page,
        follow::page,
        follow::page_in_small_letters,
        review::page,
        review::submit,
        review::submitted,
        changes::withdrawal_page,
        changes::withdraw,
        changes::discard_page,
        changes::discard,
        changes::anew_page,
        changes::begin_anew,
        changes::supplement_page,
        changes::supplement,
        measures::page,
        measures::explain,
        contact::page,
        contact::show,
        contact::hide,
        notices::departure::page,
        notices::departure::report,
        notices::departure::withdraw,
        notices::departure::elsewhere,
        notices::surrender::page,
        notices::surrender::state,
        notices::surrender::withdraw,
        notices::surrender::elsewhere,
        report::page,
        report::send,
        portrait::page,
        portrait::show,
        portrait::hide,
    ]
}

/// The way back from a page of a dossier: addresses and labels.
fn trail(language: Language, dossier: &Dossier) -> Vec<(String, String)> {
    let title = outline::title(language, &dossier.application);
    vec![("/filing".to_owned(), language.filing().title.to_owned()), (address(dossier.id), title)]
}

/// The page of a dossier.
fn address(id: DossierId) -> String {
    format!("/filing/dossiers/{id}")
}

/// The page of a place in a dossier's form; of the dossier itself for none.
fn address_of(id: DossierId, place: Option<place::Place>) -> String {
    match place {
        Some(place) => format!("{}/parts/{place}", address(id)),
        None => address(id),
    }
}

/// A page of a dossier's form; of the dossier itself for none.
fn leaf_address(id: DossierId, leaf: Option<leaf::Leaf>) -> String {
    match leaf {
        Some(leaf) => format!("{}/parts/{leaf}", address(id)),
        None => address(id),
    }
}

impl<'r> FromParam<'r> for DossierId {
    type Error = NotAnId;

    fn from_param(param: &'r str) -> Result<Self, NotAnId> {
        param.parse()
    }
}

impl<'r> FromParam<'r> for EvidenceId {
    type Error = NotAnId;

    fn from_param(param: &'r str) -> Result<Self, NotAnId> {
        param.parse()
    }
}
