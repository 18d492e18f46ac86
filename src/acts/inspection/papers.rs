//! Certificates and cards against the entries that issued them and decided
//! about them since, and against what their issuer signed.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::keys::EnteredKeys;
use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::credential::document;
use crate::credential::{Genuine, Payload, Refused, TrustList, verify_text};
use crate::domain::certificate::{CardStanding, Standing};
use crate::domain::entry::{Entry, Event, IssuedCard, IssuedCertificate};
use crate::domain::recorded::Record;
use crate::domain::replay;
use crate::domain::validity::Effect;
use crate::storage::inspection::{self, StoredPaper};
use crate::storage::{Storage, StorageError, folded_number};

/// Entries whose papers are compared in one go: few, for one entry may have
/// issued hundreds of cards, each with its code and its document.
const WINDOW: i64 = 100;

/// At most so many papers of no entry are named.
const MOST_STRAYS: i64 = 1_000;

/// A paper as an entry issued it.
struct IssuedPaper<'e> {
    entry: &'e Entry,
    /// The number of the certificate it is, or was issued under.
    under: &'e str,
    which: Which<'e>,
}

/// Which paper of its entry.
#[derive(Clone, Copy)]
enum Which<'e> {
    Certificate(&'e IssuedCertificate),
    Card(&'e IssuedCard),
}

/// Certificate, a card's own number, and the entry that issued it: what a paper
/// is found by.
type Name = (String, Option<String>, i64);

/// Compares every paper with its entries, window by window.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let (mut keys, mut after, mut count) = (EnteredKeys::default(), 0, 0);
    loop {
        let mut transaction = storage.read().await?;
        let last = inspection::last_entry(&mut transaction).await?;
        if after >= last {
            return strays(&mut transaction, last, count, tell).await;
        }
        let upto = last.min(after + WINDOW);
        keys.follow(&mut transaction).await?;
        let stored = inspection::papers(&mut transaction, after, upto).await?;
        let histories = inspection::histories(&mut transaction, after, upto).await?;
        transaction.end().await?;
        count += i64::try_from(stored.len()).unwrap_or(i64::MAX);
        let window = Window { after, upto, histories: &histories, trust: &keys.trust() };
        window.compare(stored, tell);
        after = upto;
        tell(InspectionEvent::Passed(Part::Papers, count));
    }
}

/// Papers that name an entry which is not there.
async fn strays(
    transaction: &mut crate::storage::ReadTransaction,
    last: i64,
    count: i64,
    tell: Listener<'_>,
) -> Result<(), StorageError> {
    for (_, number, _) in inspection::papers_of_no_entry(transaction, last, MOST_STRAYS).await? {
        found(tell, (Part::Papers, &number), Fault::NotKnown { by: Witness::Entries });
    }
    tell(InspectionEvent::Done(Part::Papers, count));
    Ok(())
}

/// The entries of one window with all that was entered about their papers.
struct Window<'a> {
    after: i64,
    upto: i64,
    histories: &'a [Entry],
    trust: &'a TrustList,
}

