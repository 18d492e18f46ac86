//! Proofs (Data Integrity 1.0; Data Integrity `EdDSA` Cryptosuites 1.0): what
//! the test issuer adds, and what anyone with a `did:key` added.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::{
    TestIssuer, did_key,
    fault::{Fault, Kind},
    rdf,
    values::{one_or_more, period},
};
use crate::{
    credential::document::{base58, proof::to_be_signed},
    dates::Instant,
};

/// More proofs than anyone sets under a document.
const MAX_PROOFS: usize = 8;

/// The members a proof may have (Data Integrity 1.0, section 2.1).
const MEMBERS: [&str; 13] = [
    "@context",
    "id",
    "type",
    "cryptosuite",
    "created",
    "expires",
    "verificationMethod",
    "proofPurpose",
    "domain",
    "challenge",
    "nonce",
    "previousProof",
    "proofValue",
];

/// How a document becomes the bytes that are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suite {
    /// Canonical JSON (section 3.3), as everything the register signs.
    Jcs,
    /// Canonical RDF (section 3.2).
    Rdfc,
}

/// What a verifier expects of a proof.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'request> {
    /// `assertionMethod` of a credential, `authentication` of a presentation.
    pub purpose: &'static str,
    /// For whom it must be, if that matters.
    pub domain: Option<&'request str>,
    /// What it must answer, if that matters.
    pub challenge: Option<&'request str>,
}

impl Suite {
    /// The suite of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "eddsa-jcs-2022" => Some(Self::Jcs),
            "eddsa-rdfc-2022" => Some(Self::Rdfc),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Jcs => "eddsa-jcs-2022",
            Self::Rdfc => "eddsa-rdfc-2022",
        }
    }

    /// The hashes that are signed (sections 3.2.4 and 3.3.4).
    fn hashes(self, options: &Map<String, Value>, document: &Map<String, Value>) -> Result<Vec<u8>, Fault> {
        if self == Self::Jcs {
            return Ok(to_be_signed(options, document));
        }
        let mut options = options.clone();
        if let Some(context) = document.get("@context") {
            options.insert("@context".to_owned(), context.clone());
        }
        let (options, document) = (rdf::canonical(&options)?, rdf::canonical(document)?);
        Ok([Sha256::digest(options), Sha256::digest(document)].concat())
    }
}

/// Adds the test issuer's proof.
pub(super) fn add(
    document: &mut Map<String, Value>,
    issuer: &TestIssuer,
    suite: Suite,
    created: Instant,
) -> Result<(), Fault> {
    let mut proof = Map::new();
    for (member, value) in [
        ("type", json!("DataIntegrityProof")),
        ("cryptosuite", json!(suite.name())),
        ("created", json!(created)),
        ("verificationMethod", json!(issuer.verification_method())),
        ("proofPurpose", json!("assertionMethod")),
    ] {
        proof.insert(member.to_owned(), value);
    }
    if let (Suite::Jcs, Some(context)) = (suite, document.get("@context")) {
        proof.insert("@context".to_owned(), context.clone());
    }
    let signature = issuer.signature(&suite.hashes(&proof, document)?);
    proof.insert("proofValue".to_owned(), base58::encode(&signature).into());
    document.insert("proof".to_owned(), proof.into());
    Ok(())
}

/// Checks every proof of a document, and gives the DIDs that made them.
pub fn verify(
    document: &Map<String, Value>,
    expected: Expected<'_>,
    now: Instant,
) -> Result<Vec<String>, Fault> {
    let mut unsecured = document.clone();
    let proofs = unsecured.remove("proof").ok_or_else(|| Fault::proof("no `proof`"))?;
    let proofs: Option<Vec<_>> = one_or_more(&proofs).iter().map(Value::as_object).collect();
    let proofs = proofs.ok_or_else(|| Fault::new(Kind::Parsing, "`proof` is not an object"))?;
    if proofs.is_empty() || proofs.len() > MAX_PROOFS {
        return Err(Fault::proof("not one to eight proofs"));
    }
    proofs
        .iter()
        .map(|proof| {
            lawful(proof, expected, now)?;
            verify_one(proof, &proofs, unsecured.clone())
        })
        .collect()
}

