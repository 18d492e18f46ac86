//! The officers' side: what waits, a dossier condition by condition, the
//! papers, and the office itself.

mod again;
mod appraisal;
mod calendar;
mod certificate;
mod certificates;
mod conditions;
mod corrections;
mod decision;
mod dossier;
mod effect;
mod ending;
mod entrusted;
mod evidence;
mod exports;
mod facts;
mod findings;
mod history;
mod imports;
mod intake;
mod jobs;
mod lacking;
mod measures;
mod notes;
mod notices;
mod open_dossier;
mod outbox;
mod overview;
mod panel;
mod people;
mod portrait;
mod profile;
mod queue;
mod regimes;
mod search;
mod staff;
mod standing;
mod supervision;
mod watch;

use std::convert::Infallible;

use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};
use rocket::{Request, Route, routes};

use super::{Frame, Site, printing};
use crate::acts::calendar::may_change;
use crate::acts::dead_letters::may_look_after;
use crate::domain::import::{may_confirm, may_upload};
use crate::domain::staff::{Officer, Role};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = routes![
        queue::page,
        overview::page,
        dossier::page,
        again::page,
        evidence::view,
        history::page,
        notes::write,
        intake::receive,
        intake::confirm_complete,
        intake::request_supplement,
        intake::wait,
        intake::cancel,
        appraisal::take_up,
        appraisal::take_over,
        appraisal::reassign,
        appraisal::judge,
        appraisal::order_on_site,
        appraisal::record_minutes,
        appraisal::propose,
        decision::page,
        decision::approve,
        decision::send_back,
        decision::refuse,
        ending::refusal_page,
        ending::cancellation_page,
    ];
    routes.extend(routes![
        certificates::page,
        certificate::page,
        entrusted::give,
        exports::download,
        standing::return_page,
        standing::return_card,
        portrait::page,
        portrait::hide,
        portrait::paper,
        calendar::page,
        calendar::save_day,
        calendar::remove_day,
        calendar::year::page,
        calendar::year::enter,
        jobs::page,
        jobs::run_again,
        outbox::page,
        outbox::send_again,
    ]);
    routes.extend(measures::routes());
    routes.extend(imports::routes());
    routes.extend(notices::routes());
    routes.extend(watch::routes());
    routes.extend(corrections::routes());
    routes.extend(supervision::routes());
    routes.extend(staff::routes());
    routes.extend(profile::routes());
    routes.extend(regimes::routes());
    routes
}

/// An officer at the desk with all that a page there works with.
pub(super) struct Desk<'r> {
    pub(super) site: Site<'r>,
    pub(super) frame: Frame,
    pub(super) officer: Officer,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Desk<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let officer = match request.guard::<Officer>().await {
            Outcome::Success(officer) => officer,
            Outcome::Error(error) => return Outcome::Error(error),
            Outcome::Forward(status) => return Outcome::Forward(status),
        };
        let site = match request.guard::<Site<'_>>().await {
            Outcome::Success(site) => site,
            Outcome::Error(error) => return Outcome::Error(error),
            Outcome::Forward(status) => return Outcome::Forward(status),
        };
        let frame: request::Outcome<Frame, Infallible> = request.guard::<Frame>().await;
        match frame {
            Outcome::Success(frame) => Outcome::Success(Self { site, frame, officer }),
            Outcome::Error((_, never)) => match never {},
            Outcome::Forward(status) => Outcome::Forward(status),
        }
    }
}

/// A link of the desk's own menu.
pub(super) struct MenuLink {
    pub(super) path: &'static str,
    pub(super) label: &'static str,
}

impl Desk<'_> {
    /// The menu of the desk for this officer.
    pub(super) fn menu(&self) -> Vec<MenuLink> {
        menu(&self.frame, &self.officer)
    }
}

fn menu(frame: &Frame, officer: &Officer) -> Vec<MenuLink> {
    let texts = frame.language.queue();
    let mut links = vec![
        MenuLink { path: "/desk", label: texts.dossiers },
        MenuLink { path: "/desk/overview", label: texts.overview },
        MenuLink { path: "/desk/certificates", label: texts.certificates },
        MenuLink { path: "/desk/standing", label: frame.language.watch().menu },
        MenuLink { path: "/desk/calendar", label: texts.calendar },
    ];
    if supervision::is_in_menu(officer) {
        links.push(MenuLink { path: "/desk/checks", label: texts.checks });
    }
    if printing::can_print() {
        links.push(MenuLink { path: "/desk/batches", label: frame.language.printing().batches });
    }
    if may_upload(officer) || may_confirm(officer) {
        links.push(MenuLink { path: "/desk/imports", label: frame.language.imports().title });
    }
    if officer.is(Role::Administrator) || may_change(officer) {
        links.push(MenuLink { path: "/desk/staff", label: texts.staff });
        links.push(MenuLink { path: "/desk/profile", label: texts.profile });
        links.push(MenuLink { path: "/desk/regimes", label: frame.language.regimes().regimes });
    }
    if may_look_after(officer) {
        links.push(MenuLink { path: "/desk/mail", label: frame.language.outbox().title });
        links.push(MenuLink { path: "/desk/jobs", label: texts.jobs });
    }
    links
}

/// Where an issuer's officers find a certificate.
pub(super) fn path_of_certificate(number: &str) -> String {
    certificate::path(number)
}

impl MenuLink {
    /// Whether the page shown is of this part of the desk.
    pub(super) fn is_at(&self, frame: &Frame) -> bool {
        match self.path {
            "/desk" => frame.path == "/desk" || frame.is_at("/desk/dossiers"),
            "/desk/checks" => frame.is_at(self.path) || frame.is_at("/desk/supervision"),
            "/desk/certificates" => frame.is_at(self.path) || frame.is_at("/desk/cards"),
            "/desk/standing" => frame.is_at(self.path) || frame.is_at("/desk/reports"),
            path => frame.is_at(path),
        }
    }
}
