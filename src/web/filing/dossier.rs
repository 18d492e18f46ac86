//! The page of one dossier: where it is, what to do, what has happened.

use askama::Template;
use rocket::{State, get};

use super::leaf::Leaf;
use super::measures::{self, OwnMeasure};
use super::outline;
use super::papers_state::PapersState;
use super::place::{Place, Row};
use super::tasks::{Outline, Task};
use super::{address, address_of, certificate, leaf_address, list, trail};
use crate::acts::filing::{self, OwnDossier};
use crate::acts::timeline;
use crate::domain::application::{Application, Procedure};
use crate::domain::dossier::{Act, Stage, StageName};
use crate::domain::ids::DossierId;
use crate::domain::readiness::{self, Section};
use crate::domain::timeline::Step;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::verification::{Checks, OwnPapers};
use crate::web::deadline::Deadline;
use crate::web::people::Applicant;
use crate::web::printing::{OwnFiles, own_files};
use crate::web::timeline::{Event, Reader, events};
use crate::web::{Answer, Failure, Frame, Site};

#[derive(Template)]
#[template(path = "filing/dossier.html")]
struct DossierPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    here: String,
    standing: Standing,
    allowed: Permissions,
    /// What the authority asks for; empty when it asks for nothing.
    asked: Vec<String>,
    /// Where to begin to fill it in, and what the button says.
    fill: Option<(String, &'static str)>,
    /// Whether a file can take the place of what is written.
    imports: bool,
    /// The certificate that it is about; none for a first one.
    about: Option<AboutCertificate>,
    /// Until when it can be filed; of the draft of a renewal.
    renewal: Option<TimeToRenew>,
    /// The heading of each list of tasks, with the tasks.
    groups: Vec<(&'static str, Vec<Task>)>,
    /// The list of experts, when the applicant is an organisation.
    experts: Option<Experts>,
    open_parts: String,
    events: Vec<Event>,
    /// What its holder may ask for under the certificate that was issued.
    certificate_href: String,
    /// How the papers stand that were issued on it.
    issued: Option<PapersState>,
    /// What was proposed about the certificate, the latest first.
    measures: Vec<OwnMeasure>,
    /// What can be printed or kept.
    files: OwnFiles,
    address: String,
}

/// The certificate that a dossier is about.
struct AboutCertificate {
    number: String,
    href: String,
    expires: String,
}

impl AboutCertificate {
    fn of(language: Language, application: &Application) -> Option<Self> {
        let prior = application.certificate.as_ref()?;
        Some(Self {
            number: prior.number.clone(),
            href: certificate::path(&prior.number),
            expires: prior.expires_on.map(|day| language.day(day)).unwrap_or_default(),
        })
    }
}

/// Until when a renewal can be filed.
struct TimeToRenew {
    sentence: String,
    /// Where a new registration is made of it, once it is too late.
    anew_href: Option<String>,
}

impl TimeToRenew {
    fn of(language: Language, own: &OwnDossier) -> Option<Self> {
        let (dossier, application) = (&own.dossier, &own.dossier.application);
        let is_draft = dossier.stage == Stage::Draft && application.procedure.is_renewal();
        let expires_on = application.certificate.as_ref().filter(|_| is_draft)?.expires_on?;
        let last = own.regime.last_day_to_renew(expires_on);
        let anew_href = (own.today > last).then(|| format!("{}/new-registration", address(dossier.id)));
        Some(Self { sentence: language.time_to_renew(last, own.today), anew_href })
    }
}

struct Experts {
    tasks: Vec<Task>,
    add_href: String,
    none_yet: String,
}

/// Where the dossier is.
struct Standing {
    stage: &'static str,
    stage_class: &'static str,
    who: &'static str,
    deadline: Option<Deadline>,
    number: String,
    issuer: String,
    procedure: &'static str,
    saved: String,
}

/// What the applicant may do in a stage.
struct Permissions(StageName);

impl Permissions {
    fn edit(&self) -> bool {
        self.0.allows(Act::Edit)
    }

    fn submit(&self) -> bool {
        self.0.allows(Act::Submit)
    }

    fn supplement(&self) -> bool {
        self.0.allows(Act::Supplement)
    }

    fn withdraw(&self) -> bool {
        self.0.allows(Act::Withdraw)
    }
}

/// The page of one dossier.
#[get("/filing/dossiers/<id>")]
pub(super) async fn page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    checks: &State<Checks>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    let own_address = address(id);
    let files = own_files(site.registry, frame.language, &own.dossier, &own_address).await?;
    let papers = checks.own_papers(&own.dossier.stage).await?;
    let steps = timeline::view(site.registry, &own.dossier).await?;
    let measures = measures::shown(&site, frame.language, (applicant.account, id)).await?;
    let page = DossierPage { measures, ..dossier_page(frame, &own, &steps, files) };
    Answer::page(&match papers {
        Some(papers) => page.with(&papers),
        None => page,
    })
}