/// What does not need the key: members, purpose, domain, challenge, days.
fn lawful(proof: &Map<String, Value>, expected: Expected<'_>, now: Instant) -> Result<(), Fault> {
    if let Some(unknown) = proof.keys().find(|member| !MEMBERS.contains(&member.as_str())) {
        return Err(Fault::proof(format!("a proof has no `{unknown}`")));
    }
    if text(proof, "type")? != "DataIntegrityProof" {
        return Err(Fault::proof("`proof.type` is not DataIntegrityProof"));
    }
    if text(proof, "proofPurpose")? != expected.purpose {
        return Err(Fault::proof(format!("`proof.proofPurpose` is not {}", expected.purpose)));
    }
    if expected.domain.is_some_and(|domain| !names(proof.get("domain"), domain)) {
        return Err(Fault::new(Kind::InvalidDomain, "`proof.domain` is another"));
    }
    if expected.challenge.is_some_and(|challenge| proof.get("challenge").is_none_or(|said| said != challenge))
    {
        return Err(Fault::new(Kind::InvalidChallenge, "`proof.challenge` is another"));
    }
    let (_, expires) = period(proof, ("created", "expires"))?;
    if expires.is_some_and(|expires| expires.unix_timestamp() <= now.unix()) {
        return Err(Fault::proof("the proof has expired"));
    }
    Ok(())
}

fn verify_one(
    proof: &Map<String, Value>,
    all: &[&Map<String, Value>],
    mut unsecured: Map<String, Value>,
) -> Result<String, Fault> {
    let suite = Suite::named(text(proof, "cryptosuite")?);
    let suite = suite.ok_or_else(|| Fault::proof("`proof.cryptosuite` is not one of EdDSA"))?;
    let (controller, key) = did_key::resolve(text(proof, "verificationMethod")?)
        .ok_or_else(|| Fault::proof("`proof.verificationMethod` is not an Ed25519 did:key"))?;
    let signature = base58::decode(text(proof, "proofValue")?)
        .ok_or_else(|| Fault::proof("`proof.proofValue` is not a signature in base-58-btc"))?;
    let mut options = proof.clone();
    options.remove("proofValue");
    if let Some(previous) = earlier(proof, all)? {
        unsecured.insert("proof".to_owned(), previous);
    }
    if let (Suite::Jcs, Some(context)) = (suite, options.get("@context")) {
        signed_context(&mut unsecured, context)?;
    }
    if key.verifies(&suite.hashes(&options, &unsecured)?, &signature) {
        Ok(controller.to_owned())
    } else {
        Err(Fault::proof("the signature is of another document or by another key"))
    }
}

/// The proofs that must have been there before (section 2.1, `previousProof`);
/// each is checked for itself too.
fn earlier(proof: &Map<String, Value>, all: &[&Map<String, Value>]) -> Result<Option<Value>, Fault> {
    let Some(named) = proof.get("previousProof") else { return Ok(None) };
    let found = one_or_more(named).iter().map(|id| {
        let found = all.iter().find(|other| id.is_string() && other.get("id") == Some(id));
        found.map(|other| Value::Object((*other).clone()))
    });
    let found: Option<Vec<_>> = found.collect();
    found.map(|proofs| Some(proofs.into())).ok_or_else(|| Fault::proof("`previousProof` names no proof"))
}

/// The contexts in the proof are those that were signed; the document may have
/// got more behind them since (section 3.3.2).
fn signed_context(unsecured: &mut Map<String, Value>, signed: &Value) -> Result<(), Fault> {
    let said = unsecured.get("@context").map(one_or_more).unwrap_or_default();
    if !said.starts_with(one_or_more(signed)) {
        return Err(Fault::proof("`proof.@context` is not how the document's begins"));
    }
    unsecured.insert("@context".to_owned(), signed.clone());
    Ok(())
}

fn text<'proof>(proof: &'proof Map<String, Value>, member: &str) -> Result<&'proof str, Fault> {
    let value = proof.get(member).and_then(Value::as_str);
    value.ok_or_else(|| Fault::proof(format!("`proof.{member}` is missing or no string")))
}

fn names(said: Option<&Value>, domain: &str) -> bool {
    said.is_some_and(|said| one_or_more(said).iter().any(|said| said == domain))
}

/// Whether a document is in its days.
pub(super) fn in_force(
    (from, until): (Option<OffsetDateTime>, Option<OffsetDateTime>),
    now: Instant,
) -> Result<(), Fault> {
    if from.is_some_and(|from| from.unix_timestamp() > now.unix()) {
        return Err(Fault::new(Kind::NotInForce, "`validFrom` is still to come"));
    }
    if until.is_some_and(|until| until.unix_timestamp() < now.unix()) {
        return Err(Fault::new(Kind::NotInForce, "`validUntil` is past"));
    }
    Ok(())
}
