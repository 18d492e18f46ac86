//! One certificate with its cards: numbers, codes, standing, history, acts.

use askama::Template;
use rocket::get;

mod successor;

use self::successor::{Successor, successor};
use super::certificates::mark;
use super::corrections::{self, CorrectionView};
use super::entrusted::Entrusted;
use super::measures::{self, MeasureForm, MeasureView};
use super::notices::{self, NoticeView};
use super::people::Names;
use super::supervision::SupervisionView;
use super::watch::{self, KeptView, ReportView};
use super::{Desk, MenuLink};
use crate::acts::letters;
use crate::acts::look::Look;
use crate::acts::notices::experts_left;
use crate::acts::scope;
use crate::dates::Day;
use crate::domain::certificate::{Card, Certificate, Holder, Life, Paper, Standing, StandingAct};
use crate::domain::deed::DeedKind;
use crate::domain::entry::Event;
use crate::domain::measure::may_propose;
use crate::domain::staff::Role;
use crate::language::Language;
use crate::language::desk::papers::PaperTexts;
use crate::storage::audit;
use crate::storage::{ReadTransaction, cards, certificates, dossiers, entries};
use crate::web::address::encoded;
use crate::web::printing::{self, FileLink, card_file, certificate_files, letter_files};
use crate::web::{Answer, Failure, Frame};
use consultant_qr::Symbol;

#[derive(Template)]
#[template(path = "desk/certificate.html")]
struct CertificatePage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static PaperTexts,
    paper: PaperView,
    /// Its code; none of what is recorded.
    qr: Option<String>,
    enterprise_code: Option<String>,
    /// The dossier it was issued on; none of what is recorded.
    dossier: Option<(String, String)>,
    /// To whom a recorded certificate is entrusted, and where that is said.
    entrusted: Option<Entrusted>,
    notes: Vec<(&'static str, String)>,
    /// What took its place.
    successor: Option<Successor>,
    cards: Vec<CardView>,
    history: Vec<HistoryLine>,
    /// That there are too few experts.
    too_few: Option<String>,
    /// What was proposed about it, the latest first.
    measures: Vec<MeasureView>,
    /// What its holder gave notice of, the latest first.
    notices: Vec<NoticeView>,
    /// What its holder must keep up; nothing once it has ended.
    kept: Vec<KeptView>,
    /// The yearly reports, the latest first.
    reports: Vec<ReportView>,
    /// What was proposed to be corrected, the latest first.
    corrections: Vec<CorrectionView>,
    /// Where a correction is proposed, by an officer who may.
    correct: Option<String>,
    /// The certificate and its sheets of cards, to print.
    files: Vec<FileLink>,
    letters: Vec<FileLink>,
    /// What this officer can do with it now.
    acts: Vec<(String, &'static str)>,
    /// Whether measures are the officer's to propose at all.
    proposes: bool,
    /// What the Ministry wrote to it.
    supervision: SupervisionView,
    /// Whether cards are the officer's to take back.
    decides: bool,
}

/// What is shown of every paper.
pub(super) struct PaperView {
    pub(super) number: String,
    pub(super) holder: String,
    pub(super) mark: &'static str,
    pub(super) standing: String,
    issued_on: String,
    expires_on: String,
    key: String,
    entry: i64,
    public: String,
}

struct CardView {
    paper: PaperView,
    qr: Option<String>,
    /// The card to print, while it counts.
    file: Option<String>,
    return_path: Option<String>,
    portrait_path: String,
}

struct HistoryLine {
    at: String,
    what: String,
    by: String,
    entry: i64,
}

/// Where a certificate stands at the desk. A number's slashes become dashes in
/// a path; looking it up forgives that.
pub(super) fn path(number: &str) -> String {
    format!("/desk/certificates/{}", slug(number))
}

/// A number as one segment of a path.
pub(super) fn slug(number: &str) -> String {
    encoded(&number.replace('/', "-"))
}

/// The page of a certificate.
#[get("/desk/certificates/<number>")]
pub(super) async fn page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let (language, today) = (desk.frame.language, look.today());
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let cards = cards::of_certificate(&mut look, &certificate.paper.number).await?;
    let history = history(&mut look, language, &certificate).await?;
    let measures = measures::history(&mut look, &desk, &certificate.paper.number).await?;
    let notices = notices::history(&mut look, &desk, &certificate.paper.number).await?;
    let corrections = corrections::history(&mut look, &desk, &certificate.paper.number).await?;
    let kept = watch::kept(&mut look, &desk, &certificate).await?;
    let reports = watch::made(&mut look, &desk, &certificate.paper.number).await?;
    let supervision = SupervisionView::of_certificate(&mut look, language, &certificate.paper.number).await?;
    let left = experts_left(&mut look, &certificate, today).await?.filter(|left| left.are_too_few());
    let dossier = match certificate.dossier {
        Some(id) => dossiers::find(&mut look, &desk.site.registry.seal, id).await?,
        None => None,
    };
    let dossier_path = certificate.dossier.map(|id| format!("/desk/dossiers/{id}"));
    let entrusted = Entrusted::of(&mut look, &desk, &certificate).await?;
    let letters = match &dossier {
        Some(dossier) => letters::of_dossier(&mut look, dossier).await?,
        None => Vec::new(),
    };
    let successor = successor(&mut look, &desk, &certificate).await?;
    let filed = dossier.and_then(|dossier| dossier.stage.receipt().map(|receipt| receipt.number.clone()));
    let (life, path) = (certificate.life(today), path(&certificate.paper.number));
    let address = format!("{path}/files");
    let returns = desk.officer.is(Role::Leader) || desk.officer.is(Role::Intake);
    let acts = acts(&desk, &path, (life, &measures));
    Answer::page(&CertificatePage {
        menu: desk.menu(),
        unreadable: cards.references(),
        texts: language.papers(),
        paper: certificate_view(language, &certificate, today),
        qr: code(language, &certificate.paper, language.papers().certificate)?,
        enterprise_code: match &certificate.holder {
            Holder::Organisation(code) => Some(code.clone()),
            Holder::Independent(_) => None,
        },
        letters: letter_files(language, dossier_path.as_deref().unwrap_or_default(), &letters),
        files: certificate_files(language, &address, &certificate, &cards, today),
        dossier: dossier_path.map(|path| (path, filed.unwrap_or_default())),
        entrusted,
        notes: notes(language, &certificate, today),
        successor,
        cards: cards
            .iter()
            .map(|card| card_view(language, card, &address, &certificate, today, returns))
            .collect::<Result<_, _>>()?,
        history,
        too_few: left.map(|left| language.too_few_experts(left)),
        measures,
        notices,
        kept,
        reports,
        correct: (life == Life::Active
            && certificate.dossier.is_some()
            && may_propose(&desk.officer)
            && corrections.iter().all(|correction| !correction.is_open))
        .then(|| format!("{path}/correction")),
        corrections,
        acts,
        proposes: may_propose(&desk.officer),
        supervision,
        decides: returns,
        frame: desk.frame,
    })
}

