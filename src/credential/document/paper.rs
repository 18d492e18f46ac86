//! Facts to the members of the document and back (DOCUMENT.md, section 2).
//!
//! Reading takes the facts from where they stand and looks at nothing else;
//! that there is nothing else is checked by writing again.

use serde_json::{Map, Value, json};

use super::{
    address::{IssuerDid, origin_of_paper, paper_url},
    context,
    facts::{DocumentFacts, IssuedUnder, IssuerName},
    json::members,
};
use crate::{
    credential::{
        link::Origin,
        payload::{Affiliation, CardPayload, CertificatePayload, Paper, Payload, PhotoHash},
        status::{ListKind, ListName, Place},
        text::HolderName,
    },
    dates::Instant,
};

const CERTIFICATE: &str = "ConsultingEligibilityCertificate";
const CARD: &str = "ConsultantExpertCard";
const ORGANISATION: &str = "ConsultingOrganisation";
const EXPERT: &str = "ConsultantExpert";
const INDEPENDENT: &str = "IndependentConsultant";

/// The members of the document.
pub(super) fn write(facts: &DocumentFacts, origin: &Origin) -> Map<String, Value> {
    let paper = facts.payload().paper();
    let (kind, schema, title) = form(facts.payload());
    let did = IssuerDid::new(origin, &paper.issuer).to_string();
    let issuer_name = facts.issuer_name();
    members(json!({
        "@context": context::both(origin),
        "id": paper_url(origin, paper),
        "type": ["VerifiableCredential", kind],
        "name": bilingual(title.0, title.1),
        "issuer": {"id": did, "name": bilingual(issuer_name.vi.as_str(), issuer_name.en.as_str())},
        "validFrom": paper.valid_from.starts_at(),
        "validUntil": paper.valid_until.ends_before().plus_seconds(-1),
        "paperNumber": paper.number,
        "paperVersion": paper.version,
        "credentialSubject": subject(facts),
        "credentialSchema": {"id": context::schema_url(origin, schema), "type": "JsonSchema"},
        "credentialStatus": [
            status_entry(origin, paper, ListKind::Revocation),
            status_entry(origin, paper, ListKind::Suspension),
        ],
    }))
}

/// The second type, the schema and the title in both languages.
fn form(payload: &Payload) -> (&'static str, &'static str, (&'static str, &'static str)) {
    match (payload, payload.affiliation()) {
        (Payload::Certificate(_), _) => (
            CERTIFICATE,
            "certificate-v1",
            (
                "Giấy xác nhận đủ điều kiện hoạt động tư vấn",
                "Certificate of eligibility to provide consulting services",
            ),
        ),
        (Payload::Card(_), Affiliation::Organisation) => {
            (CARD, "card-v1", ("Thẻ chuyên gia tư vấn", "Expert card"))
        }
        (Payload::Card(_), Affiliation::Independent) => {
            (CARD, "card-v1", ("Thẻ chuyên gia tư vấn độc lập", "Independent consultant's card"))
        }
    }
}

fn subject(facts: &DocumentFacts) -> Value {
    let kind = match (facts.payload(), facts.payload().affiliation()) {
        (_, Affiliation::Independent) => INDEPENDENT,
        (Payload::Certificate(_), Affiliation::Organisation) => ORGANISATION,
        (Payload::Card(_), Affiliation::Organisation) => EXPERT,
    };
    let mut subject = json!({"type": kind, "name": vietnamese(facts.payload().paper().holder.as_str())});
    match facts.payload() {
        Payload::Certificate(certificate) => {
            if let Some(code) = certificate.enterprise_code() {
                subject["enterpriseCode"] = json!(code);
            }
        }
        Payload::Card(card) => subject["photoHash"] = json!(card.photo_hash()),
    }
    if let Some(under) = facts.issued_under() {
        subject["certificateNumber"] = json!(under.certificate);
        if let Some(name) = &under.organisation {
            subject["organisation"] = json!({"type": ORGANISATION, "name": vietnamese(name.as_str())});
        }
    }
    subject
}

