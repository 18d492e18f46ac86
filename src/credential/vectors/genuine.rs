//! Codes that the issuer signed.

use serde_json::{Value, json};

use super::{
    Affiliation, CardPayload, Case, CertificatePayload, IN_USE, PROVINCE, Payload, PhotoHash, RETIRED, card,
    card_token, certificate, day, encoding, instant, key, origin, paper, signed, text_of,
};
use crate::credential::cut::for_code;

pub(super) fn cases() -> Vec<Case> {
    let first_day = "2026-11-22";
    let mut cases = vec![
        genuine("card of an expert of an organisation", card(|_| ()), first_day, status()),
        genuine("card of an independent consultant", independents_card(), first_day, status()),
        genuine("certificate of an organisation", certificate(|_| ()), first_day, status()),
        genuine(
            "certificate of an organisation without enterprise code",
            without_code(),
            first_day,
            status(),
        ),
        genuine("certificate of an independent consultant", independents_certificate(), first_day, status()),
        genuine("re-issue: version, and a start before the signing", reissue(), "2027-05-04", status()),
        genuine("a name of 300 bytes", longest_name(), first_day, status()),
        genuine("card with a name that was cut", cut_name(), first_day, status()),
        genuine(
            "a number with Đ",
            card(|paper| paper.number = "12/TĐC".parse().expect("one")),
            first_day,
            status(),
        ),
        genuine("last valid day", card(|_| ()), "2029-11-22", status()),
        genuine("expired", card(|_| ()), "2029-11-23", expired()),
        genuine("expired certificate", certificate(|_| ()), "2030-01-01", expired()),
        genuine("day before the first", card(|_| ()), "2026-11-21", not_yet("2026-11-22")),
        genuine("signed before it begins", begins_later(), "2026-12-31", not_yet("2027-01-01")),
        by_province(),
        by_retired_key(),
    ];
    cases.extend(other_spellings());
    cases
}

fn genuine(name: &'static str, payload: Payload, on: &str, verdict: Value) -> Case {
    by_key(name, payload, IN_USE, on, verdict)
}

pub(super) fn by_key(name: &'static str, payload: Payload, seed: u8, on: &str, verdict: Value) -> Case {
    let key_id = key(seed).key_id();
    let expected = json!({"key_id": key_id, "payload": payload, "verdict": verdict});
    Case { name, text: text_of(&signed(payload, seed)), on: day(on), expected }
}

fn status() -> Value {
    json!({"verdict": "could_not_check", "reason": "status_unavailable"})
}

fn expired() -> Value {
    json!({"verdict": "not_valid", "reason": "expired", "on": "2029-11-22"})
}

fn not_yet(from: &str) -> Value {
    json!({"verdict": "not_now", "reason": "not_yet_in_force", "from": from})
}

fn independents_card() -> Payload {
    let mut paper = paper();
    paper.number = "BKHCN-TVDL-00000025".parse().expect("a number");
    let photo = PhotoHash::of(b"another invented photo");
    CardPayload::new(paper, Affiliation::Independent, photo).map(Payload::Card).expect("the days fit")
}

fn independents_certificate() -> Payload {
    let mut paper = paper();
    paper.number = "02/2026/GXN-BKHCN".parse().expect("a number");
    CertificatePayload::independent(paper).map(Payload::Certificate).expect("the days fit")
}

fn without_code() -> Payload {
    let mut paper = paper();
    paper.holder = "Viện Tiêu chuẩn Ví Dụ".parse().expect("a name");
    CertificatePayload::organisation(paper, None).map(Payload::Certificate).expect("the days fit")
}

fn reissue() -> Payload {
    certificate(|paper| {
        paper.version = 2;
        paper.issued_at = instant("2027-05-04T01:00:00Z");
    })
}

fn longest_name() -> Payload {
    certificate(|paper| paper.holder = "Ệ".repeat(100).parse().expect("300 bytes"))
}

fn cut_name() -> Payload {
    let whole = card(|paper| {
        paper.holder = "NGUYỄN PHẠM THỊ NGỌC QUỲNH HƯƠNG TRẦN LÊ HOÀNG ÁNH DƯƠNG".parse().expect("a name");
    });
    for_code(whole, &origin(), key(IN_USE).key_id())
}

fn begins_later() -> Payload {
    card(|paper| paper.valid_from = day("2027-01-01"))
}

fn by_province() -> Case {
    let payload = card(|paper| {
        paper.issuer = "52".parse().expect("an issuer code");
        paper.number = "52-TV-00000033".parse().expect("a number");
        paper.holder = "Đỗ Văn Đạt".parse().expect("a name");
    });
    by_key("card of a province", payload, PROVINCE, "2026-11-22", status())
}

fn by_retired_key() -> Case {
    let payload = certificate(|paper| {
        paper.issued_at = instant("2025-06-01T02:00:00Z");
        paper.valid_from = day("2025-06-01");
        paper.valid_until = day("2028-06-01");
    });
    by_key("signed with a key that has retired since", payload, RETIRED, "2026-11-22", status())
}

/// The same card, written as a scanner or a person may give it.
fn other_spellings() -> Vec<Case> {
    let link = text_of(&card_token());
    let spelled = |name, text| Case { text, ..genuine(name, card(|_| ()), "2026-11-22", status()) };
    vec![
        spelled("link in lower case", link.to_ascii_lowercase()),
        spelled("link with white space around it", format!("  {link}\r\n")),
        spelled("code alone", card_token().to_code()),
        spelled("code alone in lower case", card_token().to_code().to_ascii_lowercase()),
        spelled(
            "another host, which is not followed",
            link.replace("KIEMTRA-CHUYENGIA.EXAMPLE", "EVIL.EXAMPLE:8443"),
        ),
        spelled("algorithm named Ed25519 (-19)", encoding::card_named_ed25519()),
    ]
}
