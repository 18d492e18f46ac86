//! Papers made without the long way through a dossier: really approved, signed
//! and entered, so that checks find exactly what an approval leaves behind.

use consultant_registry::acts::Registry;
use consultant_registry::credential::{IssuerSigningKey, Origin, PhotoHash, TrustedKey};
use consultant_registry::dates::{Day, Instant};
use consultant_registry::domain::application::{Application, Expert, Format, Organisation, Procedure};
use consultant_registry::domain::bilingual::Bilingual;
use consultant_registry::domain::certificate::{
    Card, CardStanding, Certificate, Holder, Paper, PaperId, Standing,
};
use consultant_registry::domain::dossier::{
    Appraisers, Completeness, Decider, Dossier, Outcome, Proposal, Receipt, Stage,
};
use consultant_registry::domain::entry::{Event, IssuedCard, IssuedCertificate};
use consultant_registry::domain::ids::{AccountId, DossierId, PersonId};
use consultant_registry::domain::issuer::{IssuerCode, Profile};
use consultant_registry::domain::issuing::{Approval, SignedPaper, Terms};
use consultant_registry::domain::regime::Step;
use consultant_registry::domain::staff::{Officer, Role};
use consultant_registry::storage::holders::{self, OrganisationRecord};
use consultant_registry::storage::{Pools, Storage, cards, certificates, dossiers, entries, issuers};
use sha2::{Digest, Sha256};

const PROPOSER: u128 = 1;
const LEADER: u128 = 2;
const PORTRAIT: [u8; 16] = [7; 16];

/// An issuer that prints papers.
pub(crate) struct Press {
    /// Its key.
    pub(crate) key: IssuerSigningKey,
    origin: Origin,
    issuer: IssuerCode,
    name: Bilingual,
}

/// What is printed: a certificate of an organisation, or without an enterprise
/// code of an independent consultant.
#[derive(Clone, Copy)]
pub(crate) struct Order<'a> {
    pub(crate) number: &'a str,
    pub(crate) holder: &'a str,
    pub(crate) enterprise_code: Option<&'a str>,
    pub(crate) issued_at: Instant,
    pub(crate) expires_on: Day,
    /// The first place in the status lists; cards follow.
    pub(crate) index: u32,
    /// Name, personal number and card number of each expert.
    pub(crate) experts: &'a [(&'a str, &'a str, &'a str)],
}

/// The texts of the QR codes.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    pub(crate) certificate: String,
    pub(crate) cards: Vec<String>,
}

impl Press {
    /// A press of the Ministry with the key of this seed.
    pub(crate) fn new(origin: &Origin, seed: u8) -> Self {
        let code = "BKHCN".parse().expect("the Ministry");
        let key = IssuerSigningKey::from_seed(code, &[seed; 32]);
        let issuer = IssuerCode::MINISTRY;
        Self { key, origin: origin.clone(), issuer, name: Profile::of(issuer).name }
    }

    /// Enters the key and what papers refer to: the people of the office, and
    /// one dossier for all.
    pub(crate) async fn set_up(&self, registry: &Registry, from: Instant) {
        let accounts = "insert into accounts (id, email, name, password_hash, created_at)
             values ('00000000-0000-0000-0000-000000000001', 'a@example.test', 'A', '', '2020-01-01T00:00:00Z'),
                    ('00000000-0000-0000-0000-000000000002', 'b@example.test', 'B', '', '2020-01-01T00:00:00Z'),
                    ('00000000-0000-0000-0000-000000000003', 'c@example.test', 'B', '', '2020-01-01T00:00:00Z')
             on conflict do nothing";
        match &registry.storage {
            Storage::Sqlite(Pools { writing: pool, .. }) => {
                sqlx::query(accounts).execute(pool).await.map(drop)
            }
            Storage::Postgres(Pools { writing: pool, .. }) => {
                sqlx::query(accounts).execute(pool).await.map(drop)
            }
        }
        .expect("three accounts");
        let mut transaction = registry.storage.begin().await.expect("a transaction");
        let key = TrustedKey::new(self.key.issuer().clone(), self.key.public_key(), from);
        issuers::add_key(&mut transaction, &key).await.expect("the key");
        let event = Event::KeyAdded {
            key_id: key.key_id.to_string(),
            public_key: key.public_key.to_string(),
            valid_from: from,
        };
        entries::append(&mut transaction, from, self.issuer, event).await.expect("its entry");
        let dossier = self.dossier("BỘ", Some("9900000009"), &[], from);
        if dossiers::find(&mut transaction, &registry.seal, dossier.id).await.expect("a look").is_none() {
            dossiers::insert(&mut transaction, &registry.seal, &dossier).await.expect("a dossier");
        }
        transaction.commit().await.expect("the commit");
    }

