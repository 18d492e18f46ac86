//! The page of one's own certificate: what can be asked for under it.

use askama::Template;
use rocket::{get, post};

use super::notices::{departure, surrender};
use super::sent_form::SentForm;
use super::{address, contact};
use crate::acts::ActError;
use crate::acts::corrections::own_corrections;
use crate::acts::filing::about::{self, OwnCertificate};
use crate::acts::measures;
use crate::dates::Day;
use crate::domain::application::Procedure;
use crate::domain::certificate::{Holder, Life, Standing};
use crate::domain::ids::AccountId;
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
    /// What can be asked for: where, the button, and what comes of it.
    offers: Vec<Offer>,
    /// The certificate that renewed it: where, and its number.
    newer: Option<(String, String)>,
    /// What was given notice of: what, where it is, and where to read on.
    told: Vec<(String, String, String)>,
    /// That there are too few experts; empty while there are enough.
    too_few: String,
    /// What can be given notice of: where, the link, and what comes of it.
    notices: Vec<(String, &'static str, &'static str)>,
    public_href: String,
    /// Where an independent consultant says whether their contact is shown.
    contact_href: Option<String>,
}

/// What can be asked for under a certificate.
pub(super) struct Offer {
    pub(super) action: String,
    pub(super) button: &'static str,
    pub(super) lead: String,
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
    sent: SentForm,
) -> Result<Answer, Failure> {
    let procedure: Procedure = procedure.parse().map_err(|_| Failure::NotFound)?;
    let account = sent.applicant.account;
    let sentence = match about::begin_about(site.registry, account, number, procedure).await {
        Ok(dossier) => {
            site.leave_notice(frame.language.about().begun);
            return Ok(Answer::redirect(address(dossier.id)));
        }
        Err(ActError::Refused(refusal)) => frame.language.refusal(&refusal),
        Err(ActError::Excess(excess)) => frame.language.excess(excess),
        Err(error) => return Err(error.into()),
    };
    let mut form = Form::empty();
    form.refuse("ask", sentence);
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
        .then(|| (surrender::path(&paper.number), texts.surrender, texts.surrender_lead));
    let told = sent.map(|sent| (sent.title, sent.state.to_owned(), surrender::path(&paper.number)));
    let left = departure::told(site, language, (applicant, number)).await?;
    let corrected = own_corrections(site.registry, applicant, number).await?;
    let corrected = corrected.iter().rev().map(|correction| {
        let title = language.correction_of(correction.field, correction.number());
        let state = language.correction_state(correction.ending.as_ref().map(|ending| ending.outcome));
        (title, state.to_owned(), address(own.certificate.dossier))
    });
    let measures = measures::of_holder(site.registry, applicant, own.certificate.dossier).await?;
    let today = site.registry.clock.today();
    let waits = measures.iter().rev().filter(|proposal| proposal.is_open(today)).map(|proposal| {
        let is_urgent = proposal.urgency.is_some();
        let terms = (proposal.explain_by, proposal.confirm_by);
        let state = language.measure_waits(terms, proposal.answer.is_some(), today);
        (language.measure(&proposal.measure, is_urgent).to_owned(), state, address(own.certificate.dossier))
    });
    let reports =
        left.may_tell.then(|| (departure::path(&paper.number), texts.departures, texts.departures_lead));
    Ok(CertificatePage {
        texts: language.about(),
        trail: trail(language),
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
        told: waits.chain(told).chain(left.lines).chain(corrected).collect(),
        notices: reports.into_iter().chain(notices).collect(),
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
        Offer { action: format!("{}/{procedure}", path(&own.certificate.paper.number)), button, lead }
    };
    own.procedures.iter().map(offer).collect()
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
