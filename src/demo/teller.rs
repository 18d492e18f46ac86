//! Tells a story step by step through the acts that people use: nothing is
//! written past them.

use std::collections::BTreeMap;
use std::path::Path;

use super::cast::{self, Office};
use super::facts::Facts;
use super::papers::{self, Papers, Scan};
use crate::acts::appraisal::{self, GivenJudgement};
use crate::acts::findings::appraise;
use crate::acts::keyring::{self, Keyring, KeyringError};
use crate::acts::measures::{self, MeasureVersion, MeasureWish};
use crate::acts::reports::{self, ReportVersion};
use crate::acts::standing::{self, SeenPaper};
use crate::acts::upload::Upload;
use crate::acts::{ActError, Registry, Sight, decision, filing, intake};
use crate::domain::certificate::{Certificate, RevocationGround, SuspensionGround};
use crate::domain::dossier::{Dossier, Outcome, Stage};
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::measure::Measure;
use crate::domain::staff::{Officer, Role};
use crate::storage::{cards, certificates};

/// What happens to a dossier or to its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The applicant writes it and hands its papers in.
    Write,
    /// The applicant files it.
    Submit,
    /// The applicant takes it back.
    Withdraw,
    /// Intake receives it.
    Receive,
    /// Intake asks for what is missing.
    RequestSupplement(&'static str),
    /// The applicant hands it in.
    Supplement,
    /// Intake cancels it after a lapse.
    Cancel(&'static str),
    /// Intake confirms it complete.
    ConfirmComplete,
    /// An appraiser takes it up.
    TakeUp,
    /// The appraiser judges what is open, except so many findings.
    Judge {
        /// How many are left open.
        except: usize,
    },
    /// The appraiser orders an on-site assessment.
    OrderOnSite(&'static str),
    /// The appraiser records its minutes.
    RecordMinutes(&'static str),
    /// The appraiser proposes.
    Propose(Outcome, &'static str),
    /// The leader sends the proposal back.
    SendBack(&'static str),
    /// The leader approves.
    Approve,
    /// The leader refuses.
    Refuse(&'static str),
    /// The certificate is suspended for so many days from now: proposed by the
    /// appraiser, explained by the holder, confirmed by a leader.
    Suspend(SuspensionGround, i64, &'static str),
    /// It is reinstated, by two likewise.
    Reinstate(&'static str),
    /// It is revoked, by two likewise.
    Revoke(RevocationGround, &'static str),
    /// The card at this place, by name, is returned: the expert left now.
    ReturnCard(usize),
    /// The holder makes the report of the year, and intake confirms it.
    Report,
}

/// A dossier's story so far.
#[derive(Clone, Debug)]
pub struct Story {
    /// Where it is filed.
    pub issuer: IssuerCode,
    /// Who files it.
    pub applicant: AccountId,
    /// What it says.
    pub facts: Facts,
    /// Which papers come with it.
    pub papers: Papers,
    /// Which of several appraisers and leaders handles it.
    pub hands: usize,
    /// The dossier as it is now; none before [`Step::Write`].
    pub dossier: Option<Dossier>,
}

/// Tells stories in a register with staffed offices.
pub struct Teller {
    registry: Registry,
    offices: BTreeMap<IssuerCode, Office>,
}

impl Teller {
    /// A teller of stories in this register.
    pub fn new(registry: Registry, offices: BTreeMap<IssuerCode, Office>) -> Self {
        Self { registry, offices }
    }

    /// Makes keys for those issuers of the demonstration that `wanted` picks,
    /// into this folder, and signs with its keys from now on.
    pub async fn add_keys(
        &mut self,
        folder: &Path,
        wanted: impl Fn(IssuerCode) -> bool + Send,
    ) -> Result<(), KeyringError> {
        self.registry.keyring = Keyring::read(folder)?;
        for issuer in cast::issuers().filter(|issuer| wanted(*issuer)) {
            keyring::generate(&self.registry, issuer, None).await?;
        }
        Ok(())
    }

    /// The register.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// An officer of an issuer.
    pub fn officer(&self, issuer: IssuerCode, role: Role, place: usize) -> Result<&Officer, ActError> {
        self.offices.get(&issuer).map(|office| office.officer(role, place)).ok_or(ActError::NotFound)
    }

    /// Takes a story a step further, now by the register's clock.
    pub async fn tell(&self, story: &mut Story, step: Step) -> Result<(), ActError> {
        // Each holds whole dossiers: not in the future of whoever tells.
        let dossier = match step {
            Step::Write => Box::pin(self.write(story)).await?,
            Step::Submit | Step::Withdraw | Step::Supplement => {
                Box::pin(self.by_applicant(story, step)).await?
            }
            Step::Receive | Step::RequestSupplement(_) | Step::Cancel(_) | Step::ConfirmComplete => {
                Box::pin(self.by_intake(story, step)).await?
            }
            Step::TakeUp
            | Step::Judge { .. }
            | Step::OrderOnSite(_)
            | Step::RecordMinutes(_)
            | Step::Propose(..) => Box::pin(self.by_appraiser(story, step)).await?,
            Step::SendBack(_) | Step::Approve | Step::Refuse(_) => {
                Box::pin(self.by_leader(story, step)).await?
            }
            Step::Suspend(..)
            | Step::Reinstate(_)
            | Step::Revoke(..)
            | Step::ReturnCard(_)
            | Step::Report => {
                return Box::pin(self.on_papers(story, step)).await;
            }
        };
        story.dossier = Some(dossier);
        Ok(())
    }

    async fn write(&self, story: &Story) -> Result<Dossier, ActError> {
        let (registry, applicant) = (&self.registry, story.applicant);
        let begun = filing::begin(registry, applicant, story.issuer, story.facts.procedure()).await?;
        let application = story.facts.application(story.issuer, registry.clock.today());
        let mut dossier = filing::import(registry, applicant, begun.id, application).await?.dossier;
        for Scan { item, expert, file_name, bytes } in papers::scans(&story.facts, story.papers) {
            let file = registry.files.receive_bytes(&bytes).await?;
            let upload = Upload { item, expert, file_name: file_name.to_owned(), file };
            filing::attach(registry, applicant, begun.id, upload).await?;
            dossier.version += 1;
        }
        Ok(dossier)
    }

    async fn by_applicant(&self, story: &Story, step: Step) -> Result<Dossier, ActError> {
        let (registry, applicant, id) = (&self.registry, story.applicant, seen(story)?.dossier);
        match step {
            Step::Submit => filing::submit(registry, applicant, id).await,
            Step::Withdraw => filing::withdraw(registry, applicant, id).await,
            _ => filing::supplement(registry, applicant, id).await,
        }
    }

    async fn by_intake(&self, story: &Story, step: Step) -> Result<Dossier, ActError> {
        let officer = self.officer(story.issuer, Role::Intake, story.hands)?;
        let (registry, seen) = (&self.registry, seen(story)?);
        match step {
            Step::Receive => intake::receive(registry, officer, seen).await,
            Step::RequestSupplement(items) => {
                let items: Vec<String> = items.lines().map(str::to_owned).collect();
                intake::request_supplement(registry, officer, seen, &items).await
            }
            Step::Cancel(reasons) => intake::cancel(registry, officer, seen, reasons).await,
            _ => intake::confirm_complete(registry, officer, seen).await,
        }
    }

    async fn by_appraiser(&self, story: &Story, step: Step) -> Result<Dossier, ActError> {
        let officer = self.officer(story.issuer, Role::Appraiser, story.hands)?;
        let (registry, seen) = (&self.registry, seen(story)?);
        match step {
            Step::Judge { except } => self.judge(story, officer, except).await,
            Step::OrderOnSite(reason) => appraisal::order_on_site(registry, officer, seen, reason).await,
            Step::RecordMinutes(summary) => appraisal::record_minutes(registry, officer, seen, summary).await,
            Step::Propose(outcome, reasons) => {
                appraisal::propose(registry, officer, seen, outcome, reasons).await
            }
            _ => appraisal::take_up(registry, officer, seen).await,
        }
    }

    async fn judge(&self, story: &Story, officer: &Officer, except: usize) -> Result<Dossier, ActError> {
        let dossier = story.dossier.clone().ok_or(ActError::NotFound)?;
        let mut reading = self.registry.storage.read().await?;
        let today = self.registry.clock.today();
        let appraisal = appraise(&mut reading, &self.registry, &dossier, today).await?;
        reading.end().await?;
        let open = appraisal.judged.open();
        for &(rule, subject) in &open[..open.len().saturating_sub(except)] {
            let note = "Đã đối chiếu với giấy tờ trong hồ sơ.".to_owned();
            let judged = GivenJudgement { rule, subject, met: true, note };
            appraisal::judge(&self.registry, officer, seen(story)?, judged).await?;
        }
        Ok(dossier)
    }

    async fn by_leader(&self, story: &Story, step: Step) -> Result<Dossier, ActError> {
        let officer = self.officer(story.issuer, Role::Leader, story.hands)?;
        let (registry, seen) = (&self.registry, seen(story)?);
        match step {
            Step::SendBack(reasons) => decision::send_back(registry, officer, seen, reasons).await,
            Step::Refuse(reasons) => decision::refuse(registry, officer, seen, reasons).await,
            _ => decision::approve(registry, officer, seen).await,
        }
    }

    async fn on_papers(&self, story: &Story, step: Step) -> Result<(), ActError> {
        let Some(Stage::Issued { certificate, .. }) = story.dossier.as_ref().map(|dossier| &dossier.stage)
        else {
            return Err(ActError::NotFound);
        };
        let registry = &self.registry;
        let officer = self.officer(story.issuer, Role::Leader, story.hands)?;
        let mut reading = registry.storage.read().await?;
        let found = certificates::find(&mut reading, certificate).await?.ok_or(ActError::NotFound)?;
        let of_certificate = cards::of_certificate(&mut reading, certificate).await?;
        reading.end().await?;
        let today = registry.clock.today();
        match step {
            Step::Suspend(ground, days, remedy) => {
                let (until, remedy) = (today.plus_days(days), remedy.to_owned());
                let measure = Measure::Suspension { ground, from: today, until, remedy };
                self.by_two(story, &found, (measure, "Kết luận kiểm tra của cơ quan cấp.")).await
            }
            Step::Reinstate(note) => self.by_two(story, &found, (Measure::Reinstatement, note)).await,
            Step::ReturnCard(place) => {
                let card = &of_certificate.get(place).ok_or(ActError::NotFound)?.paper;
                let seen = SeenPaper { number: &card.number, version: card.version };
                standing::return_card(registry, officer, seen, today).await
            }
            Step::Revoke(ground, reasons) => {
                self.by_two(story, &found, (Measure::Revocation { ground }, reasons)).await
            }
            Step::Report => {
                let (applicant, number) = (story.applicant, found.paper.number.as_str());
                let known = reports::own_reports(registry, applicant, number).await?.known;
                reports::file(registry, applicant, number, &known).await?;
                let made = reports::own_reports(registry, applicant, number).await?.made;
                let report = made.last().ok_or(ActError::NotFound)?;
                let seen = ReportVersion { id: report.id, version: report.version };
                let intake = self.officer(story.issuer, Role::Intake, story.hands)?;
                reports::receive(registry, intake, seen).await
            }
            _ => Ok(()),
        }
    }
}

impl Teller {
    /// A measure on a certificate, by two people; the holder explains at once,
    /// where they are asked, so that nobody has to wait.
    async fn by_two(
        &self,
        story: &Story,
        certificate: &Certificate,
        (measure, reasons): (Measure, &str),
    ) -> Result<(), ActError> {
        let registry = &self.registry;
        let proposer = self.officer(story.issuer, Role::Appraiser, story.hands)?;
        let leader = self.officer(story.issuer, Role::Leader, story.hands)?;
        let is_explained = measure.is_explained();
        let wish = MeasureWish { measure, reasons: reasons.to_owned() };
        let seen = SeenPaper { number: &certificate.paper.number, version: certificate.paper.version };
        let id = measures::propose(registry, proposer, seen, wish).await?;
        let mut version = 1;
        if is_explained {
            let text = "Đã nhận thông báo và không có ý kiến khác.";
            let dossier = certificate.dossier.ok_or(ActError::NotFound)?;
            measures::answer(registry, story.applicant, (dossier, id), text).await?;
            version += 1;
        }
        let certificate = certificate.paper.version;
        measures::confirm(registry, leader, MeasureVersion { id, version, certificate }).await
    }
}

fn seen(story: &Story) -> Result<Sight, ActError> {
    let dossier = story.dossier.as_ref().ok_or(ActError::NotFound)?;
    Ok(Sight { dossier: dossier.id, version: dossier.version })
}
