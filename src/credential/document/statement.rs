//! What the register says of a paper on a day, signed to be kept
//! (DOCUMENT.md, section 8).

use serde_json::{Map, Value, json};

use super::{address::IssuerDid, context, json::members, proof};
use crate::{
    credential::{
        keys::{IssuerSigningKey, KeyId},
        link::Origin,
        refusal::{Malformed, Refused},
        sign::SigningError,
        text::{HolderName, IssuerCode, PaperNumber},
        trust::TrustList,
        verdict::Verdict,
        verify::judge_without_entry,
    },
    dates::{Day, Instant},
};

/// The second type of a statement.
const TYPE: &str = "PaperStatement";

/// No statement is longer.
const MAX_STATEMENT_BYTES: usize = 16_384;

/// The verdict on a paper for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Whose paper.
    pub issuer: IssuerCode,
    /// The paper's number.
    pub number: PaperNumber,
    /// The holder's name as printed.
    pub holder: HolderName,
    /// What is said of it.
    pub verdict: Verdict,
    /// For which day.
    pub on: Day,
    /// When the register was asked; also when this was signed.
    pub asked_at: Instant,
    /// The register's last entry then.
    pub register_position: u64,
}

/// A statement that the issuer's key signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenuineStatement {
    /// What was signed.
    pub statement: Statement,
    /// The key that signed.
    pub key_id: KeyId,
    /// The site it comes from, lower case. To be shown, never followed.
    pub host: String,
}