/// A certificate with its standing, also one that is ordered for later.
pub(super) fn certificate_view(language: Language, certificate: &Certificate, today: Day) -> PaperView {
    let verdict = certificate.verdict(today);
    let standing = match &certificate.standing {
        Standing::Suspended(ordered) if today < ordered.from && verdict.is_valid() => {
            language.suspension_ahead(ordered.from, ordered.until)
        }
        _ => language.standing(&verdict, today),
    };
    view(language, &certificate.paper, mark(&verdict), standing)
}

fn card_view(
    language: Language,
    card: &Card,
    files: &str,
    certificate: &Certificate,
    today: Day,
    returns: bool,
) -> Result<CardView, Failure> {
    let may_be_returned = returns && card.life(certificate, today).card_allows(StandingAct::ReturnCard);
    Ok(CardView {
        paper: card_paper(language, card, certificate, today),
        qr: code(language, &card.paper, language.papers().card)?,
        file: card_file(files, card, certificate, today),
        portrait_path: super::portrait::path(&card.paper.number),
        return_path: may_be_returned.then(|| format!("/desk/cards/{}/return", slug(&card.paper.number))),
    })
}

/// A card with its standing, its certificate considered.
pub(super) fn card_paper(
    language: Language,
    card: &Card,
    certificate: &Certificate,
    today: Day,
) -> PaperView {
    let verdict = card.verdict(certificate, today);
    view(language, &card.paper, mark(&verdict), language.standing(&verdict, today))
}

fn view(language: Language, paper: &Paper, mark: &'static str, standing: String) -> PaperView {
    PaperView {
        number: paper.number.clone(),
        holder: paper.holder_name.clone(),
        mark,
        standing,
        issued_on: language.day(paper.issued_on),
        expires_on: language.day(paper.expires_on),
        key: paper.key_id.clone(),
        entry: paper.entry_seq,
        public: format!("/c/{}", slug(&paper.number)),
    }
}

/// The code of a paper, for the page that shows it.
fn code(language: Language, paper: &Paper, what: &str) -> Result<Option<String>, Failure> {
    if paper.is_recorded() {
        return Ok(None);
    }
    let symbol = Symbol::of(&paper.code).map_err(|error| Failure::Broken(error.to_string()))?;
    Ok(Some(symbol.svg(&format!("{}: {what} {}", language.papers().qr, paper.number))))
}

