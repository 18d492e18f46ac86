//! Setting the papers of an approval, or of a correction, before anything is
//! signed.
//!
//! They are set from the same dossier, profile and portraits as they will be
//! signed from, by the same templates, marked as specimens and thrown away. It
//! happens on the printers' threads and in no transaction: the approval asks in
//! its own whether what was set is what is there ([`Basis`]).

use std::collections::BTreeMap;

use bytes::Bytes;
use consultant_papers::Pictures;

use super::{NotPrinted, Printers, pictures};
use crate::acts::corrections::{CorrectionVersion, to_be_issued};
use crate::acts::decision::{Basis, basis};
use crate::acts::issue::photos_on_cards;
use crate::acts::look::Look;
use crate::acts::scope::is_own;
use crate::acts::terms::{received_on, regime_of};
use crate::acts::{ActError, Registry, Sight};
use crate::dates::Instant;
use crate::documents::CARDS_ON_A_SHEET;
use crate::documents::fault::Unset;
use crate::documents::letterhead::Letterhead;
use crate::documents::print::Printable;
use crate::documents::{card as card_paper, certificate as certificate_paper};
use crate::domain::application::Expert;
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Paper, Standing};
use crate::domain::correction::CorrectionRefusal;
use crate::domain::dossier::{Dossier, Refusal, Stage};
use crate::domain::ids::PersonId;
use crate::domain::issuer::Profile;
use crate::domain::numbering::{Filling, PersonNumber, Template};
use crate::domain::printable::{PaperFault, PaperField, PaperOf, Unprintable};
use crate::domain::regime::Regime;
use crate::domain::staff::{Officer, Role};
use crate::language::Language;
use crate::storage::{StorageError, dossiers, issuers};

/// The longest code that stands on a paper is about as long (`FORMAT.md`).
const CODE_LETTERS: usize = 360;

/// Sets every paper that this approval would make, and answers what they were
/// set from.
///
/// # Errors
///
/// [`Refusal::Unprintable`] names the paper and the field that cannot be
/// printed or does not fit. A dossier that is not to be approved, or was
/// changed, has no papers: the approval itself says so.
pub async fn rehearse(
    registry: &Registry,
    printers: &Printers,
    officer: &Officer,
    seen: Sight,
) -> Result<Option<Basis>, NotPrinted> {
    if !officer.is(Role::Leader) {
        return Ok(None);
    }
    let (dossier, basis, (profile, regime), at) = {
        let mut look = Look::at(registry).await?;
        let found = dossiers::find(&mut look, &registry.seal, seen.dossier).await?;
        let found =
            found.filter(|dossier| is_own(dossier, officer.issuer) && dossier.version == seen.version);
        let Some(dossier) = found else { return Ok(None) };
        let basis = basis(&mut look, &dossier).await?;
        let (profile, _) = issuers::profile(&mut look, dossier.issuer).await?;
        let received = received_on(&dossier, look.today());
        let regime = regime_of(&mut look, &profile, received).await?;
        (dossier, basis, (profile, regime), look.now())
    };
    let Stage::Proposed { proposal, .. } = &dossier.stage else { return Ok(None) };
    let portraits = read(registry, &dossier, &basis.portraits).await?;
    let pictures = pictures(registry, &profile, at.day()).await?;
    let draft =
        Draft { registry, at, dossier: &dossier, profile: &profile, regime: &regime, pictures, portraits };
    draft.set(printers, &proposal.passing_experts).await?;
    Ok(Some(basis))
}