impl Window<'_> {
    fn compare(&self, stored: Vec<StoredPaper>, tell: Listener<'_>) {
        let mut rows: BTreeMap<Name, StoredPaper> = BTreeMap::new();
        for row in stored {
            rows.insert(name_of(&row), row);
        }
        let own = self.histories.iter().filter(|entry| entry.seq > self.after && entry.seq <= self.upto);
        for issued in own.flat_map(papers_of) {
            if let Some(row) = rows.remove(&issued.name()) {
                self.paper(&row, &issued, tell);
            } else {
                // A row that names another entry is told as unknown there.
                let by = Witness::Entry(issued.entry.seq);
                found(tell, (Part::Papers, issued.number()), Fault::NoRow { by });
            }
        }
        for row in rows.into_values() {
            found(tell, (Part::Papers, &row.number), Fault::NotKnown { by: Witness::Entry(row.entry_seq) });
        }
    }

    fn paper(&self, row: &StoredPaper, issued: &IssuedPaper<'_>, tell: Listener<'_>) {
        let differs = &mut |what, (stored, said): (String, String), by| {
            if stored != said {
                found(tell, (Part::Papers, &row.number), Fault::Differs { what, stored, said, by });
            }
        };
        let by_entry = Witness::Entry(issued.entry.seq);
        for (what, stored, said) in issued.values(row) {
            differs(what, (stored, said), by_entry);
        }
        differs(
            "the number for searches",
            (row.folded_number.clone(), folded_number(&row.number)),
            Witness::Row,
        );
        let (stored, said) = (self.stored_effect(row, issued), issued.effect(self.histories));
        match stored {
            Some(stored) => differs(
                "the standing",
                (said_of(stored), said_of(said)),
                Witness::Entry(issued.last(self.histories)),
            ),
            None => found(tell, (Part::Papers, &row.number), Fault::Unreadable { what: "the standing" }),
        }
        if issued.is_recorded() {
            recorded(row, issued, tell);
        } else {
            self.signed(row, issued, tell);
        }
    }

    /// What was decided about the paper, as its row has it.
    fn stored_effect(&self, row: &StoredPaper, issued: &IssuedPaper<'_>) -> Option<Effect> {
        let decided = match issued.which {
            Which::Certificate(_) => serde_json::from_str::<Standing>(&row.standing).ok()?.effect(),
            Which::Card(_) => serde_json::from_str::<CardStanding>(&row.standing).ok()?.effect(),
        };
        let key = self.trust.keys().iter().find(|key| key.key_id.to_string() == row.key_id);
        let since = key.and_then(|key| key.compromised_at).filter(|since| issued.entry.at >= *since);
        Some(since.map_or(decided, |since| Effect::KeyCompromised { on: since.day() }))
    }

    /// The code and the document: the bytes that were entered, signed by the
    /// issuer, and saying what the row says.
    fn signed(&self, row: &StoredPaper, issued: &IssuedPaper<'_>, tell: Listener<'_>) {
        let subject = (Part::Papers, row.number.as_str());
        let by = Witness::Entry(issued.entry.seq);
        let (code_sha256, document_sha256) = issued.hashes();
        for (what, text, sha256) in
            [("the code", &row.code, code_sha256), ("the document", &row.document, document_sha256)]
        {
            if HEXLOWER.encode(&Sha256::digest(text)) != sha256 {
                found(tell, subject, Fault::OtherHash { what, by });
            }
        }
        let code = proved(verify_text(&row.code, self.trust));
        let read = document::verify(&row.document, self.trust);
        let under = read.as_ref().ok().and_then(|read| read.facts().issued_under().cloned());
        let document = proved(read.map(|read| read.genuine().clone()));
        for (what, by, proved) in
            [("the code", Witness::Code, code), ("the document", Witness::Document, document)]
        {
            match proved {
                Err(why) => found(tell, subject, Fault::NotProved { what, why }),
                Ok(None) => {}
                Ok(Some(genuine)) => said_by(row, &genuine, by, tell),
            }
        }
        if let (Some(under), Some(number)) = (under, &row.certificate_number) {
            let (stored, said) = (number.clone(), under.certificate.to_string());
            if stored != said {
                let what = "the certificate";
                found(tell, subject, Fault::Differs { what, stored, said, by: Witness::Document });
            }
        }
    }
}

/// What was recorded: no code, no key, and the text that the entry commits to,
/// which says what the row says.
fn recorded(row: &StoredPaper, issued: &IssuedPaper<'_>, tell: Listener<'_>) {
    let subject = (Part::Papers, row.number.as_str());
    let by = Witness::Entry(issued.entry.seq);
    for (what, stored) in [("the code", &row.code), ("the key", &row.key_id)] {
        if !stored.is_empty() {
            let (stored, said) = (stored.clone(), String::new());
            found(tell, subject, Fault::Differs { what, stored, said, by });
        }
    }
    let what = "the document";
    if HEXLOWER.encode(&Sha256::digest(&row.document)) != issued.hashes().1 {
        found(tell, subject, Fault::OtherHash { what, by });
    }
    let Some(record) = Record::read(&row.document) else {
        return found(tell, subject, Fault::Unreadable { what });
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let values = [
        ("the number", row.number.clone(), record.number.clone()),
        ("the certificate", text(&row.certificate_number), text(&record.under)),
        ("the issuer", row.issuer.clone(), record.issuer.to_string()),
        ("the holder", row.holder_name.clone(), record.holder.clone()),
        ("the enterprise code", text(&row.enterprise_code), text(&record.enterprise_code)),
        ("the first day", row.issued_on.clone(), record.issued_on.to_string()),
        ("the last day", row.expires_on.clone(), record.expires_on.to_string()),
    ];
    for (what, stored, said) in values {
        if stored != said {
            found(tell, subject, Fault::Differs { what, stored, said, by: Witness::Document });
        }
    }
}

/// What a signature proves. Nothing of what was signed when others had the
/// key, which the standing says already.
fn proved(read: Result<Genuine, Refused>) -> Result<Option<Genuine>, String> {
    match read {
        Ok(genuine) => Ok(Some(genuine)),
        Err(Refused::KeyCompromised { .. }) => Ok(None),
        Err(refused) => Err(refused.to_string()),
    }
}

/// Compares a row with what was signed.
fn said_by(row: &StoredPaper, genuine: &Genuine, by: Witness, tell: Listener<'_>) {
    let payload = genuine.payload();
    let paper = payload.paper();
    let (enterprise_code, photo) = match payload {
        Payload::Certificate(certificate) => {
            (certificate.enterprise_code().map(|code| code.as_str().to_owned()), None)
        }
        Payload::Card(card) => (None, Some(card.photo_hash().as_bytes().to_vec())),
    };
    let holder = match &paper.holder {
        name if name.stands_for(&row.holder_name) => row.holder_name.clone(),
        name => name.to_string(),
    };
    let hexadecimal =
        |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| HEXLOWER.encode(bytes)).unwrap_or_default();
    let values = [
        ("the number", row.number.clone(), paper.number.to_string()),
        ("the issuer", row.issuer.clone(), paper.issuer.to_string()),
        ("the holder", row.holder_name.clone(), holder),
        (
            "the enterprise code",
            row.enterprise_code.clone().unwrap_or_default(),
            enterprise_code.unwrap_or_default(),
        ),
        ("the version", row.paper_version.to_string(), paper.version.to_string()),
        ("the first day", row.issued_on.clone(), paper.valid_from.to_string()),
        ("the last day", row.expires_on.clone(), paper.valid_until.to_string()),
        ("the instant of signing", row.issued_at.clone(), paper.issued_at.to_string()),
        ("the place in the status lists", row.status_index.to_string(), paper.status_index.to_string()),
        ("the portrait's hash", hexadecimal(&row.photo_hash), hexadecimal(&photo)),
        ("the key", row.key_id.clone(), genuine.key_id().to_string()),
    ];
    for (what, stored, said) in values {
        if stored != said {
            found(tell, (Part::Papers, &row.number), Fault::Differs { what, stored, said, by });
        }
    }
}