    /// Signs a certificate, and enters nothing.
    pub(crate) fn sign(&self, order: &Order<'_>) -> SignedPaper {
        let terms = self.terms(order);
        let names: Vec<&str> = match order.enterprise_code {
            Some(_) => order.experts.iter().map(|expert| expert.0).collect(),
            None => vec![order.holder],
        };
        let dossier = self.dossier(order.holder, order.enterprise_code, &names, order.issued_at);
        let approval = Approval::of(&dossier, decider(), order.issued_at).expect("four eyes");
        approval.sign_certificate(&terms, &first(order.number), order.index).expect("a paper")
    }

    fn terms(&self, order: &Order<'_>) -> Terms<'_> {
        Terms { key: &self.key, origin: &self.origin, issuer_name: &self.name, expires_on: order.expires_on }
    }

    /// Signs a certificate with its cards and enters them.
    pub(crate) async fn print(&self, registry: &Registry, order: Order<'_>) -> Printed {
        let (mut certificate, mut issued, document) = self.certificate(&order);
        let printed_cards = self.cards(registry, &order).await;
        let mut transaction = registry.storage.begin().await.expect("a transaction");
        if let Holder::Organisation(code) = &certificate.holder {
            let record = organisation(order.holder, code);
            holders::save_organisation(&mut transaction, &record).await.expect("the organisation");
        } else {
            certificate.holder = Holder::Independent(printed_cards[0].0.person);
            issued.enterprise_code = None;
        }
        let event = Event::Issued {
            certificate: Some(issued),
            under: None,
            renews: None,
            recorded: None,
            cards: printed_cards.iter().map(entry_of).collect(),
        };
        let seq = entries::append(&mut transaction, order.issued_at, self.issuer, event);
        certificate.paper.entry_seq = seq.await.expect("an entry");
        certificates::insert(&mut transaction, &certificate, &document).await.expect("a certificate");
        for (card, document) in &printed_cards {
            let mut card = card.clone();
            card.paper.entry_seq = certificate.paper.entry_seq;
            cards::insert(&mut transaction, &card, document).await.expect("a card");
        }
        transaction.commit().await.expect("the commit");
        Printed {
            certificate: certificate.paper.code,
            cards: printed_cards.into_iter().map(|(card, _)| card.paper.code).collect(),
        }
    }

    /// The certificate of an order as it is stored and as it is entered, and
    /// its document.
    pub(crate) fn certificate(&self, order: &Order<'_>) -> (Certificate, IssuedCertificate, String) {
        let signed = self.sign(order);
        let document = signed.document.clone();
        let paper = self.paper(order, order.number, order.index, signed);
        let issued = IssuedCertificate {
            number: paper.number.clone(),
            version: 0,
            holder: paper.holder_name.clone(),
            enterprise_code: order.enterprise_code.map(str::to_owned),
            issued_on: paper.issued_on,
            expires_on: paper.expires_on,
            status_index: paper.status_index,
            code_sha256: sha256(&paper.code),
            document_sha256: sha256(&document),
        };
        let holder = Holder::Organisation(order.enterprise_code.unwrap_or_default().to_owned());
        let certificate = Certificate {
            holder,
            dossier: Some(dossier_id()),
            entrusted_to: None,
            standing: Standing::InForce,
            paper,
        };
        (certificate, issued, document)
    }

    async fn cards(&self, registry: &Registry, order: &Order<'_>) -> Vec<(Card, String)> {
        let mut transaction = registry.storage.begin().await.expect("a transaction");
        let terms = self.terms(order);
        let names: Vec<&str> = order.experts.iter().map(|expert| expert.0).collect();
        let dossier = self.dossier(order.holder, order.enterprise_code, &names, order.issued_at);
        let approval = Approval::of(&dossier, decider(), order.issued_at).expect("four eyes");
        let mut cards = Vec::new();
        for (position, (name, personal_number, number)) in order.experts.iter().enumerate() {
            let id = PersonId::new(registry.entropy.uuid());
            let born_on = "1985-03-04".parse().expect("a day");
            let person =
                holders::person_of(&mut transaction, &registry.seal, personal_number, (id, name, born_on));
            let person = person.await.expect("a person").id;
            let index = order.index + 1 + u32::try_from(position).expect("few experts");
            let photo = PhotoHash::from_bytes(PORTRAIT);
            let signed = approval.sign_card(&terms, order.number, (position, &first(number)), (index, photo));
            let signed = signed.expect("a card");
            let document = signed.document.clone();
            let card = Card {
                certificate: order.number.to_owned(),
                person,
                standing: CardStanding::InForce,
                photo_hash: PORTRAIT,
                photo: None,
                paper: self.paper(order, number, index, signed),
            };
            cards.push((card, document));
        }
        transaction.commit().await.expect("the commit");
        cards
    }

    fn paper(&self, order: &Order<'_>, number: &str, index: u32, signed: SignedPaper) -> Paper {
        Paper {
            number: number.to_owned(),
            issuer: self.issuer,
            holder_name: signed.holder_name,
            paper_version: 0,
            issued_on: order.issued_at.day(),
            issued_at: order.issued_at,
            expires_on: order.expires_on,
            status_index: index,
            key_id: signed.key_id,
            code: signed.code,
            key_compromised_at: None,
            entry_seq: 0,
            version: 1,
        }
    }

    /// A dossier that was proposed for approval.
    fn dossier(&self, name: &str, code: Option<&str>, experts: &[&str], at: Instant) -> Dossier {
        let organisation = code.map(|code| Organisation {
            name: Some(name.to_owned()),
            enterprise_code: Some(code.to_owned()),
            ..Organisation::default()
        });
        let expert = |name: &&str| Expert { name: Some((*name).to_owned()), ..Expert::default() };
        let (procedure, proposer) = match &organisation {
            Some(_) => (Procedure::NewOrganisation, account(PROPOSER)),
            None => (Procedure::NewIndependent, account(PROPOSER)),
        };
        let receipt = Receipt {
            number: "HS-1".to_owned(),
            submitted_at: at,
            received_at: at,
            received_by: proposer,
            counted_from: at.day(),
            completeness_due: at.day(),
        };
        let completeness = Completeness {
            confirmed_by: proposer,
            confirmed_at: at,
            term: Step::Decide,
            decision_due: at.day(),
        };
        let proposal = Proposal {
            outcome: Outcome::Approve,
            reasons: "đủ điều kiện".to_owned(),
            passing_experts: (0..experts.len()).collect(),
            proposed_by: proposer,
            proposed_at: at,
        };
        Dossier {
            id: dossier_id(),
            issuer: self.issuer,
            applicant: proposer,
            application: Application {
                format: Format::Dossier1,
                procedure,
                issuer: self.issuer,
                received_on: at.day(),
                organisation,
                experts: experts.iter().map(expert).collect(),
                certificate: None,
                reissue: None,
                register: None,
            },
            stage: Stage::Proposed { receipt, completeness, proposal },
            version: 1,
            created_at: at,
            saved_at: at,
        }
    }
}

/// What is public of an invented organisation.
pub(crate) fn organisation(name: &str, code: &str) -> OrganisationRecord {
    OrganisationRecord {
        enterprise_code: code.to_owned(),
        name: name.to_owned(),
        address: "Số 1 phố Ví dụ".to_owned(),
        phone: "024 1111 2222".to_owned(),
        email: "lienhe@to-chuc.example.test".to_owned(),
    }
}

fn entry_of((card, document): &(Card, String)) -> IssuedCard {
    IssuedCard {
        number: card.paper.number.clone(),
        version: 0,
        holder: card.paper.holder_name.clone(),
        issued_on: card.paper.issued_on,
        expires_on: card.paper.expires_on,
        status_index: card.paper.status_index,
        code_sha256: sha256(&card.paper.code),
        document_sha256: sha256(document),
    }
}

fn sha256(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))
}

fn decider() -> Decider {
    let leader = Officer {
        account: account(LEADER),
        number: "B1".parse().expect("a number"),
        name: "B".to_owned(),
        issuer: IssuerCode::MINISTRY,
        roles: [Role::Leader].into(),
    };
    Appraisers::default().decider(&leader).expect("another person")
}

fn account(number: u128) -> AccountId {
    AccountId::new(uuid::Uuid::from_u128(number))
}

fn dossier_id() -> DossierId {
    DossierId::new(uuid::Uuid::from_u128(3))
}

/// The first paper of a number.
fn first(number: &str) -> PaperId {
    PaperId { number: number.to_owned(), version: 0 }
}
