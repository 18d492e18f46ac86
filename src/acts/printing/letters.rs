//! What stands in the letters of an office.

use consultant_papers::{LetterFacts, Pictures};

use super::{NotPrinted, Order, Reader, pictures};
use crate::acts::letters::{Letter, of_dossier};
use crate::acts::terms::{Terms, regime_of};
use crate::acts::{ActError, Registry, tracking};
use crate::dates::Day;
use crate::documents::letterhead::Letterhead;
use crate::documents::letters::{self as words, Registration, Slip};
use crate::documents::print::{Printable, file_name};
use crate::domain::certificate::{Certificate, Revocation, Suspension};
use crate::domain::deed::Deed;
use crate::domain::dossier::{Dossier, Receipt, Stage, SupplementRequest};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::Profile;
use crate::domain::letter::{LetterKind, LetterName};
use crate::domain::regime::Regime;
use crate::domain::typed::undrawn;
use crate::language::Language;
use crate::storage::{ReadTransaction, StorageError, accounts, certificates, issuers};

/// A letter about a dossier or the certificate issued on it.
pub async fn letter(
    registry: &Registry,
    reader: Reader<'_>,
    id: DossierId,
    name: LetterName,
) -> Result<Order, NotPrinted> {
    let mut transaction = registry.storage.read().await?;
    let dossier = reader.dossier(&mut transaction, registry, id).await?;
    let letters = of_dossier(&mut transaction, &dossier).await?;
    let letter = letters.into_iter().find(|letter| letter.name == name).ok_or(ActError::NotFound)?;
    let receipt = dossier.stage.receipt().ok_or(ActError::NotFound)?;
    let profile = issuers::profile_at(&mut transaction, dossier.issuer, letter.at).await?;
    let pictures = pictures(registry, &profile, letter.on()).await?;
    let by = match letter.by {
        Some(account) => name_of(&mut transaction, account).await?,
        None => None,
    };
    let writing =
        Writing { registry, dossier: &dossier, receipt, profile: &profile, pictures, letter: &letter, by };
    match name.kind {
        LetterKind::Slip => {
            let received = receipt.received_at.day();
            let terms = Terms::of(&mut transaction, &dossier, letter.at).await?;
            let (term, calendar) =
                (terms.term(dossier.application.procedure.decided_within())?, &terms.calendar);
            writing.slip(term.ends_on(received, calendar), term.missing_year(received, calendar))
        }
        LetterKind::SupplementRequest => writing.supplement_request(),
        LetterKind::Refusal => writing.refusal(),
        LetterKind::MeasureNotice
        | LetterKind::Suspension
        | LetterKind::Reinstatement
        | LetterKind::Revocation
        | LetterKind::Surrender
        | LetterKind::Correction => {
            let Stage::Issued { certificate, .. } = &dossier.stage else {
                return Err(ActError::NotFound.into());
            };
            let certificate = certificates::find_at(&mut transaction, certificate, letter.at).await?;
            let regime = regime_of(&mut transaction, &profile, letter.on()).await?;
            Ok(writing.decision(&certificate.ok_or(ActError::NotFound)?, &regime))
        }
    }
}

/// What a letter is written with.
struct Writing<'a> {
    registry: &'a Registry,
    dossier: &'a Dossier,
    receipt: &'a Receipt,
    profile: &'a Profile,
    /// The picture of who signs, on what is sealed.
    pictures: Option<Pictures>,
    letter: &'a Letter,
    /// Who did the act, by name.
    by: Option<String>,
}