/// Sets every paper that a correction would make once it is confirmed; the same
/// is refused. One that is not to be confirmed has no papers: the act says why.
pub async fn rehearse_correction(
    registry: &Registry,
    printers: &Printers,
    officer: &Officer,
    seen: CorrectionVersion,
) -> Result<(), NotPrinted> {
    let mut look = Look::at(registry).await?;
    let (at, today) = (look.now(), look.today());
    let Some(dossier) = to_be_issued(&mut look, registry, officer, (seen, today)).await? else {
        return Ok(());
    };
    let photos = photos_on_cards(&mut look, &dossier).await?;
    let (profile, _) = issuers::profile(&mut look, dossier.issuer).await?;
    let regime = regime_of(&mut look, &profile, received_on(&dossier, today)).await?;
    look.end().await?;
    let asked = (0..dossier.application.experts.len()).filter(|at| dossier.application.asks_card(*at));
    let asked: Vec<usize> = asked.collect();
    let photos: Vec<(usize, String)> = photos.into_iter().map(|(at, photo)| (at, photo.sha256)).collect();
    let portraits = read(registry, &dossier, &photos).await?;
    let pictures = pictures(registry, &profile, today).await?;
    let draft =
        Draft { registry, at, dossier: &dossier, profile: &profile, regime: &regime, pictures, portraits };
    match draft.set(printers, &asked).await {
        Err(NotPrinted::Act(ActError::Refused(Refusal::Unprintable(found)))) => {
            Err(NotPrinted::Act(CorrectionRefusal::Unprintable(found).into()))
        }
        done => done,
    }
}

/// The portraits, by the expert's position.
async fn read(
    registry: &Registry,
    dossier: &Dossier,
    portraits: &[(usize, String)],
) -> Result<BTreeMap<usize, Bytes>, NotPrinted> {
    let mut read = BTreeMap::new();
    for (position, sha256) in portraits {
        match registry.files.read(sha256).await {
            Ok(portrait) => read.insert(*position, portrait),
            Err(StorageError::Files(detail)) => {
                let unset = Unset { field: PaperField::Portrait, fault: PaperFault::NotSet, detail };
                let name = dossier.application.experts.get(*position).map_or("", name_of).to_owned();
                return Err(refused(NotPrinted::Setting(unset), || PaperOf::Card(name)));
            }
            Err(other) => return Err(other.into()),
        };
    }
    Ok(read)
}

/// What the papers of an approval are made from.
struct Draft<'a> {
    registry: &'a Registry,
    /// When they are set.
    at: Instant,
    dossier: &'a Dossier,
    profile: &'a Profile,
    regime: &'a Regime,
    /// The picture of who signs, on what is sealed.
    pictures: Option<Pictures>,
    /// By position in the application.
    portraits: BTreeMap<usize, Bytes>,
}

