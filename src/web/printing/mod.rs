//! Papers as files: which ones a page offers, and handing them out.
//!
//! A server without a press offers none, and says so at the desk.

mod batches;
mod downloads;

use rocket::request::{FromRequest, Outcome};
use rocket::{Build, Rocket};
use rocket::{Request, Route};

use super::Failure;
use crate::acts::corrections::CorrectionVersion;
use crate::acts::decision::Basis;
use crate::acts::letters::{self, Letter};
use crate::acts::look::Look;
use crate::acts::printing::{NotPrinted, Printers, Sealing, batches::Batches, rehearse, rehearse_correction};
use crate::acts::{ActError, Registry, Sight};
use crate::config::Config;
use crate::dates::Day;
use crate::documents::CARDS_ON_A_SHEET;
use crate::domain::certificate::{Card, Certificate};
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::storage::{cards, certificates};

/// Whether this server prints papers.
pub(super) use consultant_papers::can_print;

/// Sets the papers of an approval before it signs them. A server that prints
/// none sets none: what no font can draw is known to the approval itself.
pub(super) struct Rehearsals(Option<Printers>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Rehearsals {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Self(request.rocket().state().cloned()))
    }
}

impl Rehearsals {
    /// What the papers of this approval were set from, or why one cannot be
    /// printed.
    pub(super) async fn of(
        &self,
        registry: &Registry,
        officer: &Officer,
        seen: Sight,
    ) -> Result<Result<Option<Basis>, ActError>, Failure> {
        let Some(printers) = &self.0 else { return Ok(Ok(None)) };
        match rehearse(registry, printers, officer, seen).await {
            Ok(basis) => Ok(Ok(basis)),
            Err(NotPrinted::Act(error)) => Ok(Err(error)),
            Err(other) => Err(other.into()),
        }
    }
}

impl Rehearsals {
    /// Whether the papers of this correction can be printed, or why one cannot.
    pub(super) async fn of_correction(
        &self,
        registry: &Registry,
        officer: &Officer,
        seen: CorrectionVersion,
    ) -> Result<Result<(), ActError>, Failure> {
        let Some(printers) = &self.0 else { return Ok(Ok(())) };
        match rehearse_correction(registry, printers, officer, seen).await {
            Ok(()) => Ok(Ok(())),
            Err(NotPrinted::Act(error)) => Ok(Err(error)),
            Err(other) => Err(other.into()),
        }
    }
}

/// A file that a page offers.
#[derive(Clone, Debug)]
pub(super) struct FileLink {
    pub(super) href: String,
    pub(super) label: String,
}

/// What an applicant can download.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnFiles {
    /// The certificate and sheets of cards.
    pub(super) certificate: Vec<FileLink>,
    /// Cards one by one, with the name of each holder.
    pub(super) cards: Vec<FileLink>,
    /// What the office wrote.
    pub(super) letters: Vec<FileLink>,
}

/// The server with its printers and its batches, where it prints at all.
pub(super) fn with_printers(rocket: Rocket<Build>, registry: &Registry, config: &Config) -> Rocket<Build> {
    if !can_print() {
        return rocket;
    }
    let sealing = Sealing { seals: registry.seals.clone(), clock: registry.clock.clone() };
    let printers = Printers::new(config.printer_count(), config.printing_line, &sealing);
    let batches = Batches::new(registry.clone(), printers.clone(), config.batches_folder());
    rocket.manage(printers).manage(batches)
}

pub(super) fn routes() -> Vec<Route> {
    if can_print() { [downloads::routes(), batches::routes()].concat() } else { Vec::new() }
}

/// The certificate and the sheets of its cards; `address` is that of its files.
pub(super) fn certificate_files(
    language: Language,
    address: &str,
    certificate: &Certificate,
    cards: &[Card],
    today: Day,
) -> Vec<FileLink> {
    if !can_print() {
        return Vec::new();
    }
    let texts = language.printing();
    let is_printed = |card: &&Card| !card.paper.is_recorded() && card.verdict(certificate, today).is_valid();
    let counting = cards.iter().filter(is_printed).count();
    let sheets = counting.div_ceil(CARDS_ON_A_SHEET);
    let link = |file: String, label: String| FileLink { href: format!("{address}/{file}"), label };
    let mut links = Vec::new();
    if !certificate.paper.is_recorded() {
        links.push(link("certificate.pdf".to_owned(), texts.certificate.to_owned()));
        links.push(link("certificate-en.pdf".to_owned(), texts.certificate_english.to_owned()));
    }
    let sheet = |nth| link(format!("sheet-{nth}.pdf"), language.card_sheet(nth, sheets));
    links.extend((1..=sheets).map(sheet));
    links
}

/// A card for a card printer, while it counts.
pub(super) fn card_file(address: &str, card: &Card, certificate: &Certificate, today: Day) -> Option<String> {
    let counts = !card.paper.is_recorded() && card.verdict(certificate, today).is_valid();
    (can_print() && counts).then(|| format!("{address}/card-{}.pdf", card.paper.number.replace('/', "-")))
}

/// Letters of a dossier; `address` is the dossier's.
pub(super) fn letter_files(language: Language, address: &str, letters: &[Letter]) -> Vec<FileLink> {
    let link = |letter: &Letter| FileLink {
        href: format!("{address}/letters/{}.pdf", letter.name),
        label: language.letter(letter.name.kind, letter.on()),
    };
    if can_print() { letters.iter().map(link).collect() } else { Vec::new() }
}

/// What the applicant of this dossier can download; `address` is its own.
pub(super) async fn own_files(
    registry: &Registry,
    language: Language,
    dossier: &Dossier,
    address: &str,
) -> Result<OwnFiles, Failure> {
    if !can_print() {
        return Ok(OwnFiles::default());
    }
    let mut look = Look::at(registry).await?;
    let written = letters::of_dossier(&mut look, dossier).await?;
    let mut own = OwnFiles { letters: letter_files(language, address, &written), ..OwnFiles::default() };
    let Stage::Issued { certificate, .. } = &dossier.stage else { return Ok(own) };
    let Some(certificate) = certificates::find(&mut look, certificate).await? else { return Ok(own) };
    let cards = cards::of_certificate(&mut look, &certificate.paper.number).await?;
    let (today, files) = (look.today(), format!("{address}/files"));
    own.certificate = certificate_files(language, &files, &certificate, &cards, today);
    let link = |card: &Card| {
        let href = card_file(&files, card, &certificate, today)?;
        let label =
            format!("{} {} – {}", language.printing().card, card.paper.number, card.paper.holder_name);
        Some(FileLink { href, label })
    };
    own.cards = cards.iter().filter_map(link).collect();
    Ok(own)
}
