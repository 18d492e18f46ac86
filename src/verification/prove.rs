//! Holding stored papers against what was entered and what was signed.
//!
//! The register entered the hash of every code, the issuer signed what stands
//! in it, and the columns repeat both for searches and desks. Where one of the
//! three says something else, someone changed the tables behind the program,
//! and nothing is said of the paper until that is mended.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::memory::Key;
use crate::credential::{Payload, TrustList, link, signed_by_issuer, text};
use crate::domain::certificate::{CardStanding, Standing};
use crate::domain::published::{Proof, PublicPaper, Published, Signed};
use crate::domain::validity::Effect;
use crate::storage::published::StoredPaper;

/// Fewer certificates than this are not worth another thread.
const A_HANDFUL: usize = 32;

/// A certificate with its cards, and the rows that are said to be theirs.
pub(super) struct Case {
    pub(super) key: Key,
    pub(super) published: Arc<Published>,
    pub(super) rows: Vec<StoredPaper>,
}

/// What the rows of a certificate proved.
pub(super) struct ProvenRows {
    pub(super) key: Key,
    /// In the order of its papers.
    pub(super) proofs: Vec<Option<Proof>>,
    /// Every paper whose row is not what it should be.
    pub(super) faults: Vec<Fault>,
}

/// Where a row is not what it should be. Names no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) number: Box<str>,
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) reason: &'static str,
}

type Place = (&'static str, &'static str);

/// Proves every case, on the threads that may work for long: a signature takes
/// some 40 µs, and a register has a hundred thousand.
pub(super) async fn prove_all(mut cases: Vec<Case>, trust: &Arc<TrustList>) -> Vec<ProvenRows> {
    let hands = available_parallelism().map_or(1, NonZero::get);
    let share = cases.len().div_ceil(hands).max(A_HANDFUL);
    let mut shares = Vec::new();
    while !cases.is_empty() {
        let (rest, trust) = (cases.split_off(share.min(cases.len())), Arc::clone(trust));
        let share = std::mem::replace(&mut cases, rest);
        shares.push(spawn_blocking(move || {
            share.into_iter().map(|case| prove(case, &trust)).collect::<Vec<_>>()
        }));
    }
    let mut proven = Vec::new();
    for share in shares {
        proven.extend(share.await.expect("nothing panics while papers are proved"));
    }
    proven
}

fn prove(case: Case, trust: &TrustList) -> ProvenRows {
    let Case { key, published, rows } = case;
    let mut faults = Vec::new();
    let mut found = |paper: &PublicPaper, card: bool| {
        let table = if card { "cards" } else { "certificates" };
        let own = rows.iter().filter(|row| (row.is_card == 1) == card && row.number == *paper.number);
        let row = own.min_by_key(|row| row.paper_version != i64::from(paper.paper_version));
        let found = row.ok_or(("number", "there is no such row"));
        let found = found.and_then(|row| proof(&published, paper, row, card, trust));
        let fault = |&(column, reason): &Place| Fault { number: paper.number.clone(), table, column, reason };
        found.inspect_err(|place| faults.push(fault(place))).ok()
    };
    let cards_from = 1 + published.earlier.len();
    let proofs = published.papers().enumerate().map(|(nth, paper)| found(paper, nth >= cards_from)).collect();
    ProvenRows { key, proofs, faults }
}

fn proof(
    published: &Published,
    paper: &PublicPaper,
    row: &StoredPaper,
    card: bool,
    trust: &TrustList,
) -> Result<Proof, Place> {
    is_entered(published, paper, row, card)?;
    if paper.is_recorded {
        return is_unsigned(row, card);
    }
    if Sha256::digest(&row.code).as_slice() != paper.code_sha256 {
        return Err(("code", "not the code that was entered"));
    }
    let scanned = link::parse(&row.code).map_err(|_| ("code", "not a code"))?;
    let payload =
        signed_by_issuer(&scanned.token, trust).map_err(|_| ("code", "not signed by its issuer"))?;
    is_signed(published, paper, payload, card)?;
    let said = payload.paper();
    if row.issued_at != said.issued_at.to_string() {
        return Err(("issued_at", "not what was signed"));
    }
    if row.key_id != scanned.token.key_id().to_string() {
        return Err(("key_id", "not the key that signed"));
    }
    let standing = standing(row, card).ok_or(("standing", "it cannot be read"))?;
    let signed = Signed { token: scanned.token.digest(), key_id: scanned.token.key_id() };
    Ok(Proof { signed: Some(signed), standing })
}

/// What is recorded has no code and no key.
fn is_unsigned(row: &StoredPaper, card: bool) -> Result<Proof, Place> {
    if !row.code.is_empty() || !row.key_id.is_empty() {
        return Err(("code", "a paper that is recorded has none"));
    }
    let standing = standing(row, card).ok_or(("standing", "it cannot be read"))?;
    Ok(Proof { signed: None, standing })
}

/// Whether the columns say what was entered.
fn is_entered(
    published: &Published,
    paper: &PublicPaper,
    row: &StoredPaper,
    card: bool,
) -> Result<(), Place> {
    let enterprise_code = published.enterprise_code.filter(|_| !card).map(|code| code.to_string());
    let same = [
        ("issuer", row.issuer == paper.issuer.to_string()),
        ("certificate_number", row.certificate_number == *published.certificate.number),
        ("holder_name", row.holder_name == *paper.holder),
        ("enterprise_code", row.enterprise_code == enterprise_code),
        ("paper_version", row.paper_version == i64::from(paper.paper_version)),
        ("status_index", row.status_index == i64::from(paper.status_index)),
        ("issued_on", row.issued_on == paper.validity.issued_on.to_string()),
        ("expires_on", row.expires_on == paper.validity.expires_on.to_string()),
        ("entry_seq", row.entry_seq == paper.entry_seq),
    ];
    let other = same.into_iter().find(|(_, same)| !same);
    other.map_or(Ok(()), |(column, _)| Err((column, "not what was entered")))
}

/// Whether the issuer signed what was entered.
fn is_signed(published: &Published, paper: &PublicPaper, payload: &Payload, card: bool) -> Result<(), Place> {
    let said = payload.paper();
    let enterprise_code = published.enterprise_code.map(|code| code.to_string());
    let kind = match payload {
        Payload::Card(_) => card,
        Payload::Certificate(certificate) => {
            !card
                && certificate.enterprise_code().map(text::EnterpriseCode::as_str)
                    == enterprise_code.as_deref()
        }
    };
    let same = kind
        && said.issuer.as_str() == paper.issuer.to_string()
        && said.number.as_str() == &*paper.number
        && said.holder.stands_for(&paper.holder)
        && said.version == paper.paper_version
        && said.status_index == paper.status_index
        && said.valid_from == paper.validity.issued_on
        && said.valid_until == paper.validity.expires_on;
    if same { Ok(()) } else { Err(("code", "the issuer signed something else than was entered")) }
}

/// How the row says that the paper stands, as far as that is public.
fn standing(row: &StoredPaper, card: bool) -> Option<Effect> {
    if card {
        serde_json::from_str::<CardStanding>(&row.standing).ok().map(|standing| standing.effect())
    } else {
        serde_json::from_str::<Standing>(&row.standing).ok().map(|standing| standing.effect())
    }
}