/// Signs a statement; canonical JSON.
///
/// Not public: what is stated comes from the register.
pub(crate) fn sign(
    statement: &Statement,
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<String, SigningError> {
    key.require_issuer(&statement.issuer)?;
    proof::secure(unsigned(statement, origin), origin, key, statement.asked_at)
}

/// Checks a statement against pinned keys; nothing that it names is fetched.
///
/// Of a compromised key nothing counts: a statement has no entry in the
/// register to be older than that.
pub fn verify(text: &str, trust: &TrustList) -> Result<GenuineStatement, Refused> {
    let opened = proof::open(text, MAX_STATEMENT_BYTES, trust)?;
    let key = opened.key;
    let statement = read(&opened.document, &key.issuer, opened.created).ok_or(Malformed::Document)?;
    // Whatever it would not have written is refused. A loopback host may be
    // either; for any other `http` is no origin.
    let mut origins = ["https", "http"]
        .iter()
        .filter_map(|scheme| format!("{scheme}://{}", opened.host).parse::<Origin>().ok());
    if !origins.any(|origin| unsigned(&statement, &origin) == opened.document) {
        return Err(Malformed::Document.into());
    }
    judge_without_entry(key, opened.created)?;
    Ok(GenuineStatement { statement, key_id: key.key_id, host: opened.host })
}

/// Whether a document says of itself that it is a statement.
pub(in crate::credential) fn is_claimed_by(document: &Map<String, Value>) -> bool {
    let types = document.get("type").and_then(Value::as_array);
    types.is_some_and(|types| types.iter().any(|name| name == TYPE))
}

fn unsigned(statement: &Statement, origin: &Origin) -> Map<String, Value> {
    members(json!({
        "@context": context::both(origin),
        "type": ["VerifiableCredential", TYPE],
        "issuer": IssuerDid::new(origin, &statement.issuer).to_string(),
        "validFrom": statement.asked_at,
        "credentialSubject": {
            "type": "StatedPaper",
            "paperNumber": statement.number.as_str(),
            "name": {"@value": statement.holder.as_str(), "@language": "vi"},
            "standing": statement.verdict,
            "statedOn": statement.on,
        },
        "registerPosition": statement.register_position,
    }))
}

fn read(document: &Map<String, Value>, issuer: &IssuerCode, asked_at: Instant) -> Option<Statement> {
    let subject = document.get("credentialSubject")?;
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    Some(Statement {
        issuer: issuer.clone(),
        number: text(subject.get("paperNumber"))?.parse().ok()?,
        holder: text(subject.get("name")?.get("@value"))?.parse().ok()?,
        verdict: serde_json::from_value(subject.get("standing")?.clone()).ok()?,
        on: text(subject.get("statedOn"))?.parse().ok()?,
        asked_at,
        register_position: document.get("registerPosition")?.as_u64()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{COMPROMISED, IN_USE, PROVINCE, RETIRED, STRANGER, instant, key, origin};
    use super::*;
    use crate::credential::{vectors, verdict::NotValid};

    fn statement() -> Statement {
        let on = "2026-11-20".parse().expect("a day");
        Statement {
            issuer: "BKHCN".parse().expect("a code"),
            number: "01/2026/GXN-BKHCN".parse().expect("a number"),
            holder: "Công ty Đổi Mới".parse().expect("a name"),
            verdict: Verdict::NotValid(NotValid::Revoked { on }),
            on,
            asked_at: instant("2026-11-22T03:00:00Z"),
            register_position: 17,
        }
    }

    #[test]
    fn a_statement_is_read_back_and_a_changed_letter_is_not() {
        let text = sign(&statement(), &origin(), &key(IN_USE)).expect("the issuer's key");
        let genuine = verify(&text, &vectors::trust()).expect("signed with a pinned key");
        assert_eq!((genuine.statement, genuine.host), (statement(), origin().host()));
        for (from, to) in [("revoked", "expired"), ("11-20", "11-19"), ("Đổi", "Đối"), (":17", ":18")] {
            let changed = text.replace(from, to);
            assert_ne!(changed, text);
            assert_eq!(verify(&changed, &vectors::trust()), Err(Refused::Signature), "{from}");
        }
    }

    #[test]
    fn another_issuers_key_states_nothing_and_a_compromised_one_is_not_believed() {
        assert!(sign(&statement(), &origin(), &key(PROVINCE)).is_err());
        let text = sign(&statement(), &origin(), &key(COMPROMISED)).expect("the issuer's key");
        assert!(verify(&text, &vectors::trust()).is_err());
    }

    /// The statement changed before it was signed, or its proof, rightly signed.
    fn forged(seed: u8, change: impl FnOnce(&mut Map<String, Value>)) -> Result<Statement, Refused> {
        let mut document = unsigned(&statement(), &origin());
        change(&mut document);
        let text =
            proof::secure(document, &origin(), &key(seed), statement().asked_at).expect("a key at hand");
        verify(&text, &vectors::trust()).map(|genuine| genuine.statement)
    }

    #[test]
    fn a_key_outside_its_window_states_nothing() {
        let at = |seed, at| {
            let statement = Statement { asked_at: instant(at), ..statement() };
            let text = sign(&statement, &origin(), &key(seed)).expect("the issuer's key");
            verify(&text, &vectors::trust()).err().map_or("accepted", |refused| refused.code())
        };
        assert_eq!(at(IN_USE, "2025-12-31T17:00:00Z"), "accepted");
        assert_eq!(at(IN_USE, "2025-12-31T16:59:59Z"), "key_not_in_force");
        assert_eq!(at(RETIRED, "2025-12-31T17:00:01Z"), "key_not_in_force");
        assert_eq!(at(STRANGER, "2026-11-22T03:00:00Z"), "unknown_key");
    }

    #[test]
    fn an_extra_member_or_another_issuers_name_is_refused_even_when_rightly_signed() {
        assert_eq!(forged(IN_USE, |_| ()), Ok(statement()));
        for member in ["validUntil", "credentialStatus", "holder", "proofs"] {
            let extra = forged(IN_USE, |document| drop(document.insert(member.to_owned(), json!("x"))));
            assert_eq!(extra, Err(Malformed::Document.into()), "{member}");
        }
        let foreign = forged(IN_USE, |document| {
            document["issuer"] = json!("did:web:kiemtra-chuyengia.example:issuers:52");
        });
        assert_eq!(foreign, Err(Malformed::Document.into()));
        assert!(forged(PROVINCE, |_| ()).is_err(), "the Ministry's statement under the province's key");
    }

    #[test]
    fn a_document_of_a_paper_is_no_statement() {
        let facts = super::super::samples::card_with(|_| ());
        let text = super::super::sign(&facts, &origin(), &key(IN_USE)).expect("the issuer's key");
        assert_eq!(verify(&text, &vectors::trust()), Err(Malformed::Document.into()));
    }
}