impl Draft<'_> {
    async fn set(&self, printers: &Printers, passing: &[usize]) -> Result<(), NotPrinted> {
        let cards: Vec<Card> = passing.iter().filter_map(|position| self.card(*position)).collect();
        let application = &self.dossier.application;
        // A certificate that is issued again lists all who have cards under it.
        let others = (0..application.experts.len()).filter_map(|position| self.card(position));
        let listed = if application.procedure.is_reissue() { others.collect() } else { cards.clone() };
        for language in [Language::Vi, Language::En] {
            if !application.asks_certificate() {
                break;
            }
            let paper = self.certificate(&listed, language)?;
            printers.rehearse(&paper).await.map_err(|error| refused(error, || PaperOf::Certificate))?;
        }
        let numbered: Vec<(usize, &Card)> = passing.iter().copied().zip(&cards).collect();
        for sheet in numbered.chunks(CARDS_ON_A_SHEET) {
            let facts = sheet.iter().map(|(position, card)| self.card_facts(*position, card));
            let facts = facts.collect::<Result<Vec<_>, NotPrinted>>()?;
            if printers.rehearse(&Printable::Sheet(facts.clone())).await.is_ok() {
                continue;
            }
            // One of them: which?
            for facts in facts {
                let name = facts.name.clone();
                let card = Printable::Card(Box::new(facts));
                printers.rehearse(&card).await.map_err(|error| refused(error, || PaperOf::Card(name)))?;
            }
        }
        Ok(())
    }

    fn head(&self, language: Language) -> Letterhead<'_> {
        let head = Letterhead::new(language, self.profile, &self.registry.origin);
        Letterhead { specimen: true, pictures: self.pictures.as_ref(), ..head }
    }

    fn certificate(&self, cards: &[Card], language: Language) -> Result<Printable, NotPrinted> {
        let today = self.at.day();
        let application = &self.dossier.application;
        let organisation = application.organisation.as_ref();
        let holder = match organisation {
            Some(organisation) => {
                Holder::Organisation(organisation.enterprise_code.clone().unwrap_or_default())
            }
            None => Holder::Independent(PersonId::new(uuid::Uuid::nil())),
        };
        let certificate = Certificate {
            holder,
            dossier: Some(self.dossier.id),
            entrusted_to: None,
            standing: Standing::InForce,
            paper: self
                .paper(&self.profile.numbering.certificate, application.applicant_name().unwrap_or_default()),
        };
        let printed = certificate_paper::CertificateMaterial {
            certificate: &certificate,
            regime: self.regime,
            address: organisation.and_then(|organisation| organisation.address.as_deref()),
            born_on: application.experts.first().and_then(|expert| expert.born_on),
            cards,
            on: today,
            credential: None,
        };
        let facts = certificate_paper::facts(&self.head(language), &printed)?;
        Ok(Printable::Certificate(Box::new(facts)))
    }

    fn card(&self, position: usize) -> Option<Card> {
        let expert = self.dossier.application.experts.get(position)?;
        let numbering = &self.profile.numbering;
        let is_of_organisation = self.dossier.application.procedure.is_of_organisation();
        let template = if is_of_organisation { &numbering.card } else { &numbering.independent_card };
        Some(Card {
            certificate: String::new(),
            person: PersonId::new(uuid::Uuid::nil()),
            standing: CardStanding::InForce,
            photo_hash: [0; 16],
            photo: None,
            paper: self.paper(template, name_of(expert)),
        })
    }

    fn card_facts(&self, position: usize, card: &Card) -> Result<consultant_papers::CardFacts, NotPrinted> {
        let application = &self.dossier.application;
        let printed = card_paper::CardMaterial {
            card,
            organisation: application
                .organisation
                .is_some()
                .then(|| application.applicant_name().unwrap_or_default()),
            born_on: application.experts.get(position).and_then(|expert| expert.born_on),
            portrait: self.portraits.get(&position).map(AsRef::as_ref),
            credential: None,
        };
        Ok(card_paper::facts(&self.head(Language::Vi), &printed)?)
    }

    /// A paper under a number as long as the real one, which is not drawn yet.
    fn paper(&self, template: &Template, holder: &str) -> Paper {
        let (at, issuer) = (self.at, self.dossier.issuer);
        let filling = Filling { issuer, on: at.day(), seq: 99_999, person: PersonNumber::new(0).ok() };
        Paper {
            number: template.render(&filling).unwrap_or_default(),
            issuer,
            holder_name: holder.to_owned(),
            // "Cấp lại lần n" takes room on the paper.
            paper_version: u16::from(self.dossier.application.procedure.is_reissue()),
            issued_on: at.day(),
            issued_at: at,
            expires_on: at.day().plus_months(36),
            status_index: 0,
            key_id: String::new(),
            code: format!("{}/V/{}", self.registry.origin, "MAU".repeat(CODE_LETTERS / 3)),
            key_compromised_at: None,
            entry_seq: 0,
            version: 1,
        }
    }
}

fn name_of(expert: &Expert) -> &str {
    expert.name.as_deref().unwrap_or_default()
}

/// The refusal of an approval one of whose papers was not set.
fn refused(error: NotPrinted, paper: impl FnOnce() -> PaperOf) -> NotPrinted {
    match error {
        NotPrinted::Setting(Unset { field, fault, detail }) if fault != PaperFault::NoPress => {
            tracing::warn!(detail, "a paper of an approval cannot be printed");
            let found = Unprintable { paper: paper(), field, fault };
            NotPrinted::Act(ActError::Refused(Refusal::Unprintable(Box::new(found))))
        }
        other => other,
    }
}
