//! The page of one's own certificate: what can be asked for under it.

use askama::Template;
use rocket::{get, post};

use super::begin::issuers;
use super::notices::{departure, surrender};
use super::sent_form::TypedForm;
use super::{address, contact, report};
use crate::acts::ActError;
use crate::acts::corrections::own_corrections;
use crate::acts::filing::about::{self, OwnCertificate};
use crate::acts::filing::{Follower, receivers};
use crate::acts::{measures, reports, watch};
use crate::dates::Day;
use crate::domain::application::Procedure;
use crate::domain::certificate::{Holder, Life, Standing};
use crate::domain::dossier::Refusal;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::language::Language;
use crate::language::about::AboutTexts;
use crate::web::address::encoded;
use crate::web::people::Applicant;
use crate::web::public::path_of;
use crate::web::{Answer, Failure, Form, Frame, Site};

#[derive(Template)]
#[template(path = "filing/certificate.html")]
struct CertificatePage {
    frame: Frame,
    texts: &'static AboutTexts,
    trail: Vec<(String, String)>,
    form: Form,
    number: String,
    holder: String,
    standing: String,
    /// Why nothing can be asked for; empty while something can.
    refused: String,
    /// What was filed about it and is under way: what, how far it is, and where.
    under_way: Vec<(String, &'static str, String)>,
    /// What can be asked for: where, the button, and what comes of it.
    offers: Vec<Offer>,
    /// The provinces to choose from for what takes its place.
    offices: Vec<(String, String)>,
    /// Why, and which is proposed.
    office_hint: String,
    /// The certificate that renewed it: where, and its number.
    newer: Option<(String, String)>,
    /// What was given notice of: what, where it is, and where to read on.
    told: Vec<(String, String, String)>,
    /// That there are too few experts; empty while there are enough.
    too_few: String,
    /// What can be given notice of: where, the link, and what comes of it.
    notices: Vec<(String, &'static str, String)>,
    /// The conditions that do not hold, and what is to be done.
    lost: Vec<String>,
    public_href: String,
    /// Where an independent consultant says whether their contact is shown.
    contact_href: Option<String>,
}

/// What can be asked for under a certificate.
pub(super) struct Offer {
    pub(super) action: String,
    pub(super) button: &'static str,
    pub(super) lead: String,
    /// Whether a province is chosen for it.
    asks_office: bool,
}

/// A certificate of one's own, as a line of a list.
pub(super) struct CertificateLine {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) holder: String,
    pub(super) standing: String,
    /// Why nothing can be asked for; empty while something can.
    pub(super) refused: String,
    /// What can be asked for.
    pub(super) offers: Vec<String>,
}

/// The field of the province that is chosen.
const OFFICE: &str = "office";

/// The page of a certificate of one's own.
pub(super) fn path(number: &str) -> String {
    format!("/filing/certificates/{}", encoded(&number.replace('/', "-")))
}

/// The page of a certificate of one's own.
#[get("/filing/certificates/<number>")]
pub(super) async fn page(
    number: &str,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    Answer::page(&certificate_page((frame, Form::empty()), &site, (applicant.account, number)).await?)
}

/// A form that came back stands at an address of its own.
#[get("/filing/certificates/<number>/<_procedure>", rank = 10)]
pub(super) fn elsewhere(number: &str, _procedure: &str) -> Answer {
    Answer::redirect(path(number))
}

/// Begins a dossier about the certificate, or goes on with the one begun.
#[post("/filing/certificates/<number>/<procedure>", data = "<sent>", rank = 10)]
pub(super) async fn begin(
    number: &str,
    procedure: &str,
    site: Site<'_>,
    frame: Frame,
    sent: TypedForm,
) -> Result<Answer, Failure> {
    let procedure: Procedure = procedure.parse().map_err(|_| Failure::NotFound)?;
    let (account, mut form) = (sent.applicant.account, Form::filled(&sent.fields));
    if !form.is_refused() {
        let asked = (procedure, form.value(OFFICE).parse().ok());
        match about::begin_about(site.registry, account, number, asked).await {
            Ok(dossier) => {
                site.leave_notice(frame.language.about().begun);
                return Ok(Answer::redirect(address(dossier.id)));
            }
            Err(ActError::Refused(Refusal::ToProvince(_))) => {
                form.refuse(OFFICE, frame.language.holding().office_missing);
            }
            Err(ActError::Refused(refusal)) => form.refuse("ask", frame.language.refusal(&refusal)),
            Err(ActError::Excess(excess)) => form.refuse("ask", frame.language.excess(excess)),
            Err(error) => return Err(error.into()),
        }
    }
    Answer::refused(&certificate_page((frame, form), &site, (account, number)).await?)
}

async fn certificate_page(
    (frame, form): (Frame, Form),
    site: &Site<'_>,
    (applicant, number): (AccountId, &str),
) -> Result<CertificatePage, Failure> {
    let own = about::own_certificate(site.registry, applicant, number).await?;
    let (language, paper) = (frame.language, &own.certificate.paper);
    let texts = language.notices();
    let (sent, may_give_up) = surrender::told(site, language, (applicant, &own)).await?;
    let notices = (may_give_up && sent.is_none())
        .then(|| (surrender::path(&paper.number), texts.surrender, texts.surrender_lead.to_owned()));
    let told = sent.map(|sent| (sent.title, sent.state.to_owned(), surrender::path(&paper.number)));
    let left = departure::told(site, language, (applicant, number)).await?;
    let corrected = own_corrections(site.registry, applicant, number).await?;
    let corrected = corrected.iter().rev().map(|correction| {
        let title = language.correction_of(correction.field, correction.number());
        let state = language.correction_state(correction.ending.as_ref().map(|ending| ending.outcome));
        (title, state.to_owned(), own.certificate.dossier.map_or_else(String::new, address))
    });
    let measures = match own.certificate.dossier {
        Some(dossier) => measures::of_holder(site.registry, applicant, dossier).await?,
        None => Vec::new(),
    };
    let today = site.registry.clock.today();
    let waiting = measures.iter().rev().filter(|proposal| proposal.is_open(today)).map(|proposal| {
        let is_urgent = proposal.urgency.is_some();
        let terms = (proposal.explain_by, proposal.confirm_by);
        let state = language.measure_waits(terms, proposal.answer.is_some(), today);
        (
            language.measure(&proposal.measure, is_urgent).to_owned(),
            state,
            own.certificate.dossier.map_or_else(String::new, address),
        )
    });
    let departures = left
        .may_tell
        .then(|| (departure::path(&paper.number), texts.departures, texts.departures_lead.to_owned()));
    let reported = reports::own_reports(site.registry, applicant, number).await?;
    let reported = report::told(language, &reported, today);
    let lost = watch::own_lost(site.registry, applicant, number).await?;
    let proposed = own.follower.proposed();
    let form = match proposed {
        Some(province) if form.value(OFFICE).is_empty() && form.error(OFFICE).is_none() => {
            form.with(OFFICE, province.to_string())
        }
        _ => form,
    };
    let under_way = own.open.iter().map(|about| {
        let stage = language.stage_for_applicant(about.stage_name(today));
        (language.procedure_wanted(about.procedure).to_owned(), stage, address(about.id))
    });
    Ok(CertificatePage {
        texts: language.about(),
        trail: trail(language),
        under_way: under_way.collect(),
        offices: offices(language, site, &own.follower).await?,
        office_hint: language.office_hint(proposed.map(IssuerCode::called)),
        form,
        number: paper.number.clone(),
        holder: paper.holder_name.clone(),
        standing: language.certificate_line(own.life, paper.expires_on),
        refused: language.not_asked(own.life),
        offers: offers(language, &own, today),
        newer: match &own.certificate.standing {
            Standing::Renewed(renewal) => Some((path(&renewal.by), renewal.by.clone())),
            _ => None,
        },
        told: waiting.chain(told).chain(left.lines).chain(reported.lines).chain(corrected).collect(),
        notices: reported.offer.into_iter().chain(departures).chain(notices).collect(),
        lost: lost.iter().map(|(watched, last)| language.lost_to_holder(watched, (*last, today))).collect(),
        too_few: left.too_few,
        public_href: path_of(&paper.number),
        contact_href: (own.life == Life::Active && matches!(own.certificate.holder, Holder::Independent(_)))
            .then(|| contact::path(&paper.number)),
        frame,
    })
}

/// The pages that lead to it.
fn trail(language: Language) -> Vec<(String, String)> {
    vec![("/filing".to_owned(), language.filing().title.to_owned())]
}

/// The pages that lead to one about it.
pub(super) fn trail_below(language: Language, number: &str) -> Vec<(String, String)> {
    let own = (path(number), format!("{} {number}", language.about().title));
    trail(language).into_iter().chain([own]).collect()
}

/// The provinces to choose from.
async fn offices(
    language: Language,
    site: &Site<'_>,
    follower: &Follower,
) -> Result<Vec<(String, String)>, Failure> {
    let Follower::Province { offices, .. } = follower else { return Ok(Vec::new()) };
    let mut all = receivers(site.registry).await?;
    all.retain(|profile| offices.contains(&profile.code));
    Ok(issuers(language, all))
}

fn offers(language: Language, own: &OwnCertificate, today: Day) -> Vec<Offer> {
    let time = own.last_day_to_renew.map(|last| language.time_to_renew(last, today));
    let offer = |procedure: &Procedure| {
        let (button, lead) = language.asking(*procedure);
        let is_late = !procedure.is_about_certificate() && own.life == Life::Active;
        // What is too late is said before anything is typed.
        let lead = match &time {
            Some(time) if is_late => format!("{time} {lead}"),
            Some(time) if procedure.is_renewal() => format!("{lead} {time}"),
            _ => lead.to_owned(),
        };
        let asks_office =
            (procedure.is_renewal() || !procedure.is_about_certificate()) && own.follower != Follower::Issuer;
        let action = format!("{}/{procedure}", path(&own.certificate.paper.number));
        Offer { action, button, lead, asks_office }
    };
    own.procedures.iter().map(offer).collect()
}

impl CertificatePage {
    /// Whether a province is chosen on the page.
    fn asks_office(&self) -> bool {
        self.offers.iter().any(|offer| offer.asks_office)
    }
}

impl CertificateLine {
    pub(super) fn of(language: Language, own: &OwnCertificate, today: Day) -> Self {
        let paper = &own.certificate.paper;
        Self {
            href: path(&paper.number),
            number: paper.number.clone(),
            holder: paper.holder_name.clone(),
            standing: language.certificate_line(own.life, paper.expires_on),
            refused: language.not_asked(own.life),
            offers: offers(language, own, today).into_iter().map(|offer| offer.lead).collect(),
        }
    }
}