impl Writing<'_> {
    fn slip(&self, appointment: Day, missing_year: Option<i32>) -> Result<Order, NotPrinted> {
        let facts = words::slip(
            &self.head(),
            &Slip {
                application: &self.dossier.application,
                receipt: self.receipt,
                appointment,
                missing_year,
                // A name that no font can draw is left to be written by hand.
                officer: self.by.as_deref().filter(|name| undrawn(name).is_none()).unwrap_or_default(),
                link: &tracking::link(self.registry, self.dossier.id, &self.receipt.number),
                address: &tracking::address(self.registry, self.dossier.id, &self.receipt.number),
            },
        )?;
        Ok(order(facts, file_name("giay-tiep-nhan", &self.receipt.number)))
    }

    /// The officer who asks is not who signs for the body: the name is left to
    /// be written by hand.
    fn supplement_request(&self) -> Result<Order, NotPrinted> {
        let Some(Deed::RequestSupplement { items, due }) = &self.letter.deed else {
            return Err(ActError::NotFound.into());
        };
        let asked = SupplementRequest {
            items: items.clone(),
            requested_by: self.letter.by.ok_or_else(|| self.unreadable("no actor"))?,
            requested_at: self.letter.at,
            counted_from: self.letter.on(),
            due: *due,
        };
        let about = (&self.dossier.application, self.receipt);
        let facts = words::supplement_request(&self.head(), self.registration(), about, &asked);
        Ok(order(facts, self.dated("de-nghi-bo-sung", &self.receipt.number)))
    }

    fn refusal(&self) -> Result<Order, NotPrinted> {
        let Stage::Refused { decision, .. } = &self.dossier.stage else {
            return Err(ActError::NotFound.into());
        };
        let about = (&self.dossier.application, self.receipt);
        let facts = words::refusal(&self.sealed_head(), self.registration(), about, decision);
        Ok(self.sealed(order(facts, file_name("tu-choi", &self.receipt.number))))
    }

    fn decision(&self, certificate: &Certificate, regime: &Regime) -> Order {
        let (head, registration, paper) = (self.sealed_head(), self.registration(), (certificate, regime));
        let (kind, facts) = match self.letter.deed.clone() {
            Some(Deed::Suspended { ground, from, until, remedy, urgency, .. }) => {
                let confirm_by = urgency.map(|urgency| urgency.confirm_by);
                let suspension = Suspension { ground, from, until, remedy, confirm_by };
                ("quyet-dinh-dinh-chi", words::suspension(&head, registration, paper, &suspension))
            }
            Some(Deed::ProposeMeasure { measure, reasons, explain_by: Some(last), .. }) => {
                let notice = words::Notice { measure: &measure, reasons: &reasons, last };
                let facts = words::notice(&self.head(), registration, certificate, &notice);
                return order(facts, self.dated("thong-bao-giai-trinh", &certificate.paper.number));
            }
            Some(Deed::Corrected(note)) => {
                let corrected = words::Correct { paper: &note.paper, field: note.field };
                let facts = words::correction(&self.head(), registration, certificate, &corrected);
                return order(facts, self.dated("thong-bao-dinh-chinh", &note.paper));
            }
            Some(Deed::GivenUp(note)) => {
                let facts = words::surrender(&self.head(), registration, certificate, &note);
                return order(facts, self.dated("thong-bao-thoi-hoat-dong", &certificate.paper.number));
            }
            Some(Deed::Revoked { ground, reasons, .. }) => {
                let revocation = Revocation { ground, on: self.letter.on(), reasons };
                ("quyet-dinh-thu-hoi", words::revocation(&head, registration, paper, &revocation))
            }
            _ => ("quyet-dinh-khoi-phuc", words::reinstatement(&head, registration, paper)),
        };
        self.sealed(order(facts, self.dated(kind, &certificate.paper.number)))
    }

    /// A leader decided it.
    fn sealed(&self, order: Order) -> Order {
        Order { sealed_by: Some(Box::new(self.profile.clone())), ..order }
    }

    fn head(&self) -> Letterhead<'_> {
        Letterhead::new(Language::Vi, self.profile, &self.registry.origin)
    }

    fn sealed_head(&self) -> Letterhead<'_> {
        Letterhead { pictures: self.pictures.as_ref(), ..self.head() }
    }

    /// The registry of letters gives the number, by hand.
    fn registration(&self) -> Registration<'static> {
        Registration { number: None, on: self.letter.on() }
    }

    /// There may be several of a kind: the day tells them apart.
    fn dated(&self, kind: &str, number: &str) -> String {
        file_name(kind, &format!("{number}-{}", self.letter.on()))
    }

    fn unreadable(&self, reason: &str) -> StorageError {
        let (row, reason) = (self.letter.name.seq.to_string(), reason.to_owned());
        StorageError::Corrupt { table: "audit", column: "actor_id", row, reason }
    }
}

fn order(facts: LetterFacts, file_name: String) -> Order {
    Order { file_name, paper: Printable::Letter(Box::new(words::as_drawn(facts))), sealed_by: None }
}

async fn name_of(
    transaction: &mut ReadTransaction,
    account: AccountId,
) -> Result<Option<String>, StorageError> {
    Ok(accounts::find(transaction, account).await?.map(|account| account.name))
}
