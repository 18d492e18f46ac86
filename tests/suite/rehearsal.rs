//! Dossiers brought as far as a story needs them, through the real acts, and
//! what must hold of a register whatever happened to it.

use std::collections::BTreeSet;
use std::path::Path;

use consultant_registry::acts::access::{self, Enrolment};
use consultant_registry::acts::{Registry, Sight, keyring};
use consultant_registry::credential::{Payload, verify_text};
use consultant_registry::demo::cast;
use consultant_registry::demo::facts::Facts;
use consultant_registry::demo::firms::firm;
use consultant_registry::demo::papers::Papers;
use consultant_registry::demo::people::person;
use consultant_registry::demo::teller::{Step, Story, Teller};
use consultant_registry::domain::certificate::{Card, Certificate};
use consultant_registry::domain::dossier::Outcome;
use consultant_registry::domain::ids::AccountId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::storage::chain::{self, Chain, ChainState};
use consultant_registry::storage::{cards, certificates, entries};

/// More papers than any story makes.
const ALL: i64 = 10_000;

/// A staffed register with keys, and an applicant.
pub(crate) struct Rehearsal {
    pub(crate) teller: Teller,
    issuer: IssuerCode,
    applicant: AccountId,
}

impl Rehearsal {
    /// Staff, keys and an applicant in this register.
    pub(crate) async fn in_register(registry: &Registry) -> Self {
        // Once read, the keys are in memory.
        let keys = tempfile::tempdir().expect("a temporary directory");
        Self::with_keys(registry, keys.path()).await
    }

    /// The same, with the keys in this folder.
    pub(crate) async fn with_keys(registry: &Registry, keys: &Path) -> Self {
        let offices = cast::staff(registry).await.expect("the staff");
        let applicant = Enrolment::applicant("a@example.test", "Người nộp");
        let applicant = access::enrol(registry, cast::PASSWORD, &[applicant]).await.expect("an account")[0];
        let mut teller = Teller::new(registry.clone(), offices);
        teller.add_keys(keys, |_| true).await.expect("the keys");
        Self { teller, issuer: IssuerCode::MINISTRY, applicant }
    }

    /// The same at another issuer.
    pub(crate) fn at(self, issuer: &str) -> Self {
        Self { issuer: issuer.parse().expect("an issuer"), ..self }
    }

    /// A dossier, proposed for approval.
    pub(crate) async fn proposed(&self, facts: Facts) -> Story {
        let steps = [
            Step::Write,
            Step::Submit,
            Step::Receive,
            Step::ConfirmComplete,
            Step::TakeUp,
            Step::Judge { except: 0 },
            Step::Propose(Outcome::Approve, "Đủ điều kiện."),
        ];
        self.brought(facts, &steps).await
    }

    /// A dossier, brought so far.
    pub(crate) async fn brought(&self, facts: Facts, steps: &[Step]) -> Story {
        self.brought_by(self.applicant, facts, steps).await
    }

    /// The same by another applicant.
    pub(crate) async fn brought_by(&self, applicant: AccountId, facts: Facts, steps: &[Step]) -> Story {
        let mut story = Story {
            issuer: self.issuer,
            applicant,
            facts,
            papers: Papers::Portraits,
            hands: 0,
            dossier: None,
        };
        for &step in steps {
            self.teller.tell(&mut story, step).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
        }
        story
    }
}

/// An organisation with the experts of these serial numbers.
pub(crate) fn organisation(serial: usize, people: impl IntoIterator<Item = usize>) -> Facts {
    Facts { firm: Some(firm(serial)), people: people.into_iter().map(person).collect(), flaws: vec![] }
}

/// An independent consultant.
pub(crate) fn independent(serial: usize) -> Facts {
    Facts { firm: None, people: vec![person(serial)], flaws: vec![] }
}

/// The dossier as everyone saw it last.
pub(crate) fn seen(story: &Story) -> Sight {
    let dossier = story.dossier.as_ref().expect("a written dossier");
    Sight { dossier: dossier.id, version: dossier.version }
}

/// Every certificate with its cards.
pub(crate) async fn papers(registry: &Registry) -> Vec<(Certificate, Vec<Card>)> {
    let mut reading = registry.storage.read().await.expect("a reading");
    let mut papers = Vec::new();
    for issuer in cast::issuers() {
        let issued = certificates::of_issuer(&mut reading, issuer, ALL).await;
        for certificate in issued.expect("the certificates") {
            let number = certificate.paper.number.clone();
            let cards = cards::of_certificate(&mut reading, &number).await.expect("the cards");
            papers.push((certificate, cards.rows));
        }
    }
    papers
}

/// Asserts that both chains are whole, and that every paper is genuine and
/// stands in exactly one entry, which names the same papers.
pub(crate) async fn assert_whole(registry: &Registry) {
    let papers = papers(registry).await;
    for chain in [Chain::Audit, Chain::Entries] {
        let walked = chain::walk(&registry.storage, chain, |_, _| ()).await.expect("a chain");
        assert!(matches!(walked, ChainState::Whole { .. }), "{chain:?}: {walked:?}");
    }
    let mut reading = registry.storage.read().await.expect("a reading");
    let trust = keyring::trust_list(&mut reading).await.expect("the keys");
    let entries = entries::after(&mut reading, 0, ALL).await.expect("the entries");
    for (certificate, cards) in &papers {
        let all: Vec<_> =
            std::iter::once(&certificate.paper).chain(cards.iter().map(|card| &card.paper)).collect();
        for paper in &all {
            let genuine = verify_text(&paper.code, &trust).expect("a genuine code");
            assert_eq!(number_of(genuine.payload()), paper.number);
        }
        let entry = entries.iter().find(|entry| entry.seq == certificate.paper.entry_seq).expect("its entry");
        assert_eq!(entry.event.kind(), "issued");
        let named: BTreeSet<_> = entry.event.papers().into_iter().collect();
        assert_eq!(named, all.iter().map(|paper| paper.number.as_str()).collect());
    }
    let issued = entries.iter().filter(|entry| entry.event.kind() == "issued").count();
    assert_eq!(issued, papers.len(), "no entry without its papers");
}

fn number_of(payload: &Payload) -> String {
    payload.paper().number.to_string()
}