fn status_entry(origin: &Origin, paper: &Paper, kind: ListKind) -> Value {
    let place = Place::of(paper.status_index);
    let list = ListName { issuer: paper.issuer.clone(), kind, list: place.list }.url(origin);
    json!({
        "id": format!("{list}#{}", place.entry),
        "type": "BitstringStatusListEntry",
        "statusPurpose": kind.as_str(),
        "statusListIndex": place.entry.to_string(),
        "statusListCredential": list,
    })
}

fn vietnamese(text: &str) -> Value {
    json!({"@value": text, "@language": "vi"})
}

fn bilingual(vi: &str, en: &str) -> Value {
    json!([vietnamese(vi), {"@value": en, "@language": "en"}])
}

/// The facts and the site, if every one of them is there.
pub(super) fn read(document: &Map<String, Value>, created: Instant) -> Option<(DocumentFacts, Origin)> {
    let text = |pointer: &[&str]| at(document, pointer).and_then(Value::as_str);
    let origin = origin_of_paper(text(&["id"])?)?;
    let did: IssuerDid = text(&["issuer", "id"])?.parse().ok()?;
    let list: ListName =
        text(&["credentialStatus", "0", "statusListCredential"])?.rsplit('/').next()?.parse().ok()?;
    let entry = text(&["credentialStatus", "0", "statusListIndex"])?.parse().ok()?;
    let last_second: Instant = text(&["validUntil"])?.parse().ok()?;
    let first_second: Instant = text(&["validFrom"])?.parse().ok()?;
    let paper = Paper {
        issuer: did.issuer,
        number: text(&["paperNumber"])?.parse().ok()?,
        holder: text(&["credentialSubject", "name", "@value"])?.parse().ok()?,
        version: at(document, &["paperVersion"])?.as_u64()?.try_into().ok()?,
        valid_from: first_second.day(),
        valid_until: last_second.day(),
        issued_at: created,
        status_index: Place { list: list.list, entry }.status_index()?,
    };
    let issuer_name = |language: &str| text(&["issuer", "name", language, "@value"])?.parse().ok();
    let issuer_name = IssuerName { vi: issuer_name("0")?, en: issuer_name("1")? };
    let facts = match text(&["type", "1"])? {
        CERTIFICATE => DocumentFacts::certificate(certificate(document, paper)?, issuer_name),
        CARD => {
            let organisation = organisation(document)?;
            let card = card(document, paper, organisation.is_some())?;
            let certificate = text(&["credentialSubject", "certificateNumber"])?.parse().ok()?;
            DocumentFacts::card(card, issuer_name, IssuedUnder { certificate, organisation }).ok()?
        }
        _ => return None,
    };
    Some((facts, origin))
}

fn certificate(document: &Map<String, Value>, paper: Paper) -> Option<CertificatePayload> {
    if at(document, &["credentialSubject", "type"])? == INDEPENDENT {
        return CertificatePayload::independent(paper).ok();
    }
    let code = match at(document, &["credentialSubject", "enterpriseCode"]) {
        Some(code) => Some(code.as_str()?.parse().ok()?),
        None => None,
    };
    CertificatePayload::organisation(paper, code).ok()
}

fn card(document: &Map<String, Value>, paper: Paper, of_organisation: bool) -> Option<CardPayload> {
    let photo = at(document, &["credentialSubject", "photoHash"])?.as_str()?;
    let photo = data_encoding::HEXLOWER.decode(photo.as_bytes()).ok()?.try_into().ok()?;
    let affiliation = if of_organisation { Affiliation::Organisation } else { Affiliation::Independent };
    CardPayload::new(paper, affiliation, PhotoHash::from_bytes(photo)).ok()
}

/// The outer `None` is a name that cannot be read, the inner no organisation.
#[expect(clippy::option_option, reason = "absent and unreadable are two things")]
fn organisation(document: &Map<String, Value>) -> Option<Option<HolderName>> {
    match at(document, &["credentialSubject", "organisation", "name", "@value"]) {
        Some(name) => Some(Some(name.as_str()?.parse().ok()?)),
        None => Some(None),
    }
}

/// The value at a path of members and, in lists, positions.
fn at<'a>(document: &'a Map<String, Value>, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(document.get(*first)?, |value, step| match value {
        Value::Object(members) => members.get(*step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}