fn name_of(row: &StoredPaper) -> Name {
    match &row.certificate_number {
        Some(certificate) => (certificate.clone(), Some(row.number.clone()), row.entry_seq),
        None => (row.number.clone(), None, row.entry_seq),
    }
}

fn papers_of(entry: &Entry) -> Vec<IssuedPaper<'_>> {
    let (Event::Issued { certificate, cards, .. }, Some(under)) = (&entry.event, entry.event.certificate())
    else {
        return Vec::new();
    };
    let certificate = certificate.iter().map(Which::Certificate);
    let papers = certificate.chain(cards.iter().map(Which::Card));
    papers.map(|which| IssuedPaper { entry, under, which }).collect()
}

impl IssuedPaper<'_> {
    fn name(&self) -> Name {
        let card = match self.which {
            Which::Certificate(_) => None,
            Which::Card(card) => Some(card.number.clone()),
        };
        (self.under.to_owned(), card, self.entry.seq)
    }

    fn is_recorded(&self) -> bool {
        matches!(&self.entry.event, Event::Issued { recorded: Some(_), .. })
    }

    fn number(&self) -> &str {
        match self.which {
            Which::Certificate(certificate) => &certificate.number,
            Which::Card(card) => &card.number,
        }
    }

    fn hashes(&self) -> (&str, &str) {
        match self.which {
            Which::Certificate(own) => (&own.code_sha256, &own.document_sha256),
            Which::Card(own) => (&own.code_sha256, &own.document_sha256),
        }
    }

    /// What the row says, and what the entry says, of each public fact.
    fn values(&self, row: &StoredPaper) -> Vec<(&'static str, String, String)> {
        let (holder, version, issued_on, expires_on, place) = match self.which {
            Which::Certificate(own) => {
                (&own.holder, own.version, own.issued_on, own.expires_on, own.status_index)
            }
            Which::Card(own) => (&own.holder, own.version, own.issued_on, own.expires_on, own.status_index),
        };
        let mut values = vec![
            ("the issuer", row.issuer.clone(), self.entry.issuer.to_string()),
            ("the holder", row.holder_name.clone(), holder.clone()),
            ("the version", row.paper_version.to_string(), version.to_string()),
            ("the first day", row.issued_on.clone(), issued_on.to_string()),
            ("the last day", row.expires_on.clone(), expires_on.to_string()),
            ("the place in the status lists", row.status_index.to_string(), place.to_string()),
        ];
        if let Which::Certificate(own) = self.which {
            let (stored, said) = (row.enterprise_code.clone(), own.enterprise_code.clone());
            values.push(("the enterprise code", stored.unwrap_or_default(), said.unwrap_or_default()));
        }
        values
    }

    /// What the entries decided about it.
    fn effect(&self, histories: &[Entry]) -> Effect {
        match self.which {
            Which::Certificate(own) => replay::decided_on_certificate(histories, self.entry, own),
            Which::Card(card) => replay::decided_on_card(histories, self.entry, self.under, card),
        }
    }

    /// The last entry that speaks of it.
    fn last(&self, histories: &[Entry]) -> i64 {
        let number = self.number();
        let spoken = histories.iter().rev().find(|entry| entry.event.papers().contains(&number));
        spoken.map_or(self.entry.seq, |entry| entry.seq)
    }
}

/// What was decided, in words.
fn said_of(effect: Effect) -> String {
    match effect {
        Effect::InForce => "in force".to_owned(),
        Effect::Suspended { ground, from, until, confirm_by } => {
            let unconfirmed = confirm_by.map(|last| format!(", to be confirmed by {last}"));
            let unconfirmed = unconfirmed.unwrap_or_default();
            format!("suspended from {from} until {until} ({}){unconfirmed}", ground.letter())
        }
        Effect::Revoked { ground, on } => format!("revoked on {on} ({})", ground.letter()),
        Effect::Returned { on } => format!("returned on {on}"),
        Effect::Replaced { on, by_version: 0 } => format!("renewed on {on}"),
        Effect::Replaced { on, by_version } => format!("replaced on {on} by version {by_version}"),
        Effect::GivenUp { on } => format!("given up on {on}"),
        Effect::KeyCompromised { on } => format!("not valid: its key was in other hands on {on}"),
    }
}