/// What the officer can begin: the address and the label of each form. While a measure waits, only what cannot: suspending at
/// once.
fn acts(
    desk: &Desk<'_>,
    path: &str,
    (life, measures): (Life, &[MeasureView]),
) -> Vec<(String, &'static str)> {
    let waits = measures.iter().any(|measure| measure.is_open);
    let texts = desk.frame.language.measures();
    let all = [
        (MeasureForm::Reinstatement, StandingAct::Reinstate, texts.propose_reinstatement),
        (MeasureForm::Suspension, StandingAct::Suspend, texts.propose_suspension),
        (MeasureForm::Revocation, StandingAct::Revoke, texts.propose_revocation),
        (MeasureForm::AtOnce, StandingAct::Suspend, texts.suspend_at_once),
    ];
    let open = all
        .into_iter()
        .filter(|(form, act, _)| life.certificate_allows(*act) && form.is_for(&desk.officer))
        .filter(|(form, ..)| !waits || *form == MeasureForm::AtOnce);
    open.map(|(form, _, label)| (format!("{path}/{}", form.noun()), label)).collect()
}

impl CertificatePage {
    /// Whether any card can be printed.
    fn prints_cards(&self) -> bool {
        self.cards.iter().any(|card| card.file.is_some())
    }
}

/// What stays internal of a suspension or revocation.
fn notes(language: Language, certificate: &Certificate, today: Day) -> Vec<(&'static str, String)> {
    let texts = language.papers();
    match &certificate.standing {
        Standing::GivenUp { on } if *on > today => {
            vec![(language.notices().state, language.surrender_ahead(*on))]
        }
        Standing::InForce | Standing::Replaced(_) | Standing::Renewed(_) | Standing::GivenUp { .. } => {
            Vec::new()
        }
        Standing::Suspended(suspension) => {
            let ground = (texts.ground_set, sentence(language.suspension_ground(suspension.ground)));
            let unconfirmed = suspension.confirm_by.map(|last| language.unconfirmed(last, today));
            let unconfirmed = unconfirmed.map(|said| (language.measures().state, said));
            let remedy = (texts.remedy_set, suspension.remedy.clone());
            let remedy = (!suspension.has_lapsed(today)).then_some(remedy);
            std::iter::once(ground).chain(remedy).chain(unconfirmed).collect()
        }
        Standing::Revoked(revocation) => vec![
            (texts.ground_set, sentence(language.revocation_ground(revocation.ground))),
            (texts.reasons_set, revocation.reasons.clone()),
        ],
    }
}

/// The words of a ground with a capital, as a choice of its own.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The register's entries on a certificate, newest first, with who acted.
async fn history(
    transaction: &mut ReadTransaction,
    language: Language,
    certificate: &Certificate,
) -> Result<Vec<HistoryLine>, Failure> {
    let number = &certificate.paper.number;
    let entries = entries::of_paper(transaction, number).await?;
    let dossiers = certificates::dossiers(transaction, number).await?;
    let mut names = Names::default();
    let mut lines = Vec::new();
    for entry in entries.iter().rev() {
        let (subjects, kind) = match &entry.event {
            Event::Issued { recorded: Some(_), .. } => (vec![number.clone()], DeedKind::RecordPapers),
            Event::Issued { .. } => (dossiers.clone(), DeedKind::Approve),
            Event::Suspended { .. } => (vec![number.clone()], DeedKind::Suspended),
            Event::Reinstated { .. } => (vec![number.clone()], DeedKind::Reinstated),
            Event::Revoked { .. } => (vec![number.clone()], DeedKind::Revoked),
            Event::GivenUp { .. } => (vec![number.clone()], DeedKind::GivenUp),
            Event::Corrected { .. } => (vec![number.clone()], DeedKind::Corrected),
            Event::CardReturned { card, .. } => (vec![card.clone()], DeedKind::CardReturned),
            Event::PortraitShown { card, .. } => (vec![card.clone()], DeedKind::ShowPortrait),
            Event::PortraitHidden { card, .. } => (vec![card.clone()], DeedKind::HidePortrait),
            Event::ContactShown { .. } => (vec![number.clone()], DeedKind::ShowContact),
            Event::ContactHidden { .. } => (vec![number.clone()], DeedKind::HideContact),
            Event::KeyAdded { key_id, .. } => (vec![key_id.clone()], DeedKind::AddKey),
            Event::KeyRetired { key_id, .. } => (vec![key_id.clone()], DeedKind::RetireKey),
            Event::KeyCompromised { key_id, .. } => (vec![key_id.clone()], DeedKind::CompromiseKey),
        };
        let mut acted = Vec::new();
        for subject in &subjects {
            acted.extend(audit::of_kinds(transaction, subject, [kind]).await?);
        }
        // Entry and audit row are of one transaction, and of one instant.
        let actor = acted.iter().find(|line| line.at == entry.at).and_then(|line| line.actor);
        names.learn(transaction, actor.into_iter().collect()).await?;
        // Of another office's people nothing is told here but which office it was.
        let by = if scope::is_own(entry, certificate.paper.issuer) {
            actor.map(|id| names.name(id).to_owned())
        } else {
            Some(language.office_called(&entry.issuer))
        };
        lines.push(HistoryLine {
            at: language.instant(entry.at),
            what: language.event(&entry.event),
            by: by.unwrap_or_default(),
            entry: entry.seq,
        });
    }
    Ok(lines)
}
