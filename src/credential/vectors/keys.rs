//! Codes signed with a key, or at a time, that does not count.

use std::convert::Infallible;

use serde_json::json;

use super::{
    COMPROMISED, Case, IN_USE, PROVINCE, Payload, RETIRED, STRANGER, Token, card, card_token, genuine,
    instant, key, refused, signed, text_of,
};

pub(super) fn cases() -> Vec<Case> {
    let in_use = key(IN_USE).key_id();
    let by = |seed, named| {
        let signed = Token::signed(card(|_| ()), named, |message| key(seed).signature(message));
        signed.expect("a key here signs")
    };
    let (by_stranger, by_province) = (by(STRANGER, in_use), by(PROVINCE, key(PROVINCE).key_id()));
    let with = |payload, signature| {
        Token::signed(payload, in_use, |_| Ok::<_, Infallible>(signature)).expect("a signature is given")
    };
    let signature_of_another = with(card(|paper| paper.status_index += 1), *card_token().signature());
    vec![
        refused("unknown key", text_of(&signed(card(|_| ()), STRANGER)), "unknown_key"),
        refused("signed with another key than the one named", text_of(&by_stranger), "signature"),
        refused("signature of another paper", text_of(&signature_of_another), "signature"),
        refused("signature of zeros", text_of(&with(card(|_| ()), [0; 64])), "signature"),
        refused("signed with another issuer's key", text_of(&by_province), "other_issuer"),
        signed_at(
            "signed before the key's first instant",
            IN_USE,
            "2025-12-31T16:59:59Z",
            "key_not_in_force",
        ),
        signed_at("signed after the key's last instant", IN_USE, "2027-12-31T17:00:01Z", "key_not_in_force"),
        signed_at("signed after the key was retired", RETIRED, "2025-12-31T17:00:01Z", "key_not_in_force"),
        signed_at(
            "signed when the key was compromised",
            COMPROMISED,
            "2026-10-01T00:00:00Z",
            "key_compromised",
        ),
        signed_before_the_compromise("2026-11-22"),
        signed_before_the_compromise("2035-01-01"),
    ]
}

fn card_signed_at(at: &str) -> Payload {
    card(|paper| paper.issued_at = instant(at))
}

fn signed_at(name: &'static str, seed: u8, at: &str, code: &str) -> Case {
    refused(name, text_of(&signed(card_signed_at(at), seed)), code)
}

/// Genuine, but any instant of signing could have been written with the key.
fn signed_before_the_compromise(on: &str) -> Case {
    let verdict = json!({"verdict": "could_not_check", "reason": "key_compromised"});
    let payload = card_signed_at("2026-09-30T23:59:59Z");
    genuine::by_key("signed, as it says, before the key was compromised", payload, COMPROMISED, on, verdict)
}