fn dossier_page(frame: Frame, own: &OwnDossier, steps: &[Step], files: OwnFiles) -> DossierPage {
    let (language, dossier) = (frame.language, &own.dossier);
    let (texts, stage) = (language.filing(), dossier.stage.name(own.today));
    let mut trail = trail(language, dossier);
    let here = trail.pop().map(|(_, title)| title).unwrap_or_default();
    let outline = Outline::new(language, own);
    let procedure = dossier.application.procedure;
    let groups = match procedure {
        Procedure::NewOrganisation | Procedure::RenewalOrganisation => {
            vec![(texts.organisation_parts, outline.of_dossier())]
        }
        Procedure::NewIndependent | Procedure::RenewalIndependent => {
            vec![(texts.expert_parts, outline.of_expert(0)), (texts.dossier_parts, outline.of_dossier())]
        }
        Procedure::AdditionalCards => vec![(texts.dossier_parts, outline.of_dossier())],
        Procedure::ReissueOrganisation | Procedure::ReissueIndependent => {
            let portraits = outline.of_experts();
            let portraits = (!portraits.is_empty()).then_some((language.about().new_portraits, portraits));
            std::iter::once((texts.dossier_parts, outline.of_dossier())).chain(portraits).collect()
        }
    };
    let experts = procedure.adds_experts().then(|| Experts {
        tasks: outline.experts(),
        add_href: address_of(dossier.id, Some(Place::of_dossier(Section::Experts).at(Row::New))),
        none_yet: language.no_experts(procedure, &own.regime.conditions),
    });
    let leaf = match procedure {
        Procedure::NewOrganisation | Procedure::RenewalOrganisation => {
            Some((Leaf::Applicant, texts.fill_applicant))
        }
        Procedure::NewIndependent | Procedure::RenewalIndependent => Some((Leaf::Papers(0), texts.fill_all)),
        Procedure::AdditionalCards => None,
        Procedure::ReissueOrganisation | Procedure::ReissueIndependent => {
            Some((Leaf::Part(Place::of_dossier(Section::Reissue)), language.about().fill))
        }
    };
    let office = outline::said(language, own.issuer.name.clone());
    let asked = match &dossier.stage {
        Stage::SupplementRequested { request, .. } => request.items.clone(),
        _ => Vec::new(),
    };
    DossierPage {
        standing: standing(&frame, own),
        allowed: Permissions(stage),
        groups: if stage.allows(Act::Edit) { groups } else { Vec::new() },
        experts: experts.filter(|_| stage.allows(Act::Edit)),
        open_parts: language.open_parts(readiness::open_parts(&dossier.application, &own.papers)),
        events: events(language, steps, (&dossier.stage, &own.calendar), &Reader::Applicant(&office)),
        address: address(dossier.id),
        issued: None,
        measures: Vec::new(),
        certificate_href: match &dossier.stage {
            Stage::Issued { certificate, .. } => certificate::path(certificate),
            _ => String::new(),
        },
        files,
        frame,
        texts,
        trail,
        here,
        asked,
        fill: leaf.map(|(leaf, label)| (leaf_address(dossier.id, Some(leaf)), label)),
        imports: !procedure.is_reissue() && !procedure.is_renewal(),
        renewal: TimeToRenew::of(language, own),
        about: AboutCertificate::of(language, &dossier.application),
    }
}

impl DossierPage {
    /// The same, with how the papers stand that were issued on it, and what was
    /// decided about them since.
    fn with(self, papers: &OwnPapers) -> Self {
        let issued = PapersState::of(self.frame.language, papers);
        let standing = Standing { stage: issued.stage, stage_class: issued.class, ..self.standing };
        let since = papers.history.iter().rev().map(|entry| Event::of_entry(self.frame.language, entry));
        let events = since.chain(self.events).collect();
        Self { standing, events, issued: Some(issued), ..self }
    }
}

fn standing(frame: &Frame, own: &OwnDossier) -> Standing {
    let (language, dossier) = (frame.language, &own.dossier);
    let stage = dossier.stage.name(own.today);
    Standing {
        stage: language.stage_for_applicant(stage),
        stage_class: list::stage_class(stage),
        who: language.who_has(stage),
        deadline: (dossier.stage.running())
            .map(|term| Deadline::of(language, &own.calendar, own.today, term)),
        number: dossier.stage.receipt().map(|receipt| receipt.number.clone()).unwrap_or_default(),
        issuer: outline::said(language, own.issuer.name.clone()),
        procedure: language.procedure_wanted(dossier.application.procedure),
        saved: language.instant(dossier.saved_at),
    }
}
